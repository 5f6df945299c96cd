/* PNG with its resolution and words (PNG specification, second edition, ISO/IEC 15948:2004).
 * Cairo's writer has neither, and spends four times as long on filters that make drawings larger.
 */
#include <string.h>

#include "figure/figure-private.h"

/* Of the figures shipped, filter 0 (none) packs best; from this level of deflate on, files get
 * smaller by no more than a few per cent, and twice as slow. */
#define COMPRESSION 3
#define METRES_PER_INCH 0.0254

static void
append_number (GByteArray *out, guint32 number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  g_byte_array_append (out, (const guint8 *)&big_endian, 4);
}

static guint32
crc32 (const guint8 *data, gsize length)
{
  guint32 table[256], crc = 0xffffffff;

  for (guint32 n = 0; n < 256; n++)
    {
      table[n] = n;
      for (int bit = 0; bit < 8; bit++)
        table[n] = table[n] & 1 ? table[n] >> 1 ^ 0xedb88320 : table[n] >> 1;
    }
  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ data[i]) & 0xff] ^ crc >> 8;
  return ~crc;
}

/* The checksum is over the type and the data, which so have to lie together. */
static void
append_chunk (GByteArray *out, const char type[4], const GByteArray *data)
{
  append_number (out, data->len);
  g_byte_array_append (out, (const guint8 *)type, 4);
  g_byte_array_append (out, data->data, data->len);
  append_number (out, crc32 (out->data + out->len - data->len - 4, data->len + 4));
}

static void
append_header (GByteArray *out, guint32 width, guint32 height)
{
  /* 8 bits, colour without alpha, and the only compression, filters and no interlace. */
  static const guint8 kind[] = { 8, 2, 0, 0, 0 };
  g_autoptr (GByteArray) data = g_byte_array_new ();

  append_number (data, width);
  append_number (data, height);
  g_byte_array_append (data, kind, sizeof kind);
  append_chunk (out, "IHDR", data);
}

static void
append_resolution (GByteArray *out, double dpi)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint32 per_metre = (guint32)(dpi / METRES_PER_INCH + 0.5);

  append_number (data, per_metre);
  append_number (data, per_metre);
  g_byte_array_append (data, (const guint8 *)"\1", 1); /* the unit is the metre */
  append_chunk (out, "pHYs", data);
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
  append_chunk (out, ascii ? "tEXt" : "iTXt", data);
}

/* The rows, each after the number of its filter, as red, green and blue. */
static guint8 *
take_rows (cairo_surface_t *surface, int width, int height, gsize *length)
{
  const gsize row = 1 + (gsize)width * 3;
  guint8 *rows = g_malloc (row * (gsize)height);

  *length = row * (gsize)height;
  for (int y = 0; y < height; y++)
    {
      const guint32 *pixel
          = (const guint32 *)(gpointer)(cairo_image_surface_get_data (surface)
                                        + (gsize)y * cairo_image_surface_get_stride (surface));
      guint8 *out = rows + (gsize)y * row;
      *out++ = 0;
      for (int x = 0; x < width; x++)
        {
          *out++ = (guint8)(pixel[x] >> 16);
          *out++ = (guint8)(pixel[x] >> 8);
          *out++ = (guint8)pixel[x];
        }
    }
  return rows;
}

static GByteArray *
deflate_rows (const guint8 *rows, gsize length, GError **error)
{
  g_autoptr (GZlibCompressor) zlib
      = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, COMPRESSION);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 buffer[1 << 16];
  gsize done = 0, n_read, n_written;
  GConverterResult result;

  do
    {
      result = g_converter_convert (G_CONVERTER (zlib),
                                    rows + done,
                                    length - done,
                                    buffer,
                                    sizeof buffer,
                                    G_CONVERTER_INPUT_AT_END,
                                    &n_read,
                                    &n_written,
                                    error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      done += n_read;
      g_byte_array_append (out, buffer, (guint)n_written);
    }
  while (result != G_CONVERTER_FINISHED);
  return g_steal_pointer (&out);
}

/**
 * ent_png_encode:
 * @surface: a picture of format RGB24
 * @dpi: its resolution, pixels per inch
 * @keys_and_values: (array zero-terminated=1): "Title", its value, …; empty values are left out
 * @error: return location
 *
 * Cost: 20 ms a million pixels.  Errors: those of #GZlibCompressor.
 *
 * Returns: (transfer full): the picture as a PNG, or %NULL
 */
GBytes *
ent_png_encode (cairo_surface_t *surface,
                double dpi,
                const char *const *keys_and_values,
                GError **error)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize length;

  cairo_surface_flush (surface);
  g_autofree guint8 *rows = take_rows (surface, width, height, &length);
  g_autoptr (GByteArray) packed = deflate_rows (rows, length, error);
  if (!packed)
    return NULL;
  GByteArray *out = g_byte_array_sized_new (packed->len + 1024);
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
  append_header (out, (guint32)width, (guint32)height);
  append_resolution (out, dpi);
  for (; *keys_and_values; keys_and_values += 2)
    if (keys_and_values[1] && *keys_and_values[1])
      append_text (out, keys_and_values[0], keys_and_values[1]);
  append_chunk (out, "IDAT", packed);
  append_chunk (out, "IEND", nothing);
  return g_byte_array_free_to_bytes (out);
}
