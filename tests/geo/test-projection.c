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

/* What people may write, and whether the map is cut open or a disc of at least so many degrees. */
static const struct
{
  const char *string;
  gboolean cut;
  double least;
} strings[] = {
  { "+proj=eqc +lat_ts=30 +lon_0=20", TRUE, 0 },
  { "+proj=vandg +lon_0=-100", TRUE, 0 },
  { "+proj=eck4 +ellps=WGS84 +units=km +x_0=2000000", TRUE, 0 },
  { "+proj=lcc +lat_1=30 +lat_2=60 +lat_0=45 +lon_0=105 +type=crs +no_defs", TRUE, 0 },
  { "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80", FALSE, 178 },
  { "+proj=aeqd +lat_0=39.03 +lon_0=125.75", FALSE, 178 },
  { "+proj=stere +lat_0=-90 +lat_ts=-71", FALSE, 100 },
  { "+proj=ortho +lat_0=10 +lon_0=77dE", FALSE, 88 },
  { "+proj=nsper +h=3e6 +lat_0=-30 +lon_0=160", FALSE, 40 },
  { "+proj=gnom +lat_0=90 +lon_0=-45", FALSE, 60 },
  { "+proj=utm +zone=48", FALSE, 40 },
  { "+proj=tmerc +lat_0=0 +lon_0=135 +R=6371000", FALSE, 60 },
  { "+proj=omerc +lat_0=20 +lonc=110 +alpha=40", FALSE, 30 },
  { "+proj=igh", TRUE, 0 },
};

static const char *
kind_at (guint i)
{
  const guint n = g_strv_length ((char **)ent_projection_kinds ());
  return i < n                            ? ent_projection_kinds ()[i]
         : i - n < G_N_ELEMENTS (strings) ? strings[i - n].string
                                          : NULL;
}

static PJ_COORD
ask (PJ *pj, EntLonLat p)
{
  return proj_trans (pj, PJ_FWD, proj_coord (p.lon_deg * RAD, p.lat_deg * RAD, 0, 0));
}

/* Figure units for one of PROJ's, from the farthest of a thousand points. */
static double
units_of (EntProjection *projection, PJ *pj, PJ_COORD middle, double x0, double y0)
{
  GRand *random = g_rand_new_with_seed (1);
  double farthest = 0, units = 0, x, y;
  for (guint i = 0; i < 1000; i++)
    {
      const EntLonLat p = random_point (random);
      const PJ_COORD at = ask (pj, p);
      if (!ent_projection_point (projection, p.lon_deg, p.lat_deg, &x, &y)
          || hypot (x - x0, y - y0) < farthest)
        continue;
      farthest = hypot (x - x0, y - y0);
      units = farthest / hypot (at.xy.x - middle.xy.x, at.xy.y - middle.xy.y);
    }
  g_rand_free (random);
  return units;
}

/* A thousand points through the whole of ours and through PROJ with its own turning, on a frame of
 * 1920. */
