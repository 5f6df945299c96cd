/* PROJ strings that people write.  Nothing is known of such a projection but what PROJ answers: it
 * is asked all over the globe, and the map ends where the answers stop, tear, fold or stretch. */
#include "geo/geo-error.h"
#include "geo/pipeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define RAD (G_PI / 180)

/* Longer strings are no projection's. */
#define MAX_LENGTH 400

/* The grids that are asked: columns all round, rows of three degrees outwards. */
#define COLUMNS 120
#define ROW_STEP (3 * RAD)

/* A step that comes out so many times as long is taken for a tear. */
#define MOST_STRETCHED 8.0

/* And so is a step that comes out so much longer or shorter than the one before, in radii. */
#define MOST_UNEVEN 0.05

/* A map has to go at least this far round its middle. */
#define LEAST_RADIUS (3 * RAD)

/* A disc is preferred to a cut map of the same part of the globe, give or take this part. */
#define ABOUT_AS_MUCH 0.01

static gboolean
refuse (GError **error, const char *string, const char *part)
{
  g_set_error (
      error,
      ENT_GEO_ERROR,
      ENT_GEO_ERROR_PROJECTION,
      _ ("projection \"%s\": \"%s\" has no place in it; expected \"+proj=name +key=value\" "
         "of one projection"),
      string,
      part);
  return FALSE;
}

/* The value of "+key=value", or NULL. */
static const char *
value_of (const char *part, const char *key)
{
  const gsize n = strlen (key);
  return strncmp (part + 1, key, n) == 0 && part[n + 1] == '=' ? part + n + 2 : NULL;
}

static gboolean
is_foreign (const char *part)
{
  static const char *const keys[] = { "step",  "inv",     "init",     "nadgrids", "geoidgrids",
                                      "grids", "towgs84", "omit_fwd", "omit_inv", "axis" };
  const gsize n = strcspn (part + 1, "=");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (n == strlen (keys[i]) && strncmp (part + 1, keys[i], n) == 0)
      return TRUE;
  return part[0] != '+' || g_strcmp0 (value_of (part, "proj"), "pipeline") == 0;
}

/* As PROJ reads it, "105dE" too; no number is NAN. */
static double
degrees_of (const char *value)
{
  return strchr ("+-.0123456789", *value) != NULL ? proj_dmstor (value, NULL) / RAD : NAN;
}

static gboolean
names_globe (const char *part)
{
  return value_of (part, "R") != NULL || value_of (part, "a") != NULL
         || value_of (part, "ellps") != NULL || value_of (part, "datum") != NULL
         || g_str_equal (part, "+proj=utm");
}

/**
 * ent_proj_string_read:
 * @string: "+proj=laea +lat_0=50 …"
 * @out: (out): the string without what the clipper does, on the sphere unless it says otherwise,
 * and its centre
 * @error: return location
 *
 * Returns: whether the string is of one projection, as far as its parts show;
 * %ENT_GEO_ERROR_PROJECTION
 */
gboolean
ent_proj_string_read (const char *string, EntProjString *out, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (string, " \t\n", -1);
  g_autoptr (GString) turned = g_string_new (NULL);
  EntLonLat centre = { 0, 0 };
  gboolean globe = FALSE;
  if (!g_str_has_prefix (string, "+proj=") || strlen (string) > MAX_LENGTH)
    return refuse (error, string, parts[0]);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = parts[i], *value;
      if (*part == '\0' || g_str_equal (part, "+over") || g_str_equal (part, "+no_defs")
          || g_str_equal (part, "+wktext") || g_str_equal (part, "+type=crs"))
        continue;
      if (is_foreign (part))
        return refuse (error, string, part);
      globe = globe || names_globe (part);
      if ((value = value_of (part, "lon_0")) != NULL || (value = value_of (part, "lonc")) != NULL)
        {
          centre.lon_deg = degrees_of (value);
          if (isnan (centre.lon_deg))
            return refuse (error, string, part);
          continue;
        }
      if ((value = value_of (part, "lat_0")) != NULL)
        centre.lat_deg = degrees_of (value);
      if (isnan (centre.lat_deg))
        return refuse (error, string, part);
      /* A zone is a middle longitude under another name. */
      if (g_str_equal (part, "+proj=utm"))
        part = "+proj=tmerc";
      else if ((value = value_of (part, "zone")) != NULL)
        {
          const double zone = g_ascii_strtod (value, NULL);
          if (!(zone >= 1 && zone <= 60))
            return refuse (error, string, part);
          centre.lon_deg = 6 * zone - 183;
          continue;
        }
      g_string_append_printf (turned, "%s%s", turned->len > 0 ? " " : "", part);
    }
  if (!ent_lon_lat_check (&centre, 1, error))
    return FALSE;
  centre.lon_deg = remainder (centre.lon_deg, 360);
  const char *sphere = globe ? "" : " +R=6371008.8";
  *out = (EntProjString){ .turned = g_strconcat (turned->str, sphere, NULL),
                          .definition = g_strconcat (string, sphere, NULL),
                          .centre = centre };
  return TRUE;
}

/* Asks PROJ for a row of the grid: turned radians that become the plane's. */
typedef void (*RowFunc) (const EntProjection *projection, double outwards, double *row);

static void
circle_row (const EntProjection *projection, double outwards, double *row)
{
  EntClip clip = { 0 };
  ent_clip_set_circle (&clip, projection->centre.lat_deg, outwards / RAD);
  for (guint i = 0; i <= COLUMNS; i++)
    {
      const EntVertex at = ent_circle_edge (&clip, 2 * G_PI * i / COLUMNS);
      row[2 * i] = at.lambda;
      row[2 * i + 1] = at.phi;
    }
}

