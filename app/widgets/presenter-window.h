/* What the speaker sees: the step and its notes, the next one, the time. */
#pragma once

#include <adwaita.h>

#include "widgets/story-steps.h"

G_BEGIN_DECLS

#define ENT_TYPE_PRESENTER_WINDOW (ent_presenter_window_get_type ())
G_DECLARE_FINAL_TYPE (EntPresenterWindow, ent_presenter_window, ENT, PRESENTER_WINDOW, GtkWindow)

/* Signal "step" (int): the speaker goes so many steps on. */
GtkWidget *ent_presenter_window_new (const char *lang);
void ent_presenter_window_set_step (EntPresenterWindow *window, const GArray *points, guint step);

G_END_DECLS
