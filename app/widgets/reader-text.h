/* A source text with its passages highlighted and a margin of the marks that rest on them. */
#pragma once

#include <adwaita.h>

#include "session/session.h"

G_BEGIN_DECLS

/* A passage in the text, code points. */
typedef struct
{
  guint start, end;
  char *id; /* bare id of the passage */
} EntSpan;

/* A stretch of text that lies in the same number of passages throughout. */
typedef struct
{
  guint start, end, depth;
} EntSegment;

GArray *ent_segments_new (const EntSpan *spans, guint n_spans);

#define ENT_TYPE_READER_TEXT (ent_reader_text_get_type ())
G_DECLARE_FINAL_TYPE (EntReaderText, ent_reader_text, ENT, READER_TEXT, GtkBox)

GtkWidget *ent_reader_text_new (EntSession *session);
guint ent_reader_text_show (EntReaderText *self, const EntDocument *document, EntSource *source);
void ent_reader_text_update_selection (EntReaderText *self, gboolean scroll);
void ent_reader_text_update_theme (EntReaderText *self);
gboolean ent_reader_text_reveal (EntReaderText *self, const char *passage_id);
void ent_reader_text_reveal_range (EntReaderText *self, guint start, guint end);
void ent_reader_text_set_width (EntReaderText *self, int width);
GtkTextView *ent_reader_text_view (EntReaderText *self);

G_END_DECLS
