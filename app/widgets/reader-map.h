/* A narrow strip beside a text: where it is coded, what is selected or found, what is shown. */
#pragma once

#include <gtk/gtk.h>

#include "scene/theme.h"
#include "widgets/reader-spans.h"

G_BEGIN_DECLS

#define ENT_TYPE_READER_MAP (ent_reader_map_get_type ())
G_DECLARE_FINAL_TYPE (EntReaderMap, ent_reader_map, ENT, READER_MAP, GtkWidget)

/* Signal "go" (guint code_point): the middle of the screen is to be there. */
GtkWidget *ent_reader_map_new (const EntHighlights *highlights);
void ent_reader_map_set_source (EntReaderMap *self, EntSource *source);
void ent_reader_map_set_theme (EntReaderMap *self, const EntTheme *theme);
void ent_reader_map_set_visible (EntReaderMap *self, guint start, guint end);

G_END_DECLS
