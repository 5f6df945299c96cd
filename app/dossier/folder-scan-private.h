/* The text files of folders, within limits. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GFile *file;
  char *name; /* base name */
  goffset size;
  gboolean chosen; /* named by the user, not found in a folder */
} EntTextFile;

/* Appends to files (element-type EntTextFile, freed by ent_text_file_free ()). */
gboolean ent_scan_folder (GFile *folder,
                          guint depth,
                          const GHashTable *names,
                          GPtrArray *files,
                          GCancellable *cancellable,
                          GPtrArray *messages);
void ent_text_file_free (EntTextFile *file);

G_END_DECLS
