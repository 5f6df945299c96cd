/* Passages as annotations that other programs read. */
#pragma once

#include "dossier/dossier.h"
#include "dossier/source.h"

G_BEGIN_DECLS

EntJson *ent_web_annotation_new (const EntDossier *dossier,
                                 const EntPassage *passage,
                                 const EntLibrary *library);
EntJson *ent_web_annotation_collection (const EntDossier *dossier,
                                        const GPtrArray *passages,
                                        const EntLibrary *library);

G_END_DECLS
