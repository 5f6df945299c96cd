/* A figure for print against what cairo needs to paint the same scene: the densest of the shipped
 * views on A4 at 300 per inch. */
#include <cairo.h>
#include <math.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "figure/figure.h"

#define ROUNDS 5
#define DPI 300.0

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

static double
median (double *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  return times[ROUNDS / 2] / 1000;
}

static EntScene *
build (const EntViewRequest *request, const EntFigureOptions *options)
{
  g_autoptr (GError) error = NULL;
  EntScene *figure = ent_figure_build (request, options, NULL, &error);

  g_assert_no_error (error);
  return figure;
}

static double
time_encoding (const EntScene *figure, const EntViewRequest *request, EntFigureOptions options)
{
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      const gint64 start = g_get_monotonic_time ();
      g_autoptr (GBytes) bytes = ent_figure_encode (figure, request, &options, NULL, NULL, &error);
      times[i] = (double)(g_get_monotonic_time () - start);
      g_assert_no_error (error);
    }
  return median (times);
}

/* What is drawn, recorded once, painted on pixels by cairo alone. */
static double
time_painting (const EntScene *figure)
{
  const cairo_rectangle_t page = { 0, 0, ent_scene_width (figure), ent_scene_height (figure) };
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, &page);
  cairo_t *recorder = cairo_create (recording);
  double times[ROUNDS], scale = DPI / 96;

  ent_render_cairo (figure, recorder, ENT_RENDER_ALL, NULL);
  cairo_destroy (recorder);
  for (guint i = 0; i < ROUNDS; i++)
    {
      const gint64 start = g_get_monotonic_time ();
      cairo_surface_t *pixels = cairo_image_surface_create (
          CAIRO_FORMAT_RGB24, (int)round (page.width * scale), (int)round (page.height * scale));
      cairo_t *cr = cairo_create (pixels);
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, recording, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
      cairo_surface_destroy (pixels);
      times[i] = (double)(g_get_monotonic_time () - start);
    }
  cairo_surface_destroy (recording);
  return median (times);
}

/* The densest: that with the most marks. */
static void
measure (const char *name)
{
  g_autofree char *path = g_strdup_printf ("dossiers/%s.dossier", name);
  g_autofree char *found = ent_data_path (path), *world_path = ent_data_path ("world/world.bin");
  g_autoptr (GFile) file = g_file_new_for_path (found);
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, NULL);
  EntWorld *world = ent_world_open (world_path, NULL);
  EntFigureOptions options = ENT_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (EntScene) densest = NULL;
  EntViewRequest chosen = { 0 };

  options.width_mm = 297;
  options.height_mm = 210;
  options.dpi = DPI;
  for (guint i = 0; i < ent_dossier_views (dossier)->len; i++)
    {
      const EntView *view = ent_dossier_views (dossier)->pdata[i];
      const EntViewRequest request = { .dossier = dossier,
                                       .world = world,
                                       .kind = view->kind,
                                       .view = view,
                                       .lang = "en",
                                       .theme = ent_theme_get (ENT_THEME_LIGHT),
                                       .camera = ENT_CAMERA_FIT };
      g_autoptr (EntScene) figure = build (&request, &options);
      if (densest != NULL && ent_scene_n_marks (figure) <= ent_scene_n_marks (densest))
        continue;
      g_clear_pointer (&densest, ent_scene_unref);
      densest = g_steal_pointer (&figure);
      chosen = request;
    }
  const double floor_ms = time_painting (densest);
  const double png_ms = time_encoding (densest, &chosen, options);
  options.format = ENT_FIGURE_SVG;
  const double svg_ms = time_encoding (densest, &chosen, options);
  g_print ("%s/%s: %u marks, cairo paints them in %.0f ms; PNG %.0f ms, %.2f × (at most 1.5); SVG "
           "%.0f ms, %.2f × (at most 0.5)\n",
           name,
           chosen.view->thing.id,
           ent_scene_n_marks (densest),
           floor_ms,
           png_ms,
           png_ms / floor_ms,
           svg_ms,
           svg_ms / floor_ms);
  ent_world_unref (world);
}

int
main (void)
{
  measure ("hanoi-anchorage");
  measure ("eurasia-linking");
  measure ("unilateralism-alliances");
  measure ("alliance-dilemma");
  return 0;
}
