/* One of the panes of a window: a view on its canvas, or the reader, with what chooses between
 * them. */
#pragma once

#include <adwaita.h>

#include "widgets/canvas.h"
#include "widgets/view-options.h"

G_BEGIN_DECLS

#define ENT_TYPE_VIEW_PANE (ent_view_pane_get_type ())
G_DECLARE_FINAL_TYPE (EntViewPane, ent_view_pane, ENT, VIEW_PANE, AdwBin)

/* Signals: "page-changed"; "view-changed": also to another view of the page; "close": its button
 * was pressed. */
GtkWidget *ent_view_pane_new (EntSession *session, EntWorker *worker);
void ent_view_pane_show (EntViewPane *pane, const char *page, const char *view_id);
void ent_view_pane_show_saved (EntViewPane *pane, const char *page, const char *view_id);
const char *ent_view_pane_page (EntViewPane *pane);
const char *ent_view_pane_view (EntViewPane *pane);
EntCanvas *ent_view_pane_canvas (EntViewPane *pane);
void ent_view_pane_choose_options (EntViewPane *pane);
EntViewOptions *ent_view_pane_options (EntViewPane *pane);
void ent_view_pane_set_split (EntViewPane *pane, gboolean split);
void ent_view_pane_set_active (EntViewPane *pane, gboolean active);
void ent_view_pane_copy (EntViewPane *pane, EntViewPane *from);

G_END_DECLS
