/* The chunks that make a PNG a document: resolution and words (PNG specification, second edition,
 * ISO/IEC 15948:2004). */
#include <string.h>

#include "figure/figure-private.h"

/* Signature and the IHDR chunk, which comes first: 8 + 4 + 4 + 13 + 4 bytes. */
#define HEADER_SIZE 33
#define METRES_PER_INCH 0.0254

static guint32
crc32 (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
  return ~crc;
}

static void
append_number (GByteArray *out, guint32 number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  g_byte_array_append (out, (const guint8 *)&big_endian, 4);
}

static void
append_chunk (GByteArray *out, const char type[4], const guint8 *data, gsize length)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  g_byte_array_append (body, (const guint8 *)type, 4);
  g_byte_array_append (body, data, (guint)length);
  append_number (out, (guint32)length);
  g_byte_array_append (out, body->data, body->len);
  append_number (out, crc32 (body->data, body->len));
}

static void
append_resolution (GByteArray *out, double dpi)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint32 per_metre = (guint32)(dpi / METRES_PER_INCH + 0.5);

  append_number (data, per_metre);
  append_number (data, per_metre);
  g_byte_array_append (data, (const guint8 *)"\1", 1); /* the unit is the metre */
  append_chunk (out, "pHYs", data->data, data->len);
}

/* tEXt is Latin-1, and more programs read it; what is not ASCII goes as iTXt, which is UTF-8. */
static void
append_text (GByteArray *out, const char *key, const char *value)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gboolean ascii = g_str_is_ascii (value);

  g_byte_array_append (data, (const guint8 *)key, (guint)strlen (key) + 1);
  /* iTXt: not compressed, no language, no translated keyword. */
  if (!ascii)
    g_byte_array_append (data, (const guint8 *)"\0\0\0\0", 4);
  g_byte_array_append (data, (const guint8 *)value, (guint)strlen (value));
  append_chunk (out, ascii ? "tEXt" : "iTXt", data->data, data->len);
}

/**
 * ent_png_annotate:
 * @png: a PNG without a pHYs chunk
 * @dpi: its resolution, pixels per inch
 * @keys_and_values: (array zero-terminated=1): "Title", its value, …; empty values are left out
 *
 * Returns: (transfer full): the same picture with resolution and words.
 */
GBytes *
ent_png_annotate (GBytes *png, double dpi, const char *const *keys_and_values)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (png, &length);
  GByteArray *out = g_byte_array_sized_new ((guint)length + 1024);

  g_return_val_if_fail (length > HEADER_SIZE, NULL);
  g_byte_array_append (out, data, HEADER_SIZE);
  append_resolution (out, dpi);
  for (; *keys_and_values; keys_and_values += 2)
    if (keys_and_values[1] && *keys_and_values[1])
      append_text (out, keys_and_values[0], keys_and_values[1]);
  g_byte_array_append (out, data + HEADER_SIZE, (guint)(length - HEADER_SIZE));
  return g_byte_array_free_to_bytes (out);
}
