/* Copying passages out of the program: as citations and as annotations. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"

G_BEGIN_DECLS

/* What a copy is made of: EntEvidence (transfer container, elements owned by the array). */
typedef GPtrArray *(*EntCopyCollect) (GtkWidget *owner);

GdkContentProvider *
ent_copy_content (EntSession *session, const GPtrArray *evidence, const char *format);
GtkWidget *ent_copy_button_new (EntSession *session, GtkWidget *owner, EntCopyCollect collect);

G_END_DECLS
