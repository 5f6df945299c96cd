#include "dossier/dossier-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/errors.h"
#include "dossier/dossier-private.h"

/* Links to links that are followed, as the kernel does. */
#define MAX_LINKS 40

/* Bytes written or read back at a time. */
#define CHUNK (1u << 20)

/**
 * ent_dossier_parse:
 * @text: @length bytes of a file
 * @length: at most %ENT_JSON_MAX_BYTES
 * @name: of the file, for messages
 * @problems: (out) (optional) (nullable) (element-type EntProblem): on
 *   %ENT_DOSSIER_ERROR_PROBLEMS what is wrong, in file order, else %NULL
 * @partial: (out) (optional) (nullable): on %ENT_DOSSIER_ERROR_PROBLEMS what could be read, broken
 *   references left out, else %NULL
 * @error: #EntDossierError but for those of writing
 *
 * Reads a dossier.
 *
 * Returns: (transfer full): the snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_parse (const char *text,
                   gsize length,
                   const char *name,
                   GPtrArray **problems,
                   EntDossier **partial,
                   GError **error)
{
  g_autoptr (GError) syntax = NULL;

  if (problems != NULL)
    *problems = NULL;
  if (partial != NULL)
    *partial = NULL;

  g_autoptr (EntJson) root = ent_json_parse (text, length, &syntax);
  if (root != NULL)
    return ent_dossier_read (root, name, problems, partial, error);

  const gboolean unreadable = length > ENT_JSON_MAX_BYTES
                              || g_error_matches (syntax, ENT_BASE_ERROR, ENT_BASE_ERROR_ENCODING);
  g_set_error (error,
               ENT_DOSSIER_ERROR,
               unreadable ? ENT_DOSSIER_ERROR_READ : ENT_DOSSIER_ERROR_SYNTAX,
               "%s: %s",
               name,
               syntax->message);
  return NULL;
}

/* So that a file too large is not loaded first. */
static gboolean
check_size (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  const goffset size = info != NULL ? g_file_info_get_size (info) : 0;

  if (size <= ENT_JSON_MAX_BYTES)
    return TRUE;
  g_set_error (error,
               ENT_DOSSIER_ERROR,
               ENT_DOSSIER_ERROR_READ,
               _ ("%s: found %" PRId64 " bytes, expected at most %u"),
               name,
               size,
               ENT_JSON_MAX_BYTES);
  return FALSE;
}

/**
 * ent_dossier_load:
 * @file: a file
 * @problems: (out) (optional) (nullable) (element-type EntProblem): as of ent_dossier_parse()
 * @partial: (out) (optional) (nullable): as of ent_dossier_parse()
 * @cancellable: (nullable): stops loading
 * @error: as of ent_dossier_parse(), or %G_IO_ERROR_CANCELLED
 *
 * Reads a dossier from a file.
 *
 * Returns: (transfer full): the snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_load (GFile *file,
                  GPtrArray **problems,
                  EntDossier **partial,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;
  gsize length;

  if (problems != NULL)
    *problems = NULL;
  if (partial != NULL)
    *partial = NULL;

  if (!check_size (file, name, cancellable, error))
    return NULL;
  if (!g_file_load_contents (file, cancellable, &text, &length, NULL, &failure))
    {
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error,
                     ENT_DOSSIER_ERROR,
                     ENT_DOSSIER_ERROR_READ,
                     _ ("%s: cannot be read: %s"),
                     name,
                     failure->message);
      return NULL;
    }
  return ent_dossier_parse (text, length, name, problems, partial, error);
}

/**
 * ent_dossier_from_json:
 * @root: an edited tree
 * @name: of the file, for messages
 * @problems: (out) (optional) (nullable) (element-type EntProblem): what is wrong; the line of what
 *   was built and not read is that of the nearest container that was read, or 0
 * @error: %ENT_DOSSIER_ERROR_VERSION or %ENT_DOSSIER_ERROR_PROBLEMS
 *
 * Makes the snapshot of a tree, which it holds a reference to.
 *
 * Returns: (transfer full): the snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_from_json (EntJson *root, const char *name, GPtrArray **problems, GError **error)
{
  if (problems != NULL)
    *problems = NULL;
  return ent_dossier_read (root, name, problems, NULL, error);
}

/**
 * ent_dossier_write:
 * @dossier: a dossier
 * @length: (out) (optional): bytes
 *
 * Writes a dossier in the canonical form: what was read in that form comes out byte for byte.
 *
 * Returns: (transfer full): UTF-8
 */
char *
ent_dossier_write (const EntDossier *dossier, gsize *length)
{
  return ent_json_write (dossier->root, length);
}

