/* Projections against PROJ itself, there and back, fitting, choosing, and input off the globe. */
#include "geo/geo-error.h"
#include "geo/projection.h"

#include <math.h>
#include <proj.h>
#include <string.h>

#define RAD (G_PI / 180)

static EntProjection *
make (const char *kind, double lon_deg, double lat_deg)
{
  g_autoptr (GError) error = NULL;
  const EntProjectionSpec spec = { .kind = kind, .centre = { lon_deg, lat_deg } };
  EntProjection *projection = ent_projection_new (&spec, &error);
  g_assert_no_error (error);
  return projection;
}

static EntLonLat
random_point (GRand *random)
{
  return (EntLonLat){ g_rand_double_range (random, -180, 180),
                      asin (g_rand_double_range (random, -1, 1)) / RAD };
}

/* A thousand points through the whole of ours and through PROJ with its own turning, on a frame of
 * 1920. */
static void
agrees_with_proj (void)
{
  GRand *random = g_rand_new_with_seed (7);
  for (const char *const *kind = ent_projection_kinds (); *kind != NULL; kind++)
    {
      g_autoptr (EntProjection) projection = make (*kind, 127.5, 38);
      g_assert_true (
          ent_projection_fit (projection, NULL, 0, ENT_RECT (0, 0, 1920, 1080), 0, NULL));
      g_autofree char *definition = ent_projection_definition (projection);
      PJ *pj = proj_create (PJ_DEFAULT_CTX, definition);
      g_assert_nonnull (pj);
      double x0, y0;
      const EntLonLat centre = ent_projection_centre (projection);
      g_assert_true (ent_projection_point (projection, centre.lon_deg, centre.lat_deg, &x0, &y0));
      guint shown = 0;
      for (guint i = 0; i < 1000; i++)
        {
          const EntLonLat p = random_point (random);
          double x, y;
          if (!ent_projection_point (projection, p.lon_deg, p.lat_deg, &x, &y))
            continue;
          shown++;
          const PJ_COORD at
              = proj_trans (pj, PJ_FWD, proj_coord (p.lon_deg * RAD, p.lat_deg * RAD, 0, 0));
          const double scale = ent_projection_scale (projection) / 6371008.8;
          g_assert_cmpfloat_with_epsilon (x, x0 + scale * at.xy.x, 0.01);
          g_assert_cmpfloat_with_epsilon (y, y0 - scale * at.xy.y, 0.01);
        }
      g_assert_cmpuint (shown, >, strcmp (*kind, "orthographic") == 0 ? 400 : 950);
      proj_destroy (pj);
    }
  g_rand_free (random);
}

static void
there_and_back (void)
{
  GRand *random = g_rand_new_with_seed (11);
  for (const char *const *kind = ent_projection_kinds (); *kind != NULL; kind++)
    {
      g_autoptr (EntProjection) projection = make (*kind, -165, -40);
      g_assert_true (
          ent_projection_fit (projection, NULL, 0, ENT_RECT (10, 20, 800, 600), 12, NULL));
      ent_projection_set_view (projection, 3, -400, -200);
      for (guint i = 0; i < 500; i++)
        {
          const EntLonLat p = random_point (random);
          EntLonLat q;
          double x, y;
          if (!ent_projection_point (projection, p.lon_deg, p.lat_deg, &x, &y))
            continue;
          g_assert_true (ent_projection_invert (projection, x, y, &q.lon_deg, &q.lat_deg));
          g_assert_cmpfloat (ent_geo_distance (p, q), <, 1e-3);
        }
      double lon, lat;
      g_assert_false (ent_projection_invert (projection, -9000, -9000, &lon, &lat));
      g_assert_false (ent_projection_invert (projection, NAN, 0, &lon, &lat));
    }
  g_rand_free (random);
}

/* The corner of a frame that an oval map does not fill is no place. */
static void
corners_are_empty (void)
{
  for (const char *const *kind = ent_projection_kinds (); *kind != NULL; kind++)
    {
      g_autoptr (EntProjection) projection = make (*kind, 0, 0);
      g_assert_true (ent_projection_fit (projection, NULL, 0, ENT_RECT (0, 0, 800, 800), 0, NULL));
      double lon, lat;
      if (strcmp (*kind, "mercator") != 0)
        g_assert_false (ent_projection_invert (projection, 1, 1, &lon, &lat));
      /* Just above the pole of the maps that are wider than high. */
      if (g_strv_contains ((const char *[]){ "equal-earth", "natural-earth", "robinson", NULL },
                           *kind))
        {
          double x, top;
          g_assert_true (ent_projection_point (projection, 0, 90, &x, &top));
          g_assert_true (ent_projection_invert (projection, x, top + 1, &lon, &lat));
          g_assert_false (ent_projection_invert (projection, x, top - 1, &lon, &lat));
        }
      g_assert_false (ent_projection_invert (projection, 400, -10, &lon, &lat));
      g_assert_false (ent_projection_invert (projection, -10, 400, &lon, &lat));
    }
}

