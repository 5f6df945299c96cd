#include "graph/layout-layered.h"

#include <math.h>
#include <string.h>

/* Sweeps up and down; more do not find fewer crossings on graphs that a person can read. */
#define ORDER_SWEEPS 24
#define PLACE_SWEEPS 16

/* A box, or the place where a long edge crosses a layer. */
typedef struct
{
  guint layer;
  guint position; /* in the layer */
  double width, height;
  double x; /* centre */
  double key;
  GArray *up, *down; /* of guint: cells one layer above and below */
} Cell;

typedef struct
{
  const EntLayeredGraph *graph;
  guint *layer;
  gboolean *reversed; /* edges turned round to break cycles */
  GPtrArray *cells;   /* of Cell: the nodes first, then the bends */
  GPtrArray *layers;  /* of GPtrArray of Cell *, in order */
  GPtrArray *chains;  /* of GArray of guint: the bends' cells of each edge, from its upper end */
} Work;

static void
free_cell (gpointer data)
{
  Cell *cell = data;
  g_array_unref (cell->up);
  g_array_unref (cell->down);
  g_free (cell);
}

static void
free_work (Work *work)
{
  g_free (work->layer);
  g_free (work->reversed);
  g_clear_pointer (&work->layers, g_ptr_array_unref);
  g_clear_pointer (&work->cells, g_ptr_array_unref);
  g_clear_pointer (&work->chains, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, free_work)

static guint
upper (const Work *work, guint edge)
{
  const EntLayeredEdge *e = &work->graph->edges[edge];
  return work->reversed[edge] ? e->to : e->from;
}

static guint
lower (const Work *work, guint edge)
{
  const EntLayeredEdge *e = &work->graph->edges[edge];
  return work->reversed[edge] ? e->from : e->to;
}

static gboolean
is_loop (const Work *work, guint edge)
{
  return work->graph->edges[edge].from == work->graph->edges[edge].to;
}

/* Depth first from node; an edge back to a node on the way there closes a cycle and is turned
 * round. */
static void
visit (Work *work, guint node, guint8 *state)
{
  state[node] = 1;
  for (guint i = 0; i < work->graph->n_edges; i++)
    if (work->graph->edges[i].from == node && !is_loop (work, i))
      {
        guint to = work->graph->edges[i].to;
        if (state[to] == 1)
          work->reversed[i] = TRUE;
        else if (state[to] == 0)
          visit (work, to, state);
      }
  state[node] = 2;
}

static void
break_cycles (Work *work)
{
  guint n = work->graph->n;
  g_autofree guint8 *state = g_new0 (guint8, MAX (n, 1));
  g_autofree guint *n_in = g_new0 (guint, MAX (n, 1));

  for (guint i = 0; i < work->graph->n_edges; i++)
    n_in[work->graph->edges[i].to]++;
  /* from the sources first, so that the drawing's causes stay at the top */
  for (guint pass = 0; pass < 2; pass++)
    for (guint v = 0; v < n; v++)
      if (state[v] == 0 && (pass == 1 || n_in[v] == 0))
        visit (work, v, state);
}

/* Longest way from a source, then every source as low as what follows it allows, so that no edge is
 * longer than it must be. Returns the number of layers. */
static guint
assign_layers (Work *work)
{
  guint n = work->graph->n, n_layers = n > 0 ? 1 : 0;
  gboolean moved = TRUE;

  for (guint round = 0; moved && round <= n; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < work->graph->n_edges; i++)
        if (!is_loop (work, i) && work->layer[lower (work, i)] <= work->layer[upper (work, i)])
          {
            work->layer[lower (work, i)] = work->layer[upper (work, i)] + 1;
            moved = TRUE;
          }
    }
  for (guint v = 0; v < n; v++)
    {
      guint lowest = G_MAXUINT;
      gboolean source = TRUE;
      for (guint i = 0; i < work->graph->n_edges; i++)
        {
          if (is_loop (work, i))
            continue;
          source = source && lower (work, i) != v;
          if (upper (work, i) == v)
            lowest = MIN (lowest, work->layer[lower (work, i)]);
        }
      if (source && lowest != G_MAXUINT)
        work->layer[v] = lowest - 1;
      n_layers = MAX (n_layers, work->layer[v] + 1);
    }
  return n_layers;
}

