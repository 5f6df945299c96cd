#include "dossier/folder-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No more is looked at of one folder: someone's whole home must not be read. */
#define MAX_ENTRIES 100000
#define MAX_FILES 20000

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_NAME                                                                   \
  "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE                            \
  "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN

typedef struct
{
  const GHashTable *names;
  GPtrArray *files;
  GCancellable *cancellable;
  guint n_entries, n_files;
} Scan;

/**
 * ent_text_file_free:
 * @file: (transfer full): a file found
 *
 * Frees it.
 */
void
ent_text_file_free (EntTextFile *file)
{
  g_object_unref (file->file);
  g_free (file->name);
  g_free (file);
}

/* Whether a file may hold a text: by its ending, or because a document names it. */
static gboolean
is_text_name (const char *name, const GHashTable *names)
{
  static const char *const endings[]
      = { "txt", "text", "md", "markdown", "rst", "org", "asc", "utf8" };
  const char *dot = strrchr (name, '.');

  if (dot == NULL || g_hash_table_contains ((GHashTable *)names, name))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot + 1, endings[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
add_file (GPtrArray *files, GFile *file, GFileInfo *info, gboolean chosen)
{
  EntTextFile *found = g_new0 (EntTextFile, 1);

  found->file = g_object_ref (file);
  found->name = g_file_get_basename (file);
  found->size = g_file_info_get_size (info);
  found->chosen = chosen;
  g_ptr_array_add (files, found);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const EntTextFile *x = *(EntTextFile *const *)a, *y = *(EntTextFile *const *)b;
  g_autofree char *path_x = g_file_get_uri (x->file);
  g_autofree char *path_y = g_file_get_uri (y->file);

  return strcmp (path_x, path_y);
}

/* Depth first; links to folders are not followed, they may lead round in circles. */
static void
scan (Scan *state, GFile *folder, guint depth)
{
  g_autoptr (GFileEnumerator) entries = g_file_enumerate_children (
      folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, state->cancellable, NULL);
  GFileInfo *info;
  GFile *child;

  /* A folder that may not be read is as good as empty. */
  while (entries != NULL
         && g_file_enumerator_iterate (entries, &info, &child, state->cancellable, NULL)
         && info != NULL && ++state->n_entries <= MAX_ENTRIES && state->n_files < MAX_FILES)
    {
      GFileType type = g_file_info_get_file_type (info);
      g_autoptr (GFileInfo) target = NULL;

      if (g_file_info_get_is_hidden (info))
        continue;
      if (type == G_FILE_TYPE_DIRECTORY && depth > 0)
        scan (state, child, depth - 1);
      if (type == G_FILE_TYPE_SYMBOLIC_LINK)
        {
          target = g_file_query_info (
              child, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, state->cancellable, NULL);
          info = target;
          type = info != NULL ? g_file_info_get_file_type (info) : G_FILE_TYPE_UNKNOWN;
        }
      if (type == G_FILE_TYPE_REGULAR && is_text_name (g_file_info_get_name (info), state->names))
        {
          add_file (state->files, child, info, FALSE);
          state->n_files++;
        }
    }
}

/**
 * ent_scan_folder:
 * @folder: a folder, or a file that is taken as it is
 * @depth: how many levels of folders in it are looked into
 * @names: set of base names that count whatever their ending
 * @files: (element-type EntTextFile): gets the files, in order of their paths
 * @cancellable: (nullable): to stop it
 * @messages: (element-type utf8): gets what the user should know
 *
 * Lists the text files of a folder.  Hidden ones are left out, as is what exceeds the limits: then
 * a message says so.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_scan_folder (GFile *folder,
                 guint depth,
                 const GHashTable *names,
                 GPtrArray *files,
                 GCancellable *cancellable,
                 GPtrArray *messages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info
      = g_file_query_info (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, &error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_text_file_free);
  Scan state = { names, found, cancellable, 0, 0 };

  if (g_cancellable_is_cancelled (cancellable))
    return FALSE;
  if (info == NULL)
    {
      g_ptr_array_add (messages, g_strdup (error->message));
      return TRUE;
    }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    scan (&state, folder, depth);
  else
    add_file (found, folder, info, TRUE);
  g_ptr_array_sort (found, compare_files);
  if (state.n_entries > MAX_ENTRIES || state.n_files >= MAX_FILES)
    {
      g_autofree char *path = g_file_get_parse_name (folder);

      g_ptr_array_add (messages,
                       g_strdup_printf (_ ("%s: too many files; only the first %u were looked at"),
                                        path,
                                        state.n_entries));
    }
  g_ptr_array_extend_and_steal (files, g_steal_pointer (&found));
  return !g_cancellable_is_cancelled (cancellable);
}
