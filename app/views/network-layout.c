#include "views/network-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Lengths in points at text scale 1. */
#define NAME_PT 8.0
#define LABEL_WIDTH_PT 84.0
#define MIN_PT 5.5 /* radii */
#define MAX_PT 20.0
#define HUB_PT 15.0
/* A layout may be stretched so much to fill the frame: more would belie its distances. */
#define MAX_STRETCH 1.7
/* Rings stay nearly round; a circle and columns have no distances to belie. */
#define RING_STRETCH 1.35
#define GROUP_STRETCH 4.0
/* Rounds of moving apart: the boxes of a shipped dossier are free of each other after 20–60. */
#define ROUNDS 120

/**
 * ent_net_free:
 * @net: (transfer full): a network
 */
void
ent_net_free (EntNet *net)
{
  g_array_unref (net->nodes);
  g_array_unref (net->edges);
  g_free (net->ways);
  g_free (net->method);
  ent_net_options_clear (&net->options);
  g_clear_pointer (&net->colouring, ent_colouring_free);
  g_free (net);
}

/**
 * ent_net_find:
 * @net: a network
 * @actor: an actor of the dossier
 *
 * Returns: the actor's node, or -1 when it is none
 */
int
ent_net_find (const EntNet *net, const EntActor *actor)
{
  for (guint i = 0; i < net->nodes->len; i++)
    if (ent_net_node (net, i)->actor == actor)
      return i;
  return -1;
}

/**
 * ent_net_is_chosen:
 * @request: what is to be drawn
 * @actor: an actor
 *
 * The saved view says who is in the picture; what the session hides keeps its place.
 *
 * Returns: whether the saved view has the actor
 */
gboolean
ent_net_is_chosen (const EntViewRequest *request, const EntActor *actor)
{
  const EntFilter *own = request->view != NULL ? request->view->filter : NULL;
  return own == NULL || ent_filter_admits (own, request->dossier, &actor->thing);
}

/**
 * ent_net_members:
 * @net: a network
 * @organisation: an organisation or a bloc
 * @shown: those of now, that the filter admits; else all of the view, whatever the date
 *
 * Returns: (transfer full): its members' nodes (guint), each once
 */
GArray *
ent_net_members (const EntNet *net, const EntActor *organisation, gboolean shown)
{
  const GPtrArray *relations = ent_dossier_relations (net->request->dossier);
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      if (relation->to != organisation || !ent_net_is_membership (relation))
        continue;
      int node = ent_net_find (net, relation->from);
      gboolean known = node < 0
                       || (shown
                           && (!ent_net_node (net, node)->shown
                               || !ent_request_admits (net->request, relation)));
      for (guint j = 0; j < members->len && !known; j++)
        known = g_array_index (members, guint, j) == (guint)node;
      if (!known)
        g_array_append_val (members, node);
    }
  return members;
}

static gboolean
belongs_in (const EntNet *net, const EntActor *actor, const guint *degrees)
{
  const EntDossier *dossier = net->request->dossier;
  gboolean dissolved = ent_net_form (&net->options, actor) != ENT_NET_NODE;
  if (degrees[actor->index] > 0 || (actor->part_of != NULL && !dissolved))
    return TRUE;
  const GPtrArray *actors = ent_dossier_actors (dossier);
  for (guint i = 0; i < actors->len; i++)
    if (((const EntActor *)actors->pdata[i])->part_of == actor)
      return TRUE;
  /* A place nobody has a tie to is a matter of the map; an organisation with nothing but members is
   * drawn round or between them. */
  return actor->kind != ENT_ACTOR_PLACE && !dissolved;
}

