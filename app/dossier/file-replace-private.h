/* Writing a file whole or not at all. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean ent_file_replace (
    const char *path, const char *text, gsize length, GCancellable *cancellable, GError **error);
G_GNUC_PRINTF (3, 4)
gboolean ent_file_fail (GError **error, const char *path, const char *format, ...);

G_END_DECLS
