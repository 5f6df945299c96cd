/* Signed areas: each edge adds to the cell of each pixel that it crosses how much of the pixel lies
 * right of it, times the height it spans there, with its direction's sign; the running sum along a
 * row then is the winding number averaged over the pixel (as in font-rs by Levien, and stb_truetype
 * by Barrett).  Rows are kept in blocks, so that the inside and the outside of large shapes cost
 * little. */
#include "render/scan-converter.h"

#include <math.h>
#include <string.h>

#define BLOCK 8 /* pixels */
#define FAR 1e6 /* pixels: what lies beyond is drawn as if it were there */
/* Pixels: up to this width a line looks as one of a pixel does. */
#define HAIR 1.25
/* A winding this near to 0 or 1 is nothing or all. */
#define LITTLE (1.0f / 512)

/* Pixels of a row that were touched: left <= x < right. */
typedef struct
{
  int left, right;
} Span;

static const Span untouched = { G_MAXINT, 0 };

/* All 0 and untouched between two shapes.  Each thread keeps its last one: to get and clear so much
 * memory anew would take as long as to draw. */
typedef struct
{
  gsize n_blocks, n_rows;
  float *cells;    /* BLOCK for each block */
  guint8 *touched; /* blocks */
  Span *spans;     /* of rows */
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->cells);
  g_free (sheet->touched);
  g_free (sheet->spans);
  g_free (sheet);
}

static GPrivate spare_sheet = G_PRIVATE_INIT (sheet_free);

struct _EntScanConverter
{
  cairo_surface_t *image;
  guint32 *pixels;
  int width, height, stride;                        /* pixels */
  int clip_left, clip_top, clip_right, clip_bottom; /* what fills may paint; pixels */
  int n_blocks; /* in a row, with two pixels beyond the right edge */
  float scale;
  Sheet *sheet;
  guint32 source;  /* premultiplied colour of the shape under way */
  guint32 share;   /* of a line that a pixel gets at most, of 256 */
  int top, bottom; /* rows touched: top <= y < bottom */
};

static Sheet *
take_sheet (gsize n_rows, gsize n_blocks)
{
  Sheet *sheet = g_private_get (&spare_sheet);

  g_private_set (&spare_sheet, NULL);
  if (sheet != NULL && sheet->n_rows >= n_rows && sheet->n_blocks >= n_blocks)
    return sheet;
  g_clear_pointer (&sheet, sheet_free);
  sheet = g_new (Sheet, 1);
  *sheet = (Sheet){ .n_blocks = n_blocks,
                    .n_rows = n_rows,
                    .cells = g_new0 (float, n_blocks *BLOCK),
                    .touched = g_new0 (guint8, n_blocks),
                    .spans = g_new (Span, n_rows) };
  for (gsize row = 0; row < n_rows; row++)
    sheet->spans[row] = untouched;
  return sheet;
}

static void
forget_bounds (EntScanConverter *converter)
{
  converter->top = converter->clip_bottom;
  converter->bottom = 0;
}

/**
 * ent_scan_converter_new:
 * @image: an image surface of format RGB24 or ARGB32
 * @scale: pixels per figure unit
 *
 * Returns: (transfer full): draws on @image
 */
EntScanConverter *
ent_scan_converter_new (cairo_surface_t *image, double scale)
{
  EntScanConverter *converter = g_new0 (EntScanConverter, 1);

  converter->image = cairo_surface_reference (image);
  converter->pixels = (guint32 *)(gpointer)cairo_image_surface_get_data (image);
  converter->width = cairo_image_surface_get_width (image);
  converter->height = cairo_image_surface_get_height (image);
  converter->stride = cairo_image_surface_get_stride (image) / 4;
  converter->n_blocks = (converter->width + 1) / BLOCK + 1;
  converter->scale = (float)scale;
  converter->sheet = take_sheet ((gsize)converter->height,
                                 (gsize)converter->height * (gsize)converter->n_blocks);
  ent_scan_converter_clip (converter, NULL);
  return converter;
}

/**
 * ent_scan_converter_free:
 * @converter: (nullable) (transfer full): a converter
 */
void
ent_scan_converter_free (EntScanConverter *converter)
{
  if (converter == NULL)
    return;
  cairo_surface_destroy (converter->image);
  g_private_replace (&spare_sheet, converter->sheet);
  g_free (converter);
}