static void
collect_nodes (EntNet *net)
{
  const EntDossier *dossier = net->request->dossier;
  const GPtrArray *actors = ent_dossier_actors (dossier);
  const GPtrArray *relations = ent_dossier_relations (dossier);
  g_autofree guint *degrees = g_new0 (guint, actors->len + 1);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      if (!ent_net_is_chosen (net->request, relation->from)
          || !ent_net_is_chosen (net->request, relation->to))
        continue;
      degrees[relation->from->index]++;
      degrees[relation->to->index] += !ent_net_replaces (&net->options, relation);
    }
  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = actors->pdata[i];
      if (!ent_net_is_chosen (net->request, actor) || !belongs_in (net, actor, degrees))
        continue;
      EntNetNode node = { .actor = actor,
                          .degree = degrees[i],
                          .shown = ent_request_admits (net->request, actor) };
      g_array_append_val (net->nodes, node);
    }
}

/* The hub is the one asked for, or the one with twice the ties of the next; rings have one. */
static gboolean
find_hub (EntNet *net, GError **error)
{
  const EntActor *asked = NULL;
  if (!ent_request_actor (net->request, "hub", &asked, error))
    return FALSE;
  net->hub = asked != NULL ? ent_net_find (net, asked) : -1;
  if (net->hub >= 0)
    return TRUE;
  guint best = 0, second = 0;
  for (guint i = 0; i < net->nodes->len; i++)
    {
      guint degree = ent_net_node (net, i)->degree;
      if (degree > best)
        {
          second = best;
          best = degree;
          net->hub = i;
        }
      else
        second = MAX (second, degree);
    }
  if (net->options.layout != ENT_NET_RING && (best < 4 || best < 2 * second))
    net->hub = -1;
  return TRUE;
}

/* Greatest value of the attribute that sizes the nodes. */
static double
find_greatest (const EntNet *net)
{
  double greatest = 0;
  for (guint i = 0; i < net->nodes->len; i++)
    {
      const EntAttribute *attribute
          = ent_net_attribute (ent_net_node (net, i)->actor, net->options.size_by);
      if (attribute != NULL && attribute->is_number && isfinite (attribute->number))
        greatest = MAX (greatest, attribute->number);
    }
  return greatest;
}

/* Radius in points: areas grow with the ties, or with the attribute from nothing up. */
static double
radius_of (const EntNet *net, guint index, double greatest)
{
  const EntNetNode *node = ent_net_node (net, index);
  if (net->options.size_by != NULL)
    return ent_net_size (ent_net_attribute (node->actor, net->options.size_by), greatest);
  double points = CLAMP (4.4 * sqrt (node->degree), MIN_PT, MAX_PT);
  return (int)index == net->hub ? MAX (points, HUB_PT) : points;
}

static void
size_nodes (EntNet *net)
{
  const EntViewRequest *request = net->request;
  EntTextStyle name = ent_request_text (request, NAME_PT, 600);
  double area = request->width * request->height / MAX (net->nodes->len, 1);
  double greatest = net->options.size_by != NULL ? find_greatest (net) : 0;
  double crowd = CLAMP (sqrt (area) / ent_request_pt (request, 75), 0.5, 1.15);
  for (guint i = 0; i < net->nodes->len; i++)
    {
      EntNetNode *node = ent_net_node (net, i);
      node->radius = ent_request_pt (request, radius_of (net, i, greatest)) * crowd;
      EntTextSize size
          = ent_text_measure (ent_text_get (&node->actor->thing.name, request->lang), &name);
      const char *second = ent_request_second (request, &node->actor->thing.name);
      if (second != NULL)
        {
          EntTextSize below = ent_text_measure (second, &name);
          size.width = MAX (size.width, below.width);
          size.descent += below.ascent + below.descent;
        }
      node->label_width = MIN (size.width, ent_request_pt (request, LABEL_WIDTH_PT));
      node->label_height = size.ascent + size.descent;
    }
}

/* The room that names take at the edges of the frame. */
static EntRect
inner_frame (const EntNet *net)
{
  double side = 0, top = 0, bottom = 0;
  for (guint i = 0; i < net->nodes->len; i++)
    {
      const EntNetNode *node = ent_net_node (net, i);
      side = MAX (side, MAX (node->label_width / 2, node->radius));
      top = MAX (top, node->radius);
      bottom = MAX (bottom, node->radius + 1.6 * node->label_height);
    }
  double pad = ent_request_pt (net->request, 8);
  EntRect inner = net->frame;
  inner.x += side + pad;
  inner.width = MAX (inner.width - 2 * (side + pad), 1);
  inner.y += top + pad;
  inner.height = MAX (inner.height - top - bottom - 2 * pad, 1);
  return inner;
}

