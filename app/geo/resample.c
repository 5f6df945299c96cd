/* Bends lines as the projection does: halves a segment of a great circle until its middle lies
 * where the chord has it.  And the reverse: drops points that lie in one pixel. */
#include "geo/pipeline-private.h"

#include <math.h>

/* Pixels a drawn line may be off the true one. */
#define TOLERANCE 0.35

/* Points nearer than this to the one before are dropped, in pixels. */
#define THIN 0.5

/* Halvings at most: 2^12 pieces for one segment, however it is bent. */
#define MAX_DEPTH 12

/* Longer than this in radians and a curve may cross its chord in the middle: always halve. */
#define ALWAYS_HALVE 0.35

/**
 * ent_segment_bend:
 * @a: longitude and latitude in radians
 * @b: the other end
 *
 * A segment of length s has its middle off by s² times the curvature over 8.  On the plate carrée,
 * where longitudes are not shrunk, great circles curve with the tangent of the latitude;
 * projections bend it further by a factor of their own (EntProjectionKind.bend).
 *
 * Returns: a bound of s² times the curvature, in radians
 */
double
ent_segment_bend (const double *a, const double *b)
{
  const double dl = remainder (b[0] - a[0], 2 * G_PI), dp = b[1] - a[1];
  return (dl * dl + dp * dp) / MAX (1e-6, cos (MAX (fabs (a[1]), fabs (b[1]))));
}

/**
 * ent_resample_wants:
 * @projection: a projection
 * @bend: from ent_segment_bend()
 *
 * Returns: whether such a segment may come out so curved that it shows
 */
gboolean
ent_resample_wants (const EntProjection *projection, double bend)
{
  const double pixels = projection->scale * projection->pixels_per_unit;
  return bend * projection->kind->bend * pixels > 8 * TOLERANCE;
}

typedef struct
{
  EntProjection *projection;
  double tolerance2; /* squared figure units */
  GArray *out;
} Bender;

typedef struct
{
  double lambda;
  double vector[3];
  EntPoint point;
} End;

static double
distance2_to_chord (EntPoint p, EntPoint a, EntPoint b)
{
  const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? CLAMP (((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0, 1) : 0;
  const double ex = p.x - a.x - t * dx, ey = p.y - a.y - t * dy;
  return ex * ex + ey * ey;
}

static void
halve (Bender *bender, const End *a, const End *b, int depth)
{
  End middle;
  double phi;
  for (int k = 0; k < 3; k++)
    middle.vector[k] = a->vector[k] + b->vector[k];
  const double length = sqrt (ent_geo_dot (middle.vector, middle.vector));
  /* Antipodes have no middle. */
  if (depth == 0 || length < 1e-9)
    return;
  for (int k = 0; k < 3; k++)
    middle.vector[k] /= length;
  ent_geo_from_vector (middle.vector, &middle.lambda, &phi);
  /* A line along the cut stays on its side of it. */
  if (fabs (middle.lambda - a->lambda) > G_PI)
    middle.lambda += copysign (2 * G_PI, a->lambda);
  if (!ent_projection_forward (bender->projection, middle.lambda, phi, &middle.point))
    return;
  const gboolean is_long = length < 2 * cos (ALWAYS_HALVE / 2);
  if (!is_long && distance2_to_chord (middle.point, a->point, b->point) <= bender->tolerance2)
    return;
  halve (bender, a, &middle, depth - 1);
  g_array_append_val (bender->out, middle.point);
  halve (bender, &middle, b, depth - 1);
}

/**
 * ent_resample:
 * @projection: a projection
 * @a: turned longitude and latitude of one end
 * @b: of the other; no more than half a turn from it
 * @pa: where @a is on the map
 * @pb: where @b is
 * @out: (element-type EntPoint): gets the points between, ends excluded
 */
void
ent_resample (EntProjection *projection,
              const double *a,
              const double *b,
              EntPoint pa,
              EntPoint pb,
              GArray *out)
{
  const double tolerance = TOLERANCE / projection->pixels_per_unit;
  Bender bender = { projection, tolerance * tolerance, out };
  End ea = { .lambda = a[0], .point = pa }, eb = { .lambda = b[0], .point = pb };
  ent_geo_to_vector (a[0], a[1], ea.vector);
  ent_geo_to_vector (b[0], b[1], eb.vector);
  halve (&bender, &ea, &eb, MAX_DEPTH);
}

/**
 * ent_thin_least:
 * @projection: a projection
 *
 * Returns: the square of the least distance between points that is kept, figure units
 */
double
ent_thin_least (const EntProjection *projection)
{
  const double least = THIN / projection->pixels_per_unit;
  return least * least;
}

/**
 * ent_thin:
 * @points: (array length=n_points): a line, thinned in place
 * @n_points: how many
 * @least: square of the least distance
 *
 * The ends stay, so that lines that meet still do.
 *
 * Returns: how many points are left
 */
gsize
ent_thin (EntPoint *points, gsize n_points, double least)
{
  if (n_points < 3)
    return n_points;
  gsize kept = 1;
  for (gsize i = 1; i + 1 < n_points; i++)
    {
      const double dx = points[i].x - points[kept - 1].x, dy = points[i].y - points[kept - 1].y;
      if (dx * dx + dy * dy >= least)
        points[kept++] = points[i];
    }
  points[kept++] = points[n_points - 1];
  return kept;
}
