#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/layout-groups.h"
#include "graph/order-private.h"

/* Rounds from left to right and back; the best of all is kept. */
#define N_ROUNDS 12
/* The distance of two columns, in those of two nodes of one. */
#define COLUMN_WIDTH 3.0
/* Beyond so many ties crossings are not counted, and the last round's order is taken. */
#define COUNTED_MAX 3000

typedef struct
{
  const EntGraph *graph;
  const EntAdjacency *adjacency;
  const guint *column; /* of each node */
  guint n_columns;
  guint *first; /* of each column, n_columns + 1 */
  guint *nodes; /* column by column, from top to bottom */
  double *y;    /* of each node */
} Columns;

typedef struct
{
  double key;
  guint node;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *p = a, *q = b;

  if (p->key != q->key)
    return p->key < q->key ? -1 : 1;
  return p->node < q->node ? -1 : p->node > q->node;
}

/* Spreads a column's nodes around the middle, the columns' heights coming near to each other: a
 * short column is drawn out up to twice. */
static void
spread (Columns *c, guint column, guint tallest)
{
  guint n = c->first[column + 1] - c->first[column];
  double step = n > 1 ? MIN (2, (tallest - 1.0) / (n - 1)) : 0;

  for (guint k = 0; k < n; k++)
    c->y[c->nodes[c->first[column] + k]] = (k - (n - 1) / 2.0) * step;
}

/* Sorts a column by the mean height of its nodes' neighbours in other columns. */
static void
sort_column (Columns *c, guint column, guint tallest)
{
  guint n = c->first[column + 1] - c->first[column];
  g_autofree Entry *entries = g_new (Entry, n + 1);

  for (guint k = 0; k < n; k++)
    {
      guint node = c->nodes[c->first[column] + k];
      double sum = 0, count = 0;

      for (guint i = c->adjacency->first[node]; i < c->adjacency->first[node + 1]; i++)
        {
          guint other = c->adjacency->to[i];
          double apart = fabs ((double)c->column[other] - column);

          if (apart > 0)
            {
              sum += c->y[other] / apart;
              count += 1 / apart;
            }
        }
      entries[k] = (Entry){ count > 0 ? sum / count : c->y[node], node };
    }
  qsort (entries, n, sizeof *entries, compare_entries);
  for (guint k = 0; k < n; k++)
    c->nodes[c->first[column] + k] = entries[k].node;
  spread (c, column, tallest);
}

static void
write_places (const Columns *c, double *xy)
{
  for (guint i = 0; i < c->graph->n; i++)
    {
      xy[2 * i] = (c->column[i] - (c->n_columns - 1) / 2.0) * COLUMN_WIDTH;
      xy[2 * i + 1] = c->y[i];
    }
}

/* Goes through the columns to and fro, and keeps the places with the fewest crossings. */
static gboolean
reduce (Columns *c, guint tallest, double *xy, GCancellable *cancellable, GError **error)
{
  gboolean counted = c->graph->n_edges <= COUNTED_MAX;
  g_autofree double *trial = g_new (double, 2 * (gsize)c->graph->n + 1);
  guint64 least;

  write_places (c, xy);
  least = counted ? ent_layout_crossings (c->graph, xy) : 0;
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      guint64 crossings;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint k = 0; k < c->n_columns; k++)
        sort_column (c, round % 2 == 0 ? k : c->n_columns - 1 - k, tallest);
      write_places (c, trial);
      crossings = counted ? ent_layout_crossings (c->graph, trial) : 0;
      if (!counted || crossings < least)
        {
          least = crossings;
          memcpy (xy, trial, 2 * (gsize)c->graph->n * sizeof *xy);
        }
    }
  return TRUE;
}

/**
 * ent_layout_columns:
 * @graph: the graph
 * @group: each node's group, 0 …, which becomes its column
 * @xy: (out caller-allocates): 2n coordinates, y down, around (0, 0): columns three apart, the
 * nodes of the tallest one apart
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Puts groups side by side as ent_order_groups() has them, and sorts each from top to bottom by
 * where the neighbours of its nodes are, to and fro; of all orders met the one with the fewest
 * crossings is taken.
 *
 * Source: Sugiyama, Tagawa, Toda 1981, Methods for visual understanding of hierarchical system
 * structures (barycentres)
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_layout_columns (const EntGraph *graph,
                    const guint *group,
                    double *xy,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (EntAdjacency) adjacency = ent_adjacency_new (graph);
  guint n_groups = 0, tallest = 0;
  g_autofree guint *place = ent_order_groups (graph, group, &n_groups);
  g_autofree guint *nodes = ent_order_by_group (graph->n, group, place, n_groups);
  g_autofree guint *column = g_new (guint, graph->n + 1);
  g_autofree guint *first = g_new0 (guint, n_groups + 2);
  g_autofree double *y = g_new0 (double, graph->n + 1);
  Columns c = { graph, adjacency, column, n_groups, first, nodes, y };

  for (guint i = 0; i < graph->n; i++)
    {
      column[i] = place[group[i]];
      first[column[i] + 1]++;
    }
  for (guint k = 0; k < n_groups; k++)
    {
      tallest = MAX (tallest, first[k + 1]);
      first[k + 1] += first[k];
    }
  for (guint k = 0; k < n_groups; k++)
    spread (&c, k, tallest);
  return reduce (&c, tallest, xy, cancellable, error);
}
