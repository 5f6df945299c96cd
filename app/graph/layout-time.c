#include "graph/layout-time.h"

#include <math.h>
#include <string.h>

#include "graph/layout-private.h"
#include "graph/moment-private.h"

/* How firmly a node whose own ties changed holds to its place; the others hold with 1. */
#define CHANGED_SHARE 0.1f
/* Rounds over the whole span after the first, in which a date looks ahead as well as back. */
#define N_ROUNDS 2
/* Ideal edge lengths below which a way is short enough. */
#define SHORT 0.02

/* Whether the tie with the same ends is in both, by the pairs as keys. */
static GHashTable *
collect_pairs (const EntGraph *graph)
{
  GHashTable *pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint e = 0; e < graph->n_edges; e++)
    {
      gint64 key = (gint64)MIN (graph->edges[e].from, graph->edges[e].to) << 32
                   | MAX (graph->edges[e].from, graph->edges[e].to);

      g_hash_table_add (pairs, g_memdup2 (&key, sizeof key));
    }
  return pairs;
}

/* Marks the ends of ties that are in @a and not in @b. */
static void
mark_ends (GHashTable *a, GHashTable *b, gboolean *changed)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (b, key))
      {
        gint64 pair = *(gint64 *)key;

        changed[pair >> 32] = changed[pair & G_MAXUINT32] = TRUE;
      }
}

/* Nodes of the whole span whose ties differ, and whether any do. */
static gboolean
compare (const EntGraph *a, const EntGraph *b, guint n, gboolean *changed)
{
  g_autoptr (GHashTable) before = collect_pairs (a);
  g_autoptr (GHashTable) after = collect_pairs (b);
  gboolean any = FALSE;

  mark_ends (before, after, changed);
  mark_ends (after, before, changed);
  for (guint i = 0; i < n; i++)
    any |= changed[i];
  return any;
}

static gboolean
is_there (const EntTimeStep *step, guint node)
{
  return step->present == NULL || step->present[node];
}

static gboolean
is_pinned (const EntTimeOptions *options, guint node)
{
  return options->pinned != NULL && options->pinned[node];
}

/* What each node of the date brings along: its place, and how firmly it holds to it. */
static void
remember (EntMoment *m,
          const EntTimeOptions *options,
          const gboolean *known,
          const gboolean *changed,
          const double *places)
{
  g_autofree gboolean *pinned = g_new (gboolean, m->n + 1);

  for (guint i = 0; i < m->n; i++)
    {
      guint node = m->nodes[i];

      pinned[i] = is_pinned (options, node);
      m->was[2 * i] = m->xy[2 * i] = places[2 * node];
      m->was[2 * i + 1] = m->xy[2 * i + 1] = places[2 * node + 1];
      m->hold[i] = pinned[i] ? INFINITY : !known[node] ? 0 : changed[node] ? CHANGED_SHARE : 1;
    }
  for (guint i = 0; i < m->n; i++)
    if (m->hold[i] == 0)
      ent_moment_enter (m, i);
  /* what stands at one place cannot push itself apart */
  ent_twins_part (m->xy, m->n, pinned);
}

static void
copy_places (const EntMoment *m, double *places)
{
  for (guint i = 0; i < m->n; i++)
    {
      places[2 * m->nodes[i]] = m->xy[2 * i];
      places[2 * m->nodes[i] + 1] = m->xy[2 * i + 1];
    }
}

/* The whole span. */
typedef struct
{
  guint n, n_steps;
  const EntTimeStep *steps;
  const EntTimeOptions *options;
  double *limits; /* of each date's stress; 0: as the date before, or none */
  double *xy;     /* n_steps × 2n */
} Span;

static double *
places_at (const Span *span, guint t)
{
  return span->xy + 2 * (gsize)t * span->n;
}

/* From the first date to the last, each from the one before. */
static gboolean
go_forward (const Span *span, const double *whole, GCancellable *cancellable, GError **error)
{
  const gsize size = 2 * (gsize)span->n * sizeof (double);
  g_autofree gboolean *known = g_new0 (gboolean, span->n + 1);

  for (guint t = 0; t < span->n_steps; t++)
    {
      const EntTimeStep *step = &span->steps[t];
      g_autofree gboolean *changed = g_new0 (gboolean, span->n + 1);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      memcpy (places_at (span, t), t == 0 ? whole : places_at (span, t - 1), size);
      if (t == 0 || compare (&step[-1].graph, &step->graph, span->n, changed))
        {
          g_autoptr (EntMoment) m = ent_moment_new (step, span->n);

          remember (m, span->options, known, changed, places_at (span, t));
          if (!ent_moment_follow (m, span->options, cancellable, error))
            return FALSE;
          span->limits[t] = m->limit;
          copy_places (m, places_at (span, t));
        }
      for (guint i = 0; i < span->n; i++)
        known[i] |= is_there (step, i);
    }
  return TRUE;
}

