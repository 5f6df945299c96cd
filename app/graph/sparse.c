#include <math.h>
#include <string.h>

#include "graph/layout-private.h"
#include "graph/sources.h"

/* Nodes that a thread takes at a time. */
#define CHUNK 512
/* Rows that the axes of classical scaling are computed from: more do not turn them. */
#define MAX_SAMPLE 4096
/* Nodes and edges that sets of sources walk along shortest first. */
#define MAX_WALKED 300000
#define POWER_ROUNDS 40
/* A start that leaves less stress than this is a plane mesh, which fixed sources finish. */
#define FLAT 0.06
#define FLAT_SWEEPS 30
/* Share of its way that a node goes in the last round of changing sources. */
#define LAST_STEP 0.02
/* Added to squared lengths, so that equal places do not divide by zero. */
#define HAIR 1e-12F

typedef float Lanes __attribute__ ((vector_size (32)));
typedef guint16 Steps __attribute__ ((vector_size (16)));
#define N_LANES 8

typedef struct
{
  const EntAdjacency *adjacency;
  EntSources *sources;
  const float *weights;   /* n × ENT_N_SOURCES, or NULL: by distance alone */
  const gboolean *pinned; /* n, or NULL */
  float share;            /* nodes that a source stands for */
  float step;             /* of its way that a node goes, 0 … 1 */
  float sx[ENT_N_SOURCES], sy[ENT_N_SOURCES];
  float *x, *y;           /* places now */
  float *next_x, *next_y; /* and after the round */
} Round;

/* Pull of the sources on a node at x, y; sum: along both axes, and the weights. */
__attribute__ ((target_clones ("avx2", "default"))) static void
pull_from_sources (const Round *round, guint node, float x, float y, float sum[3])
{
  const guint16 *steps = round->sources->distance + (gsize)node * ENT_N_SOURCES;
  const float *weights
      = round->weights != NULL ? round->weights + (gsize)node * ENT_N_SOURCES : NULL;
  float scale = round->sources->step;
  Lanes all_x = { 0 }, all_y = { 0 }, all_w = { 0 };

  for (guint p = 0; p < ENT_N_SOURCES; p += N_LANES)
    {
      Steps read;
      Lanes d, dx, dy, length, self, both, w, f;

      memcpy (&read, steps + p, sizeof read);
      memcpy (&dx, round->sx + p, sizeof dx);
      memcpy (&dy, round->sy + p, sizeof dy);
      d = __builtin_convertvector(read, Lanes) * scale;
      dx = x - dx;
      dy = y - dy;
      length = dx * dx + dy * dy + HAIR;
      for (guint l = 0; l < N_LANES; l++)
        length[l] = sqrtf (length[l]);
      /* 1 where the node is the source itself, which must not divide by zero. */
      self = -__builtin_convertvector(d == 0, Lanes);
      /* One division for both 1 / d and 1 / length. */
      both = 1 / ((d + self) * length);
      if (weights != NULL)
        memcpy (&w, weights + p, sizeof w);
      else
        w = both * length * both * length * (1 - self) * round->share;
      f = w * (d * d * both - 1);
      all_x += f * dx;
      all_y += f * dy;
      all_w += w;
    }
  for (guint l = 0; l < N_LANES; l++)
    {
      sum[0] += all_x[l];
      sum[1] += all_y[l];
      sum[2] += all_w[l];
    }
}

static void
pull_from_neighbours (const Round *round, guint node, float x, float y, float sum[3])
{
  const EntAdjacency *adjacency = round->adjacency;

  for (guint e = adjacency->first[node]; e < adjacency->first[node + 1]; e++)
    {
      guint j = adjacency->to[e];
      float dx = x - round->x[j], dy = y - round->y[j], d = adjacency->length[e];
      float length = sqrtf (dx * dx + dy * dy + HAIR), w = 1 / (d * d), f = w * (d / length - 1);

      sum[0] += f * dx;
      sum[1] += f * dy;
      sum[2] += w;
    }
}

/* Every node of a chunk towards where its majorised stress is least while the others stand. As all
 * move at once, from the same places, the threads cannot change the result. */
static void
move_chunk (guint part, gpointer data)
{
  const Round *round = data;
  guint end = MIN ((part + 1) * CHUNK, round->sources->n);

  for (guint i = part * CHUNK; i < end; i++)
    {
      float x = round->x[i], y = round->y[i], sum[3] = { 0, 0, 0 };

      pull_from_sources (round, i, x, y, sum);
      pull_from_neighbours (round, i, x, y, sum);
      if (round->pinned != NULL && round->pinned[i])
        sum[0] = sum[1] = 0;
      round->next_x[i] = x + round->step * sum[0] / sum[2];
      round->next_y[i] = y + round->step * sum[1] / sum[2];
    }
}

