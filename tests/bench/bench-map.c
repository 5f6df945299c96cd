/* A full frame of the world at 1920×1080 from nothing: geometry, then pixels, in milliseconds and
 * as a ratio to cairo drawing the same countries, every point of them projected beforehand (fill
 * and stroke each). With ENT_PEERS naming a folder that holds map/d3_canvas.mjs and its packages,
 * d3-geo with a Skia canvas is run too and set in relation. */
#include "base/data-dir.h"
#include "geo/project.h"
#include "render/scan-converter.h"

#include <cairo.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 1920
#define HEIGHT 1080
#define FRAMES 25
#define WARM_UP 3

/* So fine that no point is thinned away. */
#define EVERY_POINT 1e4

static const struct
{
  const char *kind, *peer; /* d3's name of it */
  gboolean turns;
} rows[] = {
  { "equal-earth", "equalEarth", FALSE },
  { "natural-earth", "naturalEarth1", FALSE },
  { "orthographic", "orthographic", TRUE },
};

static void
trace (cairo_t *cr, const EntPath *path)
{
  const EntPoint *p = path->points;
  for (gsize i = 0; i < path->n_verbs; i++)
    if (path->verbs[i] == ENT_PATH_CLOSE)
      cairo_close_path (cr);
    else if (path->verbs[i] == ENT_PATH_MOVE)
      cairo_move_to (cr, p->x, p->y), p++;
    else
      cairo_line_to (cr, p->x, p->y), p++;
}

static EntColour
fill_colour (guint index)
{
  static const EntColour fills[]
      = { { .78f, .86f, .94f, 1 }, { .99f, .82f, .64f, 1 }, { .78f, .91f, .75f, 1 },
          { .85f, .85f, .92f, 1 }, { .99f, .73f, .63f, 1 }, { .85f, .85f, .85f, 1 } };
  return fills[index % G_N_ELEMENTS (fills)];
}

/* As a screen's ground is drawn. */
static void
draw (cairo_surface_t *surface, const EntMapPaths *paths)
{
  const EntColour line = { .33f, .33f, .33f, 1 };
  cairo_surface_flush (surface);
  memset (cairo_image_surface_get_data (surface),
          0xff,
          (gsize)cairo_image_surface_get_stride (surface) * HEIGHT);
  cairo_surface_mark_dirty (surface);
  g_autoptr (EntScanConverter) converter = ent_scan_converter_new (surface, 1);
  for (guint i = 0; i < paths->n_fills; i++)
    if (paths->fills[i] != NULL)
      ent_scan_converter_fill (converter, paths->fills[i], fill_colour (i));
  ent_scan_converter_stroke (converter, paths->coast, 0.5, line);
  ent_scan_converter_stroke (converter, paths->border, 0.5, line);
}

/* Every country filled and stroked by itself, as who has no topology must. */
static void
draw_floor (cairo_t *cr, const EntMapPaths *paths)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_line_width (cr, 0.5);
  for (guint i = 0; i < paths->n_fills; i++)
    if (paths->fills[i] != NULL)
      {
        trace (cr, paths->fills[i]);
        const EntColour fill = fill_colour (i);
        cairo_set_source_rgb (cr, fill.r, fill.g, fill.b);
        cairo_fill_preserve (cr);
        cairo_set_source_rgb (cr, .33, .33, .33);
        cairo_stroke (cr);
      }
}

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double
median (double *times)
{
  qsort (times, FRAMES, sizeof *times, compare);
  return times[FRAMES / 2];
}

static EntProjection *
pose (guint row, int frame)
{
  const EntProjectionSpec spec
      = { .kind = rows[row].kind,
          .centre = { rows[row].turns ? 100 - frame : 0, rows[row].turns ? 30 : 0 } };
  EntProjection *projection = ent_projection_new (&spec, NULL);
  ent_projection_fit (projection, NULL, 0, ENT_RECT (0, 0, WIDTH, HEIGHT), 0, NULL);
  return projection;
}

/* Median of whole frames, of that their geometry, and of the floor. */
static double
measure (guint row, const EntWorldLevel *level, cairo_t *cr)
{
  double geometry[FRAMES], drawing[FRAMES], whole[FRAMES], floor_times[FRAMES];
  for (int frame = -WARM_UP; frame < FRAMES; frame++)
    {
      const int slot = MAX (frame, 0);
      const gint64 start = g_get_monotonic_time ();
      g_autoptr (EntProjection) projection = pose (row, frame);
      g_autoptr (EntMapPaths) paths = ent_project_level (projection, level);
      const gint64 projected = g_get_monotonic_time ();
      draw (cairo_get_target (cr), paths);
      const gint64 drawn = g_get_monotonic_time ();
      ent_projection_set_resolution (projection, EVERY_POINT);
      g_autoptr (EntMapPaths) every = ent_project_level (projection, level);
      const gint64 floor_start = g_get_monotonic_time ();
      draw_floor (cr, every);
      floor_times[slot] = (g_get_monotonic_time () - floor_start) / 1e3;
      geometry[slot] = (projected - start) / 1e3;
      drawing[slot] = (drawn - projected) / 1e3;
      whole[slot] = (drawn - start) / 1e3;
    }
  const double frame = median (whole), least = median (floor_times);
  g_print ("%-14s 1:%um  geometry %6.2f ms  pixels %6.2f ms  frame %6.2f ms  %.2f of cairo alone "
           "(%.2f ms)\n",
           rows[row].kind,
           level->scale,
           median (geometry),
           median (drawing),
           frame,
           frame / least,
           least);
  return frame;
}

/* Finds the median of a whole frame in the peer's lines of JSON. */
static double
peer_frame (const char *output, guint row, guint scale)
{
  g_autofree char *res = g_strdup_printf ("\"res\":\"%um\"", scale);
  g_autofree char *projection = g_strdup_printf ("\"projection\":\"%s\"", rows[row].peer);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *frame = strstr (lines[i], "\"frame\":{\"median_ms\":");
      if (frame != NULL && strstr (lines[i], res) != NULL && strstr (lines[i], projection) != NULL)
        return g_ascii_strtod (frame + strlen ("\"frame\":{\"median_ms\":"), NULL);
    }
  return 0;
}

static char *
run_peer (void)
{
  const char *folder = g_getenv ("ENT_PEERS");
  char *argv[] = { (char *)"node", (char *)"map/d3_canvas.mjs", (char *)"15", NULL };
  char *output = NULL;
  g_autoptr (GError) error = NULL;
  if (folder == NULL)
    return NULL;
  if (!g_spawn_sync (
          folder, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error))
    g_printerr ("d3-geo: %s\n", error->message);
  return output;
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = ent_data_path ("world/world.bin");
  g_autoptr (EntWorld) world = ent_world_open (file, &error);
  if (world == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  g_autofree char *peer = run_peer ();
  for (guint i = 0; i < ent_world_n_levels (world); i++)
    for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
      {
        const gint64 start = g_get_monotonic_time ();
        const EntWorldLevel *level = ent_world_level (world, i, NULL);
        if (row == 0)
          g_print (
              "1:%um read in %.2f ms\n", level->scale, (g_get_monotonic_time () - start) / 1e3);
        const double ours = measure (row, level, cr);
        const double theirs = peer != NULL ? peer_frame (peer, row, level->scale) : 0;
        if (theirs > 0)
          g_print ("%-14s 1:%um  d3-geo on Skia %.2f ms, %.1f times ours\n",
                   rows[row].kind,
                   level->scale,
                   theirs,
                   theirs / ours);
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return 0;
}
