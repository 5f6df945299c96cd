#include <math.h>

#include "demo-scene.h"
#include "picture.h"

static const EntStyle line_style = { .stroke = { 0, 0, 0, 1 }, .stroke_width = 2 };
static const EntStyle filled = { .fill = { 0, 0, 0, 1 } };

static int
add_item (EntSceneBuilder *builder, const char *id)
{
  return ent_scene_builder_item (builder, &(EntSceneItem){ .id = id });
}

static EntPath *
new_line (double x0, double y0, double x1, double y1)
{
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, x0, y0);
  ent_path_line_to (path, x1, y1);
  return path;
}

/* A scene in which each question of precedence comes up once. */
static EntScene *
new_scene (void)
{
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (200, 200, ent_theme_get (ENT_THEME_LIGHT));
  const EntRect frame = ENT_RECT (10, 10, 180, 180), land = ENT_RECT (20, 20, 100, 100);
  const EntRect legend = ENT_RECT (150, 150, 50, 50);
  const EntTextStyle text = { .size = 10 };
  ent_scene_builder_set_camera (builder, ENT_CAMERA_FIT, &frame, 0);
  int area = add_item (builder, "area"), line = add_item (builder, "line");
  int small = add_item (builder, "small"), large = add_item (builder, "large");
  int hollow = add_item (builder, "hollow"), label = add_item (builder, "label");
  int entry = add_item (builder, "entry"), under = add_item (builder, "under");
  ent_scene_builder_box (builder, ENT_LAYER_GROUND, area, &land, 0, &filled);
  ent_scene_builder_path (builder, ENT_LAYER_LINE, line, new_line (0, 60, 199, 60), &line_style);
  ent_scene_builder_disc (builder, ENT_LAYER_NODE, small, 50, 100, 4, &filled);
  ent_scene_builder_disc (builder, ENT_LAYER_NODE, large, 50, 100, 12, &filled);
  ent_scene_builder_disc (builder, ENT_LAYER_NODE, hollow, 150, 100, 12, &line_style);
  ent_scene_builder_text (
      builder, ENT_LAYER_LABEL, label, 130, 140, "label", &text, line_style.stroke, NULL);
  ent_scene_builder_disc (builder, ENT_LAYER_NODE, under, 170, 170, 10, &filled);
  ent_scene_builder_box (
      builder, ENT_LAYER_FRAME, ENT_NO_ITEM, &legend, 0, &(EntStyle){ .fill = { 1, 1, 1, 1 } });
  ent_scene_builder_disc (builder, ENT_LAYER_FRAME, entry, 160, 160, 3, &filled);
  return ent_scene_builder_finish (builder);
}

static void
test_precedence (void)
{
  static const struct
  {
    double x, y, tolerance;
    const char *item;
  } cases[] = {
    { 30, 30, 4, "area" },    { 30, 60, 0, "line" },   /* above the area */
    { 30, 63, 4, "line" },                             /* near a line beats on an area */
    { 30, 66, 4, "area" },                             /* too far */
    { 140, 63, 0, NULL },                              /* not on it */
    { 140, 63, 2.5, "line" }, { 50, 100, 4, "small" }, /* drawn below the large one, but else out of
                                                          reach */
    { 50, 108, 4, "large" },  { 150, 100, 0, "hollow" }, { 150, 114, 4, "hollow" },
    { 140, 138, 0, "label" }, { 140, 145, 4, NULL }, /* the room round a text is nobody's */
    { 170, 170, 4, NULL },                           /* covered by the legend */
    { 160, 160, 4, "entry" }, { 5, 60, 4, NULL },    /* clipped by the frame */
    { -50, -50, 4, NULL },
  };
  g_autoptr (EntScene) scene = new_scene ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int hit = ent_scene_hit (scene, cases[i].x, cases[i].y, cases[i].tolerance);
      const char *found = hit == ENT_NO_ITEM ? NULL : ent_scene_item (scene, (guint)hit)->id;
      if (g_strcmp0 (found, cases[i].item) == 0)
        continue;
      g_test_message ("(%g, %g): %s", cases[i].x, cases[i].y, found);
      g_test_fail ();
    }
}

