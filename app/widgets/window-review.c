/* How a window comes to the review of passages. */
#include "widgets/window-private.h"

/**
 * ent_window_set_review:
 * @window: a window with a dossier open
 * @shown: whether the passages to review are shown
 */
void
ent_window_set_review (EntWindow *window, gboolean shown)
{
}

/**
 * ent_window_follow_review:
 * @window: a window
 * @tell: whether the texts changed, and the user is told what they do not agree with
 */
void
ent_window_follow_review (EntWindow *window, gboolean tell)
{
}
