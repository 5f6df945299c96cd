#include "graph/layout-stress.h"

#include <math.h>

#include "graph/layout-private.h"

/* Nodes nearer to an axis than this are on it, when a side is looked for. */
#define ON_AXIS 1e-6

static EntExtents *
make_extents (guint n, const EntStressOptions *options)
{
  EntExtents *extents = g_new (EntExtents, n + 1);

  for (guint i = 0; i < n; i++)
    {
      double radius = options->radius != NULL ? options->radius[i] : 0;
      double label = options->label_half_width != NULL ? options->label_half_width[i] : 0;

      extents[i] = (EntExtents){ MAX (radius, label),
                                 radius,
                                 radius + (label > 0 ? options->label_height : 0) };
    }
  return extents;
}

/* The direction the points spread in most, as cosine and sine. */
static void
find_main_axis (const double *xy, guint n, const double centre[2], double *cosine, double *sine)
{
  double xx = 0, xy_ = 0, yy = 0, angle;

  for (guint i = 0; i < n; i++)
    {
      double dx = xy[2 * i] - centre[0], dy = xy[2 * i + 1] - centre[1];

      xx += dx * dx;
      xy_ += dx * dy;
      yy += dy * dy;
    }
  angle = atan2 (2 * xy_, xx - yy) / 2;
  *cosine = cos (angle);
  *sine = sin (angle);
}

/* Turns the points' widest axis level and centres them on the hub or their mean; then mirrors them
 * so that the first node off an axis is to the left of it, or above. */
static void
orient (double *xy, guint n, int hub)
{
  double centre[2] = { 0, 0 }, cosine, sine;

  for (guint i = 0; i < 2 * n; i++)
    centre[i % 2] += xy[i] / n;
  if (hub >= 0)
    {
      centre[0] = xy[2 * hub];
      centre[1] = xy[2 * hub + 1];
    }
  find_main_axis (xy, n, centre, &cosine, &sine);
  for (guint i = 0; i < n; i++)
    {
      double dx = xy[2 * i] - centre[0], dy = xy[2 * i + 1] - centre[1];

      xy[2 * i] = cosine * dx + sine * dy;
      xy[2 * i + 1] = cosine * dy - sine * dx;
    }
  for (guint axis = 0; axis < 2; axis++)
    {
      guint first = 0;
      double sign;

      while (first + 1 < n && fabs (xy[2 * first + axis]) < ON_AXIS)
        first++;
      sign = xy[2 * first + axis] > 0 ? -1 : 1;
      for (guint i = 0; i < n; i++)
        xy[2 * i + axis] *= sign;
    }
}

/* One component as a graph of its own. */
typedef struct
{
  guint n;
  guint *nodes; /* in the whole graph */
  GArray *edges;
  int hub;
} Part;

static Part *
split (const EntGraph *graph, const guint *component, guint n_components, int hub)
{
  Part *parts = g_new0 (Part, n_components + 1);
  g_autofree guint *local = g_new (guint, graph->n + 1);

  for (guint i = 0; i < graph->n; i++)
    local[i] = parts[component[i]].n++;
  for (guint c = 0; c < n_components; c++)
    {
      parts[c].nodes = g_new (guint, parts[c].n);
      parts[c].edges = g_array_new (FALSE, FALSE, sizeof (EntGraphEdge));
      parts[c].hub = -1;
    }
  for (guint i = 0; i < graph->n; i++)
    parts[component[i]].nodes[local[i]] = i;
  for (guint e = 0; e < graph->n_edges; e++)
    {
      EntGraphEdge edge = graph->edges[e];
      Part *part = &parts[component[edge.from]];

      edge.from = local[edge.from];
      edge.to = local[edge.to];
      g_array_append_val (part->edges, edge);
    }
  if (hub >= 0)
    parts[component[hub]].hub = (int)local[hub];
  return parts;
}

static void
free_parts (Part *parts, guint n)
{
  for (guint c = 0; c < n; c++)
    {
      g_free (parts[c].nodes);
      g_array_unref (parts[c].edges);
    }
  g_free (parts);
}

