#include "graph/moment-private.h"

#include <math.h>
#include <string.h>

#include "graph/layout-private.h"
#include "graph/layout-stress.h"

/* Nodes without a path between them are kept this many ideal edge lengths apart. */
#define APART 1.5f
/* What stress above a date's own best nobody sees, whatever the share. */
#define UNSEEN 5e-4
/* At the middle of the slider a picture may have this share more stress than the date's own best.
 */
#define TOLERANCE 0.055
/* The pull to where a node was, as a multiple of the pull of all others together: the strongest
 * that is tried, and how often the range is halved. */
#define MAX_PULL 64.0
#define N_HALVINGS 6
#define STILL 1e-4
#define MAX_SWEEPS 100

/**
 * ent_moment_free:
 * @m: the moment
 */
void
ent_moment_free (EntMoment *m)
{
  g_free (m->nodes);
  g_clear_pointer (&m->edges, g_array_unref);
  g_free (m->component);
  g_free (m->distances);
  g_free (m->weights);
  g_free (m->pull);
  g_free (m->hold);
  g_free (m->was);
  g_free (m->xy);
  g_free (m);
}

static void
collect (EntMoment *m, const EntTimeStep *step, guint n)
{
  g_autofree guint *local = g_new (guint, n + 1);

  m->nodes = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      local[i] = m->n;
      if (step->present == NULL || step->present[i])
        m->nodes[m->n++] = i;
      else
        local[i] = G_MAXUINT;
    }
  m->edges = g_array_new (FALSE, FALSE, sizeof (EntGraphEdge));
  for (guint e = 0; e < step->graph.n_edges; e++)
    {
      EntGraphEdge edge = step->graph.edges[e];

      edge.from = local[edge.from];
      edge.to = local[edge.to];
      if (edge.from != G_MAXUINT && edge.to != G_MAXUINT)
        g_array_append_val (m->edges, edge);
    }
  m->graph = (EntGraph){ m->n, m->edges->len, (const EntGraphEdge *)(gpointer)m->edges->data };
}

/**
 * ent_moment_new:
 * @step: ties and nodes of one date
 * @n: nodes of the whole span
 *
 * The nodes that are there and the distances between them; O(nodes × (ties + nodes)). Where they
 * were, are, and how firmly they hold to it is for the caller to set.
 *
 * Returns: (transfer full): the moment
 */
EntMoment *
ent_moment_new (const EntTimeStep *step, guint n)
{
  EntMoment *m = g_new0 (EntMoment, 1);
  g_autoptr (EntAdjacency) adjacency = NULL;

  collect (m, step, n);
  adjacency = ent_adjacency_new (&m->graph);
  m->component = g_new (guint, m->n + 1);
  m->n_components = ent_adjacency_components (adjacency, m->n, m->component);
  m->distances = g_new (float, (gsize)m->n * m->n + 1);
  m->weights = g_new0 (float, (gsize)m->n * m->n + 1);
  m->pull = g_new0 (float, m->n + 1);
  m->hold = g_new (float, m->n + 1);
  m->was = g_new (double, 2 * (gsize)m->n + 1);
  m->xy = g_new (double, 2 * (gsize)m->n + 1);
  for (guint i = 0; i < m->n; i++)
    {
      float *distances = m->distances + (gsize)i * m->n;
      float *weights = m->weights + (gsize)i * m->n;

      ent_adjacency_distances (adjacency, m->n, i, distances);
      for (guint j = 0; j < m->n; j++)
        if (j != i && isfinite (distances[j]))
          {
            weights[j] = 1 / (distances[j] * distances[j]);
            m->pull[i] += weights[j];
          }
      /* Whom nothing pulls is held all the same. */
      m->pull[i] = MAX (m->pull[i], 1e-3f);
    }
  return m;
}

