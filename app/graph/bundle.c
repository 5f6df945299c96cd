#include "graph/bundle.h"

#include <math.h>
#include <string.h>

/* Ties less alike than this leave each other alone (Holten and van Wijk's 0.6 draws in too many).
 */
#define ALIKE 0.65
/* Cycles double the points; each has two thirds of the rounds of the one before. */
#define N_CYCLES 5
#define FIRST_ROUNDS 50
/* A step of the first cycle, as a share of a tie's mean length, halved in each. */
#define FIRST_STEP 0.02
/* How stiff ties are at strength 0.5. */
#define STIFFNESS 0.1
/* Ties beyond which pairs are not compared: they keep straight. */
#define COMPARED_MAX 1500

typedef struct
{
  guint other;
  float alike;
  gboolean turned; /* the other runs the other way */
} Pair;

typedef struct
{
  guint n;
  const EntGraph *graph;
  const double *xy;
  double *points; /* n × ENT_BUNDLE_POINTS × 2, the first n_points of each in use */
  guint n_points;
  guint *first; /* of each tie's pairs, n + 1 */
  GArray *pairs;
  double mean; /* length */
} Bundling;

static void
ends_of (const Bundling *b, guint e, const double **p, const double **q)
{
  *p = b->xy + 2 * (gsize)b->graph->edges[e].from;
  *q = b->xy + 2 * (gsize)b->graph->edges[e].to;
}

static double
length_of (const Bundling *b, guint e)
{
  const double *p, *q;

  ends_of (b, e, &p, &q);
  return hypot (q[0] - p[0], q[1] - p[1]);
}

/* How much of tie @e the ends of @f, dropped on its line, see: 1 when they lie around its middle.
 */
static double
see (const Bundling *b, guint e, guint f)
{
  const double *p, *q, *r, *s;
  double dx, dy, squared, tr, ts, middle, half;

  ends_of (b, e, &p, &q);
  ends_of (b, f, &r, &s);
  dx = q[0] - p[0];
  dy = q[1] - p[1];
  squared = dx * dx + dy * dy;
  tr = ((r[0] - p[0]) * dx + (r[1] - p[1]) * dy) / squared;
  ts = ((s[0] - p[0]) * dx + (s[1] - p[1]) * dy) / squared;
  middle = (tr + ts) / 2;
  half = fabs (tr - ts) / 2;
  return half > 0 ? MAX (0, 1 - fabs (middle - 0.5) / half) : 0;
}

/* Angle, length, nearness and sight of two ties, each from 0 to 1, as one product. */
static double
compare (const Bundling *b, guint e, guint f, gboolean *turned)
{
  const double *p, *q, *r, *s;
  double le = length_of (b, e), lf = length_of (b, f), mean = (le + lf) / 2;
  double dot, angle, scale, nearness;

  *turned = FALSE;
  if (le <= 0 || lf <= 0)
    return 0;
  ends_of (b, e, &p, &q);
  ends_of (b, f, &r, &s);
  dot = (q[0] - p[0]) * (s[0] - r[0]) + (q[1] - p[1]) * (s[1] - r[1]);
  *turned = dot < 0;
  angle = fabs (dot) / (le * lf);
  scale = 2 / (mean / MIN (le, lf) + MAX (le, lf) / mean);
  nearness
      = mean / (mean + hypot ((p[0] + q[0] - r[0] - s[0]) / 2, (p[1] + q[1] - r[1] - s[1]) / 2));
  if (angle * scale * nearness < ALIKE)
    return 0;
  return angle * scale * nearness * MIN (see (b, e, f), see (b, f, e));
}

static void
find_pairs (Bundling *b)
{
  for (guint e = 0; e < b->n; e++)
    {
      b->first[e] = b->pairs->len;
      for (guint f = 0; f < b->n && b->n <= COMPARED_MAX; f++)
        {
          gboolean turned = FALSE;
          double alike = f != e ? compare (b, e, f, &turned) : 0;

          if (alike >= ALIKE)
            g_array_append_val (b->pairs, ((Pair){ f, (float)alike, turned }));
        }
    }
  b->first[b->n] = b->pairs->len;
}

static double *
point (const Bundling *b, guint e, guint k)
{
  return b->points + 2 * ((gsize)e * ENT_BUNDLE_POINTS + k);
}

