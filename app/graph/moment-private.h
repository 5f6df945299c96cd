/* One date of a changing network: its stress, and the pull back to where its nodes were. */
#pragma once

#include "graph/layout-time.h"

G_BEGIN_DECLS

/* One date, with the nodes that are there numbered from 0. */
typedef struct
{
  guint n;
  guint *nodes; /* in the whole span */
  EntGraph graph;
  GArray *edges;
  guint *component; /* n */
  guint n_components;
  float *distances; /* n × n, INFINITY without a path */
  float *weights;   /* n × n, 0 without a path and on the diagonal */
  float *pull;      /* n: of all others together */
  float *hold;      /* n: how much of the pull back it feels; 0: new here, INFINITY: pinned */
  double *was;      /* 2n: where each was before */
  double *xy;       /* 2n */
  double limit;     /* of its stress; 0: none was sought */
} EntMoment;

EntMoment *ent_moment_new (const EntTimeStep *step, guint n);
void ent_moment_free (EntMoment *m);
void ent_moment_enter (EntMoment *m, guint i);
gboolean ent_moment_draw_back (EntMoment *m, const double *from, double limit);
gboolean ent_moment_follow (EntMoment *m,
                            const EntTimeOptions *options,
                            GCancellable *cancellable,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMoment, ent_moment_free)

G_END_DECLS