static double
stretch_of (const EntNet *net)
{
  switch (net->options.layout)
    {
    case ENT_NET_CIRCLE:
    case ENT_NET_COLUMNS:
      return GROUP_STRETCH;
    case ENT_NET_RING:
      return RING_STRETCH;
    case ENT_NET_STRESS:
    case ENT_NET_MAP:
      break;
    }
  return MAX_STRETCH;
}

/* Around the middle of all nodes at all dates, or in rings around the hub. */
static EntRect
box_to_fit (const EntNet *net, const double *xy)
{
  EntRect box = net->span;
  for (guint i = 0; i < net->nodes->len; i++)
    {
      ent_rect_add_point (&box, xy[2 * i], xy[2 * i + 1]);
      if (net->options.layout == ENT_NET_RING && net->hub >= 0)
        ent_rect_add_point (
            &box, 2 * xy[2 * net->hub] - xy[2 * i], 2 * xy[2 * net->hub + 1] - xy[2 * i + 1]);
    }
  return box;
}

static void
fit (EntNet *net, const double *xy, const EntRect *inner)
{
  EntRect box = box_to_fit (net, xy);
  double sx = box.width > 1e-9 ? inner->width / box.width : INFINITY;
  double sy = box.height > 1e-9 ? inner->height / box.height : INFINITY;
  double ideal = ent_request_pt (net->request, 150); /* few nodes need not fill a screen */
  double scale = MIN (MIN (sx, sy), ideal), stretch = stretch_of (net);
  sx = MIN (MIN (sx, scale * stretch), ideal * 1.3);
  sy = MIN (MIN (sy, scale * stretch), ideal * 1.3);
  double cx = box.x + box.width / 2, cy = box.y + box.height / 2;
  for (guint i = 0; i < net->nodes->len; i++)
    ent_net_node (net, i)->at
        = (EntPoint){ inner->x + inner->width / 2 + (xy[2 * i] - cx) * sx,
                      inner->y + inner->height / 2 + (xy[2 * i + 1] - cy) * sy };
}

/**
 * ent_net_box_of:
 * @net: a network
 * @node: one of its nodes
 *
 * Returns: the disc and the name under it, as one box around the node
 */
EntRect
ent_net_box_of (const EntNet *net, const EntNetNode *node)
{
  double pad
      = ent_request_pt (net->request, 5) * (net->options.layout == ENT_NET_MAP ? 1 : net->room);
  double half = MAX (node->label_width / 2 * net->room, node->radius) + pad;
  return ENT_RECT (node->at.x - half,
                   node->at.y - node->radius - pad,
                   2 * half,
                   2 * node->radius + 1.3 * node->label_height * net->room + 2 * pad);
}

/* Where names under all nodes would fill more than two fifths of the picture, nodes keep only a
 * share of that room free: the placer finds places for the names. */
static void
measure_room (EntNet *net)
{
  double area = 0, widest = 0, whole = net->frame.width * net->frame.height;
  net->room = 1;
  for (guint i = 0; i < net->nodes->len; i++)
    {
      EntRect box = ent_net_box_of (net, ent_net_node (net, i));
      area += box.width * box.height;
      widest = MAX (widest, box.width);
    }
  net->room = CLAMP (0.4 * whole / MAX (area, 1), 0.15, 1);
  /* Places tell something: names rather go elsewhere than nodes do. */
  if (net->options.layout == ENT_NET_MAP)
    net->room = 0.15;
  net->widest = widest;
}

