/* The map: land, actors where they are, venues, and what leads from one to the other. */
#include "views/map-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Of the land of a state that an attribute colours: borders must show through. */
#define CLASS_TINT 0.75f
/* Lengths in points at text scale 1. */
#define NAME_PT 8.0
#define SMALL_PT 7.0
#define VENUE_RING_PT 3.0
/* Of a venue with several events, so many dates are told, the others counted. */
#define MAX_DATES 3

static const char *const known_options[]
    = { "projection", "centre", "parallels", "flows", "worldview", "colour_by", NULL };

static void
free_map (EntMap *map)
{
  g_clear_pointer (&map->projection, ent_projection_free);
  g_clear_pointer (&map->colouring, ent_colouring_free);
  g_array_unref (map->spots);
  g_array_unref (map->flows);
  g_free (map);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMap, free_map)

static gboolean
read_flows (const EntViewRequest *request, gboolean *flows, GError **error)
{
  EntJson *node = ent_request_option (request, "flows");
  *flows = TRUE;
  return node == NULL || ent_json_get_boolean (node, flows)
         || ent_option_error (error, "flows", node, _ ("true or false"));
}

static void
apply_camera (EntMap *map)
{
  EntCamera camera = map->request->camera;
  double cx = map->frame.x + map->frame.width / 2, cy = map->frame.y + map->frame.height / 2;
  ent_projection_set_view (map->projection,
                           camera.zoom,
                           cx * (1 - camera.zoom) + camera.x * map->frame.width,
                           cy * (1 - camera.zoom) + camera.y * map->frame.height);
}

static void
add_fill (EntMapPaths *paths, guint unit, EntPath *land)
{
  if (paths->fills[unit] != NULL)
    ent_path_append (land, paths->fills[unit]);
}

/* How a state's land looks: what takes part stands out from what is left out and from the rest. */
static EntColour
tint_of (const EntMap *map, const EntSpot *spot)
{
  const EntTheme *theme = map->request->theme;
  if (map->colouring->key != NULL)
    {
      const int class = ent_colouring_class (map->colouring, spot->actor);
      const EntColour fill = ent_colouring_class_style (map->colouring, class, theme).fill;
      return class == ENT_NO_CLASS ? ent_colour_with_alpha (theme->muted, 0.16)
                                   : ent_colour_with_alpha (fill, CLASS_TINT);
    }
  EntColour colour = theme->category[ent_view_actor_slot (spot->actor)];
  return ent_colour_with_alpha (colour, spot->party ? 0.42 : spot->excluded ? 0.16 : 0.28);
}

static void
draw_ground (const EntMap *map, EntSceneBuilder *builder, EntMapPaths *paths)
{
  const EntTheme *theme = map->request->theme;
  EntStyle sea = { .fill = theme->sea }, land = { .fill = theme->land };
  EntStyle lines
      = { .stroke = ent_colour_mix (theme->hairline, theme->sea, 0.4), .stroke_width = 0.5 };
  EntStyle coast = { .stroke = theme->coast, .stroke_width = 0.5, .round = TRUE };
  EntStyle border = { .stroke = theme->border, .stroke_width = 0.6, .round = TRUE };
  EntPath *sphere = ent_path_new (), *graticule = ent_path_new (), *area = ent_path_new ();
  ent_project_sphere (map->projection, sphere);
  /* About a line every 100 units, in steps that are round. */
  double degrees = 100 / (ent_projection_scale (map->projection) * G_PI / 180);
  ent_project_graticule (map->projection,
                         degrees > 20  ? 30
                         : degrees > 8 ? 15
                         : degrees > 3 ? 5
                                       : 2,
                         graticule);
  for (guint i = 0; i < paths->n_fills; i++)
    add_fill (paths, i, area);
  ent_scene_builder_path (builder, ENT_LAYER_GROUND, ENT_NO_ITEM, sphere, &sea);
  ent_scene_builder_path (builder, ENT_LAYER_GROUND, ENT_NO_ITEM, graticule, &lines);
  ent_scene_builder_path (builder, ENT_LAYER_GROUND, ENT_NO_ITEM, area, &land);
  ent_scene_builder_path (
      builder, ENT_LAYER_GROUND, ENT_NO_ITEM, g_steal_pointer (&paths->border), &border);
  ent_scene_builder_path (
      builder, ENT_LAYER_GROUND, ENT_NO_ITEM, g_steal_pointer (&paths->coast), &coast);
}

