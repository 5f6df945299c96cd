/* The margin beside a source text: an icon for each mark, level with the passage it rests on. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"

G_BEGIN_DECLS

/* Width that the text must leave free on its left, pixels. */
#define ENT_READER_MARGIN_WIDTH 128

typedef struct _EntReaderMargin EntReaderMargin;

EntReaderMargin *ent_reader_margin_new (EntSession *session, GtkTextView *view);
void ent_reader_margin_free (EntReaderMargin *margin);
void ent_reader_margin_clear (EntReaderMargin *margin);
void ent_reader_margin_add (EntReaderMargin *margin, guint offset, const char *passage_id);
void ent_reader_margin_update (EntReaderMargin *margin);

G_END_DECLS
