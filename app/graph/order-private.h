/* Orders with few crossings: of groups in a row, of nodes on a circle. */
#pragma once

#include "graph/graph.h"

G_BEGIN_DECLS

guint *ent_order_groups (const EntGraph *graph, const guint *group, guint *n_groups);
guint *ent_order_by_group (guint n, const guint *group, const guint *rank, guint n_groups);

G_END_DECLS
