#include "geo/pipeline-private.h"

#include <math.h>

#define RAD (G_PI / 180)

/* A frame around one city would show a featureless patch: at least this part of a radian, 640 km.
 */
#define SMALLEST_EXTENT 0.1

/* Units round the frame that are still drawn, so that no clipped edge and no wide stroke shows its
 * end. */
#define VIEW_MARGIN 24.0

/* Half the plane's units a point may be off after there and back again, to count as on the map. */
#define ROUND_TRIP 1e-6

/**
 * ent_projection_kind:
 * @projection: a projection
 *
 * Returns: (transfer none): its name, the chosen one where it was "auto"
 */
const char *
ent_projection_kind (const EntProjection *projection)
{
  return projection->kind->name;
}

/**
 * ent_projection_reason:
 * @projection: a projection
 *
 * Returns: why "auto" chose it
 */
EntProjectionReason
ent_projection_reason (const EntProjection *projection)
{
  return projection->reason;
}

/**
 * ent_projection_is_cut:
 * @projection: a projection
 *
 * Returns: whether the map is cut open at the meridian opposite to its centre
 */
gboolean
ent_projection_is_cut (const EntProjection *projection)
{
  return projection->clip.kind == ENT_CLIP_ANTIMERIDIAN;
}

/**
 * ent_projection_parallels:
 * @projection: a projection
 * @parallels: (out): the latitudes it is true at, the southern one first
 *
 * Returns: whether it has standard parallels of its own: cones and the equal-area cylinder
 */
gboolean
ent_projection_parallels (const EntProjection *projection, double parallels[2])
{
  const double a = projection->parallels[0], b = projection->parallels[1];
  const gboolean conic = projection->kind->family == ENT_FAMILY_CONIC;
  parallels[0] = conic ? MIN (a, b) : -a;
  parallels[1] = conic ? MAX (a, b) : a;
  return a != 0 || b != 0;
}

/**
 * ent_projection_centre:
 * @projection: a projection
 *
 * Returns: its centre in degrees; the latitude is 0 where the map is cut open at a meridian, but
 * for a cone half-way between its standard parallels
 */
EntLonLat
ent_projection_centre (const EntProjection *projection)
{
  return projection->centre;
}

/**
 * ent_projection_append_degrees:
 * @definition: gets " +key=degrees"
 * @key: a parameter
 * @degrees: its value
 */
void
ent_projection_append_degrees (GString *definition, const char *key, double degrees)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (number, sizeof number, "%.10g", degrees);
  g_string_append_printf (definition, " +%s=%s", key, number);
}

/**
 * ent_projection_append:
 * @definition: gets what PROJ has to know but the projection's name, the middle longitude and the
 * globe
 * @projection: a projection
 */
void
ent_projection_append (GString *definition, const EntProjection *projection)
{
  const EntFamily family = projection->kind->family;
  if (family == ENT_FAMILY_CONIC)
    {
      ent_projection_append_degrees (definition, "lat_1", projection->parallels[0]);
      ent_projection_append_degrees (definition, "lat_2", projection->parallels[1]);
    }
  if (family != ENT_FAMILY_CUT)
    ent_projection_append_degrees (definition, "lat_0", projection->centre.lat_deg);
  else if (projection->parallels[0] != 0)
    ent_projection_append_degrees (definition, "lat_ts", projection->parallels[0]);
}

/**
 * ent_projection_definition:
 * @projection: a projection
 *
 * Returns: (transfer full): the PROJ string that gives the same map, for notes and other programs
 */
char *
ent_projection_definition (const EntProjection *projection)
{
  if (projection->definition != NULL)
    return g_strdup (projection->definition);
  GString *definition = g_string_new (NULL);
  g_string_printf (definition, "+proj=%s", projection->kind->proj);
  ent_projection_append_degrees (definition, "lon_0", projection->centre.lon_deg);
  ent_projection_append (definition, projection);
  g_string_append (definition, " +R=6371008.8");
  return g_string_free (definition, FALSE);
}

/**
 * ent_projection_turn:
 * @projection: a projection
 * @lambda: longitude in radians
 * @phi: latitude in radians
 *
 * Returns: the point with the map's middle longitude at 0
 */
EntVertex
ent_projection_turn (const EntProjection *projection, double lambda, double phi)
{
  return (EntVertex){ remainder (lambda - projection->lambda0, 2 * G_PI), phi, FALSE };
}

/**
 * ent_projection_forward:
 * @projection: a projection
 * @lambda: turned longitude in radians
 * @phi: latitude in radians; beyond the map's highest it is taken as that
 * @point: (out): in figure units
 *
 * Returns: whether PROJ has an answer
 */
gboolean
ent_projection_forward (EntProjection *projection, double lambda, double phi, EntPoint *point)
{
  double plane[2] = { lambda, phi };
  ent_projection_forward_many (projection, plane, 1);
  if (!isfinite (plane[0]) || !isfinite (plane[1]))
    return FALSE;
  *point = ent_projection_place (projection, plane[0], plane[1]);
  return TRUE;
}

