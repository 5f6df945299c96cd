/* The paragraphs of a text, or the digests of a document without one, to jump to. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"
#include "widgets/reader-spans.h"

G_BEGIN_DECLS

#define ENT_TYPE_READER_OUTLINE (ent_reader_outline_get_type ())
G_DECLARE_FINAL_TYPE (EntReaderOutline, ent_reader_outline, ENT, READER_OUTLINE, GtkPopover)

/* Signal "go" (guint start, guint end, const char *passage_id): to a paragraph; or to a passage,
 * whose id is NULL otherwise. */
GtkWidget *ent_reader_outline_new (void);
void ent_reader_outline_set_text (EntReaderOutline *self,
                                  EntSource *source,
                                  const EntHighlights *highlights);
void ent_reader_outline_set_digests (EntReaderOutline *self,
                                     const char *const *ids,
                                     const char *const *digests);
void ent_reader_outline_set_at (EntReaderOutline *self, guint code_point);

G_END_DECLS
