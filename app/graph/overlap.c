#include <math.h>
#include <stdlib.h>

#include "graph/layout-private.h"

/* Rounds of pushing before the whole is stretched instead, and by how much. */
#define N_ROUNDS 60
#define STRETCH 1.08
/* Rounds after which what is pinned without room is left as it is. */
#define MAX_ROUNDS 6000

typedef struct
{
  double left;
  guint node;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->left != y->left)
    return x->left < y->left ? -1 : 1;
  return x->node < y->node ? -1 : x->node > y->node;
}

/* Moves two boxes apart along the axis where they overlap less; whether they did. */
static gboolean
part (double *xy, const EntExtents *extents, double gap, const gboolean *fixed, guint a, guint b)
{
  const EntExtents *ea = &extents[a], *eb = &extents[b];
  double *pa = xy + 2 * (gsize)a, *pb = xy + 2 * (gsize)b;
  double centre_a = pa[1] + (ea->below - ea->above) / 2;
  double centre_b = pb[1] + (eb->below - eb->above) / 2;
  double over_x = ea->half_width + eb->half_width + gap - fabs (pa[0] - pb[0]);
  double over_y
      = (ea->above + ea->below + eb->above + eb->below) / 2 + gap - fabs (centre_a - centre_b);
  double share_a = fixed != NULL && fixed[a] ? 0 : fixed != NULL && fixed[b] ? 1 : 0.5;
  guint axis = over_x <= over_y ? 0 : 1;
  double push = axis == 0 ? over_x : over_y;
  gboolean a_first = axis == 0 ? pa[0] < pb[0] || (pa[0] == pb[0] && a < b)
                               : centre_a < centre_b || (centre_a == centre_b && a < b);

  /* A hair's overlap is none: pushing it away would never end. */
  if (over_x <= 1e-9 || over_y <= 1e-9 || (fixed != NULL && fixed[a] && fixed[b]))
    return FALSE;
  push *= a_first ? 1 : -1;
  pa[axis] -= push * share_a * 1.0001;
  pb[axis] += push * (1 - share_a) * 1.0001;
  return TRUE;
}

/* One round over all pairs that can overlap, from left to right; whether any did. */
static gboolean
push_apart (double *xy, guint n, const EntExtents *extents, double gap, const gboolean *fixed)
{
  g_autofree Entry *entries = g_new (Entry, n);
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    entries[i] = (Entry){ xy[2 * i] - extents[i].half_width, i };
  qsort (entries, n, sizeof *entries, compare_entries);
  for (guint i = 0; i < n; i++)
    {
      double right = entries[i].left + 2 * extents[entries[i].node].half_width + gap;

      for (guint j = i + 1; j < n && entries[j].left < right; j++)
        any |= part (xy, extents, gap, fixed, entries[i].node, entries[j].node);
    }
  return any;
}

/**
 * ent_overlap_remove:
 * @xy: (inout): 2n coordinates
 * @n: how many nodes
 * @extents: room of each
 * @gap: room between two
 * @fixed: (nullable): which nodes must stay where they are, n
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Moves nodes until no two of their boxes overlap: pairs are pushed apart along the axis that takes
 * less; where that goes round in circles, the whole layout is stretched a little from the first
 * fixed node (or the origin). Fixed nodes may overlap each other.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_overlap_remove (double *xy,
                    guint n,
                    const EntExtents *extents,
                    double gap,
                    const gboolean *fixed,
                    GCancellable *cancellable,
                    GError **error)
{
  guint first = 0;

  while (fixed != NULL && first < n && !fixed[first])
    first++;
  for (guint round = 1; n > 1 && round < MAX_ROUNDS && push_apart (xy, n, extents, gap, fixed);
       round++)
    {
      gboolean any = fixed != NULL && first < n;
      double x = any ? xy[2 * first] : 0, y = any ? xy[2 * first + 1] : 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (round % N_ROUNDS != 0)
        continue;
      for (guint i = 0; i < n; i++)
        {
          if (fixed != NULL && fixed[i])
            continue;
          xy[2 * i] = x + (xy[2 * i] - x) * STRETCH;
          xy[2 * i + 1] = y + (xy[2 * i + 1] - y) * STRETCH;
        }
    }
  return TRUE;
}
