/* What is counted without igraph, and the order in which a network is measured. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "measure/measure-private.h"

/* When the eigenvector is found: nobody's value changes by more, or at the latest. */
#define EIGEN_CHANGE 1e-13
#define EIGEN_ROUNDS 5000

G_DEFINE_QUARK (ent - measure - error - quark, ent_measure_error)

int
ent_tie_sign (const EntMeasureTie *tie)
{
  return isfinite (tie->weight) && tie->weight < 0 ? -1 : tie->sign;
}

double
ent_tie_weight (const EntMeasureTie *tie)
{
  return isfinite (tie->weight) ? fabs (tie->weight) : 1;
}

static int
by_ends (gconstpointer x, gconstpointer y)
{
  const EntPair *p = x, *q = y;

  if (p->a != q->a)
    return p->a < q->a ? -1 : 1;
  return p->b < q->b ? -1 : p->b > q->b;
}

static EntPairs
collect_pairs (const EntMeasureGraph *graph)
{
  EntPairs pairs = { graph->n_actors, 0, g_new (EntPair, MAX (graph->n_ties, 1)) };
  guint n = 0;

  for (guint i = 0; i < graph->n_ties; i++)
    {
      const EntMeasureTie *tie = &graph->ties[i];
      const int sign = ent_tie_sign (tie);

      if (tie->from == tie->to)
        continue;
      pairs.pairs[n++] = (EntPair){ .a = MIN (tie->from, tie->to),
                                    .b = MAX (tie->from, tie->to),
                                    .n_ties = sign >= 0,
                                    .weight = sign >= 0 ? ent_tie_weight (tie) : 0,
                                    .balance = sign };
    }
  qsort (pairs.pairs, n, sizeof (EntPair), by_ends);
  for (guint i = 0; i < n; i++)
    {
      const EntPair *pair = &pairs.pairs[i];
      EntPair *last = pairs.n_pairs > 0 ? &pairs.pairs[pairs.n_pairs - 1] : NULL;

      if (last != NULL && by_ends (last, pair) == 0)
        {
          last->n_ties += pair->n_ties;
          last->weight += pair->weight;
          last->balance += pair->balance;
        }
      else
        pairs.pairs[pairs.n_pairs++] = *pair;
    }
  return pairs;
}

/* Every tie, hostile ones and loops included, at both its ends. */
static void
count_ties (const EntMeasureGraph *graph, EntMeasures *measures)
{
  for (guint i = 0; i < graph->n_ties; i++)
    {
      const EntMeasureTie *tie = &graph->ties[i];
      const guint ends[2] = { tie->from, tie->to };

      for (guint e = 0; e < 2; e++)
        {
          if (tie->directed)
            *ent_measures_slot (measures, ends[e], e == 0 ? ENT_ACTOR_OUT : ENT_ACTOR_IN) += 1;
          if (e == 1 && tie->from == tie->to)
            continue;
          *ent_measures_slot (measures, ends[e], ENT_ACTOR_DEGREE) += 1;
          *ent_measures_slot (measures, ends[e], ENT_ACTOR_WEIGHTED) += ent_tie_weight (tie);
          *ent_measures_slot (measures, ends[e], ENT_ACTOR_SIGNED) += ent_tie_sign (tie);
          measures->by_type[(gsize)ends[e] * measures->n_types + tie->type]++;
        }
    }
}

/* The first of those with most partners; −1 when nobody has any. */
static int
find_hub (const EntMeasures *measures)
{
  double most = 0;
  int hub = -1;

  for (guint i = 0; i < measures->n_actors; i++)
    {
      const double partners = ent_measures_actor (measures, i, ENT_ACTOR_PARTNERS);

      if (partners > most)
        {
          most = partners;
          hub = (int)i;
        }
    }
  return hub;
}

static void
count_pairs (const EntPairs *pairs, EntMeasures *measures)
{
  const double n = pairs->n;
  double n_pairs = 0, most = 0;

  for (guint i = 0; i < pairs->n_pairs; i++)
    if (pairs->pairs[i].n_ties > 0)
      {
        *ent_measures_slot (measures, pairs->pairs[i].a, ENT_ACTOR_PARTNERS) += 1;
        *ent_measures_slot (measures, pairs->pairs[i].b, ENT_ACTOR_PARTNERS) += 1;
        n_pairs++;
      }
  for (guint i = 0; i < pairs->n; i++)
    most = MAX (most, ent_measures_actor (measures, i, ENT_ACTOR_PARTNERS));
  measures->net[ENT_NET_ACTORS] = n;
  measures->net[ENT_NET_PAIRS] = n_pairs;
  if (n > 1)
    measures->net[ENT_NET_DENSITY] = n_pairs / (n * (n - 1) / 2);
  if (n > 2)
    measures->net[ENT_NET_CENTRALISATION] = (n * most - 2 * n_pairs) / ((n - 1) * (n - 2));
  if (measures->hub < 0)
    measures->hub = find_hub (measures);
}

