/* Paths: bounds, flattening, hits, points along. */
#include "base/path.h"

#include <math.h>

#define assert_near(a, b, eps) g_assert_cmpfloat_with_epsilon (a, b, eps)

static EntPath *
square (double x, double y, double side)
{
  EntPath *path = ent_path_new ();
  ent_path_add_rect (path, &ENT_RECT (x, y, side, side), 0);
  return path;
}

static void
test_build (void)
{
  g_autoptr (EntPath) path = ent_path_new ();

  ent_path_close (path);
  g_assert_cmpuint (path->n_verbs, ==, 0);
  ent_path_line_to (path, 1, 2); /* starts the path */
  g_assert_cmpuint (path->verbs[0], ==, ENT_PATH_MOVE);
  ent_path_curve_to (path, 1, 1, 2, 2, 3, 3);
  g_assert_cmpuint (path->n_points, ==, 4);

  g_autoptr (EntPath) copy = ent_path_copy (path);
  ent_path_transform (copy, 2, -1, 10, 20);
  assert_near (copy->points[0].x, 12, 1e-12);
  assert_near (copy->points[0].y, 18, 1e-12);
  assert_near (path->points[0].x, 1, 1e-12);
  ent_path_append (copy, path);
  g_assert_cmpuint (copy->n_verbs, ==, 4);
  ent_path_clear (copy);
  g_assert_cmpuint (copy->n_points, ==, 0);

  g_autoptr (EntPath) curve = ent_path_new ();
  ent_path_curve_to (curve, 1, 1, 2, 2, 3, 3);
  g_assert_cmpuint (curve->verbs[0], ==, ENT_PATH_MOVE);
}

static void
test_bounds (void)
{
  g_autoptr (EntPath) disc = ent_path_new ();
  ent_path_add_disc (disc, 10, 20, 5);
  const EntRect round = ent_path_bounds (disc);
  assert_near (round.x, 5, 1e-9);
  assert_near (round.y, 15, 1e-9);
  assert_near (round.width, 10, 1e-9);
  assert_near (round.height, 10, 1e-9);

  /* An arch: the controls are at y = 40, the curve reaches three quarters of it. */
  g_autoptr (EntPath) arch = ent_path_new ();
  ent_path_move_to (arch, 0, 0);
  ent_path_curve_to (arch, 0, 40, 10, 40, 10, 0);
  const EntRect tall = ent_path_bounds (arch);
  assert_near (tall.height, 30, 1e-9);
  assert_near (tall.width, 10, 1e-9);

  /* An S on its side swings out on both sides of its ends. */
  g_autoptr (EntPath) swing = ent_path_new ();
  ent_path_move_to (swing, 0, 0);
  ent_path_curve_to (swing, 0, 30, 10, -30, 10, 0);
  const EntRect both = ent_path_bounds (swing);
  assert_near (both.y, -both.height / 2, 1e-9);
  g_assert_cmpfloat (both.height, >, 10);

  g_autoptr (EntPath) none = ent_path_new ();
  const EntRect nothing = ent_path_bounds (none);
  g_assert_true (ent_rect_is_empty (&nothing));
}

static void
test_flatten (void)
{
  g_autoptr (EntPath) disc = ent_path_new ();
  ent_path_add_disc (disc, 0, 0, 100);
  g_autoptr (EntPath) fine = ent_path_flatten (disc, 0.01);
  g_autoptr (EntPath) coarse = ent_path_flatten (disc, 5);

  g_assert_cmpuint (fine->n_verbs, >, coarse->n_verbs);
  g_assert_cmpuint (fine->n_points, <, 1000);
  g_assert_cmpuint (fine->verbs[fine->n_verbs - 1], ==, ENT_PATH_CLOSE);
  for (gsize i = 0; i < fine->n_verbs; i++)
    g_assert_cmpuint (fine->verbs[i], !=, ENT_PATH_CURVE);
  for (gsize i = 0; i + 1 < fine->n_points; i++)
    {
      const EntPoint a = fine->points[i], b = fine->points[i + 1];
      assert_near (hypot (a.x, a.y), 100, 0.04);
      assert_near (hypot ((a.x + b.x) / 2, (a.y + b.y) / 2), 100, 0.05);
    }
}

