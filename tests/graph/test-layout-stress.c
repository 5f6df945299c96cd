#include <math.h>
#include <string.h>

#include "graph/layout-stress.h"

#define MAX_EDGES 4096

typedef struct
{
  EntGraph graph;
  EntGraphEdge edges[MAX_EDGES];
} Fixture;

static void
start (Fixture *f, guint n)
{
  f->graph = (EntGraph){ n, 0, f->edges };
}

static void
tie (Fixture *f, guint from, guint to)
{
  g_assert_cmpuint (f->graph.n_edges, <, MAX_EDGES);
  f->edges[f->graph.n_edges++] = (EntGraphEdge){ from, to, 1 };
}

static void
make_path (Fixture *f, guint n)
{
  start (f, n);
  for (guint i = 1; i < n; i++)
    tie (f, i - 1, i);
}

static void
make_grid (Fixture *f, guint side)
{
  start (f, side * side);
  for (guint i = 0; i < side * side; i++)
    {
      if (i % side + 1 < side)
        tie (f, i, i + 1);
      if (i + side < side * side)
        tie (f, i, i + side);
    }
}

static double *
lay_out (const Fixture *f, const EntStressOptions *options)
{
  g_autoptr (GError) error = NULL;
  double *xy = g_new (double, 2 * f->graph.n + 1);

  g_assert_true (ent_layout_stress (&f->graph, options, xy, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 2 * f->graph.n; i++)
    g_assert_true (isfinite (xy[i]));
  return xy;
}

static double
gap_between (const double *xy, guint a, guint b)
{
  return hypot (xy[2 * a] - xy[2 * b], xy[2 * a + 1] - xy[2 * b + 1]);
}

static void
test_tiny (void)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  Fixture f;

  for (guint n = 0; n <= 2; n++)
    {
      g_autofree double *xy = NULL;

      make_path (&f, n);
      xy = lay_out (&f, &options);
      if (n == 1)
        g_assert_true (xy[0] == 0 && xy[1] == 0);
      if (n == 2)
        {
          g_assert_cmpfloat_with_epsilon (xy[0], -0.5, 1e-3);
          g_assert_cmpfloat_with_epsilon (xy[2], 0.5, 1e-3);
          g_assert_cmpfloat_with_epsilon (xy[1], 0, 1e-3);
          g_assert_cmpfloat_with_epsilon (xy[3], 0, 1e-3);
        }
    }
}

static void
test_path (void)
{
  static const guint sizes[] = { 3, 5, 20, 60 };
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  Fixture f;

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      guint n = sizes[s];
      g_autofree double *xy = NULL;

      make_path (&f, n);
      xy = lay_out (&f, &options);
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpfloat_with_epsilon (xy[2 * i], i - (n - 1) / 2.0, 0.01 * n);
          g_assert_cmpfloat_with_epsilon (xy[2 * i + 1], 0, 0.01);
        }
    }
}

static void
test_lengths (void)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  g_autofree double *xy = NULL;
  Fixture f;

  /* a triangle with sides 3, 4, 5, one of them drawn twice, longer; and a loop */
  start (&f, 3);
  tie (&f, 0, 1);
  tie (&f, 1, 2);
  tie (&f, 2, 0);
  tie (&f, 0, 1);
  tie (&f, 1, 1);
  f.edges[0].weight = 3;
  f.edges[1].weight = 4;
  f.edges[2].weight = 5;
  f.edges[3].weight = 9;
  xy = lay_out (&f, &options);
  g_assert_cmpfloat_with_epsilon (gap_between (xy, 0, 1), 3, 0.01);
  g_assert_cmpfloat_with_epsilon (gap_between (xy, 1, 2), 4, 0.01);
  g_assert_cmpfloat_with_epsilon (gap_between (xy, 2, 0), 5, 0.01);
}

static void
test_cycle (void)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  const guint n = 16;
  g_autofree double *xy = NULL;
  double radius;
  Fixture f;

  make_path (&f, n);
  tie (&f, n - 1, 0);
  xy = lay_out (&f, &options);
  radius = hypot (xy[0], xy[1]);
  g_assert_cmpfloat (radius, >, 2);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat_with_epsilon (hypot (xy[2 * i], xy[2 * i + 1]), radius, 0.03 * radius);
      g_assert_cmpfloat_with_epsilon (
          gap_between (xy, i, (i + 1) % n), gap_between (xy, 0, 1), 0.05);
    }
}

/* Unfolded, the stress of a plane grid is that of the drawing in squares: .018 for 8 × 8, .012 for
 * 32 × 32; folded once, it is several times that. */
static void
test_grid (void)
{
  static const struct
  {
    guint side;
    double stress;
  } rows[] = { { 8, 0.0185 }, { 20, 0.0135 }, { 32, 0.0125 } };
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  Fixture f;

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    for (options.seed = 1; options.seed <= 3; options.seed++)
      {
        g_autofree double *xy = NULL;

        make_grid (&f, rows[r].side);
        xy = lay_out (&f, &options);
        g_assert_cmpfloat (ent_layout_stress_of (&f.graph, xy), <, rows[r].stress);
      }
}

/* Beyond the size of full distances the sparse model takes over and must unfold as well. */
static void
test_large (void)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  g_autofree double *xy = NULL;
  Fixture f;

  make_grid (&f, 42);
  g_assert_cmpuint (f.graph.n, >, ENT_STRESS_FULL_MAX);
  xy = lay_out (&f, &options);
  g_assert_cmpfloat (ent_layout_stress_of (&f.graph, xy), <, 0.014);
}

