#include "views/map-private.h"

#include <math.h>

/* Lengths in points at text scale 1. */
#define VENUE_PT 5.0
#define STATE_PT 4.0
#define OTHER_PT 3.2
#define APART_PT 4.5
#define VENUE_ROOM_PT 3.0
/* Parts of parts: deeper chains are loops. */
#define MAX_DEPTH 8
/* Rounds of moving discs apart; a dozen in one city are free of each other after about 40. */
#define ROUNDS 80

static gboolean
in_view (const EntViewRequest *request, gconstpointer thing)
{
  const EntFilter *own = request->view != NULL ? request->view->filter : NULL;
  return own == NULL || ent_filter_admits (own, request->dossier, thing);
}

/* What an actor is a member of, when it is not said to be part of anything. */
static const EntActor *
whole_of (const EntDossier *dossier, const EntActor *actor)
{
  if (actor->part_of != NULL)
    return actor->part_of;
  const GPtrArray *relations = ent_dossier_relations (dossier);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      if (relation->from == actor && g_strcmp0 (relation->type->thing.id, "member") == 0)
        return relation->to;
    }
  return NULL;
}

static gboolean
locate (const EntViewRequest *request, const EntActor *actor, guint depth, EntLonLat *at)
{
  if (actor->has_location)
    {
      *at = (EntLonLat){ actor->lon_deg, actor->lat_deg };
      return TRUE;
    }
  guint unit;
  if (actor->iso != NULL && ent_world_find_iso (request->world, actor->iso, &unit))
    {
      const EntWorldUnit *found = ent_world_unit (request->world, unit);
      *at = found->n_capitals > 0 ? found->capitals[0].at : found->label;
      return TRUE;
    }
  /* Ideas are nowhere, even those that concern a place. */
  if (depth == 0 || actor->kind == ENT_ACTOR_CONCEPT)
    return FALSE;
  const EntActor *whole = whole_of (request->dossier, actor);
  return whole != NULL && locate (request, whole, depth - 1, at);
}

/**
 * ent_map_locate:
 * @request: what is to be drawn, with the world
 * @actor: an actor
 * @at: (out): where it is: its own place, the capital of its state, or what it is a part of
 *
 * Returns: whether it is anywhere
 */
gboolean
ent_map_locate (const EntViewRequest *request, const EntActor *actor, EntLonLat *at)
{
  return locate (request, actor, MAX_DEPTH, at);
}

/**
 * ent_spot_thing:
 * @spot: a spot
 *
 * Returns: (transfer none): the actor or event it stands for
 */
const EntThing *
ent_spot_thing (const EntSpot *spot)
{
  return spot->actor != NULL ? &spot->actor->thing : &spot->event->thing;
}

/**
 * ent_spot_is_venue:
 * @spot: a spot
 *
 * Returns: whether something takes place there
 */
gboolean
ent_spot_is_venue (const EntSpot *spot)
{
  return spot->event != NULL;
}

static void
collect_actors (EntMap *map)
{
  const EntViewRequest *request = map->request;
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = actors->pdata[i];
      EntSpot spot = { .actor = actor, .unit = G_MAXUINT };
      if (!in_view (request, actor))
        continue;
      if (!locate (request, actor, MAX_DEPTH, &spot.at))
        {
          map->unlocated += actor->kind != ENT_ACTOR_CONCEPT;
          continue;
        }
      spot.shown = ent_request_admits (request, actor);
      if (actor->iso == NULL || !ent_world_find_iso (request->world, actor->iso, &spot.unit))
        spot.unit = G_MAXUINT;
      g_array_append_val (map->spots, spot);
    }
}

static EntSpot *
spot_of (EntMap *map, const EntActor *actor)
{
  for (guint i = 0; i < map->spots->len; i++)
    if (ent_map_spot (map, i)->actor == actor)
      return ent_map_spot (map, i);
  return NULL;
}

static void
note_participants (EntMap *map, const EntEvent *event)
{
  for (guint i = 0; i < event->n_participants; i++)
    {
      EntSpot *spot = spot_of (map, event->participants[i].actor);
      if (spot == NULL)
        continue;
      if (g_strcmp0 (event->participants[i].role, "excluded") == 0)
        spot->excluded = TRUE;
      else
        spot->party = TRUE;
      spot->ties++;
    }
}

