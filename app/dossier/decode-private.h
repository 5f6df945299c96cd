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
char *ent_decode_as (const char *bytes,
                     gsize length,
                     const char *name,
                     const char *encoding,
                     gsize *n_utf8,
                     GError **error);
/* The encoding in the spelling of ent_source_encodings (), or NULL. */
const char *ent_decode_find (const char *encoding);
const char *const *ent_decode_list (void);

G_END_DECLS