static void
test_deterministic (void)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  g_autofree double *a = NULL;
  g_autofree double *b = NULL;
  g_autofree double *c = NULL;
  Fixture f;

  make_grid (&f, 12);
  a = lay_out (&f, &options);
  b = lay_out (&f, &options);
  options.seed = 2;
  c = lay_out (&f, &options);
  g_assert_cmpmem (a, 2 * f.graph.n * sizeof *a, b, 2 * f.graph.n * sizeof *b);
  g_assert_cmpint (memcmp (a, c, 2 * f.graph.n * sizeof *a), !=, 0);
}

static void
test_components (void)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  g_autofree guint *component = NULL;
  g_autofree double *xy = NULL;
  g_autoptr (EntAdjacency) adjacency = NULL;
  guint n = 0, n_components;
  Fixture f;

  /* paths of 6, 5, 4, 3, 2 nodes and three nodes without a tie */
  start (&f, 23);
  for (guint size = 6; size >= 2; n += size, size--)
    for (guint i = 1; i < size; i++)
      tie (&f, n + i - 1, n + i);
  g_assert_cmpuint (n, ==, 20);
  xy = lay_out (&f, &options);
  adjacency = ent_adjacency_new (&f.graph);
  component = g_new (guint, f.graph.n);
  n_components = ent_adjacency_components (adjacency, f.graph.n, component);
  g_assert_cmpuint (n_components, ==, 8);
  for (guint c = 0; c < n_components; c++)
    for (guint d = 0; d < c; d++)
      {
        double low[2][2] = { { INFINITY, INFINITY }, { INFINITY, INFINITY } };
        double high[2][2] = { { -INFINITY, -INFINITY }, { -INFINITY, -INFINITY } };

        for (guint i = 0; i < f.graph.n; i++)
          for (guint axis = 0; axis < 2; axis++)
            if (component[i] == c || component[i] == d)
              {
                guint k = component[i] == c;

                low[k][axis] = MIN (low[k][axis], xy[2 * i + axis]);
                high[k][axis] = MAX (high[k][axis], xy[2 * i + axis]);
              }
        g_assert_true (low[0][0] > high[1][0] + 0.5 || low[1][0] > high[0][0] + 0.5
                       || low[0][1] > high[1][1] + 0.5 || low[1][1] > high[0][1] + 0.5);
      }
}

static void
test_hub (void)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  g_autofree double *xy = NULL;
  Fixture f;

  /* spokes 1–8, of which two are tied; 9 and 10 hang on 1; 11 is alone */
  start (&f, 12);
  for (guint i = 1; i <= 8; i++)
    tie (&f, 0, i);
  tie (&f, 2, 3);
  tie (&f, 1, 9);
  tie (&f, 9, 10);
  options.hub = 0;
  xy = lay_out (&f, &options);
  g_assert_cmpfloat_with_epsilon (xy[0], 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (xy[1], 0, 1e-9);
  for (guint i = 1; i <= 8; i++)
    g_assert_cmpfloat_with_epsilon (gap_between (xy, 0, i), 1, 0.2);
  g_assert_cmpfloat_with_epsilon (gap_between (xy, 0, 10), 3, 0.3);
}

/* Boxes of discs and labels, that are far too large for their places, end without overlap. */
static void
test_overlaps (void)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  double radius[36], label[36];
  g_autofree double *xy = NULL;
  Fixture f;

  make_grid (&f, 6);
  for (guint i = 0; i < f.graph.n; i++)
    {
      radius[i] = 0.1 + 0.02 * (i % 7);
      label[i] = 0.2 + 0.2 * (i % 5);
    }
  options.radius = radius;
  options.label_half_width = label;
  options.hub = 14;
  xy = lay_out (&f, &options);
  g_assert_cmpfloat_with_epsilon (xy[28], 0, 1e-9);
  for (guint i = 0; i < f.graph.n; i++)
    for (guint j = 0; j < i; j++)
      {
        double wide = MAX (radius[i], label[i]) + MAX (radius[j], label[j]) + options.gap;
        gboolean above = xy[2 * i + 1] + radius[i] + options.label_height + options.gap
                         <= xy[2 * j + 1] - radius[j] + 1e-6;
        gboolean below = xy[2 * j + 1] + radius[j] + options.label_height + options.gap
                         <= xy[2 * i + 1] - radius[i] + 1e-6;

        g_assert_true (above || below || fabs (xy[2 * i] - xy[2 * j]) >= wide - 1e-6);
      }
}

static void
test_cancelled (void)
{
  static const guint sides[] = { 5, 45 };
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Fixture f;

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree double *xy = NULL;
      g_autoptr (GError) error = NULL;

      make_grid (&f, sides[i]);
      xy = g_new (double, 2 * f.graph.n);
      g_assert_false (ent_layout_stress (&f.graph, &options, xy, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/stress/tiny", test_tiny);
  g_test_add_func ("/graph/stress/path", test_path);
  g_test_add_func ("/graph/stress/lengths", test_lengths);
  g_test_add_func ("/graph/stress/cycle", test_cycle);
  g_test_add_func ("/graph/stress/grid", test_grid);
  g_test_add_func ("/graph/stress/large", test_large);
  g_test_add_func ("/graph/stress/deterministic", test_deterministic);
  g_test_add_func ("/graph/stress/components", test_components);
  g_test_add_func ("/graph/stress/hub", test_hub);
  g_test_add_func ("/graph/stress/overlaps", test_overlaps);
  g_test_add_func ("/graph/stress/cancelled", test_cancelled);
  return g_test_run ();
}
