/* What finding texts and keeping them share. */
#pragma once

#include "dossier/anchor.h"
#include "dossier/library.h"

G_BEGIN_DECLS

struct _EntLibrary
{
  gatomicrefcount refs;
  GHashTable *texts; /* document id → EntAttachment; shared by the libraries of edits */
  EntResolution *resolutions;
  guint n_resolutions;
};

EntLibrary *ent_library_alloc (void);
EntAttachment *ent_attachment_copy (const EntAttachment *attachment);
gboolean ent_library_resolve (EntLibrary *library,
                              const EntDossier *dossier,
                              const EntLibrary *before,
                              GCancellable *cancellable);
const char *ent_text_encoding (GHashTable *encodings, const char *uri);

G_END_DECLS
