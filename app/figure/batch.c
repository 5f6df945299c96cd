#include "figure/batch.h"

#include <string.h>

/* A picture of 100 million pixels takes 400 MB while it is drawn; more than two at a time would
 * not be faster on the machines people have, only larger. */
#define MAX_THREADS 2

typedef struct
{
  GPtrArray *jobs;
  gboolean replace;
  GCancellable *cancellable;
  EntBatchFunc ended;
  gpointer data;
  GMutex lock;
  guint n_ended;
} Batch;

/**
 * ent_batch_job_new:
 * @request: what to draw; what it points to is borrowed
 * @file: (nullable): where to; may be set later, before the batch runs
 *
 * Returns: (transfer full): a job for a figure with the default options
 */
EntBatchJob *
ent_batch_job_new (const EntViewRequest *request, GFile *file)
{
  EntBatchJob *job = g_new0 (EntBatchJob, 1);

  job->request = *request;
  job->options = ENT_FIGURE_OPTIONS_DEFAULT;
  job->table = ENT_TABLE_OPTIONS_DEFAULT;
  g_set_object (&job->file, file);
  return job;
}

/**
 * ent_batch_job_free:
 * @job: (nullable): a job
 */
void
ent_batch_job_free (EntBatchJob *job)
{
  if (job == NULL)
    return;
  g_clear_object (&job->file);
  g_clear_error (&job->error);
  ent_figure_report_clear (&job->report);
  g_free (job);
}

/**
 * ent_batch_file_name:
 * @job: a job; its file is not read
 * @with_language: whether there are files of several languages beside each other
 *
 * Returns: (transfer full): the id of the saved view, or its kind, with the ending of the format:
 *          "map.svg", "map-zh-Hans.svg"
 */
char *
ent_batch_file_name (const EntBatchJob *job, gboolean with_language)
{
  const EntViewRequest *request = &job->request;
  const char *id
      = request->view != NULL ? request->view->thing.id : ent_view_kind_name (request->kind);
  const char *ending = job->as_table ? ent_table_format_name (job->table_format)
                                     : ent_figure_format_name (job->options.format);
  g_autofree char *both
      = request->lang2 != NULL ? g_strconcat (request->lang, "+", request->lang2, NULL) : NULL;

  return with_language
             ? g_strdup_printf ("%s-%s.%s", id, both != NULL ? both : request->lang, ending)
             : g_strdup_printf ("%s.%s", id, ending);
}

static GBytes *
make_table (const EntBatchJob *job, GError **error)
{
  char *text = ent_table_write (&job->request, &job->table, job->table_format, error);

  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

static GBytes *
make_figure (EntBatchJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntScene) figure
      = ent_figure_build_reporting (&job->request, &job->options, &job->report, cancellable, error);

  if (figure == NULL)
    return NULL;
  job->height = ent_scene_height (figure);
  return ent_figure_encode (figure, &job->request, &job->options, NULL, cancellable, error);
}

/**
 * ent_batch_job_make:
 * @job: a job; its height and report are set
 * @cancellable: (nullable): checked now and then
 * @error: return location
 *
 * Returns: (transfer full): what its file is to hold, or %NULL
 */
GBytes *
ent_batch_job_make (EntBatchJob *job, GCancellable *cancellable, GError **error)
{
  return job->as_table ? make_table (job, error) : make_figure (job, cancellable, error);
}

static EntBatchState
state_of (const GError *error)
{
  if (error == NULL)
    return ENT_BATCH_WRITTEN;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? ENT_BATCH_CANCELLED
                                                                   : ENT_BATCH_FAILED;
}

static void
run_job (gpointer data, gpointer user_data)
{
  EntBatchJob *job = data;
  Batch *batch = user_data;
  const gboolean kept = !batch->replace && g_file_query_exists (job->file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!kept && !g_cancellable_set_error_if_cancelled (batch->cancellable, &error))
    bytes = ent_batch_job_make (job, batch->cancellable, &error);
  if (bytes != NULL)
    ent_figure_write (job->file, bytes, batch->cancellable, &error);
  g_mutex_lock (&batch->lock);
  job->state = kept ? ENT_BATCH_KEPT : state_of (error);
  if (job->state == ENT_BATCH_FAILED)
    job->error = g_steal_pointer (&error);
  batch->n_ended++;
  if (batch->ended != NULL)
    batch->ended (job, batch->n_ended, batch->jobs->len, batch->data);
  g_mutex_unlock (&batch->lock);
}

/**
 * ent_batch_run:
 * @jobs: (element-type EntBatchJob): what to write; their files are set, their folders exist
 * @replace: whether files that exist are replaced, rather than kept
 * @cancellable: (nullable): ends the batch soon; what is written by then stays
 * @ended: (nullable) (scope call): told of each job that has ended
 * @data: for @ended
 *
 * Writes all, two at a time, and returns when the last has ended.  One that fails does not keep the
 * others from being written.  No file is ever half written.
 *
 * Returns: whether all files are there: written, or kept as they were
 */
gboolean
ent_batch_run (
    GPtrArray *jobs, gboolean replace, GCancellable *cancellable, EntBatchFunc ended, gpointer data)
{
  Batch batch = {
    .jobs = jobs, .replace = replace, .cancellable = cancellable, .ended = ended, .data = data
  };
  gboolean good = TRUE;

  g_mutex_init (&batch.lock);
  /* Without an error: threads that are shared start when there is room for them. */
  GThreadPool *pool = g_thread_pool_new (
      run_job, &batch, (int)MIN (MAX_THREADS, g_get_num_processors ()), FALSE, NULL);
  for (guint i = 0; i < jobs->len; i++)
    g_thread_pool_push (pool, jobs->pdata[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_mutex_clear (&batch.lock);
  for (guint i = 0; i < jobs->len; i++)
    {
      const EntBatchJob *job = jobs->pdata[i];
      good = good && (job->state == ENT_BATCH_WRITTEN || job->state == ENT_BATCH_KEPT);
    }
  return good;
}