static void
agrees_with_proj (void)
{
  static const EntLonLat centres[] = { { 127.5, 38 }, { -100, -25 }, { 180, 85 }, { 0, 0 } };
  GRand *random = g_rand_new_with_seed (7);
  for (guint k = 0; kind_at (k) != NULL; k++)
    for (guint c = 0; c < G_N_ELEMENTS (centres); c++)
      {
        g_autoptr (EntProjection) projection
            = make (kind_at (k), centres[c].lon_deg, centres[c].lat_deg);
        g_assert_true (
            ent_projection_fit (projection, NULL, 0, ENT_RECT (0, 0, 1920, 1080), 0, NULL));
        g_autofree char *definition = ent_projection_definition (projection);
        /* That word would make a reference system of it, which has no way to be there and back. */
        char *crs = strstr (definition, "+type=crs");
        if (crs != NULL)
          memset (crs, ' ', strlen ("+type=crs"));
        PJ *pj = proj_create (PJ_DEFAULT_CTX, definition);
        g_assert_nonnull (pj);
        double x0, y0;
        const EntLonLat centre = ent_projection_centre (projection);
        g_assert_true (ent_projection_point (projection, centre.lon_deg, centre.lat_deg, &x0, &y0));
        const PJ_COORD middle = ask (pj, centre);
        const double units = kind_at (k)[0] == '+' ? units_of (projection, pj, middle, x0, y0)
                                                   : ent_projection_scale (projection) / 6371008.8;
        guint shown = 0;
        g_test_message ("%s at %g, %g", definition, centre.lon_deg, centre.lat_deg);
        for (guint i = 0; i < 1000; i++)
          {
            const EntLonLat p = random_point (random);
            double x, y;
            if (!ent_projection_point (projection, p.lon_deg, p.lat_deg, &x, &y))
              continue;
            shown++;
            const PJ_COORD at = ask (pj, p);
            g_assert_cmpfloat_with_epsilon (x, x0 + units * (at.xy.x - middle.xy.x), 0.01);
            g_assert_cmpfloat_with_epsilon (y, y0 - units * (at.xy.y - middle.xy.y), 0.01);
          }
        if (kind_at (k)[0] != '+')
          g_assert_cmpuint (shown, >, strcmp (kind_at (k), "orthographic") == 0 ? 400 : 700);
        proj_destroy (pj);
      }
  g_rand_free (random);
}

/* What is written out here agrees with PROJ's to 1e-9 of the globe's radius, all over it. */
static void
forms_agree (void)
{
  static const char *const kinds[] = { "equal-earth", "orthographic", "azimuthal-equal-area" };
  GRand *random = g_rand_new_with_seed (19);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (int lat = -90; lat <= 90; lat += 15)
      {
        g_autoptr (EntProjection) projection = make (kinds[k], 0, lat);
        g_autofree char *definition = ent_projection_definition (projection);
        char *radius = strstr (definition, "+R=");
        memcpy (radius, "+R=1", sizeof "+R=1");
        PJ *pj = proj_create (PJ_DEFAULT_CTX, definition);
        const double scale = ent_projection_scale (projection);
        guint shown = 0;
        for (guint i = 0; i < 1000; i++)
          {
            const EntLonLat p
                = i > 3 ? random_point (random) : (EntLonLat){ 60.0 * i, i % 2 == 0 ? 90 : -90 };
            double x, y;
            if (!ent_projection_point (projection, p.lon_deg, p.lat_deg, &x, &y))
              continue;
            const PJ_COORD at = ask (pj, p);
            g_assert_cmpfloat_with_epsilon (x / scale, at.xy.x, 1e-9);
            g_assert_cmpfloat_with_epsilon (-y / scale, at.xy.y, 1e-9);
            shown++;
          }
        g_assert_cmpuint (shown, >, 400);
        proj_destroy (pj);
      }
  g_rand_free (random);
}

/* A PROJ string's map ends where PROJ's answers do, and before they tear. */
static void
proj_strings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr (EntProjection) projection = make (strings[i].string, 0, 0);
      g_assert_cmpstr (ent_projection_kind (projection), ==, "proj");
      g_assert_true (ent_projection_is_cut (projection) == strings[i].cut);
      g_autofree char *definition = ent_projection_definition (projection);
      g_assert_true (g_str_has_prefix (definition, strings[i].string));
      const EntLonLat centre = ent_projection_centre (projection);
      const double down = centre.lat_deg > 0 ? -1 : 1;
      double x, y;
      if (!strings[i].cut)
        g_assert_true (ent_projection_point (
            projection,
            centre.lon_deg + (fabs (centre.lat_deg + down * strings[i].least) > 90 ? 180 : 0),
            asin (sin ((centre.lat_deg + down * strings[i].least) * RAD)) / RAD,
            &x,
            &y));
      /* Away from the equator the lobes part. */
      if (strstr (strings[i].string, "igh") != NULL)
        g_assert_false (ent_projection_point (projection, 10, 20, &x, &y));
      g_assert_true (ent_projection_fit (projection, NULL, 0, ENT_RECT (0, 0, 900, 600), 0, NULL));
      g_assert_true (ent_projection_point (projection, centre.lon_deg, centre.lat_deg, &x, &y));
      g_assert_true (x > 0 && x < 900 && y > 0 && y < 600);
      g_assert_cmpfloat (ent_projection_scale (projection), >, 40);
    }
}

