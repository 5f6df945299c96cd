#include "base/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Bytes written at a time, between two looks at whether to go on. */
#define CHUNK (1u << 20)

/**
 * ent_disk_write:
 * @fd: a file open for writing
 * @bytes: @length bytes
 * @length: how many
 * @cancellable: (nullable): stops between two parts
 *
 * Writes all of the bytes; not yet to the disk.
 *
 * Returns: %FALSE with errno set if not all could be written; ECANCELED if it was stopped
 */
gboolean
ent_disk_write (int fd, const char *bytes, gsize length, GCancellable *cancellable)
{
  while (length > 0)
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          errno = ECANCELED;
          return FALSE;
        }
      const gssize n = write (fd, bytes, MIN (length, CHUNK));
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      length -= (gsize)n;
    }
  return TRUE;
}

/**
 * ent_disk_sync_folder:
 * @folder: a folder
 *
 * Brings to the disk which files are in the folder, and under what names.
 *
 * Returns: %FALSE with errno set if that failed
 */
gboolean
ent_disk_sync_folder (const char *folder)
{
  const int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  const gboolean synced = fd >= 0 && fsync (fd) == 0;
  const int reason = errno;

  if (fd >= 0)
    close (fd);
  errno = reason;
  return synced;
}