/* Normalised stress over the pairs that have a path, after the best scaling. */
static double
measure (const EntMoment *m, const double *xy)
{
  double ratios = 0, squares = 0, count = 0;

  for (guint i = 0; i < m->n; i++)
    for (guint j = i + 1; j < m->n; j++)
      if (m->weights[(gsize)i * m->n + j] > 0)
        {
          double ratio = hypot (xy[2 * i] - xy[2 * j], xy[2 * i + 1] - xy[2 * j + 1])
                         / m->distances[(gsize)i * m->n + j];

          ratios += ratio;
          squares += ratio * ratio;
          count++;
        }
  return squares > 0 ? 1 - ratios * ratios / (squares * count) : 0;
}

/* Moves a node to where the others want it, and back to where it was as strongly as @pull says;
 * the square of the way. */
static float
settle_node (const EntMoment *m, guint i, float pull, float *x, float *y)
{
  const float *distances = m->distances + (gsize)i * m->n;
  const float *weights = m->weights + (gsize)i * m->n;
  float back = pull * m->hold[i] * m->pull[i];
  float sum_x = back * (float)m->was[2 * i], sum_y = back * (float)m->was[2 * i + 1];
  float sum_w = back, xi = x[i], yi = y[i], dx, dy;

  for (guint j = 0; j < m->n; j++)
    {
      float tx = xi - x[j], ty = yi - y[j];
      float length = sqrtf (tx * tx + ty * ty + 1e-20f);
      float strange = length < APART && j != i ? 1 / (APART * APART) : 0;
      float w = isinf (distances[j]) ? strange : weights[j];
      float scale = (isinf (distances[j]) ? APART : distances[j]) / length;

      sum_x += w * (x[j] + tx * scale);
      sum_y += w * (y[j] + ty * scale);
      sum_w += w;
    }
  if (sum_w <= 0)
    return 0;
  dx = sum_x / sum_w - xi;
  dy = sum_y / sum_w - yi;
  x[i] += dx;
  y[i] += dy;
  return dx * dx + dy * dy;
}

static gboolean
moves (const EntMoment *m, guint i, double pull)
{
  return isfinite (m->hold[i]) && (isfinite (pull) || m->hold[i] < 1);
}

/* Sweeps until nothing moves; only new nodes and those whose ties changed, if @pull is infinite. */
static void
settle (const EntMoment *m, double pull, double *xy)
{
  g_autofree float *x = g_new (float, 2 * (gsize)m->n + 1);
  float *y = x + m->n;

  for (guint i = 0; i < m->n; i++)
    {
      x[i] = (float)xy[2 * i];
      y[i] = (float)xy[2 * i + 1];
    }
  for (guint k = 0; k < MAX_SWEEPS; k++)
    {
      double moved = 0;

      for (guint i = 0; i < m->n; i++)
        if (moves (m, i, pull))
          moved += (double)settle_node (m, i, isfinite (pull) ? (float)pull : 0, x, y);
      if (moved < STILL * STILL * m->n)
        break;
    }
  for (guint i = 0; i < m->n; i++)
    if (moves (m, i, pull))
      {
        xy[2 * i] = (double)x[i];
        xy[2 * i + 1] = (double)y[i];
      }
}

/**
 * ent_moment_enter:
 * @m: the moment
 * @i: a node that was not there before, and holds to nothing
 *
 * Puts it in the middle of its neighbours that were there, a little aside so that no two fall
 * together; without any it stays where it is.
 */
void
ent_moment_enter (EntMoment *m, guint i)
{
  double x = 0, y = 0, count = 0;

  for (guint j = 0; j < m->n; j++)
    if (m->weights[(gsize)i * m->n + j] >= 1 && m->hold[j] > 0)
      {
        x += m->was[2 * j];
        y += m->was[2 * j + 1];
        count++;
      }
  if (count > 0)
    {
      m->xy[2 * i] = x / count + 0.3 * cos (2.4 * m->nodes[i]);
      m->xy[2 * i + 1] = y / count + 0.3 * sin (2.4 * m->nodes[i]);
    }
}

/* The date's own best, each component turned and moved to lie as near as can be to where its nodes
 * were; what is pinned stays. */
