#include "views/map-private.h"

#include <math.h>

/* Lengths in points at text scale 1. */
#define GAP_PT 2.0
#define SEPARATION_PT 4.5
/* Of that, between flows of one type in one direction. */
#define SAME_KIND 0.55
/* How far from the middle of a disc a flow may end, as a share of the radius around it. */
#define TIP_SPREAD 0.7
#define BAR_PT 3.5 /* half the bar that keeps somebody out */
#define VENUE_RING_PT 3.0
#define LABEL_PT 6.5
#define LINE_PT 62.0 /* of a name, where it is broken */
/* Of the chord: a bend that is seen, but does not lead anybody astray. */
#define BEND 0.13
/* So few flows may carry their names unasked. */
#define MAX_NAMED 8
/* Points on a great circle that leaves the map on one side and comes back on the other. */
#define WAY_POINTS 64

static int
spot_index (const EntMap *map, gconstpointer actor)
{
  for (guint i = 0; actor != NULL && i < map->spots->len; i++)
    if (ent_map_spot (map, i)->actor == actor)
      return i;
  return -1;
}

static int
venue_index (const EntMap *map, const EntEvent *event)
{
  for (guint i = 0; event->place == NULL && i < map->spots->len; i++)
    if (ent_map_spot (map, i)->actor == NULL && ent_map_spot (map, i)->event == event)
      return i;
  return spot_index (map, event->place);
}

/* The numbers of the flows between two spots; NULL when there are none yet. */
static GArray *
between (const EntMap *map, GHashTable *pairs, guint a, guint b)
{
  return g_hash_table_lookup (pairs,
                              GSIZE_TO_POINTER ((gsize)MIN (a, b) * map->spots->len + MAX (a, b)));
}

static void
add_flow (EntMap *map, GHashTable *pairs, const EntFlow *flow)
{
  GArray *numbers = between (map, pairs, flow->from, flow->to);
  const guint number = map->flows->len;

  if (numbers == NULL)
    {
      const gsize key
          = (gsize)MIN (flow->from, flow->to) * map->spots->len + MAX (flow->from, flow->to);
      numbers = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (pairs, GSIZE_TO_POINTER (key), numbers);
    }
  g_array_append_val (numbers, number);
  g_array_append_vals (map->flows, flow, 1);
}

/* One way a participant and venue, told by the first event that both take part in. */
static void
add_participants (EntMap *map, GHashTable *pairs, const EntEvent *event)
{
  int venue = venue_index (map, event);
  for (guint i = 0; venue >= 0 && i < event->n_participants; i++)
    {
      int from = spot_index (map, event->participants[i].actor);
      if (from < 0 || from == venue || between (map, pairs, from, venue) != NULL
          || !ent_map_spot (map, from)->visible || !ent_map_spot (map, venue)->visible)
        continue;
      EntFlow flow = { .thing = &event->thing,
                       .from = from,
                       .to = venue,
                       .excluded = g_strcmp0 (event->participants[i].role, "excluded") == 0 };
      add_flow (map, pairs, &flow);
    }
}

/* Numbers kinds of flows: relations of a type in a direction, and what concerns venues. */
static guint
kind_of (const EntFlow *flow)
{
  if (flow->thing->kind != ENT_THING_RELATION)
    return 0;
  const EntRelation *relation = (const EntRelation *)flow->thing;
  gboolean back = relation->type->directed && flow->from > flow->to;
  return 1 + 2 * relation->type->index + (back ? 1 : 0);
}

/* Flows between the same two lie by kind, and those of one kind close to each other: each other one
 * pushes the flow to its side by half the room between the two. */
static void
place_beside (EntFlow *flow, const EntFlow *other, guint index, guint other_index)
{
  guint kind = kind_of (flow), other_kind = kind_of (other);
  if (index == other_index)
    return;
  gboolean before = other_kind < kind || (other_kind == kind && other_index < index);
  double room = other_kind == kind ? SAME_KIND : 1;
  flow->aside += (before ? 0.5 : -0.5) * room;
}

