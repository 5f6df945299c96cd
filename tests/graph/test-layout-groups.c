#include <math.h>

#include "graph/layout-groups.h"

#define N 12

static double
distance (const double *xy, guint a, guint b)
{
  return hypot (xy[2 * a] - xy[2 * b], xy[2 * a + 1] - xy[2 * b + 1]);
}

/* A ring whose nodes are numbered crosswise can be drawn without a crossing. */
static void
test_circle (void)
{
  EntGraphEdge edges[N];
  EntGraph graph = { N, N, edges };
  double xy[2 * N];

  for (guint i = 0; i < N; i++)
    edges[i] = (EntGraphEdge){ i * 5 % N, (i + 1) * 5 % N, 1 };
  g_assert_true (ent_layout_circle (&graph, NULL, xy, NULL, NULL));
  g_assert_cmpuint (ent_layout_crossings (&graph, xy), ==, 0);
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (hypot (xy[2 * i], xy[2 * i + 1]), N / (2 * G_PI), 1e-9);
}

/* Groups stand together whatever the ties say. */
static void
test_circle_groups (void)
{
  guint group[N];
  EntGraphEdge edges[N];
  EntGraph graph = { N, N, edges };
  double xy[2 * N];

  for (guint i = 0; i < N; i++)
    {
      group[i] = i % 3;
      edges[i] = (EntGraphEdge){ i, (i + 1) % N, 1 };
    }
  g_assert_true (ent_layout_circle (&graph, group, xy, NULL, NULL));
  for (guint i = 0; i < N; i++)
    {
      guint nearest = i == 0 ? 1 : 0;

      for (guint j = 0; j < N; j++)
        if (j != i && distance (xy, i, j) < distance (xy, i, nearest) - 1e-9)
          nearest = j;
      g_assert_cmpuint (group[nearest], ==, group[i]);
    }
}

/* Three blocs tied as a chain b–a–c stand in that order, and rungs do not cross. */
static void
test_columns (void)
{
  guint group[N];
  EntGraphEdge edges[] = {
    { 0, 7, 1 }, { 1, 6, 1 }, { 2, 5, 1 },  { 3, 4, 1 },
    { 0, 8, 1 }, { 1, 9, 1 }, { 2, 10, 1 }, { 3, 11, 1 },
  };
  EntGraph graph = { N, G_N_ELEMENTS (edges), edges };
  double xy[2 * N];

  for (guint i = 0; i < N; i++)
    group[i] = i / 4;
  g_assert_true (ent_layout_columns (&graph, group, xy, NULL, NULL));
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpfloat_with_epsilon (xy[2 * i], xy[2 * (i / 4 * 4)], 1e-9);
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat (distance (xy, i, j), >, 0.99);
    }
  g_assert_cmpfloat (xy[0], ==, 0);
  g_assert_cmpfloat (fabs (xy[2 * 4]), ==, fabs (xy[2 * 8]));
  g_assert_cmpuint (ent_layout_crossings (&graph, xy), ==, 0);
}

/* More groups than all orders are tried of: a chain of ten comes out as a chain. */
static void
test_many_groups (void)
{
  static const guint chain[] = { 3, 8, 1, 6, 0, 9, 4, 2, 7, 5 };
  guint group[10];
  EntGraphEdge edges[9];
  EntGraph graph = { 10, 9, edges };
  double xy[20], length = 0;

  for (guint i = 0; i < 10; i++)
    group[i] = i;
  for (guint i = 0; i < 9; i++)
    edges[i] = (EntGraphEdge){ chain[i], chain[i + 1], 1 };
  g_assert_true (ent_layout_columns (&graph, group, xy, NULL, NULL));
  for (guint i = 0; i < 9; i++)
    length += fabs (xy[2 * chain[i]] - xy[2 * chain[i + 1]]) / 3;
  g_assert_cmpfloat (length, <=, 13);
}

static void
test_bad (void)
{
  guint group[3] = { 0, 0, 5 };
  EntGraphEdge edges[] = { { 0, 0, 1 }, { 0, 1, NAN }, { 0, 1, 1 }, { 1, 0, -1 } };
  EntGraph none = { 0, 0, NULL }, one = { 1, 1, edges }, three = { 3, 4, edges };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double xy[6];

  g_assert_true (ent_layout_circle (&none, NULL, xy, NULL, NULL));
  g_assert_true (ent_layout_columns (&none, group, xy, NULL, NULL));
  g_assert_true (ent_layout_circle (&one, group, xy, NULL, NULL));
  g_assert_cmpfloat (xy[0], ==, 0);
  g_assert_true (ent_layout_columns (&one, group, xy, NULL, NULL));
  for (guint k = 0; k < 2; k++)
    {
      g_assert_true (k == 0 ? ent_layout_circle (&three, group, xy, NULL, NULL)
                            : ent_layout_columns (&three, group, xy, NULL, NULL));
      for (guint i = 0; i < 6; i++)
        g_assert_true (isfinite (xy[i]));
      g_assert_cmpfloat (distance (xy, 0, 1), >, 0.5);
    }
  g_cancellable_cancel (cancellable);
  g_assert_false (ent_layout_circle (&three, group, xy, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/circle/ring", test_circle);
  g_test_add_func ("/graph/circle/groups", test_circle_groups);
  g_test_add_func ("/graph/columns/chain", test_columns);
  g_test_add_func ("/graph/columns/many", test_many_groups);
  g_test_add_func ("/graph/groups/bad", test_bad);
  return g_test_run ();
}
