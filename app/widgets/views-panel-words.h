/* A popover to edit the words of a view or a step: a title, and a longer text below it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What was changed; %NULL: that was left as it was. */
typedef void (*EntWordsDone) (gpointer owner, const char *title, const char *text);

typedef struct
{
  const char *title, *text;
  const char *text_label; /* "Caption" */
  const char *lang;       /* of the content: "zh-Hans" */
  EntWordsDone done;      /* runs when words were changed, as long as @owner is there */
  GObject *owner;
} EntWords;

GtkWidget *ent_words_popup (GtkWidget *parent,
                            const GdkRectangle *at,
                            GtkPositionType side,
                            const EntWords *words);

G_END_DECLS