/**
 * ent_map_collect_flows:
 * @map: a map with its spots placed
 * @with_relations: whether relations are drawn, or only who goes to which venue
 *
 * Finds what leads from spot to spot, and counts the ones between the same two.
 */
void
ent_map_collect_flows (EntMap *map, gboolean with_relations)
{
  const GPtrArray *events = ent_dossier_events (map->request->dossier);
  const GPtrArray *relations = ent_dossier_relations (map->request->dossier);
  g_autoptr (GHashTable) pairs
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < events->len; i++)
    if (ent_request_admits (map->request, events->pdata[i]))
      add_participants (map, pairs, events->pdata[i]);
  for (guint i = 0; with_relations && i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      int from = spot_index (map, relation->from), to = spot_index (map, relation->to);
      if (from < 0 || to < 0 || from == to || !ent_map_spot (map, from)->visible
          || !ent_map_spot (map, to)->visible || !ent_request_admits (map->request, relation))
        continue;
      EntFlow flow = { .thing = &relation->thing, .from = from, .to = to };
      add_flow (map, pairs, &flow);
    }
  for (guint i = 0; i < map->flows->len; i++)
    {
      EntFlow *flow = &g_array_index (map->flows, EntFlow, i);
      const GArray *numbers = between (map, pairs, flow->from, flow->to);
      for (guint k = 0; k < numbers->len; k++)
        {
          const guint j = g_array_index (numbers, guint, k);
          place_beside (flow, &g_array_index (map->flows, EntFlow, j), i, j);
        }
    }
}

static EntStyle
style_of (const EntMap *map, const EntFlow *flow)
{
  const EntTheme *theme = map->request->theme;
  if (flow->thing->kind == ENT_THING_RELATION)
    return ent_view_relation_style ((const EntRelation *)flow->thing, theme);
  EntStyle style = { .stroke = flow->excluded ? theme->muted : theme->ink,
                     .stroke_width = 1.1 * ENT_UNITS_PER_PT };
  if (flow->excluded)
    {
      style.dash[0] = 3;
      style.dash[1] = 3;
      style.n_dash = 2;
    }
  else
    ent_style_set_modality (&style, ent_thing_modality (flow->thing), theme);
  style.hatched = !ent_thing_is_cited (flow->thing);
  return style;
}

static gboolean
is_directed (const EntFlow *flow)
{
  return flow->thing->kind == ENT_THING_RELATION
             ? ((const EntRelation *)flow->thing)->type->directed
             : !flow->excluded;
}

static gboolean
is_double (const EntFlow *flow)
{
  return flow->thing->kind == ENT_THING_RELATION
         && ent_relation_is_double ((const EntRelation *)flow->thing);
}

static double
rim (const EntMap *map, const EntSpot *spot)
{
  return spot->radius + ent_request_pt (map->request, GAP_PT)
         + (ent_spot_is_venue (spot) ? ent_request_mark_pt (map->request, VENUE_RING_PT) : 0);
}

/* The short way round the globe leads over the edge of a map that is cut open there. */
static gboolean
leaves_map (const EntMap *map, const EntSpot *from, const EntSpot *to)
{
  if (!ent_projection_is_cut (map->projection))
    return FALSE;
  double centre = ent_projection_centre (map->projection).lon_deg;
  double a = remainder (from->at.lon_deg - centre, 360);
  double b = remainder (to->at.lon_deg - centre, 360);
  return fabs (a - b) > 180;
}

