#include "dossier/folder-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How often progress is told: every so many entries. */
#define STEP 256

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_NAME                                                                   \
  "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE                            \
  "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN "," G_FILE_ATTRIBUTE_TIME_MODIFIED                       \
  "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

typedef struct
{
  const EntScanOptions *options;
  GPtrArray *files;
  guint n_entries, n_closed; /* folders in it that could not be read */
  GError *error;             /* why the folder itself could not */
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
  g_free (file->uri);
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

static EntTextFile *
new_file (GFile *file, GFileInfo *info, gboolean chosen)
{
  EntTextFile *found = g_new0 (EntTextFile, 1);
  g_autoptr (GDateTime) modified = g_file_info_get_modification_date_time (info);

  found->file = g_object_ref (file);
  found->name = g_file_get_basename (file);
  found->uri = g_file_get_uri (file);
  found->size = g_file_info_get_size (info);
  if (modified != NULL)
    found->modified
        = g_date_time_to_unix (modified) * G_USEC_PER_SEC + g_date_time_get_microsecond (modified);
  found->chosen = chosen;
  return found;
}

/**
 * ent_text_file_query:
 * @file: a file
 * @cancellable: (nullable): to stop it
 * @error: return location for %G_IO_ERROR
 *
 * Returns: (transfer full): the file as it is now; %NULL when it is not there
 */
EntTextFile *
ent_text_file_query (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, &failure);

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_autofree char *path = g_file_get_parse_name (file);

      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s: there is no such file now"), path);
    }
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return info != NULL ? new_file (file, info, TRUE) : NULL;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const EntTextFile *x = *(EntTextFile *const *)a, *y = *(EntTextFile *const *)b;

  return strcmp (x->uri, y->uri);
}

static gboolean
goes_on (Scan *state)
{
  if (++state->n_entries % STEP == 0 && state->options->progress != NULL)
    state->options->progress (state->n_entries, state->options->data);
  return state->n_entries <= state->options->limit;
}

/* Depth first; links to folders are not followed, they may lead round in circles. */
static void
scan (Scan *state, GFile *folder, guint depth, GError **error)
{
  GCancellable *cancellable = state->options->cancellable;
  g_autoptr (GFileEnumerator) entries = g_file_enumerate_children (
      folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, error);
  GFileInfo *info;
  GFile *child;

  while (entries != NULL && g_file_enumerator_iterate (entries, &info, &child, cancellable, error)
         && info != NULL && goes_on (state))
    {
      GFileType type = g_file_info_get_file_type (info);
      g_autoptr (GFileInfo) target = NULL;

      if (g_file_info_get_is_hidden (info))
        continue;
      if (type == G_FILE_TYPE_DIRECTORY && depth > 0)
        {
          g_autoptr (GError) closed = NULL;

          scan (state, child, depth - 1, &closed);
          state->n_closed += closed != NULL;
        }
      if (type == G_FILE_TYPE_SYMBOLIC_LINK)
        {
          target = g_file_query_info (child, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
          info = target;
          type = info != NULL ? g_file_info_get_file_type (info) : G_FILE_TYPE_UNKNOWN;
        }
      if (type == G_FILE_TYPE_REGULAR
          && is_text_name (g_file_info_get_name (info), state->options->names))
        g_ptr_array_add (state->files, new_file (child, info, FALSE));
    }
}

/* What of the folder was not looked at. */
static void
tell (const Scan *state, GFile *folder, GPtrArray *messages)
{
  g_autofree char *path = g_file_get_parse_name (folder);

  if (state->error != NULL)
    g_ptr_array_add (
        messages,
        g_strdup_printf (_ ("%s: the folder cannot be read: %s"), path, state->error->message));
  if (state->n_closed > 0)
    g_ptr_array_add (
        messages,
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "%s: %u folder in it cannot be read and was left out",
                                      "%s: %u folders in it cannot be read and were left out",
                                      state->n_closed),
                         path,
                         state->n_closed));
  if (state->n_entries > state->options->limit)
    g_ptr_array_add (messages,
                     g_strdup_printf (_ ("%s: too many files; only the first %u were looked at"),
                                      path,
                                      state->options->limit));
}

/**
 * ent_scan_folder:
 * @folder: a folder, or a file that is taken as it is
 * @options: how far to go
 * @files: (element-type EntTextFile): gets the files, in order of their URIs
 * @messages: (element-type utf8): gets what the user should know: that the folder is not there or
 *   cannot be read, or has more in it than was looked at
 *
 * Lists the text files of a folder; hidden ones are left out.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_scan_folder (GFile *folder,
                 const EntScanOptions *options,
                 GPtrArray *files,
                 GPtrArray *messages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (
      folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, options->cancellable, &error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_text_file_free);
  Scan state = { options, found, 0, 0, NULL };

  if (g_cancellable_is_cancelled (options->cancellable))
    return FALSE;
  if (info == NULL)
    {
      g_autofree char *path = g_file_get_parse_name (folder);

      g_ptr_array_add (messages,
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                           ? g_strdup_printf (_ ("%s: there is no such folder now"), path)
                           : g_strdup (error->message));
      return TRUE;
    }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    scan (&state, folder, options->depth, &state.error);
  else
    g_ptr_array_add (found, new_file (folder, info, TRUE));
  g_ptr_array_sort (found, compare_files);
  tell (&state, folder, messages);
  g_clear_error (&state.error);
  g_ptr_array_extend_and_steal (files, g_steal_pointer (&found));
  return !g_cancellable_is_cancelled (options->cancellable);
}