static void
move_all (Round *round, EntTeam *team)
{
  float *x = round->x, *y = round->y;

  for (guint p = 0; p < ENT_N_SOURCES; p++)
    {
      round->sx[p] = x[round->sources->node[p]];
      round->sy[p] = y[round->sources->node[p]];
    }
  ent_team_run (team, (round->sources->n + CHUNK - 1) / CHUNK, move_chunk, round);
  round->x = round->next_x;
  round->y = round->next_y;
  round->next_x = x;
  round->next_y = y;
}

/* Nodes in random order, dealt out until none is left, then shuffled again. */
typedef struct
{
  guint *nodes;
  guint n, next;
  guint64 state;
} Deck;

static void
deal (Deck *deck, guint *nodes)
{
  for (guint p = 0; p < ENT_N_SOURCES; p++)
    {
      if (deck->next == deck->n)
        {
          for (guint i = deck->n; i > 1; i--)
            {
              guint other = ent_draw_below (&deck->state, i), node = deck->nodes[i - 1];

              deck->nodes[i - 1] = deck->nodes[other];
              deck->nodes[other] = node;
            }
          deck->next = 0;
        }
      nodes[p] = deck->nodes[deck->next++];
    }
}

/* Pivot scaling. */
typedef struct
{
  const EntSources *sources;
  float column[ENT_N_SOURCES], all; /* means of the squared distances */
  float axis[2][ENT_N_SOURCES];
  float *x, *y;
} Scaling;

/* A node's squared distances, less the means: its inner products with the sources, times −2. */
static void
centre_row (const Scaling *scaling, guint node, float *row)
{
  const guint16 *steps = scaling->sources->distance + (gsize)node * ENT_N_SOURCES;
  float mean = 0;

  for (guint p = 0; p < ENT_N_SOURCES; p++)
    {
      row[p] = (float)steps[p] * (float)steps[p];
      mean += row[p];
    }
  mean /= ENT_N_SOURCES;
  for (guint p = 0; p < ENT_N_SOURCES; p++)
    row[p] = -0.5F * (row[p] - mean - scaling->column[p] + scaling->all);
}

/* The products of every two columns over a sample of the rows. */
static double *
multiply_columns (Scaling *scaling)
{
  guint n = scaling->sources->n, stride = MAX (n / MAX_SAMPLE, 1);
  double *b = g_new0 (double, ENT_N_SOURCES *ENT_N_SOURCES);
  double all = 0;

  for (guint p = 0; p < ENT_N_SOURCES; p++)
    {
      double sum = 0, count = 0;

      for (guint i = 0; i < n; i += stride, count++)
        {
          double d = scaling->sources->distance[(gsize)i * ENT_N_SOURCES + p];

          sum += d * d;
        }
      scaling->column[p] = (float)(sum / count);
      all += sum / count / ENT_N_SOURCES;
    }
  scaling->all = (float)all;
  for (guint i = 0; i < n; i += stride)
    {
      float row[ENT_N_SOURCES];

      centre_row (scaling, i, row);
      for (guint p = 0; p < ENT_N_SOURCES; p++)
        for (guint q = 0; q < ENT_N_SOURCES; q++)
          b[p * ENT_N_SOURCES + q] += (double)row[p] * (double)row[q];
    }
  return b;
}

static double
dot (const double *a, const double *b)
{
  double sum = 0;

  for (guint p = 0; p < ENT_N_SOURCES; p++)
    sum += a[p] * b[p];
  return sum;
}

/* The two strongest eigenvectors, by power iteration. */
static void
find_axes (Scaling *scaling, guint64 *state)
{
  g_autofree double *b = multiply_columns (scaling);
  double v[2][ENT_N_SOURCES], next[ENT_N_SOURCES];

  for (guint a = 0; a < 2; a++)
    {
      for (guint p = 0; p < ENT_N_SOURCES; p++)
        v[a][p] = ent_draw (state) - 0.5;
      for (guint round = 0; round < POWER_ROUNDS; round++)
        {
          double overlap = a == 1 ? dot (v[0], v[1]) : 0, length;

          for (guint p = 0; p < ENT_N_SOURCES; p++)
            v[a][p] -= overlap * v[0][p];
          for (guint p = 0; p < ENT_N_SOURCES; p++)
            next[p] = dot (b + p * ENT_N_SOURCES, v[a]);
          length = sqrt (dot (next, next));
          for (guint p = 0; p < ENT_N_SOURCES; p++)
            v[a][p] = length > 0 ? next[p] / length : 0;
        }
      for (guint p = 0; p < ENT_N_SOURCES; p++)
        scaling->axis[a][p] = (float)v[a][p];
    }
}

