/* What the export dialog asks of its worker: a preview, or a file. */
#pragma once

#include <gio/gio.h>

#include "base/colour-vision.h"
#include "figure/figure-choices.h"

G_BEGIN_DECLS

/* Owns all that the request points to, so that a worker may read it. */
typedef struct
{
  EntDossier *dossier;
  EntFilter *filter;
  EntJson *options; /* instead of the saved ones, or NULL */
  GPtrArray *emphasis;
  char *title, *caption; /* of the options */
  const char *lang;      /* in which the view is looked at; interned */
  EntViewRequest request;
  EntFigureChoices choices;
  EntTableOptions table;
  EntLibrary *library;            /* the texts at hand, or NULL */
  double area_width, area_height; /* that a preview is to fit into, device pixels; 0: any size … */
  double scale;                   /* … with so many of them a figure unit */
  EntVision vision;
  GFile *file; /* of an export */
} EntExportJob;

/* A preview. */
typedef struct
{
  char *text; /* of a table; else the picture */
  cairo_surface_t *surface;
  double width, height; /* of the figure, figure units */
  EntFigureReport report;
} EntExportPicture;

EntExportJob *ent_export_job_new (const EntViewRequest *request, const EntFigureChoices *choices);
void ent_export_job_set_choices (EntExportJob *job, const EntFigureChoices *choices);
void ent_export_job_set_library (EntExportJob *job, EntLibrary *library);
EntExportJob *ent_export_job_copy (const EntExportJob *job);
void ent_export_job_free (EntExportJob *job);
void ent_export_picture_free (EntExportPicture *picture);
char *ent_export_picture_describe (const EntExportPicture *picture,
                                   const EntFigureOptions *options);
gboolean ent_export_picture_is_higher (const EntExportPicture *picture,
                                       const EntFigureOptions *options);
gpointer ent_export_job_preview (gpointer job, GCancellable *cancellable, GError **error);
gpointer ent_export_job_write (gpointer job, GCancellable *cancellable, GError **error);
gpointer ent_export_job_scene (gpointer job, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntExportJob, ent_export_job_free)

G_END_DECLS
