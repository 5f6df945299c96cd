/* Lines and polygons on the map: cut right at its edge, filled on the right side, without smears.
 */
#include "base/data-dir.h"
#include "geo/geo-error.h"
#include "geo/project.h"

#include <math.h>
#include <string.h>

#define WIDTH 1000.0
#define HEIGHT 600.0

static EntWorld *world;

static EntProjection *
make (const char *kind, double lon_deg, double lat_deg)
{
  g_autoptr (GError) error = NULL;
  const EntProjectionSpec spec = { .kind = kind, .centre = { lon_deg, lat_deg } };
  EntProjection *projection = ent_projection_new (&spec, &error);
  g_assert_no_error (error);
  g_assert_true (ent_projection_fit (projection, NULL, 0, ENT_RECT (0, 0, WIDTH, HEIGHT), 0, NULL));
  return projection;
}

/* The longest segment in units, closing ones too. */
static double
longest_segment (const EntPath *path)
{
  EntPoint start = { 0, 0 }, at = { 0, 0 };
  double longest = 0;
  const EntPoint *next = path->points;
  for (gsize i = 0; i < path->n_verbs; i++)
    {
      const EntPoint to = path->verbs[i] == ENT_PATH_CLOSE ? start : *next++;
      if (path->verbs[i] == ENT_PATH_MOVE)
        start = to;
      else
        longest = MAX (longest, hypot (to.x - at.x, to.y - at.y));
      at = to;
    }
  return longest;
}

/* Square units, by the shoelace; holes count against. */
static double
area (const EntPath *path)
{
  double sum = 0;
  EntPoint start = { 0, 0 }, at = { 0, 0 };
  const EntPoint *next = path->points;
  for (gsize i = 0; i < path->n_verbs; i++)
    {
      const EntPoint to = path->verbs[i] == ENT_PATH_CLOSE ? start : *next++;
      if (path->verbs[i] == ENT_PATH_MOVE)
        start = to;
      else
        sum += at.x * to.y - to.x * at.y;
      at = to;
    }
  return fabs (sum) / 2;
}

static guint
count (const EntPath *path, EntPathVerb verb)
{
  guint n = 0;
  for (gsize i = 0; i < path->n_verbs; i++)
    n += path->verbs[i] == verb;
  return n;
}

static EntPath *
polygon (EntProjection *projection, const EntLonLat *points, gsize n)
{
  g_autoptr (GError) error = NULL;
  EntPath *path = ent_path_new ();
  ent_project_polygon (projection, points, &n, 1, path, &error);
  g_assert_no_error (error);
  return path;
}

static gboolean
covers (const EntPath *path, EntProjection *projection, double lon_deg, double lat_deg)
{
  double x, y;
  g_assert_true (ent_projection_point (projection, lon_deg, lat_deg, &x, &y));
  return ent_path_contains (path, x, y);
}

static double
sphere_area (EntProjection *projection)
{
  g_autoptr (EntPath) path = ent_path_new ();
  ent_project_sphere (projection, path);
  return area (path);
}

/* A ring round the north pole, eastward, holds the pole; westward it holds all the rest. */
static void
ring_round_the_pole (void)
{
  static const EntLonLat east[] = { { -120, 60 }, { 0, 60 }, { 120, 60 } };
  static const EntLonLat west[] = { { 120, 60 }, { 0, 60 }, { -120, 60 } };
  for (const char *const *kind = ent_projection_kinds (); *kind != NULL; kind++)
    for (int lon = -180; lon < 180; lon += 30)
      {
        g_autoptr (EntProjection) projection = make (*kind, lon, 50);
        g_autoptr (EntPath) cap = polygon (projection, east, G_N_ELEMENTS (east));
        g_autoptr (EntPath) rest = polygon (projection, west, G_N_ELEMENTS (west));
        g_assert_true (covers (cap, projection, lon, 82));
        g_assert_false (covers (rest, projection, lon, 82));
        g_assert_false (covers (cap, projection, lon + 5, 20));
        g_assert_true (covers (rest, projection, lon + 5, 20));
        g_assert_cmpfloat_with_epsilon (
            (area (cap) + area (rest)) / sphere_area (projection), 1, 2e-3);
        g_assert_cmpfloat (longest_segment (cap), <, WIDTH / 2);
      }
}

