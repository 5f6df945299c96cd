/* The steps of a layout: stress of one component, boxes apart, components side by side. */
#pragma once

#include <gio/gio.h>

#include "graph/graph.h"

G_BEGIN_DECLS

/* Room of a node around its point. */
typedef struct
{
  double half_width, above, below;
} EntExtents;

typedef struct
{
  guint64 seed;
  guint iterations; /* 0: by size */
  int hub;          /* -1: none */
} EntStressProblem;

gboolean ent_stress_solve (const EntAdjacency *adjacency,
                           guint n,
                           const EntStressProblem *problem,
                           double *xy,
                           GCancellable *cancellable,
                           GError **error);
void ent_mds_place (const float *distances, guint n, double *xy);
double ent_stress_measure (const EntAdjacency *adjacency, guint n, const double *xy);
gboolean ent_overlap_remove (double *xy,
                             guint n,
                             const EntExtents *extents,
                             double gap,
                             int fixed,
                             GCancellable *cancellable,
                             GError **error);
void ent_pack_components (double *xy,
                          guint n,
                          const guint *component,
                          guint n_components,
                          const EntExtents *extents,
                          double gap);

G_END_DECLS
