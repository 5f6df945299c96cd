/* The ties that are shown, and their ways round the nodes. */
#include "views/network-private.h"

#include <math.h>

/* What a line costs that leaves the picture: more than anything inside of it. */
#define OUTSIDE_PRICE 100.0

static guint
first_of (const EntNetEdge *edge)
{
  return MIN (edge->from, edge->to);
}

static guint
second_of (const EntNetEdge *edge)
{
  return MAX (edge->from, edge->to);
}

static void
add_relations (EntNet *net)
{
  const GPtrArray *relations = ent_dossier_relations (net->request->dossier);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      int from = ent_net_find (net, relation->from), to = ent_net_find (net, relation->to);
      if (from < 0 || to < 0 || !ent_net_node (net, from)->shown || !ent_net_node (net, to)->shown
          || ent_net_replaces (&net->options, relation)
          || !ent_request_admits (net->request, relation))
        continue;
      EntNetEdge edge = { .relation = relation, .from = from, .to = to };
      g_array_append_val (net->edges, edge);
    }
}

/* From each member to each. */
static void
add_expanded (EntNet *net, const EntActor *organisation)
{
  g_autoptr (GArray) members = ent_net_members (net, organisation, TRUE);
  for (guint i = 0; i < members->len; i++)
    for (guint j = i + 1; j < members->len; j++)
      {
        EntNetEdge edge = { .organisation = organisation,
                            .from = g_array_index (members, guint, i),
                            .to = g_array_index (members, guint, j) };
        g_array_append_val (net->edges, edge);
      }
}

static void
collect_edges (EntNet *net)
{
  const GPtrArray *actors = ent_dossier_actors (net->request->dossier);
  add_relations (net);
  for (guint i = 0; i < actors->len; i++)
    if (ent_net_form (&net->options, actors->pdata[i]) == ENT_NET_TIES
        && ent_request_admits (net->request, actors->pdata[i]))
      add_expanded (net, actors->pdata[i]);
  for (guint i = 0; i < net->edges->len; i++)
    {
      EntNetEdge *edge = &g_array_index (net->edges, EntNetEdge, i);
      for (guint j = 0; j < net->edges->len; j++)
        {
          const EntNetEdge *other = &g_array_index (net->edges, EntNetEdge, j);
          gboolean parallel
              = first_of (other) == first_of (edge) && second_of (other) == second_of (edge);
          edge->of += parallel;
          edge->rank += parallel && j < i;
        }
    }
}

/* How badly a bent line between two nodes runs over others, names included. */
static double
obstruction (const EntNet *net, guint first, guint second, double bend)
{
  EntCurve curve
      = ent_curve_bent (ent_net_node (net, first)->at, ent_net_node (net, second)->at, bend);
  double price = 0;
  EntRect hull = ENT_RECT_EMPTY;
  EntPoint steps[15];
  for (int i = 0; i < 4; i++)
    ent_rect_add_point (&hull, curve.p[i].x, curve.p[i].y);
  EntRect inside = ent_rect_inset (&net->frame, ENT_NET_EDGE_ROOM, ENT_NET_EDGE_ROOM);
  for (int i = 0; i < 15; i++)
    {
      steps[i] = ent_curve_at (&curve, (i + 1) / 16.0);
      price += ent_rect_contains (&inside, steps[i].x, steps[i].y) ? 0 : OUTSIDE_PRICE;
    }
  for (guint i = 0; i < net->nodes->len; i++)
    {
      const EntNetNode *node = ent_net_node (net, i);
      EntRect box = ent_net_box_of (net, node);
      if (i == first || i == second || !node->shown || !ent_rect_intersects (&box, &hull))
        continue;
      double clear = node->radius + ent_request_pt (net->request, 4);
      EntRect label = ENT_RECT (node->at.x - node->label_width / 2,
                                node->at.y + node->radius,
                                node->label_width,
                                1.3 * node->label_height);
      for (int step = 0; step < 15; step++)
        {
          EntPoint at = steps[step];
          double dx = at.x - node->at.x, dy = at.y - node->at.y;
          if (dx * dx + dy * dy < clear * clear)
            price += 3;
          else if (ent_rect_contains (&label, at.x, at.y))
            price += 1;
        }
    }
  return price;
}

/* The pair's bend that runs over the fewest nodes; straight when nothing is in the way. */
static double
bend_of_pair (const EntNet *net, guint first, guint second, guint of)
{
  static const double shares[] = { 0, 0.1, -0.1, 0.18, -0.18, 0.27, -0.27, 0.36, -0.36 };
  EntPoint a = ent_net_node (net, first)->at, b = ent_net_node (net, second)->at;
  double length = hypot (b.x - a.x, b.y - a.y), best = 0, least = INFINITY;
  double spread = ent_request_pt (net->request, ENT_NET_SEPARATION_PT) * (of - 1) / 2;
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      double bend = shares[i] * length;
      double price = obstruction (net, first, second, bend) + fabs (shares[i]) * 2;
      if (of > 1)
        price += obstruction (net, first, second, bend - spread)
                 + obstruction (net, first, second, bend + spread);
      if (price < least)
        {
          least = price;
          best = bend;
        }
    }
  return best;
}

/**
 * ent_net_route:
 * @net: a network whose nodes have their places
 *
 * Collects the ties that the filter admits, and leads them round the nodes of others.
 */
void
ent_net_route (EntNet *net)
{
  collect_edges (net);
  gboolean looks = (guint64)net->edges->len * net->nodes->len < ENT_NET_MAX_ROUTED;
  double separation = ent_request_pt (net->request, ENT_NET_SEPARATION_PT);
  for (guint i = 0; i < net->edges->len; i++)
    {
      EntNetEdge *edge = &g_array_index (net->edges, EntNetEdge, i);
      guint first = first_of (edge), second = second_of (edge);
      double bend = looks && first != second ? bend_of_pair (net, first, second, edge->of) : 0;
      edge->bend = bend + separation * (edge->rank - (edge->of - 1) / 2.0);
    }
}