/* A point between every two. */
static void
refine (Bundling *b)
{
  for (guint e = 0; e < b->n; e++)
    for (guint k = b->n_points - 1; k > 0; k--)
      for (guint axis = 0; axis < 2; axis++)
        {
          double here = point (b, e, k)[axis], before = point (b, e, k - 1)[axis];

          point (b, e, 2 * k)[axis] = here;
          point (b, e, 2 * k - 1)[axis] = (here + before) / 2;
        }
  b->n_points = 2 * b->n_points - 1;
}

/* Where a point is drawn to: back between its neighbours on the tie, and to the same point of ties
 * that run alike. */
static void
pull (const Bundling *b, guint e, guint k, double stiffness, double force[2])
{
  const double *here = point (b, e, k), *before = point (b, e, k - 1), *after = point (b, e, k + 1);
  double spring = stiffness * (b->n_points - 1) * b->mean / MAX (length_of (b, e), 1e-9);

  for (guint axis = 0; axis < 2; axis++)
    force[axis] = spring * (before[axis] + after[axis] - 2 * here[axis]);
  for (guint i = b->first[e]; i < b->first[e + 1]; i++)
    {
      const Pair *pair = &g_array_index (b->pairs, Pair, i);
      const double *there = point (b, pair->other, pair->turned ? b->n_points - 1 - k : k);
      double dx = there[0] - here[0], dy = there[1] - here[1], way = hypot (dx, dy);

      /* equally strong from afar and near, and nothing where they have met */
      way = MAX (way, 0.02 * b->mean);
      force[0] += (double)pair->alike * dx / way;
      force[1] += (double)pair->alike * dy / way;
    }
}

static void
move_all (Bundling *b, double step, double stiffness, double *moved)
{
  for (guint e = 0; e < b->n; e++)
    for (guint k = 0; k < b->n_points; k++)
      {
        double force[2] = { 0, 0 }, *to = moved + 2 * ((gsize)e * ENT_BUNDLE_POINTS + k);
        double size;

        if (k > 0 && k + 1 < b->n_points && b->first[e] < b->first[e + 1])
          pull (b, e, k, stiffness, force);
        size = MAX (hypot (force[0], force[1]), 1);
        to[0] = point (b, e, k)[0] + step * force[0] / size;
        to[1] = point (b, e, k)[1] + step * force[1] / size;
      }
  memcpy (b->points, moved, 2 * (gsize)b->n * ENT_BUNDLE_POINTS * sizeof *moved);
}

static gboolean
run (Bundling *b, double strength, GCancellable *cancellable, GError **error)
{
  g_autofree double *moved = g_new0 (double, 2 * (gsize)b->n * ENT_BUNDLE_POINTS + 1);
  double step = FIRST_STEP * b->mean, rounds = FIRST_ROUNDS;
  double stiffness = STIFFNESS * (1 - strength) / MAX (strength, 1e-3);

  for (guint cycle = 0; cycle < N_CYCLES; cycle++)
    {
      refine (b);
      for (guint round = 0; round < (guint)rounds && b->pairs->len > 0; round++)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          move_all (b, step, stiffness, moved);
        }
      step /= 2;
      rounds = rounds * 2 / 3;
    }
  return TRUE;
}

