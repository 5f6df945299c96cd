#include "scene/label-grid-private.h"

#include <math.h>

/* Side of a cell, figure units: about the height of two labels, so that most boxes lie in few. */
#define CELL 32.0

/* Between the dots that tell at once of most boxes that they are not free: of the height of a label
 * there are some. */
#define DOT_STEP 2.0
/* Beyond this part of a frame there are none; figure units. */
#define MOST_DOTS 16384.0

/* How far the chords of a curve may be from it: lines are only avoided, not blocked. */
#define CHORD_TOLERANCE 0.5

typedef struct
{
  gboolean is_disc;
  EntRect rect; /* the bounds of a disc */
} Block;

typedef struct
{
  EntPoint a, b;
  double half_width;
  guint path; /* numbers from 1 */
} Segment;

struct _EntLabelGrid
{
  EntRect frame;
  guint columns, rows;
  GArray *blocks;       /* Block */
  GArray *segments;     /* Segment */
  GArray **block_cells; /* columns × rows arrays of guint, NULL where nothing is */
  GArray **segment_cells;
  guint n_paths;
  guint64 *dots; /* a bit for each, rows of dot_words: it lies inside of something blocked */
  gsize dot_words, dot_rows;
};

/**
 * ent_label_grid_new:
 * @frame: what boxes have to be inside of, figure units
 *
 * Returns: (transfer full): a grid in which all is free
 */
EntLabelGrid *
ent_label_grid_new (const EntRect *frame)
{
  EntLabelGrid *grid = g_new0 (EntLabelGrid, 1);
  grid->frame = *frame;
  grid->columns = (guint)CLAMP (ceil (frame->width / CELL), 1, 1024);
  grid->rows = (guint)CLAMP (ceil (frame->height / CELL), 1, 1024);
  grid->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  grid->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  grid->block_cells = g_new0 (GArray *, grid->columns * grid->rows);
  grid->segment_cells = g_new0 (GArray *, grid->columns * grid->rows);
  grid->dot_words = (gsize)(CLAMP (frame->width, 0, MOST_DOTS) / DOT_STEP / 64) + 1;
  grid->dot_rows = (gsize)(CLAMP (frame->height, 0, MOST_DOTS) / DOT_STEP) + 1;
  grid->dots = g_new0 (guint64, grid->dot_words * grid->dot_rows);
  return grid;
}

static void
free_cells (GArray **cells, guint n)
{
  for (guint i = 0; i < n; i++)
    if (cells[i] != NULL)
      g_array_unref (cells[i]);
  g_free (cells);
}

/**
 * ent_label_grid_free:
 * @grid: (nullable) (transfer full): a grid
 */
void
ent_label_grid_free (EntLabelGrid *grid)
{
  if (grid == NULL)
    return;
  free_cells (grid->block_cells, grid->columns * grid->rows);
  free_cells (grid->segment_cells, grid->columns * grid->rows);
  g_array_unref (grid->blocks);
  g_array_unref (grid->segments);
  g_free (grid->dots);
  g_free (grid);
}

typedef struct
{
  guint left, top, right, bottom; /* inclusive */
} Span;

static guint
clamp_cell (double offset, guint n)
{
  return (guint)CLAMP (floor (offset / CELL), 0, n - 1);
}

/* The cells a rectangle meets; what is outside of the frame belongs to the cells at its edge. */
static Span
span_of (const EntLabelGrid *grid, const EntRect *rect)
{
  double x = rect->x - grid->frame.x, y = rect->y - grid->frame.y;
  return (Span){ clamp_cell (x, grid->columns),
                 clamp_cell (y, grid->rows),
                 clamp_cell (x + rect->width, grid->columns),
                 clamp_cell (y + rect->height, grid->rows) };
}

