/* What the speaker sees: the step and its notes, the next one, the time. */
#pragma once

#include <adwaita.h>

#include "session/session.h"
#include "widgets/story-steps.h"

G_BEGIN_DECLS

#define ENT_TYPE_PRESENTER_WINDOW (ent_presenter_window_get_type ())
G_DECLARE_FINAL_TYPE (EntPresenterWindow, ent_presenter_window, ENT, PRESENTER_WINDOW, GtkWindow)

/* Signal "step" (int): the speaker goes so many steps on. */
/* The session is one to try steps in; the points outlive the window. */
GtkWidget *ent_presenter_window_new (EntSession *scout, const GArray *points);
void ent_presenter_window_set_step (EntPresenterWindow *window, guint step);
void ent_presenter_window_show_passages (EntPresenterWindow *window, EntSession *session);

G_END_DECLS