static void
add_name (const EntMap *map,
          EntLabelPlacer *placer,
          const EntFlow *flow,
          int item,
          EntPoint at,
          const EntStyle *style)
{
  const EntViewRequest *request = map->request;
  gboolean emphasised = ent_request_emphasises (request, flow->thing);
  const char *name = ent_text_get (&flow->thing->name, request->lang);
  if (flow->thing->kind != ENT_THING_RELATION || *name == '\0'
      || !ent_rect_contains (&map->frame, at.x, at.y)
      || (!emphasised && map->flows->len > MAX_NAMED))
    return;
  EntTextStyle text = ent_request_text (request, LABEL_PT, 600);
  g_autofree char *wrapped = ent_lines_wrap (name, &text, ent_request_pt (request, LINE_PT));
  EntLabel label = { .item = item,
                     .forms = { name, wrapped },
                     .second = ent_request_second (request, &flow->thing->name),
                     .second_lang = request->lang2,
                     .style = text,
                     .colour = ent_colour_against (
                         ent_colour_with_alpha (style->stroke, 1), request->theme->paper, 4.5),
                     .x = at.x,
                     .y = at.y,
                     .mode = ENT_PLACE_CENTRE,
                     .priority = emphasised ? 0.9 : 0.3,
                     .required = emphasised };
  ent_label_placer_add (placer, &label);
}

static void
draw_bar (const EntMap *map, EntSceneBuilder *builder, int item, EntPoint at, EntPoint along)
{
  double half = ent_request_mark_pt (map->request, BAR_PT);
  EntStyle style = { .stroke = map->request->theme->ink,
                     .stroke_width = 1.6 * ENT_UNITS_PER_PT,
                     .round = TRUE };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, at.x - along.y * half, at.y + along.x * half);
  ent_path_line_to (path, at.x + along.y * half, at.y - along.x * half);
  ent_scene_builder_path (builder, ENT_LAYER_LINE, item, path, &style);
}

/* Points between two spots the short way round, evenly in longitude and latitude: a great circle
 * would lead over a pole, which such a map draws as long as the equator. */
static void
way_round (const EntMap *map, const EntFlow *flow, EntLonLat *way)
{
  const EntSpot *from = ent_map_spot (map, flow->from), *to = ent_map_spot (map, flow->to);
  double units_per_degree = ent_projection_scale (map->projection) * G_PI / 180;
  double side = ent_request_mark_pt (map->request, SEPARATION_PT) / MAX (units_per_degree, 1e-6)
                * flow->aside * (flow->from < flow->to ? 1 : -1);
  double east = remainder (to->at.lon_deg - from->at.lon_deg, 360);
  double bulge = BEND * fabs (east) * (from->at.lat_deg + to->at.lat_deg < 0 ? -1 : 1);
  for (int i = 0; i < WAY_POINTS; i++)
    {
      double t = i / (WAY_POINTS - 1.0);
      double lat = from->at.lat_deg + t * (to->at.lat_deg - from->at.lat_deg);
      way[i].lon_deg = remainder (from->at.lon_deg + t * east, 360);
      way[i].lat_deg = CLAMP (lat + (bulge + side) * sin (G_PI * t), -85, 85);
    }
}

static void
draw_way_round (const EntMap *map,
                EntSceneBuilder *builder,
                EntLabelPlacer *placer,
                const EntFlow *flow,
                int item,
                const EntStyle *style)
{
  const EntSpot *to = ent_map_spot (map, flow->to);
  EntLonLat way[WAY_POINTS];
  way_round (map, flow, way);
  int last = WAY_POINTS - 1;
  EntPoint tip = to->point, before = tip;
  for (; last > 1; last--)
    if (ent_projection_point (
            map->projection, way[last].lon_deg, way[last].lat_deg, &before.x, &before.y)
        && hypot (before.x - to->point.x, before.y - to->point.y) > rim (map, to))
      break;
  double length = MAX (hypot (tip.x - before.x, tip.y - before.y), 1e-9);
  EntPoint along = { (tip.x - before.x) / length, (tip.y - before.y) / length };
  tip = (EntPoint){ tip.x - along.x * rim (map, to), tip.y - along.y * rim (map, to) };
  EntPath *path = ent_path_new ();
  if (!ent_project_line (map->projection, way, last + 1, path, NULL))
    {
      ent_path_free (path);
      return;
    }
  ent_label_placer_avoid_path (placer, path, style->stroke_width / 2);
  ent_draw_line (builder, ENT_LAYER_LINE, item, path, style, is_double (flow));
  if (flow->excluded)
    draw_bar (map, builder, item, tip, along);
  else if (is_directed (flow))
    {
      ent_draw_arrow (builder, ENT_LAYER_LINE, item, tip, along, style);
      ent_block_arrow (placer, tip, along, style);
    }
}

