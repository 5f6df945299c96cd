#include "geo/pipeline-private.h"

#include "geo/geo-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RAD (G_PI / 180)

/* Azimuthal maps of the whole globe end a twentieth of a degree before the antipode, which is no
 * point but a circle on them; the orthographic one a hair before the limb, behind which PROJ has no
 * answer. */
#define WHOLE_RADIUS 179.95
#define LIMB_RADIUS 89.99999

/* Degrees round the antipode within which an azimuthal map of the whole globe draws a degree more
 * than ten times too long. */
#define STRETCHED 10

/* Where Mercator's map is as high as wide. */
#define MERCATOR_MAX_LAT 85.05112877980659

/* A frame around one city would show a featureless patch: at least this part of a radian, 640 km.
 */
#define SMALLEST_EXTENT 0.1

/* Units round the frame that are still drawn, so that no clipped edge and no wide stroke shows its
 * end. */
#define VIEW_MARGIN 24.0

/* Half the plane's units a point may be off after there and back again, to count as on the map. */
#define ROUND_TRIP 1e-6

static const EntProjectionKind kinds[] = {
  { "equal-earth", "eqearth", FALSE, 180, 90, 2 },
  { "natural-earth", "natearth", FALSE, 180, 90, 2 },
  { "robinson", "robin", FALSE, 180, 90, 4 },
  { "mercator", "merc", FALSE, 180, MERCATOR_MAX_LAT, 12 },
  { "orthographic", "ortho", TRUE, LIMB_RADIUS, 90, 2 },
  { "azimuthal-equal-area", "laea", TRUE, WHOLE_RADIUS, 90, 16 },
  { "azimuthal-equidistant", "aeqd", TRUE, WHOLE_RADIUS, 90, 16 },
};

/**
 * ent_projection_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all projections, without "auto"
 */
const char *const *
ent_projection_kinds (void)
{
  static const char *const names[]
      = { "equal-earth",          "natural-earth",         "robinson", "mercator", "orthographic",
          "azimuthal-equal-area", "azimuthal-equidistant", NULL };
  return names;
}

static const EntProjectionKind *
find_kind (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];
  g_autofree char *known = g_strjoinv (", ", (char **)ent_projection_kinds ());
  g_set_error (error,
               ENT_GEO_ERROR,
               ENT_GEO_ERROR_PROJECTION,
               _ ("projection \"%s\", expected auto, %s"),
               name != NULL ? name : "",
               known);
  return NULL;
}

/* A number for a PROJ string, whatever the locale. */
static void
append_degrees (GString *definition, const char *key, double degrees)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (number, sizeof number, "%.10g", degrees);
  g_string_append_printf (definition, " +%s=%s", key, number);
}

/* The clipper has turned the longitudes already, so PROJ gets none and must not wrap what it is
 * given. */
static gboolean
open_proj (EntProjection *projection, GError **error)
{
  g_autoptr (GString) definition = g_string_new (NULL);
  g_string_printf (definition, "+proj=%s +R=1 +over", projection->kind->proj);
  if (projection->kind->azimuthal)
    append_degrees (definition, "lat_0", projection->centre.lat_deg);
  projection->context = proj_context_create ();
  proj_log_level (projection->context, PJ_LOG_NONE);
  projection->pj = proj_create (projection->context, definition->str);
  if (projection->pj != NULL)
    return TRUE;
  g_set_error (
      error,
      ENT_GEO_ERROR,
      ENT_GEO_ERROR_PROJECTION,
      _ ("PROJ refuses \"%s\": %s"),
      definition->str,
      proj_context_errno_string (projection->context, proj_context_errno (projection->context)));
  return FALSE;
}

static void
set_clip (EntProjection *projection)
{
  EntClip *clip = &projection->clip;
  clip->kind = projection->kind->azimuthal ? ENT_CLIP_CIRCLE : ENT_CLIP_ANTIMERIDIAN;
  clip->radius = projection->kind->radius_deg * RAD;
  clip->cos_radius = cos (clip->radius);
  clip->stretched_cos = -cos (STRETCHED * RAD);
  const double phi = projection->centre.lat_deg * RAD;
  ent_geo_to_vector (0, phi, clip->centre);
  clip->east[1] = 1;
  clip->north[0] = -sin (phi);
  clip->north[2] = cos (phi);
}

/* Along the edge of the map a chord may be off a fifth of a pixel; 5° are fine for the smallest
 * map. */
static void
place (EntProjection *projection)
{
  projection->scale = projection->fit_scale * projection->zoom;
  projection->x0 = projection->fit_x * projection->zoom + projection->dx;
  projection->y0 = projection->fit_y * projection->zoom + projection->dy;
  const double pixels = projection->scale * projection->pixels_per_unit;
  projection->clip.step = CLAMP (sqrt (8 * 0.2 / pixels), 0.05 * RAD, 5 * RAD);
}

/**
 * ent_projection_new:
 * @spec: what projection
 * @error: return location
 *
 * The map is 2 units wide for a radian until ent_projection_fit() places it.
 *
 * Returns: (transfer full) (nullable): the projection, or NULL with %ENT_GEO_ERROR_PROJECTION for a
 * kind nobody knows or %ENT_GEO_ERROR_COORDINATE for a centre or point off the globe
 */
