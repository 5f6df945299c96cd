/* All steps of a talk in a grid, to jump by. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"
#include "widgets/story-steps.h"

G_BEGIN_DECLS

#define ENT_TYPE_TALK_OVERVIEW (ent_talk_overview_get_type ())
G_DECLARE_FINAL_TYPE (EntTalkOverview, ent_talk_overview, ENT, TALK_OVERVIEW, GtkWidget)

/* Signal "chosen" (uint): the step that was activated. */
GtkWidget *ent_talk_overview_new (EntSession *session, const GArray *points);
void ent_talk_overview_set_step (EntTalkOverview *overview, guint step);

G_END_DECLS