/* A hemisphere, both ways round, and its complement together make the map. */
static void
hemispheres (void)
{
  static const EntLonLat ring[] = { { 0, 0 }, { 90, 0 }, { 180, 0 }, { -90, 0 } };
  static const EntLonLat back[] = { { -90, 0 }, { 180, 0 }, { 90, 0 }, { 0, 0 } };
  for (int lon = -175; lon < 180; lon += 35)
    {
      g_autoptr (EntProjection) projection = make ("equal-earth", lon, 0);
      g_autoptr (EntPath) north = polygon (projection, ring, G_N_ELEMENTS (ring));
      g_autoptr (EntPath) south = polygon (projection, back, G_N_ELEMENTS (back));
      g_assert_true (covers (north, projection, 10, 40));
      g_assert_false (covers (north, projection, 10, -40));
      g_assert_true (covers (south, projection, 10, -40));
      g_assert_cmpfloat_with_epsilon (area (north) / sphere_area (projection), 0.5, 1e-3);
    }
}

/* An island clear of the cut, walked clockwise, is the sea round it: all of the map but a hole. */
static void
inside_out (void)
{
  static const EntLonLat lake[] = { { 10, 10 }, { 10, 30 }, { 30, 30 }, { 30, 10 }, { 10, 10 } };
  static const struct
  {
    const char *kind;
    double lon_deg, lat_deg;
  } rows[] = { { "equal-earth", 0, 0 },
               { "orthographic", 20, 20 },
               { "azimuthal-equal-area", 100, 20 } };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntProjection) projection = make (rows[i].kind, rows[i].lon_deg, rows[i].lat_deg);
      g_autoptr (EntPath) sea = polygon (projection, lake, G_N_ELEMENTS (lake));
      g_assert_cmpuint (count (sea, ENT_PATH_MOVE), ==, 2);
      g_assert_false (covers (sea, projection, 20, 20));
      g_assert_true (covers (sea, projection, 50, 20));
      g_assert_cmpfloat (area (sea) / sphere_area (projection), >, 0.8);
    }
  /* From behind: the lake is out of sight, and all that is seen is sea. */
  g_autoptr (EntProjection) behind = make ("orthographic", -160, -20);
  g_autoptr (EntPath) sea = polygon (behind, lake, G_N_ELEMENTS (lake));
  g_assert_cmpfloat_with_epsilon (area (sea) / sphere_area (behind), 1, 1e-6);
}

/* A box over 180° with a hole in it comes out as two halves, each with half the hole. */
static void
box_across (void)
{
  static const EntLonLat points[] = { { 170, -10 }, { -170, -10 }, { -170, 10 }, { 170, 10 },
                                      { 175, -5 },  { 175, 5 },    { -175, 5 },  { -175, -5 } };
  static const gsize lengths[] = { 4, 4 };
  g_autoptr (GError) error = NULL;
  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr (EntProjection) projection = make ("equal-earth", turn * 180, 0);
      g_autoptr (EntPath) path = ent_path_new ();
      g_assert_true (ent_project_polygon (projection, points, lengths, 2, path, &error));
      g_assert_cmpuint (count (path, ENT_PATH_MOVE), ==, 2);
      g_assert_true (covers (path, projection, 172, 0));
      g_assert_true (covers (path, projection, -172, 0));
      g_assert_true (covers (path, projection, 179, 7));
      g_assert_false (covers (path, projection, 178, 0));
      g_assert_false (covers (path, projection, 0, 0));
      g_assert_cmpfloat_with_epsilon (area (path) / sphere_area (projection), 300 / 41253.0, 1e-4);
    }
}

/* Points on the cut belong to the side they are come to from: no flood, no hair. */
static void
touches_the_cut (void)
{
  static const EntLonLat rows[][4] = {
    { { 170, 0 }, { 180, 0 }, { 180, 10 }, { 170, 10 } },
    { { 170, 0 }, { -180, 0 }, { 180, 10 }, { 170, 10 } },
    { { -180, 0 }, { -180, 10 }, { 170, 10 }, { 170, 0 } },
    { { 160, 0 }, { 180, 5 }, { 170, 10 }, { 160, 10 } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntProjection) projection = make ("natural-earth", 0, 0);
      g_autoptr (EntPath) path = polygon (projection, rows[i], 4);
      g_assert_cmpuint (count (path, ENT_PATH_MOVE), ==, 1);
      g_assert_cmpfloat (area (path) / sphere_area (projection), <, 0.005);
      g_assert_true (covers (path, projection, 172, 7));
    }
}

