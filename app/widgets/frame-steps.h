/* Work on widgets in small steps, spread over frames so that none of them is late. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint ent_frame_steps_add (GtkWidget *widget, GSourceFunc step, gpointer data);

G_END_DECLS
