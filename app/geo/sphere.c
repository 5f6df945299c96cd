#include "geo/sphere.h"

#include "geo/geo-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RAD (G_PI / 180)

/* Rounds of the smallest-cap search; the radius is then within 1/sqrt(rounds) of a percent or so of
 * the best, and marks are far fewer than this pays for. */
#define CAP_ROUNDS 500

/**
 * ent_geo_to_vector:
 * @lambda: longitude in radians
 * @phi: latitude in radians
 * @vector: (out): unit vector
 */
void
ent_geo_to_vector (double lambda, double phi, double vector[3])
{
  const double c = cos (phi);
  vector[0] = c * cos (lambda);
  vector[1] = c * sin (lambda);
  vector[2] = sin (phi);
}

/**
 * ent_geo_from_vector:
 * @vector: a vector of any length but 0
 * @lambda: (out): longitude in radians, -π to π
 * @phi: (out): latitude in radians
 */
void
ent_geo_from_vector (const double vector[3], double *lambda, double *phi)
{
  *lambda = atan2 (vector[1], vector[0]);
  *phi = atan2 (vector[2], hypot (vector[0], vector[1]));
}

static void
to_vector (EntLonLat point, double vector[3])
{
  ent_geo_to_vector (point.lon_deg * RAD, point.lat_deg * RAD, vector);
}

static EntLonLat
from_vector (const double vector[3])
{
  double lambda, phi;
  ent_geo_from_vector (vector, &lambda, &phi);
  return (EntLonLat){ lambda / RAD, phi / RAD };
}

/**
 * ent_lon_lat_check:
 * @points: (array length=n_points): points in degrees
 * @n_points: how many
 * @error: return location; %ENT_GEO_ERROR_COORDINATE names the first bad point
 *
 * Longitudes may run from -360 to 360, as files that count to the east do, latitudes from -90
 * to 90.
 *
 * Returns: whether all points are on the globe
 */
gboolean
ent_lon_lat_check (const EntLonLat *points, gsize n_points, GError **error)
{
  for (gsize i = 0; i < n_points; i++)
    {
      /* Written so that NaN fails. */
      if (fabs (points[i].lon_deg) <= 360 && fabs (points[i].lat_deg) <= 90)
        continue;
      g_set_error (error,
                   ENT_GEO_ERROR,
                   ENT_GEO_ERROR_COORDINATE,
                   _ ("point %zu: longitude %g, latitude %g; expected -180 to 180 and -90 to 90"),
                   i,
                   points[i].lon_deg,
                   points[i].lat_deg);
      return FALSE;
    }
  return TRUE;
}

static double
angle (const double a[3], const double b[3])
{
  const double cross[3]
      = { a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0] };
  return atan2 (sqrt (ent_geo_dot (cross, cross)), ent_geo_dot (a, b));
}

/**
 * ent_geo_distance:
 * @a: a point
 * @b: a point
 *
 * Returns: the angle between them in degrees, 0 to 180; times 111.195 it is kilometres
 */
double
ent_geo_distance (EntLonLat a, EntLonLat b)
{
  double va[3], vb[3];
  to_vector (a, va);
  to_vector (b, vb);
  return angle (va, vb) / RAD;
}

/**
 * ent_geo_interpolate:
 * @a: where t is 0
 * @b: where t is 1
 * @t: 0 to 1
 *
 * Between antipodes, where every way is as short, it goes over the pole that is nearer to @a.
 *
 * Returns: the point on the great circle from @a to @b
 */
EntLonLat
ent_geo_interpolate (EntLonLat a, EntLonLat b, double t)
{
  double va[3], vb[3], v[3];
  to_vector (a, va);
  to_vector (b, vb);
  const double theta = angle (va, vb);
  /* Below a hundredth of a metre the sine quotient loses its digits; a straight mix does as well.
   */
  if (theta < 1e-9)
    return t < 0.5 ? a : b;
  if (theta > G_PI - 1e-9)
    {
      const EntLonLat pole = { a.lon_deg, a.lat_deg < 0 ? -90 : 90 };
      const double first = (90 - fabs (a.lat_deg)) / 180;
      if (t < first)
        return ent_geo_interpolate (a, pole, t / first);
      return ent_geo_interpolate (pole, b, (t - first) / (1 - first));
    }
  const double ka = sin ((1 - t) * theta) / sin (theta), kb = sin (t * theta) / sin (theta);
  for (int i = 0; i < 3; i++)
    v[i] = ka * va[i] + kb * vb[i];
  return from_vector (v);
}

/**
 * ent_geo_smallest_cap:
 * @points: (array length=n_points): points on the globe
 * @n_points: how many
 *
 * Moves a centre towards the farthest point by smaller and smaller steps: 500 times the points.
 * No points give the whole sphere.
 *
 * Returns: nearly the smallest cap that holds all points
 *
 * Source: Bădoiu and Clarkson 2003, Smaller core-sets for balls.
 */
EntCap
ent_geo_smallest_cap (const EntLonLat *points, gsize n_points)
{
  if (n_points == 0)
    return (EntCap){ .radius_deg = 180 };
  double centre[3] = { 0 };
  g_autofree double *vectors = g_new (double, 3 * n_points);
  for (gsize i = 0; i < n_points; i++)
    {
      to_vector (points[i], vectors + 3 * i);
      for (int k = 0; k < 3; k++)
        centre[k] += vectors[3 * i + k];
    }
  /* Points that cancel out: start anywhere. */
  if (ent_geo_dot (centre, centre) < 1e-12)
    to_vector (points[0], centre);
  double farthest = -1;
  for (guint round = 0; round <= CAP_ROUNDS; round++)
    {
      const double length = sqrt (ent_geo_dot (centre, centre));
      for (int k = 0; k < 3; k++)
        centre[k] /= length;
      const double *far_point = vectors;
      for (gsize i = 1; i < n_points; i++)
        if (ent_geo_dot (centre, vectors + 3 * i) < ent_geo_dot (centre, far_point))
          far_point = vectors + 3 * i;
      farthest = angle (centre, far_point);
      for (int k = 0; k < 3 && round < CAP_ROUNDS; k++)
        centre[k] += (far_point[k] - centre[k]) / (round + 2);
    }
  return (EntCap){ from_vector (centre), farthest / RAD };
}
