#include "graphs.h"

#include <stdio.h>
#include <string.h>

/* A graph that grows; bags hold a node once for every tie it has, so that a pick from one prefers
 * the nodes with many. */
typedef struct
{
  guint64 state;
  guint n, n_wanted, n_edges, n_blocs;
  EntGraphEdge *edges;
  GHashTable *known;
  guint *bloc; /* of each node */
  GArray *all, **in;
} Growth;

static guint64
draw (Growth *g)
{
  guint64 z = (g->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ z >> 31;
}

static guint
below (Growth *g, guint n)
{
  return (guint)((draw (g) >> 32) * n >> 32);
}

static double
fraction (Growth *g)
{
  return (double)(draw (g) >> 11) * 0x1p-53;
}

static gboolean
is_new (Growth *g, guint a, guint b)
{
  gint64 key = (gint64)MIN (a, b) << 32 | MAX (a, b);

  return g_hash_table_add (g->known, g_memdup2 (&key, sizeof key));
}

static void
tie (Growth *g, guint a, guint b)
{
  guint ends[] = { a, b };

  g->edges[g->n_edges++] = (EntGraphEdge){ a, b, 1 };
  if (g->all == NULL)
    return;
  g_array_append_vals (g->all, ends, 2);
  for (guint i = 0; i < 2; i++)
    g_array_append_val (g->in[g->bloc[ends[i]]], ends[i]);
}

static guint
pick (Growth *g, const GArray *bag)
{
  return g_array_index (bag, guint, below (g, bag->len));
}

/* Communities of uneven size, about √(n/2) of them; a newcomer is tied to a node before it, and
 * four ties in five stay inside. */
static void
grow_preferential (Growth *g)
{
  for (g->n_blocs = 2; g->n_blocs * g->n_blocs * 2 < g->n;)
    g->n_blocs++;
  g->all = g_array_new (FALSE, FALSE, sizeof (guint));
  g->in = g_new (GArray *, g->n_blocs);
  for (guint b = 0; b < g->n_blocs; b++)
    g->in[b] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < g->n; i++)
    {
      double u = fraction (g);

      g->bloc[i] = (guint)(u * u * g->n_blocs);
    }
  for (guint i = 1; i < g->n; i++)
    {
      const GArray *home = g->in[g->bloc[i]];
      guint other = home->len > 0 && fraction (g) < 0.8 ? pick (g, home)
                    : g->all->len > 0                   ? pick (g, g->all)
                                                        : 0;

      if (other >= i || !is_new (g, i, other))
        {
          other = below (g, i);
          is_new (g, i, other);
        }
      tie (g, i, other);
    }
  while (g->n_edges < g->n_wanted)
    {
      guint a = below (g, g->n);
      const GArray *home = g->in[g->bloc[a]];
      guint b = home->len > 0 && fraction (g) < 0.8 ? pick (g, home) : pick (g, g->all);

      if (a != b && is_new (g, a, b))
        tie (g, a, b);
    }
  for (guint b = 0; b < g->n_blocs; b++)
    g_array_unref (g->in[b]);
  g_free (g->in);
  g_array_unref (g->all);
}

static guint
member (Growth *g, const guint *first, guint bloc)
{
  return first[bloc] + below (g, first[bloc + 1] - first[bloc]);
}

/* Tight blocs of 4 to 20, in which 85 % of the ties stay, on a ring. */
static void
grow_blocs (Growth *g)
{
  g_autofree guint *first = g_new (guint, g->n + 1);

  for (guint i = 0; i < g->n; first[++g->n_blocs] = i)
    {
      guint size = MIN (4 + below (g, 17), g->n - i);

      first[g->n_blocs] = i;
      for (guint end = i + size; i < end; i++)
        g->bloc[i] = g->n_blocs;
    }
  for (guint i = 1; i < g->n; i++)
    {
      guint b = g->bloc[i], other, back;

      if (first[b] < i)
        other = first[b] + below (g, i - first[b]);
      else
        {
          back = 1 + below (g, 3);
          other = member (g, first, b > back ? b - back : 0);
        }
      is_new (g, i, other);
      tie (g, i, other);
    }
  for (guint tries = 0; g->n_edges < g->n_wanted; tries++)
    {
      guint a = below (g, g->n), b = g->bloc[a], other;

      if (fraction (g) < 0.85 && tries < 20 * g->n_wanted)
        other = member (g, first, b);
      else if (fraction (g) < 0.8)
        other = member (g, first, (b + 1 + below (g, 3)) % g->n_blocs);
      else
        other = below (g, g->n);
      if (a != other && is_new (g, a, other))
        tie (g, a, other);
    }
}

static EntGraph
make_grid (guint width, guint height)
{
  guint n = width * height, n_edges = 0;
  EntGraphEdge *edges = g_new (EntGraphEdge, 2 * (gsize)n);

  for (guint i = 0; i < n; i++)
    {
      if (i % width + 1 < width)
        edges[n_edges++] = (EntGraphEdge){ i, i + 1, 1 };
      if (i + width < n)
        edges[n_edges++] = (EntGraphEdge){ i, i + width, 1 };
    }
  return (EntGraph){ n, n_edges, edges };
}

/**
 * bench_graph_new:
 * @recipe: "pa NODES EDGES", "blocs NODES EDGES" or "grid WIDTH HEIGHT"
 *
 * Makes a connected graph without loops and parallel edges, always the same one.
 *
 * Returns: (transfer full): the graph; its edges are to be freed
 */
EntGraph
bench_graph_new (const char *recipe)
{
  Growth g = { .state = 1 };
  guint a = 0, b = 0;
  char kind[8];

  if (sscanf (recipe, "%7s %u %u", kind, &a, &b) != 3)
    g_error ("%s: expected a kind of graph and two numbers", recipe);
  if (strcmp (kind, "grid") == 0)
    return make_grid (a, b);
  g.n = a;
  g.n_wanted = b;
  g.edges = g_new (EntGraphEdge, b);
  g.bloc = g_new (guint, a);
  g.known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (strcmp (kind, "pa") == 0)
    grow_preferential (&g);
  else
    grow_blocs (&g);
  g_hash_table_unref (g.known);
  g_free (g.bloc);
  return (EntGraph){ g.n, g.n_edges, g.edges };
}

/**
 * bench_graph_write:
 * @graph: a graph
 * @path: a file
 *
 * Writes the numbers of nodes and edges, then the ends of each edge, a line each.
 *
 * Returns: whether it could
 */
gboolean
bench_graph_write (const EntGraph *graph, const char *path)
{
  FILE *file = fopen (path, "w");

  if (file == NULL)
    return FALSE;
  fprintf (file, "%u %u\n", graph->n, graph->n_edges);
  for (guint e = 0; e < graph->n_edges; e++)
    fprintf (file, "%u %u\n", graph->edges[e].from, graph->edges[e].to);
  return fclose (file) == 0;
}