/**
 * ent_projection_forward_many:
 * @projection: a projection
 * @lambda_phi: (array): pairs of turned radians, replaced by the plane's x and y, infinite where
 * PROJ has no answer
 * @n_points: how many pairs
 */
void
ent_projection_forward_many (EntProjection *projection, double *lambda_phi, gsize n_points)
{
  const double south = projection->min_phi, north = projection->max_phi;
  if (north < G_PI / 2 || south > -G_PI / 2)
    for (gsize i = 0; i < n_points; i++)
      lambda_phi[2 * i + 1] = CLAMP (lambda_phi[2 * i + 1], south, north);
  if (projection->kind->forward != NULL)
    {
      projection->kind->forward (projection, lambda_phi, n_points);
      return;
    }
  const gsize stride = 2 * sizeof (double);
  proj_trans_generic (projection->pj,
                      PJ_FWD,
                      lambda_phi,
                      stride,
                      n_points,
                      lambda_phi + 1,
                      stride,
                      n_points,
                      NULL,
                      0,
                      0,
                      NULL,
                      0,
                      0);
  if (projection->plane_unit != 1)
    for (gsize i = 0; i < 2 * n_points; i++)
      lambda_phi[i] *= projection->plane_unit;
}

/**
 * ent_projection_view:
 * @projection: a projection
 *
 * Returns: what is worth drawing: the frame and a margin; everything before a fit
 */
EntRect
ent_projection_view (const EntProjection *projection)
{
  if (ent_rect_is_empty (&projection->frame))
    return ENT_RECT (-G_MAXINT16, -G_MAXINT16, G_MAXUINT16, G_MAXUINT16);
  return ent_rect_inset (&projection->frame, -VIEW_MARGIN, -VIEW_MARGIN);
}

/**
 * ent_projection_update:
 * @projection: a projection whose fit, camera or resolution is another; gets what follows from them
 *
 * Along the edge of the map a chord may be off a fifth of a pixel; 5° are fine for the smallest
 * map.
 */
void
ent_projection_update (EntProjection *projection)
{
  projection->scale = projection->fit_scale * projection->zoom;
  projection->x0 = projection->fit_x * projection->zoom + projection->dx;
  projection->y0 = projection->fit_y * projection->zoom + projection->dy;
  const double pixels = projection->scale * projection->pixels_per_unit * projection->edge_curve;
  projection->clip.step = CLAMP (sqrt (8 * 0.2 / pixels), 0.05 * RAD, 5 * RAD);
}

/* The extent on the plane of radius 1, y up. */
static EntRect
points_extent (EntProjection *projection, const EntLonLat *points, gsize n_points)
{
  EntRect extent = ENT_RECT_EMPTY;
  for (gsize i = 0; i < n_points; i++)
    {
      double x, y;
      if (ent_projection_point (projection, points[i].lon_deg, points[i].lat_deg, &x, &y))
        ent_rect_add_point (&extent, x, -y);
    }
  return extent;
}

static EntRect
sphere_extent (EntProjection *projection)
{
  EntRect extent = ENT_RECT_EMPTY;
  ent_lines_clear (projection->clipped);
  ent_clip_outline (&projection->clip, projection->clipped);
  for (guint i = 0; i < projection->clipped->vertices->len; i++)
    {
      const EntVertex *v = &g_array_index (projection->clipped->vertices, EntVertex, i);
      EntPoint point;
      if (ent_projection_forward (projection, v->lambda, v->phi, &point))
        ent_rect_add_point (&extent, point.x, -point.y);
    }
  return extent;
}

/**
 * ent_projection_fit:
 * @projection: a projection
 * @points: (array length=n_points) (nullable): what the frame has to show, in degrees
 * @n_points: how many; none means the whole map
 * @frame: where on the figure, in figure units
 * @padding: units to leave free on each side
 * @error: return location
 *
 * Scales and moves the map so that the points fit, and forgets the camera of
 * ent_projection_set_view(). Points that the map cannot show are left out; where it can show none,
 * the whole map is fitted.
 *
 * Returns: whether it was done; %ENT_GEO_ERROR_COORDINATE for a point off the globe
 */
gboolean
ent_projection_fit (EntProjection *projection,
                    const EntLonLat *points,
                    gsize n_points,
                    EntRect frame,
                    double padding,
                    GError **error)
{
  if (!ent_lon_lat_check (points, n_points, error))
    return FALSE;
  projection->fit_scale = projection->zoom = 1;
  projection->fit_x = projection->fit_y = projection->dx = projection->dy = 0;
  ent_projection_update (projection);
  EntRect extent = points_extent (projection, points, n_points);
  if (ent_rect_is_empty (&extent))
    extent = sphere_extent (projection);
  const double missing_x = MAX (0, SMALLEST_EXTENT - extent.width);
  const double missing_y = MAX (0, SMALLEST_EXTENT - extent.height);
  extent = ent_rect_inset (&extent, -missing_x / 2, -missing_y / 2);
  /* A frame of no size still gets a map, one unit wide, and so does one that is no number. */
  if (!isfinite (frame.x + frame.y + frame.width + frame.height + padding))
    {
      frame = ENT_RECT (0, 0, 0, 0);
      padding = 0;
    }
  const double width = MAX (1, frame.width - 2 * padding),
               height = MAX (1, frame.height - 2 * padding);
  const double scale = MIN (width / extent.width, height / extent.height);
  projection->frame = frame;
  projection->fit_scale = scale;
  projection->fit_x = frame.x + frame.width / 2 - scale * (extent.x + extent.width / 2);
  projection->fit_y = frame.y + frame.height / 2 + scale * (extent.y + extent.height / 2);
  ent_projection_update (projection);
  return TRUE;
}

