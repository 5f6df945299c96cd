#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "demo-scene.h"
#include "golden.h"
#include "picture.h"

static const EntStyle blue_line = { .stroke = { 0, 0, 1, 1 }, .stroke_width = 4 };
static const EntStyle red_fill = { .fill = { 1, 0, 0, 1 } };

static EntSceneBuilder *
new_builder (EntThemeKind theme)
{
  return ent_scene_builder_new (100, 80, ent_theme_get (theme));
}

static EntPath *
new_line (double x0, double y0, double x1, double y1)
{
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, x0, y0);
  ent_path_line_to (path, x1, y1);
  return path;
}

static int
add_item (EntSceneBuilder *builder, const char *id)
{
  return ent_scene_builder_item (builder, &(EntSceneItem){ .id = id });
}

/* How many pixels of the column or row have the colour. */
static guint
count_down (cairo_surface_t *picture, int x, guint32 colour)
{
  guint n = 0;
  for (int y = 0; y < cairo_image_surface_get_height (picture); y++)
    n += picture_pixel (picture, x, y) == colour;
  return n;
}

static void
test_paper_and_layers (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder (ENT_THEME_DARK);
  EntRect box = ENT_RECT (20, 20, 40, 40);
  ent_scene_builder_disc (builder, ENT_LAYER_NODE, ENT_NO_ITEM, 40, 40, 10, &red_fill);
  ent_scene_builder_box (
      builder, ENT_LAYER_GROUND, ENT_NO_ITEM, &box, 0, &(EntStyle){ .fill = { 0, 1, 0, 1 } });
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  cairo_surface_t *picture = picture_draw (scene, 1, NULL);
  g_assert_cmphex (picture_pixel (picture, 5, 5), ==, 0x1b1f22);
  g_assert_cmphex (picture_pixel (picture, 22, 22), ==, 0x00ff00);
  g_assert_cmphex (picture_pixel (picture, 40, 40), ==, 0xff0000);
  cairo_surface_destroy (picture);
}

/* The ground and the marks make the whole; the caller's clip stays. */
static void
test_parts (void)
{
  g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_LIGHT, "en");
  cairo_surface_t *whole = picture_draw (scene, 1, NULL);
  cairo_surface_t *parts = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 420);
  cairo_t *cr = cairo_create (parts);
  guint n_beyond;
  ent_render_cairo (scene, cr, ENT_RENDER_GROUND, NULL);
  ent_render_cairo (scene, cr, ENT_RENDER_MARKS, NULL);
  g_assert_cmpfloat (picture_difference (whole, parts, 0, &n_beyond, NULL), ==, 0);
  cairo_set_source_rgb (cr, 1, 0, 1);
  cairo_paint (cr);
  cairo_rectangle (cr, 0, 0, 320, 420);
  cairo_clip (cr);
  ent_render_cairo (scene, cr, ENT_RENDER_ALL, NULL);
  g_assert_cmphex (picture_pixel (parts, 100, 250), ==, picture_pixel (whole, 100, 250));
  for (int y = 0; y < 420; y++)
    g_assert_cmphex (picture_pixel (parts, 430, y), ==, 0xff00ff);
  cairo_destroy (cr);
  cairo_surface_destroy (parts);
  cairo_surface_destroy (whole);
}

static void
test_frame_clips (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder (ENT_THEME_LIGHT);
  const EntRect frame = ENT_RECT (30, 20, 40, 40);
  ent_scene_builder_set_camera (builder, ENT_CAMERA_FIT, &frame, 0);
  ent_scene_builder_path (
      builder, ENT_LAYER_LINE, ENT_NO_ITEM, new_line (0, 40, 100, 40), &blue_line);
  ent_scene_builder_path (
      builder, ENT_LAYER_FRAME, ENT_NO_ITEM, new_line (0, 70, 100, 70), &blue_line);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  cairo_surface_t *picture = picture_draw (scene, 1, NULL);
  g_assert_cmphex (picture_pixel (picture, 28, 40), ==, 0xffffff);
  g_assert_cmphex (picture_pixel (picture, 50, 40), ==, 0x0000ff);
  g_assert_cmphex (picture_pixel (picture, 72, 40), ==, 0xffffff);
  g_assert_cmphex (picture_pixel (picture, 10, 70), ==, 0x0000ff);
  cairo_surface_destroy (picture);
}

static guint
width_in (EntThemeKind theme, const EntEmphasis *emphasis)
{
  g_autoptr (EntSceneBuilder) builder = new_builder (theme);
  int item = add_item (builder, "relation:a");
  const EntStyle style = { .stroke = ent_theme_get (theme)->accent, .stroke_width = 4 };
  ent_scene_builder_path (builder, ENT_LAYER_LINE, item, new_line (0, 40, 100, 40), &style);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  cairo_surface_t *picture = picture_draw (scene, 3, emphasis);
  g_autofree char *hex = ent_colour_to_hex (ent_theme_get (theme)->accent);
  guint n = count_down (picture, 150, (guint32)strtoul (hex + 1, NULL, 16));
  cairo_surface_destroy (picture);
  return n;
}

