/* Lists the files of a folder that may be source texts. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GFile *file;
  char *name; /* base name */
  char *uri;
  goffset size;
  gint64 modified; /* µs since 1970 */
  gboolean chosen; /* itself, not with its folder */
} EntTextFile;

/* How far a scan goes, and whom it tells. */
typedef struct
{
  guint depth;             /* levels of folders in it that are looked into */
  guint limit;             /* entries that are looked at */
  const GHashTable *names; /* set of base names that count whatever their ending */
  GCancellable *cancellable;
  void (*progress) (guint n_seen, gpointer data); /* now and then, with the entries seen */
  gpointer data;
} EntScanOptions;

EntTextFile *ent_text_file_query (GFile *file, GCancellable *cancellable, GError **error);
void ent_text_file_free (EntTextFile *file);
gboolean ent_scan_folder (GFile *folder,
                          const EntScanOptions *options,
                          GPtrArray *files,
                          GPtrArray *messages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTextFile, ent_text_file_free)

G_END_DECLS
