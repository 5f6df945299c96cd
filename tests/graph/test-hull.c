#include <math.h>

#include "graph/hull.h"

#define GAP 8.0

static void
assert_around (const EntPath *path, const EntDisc *disc)
{
  for (guint k = 0; k < 12; k++)
    g_assert_true (ent_path_contains (path,
                                      disc->x + disc->radius * cos (k * G_PI / 6),
                                      disc->y + disc->radius * sin (k * G_PI / 6)));
}

static void
assert_outside (const EntPath *path, const EntDisc *disc)
{
  g_assert_false (ent_path_contains (path, disc->x, disc->y));
  g_assert_cmpfloat (ent_path_distance (path, disc->x, disc->y), >, disc->radius);
}

static guint
count_rings (const EntPath *path)
{
  guint n = 0;

  for (gsize i = 0; i < path->n_verbs; i++)
    n += path->verbs[i] == ENT_PATH_MOVE;
  return n;
}

static void
test_one (void)
{
  EntDisc disc = { 5, -3, 20 };
  gboolean member = TRUE;
  g_autoptr (EntPath) path = ent_hull_trace (&disc, &member, 1, GAP);

  assert_around (path, &disc);
  for (guint k = 0; k < 24; k++)
    {
      double c = cos (k * G_PI / 12), s = sin (k * G_PI / 12);

      g_assert_true (ent_path_contains (path, 5 + 26.5 * c, -3 + 26.5 * s));
      g_assert_false (ent_path_contains (path, 5 + 29.5 * c, -3 + 29.5 * s));
    }
}

/* Members at the corners of a square, others in its middle, on a side, and close by. */
static void
test_avoids (void)
{
  EntDisc discs[] = { { 0, 0, 10 },     { 200, 0, 14 }, { 200, 200, 10 }, { 0, 200, 8 },
                      { 100, 100, 12 }, { 100, 4, 10 }, { 240, 0, 8 },    { 60, 196, 9 } };
  gboolean member[] = { TRUE, TRUE, TRUE, TRUE, FALSE, FALSE, FALSE, FALSE };
  g_autoptr (EntPath) path = ent_hull_trace (discs, member, 8, GAP);

  for (guint i = 0; i < 4; i++)
    assert_around (path, &discs[i]);
  for (guint i = 4; i < 8; i++)
    assert_outside (path, &discs[i]);
  g_assert_cmpuint (count_rings (path), ==, 1);
}

/* Two members with a wall of others between them are still one set. */
static void
test_wall (void)
{
  EntDisc discs[11] = { { 0, 0, 10 }, { 200, 0, 10 } };
  gboolean member[11] = { TRUE, TRUE };
  g_autoptr (EntPath) path = NULL;

  for (guint i = 2; i < 11; i++)
    discs[i] = (EntDisc){ 100, (i - 6.0) * 22, 10 };
  path = ent_hull_trace (discs, member, 11, GAP);
  assert_around (path, &discs[0]);
  assert_around (path, &discs[1]);
  g_assert_cmpuint (count_rings (path), <=, 2);
}

static void
test_bad (void)
{
  EntDisc discs[] = { { 1, 1, 5 }, { 1, 1, 5 }, { 1, 1, 0 }, { 1e5, 1, 3 } };
  gboolean none[4] = { FALSE }, all[4] = { TRUE, TRUE, TRUE, TRUE };
  gboolean one[4] = { TRUE };
  g_autoptr (EntPath) empty = ent_hull_trace (discs, none, 4, GAP);
  g_autoptr (EntPath) nothing = ent_hull_trace (NULL, NULL, 0, GAP);
  g_autoptr (EntPath) far = ent_hull_trace (discs, all, 4, GAP);
  g_autoptr (EntPath) covered = ent_hull_trace (discs, one, 4, GAP);
  EntRect bounds = ent_path_bounds (far);

  g_assert_cmpuint (empty->n_verbs, ==, 0);
  g_assert_cmpuint (nothing->n_verbs, ==, 0);
  g_assert_cmpfloat (bounds.width, >, 1e5);
  g_assert_cmpfloat (bounds.width, <, 1.1e5);
  g_assert_cmpuint (covered->n_verbs, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/hull/one", test_one);
  g_test_add_func ("/graph/hull/avoids", test_avoids);
  g_test_add_func ("/graph/hull/wall", test_wall);
  g_test_add_func ("/graph/hull/bad", test_bad);
  return g_test_run ();
}
