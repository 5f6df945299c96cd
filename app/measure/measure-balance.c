/* Structural balance: signed triads, and how many ties have to change for two camps without a
 * hostile tie inside either or a friendly one between them. */
#include <math.h>
#include <stdlib.h>

#include "measure/measure-private.h"

/* Steps of the search for the frustration index, of each component: some milliseconds. */
#define MAX_STEPS 20000
/* The search goes as deep as the component has actors. */
#define MAX_DEPTH 500

typedef struct
{
  guint to, edge;
  int sign;
} Link;

/* The signed network: at[first[i]] … are the links of actor i, by their other end. */
typedef struct
{
  guint n, n_edges;
  guint *first;
  Link *at;
} Signed;

static int
by_end (gconstpointer x, gconstpointer y)
{
  const Link *a = x, *b = y;

  return a->to < b->to ? -1 : a->to > b->to;
}

static Signed
make_signed (const EntPairs *pairs)
{
  Signed net = { .n = pairs->n, .first = g_new0 (guint, pairs->n + 1) };
  g_autofree guint *next = g_new0 (guint, pairs->n + 1);

  for (guint i = 0; i < pairs->n_pairs; i++)
    if (pairs->pairs[i].balance != 0)
      {
        net.first[pairs->pairs[i].a + 1]++;
        net.first[pairs->pairs[i].b + 1]++;
      }
  for (guint i = 0; i < net.n; i++)
    net.first[i + 1] += net.first[i];
  net.at = g_new (Link, MAX (net.first[net.n], 1));
  for (guint i = 0; i < pairs->n_pairs; i++)
    {
      const EntPair *pair = &pairs->pairs[i];
      const int sign = pair->balance > 0 ? 1 : -1;

      if (pair->balance == 0)
        continue;
      net.at[net.first[pair->a] + next[pair->a]++] = (Link){ pair->b, net.n_edges, sign };
      net.at[net.first[pair->b] + next[pair->b]++] = (Link){ pair->a, net.n_edges, sign };
      net.n_edges++;
    }
  for (guint i = 0; i < net.n; i++)
    qsort (&net.at[net.first[i]], next[i], sizeof (Link), by_end);
  return net;
}

static const Link *
find_link (const Signed *net, guint from, guint to)
{
  const Link key = { .to = to };

  return bsearch (&key,
                  &net->at[net->first[from]],
                  net->first[from + 1] - net->first[from],
                  sizeof (Link),
                  by_end);
}

/* Counts the triads by how many of their ties are hostile.  Unbalanced ones that share no tie need
 * a change each: packed[] counts them by their lowest actor. */
static void
count_triads (const Signed *net, guint64 triads[4], guint *packed)
{
  g_autofree gboolean *used = g_new0 (gboolean, MAX (net->n_edges, 1));

  for (guint a = 0; a < net->n; a++)
    for (guint i = net->first[a]; i < net->first[a + 1]; i++)
      for (guint j = i + 1; net->at[i].to > a && j < net->first[a + 1]; j++)
        {
          const Link *ab = &net->at[i], *ac = &net->at[j];
          const Link *bc = find_link (net, ab->to, ac->to);
          guint hostile;

          if (bc == NULL)
            continue;
          hostile = (ab->sign < 0) + (ac->sign < 0) + (bc->sign < 0);
          triads[hostile]++;
          if (hostile % 2 == 0 || used[ab->edge] || used[ac->edge] || used[bc->edge])
            continue;
          used[ab->edge] = used[ac->edge] = used[bc->edge] = TRUE;
          packed[a]++;
        }
}

typedef struct
{
  const Signed *net;
  guint *order; /* the actors of one component */
  guint n;
  int *side;         /* 1, −1, or 0 while not placed */
  guint (*price)[2]; /* of putting an actor on side 1 or −1, by the neighbours placed */
  guint best, steps;
} Search;

static guint
degree (const Signed *net, guint actor)
{
  return net->first[actor + 1] - net->first[actor];
}

/* The component of an actor, each after one it is tied to, and placed so that the first tie that
 * leads to it is at peace. */
static void
walk_component (Search *s, guint start)
{
  s->n = 0;
  s->order[s->n++] = start;
  s->side[start] = 1;
  for (guint k = 0; k < s->n; k++)
    for (guint i = s->net->first[s->order[k]]; i < s->net->first[s->order[k] + 1]; i++)
      {
        const Link *link = &s->net->at[i];

        if (s->side[link->to] != 0)
          continue;
        s->side[link->to] = s->side[s->order[k]] * link->sign;
        s->order[s->n++] = link->to;
      }
}

