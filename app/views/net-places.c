/* Where the nodes are by the layout that the view asks for, before they are fitted to the frame. */
#include "views/network-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/layout-groups.h"
#include "graph/layout-stress.h"
#include "views/map-private.h"

/* Wishes for the length of ties, in ideal edge lengths: a person stays near the state. */
#define PART_OF_LENGTH 0.6
/* Along each axis, what is further out than this share of the nodes comes in to this share of its
 * excess: one far node must not squeeze all others into the middle. */
#define OUTLIER_FROM 0.75
#define OUTLIER_SHARE 0.45
/* Places an ideal edge length. */
#define GRID 512

/* Many ties side by side, with their names, need a longer way. */
static double
length_between (const GPtrArray *relations, const EntRelation *relation)
{
  guint n = 0;
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *other = relations->pdata[i];
      n += (other->from == relation->from && other->to == relation->to)
           || (other->from == relation->to && other->to == relation->from);
    }
  return 1 + MIN (0.09 * (n - 1), 0.6);
}

/* Members hang together as those who have ties do. */
static void
add_members (const EntNet *net, const EntActor *organisation, GArray *edges)
{
  g_autoptr (GArray) members = ent_net_members (net, organisation, FALSE);
  int own = ent_net_find (net, organisation);
  if (own >= 0)
    g_array_append_val (members, own);
  for (guint i = 0; i < members->len; i++)
    for (guint j = i + 1; j < members->len; j++)
      {
        EntGraphEdge edge
            = { g_array_index (members, guint, i), g_array_index (members, guint, j), 1 };
        g_array_append_val (edges, edge);
      }
}

/**
 * ent_net_ties:
 * @net: a network
 *
 * Returns: (transfer full) (element-type EntGraphEdge): what holds its nodes together, whatever is
 *          filtered: relations, parts with their wholes, members of what is no node
 */
GArray *
ent_net_ties (const EntNet *net)
{
  const GPtrArray *relations = ent_dossier_relations (net->request->dossier);
  const GPtrArray *actors = ent_dossier_actors (net->request->dossier);
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (EntGraphEdge));
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      int from = ent_net_find (net, relation->from), to = ent_net_find (net, relation->to);
      EntGraphEdge edge = { from, to, length_between (relations, relation) };
      if (from >= 0 && to >= 0 && from != to && !ent_net_replaces (&net->options, relation))
        g_array_append_val (edges, edge);
    }
  for (guint i = 0; i < net->nodes->len; i++)
    {
      const EntActor *parent = ent_net_node (net, i)->actor->part_of;
      int to = parent != NULL ? ent_net_find (net, parent) : -1;
      EntGraphEdge edge = { i, to, PART_OF_LENGTH };
      if (to >= 0)
        g_array_append_val (edges, edge);
    }
  for (guint i = 0; i < actors->len; i++)
    if (ent_net_form (&net->options, actors->pdata[i]) != ENT_NET_NODE)
      add_members (net, actors->pdata[i], edges);
  return edges;
}

static EntGraph
graph_of (const EntNet *net, const GArray *ties)
{
  return (EntGraph){ .n = net->nodes->len,
                     .n_edges = ties->len,
                     .edges = (const EntGraphEdge *)(gconstpointer)ties->data };
}

/* Turns the layout, whose angle means nothing, with its longer axis along that of the frame; and
 * with it, those of other dates after it, n_all points together. */
static void
turn (const EntNet *net, double *xy, guint n_all)
{
  guint n = net->nodes->len;
  double mx = 0, my = 0, xx = 0, yy = 0, xy_sum = 0;
  for (guint i = 0; i < n; i++)
    {
      mx += xy[2 * i] / n;
      my += xy[2 * i + 1] / n;
    }
  if (net->hub >= 0)
    {
      mx = xy[2 * net->hub];
      my = xy[2 * net->hub + 1];
    }
  for (guint i = 0; i < n; i++)
    {
      double x = xy[2 * i] - mx, y = xy[2 * i + 1] - my;
      xx += x * x;
      yy += y * y;
      xy_sum += x * y;
    }
  double angle = 0.5 * atan2 (2 * xy_sum, xx - yy);
  if (net->frame.height > net->frame.width)
    angle += G_PI_2;
  double c = cos (-angle), s = sin (-angle);
  for (guint i = 0; i < n_all; i++)
    {
      double x = xy[2 * i] - mx, y = xy[2 * i + 1] - my;
      xy[2 * i] = x * c - y * s;
      xy[2 * i + 1] = x * s + y * c;
    }
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  double p = *(const double *)a, q = *(const double *)b;
  return p < q ? -1 : p > q;
}

/* Draws outliers of the layout in, to both sides of the middle, and of other dates after it what is
 * there; the order along each axis stays. */