/* A spike over the edge and back on the same way adds nothing, wherever rounding puts its two
 * crossings. */
static void
spikes (void)
{
  static const struct
  {
    const char *kind;
    double lon_deg;
  } rows[] = { { "equal-earth", 0 }, { "orthographic", 90 } };
  GRand *random = g_rand_new_with_seed (5);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (EntProjection) projection = make (rows[i % 2].kind, rows[i % 2].lon_deg, 0);
      const EntLonLat foot
          = { g_rand_double_range (random, 172, 179), g_rand_double_range (random, -3, 3) };
      const EntLonLat tip
          = { g_rand_double_range (random, -179, -170), g_rand_double_range (random, -60, 60) };
      const EntLonLat points[] = { { 170, -5 }, foot, tip, foot, { 170, 5 } };
      g_autoptr (EntPath) path = polygon (projection, points, G_N_ELEMENTS (points));
      g_assert_cmpfloat (area (path) / sphere_area (projection), <, 0.01);
    }
  g_rand_free (random);
}

static void
lines (void)
{
  static const EntLonLat tokyo_la[] = { { 139.7, 35.7 }, { -118.2, 34 } };
  static const EntLonLat over_pole[] = { { 0, 70 }, { 180, 70 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (EntProjection) atlantic = make ("equal-earth", 0, 0);
  g_autoptr (EntProjection) pacific = make ("equal-earth", 180, 0);
  g_autoptr (EntProjection) globe = make ("orthographic", -60, 0);
  g_autoptr (EntPath) path = ent_path_new ();
  g_assert_true (ent_project_line (atlantic, tokyo_la, 2, path, &error));
  g_assert_cmpuint (count (path, ENT_PATH_MOVE), ==, 2);
  g_assert_cmpfloat (longest_segment (path), <, WIDTH / 8);
  ent_path_clear (path);
  g_assert_true (ent_project_line (pacific, tokyo_la, 2, path, &error));
  g_assert_cmpuint (count (path, ENT_PATH_MOVE), ==, 1);
  /* Bent: it is longer than its chord, and every middle lies on it. */
  g_assert_cmpuint (path->n_points, >, 8);
  for (double t = 0; t <= 1; t += 0.01)
    {
      const EntLonLat at = ent_geo_interpolate (tokyo_la[0], tokyo_la[1], t);
      double x, y;
      g_assert_true (ent_projection_point (pacific, at.lon_deg, at.lat_deg, &x, &y));
      g_assert_cmpfloat (ent_path_distance (path, x, y), <, 0.36);
    }
  ent_path_clear (path);
  g_assert_true (ent_project_line (globe, tokyo_la, 2, path, &error));
  g_assert_cmpuint (count (path, ENT_PATH_MOVE), ==, 1);
  ent_path_clear (path);
  g_assert_true (ent_project_line (pacific, over_pole, 2, path, &error));
  g_assert_cmpfloat (ent_path_bounds (path).height, >, 20);
}

/* The error of a bent line stays under the pixel in all projections and at any zoom. */
static void
bends_exactly (void)
{
  static const EntLonLat ends[][2] = { { { 20, -35 }, { 150, -38 } },
                                       { { -70, 45 }, { 100, 62 } },
                                       { { 0, 0 }, { 5, 5 } },
                                       { { -60, -80 }, { 60, -72 } } };
  for (const char *const *kind = ent_projection_kinds (); *kind != NULL; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
      for (double zoom = 1; zoom < 50; zoom *= 6)
        {
          g_autoptr (EntProjection) projection = make (*kind, 20, 30);
          double x, y;
          const EntLonLat middle = ent_geo_interpolate (ends[i][0], ends[i][1], 0.5);
          if (!ent_projection_point (projection, middle.lon_deg, middle.lat_deg, &x, &y))
            continue;
          ent_projection_set_view (projection, zoom, WIDTH / 2 - zoom * x, HEIGHT / 2 - zoom * y);
          g_autoptr (EntPath) path = ent_path_new ();
          g_assert_true (ent_project_line (projection, ends[i], 2, path, NULL));
          for (double t = 0; t <= 1; t += 0.002)
            {
              const EntLonLat at = ent_geo_interpolate (ends[i][0], ends[i][1], t);
              if (ent_projection_point (projection, at.lon_deg, at.lat_deg, &x, &y) && x > 0
                  && x < WIDTH && y > 0 && y < HEIGHT)
                g_assert_cmpfloat (ent_path_distance (path, x, y), <, 0.45);
            }
        }
}

static guint
unit_of (const char *iso)
{
  guint unit;
  g_assert_true (ent_world_find_iso (world, iso, &unit));
  return unit;
}

/* Antarctica fills the map down to its lower edge, whatever the middle. */
static void
antarctica (void)
{
  static const char *const kinds[] = { "equal-earth",   "natural-earth", "robinson", "mercator",
                                       "winkel-tripel", "mollweide",     "miller" };
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (int lon = -180; lon < 180; lon += 45)
      for (guint level = 0; level < 2; level++)
        {
          g_autoptr (EntProjection) projection = make (kinds[k], lon, 0);
          g_autoptr (EntMapPaths) paths
              = ent_project_level (projection, ent_world_level (world, level, NULL));
          const EntPath *fill = paths->fills[unit_of ("ATA")];
          double x, bottom;
          const gboolean mercator = strcmp (kinds[k], "mercator") == 0;
          const gboolean oval = strcmp (kinds[k], "mollweide") == 0;
          g_assert_nonnull (fill);
          g_assert_true (
              ent_projection_point (projection, lon, mercator ? -85.05 : -90, &x, &bottom));
          /* The Ross Sea reaches beyond Mercator's end between 170° and 140° west; no point is on
           * the cut.  Where Mollweide's map comes to a point, its edge is as near as a pixel. */
          for (int east = -128; east <= 160; east += 9)
            if (!oval || fabs (remainder (east - lon, 360)) < 160)
              g_assert_true (covers (fill, projection, east, mercator ? -85 : oval ? -86 : -89.5));
          const EntRect bounds = ent_path_bounds (fill);
          g_assert_cmpfloat_with_epsilon (bounds.y + bounds.height, bottom, 0.1);
          g_assert_cmpfloat (bounds.height, <, HEIGHT / 3);
        }
}

/* Chukotka on the far left and Fiji on both sides, neither smeared. */
static void
across_the_antimeridian (void)
{
  for (guint level = 0; level < 2; level++)
    {
      g_autoptr (EntProjection) projection = make ("equal-earth", 0, 0);
      g_autoptr (EntMapPaths) paths
          = ent_project_level (projection, ent_world_level (world, level, NULL));
      const EntPath *russia = paths->fills[unit_of ("RUS")], *fiji = paths->fills[unit_of ("FJI")];
      g_assert_true (covers (russia, projection, -173, 66.5));
      g_assert_true (covers (russia, projection, 177, 67));
      g_assert_true (covers (russia, projection, 100, 62));
      g_assert_false (covers (russia, projection, -100, 62));
      g_assert_cmpfloat (longest_segment (russia), <, 40);
      g_assert_cmpfloat (longest_segment (paths->coast), <, 40);
      const EntRect bounds = ent_path_bounds (fiji);
      g_assert_cmpfloat (bounds.width, >, WIDTH * 0.9);
      g_assert_cmpfloat (longest_segment (fiji), <, 5);
      /* And in the middle of a map of the Pacific it is whole. */
      g_autoptr (EntProjection) pacific = make ("equal-earth", 180, 0);
      g_autoptr (EntMapPaths) whole
          = ent_project_level (pacific, ent_world_level (world, level, NULL));
      g_assert_cmpfloat (ent_path_bounds (whole->fills[unit_of ("FJI")]).width, <, 20);
    }
}

/* The areas on equal-area maps are the areas on the globe: nothing lost, nothing flooded. */
static void
areas_are_kept (void)
{
  static const struct
  {
    const char *kind;
    double lon_deg, lat_deg;
  } views[] = { { "equal-earth", 0, 0 },
                { "equal-earth", 100, 0 },
                { "equal-earth", -170, 0 },
                { "equal-earth", 37.5, 0 },
                { "mollweide", 60, 0 },
                { "albers", 100, 35 },
                { "albers", -60, -30 },
                { "cylindrical-equal-area", 10, 0 },
                { "azimuthal-equal-area", 0, 90 },
                { "azimuthal-equal-area", 10, 50 },
                { "azimuthal-equal-area", 140, 40 } };
  const double earth_km2 = 4 * G_PI * 6371.0088 * 6371.0088;
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autoptr (EntProjection) projection
          = make (views[i].kind, views[i].lon_deg, views[i].lat_deg);
      g_autoptr (EntMapPaths) paths
          = ent_project_level (projection, ent_world_level (world, 1, NULL));
      const double units_per_km2 = sphere_area (projection) / earth_km2;
      for (guint unit = 0; unit < paths->n_fills; unit++)
        {
          const double expected = ent_world_unit (world, unit)->area_km2 * units_per_km2;
          const double found = paths->fills[unit] != NULL ? area (paths->fills[unit]) : 0;
          /* A pixel's rounding along the outline, and a few per cent for the thousand islets that
           * thin away. */
          g_assert_cmpfloat_with_epsilon (found, expected, 25 + 0.05 * expected);
        }
    }
}

/* The antipode of the middle lies far inside Russia, whose coasts nothing cuts: it is all of the
 * rim. */
static void
land_at_the_antipode (void)
{
  g_autoptr (EntProjection) projection = make ("azimuthal-equal-area", -83, -62.5);
  const guint russia = unit_of ("RUS");
  for (guint level = 0; level < 2; level++)
    {
      g_autoptr (EntMapPaths) paths
          = ent_project_level (projection, ent_world_level (world, level, NULL));
      const double expected
          = ent_world_unit (world, russia)->area_km2 / (4 * G_PI * 6371.0088 * 6371.0088);
      g_assert_cmpfloat_with_epsilon (
          area (paths->fills[russia]) / sphere_area (projection), expected, 0.05 * expected);
    }
}

/* The globe shows its near side only, to the limb and not beyond. */
static void
limb (void)
{
  for (int lon = -180; lon < 180; lon += 20)
    {
      g_autoptr (EntProjection) projection = make ("orthographic", lon, lon / 3.0);
      g_autoptr (EntMapPaths) paths
          = ent_project_level (projection, ent_world_level (world, 1, NULL));
      const double radius = ent_projection_scale (projection);
      double total = 0;
      for (guint unit = 0; unit < paths->n_fills; unit++)
        {
          const EntPath *fill = paths->fills[unit];
          for (gsize i = 0; fill != NULL && i < fill->n_points; i++)
            g_assert_cmpfloat (
                hypot (fill->points[i].x - WIDTH / 2, fill->points[i].y - HEIGHT / 2),
                <,
                radius + 1e-6);
          total += fill != NULL ? area (fill) : 0;
        }
      g_assert_cmpfloat (total / (G_PI * radius * radius), <, 0.9);
      g_assert_cmpfloat (total / (G_PI * radius * radius), >, 0.03);
    }
}

/* The longest segment of all there is on a map. */
static double
longest_of_all (EntProjection *projection, guint level)
{
  g_autoptr (EntMapPaths) paths
      = ent_project_level (projection, ent_world_level (world, level, NULL));
  g_autoptr (EntPath) rest = ent_path_new ();
  ent_project_sphere (projection, rest);
  ent_project_graticule (projection, 15, rest);
  double longest = MAX (longest_segment (paths->coast), longest_segment (paths->border));
  longest = MAX (longest, longest_segment (rest));
  for (guint unit = 0; unit < paths->n_fills; unit++)
    if (paths->fills[unit] != NULL)
      longest = MAX (longest, longest_segment (paths->fills[unit]));
  return longest;
}

/* No smear: no segment of anything longer than half the frame, in every projection at 72 middles
 * and at latitudes all over the globe, which are those of discs and cones. */
static void
no_smears (void)
{
  for (const char *const *kind = ent_projection_kinds (); *kind != NULL; kind++)
    for (int lon = -180; lon < 180; lon += 5)
      {
        g_autoptr (EntProjection) projection = make (*kind, lon, (lon * 7) % 90);
        g_assert_cmpfloat (longest_of_all (projection, 0), <, WIDTH / 2);
        if (lon % 30 == 0)
          g_assert_cmpfloat (longest_of_all (projection, 1), <, WIDTH / 2);
      }
}

/* Nor in what people may write. */
static void
no_smears_of_strings (void)
{
  static const char *const strings[] = { "eqc",
                                         "vandg",
                                         "eck4",
                                         "hammer",
                                         "igh",
                                         "isea",
                                         "poly",
                                         "gnom +lat_0=%d",
                                         "stere +lat_0=%d",
                                         "laea +lat_0=%d",
                                         "nsper +h=2e6 +lat_0=%d",
                                         "tmerc +lat_0=%d",
                                         "lcc +lat_1=50 +lat_2=20",
                                         "bonne +lat_1=40",
                                         "ob_tran +o_proj=moll +o_lat_p=45 +o_lon_p=-90",
                                         "omerc +lat_0=30 +alpha=40" };
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    for (int lon = -180; lon < 180; lon += 45)
      {
        g_auto (GStrv) parts = g_strsplit (strings[i], "%d", 2);
        g_autofree char *latitude = g_strdup_printf ("%d", (lon * 7) % 85);
        const gboolean open = parts[1] != NULL;
        g_autofree char *string
            = g_strdup_printf ("+proj=%s%s +lon_0=%d", parts[0], open ? latitude : "", lon);
        g_autoptr (EntProjection) projection = make (string, 0, 0);
        g_test_message ("%s", string);
        g_assert_cmpfloat (longest_of_all (projection, 0), <, WIDTH / 2);
      }
}

/* The outline of a map that is cut open runs along its edge, however that bends; its points are
 * thinned to half a pixel, and the very tips of an oval may be off by as much. */
static void
outlines_are_true (void)
{
  static const char *const kinds[]
      = { "equal-earth",       "winkel-tripel", "mollweide",   "albers",
          "lambert-conformal", "+proj=poly",    "+proj=vandg", "+proj=bonne +lat_1=40" };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (EntProjection) projection = make (kinds[i], 0, 40);
      g_autoptr (EntPath) outline = ent_path_new ();
      ent_project_sphere (projection, outline);
      for (double at = -174; at < 174; at += 0.37)
        {
          const EntLonLat points[] = { { 179.99999, at / 2 }, { at, 90 }, { at, -90 } };
          g_test_message ("%s at %g", kinds[i], at);
          double x, y;
          for (guint k = 0; k < G_N_ELEMENTS (points); k++)
            if (ent_projection_point (projection, points[k].lon_deg, points[k].lat_deg, &x, &y))
              g_assert_cmpfloat (ent_path_distance (outline, x, y), <, 0.45);
        }
    }
}

/* All land together on an equal-area map is the land of the globe to half a percent. */
static void
land_is_kept (void)
{
  static const char *const kinds[]
      = { "equal-earth",          "mollweide",           "cylindrical-equal-area", "albers",
          "azimuthal-equal-area", "+proj=eck4 +lon_0=30" };
  double expected = 0;
  for (guint unit = 0; unit < ent_world_n_units (world); unit++)
    expected += ent_world_unit (world, unit)->area_km2;
  expected /= 4 * G_PI * 6371.0088 * 6371.0088;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int lon = -170; lon < 180; lon += 70)
      {
        g_autoptr (EntProjection) projection = make (kinds[i], lon, lon / 4);
        ent_projection_set_resolution (projection, 4);
        g_autoptr (EntMapPaths) paths
            = ent_project_level (projection, ent_world_level (world, 1, NULL));
        double found = 0;
        for (guint unit = 0; unit < paths->n_fills; unit++)
          found += paths->fills[unit] != NULL ? area (paths->fills[unit]) : 0;
        g_test_message ("%s at %d", kinds[i], lon);
        g_assert_cmpfloat_with_epsilon (found / sphere_area (projection) / expected, 1, 0.005);
      }
}