static void
test_stroke_widths (void)
{
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (selected, (gpointer) "relation:a");
  const EntEmphasis emphasis = { .selected = selected }, hovered = { .hovered = "relation:a" };
  g_assert_cmpuint (width_in (ENT_THEME_LIGHT, NULL), ==, 12);
  g_assert_cmpuint (width_in (ENT_THEME_CONTRAST, NULL), ==, 24);
  g_assert_cmpuint (width_in (ENT_THEME_LIGHT, &emphasis), ==, 16); /* 1 pt more */
  g_assert_cmpuint (width_in (ENT_THEME_LIGHT, &hovered), ==, 14);
  const EntEmphasis hinted = { .hinted = selected };
  g_assert_cmpuint (width_in (ENT_THEME_LIGHT, &hinted), ==, 16);
}

typedef struct
{
  const char *name;
  EntStyle style;
  struct
  {
    int x, y;
    guint32 colour;
  } expected[3];
} StyleCase;

/* A box from (10, 10), 80 by 40. */
static const StyleCase style_cases[] = {
  { "fill", { .fill = { 1, 0, 0, 1 } }, { { 50, 30, 0xff0000 }, { 5, 30, 0xffffff } } },
  { "rim",
    { .stroke = { 0, 0, 1, 1 }, .stroke_width = 4 },
    { { 10, 30, 0x0000ff }, { 50, 30, 0xffffff } } },
  { "dash",
    { .stroke = { 0, 0, 1, 1 }, .stroke_width = 4, .dash = { 10, 10 }, .n_dash = 2 },
    { { 14, 10, 0x0000ff }, { 24, 10, 0xffffff }, { 34, 10, 0x0000ff } } },
  { "disputed", /* pieces of three widths */
    { .stroke = { 0, 0, 1, 1 }, .stroke2 = { 1, 0, 0, 1 }, .stroke_width = 4 },
    { { 16, 10, 0x0000ff }, { 28, 10, 0xff0000 }, { 40, 10, 0x0000ff } } },
  { "fade-start",
    { .fill = { 1, 0, 0, 1 }, .fade_start = 0.5 },
    { { 10, 30, 0xfffdfd }, { 30, 30, 0xff7d7d }, { 60, 30, 0xff0000 } } },
  { "fade-end",
    { .fill = { 1, 0, 0, 1 }, .fade_end = 0.25 },
    { { 60, 30, 0xff0000 }, { 80, 30, 0xff8484 }, { 89, 30, 0xfff9f9 } } },
};

static gboolean
is_near (guint32 a, guint32 b, int tolerance)
{
  for (guint shift = 0; shift < 24; shift += 8)
    if (abs ((int)((a >> shift) & 0xff) - (int)((b >> shift) & 0xff)) > tolerance)
      return FALSE;
  return TRUE;
}

static void
test_styles (void)
{
  const EntRect rect = ENT_RECT (10, 10, 80, 40);
  for (guint i = 0; i < G_N_ELEMENTS (style_cases); i++)
    {
      const StyleCase *c = &style_cases[i];
      g_autoptr (EntSceneBuilder) builder = new_builder (ENT_THEME_LIGHT);
      ent_scene_builder_box (builder, ENT_LAYER_NODE, ENT_NO_ITEM, &rect, 0, &c->style);
      g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
      cairo_surface_t *picture = picture_draw (scene, 1, NULL);
      for (guint k = 0; k < 3; k++)
        {
          guint32 found = picture_pixel (picture, c->expected[k].x, c->expected[k].y);
          if (c->expected[k].x == 0 || is_near (found, c->expected[k].colour, 6))
            continue;
          g_test_message ("%s at %d: %06x", c->name, c->expected[k].x, found);
          g_test_fail ();
        }
      cairo_surface_destroy (picture);
    }
}

