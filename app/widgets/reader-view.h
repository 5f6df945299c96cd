/* A text view that draws highlights behind its text, for what is on the screen only. */
#pragma once

#include <gtk/gtk.h>

#include "scene/theme.h"
#include "widgets/reader-spans.h"

G_BEGIN_DECLS

#define ENT_TYPE_READER_VIEW (ent_reader_view_get_type ())
G_DECLARE_FINAL_TYPE (EntReaderView, ent_reader_view, ENT, READER_VIEW, GtkTextView)

GtkWidget *ent_reader_view_new (const EntHighlights *highlights);
void ent_reader_view_set_theme (EntReaderView *self, const EntTheme *theme);
void ent_reader_view_get_visible (EntReaderView *self, guint *start, guint *end);

G_END_DECLS