static int
pull (const Search *s, guint actor)
{
  int sum = 0;

  for (guint i = s->net->first[actor]; i < s->net->first[actor + 1]; i++)
    sum += s->net->at[i].sign * s->side[s->net->at[i].to] * s->side[actor];
  return sum;
}

/* Moves actors over one by one while that helps: what is left is an upper bound. */
static guint
descend (const Search *s)
{
  gboolean moved = TRUE;
  guint left = 0;

  while (moved)
    {
      moved = FALSE;
      for (guint k = 0; k < s->n; k++)
        if (pull (s, s->order[k]) < 0)
          {
            s->side[s->order[k]] = -s->side[s->order[k]];
            moved = TRUE;
          }
    }
  for (guint k = 0; k < s->n; k++)
    left += (degree (s->net, s->order[k]) - pull (s, s->order[k])) / 2;
  return left / 2;
}

/* Puts an actor on a side, or takes it back (by: 1, -1): what that adds to the least that the
 * neighbours not placed yet cost. */
static int
charge (Search *s, guint actor, int side, int by)
{
  int change = 0;

  s->side[actor] = by > 0 ? side : 0;
  for (guint i = s->net->first[actor]; i < s->net->first[actor + 1]; i++)
    {
      const Link *link = &s->net->at[i];
      guint *price = s->price[link->to];

      if (s->side[link->to] != 0)
        continue;
      change -= (int)MIN (price[0], price[1]);
      price[side * link->sign > 0 ? 1 : 0] += by;
      change += (int)MIN (price[0], price[1]);
    }
  return change;
}

/* Branch and bound: rest is what the actors not placed yet cost at least. */
static void
place (Search *s, guint k, guint cost, int rest)
{
  if (k == s->n)
    {
      s->best = MIN (s->best, cost);
      return;
    }
  const guint actor = s->order[k];
  const guint *price = s->price[actor];
  const int first = price[0] <= price[1] ? 1 : -1;

  rest -= (int)MIN (price[0], price[1]);
  /* the camps have no names: the first actor's is the first */
  for (guint i = 0; i < (k == 0 ? 1 : 2) && s->steps < MAX_STEPS; i++)
    {
      const int side = i == 0 ? first : -first;
      const guint paid = cost + price[side > 0 ? 0 : 1];
      int change;

      s->steps++;
      change = charge (s, actor, side, 1);
      if ((int)paid + rest + change < (int)s->best)
        place (s, k + 1, paid, rest + change);
      charge (s, actor, side, -1);
    }
}

/* The least number of ties of the component that are at odds with any two camps; lower is less
 * than the result when the search was given up. */
static guint
frustration (Search *s, guint start, const guint *packed, guint *lower)
{
  guint upper, triads = 0;

  walk_component (s, start);
  upper = descend (s);
  for (guint k = 0; k < s->n; k++)
    triads += packed[s->order[k]];
  *lower = upper;
  if (upper > triads)
    {
      s->best = upper;
      s->steps = 0;
      for (guint k = 0; k < s->n; k++)
        s->side[s->order[k]] = 0;
      if (s->n <= MAX_DEPTH)
        place (s, 0, 0, 0);
      upper = *lower = s->best;
      if (s->n > MAX_DEPTH || s->steps >= MAX_STEPS)
        *lower = triads;
    }
  for (guint k = 0; k < s->n; k++)
    s->side[s->order[k]] = 1;
  return upper;
}

/* Fills in the triads and the frustration index. */
void
ent_measure_balance (const EntPairs *pairs, EntMeasures *measures)
{
  Signed net = make_signed (pairs);
  g_autofree guint *packed = g_new0 (guint, MAX (net.n, 1));
  Search s = { .net = &net,
               .order = g_new (guint, MAX (net.n, 1)),
               .side = g_new0 (int, MAX (net.n, 1)),
               .price = g_malloc0_n (MAX (net.n, 1), sizeof *s.price) };
  guint64 triads[4] = { 0 };
  double upper = 0, lower = 0, all;

  count_triads (&net, triads, packed);
  for (guint i = 0; i < net.n; i++)
    if (s.side[i] == 0 && degree (&net, i) > 0)
      {
        guint least;

        upper += frustration (&s, i, packed, &least);
        lower += least;
      }
  for (guint i = 0; i < 4; i++)
    measures->net[ENT_NET_TRIADS_PPP + i] = triads[i];
  all = (double)(triads[0] + triads[1] + triads[2] + triads[3]);
  measures->net[ENT_NET_BALANCE] = all > 0 ? (double)(triads[0] + triads[2]) / all : NAN;
  measures->net[ENT_NET_FRUSTRATION] = upper;
  measures->net[ENT_NET_FRUSTRATION_LOWER] = lower;
  g_free (net.first);
  g_free (net.at);
  g_free (s.order);
  g_free (s.side);
  g_free (s.price);
}
