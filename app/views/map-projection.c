/* Which projection a map gets, and what its footer says of it. */
#include "views/map-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FIT_PADDING_PT 26.0
#define POLE_STEP 10

/* [longitude, latitude], or the actor that is the middle of the world. */
static gboolean
read_centre (EntMap *map, EntLonLat *centre, gboolean *set, GError **error)
{
  const EntViewRequest *request = map->request;
  EntJson *node = ent_request_option (request, "centre");
  *set = node != NULL;
  if (node == NULL)
    return TRUE;
  if (ent_json_type (node) == ENT_JSON_STRING)
    return ent_request_actor (request, "centre", &map->centre, error)
           && (ent_map_locate (request, map->centre, centre)
               || ent_option_error (
                   error, "centre", node, _ ("the id of an actor that has a place on the map")));
  if (ent_json_length (node) == 2
      && ent_json_get_double (ent_json_element (node, 0), &centre->lon_deg)
      && ent_json_get_double (ent_json_element (node, 1), &centre->lat_deg)
      && fabs (centre->lon_deg) <= 180 && fabs (centre->lat_deg) <= 90)
    return TRUE;
  return ent_option_error (
      error, "centre", node, _ ("[longitude, latitude] in degrees, or the id of an actor"));
}

static gboolean
read_parallels (const EntViewRequest *request, double parallels[2], GError **error)
{
  EntJson *node = ent_request_option (request, "parallels");
  if (node == NULL)
    return TRUE;
  if (ent_json_length (node) == 2 && ent_json_get_double (ent_json_element (node, 0), &parallels[0])
      && ent_json_get_double (ent_json_element (node, 1), &parallels[1]) && fabs (parallels[0]) < 90
      && fabs (parallels[1]) < 90 && fabs (parallels[0] + parallels[1]) >= 1)
    return TRUE;
  return ent_option_error (
      error,
      "parallels",
      node,
      _ ("two latitudes in degrees, between -90 and 90 and not opposite each other"));
}

static gboolean
read_projection (const EntViewRequest *request, const char **kind, GError **error)
{
  if (ent_json_get_string (ent_request_option (request, "projection"), kind)
      && g_str_has_prefix (*kind, "+"))
    return TRUE;
  const char *const *kinds = ent_projection_kinds ();
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  g_ptr_array_add (choices, (gpointer) "auto");
  for (guint i = 0; kinds[i] != NULL; i++)
    g_ptr_array_add (choices, (gpointer)kinds[i]);
  g_ptr_array_add (choices, NULL);
  return ent_request_choice (
      request, "projection", (const char *const *)choices->pdata, kind, error);
}

static double
padding_of (const EntMap *map)
{
  double side = MIN (map->frame.width, map->frame.height);
  return MIN (side * 0.08 + ent_request_pt (map->request, FIT_PADDING_PT), side * 0.2);
}

/* How much room the marks take on a map of the pole turned to a meridian: its inverse, the larger
 * the better.  PROJ does one map; turning that is turning the plane. */
static double
scale_of_turn (const EntMap *map, const GArray *plane, double lon_deg, double hemisphere)
{
  double c = cos (lon_deg * G_PI / 180), s = sin (lon_deg * G_PI / 180) * hemisphere;
  EntRect box = ENT_RECT_EMPTY;
  for (guint i = 0; i < plane->len; i++)
    {
      EntPoint at = g_array_index (plane, EntPoint, i);
      ent_rect_add_point (&box, at.x * c - at.y * s, at.y * c + at.x * s);
    }
  double padding = 2 * padding_of (map);
  return MIN ((map->frame.width - padding) / MAX (box.width, 1e-9),
              (map->frame.height - padding) / MAX (box.height, 1e-9));
}

/* A map that looks down on a pole may be turned round it at will: the turn that shows the marks
 * largest in this frame is chosen.  Elsewhere north stays up. */
