/* The graphs that layouts are measured on, the same in every run. */
#pragma once

#include "graph/graph.h"

G_BEGIN_DECLS

/* "pa 1000 5000", "blocs 1000 5000" or "grid 32 32"; free the edges. */
EntGraph bench_graph_new (const char *recipe);
gboolean bench_graph_write (const EntGraph *graph, const char *path);

G_END_DECLS