static void
test_distance (void)
{
  g_autoptr (EntPath) box = square (0, 0, 10);
  static const struct
  {
    double x, y, distance;
  } cases[] = {
    { 5, 5, 5 }, { 5, 0, 0 }, { -3, 5, 3 }, { 13, 14, 5 }, { 1, 5, 1 } /* the closing side */,
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_near (ent_path_distance (box, cases[i].x, cases[i].y), cases[i].distance, 1e-9);

  g_autoptr (EntPath) dot = ent_path_new ();
  g_assert_cmpfloat (ent_path_distance (dot, 0, 0), ==, G_MAXDOUBLE);
  ent_path_move_to (dot, 3, 4);
  assert_near (ent_path_distance (dot, 0, 0), 5, 1e-9);

  g_autoptr (EntPath) disc = ent_path_new ();
  ent_path_add_disc (disc, 0, 0, 50);
  assert_near (ent_path_distance (disc, 30, 0), 20, 0.1);
}

static void
test_contains (void)
{
  g_autoptr (EntPath) nested = square (0, 0, 10);
  g_autoptr (EntPath) inner = square (3, 3, 4);
  g_autoptr (EntPath) hole = ent_path_new ();
  g_autoptr (EntPath) open = ent_path_new ();

  ent_path_append (nested, inner); /* the same way round: filled by the non-zero rule */
  g_assert_true (ent_path_contains (nested, 5, 5));
  g_assert_true (ent_path_contains (nested, 1, 1));
  g_assert_false (ent_path_contains (nested, 11, 5));
  g_assert_false (ent_path_contains (nested, -1, 3));

  ent_path_add_rect (hole, &ENT_RECT (0, 0, 10, 10), 0);
  ent_path_move_to (hole, 3, 3);
  ent_path_line_to (hole, 3, 7);
  ent_path_line_to (hole, 7, 7);
  ent_path_line_to (hole, 7, 3); /* the other way round, and not closed */
  g_assert_false (ent_path_contains (hole, 5, 5));
  g_assert_true (ent_path_contains (hole, 1, 5));

  ent_path_move_to (open, 0, 0);
  ent_path_line_to (open, 10, 0);
  ent_path_line_to (open, 10, 10);
  ent_path_move_to (open, 100, 100);
  ent_path_line_to (open, 110, 100);
  g_assert_true (ent_path_contains (open, 8, 4));
  g_assert_false (ent_path_contains (open, 4, 8));

  g_autoptr (EntPath) round = ent_path_new ();
  ent_path_add_rect (round, &ENT_RECT (0, 0, 10, 10), 99); /* no more than a disc */
  g_assert_true (ent_path_contains (round, 5, 5));
  g_assert_false (ent_path_contains (round, 0.5, 0.5));
  g_assert_false (ent_path_contains (round, 9.5, 9.5));
}

static void
test_along (void)
{
  g_autoptr (EntPath) path = ent_path_new ();
  EntPoint at = { -1, -1 }, way;

  g_assert_false (ent_path_point_at (path, 0.5, &at, &way));
  ent_path_move_to (path, 2, 3);
  g_assert_true (ent_path_point_at (path, 0.5, &at, &way));
  assert_near (at.x, 2, 1e-12);
  assert_near (way.x, 1, 1e-12);

  ent_path_line_to (path, 12, 3);
  ent_path_line_to (path, 12, 33);
  assert_near (ent_path_length (path), 40, 1e-9);
  static const struct
  {
    double t, x, y, dx, dy;
  } cases[] = {
    { 0, 2, 3, 1, 0 },   { 0.125, 7, 3, 1, 0 }, { 0.5, 12, 13, 0, 1 },
    { 1, 12, 33, 0, 1 }, { 7, 12, 33, 0, 1 },   { -1, 2, 3, 1, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (ent_path_point_at (path, cases[i].t, &at, &way));
      assert_near (at.x, cases[i].x, 1e-9);
      assert_near (at.y, cases[i].y, 1e-9);
      assert_near (way.x, cases[i].dx, 1e-9);
      assert_near (way.y, cases[i].dy, 1e-9);
    }

  g_autoptr (EntPath) disc = ent_path_new ();
  ent_path_add_disc (disc, 0, 0, 10);
  assert_near (ent_path_length (disc), 2 * G_PI * 10, 0.3);
  ent_path_point_at (disc, 0.25, &at, &way);
  assert_near (at.y, 10, 0.1);
  assert_near (way.x, -1, 0.1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/path/build", test_build);
  g_test_add_func ("/base/path/bounds", test_bounds);
  g_test_add_func ("/base/path/flatten", test_flatten);
  g_test_add_func ("/base/path/distance", test_distance);
  g_test_add_func ("/base/path/contains", test_contains);
  g_test_add_func ("/base/path/along", test_along);
  return g_test_run ();
}