/* Between two spots all bulge the same way, up, each beside the others. */
static EntCurve
curve_of (const EntMap *map, const EntFlow *flow)
{
  EntPoint from = ent_map_spot (map, flow->from)->point, to = ent_map_spot (map, flow->to)->point;
  double chord = hypot (to.x - from.x, to.y - from.y);
  double separation = ent_request_mark_pt (map->request, SEPARATION_PT);
  double side = to.x >= from.x ? 1 : -1;
  EntCurve curve = ent_curve_bent (from, to, side * (chord * BEND + separation * flow->aside));
  /* Ends that all meet in one point would put one arrowhead on the other. */
  EntPoint normal
      = { curve.p[1].x - (2 * from.x + to.x) / 3, curve.p[1].y - (2 * from.y + to.y) / 3 };
  double length = MAX (hypot (normal.x, normal.y), 1e-9);
  double reach
      = TIP_SPREAD
        * MIN (rim (map, ent_map_spot (map, flow->from)), rim (map, ent_map_spot (map, flow->to)));
  double shift = CLAMP (separation * flow->aside, -reach, reach) / length;
  for (guint i = 0; i < 4; i++)
    curve.p[i] = (EntPoint){ curve.p[i].x + normal.x * shift, curve.p[i].y + normal.y * shift };
  return curve;
}

static void
draw_flow (const EntMap *map, EntSceneBuilder *builder, EntLabelPlacer *placer, const EntFlow *flow)
{
  const EntSpot *from = ent_map_spot (map, flow->from), *to = ent_map_spot (map, flow->to);
  EntStyle style = style_of (map, flow);
  int item = ent_view_add_item (builder, map->request, flow->thing, 0.4);
  if (leaves_map (map, from, to))
    {
      draw_way_round (map, builder, placer, flow, item, &style);
      return;
    }
  gboolean directed = is_directed (flow);
  EntCurve curve = curve_of (map, flow);
  double t0 = ent_curve_leave (&curve, FALSE, rim (map, from));
  double t1 = ent_curve_leave (&curve, TRUE, rim (map, to));
  EntCurve whole = ent_curve_part (&curve, t0, t1), part = whole;
  if (directed)
    part = ent_curve_part (
        &whole, 0, ent_curve_leave (&whole, TRUE, ent_arrow_length (style.stroke_width) * 0.7));
  EntPath *path = ent_path_new ();
  ent_curve_add_to (&part, path, TRUE);
  ent_label_placer_avoid_path (placer, path, style.stroke_width / 2);
  ent_draw_line (builder, ENT_LAYER_LINE, item, path, &style, is_double (flow));
  EntPoint tip = whole.p[3], along = ent_curve_tangent (&whole, 1);
  if (flow->excluded)
    draw_bar (map, builder, item, tip, along);
  else if (directed)
    {
      ent_draw_arrow (builder, ENT_LAYER_LINE, item, tip, along, &style);
      ent_block_arrow (placer, tip, along, &style);
    }
  add_name (map, placer, flow, item, ent_curve_at (&whole, 0.5), &style);
}

/**
 * ent_map_draw_flows:
 * @map: a map with its flows
 * @builder: the scene
 * @placer: told what labels should keep off
 *
 * Draws relations as typed lines and participation in events as lines to the venue; who is left
 * out stops at a bar.
 */
void
ent_map_draw_flows (const EntMap *map, EntSceneBuilder *builder, EntLabelPlacer *placer)
{
  for (guint i = 0; i < map->flows->len; i++)
    draw_flow (map, builder, placer, &g_array_index (map->flows, EntFlow, i));
}
