/* The margin beside a source text: an icon for each mark, level with the passage it rests on. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"

G_BEGIN_DECLS

#define ENT_TYPE_READER_MARGIN (ent_reader_margin_get_type ())
G_DECLARE_FINAL_TYPE (EntReaderMargin, ent_reader_margin, ENT, READER_MARGIN, GtkWidget)

GtkWidget *ent_reader_margin_new (EntSession *session, GtkTextView *view);
void ent_reader_margin_clear (EntReaderMargin *self);
void ent_reader_margin_add (EntReaderMargin *self, guint offset, const GPtrArray *things);
void ent_reader_margin_update (EntReaderMargin *self);

G_END_DECLS
