#include <math.h>
#include <string.h>

#include "graph/layout-groups.h"
#include "graph/order-private.h"

/* Rounds of sifting; each node finds its best place in each. */
#define N_ROUNDS 6
/* Beyond so many nodes their order is the one they come in: nobody reads such a circle's ties. */
#define SIFTED_MAX 800
/* Room between two groups, in nodes. */
#define GROUP_GAP 1.0

typedef struct
{
  const EntAdjacency *adjacency;
  guint n;
  guint *nodes; /* by place */
  guint *place; /* by node */
} Circle;

/* Crossings between the ties of two neighbours on the circle, as they stand and exchanged: after
 * both, going round, a tie of the first that ends before one of the second crosses it. */
static gint64
gain (const Circle *c, guint u, guint v)
{
  const EntAdjacency *a = c->adjacency;
  gint64 sum = 0;

  for (guint i = a->first[u]; i < a->first[u + 1]; i++)
    {
      guint x = a->to[i], rx = (c->place[x] + c->n - c->place[v]) % c->n;

      if (x == u || x == v)
        continue;
      for (guint j = a->first[v]; j < a->first[v + 1]; j++)
        {
          guint y = a->to[j], ry = (c->place[y] + c->n - c->place[v]) % c->n;

          if (y != u && y != v)
            sum += rx < ry ? 1 : rx > ry ? -1 : 0;
        }
    }
  return sum;
}

static void
exchange (Circle *c, guint place)
{
  guint u = c->nodes[place], v = c->nodes[place + 1];

  c->nodes[place] = v;
  c->nodes[place + 1] = u;
  c->place[u] = place + 1;
  c->place[v] = place;
}

/* Moves a node through its group's places, @from to before @end, and leaves it at the best. */
static gboolean
sift (Circle *c, guint node, guint from, guint end)
{
  guint before = c->place[node], best = before;
  gint64 gained = 0, most = 0;

  while (c->place[node] > from)
    {
      guint place = c->place[node] - 1;

      gained += gain (c, c->nodes[place], node);
      exchange (c, place);
      if (gained > most)
        {
          most = gained;
          best = place;
        }
    }
  while (c->place[node] + 1 < end)
    {
      guint place = c->place[node];

      gained += gain (c, node, c->nodes[place + 1]);
      exchange (c, place);
      if (gained > most)
        {
          most = gained;
          best = place + 1;
        }
    }
  while (c->place[node] > best)
    exchange (c, c->place[node] - 1);
  return best != before;
}

/* How far an end of the row of places @from to @end is from the neighbours that stand in it. */
static double
reach (const Circle *c, guint node, guint from, guint end, gboolean at_end)
{
  const EntAdjacency *a = c->adjacency;
  double sum = 0;

  for (guint i = a->first[node]; i < a->first[node + 1]; i++)
    if (c->place[a->to[i]] >= from && c->place[a->to[i]] < end)
      sum += at_end ? end - c->place[a->to[i]] : c->place[a->to[i]] + 1 - from;
  return sum;
}

/* Of the nodes from @end on, the one that has the most neighbours among those before it in the row,
 * and then the fewest others: what is begun is brought to its end. */
static guint
choose_next (const Circle *c, guint from, guint end, guint last)
{
  const EntAdjacency *a = c->adjacency;
  guint best = end;
  gint64 most = G_MININT64;

  for (guint place = end; place < last; place++)
    {
      guint node = c->nodes[place];
      gint64 inside = 0, outside = 0;

      for (guint i = a->first[node]; i < a->first[node + 1]; i++)
        {
          guint other = c->place[a->to[i]];

          inside += other >= from && other < end;
          outside += other >= end;
        }
      if (inside * c->n - outside > most)
        {
          most = inside * c->n - outside;
          best = place;
        }
    }
  return best;
}

/* Lines a group up: node after node at the end that is nearer to its neighbours. */
static void
line_up (Circle *c, guint from, guint last)
{
  for (guint end = from; end < last; end++)
    {
      guint place = choose_next (c, from, end, last), node = c->nodes[place];
      gboolean at_end = reach (c, node, from, end, TRUE) <= reach (c, node, from, end, FALSE);

      /* to the end of the row, then to its beginning if that is the better one */
      for (; place > end; place--)
        exchange (c, place - 1);
      for (; place > from && !at_end; place--)
        exchange (c, place - 1);
    }
}