static void
draw_in (const EntNet *net, double *xy, guint n_all)
{
  guint n = net->nodes->len;
  g_autofree double *sorted = g_new (double, n);
  for (guint axis = 0; axis < 2 && n > 4; axis++)
    {
      for (guint i = 0; i < n; i++)
        sorted[i] = xy[2 * i + axis];
      qsort (sorted, n, sizeof (double), by_value);
      double middle = sorted[n / 2];
      for (guint i = 0; i < n; i++)
        sorted[i] = fabs (xy[2 * i + axis] - middle);
      qsort (sorted, n, sizeof (double), by_value);
      double reach = sorted[(guint)(OUTLIER_FROM * (n - 1))];
      for (guint i = 0; i < n_all; i++)
        {
          double *at = &xy[2 * i + axis], excess = fabs (*at - middle) - reach;
          if (excess > 0)
            *at = middle + copysign (reach + excess * OUTLIER_SHARE, *at - middle);
        }
    }
}

/* Compilers round differently, and the descent makes more of it: a grid far under a pixel makes
 * the picture the same everywhere. */
static void
snap (double *xy, guint n_all)
{
  for (guint i = 0; i < 2 * n_all; i++)
    xy[i] = round (xy[i] * GRID) / GRID;
}

/* Turned, drawn in and snapped like the layout of all times, which comes first; and the room that
 * all dates take, so that each is shown at the same size. */
static gboolean
place_over_time (EntNet *net, double *xy, gint32 day, GCancellable *cancellable, GError **error)
{
  const gsize size = 2 * (gsize)net->nodes->len;
  guint at, n_dates;
  snap (xy, net->nodes->len);
  g_autoptr (GBytes) layout = ent_net_over_time (net, xy, day, &at, &n_dates, cancellable, error);
  if (layout == NULL)
    return FALSE;
  const guint n_all = net->nodes->len * (n_dates + 1);
  g_autofree double *all = g_new (double, 2 * (gsize)n_all);
  memcpy (all, xy, size * sizeof (double));
  memcpy (all + size, g_bytes_get_data (layout, NULL), size * n_dates * sizeof (double));
  turn (net, all, n_all);
  draw_in (net, all, n_all);
  snap (all, n_all);
  memcpy (xy, all + size * (at + 1), size * sizeof (double));
  for (guint i = net->nodes->len; i < n_all; i++)
    ent_rect_add_point (&net->span, all[2 * i], all[2 * i + 1]);
  return TRUE;
}

/* Of all that the layout depends on. */
static char *
digest (const EntNet *net, const GArray *ties)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const gint64 head[2] = { net->nodes->len, net->hub };
  g_checksum_update (sum, (const guchar *)head, sizeof head);
  for (guint i = 0; i < ties->len; i++)
    {
      const EntGraphEdge *tie = &g_array_index (ties, EntGraphEdge, i);
      g_checksum_update (sum, (const guchar *)&tie->from, sizeof tie->from);
      g_checksum_update (sum, (const guchar *)&tie->to, sizeof tie->to);
      g_checksum_update (sum, (const guchar *)&tie->weight, sizeof tie->weight);
    }
  return g_strconcat ("stress ", g_checksum_get_string (sum), NULL);
}

static gboolean
find_or_lay_out (const EntNet *net, double *xy, GCancellable *cancellable, GError **error)
{
  const gsize size = 2 * (gsize)net->nodes->len * sizeof (double);
  g_autoptr (GArray) ties = ent_net_ties (net);
  g_autofree char *key = digest (net, ties);
  g_autoptr (GBytes) kept = ent_layout_cache_find (net->request->layouts, key);
  EntGraph graph = graph_of (net, ties);
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  options.hub = net->hub;
  if (kept == NULL)
    {
      if (!ent_layout_stress (&graph, &options, xy, cancellable, error))
        return FALSE;
      kept = g_bytes_new (xy, size);
      ent_layout_cache_keep (net->request->layouts, key, kept);
    }
  memcpy (xy, g_bytes_get_data (kept, NULL), size);
  return TRUE;
}

static gboolean
place_by_stress (EntNet *net, double *xy, GCancellable *cancellable, GError **error)
{
  const guint n = net->nodes->len;
  if (!find_or_lay_out (net, xy, cancellable, error))
    return FALSE;
  gint32 day;
  if (net->options.layout == ENT_NET_STRESS && ent_net_shown_day (net->request, &day))
    return place_over_time (net, xy, day, cancellable, error);
  turn (net, xy, n);
  if (net->options.layout == ENT_NET_STRESS)
    draw_in (net, xy, n);
  snap (xy, n);
  return TRUE;
}

/**
 * ent_net_groups:
 * @net: a network
 * @key: “kind”, “part_of” or the key of an attribute
 *
 * Returns: (transfer full) (array): each node's group, 0 …, in order of their first nodes, whatever
 *          the language; those that have nothing there are one group
 */
guint *
ent_net_groups (const EntNet *net, const char *key)
{
  EntViewRequest neutral = *net->request;
  neutral.lang = "en";
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint *groups = g_new0 (guint, net->nodes->len + 1);
  for (guint i = 0; i < net->nodes->len; i++)
    {
      char *name = ent_net_group_of (&neutral, ent_net_node (net, i)->actor, key);
      g_autofree char *word = name != NULL ? name : g_strdup ("");
      if (!g_ptr_array_find_with_equal_func (names, word, g_str_equal, &groups[i]))
        {
          groups[i] = names->len;
          g_ptr_array_add (names, g_steal_pointer (&word));
        }
    }
  return groups;
}

