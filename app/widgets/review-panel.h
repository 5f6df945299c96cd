/* The review of passages: those that are not where they were read, one after the other accepted,
 * chosen among candidates, anchored anew or left. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"

G_BEGIN_DECLS

#define ENT_TYPE_REVIEW_PANEL (ent_review_panel_get_type ())
G_DECLARE_FINAL_TYPE (EntReviewPanel, ent_review_panel, ENT, REVIEW_PANEL, GtkWidget)

GtkWidget *ent_review_panel_new (EntSession *session);

G_END_DECLS
