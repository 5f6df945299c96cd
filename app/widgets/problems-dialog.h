/* Why a dossier did not open: everything that is wrong with it, at once. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The reader wants to see what could be read. */
typedef void (*EntShowPartialFunc) (GtkWindow *parent, gpointer data);

void ent_problems_dialog_present (GtkWindow *parent,
                                  const char *name,
                                  const GError *error,
                                  GPtrArray *problems,
                                  EntShowPartialFunc show_partial,
                                  gpointer data,
                                  GDestroyNotify free_data);

G_END_DECLS
