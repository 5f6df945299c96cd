#include "graph/sources.h"

#include <math.h>
#include <string.h>

#define WORD 64
/* Sources that one thread walks from one by one. */
#define GROUP 32
#define MAX_STEPS 65535

/* Nodes that some sources reached in one round. */
typedef struct
{
  guint64 *seen, *now, *next; /* of each node, a bit for each source */
  guint *queue, *next_queue;
} Walk;

typedef struct
{
  EntSources *sources;
  const EntAdjacency *adjacency;
} Job;

/**
 * ent_sources_new:
 * @adjacency: a connected graph's neighbours
 * @n: its nodes
 *
 * Room for the distances from %ENT_N_SOURCES nodes; their step is that of the edges when the graph
 * is not too deep for it.  O(n + edges), with lengths O(n log n + edges).
 *
 * Returns: (transfer full): sources, none chosen yet
 */
EntSources *
ent_sources_new (const EntAdjacency *adjacency, guint n)
{
  EntSources *sources = g_new0 (EntSources, 1);
  g_autofree float *distances = g_new (float, n);
  float deepest = 0;

  sources->n = n;
  sources->distance = g_new (guint16, (gsize)n * ENT_N_SOURCES);
  ent_adjacency_distances (adjacency, n, 0, distances);
  for (guint i = 0; i < n; i++)
    deepest = MAX (deepest, distances[i]);
  /* no two nodes are farther apart than twice the depth */
  sources->depth = deepest;
  sources->step = 2 * deepest / MAX_STEPS;
  if (adjacency->is_unit)
    sources->step = MAX (sources->step, 1);
  return sources;
}

/**
 * ent_sources_free:
 * @sources: (transfer full) (nullable): sources
 *
 * Frees them.
 */
void
ent_sources_free (EntSources *sources)
{
  if (sources == NULL)
    return;
  g_free (sources->distance);
  g_free (sources);
}

/* Passes the bits of the queue's nodes on to their neighbours; returns how many those are. */
static guint
spread (Walk *walk, const EntAdjacency *adjacency, guint n_queue)
{
  guint n_next = 0;

  for (guint q = 0; q < n_queue; q++)
    {
      guint i = walk->queue[q];
      guint64 bits = walk->now[i];

      walk->now[i] = 0;
      for (guint e = adjacency->first[i]; e < adjacency->first[i + 1]; e++)
        {
          guint j = adjacency->to[e];
          guint64 fresh = bits & ~walk->seen[j], old = walk->next[j];

          /* No branch: it would be guessed wrong half the time. */
          walk->next_queue[n_next] = j;
          n_next += (old == 0) & (fresh != 0);
          walk->next[j] = old | fresh;
        }
    }
  return n_next;
}

/* Four distances for four bits. */
static const guint64 lanes[16] = {
  0x0000000000000000, 0x000000000000ffff, 0x00000000ffff0000, 0x00000000ffffffff,
  0x0000ffff00000000, 0x0000ffff0000ffff, 0x0000ffffffff0000, 0x0000ffffffffffff,
  0xffff000000000000, 0xffff00000000ffff, 0xffff0000ffff0000, 0xffff0000ffffffff,
  0xffffffff00000000, 0xffffffff0000ffff, 0xffffffffffff0000, 0xffffffffffffffff,
};

/* Sets steps in a row of 64 distances, all 0 until then, where bits has a 1. */
static void
write_steps (guint16 *row, guint64 bits, guint16 steps)
{
  guint64 four = steps * G_GUINT64_CONSTANT (0x0001000100010001);

  for (guint b = 0; b < WORD; b += 4)
    {
      guint64 old, mask = lanes[bits >> b & 15];

      /* The lanes lie the other way round where the first byte is the highest. */
      if (G_BYTE_ORDER == G_BIG_ENDIAN)
        mask = mask << 48 | (mask & 0xffff0000) << 16 | (mask >> 16 & 0xffff0000) | mask >> 48;
      memcpy (&old, row + b, sizeof old);
      old |= mask & four;
      memcpy (row + b, &old, sizeof old);
    }
}

