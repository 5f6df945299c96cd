/* Graphs for layouts: nodes are numbers, edges have a desired length. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint from, to;
  double weight; /* desired length in ideal edge lengths; 0 or less, or none, counts as 1 */
} EntGraphEdge;

typedef struct
{
  guint n;
  guint n_edges;
  const EntGraphEdge
      *edges; /* undirected; loops are ignored, of parallel ones the shortest counts */
} EntGraph;

/* Neighbours of every node, in compressed rows: those of node i are to[first[i]] … */
typedef struct
{
  guint *first; /* n + 1 */
  guint *to;
  float *length;
  gboolean is_unit; /* every length is 1 */
} EntAdjacency;

EntAdjacency *ent_adjacency_new (const EntGraph *graph);
void ent_adjacency_free (EntAdjacency *adjacency);
/* Distances from one node to all, INFINITY where there is no way. */
void ent_adjacency_distances (const EntAdjacency *adjacency, guint n, guint from, float *distances);
/* Numbers the connected components in order of their first node; component[n]; returns how many. */
guint ent_adjacency_components (const EntAdjacency *adjacency, guint n, guint *component);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntAdjacency, ent_adjacency_free)

G_END_DECLS
