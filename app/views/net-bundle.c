/* Ties that run alike share a way, beside each other. */
#include "views/network-private.h"

#include <math.h>
#include <string.h>

#include "graph/bundle.h"

/* A tie that leaves its chord by less than this share of its length stays a plain curve. */
#define STRAIGHT 0.004
/* Parallel ties are apart from this share of the way on, and by this share of what they are when
 * they are no bundle. */
#define SPREAD_WITHIN 0.12
#define SPREAD_SHARE 0.5

/* One for each pair of nodes: parallel ties take the same way. */
static GArray *
collect_pairs (const EntNet *net, guint *pair_of)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (EntGraphEdge));
  for (guint i = 0; i < net->edges->len; i++)
    {
      const EntNetEdge *edge = &g_array_index (net->edges, EntNetEdge, i);
      EntGraphEdge pair = { MIN (edge->from, edge->to), MAX (edge->from, edge->to), 1 };
      pair_of[i] = G_MAXUINT;
      for (guint j = 0; j < pairs->len && pair_of[i] == G_MAXUINT; j++)
        {
          const EntGraphEdge *known = &g_array_index (pairs, EntGraphEdge, j);
          if (known->from == pair.from && known->to == pair.to)
            pair_of[i] = j;
        }
      if (pair_of[i] == G_MAXUINT && pair.from != pair.to)
        {
          pair_of[i] = pairs->len;
          g_array_append_val (pairs, pair);
        }
    }
  return pairs;
}

static gboolean
is_straight (const EntPoint *way)
{
  EntPoint a = way[0], b = way[ENT_BUNDLE_POINTS - 1];
  double dx = b.x - a.x, dy = b.y - a.y, length = hypot (dx, dy), most = 0;
  if (length < 1)
    return TRUE;
  for (guint i = 1; i + 1 < ENT_BUNDLE_POINTS; i++)
    most = MAX (most, fabs ((way[i].x - a.x) * dy - (way[i].y - a.y) * dx) / length);
  return most < STRAIGHT * length;
}

/**
 * ent_net_bundle:
 * @net: a network whose ties are routed
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Gives the ties that run alike their shared ways, as firmly as the view asks for: in a circle
 * through their groups, else by forces between them.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_net_bundle (EntNet *net, GCancellable *cancellable, GError **error)
{
  guint n = net->nodes->len, n_edges = net->edges->len;
  if (net->options.bundle <= 0 || n_edges == 0)
    return TRUE;
  g_autofree guint *pair_of = g_new0 (guint, n_edges);
  g_autoptr (GArray) pairs = collect_pairs (net, pair_of);
  g_autofree double *xy = g_new0 (double, 2 * n);
  EntGraph graph
      = { .n = n, .n_edges = pairs->len, .edges = (const EntGraphEdge *)(gpointer)pairs->data };
  net->ways = g_new0 (EntPoint, ENT_BUNDLE_POINTS * (gsize)MAX (pairs->len, 1));
  for (guint i = 0; i < n; i++)
    {
      xy[2 * i] = ent_net_node (net, i)->at.x;
      xy[2 * i + 1] = ent_net_node (net, i)->at.y;
    }
  double *points = (double *)net->ways;
  if (net->options.layout == ENT_NET_CIRCLE)
    {
      g_autofree guint *groups = ent_net_groups (net, net->options.group_by);
      ent_bundle_groups (&graph, xy, groups, net->options.bundle, points);
    }
  else if (!ent_bundle_force (&graph, xy, net->options.bundle, points, cancellable, error))
    return FALSE;
  for (guint i = 0; i < n_edges; i++)
    {
      const EntPoint *way
          = pair_of[i] != G_MAXUINT ? &net->ways[ENT_BUNDLE_POINTS * (gsize)pair_of[i]] : NULL;
      if (way != NULL && !is_straight (way))
        g_array_index (net->edges, EntNetEdge, i).way = way;
    }
  return TRUE;
}

/* How far a tie is from the middle of its parallels at a share of the way: nothing at the ends. */
static double
offset_at (const EntNet *net, const EntNetEdge *edge, double t)
{
  double whole = ent_request_pt (net->request, ENT_NET_SEPARATION_PT) * SPREAD_SHARE
                 * (edge->rank - (edge->of - 1) / 2.0);
  double near = MIN (MIN (t, 1 - t) / SPREAD_WITHIN, 1);
  return whole * near * (2 - near);
}

