#include <math.h>

#include "graph/layout-private.h"
#include "graph/layout-stress.h"
#include "graph/sources.h"

/* Learning rate at the end of the descent: small enough for the longest jump of a neighbour to be a
 * tenth of its distance (Zheng et al. 2019). */
#define LAST_RATE 0.1
/* Majorisation ends when a sweep moves the nodes by less than this share of an edge on average. */
#define STILL 1e-4
#define MAX_SWEEPS 60
/* Rounds of descent: the majorisation does the rest. */
#define ITERATIONS 15
/* Rounds of changing sources before all pairs take over. */
#define ROUGH_ROUNDS 12
/* So small a graph is laid out from several starts, as one descent may end in a fold: the first is
 * classical scaling. */
#define RESTART_MAX 120
#define N_STARTS 4

/* A desired distance; i is pulled with weight wi, j with wj. */
typedef struct
{
  guint i, j;
  float distance, wi, wj;
} Term;

static double
weigh (double distance)
{
  return 1 / (distance * distance);
}

/* All pairs' weights as a matrix; the hub's distances weigh as much as all others of a node
 * together, which bends the layout into rings around it. */
static void
weigh_pairs (const float *distances, guint n, int hub, float *weights)
{
  double hub_factor = MAX (4, n / 2.0);

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        gboolean is_hub = hub >= 0 && ((guint)hub == i || (guint)hub == j);
        double w = weigh (distances[(gsize)i * n + j]) * (is_hub ? hub_factor : 1);

        weights[(gsize)i * n + j] = weights[(gsize)j * n + i] = (float)w;
      }
}

static GArray *
make_terms (const float *distances, const float *weights, guint n)
{
  GArray *terms = g_array_sized_new (FALSE, FALSE, sizeof (Term), n * (n - 1) / 2);

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        float w = weights[(gsize)i * n + j];

        g_array_append_val (terms, ((Term){ i, j, distances[(gsize)i * n + j], w, w }));
      }
  return terms;
}

static void
shuffle (Term *terms, guint n, guint64 *state)
{
  for (guint i = n; i > 1; i--)
    {
      guint other = ent_draw_below (state, i);
      Term term = terms[i - 1];

      terms[i - 1] = terms[other];
      terms[other] = term;
    }
}

/* Stochastic gradient descent: each term in random order moves its two nodes towards their
 * distance, by less and less. */
static gboolean
descend (GArray *terms,
         guint iterations,
         guint64 *state,
         double *xy,
         GCancellable *cancellable,
         GError **error)
{
  double w_min = INFINITY, w_max = 0, rate, decay;

  for (guint t = 0; t < terms->len; t++)
    {
      const Term *term = &g_array_index (terms, Term, t);

      w_min = MIN (w_min, term->wi);
      w_max = MAX (w_max, term->wi);
    }
  rate = 1 / w_min;
  decay = pow (LAST_RATE * w_min / w_max, 1.0 / MAX (iterations - 1, 1));

  for (guint k = 0; k < iterations; k++, rate *= decay)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      shuffle ((Term *)(gpointer)terms->data, terms->len, state);
      for (guint t = 0; t < terms->len; t++)
        {
          const Term *term = &g_array_index (terms, Term, t);
          double *a = xy + 2 * (gsize)term->i, *b = xy + 2 * (gsize)term->j;
          double dx = a[0] - b[0], dy = a[1] - b[1];
          double length = sqrt (dx * dx + dy * dy);
          double pull = length > 0 ? (length - term->distance) / (2 * length) : 0;
          double move_a = MIN (1, rate * term->wi) * pull, move_b = MIN (1, rate * term->wj) * pull;

          a[0] -= move_a * dx;
          a[1] -= move_a * dy;
          b[0] += move_b * dx;
          b[1] += move_b * dy;
        }
    }
  return TRUE;
}

/* One node to where its majorised stress is least, the others held; returns how far it moved,
 * squared. */
