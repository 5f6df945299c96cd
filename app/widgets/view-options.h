/* What lets the options of the view on a canvas be chosen; follows what it shows. */
#pragma once

#include "widgets/canvas.h"

G_BEGIN_DECLS

#define ENT_TYPE_VIEW_OPTIONS (ent_view_options_get_type ())
G_DECLARE_FINAL_TYPE (EntViewOptions, ent_view_options, ENT, VIEW_OPTIONS, GtkPopover)

GtkWidget *ent_view_options_new (EntSession *session, EntCanvas *canvas);
void ent_view_options_set_kind (EntViewOptions *options, EntViewKind kind, guint *n);
void ent_view_options_update (EntViewOptions *options);
GtkWidget *ent_view_options_chooser (EntViewOptions *options, const char *key);

G_END_DECLS