static gboolean
turn_round_pole (const EntMap *map, EntProjectionSpec *spec, GError **error)
{
  double hemisphere = spec->centre.lat_deg > 0 ? 1 : -1, largest = 0, best = 0;
  spec->kind = "azimuthal-equal-area";
  spec->centre = (EntLonLat){ 0, 90 * hemisphere };
  g_autoptr (EntProjection) projection = ent_projection_new (spec, error);
  if (projection == NULL)
    return FALSE;
  g_autoptr (GArray) plane = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  for (gsize i = 0; i < spec->n_points; i++)
    {
      EntPoint at;
      if (ent_projection_point (
              projection, spec->points[i].lon_deg, spec->points[i].lat_deg, &at.x, &at.y))
        g_array_append_val (plane, at);
    }
  for (int lon = -180; lon < 180; lon += POLE_STEP)
    {
      /* About equal turns: the one people know, with the Atlantic below the north pole. */
      double scale = scale_of_turn (map, plane, lon, hemisphere)
                     * (1 + 0.04 * cos ((lon - 10) * G_PI / 180));
      if (scale > largest)
        {
          largest = scale;
          best = lon;
        }
    }
  spec->centre.lon_deg = best;
  return TRUE;
}

/* Whether the pole lies in the frame, where a cone is open. */
static gboolean
shows_pole (EntMap *map)
{
  double x, y, lat_deg = ent_projection_centre (map->projection).lat_deg < 0 ? -90 : 90;
  return ent_projection_point (
             map->projection, ent_projection_centre (map->projection).lon_deg, lat_deg, &x, &y)
         && ent_rect_contains (&map->frame, x, y);
}

static gboolean
open_and_fit (EntMap *map, const EntProjectionSpec *spec, GError **error)
{
  g_clear_pointer (&map->projection, ent_projection_free);
  map->projection = ent_projection_new (spec, error);
  return map->projection != NULL
         && ent_projection_fit (
             map->projection, spec->points, spec->n_points, map->frame, padding_of (map), error);
}

/* "auto" knows the marks only; what it chose has to suit the frame as well. */
static gboolean
suit_frame (EntMap *map, EntProjectionSpec *spec, GError **error)
{
  map->reason = ent_projection_reason (map->projection);
  spec->centre = ent_projection_centre (map->projection);
  if (map->reason == ENT_PROJECTION_POLE)
    return turn_round_pole (map, spec, error) && open_and_fit (map, spec, error);
  if (map->reason != ENT_PROJECTION_WIDE || !shows_pole (map))
    return TRUE;
  spec->kind = "azimuthal-equal-area";
  return open_and_fit (map, spec, error);
}

static gboolean
shows_marks (EntMap *map, const EntProjectionSpec *spec)
{
  double x, y;
  for (gsize i = 0; i < spec->n_points; i++)
    if (ent_projection_point (
            map->projection, spec->points[i].lon_deg, spec->points[i].lat_deg, &x, &y))
      return TRUE;
  return spec->n_points == 0;
}

/**
 * ent_map_make_projection:
 * @map: a map with its frame and spots; gets its projection, fitted to them
 * @error: where to put an error
 *
 * Reads the options projection, centre and parallels.  A centre without a projection asks for the
 * distances from there.  Errors: %ENT_VIEWS_ERROR_OPTION, those of the projection
 *
 * Returns: whether there is one
 */