/**
 * ent_scan_converter_tolerance:
 * @converter: a converter
 *
 * Returns: how far a line may be from a curve that it stands for, a tenth of a pixel; figure units
 */
double
ent_scan_converter_tolerance (const EntScanConverter *converter)
{
  return 0.1 / (double)converter->scale;
}

/**
 * ent_scan_converter_clip:
 * @converter: a converter
 * @clip: (nullable): what fills may paint from now on, to the nearest pixels; figure units; %NULL
 *   for all of the image
 */
void
ent_scan_converter_clip (EntScanConverter *converter, const EntRect *clip)
{
  const double scale = (double)converter->scale, width = converter->width;
  const double height = converter->height;

  converter->clip_left = converter->clip_top = 0;
  converter->clip_right = converter->width;
  converter->clip_bottom = converter->height;
  if (clip != NULL)
    {
      converter->clip_left = (int)CLAMP (clip->x * scale + 0.5, 0, width);
      converter->clip_top = (int)CLAMP (clip->y * scale + 0.5, 0, height);
      converter->clip_right = (int)CLAMP ((clip->x + clip->width) * scale + 0.5, 0, width);
      converter->clip_bottom = (int)CLAMP ((clip->y + clip->height) * scale + 0.5, 0, height);
    }
  forget_bounds (converter);
}

/* Adds an edge's part in one row: from x0 to x1 going down by height, signed. */
static inline void
add_to_row (float *cells, guint8 *touched, Span *span, float x0, float x1, float height)
{
  const float left = MIN (x0, x1), right = MAX (x0, x1);
  const int first = (int)left, last = (int)right;

  span->left = MIN (span->left, first);
  span->right = MAX (span->right, last + 2);
  touched[first / BLOCK] = 1;
  touched[(last + 1) / BLOCK] = 1;
  if (first == last)
    {
      const float beyond = height * (0.5f * (left + right) - (float)first);
      cells[first] += height - beyond;
      cells[first + 1] += beyond;
      return;
    }
  /* a trapezium in the first pixel, whole slices between, a triangle in the last */
  const float slope = height / (right - left);
  const float begun = (float)(first + 1) - left, ended = right - (float)last;
  float before = 0.5f * slope * begun * begun;
  cells[first] += before;
  float covered = before;
  for (int i = first + 1; i < last; i++)
    {
      const float so_far = slope * ((float)i + 0.5f - left);
      cells[i] += so_far - covered;
      covered = so_far;
    }
  const float all = height - 0.5f * slope * ended * ended;
  cells[last] += all - covered;
  cells[last + 1] += height - all;
  for (int block = first / BLOCK + 1; block < last / BLOCK; block++)
    touched[block] = 1;
  touched[last / BLOCK] = 1;
}

/* Pixels. */
static void
add_edge (EntScanConverter *converter, float x0, float y0, float x1, float y1)
{
  const float left = (float)converter->clip_left, right = (float)converter->clip_right;
  const float top = (float)converter->clip_top, bottom = (float)converter->clip_bottom;
  float sign = 1;

  if (y0 > y1)
    {
      const float x = x0, y = y0;
      x0 = x1, y0 = y1, x1 = x, y1 = y;
      sign = -1;
    }
  if (!(y1 > top && y0 < bottom && y0 < y1))
    return;
  const float slope = (x1 - x0) / (y1 - y0);
  float x = x0, y = y0;
  if (y < top)
    {
      x += (top - y) * slope;
      y = top;
    }
  const int first = (int)y, last = MIN ((int)ceilf (y1), converter->clip_bottom) - 1;
  const gsize n_blocks = (gsize)converter->n_blocks;
  for (int row = first; row <= last; row++)
    {
      const float end = MIN ((float)(row + 1), y1), height = end - y;
      const float next = row == last && end == y1 ? x1 : x + slope * height;
      add_to_row (converter->sheet->cells + (gsize)row * n_blocks * BLOCK,
                  converter->sheet->touched + (gsize)row * n_blocks,
                  &converter->sheet->spans[row],
                  CLAMP (x, left, right),
                  CLAMP (next, left, right),
                  sign * height);
      x = next;
      y = end;
    }
  converter->top = MIN (converter->top, first);
  converter->bottom = MAX (converter->bottom, last + 1);
}