static void
fits (void)
{
  static const EntLonLat korea[]
      = { { 126.98, 37.57 }, { 125.75, 39.03 }, { 131, 35 }, { 124, 43 } };
  const EntRect frame = ENT_RECT (100, 50, 640, 480);
  for (const char *const *kind = ent_projection_kinds (); *kind != NULL; kind++)
    {
      g_autoptr (EntProjection) projection = make (*kind, 120, 30);
      EntRect box = ENT_RECT_EMPTY;
      g_assert_true (ent_projection_fit (projection, korea, G_N_ELEMENTS (korea), frame, 40, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (korea); i++)
        {
          double x, y;
          g_assert_true (
              ent_projection_point (projection, korea[i].lon_deg, korea[i].lat_deg, &x, &y));
          ent_rect_add_point (&box, x, y);
        }
      const double width = frame.width - 80, height = frame.height - 80;
      g_assert_cmpfloat_with_epsilon (MAX (box.width / width, box.height / height), 1, 1e-9);
      g_assert_cmpfloat_with_epsilon (box.x + box.width / 2, 420, 1e-6);
      g_assert_cmpfloat_with_epsilon (box.y + box.height / 2, 290, 1e-6);
    }
}

/* One mark, frames without size, marks on the far side: a sensible map all the same. */
static void
fits_the_odd (void)
{
  static const EntLonLat one = { 103.85, 1.29 }, far_side = { -100, 10 };
  static const struct
  {
    EntRect frame;
    const EntLonLat *point;
  } rows[] = {
    { { 0, 0, 640, 480 }, &one },
    { { 0, 0, 0, 0 }, &one },
    { { 0, 0, 0, 0 }, NULL },
    { { 0, 0, 640, 480 }, &far_side },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntProjection) projection = make ("orthographic", 100, 0);
      g_assert_true (ent_projection_fit (
          projection, rows[i].point, rows[i].point != NULL, rows[i].frame, 20, NULL));
      g_assert_cmpfloat (ent_projection_scale (projection), >, 0);
      g_assert_cmpfloat (ent_projection_scale (projection), <, 1e5);
    }
}

static void
chooses (void)
{
  static const EntLonLat hanoi_anchorage[]
      = { { 105.85, 21.03 }, { -149.9, 61.22 }, { 125.75, 39.03 }, { -77.04, 38.9 } };
  static const EntLonLat korea[] = { { 126.98, 37.57 }, { 125.75, 39.03 } };
  static const EntLonLat pacific_rim[]
      = { { 151, -34 }, { 140, 36 }, { -77, -12 }, { -123, 49 }, { 77, 29 } };
  static const EntLonLat world[] = { { -77, 39 },  { 0, 51 },    { 37, 56 }, { 116, 40 },
                                     { 151, -34 }, { -58, -35 }, { 18, -34 } };
  static const struct
  {
    const EntLonLat *points;
    gsize n;
    const char *kind;
  } rows[] = {
    { hanoi_anchorage, 4, "azimuthal-equal-area" },
    { korea, 2, "azimuthal-equal-area" },
    { pacific_rim, 5, "azimuthal-equal-area" },
    { world, 7, "equal-earth" },
    { NULL, 0, "equal-earth" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const EntProjectionSpec spec
          = { .kind = "auto", .points = rows[i].points, .n_points = rows[i].n };
      g_autoptr (EntProjection) projection = ent_projection_new (&spec, &error);
      g_assert_no_error (error);
      if (i != 2) /* on the verge of a hemisphere: only what follows matters */
        g_assert_cmpstr (ent_projection_kind (projection), ==, rows[i].kind);
      const EntLonLat centre = ent_projection_centre (projection);
      for (gsize k = 0; k < rows[i].n; k++)
        {
          if (strcmp (ent_projection_kind (projection), "equal-earth") != 0)
            g_assert_cmpfloat (ent_geo_distance (centre, rows[i].points[k]), <=, 91);
          else /* no mark within 15° of the cut */
            g_assert_cmpfloat (
                fabs (remainder (rows[i].points[k].lon_deg - centre.lon_deg, 360)), <, 165);
        }
    }
}

static void
refuses (void)
{
  static const EntLonLat off = { 10, 95 };
  static const struct
  {
    EntProjectionSpec spec;
    EntGeoError code;
    const char *message;
  } rows[] = {
    { { .kind = "peirce" }, ENT_GEO_ERROR_PROJECTION, "\"peirce\", expected auto, equal-earth" },
    { { .kind = NULL }, ENT_GEO_ERROR_PROJECTION, "expected auto" },
    { { .kind = "orthographic", .centre = { NAN, 0 } }, ENT_GEO_ERROR_COORDINATE, "nan" },
    { { .kind = "orthographic", .centre = { 0, 91 } }, ENT_GEO_ERROR_COORDINATE, "latitude 91" },
    { { .kind = "auto", .points = &off, .n_points = 1 }, ENT_GEO_ERROR_COORDINATE, "latitude 95" },
    { { .kind = "robinson", .centre = { INFINITY, 0 } }, ENT_GEO_ERROR_COORDINATE, "inf" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (ent_projection_new (&rows[i].spec, &error));
      g_assert_error (error, ENT_GEO_ERROR, (int)rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].message));
    }
  g_autoptr (EntProjection) projection = make ("equal-earth", 0, 0);
  g_autoptr (GError) error = NULL;
  double x, y;
  g_assert_false (ent_projection_point (projection, NAN, 0, &x, &y));
  g_assert_false (ent_projection_point (projection, 0, 90.5, &x, &y));
  g_assert_false (ent_projection_fit (projection, &off, 1, ENT_RECT (0, 0, 10, 10), 0, &error));
  g_assert_error (error, ENT_GEO_ERROR, ENT_GEO_ERROR_COORDINATE);
}

