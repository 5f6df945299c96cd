/* A button that lists passages and marks in a popover. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"

G_BEGIN_DECLS

GtkWidget *ent_mark_list_button_new (EntSession *session);
void ent_mark_list_button_set (GtkWidget *button,
                               const char *const *passage_ids,
                               const GPtrArray *marks);

G_END_DECLS
