/* The scan converter of screens against cairo, which exports are drawn by. */
#include <math.h>

#include "base/data-dir.h"
#include "geo/project.h"
#include "picture.h"
#include "render/scan-converter.h"

#define SIDE 200

static EntPath *
new_star (double cx, double cy, double radius, guint n_points, gboolean backwards, GRand *rand)
{
  EntPath *path = ent_path_new ();

  for (guint i = 0; i < n_points; i++)
    {
      const double turn = (backwards ? -1.0 : 1.0) * i * 2 * G_PI / n_points;
      const double r = radius * g_rand_double_range (rand, 0.6, 1);
      if (i == 0)
        ent_path_move_to (path, cx + r * cos (turn), cy + r * sin (turn));
      else
        ent_path_line_to (path, cx + r * cos (turn), cy + r * sin (turn));
    }
  ent_path_close (path);
  return path;
}

/* Draws one path on a screen or in a figure, the upper part of which clips it. */
static cairo_surface_t *
draw_in (EntLayer layer, EntPath *path, const EntStyle *style, EntRenderFlags flags)
{
  const EntRect frame = { 20, 0, SIDE - 30, SIDE - 40 };
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (SIDE, SIDE, ent_theme_get (ENT_THEME_LIGHT));
  if (layer != ENT_LAYER_GROUND)
    ent_scene_builder_set_camera (builder, ENT_CAMERA_FIT, &frame, 0);
  ent_scene_builder_path (builder, layer, ENT_NO_ITEM, ent_path_copy (path), style);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 2 * SIDE, 2 * SIDE);
  cairo_t *cr = cairo_create (picture);
  cairo_scale (cr, 2, 2);
  ent_render_cairo (scene, cr, ENT_RENDER_ALL | flags, NULL);
  cairo_destroy (cr);
  return picture;
}

static cairo_surface_t *
draw (EntPath *path, const EntStyle *style, EntRenderFlags flags)
{
  return draw_in (ENT_LAYER_GROUND, path, style, flags);
}

static void
check (EntPath *path, const EntStyle *style, double most)
{
  guint n_beyond;
  cairo_surface_t *screen = draw (path, style, ENT_RENDER_FAST), *figure = draw (path, style, 0);

  g_assert_cmpfloat (picture_difference (screen, figure, 96, &n_beyond, NULL), <=, most);
  g_assert_cmpuint (n_beyond, <=, 4);
  cairo_surface_destroy (screen);
  cairo_surface_destroy (figure);
}

/* A ring, one with a hole, two that overlap, one that reaches beyond the picture on each side. */
static void
test_fill (void)
{
  const EntStyle opaque = { .fill = { 0.2f, 0.4f, 0.1f, 1 } };
  const EntStyle glass = { .fill = { 0.2f, 0.4f, 0.1f, 0.4f } };
  static const struct
  {
    double x, y, radius;
    gboolean backwards;
  } second[] = { { 100, 100, 30, TRUE }, { 150, 120, 60, FALSE }, { 100, 100, 400, FALSE },
                 { 0, 0, 90, FALSE },    { 200, 60, 50, FALSE },  { 90, 230, 80, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (second); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (i);
      g_autoptr (EntPath) path = new_star (100, 100, 80, 200, FALSE, rand);
      g_autoptr (EntPath) other
          = new_star (second[i].x, second[i].y, second[i].radius, 200, second[i].backwards, rand);
      ent_path_append (path, other);
      check (path, &opaque, 0.6);
      check (path, &glass, 0.6);
    }
}

static void
test_stroke (void)
{
  static const double widths[] = { 0.25, 0.5, 0.6 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      const EntStyle line
          = { .stroke = { 0.3f, 0.3f, 0.3f, 1 }, .stroke_width = widths[i], .round = TRUE };
      g_autoptr (GRand) rand = g_rand_new_with_seed (i);
      g_autoptr (EntPath) path = new_star (150, 90, 80, 300, FALSE, rand);
      guint n_beyond;
      cairo_surface_t *screen = draw (path, &line, ENT_RENDER_FAST);
      cairo_surface_t *figure = draw (path, &line, 0);
      g_assert_cmpfloat (
          picture_difference (screen, figure, 255, &n_beyond, NULL), <=, 0.015 * 255);
      cairo_surface_destroy (screen);
      cairo_surface_destroy (figure);
    }
}

/* Arcs from one side to the other, thin and thick, one over the other, that the frame cuts off, and
 * the head of an arrow. */
static void
test_lines (void)
{
  static const double widths[] = { 0.4, 1.47, 4.4, 12 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (widths); i++)
    {
      const EntStyle line = { .stroke = { 0.3f, 0.1f, 0.3f, i % 2 == 0 ? 1 : 0.5f },
                              .stroke_width = widths[i / 2],
                              .round = i % 2 == 0 };
      const EntStyle head = { .fill = { 0.2f, 0.4f, 0.1f, 1 } };
      g_autoptr (EntPath) arcs = ent_path_new (), arrow = ent_path_new ();
      guint n_beyond;
      for (guint k = 0; k < 5; k++)
        {
          ent_path_move_to (arcs, 30 + 10 * k, 30);
          ent_path_curve_to (arcs, 80, 150 - 20 * k, 140, 20, 150 + 20 * k, 120 + 15 * k);
        }
      ent_path_move_to (arrow, 5, 50);
      ent_path_line_to (arrow, 60, 70);
      ent_path_line_to (arrow, 10, 90.5);
      ent_path_close (arrow);
      cairo_surface_t *screen = draw_in (ENT_LAYER_LINE, arcs, &line, ENT_RENDER_FAST);
      cairo_surface_t *figure = draw_in (ENT_LAYER_LINE, arcs, &line, 0);
      g_assert_cmpfloat (picture_difference (screen, figure, 60, &n_beyond, NULL), <=, 0.3);
      g_assert_cmpuint (n_beyond, <=, 4);
      g_assert_cmphex (picture_pixel (figure, 120, 100), !=, picture_pixel (figure, 2, 2));
      cairo_surface_destroy (screen);
      cairo_surface_destroy (figure);
      screen = draw_in (ENT_LAYER_LINE, arrow, &head, ENT_RENDER_FAST);
      figure = draw_in (ENT_LAYER_LINE, arrow, &head, 0);
      g_assert_cmpfloat (picture_difference (screen, figure, 40, &n_beyond, NULL), <=, 0.1);
      g_assert_cmpuint (n_beyond, ==, 0);
      cairo_surface_destroy (screen);
      cairo_surface_destroy (figure);
    }
}

/* Places that no projection gives leave the rest of the picture as it is. */
static void
test_bad_places (void)
{
  const EntColour red = { 1, 0, 0, 1 }, black = { 0, 0, 0, 1 };
  const double bad[] = { NAN, INFINITY, -INFINITY, 1e300, -1e300 };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (i);
      g_autoptr (EntPath) path = new_star (60, 60, 40, 100, FALSE, rand);
      cairo_surface_t *picture
          = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 2 * SIDE, 2 * SIDE);
      g_autoptr (EntScanConverter) converter = ent_scan_converter_new (picture, 2);
      ent_path_move_to (path, bad[i], 150);
      ent_path_line_to (path, 150, bad[i]);
      ent_path_line_to (path, bad[i], bad[i]);
      ent_path_close (path);
      ent_scan_converter_fill (converter, path, red);
      ent_scan_converter_stroke (converter, path, 0.4, black);
      g_assert_cmphex (picture_pixel (picture, 120, 120), ==, 0xff0000);
      g_assert_cmphex (picture_pixel (picture, 30, 30), ==, 0);
      cairo_surface_destroy (picture);
    }
}