static guint
find_root (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

/* Components of the network without one actor (or with all: without is -1). */
static void
count_components (const EntPairs *pairs, int without, double *n, double *isolates, double *largest)
{
  g_autofree guint *parent = g_new (guint, MAX (pairs->n, 1));
  g_autofree guint *size = g_new0 (guint, MAX (pairs->n, 1));

  *n = *isolates = *largest = 0;
  for (guint i = 0; i < pairs->n; i++)
    parent[i] = i;
  for (guint i = 0; i < pairs->n_pairs; i++)
    {
      const EntPair *pair = &pairs->pairs[i];

      if (pair->n_ties > 0 && (int)pair->a != without && (int)pair->b != without)
        parent[find_root (parent, pair->a)] = find_root (parent, pair->b);
    }
  for (guint i = 0; i < pairs->n; i++)
    if ((int)i != without)
      size[find_root (parent, i)]++;
  for (guint i = 0; i < pairs->n; i++)
    {
      *n += size[i] > 0;
      *isolates += size[i] == 1;
      *largest = MAX (*largest, size[i]);
    }
}

static void
look_at_hub (const EntPairs *pairs, EntMeasures *measures)
{
  double isolates, largest;

  count_components (pairs, -1, &measures->net[ENT_NET_COMPONENTS], &isolates, &largest);
  if (measures->hub < 0)
    return;
  if (measures->net[ENT_NET_PAIRS] > 0)
    measures->net[ENT_NET_HUB_SHARE]
        = ent_measures_actor (measures, measures->hub, ENT_ACTOR_PARTNERS)
          / measures->net[ENT_NET_PAIRS];
  count_components (pairs,
                    measures->hub,
                    &measures->net[ENT_NET_HUBLESS_COMPONENTS],
                    &measures->net[ENT_NET_HUBLESS_ISOLATES],
                    &measures->net[ENT_NET_HUBLESS_LARGEST]);
}

/* Power iteration; the actor itself counts among its partners, so that stars settle too.  ARPACK,
 * which igraph calls, continues with random vectors where the network falls into equal parts. */
static void
find_eigenvector (const EntPairs *pairs, EntMeasures *measures)
{
  g_autofree double *now = g_new0 (double, MAX (pairs->n, 1));
  g_autofree double *next = g_new0 (double, MAX (pairs->n, 1));
  double change = 1;

  for (guint i = 0; i < pairs->n; i++)
    now[i] = ent_measures_actor (measures, i, ENT_ACTOR_PARTNERS);
  for (guint round = 0; round < EIGEN_ROUNDS && change > EIGEN_CHANGE; round++)
    {
      double most = 0;

      memcpy (next, now, pairs->n * sizeof *now);
      for (guint i = 0; i < pairs->n_pairs; i++)
        if (pairs->pairs[i].n_ties > 0)
          {
            next[pairs->pairs[i].a] += now[pairs->pairs[i].b];
            next[pairs->pairs[i].b] += now[pairs->pairs[i].a];
          }
      for (guint i = 0; i < pairs->n; i++)
        most = MAX (most, next[i]);
      change = 0;
      for (guint i = 0; i < pairs->n && most > 0; i++)
        {
          next[i] /= most;
          change = MAX (change, fabs (next[i] - now[i]));
        }
      memcpy (now, next, pairs->n * sizeof *now);
    }
  for (guint i = 0; i < pairs->n; i++)
    *ent_measures_slot (measures, i, ENT_ACTOR_EIGENVECTOR) = now[i] < 1e-12 ? 0 : now[i];
}

/* Pairs of actors of different groups, the hub left out. */
static double
possible_links (const EntMeasureGraph *graph, int hub)
{
  g_autoptr (GHashTable) sizes = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer size;
  double n = 0, squares = 0;

  for (guint i = 0; i < graph->n_actors; i++)
    if (graph->groups[i] >= 0 && (int)i != hub)
      {
        gpointer group = GINT_TO_POINTER (graph->groups[i]);

        g_hash_table_insert (
            sizes,
            group,
            GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (sizes, group)) + 1));
        n++;
      }
  g_hash_table_iter_init (&iter, sizes);
  while (g_hash_table_iter_next (&iter, NULL, &size))
    squares += (double)GPOINTER_TO_INT (size) * GPOINTER_TO_INT (size);
  return (n * n - squares) / 2;
}

