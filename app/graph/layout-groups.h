/* Layouts by group: on a circle, or in columns side by side, with few crossings. */
#pragma once

#include <gio/gio.h>

#include "graph/graph.h"

G_BEGIN_DECLS

gboolean ent_layout_circle (const EntGraph *graph,
                            const guint *group,
                            double *xy,
                            GCancellable *cancellable,
                            GError **error);
gboolean ent_layout_columns (const EntGraph *graph,
                             const guint *group,
                             double *xy,
                             GCancellable *cancellable,
                             GError **error);
guint64 ent_layout_crossings (const EntGraph *graph, const double *xy);

G_END_DECLS
