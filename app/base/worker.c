#include "base/worker.h"

#include <malloc.h>

/* After so long without a job, a worker gives back the memory that its jobs have freed; µs. */
#define REST (G_TIME_SPAN_SECOND / 2)

typedef struct
{
  EntWorker *worker;
  GWeakRef owner;
  gpointer owner_address; /* only compared, never followed */
  gboolean has_owner;
  char *slot;
  EntWorkFunc work;
  gpointer data;
  GDestroyNotify free_data, free_result;
  EntDoneFunc done;
  GCancellable *cancellable;
  GMainContext *context;
  gpointer result;
  GError *error;
  GSource *source; /* delivers the result; not yet dispatched */
} Job;

struct _EntWorker
{
  guint refs; /* counted on the thread that pushes the jobs */
  GThread *thread;
  GMutex lock; /* of all below */
  GCond wake;
  GQueue waiting; /* of Job, in order */
  Job *running;
  GQueue finished; /* of Job whose source is attached */
  gboolean quit;
};

static void
free_job (Job *job)
{
  if (job->result != NULL && job->free_result != NULL)
    job->free_result (job->result);
  if (job->data != NULL && job->free_data != NULL)
    job->free_data (job->data);
  g_clear_error (&job->error);
  g_weak_ref_clear (&job->owner);
  g_clear_object (&job->cancellable);
  g_main_context_unref (job->context);
  g_free (job->slot);
  g_free (job);
}

/* On the caller's context. */
static gboolean
deliver (gpointer data)
{
  Job *job = data;
  EntWorker *worker = job->worker;

  g_mutex_lock (&worker->lock);
  g_queue_remove (&worker->finished, job);
  g_clear_pointer (&job->source, g_source_unref);
  g_mutex_unlock (&worker->lock);

  g_autoptr (GObject) owner = g_weak_ref_get (&job->owner);
  const gboolean alive = !job->has_owner || owner != NULL;
  if (alive && job->done != NULL && !g_cancellable_is_cancelled (job->cancellable))
    job->done (owner, g_steal_pointer (&job->result), job->error);
  free_job (job);
  return G_SOURCE_REMOVE;
}

/* With the lock held.  Cancelled jobs go this way too, so that a job always ends on the thread that
 * made it. */