/**
 * ent_bundle_force:
 * @graph: the graph
 * @xy: 2n coordinates of the nodes
 * @strength: 0: straight … 1: as close as they come
 * @points: (out caller-allocates): ties × %ENT_BUNDLE_POINTS × 2 coordinates, from end to end
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Bends ties towards others that run alike: same direction, length and place.  Ties without such
 * company stay straight, and all do when there are more than 1,500. O(ties² + alike pairs ×
 * points).
 *
 * Source: Holten, van Wijk 2009, Force-directed edge bundling for graph visualization
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_bundle_force (const EntGraph *graph,
                  const double *xy,
                  double strength,
                  double *points,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree guint *first = g_new0 (guint, graph->n_edges + 1);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  Bundling b = { graph->n_edges, graph, xy, points, 2, first, pairs, 0 };

  G_STATIC_ASSERT ((1 << N_CYCLES) + 1 == ENT_BUNDLE_POINTS);
  for (guint e = 0; e < b.n; e++)
    {
      const double *p, *q;

      ends_of (&b, e, &p, &q);
      memcpy (point (&b, e, 0), p, 2 * sizeof *p);
      memcpy (point (&b, e, 1), q, 2 * sizeof *q);
      b.mean += length_of (&b, e) / b.n;
    }
  if (strength > 0 && b.mean > 0)
    find_pairs (&b);
  return run (&b, CLAMP (strength, 0, 1), cancellable, error);
}

/* The middle of every group's nodes, drawn half-way to that of all. */
static double *
find_joints (const EntGraph *graph, const double *xy, const guint *group)
{
  guint n = 0;
  double middle[2] = { 0, 0 };
  g_autofree guint *count = NULL;
  double *joints;

  for (guint i = 0; i < graph->n; i++)
    n = MAX (n, group[i] + 1);
  count = g_new0 (guint, n + 1);
  joints = g_new0 (double, 2 * (gsize)n + 2);
  for (guint i = 0; i < graph->n; i++)
    {
      count[group[i]]++;
      for (guint axis = 0; axis < 2; axis++)
        {
          joints[2 * group[i] + axis] += xy[2 * i + axis];
          middle[axis] += xy[2 * i + axis] / graph->n;
        }
    }
  for (guint g = 0; g < n; g++)
    for (guint axis = 0; axis < 2; axis++)
      joints[2 * g + axis] = (joints[2 * g + axis] / MAX (count[g], 1) + middle[axis]) / 2;
  return joints;
}

/* A point of the uniform cubic B-spline with its end points three times over. */
static void
evaluate (const double *control, guint n, double t, double at[2])
{
  double u = t * (n + 1);
  guint span = MIN ((guint)u, n);
  double f = u - span;
  const double basis[] = { (1 - f) * (1 - f) * (1 - f) / 6,
                           (3 * f * f * f - 6 * f * f + 4) / 6,
                           (-3 * f * f * f + 3 * f * f + 3 * f + 1) / 6,
                           f * f * f / 6 };

  at[0] = at[1] = 0;
  for (guint k = 0; k < 4; k++)
    {
      guint index = CLAMP ((int)(span + k) - 2, 0, (int)n - 1);

      at[0] += basis[k] * control[2 * index];
      at[1] += basis[k] * control[2 * index + 1];
    }
}

/**
 * ent_bundle_groups:
 * @graph: the graph
 * @xy: 2n coordinates of the nodes
 * @group: each node's group
 * @strength: 0: straight … 1: through the groups' joints
 * @points: (out caller-allocates): ties × %ENT_BUNDLE_POINTS × 2 coordinates, from end to end
 *
 * Leads every tie past the joints of its ends' groups, so that those between the same two groups
 * run together: the bundling of a circle.
 *
 * Source: Holten 2006, Hierarchical edge bundles
 */
void
ent_bundle_groups (
    const EntGraph *graph, const double *xy, const guint *group, double strength, double *points)
{
  g_autofree double *joints = find_joints (graph, xy, group);

  for (guint e = 0; e < graph->n_edges; e++)
    {
      guint from = graph->edges[e].from, to = graph->edges[e].to;
      double control[8];
      guint n = 0;

      memcpy (control, xy + 2 * (gsize)from, 2 * sizeof *control);
      memcpy (control + 2 * ++n, joints + 2 * (gsize)group[from], 2 * sizeof *control);
      if (group[to] != group[from])
        memcpy (control + 2 * ++n, joints + 2 * (gsize)group[to], 2 * sizeof *control);
      memcpy (control + 2 * ++n, xy + 2 * (gsize)to, 2 * sizeof *control);
      n++;
      for (guint k = 1; k + 1 < n; k++)
        for (guint axis = 0; axis < 2; axis++)
          {
            double straight
                = xy[2 * from + axis] + (xy[2 * to + axis] - xy[2 * from + axis]) * k / (n - 1);

            control[2 * k + axis]
                += (1 - CLAMP (strength, 0, 1)) * (straight - control[2 * k + axis]);
          }
      for (guint k = 0; k < ENT_BUNDLE_POINTS; k++)
        evaluate (control,
                  n,
                  (double)k / (ENT_BUNDLE_POINTS - 1),
                  points + 2 * ((gsize)e * ENT_BUNDLE_POINTS + k));
    }
}