/* Draws a node to where it is at another date, the nearer of two the more: their distances, not
 * the squares of these, are to become small in sum. */
static void
draw_to (EntMoment *m, guint i, const double *place, double firmness, double *sum)
{
  double way = hypot (place[0] - m->xy[2 * i], place[1] - m->xy[2 * i + 1]);
  double w = firmness / (way + SHORT);

  m->was[2 * i] = (m->was[2 * i] * *sum + place[0] * w) / (*sum + w);
  m->was[2 * i + 1] = (m->was[2 * i + 1] * *sum + place[1] * w) / (*sum + w);
  m->hold[i] = MAX (m->hold[i], (float)firmness);
  *sum += w;
}

/* Moves the nodes of the dates from @first to before @end, which have the same ties, to between the
 * date before and the one after, as far as their stress allows. */
static void
look_both_ways (const Span *span, guint first, guint end)
{
  g_autoptr (EntMoment) m = ent_moment_new (&span->steps[first], span->n);
  g_autofree gboolean *came = g_new0 (gboolean, span->n + 1);
  g_autofree gboolean *goes = g_new0 (gboolean, span->n + 1);
  g_autofree double *from = NULL;

  if (first > 0)
    compare (&span->steps[first - 1].graph, &span->steps[first].graph, span->n, came);
  if (end < span->n_steps)
    compare (&span->steps[first].graph, &span->steps[end].graph, span->n, goes);
  for (guint i = 0; i < m->n; i++)
    {
      guint node = m->nodes[i];
      const double *own = places_at (span, first) + 2 * (gsize)node;
      double sum = 0;

      m->was[2 * i] = m->xy[2 * i] = own[0];
      m->was[2 * i + 1] = m->xy[2 * i + 1] = own[1];
      m->hold[i] = 0;
      if (first > 0 && is_there (&span->steps[first - 1], node))
        draw_to (m,
                 i,
                 places_at (span, first - 1) + 2 * (gsize)node,
                 came[node] ? CHANGED_SHARE : 1,
                 &sum);
      if (end < span->n_steps && is_there (&span->steps[end], node))
        draw_to (
            m, i, places_at (span, end) + 2 * (gsize)node, goes[node] ? CHANGED_SHARE : 1, &sum);
      if (is_pinned (span->options, node))
        m->hold[i] = INFINITY;
    }
  from = g_memdup2 (m->xy, 2 * (gsize)m->n * sizeof *from + 1);
  if (ent_moment_draw_back (m, from, span->limits[first]))
    for (guint t = first; t < end; t++)
      copy_places (m, places_at (span, t));
}

static gboolean
smooth (const Span *span, GCancellable *cancellable, GError **error)
{
  for (guint first = 0, end = 0; first < span->n_steps; first = end)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (end = first + 1; end < span->n_steps && span->limits[end] <= 0;)
        end++;
      if (span->limits[first] > 0)
        look_both_ways (span, first, end);
    }
  return TRUE;
}

/**
 * ent_layout_time:
 * @n: nodes of the whole span
 * @steps: (array length=n_steps): the dates in order
 * @n_steps: how many
 * @options: seed, stability, pins
 * @whole: 2n coordinates of a layout of the whole span, in ideal edge lengths: where nodes begin
 * that come without ties, and where pinned ones stay
 * @xy: (out caller-allocates): n_steps × 2n coordinates, the date's first; a node that is not there
 * is where it was last, or will be first
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Lays out a changing network date by date. Every node is drawn to where it was, as strongly as the
 * date's stress allows: it may exceed the stress of the date laid out alone by a share that
 * @options->stability sets (a half: 5.5 %). A date that has the ties of the last has its places.
 * New nodes enter between their neighbours. Nodes without a path between them are only kept apart.
 *
 * Source: Brandes, Mader 2011, A quantitative comparison of stress-minimization approaches for
 * offline dynamic graph drawing (anchoring); Gansner, Koren, North 2005, Graph drawing by stress
 * majorization
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_layout_time (guint n,
                 const EntTimeStep *steps,
                 guint n_steps,
                 const EntTimeOptions *options,
                 const double *whole,
                 double *xy,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree double *limits = g_new0 (double, n_steps + 1);
  const Span span = { n, n_steps, steps, options, limits, xy };

  if (!go_forward (&span, whole, cancellable, error))
    return FALSE;
  for (guint round = 0; round < N_ROUNDS; round++)
    if (!smooth (&span, cancellable, error))
      return FALSE;
  return TRUE;
}
