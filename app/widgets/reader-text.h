/* A source text with its passages highlighted, a margin of the marks that rest on them, and a map.
 */
#pragma once

#include <adwaita.h>

#include "session/session.h"
#include "widgets/reader-spans.h"

G_BEGIN_DECLS

#define ENT_TYPE_READER_TEXT (ent_reader_text_get_type ())
G_DECLARE_FINAL_TYPE (EntReaderText, ent_reader_text, ENT, READER_TEXT, GtkBox)

/* Signal "chosen": other text is selected, see EntHighlights.chosen. */
GtkWidget *ent_reader_text_new (EntSession *session);
void ent_reader_text_show (EntReaderText *self, const EntDocument *document, EntSource *source);
const EntHighlights *ent_reader_text_highlights (EntReaderText *self);
EntSource *ent_reader_text_source (EntReaderText *self);
void ent_reader_text_update_selection (EntReaderText *self, gboolean scroll);
void ent_reader_text_update_theme (EntReaderText *self);
gboolean ent_reader_text_reveal (EntReaderText *self, const char *passage_id);
void ent_reader_text_reveal_range (EntReaderText *self, guint start, guint end);
void ent_reader_text_find (EntReaderText *self, guint start, guint end);
void ent_reader_text_set_width (EntReaderText *self, int width);
GtkTextView *ent_reader_text_view (EntReaderText *self);

G_END_DECLS
