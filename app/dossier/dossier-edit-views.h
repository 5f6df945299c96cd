/* Edits of what a dossier shows: views, story, and how its figures are exported.  Each makes a new
 * snapshot that shares with the old one all it does not change; linear in the dossier, as the
 * index is made anew. */
#pragma once

#include "dossier/dossier-file.h"

G_BEGIN_DECLS

/* Named options of figures: a list of objects with "name" (a text) and "options" (an object). */
EntJson *ent_dossier_presets (EntDossier *dossier);
EntDossier *ent_dossier_with_presets (EntDossier *dossier, EntJson *presets, GError **error);

G_END_DECLS
