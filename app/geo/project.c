#include "geo/pipeline-private.h"
#include "geo/project.h"

#include <math.h>

#define RAD (G_PI / 180)

/* Parallels are no great circles: chords of a degree keep them within a thousandth of a radian's
 * pixel. */
#define PARALLEL_POINTS 361

/* Meridians stop short of the poles, where they would run together to a blot. */
#define GRATICULE_MAX_LAT 80.0

/* Turns the lines' plane points to the figure, bends and thins them. */
static void
to_screen (EntProjection *projection, const EntVertex *vertices, guint n, gboolean closed)
{
  GArray *screen = projection->screen;
  g_array_set_size (screen, 0);
  g_array_set_size (projection->plane, 2 * n);
  double *plane = (double *)projection->plane->data;
  for (guint i = 0; i < n; i++)
    {
      plane[2 * i] = vertices[i].lambda;
      plane[2 * i + 1] = vertices[i].phi;
    }
  ent_projection_forward_many (projection, plane, n);
  const EntVertex *before = NULL;
  EntPoint at_before = { 0, 0 };
  for (guint i = 0; i < n + (closed ? 1 : 0); i++)
    {
      const EntVertex *vertex = &vertices[i % n];
      const double *xy = plane + 2 * (i % n);
      if (!isfinite (xy[0]) || !isfinite (xy[1]))
        continue;
      const EntPoint at = ent_projection_place (projection, xy[0], xy[1]);
      const double a[2] = { before ? before->lambda : 0, before ? before->phi : 0 };
      const double b[2] = { vertex->lambda, vertex->phi };
      if (before != NULL && !vertex->edge
          && (ent_resample_wants (projection, ent_segment_bend (a, b))
              || ent_clip_stretches (&projection->clip, vertex)))
        ent_resample (projection, a, b, at_before, at, screen);
      if (i < n)
        g_array_append_val (screen, at);
      before = vertex;
      at_before = at;
    }
  screen->len
      = (guint)ent_thin ((EntPoint *)screen->data, screen->len, ent_thin_least (projection));
}

/**
 * ent_project_clipped:
 * @projection: a projection whose scratch "clipped" holds lines
 * @closed: whether they are rings
 * @path: gets them
 */
void
ent_project_clipped (EntProjection *projection, gboolean closed, EntPath *path)
{
  const EntRect view = ent_projection_view (projection);
  const EntLines *lines = projection->clipped;
  for (guint i = 0; i < lines->ends->len; i++)
    {
      const guint first = ent_lines_first (lines, i),
                  n = g_array_index (lines->ends, guint, i) - first;
      to_screen (projection, &g_array_index (lines->vertices, EntVertex, first), n, closed);
      if (closed)
        ent_view_add_ring (&view, projection->screen, projection->spare, path);
      else
        ent_view_add_line (
            &view, (const EntPoint *)projection->screen->data, projection->screen->len, path);
    }
}

static void
turn_points (EntProjection *projection, const EntLonLat *points, gsize n_points)
{
  for (gsize i = 0; i < n_points; i++)
    {
      const EntVertex vertex
          = ent_projection_turn (projection, points[i].lon_deg * RAD, points[i].lat_deg * RAD);
      g_array_append_val (projection->turned->vertices, vertex);
    }
  ent_lines_end (projection->turned);
}

static void
project_turned_lines (EntProjection *projection, EntPath *path)
{
  ent_lines_clear (projection->clipped);
  ent_clip_line (&projection->clip, projection->turned, projection->clipped);
  ent_project_clipped (projection, FALSE, path);
}

/**
 * ent_project_line:
 * @projection: a projection
 * @points: (array length=n_points): degrees; great circles run between them
 * @n_points: how many
 * @path: gets the line's visible parts, each a subpath
 * @error: return location
 *
 * Returns: whether it was done; %ENT_GEO_ERROR_COORDINATE for a point off the globe
 */
gboolean
ent_project_line (EntProjection *projection,
                  const EntLonLat *points,
                  gsize n_points,
                  EntPath *path,
                  GError **error)
{
  if (!ent_lon_lat_check (points, n_points, error))
    return FALSE;
  ent_lines_clear (projection->turned);
  turn_points (projection, points, n_points);
  project_turned_lines (projection, path);
  return TRUE;
}

/**
 * ent_project_polygon:
 * @projection: a projection
 * @points: the rings' points one after the other, degrees; the polygon lies on their left, as RFC
 * 7946 has it, so that it may be larger than a hemisphere; the first point may come again at a
 * ring's end
 * @ring_lengths: (array length=n_rings): how many points each ring has
 * @n_rings: the outer ring and its holes
 * @path: gets the visible part as closed subpaths, to fill by either rule
 * @error: return location
 *
 * Returns: whether it was done; %ENT_GEO_ERROR_COORDINATE for a point off the globe
 */
gboolean
ent_project_polygon (EntProjection *projection,
                     const EntLonLat *points,
                     const gsize *ring_lengths,
                     gsize n_rings,
                     EntPath *path,
                     GError **error)
{
  ent_lines_clear (projection->turned);
  for (gsize i = 0; i < n_rings; points += ring_lengths[i++])
    {
      gsize n = ring_lengths[i];
      if (!ent_lon_lat_check (points, n, error))
        return FALSE;
      if (n > 1 && points[0].lon_deg == points[n - 1].lon_deg
          && points[0].lat_deg == points[n - 1].lat_deg)
        n--;
      turn_points (projection, points, n);
    }
  ent_lines_clear (projection->clipped);
  ent_clip_polygon (&projection->clip, projection->turned, projection->clipped);
  ent_project_clipped (projection, TRUE, path);
  return TRUE;
}

/**
 * ent_project_sphere:
 * @projection: a projection
 * @path: gets the outline of the whole map, to fill with the sea or to stroke
 */
void
ent_project_sphere (EntProjection *projection, EntPath *path)
{
  ent_lines_clear (projection->clipped);
  ent_clip_outline (&projection->clip, projection->clipped);
  ent_project_clipped (projection, TRUE, path);
}

static void
turn_parallel (EntProjection *projection, double lat_deg)
{
  EntLonLat points[PARALLEL_POINTS];
  for (guint i = 0; i < PARALLEL_POINTS; i++)
    points[i] = (EntLonLat){ i - 180.0, lat_deg };
  turn_points (projection, points, PARALLEL_POINTS);
}

/**
 * ent_project_graticule:
 * @projection: a projection
 * @step_deg: degrees between the lines, above 0
 * @path: gets the meridians and parallels, to stroke
 */
void
ent_project_graticule (EntProjection *projection, double step_deg, EntPath *path)
{
  g_return_if_fail (step_deg > 0);
  ent_lines_clear (projection->turned);
  for (guint i = 0; i * step_deg < 360 - 1e-9; i++)
    {
      const double lon = -180 + i * step_deg;
      const EntLonLat meridian[]
          = { { lon, -GRATICULE_MAX_LAT }, { lon, 0 }, { lon, GRATICULE_MAX_LAT } };
      turn_points (projection, meridian, G_N_ELEMENTS (meridian));
    }
  for (double lat = step_deg; lat <= GRATICULE_MAX_LAT + 1e-9; lat += step_deg)
    {
      turn_parallel (projection, lat);
      turn_parallel (projection, -lat);
    }
  turn_parallel (projection, 0);
  project_turned_lines (projection, path);
}