static double
importance_of (const EntSpot *spot)
{
  return 0.5 + (ent_spot_is_venue (spot) ? 0.3 : 0) + MIN (spot->ties, 20) / 100.0;
}

static void
draw_states (const EntMap *map, EntSceneBuilder *builder, EntMapPaths *paths)
{
  for (guint i = 0; i < map->spots->len; i++)
    {
      const EntSpot *spot = ent_map_spot (map, i);
      if (!spot->shown || spot->unit >= paths->n_fills || paths->fills[spot->unit] == NULL)
        continue;
      const EntTheme *theme = map->request->theme;
      EntStyle style = { .fill = tint_of (map, spot) };
      if (!ent_colouring_is_cited (map->colouring, spot->actor))
        style = (EntStyle){ .fill = theme->land,
                            .stroke = ent_colour_mix (theme->muted, theme->land, 0.5),
                            .stroke_width = 0.5,
                            .hatched = TRUE };
      int item
          = ent_view_add_item (builder, map->request, &spot->actor->thing, importance_of (spot));
      ent_scene_builder_path (
          builder, ENT_LAYER_HULL, item, g_steal_pointer (&paths->fills[spot->unit]), &style);
    }
}

/* A disc moved aside is tied to where it belongs. */
static void
draw_leader (const EntMap *map, EntSceneBuilder *builder, int item, const EntSpot *spot)
{
  if (hypot (spot->point.x - spot->home.x, spot->point.y - spot->home.y) < spot->radius)
    return;
  EntStyle style = { .stroke = map->request->theme->muted, .stroke_width = 0.6 };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, spot->home.x, spot->home.y);
  ent_path_line_to (path, spot->point.x, spot->point.y);
  ent_scene_builder_path (builder, ENT_LAYER_LINE, item, path, &style);
}

static void
draw_slash (
    const EntMap *map, EntSceneBuilder *builder, int item, const EntSpot *spot, EntStyle rim)
{
  double reach = spot->radius * 0.7;
  EntStyle style = { .stroke = rim.stroke, .stroke_width = rim.stroke_width };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, spot->point.x - reach, spot->point.y + reach);
  ent_path_line_to (path, spot->point.x + reach, spot->point.y - reach);
  ent_scene_builder_path (builder, ENT_LAYER_NODE, item, path, &style);
}

static void
draw_disc (const EntMap *map, EntSceneBuilder *builder, int item, const EntSpot *spot)
{
  const EntTheme *theme = map->request->theme;
  EntActor place = { .kind = ENT_ACTOR_PLACE };
  const EntThing *thing = ent_spot_thing (spot);
  EntStyle style = spot->actor != NULL ? ent_colouring_style (map->colouring, spot->actor, theme)
                                       : ent_view_actor_style (&place, theme);
  double x = spot->point.x, y = spot->point.y;
  EntStyle halo = { .fill = ent_colour_with_alpha (theme->paper, 0.85), .keeps_colour = TRUE };
  gboolean venue = ent_spot_is_venue (spot);
  double ring = spot->radius + (venue ? ent_request_mark_pt (map->request, VENUE_RING_PT) : 1.2);
  ent_scene_builder_disc (builder, ENT_LAYER_NODE, ENT_NO_ITEM, x, y, ring, &halo);
  /* A place without a name is only there for what happens there. */
  if (spot->actor == NULL)
    {
      style.hatched = !ent_thing_is_cited (thing);
      style.fill = style.hatched ? theme->paper : theme->category[ent_view_actor_slot (&place)];
      ent_style_set_modality (&style, ent_thing_modality (thing), theme);
    }
  if (venue)
    {
      EntStyle outer = { .stroke = style.stroke, .stroke_width = 1.1 * ENT_UNITS_PER_PT };
      ent_scene_builder_disc (builder, ENT_LAYER_NODE, item, x, y, ring, &outer);
    }
  if (spot->excluded && !spot->party)
    {
      style.fill = theme->paper;
      style.stroke_width = 1.1 * ENT_UNITS_PER_PT;
    }
  ent_draw_disc (builder, ENT_LAYER_NODE, item, x, y, spot->radius, &style);
  if (spot->excluded && !spot->party)
    draw_slash (map, builder, item, spot, style);
}

static gboolean
is_at (const EntSpot *spot, const EntEvent *event)
{
  return event->when.edtf != NULL
         && (event == spot->event || (spot->actor != NULL && event->place == spot->actor));
}

