/* An invisible, focusable child of the canvas at a mark: what the keyboard walks and what a screen
 * reader reads.  In GTK 4.8 only widgets are accessible objects. */
#pragma once

#include <gtk/gtk.h>

#include "base/rect.h"

G_BEGIN_DECLS

#define ENT_TYPE_MARK_PROXY (ent_mark_proxy_get_type ())
G_DECLARE_FINAL_TYPE (EntMarkProxy, ent_mark_proxy, ENT, MARK_PROXY, GtkWidget)

/* Signal "select" (gboolean adds): keyboard or screen reader asks for the mark. */
GtkWidget *ent_mark_proxy_new (const char *id);
const char *ent_mark_proxy_id (EntMarkProxy *proxy); /* interned */
guint ent_mark_proxy_position (EntMarkProxy *proxy);
void ent_mark_proxy_set_position (EntMarkProxy *proxy, guint position);
void ent_mark_proxy_describe (EntMarkProxy *proxy, const char *name, const char *description);
void ent_mark_proxy_set_selected (EntMarkProxy *proxy, gboolean selected);
void ent_mark_proxy_allocate (EntMarkProxy *proxy, const EntRect *bounds);

G_END_DECLS