static void
enter (const EntLabelGrid *grid, GArray **cells, const EntRect *bounds, guint index)
{
  Span span = span_of (grid, bounds);
  for (guint row = span.top; row <= span.bottom; row++)
    for (guint column = span.left; column <= span.right; column++)
      {
        GArray **cell = &cells[row * grid->columns + column];
        if (*cell == NULL)
          *cell = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (*cell, index);
      }
}

/* The numbers of the dots that lie between two places, neither touched: first <= i < end. */
static void
dots_between (double from, double to, gsize n, gsize *first, gsize *end)
{
  *first = (gsize)CLAMP (floor (from / DOT_STEP) + 1, 0, (double)n);
  *end = (gsize)CLAMP (ceil (to / DOT_STEP), (double)*first, (double)n);
}

/* The dots of a word from first on and before end, both counted in the row. */
static guint64
dots_of_word (gsize word, gsize first, gsize end)
{
  const gsize from = MAX (first, 64 * word), to = MIN (end, 64 * word + 64);

  return to > from ? G_MAXUINT64 >> (64 - (to - from)) << from % 64 : 0;
}

static void
mark_dots (EntLabelGrid *grid, const Block *block)
{
  const EntRect *r = &block->rect;
  const double x = r->x - grid->frame.x, y = r->y - grid->frame.y, radius = r->width / 2;
  gsize top, bottom, left, right;

  dots_between (y, y + r->height, grid->dot_rows, &top, &bottom);
  for (gsize row = top; row < bottom; row++)
    {
      const double off = (double)row * DOT_STEP - y - radius;
      const double half
          = block->is_disc ? sqrt (MAX (radius * radius - off * off, 0)) : r->width / 2;

      dots_between (
          x + r->width / 2 - half, x + r->width / 2 + half, 64 * grid->dot_words, &left, &right);
      for (gsize word = left / 64; 64 * word < right; word++)
        grid->dots[row * grid->dot_words + word] |= dots_of_word (word, left, right);
    }
}

/* Whether a dot inside of a box is blocked, and so the box. */
static gboolean
holds_dot (const EntLabelGrid *grid, const EntRect *box)
{
  const double x = box->x - grid->frame.x, y = box->y - grid->frame.y;
  gsize top, bottom, left, right;

  dots_between (y, y + box->height, grid->dot_rows, &top, &bottom);
  dots_between (x, x + box->width, 64 * grid->dot_words, &left, &right);
  for (gsize row = top; row < bottom; row++)
    for (gsize word = left / 64; 64 * word < right; word++)
      if (grid->dots[row * grid->dot_words + word] & dots_of_word (word, left, right))
        return TRUE;
  return FALSE;
}

/* What is wholly outside of the frame is in no label's way. */
static void
add_block (EntLabelGrid *grid, const EntRect *bounds, gboolean is_disc)
{
  Block block = { is_disc, *bounds };
  if (!ent_rect_intersects (bounds, &grid->frame))
    return;
  g_array_append_val (grid->blocks, block);
  mark_dots (grid, &block);
  enter (grid, grid->block_cells, bounds, grid->blocks->len - 1);
}

/**
 * ent_label_grid_block_rect:
 * @grid: a grid
 * @rect: where no label may be, figure units
 */
void
ent_label_grid_block_rect (EntLabelGrid *grid, const EntRect *rect)
{
  add_block (grid, rect, FALSE);
}

/**
 * ent_label_grid_block_disc:
 * @grid: a grid
 * @cx: centre of where no label may be, figure units
 * @cy: centre
 * @radius: figure units
 */
void
ent_label_grid_block_disc (EntLabelGrid *grid, double cx, double cy, double radius)
{
  EntRect bounds = ENT_RECT (cx - radius, cy - radius, 2 * radius, 2 * radius);
  add_block (grid, &bounds, TRUE);
}

