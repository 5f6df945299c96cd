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

/* What all parts share. */
typedef struct
{
  const EntGraph *graph;
  const EntStressOptions *options;
  const EntExtents *extents;
  const guint *component;
  guint n_components;
  const gboolean *held; /* components with a pinned node, or NULL */
  const Part *part;     /* that is laid out now */
  guint n_done;         /* nodes of the parts before it */
  double *xy;
} Job;

static void arrange (const Job *job, double *xy);

static void
put (const Part *part, const double *local_xy, double *xy)
{
  for (guint i = 0; i < part->n; i++)
    {
      xy[2 * part->nodes[i]] = local_xy[2 * i];
      xy[2 * part->nodes[i] + 1] = local_xy[2 * i + 1];
    }
}

static gboolean
is_held (const Job *job, const Part *part)
{
  return job->held != NULL && job->held[job->component[part->nodes[0]]];
}

/* Shows a part on its way among the others. */
static void
report (const double *local_xy, double done, gpointer data)
{
  const Job *job = data;
  const Part *part = job->part;
  guint n = job->graph->n;
  g_autofree double *own = g_memdup2 (local_xy, 2 * (gsize)part->n * sizeof *own);
  g_autofree double *xy = g_memdup2 (job->xy, 2 * (gsize)n * sizeof *xy);

  if (!is_held (job, part))
    orient (own, part->n, part->hub);
  put (part, own, xy);
  arrange (job, xy);
  job->options->progress (xy, (job->n_done + done * part->n) / n, job->options->progress_data);
}

