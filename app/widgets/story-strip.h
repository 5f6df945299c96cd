/* The strip of the story: its steps as small pictures in a row, under the views. */
#pragma once

#include "widgets/views-panel-cards.h"
#include "widgets/views-panel-edits.h"

G_BEGIN_DECLS

#define ENT_TYPE_STORY_STRIP (ent_story_strip_get_type ())
G_DECLARE_FINAL_TYPE (EntStoryStrip, ent_story_strip, ENT, STORY_STRIP, GtkBox)

/* Shows a step by win.show-step (u), presents from one by win.present-step (u), and asks for
 * win.add-step. */
GtkWidget *ent_story_strip_new (EntViewEdits *edits, EntThumbnails *thumbnails);
void ent_story_strip_set_shown (EntStoryStrip *strip, guint step);
void ent_story_strip_set_read_only (EntStoryStrip *strip, gboolean read_only);
EntCards *ent_story_strip_cards (EntStoryStrip *strip);

G_END_DECLS
