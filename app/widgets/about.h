/* The windows about the program: what it is, and its keys.  One place, because libadwaita replaces
 * them. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ent_about_present (GtkWindow *parent);
void ent_shortcuts_present (GtkWindow *parent);

G_END_DECLS
