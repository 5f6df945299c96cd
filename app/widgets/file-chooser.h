/* The system's dialogs for files.  One place, because GTK 4.10 replaces them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_CHOOSE_DOSSIER,
  ENT_CHOOSE_FOLDER,
  ENT_CHOOSE_TEXT,
  ENT_CHOOSE_TO_SAVE,
  ENT_CHOOSE_FIGURE, /* to save as */
} EntChoose;

/* The dialog was answered with a file (borrowed). */
typedef void (*EntChosenFunc) (GtkWindow *parent, GFile *file);

void ent_choose_file (
    GtkWindow *parent, EntChoose what, const char *title, GFile *start, EntChosenFunc chosen);

G_END_DECLS
