/* draw-demo FOLDER: draws the demo scene in every theme and language, as PNG and SVG, to look at.
 */
#include <cairo.h>
#include <stdlib.h>

#include "demo-scene.h"
#include "render/render.h"

static void
write_png (const EntScene *scene, const EntEmphasis *emphasis, const char *path)
{
  const double scale = 2;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         (int)(ent_scene_width (scene) * scale),
                                                         (int)(ent_scene_height (scene) * scale));
  cairo_t *cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  ent_render_cairo (scene, cr, ENT_RENDER_ALL, emphasis);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static void
draw (const char *folder, EntThemeKind theme, const char *lang, const EntEmphasis *emphasis)
{
  g_autoptr (EntScene) scene = demo_scene_new (theme, lang);
  g_autofree char *name = g_strdup_printf (
      "%s-%s%s", ent_theme_get (theme)->name, lang, emphasis != NULL ? "-selected" : "");
  g_autofree char *png_name = g_strconcat (name, ".png", NULL);
  g_autofree char *svg_name = g_strconcat (name, ".svg", NULL);
  g_autofree char *png = g_build_filename (folder, png_name, NULL);
  g_autofree char *svg = g_build_filename (folder, svg_name, NULL);
  const EntSvgOptions options = { .title = name, .lang = lang };
  g_autofree char *document = ent_render_svg (scene, &options, emphasis, NULL);
  g_autoptr (GError) error = NULL;
  write_png (scene, emphasis, png);
  g_file_set_contents (svg, document, -1, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  static const char *const langs[] = { "en", "zh-Hans", "zh-Hant" };
  if (argc != 2)
    {
      g_printerr ("usage: draw-demo FOLDER\n");
      return EXIT_FAILURE;
    }
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) related = g_hash_table_new (g_str_hash, g_str_equal);
  const EntEmphasis emphasis
      = { .selected = selected, .related = related, .hovered = "relation:usa-gbr" };
  g_hash_table_add (selected, (gpointer) "relation:usa-jpn");
  g_hash_table_add (selected, (gpointer) "cell:hollow");
  g_hash_table_add (selected, (gpointer) "actor:kor");
  g_hash_table_add (related, (gpointer) "actor:usa");
  g_hash_table_add (related, (gpointer) "actor:jpn");
  for (EntThemeKind theme = 0; theme < ENT_N_THEMES; theme++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
        draw (argv[1], theme, langs[i], NULL);
      draw (argv[1], theme, "en", &emphasis);
    }
  return EXIT_SUCCESS;
}
