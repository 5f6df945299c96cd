#include "geo/pipeline-private.h"

#include <math.h>

/* The map is the rectangle -π to π by -π/2 to π/2.  Positions on its edge run counterclockwise from
 * the lower right corner: right side 0 to π, top to 3π, left side to 4π, bottom to 6π. */

/* Points this near to the cut count as on it and take the side of the point before: 6 mm. */
#define ON_CUT 1e-9

static gboolean
on_cut (const EntVertex *vertex)
{
  return fabs (vertex->lambda) > G_PI - ON_CUT;
}

/**
 * ent_antimeridian_settle:
 * @vertices: (array length=n): a line or ring; points on the cut are moved to one side of it
 * @n: how many
 *
 * 180° and -180° are one meridian: a point there belongs to the side its line comes from, so that
 * lines that touch the cut do not cross it.
 */
void
ent_antimeridian_settle (EntVertex *vertices, guint n)
{
  guint clear = 0;
  while (clear < n && on_cut (&vertices[clear]))
    clear++;
  double side = clear < n ? vertices[clear].lambda : 1;
  for (guint i = 0; i < n; i++)
    if (on_cut (&vertices[i]))
      vertices[i].lambda = copysign (G_PI - ON_CUT, side);
    else
      side = vertices[i].lambda;
}

/* The latitude where the great circle through a and b meets the cut. */
static double
crossing (const EntVertex *a, const EntVertex *b)
{
  double va[3], vb[3];
  ent_geo_to_vector (a->lambda, a->phi, va);
  ent_geo_to_vector (b->lambda, b->phi, vb);
  const double nx = va[1] * vb[2] - va[2] * vb[1], nz = va[0] * vb[1] - va[1] * vb[0];
  /* The great circle is itself a meridian: it meets the cut at the pole. */
  if (fabs (nz) < 1e-15)
    return fabs (a->phi) > fabs (b->phi) ? a->phi : b->phi;
  return atan (nx / nz);
}

static double
side_position (double lambda, double phi)
{
  return lambda > 0 ? phi + G_PI / 2 : 3 * G_PI + G_PI / 2 - phi;
}

/**
 * ent_antimeridian_segment:
 * @a: where the segment begins, already added
 * @b: where it ends
 * @pieces: gets @b, and before it the end of one piece and the beginning of the next where the
 * segment crosses the cut
 */
void
ent_antimeridian_segment (const EntVertex *a, const EntVertex *b, EntPieces *pieces)
{
  if (fabs (b->lambda - a->lambda) > G_PI)
    {
      const double phi = crossing (a, b), from = copysign (G_PI, a->lambda);
      ent_pieces_add (pieces, (EntVertex){ from, phi, FALSE });
      ent_pieces_end (pieces, TRUE, side_position (from, phi));
      ent_pieces_begin (pieces, TRUE, side_position (-from, phi));
      ent_pieces_add (pieces, (EntVertex){ -from, phi, TRUE });
    }
  ent_pieces_add (pieces, *b);
}

/**
 * ent_antimeridian_edge:
 * @position: 0 to 6π
 *
 * Returns: the point of the edge there
 */
EntVertex
ent_antimeridian_edge (double position)
{
  if (position <= G_PI)
    return (EntVertex){ G_PI, position - G_PI / 2, TRUE };
  if (position <= 3 * G_PI)
    return (EntVertex){ 2 * G_PI - position, G_PI / 2, TRUE };
  if (position <= 4 * G_PI)
    return (EntVertex){ -G_PI, 3 * G_PI + G_PI / 2 - position, TRUE };
  return (EntVertex){ position - 5 * G_PI, -G_PI / 2, TRUE };
}