/* "2019-02" says nothing beside "2019-02-27/2019-02-28". */
static gboolean
is_coarse (const EntMap *map, const EntSpot *spot, const EntEvent *event)
{
  const GPtrArray *events = ent_dossier_events (map->request->dossier);
  const EntDate *own = &event->when.date;
  for (guint i = 0; i < events->len; i++)
    {
      const EntEvent *other = events->pdata[i];
      const EntDate *date = &other->when.date;
      if (is_at (spot, other) && ent_request_admits (map->request, other)
          && date->first >= own->first && date->last <= own->last
          && date->last - date->first < own->last - own->first)
        return TRUE;
    }
  return FALSE;
}

/* When something happens at a venue: the dates of all that the filter admits, each once. */
static char *
dates_of (const EntMap *map, const EntSpot *spot)
{
  const EntViewRequest *request = map->request;
  const GPtrArray *events = ent_dossier_events (request->dossier);
  g_autoptr (GString) dates = g_string_new (NULL);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; ent_spot_is_venue (spot) && i < events->len; i++)
    {
      const EntEvent *event = events->pdata[i];
      if (!is_at (spot, event) || !ent_request_admits (request, event)
          || is_coarse (map, spot, event) || !g_hash_table_add (told, (gpointer)event->when.edtf)
          || g_hash_table_size (told) > MAX_DATES)
        continue;
      g_autofree char *date = ent_date_format (event->when.edtf, ENT_DATE_SHORT, request->lang);
      g_string_append_printf (dates,
                              "%s%s",
                              dates->len == 0                       ? ""
                              : ent_word_is_chinese (request->lang) ? "、"
                                                                    : ", ",
                              date);
    }
  guint n = g_hash_table_size (told);
  if (n > MAX_DATES)
    g_string_append_printf (dates, " +%u", n - MAX_DATES);
  return dates->len > 0 ? g_string_free (g_steal_pointer (&dates), FALSE) : NULL;
}

static void
add_name (const EntMap *map, EntLabelPlacer *placer, int item, const EntSpot *spot)
{
  const EntViewRequest *request = map->request;
  if (!ent_rect_contains (&map->frame, spot->point.x, spot->point.y))
    return;
  gboolean venue = ent_spot_is_venue (spot);
  gboolean state = spot->actor != NULL && spot->actor->kind == ENT_ACTOR_STATE;
  const EntThing *thing = ent_spot_thing (spot);
  g_autofree char *name = ent_thing_title (thing, request->lang);
  const char *short_name
      = spot->actor != NULL ? ent_text_get (&spot->actor->short_name, request->lang) : "";
  g_autofree char *date = dates_of (map, spot);
  const char *second = ent_request_second (request, &thing->name);
  g_autofree char *below
      = date != NULL && second != NULL ? g_strconcat (second, " · ", date, NULL) : NULL;
  double extra = venue ? ent_request_mark_pt (request, VENUE_RING_PT) : 1.5;
  EntLabel label = {
    .item = item,
    .forms = { name, *short_name != '\0' ? short_name : NULL },
    .second = below != NULL    ? below
              : second != NULL ? second
                               : date,
    .second_lang = second != NULL ? request->lang2 : NULL,
    .style = ent_request_text (request, venue || state ? NAME_PT : SMALL_PT, venue ? 700 : 600),
    .colour = venue || state ? request->theme->ink : request->theme->muted,
    .x = spot->point.x,
    .y = spot->point.y,
    .radius = spot->radius + extra,
    .mode = ENT_PLACE_AROUND,
    .priority = 1 + importance_of (spot),
    .required = venue || state || ent_request_emphasises (request, thing),
  };
  ent_label_placer_add (placer, &label);
}

static void
draw_spots (const EntMap *map, EntSceneBuilder *builder, EntLabelPlacer *placer)
{
  for (guint i = 0; i < map->spots->len; i++)
    {
      const EntSpot *spot = ent_map_spot (map, i);
      if (!spot->visible)
        continue;
      int item
          = ent_view_add_item (builder, map->request, ent_spot_thing (spot), importance_of (spot));
      draw_leader (map, builder, item, spot);
      draw_disc (map, builder, item, spot);
      double ring
          = ent_spot_is_venue (spot) ? ent_request_mark_pt (map->request, VENUE_RING_PT) : 1.5;
      ent_label_placer_block_disc (placer, spot->point.x, spot->point.y, spot->radius + ring);
      add_name (map, placer, item, spot);
    }
}

