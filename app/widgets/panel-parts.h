/* Small parts that several panels are made of. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"
#include "views/view.h"

G_BEGIN_DECLS

GdkRGBA ent_rgba (EntColour colour);
GtkWidget *ent_scene_icon_new (EntScene *scene);
GtkWidget *ent_thing_icon_new (const EntThing *thing, EntThemeKind theme);
GtkWidget *ent_legend_icon_new (const EntLegendEntry *entry, EntThemeKind theme);
EntColour ent_thing_colour (const EntThing *thing, const EntTheme *theme);
GtkWidget *ent_heading_new (const char *text);
GtkWidget *ent_text_label_new (const char *text, const char *css_class);
void ent_widget_remove_children (GtkWidget *widget);
GtkWidget *ent_mark_link_new (EntSession *session, const EntThing *thing);
GtkWidget *ent_mark_chip_new (EntSession *session, const EntThing *thing);
void ent_mark_chip_update (GtkWidget *chip, EntSession *session);
void ent_connect_select (GtkWidget *button, EntSession *session, const char *mark_id);
EntSelectMode ent_select_mode_now (GtkWidget *widget);

G_END_DECLS