static double
settle_node (const EntSweep *sweep, guint i)
{
  const float *distances = sweep->distances + (gsize)i * sweep->n;
  const float *weights = sweep->weights + (gsize)i * sweep->n;
  const float *x = sweep->x, *y = sweep->y;
  float xi = x[i], yi = y[i], sum_x = 0, sum_y = 0, sum_w = 0, dx, dy;

  for (guint j = 0; j < sweep->n; j++)
    {
      float tx = xi - x[j], ty = yi - y[j];
      /* The addend keeps a node from its own place, and equal places, from dividing by zero. */
      float scale = distances[j] / sqrtf (tx * tx + ty * ty + 1e-20f);

      sum_x += weights[j] * (x[j] + tx * scale);
      sum_y += weights[j] * (y[j] + ty * scale);
      sum_w += weights[j];
    }
  dx = sum_x / sum_w - xi;
  dy = sum_y / sum_w - yi;
  sweep->x[i] += dx;
  sweep->y[i] += dy;
  return (double)(dx * dx + dy * dy);
}

/* Localised stress majorisation: sweeps until nothing moves any more. */
static gboolean
settle (const EntSweep *sweep,
        const EntStressProblem *problem,
        double *xy,
        GCancellable *cancellable,
        GError **error)
{
  for (guint i = 0; i < sweep->n; i++)
    {
      sweep->x[i] = (float)xy[2 * i];
      sweep->y[i] = (float)xy[2 * i + 1];
    }
  for (guint k = 0; k < MAX_SWEEPS; k++)
    {
      double moved = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < sweep->n; i++)
        if ((int)i != problem->hub && (problem->pinned == NULL || !problem->pinned[i]))
          moved += sweep->n > RESTART_MAX ? ent_wide_settle (sweep, i) : settle_node (sweep, i);
      if (moved < STILL * STILL * sweep->n)
        break;
    }
  for (guint i = 0; i < sweep->n; i++)
    {
      xy[2 * i] = (double)sweep->x[i];
      xy[2 * i + 1] = (double)sweep->y[i];
    }
  return TRUE;
}

static double
measure_full (const float *distances, guint n, const double *xy)
{
  double ratios = 0, squares = 0, count = (double)n * (n - 1) / 2;

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        double ratio = hypot (xy[2 * i] - xy[2 * j], xy[2 * i + 1] - xy[2 * j + 1])
                       / distances[(gsize)i * n + j];

        ratios += ratio;
        squares += ratio * ratio;
      }
  return squares > 0 ? 1 - ratios * ratios / (squares * count) : count > 0;
}

static void
scatter (double *xy, guint n, guint64 *state)
{
  for (guint i = 0; i < 2 * n; i++)
    xy[i] = ent_draw (state);
}

