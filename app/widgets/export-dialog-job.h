/* What the export dialog asks of its worker: a preview, or a file. */
#pragma once

#include <gio/gio.h>

#include "figure/table.h"

G_BEGIN_DECLS

/* Owns all that the request points to, so that a worker may read it. */
typedef struct
{
  EntDossier *dossier;
  EntFilter *filter;
  GPtrArray *emphasis;
  EntViewRequest request;
  EntFigureOptions options;
  gboolean as_table; /* text rather than a figure */
  EntTableFormat table_format;
  EntTableOptions table;
  EntLibrary *library;            /* that of the table, or NULL */
  double area_width, area_height; /* of a preview, device pixels */
  GFile *file;                    /* of an export */
} EntExportJob;

typedef struct
{
  char *text; /* of a table; else the picture */
  cairo_surface_t *surface;
  double width, height; /* of the figure, figure units */
} EntExportPreview;

EntExportJob *ent_export_job_new (const EntViewRequest *request, const EntFigureOptions *options);
void ent_export_job_set_library (EntExportJob *job, EntLibrary *library);
EntExportJob *ent_export_job_copy (const EntExportJob *job);
void ent_export_job_free (EntExportJob *job);
void ent_export_preview_free (EntExportPreview *preview);
char *ent_export_preview_describe (const EntExportPreview *preview,
                                   const EntFigureOptions *options);
gpointer ent_export_job_preview (gpointer job, GCancellable *cancellable, GError **error);
gpointer ent_export_job_write (gpointer job, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntExportJob, ent_export_job_free)

G_END_DECLS