static void
collect_events (EntMap *map)
{
  const EntViewRequest *request = map->request;
  const GPtrArray *events = ent_dossier_events (request->dossier);
  for (guint i = 0; i < events->len; i++)
    {
      const EntEvent *event = events->pdata[i];
      if (!in_view (request, event) || (event->place == NULL && !event->has_location))
        continue;
      gboolean shown = ent_request_admits (request, event);
      EntSpot *spot = event->place != NULL ? spot_of (map, event->place) : NULL;
      if (spot == NULL && event->place == NULL)
        {
          EntSpot own = { .event = event,
                          .at = { event->lon_deg, event->lat_deg },
                          .unit = G_MAXUINT,
                          .shown = shown };
          g_array_append_val (map->spots, own);
        }
      else if (spot != NULL && shown && spot->event == NULL)
        spot->event = event;
      if (shown)
        note_participants (map, event);
    }
}

/**
 * ent_map_collect_spots:
 * @map: a map without spots
 *
 * Finds out where the actors and events are that the saved view admits: at their own coordinates,
 * in their capital, or where the whole is that they are part or member of.
 */
void
ent_map_collect_spots (EntMap *map)
{
  collect_actors (map);
  collect_events (map);
  const GPtrArray *relations = ent_dossier_relations (map->request->dossier);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      EntSpot *from = spot_of (map, relation->from), *to = spot_of (map, relation->to);
      if (from == NULL || to == NULL || !ent_request_admits (map->request, relation))
        continue;
      from->ties++;
      to->ties++;
    }
}

/* Who keeps the place when several want it: venues, then states, then what has more ties. */
static double
claim (const EntSpot *spot)
{
  double claim = MIN (spot->ties, 50) / 100.0;
  if (ent_spot_is_venue (spot))
    claim += 2;
  if (spot->actor != NULL && spot->actor->kind == ENT_ACTOR_STATE)
    claim += 1;
  return claim;
}

static double
radius_of (const EntMap *map, const EntSpot *spot)
{
  if (ent_spot_is_venue (spot))
    return ent_request_mark_pt (map->request, VENUE_PT);
  gboolean state = spot->actor != NULL && spot->actor->kind == ENT_ACTOR_STATE;
  return ent_request_mark_pt (map->request, state ? STATE_PT : OTHER_PT);
}

/* one_pt: a point of marks, figure units */
static gboolean
push_pair (EntMap *map, guint i, guint j, double one_pt)
{
  EntSpot *a = ent_map_spot (map, i), *b = ent_map_spot (map, j);
  double apart = a->radius + b->radius + APART_PT * one_pt
                 + (ent_spot_is_venue (a) + ent_spot_is_venue (b)) * VENUE_ROOM_PT * one_pt;
  double dx = b->point.x - a->point.x, dy = b->point.y - a->point.y;
  /* nearly all pairs are far from each other */
  if (fabs (dx) >= apart || fabs (dy) >= apart)
    return FALSE;
  double distance = hypot (dx, dy);
  if (distance >= apart - 0.01)
    return FALSE;
  if (distance < 0.5)
    {
      /* Golden angle: those in one place leave it in directions far from each other. */
      double angle = 2.39996 * j;
      dx = cos (angle);
      dy = sin (angle);
      distance = 1;
    }
  double lack = (apart - hypot (b->point.x - a->point.x, b->point.y - a->point.y)) / distance;
  double difference = claim (a) - claim (b);
  double share = difference > 0.9 ? 0 : difference < -0.9 ? 1 : 0.5;
  a->point.x -= dx * lack * share;
  a->point.y -= dy * lack * share;
  b->point.x += dx * lack * (1 - share);
  b->point.y += dy * lack * (1 - share);
  return TRUE;
}

/**
 * ent_map_place_spots:
 * @map: a map with its projection fitted and its camera set
 *
 * Projects the spots, and moves discs that would cover each other aside.
 */
void
ent_map_place_spots (EntMap *map)
{
  for (guint i = 0; i < map->spots->len; i++)
    {
      EntSpot *spot = ent_map_spot (map, i);
      spot->radius = radius_of (map, spot);
      spot->visible
          = spot->shown
            && ent_projection_point (
                map->projection, spot->at.lon_deg, spot->at.lat_deg, &spot->home.x, &spot->home.y);
      spot->point = spot->home;
    }
  gboolean moved = map->spots->len <= 400;
  const double one_pt = ent_request_mark_pt (map->request, 1);
  for (guint round = 0; moved && round < ROUNDS; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < map->spots->len; i++)
        for (guint j = i + 1; j < map->spots->len; j++)
          if (ent_map_spot (map, i)->visible && ent_map_spot (map, j)->visible)
            moved |= push_pair (map, i, j, one_pt);
    }
}