/* Zoomed in, nothing far outside the frame is left, and what is inside is all there. */
static void
view_is_clipped (void)
{
  for (const char *const *kind = ent_projection_kinds (); *kind != NULL; kind++)
    {
      g_autoptr (EntProjection) projection = make (*kind, 110, 25);
      double x, y;
      g_assert_true (ent_projection_point (projection, 127, 38, &x, &y));
      ent_projection_set_view (projection, 40, WIDTH / 2 - 40 * x, HEIGHT / 2 - 40 * y);
      g_autoptr (EntMapPaths) paths
          = ent_project_level (projection, ent_world_level (world, 1, NULL));
      const EntPath *all[] = {
        paths->coast, paths->border, paths->fills[unit_of ("PRK")], paths->fills[unit_of ("CHN")]
      };
      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        {
          const EntRect bounds = ent_path_bounds (all[i]);
          g_assert_cmpfloat (bounds.x, >=, -24.001);
          g_assert_cmpfloat (bounds.y, >=, -24.001);
          g_assert_cmpfloat (bounds.x + bounds.width, <=, WIDTH + 24.001);
          g_assert_cmpfloat (bounds.y + bounds.height, <=, HEIGHT + 24.001);
        }
      g_assert_true (covers (paths->fills[unit_of ("PRK")], projection, 127, 39.5));
      g_assert_true (covers (paths->fills[unit_of ("KOR")], projection, 127.5, 37));
      g_assert_null (paths->fills[unit_of ("BRA")]);
    }
}

