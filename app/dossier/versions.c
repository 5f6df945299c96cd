#include "dossier/versions.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/data-dir.h"
#include "dossier/file-replace-private.h"

/* Of the name of a dossier's file, code points in the name of the folder of its versions. */
#define MAX_NAME 40

/**
 * ent_version_free:
 * @version: (nullable) (transfer full): a version
 *
 * Frees it; the copy stays.
 */
void
ent_version_free (EntVersion *version)
{
  if (version == NULL)
    return;
  g_object_unref (version->file);
  g_free (version);
}

/* One for each place a dossier is saved at; the name is for people who look for it by hand. */
static char *
folder_of (const char *path)
{
  g_autofree char *real = g_canonicalize_filename (path, NULL);
  g_autofree char *base = g_filename_display_basename (real);
  g_autofree char *name = g_utf8_substring (base, 0, MIN (g_utf8_strlen (base, -1), MAX_NAME));
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  g_autofree char *relative = g_strdup_printf ("versions/%s-%.16s", name, sum);

  return ent_state_path (relative);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)b, *(char *const *)a);
}

/* Names of the copies, the newest first: they begin with when they were made. */
static GPtrArray *
list_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (name[0]) && g_str_has_suffix (name, ".dossier"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
holds (const char *path, const char *text, gsize length)
{
  g_autofree char *other = NULL;
  GStatBuf info;
  gsize n;

  return g_stat (path, &info) == 0 && (gsize)info.st_size == length
         && g_file_get_contents (path, &other, &n, NULL) && n == length
         && memcmp (text, other, n) == 0;
}

/* Behind the newest, even when the clock was set back. */
static char *
next_name (const GPtrArray *names)
{
  gint64 now = g_get_real_time ();

  if (names->len > 0)
    now = MAX (now, g_ascii_strtoll (g_ptr_array_index (names, 0), NULL, 10) + 1);
  return g_strdup_printf ("%020" G_GINT64_FORMAT ".dossier", now);
}

static gboolean
add_copy (const char *folder,
          const char *name,
          const char *text,
          gsize length,
          const GStatBuf *info,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *copy = g_build_filename (folder, name, NULL);
  const struct timespec times[2] = { info->st_mtim, info->st_mtim };

  if (!ent_file_replace (copy, text, length, cancellable, error))
    return FALSE;
  if (g_chmod (copy, 0600) != 0 || utimensat (AT_FDCWD, copy, times, 0) != 0)
    return ent_file_fail (error, copy, _ ("cannot keep its date"));
  return TRUE;
}

/**
 * ent_versions_keep:
 * @file: a dossier's file that is about to be replaced; it need not exist
 * @cancellable: (nullable): to stop it
 * @error: %ENT_DOSSIER_ERROR_WRITE, or why it cannot be read
 *
 * Keeps a copy of what the file holds, unless that is what was kept last, and gives up the oldest
 * copy when there are more than %ENT_N_VERSIONS.
 *
 * Returns: %FALSE with @error set if there is no copy; the others are as they were
 */
gboolean
ent_versions_keep (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *text = NULL;
  GStatBuf info;
  gsize length;

  if (path == NULL || (g_stat (path, &info) != 0 && errno == ENOENT))
    return TRUE;
  if (!g_file_load_contents (file, cancellable, &text, &length, NULL, error))
    return FALSE;

  g_autofree char *folder = folder_of (path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return ent_file_fail (error, folder, _ ("cannot be made"));
  g_autoptr (GPtrArray) names = list_names (folder);
  g_autofree char *last
      = names->len > 0 ? g_build_filename (folder, g_ptr_array_index (names, 0), NULL) : NULL;
  if (last != NULL && holds (last, text, length))
    return TRUE;

  g_autofree char *name = next_name (names);
  if (!add_copy (folder, name, text, length, &info, cancellable, error))
    return FALSE;
  for (guint i = ENT_N_VERSIONS - 1; i < names->len; i++)
    {
      g_autofree char *old = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_unlink (old);
    }
  return TRUE;
}

/**
 * ent_versions_list:
 * @file: a dossier's file
 *
 * Returns: (transfer full) (element-type EntVersion): what was kept of it, the newest first
 */
GPtrArray *
ent_versions_list (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = path != NULL ? folder_of (path) : NULL;
  g_autoptr (GPtrArray) names = folder != NULL ? list_names (folder) : g_ptr_array_new ();
  GPtrArray *versions = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_version_free);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *copy = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      EntVersion *version;
      GStatBuf info;

      if (g_stat (copy, &info) != 0)
        continue;
      version = g_new0 (EntVersion, 1);
      *version = (EntVersion){ g_file_new_for_path (copy), info.st_mtime, info.st_size };
      g_ptr_array_add (versions, version);
    }
  return versions;
}