static void
parallel_row (const EntProjection *projection, double outwards, double *row)
{
  (void)projection;
  for (guint i = 0; i <= COLUMNS; i++)
    {
      row[2 * i] = -G_PI + 2 * G_PI * i / COLUMNS;
      row[2 * i + 1] = outwards;
    }
}

/* Whether the map goes on without a tear or a fold from one row to the next. */
static gboolean
goes_on (const double *before, const double *row, double step, double handed)
{
  const double across = MOST_STRETCHED * 2 * G_PI / COLUMNS, along = MOST_STRETCHED * fabs (step);
  for (guint i = 0; i <= COLUMNS; i++)
    {
      const double *p = row + 2 * i, *q = before + 2 * i;
      /* Written so that what is not finite fails. */
      if (!(hypot (p[0] - q[0], p[1] - q[1]) <= along))
        return FALSE;
      if (i == COLUMNS)
        return TRUE;
      if (!(hypot (p[2] - p[0], p[3] - p[1]) <= across)
          || (i > 0 && hypot (p[2] - 2 * p[0] + p[-2], p[3] - 2 * p[1] + p[-1]) > MOST_UNEVEN))
        return FALSE;
      const double cross = (q[2] - q[0]) * (p[1] - q[1]) - (q[3] - q[1]) * (p[0] - q[0]);
      if (cross * handed < -1e-9)
        return FALSE;
    }
  return TRUE;
}

/* How far outwards from a start, by steps of one sign, the map goes on; NAN when there is none. */
static double
reach (EntProjection *projection, RowFunc ask, double start, double end, double handed)
{
  double rows[2][2 * (COLUMNS + 1)], *good = rows[0], *next = rows[1];
  double at = start, step = copysign (ROW_STEP, end - start);
  ask (projection, start, good);
  ent_projection_forward_many (projection, good, COLUMNS + 1);
  if (!goes_on (good, good, 1, handed))
    return NAN;
  while (fabs (step) > 1e-5 && fabs (end - at) > 1e-9)
    {
      const double to = fabs (end - at) < fabs (step) ? end : at + step;
      ask (projection, to, next);
      ent_projection_forward_many (projection, next, COLUMNS + 1);
      if (goes_on (good, next, to - at, step > 0 ? handed : -handed))
        {
          double *spare = good;
          good = next;
          next = spare;
          at = to;
        }
      else
        step /= 2;
    }
  return at;
}

/* What PROJ calls one, in radii of the globe, and which way round it draws: 0 where it has no
 * answer. */
static double
measure (EntProjection *projection)
{
  const double e = 1e-4, phi = CLAMP (projection->centre.lat_deg, -89, 89) * RAD;
  double at[6] = { 0, phi, e / cos (phi), phi, 0, phi + e };
  ent_projection_forward_many (projection, at, 3);
  const double cross = (at[2] - at[0]) * (at[5] - at[1]) - (at[3] - at[1]) * (at[4] - at[0]),
               area = e * e;
  return isfinite (cross) && cross != 0 ? copysign (sqrt (area / fabs (cross)), cross) : 0;
}

static gboolean
is_plane (EntProjection *projection)
{
  const double phi = CLAMP (projection->centre.lat_deg + 1, -89, 89) * RAD;
  const PJ_COORD at = proj_trans (projection->pj, PJ_FWD, proj_coord (0.01, phi, 0, 0));
  return proj_angular_input (projection->pj, PJ_FWD)
         && !proj_angular_output (projection->pj, PJ_FWD)
         && !(isfinite (at.xyz.z) && at.xyz.z != 0);
}

/**
 * ent_projection_probe:
 * @projection: one of a PROJ string, opened; gets its scale and what its map ends at
 * @error: return location
 *
 * The map is a disc round the centre or cut open at the opposite meridian, whichever shows more of
 * the globe in one piece. 15,000 points are asked: 1 to 5 ms.
 *
 * Returns: whether there is a map; %ENT_GEO_ERROR_PROJECTION
 */
gboolean
ent_projection_probe (EntProjection *projection, GError **error)
{
  if (!is_plane (projection))
    {
      g_set_error (error,
                   ENT_GEO_ERROR,
                   ENT_GEO_ERROR_PROJECTION,
                   _ ("projection \"%s\" does not lead from longitude and latitude to a plane"),
                   projection->definition);
      return FALSE;
    }
  const double unit = measure (projection), handed = copysign (1, unit);
  projection->plane_unit = unit != 0 ? fabs (unit) : 1;
  const double radius = reach (projection, circle_row, 0.01 * RAD, 179.95 * RAD, -handed);
  const double north = reach (projection, parallel_row, 0, G_PI / 2, handed);
  const double south = reach (projection, parallel_row, 0, -G_PI / 2, handed);
  const double disc = radius >= LEAST_RADIUS ? (1 - cos (radius)) / 2 : 0;
  const double sheet = north - south >= LEAST_RADIUS ? (sin (north) - sin (south)) / 2 : 0;
  if (unit == 0 || MAX (disc, sheet) <= 0)
    {
      g_set_error (
          error,
          ENT_GEO_ERROR,
          ENT_GEO_ERROR_PROJECTION,
          _ ("projection \"%s\" has no map round its middle, longitude %g and latitude %g"),
          projection->definition,
          projection->centre.lon_deg,
          projection->centre.lat_deg);
      return FALSE;
    }
  if (disc >= sheet - ABOUT_AS_MUCH)
    ent_clip_set_circle (&projection->clip, projection->centre.lat_deg, radius / RAD);
  else
    {
      projection->min_phi = south;
      projection->max_phi = north;
    }
  return TRUE;
}