static gboolean
sift_all (Circle *c, const guint *group, GCancellable *cancellable, GError **error)
{
  gboolean moved = TRUE;

  for (guint round = 0; round < N_ROUNDS && moved; round++)
    {
      moved = FALSE;
      for (guint from = 0, end = 0; from < c->n; from = end)
        {
          g_autofree guint *members = NULL;

          while (end < c->n && group[c->nodes[end]] == group[c->nodes[from]])
            end++;
          if (round == 0)
            line_up (c, from, end);
          members = g_memdup2 (c->nodes + from, (end - from) * sizeof *members);
          for (guint k = 0; k < end - from; k++)
            moved |= sift (c, members[k], from, end);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * ent_layout_circle:
 * @graph: the graph
 * @group: (nullable): each node's group, 0 …: those of a group are together
 * @xy: (out caller-allocates): 2n coordinates, y down: the circle is round (0, 0), as wide as puts
 * neighbours one apart
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Puts the nodes on a circle with few crossings: the groups as ent_order_groups() has them, the
 * nodes of each lined up by their ties, then sifted through its places. O(nodes × ties) a round.
 *
 * Source: Baur, Brandes 2004, Crossing reduction in circular layouts
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_layout_circle (const EntGraph *graph,
                   const guint *group,
                   double *xy,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (EntAdjacency) adjacency = ent_adjacency_new (graph);
  g_autofree guint *one = g_new0 (guint, graph->n + 1);
  guint n_groups = 0;
  g_autofree guint *place_of = NULL;
  g_autofree guint *nodes = NULL;
  g_autofree guint *place = g_new (guint, graph->n + 1);
  Circle c = { adjacency, graph->n, NULL, place };
  double whole = graph->n, radius, at = 0;

  if (group == NULL)
    group = one;
  place_of = ent_order_groups (graph, group, &n_groups);
  c.nodes = nodes = ent_order_by_group (graph->n, group, place_of, n_groups);
  for (guint i = 0; i < c.n; i++)
    place[nodes[i]] = i;
  if (c.n <= SIFTED_MAX && !sift_all (&c, group, cancellable, error))
    return FALSE;
  for (guint i = 0; i < c.n; i++)
    if (group[nodes[i]] != group[nodes[(i + 1) % c.n]])
      whole += GROUP_GAP;
  radius = c.n > 1 ? MAX (whole / (2 * G_PI), 0.5) : 0;
  for (guint i = 0; i < c.n; i++)
    {
      double angle = 2 * G_PI * at / whole - G_PI_2;

      xy[2 * nodes[i]] = radius * cos (angle);
      xy[2 * nodes[i] + 1] = radius * sin (angle);
      at += 1;
      if (i + 1 < c.n && group[nodes[i + 1]] != group[nodes[i]])
        at += GROUP_GAP;
    }
  return TRUE;
}

static double
side (const double *a, const double *b, const double *p)
{
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}

/**
 * ent_layout_crossings:
 * @graph: the graph
 * @xy: 2n coordinates
 *
 * Counts the pairs of ties, drawn straight, that cross between their ends. O(ties²).
 *
 * Returns: how many
 */
guint64
ent_layout_crossings (const EntGraph *graph, const double *xy)
{
  guint64 count = 0;

  for (guint e = 0; e < graph->n_edges; e++)
    for (guint f = 0; f < e; f++)
      {
        const double *a = xy + 2 * (gsize)graph->edges[e].from;
        const double *b = xy + 2 * (gsize)graph->edges[e].to;
        const double *c = xy + 2 * (gsize)graph->edges[f].from;
        const double *d = xy + 2 * (gsize)graph->edges[f].to;

        count
            += side (a, b, c) * side (a, b, d) < -1e-12 && side (c, d, a) * side (c, d, b) < -1e-12;
      }
  return count;
}