/* Whether a layer has no room for a box beside those that it has. */
static gboolean
is_full (const Work *work, const double *used, guint layer, guint node)
{
  double width = work->graph->width[node] + work->graph->node_gap;
  return used[layer] > 0 && used[layer] + width > work->graph->max_width + work->graph->node_gap;
}

/* Moves what has no room in its layer down to the next that has, and all that follows it further
 * down.  Returns the number of layers. */
static guint
narrow_layers (Work *work, guint n_layers)
{
  guint n = work->graph->n, last = 0;
  g_autofree gboolean *placed = g_new0 (gboolean, n + 1);
  g_autofree double *used = g_new0 (double, n_layers + n + 1);

  for (guint layer = 0, left = n; left > 0; layer++)
    for (guint v = 0; v < n; v++)
      {
        gboolean ready = !placed[v] && work->layer[v] <= layer;
        for (guint i = 0; ready && i < work->graph->n_edges; i++)
          ready = is_loop (work, i) || lower (work, i) != v
                  || (placed[upper (work, i)] && work->layer[upper (work, i)] < layer);
        if (!ready || is_full (work, used, layer, v))
          continue;
        placed[v] = TRUE;
        work->layer[v] = layer;
        used[layer] += work->graph->width[v] + work->graph->node_gap;
        last = layer;
        left--;
      }
  return last + 1;
}

static Cell *
add_cell (Work *work, guint layer, double width, double height)
{
  Cell *cell = g_new0 (Cell, 1);
  GPtrArray *row = work->layers->pdata[layer];

  *cell = (Cell){ .layer = layer, .position = row->len, .width = width, .height = height };
  cell->up = g_array_new (FALSE, FALSE, sizeof (guint));
  cell->down = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (work->cells, cell);
  g_ptr_array_add (row, cell);
  return cell;
}

static void
join (Work *work, guint above, guint below)
{
  g_array_append_val (((Cell *)work->cells->pdata[above])->down, below);
  g_array_append_val (((Cell *)work->cells->pdata[below])->up, above);
}

static void
make_cells (Work *work, guint n_layers)
{
  const EntLayeredGraph *graph = work->graph;

  work->cells = g_ptr_array_new_with_free_func (free_cell);
  work->layers = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  work->chains = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < n_layers; i++)
    g_ptr_array_add (work->layers, g_ptr_array_new ());
  for (guint v = 0; v < graph->n; v++)
    add_cell (work, work->layer[v], graph->width[v], graph->height[v]);
  for (guint i = 0; i < graph->n_edges; i++)
    {
      GArray *chain = g_array_new (FALSE, FALSE, sizeof (guint));
      g_ptr_array_add (work->chains, chain);
      if (is_loop (work, i))
        continue;
      guint last = upper (work, i);
      for (guint layer = work->layer[last] + 1; layer < work->layer[lower (work, i)]; layer++)
        {
          guint id = work->cells->len;
          add_cell (work, layer, 0, 0);
          g_array_append_val (chain, id);
          join (work, last, id);
          last = id;
        }
      join (work, last, lower (work, i));
    }
}

/* Crossings between a layer and the one below, by counting inversions pair by pair. */
static guint
count_crossings (const Work *work)
{
  guint n = 0;

  for (guint l = 0; l + 1 < work->layers->len; l++)
    {
      g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (EntPoint));
      GPtrArray *row = work->layers->pdata[l];
      for (guint i = 0; i < row->len; i++)
        {
          const Cell *cell = row->pdata[i];
          for (guint j = 0; j < cell->down->len; j++)
            {
              const Cell *below = work->cells->pdata[g_array_index (cell->down, guint, j)];
              EntPoint end = { i, below->position };
              for (guint k = 0; k < ends->len; k++)
                {
                  EntPoint other = g_array_index (ends, EntPoint, k);
                  n += (other.x < end.x && other.y > end.y) || (other.x > end.x && other.y < end.y);
                }
              g_array_append_val (ends, end);
            }
        }
    }
  return n;
}

static int
by_key (gconstpointer a, gconstpointer b)
{
  const Cell *p = *(Cell *const *)a, *q = *(Cell *const *)b;

  if (p->key != q->key)
    return p->key < q->key ? -1 : 1;
  return p->position < q->position ? -1 : p->position > q->position;
}

