#include <string.h>

#include "graph/order-private.h"

/* So many groups are tried in every order; more are exchanged pair by pair. */
#define ALL_ORDERS_MAX 7

/* How far apart the groups' ties are in all, in places of a row. */
static guint64
measure (const guint64 *ties, guint n, const guint *order)
{
  guint64 sum = 0;

  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++)
      sum += ties[order[a] * n + order[b]] * (b - a);
  return sum;
}

static void
swap (guint *order, guint a, guint b)
{
  guint kept = order[a];

  order[a] = order[b];
  order[b] = kept;
}

/* Tries every order of what is from @first on. */
static void
try_all (const guint64 *ties, guint n, guint first, guint *order, guint64 *least, guint *best)
{
  if (first == n)
    {
      guint64 length = measure (ties, n, order);

      if (length < *least)
        {
          *least = length;
          memcpy (best, order, n * sizeof *best);
        }
      return;
    }
  for (guint i = first; i < n; i++)
    {
      swap (order, first, i);
      try_all (ties, n, first + 1, order, least, best);
      swap (order, first, i);
    }
}

/* Exchanges any two places as long as that helps. */
static void
exchange (const guint64 *ties, guint n, guint *order)
{
  guint64 least = measure (ties, n, order);
  gboolean better = TRUE;

  while (better)
    {
      better = FALSE;
      for (guint a = 0; a < n; a++)
        for (guint b = a + 1; b < n; b++)
          {
            guint64 length;

            swap (order, a, b);
            length = measure (ties, n, order);
            if (length < least)
              {
                least = length;
                better = TRUE;
              }
            else
              swap (order, a, b);
          }
    }
}

/**
 * ent_order_groups:
 * @graph: the graph
 * @group: each node's group, 0 …
 * @n_groups: (out): one more than the greatest
 *
 * Puts groups in a row so that those with many ties between them are near each other: the sum of
 * the ties' lengths, in places, is the least of all orders of up to seven groups, and of more one
 * that no exchange of two makes less.
 *
 * Returns: (transfer full): each group's place
 */
guint *
ent_order_groups (const EntGraph *graph, const guint *group, guint *n_groups)
{
  guint n = 0;
  g_autofree guint64 *ties = NULL;
  g_autofree guint *order = NULL;
  g_autofree guint *best = NULL;
  guint *place;
  guint64 least = G_MAXUINT64;

  for (guint i = 0; i < graph->n; i++)
    n = MAX (n, group[i] + 1);
  ties = g_new0 (guint64, (gsize)n * n + 1);
  order = g_new (guint, n + 1);
  best = g_new (guint, n + 1);
  place = g_new (guint, n + 1);
  for (guint e = 0; e < graph->n_edges; e++)
    {
      guint a = group[graph->edges[e].from], b = group[graph->edges[e].to];

      ties[a * n + b]++;
      ties[b * n + a]++;
    }
  for (guint i = 0; i < n; i++)
    order[i] = best[i] = i;
  if (n <= ALL_ORDERS_MAX)
    try_all (ties, n, 0, order, &least, best);
  else
    exchange (ties, n, best);
  for (guint i = 0; i < n; i++)
    place[best[i]] = i;
  *n_groups = n;
  return place;
}

/**
 * ent_order_by_group:
 * @n: how many nodes
 * @group: each node's group
 * @place: each group's place
 * @n_groups: how many groups
 *
 * Returns: (transfer full): the nodes, those of a group together, by number within it
 */
guint *
ent_order_by_group (guint n, const guint *group, const guint *place, guint n_groups)
{
  g_autofree guint *first = g_new0 (guint, n_groups + 2);
  guint *nodes = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    first[place[group[i]] + 1]++;
  for (guint p = 0; p < n_groups; p++)
    first[p + 1] += first[p];
  for (guint i = 0; i < n; i++)
    nodes[first[place[group[i]]]++] = i;
  return nodes;
}