G_GNUC_PRINTF (3, 4)
static gboolean
fail_write (GError **error, const char *path, const char *format, ...)
{
  const int reason = errno;
  va_list args;

  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error,
               ENT_DOSSIER_ERROR,
               ENT_DOSSIER_ERROR_WRITE,
               "%s: %s: %s",
               path,
               what,
               g_strerror (reason));
  return FALSE;
}

/* Where the file really is, so that a link stays one; the last link may lead to no file yet. */
static char *
follow_links (const char *path, GError **error)
{
  g_autofree char *at = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *target = g_file_read_link (at, NULL);
      if (target == NULL)
        return g_steal_pointer (&at);
      g_autofree char *dir = g_path_get_dirname (at);
      g_free (at);
      at = g_canonicalize_filename (target, dir);
    }
  errno = ELOOP;
  fail_write (error, path, _ ("cannot be followed"));
  return NULL;
}

static gboolean
write_all (int fd, const char *text, gsize length, GCancellable *cancellable, GError **error)
{
  while (length > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      const gssize n = write (fd, text, MIN (length, CHUNK));
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      length -= (gsize)n;
    }
  return TRUE;
}

/* Whether the file has exactly these bytes. */
static gboolean
holds (int fd, const char *text, gsize length)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  gsize at = 0;

  while (TRUE)
    {
      const gssize n = pread (fd, buffer, CHUNK, (off_t)at);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0 || (gsize)n > length - at || memcmp (buffer, text + at, (gsize)n) != 0)
        return n == 0 && at == length;
      at += (gsize)n;
    }
}

/* Everything on the temporary file up to its name: what is there in the end is on the disk. */
static gboolean
fill (int fd,
      const char *path,
      const char *text,
      gsize length,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GError) failure = NULL;
  struct stat old;

  if (stat (path, &old) == 0 && fchmod (fd, old.st_mode & 07777) != 0)
    return fail_write (error, path, _ ("cannot keep its permissions"));
  if (!write_all (fd, text, length, cancellable, &failure))
    {
      if (failure == NULL)
        return fail_write (error, path, _ ("cannot be written"));
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (fsync (fd) != 0)
    return fail_write (error, path, _ ("cannot be brought to the disk"));
  if (!holds (fd, text, length))
    {
      errno = EIO;
      return fail_write (error, path, _ ("what was written does not read back the same"));
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
sync_folder (const char *folder)
{
  const int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  const gboolean synced = fd >= 0 && fsync (fd) == 0;
  if (fd >= 0)
    close (fd);
  return synced;
}

static gboolean
replace (
    const char *path, const char *text, gsize length, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *temporary = g_strdup_printf ("%s/.%s.XXXXXX", folder, base);

  /* Renaming would replace a file that its owner has made read-only. */
  if (faccessat (AT_FDCWD, path, F_OK, AT_EACCESS) == 0
      && faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
    return fail_write (error, path, _ ("cannot be written"));
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      errno = EISDIR;
      return fail_write (error, path, _ ("cannot be written"));
    }

  const int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail_write (error, path, _ ("no file can be made beside it"));
  gboolean done = fill (fd, path, text, length, cancellable, error);
  if (close (fd) != 0 && done)
    done = fail_write (error, path, _ ("cannot be written"));
  if (done && g_rename (temporary, path) != 0)
    done = fail_write (error, path, _ ("cannot be replaced"));
  if (!done)
    g_unlink (temporary);
  else if (!sync_folder (folder))
    return fail_write (error, folder, _ ("cannot be brought to the disk"));
  return done;
}

/**
 * ent_dossier_save:
 * @dossier: a dossier
 * @file: a local file; a link to one stays a link
 * @cancellable: (nullable): stops before the file is replaced
 * @error: %ENT_DOSSIER_ERROR_WRITE or %G_IO_ERROR_CANCELLED
 *
 * Writes a dossier to a file, or leaves the file as it was: to a temporary file beside it, of the
 * same permissions, brought to the disk, read back and compared, and renamed.  Nothing temporary
 * stays behind.
 *
 * Returns: %FALSE with @error set if it could not be written
 */
gboolean
ent_dossier_save (const EntDossier *dossier, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *local = g_file_get_path (file);
  gsize length;

  if (local == NULL)
    {
      g_autofree char *name = g_file_get_parse_name (file);
      errno = ENOTSUP;
      return fail_write (error, name, _ ("is no file on this computer"));
    }

  g_autofree char *path = follow_links (local, error);
  if (path == NULL)
    return FALSE;
  g_autofree char *text = ent_dossier_write (dossier, &length);
  return replace (path, text, length, cancellable, error);
}