/* A third of the way between full and none, and the same phase in neighbouring marks. */
static void
test_hatch (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder (ENT_THEME_LIGHT);
  const EntStyle style = { .stroke = { 0, 0, 0, 1 }, .stroke_width = 0.1, .hatched = TRUE };
  ent_scene_builder_box (
      builder, ENT_LAYER_NODE, ENT_NO_ITEM, &ENT_RECT (10, 10, 40, 60), 0, &style);
  ent_scene_builder_box (
      builder, ENT_LAYER_NODE, ENT_NO_ITEM, &ENT_RECT (50, 10, 40, 60), 0, &style);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  cairo_surface_t *picture = picture_draw (scene, 4, NULL);
  guint dark = 0, n = 0;
  for (int y = 60; y < 260; y++)
    for (int x = 60; x < 180; x++, n++)
      dark += (picture_pixel (picture, x, y) & 0xff) < 128;
  g_assert_cmpfloat_with_epsilon ((double)dark / n, 0.9 / 4, 0.03);
  for (int y = 60; y < 200; y++) /* along a line of the hatching across the common edge */
    {
      guint32 left = picture_pixel (picture, 196, y + 8) & 0xff;
      guint32 right = picture_pixel (picture, 204, y) & 0xff;
      g_assert_cmpint (abs ((int)left - (int)right), <, 60);
    }
  cairo_surface_destroy (picture);
}

static void
test_text (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder (ENT_THEME_LIGHT);
  const EntTextStyle text = { .size = 20, .weight = 700, .align = ENT_ALIGN_MIDDLE, .lang = "en" };
  const EntStyle halo = { .halo = { 1, 1, 0, 1 }, .halo_width = 3 };
  const EntColour ink = { 0, 0, 0, 1 };
  ent_scene_builder_text (builder,
                          ENT_LAYER_LABEL,
                          ENT_NO_ITEM,
                          50,
                          40 + ent_text_middle (&text),
                          "III",
                          &text,
                          ink,
                          &halo);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  cairo_surface_t *picture = picture_draw (scene, 4, NULL);
  int left = 400, right = 0, top = 320, bottom = 0, halo_left = 400;
  for (int y = 0; y < 320; y++)
    for (int x = 0; x < 400; x++)
      {
        guint32 pixel = picture_pixel (picture, x, y);
        if (is_near (pixel, 0xffff00, 8))
          halo_left = MIN (halo_left, x);
        if (!is_near (pixel, 0, 60))
          continue;
        left = MIN (left, x);
        right = MAX (right, x);
        top = MIN (top, y);
        bottom = MAX (bottom, y);
      }
  g_assert_cmpint (abs (left + right - 400), <=, 4);      /* centred on x */
  g_assert_cmpint (abs (top + bottom - 320), <=, 6);      /* and on y */
  g_assert_cmpint (abs ((left - halo_left) - 12), <=, 2); /* 3 units of halo */
  g_assert_cmpint (abs ((bottom - top) - (int)(0.714 * 80)), <=, 3);
  cairo_surface_destroy (picture);
}

static void
test_emphasis (void)
{
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) related = g_hash_table_new (g_str_hash, g_str_equal);
  const EntEmphasis emphasis = { .selected = selected, .related = related };
  static const char *const ids[] = { "a", "b", "c", "kept" };
  for (guint fades = 0; fades < 2; fades++)
    {
      g_autoptr (EntSceneBuilder) builder = new_builder (ENT_THEME_LIGHT);
      const EntRect all = ENT_RECT (0, 0, 100, 80);
      ent_scene_builder_set_camera (builder, ENT_CAMERA_FIT, &all, fades ? ENT_FADES : 0);
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          EntStyle style = { .fill = { 0, 0, 0, 1 }, .keeps_colour = i == 3 };
          EntRect box = ENT_RECT (4 + 24 * i, 20, 20, 40);
          ent_scene_builder_box (
              builder, ENT_LAYER_NODE, add_item (builder, ids[i]), &box, 0, &style);
        }
      g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
      g_hash_table_remove_all (selected);
      cairo_surface_t *none = picture_draw (scene, 1, &emphasis);
      g_hash_table_add (selected, (gpointer) "a");
      g_hash_table_add (selected, (gpointer) "kept");
      g_hash_table_add (related, (gpointer) "b");
      cairo_surface_t *picture = picture_draw (scene, 1, &emphasis);
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        g_assert_cmphex (picture_pixel (none, 14 + 24 * (int)i, 40), ==, 0x000000);
      g_assert_cmphex (picture_pixel (picture, 14, 40), !=, 0x000000); /* tinted */
      g_assert_cmphex (picture_pixel (picture, 38, 40), ==, 0x000000); /* related */
      g_assert_cmphex (picture_pixel (picture, 62, 40), ==, fades ? 0xbfbfbf : 0x000000);
      g_assert_cmphex (picture_pixel (picture, 86, 40), ==, 0x000000);
      cairo_surface_destroy (picture);
      cairo_surface_destroy (none);
    }
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static guint
count_in (const GByteArray *bytes, const char *needle)
{
  const guchar *from = bytes->data, *end = bytes->data + bytes->len;
  guint n = 0;
  while ((from = memmem (from, (gsize)(end - from), needle, strlen (needle))) != NULL)
    {
      n++;
      from++;
    }
  return n;
}

/* Every item is a destination, and leads where it is said to; what would break the file does not.
 */
