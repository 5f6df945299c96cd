#include "graph/graph.h"

#include <math.h>

/* Beyond these single precision would fail and a picture show nothing. */
#define MIN_LENGTH 1e-3
#define MAX_LENGTH 1e3

static double
edge_length (const EntGraphEdge *edge)
{
  return edge->weight > 0 && isfinite (edge->weight) ? CLAMP (edge->weight, MIN_LENGTH, MAX_LENGTH)
                                                     : 1;
}

/**
 * ent_adjacency_new:
 * @graph: a graph whose edges name nodes below @graph->n
 *
 * Turns a list of edges into rows of neighbours, each edge in both its ends' rows; O(n + edges).
 *
 * Returns: (transfer full): the neighbours
 */
EntAdjacency *
ent_adjacency_new (const EntGraph *graph)
{
  EntAdjacency *adjacency = g_new0 (EntAdjacency, 1);
  g_autofree guint *next = NULL;

  adjacency->first = g_new0 (guint, graph->n + 1);
  adjacency->to = g_new (guint, 2 * (gsize)graph->n_edges + 1);
  adjacency->length = g_new (float, 2 * (gsize)graph->n_edges + 1);
  adjacency->is_unit = TRUE;
  for (guint e = 0; e < graph->n_edges; e++)
    {
      const EntGraphEdge *edge = &graph->edges[e];

      g_return_val_if_fail (edge->from < graph->n && edge->to < graph->n, adjacency);
      if (edge->from == edge->to)
        continue;
      adjacency->first[edge->from + 1]++;
      adjacency->first[edge->to + 1]++;
    }
  for (guint i = 0; i < graph->n; i++)
    adjacency->first[i + 1] += adjacency->first[i];
  next = g_memdup2 (adjacency->first, (graph->n + 1) * sizeof *next);
  for (guint e = 0; e < graph->n_edges; e++)
    {
      const EntGraphEdge *edge = &graph->edges[e];
      float length = (float)edge_length (edge);

      if (edge->from == edge->to)
        continue;
      adjacency->length[next[edge->from]] = adjacency->length[next[edge->to]] = length;
      adjacency->to[next[edge->from]++] = edge->to;
      adjacency->to[next[edge->to]++] = edge->from;
      if (length != 1)
        adjacency->is_unit = FALSE;
    }
  return adjacency;
}

/**
 * ent_adjacency_free:
 * @adjacency: (transfer full) (nullable): neighbours
 *
 * Frees them.
 */
void
ent_adjacency_free (EntAdjacency *adjacency)
{
  if (adjacency == NULL)
    return;
  g_free (adjacency->first);
  g_free (adjacency->to);
  g_free (adjacency->length);
  g_free (adjacency);
}

static void
walk_breadth_first (const EntAdjacency *adjacency, guint n, guint from, float *distances)
{
  g_autofree guint *queue = g_new (guint, n);
  guint head = 0, tail = 0;

  queue[tail++] = from;
  while (head < tail)
    {
      guint i = queue[head++];

      for (guint e = adjacency->first[i]; e < adjacency->first[i + 1]; e++)
        if (isinf (distances[adjacency->to[e]]))
          {
            distances[adjacency->to[e]] = distances[i] + 1;
            queue[tail++] = adjacency->to[e];
          }
    }
}

/* Binary heap of nodes by distance; a node stands in it once for every time it came nearer. */
typedef struct
{
  float distance;
  guint node;
} Item;

static void
push (GArray *heap, Item item)
{
  guint i = heap->len;

  g_array_append_val (heap, item);
  for (; i > 0; i = (i - 1) / 2)
    {
      Item *up = &g_array_index (heap, Item, (i - 1) / 2);

      if (up->distance <= item.distance)
        break;
      g_array_index (heap, Item, i) = *up;
    }
  g_array_index (heap, Item, i) = item;
}

static Item
pop (GArray *heap)
{
  Item top = g_array_index (heap, Item, 0);
  Item last = g_array_index (heap, Item, heap->len - 1);
  guint i = 0;

  g_array_set_size (heap, heap->len - 1);
  while (2 * i + 1 < heap->len)
    {
      guint child = 2 * i + 1;

      if (child + 1 < heap->len
          && g_array_index (heap, Item, child + 1).distance
                 < g_array_index (heap, Item, child).distance)
        child++;
      if (last.distance <= g_array_index (heap, Item, child).distance)
        break;
      g_array_index (heap, Item, i) = g_array_index (heap, Item, child);
      i = child;
    }
  if (heap->len > 0)
    g_array_index (heap, Item, i) = last;
  return top;
}

static void
walk_nearest_first (const EntAdjacency *adjacency, guint from, float *distances)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Item));

  push (heap, (Item){ 0, from });
  while (heap->len > 0)
    {
      Item item = pop (heap);

      if (item.distance > distances[item.node])
        continue;
      for (guint e = adjacency->first[item.node]; e < adjacency->first[item.node + 1]; e++)
        {
          float distance = item.distance + adjacency->length[e];

          if (distance < distances[adjacency->to[e]])
            {
              distances[adjacency->to[e]] = distance;
              push (heap, (Item){ distance, adjacency->to[e] });
            }
        }
    }
}

/**
 * ent_adjacency_distances:
 * @adjacency: neighbours
 * @n: number of nodes
 * @from: a node
 * @distances: (out caller-allocates): n distances, INFINITY where no path leads
 *
 * Shortest paths from one node: breadth first when all lengths are 1, else Dijkstra's.
 */
void
ent_adjacency_distances (const EntAdjacency *adjacency, guint n, guint from, float *distances)
{
  for (guint i = 0; i < n; i++)
    distances[i] = INFINITY;
  distances[from] = 0;
  if (adjacency->is_unit)
    walk_breadth_first (adjacency, n, from, distances);
  else
    walk_nearest_first (adjacency, from, distances);
}

/**
 * ent_adjacency_components:
 * @adjacency: neighbours
 * @n: number of nodes
 * @component: (out caller-allocates): n numbers, from 0 in order of the components' first nodes
 *
 * Returns: how many connected components there are
 */
guint
ent_adjacency_components (const EntAdjacency *adjacency, guint n, guint *component)
{
  g_autofree guint *stack = g_new (guint, n + 1);
  guint n_components = 0;

  for (guint i = 0; i < n; i++)
    component[i] = G_MAXUINT;
  for (guint i = 0; i < n; i++)
    {
      guint depth = 0;

      if (component[i] != G_MAXUINT)
        continue;
      component[i] = n_components;
      stack[depth++] = i;
      while (depth > 0)
        {
          guint node = stack[--depth];

          for (guint e = adjacency->first[node]; e < adjacency->first[node + 1]; e++)
            if (component[adjacency->to[e]] == G_MAXUINT)
              {
                component[adjacency->to[e]] = n_components;
                stack[depth++] = adjacency->to[e];
              }
        }
      n_components++;
    }
  return n_components;
}