static gboolean
lay_out_part (const Part *part,
              const EntStressOptions *options,
              const EntExtents *extents,
              double *xy,
              GCancellable *cancellable,
              GError **error)
{
  EntGraph graph = { part->n, part->edges->len, (const EntGraphEdge *)(gpointer)part->edges->data };
  EntStressProblem problem = { .seed = options->seed,
                               .iterations = options->iterations,
                               .hub = part->hub,
                               .n_threads = options->n_threads };
  g_autoptr (EntAdjacency) adjacency = ent_adjacency_new (&graph);
  g_autofree double *local_xy = g_new (double, 2 * (gsize)part->n);
  g_autofree EntExtents *local_extents = g_new (EntExtents, part->n);

  if (!ent_stress_solve (adjacency, part->n, &problem, local_xy, cancellable, error))
    return FALSE;
  orient (local_xy, part->n, part->hub);
  for (guint i = 0; i < part->n; i++)
    local_extents[i] = extents[part->nodes[i]];
  if ((options->radius != NULL || options->label_half_width != NULL)
      && !ent_overlap_remove (
          local_xy, part->n, local_extents, options->gap, part->hub, cancellable, error))
    return FALSE;
  for (guint i = 0; i < part->n; i++)
    {
      xy[2 * part->nodes[i]] = local_xy[2 * i];
      xy[2 * part->nodes[i] + 1] = local_xy[2 * i + 1];
    }
  return TRUE;
}

/* Puts the hub, or the middle of the bounds, at (0, 0). */
static void
centre_all (double *xy, guint n, int hub)
{
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  for (guint i = 0; i < 2 * n; i++)
    {
      low[i % 2] = MIN (low[i % 2], xy[i]);
      high[i % 2] = MAX (high[i % 2], xy[i]);
    }
  if (hub >= 0)
    for (guint axis = 0; axis < 2; axis++)
      low[axis] = high[axis] = xy[2 * hub + axis];
  for (guint i = 0; i < 2 * n; i++)
    xy[i] -= (low[i % 2] + high[i % 2]) / 2;
}

/**
 * ent_layout_stress:
 * @graph: the graph; edge weights are desired lengths
 * @options: seed, hub, room of the nodes
 * @xy: (out caller-allocates): 2n coordinates in ideal edge lengths, y down: the hub or the middle
 *   of the bounds at (0, 0), each component's widest axis level
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Lays out each component by stress, turns it, moves its nodes apart, and packs the components.
 * The same input and seed give the same output.  Cost: see ent_stress_solve().
 *
 * Source: Zheng, Pawar, Goodman 2019, Graph drawing by stochastic gradient descent
 *
 * Returns: %FALSE when cancelled (@xy is then undefined)
 */
gboolean
ent_layout_stress (const EntGraph *graph,
                   const EntStressOptions *options,
                   double *xy,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (EntAdjacency) adjacency = NULL;
  g_autofree guint *component = g_new (guint, graph->n + 1);
  g_autofree EntExtents *extents = make_extents (graph->n, options);
  guint n_components;
  Part *parts;
  gboolean done = TRUE;

  g_return_val_if_fail (options->hub < (int)graph->n, FALSE);
  if (graph->n == 0)
    return TRUE;
  adjacency = ent_adjacency_new (graph);
  n_components = ent_adjacency_components (adjacency, graph->n, component);
  parts = split (graph, component, n_components, options->hub);
  for (guint c = 0; c < n_components && done; c++)
    done = lay_out_part (&parts[c], options, extents, xy, cancellable, error);
  free_parts (parts, n_components);
  if (!done)
    return FALSE;
  if (n_components > 1)
    ent_pack_components (xy, graph->n, component, n_components, extents, options->gap);
  centre_all (xy, graph->n, options->hub);
  return TRUE;
}

/**
 * ent_layout_stress_of:
 * @graph: a graph
 * @xy: 2n coordinates
 *
 * Normalised stress of a layout after the best scaling, over the pairs of nodes with a path between
 * them.  O(n (edges + n)).
 *
 * Returns: 0 (every distance right) to 1 (a single point)
 */
double
ent_layout_stress_of (const EntGraph *graph, const double *xy)
{
  g_autoptr (EntAdjacency) adjacency = ent_adjacency_new (graph);

  return ent_stress_measure (adjacency, graph->n, xy);
}
