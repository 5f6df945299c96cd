/* The side panel of the saved views: a column of small pictures, the defaults apart from them. */
#pragma once

#include "widgets/views-panel-cards.h"
#include "widgets/views-panel-edits.h"

G_BEGIN_DECLS

#define ENT_TYPE_VIEWS_PANEL (ent_views_panel_get_type ())
G_DECLARE_FINAL_TYPE (EntViewsPanel, ent_views_panel, ENT, VIEWS_PANEL, GtkBox)

/* Shows a view by win.show-view ((ss): page, view id or ""), and asks for win.save-view and
 * win.update-view. */
GtkWidget *ent_views_panel_new (EntViewEdits *edits, EntThumbnails *thumbnails);
void ent_views_panel_set_shown (EntViewsPanel *panel, const char *page, const char *view_id);
void ent_views_panel_set_read_only (EntViewsPanel *panel, gboolean read_only);
EntCards *ent_views_panel_cards (EntViewsPanel *panel);
void ent_views_panel_edit (EntViewsPanel *panel, const char *view_id);

G_END_DECLS