static gboolean
place_by_groups (EntNet *net, double *xy, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ties = ent_net_ties (net);
  g_autofree guint *groups = ent_net_groups (net, net->options.group_by);
  EntGraph graph = graph_of (net, ties);
  return net->options.layout == ENT_NET_CIRCLE
             ? ent_layout_circle (&graph, groups, xy, cancellable, error)
             : ent_layout_columns (&graph, groups, xy, cancellable, error);
}

/* One without a place stands in the middle of those it has ties to, else in that of all. */
static void
place_among_others (EntNet *net, guint index, const gboolean *placed)
{
  g_autoptr (GArray) ties = ent_net_ties (net);
  EntPoint sum = { 0, 0 }, all = { 0, 0 };
  guint n = 0, n_all = 0;
  for (guint i = 0; i < ties->len; i++)
    {
      const EntGraphEdge *tie = &g_array_index (ties, EntGraphEdge, i);
      guint other = tie->from == index ? tie->to : tie->from;
      if ((tie->from != index && tie->to != index) || !placed[other])
        continue;
      EntPoint at = ent_net_node (net, other)->at;
      sum = (EntPoint){ sum.x + at.x, sum.y + at.y };
      n++;
    }
  for (guint i = 0; i < net->nodes->len; i++)
    if (placed[i])
      {
        EntPoint at = ent_net_node (net, i)->at;
        all = (EntPoint){ all.x + at.x, all.y + at.y };
        n_all++;
      }
  EntPoint middle = { net->frame.width / 2, net->frame.height / 2 };
  ent_net_node (net, index)->at = n > 0       ? (EntPoint){ sum.x / n, sum.y / n }
                                  : n_all > 0 ? (EntPoint){ all.x / n_all, all.y / n_all }
                                              : middle;
}

static gboolean
place_by_map (EntNet *net, const EntRect *inner, GError **error)
{
  const EntViewRequest *request = net->request;
  g_autofree gboolean *placed = g_new0 (gboolean, net->nodes->len + 1);
  g_autoptr (GArray) spots = g_array_new (FALSE, TRUE, sizeof (EntSpot));
  EntMap map = { .request = request, .frame = *inner, .spots = spots };
  if (request->world == NULL)
    {
      g_set_error_literal (error,
                           ENT_VIEWS_ERROR,
                           ENT_VIEWS_ERROR_UNSUPPORTED,
                           _ ("The layout “map” needs the map of the world, which is not there"));
      return FALSE;
    }
  for (guint i = 0; i < net->nodes->len; i++)
    {
      EntSpot spot = { .actor = ent_net_node (net, i)->actor, .unit = G_MAXUINT };
      placed[i] = ent_map_locate (request, spot.actor, &spot.at);
      if (placed[i])
        g_array_append_val (spots, spot);
    }
  gboolean made = ent_map_make_projection (&map, error);
  for (guint i = 0, at = 0; made && i < net->nodes->len; i++)
    if (placed[i])
      {
        EntLonLat where = ent_map_spot (&map, at++)->at;
        EntPoint *to = &ent_net_node (net, i)->at;
        placed[i]
            = ent_projection_point (map.projection, where.lon_deg, where.lat_deg, &to->x, &to->y);
      }
  for (guint i = 0; made && i < net->nodes->len; i++)
    if (!placed[i])
      {
        place_among_others (net, i, placed);
        net->unplaced += ent_net_node (net, i)->shown;
      }
  g_autofree char *projection = made ? ent_map_projection_note (&map) : NULL;
  if (made)
    net->method = ent_word_format ("layout map", request->lang, projection, NULL);
  g_clear_pointer (&map.projection, ent_projection_free);
  return made;
}

/**
 * ent_net_place:
 * @net: a network with the sizes of its nodes
 * @inner: what of the frame is for the middles of nodes
 * @xy: (inout): coordinates of the nodes, 0 on entry; not used by the layout by the map
 * @cancellable: (nullable): stops the layout
 * @error: where to put an error
 *
 * Runs the layout that the view asks for, over all that the saved view has.  That by the map places
 * the nodes themselves.
 * Errors: #EntViewsError, those of projections, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the nodes have places
 */
gboolean
ent_net_place (
    EntNet *net, const EntRect *inner, double *xy, GCancellable *cancellable, GError **error)
{
  switch (net->options.layout)
    {
    case ENT_NET_STRESS:
    case ENT_NET_RING:
      return place_by_stress (net, xy, cancellable, error);
    case ENT_NET_CIRCLE:
    case ENT_NET_COLUMNS:
      return place_by_groups (net, xy, cancellable, error);
    case ENT_NET_MAP:
      return place_by_map (net, inner, error);
    }
  g_assert_not_reached ();
}
