/* All kinds of projections, and how one is made. */
#include "geo/geo-error.h"
#include "geo/pipeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

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

/* Conformal maps end where they draw a degree so many times too long, and so do those of a pole. */
#define MAX_ENLARGEMENT 4.0
#define POLAR_RADIUS 120.0

static const EntProjectionKind kinds[] = {
  { "equal-earth", "eqearth", ENT_FAMILY_CUT, 180, 90, 2, ent_forward_equal_earth },
  { "natural-earth", "natearth", ENT_FAMILY_CUT, 180, 90, 2 },
  { "robinson", "robin", ENT_FAMILY_CUT, 180, 90, 4 },
  { "winkel-tripel", "wintri", ENT_FAMILY_CUT, 180, 90, 4 },
  { "mollweide", "moll", ENT_FAMILY_CUT, 180, 90, 8 },
  { "mercator", "merc", ENT_FAMILY_CUT, 180, MERCATOR_MAX_LAT, 12 },
  { "miller", "mill", ENT_FAMILY_CUT, 180, 90, 6 },
  { "cylindrical-equal-area", "cea", ENT_FAMILY_CUT, 180, 90, 4 },
  { "albers", "aea", ENT_FAMILY_CONIC, 180, 90, 6 },
  { "lambert-conformal", "lcc", ENT_FAMILY_CONIC, 180, 90, 12 },
  { "orthographic", "ortho", ENT_FAMILY_AZIMUTHAL, LIMB_RADIUS, 90, 2, ent_forward_orthographic },
  { "azimuthal-equal-area",
    "laea",
    ENT_FAMILY_AZIMUTHAL,
    WHOLE_RADIUS,
    90,
    16,
    ent_forward_equal_area },
  { "azimuthal-equidistant", "aeqd", ENT_FAMILY_AZIMUTHAL, WHOLE_RADIUS, 90, 16 },
  { "polar-stereographic", "stere", ENT_FAMILY_POLAR, POLAR_RADIUS, 90, 8 },
};

static const EntProjectionKind custom = { "proj", NULL, ENT_FAMILY_CUSTOM, 180, 90, 64 };

/**
 * ent_projection_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all projections, without "auto"
 */
const char *const *
ent_projection_kinds (void)
{
  static const char *const names[] = { "equal-earth",
                                       "natural-earth",
                                       "robinson",
                                       "winkel-tripel",
                                       "mollweide",
                                       "mercator",
                                       "miller",
                                       "cylindrical-equal-area",
                                       "albers",
                                       "lambert-conformal",
                                       "orthographic",
                                       "azimuthal-equal-area",
                                       "azimuthal-equidistant",
                                       "polar-stereographic",
                                       NULL };
  G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (kinds) + 1);
  return names;
}

static const EntProjectionKind *
find_kind (const char *name, GError **error)
{
  if (name != NULL && name[0] == '+')
    return &custom;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];
  g_autofree char *known = g_strjoinv (", ", (char **)ent_projection_kinds ());
  g_set_error (error,
               ENT_GEO_ERROR,
               ENT_GEO_ERROR_PROJECTION,
               _ ("projection \"%s\", expected auto, %s or a PROJ string, \"+proj=…\""),
               name != NULL ? name : "",
               known);
  return NULL;
}

/* The clipper has turned the longitudes already, so PROJ gets none and must not wrap what it is
 * given. */
static gboolean
open_proj (EntProjection *projection, const char *turned, GError **error)
{
  g_autoptr (GString) definition = g_string_new (turned);
  if (turned == NULL)
    {
      g_string_printf (definition, "+proj=%s +R=1", projection->kind->proj);
      ent_projection_append (definition, projection);
    }
  g_string_append (definition, " +over");
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
      projection->definition != NULL ? projection->definition : definition->str,
      proj_context_errno_string (projection->context, proj_context_errno (projection->context)));
  return FALSE;
}

/**
 * ent_clip_set_circle:
 * @clip: what becomes a circle
 * @lat_deg: latitude of its centre, on the middle longitude
 * @radius_deg: its radius
 */