static void
add_notes (const EntMap *map, EntSceneBuilder *builder)
{
  const char *lang = map->request->lang;
  g_autofree char *note = ent_map_projection_note (map);
  ent_scene_builder_add_note_of (builder, ENT_NOTE_METHOD, note);
  ent_scene_builder_add_note_of (builder, ENT_NOTE_WORLDVIEW, ent_word ("borders", lang));
  if (map->unlocated > 0)
    {
      g_autofree char *missing = ent_word_count ("unlocated", map->unlocated, lang);
      ent_scene_builder_add_note (builder, missing);
    }
}

static gboolean
check_request (const EntViewRequest *request, gboolean *flows, GError **error)
{
  static const char *const worldviews[] = { "natural-earth", NULL };
  const char *unused;
  if (request->world == NULL)
    {
      g_set_error (error,
                   ENT_VIEWS_ERROR,
                   ENT_VIEWS_ERROR_UNSUPPORTED,
                   _ ("A map needs the geometry of the world; found none"));
      return FALSE;
    }
  return ent_request_check_options (request, known_options, error)
         && ent_request_choice (request, "worldview", worldviews, &unused, error)
         && read_flows (request, flows, error);
}

static gboolean
draw (EntMap *map, EntSceneBuilder *builder, GCancellable *cancellable, GError **error)
{
  /* The world is immutable; only its levels are decoded when first asked for, behind a lock. */
  EntWorld *world = (EntWorld *)map->request->world;
  const EntWorldLevel *level = ent_world_level (
      world, ent_world_level_for (world, ent_projection_scale (map->projection)), error);
  if (level == NULL)
    return FALSE;
  g_autoptr (EntMapPaths) paths = ent_project_level (map->projection, level);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&map->frame);
  draw_ground (map, builder, paths);
  draw_states (map, builder, paths);
  ent_map_draw_flows (map, builder, placer);
  draw_spots (map, builder, placer);
  guint lost = ent_label_placer_run (placer, builder);
  if (lost > 0 && map->request->fit)
    {
      g_autofree char *note = ent_word_count ("unlabelled", lost, map->request->lang);
      ent_scene_builder_add_note (builder, note);
    }
  add_notes (map, builder);
  return TRUE;
}

/**
 * ent_map_view_build:
 * @request: what is to be drawn, with the world
 * @builder: the scene
 * @cancellable: (nullable): checked between projecting and placing labels
 * @error: where to put an error
 *
 * Draws the map.  What the saved view admits decides the frame, so that the session's filter does
 * not move the ground.  Errors: #EntViewsError, those of the projection, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was drawn
 */
gboolean
ent_map_view_build (const EntViewRequest *request,
                    EntSceneBuilder *builder,
                    GCancellable *cancellable,
                    GError **error)
{
  gboolean flows;
  if (!check_request (request, &flows, error))
    return FALSE;
  g_autoptr (EntMap) map = g_new0 (EntMap, 1);
  map->request = request;
  map->frame = ENT_RECT (0, 0, request->width, request->height);
  map->spots = g_array_new (FALSE, TRUE, sizeof (EntSpot));
  map->flows = g_array_new (FALSE, TRUE, sizeof (EntFlow));
  map->colouring = ent_colouring_new (request, error);
  if (map->colouring == NULL)
    return FALSE;
  ent_map_collect_spots (map);
  if (!ent_map_make_projection (map, error))
    return FALSE;
  if (map->spots->len == 0)
    {
      ent_request_message (request, builder);
      return TRUE;
    }
  apply_camera (map);
  ent_map_place_spots (map);
  ent_map_collect_flows (map, flows);
  ent_scene_builder_set_camera (builder,
                                request->camera,
                                &map->frame,
                                ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y | ENT_FADES);
  EntCamera camera = request->camera;
  double cx = request->width / 2, cy = request->height / 2;
  /* The world goes on beyond the frame: a frame's width to each side can be scrolled to. */
  EntRect content = ENT_RECT (cx + (-1.5 * camera.zoom + camera.x) * request->width,
                              cy + (-1.5 * camera.zoom + camera.y) * request->height,
                              3 * camera.zoom * request->width,
                              3 * camera.zoom * request->height);
  ent_scene_builder_set_content (builder, &content);
  return draw (map, builder, cancellable, error);
}
