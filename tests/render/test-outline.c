#include "demo-scene.h"
#include "render/render.h"

static EntScene *
new_scene (const EntPoint *points, guint n)
{
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (400, 300, ent_theme_get (ENT_THEME_LIGHT));
  const EntStyle style = { .fill = { 0, 0, 0, 1 } };
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      int item = ent_scene_builder_item (
          builder, &(EntSceneItem){ .id = id, .importance = (i % 10) / 10.0 });
      ent_scene_builder_disc (builder, ENT_LAYER_NODE, item, points[i].x, points[i].y, 5, &style);
    }
  return ent_scene_builder_finish (builder);
}

/* 0 1 2
 *  3
 * 4     5 */
static void
test_neighbours (void)
{
  static const EntPoint points[]
      = { { 50, 50 }, { 150, 53 }, { 250, 47 }, { 90, 120 }, { 50, 200 }, { 350, 200 } };
  static const int expected[][4] = {
    /* left, right, up, down */
    { -1, 1, -1, 3 }, { 0, 2, 0, 3 }, { 1, 5, 1, 5 },
    { 0, 2, 0, 4 },   { 3, 5, 0, 5 }, { 4, -1, 2, -1 },
  };
  g_autoptr (EntScene) scene = new_scene (points, G_N_ELEMENTS (points));
  g_autoptr (EntOutline) outline = ent_outline_new (scene, 100);
  g_assert_cmpuint (ent_outline_n (outline), ==, G_N_ELEMENTS (points));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_assert_cmpint (ent_outline_item (outline, i), ==, (int)i); /* rows, then columns */
      g_assert_cmpfloat (ent_outline_bounds (outline, i).x, ==, points[i].x - 5);
      for (guint d = 0; d < 4; d++)
        {
          int found = ent_outline_neighbour (outline, i, d);
          if (found != expected[i][d])
            g_test_message ("%u, direction %u: %d", i, d, found);
          g_assert_cmpint (found, ==, expected[i][d]);
        }
    }
}

static guint
count_reachable (const EntOutline *outline)
{
  guint n = ent_outline_n (outline), n_reached = 1;
  g_autofree gboolean *reached = g_new0 (gboolean, n);
  g_autofree guint *queue = g_new (guint, n);
  queue[0] = 0;
  reached[0] = TRUE;
  for (guint next = 0; next < n_reached; next++)
    for (guint d = 0; d < 4; d++)
      {
        int to = ent_outline_neighbour (outline, queue[next], d);
        if (to < 0 || reached[to])
          continue;
        reached[to] = TRUE;
        queue[n_reached++] = (guint)to;
      }
  return n_reached;
}

static void
test_all_reachable (void)
{
  GRand *rand = g_rand_new_with_seed (3);
  for (guint round = 0; round < 300; round++)
    {
      EntPoint points[60];
      guint n = (guint)g_rand_int_range (rand, 1, 60);
      for (guint i = 0; i < n; i++) /* on a coarse grid: rows, columns and doubles are common */
        points[i] = (EntPoint){ 10 + 20 * g_rand_int_range (rand, 0, 18),
                                10 + 20 * g_rand_int_range (rand, 0, 14) };
      g_autoptr (EntScene) scene = new_scene (points, n);
      g_autoptr (EntOutline) outline = ent_outline_new (scene, 100);
      g_assert_cmpuint (count_reachable (outline), ==, n);
    }
  g_rand_free (rand);
}

static void
test_most_important (void)
{
  EntPoint points[40];
  for (guint i = 0; i < 40; i++)
    points[i] = (EntPoint){ 20 + 9 * i, 150 };
  g_autoptr (EntScene) scene = new_scene (points, 40);
  g_autoptr (EntOutline) outline = ent_outline_new (scene, 8);
  static const int expected[] = { 8, 9, 18, 19, 28, 29, 38, 39 };
  g_assert_cmpuint (ent_outline_n (outline), ==, 8);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (ent_outline_item (outline, i), ==, expected[i]);
}

/* What the frame clips away cannot be looked at. */
static void
test_hidden_left_out (void)
{
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (100, 100, ent_theme_get (ENT_THEME_LIGHT));
  const EntRect frame = ENT_RECT (20, 20, 50, 50);
  const EntStyle style = { .fill = { 0, 0, 0, 1 } };
  static const struct
  {
    const char *id;
    EntLayer layer;
    double x;
  } marks[] = { { "in", ENT_LAYER_NODE, 40 },
                { "out", ENT_LAYER_NODE, 90 },
                { "legend", ENT_LAYER_FRAME, 90 },
                { "off", ENT_LAYER_FRAME, 190 } };
  ent_scene_builder_set_camera (builder, ENT_CAMERA_FIT, &frame, 0);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      int item = ent_scene_builder_item (builder, &(EntSceneItem){ .id = marks[i].id });
      ent_scene_builder_disc (builder, marks[i].layer, item, marks[i].x, 40, 5, &style);
    }
  ent_scene_builder_item (builder, &(EntSceneItem){ .id = "nothing" });
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  g_autoptr (EntOutline) outline = ent_outline_new (scene, 100);
  g_assert_cmpuint (ent_outline_n (outline), ==, 2);
  g_assert_cmpint (ent_outline_item (outline, 0), ==, 0);
  g_assert_cmpint (ent_outline_item (outline, 1), ==, 2);
}

static void
test_empty (void)
{
  g_autoptr (EntScene) scene = new_scene (NULL, 0);
  g_autoptr (EntOutline) outline = ent_outline_new (scene, 10);
  g_assert_cmpuint (ent_outline_n (outline), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/render/outline/neighbours", test_neighbours);
  g_test_add_func ("/render/outline/all-reachable", test_all_reachable);
  g_test_add_func ("/render/outline/most-important", test_most_important);
  g_test_add_func ("/render/outline/hidden-left-out", test_hidden_left_out);
  g_test_add_func ("/render/outline/empty", test_empty);
  return g_test_run ();
}
