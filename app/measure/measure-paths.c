/* What shortest paths tell: betweenness, closeness and diameter, in one walk from each actor.
 * igraph takes a walk for each of the three, which is three times the time. */
#include "measure/measure-private.h"

/* The network as lists of neighbours, and what one walk needs. */
typedef struct
{
  guint n;
  guint *first, *neighbours; /* those of i: neighbours[first[i]] … */
  guint *queue;              /* actors in the order they were reached */
  int *steps;                /* from where the walk began; -1: not reached */
  double *paths, *share;     /* how many shortest paths lead there, and what depends on it */
} Walk;

static Walk
make_walk (const EntPairs *pairs)
{
  const guint n = pairs->n;
  g_autofree guint *next = g_new0 (guint, n + 1);
  Walk w = { .n = n, .first = g_new0 (guint, n + 1) };

  for (guint i = 0; i < pairs->n_pairs; i++)
    if (pairs->pairs[i].n_ties > 0)
      {
        w.first[pairs->pairs[i].a + 1]++;
        w.first[pairs->pairs[i].b + 1]++;
      }
  for (guint i = 0; i < n; i++)
    next[i + 1] = w.first[i + 1] += w.first[i];
  w.neighbours = g_new (guint, w.first[n] + 1);
  for (guint i = 0; i < pairs->n_pairs; i++)
    if (pairs->pairs[i].n_ties > 0)
      {
        w.neighbours[next[pairs->pairs[i].a]++] = pairs->pairs[i].b;
        w.neighbours[next[pairs->pairs[i].b]++] = pairs->pairs[i].a;
      }
  w.queue = g_new (guint, n + 1);
  w.steps = g_new (int, n + 1);
  w.paths = g_new (double, n + 1);
  w.share = g_new (double, n + 1);
  return w;
}

static void
clear_walk (Walk *w)
{
  g_free (w->first);
  g_free (w->neighbours);
  g_free (w->queue);
  g_free (w->steps);
  g_free (w->paths);
  g_free (w->share);
}

/* Reaches all that can be reached; returns how many that are. */
static guint
walk_from (Walk *w, guint start)
{
  guint n = 0;

  for (guint i = 0; i < w->n; i++)
    {
      w->steps[i] = -1;
      w->paths[i] = w->share[i] = 0;
    }
  w->steps[start] = 0;
  w->paths[start] = 1;
  w->queue[n++] = start;
  for (guint k = 0; k < n; k++)
    {
      const guint here = w->queue[k];

      for (guint i = w->first[here]; i < w->first[here + 1]; i++)
        {
          const guint there = w->neighbours[i];

          if (w->steps[there] < 0)
            {
              w->steps[there] = w->steps[here] + 1;
              w->queue[n++] = there;
            }
          if (w->steps[there] == w->steps[here] + 1)
            w->paths[there] += w->paths[here];
        }
    }
  return n;
}

/* From the farthest back: what an actor carries goes to those before it by their paths. */
static void
share_out (Walk *w, guint n, EntMeasures *measures)
{
  for (guint k = n; k-- > 1;)
    {
      const guint here = w->queue[k];
      const double each = (1 + w->share[here]) / w->paths[here];

      for (guint i = w->first[here]; i < w->first[here + 1]; i++)
        if (w->steps[w->neighbours[i]] == w->steps[here] - 1)
          w->share[w->neighbours[i]] += each * w->paths[w->neighbours[i]];
      *ent_measures_slot (measures, here, ENT_ACTOR_BETWEENNESS) += w->share[here];
    }
}

/* Fills in the three; FALSE with error set when cancelled.
 * Source: Brandes 2001, “A faster algorithm for betweenness centrality” */
gboolean
ent_measure_paths (const EntPairs *pairs,
                   EntMeasures *measures,
                   GCancellable *cancellable,
                   GError **error)
{
  const double n = pairs->n;
  Walk w = make_walk (pairs);
  int farthest = 0;

  for (guint start = 0; start < pairs->n && !g_cancellable_is_cancelled (cancellable); start++)
    {
      const guint reached = walk_from (&w, start);
      double sum = 0;

      for (guint k = 1; k < reached; k++)
        sum += w.steps[w.queue[k]];
      farthest = MAX (farthest, w.steps[w.queue[reached - 1]]);
      if (reached > 1)
        *ent_measures_slot (measures, start, ENT_ACTOR_CLOSENESS)
            = (reached - 1) / (n - 1) * ((reached - 1) / sum);
      share_out (&w, reached, measures);
    }
  clear_walk (&w);
  /* each pair was walked from both ends */
  for (guint i = 0; i < pairs->n && n > 2; i++)
    *ent_measures_slot (measures, i, ENT_ACTOR_BETWEENNESS) /= (n - 1) * (n - 2);
  if (measures->net[ENT_NET_PAIRS] > 0)
    measures->net[ENT_NET_DIAMETER] = farthest;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
