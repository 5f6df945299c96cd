#include "geo/world-private.h"

#include <glib/gi18n-lib.h>

#include "geo/geo-error.h"

/* A name of a state or a city is never longer than this many bytes. */
#define MAX_TEXT 400

/**
 * ent_world_fail:
 * @reader: a reader
 * @format: what was found and what expected
 *
 * Sets the reader's error unless it has one, and moves it to the end.
 */
void
ent_world_fail (EntWorldReader *reader, const char *format, ...)
{
  if (reader->error == NULL)
    {
      va_list args;
      va_start (args, format);
      g_autofree char *what = g_strdup_vprintf (format, args);
      va_end (args);
      g_set_error (&reader->error,
                   ENT_GEO_ERROR,
                   ENT_GEO_ERROR_FORMAT,
                   _ ("world data, byte %zu: %s"),
                   reader->at,
                   what);
    }
  reader->at = reader->end;
}

/**
 * ent_world_read_fixed:
 * @reader: a reader
 *
 * Returns: the next 32-bit little-endian number, 0 past the end
 */
guint
ent_world_read_fixed (EntWorldReader *reader)
{
  if (reader->end - reader->at < 4)
    {
      ent_world_fail (reader, "the data ends, expected a 32-bit number");
      return 0;
    }
  const guint8 *b = reader->bytes + reader->at;
  reader->at += 4;
  return b[0] | (guint)b[1] << 8 | (guint)b[2] << 16 | (guint)b[3] << 24;
}

static guint64
read_leb128 (EntWorldReader *reader, const char *what)
{
  guint64 value = 0;
  /* Five groups of seven bits hold every 32-bit number. */
  for (guint shift = 0; shift < 35; shift += 7)
    {
      if (reader->at >= reader->end)
        {
          ent_world_fail (reader, "the data ends, expected %s", what);
          return 0;
        }
      const guint8 byte = reader->bytes[reader->at++];
      value |= (guint64)(byte & 127) << shift;
      if (byte < 128)
        return value;
    }
  ent_world_fail (reader, "a number of more than 32 bits, expected %s", what);
  return 0;
}

/**
 * ent_world_read_varint:
 * @reader: a reader
 * @max: the largest number that makes sense
 * @what: what the number is, for the message
 *
 * Returns: the next number, 0 when it is larger than @max or past the end
 */
guint
ent_world_read_varint (EntWorldReader *reader, guint max, const char *what)
{
  const guint64 value = read_leb128 (reader, what);
  if (value <= max)
    return (guint)value;
  ent_world_fail (reader, "%s is %" G_GUINT64_FORMAT ", expected at most %u", what, value, max);
  return 0;
}

/**
 * ent_world_read_zigzag:
 * @reader: a reader
 * @what: what the number is, for the message
 *
 * Returns: the next signed number, 0 past the end
 */
int
ent_world_read_zigzag (EntWorldReader *reader, const char *what)
{
  const guint64 value = read_leb128 (reader, what);
  /* Twice round the globe in the finest quanta; keeps sums of two far from overflow. */
  if (value > (1u << 30))
    {
      ent_world_fail (
          reader, "%s is %" G_GUINT64_FORMAT ", expected at most %u", what, value, 1u << 30);
      return 0;
    }
  return (int)(value >> 1) ^ -(int)(value & 1);
}

/**
 * ent_world_read_text:
 * @reader: a reader
 * @what: what the text is, for the message
 *
 * Returns: (transfer full): the next text, "" past the end or when it is no UTF-8
 */
char *
ent_world_read_text (EntWorldReader *reader, const char *what)
{
  const guint length = ent_world_read_varint (reader, MAX_TEXT, what);
  if (length > reader->end - reader->at)
    {
      ent_world_fail (reader, "the data ends, expected %u bytes of %s", length, what);
      return g_strdup ("");
    }
  const char *text = (const char *)reader->bytes + reader->at;
  if (!g_utf8_validate_len (text, length, NULL))
    {
      ent_world_fail (reader, "%s is not UTF-8", what);
      return g_strdup ("");
    }
  reader->at += length;
  return g_strndup (text, length);
}
