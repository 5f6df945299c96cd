/* Edge bundling: ties that run alike share a way. */
#pragma once

#include <gio/gio.h>

#include "graph/graph.h"

G_BEGIN_DECLS

/* Points of each bundled tie, its ends included. */
#define ENT_BUNDLE_POINTS 33

gboolean ent_bundle_force (const EntGraph *graph,
                           const double *xy,
                           double strength,
                           double *points,
                           GCancellable *cancellable,
                           GError **error);
void ent_bundle_groups (
    const EntGraph *graph, const double *xy, const guint *group, double strength, double *points);

G_END_DECLS
