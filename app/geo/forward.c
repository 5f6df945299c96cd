/* The projections that are drawn most, written out: the same as PROJ's on the sphere to the last
 * digits, at half the time.  They turn pairs of turned longitude and latitude into the plane's x
 * and y, as ent_projection_forward_many() does. */
#include "geo/pipeline-private.h"

#include <math.h>

/* As PROJ has it: so near to the far side there is no answer. */
#define FAR_SIDE 1e-10

/**
 * ent_forward_equal_earth:
 * @projection: a projection
 * @points: pairs of radians, replaced by the plane's
 * @n_points: how many
 *
 * Source: Šavrič, Patterson and Jenny 2019, The Equal Earth map projection.
 */
void
ent_forward_equal_earth (const EntProjection *projection, double *points, gsize n_points)
{
  const double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796, m = sqrt (3) / 2;
  for (gsize i = 0; i < n_points; i++)
    {
      const double s = m * sin (points[2 * i + 1]), theta = asin (s);
      const double t2 = theta * theta, t6 = t2 * t2 * t2;
      points[2 * i] *= sqrt (1 - s * s) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
      points[2 * i + 1] = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
    }
}

/**
 * ent_forward_orthographic:
 * @projection: a projection
 * @points: pairs of radians, replaced by the plane's, infinite behind the limb
 * @n_points: how many
 */
void
ent_forward_orthographic (const EntProjection *projection, double *points, gsize n_points)
{
  const double c0 = projection->clip.centre[0], s0 = projection->clip.centre[2];
  for (gsize i = 0; i < n_points; i++)
    {
      double sl, cl, sp, cp;
      sincos (points[2 * i], &sl, &cl);
      sincos (points[2 * i + 1], &sp, &cp);
      const gboolean behind = s0 * sp + c0 * cp * cl < -FAR_SIDE;
      points[2 * i] = behind ? INFINITY : cp * sl;
      points[2 * i + 1] = behind ? INFINITY : c0 * sp - s0 * cp * cl;
    }
}

/**
 * ent_forward_equal_area:
 * @projection: a projection
 * @points: pairs of radians, replaced by the plane's, infinite at the antipode
 * @n_points: how many
 *
 * Source: Snyder 1987, Map projections, a working manual, 24-2 to 24-4.
 */
void
ent_forward_equal_area (const EntProjection *projection, double *points, gsize n_points)
{
  const double c0 = projection->clip.centre[0], s0 = projection->clip.centre[2];
  for (gsize i = 0; i < n_points; i++)
    {
      double sl, cl, sp, cp;
      sincos (points[2 * i], &sl, &cl);
      sincos (points[2 * i + 1], &sp, &cp);
      const double b = 1 + s0 * sp + c0 * cp * cl;
      const double k = b > FAR_SIDE ? sqrt (2 / b) : INFINITY;
      points[2 * i] = isinf (k) ? k : k * cp * sl;
      points[2 * i + 1] = isinf (k) ? k : k * (c0 * sp - s0 * cp * cl);
    }
}