/* Point by point, what a zoomed-in map fills is what the whole map fills there. */
static void
view_is_filled (void)
{
  const char *const isos[] = { "CHN", "KOR", "PRK", "JPN", "RUS" };
  g_autoptr (EntProjection) whole = make ("equal-earth", 110, 0);
  ent_projection_set_resolution (whole, 1000);
  g_autoptr (EntMapPaths) expected = ent_project_level (whole, ent_world_level (world, 0, NULL));
  for (const char *const *kind = ent_projection_kinds (); *kind != NULL; kind++)
    {
      g_autoptr (EntProjection) projection = make (*kind, 110, 25);
      double x, y, lon, lat;
      guint filled = 0, wrong = 0;
      g_assert_true (ent_projection_point (projection, 122, 42, &x, &y));
      ent_projection_set_view (projection, 8, WIDTH / 2 - 8 * x, HEIGHT / 2 - 8 * y);
      g_autoptr (EntMapPaths) paths
          = ent_project_level (projection, ent_world_level (world, 0, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (isos); i++)
        for (double px = 5; px < WIDTH; px += 33)
          for (double py = 5; py < HEIGHT; py += 29)
            {
              const guint unit = unit_of (isos[i]);
              const gboolean is
                  = paths->fills[unit] != NULL && ent_path_contains (paths->fills[unit], px, py);
              g_assert_true (ent_projection_invert (projection, px, py, &lon, &lat));
              wrong += is != covers (expected->fills[unit], whole, lon, lat);
              filled += is;
            }
      g_assert_cmpuint (filled, >, 150);
      /* Only where a border runs within a pixel may the two differ. */
      g_assert_cmpuint (wrong, <=, 2);
    }
}

/* Neighbours share every point of their border, so no sea shows between them. */
static void
neighbours_touch (void)
{
  g_autoptr (EntProjection) projection = make ("equal-earth", 0, 0);
  g_autoptr (EntMapPaths) paths = ent_project_level (projection, ent_world_level (world, 1, NULL));
  g_autoptr (GHashTable) points = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint unit = 0; unit < paths->n_fills; unit++)
    for (gsize i = 0; paths->fills[unit] != NULL && i < paths->fills[unit]->n_points; i++)
      {
        const EntPoint p = paths->fills[unit]->points[i];
        g_hash_table_add (points, g_strdup_printf ("%a %a", p.x, p.y));
      }
  guint missing = 0;
  for (gsize i = 0; i < paths->border->n_points; i++)
    {
      const EntPoint p = paths->border->points[i];
      g_autofree char *key = g_strdup_printf ("%a %a", p.x, p.y);
      missing += !g_hash_table_contains (points, key);
    }
  g_assert_cmpuint (paths->border->n_points, >, 1000);
  /* Enclaves within half a pixel have a border but no area. */
  g_assert_cmpuint (missing, <, 20);
}

