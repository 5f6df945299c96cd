#include "geo/pipeline-private.h"

#include <math.h>
#include <stdlib.h>

/* Degrees from the middle to the farthest mark: up to here marks are a part of a hemisphere, and up
 * to there they lie in a hemisphere. */
#define REGION_RADIUS 50
#define HEMISPHERE_RADIUS 90

/* Less is a country or a city, whose map looks the same in all projections. */
#define SMALL_RADIUS 4

/* Between these latitudes of the middle a cone suits what lies from east to west; nearer to the
 * equator a cylinder does, nearer to a pole a disc. */
#define CONE_FROM 15
#define CONE_TO 65

/* Times as wide as high, from which on marks lie from east to west. */
#define WIDE 1.25

/* Degrees the standard parallels of a cone are apart at least, how far from its middle where there
 * are no marks, and the least latitude of that: on the equator it would be a cylinder. */
#define CONE_MIN_HEIGHT 6
#define CONE_HALF 15
#define CONE_MIN_LAT 5

/* The parallels and meridians round the marks, in degrees; the width counts from the west. */
typedef struct
{
  double west, width, south, north;
} Extent;

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* All round the globe but for the widest gap between the points. */
static Extent
extent_of (const EntLonLat *points, gsize n_points)
{
  Extent extent = { 0, 360, 90, -90 };
  g_autofree double *lons = g_new (double, n_points + 1);
  for (gsize i = 0; i < n_points; i++)
    {
      lons[i] = remainder (points[i].lon_deg, 360);
      extent.south = MIN (extent.south, points[i].lat_deg);
      extent.north = MAX (extent.north, points[i].lat_deg);
    }
  qsort (lons, n_points, sizeof *lons, compare);
  lons[n_points] = lons[0] + 360;
  double widest = -1;
  for (gsize i = 0; i < n_points; i++)
    if (lons[i + 1] - lons[i] > widest)
      {
        widest = lons[i + 1] - lons[i];
        extent.west = lons[i + 1];
      }
  extent.width = 360 - widest;
  return extent;
}

static double
middle_lon (const Extent *extent)
{
  return round (remainder (extent->west + extent->width / 2, 360));
}

/* The parallels one sixth in from the edges; never so that they make a cylinder. */
static void
parallels_of (const Extent *extent, double parallels[2])
{
  const double height = MAX (extent->north - extent->south, CONE_MIN_HEIGHT);
  double middle = (extent->north + extent->south) / 2;
  const double half = height / 3;
  if (fabs (middle) < CONE_MIN_LAT)
    middle = middle < 0 ? -CONE_MIN_LAT : CONE_MIN_LAT;
  middle = CLAMP (middle, -89 + half, 89 - half);
  parallels[0] = round (middle - half);
  parallels[1] = round (middle + half);
}

/**
 * ent_standard_parallels:
 * @points: (array length=n_points): the marks of a map, in degrees
 * @n_points: how many
 * @middle_deg: the middle latitude where there are no marks
 * @parallels: (out): two latitudes in whole degrees, the southern one first
 *
 * Source: Kavrayskiy's rule as in Snyder 1987, Map projections, a working manual: a sixth of the
 * height in from the edges.
 */
void
ent_standard_parallels (const EntLonLat *points,
                        gsize n_points,
                        double middle_deg,
                        double parallels[2])
{
  Extent extent = { .south = middle_deg - 1.5 * CONE_HALF, .north = middle_deg + 1.5 * CONE_HALF };
  if (n_points > 0)
    extent = extent_of (points, n_points);
  parallels_of (&extent, parallels);
}

/**
 * ent_true_parallel:
 * @points: (array length=n_points): the marks of a map, in degrees
 * @n_points: how many; none means the whole world
 *
 * Returns: the latitude, north and south, at which a cylinder suits the marks: half-way from the
 * equator to the farthest, or 30 (Behrmann's)
 */
double
ent_true_parallel (const EntLonLat *points, gsize n_points)
{
  double farthest = n_points > 0 ? 2 : 60;
  for (gsize i = 0; i < n_points; i++)
    farthest = MAX (farthest, fabs (points[i].lat_deg));
  return MIN (60, round (farthest / 2));
}

/**
 * ent_auto_projection:
 * @points: (array length=n_points): the marks of a map, in degrees
 * @n_points: how many; none means the whole world
 *
 * Equal-area projections only, as areas are what the eye compares.  A centre is told to people, in
 * footers and PROJ strings: whole degrees are kinder and shift nothing.
 *
 * Returns: the projection that suits the marks, and why: Equal Earth, cut where no marks are, for
 * the world; a disc for a hemisphere, a pole and what is as high as wide; for what lies from east
 * to west a cylinder along the equator and a cone elsewhere
 *
 * Source: Jenny 2012, Adaptive composite map projections; Šavrič, Jenny and Jenny 2016, Projection
 * Wizard.
 */
EntProjectionChoice
ent_auto_projection (const EntLonLat *points, gsize n_points)
{
  EntProjectionChoice choice = { "equal-earth", { 0, 0 }, { 0, 0 }, ENT_PROJECTION_WORLD };
  if (n_points == 0)
    return choice;
  const EntCap cap = ent_geo_smallest_cap (points, n_points);
  const Extent extent = extent_of (points, n_points);
  choice.centre.lon_deg = middle_lon (&extent);
  if (cap.radius_deg > HEMISPHERE_RADIUS)
    return choice;
  choice.kind = "azimuthal-equal-area";
  const double middle = (extent.north + extent.south) / 2;
  const double width = extent.width * cos (middle * G_PI / 180);
  const gboolean wide = cap.radius_deg > SMALL_RADIUS && cap.radius_deg <= REGION_RADIUS
                        && width > WIDE * (extent.north - extent.south);
  if (wide && fabs (middle) < CONE_FROM)
    {
      choice.kind = "cylindrical-equal-area";
      choice.reason = ENT_PROJECTION_EQUATOR;
      choice.parallels[0] = choice.parallels[1] = ent_true_parallel (points, n_points);
      return choice;
    }
  if (wide && fabs (middle) <= CONE_TO)
    {
      choice.kind = "albers";
      choice.reason = ENT_PROJECTION_WIDE;
      parallels_of (&extent, choice.parallels);
      return choice;
    }
  choice.centre = (EntLonLat){ round (cap.centre.lon_deg), round (cap.centre.lat_deg) };
  choice.reason = fabs (cap.centre.lat_deg) > CONE_TO ? ENT_PROJECTION_POLE
                  : cap.radius_deg > REGION_RADIUS    ? ENT_PROJECTION_HEMISPHERE
                                                      : ENT_PROJECTION_REGION;
  return choice;
}
