/* Stress layout: nodes as far apart as the shortest way between them is long. */
#pragma once

#include <gio/gio.h>

#include "graph/graph.h"

G_BEGIN_DECLS

/* A graph of more nodes gets the distances to some pivots only. */
#define ENT_STRESS_FULL_MAX 1500

/* A picture on the way: 2n coordinates as in the end but with boxes that may overlap, and how much
 * is done, 0 … 1. Called in the thread of the layout. */
typedef void (*EntStressProgress) (const double *xy, double done, gpointer data);

typedef struct
{
  guint64 seed;
  guint iterations; /* of gradient descent; 0: as many as are enough */
  int hub;          /* node that is placed at (0, 0) with the others in rings around it; -1: none */
  /* Nodes that stay where @xy has them on entry, n, or NULL: with any, what hangs together with
   * them is turned to suit, the rest goes below, and the origin stays. */
  const gboolean *pinned;
  /* Room for the nodes in ideal edge lengths, n each, or NULL; with any of them given, nodes are
   * moved apart until their boxes no longer overlap. */
  const double *radius;
  const double *label_half_width;
  double label_height;        /* below the disc, where label_half_width is > 0 */
  double gap;                 /* between boxes */
  guint n_threads;            /* 0: one for each processor; the result is the same */
  EntStressProgress progress; /* or NULL */
  gpointer progress_data;
} EntStressOptions;

#define ENT_STRESS_OPTIONS_DEFAULT                                                                 \
  ((EntStressOptions){ .seed = 1, .hub = -1, .label_height = 0.25, .gap = 0.1 })

gboolean ent_layout_stress (const EntGraph *graph,
                            const EntStressOptions *options,
                            double *xy,
                            GCancellable *cancellable,
                            GError **error);
double ent_layout_stress_of (const EntGraph *graph, const double *xy);

G_END_DECLS
