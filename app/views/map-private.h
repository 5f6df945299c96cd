/* The map in three parts: who stands where (map-places.c), what moves between them (map-flows.c),
 * and the ground with everything on it (map-view.c). */
#pragma once

#include "geo/project.h"
#include "scene/label-placer.h"
#include "views/colouring.h"
#include "views/view-private.h"

G_BEGIN_DECLS

typedef struct
{
  const EntActor *actor; /* or NULL: an event given by coordinates */
  const EntEvent *event; /* first of those that take place here, or NULL */
  EntLonLat at;
  guint unit;       /* of the world, with an area of its own, or G_MAXUINT */
  guint ties;       /* shown relations and events */
  gboolean shown;   /* the session's filter lets it through; unshown ones only hold the frame */
  gboolean visible; /* on this side of the globe */
  gboolean party, excluded;
  EntPoint home;  /* of the place, figure units */
  EntPoint point; /* of the disc: moved aside where several stand in one place */
  double radius;
} EntSpot;

typedef struct
{
  const EntThing *thing; /* relation or event */
  guint from, to;        /* spots */
  gboolean excluded;     /* stays outside the venue */
  double aside;          /* of the middle of those between the same two, in separations */
} EntFlow;

typedef struct
{
  const EntViewRequest *request;
  EntProjection *projection;
  EntProjectionReason reason; /* why it was chosen, if it was */
  const EntActor *centre;     /* what it is centred on, if that is an actor */
  EntRect frame;
  GArray *spots; /* EntSpot */
  GArray *flows; /* EntFlow */
  EntColouring *colouring;
  guint unlocated;
} EntMap;

gboolean ent_map_make_projection (EntMap *map, GError **error);
char *ent_map_projection_note (const EntMap *map);
gboolean ent_map_locate (const EntViewRequest *request, const EntActor *actor, EntLonLat *at);
void ent_map_collect_spots (EntMap *map);
void ent_map_place_spots (EntMap *map);
const EntThing *ent_spot_thing (const EntSpot *spot);
gboolean ent_spot_is_venue (const EntSpot *spot);
void ent_map_collect_flows (EntMap *map, gboolean with_relations);
void ent_map_draw_flows (const EntMap *map, EntSceneBuilder *builder, EntLabelPlacer *placer);

static inline EntSpot *
ent_map_spot (const EntMap *map, guint index)
{
  return &g_array_index (map->spots, EntSpot, index);
}

G_END_DECLS
