/* Where there is room for a label: boxes and discs that must stay free, and lines that should, in
 * a grid of square cells. */
#pragma once

#include "base/path.h"

G_BEGIN_DECLS

typedef struct _EntLabelGrid EntLabelGrid;

EntLabelGrid *ent_label_grid_new (const EntRect *frame);
void ent_label_grid_free (EntLabelGrid *grid);
void ent_label_grid_block_rect (EntLabelGrid *grid, const EntRect *rect);
void ent_label_grid_block_disc (EntLabelGrid *grid, double cx, double cy, double radius);
guint ent_label_grid_avoid_path (EntLabelGrid *grid, const EntPath *path, double half_width);
gboolean ent_label_grid_is_free (const EntLabelGrid *grid, const EntRect *box);
double ent_label_grid_crossed (const EntLabelGrid *grid, const EntRect *box, guint ignored);
guint ent_label_grid_path_at (const EntLabelGrid *grid, double x, double y, double distance);
gboolean ent_label_grid_sees (const EntLabelGrid *grid, EntPoint from, EntPoint to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntLabelGrid, ent_label_grid_free)

G_END_DECLS
