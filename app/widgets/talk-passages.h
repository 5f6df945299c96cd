/* The passages of a mark, large enough to be read from the back of a room. */
#pragma once

#include "session/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ENT_TYPE_TALK_PASSAGES (ent_talk_passages_get_type ())
G_DECLARE_FINAL_TYPE (EntTalkPassages, ent_talk_passages, ENT, TALK_PASSAGES, GtkWidget)

GtkWidget *ent_talk_passages_new (void);
gboolean ent_talk_passages_show (EntTalkPassages *panel, EntSession *session);
void ent_talk_passages_hide (EntTalkPassages *panel);
gboolean ent_talk_passages_is_shown (EntTalkPassages *panel);

G_END_DECLS
