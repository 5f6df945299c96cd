/* What a dossier's file held before it was last saved: the last five versions, kept in the user's
 * state folder so that nothing lies about beside the file. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ENT_N_VERSIONS 5

typedef struct
{
  GFile *file;  /* the copy */
  gint64 saved; /* when the dossier was so saved; seconds since 1970 */
  goffset size; /* bytes */
} EntVersion;

void ent_version_free (EntVersion *version);

gboolean ent_versions_keep (GFile *file, GCancellable *cancellable, GError **error);
GPtrArray *ent_versions_list (GFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntVersion, ent_version_free)

G_END_DECLS