static void
there_and_back (void)
{
  GRand *random = g_rand_new_with_seed (11);
  for (guint k = 0; kind_at (k) != NULL; k++)
    {
      g_autoptr (EntProjection) projection = make (kind_at (k), -165, -40);
      g_assert_true (
          ent_projection_fit (projection, NULL, 0, ENT_RECT (10, 20, 800, 600), 12, NULL));
      ent_projection_set_view (projection, 3, -400, -200);
      guint back = 0;
      for (guint i = 0; i < 500; i++)
        {
          const EntLonLat p = random_point (random);
          EntLonLat q;
          double x, y;
          if (!ent_projection_point (projection, p.lon_deg, p.lat_deg, &x, &y))
            continue;
          back++;
          g_assert_true (ent_projection_invert (projection, x, y, &q.lon_deg, &q.lat_deg));
          g_assert_cmpfloat (ent_geo_distance (p, q), <, 1e-3);
        }
      g_assert_cmpuint (back, >, kind_at (k)[0] == '+' ? 0 : 200);
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
      g_assert_false (ent_projection_invert (
          projection, 1, strcmp (*kind, "mercator") == 0 ? -1 : 1, &lon, &lat));
      /* Just above the pole of the maps that are wider than high. */
      if (g_strv_contains (
              (const char *[]){ "equal-earth", "natural-earth", "robinson", "miller", NULL },
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
    { { 0, 0, NAN, 480 }, &one },
    { { NAN, 0, 640, INFINITY }, NULL },
    { { 0, 0, -640, -480 }, &one },
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
  static const EntLonLat atlantic[] = { { -77, 39 }, { 37, 56 }, { -47.9, -15.8 }, { 18, -34 } };
  static const EntLonLat korea[] = { { 126.98, 37.57 }, { 125.75, 39.03 } };
  static const EntLonLat silk_road[]
      = { { 28.98, 41.01 }, { 51.4, 35.7 }, { 69.2, 41.3 }, { 108.9, 34.3 } };
  static const EntLonLat tasman[] = { { 115.9, -31.9 }, { 151.2, -33.9 }, { 174.8, -41.3 } };
  static const EntLonLat straits[] = { { 80, 7 }, { 103.8, 1.3 }, { 121, 14.6 }, { 143, -3 } };
  static const EntLonLat date_line[] = { { 140, 36 }, { -158, 21 }, { -122, 37 }, { 170, 52 } };
  static const EntLonLat andes[] = { { -74, 4.7 }, { -77, -12 }, { -70.6, -33.4 }, { -68, -54 } };
  static const EntLonLat europe[] = { { 0, 51.5 }, { 13.4, 52.5 }, { 12.5, 41.9 }, { 24.9, 60.2 } };
  static const EntLonLat arctic[]
      = { { 18.9, 69.6 }, { -51.7, 64.2 }, { -156.8, 71.3 }, { 129, 71 } };
  static const EntLonLat antarctic[] = { { 166.7, -77.8 }, { -68, -67.6 }, { 77.9, -68.6 } };
  static const EntLonLat world[] = { { -77, 39 },  { 0, 51 },    { 37, 56 }, { 116, 40 },
                                     { 151, -34 }, { -58, -35 }, { 18, -34 } };
  static const struct
  {
    const EntLonLat *points;
    gsize n;
    const char *kind;
    EntProjectionReason reason;
  } rows[] = {
    { hanoi_anchorage, 4, "azimuthal-equal-area", ENT_PROJECTION_POLE },
    { atlantic, 4, "azimuthal-equal-area", ENT_PROJECTION_HEMISPHERE },
    { korea, 2, "azimuthal-equal-area", ENT_PROJECTION_REGION },
    { silk_road, 4, "albers", ENT_PROJECTION_WIDE },
    { tasman, 3, "albers", ENT_PROJECTION_WIDE },
    { date_line, 4, "albers", ENT_PROJECTION_WIDE },
    { straits, 4, "cylindrical-equal-area", ENT_PROJECTION_EQUATOR },
    { andes, 4, "azimuthal-equal-area", ENT_PROJECTION_REGION },
    { europe, 4, "azimuthal-equal-area", ENT_PROJECTION_REGION },
    { arctic, 4, "azimuthal-equal-area", ENT_PROJECTION_POLE },
    { antarctic, 3, "azimuthal-equal-area", ENT_PROJECTION_POLE },
    { world, 7, "equal-earth", ENT_PROJECTION_WORLD },
    { NULL, 0, "equal-earth", ENT_PROJECTION_WORLD },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const EntProjectionSpec spec
          = { .kind = "auto", .points = rows[i].points, .n_points = rows[i].n };
      g_autoptr (EntProjection) projection = ent_projection_new (&spec, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (ent_projection_kind (projection), ==, rows[i].kind);
      g_assert_cmpint (ent_projection_reason (projection), ==, rows[i].reason);
      const EntLonLat centre = ent_projection_centre (projection);
      for (gsize k = 0; k < rows[i].n; k++)
        {
          if (!ent_projection_is_cut (projection))
            g_assert_cmpfloat (ent_geo_distance (centre, rows[i].points[k]), <=, 91);
          else /* no mark within 15° of the cut */
            g_assert_cmpfloat (
                fabs (remainder (rows[i].points[k].lon_deg - centre.lon_deg, 360)), <, 165);
        }
    }
}

/* Standard parallels lie a sixth in from the marks' edges, unless they are given. */
static void
standard_parallels (void)
{
  static const EntLonLat marks[] = { { 100, 24 }, { 120, 60 } };
  static const EntLonLat astride[] = { { 100, -20 }, { 120, 20 } };
  static const struct
  {
    const char *kind;
    EntLonLat centre;
    double given[2];
    const EntLonLat *points;
    double expected[2];
  } rows[] = {
    { "albers", { 110, 0 }, { 0, 0 }, marks, { 30, 54 } },
    { "lambert-conformal", { 110, 0 }, { 0, 0 }, marks, { 30, 54 } },
    { "albers", { 110, 0 }, { 50, 20 }, marks, { 20, 50 } },
    { "albers", { 110, 0 }, { -33, 0 }, marks, { -33, 0 } },
    { "albers", { 110, 0 }, { 0, 0 }, astride, { -8, 18 } },
    { "albers", { 110, 35 }, { 0, 0 }, NULL, { 20, 50 } },
    { "lambert-conformal", { 110, -88 }, { 0, 0 }, NULL, { -89, -59 } },
    { "cylindrical-equal-area", { 0, 0 }, { 0, 0 }, NULL, { -30, 30 } },
    { "cylindrical-equal-area", { 0, 0 }, { 0, 0 }, astride, { -10, 10 } },
    { "robinson", { 0, 0 }, { 20, 30 }, NULL, { 0, 0 } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const EntProjectionSpec spec = { .kind = rows[i].kind,
                                       .centre = rows[i].centre,
                                       .parallels = { rows[i].given[0], rows[i].given[1] },
                                       .points = rows[i].points,
                                       .n_points = rows[i].points != NULL ? 2 : 0 };
      g_autoptr (EntProjection) projection = ent_projection_new (&spec, &error);
      g_assert_no_error (error);
      double found[2];
      g_assert_true (ent_projection_parallels (projection, found)
                     == (rows[i].expected[1] != 0 || rows[i].expected[0] != 0));
      for (guint k = 0; k < 2; k++)
        g_assert_cmpfloat_with_epsilon (found[k], rows[i].expected[k], 1);
      /* A degree of longitude is as long as on the globe there, compared with one of the other. */
      double x[4], y[4];
      for (guint k = 0; k < 4 && found[0] > -80; k++)
        g_assert_true (ent_projection_point (projection,
                                             rows[i].centre.lon_deg + (k % 2 == 0 ? -0.1 : 0.1),
                                             found[k / 2],
                                             &x[k],
                                             &y[k]));
      if (found[0] > -80)
        g_assert_cmpfloat_with_epsilon (hypot (x[1] - x[0], y[1] - y[0]) * cos (found[1] * RAD),
                                        hypot (x[3] - x[2], y[3] - y[2]) * cos (found[0] * RAD),
                                        1e-7);
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
    { { .kind = "albers", .parallels = { 30, -30 } }, ENT_GEO_ERROR_COORDINATE, "30 and -30" },
    { { .kind = "albers", .parallels = { NAN, 20 } }, ENT_GEO_ERROR_COORDINATE, "nan" },
    { { .kind = "lambert-conformal", .parallels = { 90, 20 } }, ENT_GEO_ERROR_COORDINATE, "90" },
    { { .kind = "+proj=nowhere" }, ENT_GEO_ERROR_PROJECTION, "\"+proj=nowhere\"" },
    { { .kind = "+proj=laea +lat_0=95" }, ENT_GEO_ERROR_COORDINATE, "latitude 95" },
    { { .kind = "+proj=laea +lat_0=3 +lon_0=inf" }, ENT_GEO_ERROR_PROJECTION, "inf" },
    { { .kind = "+proj=utm +zone=61" }, ENT_GEO_ERROR_PROJECTION, "zone=61" },
    { { .kind = "+proj=aea +lat_1=20 +lat_2=-20" }, ENT_GEO_ERROR_PROJECTION, "PROJ refuses" },
    { { .kind = "+proj=longlat" }, ENT_GEO_ERROR_PROJECTION, "to a plane" },
    { { .kind = "+proj=geocent" }, ENT_GEO_ERROR_PROJECTION, "to a plane" },
    { { .kind = "+proj=axisswap +order=2,1" }, ENT_GEO_ERROR_PROJECTION, "to a plane" },
    { { .kind = "+proj=pipeline +step +proj=merc" }, ENT_GEO_ERROR_PROJECTION, "pipeline" },
    { { .kind = "+proj=merc +inv" }, ENT_GEO_ERROR_PROJECTION, "\"+inv\"" },
    { { .kind = "+proj=merc +nadgrids=a.gsb" }, ENT_GEO_ERROR_PROJECTION, "nadgrids" },
    { { .kind = "+proj=merc; rm" }, ENT_GEO_ERROR_PROJECTION, "rm" },
    { { .kind = "+init=epsg:3857" }, ENT_GEO_ERROR_PROJECTION, "epsg" },
    { { .kind = "+" }, ENT_GEO_ERROR_PROJECTION, "\"+\"" },
    { { .kind = "+proj=" }, ENT_GEO_ERROR_PROJECTION, "\"+proj=\"" },
    { { .kind = "+proj=gnom +lat_0=nan" }, ENT_GEO_ERROR_PROJECTION, "nan" },
    { { .kind = "+proj=imw_p +lat_1=9 +lat_2=20" }, ENT_GEO_ERROR_PROJECTION, "no map round" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("%s", rows[i].spec.kind);
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
  g_test_add_func ("/geo/projection/forms-agree", forms_agree);
  g_test_add_func ("/geo/projection/proj-strings", proj_strings);
  g_test_add_func ("/geo/projection/there-and-back", there_and_back);
  g_test_add_func ("/geo/projection/corners-are-empty", corners_are_empty);
  g_test_add_func ("/geo/projection/fits", fits);
  g_test_add_func ("/geo/projection/fits-the-odd", fits_the_odd);
  g_test_add_func ("/geo/projection/chooses", chooses);
  g_test_add_func ("/geo/projection/standard-parallels", standard_parallels);
  g_test_add_func ("/geo/projection/refuses", refuses);
  g_test_add_func ("/geo/sphere/great-circles", great_circles);
  g_test_add_func ("/geo/sphere/caps", caps);
  return g_test_run ();
}