static guint32
pack (EntColour colour)
{
  const double a = CLAMP (colour.a, 0, 1) * 255;

  return (guint32)(a + 0.5) << 24 | (guint32)(CLAMP (colour.r, 0, 1) * a + 0.5) << 16
         | (guint32)(CLAMP (colour.g, 0, 1) * a + 0.5) << 8
         | (guint32)(CLAMP (colour.b, 0, 1) * a + 0.5);
}

/* The premultiplied source, a share of 256 of it, over the pixel. */
static inline guint32
blend (guint32 below, guint32 source, guint32 share)
{
  const guint32 keep = 256 - ((source >> 24) * share + 127) / 255;
  const guint32 even = (below & 0xff00ff) * keep + (source & 0xff00ff) * share + 0x800080;
  const guint32 odd = (below >> 8 & 0xff00ff) * keep + (source >> 8 & 0xff00ff) * share + 0x800080;

  return (even >> 8 & 0xff00ff) | (odd & 0xff00ff00);
}

/* Pixels of one winding. */
static void
put_run (guint32 *pixels, int n, guint32 source, float winding)
{
  const float share = MIN (fabsf (winding), 1);

  if (share > 1 - LITTLE && source >> 24 == 0xff)
    for (int i = 0; i < n; i++)
      pixels[i] = source;
  else if (share > LITTLE)
    for (int i = 0; i < n; i++)
      pixels[i] = blend (pixels[i], source, (guint32)(share * 256 + 0.5f));
}

static void
sweep_row (EntScanConverter *converter, int row)
{
  const guint32 source = converter->source;
  const gsize at = (gsize)row * (gsize)converter->n_blocks;
  guint8 *touched = converter->sheet->touched + at;
  float *cells = converter->sheet->cells + at * BLOCK, winding = 0;
  guint32 *pixels = converter->pixels + (gsize)row * (gsize)converter->stride;
  const Span span = converter->sheet->spans[row];
  const int end = MIN (span.right, converter->clip_right);

  converter->sheet->spans[row] = untouched;
  for (int block = span.left / BLOCK; block * BLOCK < span.right; block++)
    {
      const int first = block * BLOCK, n = MIN (BLOCK, end - first);
      if (!touched[block] && fabsf (winding) <= LITTLE)
        continue;
      if (!touched[block])
        {
          put_run (pixels + first, n, source, winding);
          continue;
        }
      touched[block] = 0;
      for (int i = MAX (first, span.left); i < first + n; i++)
        {
          winding += cells[i];
          if (fabsf (winding) > LITTLE)
            put_run (pixels + i, 1, source, winding);
        }
      memset (cells + first, 0, BLOCK * sizeof *cells);
    }
}

/* Paints the edges added so far, and forgets them. */
static void
sweep (EntScanConverter *converter)
{
  for (int row = converter->top; row < converter->bottom; row++)
    sweep_row (converter, row);
  forget_bounds (converter);
}

/* What is done with each subpath: its points, in pixels, and whether it was closed. */
typedef void (*AddLine) (EntScanConverter *, const EntPoint *points, guint n, gboolean closed);

static void
add_ring (EntScanConverter *converter, const EntPoint *points, guint n, gboolean closed)
{
  for (guint i = 0, before = n - 1; i < n; before = i++)
    add_edge (converter,
              (float)points[before].x,
              (float)points[before].y,
              (float)points[i].x,
              (float)points[i].y);
}

/* A line thinner than a pixel, straight on the image: at each step along its longer direction two
 * pixels share it by nearness (as Wu, 1991).  Steps are counted from pixel to pixel, so that
 * segments that follow each other share none. */
