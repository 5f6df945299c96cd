#include "geo/pipeline-private.h"

#include <math.h>
#include <stdlib.h>

/* A centre is told to people, in footers and PROJ strings: whole degrees are kinder and shift
 * nothing. */
static EntLonLat
round_centre (EntLonLat centre)
{
  return (EntLonLat){ round (centre.lon_deg), round (centre.lat_deg) };
}

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* The meridian opposite to the middle of the widest gap between the points. */
static double
away_from_gap (const EntLonLat *points, gsize n_points)
{
  g_autofree double *lons = g_new (double, n_points + 1);
  for (gsize i = 0; i < n_points; i++)
    lons[i] = remainder (points[i].lon_deg, 360);
  qsort (lons, n_points, sizeof *lons, compare);
  lons[n_points] = lons[0] + 360;
  double widest = -1, middle = 180;
  for (gsize i = 0; i < n_points; i++)
    if (lons[i + 1] - lons[i] > widest)
      {
        widest = lons[i + 1] - lons[i];
        middle = (lons[i + 1] + lons[i]) / 2;
      }
  return remainder (middle + 180, 360);
}

/**
 * ent_auto_projection:
 * @points: (array length=n_points): the marks of a map, in degrees
 * @n_points: how many; none means the whole world
 * @kind: (out): the name of the projection
 * @centre: (out): its centre
 *
 * Marks within a hemisphere get the azimuthal equal-area projection centred on them, others Equal
 * Earth cut where no marks are.
 *
 * Returns: whether the map is of a part of the world
 *
 * Source: Šavrič, Jenny and Jenny 2016, Projection Wizard, of which this is the coarsest half.
 */
gboolean
ent_auto_projection (const EntLonLat *points, gsize n_points, const char **kind, EntLonLat *centre)
{
  const EntCap cap = ent_geo_smallest_cap (points, n_points);
  const gboolean part = n_points > 0 && cap.radius_deg <= 90;
  *kind = part ? "azimuthal-equal-area" : "equal-earth";
  if (part)
    *centre = round_centre (cap.centre);
  else
    *centre = (EntLonLat){ n_points > 0 ? round (away_from_gap (points, n_points)) : 0, 0 };
  return part;
}