void
ent_clip_set_circle (EntClip *clip, double lat_deg, double radius_deg)
{
  clip->kind = ENT_CLIP_CIRCLE;
  clip->radius = radius_deg * RAD;
  clip->cos_radius = cos (clip->radius);
  clip->stretched_cos = -cos (STRETCHED * RAD);
  const double phi = lat_deg * RAD;
  ent_geo_to_vector (0, phi, clip->centre);
  clip->east[1] = 1;
  clip->north[0] = -sin (phi);
  clip->north[2] = cos (phi);
}

/* How many times too long the conformal cone draws at a latitude. Source: Snyder 1987, 15-4. */
static double
enlargement (const double parallels[2], double n, double phi)
{
  const double at = tan (G_PI / 4 + phi / 2), phi1 = parallels[0] * RAD;
  return cos (phi1) / cos (phi) * pow (tan (G_PI / 4 + phi1 / 2) / at, n);
}

/* The conformal cone runs to infinity at the pole away from its apex: it ends on the way there. */
static void
bound_cone (EntProjection *projection)
{
  const double a = projection->parallels[0] * RAD, b = projection->parallels[1] * RAD;
  const double n
      = fabs (a - b) < 1e-9
            ? sin (a)
            : log (cos (a) / cos (b)) / log (tan (G_PI / 4 + b / 2) / tan (G_PI / 4 + a / 2));
  const double pole = n > 0 ? -G_PI / 2 : G_PI / 2;
  double good = (a + b) / 2, bad = pole;
  for (guint i = 0; i < 40; i++)
    {
      const double middle = (good + bad) / 2;
      if (enlargement (projection->parallels, n, middle) < MAX_ENLARGEMENT)
        good = middle;
      else
        bad = middle;
    }
  if (n > 0)
    projection->min_phi = good;
  else
    projection->max_phi = good;
}

static gboolean
is_corner (const EntClip *clip, const EntVertex *vertex)
{
  return clip->kind == ENT_CLIP_ANTIMERIDIAN && fabs (vertex->lambda) > G_PI - 1e-9
         && fabs (vertex->phi) > G_PI / 2 - 1e-9;
}

/* How sharply the edge of the map bends where it bends most: what the middle of two steps is off
 * their chord. */
static void
measure_edge (EntProjection *projection)
{
  EntLines *lines = projection->clipped;
  /* What is not known beforehand is looked at more closely. */
  projection->clip.step = (projection->kind == &custom ? 1 : 5) * RAD;
  ent_lines_clear (lines);
  ent_clip_outline (&projection->clip, lines);
  const guint n = lines->vertices->len;
  const EntVertex *edge = (const EntVertex *)lines->vertices->data;
  for (guint i = 0; i < n; i++)
    {
      EntPoint p[3];
      gboolean found = !is_corner (&projection->clip, &edge[i]);
      for (guint k = 0; k < 3; k++)
        {
          const EntVertex *vertex = &edge[(i + n - 1 + k) % n];
          found = found && ent_projection_forward (projection, vertex->lambda, vertex->phi, &p[k]);
        }
      if (!found)
        continue;
      const double dx = p[2].x - p[0].x, dy = p[2].y - p[0].y, length = hypot (dx, dy);
      const double off
          = length < 1e-9 ? 0 : fabs ((p[1].x - p[0].x) * dy - (p[1].y - p[0].y) * dx) / length;
      const double curve = 2 * off / (projection->clip.step * projection->clip.step);
      projection->edge_curve = MAX (projection->edge_curve, curve);
    }
}

static void
set_kind (EntProjection *projection, const EntProjectionSpec *spec, EntProjectionChoice choice)
{
  const EntProjectionKind *kind = projection->kind;
  projection->reason = choice.reason;
  projection->centre = choice.centre;
  projection->centre.lon_deg = remainder (choice.centre.lon_deg, 360);
  projection->max_phi = kind->max_lat_deg * RAD;
  projection->min_phi = -projection->max_phi;
  memcpy (projection->parallels, choice.parallels, sizeof projection->parallels);
  double *parallels = projection->parallels;
  if (kind->family == ENT_FAMILY_CONIC)
    {
      if (parallels[0] == 0 && parallels[1] == 0)
        ent_standard_parallels (spec->points, spec->n_points, choice.centre.lat_deg, parallels);
      projection->centre.lat_deg = (parallels[0] + parallels[1]) / 2;
    }
  else if (kind->family == ENT_FAMILY_POLAR)
    projection->centre.lat_deg = choice.centre.lat_deg < 0 ? -90 : 90;
  else if (kind->family == ENT_FAMILY_CUT)
    projection->centre.lat_deg = 0;
  if (g_str_equal (kind->name, "cylindrical-equal-area"))
    parallels[0] = parallels[1] = parallels[0] != 0
                                      ? fabs (parallels[0])
                                      : ent_true_parallel (spec->points, spec->n_points);
  else if (kind->family != ENT_FAMILY_CONIC)
    parallels[0] = parallels[1] = 0;
  if (g_str_equal (kind->name, "lambert-conformal"))
    bound_cone (projection);
  if (kind->family == ENT_FAMILY_AZIMUTHAL || kind->family == ENT_FAMILY_POLAR)
    ent_clip_set_circle (&projection->clip, projection->centre.lat_deg, kind->radius_deg);
}

