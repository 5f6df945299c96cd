#include <math.h>
#include <stdlib.h>

#include "graph/layout-private.h"

/* How far nodes at one place are put from it, in ideal edge lengths. */
#define TWIN 1e-3

typedef struct
{
  double x, y;
  guint node;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  if (p->y != q->y)
    return p->y < q->y ? -1 : 1;
  return p->node < q->node ? -1 : p->node > q->node;
}

/**
 * ent_twins_part:
 * @xy: (inout): 2n coordinates
 * @n: how many nodes
 * @pinned: (nullable): which must stay, n
 *
 * Puts nodes that ended at one place, where nothing but pins should bring them, round it.
 * O(n log n).
 */
void
ent_twins_part (double *xy, guint n, const gboolean *pinned)
{
  g_autofree Place *places = g_new (Place, n + 1);

  for (guint i = 0; i < n; i++)
    places[i] = (Place){ xy[2 * i], xy[2 * i + 1], i };
  qsort (places, n, sizeof *places, compare_places);
  for (guint i = 1, run = 0; i < n; i++)
    {
      guint node = places[i].node;

      run = places[i].x == places[i - 1].x && places[i].y == places[i - 1].y ? run + 1 : 0;
      /* the first of a run may move too, when a pinned one follows */
      if (run == 1 && (pinned == NULL || !pinned[places[i - 1].node]))
        xy[2 * places[i - 1].node] += TWIN;
      if (run > 0 && (pinned == NULL || !pinned[node]))
        {
          xy[2 * node] += TWIN * sqrt (run + 1.0) * cos (2.4 * run);
          xy[2 * node + 1] += TWIN * sqrt (run + 1.0) * sin (2.4 * run);
        }
    }
}