static void
number_row (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    ((Cell *)row->pdata[i])->position = i;
}

/* Each cell goes to the mean place of its neighbours in the layer it was reached from. */
static void
sort_row (Work *work, guint layer, gboolean downwards)
{
  GPtrArray *row = work->layers->pdata[layer];

  for (guint i = 0; i < row->len; i++)
    {
      Cell *cell = row->pdata[i];
      const GArray *near = downwards ? cell->up : cell->down;
      double sum = 0;
      for (guint j = 0; j < near->len; j++)
        sum += ((Cell *)work->cells->pdata[g_array_index (near, guint, j)])->position;
      cell->key = near->len > 0 ? sum / near->len : cell->position;
    }
  g_ptr_array_sort (row, by_key);
  number_row (row);
}

/* Barycentre sweeps (Sugiyama, Tagawa, Toda 1981), keeping the best order seen. */
static void
order_layers (Work *work)
{
  guint n = work->cells->len, best = count_crossings (work);
  g_autofree guint *kept = g_new0 (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    kept[i] = ((Cell *)work->cells->pdata[i])->position;
  for (guint sweep = 0; sweep < ORDER_SWEEPS && best > 0; sweep++)
    {
      gboolean downwards = sweep % 2 == 0;
      for (guint l = 1; l < work->layers->len; l++)
        sort_row (work, downwards ? l : work->layers->len - 1 - l, downwards);
      guint crossings = count_crossings (work);
      if (crossings >= best)
        continue;
      best = crossings;
      for (guint i = 0; i < n; i++)
        kept[i] = ((Cell *)work->cells->pdata[i])->position;
    }
  for (guint i = 0; i < n; i++)
    {
      Cell *cell = work->cells->pdata[i];
      cell->position = kept[i];
      cell->key = kept[i];
    }
  for (guint l = 0; l < work->layers->len; l++)
    g_ptr_array_sort (work->layers->pdata[l], by_key);
}

static double
separation (const Work *work, const Cell *left, const Cell *right)
{
  /* an edge that passes needs less room than a box */
  double gap
      = left->width > 0 && right->width > 0 ? work->graph->node_gap : work->graph->node_gap * 0.75;
  return (left->width + right->width) / 2 + gap;
}

/* The places nearest to the cells' keys that keep order and separations: isotonic regression by
 * pooling adjacent violators, on the keys less the separations. */
static void
place_row (Work *work, GPtrArray *row)
{
  g_autofree double *value = g_new (double, row->len + 1);
  g_autofree double *weight = g_new (double, row->len + 1);
  g_autofree guint *count = g_new (guint, row->len + 1);
  double offset = 0;
  guint n = 0;

  for (guint i = 0; i < row->len; i++)
    {
      const Cell *cell = row->pdata[i];
      if (i > 0)
        offset += separation (work, row->pdata[i - 1], cell);
      value[n] = cell->key - offset;
      /* long edges should run straight: what passes through weighs more than a box */
      weight[n] = cell->width > 0 ? 1 : 4;
      count[n++] = 1;
      while (n > 1 && value[n - 2] > value[n - 1])
        {
          double sum = weight[n - 2] + weight[n - 1];
          value[n - 2] = (value[n - 2] * weight[n - 2] + value[n - 1] * weight[n - 1]) / sum;
          weight[n - 2] = sum;
          count[n - 2] += count[n - 1];
          n--;
        }
    }
  offset = 0;
  for (guint block = 0, i = 0; block < n; block++)
    for (guint j = 0; j < count[block]; j++, i++)
      {
        if (i > 0)
          offset += separation (work, row->pdata[i - 1], row->pdata[i]);
        ((Cell *)row->pdata[i])->x = value[block] + offset;
      }
}

static void
place_cells (Work *work)
{
  for (guint l = 0; l < work->layers->len; l++)
    place_row (work, work->layers->pdata[l]);
  for (guint sweep = 0; sweep < PLACE_SWEEPS; sweep++)
    for (guint l = 0; l < work->layers->len; l++)
      {
        GPtrArray *row = work->layers->pdata[sweep % 2 ? work->layers->len - 1 - l : l];
        for (guint i = 0; i < row->len; i++)
          {
            Cell *cell = row->pdata[i];
            double sum = 0;
            for (guint j = 0; j < cell->up->len + cell->down->len; j++)
              {
                guint id = j < cell->up->len ? g_array_index (cell->up, guint, j)
                                             : g_array_index (cell->down, guint, j - cell->up->len);
                sum += ((Cell *)work->cells->pdata[id])->x;
              }
            guint degree = cell->up->len + cell->down->len;
            cell->key = degree > 0 ? sum / degree : cell->x;
          }
        place_row (work, row);
      }
}

static EntLayeredLayout *
finish (const Work *work)
{
  const EntLayeredGraph *graph = work->graph;
  EntLayeredLayout *layout = g_new0 (EntLayeredLayout, 1);
  g_autofree double *middle = g_new0 (double, work->layers->len + 1);
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;

  *layout = (EntLayeredLayout){ .n = graph->n,
                                .n_edges = graph->n_edges,
                                .n_layers = work->layers->len,
                                .layer = g_memdup2 (work->layer, graph->n * sizeof (guint)),
                                .centre = g_new0 (EntPoint, graph->n),
                                .bends = g_new0 (EntPoint *, graph->n_edges),
                                .n_bends = g_new0 (guint, graph->n_edges) };
  for (guint l = 0; l < work->layers->len; l++)
    {
      const GPtrArray *row = work->layers->pdata[l];
      double height = 0;
      for (guint i = 0; i < row->len; i++)
        {
          const Cell *cell = row->pdata[i];
          height = MAX (height, cell->height);
          left = MIN (left, cell->x - cell->width / 2);
          right = MAX (right, cell->x + cell->width / 2);
        }
      middle[l] = layout->height + height / 2;
      layout->height += height + (l + 1 < work->layers->len ? graph->layer_gap : 0);
    }
  layout->width = graph->n > 0 ? right - left : 0;
  for (guint v = 0; v < graph->n; v++)
    layout->centre[v]
        = (EntPoint){ ((Cell *)work->cells->pdata[v])->x - left, middle[work->layer[v]] };
  for (guint i = 0; i < graph->n_edges; i++)
    {
      const GArray *chain = work->chains->pdata[i];
      layout->n_bends[i] = chain->len;
      layout->bends[i] = g_new0 (EntPoint, chain->len);
      for (guint j = 0; j < chain->len; j++)
        {
          guint k = work->reversed[i] ? chain->len - 1 - j : j;
          const Cell *cell = work->cells->pdata[g_array_index (chain, guint, k)];
          layout->bends[i][j] = (EntPoint){ cell->x - left, middle[cell->layer] };
        }
    }
  return layout;
}

/**
 * ent_layout_layered:
 * @graph: boxes and the edges between them; distances in any one unit
 *
 * Draws a directed graph in layers from top to bottom: cycles broken by turning the edges that
 * close them, layers by longest way, order by barycentre sweeps, places by isotonic regression.
 * Long edges get a bend in each layer they cross, and room there. Deterministic; cost O(E²) a
 * sweep, meant for diagrams of up to some hundred boxes.
 *
 * Returns: (transfer full): the places of boxes and bends
 *
 * Source: Sugiyama, Tagawa, Toda, "Methods for Visual Understanding of Hierarchical System
 *   Structures", IEEE Trans. SMC 11(2), 1981
 */
EntLayeredLayout *
ent_layout_layered (const EntLayeredGraph *graph)
{
  g_auto (Work) work = { .graph = graph };

  work.layer = g_new0 (guint, MAX (graph->n, 1));
  work.reversed = g_new0 (gboolean, MAX (graph->n_edges, 1));
  break_cycles (&work);
  guint n_layers = assign_layers (&work);
  if (graph->max_width > 0 && graph->n > 0)
    n_layers = narrow_layers (&work, n_layers);
  make_cells (&work, n_layers);
  order_layers (&work);
  place_cells (&work);
  return finish (&work);
}

/**
 * ent_layered_layout_free:
 * @layout: (transfer full): a layout
 */
void
ent_layered_layout_free (EntLayeredLayout *layout)
{
  for (guint i = 0; i < layout->n_edges; i++)
    g_free (layout->bends[i]);
  g_free (layout->bends);
  g_free (layout->n_bends);
  g_free (layout->layer);
  g_free (layout->centre);
  g_free (layout);
}