static void
great_circles (void)
{
  static const struct
  {
    EntLonLat a, b;
    double t;
    EntLonLat at;
  } rows[] = {
    { { 0, 0 }, { 90, 0 }, 0.5, { 45, 0 } },
    { { 170, 0 }, { -170, 0 }, 0.25, { 175, 0 } },
    { { 0, 80 }, { 180, 80 }, 0.5, { 0, 90 } },
    { { 20, 30 }, { -160, -30 }, 0.5, { -160, 60 } }, /* antipodes: over the nearer pole */
    { { 5, 5 }, { 5, 5 }, 0.7, { 5, 5 } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const EntLonLat at = ent_geo_interpolate (rows[i].a, rows[i].b, rows[i].t);
      g_assert_cmpfloat (ent_geo_distance (at, rows[i].at), <, 1e-6);
    }
  g_assert_cmpfloat_with_epsilon (
      ent_geo_distance ((EntLonLat){ 0, 90 }, (EntLonLat){ 33, -90 }), 180, 1e-9);
  /* London to New York is 5,570 km on every table. */
  const double km
      = 111.195
        * ent_geo_distance ((EntLonLat){ -0.1278, 51.5074 }, (EntLonLat){ -74.006, 40.7128 });
  g_assert_cmpfloat_with_epsilon (km, 5570, 2);
}

static void
caps (void)
{
  static const EntLonLat rim[] = { { 30, 20 }, { 50, 20 }, { 40, 33 } };
  const EntCap cap = ent_geo_smallest_cap (rim, G_N_ELEMENTS (rim));
  for (guint i = 0; i < G_N_ELEMENTS (rim); i++)
    {
      /* All three lie on the smallest cap's rim. */
      g_assert_cmpfloat (ent_geo_distance (cap.centre, rim[i]), <=, cap.radius_deg + 1e-9);
      g_assert_cmpfloat (ent_geo_distance (cap.centre, rim[i]), >, cap.radius_deg - 0.1);
    }
  g_assert_cmpfloat (ent_geo_smallest_cap (rim, 0).radius_deg, ==, 180);
  g_assert_cmpfloat_with_epsilon (ent_geo_smallest_cap (rim, 1).radius_deg, 0, 1e-6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/projection/agrees-with-proj", agrees_with_proj);
  g_test_add_func ("/geo/projection/there-and-back", there_and_back);
  g_test_add_func ("/geo/projection/corners-are-empty", corners_are_empty);
  g_test_add_func ("/geo/projection/fits", fits);
  g_test_add_func ("/geo/projection/fits-the-odd", fits_the_odd);
  g_test_add_func ("/geo/projection/chooses", chooses);
  g_test_add_func ("/geo/projection/refuses", refuses);
  g_test_add_func ("/geo/sphere/great-circles", great_circles);
  g_test_add_func ("/geo/sphere/caps", caps);
  return g_test_run ();
}
