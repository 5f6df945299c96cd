/* Rows of the search: headings, hits, and what shows a group whole. */
#pragma once

#include <gtk/gtk.h>

#include "dossier/search.h"
#include "session/session.h"

G_BEGIN_DECLS

GtkWidget *ent_search_heading_row_new (EntFound found, guint n);
GtkWidget *ent_search_hit_row_new (EntSession *session, const EntHit *hit);
GtkWidget *ent_search_more_row_new (guint n);
const char *ent_search_row_mark (GtkListBoxRow *row);
const char *ent_search_row_place (GtkListBoxRow *row);

G_END_DECLS