static void
walk_from_many (guint part, gpointer data)
{
  const Job *job = data;
  EntSources *sources = job->sources;
  guint n = sources->n, n_queue = 0;
  g_autofree guint64 *words = g_new0 (guint64, 3 * (gsize)n);
  g_autofree guint *queues = g_new (guint, 2 * (gsize)(n + 1));
  Walk walk = { words, words + n, words + 2 * (gsize)n, queues, queues + n + 1 };

  for (guint b = 0; b < WORD; b++)
    {
      guint i = sources->node[part * WORD + b];

      if (walk.now[i] == 0)
        walk.queue[n_queue++] = i;
      walk.now[i] |= G_GUINT64_CONSTANT (1) << b;
      walk.seen[i] = walk.now[i];
    }
  for (guint i = 0; i < n; i++)
    memset (sources->distance + (gsize)i * ENT_N_SOURCES + part * WORD, 0, WORD * sizeof (guint16));
  for (guint level = 1; n_queue > 0; level++)
    {
      guint steps = CLAMP ((guint)((float)level / sources->step + 0.5F), 1, MAX_STEPS);
      guint *queue = walk.queue;

      n_queue = spread (&walk, job->adjacency, n_queue);
      for (guint q = 0; q < n_queue; q++)
        {
          guint j = walk.next_queue[q];

          write_steps (sources->distance + (gsize)j * ENT_N_SOURCES + part * WORD,
                       walk.next[j],
                       (guint16)steps);
          walk.seen[j] |= walk.next[j];
          walk.now[j] = walk.next[j];
          walk.next[j] = 0;
        }
      walk.queue = walk.next_queue;
      walk.next_queue = queue;
    }
}

/* A group of sources one by one, each to a row of its own, which are turned to columns at the end:
 * that is a cache line for each node instead of one for each distance. */
static void
walk_one_by_one (guint part, gpointer data)
{
  const Job *job = data;
  EntSources *sources = job->sources;
  guint n = sources->n;
  g_autofree float *distances = g_new (float, n);
  g_autofree guint16 *rows = g_new (guint16, (gsize)n * GROUP);

  for (guint g = 0; g < GROUP; g++)
    {
      guint16 *row = rows + (gsize)g * n;

      ent_adjacency_distances (job->adjacency, n, sources->node[part * GROUP + g], distances);
      for (guint i = 0; i < n; i++)
        row[i] = (guint16)CLAMP (distances[i] / sources->step + 0.5F, 1, MAX_STEPS);
      row[sources->node[part * GROUP + g]] = 0;
    }
  for (guint i = 0; i < n; i++)
    for (guint g = 0; g < GROUP; g++)
      sources->distance[(gsize)i * ENT_N_SOURCES + part * GROUP + g] = rows[(gsize)g * n + i];
}

/**
 * ent_sources_measure:
 * @sources: (inout): with their nodes chosen
 * @adjacency: the connected graph's neighbours
 * @team: threads
 *
 * Fills in the distances.  Where all edges are of one length, the sources of a machine word walk
 * together, breadth first, so that a node of a small world is visited a few times and not 64.
 * In a deep graph they would not meet.
 *
 * Source: Then and others 2014, The more the merrier: efficient multi-source graph traversal
 */
void
ent_sources_measure (EntSources *sources, const EntAdjacency *adjacency, EntTeam *team)
{
  Job job = { sources, adjacency };

  if (adjacency->is_unit && sources->depth < WORD)
    ent_team_run (team, ENT_N_SOURCES / WORD, walk_from_many, &job);
  else
    ent_team_run (team, ENT_N_SOURCES / GROUP, walk_one_by_one, &job);
}

/**
 * ent_sources_measure_all:
 * @adjacency: a connected graph's neighbours, with edges of one length
 * @n: its nodes
 * @team: threads
 * @distances: (out caller-allocates): n × n distances
 *
 * The distances between all nodes, some sources after the others.
 */
void
ent_sources_measure_all (const EntAdjacency *adjacency, guint n, EntTeam *team, float *distances)
{
  g_autoptr (EntSources) sources = ent_sources_new (adjacency, n);

  for (guint first = 0; first < n; first += ENT_N_SOURCES)
    {
      guint count = MIN (ENT_N_SOURCES, n - first);

      for (guint p = 0; p < ENT_N_SOURCES; p++)
        sources->node[p] = first + MIN (p, count - 1);
      ent_sources_measure (sources, adjacency, team);
      for (gsize i = 0; i < n; i++)
        for (guint p = 0; p < count; p++)
          distances[i * n + first + p]
              = sources->step * (float)sources->distance[i * ENT_N_SOURCES + p];
    }
}