static void
test_pdf_tags (void)
{
  g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_PRINT, "zh-Hans");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, 480, 400);
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4); /* nothing packed */
  cairo_t *cr = cairo_create (surface);
  cairo_scale (cr, 0.75, 0.75);
  const int item = ent_scene_find_item (scene, "relation:usa-jpn");
  const int actor = ent_scene_find_item (scene, "actor:kor");
  g_autofree const char **links = g_new0 (const char *, ent_scene_n_items (scene));
  links[item] = "#note(:'1\\";
  links[actor] = "https://example.org/a_(b)?c='d\\é";
  const EntRenderTags tags = { .prefix = "map/", .links = links };
  ent_render_tagged (scene, cr, NULL, &tags);
  g_autofree char *note = ent_render_destination (NULL, "note(:'1\\");
  g_autofree char *destination = g_strdup_printf ("name='%s'", note);
  cairo_tag_begin (cr, CAIRO_TAG_DEST, destination);
  cairo_rectangle (cr, 10, 500, 10, 10);
  cairo_fill (cr);
  cairo_tag_end (cr, CAIRO_TAG_DEST);
  cairo_show_page (cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_autofree char *path = golden_output_path ("tags.pdf");
  g_autoptr (GError) error = NULL;
  g_file_set_contents (path, (const char *)bytes->data, bytes->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    {
      g_autofree char *name = g_strdup_printf ("(map/%s) [", ent_scene_item (scene, i)->id);
      g_assert_cmpuint (count_in (bytes, name), ==, 1);
    }
  /* A line is clicked in its middle and on its name, a node on its disc and its name. */
  g_assert_cmpuint (count_in (bytes, "/Dest (note%28:%271%5C)"), ==, 2);
  g_assert_cmpuint (
      count_in (bytes, "/URI (https://example.org/a_%28b%29?c=%27d%5C%C3%A9)"), >=, 2);
}

static void
check_picture (EntThemeKind theme, const char *lang, const EntEmphasis *emphasis, const char *name)
{
  g_autofree char *golden = g_test_build_filename (G_TEST_DIST, "render", "golden", name, NULL);
  g_autofree char *out = golden_output_path (name);
  g_autofree char *diff_name = g_strconcat ("diff-", name, NULL);
  g_autofree char *diff = golden_output_path (diff_name);
  g_autoptr (EntScene) scene = demo_scene_new (theme, lang);
  cairo_surface_t *picture = picture_draw (scene, 1, emphasis), *shown = NULL;
  picture_save (picture, out);
  if (g_strcmp0 (g_getenv ("ENT_UPDATE_GOLDENS"), "1") == 0)
    {
      g_assert_null (g_getenv ("CI"));
      picture_save (picture, golden);
      cairo_surface_destroy (picture);
      return;
    }
  cairo_surface_t *expected = picture_load (golden);
  guint n_beyond;
  double mean = picture_difference (picture, expected, 24, &n_beyond, &shown);
  if (mean > 0.05 || n_beyond > 100)
    {
      picture_save (shown, diff);
      g_test_message ("%s: mean %.4f, %u pixels; see %s, %s", name, mean, n_beyond, out, diff);
      g_test_fail ();
    }
  cairo_surface_destroy (shown);
  cairo_surface_destroy (expected);
  cairo_surface_destroy (picture);
}

static void
test_goldens (void)
{
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (selected, (gpointer) "relation:usa-jpn");
  g_hash_table_add (selected, (gpointer) "cell:hollow");
  g_hash_table_add (selected, (gpointer) "actor:kor");
  const EntEmphasis emphasis = { .selected = selected, .hovered = "relation:usa-gbr" };
  check_picture (ENT_THEME_LIGHT, "en", NULL, "demo-light-en.png");
  check_picture (ENT_THEME_DARK, "zh-Hans", NULL, "demo-dark-zh-Hans.png");
  check_picture (ENT_THEME_CONTRAST, "zh-Hant", NULL, "demo-contrast-zh-Hant.png");
  check_picture (ENT_THEME_LIGHT, "en", &emphasis, "demo-light-en-selected.png");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/render/cairo/paper-and-layers", test_paper_and_layers);
  g_test_add_func ("/render/cairo/parts", test_parts);
  g_test_add_func ("/render/cairo/frame-clips", test_frame_clips);
  g_test_add_func ("/render/cairo/stroke-widths", test_stroke_widths);
  g_test_add_func ("/render/cairo/styles", test_styles);
  g_test_add_func ("/render/cairo/hatch", test_hatch);
  g_test_add_func ("/render/cairo/text", test_text);
  g_test_add_func ("/render/cairo/emphasis", test_emphasis);
  g_test_add_func ("/render/cairo/pdf-tags", test_pdf_tags);
  g_test_add_func ("/render/cairo/goldens", test_goldens);
  return g_test_run ();
}