static void
project_chunk (guint part, gpointer data)
{
  const Scaling *scaling = data;
  guint end = MIN ((part + 1) * CHUNK, scaling->sources->n);

  for (guint i = part * CHUNK; i < end; i++)
    {
      float row[ENT_N_SOURCES], x = 0, y = 0;

      centre_row (scaling, i, row);
      for (guint p = 0; p < ENT_N_SOURCES; p++)
        {
          x += row[p] * scaling->axis[0][p];
          y += row[p] * scaling->axis[1][p];
        }
      scaling->x[i] = x;
      scaling->y[i] = y;
    }
}

/* Scales places to the distances, as well as can be, and moves each by up to half a step, so that
 * twins part; returns the stress of what was scaled. */
static double
fit (const EntSources *sources, float *x, float *y, guint64 *state)
{
  guint stride = MAX (sources->n / MAX_SAMPLE, 1);
  double ratios = 0, squares = 0, count = 0, scale;

  for (guint i = 0; i < sources->n; i += stride)
    for (guint p = 0; p < ENT_N_SOURCES; p++)
      {
        guint16 steps = sources->distance[(gsize)i * ENT_N_SOURCES + p];
        double dx = (double)(x[i] - x[sources->node[p]]);
        double dy = (double)(y[i] - y[sources->node[p]]), ratio;

        if (steps == 0)
          continue;
        ratio = sqrt (dx * dx + dy * dy) / ((double)sources->step * steps);
        ratios += ratio;
        squares += ratio * ratio;
        count++;
      }
  scale = squares > 0 ? ratios / squares : 0;
  for (guint i = 0; i < sources->n; i++)
    {
      x[i] = (float)(scale * (double)x[i] + 0.5 * ent_draw (state));
      y[i] = (float)(scale * (double)y[i] + 0.5 * ent_draw (state));
    }
  return squares > 0 ? 1 - ratios * ratios / (squares * count) : 1;
}

static double
scale_classically (const EntSources *sources, float *x, float *y, guint64 *state, EntTeam *team)
{
  Scaling scaling = { .sources = sources, .x = x, .y = y };

  find_axes (&scaling, state);
  ent_team_run (team, (sources->n + CHUNK - 1) / CHUNK, project_chunk, &scaling);
  return fit (sources, x, y, state);
}

/* What a source stands for, seen from each node: the nodes nearer to it than to other sources and
 * than half way. */
typedef struct
{
  const EntSources *sources;
  GArray *within[ENT_N_SOURCES]; /* of guint, by steps */
  float *weights;
} Regions;

static void
weigh_chunk (guint part, gpointer data)
{
  const Regions *regions = data;
  guint end = MIN ((part + 1) * CHUNK, regions->sources->n);

  for (gsize i = (gsize)part * CHUNK; i < end; i++)
    for (guint p = 0; p < ENT_N_SOURCES; p++)
      {
        guint steps = regions->sources->distance[i * ENT_N_SOURCES + p];
        const GArray *within = regions->within[p];
        float d = (float)steps * regions->sources->step;
        guint stands_for = within->len == 0
                               ? 0
                               : g_array_index (within, guint, MIN (steps / 2, within->len - 1));

        regions->weights[i * ENT_N_SOURCES + p] = steps > 0 ? (float)stands_for / (d * d) : 0;
      }
}

static float *
weigh_regions (const EntSources *sources, EntTeam *team)
{
  Regions regions
      = { .sources = sources, .weights = g_new (float, (gsize)sources->n *ENT_N_SOURCES) };

  for (guint p = 0; p < ENT_N_SOURCES; p++)
    regions.within[p] = g_array_new (FALSE, TRUE, sizeof (guint));
  for (gsize i = 0; i < sources->n; i++)
    {
      const guint16 *row = sources->distance + i * ENT_N_SOURCES;
      guint home = 0;

      for (guint p = 1; p < ENT_N_SOURCES; p++)
        if (row[p] < row[home])
          home = p;
      if (regions.within[home]->len <= row[home])
        g_array_set_size (regions.within[home], row[home] + 1U);
      g_array_index (regions.within[home], guint, row[home])++;
    }
  for (guint p = 0; p < ENT_N_SOURCES; p++)
    for (guint s = 1; s < regions.within[p]->len; s++)
      g_array_index (regions.within[p], guint, s)
          += g_array_index (regions.within[p], guint, s - 1);
  ent_team_run (team, (sources->n + CHUNK - 1) / CHUNK, weigh_chunk, &regions);
  for (guint p = 0; p < ENT_N_SOURCES; p++)
    g_array_unref (regions.within[p]);
  return regions.weights;
}

