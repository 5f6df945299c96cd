#include <math.h>
#include <stdlib.h>

#include "graph/layout-private.h"

/* Width to height of the whole that the rows of components aim at. */
#define ASPECT 1.6
/* Least distance between components, in ideal edge lengths: they must not look tied. */
#define MIN_DISTANCE 0.6

typedef struct
{
  guint component; /* G_MAXUINT: all nodes without a tie */
  double x, y, width, height;
  double dx, dy; /* where it goes */
} Block;

static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  const Block *x = a, *y = b;
  gboolean loose_x = x->component == G_MAXUINT, loose_y = y->component == G_MAXUINT;

  if (loose_x != loose_y)
    return loose_x ? 1 : -1;
  if (x->width * x->height != y->width * y->height)
    return x->width * x->height > y->width * y->height ? -1 : 1;
  return x->component < y->component ? -1 : x->component > y->component;
}

/* Bounds of every component with the room of its nodes. */
static void
measure_blocks (Block *blocks,
                guint n_components,
                const double *xy,
                guint n,
                const guint *component,
                const EntExtents *extents)
{
  for (guint c = 0; c < n_components; c++)
    blocks[c] = (Block){ c, INFINITY, INFINITY, -INFINITY, -INFINITY, 0, 0 };
  for (guint i = 0; i < n; i++)
    {
      Block *block = &blocks[component[i]];

      block->x = MIN (block->x, xy[2 * i] - extents[i].half_width);
      block->y = MIN (block->y, xy[2 * i + 1] - extents[i].above);
      block->width = MAX (block->width, xy[2 * i] + extents[i].half_width);
      block->height = MAX (block->height, xy[2 * i + 1] + extents[i].below);
    }
  for (guint c = 0; c < n_components; c++)
    {
      blocks[c].width -= blocks[c].x;
      blocks[c].height -= blocks[c].y;
    }
}

/* Nodes without ties in rows of equal cells, as wide together as the rest. */
static Block
arrange_loose (
    double *xy, const GArray *loose, const EntExtents *extents, double distance, double width)
{
  double cell_width = 1, above = 0, below = 0, cell_height;
  guint n_columns, n_rows;

  for (guint k = 0; k < loose->len; k++)
    {
      const EntExtents *room = &extents[g_array_index (loose, guint, k)];

      cell_width = MAX (cell_width, 2 * room->half_width + distance);
      above = MAX (above, room->above);
      below = MAX (below, room->below);
    }
  cell_height = MAX (1, above + below + distance);
  width = MAX (width, sqrt (loose->len * cell_width * cell_height * ASPECT));
  n_columns = CLAMP ((guint)(width / cell_width), 1, loose->len);
  n_rows = (loose->len + n_columns - 1) / n_columns;
  /* Rows of the same length look better than one that hangs. */
  n_columns = (loose->len + n_rows - 1) / n_rows;
  for (guint k = 0; k < loose->len; k++)
    {
      guint row = k / n_columns, in_row = MIN (n_columns, loose->len - row * n_columns);
      double shift = (n_columns - in_row) * cell_width / 2;
      guint node = g_array_index (loose, guint, k);

      xy[2 * node] = shift + (k % n_columns + 0.5) * cell_width;
      xy[2 * node + 1] = row * cell_height + above;
    }
  return (Block){ .component = G_MAXUINT,
                  .width = n_columns * cell_width,
                  .height = (n_rows - 1) * cell_height + above + below };
}

/* Rows of blocks, each row centred, under a width that suits the aspect. */
static void
stack (Block *blocks, guint n_blocks, double distance)
{
  double area = 0, widest = 0, y = 0;

  for (guint b = 0; b < n_blocks; b++)
    {
      area += (blocks[b].width + distance) * (blocks[b].height + distance);
      widest = MAX (widest, blocks[b].width);
    }
  widest = MAX (widest, sqrt (area * ASPECT));
  for (guint first = 0, end; first < n_blocks; first = end)
    {
      double width = 0, height = 0, x;

      for (end = first; end < n_blocks; end++)
        {
          gboolean is_loose = blocks[end].component == G_MAXUINT;

          if (end > first && (is_loose || width + distance + blocks[end].width > widest))
            break;
          width += blocks[end].width + (end > first ? distance : 0);
          height = MAX (height, blocks[end].height);
        }
      x = -width / 2;
      for (guint b = first; b < end; b++)
        {
          blocks[b].dx = x - blocks[b].x;
          blocks[b].dy = y + (height - blocks[b].height) / 2 - blocks[b].y;
          x += blocks[b].width + distance;
        }
      y += height + distance;
    }
}

/**
 * ent_pack_components:
 * @xy: (inout): 2n coordinates; those of nodes without ties are ignored
 * @n: how many nodes
 * @component: number of each node's component
 * @n_components: how many components
 * @extents: room of each node
 * @gap: room between nodes
 *
 * Places components side by side without overlap, the largest first, in rows; nodes without any tie
 * come last, in rows of their own below.  O(n + c log c).
 */
void
ent_pack_components (double *xy,
                     guint n,
                     const guint *component,
                     guint n_components,
                     const EntExtents *extents,
                     double gap)
{
  g_autofree Block *blocks = g_new0 (Block, n_components + 1);
  g_autofree guint *size = g_new0 (guint, n_components + 1);
  g_autofree guint *block_of = g_new0 (guint, n_components + 1);
  g_autoptr (GArray) loose = g_array_new (FALSE, FALSE, sizeof (guint));
  double distance = MAX (gap, MIN_DISTANCE), widest = 0;
  guint n_blocks = 0;

  for (guint i = 0; i < n; i++)
    size[component[i]]++;
  for (guint i = 0; i < n; i++)
    if (size[component[i]] == 1)
      g_array_append_val (loose, i);
  measure_blocks (blocks, n_components, xy, n, component, extents);
  for (guint c = 0; c < n_components; c++)
    if (size[c] > 1)
      {
        widest = MAX (widest, blocks[c].width);
        blocks[n_blocks++] = blocks[c];
      }
  if (loose->len > 0)
    blocks[n_blocks++] = arrange_loose (xy, loose, extents, distance, widest);
  qsort (blocks, n_blocks, sizeof *blocks, compare_blocks);
  stack (blocks, n_blocks, distance);

  for (guint b = 0; b < n_blocks; b++)
    if (blocks[b].component != G_MAXUINT)
      block_of[blocks[b].component] = b;
  for (guint i = 0; i < n; i++)
    {
      const Block *block = &blocks[size[component[i]] == 1 ? n_blocks - 1 : block_of[component[i]]];

      xy[2 * i] += block->dx;
      xy[2 * i + 1] += block->dy;
    }
}
