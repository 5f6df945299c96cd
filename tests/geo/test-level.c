/* The world on the map at each level of detail: nothing smeared, lost, or filled on the wrong side.
 */
#include "geo/geo-error.h"
#include "shapes.h"

#include <math.h>
#include <string.h>

static EntWorld *world;

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *file = ent_data_path ("world/world.bin");
  g_autoptr (GError) error = NULL;
  world = ent_world_open (file, &error);
  g_assert_no_error (error);
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
  const int result = g_test_run ();
  ent_world_unref (world);
  return result;
}
