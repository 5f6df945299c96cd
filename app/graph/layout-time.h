/* Layouts of a network that changes: one a date, each as near to the last as its ties allow. */
#pragma once

#include <gio/gio.h>

#include "graph/graph.h"

G_BEGIN_DECLS

typedef struct
{
  EntGraph graph;          /* the ties of one date, over the nodes of the whole span */
  const gboolean *present; /* which nodes there are, n; NULL: all */
} EntTimeStep;

typedef struct
{
  guint64 seed;
  double stability;       /* 0: each date's own best … 1: nobody moves who was there before */
  const gboolean *pinned; /* nodes that stay where they are for the whole span, n, or NULL */
  guint n_threads;        /* 0: one for each processor; the result is the same */
} EntTimeOptions;

#define ENT_TIME_OPTIONS_DEFAULT ((EntTimeOptions){ .seed = 1, .stability = 0.5 })

gboolean ent_layout_time (guint n,
                          const EntTimeStep *steps,
                          guint n_steps,
                          const EntTimeOptions *options,
                          const double *whole,
                          double *xy,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
