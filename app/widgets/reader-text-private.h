/* The text from inside: reader-text.c (what it shows), reader-input.c (pointer and keys),
 * reader-candidates.c. */
#pragma once

#include "widgets/reader-margin.h"
#include "widgets/reader-map.h"
#include "widgets/reader-text.h"
#include "widgets/reader-view.h"

G_BEGIN_DECLS

struct _EntReaderText
{
  GtkBox parent;
  EntSession *session;
  GtkScrolledWindow *scroller;
  AdwClampScrollable *clamp;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  EntReaderMap *map;
  EntReaderMargin *margin;
  EntHighlights *highlights;
  EntSource *source;
  GtkTextTag *language;
  gsize n_filled; /* bytes of the source that are in the buffer */
  guint fill_id, flash_id, map_id, chosen_id;
  double press_x, press_y;
  GtkTextMark *scroll_mark;
  EntRange reveal; /* where the cursor goes when that part of the text is there; empty if nowhere */
  guint scroll_id, scroll_offset, n_scrolls;
  double scroll_align;
  GCancellable *candidates; /* of the search for places of ambiguous passages, or NULL */
};

void ent_reader_text_find_candidates (EntReaderText *self);
void ent_reader_text_add_input (EntReaderText *self);
gboolean ent_reader_text_let_go (EntReaderText *self);
void ent_reader_text_point_at (EntReaderText *self, guint start, guint end);

G_END_DECLS