/* A long segment would fill the cells of its whole bounds: it goes in by pieces of a cell. */
static void
add_segment (EntLabelGrid *grid, EntPoint a, EntPoint b, double half_width)
{
  guint pieces = (guint)CLAMP (ceil (hypot (b.x - a.x, b.y - a.y) / CELL), 1, 256);
  for (guint i = 0; i < pieces; i++)
    {
      double s = (double)i / pieces, t = (double)(i + 1) / pieces;
      Segment segment = { .a = { a.x + s * (b.x - a.x), a.y + s * (b.y - a.y) },
                          .b = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) },
                          .half_width = half_width,
                          .path = grid->n_paths };
      EntRect bounds = ENT_RECT_EMPTY;
      ent_rect_add_point (&bounds, segment.a.x, segment.a.y);
      ent_rect_add_point (&bounds, segment.b.x, segment.b.y);
      bounds = ent_rect_inset (&bounds, -half_width, -half_width);
      if (!ent_rect_intersects (&bounds, &grid->frame))
        continue;
      g_array_append_val (grid->segments, segment);
      enter (grid, grid->segment_cells, &bounds, grid->segments->len - 1);
    }
}

/**
 * ent_label_grid_avoid_path:
 * @grid: a grid
 * @path: a line that labels should not cross, figure units
 * @half_width: half of its width, figure units
 *
 * Returns: the number of the path, from 1
 */
guint
ent_label_grid_avoid_path (EntLabelGrid *grid, const EntPath *path, double half_width)
{
  g_autoptr (EntPath) flat = ent_path_flatten (path, CHORD_TOLERANCE);
  const EntPoint *p = flat->points;
  EntPoint start = { 0, 0 }, current = { 0, 0 };
  grid->n_paths++;
  for (gsize i = 0; i < flat->n_verbs; i++)
    switch ((EntPathVerb)flat->verbs[i])
      {
      case ENT_PATH_MOVE:
        start = current = *p++;
        break;
      case ENT_PATH_CLOSE:
        add_segment (grid, current, start, half_width);
        current = start;
        break;
      case ENT_PATH_LINE:
        add_segment (grid, current, *p, half_width);
        current = *p++;
        break;
      case ENT_PATH_CURVE: /* flat paths have none */
        p += 3;
        break;
      }
  return grid->n_paths;
}

static gboolean
overlaps (const Block *block, const EntRect *box)
{
  const EntRect *r = &block->rect;
  if (r->x >= box->x + box->width || box->x >= r->x + r->width || r->y >= box->y + box->height
      || box->y >= r->y + r->height)
    return FALSE;
  if (!block->is_disc)
    return TRUE;
  double radius = r->width / 2, cx = r->x + radius, cy = r->y + radius;
  double dx = MAX (MAX (box->x - cx, cx - box->x - box->width), 0);
  double dy = MAX (MAX (box->y - cy, cy - box->y - box->height), 0);
  return dx * dx + dy * dy < radius * radius;
}

/**
 * ent_label_grid_is_free:
 * @grid: a grid
 * @box: figure units
 *
 * Returns: whether @box lies in the frame and on nothing that is blocked
 */
gboolean
ent_label_grid_is_free (const EntLabelGrid *grid, const EntRect *box)
{
  const EntRect *f = &grid->frame;
  if (box->x < f->x || box->y < f->y || box->x + box->width > f->x + f->width
      || box->y + box->height > f->y + f->height)
    return FALSE;
  if (holds_dot (grid, box))
    return FALSE;
  Span span = span_of (grid, box);
  for (guint row = span.top; row <= span.bottom; row++)
    for (guint column = span.left; column <= span.right; column++)
      {
        const GArray *cell = grid->block_cells[row * grid->columns + column];
        for (guint i = 0; cell != NULL && i < cell->len; i++)
          if (overlaps (&g_array_index (grid->blocks, Block, g_array_index (cell, guint, i)), box))
            return FALSE;
      }
  return TRUE;
}

