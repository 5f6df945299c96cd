/* The key to the colours of a talk's figures, below them.  As high at every step as the step that
 * takes most lines: figures keep their size from step to step. */
#pragma once

#include <gtk/gtk.h>

#include "views/view.h"

G_BEGIN_DECLS

#define ENT_TYPE_TALK_KEY (ent_talk_key_get_type ())
G_DECLARE_FINAL_TYPE (EntTalkKey, ent_talk_key, ENT, TALK_KEY, GtkWidget)

GtkWidget *ent_talk_key_new (const EntTheme *theme, const char *lang, double text_scale);
/* (element-type GPtrArray) of (element-type EntLegendEntry): of each step (transfer full). */
void ent_talk_key_set_entries (EntTalkKey *key, GPtrArray *steps);
void ent_talk_key_set_step (EntTalkKey *key, guint step);

G_END_DECLS
