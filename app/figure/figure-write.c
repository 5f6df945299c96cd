/* Files that are there whole, or not at all. */
#include <errno.h>
#include <glib/gi18n-lib.h>

#include "figure/figure.h"

/* What is no regular file, such as a pipe or a device, cannot be replaced: it is written to. */
static gboolean
is_replaceable (GFile *file)
{
  const GFileType type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL);

  return type == G_FILE_TYPE_REGULAR || type == G_FILE_TYPE_UNKNOWN;
}

/* The system's words for it, or NULL: GLib's own name the temporary file, which nobody knows. */
static const char *
reason_of (int code)
{
  static const struct
  {
    GFileError code;
    int number;
  } reasons[] = {
    { G_FILE_ERROR_NOSPC, ENOSPC }, { G_FILE_ERROR_ACCES, EACCES },
    { G_FILE_ERROR_PERM, EPERM },   { G_FILE_ERROR_ROFS, EROFS },
    { G_FILE_ERROR_NOENT, ENOENT }, { G_FILE_ERROR_NOTDIR, ENOTDIR },
    { G_FILE_ERROR_IO, EIO },       { G_FILE_ERROR_NAMETOOLONG, ENAMETOOLONG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].code == (GFileError)code)
      return g_strerror (reasons[i].number);
  return NULL;
}

/* Its errors are those of #GFile, whichever way a file is written. */
static gboolean
replace (const char *path, const char *data, gsize length, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents_full (
          path, data, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &reason))
    return TRUE;
  const char *words = reason_of (reason->code);
  g_set_error (error,
               G_IO_ERROR,
               (int)g_io_error_from_file_error (reason->code),
               _ ("The file cannot be written: %s"),
               words != NULL ? words : reason->message);
  return FALSE;
}

/**
 * ent_figure_write:
 * @file: where to; an existing file is replaced in one step
 * @bytes: what it is to hold
 * @cancellable: (nullable): checked before anything is written
 * @error: return location
 *
 * Writes to a temporary file beside @file, which then takes its name: a full disk, a folder that
 * cannot be written, or the end of the program leave what was there before, and nothing half
 * written.
 *
 * Errors: those of #GIOErrorEnum.
 *
 * Returns: whether it was written
 */
gboolean
ent_figure_write (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *path = g_file_get_path (file);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (path != NULL && is_replaceable (file))
    return replace (path, data, length, error);
  return g_file_replace_contents (
      file, data, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, error);
}