static gboolean
lay_out_part (Job *job, const Part *part, GCancellable *cancellable, GError **error)
{
  const EntStressOptions *options = job->options;
  EntGraph graph = { part->n, part->edges->len, (const EntGraphEdge *)(gpointer)part->edges->data };
  g_autoptr (EntAdjacency) adjacency = ent_adjacency_new (&graph);
  g_autofree double *local_xy = g_new (double, 2 * (gsize)part->n);
  g_autofree double *pins = g_new (double, 2 * (gsize)part->n);
  g_autofree gboolean *fixed = g_new0 (gboolean, part->n);
  g_autofree EntExtents *extents = g_new (EntExtents, part->n);
  EntStressProblem problem = { .seed = options->seed,
                               .iterations = options->iterations,
                               .hub = part->hub,
                               .n_threads = options->n_threads,
                               .progress = options->progress != NULL ? report : NULL,
                               .progress_data = job };

  for (guint i = 0; i < part->n; i++)
    {
      guint node = part->nodes[i];

      extents[i] = job->extents[node];
      fixed[i] = options->pinned != NULL && options->pinned[node];
      pins[2 * i] = job->xy[2 * node];
      pins[2 * i + 1] = job->xy[2 * node + 1];
    }
  if (is_held (job, part))
    {
      problem.pinned = fixed;
      problem.pins = pins;
    }
  job->part = part;
  if (!ent_stress_solve (adjacency, part->n, &problem, local_xy, cancellable, error))
    return FALSE;
  if (problem.pinned == NULL)
    orient (local_xy, part->n, part->hub);
  if (part->hub >= 0)
    fixed[part->hub] = TRUE;
  if ((options->radius != NULL || options->label_half_width != NULL)
      && !ent_overlap_remove (local_xy, part->n, extents, options->gap, fixed, cancellable, error))
    return FALSE;
  put (part, local_xy, job->xy);
  job->n_done += part->n;
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

/* The components without pins, packed, below those with pins. */
static void
arrange_below (const Job *job, double *xy)
{
  guint n = job->graph->n, n_free = 0, n_parts = 0;
  g_autofree guint *nodes = g_new (guint, n);
  g_autofree guint *number = g_new (guint, job->n_components);
  g_autofree guint *component = g_new (guint, n);
  g_autofree double *free_xy = g_new (double, 2 * (gsize)n);
  g_autofree EntExtents *extents = g_new (EntExtents, n);
  double left = INFINITY, right = -INFINITY, bottom = -INFINITY;
  double free_left = INFINITY, free_right = -INFINITY, free_top = INFINITY;

  for (guint c = 0; c < job->n_components; c++)
    number[c] = job->held[c] ? G_MAXUINT : n_parts++;
  for (guint i = 0; i < n; i++)
    if (job->held[job->component[i]])
      {
        left = MIN (left, xy[2 * i]);
        right = MAX (right, xy[2 * i]);
        bottom = MAX (bottom, xy[2 * i + 1] + job->extents[i].below);
      }
    else
      {
        component[n_free] = number[job->component[i]];
        extents[n_free] = job->extents[i];
        free_xy[2 * n_free] = xy[2 * i];
        free_xy[2 * n_free + 1] = xy[2 * i + 1];
        nodes[n_free++] = i;
      }
  if (n_free == 0)
    return;
  ent_pack_components (free_xy, n_free, component, n_parts, extents, job->options->gap);
  for (guint k = 0; k < n_free; k++)
    {
      free_left = MIN (free_left, free_xy[2 * k]);
      free_right = MAX (free_right, free_xy[2 * k]);
      free_top = MIN (free_top, free_xy[2 * k + 1] - extents[k].above);
    }
  for (guint k = 0; k < n_free; k++)
    {
      xy[2 * nodes[k]] = free_xy[2 * k] + (left + right - free_left - free_right) / 2;
      xy[2 * nodes[k] + 1] = free_xy[2 * k + 1] + bottom + 1 - free_top;
    }
}

/* Places the components beside each other and the whole around the origin. */
static void
arrange (const Job *job, double *xy)
{
  if (job->held != NULL)
    {
      arrange_below (job, xy);
      return;
    }
  if (job->n_components > 1)
    ent_pack_components (
        xy, job->graph->n, job->component, job->n_components, job->extents, job->options->gap);
  centre_all (xy, job->graph->n, job->options->hub);
}

/* Which components have a pinned node; NULL when none has. */
static gboolean *
find_held (const EntStressOptions *options,
           guint n,
           const guint *component,
           guint n_components,
           double *xy)
{
  g_autofree gboolean *held = g_new0 (gboolean, n_components);
  gboolean any = FALSE;

  for (guint i = 0; i < n && options->pinned != NULL; i++)
    if (options->pinned[i])
      any = held[component[i]] = TRUE;
  for (guint i = 0; i < n; i++)
    for (guint axis = 0; axis < 2; axis++)
      if (!any || !options->pinned[i] || !isfinite (xy[2 * i + axis]))
        /* a spiral, until there is something better to show */
        xy[2 * i + axis] = sqrt (i + 0.5) * (axis == 0 ? cos (2.4 * i) : sin (2.4 * i));
  return any ? g_steal_pointer (&held) : NULL;
}

/**
 * ent_layout_stress:
 * @graph: the graph; edge weights are desired lengths
 * @options: seed, hub, pins, room of the nodes
 * @xy: (inout): 2n coordinates in ideal edge lengths, y down: the hub or the middle of the bounds
 * at (0, 0), each component's widest axis level; on entry only those of pinned nodes count
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Lays out each component by stress, turns it, moves its nodes apart, and packs the components.
 * The same input and seed give the same output on any number of threads.  Cost: see
 * ent_stress_solve() and ent_sparse_solve().
 *
 * Returns: %FALSE when cancelled (@xy is then finite, and a picture on the way)
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
  g_autofree gboolean *held = NULL;
  Job job = { graph, options, extents, component, .xy = xy };
  Part *parts;
  gboolean done = TRUE;

  g_return_val_if_fail (options->hub < (int)graph->n, FALSE);
  if (graph->n == 0)
    return TRUE;
  adjacency = ent_adjacency_new (graph);
  job.n_components = ent_adjacency_components (adjacency, graph->n, component);
  g_clear_pointer (&adjacency, ent_adjacency_free);
  job.held = held = find_held (options, graph->n, component, job.n_components, xy);
  parts = split (graph, component, job.n_components, options->hub);
  for (guint c = 0; c < job.n_components && done; c++)
    done = lay_out_part (&job, &parts[c], cancellable, error);
  free_parts (parts, job.n_components);
  arrange (&job, xy);
  ent_twins_part (xy, graph->n, options->pinned);
  return done;
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
