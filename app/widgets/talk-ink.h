/* Over a figure that is shown to a room: a bright spot at the pointer, and lines drawn by hand. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_INK_OFF,
  ENT_INK_POINTER,
  ENT_INK_DRAW,
} EntInkMode;

#define ENT_TYPE_TALK_INK (ent_talk_ink_get_type ())
G_DECLARE_FINAL_TYPE (EntTalkInk, ent_talk_ink, ENT, TALK_INK, GtkWidget)

GtkWidget *ent_talk_ink_new (void);
EntInkMode ent_talk_ink_mode (EntTalkInk *ink);
void ent_talk_ink_set_mode (EntTalkInk *ink, EntInkMode mode);
void ent_talk_ink_clear (EntTalkInk *ink);

G_END_DECLS