static void
look_at_groups (const EntMeasureGraph *graph, const EntPairs *pairs, EntMeasures *measures)
{
  const double possible = graph->groups != NULL ? possible_links (graph, measures->hub) : 0;
  double linked = 0, link_ties = 0, system_ties = 0, cross = 0, grouped = 0;

  if (graph->groups == NULL)
    return;
  for (guint i = 0; i < pairs->n_pairs; i++)
    {
      const EntPair *pair = &pairs->pairs[i];
      const int a = graph->groups[pair->a], b = graph->groups[pair->b];
      const gboolean hub_a = (int)pair->a == measures->hub, hub_b = (int)pair->b == measures->hub;

      if (pair->n_ties == 0)
        continue;
      if ((a >= 0 || hub_a) && (b >= 0 || hub_b))
        system_ties += pair->n_ties;
      if (a < 0 || b < 0)
        continue;
      grouped++;
      cross += a != b;
      if (a == b || hub_a || hub_b)
        continue;
      linked++;
      link_ties += pair->n_ties;
    }
  measures->net[ENT_NET_CROSS] = cross;
  if (grouped > 0)
    measures->net[ENT_NET_CROSS_SHARE] = cross / grouped;
  if (possible > 0)
    measures->net[ENT_NET_LINKING] = linked / possible;
  if (possible > 0 && system_ties > 0)
    measures->net[ENT_NET_LINK_SHARE] = link_ties / system_ties;
}

/**
 * ent_measures_new:
 * @graph: a network; ends and types are in range
 * @cancellable: (nullable): stops the work
 * @error: where to put an error
 *
 * Measures a network.  May be called from any thread; igraph, which bears one thread at a time,
 * makes the others wait.
 * Errors: #EntMeasureError, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the values, or %NULL
 */
EntMeasures *
ent_measures_new (const EntMeasureGraph *graph, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntMeasures) measures = g_new0 (EntMeasures, 1);
  EntPairs pairs = collect_pairs (graph);
  gboolean done;

  g_atomic_ref_count_init (&measures->refs);
  measures->n_actors = graph->n_actors;
  measures->n_types = graph->n_types;
  measures->hub = graph->hub;
  measures->actors = g_new0 (double, (gsize)graph->n_actors *ENT_N_ACTOR_MEASURES);
  measures->by_type = g_new0 (guint, (gsize)graph->n_actors * graph->n_types);
  for (guint i = 0; i < ENT_N_NET_MEASURES; i++)
    measures->net[i] = NAN;
  count_ties (graph, measures);
  count_pairs (&pairs, measures);
  look_at_hub (&pairs, measures);
  find_eigenvector (&pairs, measures);
  look_at_groups (graph, &pairs, measures);
  ent_measure_balance (&pairs, measures);
  done = ent_measure_paths (&pairs, measures, cancellable, error)
         && ent_measure_igraph (&pairs, measures, cancellable, error);
  g_free (pairs.pairs);
  return done ? g_steal_pointer (&measures) : NULL;
}

/**
 * ent_measures_ref:
 * @measures: values
 *
 * Returns: (transfer full): the same
 */
EntMeasures *
ent_measures_ref (EntMeasures *measures)
{
  g_atomic_ref_count_inc (&measures->refs);
  return measures;
}

/**
 * ent_measures_unref:
 * @measures: (nullable) (transfer full): values
 *
 * Frees them with the last reference.
 */
void
ent_measures_unref (EntMeasures *measures)
{
  if (measures == NULL || !g_atomic_ref_count_dec (&measures->refs))
    return;
  g_free (measures->actors);
  g_free (measures->by_type);
  g_free (measures);
}

/**
 * ent_measures_actor:
 * @measures: values
 * @actor: index of an actor
 * @measure: which
 *
 * Returns: the actor's value; NaN where it is not defined
 */
double
ent_measures_actor (const EntMeasures *measures, guint actor, EntActorMeasure measure)
{
  return *ent_measures_slot (measures, actor, measure);
}