/* Rounds of changing sources: more bring little, and cost as much each as the graph is large. */
static guint
count_rounds (guint n, guint asked)
{
  if (asked > 0)
    return asked;
  return n <= 20000 ? 80 : 16;
}

/* How many sets of sources are kept. Along edges of one length they are so quick to measure that
 * each round has new ones; else there are as many as take no longer than the rest. */
static guint
count_sets (const EntAdjacency *adjacency, guint n)
{
  return adjacency->is_unit ? 1 : CLAMP (MAX_WALKED / (n + adjacency->first[n]), 2, 50);
}

/* The sources of round k. */
static EntSources *
take_sources (GPtrArray *sets,
              guint k,
              guint n_sets,
              Deck *deck,
              const EntAdjacency *adjacency,
              EntTeam *team)
{
  EntSources *sources;

  if (n_sets > 1 && k >= n_sets)
    return sets->pdata[k % n_sets];
  if (n_sets > 1 || k == 0)
    g_ptr_array_add (sets, ent_sources_new (adjacency, deck->n));
  sources = sets->pdata[sets->len - 1];
  deal (deck, sources->node);
  ent_sources_measure (sources, adjacency, team);
  return sources;
}

static void
write_places (const Round *round, double *xy)
{
  for (guint i = 0; i < round->sources->n; i++)
    {
      xy[2 * i] = (double)round->x[i];
      xy[2 * i + 1] = (double)round->y[i];
    }
}

static void
read_places (Round *round, const double *xy)
{
  for (guint i = 0; i < round->sources->n; i++)
    {
      round->x[i] = (float)xy[2 * i];
      round->y[i] = (float)xy[2 * i + 1];
    }
}

/**
 * ent_sparse_solve:
 * @adjacency: a connected graph's neighbours
 * @n: its nodes
 * @problem: seed, iterations, progress
 * @xy: (out caller-allocates): 2n coordinates in ideal edge lengths, anywhere and anyhow turned
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Stress by distances to %ENT_N_SOURCES nodes at a time.  Classical scaling by random sources is
 * the start. A mesh, which that nearly finishes, keeps them, each standing for its region. Else
 * every round takes other sources, so that in the end no node's place depends on which they were,
 * and goes a smaller share of the way.  The same places come out whatever the number of threads.
 * O(rounds (n sources + edges depth)) time, O(n sources) memory.
 *
 * Source: Brandes, Pich 2006, Eigensolver methods for progressive multidimensional scaling;
 * Ortmann, Klimenta, Brandes 2017, A sparse stress model; Robbins, Monro 1951, A stochastic
 * approximation method
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_sparse_solve (const EntAdjacency *adjacency,
                  guint n,
                  const EntStressProblem *problem,
                  double *xy,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (EntTeam) team = ent_team_new (problem->n_threads);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_sources_free);
  g_autofree float *places = g_new (float, 4 * (gsize)n);
  g_autofree guint *nodes = g_new (guint, n);
  g_autofree float *weights = NULL;
  Deck deck = { nodes, n, n, problem->seed };
  Round round = { .adjacency = adjacency,
                  .pinned = problem->pinned,
                  .share = (float)n / ENT_N_SOURCES,
                  .step = 1,
                  .x = places,
                  .y = places + n,
                  .next_x = places + 2 * (gsize)n,
                  .next_y = places + 3 * (gsize)n };
  guint n_rounds = count_rounds (n, problem->iterations), n_sets = count_sets (adjacency, n);
  double stress;

  for (guint i = 0; i < n; i++)
    nodes[i] = i;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  round.sources = take_sources (sets, 0, n_sets, &deck, adjacency, team);
  stress = scale_classically (round.sources, round.x, round.y, &deck.state, team);
  if (problem->pinned != NULL)
    {
      write_places (&round, xy);
      ent_pins_align (xy, n, problem->pinned, problem->pins);
      read_places (&round, xy);
    }
  if (stress < FLAT)
    {
      round.weights = weights = weigh_regions (round.sources, team);
      n_rounds = FLAT_SWEEPS;
    }
  for (guint k = 0; k < n_rounds; k++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (problem->progress != NULL)
        {
          write_places (&round, xy);
          problem->progress (xy, (double)k / n_rounds, problem->progress_data);
        }
      if (weights == NULL && k > 0)
        round.sources = take_sources (sets, k, n_sets, &deck, adjacency, team);
      if (weights == NULL)
        round.step = powf (LAST_STEP, (float)k / (float)MAX (n_rounds - 1, 1));
      move_all (&round, team);
    }
  write_places (&round, xy);
  return TRUE;
}
