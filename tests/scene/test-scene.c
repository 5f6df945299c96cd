#include <string.h>

#include "demo-scene.h"
#include "golden.h"

static const EntStyle line_style = { .stroke = { 0, 0, 0, 1 }, .stroke_width = 2 };

static EntPath *
new_line (double x0, double y0, double x1, double y1)
{
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, x0, y0);
  ent_path_line_to (path, x1, y1);
  return path;
}

static EntSceneBuilder *
new_builder (void)
{
  return ent_scene_builder_new (100, 80, ent_theme_get (ENT_THEME_LIGHT));
}

static void
test_order (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder ();
  static const EntLayer layers[]
      = { ENT_LAYER_FRAME, ENT_LAYER_NODE, ENT_LAYER_GROUND, ENT_LAYER_NODE, ENT_LAYER_LINE };
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    ent_scene_builder_disc (builder, layers[i], ENT_NO_ITEM, i, 0, 5, &line_style);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  static const double expected[] = { 2, 4, 1, 3, 0 }; /* by layer, then as they came */
  g_assert_cmpuint (ent_scene_n_marks (scene), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpfloat (ent_scene_mark (scene, i)->disc.cx, ==, expected[i]);
}

static void
test_items (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder ();
  const char *const evidence[] = { "p1", "p2", NULL };
  const char *const no_evidence[] = { NULL };
  g_autofree char *id = g_strdup ("actor:jpn");
  const EntSceneItem japan = { .id = id, .title = "Japan", .evidence = evidence, .importance = 1 };
  const EntSceneItem korea = { .id = "actor:kor", .evidence = no_evidence };
  int first = ent_scene_builder_item (builder, &japan);
  int second = ent_scene_builder_item (builder, &korea);
  g_assert_cmpint (first, !=, second);
  g_assert_cmpint (ent_scene_builder_item (builder, &japan), ==, first);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  memset (id, 'x', strlen (id)); /* the scene has strings of its own */
  g_assert_cmpuint (ent_scene_n_items (scene), ==, 2);
  g_assert_cmpint (ent_scene_find_item (scene, "actor:jpn"), ==, first);
  g_assert_cmpint (ent_scene_find_item (scene, "actor:usa"), ==, ENT_NO_ITEM);
  g_assert_cmpint (ent_scene_find_item (scene, NULL), ==, ENT_NO_ITEM);
  const EntSceneItem *item = ent_scene_item (scene, (guint)first);
  g_assert_cmpstr (item->title, ==, "Japan");
  g_assert_cmpstr (item->evidence[1], ==, "p2");
  g_assert_null (item->evidence[2]);
  g_assert_cmpstr (ent_scene_item (scene, (guint)second)->title, ==, "actor:kor");
  g_assert_null (ent_scene_item (scene, (guint)second)->evidence);
  EntRect none = ent_scene_item_bounds (scene, (guint)first);
  g_assert_true (ent_rect_is_empty (&none));
}

static void
assert_rect (EntRect rect, double x, double y, double width, double height)
{
  g_assert_cmpfloat_with_epsilon (rect.x, x, 1e-6);
  g_assert_cmpfloat_with_epsilon (rect.y, y, 1e-6);
  g_assert_cmpfloat_with_epsilon (rect.width, width, 1e-6);
  g_assert_cmpfloat_with_epsilon (rect.height, height, 1e-6);
}

static void
test_bounds (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder ();
  const EntSceneItem line = { .id = "relation:a" }, label = { .id = "note:b" };
  int a = ent_scene_builder_item (builder, &line), b = ent_scene_builder_item (builder, &label);
  const EntTextStyle style = { .size = 10, .align = ENT_ALIGN_END };
  ent_scene_builder_path (builder, ENT_LAYER_LINE, a, new_line (10, 20, 40, 20), &line_style);
  ent_scene_builder_text (
      builder, ENT_LAYER_LABEL, a, 90, 70, "far off", &style, line_style.stroke, NULL);
  EntTextSize size = ent_scene_builder_text (
      builder, ENT_LAYER_LABEL, b, 60, 50, "alone", &style, line_style.stroke, NULL);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  assert_rect (ent_scene_item_bounds (scene, (guint)a), 9, 19, 32, 2); /* without its label */
  assert_rect (ent_scene_item_bounds (scene, (guint)b),
               60 - size.width,
               50 - size.ascent,
               size.width,
               size.ascent + size.descent);
  EntRect content = ent_scene_content (scene);
  g_assert_cmpfloat (content.x, ==, 9);
  g_assert_cmpfloat_with_epsilon (content.x + content.width, 90, 1e-6);
}

/* High contrast doubles the strokes, so also what they cover. */
static void
test_bounds_in_contrast (void)
{
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (100, 80, ent_theme_get (ENT_THEME_CONTRAST));
  ent_scene_builder_path (
      builder, ENT_LAYER_LINE, ENT_NO_ITEM, new_line (10, 20, 40, 20), &line_style);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  assert_rect (ent_scene_mark (scene, 0)->bounds, 8, 18, 34, 4);
}

static void
test_clip_and_append (void)
{
  g_autoptr (EntSceneBuilder) inner = new_builder (), outer = new_builder ();
  const EntRect frame = ENT_RECT (10, 10, 50, 40);
  const EntSceneItem a = { .id = "a" }, b = { .id = "b" };
  const EntStyle text = { .keeps_colour = TRUE };
  const EntTextStyle style = { .size = 10 };
  ent_scene_builder_set_camera (inner, (EntCamera){ 2, 1, 0 }, &frame, ENT_FADES);
  ent_scene_builder_add_note (inner, "fitted");
  int own = ent_scene_builder_item (inner, &b);
  ent_scene_builder_path (inner, ENT_LAYER_LINE, own, new_line (0, 0, 90, 60), &line_style);
  ent_scene_builder_box (inner, ENT_LAYER_FRAME, own, &frame, 0, &line_style);
  ent_scene_builder_text (
      inner, ENT_LAYER_LABEL, own, 20, 20, "moved", &style, line_style.stroke, &text);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (inner);
  g_assert_cmpfloat (ent_scene_camera (scene).zoom, ==, 2);
  assert_rect (*ent_scene_mark (scene, 0)->clip, 10, 10, 50, 40);
  g_assert_null (ent_scene_mark (scene, 2)->clip); /* the frame's layer */

  ent_scene_builder_item (outer, &a);
  ent_scene_builder_add_note (outer, "fitted");
  ent_scene_builder_append (outer, scene, 5, 7);
  g_clear_pointer (&scene, ent_scene_unref); /* the copy lives on its own */
  g_autoptr (EntScene) both = ent_scene_builder_finish (outer);
  const EntMark *line = ent_scene_mark (both, 0);
  g_assert_cmpint (line->item, ==, ent_scene_find_item (both, "b"));
  g_assert_cmpfloat (line->path->points[1].x, ==, 95);
  g_assert_cmpfloat (line->path->points[1].y, ==, 67);
  assert_rect (*line->clip, 15, 17, 50, 40);
  assert_rect (line->bounds, 4, 6, 92, 62);
  g_assert_cmpstr (ent_scene_mark (both, 1)->text.string, ==, "moved");
  g_assert_cmpfloat (ent_scene_mark (both, 1)->text.x, ==, 25);
  g_assert_cmpfloat (ent_scene_mark (both, 2)->box.rect.y, ==, 17);
  g_assert_cmpuint (g_strv_length ((char **)ent_scene_notes (both)), ==, 1);
  assert_rect (ent_scene_frame (both), 0, 0, 100, 80);
}

static void
test_builder_goes_on (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder ();
  ent_scene_builder_path (builder, ENT_LAYER_LINE, ENT_NO_ITEM, ent_path_new (), &line_style);
  ent_scene_builder_disc (builder, ENT_LAYER_LINE, ENT_NO_ITEM, 1, 1, 1, &line_style);
  g_autoptr (EntScene) first = ent_scene_builder_finish (builder);
  g_autoptr (EntScene) second = ent_scene_builder_finish (builder);
  g_assert_cmpuint (ent_scene_n_marks (first), ==, 1); /* the empty path is dropped */
  g_assert_cmpuint (ent_scene_n_marks (second), ==, 0);
  g_assert_cmpfloat (ent_scene_width (second), ==, 100);
  g_assert_nonnull (ent_scene_notes (second));
}

static void
test_dump (void)
{
  static const struct
  {
    EntThemeKind theme;
    const char *lang, *golden;
  } cases[] = {
    { ENT_THEME_LIGHT, "en", "demo-light-en.txt" },
    { ENT_THEME_DARK, "zh-Hans", "demo-dark-zh-Hans.txt" },
    { ENT_THEME_CONTRAST, "zh-Hant", "demo-contrast-zh-Hant.txt" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntScene) scene = demo_scene_new (cases[i].theme, cases[i].lang);
      g_autoptr (EntScene) again = demo_scene_new (cases[i].theme, cases[i].lang);
      g_autofree char *dump = ent_scene_dump (scene), *same = ent_scene_dump (again);
      g_assert_cmpstr (dump, ==, same);
      golden_check (dump, "scene", cases[i].golden);
    }
}

/* The checksum of a long path sees a hundredth of a unit, and nothing below. */
static char *
dump_spiral (double change)
{
  g_autoptr (EntSceneBuilder) builder = new_builder ();
  EntPath *path = new_line (0, 0, 1, 1);
  for (guint i = 0; i < 50; i++)
    ent_path_line_to (path, i % 7, i + (i == 30 ? change : 0));
  ent_scene_builder_path (builder, ENT_LAYER_LINE, ENT_NO_ITEM, path, &line_style);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  return ent_scene_dump (scene);
}

static void
test_dump_long_path (void)
{
  g_autofree char *plain = dump_spiral (0), *moved = dump_spiral (0.02),
                  *near = dump_spiral (0.001);
  g_assert_nonnull (strstr (plain, " points=52 bounds=0.00,0.00,6.00,49.00 sum="));
  g_assert_cmpstr (plain, !=, moved);
  g_assert_cmpstr (plain, ==, near);
}

static void
test_mark_path (void)
{
  g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_LIGHT, "en");
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      g_autoptr (EntPath) path = ent_mark_path (mark);
      if (mark->kind == ENT_MARK_TEXT)
        {
          g_assert_null (path);
          continue;
        }
      EntRect bounds = ent_path_bounds (path);
      double half = mark->style.stroke.a > 0 ? mark->style.stroke_width / 2 : 0;
      bounds = ent_rect_inset (&bounds, -half, -half);
      g_assert_cmpfloat_with_epsilon (bounds.x, mark->bounds.x, 0.02);
      g_assert_cmpfloat_with_epsilon (bounds.width, mark->bounds.width, 0.04);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/scene/scene/order", test_order);
  g_test_add_func ("/scene/scene/items", test_items);
  g_test_add_func ("/scene/scene/bounds", test_bounds);
  g_test_add_func ("/scene/scene/bounds-in-contrast", test_bounds_in_contrast);
  g_test_add_func ("/scene/scene/clip-and-append", test_clip_and_append);
  g_test_add_func ("/scene/scene/builder-goes-on", test_builder_goes_on);
  g_test_add_func ("/scene/scene/dump", test_dump);
  g_test_add_func ("/scene/scene/dump-long-path", test_dump_long_path);
  g_test_add_func ("/scene/scene/mark-path", test_mark_path);
  return g_test_run ();
}
