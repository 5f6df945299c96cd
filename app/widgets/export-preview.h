/* The preview of a figure: paper with its edge, as large as there is room or at its true size, and
 * as colour-blind readers see it; or the text of a table. */
#pragma once

#include <adwaita.h>

#include "widgets/export-dialog-job.h"

G_BEGIN_DECLS

#define ENT_TYPE_EXPORT_PREVIEW (ent_export_preview_get_type ())
G_DECLARE_FINAL_TYPE (EntExportPreview, ent_export_preview, ENT, EXPORT_PREVIEW, AdwBin)

/* Signal "redraw": the room, the magnification or the vision is another. */
void ent_export_preview_size_job (EntExportPreview *self, EntExportJob *job);
void ent_export_preview_show (EntExportPreview *self,
                              EntExportPicture *picture,
                              const EntFigureOptions *options);

G_END_DECLS
