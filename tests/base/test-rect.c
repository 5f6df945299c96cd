/* Rectangles: edges, emptiness, growth. */
#include "base/rect.h"

static void
assert_rect (EntRect rect, double x, double y, double width, double height)
{
  g_assert_cmpfloat (rect.x, ==, x);
  g_assert_cmpfloat (rect.y, ==, y);
  g_assert_cmpfloat (rect.width, ==, width);
  g_assert_cmpfloat (rect.height, ==, height);
}

static void
test_empty (void)
{
  const EntRect empty = ENT_RECT_EMPTY, line = ENT_RECT (1, 2, 0, 5);

  g_assert_true (ent_rect_is_empty (&empty));
  g_assert_false (ent_rect_is_empty (&line));
  g_assert_false (ent_rect_contains (&empty, 0, 0));
  g_assert_false (ent_rect_intersects (&empty, &empty));
  assert_rect (ent_rect_union (&empty, &line), 1, 2, 0, 5);
  assert_rect (ent_rect_union (&line, &empty), 1, 2, 0, 5);
}

static void
test_intersects (void)
{
  static const struct
  {
    EntRect a, b;
    gboolean expected;
  } cases[] = {
    { { 0, 0, 10, 10 }, { 5, 5, 10, 10 }, TRUE },
    { { 0, 0, 10, 10 }, { 10, 0, 5, 5 }, TRUE }, /* a shared edge */
    { { 0, 0, 10, 10 }, { 10.5, 0, 5, 5 }, FALSE },
    { { 0, 0, 10, 10 }, { 0, 11, 5, 5 }, FALSE },
    { { 0, 0, 10, 10 }, { 3, -1, 0, 20 }, TRUE }, /* a line through it */
    { { 0, 0, 10, 10 }, { 2, 2, 1, 1 }, TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (ent_rect_intersects (&cases[i].a, &cases[i].b), ==, cases[i].expected);
      g_assert_cmpint (ent_rect_intersects (&cases[i].b, &cases[i].a), ==, cases[i].expected);
    }
}

static void
test_grow (void)
{
  EntRect rect = ENT_RECT_EMPTY;

  ent_rect_add_point (&rect, 3, -4);
  assert_rect (rect, 3, -4, 0, 0);
  ent_rect_add_point (&rect, -1, 6);
  assert_rect (rect, -1, -4, 4, 10);
  ent_rect_add_point (&rect, 0, 0);
  assert_rect (rect, -1, -4, 4, 10);
  g_assert_true (ent_rect_contains (&rect, 3, 6));
  g_assert_false (ent_rect_contains (&rect, 3.1, 6));
  assert_rect (ent_rect_inset (&rect, 1, 2), 0, -2, 2, 6);
  assert_rect (ent_rect_inset (&rect, -1, 0), -2, -4, 6, 10);

  const EntRect gone = ent_rect_inset (&rect, 3, 0);
  g_assert_true (ent_rect_is_empty (&gone));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/rect/empty", test_empty);
  g_test_add_func ("/base/rect/intersects", test_intersects);
  g_test_add_func ("/base/rect/grow", test_grow);
  return g_test_run ();
}