static gboolean
push_pair (EntNet *net, guint i, guint j)
{
  EntNetNode *a = ent_net_node (net, i), *b = ent_net_node (net, j);
  /* nearly all pairs are far from each other */
  if (fabs (b->at.x - a->at.x) > net->widest)
    return FALSE;
  EntRect box_a = ent_net_box_of (net, a), box_b = ent_net_box_of (net, b);
  double dx = box_b.x + box_b.width / 2 - box_a.x - box_a.width / 2;
  double dy = box_b.y + box_b.height / 2 - box_a.y - box_a.height / 2;
  double over_x = (box_a.width + box_b.width) / 2 - fabs (dx);
  double over_y = (box_a.height + box_b.height) / 2 - fabs (dy);
  if (over_x <= 0 || over_y <= 0)
    return FALSE;
  double share = (int)i == net->hub ? 0 : (int)j == net->hub ? 1 : 0.5;
  /* Equal places part by their order, so that the result is the same each time. */
  if (over_x < over_y && net->options.layout != ENT_NET_COLUMNS)
    {
      double step = over_x * (dx < 0 ? -1 : 1);
      a->at.x -= step * share;
      b->at.x += step * (1 - share);
    }
  else
    {
      double step = over_y * (dy < 0 ? -1 : 1);
      a->at.y -= step * share;
      b->at.y += step * (1 - share);
    }
  return TRUE;
}

typedef struct
{
  guint first, second;
  double half; /* width of the bundle of ties */
} Bundle;

static GArray *
find_bundles (const EntNet *net)
{
  GArray *bundles = g_array_new (FALSE, FALSE, sizeof (Bundle));
  const GPtrArray *relations = ent_dossier_relations (net->request->dossier);
  double step = ent_request_pt (net->request, ENT_NET_SEPARATION_PT) / 2;
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      int from = ent_net_find (net, relation->from), to = ent_net_find (net, relation->to);
      if (from < 0 || to < 0 || from == to)
        continue;
      Bundle *known = NULL;
      for (guint j = 0; j < bundles->len && known == NULL; j++)
        {
          Bundle *other = &g_array_index (bundles, Bundle, j);
          if (other->first == (guint)MIN (from, to) && other->second == (guint)MAX (from, to))
            known = other;
        }
      Bundle bundle = { MIN (from, to), MAX (from, to), 0 };
      if (known != NULL)
        known->half += step;
      else
        g_array_append_val (bundles, bundle);
    }
  return bundles;
}

/* Nodes that ties of others run over move off sideways. */
static gboolean
push_off (EntNet *net, const Bundle *bundle)
{
  EntPoint a = ent_net_node (net, bundle->first)->at, b = ent_net_node (net, bundle->second)->at;
  double dx = b.x - a.x, dy = b.y - a.y, length = hypot (dx, dy);
  double gap = ent_request_pt (net->request, 6);
  gboolean moved = FALSE;
  for (guint i = 0; i < net->nodes->len && length >= 1; i++)
    {
      EntNetNode *node = ent_net_node (net, i);
      if (i == bundle->first || i == bundle->second || (int)i == net->hub)
        continue;
      double along = ((node->at.x - a.x) * dx + (node->at.y - a.y) * dy) / length;
      double aside = ((node->at.x - a.x) * dy - (node->at.y - a.y) * dx) / length;
      /* The bundle is widest in the middle and nothing at its ends. */
      double t = along / length;
      double clear = node->radius + 4 * t * (1 - t) * bundle->half + gap;
      if (t < 0.05 || t > 0.95 || fabs (aside) >= clear)
        continue;
      double step = (clear - fabs (aside)) * 0.5 * (aside < 0 ? -1 : 1);
      node->at.x += dy / length * step;
      node->at.y -= dx / length * step;
      moved = TRUE;
    }
  return moved;
}

