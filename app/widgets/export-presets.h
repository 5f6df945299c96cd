/* The presets of a dossier: chosen, saved, renamed and deleted from a row of the export dialog. */
#pragma once

#include <adwaita.h>

#include "figure/figure-choices.h"
#include "session/session.h"

G_BEGIN_DECLS

#define ENT_TYPE_EXPORT_PRESETS (ent_export_presets_get_type ())
G_DECLARE_FINAL_TYPE (EntExportPresets, ent_export_presets, ENT, EXPORT_PRESETS, AdwBin)

/* What is saved under a name: borrowed until the form changes. */
typedef const EntFigureChoices *(*EntChoicesFunc) (gpointer data);

/* Signals "chosen" (EntFigureChoices *) and "failed" (const char *message). */
void ent_export_presets_set_session (EntExportPresets *self,
                                     EntSession *session,
                                     EntChoicesFunc choices,
                                     gpointer data);

/* The lists of presets, as the row edits them; NULL with error set when that cannot be. */
EntDossier *ent_presets_save (EntDossier *dossier,
                              const char *name,
                              const EntFigureChoices *choices,
                              GError **error);
EntDossier *ent_presets_rename (EntDossier *dossier, guint place, const char *name, GError **error);
EntDossier *ent_presets_delete (EntDossier *dossier, guint place, GError **error);

G_END_DECLS