gboolean
ent_map_make_projection (EntMap *map, GError **error)
{
  const EntViewRequest *request = map->request;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (EntLonLat));
  for (guint i = 0; i < map->spots->len; i++)
    g_array_append_val (points, ent_map_spot (map, i)->at);
  EntProjectionSpec spec
      = { .points = (const EntLonLat *)(gpointer)points->data, .n_points = points->len };
  gboolean centred;
  if (!read_projection (request, &spec.kind, error)
      || !read_centre (map, &spec.centre, &centred, error)
      || !read_parallels (request, spec.parallels, error))
    return FALSE;
  gboolean automatic = g_str_equal (spec.kind, "auto");
  if (automatic && centred)
    {
      automatic = FALSE;
      spec.kind = "azimuthal-equidistant";
    }
  if (!centred && !automatic)
    {
      /* A named projection looks at the marks as well, unless it is told where to look. */
      EntProjectionSpec suiting
          = { .kind = "auto", .points = spec.points, .n_points = points->len };
      g_autoptr (EntProjection) middle = ent_projection_new (&suiting, error);
      if (middle == NULL)
        return FALSE;
      spec.centre = ent_projection_centre (middle);
    }
  if (!open_and_fit (map, &spec, error) || (automatic && !suit_frame (map, &spec, error)))
    return FALSE;
  return spec.kind[0] != '+' || shows_marks (map, &spec)
         || ent_option_error (error,
                              "projection",
                              ent_request_option (request, "projection"),
                              _ ("a projection that shows at least one of the marks"));
}

static char *
latitude (double degrees)
{
  return g_strdup_printf ("%.0f° %s", fabs (degrees), degrees < 0 ? "S" : "N");
}

/* Where the middle of the map is: the actor it was asked for, or the coordinates that matter. */
static char *
middle_words (const EntMap *map)
{
  if (map->centre != NULL)
    return ent_thing_title (&map->centre->thing, map->request->lang);
  EntLonLat centre = ent_projection_centre (map->projection);
  g_autofree char *lon
      = g_strdup_printf ("%.0f° %s", fabs (centre.lon_deg), centre.lon_deg < 0 ? "W" : "E");
  if (ent_projection_is_cut (map->projection))
    return g_steal_pointer (&lon);
  g_autofree char *lat = latitude (centre.lat_deg);
  return g_strconcat (lat, ", ", lon, NULL);
}

static const char *
reason_word (const EntMap *map)
{
  switch (map->reason)
    {
    case ENT_PROJECTION_WORLD:
      return ent_word ("chosen:world", map->request->lang);
    case ENT_PROJECTION_HEMISPHERE:
      return ent_word ("chosen:hemisphere", map->request->lang);
    case ENT_PROJECTION_POLE:
      return ent_word ("chosen:pole", map->request->lang);
    case ENT_PROJECTION_WIDE:
      return ent_word ("chosen:wide", map->request->lang);
    case ENT_PROJECTION_EQUATOR:
      return ent_word ("chosen:equator", map->request->lang);
    case ENT_PROJECTION_REGION:
      return ent_word ("chosen:region", map->request->lang);
    case ENT_PROJECTION_NAMED:
    default:
      return NULL;
    }
}

/**
 * ent_map_projection_note:
 * @map: a map with its projection
 *
 * Returns: (transfer full): its name, where it is true, its middle, and why it was chosen, in the
 * language of the content
 */
char *
ent_map_projection_note (const EntMap *map)
{
  const char *lang = map->request->lang, *comma = ent_word ("list separator", lang);
  if (g_str_equal (ent_projection_kind (map->projection), "proj"))
    {
      g_autofree char *definition = ent_projection_definition (map->projection);
      return ent_word_format ("projection:proj", lang, definition, NULL);
    }
  g_autofree char *key = g_strconcat ("projection:", ent_projection_kind (map->projection), NULL);
  g_autoptr (GString) note = g_string_new (ent_word (key, lang));
  double parallels[2];
  if (ent_projection_parallels (map->projection, parallels))
    {
      g_autofree char *south = latitude (parallels[0]), *north = latitude (parallels[1]);
      g_autofree char *at = ent_word_format ("true parallels", lang, south, north, NULL);
      g_string_append_printf (note, "%s%s", comma, at);
    }
  g_autofree char *middle = middle_words (map);
  g_autofree char *on = ent_word_format ("centred on", lang, middle, NULL);
  g_string_append_printf (note, "%s%s", comma, on);
  if (reason_word (map) == NULL)
    return g_string_free (g_steal_pointer (&note), FALSE);
  return ent_word_format ("chosen for", lang, note->str, reason_word (map), NULL);
}
