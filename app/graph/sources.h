/* Distances from many nodes at once to all the others. */
#pragma once

#include "graph/graph.h"
#include "graph/team.h"

G_BEGIN_DECLS

/* Nodes whose distances are asked for together: two machine words of them. */
#define ENT_N_SOURCES 128

/* Distances of n nodes to ENT_N_SOURCES sources, row by row of a node, in steps. */
typedef struct
{
  guint n;
  guint node[ENT_N_SOURCES];
  guint16 *distance; /* n × ENT_N_SOURCES, in steps; 0: the node itself, at least 1 else */
  float step;        /* in ideal edge lengths */
  float depth;       /* from node 0 to the farthest, in ideal edge lengths */
} EntSources;

EntSources *ent_sources_new (const EntAdjacency *adjacency, guint n);
void ent_sources_free (EntSources *sources);
void
ent_sources_measure_all (const EntAdjacency *adjacency, guint n, EntTeam *team, float *distances);
void ent_sources_measure (EntSources *sources, const EntAdjacency *adjacency, EntTeam *team);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSources, ent_sources_free)

G_END_DECLS
