/* One background thread that runs jobs in order: a newer job of the same owner replaces the one
 * that waits and cancels the one that runs.  Results come back on the main context of the caller.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EntWorker EntWorker;

/* Runs on the worker thread; returns the result (transfer full) or NULL with error set. */
typedef gpointer (*EntWorkFunc) (gpointer data, GCancellable *cancellable, GError **error);
/* Runs on the caller's main context unless cancelled; takes result (may be NULL: see error). */
typedef void (*EntDoneFunc) (gpointer owner, gpointer result, const GError *error);

EntWorker *ent_worker_new (const char *name);
EntWorker *ent_worker_ref (EntWorker *worker);
void ent_worker_unref (EntWorker *worker);
GCancellable *ent_worker_push (EntWorker *worker,
                               GObject *owner,
                               const char *slot,
                               EntWorkFunc work,
                               gpointer data,
                               GDestroyNotify free_data,
                               GDestroyNotify free_result,
                               EntDoneFunc done);
void ent_worker_cancel (EntWorker *worker, GObject *owner);
void ent_worker_cancel_slot (EntWorker *worker, GObject *owner, const char *slot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntWorker, ent_worker_unref)

G_END_DECLS
