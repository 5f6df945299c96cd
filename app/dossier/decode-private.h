/* Bytes of an unknown encoding to UTF-8. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ent_decode (const char *bytes,
                  gsize length,
                  const char *name,
                  gsize *n_utf8,
                  const char **encoding,
                  GError **error);

G_END_DECLS
