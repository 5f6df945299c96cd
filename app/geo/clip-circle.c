#include "geo/pipeline-private.h"

#include <math.h>

/* The map is the disc within a radius of the centre.  Positions on its edge are angles,
 * counterclockwise from the east. */

static void
to_vector (const EntVertex *vertex, double vector[3])
{
  ent_geo_to_vector (vertex->lambda, vertex->phi, vector);
}

/**
 * ent_circle_shows:
 * @clip: a circle
 * @vertex: a point
 *
 * Returns: whether the point lies within
 */
gboolean
ent_circle_shows (const EntClip *clip, const EntVertex *vertex)
{
  double vector[3];
  to_vector (vertex, vector);
  return ent_geo_dot (vector, clip->centre) > clip->cos_radius;
}

/**
 * ent_circle_edge:
 * @clip: a circle
 * @position: angle from the east, counterclockwise, in radians
 *
 * Returns: the point of the edge there
 */
EntVertex
ent_circle_edge (const EntClip *clip, double position)
{
  const double s = sin (clip->radius), e = s * cos (position), n = s * sin (position);
  double vector[3];
  for (int k = 0; k < 3; k++)
    vector[k] = clip->cos_radius * clip->centre[k] + e * clip->east[k] + n * clip->north[k];
  EntVertex vertex = { .edge = TRUE };
  ent_geo_from_vector (vector, &vertex.lambda, &vertex.phi);
  return vertex;
}

static double
position_of (const EntClip *clip, const double vector[3])
{
  const double angle = atan2 (ent_geo_dot (vector, clip->north), ent_geo_dot (vector, clip->east));
  return angle < 0 ? angle + 2 * G_PI : angle;
}

static double
wrap (double angle)
{
  return angle - 2 * G_PI * floor (angle / (2 * G_PI));
}

/* Where the great circle from a meets the edge on its way of theta to b: with P(u) = a cos u + p
 * sin u, p at a right angle to a, the cosine to the centre is A cos u + B sin u.  Angles in order;
 * returns how many. */
static int
crossings (const EntClip *clip, const double a[3], const double p[3], double theta, double at[2])
{
  const double A = ent_geo_dot (a, clip->centre), B = ent_geo_dot (p, clip->centre),
               R = hypot (A, B);
  if (R <= fabs (clip->cos_radius))
    return 0;
  const double middle = atan2 (B, A), half = acos (clip->cos_radius / R);
  const double u[2] = { wrap (middle - half), wrap (middle + half) };
  const int first = u[0] < u[1] ? 0 : 1;
  int n = 0;
  for (int i = 0; i < 2; i++)
    if (u[(first + i) % 2] < theta)
      at[n++] = u[(first + i) % 2];
  return n;
}

/**
 * ent_circle_segment:
 * @clip: a circle
 * @a: where the segment begins; the last piece is open if that was inside
 * @b: where it ends
 * @pieces: gets what lies within
 *
 * A great circle meets the edge twice at most, so a segment leaves, comes, passes through or looks
 * out.
 */
void
ent_circle_segment (const EntClip *clip, const EntVertex *a, const EntVertex *b, EntPieces *pieces)
{
  double va[3], vb[3], p[3], at[2];
  to_vector (a, va);
  to_vector (b, vb);
  const double cosine = ent_geo_dot (va, vb);
  for (int k = 0; k < 3; k++)
    p[k] = vb[k] - cosine * va[k];
  const double sine = sqrt (ent_geo_dot (p, p));
  const gboolean ends_inside = ent_geo_dot (vb, clip->centre) > clip->cos_radius;
  int n = 0;
  if (sine > 1e-12)
    {
      for (int k = 0; k < 3; k++)
        p[k] /= sine;
      n = crossings (clip, va, p, atan2 (sine, cosine), at);
    }
  /* Rounding at the very edge may lose or add a crossing: the two ends decide how many there can
   * be. */
  if ((n % 2 != 0) != (pieces->open != ends_inside))
    {
      at[0] = n == 0 ? 0 : at[pieces->open ? 0 : n - 1];
      n = pieces->open != ends_inside ? 1 : 0;
    }
  for (int i = 0; i < n; i++)
    {
      double vector[3];
      for (int k = 0; k < 3; k++)
        vector[k] = va[k] * cos (at[i]) + p[k] * sin (at[i]);
      const double position = position_of (clip, vector);
      EntVertex vertex = ent_circle_edge (clip, position);
      vertex.edge = !pieces->open;
      if (pieces->open)
        {
          ent_pieces_add (pieces, vertex);
          ent_pieces_end (pieces, TRUE, position);
        }
      else
        {
          ent_pieces_begin (pieces, TRUE, position);
          ent_pieces_add (pieces, vertex);
        }
    }
  if (pieces->open)
    ent_pieces_add (pieces, *b);
}
