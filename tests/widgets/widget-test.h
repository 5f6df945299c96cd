/* What the in-process tests of widgets share: the loop pumped until something holds, the shipped
 * dossier, pixels of a widget. */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

typedef gboolean (*Condition) (gpointer data);

void pump_until (Condition condition, gpointer data);
void pump_idle (void);
void frames (GtkWidget *widget, int n);
gpointer find_controller (GtkWidget *widget, GType type);
EntSession *shipped_session (void);
guint count_pixels (GtkWidget *widget, EntColour colour);

G_END_DECLS