/* Clips the parameters t0–t1 of a segment to one half-plane: p·t ≤ q (Liang and Barsky 1984). */
static gboolean
clip_side (double p, double q, double *t0, double *t1)
{
  if (p == 0)
    return q >= 0;
  if (p < 0)
    *t0 = MAX (*t0, q / p);
  else
    *t1 = MIN (*t1, q / p);
  return *t0 <= *t1;
}

/* How much of a segment lies in a box. */
static double
length_in (EntPoint a, EntPoint b, const EntRect *box)
{
  double dx = b.x - a.x, dy = b.y - a.y, t0 = 0, t1 = 1;
  if (!clip_side (-dx, a.x - box->x, &t0, &t1)
      || !clip_side (dx, box->x + box->width - a.x, &t0, &t1)
      || !clip_side (-dy, a.y - box->y, &t0, &t1)
      || !clip_side (dy, box->y + box->height - a.y, &t0, &t1))
    return -1;
  return (t1 - t0) * hypot (dx, dy);
}

/**
 * ent_label_grid_crossed:
 * @grid: a grid
 * @box: figure units
 * @ignored: the number of a path that may be crossed, or 0
 *
 * Returns: the length of the lines in @box, figure units
 */
double
ent_label_grid_crossed (const EntLabelGrid *grid, const EntRect *box, guint ignored)
{
  double crossed = 0;
  Span span = span_of (grid, box);
  for (guint row = span.top; row <= span.bottom; row++)
    for (guint column = span.left; column <= span.right; column++)
      {
        const GArray *cell = grid->segment_cells[row * grid->columns + column];
        for (guint i = 0; cell != NULL && i < cell->len; i++)
          {
            const Segment *s
                = &g_array_index (grid->segments, Segment, g_array_index (cell, guint, i));
            EntRect wide = ent_rect_inset (box, -s->half_width, -s->half_width);
            double length = s->path == ignored ? -1 : length_in (s->a, s->b, &wide);
            /* A piece in several cells counts in each: it is in the way all the same. */
            crossed += MAX (length, 0);
          }
      }
  return crossed;
}

/**
 * ent_label_grid_path_at:
 * @grid: a grid
 * @x: figure units
 * @y: figure units
 * @distance: figure units
 *
 * Returns: the number of a path no further than @distance from the point, the first one; 0 if none
 */
guint
ent_label_grid_path_at (const EntLabelGrid *grid, double x, double y, double distance)
{
  EntRect box = ENT_RECT (x - distance, y - distance, 2 * distance, 2 * distance);
  Span span = span_of (grid, &box);
  guint found = 0;
  for (guint row = span.top; row <= span.bottom; row++)
    for (guint column = span.left; column <= span.right; column++)
      {
        const GArray *cell = grid->segment_cells[row * grid->columns + column];
        for (guint i = 0; cell != NULL && i < cell->len; i++)
          {
            const Segment *s
                = &g_array_index (grid->segments, Segment, g_array_index (cell, guint, i));
            if ((found == 0 || s->path < found) && length_in (s->a, s->b, &box) >= 0)
              found = s->path;
          }
      }
  return found;
}

/**
 * ent_label_grid_sees:
 * @grid: a grid
 * @from: figure units
 * @to: figure units
 *
 * Returns: whether a straight line from one point to the other meets nothing that is blocked
 */
gboolean
ent_label_grid_sees (const EntLabelGrid *grid, EntPoint from, EntPoint to)
{
  double length = hypot (to.x - from.x, to.y - from.y);
  guint steps = (guint)MAX (ceil (length), 1);
  for (guint i = 0; i <= steps; i++)
    {
      double t = (double)i / steps;
      EntRect dot
          = ENT_RECT (from.x + t * (to.x - from.x) - 0.5, from.y + t * (to.y - from.y) - 0.5, 1, 1);
      if (!ent_label_grid_is_free (grid, &dot))
        return FALSE;
    }
  return TRUE;
}