static double *
lay_out_alone (const EntMoment *m,
               const EntTimeOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  EntStressOptions stress = ENT_STRESS_OPTIONS_DEFAULT;
  g_autofree double *xy = g_new0 (double, 2 * (gsize)m->n + 1);
  g_autofree gboolean *held = g_new (gboolean, m->n + 1);
  g_autofree guint *members = g_new (guint, m->n + 1);
  g_autofree double *part = g_new (double, 2 * (gsize)m->n + 1);
  g_autofree double *pins = g_new (double, 2 * (gsize)m->n + 1);
  gboolean any = FALSE;

  stress.seed = options->seed;
  stress.n_threads = options->n_threads;
  if (!ent_layout_stress (&m->graph, &stress, xy, cancellable, error))
    return NULL;
  for (guint c = 0; c < m->n_components; c++)
    {
      guint n = 0;

      for (guint i = 0; i < m->n; i++)
        if (m->component[i] == c)
          {
            held[n] = m->hold[i] > 0;
            part[2 * n] = xy[2 * i];
            part[2 * n + 1] = xy[2 * i + 1];
            pins[2 * n] = m->xy[2 * i];
            pins[2 * n + 1] = m->xy[2 * i + 1];
            members[n++] = i;
          }
      ent_pins_fit (part, n, held, pins);
      for (guint k = 0; k < n; k++)
        {
          xy[2 * members[k]] = part[2 * k];
          xy[2 * members[k] + 1] = part[2 * k + 1];
        }
    }
  for (guint i = 0; i < 2 * m->n; i++)
    if (isinf (m->hold[i / 2]))
      {
        xy[i] = m->xy[i];
        any = TRUE;
      }
  if (any)
    settle (m, 0, xy);
  return g_steal_pointer (&xy);
}

/**
 * ent_moment_draw_back:
 * @m: (inout): the moment; its places change only if a way was found
 * @from: 2n coordinates to begin with
 * @limit: the stress that is allowed
 *
 * Settles the nodes with the strongest pull back to where they were that keeps the stress within
 * the limit.
 *
 * Returns: %FALSE if the stress stays above the limit without any pull
 */
gboolean
ent_moment_draw_back (EntMoment *m, const double *from, double limit)
{
  const gsize size = 2 * (gsize)m->n * sizeof (double);
  g_autofree double *trial = g_memdup2 (from, size + 1);
  double low = log (1 / MAX_PULL), high = log (MAX_PULL);

  settle (m, 0, trial);
  if (measure (m, trial) > limit)
    return FALSE;
  memcpy (m->xy, trial, size);
  for (guint k = 0; k < N_HALVINGS; k++)
    {
      double middle = (low + high) / 2;

      memcpy (trial, from, size);
      settle (m, exp (middle), trial);
      if (measure (m, trial) <= limit)
        {
          memcpy (m->xy, trial, size);
          low = middle;
        }
      else
        high = middle;
    }
  return TRUE;
}

/**
 * ent_moment_follow:
 * @m: (inout): the moment, its nodes where they were; sets its places and limit
 * @options: seed and stability
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Moves the nodes as little as the date's stress allows: not at all if that will do, then a little
 * in the arrangement there is, and into another only when there is no other way.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_moment_follow (EntMoment *m,
                   const EntTimeOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  const gsize size = 2 * (gsize)m->n * sizeof (double);
  g_autofree double *alone = NULL;
  g_autofree double *from = NULL;
  double share, best;

  settle (m, INFINITY, m->xy);
  if (options->stability >= 1)
    return TRUE;
  alone = lay_out_alone (m, options, cancellable, error);
  if (alone == NULL)
    return FALSE;
  share = TOLERANCE * options->stability / (1 - options->stability);
  best = measure (m, alone);
  m->limit = best + MAX (best * share, UNSEEN);
  if (measure (m, m->xy) <= m->limit)
    return TRUE;
  from = g_memdup2 (m->xy, size + 1);
  if (!ent_moment_draw_back (m, from, m->limit) && !ent_moment_draw_back (m, alone, m->limit))
    memcpy (m->xy, alone, size);
  return TRUE;
}
