/* The steps of a layout: stress of one component, boxes apart, components side by side. */
#pragma once

#include <gio/gio.h>

#include "graph/graph.h"
#include "graph/layout-stress.h"

G_BEGIN_DECLS

/* Room of a node around its point. */
typedef struct
{
  double half_width, above, below;
} EntExtents;

typedef struct
{
  guint64 seed;
  guint iterations;       /* 0: by size */
  int hub;                /* -1: none */
  const gboolean *pinned; /* n, or NULL */
  const double *pins;     /* where, 2n */
  guint n_threads;        /* 0: one for each processor */
  EntStressProgress progress;
  gpointer progress_data;
} EntStressProblem;

/* splitmix64: small, fast, and the same everywhere. */
static inline guint64
ent_draw_bits (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ z >> 31;
}

/* 0 ≤ result < n, without the modulo's cost */
static inline guint
ent_draw_below (guint64 *state, guint n)
{
  return (guint)((ent_draw_bits (state) >> 32) * n >> 32);
}

/* 0 ≤ result < 1 */
static inline double
ent_draw (guint64 *state)
{
  return (double)(ent_draw_bits (state) >> 11) * 0x1p-53;
}

/* What the sweeps of majorisation read, in single precision and apart, so that the compiler can
 * take four neighbours at once. */
typedef struct
{
  guint n;
  const float *distances; /* n × n */
  float *weights;         /* n × n, 0 on the diagonal */
  float *x, *y;
} EntSweep;

double ent_wide_settle (const EntSweep *sweep, guint i);
gboolean ent_sparse_solve (const EntAdjacency *adjacency,
                           guint n,
                           const EntStressProblem *problem,
                           double *xy,
                           GCancellable *cancellable,
                           GError **error);

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
                             const gboolean *fixed,
                             GCancellable *cancellable,
                             GError **error);
void ent_pins_fit (double *xy, guint n, const gboolean *pinned, const double *pins);
void ent_pins_align (double *xy, guint n, const gboolean *pinned, const double *pins);
void ent_twins_part (double *xy, guint n, const gboolean *pinned);
void ent_pack_components (double *xy,
                          guint n,
                          const guint *component,
                          guint n_components,
                          const EntExtents *extents,
                          double gap);

G_END_DECLS
