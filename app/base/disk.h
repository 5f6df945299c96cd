/* Bringing bytes to the disk, for what must outlive a crash. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean ent_disk_write (int fd, const char *bytes, gsize length, GCancellable *cancellable);
gboolean ent_disk_sync_folder (const char *folder);

G_END_DECLS