static double
row_difference (cairo_surface_t *a, cairo_surface_t *b, int shift)
{
  const int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  double sum = 0;

  for (int y = 1; y + 1 < height; y++)
    for (int x = 0; x < width; x += 3)
      sum += abs ((int)(picture_pixel (a, x, y) >> 8 & 0xff)
                  - (int)(picture_pixel (b, x, y + shift) >> 8 & 0xff));
  return sum;
}

/* The world on a screen is the world in a figure, but for antialiasing, and no row of it is
 * shifted. */
static void
test_world (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = ent_data_path ("world/world.bin");
  g_autoptr (EntWorld) world = ent_world_open (file, &error);
  g_assert_no_error (error);
  const EntProjectionSpec spec = { .kind = "orthographic", .centre = { 100, 30 } };
  g_autoptr (EntProjection) projection = ent_projection_new (&spec, &error);
  g_assert_no_error (error);
  g_assert_true (ent_projection_fit (projection, NULL, 0, ENT_RECT (0, 0, SIDE, SIDE), 4, &error));
  ent_projection_set_resolution (projection, 2);
  g_autoptr (EntMapPaths) paths = ent_project_level (projection, ent_world_level (world, 0, NULL));
  g_autoptr (EntPath) land = ent_path_new ();
  for (guint i = 0; i < paths->n_fills; i++)
    if (paths->fills[i] != NULL)
      ent_path_append (land, paths->fills[i]);
  const EntStyle style = { .fill = { 0.9f, 0.88f, 0.8f, 1 } };
  const EntStyle coast = { .stroke = { 0.3f, 0.4f, 0.5f, 1 }, .stroke_width = 0.5, .round = TRUE };
  guint n_beyond;
  cairo_surface_t *screen = draw (land, &style, ENT_RENDER_FAST), *figure = draw (land, &style, 0);
  g_assert_cmpfloat (picture_difference (screen, figure, 255, &n_beyond, NULL), <=, 0.3);
  cairo_surface_destroy (screen);
  cairo_surface_destroy (figure);
  screen = draw (paths->coast, &coast, ENT_RENDER_FAST);
  figure = draw (paths->coast, &coast, 0);
  /* 1.5 % of full scale is what a map on the screen may be off */
  g_assert_cmpfloat (picture_difference (screen, figure, 255, &n_beyond, NULL), <=, 0.015 * 255);
  const double in_place = row_difference (screen, figure, 0);
  g_assert_cmpfloat (in_place, <, 0.7 * row_difference (screen, figure, 1));
  g_assert_cmpfloat (in_place, <, 0.7 * row_difference (screen, figure, -1));
  cairo_surface_destroy (screen);
  cairo_surface_destroy (figure);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/fill", test_fill);
  g_test_add_func ("/scan/stroke", test_stroke);
  g_test_add_func ("/scan/lines", test_lines);
  g_test_add_func ("/scan/bad-places", test_bad_places);
  g_test_add_func ("/scan/world", test_world);
  return g_test_run ();
}