static void
finer_for_print (void)
{
  g_autoptr (EntProjection) projection = make ("equal-earth", 0, 0);
  const EntWorldLevel *level = ent_world_level (world, 1, NULL);
  g_autoptr (EntMapPaths) screen = ent_project_level (projection, level);
  ent_projection_set_resolution (projection, 4);
  g_autoptr (EntMapPaths) print = ent_project_level (projection, level);
  g_assert_cmpuint (print->coast->n_points, >, screen->coast->n_points * 1.3);
  const EntRect a = ent_path_bounds (screen->coast), b = ent_path_bounds (print->coast);
  g_assert_cmpfloat_with_epsilon (a.width, b.width, 1);
}

static void
bad_input (void)
{
  const EntLonLat bad[] = { { 0, 0 }, { NAN, 3 }, { 10, 10 } };
  const EntLonLat off[] = { { 0, 0 }, { 10, 91 }, { 10, 10 } };
  const gsize n = 3;
  g_autoptr (EntProjection) projection = make ("equal-earth", 0, 0);
  g_autoptr (EntPath) path = ent_path_new ();
  g_autoptr (GError) error = NULL;
  g_assert_false (ent_project_line (projection, bad, 3, path, &error));
  g_assert_error (error, ENT_GEO_ERROR, ENT_GEO_ERROR_COORDINATE);
  g_assert_nonnull (strstr (error->message, "point 1"));
  g_clear_error (&error);
  g_assert_false (ent_project_polygon (projection, off, &n, 1, path, &error));
  g_assert_error (error, ENT_GEO_ERROR, ENT_GEO_ERROR_COORDINATE);
  g_assert_cmpuint (path->n_points, ==, 0);
  /* Nothing, a point, a line as a ring, a ring that crosses itself: no crash, nothing long. */
  static const EntLonLat bow[] = { { -10, -10 }, { 10, 10 }, { 10, -10 }, { -10, 10 } };
  for (gsize k = 0; k <= G_N_ELEMENTS (bow); k++)
    {
      g_assert_true (ent_project_polygon (projection, bow, &k, 1, path, NULL));
      g_assert_true (ent_project_line (projection, bow, k, path, NULL));
    }
  g_assert_cmpfloat (longest_segment (path), <, WIDTH / 8);
}