static void
post (EntWorker *worker, Job *job)
{
  job->source = g_idle_source_new ();
  g_source_set_priority (job->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (job->source, deliver, job, NULL);
  g_queue_push_tail (&worker->finished, job);
  g_source_attach (job->source, job->context);
}

/* With the lock held.  Scenes and trees are many small blocks, which the C library keeps for the
 * thread that made them; not at once, as the next job may want as much. */
static void
await_job (EntWorker *worker, gboolean has_worked)
{
  const gint64 rested = g_get_monotonic_time () + REST;
  gboolean idle = FALSE;

  while (has_worked && !idle && !worker->quit && g_queue_is_empty (&worker->waiting))
    idle = !g_cond_wait_until (&worker->wake, &worker->lock, rested);
  if (idle)
    {
      g_mutex_unlock (&worker->lock);
      malloc_trim (0);
      g_mutex_lock (&worker->lock);
    }
  while (!worker->quit && g_queue_is_empty (&worker->waiting))
    g_cond_wait (&worker->wake, &worker->lock);
}

static gpointer
run (gpointer data)
{
  EntWorker *worker = data;

  g_mutex_lock (&worker->lock);
  for (gboolean has_worked = FALSE;; has_worked = TRUE)
    {
      await_job (worker, has_worked);
      if (worker->quit)
        break;

      Job *job = g_queue_pop_head (&worker->waiting);
      worker->running = job;
      g_mutex_unlock (&worker->lock);
      if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
        job->result = job->work (job->data, job->cancellable, &job->error);
      g_mutex_lock (&worker->lock);
      worker->running = NULL;
      post (worker, job);
    }
  g_mutex_unlock (&worker->lock);
  return NULL;
}

/**
 * ent_worker_new:
 * @name: of the thread, for debuggers; at most 15 bytes show
 *
 * Starts a background thread.
 *
 * Returns: (transfer full): the worker
 */
EntWorker *
ent_worker_new (const char *name)
{
  EntWorker *worker = g_new0 (EntWorker, 1);

  worker->refs = 1;
  g_mutex_init (&worker->lock);
  g_cond_init (&worker->wake);
  g_queue_init (&worker->waiting);
  g_queue_init (&worker->finished);
  worker->thread = g_thread_new (name, run, worker);
  return worker;
}

/**
 * ent_worker_ref:
 * @worker: a worker
 *
 * To be called on the thread that pushes the jobs.
 *
 * Returns: (transfer full): the worker
 */
EntWorker *
ent_worker_ref (EntWorker *worker)
{
  worker->refs++;
  return worker;
}

/**
 * ent_worker_unref:
 * @worker: (nullable) (transfer full): a worker
 *
 * The last one cancels every job, waits for the one that runs, and ends the thread.  No done
 * function runs any more.  To be called on the thread that pushes the jobs, and not from a done
 * function.
 */
void
ent_worker_unref (EntWorker *worker)
{
  Job *job;

  if (worker == NULL || --worker->refs > 0)
    return;

  g_mutex_lock (&worker->lock);
  worker->quit = TRUE;
  if (worker->running != NULL)
    g_cancellable_cancel (worker->running->cancellable);
  g_cond_signal (&worker->wake);
  g_mutex_unlock (&worker->lock);
  g_thread_join (worker->thread);

  while ((job = g_queue_pop_head (&worker->waiting)) != NULL)
    free_job (job);
  while ((job = g_queue_pop_head (&worker->finished)) != NULL)
    {
      g_source_destroy (job->source);
      g_source_unref (job->source);
      free_job (job);
    }
  g_mutex_clear (&worker->lock);
  g_cond_clear (&worker->wake);
  g_free (worker);
}

static gboolean
is_of (const Job *job, gpointer owner, const char *slot)
{
  return job->owner_address == owner && (slot == NULL || g_str_equal (job->slot, slot));
}

/* With the lock held.  Any slot when slot is NULL. */
static void
cancel_jobs (EntWorker *worker, gpointer owner, const char *slot)
{
  for (GList *l = worker->waiting.head, *next; l != NULL; l = next)
    {
      Job *job = l->data;
      next = l->next;
      if (!is_of (job, owner, slot))
        continue;
      g_queue_delete_link (&worker->waiting, l);
      g_cancellable_cancel (job->cancellable);
      post (worker, job);
    }
  for (GList *l = worker->finished.head; l != NULL; l = l->next)
    if (is_of (l->data, owner, slot))
      g_cancellable_cancel (((Job *)l->data)->cancellable);
  if (worker->running != NULL && is_of (worker->running, owner, slot))
    g_cancellable_cancel (worker->running->cancellable);
}

/**
 * ent_worker_push:
 * @worker: a worker
 * @owner: (nullable): whom the result is for; only weakly referenced, and @done does not run once
 *   it is gone
 * @slot: (nullable): what the job is, "base-map"; an earlier job of the same owner and slot is
 *   cancelled, whether it waits, runs or has finished without being delivered
 * @work: runs on the worker's thread
 * @data: (nullable) (transfer full): for @work
 * @free_data: (nullable): frees @data, on the calling thread
 * @free_result: (nullable): frees a result that is not delivered
 * @done: (nullable): takes the result, on the thread-default main context of the caller; does not
 *   run for a cancelled job
 *
 * Queues a job behind those that wait.
 *
 * Returns: (transfer none): cancels the job; valid until the job has been delivered or dropped, so
 *   take a reference to keep it
 */
GCancellable *
ent_worker_push (EntWorker *worker,
                 GObject *owner,
                 const char *slot,
                 EntWorkFunc work,
                 gpointer data,
                 GDestroyNotify free_data,
                 GDestroyNotify free_result,
                 EntDoneFunc done)
{
  Job *job = g_new0 (Job, 1);
  GCancellable *cancellable = g_cancellable_new ();

  job->worker = worker;
  g_weak_ref_init (&job->owner, owner);
  job->owner_address = owner;
  job->has_owner = owner != NULL;
  job->slot = g_strdup (slot != NULL ? slot : "");
  job->work = work;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->done = done;
  job->cancellable = cancellable;
  job->context = g_main_context_ref_thread_default ();

  g_mutex_lock (&worker->lock);
  cancel_jobs (worker, owner, job->slot);
  g_queue_push_tail (&worker->waiting, job);
  g_cond_signal (&worker->wake);
  g_mutex_unlock (&worker->lock);
  return cancellable;
}

/**
 * ent_worker_cancel:
 * @worker: a worker
 * @owner: (nullable): whose jobs to cancel
 *
 * Cancels all jobs of an owner, in every slot; none of their done functions runs.
 */
void
ent_worker_cancel (EntWorker *worker, GObject *owner)
{
  g_mutex_lock (&worker->lock);
  cancel_jobs (worker, owner, NULL);
  g_mutex_unlock (&worker->lock);
}

/**
 * ent_worker_cancel_slot:
 * @worker: a worker
 * @owner: (nullable): whose job to cancel
 * @slot: which of its jobs
 *
 * Cancels one job of an owner; its done function does not run.
 */
void
ent_worker_cancel_slot (EntWorker *worker, GObject *owner, const char *slot)
{
  g_mutex_lock (&worker->lock);
  cancel_jobs (worker, owner, slot);
  g_mutex_unlock (&worker->lock);
}
