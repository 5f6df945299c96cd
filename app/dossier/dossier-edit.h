/* Edits: each makes a new snapshot that shares with the old one all it does not change. */
#pragma once

#include "dossier/dossier-file.h"
#include "dossier/source.h"

G_BEGIN_DECLS

/* The anchor that one passage gets. */
typedef struct
{
  const char *passage_id; /* bare id */
  EntJson *anchor;        /* the object of the file format */
} EntAnchorEdit;

EntDossier *ent_dossier_with_anchor (EntDossier *dossier,
                                     const char *passage_id,
                                     EntJson *anchor,
                                     GError **error);
EntDossier *ent_dossier_with_anchors (EntDossier *dossier,
                                      const EntAnchorEdit *edits,
                                      guint n_edits,
                                      GError **error);
/* An anchor in the text at hand for the document, be it the document's own or a changed copy. */
EntJson *ent_anchor_new_for (
    const EntDocument *document, EntSource *source, guint start, guint end, GError **error);

G_END_DECLS