static gboolean
solve_full (const EntAdjacency *adjacency,
            guint n,
            const EntStressProblem *problem,
            double *xy,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree float *distances = g_new (float, (gsize)n *n);
  g_autofree double *trial = g_new (double, 2 * (gsize)n);
  g_autofree float *weights = g_new0 (float, (gsize)n *n);
  g_autofree float *places = g_new (float, 2 * (gsize)n);
  const EntSweep sweep = { n, distances, weights, places, places + n };
  g_autoptr (GArray) terms = NULL;
  guint iterations = problem->iterations > 0 ? problem->iterations : ITERATIONS;
  EntStressProblem rough = *problem;
  guint n_starts = n <= RESTART_MAX ? N_STARTS : 1;
  guint64 state = problem->seed;
  double best = INFINITY;

  rough.iterations = problem->iterations > 0 ? problem->iterations : ROUGH_ROUNDS;
  if (n > RESTART_MAX && adjacency->is_unit)
    {
      g_autoptr (EntTeam) team = ent_team_new (problem->n_threads);

      ent_sources_measure_all (adjacency, n, team, distances);
    }
  else
    for (guint i = 0; i < n; i++)
      ent_adjacency_distances (adjacency, n, i, distances + (gsize)i * n);
  weigh_pairs (distances, n, problem->hub, weights);
  if (n_starts > 1 || problem->hub >= 0)
    terms = make_terms (distances, weights, n);
  for (guint start = 0; start < n_starts; start++)
    {
      double stress;

      scatter (trial, n, &state);
      if (n_starts > 1 && start == 0)
        ent_mds_place (distances, n, trial);
      else if (problem->hub < 0 && n_starts == 1)
        {
          if (!ent_sparse_solve (adjacency, n, &rough, trial, cancellable, error))
            return FALSE;
        }
      else if (!descend (terms, iterations, &state, trial, cancellable, error))
        return FALSE;
      if (problem->pinned != NULL)
        ent_pins_align (trial, n, problem->pinned, problem->pins);
      if (!settle (&sweep, problem, trial, cancellable, error))
        return FALSE;
      stress = n_starts > 1 ? measure_full (distances, n, trial) : 0;
      if (stress < best)
        {
          best = stress;
          for (guint i = 0; i < 2 * n; i++)
            xy[i] = trial[i];
        }
      if (problem->progress != NULL)
        problem->progress (xy, (start + 1.0) / n_starts, problem->progress_data);
    }
  return TRUE;
}

/**
 * ent_stress_solve:
 * @adjacency: a connected graph's neighbours
 * @n: its nodes
 * @problem: seed, iterations and hub
 * @xy: (out caller-allocates): 2n coordinates in ideal edge lengths, anywhere and anyhow turned
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Stochastic gradient descent on the stress of all pairs, then localised majorisation to the
 * nearest minimum; small graphs from several starts, large ones with pivots instead of all pairs.
 * O(n (edges + n)) time and O(n²) memory up to %ENT_STRESS_FULL_MAX nodes; O(n pivots) beyond.
 *
 * Source: Zheng, Pawar, Goodman 2019, Graph drawing by stochastic gradient descent; Gansner, Koren,
 * North 2005, Graph drawing by stress majorization; Ortmann, Klimenta, Brandes 2017, A sparse
 * stress model; Brandes, Pich 2011, More flexible radial layout (hub).
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_stress_solve (const EntAdjacency *adjacency,
                  guint n,
                  const EntStressProblem *problem,
                  double *xy,
                  GCancellable *cancellable,
                  GError **error)
{
  if (n == 1)
    {
      xy[0] = xy[1] = 0;
      return TRUE;
    }
  if (n <= ENT_STRESS_FULL_MAX)
    return solve_full (adjacency, n, problem, xy, cancellable, error);
  return ent_sparse_solve (adjacency, n, problem, xy, cancellable, error);
}

/**
 * ent_stress_measure:
 * @adjacency: a graph's neighbours
 * @n: its nodes
 * @xy: 2n coordinates
 *
 * Normalised stress after the best scaling: the mean over all pairs of nodes with a path between
 * them of ((s |xi − xj| − dij) / dij)², with the s that makes it least.  O(n (edges + n)).
 *
 * Returns: 0 when every distance is right, 1 for a single point
 */
double
ent_stress_measure (const EntAdjacency *adjacency, guint n, const double *xy)
{
  g_autofree float *distances = g_new (float, n + 1);
  double ratios = 0, squares = 0, count = 0;

  for (guint i = 0; i < n; i++)
    {
      ent_adjacency_distances (adjacency, n, i, distances);
      for (guint j = 0; j < n; j++)
        if (j != i && isfinite (distances[j]))
          {
            double ratio
                = hypot (xy[2 * i] - xy[2 * j], xy[2 * i + 1] - xy[2 * j + 1]) / distances[j];

            ratios += ratio;
            squares += ratio * ratio;
            count++;
          }
    }
  return squares > 0 ? 1 - ratios * ratios / (squares * count) : count > 0;
}