EntProjection *
ent_projection_new (const EntProjectionSpec *spec, GError **error)
{
  const char *name = spec->kind;
  EntLonLat centre = spec->centre;
  if (!ent_lon_lat_check (spec->points, spec->n_points, error))
    return NULL;
  if (g_strcmp0 (name, "auto") == 0)
    ent_auto_projection (spec->points, spec->n_points, &name, &centre);
  const EntProjectionKind *kind = find_kind (name, error);
  if (kind == NULL || !ent_lon_lat_check (&centre, 1, error))
    return NULL;
  g_autoptr (EntProjection) projection = g_new0 (EntProjection, 1);
  projection->kind = kind;
  projection->centre.lon_deg = remainder (centre.lon_deg, 360);
  projection->centre.lat_deg = kind->azimuthal ? centre.lat_deg : 0;
  projection->lambda0 = projection->centre.lon_deg * RAD;
  projection->max_phi = kind->max_lat_deg * RAD;
  projection->turned = ent_lines_new ();
  projection->clipped = ent_lines_new ();
  projection->plane = g_array_new (FALSE, FALSE, sizeof (double));
  projection->screen = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  projection->spare = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  projection->fit_scale = 2;
  projection->zoom = 1;
  projection->pixels_per_unit = 1;
  projection->frame = ENT_RECT_EMPTY;
  if (!open_proj (projection, error))
    return NULL;
  set_clip (projection);
  place (projection);
  return g_steal_pointer (&projection);
}

/**
 * ent_projection_free:
 * @projection: (nullable) (transfer full): a projection
 */
void
ent_projection_free (EntProjection *projection)
{
  if (projection == NULL)
    return;
  g_clear_pointer (&projection->pj, proj_destroy);
  g_clear_pointer (&projection->context, proj_context_destroy);
  ent_lines_free (projection->turned);
  ent_lines_free (projection->clipped);
  g_array_unref (projection->plane);
  g_array_unref (projection->screen);
  g_array_unref (projection->spare);
  g_free (projection);
}

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
 * ent_projection_centre:
 * @projection: a projection
 *
 * Returns: its centre in degrees; the latitude is 0 where the map is cut open at a meridian
 */
EntLonLat
ent_projection_centre (const EntProjection *projection)
{
  return projection->centre;
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
  GString *definition = g_string_new (NULL);
  g_string_printf (definition, "+proj=%s", projection->kind->proj);
  append_degrees (definition, "lon_0", projection->centre.lon_deg);
  if (projection->kind->azimuthal)
    append_degrees (definition, "lat_0", projection->centre.lat_deg);
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
  const double limit = projection->max_phi;
  const PJ_COORD plane
      = proj_trans (projection->pj, PJ_FWD, proj_coord (lambda, CLAMP (phi, -limit, limit), 0, 0));
  if (!isfinite (plane.xy.x) || !isfinite (plane.xy.y))
    return FALSE;
  *point = ent_projection_place (projection, plane.xy.x, plane.xy.y);
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
  const double limit = projection->max_phi;
  if (limit < G_PI / 2)
    for (gsize i = 0; i < n_points; i++)
      lambda_phi[2 * i + 1] = CLAMP (lambda_phi[2 * i + 1], -limit, limit);
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
  place (projection);
  EntRect extent = points_extent (projection, points, n_points);
  if (ent_rect_is_empty (&extent))
    extent = sphere_extent (projection);
  const double missing_x = MAX (0, SMALLEST_EXTENT - extent.width);
  const double missing_y = MAX (0, SMALLEST_EXTENT - extent.height);
  extent = ent_rect_inset (&extent, -missing_x / 2, -missing_y / 2);
  /* A frame of no size still gets a map, one unit wide. */
  const double width = MAX (1, frame.width - 2 * padding),
               height = MAX (1, frame.height - 2 * padding);
  const double scale = MIN (width / extent.width, height / extent.height);
  projection->frame = frame;
  projection->fit_scale = scale;
  projection->fit_x = frame.x + frame.width / 2 - scale * (extent.x + extent.width / 2);
  projection->fit_y = frame.y + frame.height / 2 + scale * (extent.y + extent.height / 2);
  place (projection);
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
  place (projection);
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
  place (projection);
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
  if (fabs (vertex->phi) > projection->max_phi + 1e-12)
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
  const PJ_COORD globe = proj_trans (projection->pj, PJ_INV, proj_coord (px, py, 0, 0));
  const EntVertex vertex = { globe.lp.lam, globe.lp.phi, FALSE };
  if (!isfinite (vertex.lambda) || !isfinite (vertex.phi) || fabs (vertex.lambda) > G_PI + 1e-9
      || fabs (vertex.phi) > G_PI / 2 + 1e-9 || !shows (projection, &vertex))
    return FALSE;
  /* PROJ gives an answer for some points outside the map; it does not lead back to them. */
  const PJ_COORD back = proj_trans (projection->pj, PJ_FWD, globe);
  if (!(fabs (back.xy.x - px) < ROUND_TRIP && fabs (back.xy.y - py) < ROUND_TRIP))
    return FALSE;
  *lon_deg = remainder (vertex.lambda + projection->lambda0, 2 * G_PI) / RAD;
  *lat_deg = vertex.phi / RAD;
  return TRUE;
}
