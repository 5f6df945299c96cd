#include <math.h>

#include "graph/bundle.h"

#define LAST (ENT_BUNDLE_POINTS - 1)

/* Two long ties side by side, the second the other way round, and one that crosses them. */
static const double xy[] = { 0, 0, 10, 0, 10, 1, 0, 1, 5, -5, 5, 6 };
static const EntGraphEdge edges[] = { { 0, 1, 1 }, { 2, 3, 1 }, { 4, 5, 1 } };
static const EntGraph graph = { 6, 3, edges };

static double points[4][ENT_BUNDLE_POINTS][2];

static void
assert_ends (const EntGraph *g, const double *places)
{
  for (guint e = 0; e < g->n_edges; e++)
    for (guint axis = 0; axis < 2; axis++)
      {
        g_assert_cmpfloat_with_epsilon (
            points[e][0][axis], places[2 * g->edges[e].from + axis], 1e-9);
        g_assert_cmpfloat_with_epsilon (
            points[e][LAST][axis], places[2 * g->edges[e].to + axis], 1e-9);
      }
}

static void
test_alike (void)
{
  g_assert_true (ent_bundle_force (&graph, xy, 0.7, points[0][0], NULL, NULL));
  assert_ends (&graph, xy);
  /* the two have come together in the middle, in between, and still lie along each other */
  g_assert_cmpfloat (points[1][LAST / 2][1] - points[0][LAST / 2][1], <, 0.3);
  g_assert_cmpfloat_with_epsilon ((points[1][LAST / 2][1] + points[0][LAST / 2][1]) / 2, 0.5, 0.02);
  for (guint k = 1; k <= LAST; k++)
    g_assert_cmpfloat (points[0][k][0], >, points[0][k - 1][0]);
  /* the one across has nothing to do with them */
  for (guint k = 0; k <= LAST; k++)
    g_assert_cmpfloat_with_epsilon (points[2][k][0], 5, 1e-9);
}

static void
test_strength (void)
{
  double last = 2;

  for (guint s = 0; s <= 4; s++)
    {
      double apart;

      g_assert_true (ent_bundle_force (&graph, xy, s / 4.0, points[0][0], NULL, NULL));
      apart = points[1][LAST / 2][1] - points[0][LAST / 2][1];
      if (s == 0)
        g_assert_cmpfloat_with_epsilon (apart, 1, 1e-9);
      g_assert_cmpfloat (apart, <, last);
      last = apart + 1e-6;
    }
}

static void
test_groups (void)
{
  static const double circle[] = { -10, 1, -10, -1, 10, 1, 10, -1 };
  static const guint group[] = { 0, 0, 1, 1 };
  static const EntGraphEdge ties[] = { { 0, 2, 1 }, { 1, 3, 1 }, { 0, 1, 1 } };
  static const EntGraph two = { 4, 3, ties };

  ent_bundle_groups (&two, circle, group, 1, points[0][0]);
  assert_ends (&two, circle);
  g_assert_cmpfloat (fabs (points[0][LAST / 2][1] - points[1][LAST / 2][1]), <, 0.2);
  /* within a group it turns at the group's joint, between it and the middle of all */
  g_assert_cmpfloat (points[2][LAST / 2][0], >, -10);
  g_assert_cmpfloat (points[2][LAST / 2][0], <, -4);
  ent_bundle_groups (&two, circle, group, 0, points[0][0]);
  for (guint k = 0; k <= LAST; k++)
    g_assert_cmpfloat_with_epsilon (points[0][k][1], 1, 1e-9);
}

static void
test_bad (void)
{
  static const double one_place[] = { 3, 3, 3, 3, 3, 3 };
  static const EntGraphEdge ties[] = { { 0, 0, 1 }, { 0, 1, 1 }, { 1, 2, NAN }, { 0, 1, 1 } };
  static const EntGraph same = { 3, 4, ties }, none = { 0, 0, NULL };
  static const guint group[] = { 0, 7, 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_bundle_force (&none, NULL, 0.5, points[0][0], NULL, NULL));
  ent_bundle_groups (&none, NULL, NULL, 0.5, points[0][0]);
  g_assert_true (ent_bundle_force (&same, one_place, 1, points[0][0], NULL, NULL));
  for (guint k = 0; k <= LAST; k++)
    g_assert_cmpfloat (points[1][k][0], ==, 3);
  ent_bundle_groups (&same, one_place, group, 1, points[0][0]);
  for (guint k = 0; k <= LAST; k++)
    g_assert_cmpfloat_with_epsilon (points[1][k][0], 3, 1e-9);
  g_cancellable_cancel (cancellable);
  g_assert_false (ent_bundle_force (&graph, xy, 0.5, points[0][0], cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/bundle/alike", test_alike);
  g_test_add_func ("/graph/bundle/strength", test_strength);
  g_test_add_func ("/graph/bundle/groups", test_groups);
  g_test_add_func ("/graph/bundle/bad", test_bad);
  return g_test_run ();
}
