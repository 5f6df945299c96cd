/* What the tests of the panels share: a small dossier with its text, and ways into a widget. */
#pragma once

#include "widget-test.h"

G_BEGIN_DECLS

/* The text: three passages, of which p-met and p-pier overlap. */
#define TEXT                                                                                       \
  "Alpha met Beta at the pier. They signed nothing.\n"                                             \
  "甲方在码头会见乙方。Beta left first.\n"

EntSession *small_session (gboolean with_text);
GtkWidget *open_in_window (GtkWidget *panel, int width, int height);
GPtrArray *find_by_class (GtkWidget *root, const char *css_class);
GtkWidget *find_by_text (GtkWidget *root, const char *text);
guint count_by_class (GtkWidget *root, const char *css_class);

G_END_DECLS
