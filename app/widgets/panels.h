/* The parts of the window around the views.  Each follows the session by its "changed" signal and
 * talks to the others through it alone. */
#pragma once

#include <adwaita.h>

#include "session/session.h"
#include "views/view.h"

G_BEGIN_DECLS

/* Right: what is selected, its facts, its passages as cards, where else it is drawn. */
GtkWidget *ent_inspector_new (EntSession *session);
/* Sources: the passages of each document in order; with its text attached, the text with all
 * passages highlighted and a margin of marks. */
GtkWidget *ent_reader_new (EntSession *session);
/* Left: the filter list that is also the legend, with counts. */
GtkWidget *ent_filter_panel_new (EntSession *session);
/* Bottom: events and relations over time; dragging sets the range of the filter. */
GtkWidget *ent_time_strip_new (EntSession *session);
#define ENT_TIME_STRIP_HEIGHT 96 /* pixels */
/* Ctrl+F: one entry and its hits. Signal "activated" (const char *mark_id). */
GtkWidget *ent_search_popover_new (EntSession *session);
/* Ctrl+E: the current view as a figure. The request is copied; world is kept by the caller. */
void
ent_export_dialog_present (GtkWindow *parent, EntSession *session, const EntViewRequest *request);
/* Ctrl+P: the same, and the system's dialog on it. */
void
ent_export_dialog_print (GtkWindow *parent, EntSession *session, const EntViewRequest *request);
/* All saved views into a folder. */
void ent_export_all_present (GtkWindow *parent, EntSession *session);

G_END_DECLS