/* Where the way, followed from its start, first is further from there than reach; whole index and
 * share of the step after it. */
static double
leave (const EntPoint *points, gboolean at_end, double reach)
{
  const guint last = ENT_BUNDLE_POINTS - 1;
  EntPoint centre = points[at_end ? last : 0];
  double before = 0;
  for (guint i = 1; i <= last; i++)
    {
      EntPoint at = points[at_end ? last - i : i];
      double away = hypot (at.x - centre.x, at.y - centre.y);
      if (away >= reach)
        {
          double steps = i - 1 + (reach - before) / MAX (away - before, 1e-9);
          return at_end ? last - steps : steps;
        }
      before = away;
    }
  return last / 2.0;
}

static EntPoint
point_at (const EntPoint *points, double at)
{
  guint i = MIN ((guint)at, ENT_BUNDLE_POINTS - 2);
  double t = at - i;
  return (EntPoint){ points[i].x + (points[i + 1].x - points[i].x) * t,
                     points[i].y + (points[i + 1].y - points[i].y) * t };
}

/* A smooth curve through all points between two places (Catmull, Rom 1974). */
static EntPath *
smooth_part (const EntPoint *points, double from, double to)
{
  g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  EntPoint first = point_at (points, from), last = point_at (points, to);
  g_array_append_val (part, first);
  for (guint i = (guint)floor (from + 0.25) + 1; i + 0.25 < to; i++)
    g_array_append_val (part, points[i]);
  g_array_append_val (part, last);
  const EntPoint *p = (const EntPoint *)(gpointer)part->data;
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, p[0].x, p[0].y);
  for (guint i = 0; i + 1 < part->len; i++)
    {
      EntPoint a = p[i > 0 ? i - 1 : 0], b = p[i], c = p[i + 1];
      EntPoint d = p[MIN (i + 2, part->len - 1)];
      ent_path_curve_to (path,
                         b.x + (c.x - a.x) / 6,
                         b.y + (c.y - a.y) / 6,
                         c.x - (d.x - b.x) / 6,
                         c.y - (d.y - b.y) / 6,
                         c.x,
                         c.y);
    }
  return path;
}

/**
 * ent_net_stroke_way:
 * @net: a network
 * @edge: one of its ties that has a way
 * @points: (array fixed-size=33): the way with the camera applied, from the pair's first node on
 * @gap: between a rim and the end of a line, figure units
 * @arrow: length of the arrowhead that covers the end of the line; 0: none
 *
 * Returns: (transfer full): the way from rim to rim, beside its parallels
 */
EntNetStroke
ent_net_stroke_way (
    const EntNet *net, const EntNetEdge *edge, const EntPoint *points, double gap, double arrow)
{
  const guint last = ENT_BUNDLE_POINTS - 1;
  EntPoint own[ENT_BUNDLE_POINTS];
  gboolean forth = edge->from < edge->to;
  for (guint i = 0; i <= last; i++)
    {
      EntPoint a = points[i > 0 ? i - 1 : 0], b = points[MIN (i + 1, last)];
      double length = MAX (hypot (b.x - a.x, b.y - a.y), 1e-9);
      double aside = offset_at (net, edge, i / (double)last);
      own[forth ? i : last - i] = (EntPoint){ points[i].x + (b.y - a.y) / length * aside,
                                              points[i].y - (b.x - a.x) / length * aside };
    }
  double from = leave (own, FALSE, ent_net_node (net, edge->from)->radius + gap);
  double reach = ent_net_node (net, edge->to)->radius + gap;
  double to = leave (own, TRUE, reach), neck = leave (own, TRUE, reach + arrow);
  double end = arrow > 0 ? leave (own, TRUE, reach + arrow * 0.7) : to;
  EntPoint tip = point_at (own, to), base = point_at (own, neck);
  double length = MAX (hypot (tip.x - base.x, tip.y - base.y), 1e-9);
  return (EntNetStroke){ .path = smooth_part (own, MIN (from, end), end),
                         .tip = tip,
                         .along = { (tip.x - base.x) / length, (tip.y - base.y) / length },
                         .middle = point_at (own, (from + to) / 2) };
}