/* Rings without rhyme: whatever they mean, they are drawn within the map and without a crash. */
static void
random_rings (void)
{
  GRand *random = g_rand_new_with_seed (3);
  for (guint round = 0; round < 2000; round++)
    {
      const char *kind
          = ent_projection_kinds ()[round % g_strv_length ((char **)ent_projection_kinds ())];
      g_autoptr (EntProjection) projection
          = make (kind, g_rand_int_range (random, -180, 180), g_rand_int_range (random, -90, 91));
      EntLonLat points[12];
      const gsize n = (gsize)g_rand_int_range (random, 0, G_N_ELEMENTS (points) + 1);
      for (gsize i = 0; i < n; i++)
        points[i] = (EntLonLat){ 30.0 * g_rand_int_range (random, -6, 7),
                                 30.0 * g_rand_int_range (random, -3, 4) };
      g_autoptr (EntPath) path = polygon (projection, points, n);
      const EntRect bounds = ent_path_bounds (path);
      if (path->n_points > 0)
        g_assert_true (bounds.x > -25 && bounds.y > -25 && bounds.x + bounds.width < WIDTH + 25
                       && bounds.y + bounds.height < HEIGHT + 25);
    }
  g_rand_free (random);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *file = ent_data_path ("world/world.bin");
  g_autoptr (GError) error = NULL;
  world = ent_world_open (file, &error);
  g_assert_no_error (error);
  g_test_add_func ("/geo/clip/ring-round-the-pole", ring_round_the_pole);
  g_test_add_func ("/geo/clip/hemispheres", hemispheres);
  g_test_add_func ("/geo/clip/inside-out", inside_out);
  g_test_add_func ("/geo/clip/box-across", box_across);
  g_test_add_func ("/geo/clip/touches-the-cut", touches_the_cut);
  g_test_add_func ("/geo/clip/spikes", spikes);
  g_test_add_func ("/geo/clip/lines", lines);
  g_test_add_func ("/geo/resample/bends-exactly", bends_exactly);
  g_test_add_func ("/geo/level/antarctica", antarctica);
  g_test_add_func ("/geo/level/antimeridian", across_the_antimeridian);
  g_test_add_func ("/geo/level/areas-are-kept", areas_are_kept);
  g_test_add_func ("/geo/level/land-at-the-antipode", land_at_the_antipode);
  g_test_add_func ("/geo/level/limb", limb);
  g_test_add_func ("/geo/level/no-smears", no_smears);
  g_test_add_func ("/geo/level/no-smears-of-strings", no_smears_of_strings);
  g_test_add_func ("/geo/level/outlines-are-true", outlines_are_true);
  g_test_add_func ("/geo/level/land-is-kept", land_is_kept);
  g_test_add_func ("/geo/level/view-is-clipped", view_is_clipped);
  g_test_add_func ("/geo/level/view-is-filled", view_is_filled);
  g_test_add_func ("/geo/level/neighbours-touch", neighbours_touch);
  g_test_add_func ("/geo/level/finer-for-print", finer_for_print);
  g_test_add_func ("/geo/project/bad-input", bad_input);
  g_test_add_func ("/geo/project/random-rings", random_rings);
  const int result = g_test_run ();
  ent_world_unref (world);
  return result;
}