/**
 * ent_projection_set_view:
 * @projection: a projection
 * @zoom: times larger than fitted, above 0
 * @dx: units to move by, after zooming
 * @dy: units to move by
 *
 * The camera: a point that ent_projection_fit() put at (x, y) comes to (zoom x + dx, zoom y + dy).
 * What leaves the frame is clipped.
 */
void
ent_projection_set_view (EntProjection *projection, double zoom, double dx, double dy)
{
  g_return_if_fail (zoom > 0 && isfinite (zoom) && isfinite (dx) && isfinite (dy));
  projection->zoom = zoom;
  projection->dx = dx;
  projection->dy = dy;
  ent_projection_update (projection);
}

/**
 * ent_projection_set_resolution:
 * @projection: a projection
 * @pixels_per_unit: device pixels in a figure unit, 1 by default; lines are bent and thinned as
 * fine as that shows
 */
void
ent_projection_set_resolution (EntProjection *projection, double pixels_per_unit)
{
  g_return_if_fail (pixels_per_unit > 0 && isfinite (pixels_per_unit));
  projection->pixels_per_unit = pixels_per_unit;
  ent_projection_update (projection);
}

/**
 * ent_projection_scale:
 * @projection: a projection
 *
 * Returns: figure units for a radian (6371 km) where the map is true
 */
double
ent_projection_scale (const EntProjection *projection)
{
  return projection->scale;
}

static gboolean
shows (const EntProjection *projection, const EntVertex *vertex)
{
  if (vertex->phi > projection->max_phi + 1e-12 || vertex->phi < projection->min_phi - 1e-12)
    return FALSE;
  if (projection->clip.kind != ENT_CLIP_CIRCLE)
    return TRUE;
  double vector[3];
  ent_geo_to_vector (vertex->lambda, vertex->phi, vector);
  return ent_geo_dot (vector, projection->clip.centre) >= projection->clip.cos_radius - 1e-12;
}

/**
 * ent_projection_point:
 * @projection: a projection
 * @lon_deg: longitude
 * @lat_deg: latitude
 * @x: (out): figure units
 * @y: (out): figure units, down
 *
 * Returns: whether the point is on the map (it may still be outside the frame); FALSE too for a
 * point off the globe or no number
 */
gboolean
ent_projection_point (
    EntProjection *projection, double lon_deg, double lat_deg, double *x, double *y)
{
  if (!ent_lon_lat_check (&(EntLonLat){ lon_deg, lat_deg }, 1, NULL))
    return FALSE;
  const EntVertex vertex = ent_projection_turn (projection, lon_deg * RAD, lat_deg * RAD);
  EntPoint point;
  if (!shows (projection, &vertex)
      || !ent_projection_forward (projection, vertex.lambda, vertex.phi, &point))
    return FALSE;
  *x = point.x;
  *y = point.y;
  return TRUE;
}

/**
 * ent_projection_invert:
 * @projection: a projection
 * @x: figure units
 * @y: figure units, down
 * @lon_deg: (out): longitude, -180 to 180
 * @lat_deg: (out): latitude
 *
 * Returns: whether there is a place on the globe under that point
 */
gboolean
ent_projection_invert (
    EntProjection *projection, double x, double y, double *lon_deg, double *lat_deg)
{
  const double px = (x - projection->x0) / projection->scale,
               py = (projection->y0 - y) / projection->scale;
  if (!isfinite (px) || !isfinite (py))
    return FALSE;
  const double unit = projection->plane_unit;
  const PJ_COORD globe
      = proj_trans (projection->pj, PJ_INV, proj_coord (px / unit, py / unit, 0, 0));
  const EntVertex vertex = { globe.lp.lam, globe.lp.phi, FALSE };
  if (!isfinite (vertex.lambda) || !isfinite (vertex.phi) || fabs (vertex.lambda) > G_PI + 1e-9
      || fabs (vertex.phi) > G_PI / 2 + 1e-9 || !shows (projection, &vertex))
    return FALSE;
  /* PROJ gives an answer for some points outside the map; it does not lead back to them. */
  const PJ_COORD back = proj_trans (projection->pj, PJ_FWD, globe);
  if (!(fabs (back.xy.x * unit - px) < ROUND_TRIP && fabs (back.xy.y * unit - py) < ROUND_TRIP))
    return FALSE;
  *lon_deg = remainder (vertex.lambda + projection->lambda0, 2 * G_PI) / RAD;
  *lat_deg = vertex.phi / RAD;
  return TRUE;
}