static void
draw_hair (EntScanConverter *converter, EntPoint from, EntPoint to)
{
  const guint32 source = converter->source, share = converter->share;
  double x0 = from.x, y0 = from.y, x1 = to.x, y1 = to.y;
  const gboolean steep = fabs (y1 - y0) > fabs (x1 - x0);

  if (steep)
    {
      x0 = from.y, y0 = from.x;
      x1 = to.y, y1 = to.x;
    }
  if (x0 > x1)
    {
      const double x = x0, y = y0;
      x0 = x1, y0 = y1, x1 = x, y1 = y;
    }
  const int n_along = steep ? converter->height : converter->width;
  const int n_across = steep ? converter->width : converter->height;
  const gsize along = steep ? (gsize)converter->stride : 1;
  const gsize across = steep ? 1 : (gsize)converter->stride;
  if (!(x1 >= 0 && x0 < n_along))
    return;
  const double slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
  const int first = MAX (0, (int)floor (x0 + 0.5)), end = MIN (n_along, (int)floor (x1 + 0.5));
  for (int x = first; x < end; x++)
    {
      const double y = y0 + slope * (x + 0.5 - x0) - 0.5;
      if (!(y > -1 && y < n_across))
        continue;
      const int row = (int)(y + 1) - 1;
      const guint32 far = (guint32)((y - row) * 256);
      guint32 *pixel = converter->pixels + (gsize)x * along;
      if (row >= 0)
        pixel[(gsize)row * across]
            = blend (pixel[(gsize)row * across], source, share * (256 - far) >> 8);
      if (row + 1 < n_across)
        pixel[(gsize)(row + 1) * across]
            = blend (pixel[(gsize)(row + 1) * across], source, share * far >> 8);
    }
}

static void
draw_hairs (EntScanConverter *converter, const EntPoint *points, guint n, gboolean closed)
{
  for (guint i = 0; i + 1 < n; i++)
    draw_hair (converter, points[i], points[i + 1]);
  if (closed)
    draw_hair (converter, points[n - 1], points[0]);
}

static void
draw (EntScanConverter *converter, const EntPath *path, AddLine add)
{
  g_autoptr (EntPath) flat = NULL;
  g_autofree EntPoint *points = NULL;
  guint n = 0;

  if (memchr (path->verbs, ENT_PATH_CURVE, path->n_verbs) != NULL)
    path = flat = ent_path_flatten (path, ent_scan_converter_tolerance (converter));
  points = g_new (EntPoint, path->n_points + 1);
  const EntPoint *p = path->points;
  for (gsize i = 0; i < path->n_verbs; i++)
    {
      const EntPathVerb verb = (EntPathVerb)path->verbs[i];
      if (verb != ENT_PATH_LINE && n > 1)
        add (converter, points, n, verb == ENT_PATH_CLOSE);
      if (verb != ENT_PATH_LINE)
        n = 0;
      if (verb == ENT_PATH_CLOSE)
        continue;
      const double x = p->x * converter->scale, y = p->y * converter->scale;
      p++;
      if (isfinite (x) && isfinite (y))
        points[n++] = (EntPoint){ CLAMP (x, -FAR, FAR), CLAMP (y, -FAR, FAR) };
    }
  if (n > 1)
    add (converter, points, n, FALSE);
}

/**
 * ent_scan_converter_fill:
 * @converter: a converter
 * @path: figure units; rings that turn the same way may overlap, and holes turn the other way
 * @colour: of the fill
 *
 * Fills by the nonzero winding number.  Where rings of opposite directions overlap, which cairo
 * would fill, is left free.
 */
void
ent_scan_converter_fill (EntScanConverter *converter, const EntPath *path, EntColour colour)
{
  if (path->n_verbs == 0)
    return;
  converter->source = pack (colour);
  cairo_surface_flush (converter->image);
  draw (converter, path, add_ring);
  sweep (converter);
  cairo_surface_mark_dirty (converter->image);
}

/**
 * ent_scan_converter_is_hair:
 * @converter: a converter
 * @width: of a line, figure units
 *
 * Returns: whether ent_scan_converter_stroke() draws it as it should be
 */
gboolean
ent_scan_converter_is_hair (const EntScanConverter *converter, double width)
{
  return width * converter->scale <= HAIR;
}

/**
 * ent_scan_converter_stroke:
 * @converter: a converter
 * @path: figure units
 * @width: of the line, figure units; it is drawn no wider than a pixel
 * @colour: of the line
 */
void
ent_scan_converter_stroke (EntScanConverter *converter,
                           const EntPath *path,
                           double width,
                           EntColour colour)
{
  if (path->n_verbs == 0)
    return;
  converter->source = pack (colour);
  converter->share = (guint32)(MIN (width * converter->scale, 1) * 256 + 0.5);
  cairo_surface_flush (converter->image);
  draw (converter, path, draw_hairs);
  cairo_surface_mark_dirty (converter->image);
}
