/* What was chosen for the figures of each dossier. */
#pragma once

#include "figure/figure-choices.h"

G_BEGIN_DECLS

void ent_export_settings_read (const EntDossier *dossier, EntFigureChoices *choices);
void ent_export_settings_write (const EntDossier *dossier, const EntFigureChoices *choices);

G_END_DECLS