static void
move_apart (EntNet *net, const EntRect *inner)
{
  g_autoptr (GArray) bundles = find_bundles (net);
  gboolean free = net->options.layout == ENT_NET_STRESS || net->options.layout == ENT_NET_RING;
  gboolean looks = free && (guint64)bundles->len * net->nodes->len < ENT_NET_MAX_ROUTED / ROUNDS;
  gboolean moved = net->nodes->len <= 400;
  for (guint round = 0; moved && round < ROUNDS; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < net->nodes->len; i++)
        for (guint j = i + 1; j < net->nodes->len; j++)
          moved |= push_pair (net, i, j);
      for (guint i = 0; looks && i < bundles->len; i++)
        moved |= push_off (net, &g_array_index (bundles, Bundle, i));
      for (guint i = 0; i < net->nodes->len; i++)
        {
          EntPoint *at = &ent_net_node (net, i)->at;
          at->x = CLAMP (at->x, inner->x, inner->x + inner->width);
          at->y = CLAMP (at->y, inner->y, inner->y + inner->height);
        }
    }
}

static gboolean
pin (EntNet *net, GError **error)
{
  EntJson *pinned = ent_request_option (net->request, "pinned");
  for (guint i = 0; i < ent_json_length (pinned); i++)
    {
      const char *id = ent_json_key (pinned, i);
      EntJson *place = ent_json_member (pinned, id);
      const EntThing *thing = ent_dossier_find (net->request->dossier, id);
      double x = 0, y = 0;
      int node = thing != NULL && thing->kind == ENT_THING_ACTOR
                     ? ent_net_find (net, (const EntActor *)thing)
                     : -1;
      if (node < 0 || ent_json_length (place) != 2
          || !ent_json_get_double (ent_json_element (place, 0), &x)
          || !ent_json_get_double (ent_json_element (place, 1), &y) || x < 0 || x > 1 || y < 0
          || y > 1)
        return ent_option_error (
            error, "pinned", pinned, _ ("ids of actors with [x, y] as shares (0–1) of the frame"));
      ent_net_node (net, node)->pinned = TRUE;
      ent_net_node (net, node)->at
          = (EntPoint){ net->frame.x + x * net->frame.width, net->frame.y + y * net->frame.height };
    }
  return TRUE;
}

/* Places are shares of the frame: on a low page the disc at one may reach over the edge. */
static void
hold_inside (EntNet *net)
{
  const EntRect *f = &net->frame;
  for (guint i = 0; i < net->nodes->len; i++)
    {
      EntNetNode *node = ent_net_node (net, i);
      double reach = node->radius + ENT_NET_EDGE_ROOM;
      node->at.x = CLAMP (node->at.x, f->x + reach, MAX (f->x + f->width - reach, f->x + reach));
      node->at.y = CLAMP (node->at.y, f->y + reach, MAX (f->y + f->height - reach, f->y + reach));
    }
}

/**
 * ent_net_new:
 * @request: what is to be drawn
 * @cancellable: (nullable): stops the layout
 * @error: where to put an error
 *
 * Places the actors of the whole dossier, so that hiding some leaves the others where they were,
 * and routes the relations that the filter admits around the nodes.
 * Errors: #EntViewsError, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the network without its camera, or %NULL
 */
EntNet *
ent_net_new (const EntViewRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntNet) net = g_new0 (EntNet, 1);
  net->request = request;
  net->nodes = g_array_new (FALSE, TRUE, sizeof (EntNetNode));
  net->edges = g_array_new (FALSE, TRUE, sizeof (EntNetEdge));
  net->frame = ENT_RECT (0, 0, request->width, request->height);
  net->hub = -1;
  net->span = ENT_RECT_EMPTY;
  if (!ent_net_options_read (request, &net->options, error))
    return NULL;
  collect_nodes (net);
  if (!find_hub (net, error))
    return NULL;
  if (net->nodes->len == 0)
    return g_steal_pointer (&net);
  size_nodes (net);
  EntRect inner = inner_frame (net);
  g_autofree double *xy = g_new0 (double, 2 * net->nodes->len);
  if (!ent_net_place (net, &inner, xy, cancellable, error))
    return NULL;
  measure_room (net);
  if (net->options.layout != ENT_NET_MAP)
    fit (net, xy, &inner);
  move_apart (net, &inner);
  if (!pin (net, error))
    return NULL;
  hold_inside (net);
  ent_net_route (net);
  if (!ent_net_bundle (net, cancellable, error))
    return NULL;
  return g_steal_pointer (&net);
}