/* The scene with the marks of one item in black on white. */
static cairo_surface_t *
draw_only (const EntScene *scene, int item)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_A8, 640, 420);
  cairo_t *cr = cairo_create (picture);
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (640, 420, ent_theme_get (ENT_THEME_LIGHT));
  const EntRect frame = ent_scene_frame (scene);
  const EntColour black = { 0, 0, 0, 1 };
  ent_scene_builder_set_camera (builder, ENT_CAMERA_FIT, &frame, 0);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      EntStyle style = mark->style;
      if (mark->item != item)
        continue;
      style.fill = style.fill.a > 0 ? black : ENT_COLOUR_NONE;
      style.stroke = style.stroke.a > 0 ? black : ENT_COLOUR_NONE;
      style.n_dash = 0; /* gaps belong to their line */
      style.fade_start = style.fade_end = 0;
      if (mark->kind == ENT_MARK_TEXT)
        ent_scene_builder_text (builder,
                                mark->layer,
                                ENT_NO_ITEM,
                                mark->text.x,
                                mark->text.y,
                                mark->text.string,
                                &mark->text.style,
                                black,
                                NULL);
      else
        ent_scene_builder_path (builder, mark->layer, ENT_NO_ITEM, ent_mark_path (mark), &style);
    }
  g_autoptr (EntScene) only = ent_scene_builder_finish (builder);
  ent_render_cairo (only, cr, ENT_RENDER_MARKS, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (picture);
  return picture;
}

static int
coverage (cairo_surface_t *picture, int x, int y)
{
  if (x < 0 || y < 0 || x >= 640 || y >= 420)
    return 0;
  return cairo_image_surface_get_data (picture)[y * cairo_image_surface_get_stride (picture) + x];
}

static gboolean
any_near (cairo_surface_t *picture, int x, int y)
{
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      if (coverage (picture, x + dx, y + dy) > 0)
        return TRUE;
  return FALSE;
}

/* Texts and hollow marks count with their whole box. */
static gboolean
in_a_box (const EntScene *scene, int item, double x, double y)
{
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item == item && mark->kind != ENT_MARK_PATH
          && ent_rect_contains (&mark->bounds, x, y))
        return TRUE;
    }
  return FALSE;
}

/* Where an item paints a pixel full, a point there hits an item that paints it; and what is hit has
 * painted something there. */
static void
test_hit_is_what_is_drawn (void)
{
  g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_LIGHT, "en");
  guint n = ent_scene_n_items (scene), n_hits = 0;
  g_autoptr (GPtrArray) pictures
      = g_ptr_array_new_with_free_func ((GDestroyNotify)cairo_surface_destroy);
  GRand *rand = g_rand_new_with_seed (1);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (pictures, draw_only (scene, (int)i));
  for (guint k = 0; k < 20000; k++)
    {
      int x = g_rand_int_range (rand, 0, 640), y = g_rand_int_range (rand, 0, 420);
      int hit = ent_scene_hit (scene, x + 0.5, y + 0.5, 0);
      gboolean painted = FALSE;
      for (guint i = 0; i < n; i++)
        painted |= coverage (pictures->pdata[i], x, y) == 255;
      if (painted && hit == ENT_NO_ITEM)
        g_test_message ("nothing hit at (%d, %d)", x, y);
      g_assert_true (!painted || hit != ENT_NO_ITEM);
      if (hit == ENT_NO_ITEM)
        continue;
      n_hits++;
      g_assert_true (any_near (pictures->pdata[hit], x, y)
                     || in_a_box (scene, hit, x + 0.5, y + 0.5));
    }
  g_assert_cmpuint (n_hits, >, 1000);
  g_rand_free (rand);
}

static void
test_items_in (void)
{
  g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_LIGHT, "en");
  const EntRect east = ENT_RECT (410, 100, 110, 200), nowhere = ENT_RECT (560, 330, 5, 5);
  g_autoptr (GArray) found = ent_scene_items_in (scene, &east);
  g_autoptr (GArray) none = ent_scene_items_in (scene, &nowhere);
  GString *ids = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (
        ids, "%s ", ent_scene_item (scene, (guint)g_array_index (found, int, i))->id);
  g_autofree char *list = g_string_free (ids, FALSE);
  g_assert_cmpstr (list,
                   ==,
                   "group:bilateral relation:usa-jpn relation:usa-kor relation:usa-phl actor:jpn "
                   "actor:kor actor:phl ");
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/render/hit/precedence", test_precedence);
  g_test_add_func ("/render/hit/hit-is-what-is-drawn", test_hit_is_what_is_drawn);
  g_test_add_func ("/render/hit/items-in", test_items_in);
  return g_test_run ();
}
