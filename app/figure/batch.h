/* Many figures and tables in one go: what `entente export --all` and the dialog both do. */
#pragma once

#include "figure/table.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_BATCH_WAITING,
  ENT_BATCH_WRITTEN,
  ENT_BATCH_KEPT, /* there was a file already, which was not to be replaced */
  ENT_BATCH_FAILED,
  ENT_BATCH_CANCELLED,
} EntBatchState;

/* One file.  What the request and the options point to is borrowed: it outlives the batch. */
typedef struct
{
  EntViewRequest request; /* with the world, if it is a map */
  EntFigureOptions options;
  gboolean as_table;
  EntTableFormat table_format;
  EntTableOptions table;
  GFile *file;
  /* What came of it. */
  EntBatchState state;
  GError *error;          /* why it failed */
  EntFigureReport report; /* of a figure: where its legend is, and what its font lacks */
  double height;          /* of a figure, figure units: it may be higher than asked for */
} EntBatchJob;

/* Called on a worker's thread, never two at a time, when a job has ended. */
typedef void (*EntBatchFunc) (const EntBatchJob *job, guint n_ended, guint n_jobs, gpointer data);

EntBatchJob *ent_batch_job_new (const EntViewRequest *request, GFile *file);
void ent_batch_job_free (EntBatchJob *job);
GBytes *ent_batch_job_make (EntBatchJob *job, GCancellable *cancellable, GError **error);
char *ent_batch_file_name (const EntBatchJob *job, gboolean with_language);
gboolean ent_batch_run (GPtrArray *jobs,
                        gboolean replace,
                        GCancellable *cancellable,
                        EntBatchFunc ended,
                        gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntBatchJob, ent_batch_job_free)

G_END_DECLS
