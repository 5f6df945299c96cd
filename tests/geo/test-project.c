/* Lines and polygons on the map: cut right at its edge, filled on the right side, without smears.
 */
#include "geo/geo-error.h"
#include "shapes.h"

#include <math.h>
#include <string.h>

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
  g_test_add_func ("/geo/clip/ring-round-the-pole", ring_round_the_pole);
  g_test_add_func ("/geo/clip/hemispheres", hemispheres);
  g_test_add_func ("/geo/clip/inside-out", inside_out);
  g_test_add_func ("/geo/clip/box-across", box_across);
  g_test_add_func ("/geo/clip/touches-the-cut", touches_the_cut);
  g_test_add_func ("/geo/clip/spikes", spikes);
  g_test_add_func ("/geo/clip/lines", lines);
  g_test_add_func ("/geo/resample/bends-exactly", bends_exactly);
  g_test_add_func ("/geo/project/bad-input", bad_input);
  g_test_add_func ("/geo/project/random-rings", random_rings);
  return g_test_run ();
}