static gboolean
check_parallels (const double parallels[2], GError **error)
{
  if (parallels[0] == 0 && parallels[1] == 0)
    return TRUE;
  /* Written so that NaN fails. */
  if (fabs (parallels[0]) < 90 && fabs (parallels[1]) < 90
      && fabs (parallels[0] + parallels[1]) >= 1)
    return TRUE;
  g_set_error (
      error,
      ENT_GEO_ERROR,
      ENT_GEO_ERROR_COORDINATE,
      _ ("standard parallels %g and %g; expected latitudes between -90 and 90 that are not "
         "opposite each other"),
      parallels[0],
      parallels[1]);
  return FALSE;
}

static gboolean
open_custom (EntProjection *projection, const char *given, GError **error)
{
  EntProjString string = { NULL };
  if (!ent_proj_string_read (given, &string, error))
    return FALSE;
  g_autofree char *turned = string.turned, *definition = string.definition;
  projection->centre = string.centre;
  /* Errors show what was given. */
  projection->definition = g_strdup (given);
  if (!open_proj (projection, turned, error) || !ent_projection_probe (projection, error))
    return FALSE;
  g_free (projection->definition);
  projection->definition = g_steal_pointer (&definition);
  return TRUE;
}

/**
 * ent_projection_new:
 * @spec: what projection
 * @error: return location
 *
 * The map is 2 units wide for a radian until ent_projection_fit() places it.
 *
 * Returns: (transfer full) (nullable): the projection, or NULL with %ENT_GEO_ERROR_PROJECTION for a
 * kind nobody knows or a PROJ string that is of no use, %ENT_GEO_ERROR_COORDINATE for a centre or
 * point off the globe or parallels that make no cone
 */
EntProjection *
ent_projection_new (const EntProjectionSpec *spec, GError **error)
{
  if (!ent_lon_lat_check (spec->points, spec->n_points, error))
    return NULL;
  EntProjectionChoice choice = { .kind = spec->kind, .centre = spec->centre };
  memcpy (choice.parallels, spec->parallels, sizeof choice.parallels);
  if (g_strcmp0 (spec->kind, "auto") == 0)
    choice = ent_auto_projection (spec->points, spec->n_points);
  const EntProjectionKind *kind = find_kind (choice.kind, error);
  if (kind == NULL || !ent_lon_lat_check (&choice.centre, 1, error)
      || !check_parallels (choice.parallels, error))
    return NULL;
  g_autoptr (EntProjection) projection = g_new0 (EntProjection, 1);
  projection->kind = kind;
  projection->turned = ent_lines_new ();
  projection->clipped = ent_lines_new ();
  projection->plane = g_array_new (FALSE, FALSE, sizeof (double));
  projection->screen = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  projection->spare = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  projection->fit_scale = projection->scale = 1;
  projection->zoom = 1;
  projection->pixels_per_unit = 1;
  projection->plane_unit = projection->edge_curve = 1;
  projection->frame = ENT_RECT_EMPTY;
  set_kind (projection, spec, choice);
  if (!(kind == &custom ? open_custom (projection, choice.kind, error)
                        : open_proj (projection, NULL, error)))
    return NULL;
  projection->lambda0 = projection->centre.lon_deg * RAD;
  measure_edge (projection);
  projection->fit_scale = 2;
  ent_projection_update (projection);
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
  g_free (projection->definition);
  g_free (projection);
}
