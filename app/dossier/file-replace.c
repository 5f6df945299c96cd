/* Replacing a file so that at every moment, whatever happens, it is whole: the old one or the new
 * one.  Until it is complete the new one has no name, where the file system can do that, so that a
 * program that is killed leaves nothing half-written behind. */
#include "dossier/file-replace-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/disk.h"
#include "dossier/dossier-file.h"

/* Links to links that are followed, as the kernel does. */
#define MAX_LINKS 40

/* Names tried for a temporary file. */
#define MAX_NAMES 100

/* Bytes read back at a time. */
#define CHUNK (1u << 20)

/**
 * ent_file_fail:
 * @error: where to
 * @path: the file
 * @format: what failed, of it
 * @...: for @format
 *
 * Sets an error of writing, with the reason that errno has.
 *
 * Returns: %FALSE
 */
gboolean
ent_file_fail (GError **error, const char *path, const char *format, ...)
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
  ent_file_fail (error, path, _ ("cannot be followed"));
  return NULL;
}

/* Whether the file has exactly these bytes. */
static gboolean
holds (int fd, const char *text, gsize length)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  gsize at = 0;

  /* what is still in memory is let go, so that the disk itself is asked */
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
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

/* Everything on the new file up to its name: what is there in the end is on the disk. */
static gboolean
fill (int fd,
      const char *path,
      const char *text,
      gsize length,
      GCancellable *cancellable,
      GError **error)
{
  struct stat old;

  if (stat (path, &old) == 0 && fchmod (fd, old.st_mode & 07777) != 0)
    return ent_file_fail (error, path, _ ("cannot keep its permissions"));
  if (!ent_disk_write (fd, text, length, cancellable))
    return !g_cancellable_set_error_if_cancelled (cancellable, error)
           && ent_file_fail (error, path, _ ("cannot be written"));
  if (fsync (fd) != 0)
    return ent_file_fail (error, path, _ ("cannot be brought to the disk"));
  if (!holds (fd, text, length))
    {
      errno = EIO;
      return ent_file_fail (error, path, _ ("what was written does not read back the same"));
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* A file that has no name and goes when it is closed; one with a name where there is no such thing.
 */
static int
open_new (const char *folder, char *temporary, gboolean *named)
{
  const int fd = g_open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);

  *named = fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT || errno == EINVAL);
  return *named ? g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666) : fd;
}

/* Gives a file without a name one that no other has, in the place of the Xs of @temporary. */
static gboolean
give_name (int fd, char *temporary)
{
  g_autofree char *self = g_strdup_printf ("/proc/self/fd/%d", fd);
  char *xs = temporary + strlen (temporary) - strlen ("XXXXXX");

  for (guint i = 0; i < MAX_NAMES; i++)
    {
      g_snprintf (xs, 7, "%06x", g_random_int () & 0xffffff);
      if (linkat (AT_FDCWD, self, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0)
        return TRUE;
      if (errno != EEXIST)
        return FALSE;
    }
  return FALSE;
}

static gboolean
replace (
    const char *path, const char *text, gsize length, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *temporary = g_strdup_printf ("%s/.%s.XXXXXX", folder, base);
  gboolean named;

  const int fd = open_new (folder, temporary, &named);
  if (fd < 0)
    return ent_file_fail (error, path, _ ("no file can be made beside it"));
  gboolean done = fill (fd, path, text, length, cancellable, error);
  if (done && !named)
    {
      done = named = give_name (fd, temporary);
      if (!done)
        ent_file_fail (error, path, _ ("no file can be made beside it"));
    }
  if (close (fd) != 0 && done)
    done = ent_file_fail (error, path, _ ("cannot be written"));
  if (done && g_rename (temporary, path) != 0)
    done = ent_file_fail (error, path, _ ("cannot be replaced"));
  if (!done && named)
    g_unlink (temporary);
  if (done && !ent_disk_sync_folder (folder))
    return ent_file_fail (error, folder, _ ("cannot be brought to the disk"));
  return done;
}

/**
 * ent_file_replace:
 * @path: a file, which need not exist; a link to one stays a link
 * @text: @length bytes
 * @length: how many
 * @cancellable: (nullable): stops before the file is replaced
 * @error: %ENT_DOSSIER_ERROR_WRITE or %G_IO_ERROR_CANCELLED
 *
 * Writes a file, or leaves it as it was: to a temporary file beside it, of the same permissions,
 * brought to the disk, read back and compared, and renamed.  Nothing temporary stays behind.
 *
 * Returns: %FALSE with @error set if it could not be written
 */
gboolean
ent_file_replace (
    const char *path, const char *text, gsize length, GCancellable *cancellable, GError **error)
{
  g_autofree char *target = follow_links (path, error);

  if (target == NULL)
    return FALSE;
  /* Renaming would replace a file that its owner has made read-only. */
  if (faccessat (AT_FDCWD, target, F_OK, AT_EACCESS) == 0
      && faccessat (AT_FDCWD, target, W_OK, AT_EACCESS) != 0)
    return ent_file_fail (error, target, _ ("cannot be written"));
  if (g_file_test (target, G_FILE_TEST_IS_DIR))
    {
      errno = EISDIR;
      return ent_file_fail (error, target, _ ("cannot be written"));
    }
  return replace (target, text, length, cancellable, error);
}
