/* PNG with its resolution and words (PNG specification, second edition, ISO/IEC 15948:2004).
 * Cairo's writer has neither, and spends four times as long on filters that make drawings larger.
 *
 * Bands of rows are packed side by side on all processors and joined, as pigz does, the upper ones
 * while the lower are still painted: where the bands end depends on the picture alone, so that the
 * same picture is the same file on every machine. */
#include <string.h>
#include <zlib.h>

#include "figure/figure-private.h"

/* Of the figures shipped, filter 0 (none) packs best; from this level of deflate on, files get
 * smaller by no more than a few per cent, and twice as slow. */
#define COMPRESSION 3
#define METRES_PER_INCH 0.0254
/* Bytes of rows in a band: what packing starts anew for each costs less than one in a thousand. */
#define BAND (1 << 20)
/* Parts the picture is painted in: with more, what crosses them is painted too often. */
#define N_PARTS 6

/* Some rows of the picture, packed. */
typedef struct
{
  cairo_surface_t *surface;
  int first, n_rows;
  gboolean last;
  gsize length;  /* of the rows before they were packed */
  uLong adler;   /* their checksum */
  guint8 *bytes; /* raw deflate, ending on a byte */
  gsize n_bytes;
} Band;

static void
append_number (GByteArray *out, guint32 number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  g_byte_array_append (out, (const guint8 *)&big_endian, 4);
}

/* The checksum is over the type and the data, which so have to lie together. */
static void
append_chunk (GByteArray *out, const char type[4], const GByteArray *data)
{
  append_number (out, data->len);
  g_byte_array_append (out, (const guint8 *)type, 4);
  g_byte_array_append (out, data->data, data->len);
  append_number (out, (guint32)crc32 (0, out->data + out->len - data->len - 4, data->len + 4));
}

static void
append_header (GByteArray *out, guint32 width, guint32 height, gboolean clear)
{
  /* 8 bits, colour with or without alpha, and the only compression, filters and no interlace. */
  const guint8 kind[] = { 8, clear ? 6 : 2, 0, 0, 0 };
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

/* iTXt, which is UTF-8: not compressed, no language, no translated keyword. */
static void
append_text (GByteArray *out, const char *key, const char *value)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  g_byte_array_append (data, (const guint8 *)key, (guint)strlen (key) + 1);
  g_byte_array_append (data, (const guint8 *)"\0\0\0\0", 4);
  g_byte_array_append (data, (const guint8 *)value, (guint)strlen (value));
  append_chunk (out, "iTXt", data);
}

static gboolean
is_clear (cairo_surface_t *surface)
{
  return cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
}

/* Cairo's colours are multiplied by alpha, those of PNG are not. */
static guint8
divide_out (guint32 channel, guint32 alpha)
{
  return alpha == 0 ? 0 : (guint8)((channel * 255 + alpha / 2) / alpha);
}

static guint8 *
put_clear (guint8 *out, guint32 pixel)
{
  const guint32 alpha = pixel >> 24;

  *out++ = divide_out (pixel >> 16 & 0xff, alpha);
  *out++ = divide_out (pixel >> 8 & 0xff, alpha);
  *out++ = divide_out (pixel & 0xff, alpha);
  *out++ = (guint8)alpha;
  return out;
}

/* The rows, each after the number of its filter, as red, green, blue and, where there is no ground,
 * alpha. */
static guint8 *
take_rows (const Band *band)
{
  const int width = cairo_image_surface_get_width (band->surface);
  const int stride = cairo_image_surface_get_stride (band->surface);
  const gboolean clear = is_clear (band->surface);
  guint8 *rows = g_malloc (band->length), *out = rows;

  for (int y = band->first; y < band->first + band->n_rows; y++)
    {
      const guint32 *pixel
          = (const guint32 *)(gpointer)(cairo_image_surface_get_data (band->surface)
                                        + (gsize)y * (gsize)stride);
      *out++ = 0;
      for (int x = 0; x < width && clear; x++)
        out = put_clear (out, pixel[x]);
      for (int x = 0; x < width && !clear; x++)
        {
          *out++ = (guint8)(pixel[x] >> 16);
          *out++ = (guint8)(pixel[x] >> 8);
          *out++ = (guint8)pixel[x];
        }
    }
  return rows;
}

/* A GFunc of the pool.  Packing fails for want of memory only, in which GLib ends the program too.
 */
