/* Layered drawings of directed graphs: causes above, effects below, few crossings. */
#pragma once

#include "base/rect.h"

G_BEGIN_DECLS

typedef struct
{
  guint from, to;
} EntLayeredEdge;

typedef struct
{
  guint n;
  const double *width, *height; /* of the boxes, n each */
  guint n_edges;
  const EntLayeredEdge *edges; /* loops are ignored */
  double node_gap;             /* between boxes of a layer */
  double layer_gap;            /* between layers */
  double max_width;            /* of the boxes of a layer with their gaps; 0: any */
} EntLayeredGraph;

typedef struct
{
  guint n, n_edges;
  guint n_layers;
  guint *layer;     /* of each node, from 0 at the top */
  EntPoint *centre; /* of each node; the drawing begins at 0, 0 */
  EntPoint **bends; /* of each edge, from its start to its end, between the boxes */
  guint *n_bends;
  double width, height;
} EntLayeredLayout;

EntLayeredLayout *ent_layout_layered (const EntLayeredGraph *graph);
void ent_layered_layout_free (EntLayeredLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntLayeredLayout, ent_layered_layout_free)

G_END_DECLS