static void
pack_band (gpointer data, gpointer unused)
{
  Band *band = data;
  g_autofree guint8 *rows = take_rows (band);
  z_stream zlib = { 0 };

  band->adler = adler32 (adler32 (0, NULL, 0), rows, (uInt)band->length);
  if (deflateInit2 (&zlib, COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("zlib: %s", zlib.msg ? zlib.msg : "no memory");
  /* deflateBound() counts no flush, which takes up to 6 bytes. */
  gsize room = deflateBound (&zlib, band->length) + 16;
  band->bytes = g_malloc (room);
  zlib.next_in = rows;
  zlib.avail_in = (uInt)band->length;
  zlib.next_out = band->bytes;
  zlib.avail_out = (uInt)room;
  deflate (&zlib, band->last ? Z_FINISH : Z_SYNC_FLUSH);
  g_assert (zlib.avail_in == 0);
  band->n_bytes = room - zlib.avail_out;
  deflateEnd (&zlib);
}

static GArray *
divide (cairo_surface_t *surface)
{
  const int height = cairo_image_surface_get_height (surface);
  const gsize row
      = 1 + (gsize)cairo_image_surface_get_width (surface) * (is_clear (surface) ? 4 : 3);
  const int n_rows = MAX (1, (int)(BAND / row));
  GArray *bands = g_array_new (FALSE, TRUE, sizeof (Band));

  for (int y = 0; y < height; y += n_rows)
    {
      Band band = { .surface = surface, .first = y, .n_rows = MIN (n_rows, height - y) };
      band.last = y + band.n_rows == height;
      band.length = row * (gsize)band.n_rows;
      g_array_append_val (bands, band);
    }
  return bands;
}

/* Paints some rows; the others stay as they are. */
static void
paint_rows (const EntPngPicture *picture, cairo_surface_t *surface, int first, int end)
{
  cairo_t *cr = cairo_create (surface);

  cairo_rectangle (cr, 0, first, picture->width, end - first);
  cairo_clip (cr);
  picture->paint (cr, picture->data);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

/* Paints part by part from the top, and gives the bands of each to the pool meanwhile. */
static void
paint_and_pack (const EntPngPicture *picture, cairo_surface_t *surface, GArray *bands)
{
  GThreadPool *pool
      = g_thread_pool_new (pack_band, NULL, (int)g_get_num_processors (), FALSE, NULL);

  for (guint part = 0, next = 0; part < N_PARTS; part++)
    {
      const guint end = bands->len * (part + 1) / N_PARTS;

      if (end > next)
        {
          const Band *first = &g_array_index (bands, Band, next);
          const Band *last = &g_array_index (bands, Band, end - 1);
          paint_rows (picture, surface, first->first, last->first + last->n_rows);
        }
      for (; next < end; next++)
        g_thread_pool_push (pool, &g_array_index (bands, Band, next), NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE); /* waits for all */
}

static GByteArray *
join (GArray *bands)
{
  GByteArray *out = g_byte_array_new ();
  uLong adler = adler32 (0, NULL, 0);

  g_byte_array_append (out, (const guint8 *)"\x78\x5e", 2); /* RFC 1950: deflate, 32 KB, fast */
  for (guint i = 0; i < bands->len; i++)
    {
      Band *band = &g_array_index (bands, Band, i);
      g_byte_array_append (out, band->bytes, (guint)band->n_bytes);
      adler = adler32_combine (adler, band->adler, (z_off_t)band->length);
      g_free (band->bytes);
    }
  append_number (out, (guint32)adler);
  return out;
}

/**
 * ent_png_encode:
 * @picture: how large it is, and what paints it
 * @status: (out): why it could not be painted, if it could not
 *
 * Paints and packs a picture. Beside painting it costs 20 ms a million pixels, divided by the
 * number of processors, and most of that passes while it is painted.
 *
 * Returns: (transfer full) (nullable): the picture as a PNG; %NULL if cairo failed
 */
GBytes *
ent_png_encode (const EntPngPicture *picture, cairo_status_t *status)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      picture->clear ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, picture->width, picture->height);

  *status = cairo_surface_status (surface);
  if (*status != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  g_autoptr (GArray) bands = divide (surface);
  paint_and_pack (picture, surface, bands);
  g_autoptr (GByteArray) packed = join (bands);
  *status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (*status != CAIRO_STATUS_SUCCESS)
    return NULL;
  GByteArray *out = g_byte_array_sized_new (packed->len + 1024);
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  g_byte_array_append (out, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
  append_header (out, (guint32)picture->width, (guint32)picture->height, picture->clear);
  append_resolution (out, picture->dpi);
  for (const char *const *word = picture->words; *word != NULL; word += 2)
    if (word[1] != NULL && *word[1] != '\0')
      append_text (out, word[0], word[1]);
  append_chunk (out, "IDAT", packed);
  append_chunk (out, "IEND", nothing);
  return g_byte_array_free_to_bytes (out);
}
