/* Jobs on the worker: order, replacement, cancelling, owners that go. */
#include "base/worker.h"

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean started, released;
  guint results_freed, data_freed;
  GString *done; /* what arrived, in order */
  GThread *main;
  GError *error;
} Fixture;

static Fixture *now; /* of the test that runs; jobs reach it from both threads */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->changed);
  fixture->done = g_string_new (NULL);
  fixture->main = g_thread_self ();
  now = fixture;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_string_free (fixture->done, TRUE);
  g_clear_error (&fixture->error);
  g_mutex_clear (&fixture->lock);
  g_cond_clear (&fixture->changed);
  now = NULL;
}

static void
free_result (gpointer result)
{
  now->results_freed++;
  g_free (result);
}

static void
free_data (gpointer data)
{
  g_assert_true (g_thread_self () == now->main);
  now->data_freed++;
  g_free (data);
}

static gpointer
echo (gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (g_thread_self () != now->main);
  return g_strdup (data);
}

static gpointer
fail (gpointer data, GCancellable *cancellable, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no %s", (char *)data);
  return NULL;
}

/* Says that it runs, then waits until the test lets it go. */
static gpointer
hold (gpointer data, GCancellable *cancellable, GError **error)
{
  g_mutex_lock (&now->lock);
  now->started = TRUE;
  g_cond_broadcast (&now->changed);
  while (!now->released)
    g_cond_wait (&now->changed, &now->lock);
  g_mutex_unlock (&now->lock);
  return g_strdup (data);
}

static gpointer
wait_for_cancel (gpointer data, GCancellable *cancellable, GError **error)
{
  g_mutex_lock (&now->lock);
  now->started = TRUE;
  g_cond_broadcast (&now->changed);
  g_mutex_unlock (&now->lock);
  while (!g_cancellable_is_cancelled (cancellable))
    g_thread_yield ();
  return g_strdup (data);
}

static void
await_start (void)
{
  g_mutex_lock (&now->lock);
  while (!now->started)
    g_cond_wait (&now->changed, &now->lock);
  g_mutex_unlock (&now->lock);
}

static void
release (void)
{
  g_mutex_lock (&now->lock);
  now->released = TRUE;
  g_cond_broadcast (&now->changed);
  g_mutex_unlock (&now->lock);
}

static void
done (gpointer owner, gpointer result, const GError *error)
{
  g_assert_true (g_thread_self () == now->main);
  if (error != NULL)
    now->error = g_error_copy (error);
  g_string_append_printf (now->done, "%s ", result != NULL ? (char *)result : "none");
  g_free (result);
}

static GCancellable *
push (EntWorker *worker, gpointer owner, const char *slot, EntWorkFunc work, const char *text)
{
  return ent_worker_push (worker, owner, slot, work, g_strdup (text), free_data, free_result, done);
}

static void
run_until (guint data_freed)
{
  while (now->data_freed < data_freed)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntWorker) worker = ent_worker_new ("test");
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);

  push (worker, owner, "a", echo, "one");
  push (worker, owner, "b", echo, "two");
  push (worker, NULL, NULL, echo, "three");
  push (worker, owner, "c", fail, "luck");
  run_until (4);
  g_assert_cmpstr (fixture->done->str, ==, "one two three none ");
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (fixture->error->message, ==, "no luck");
  g_assert_cmpuint (fixture->results_freed, ==, 0);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntWorker) worker = ent_worker_new ("test");
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);

  g_autoptr (GCancellable) running = g_object_ref (push (worker, owner, "a", hold, "running"));
  await_start ();
  push (worker, other, "a", echo, "other-owner");
  push (worker, owner, "b", echo, "other-slot");
  g_autoptr (GCancellable) waiting = g_object_ref (push (worker, owner, "a", echo, "waiting"));
  GCancellable *last = push (worker, owner, "a", echo, "last");
  g_assert_true (g_cancellable_is_cancelled (running));
  g_assert_true (g_cancellable_is_cancelled (waiting));
  g_assert_false (g_cancellable_is_cancelled (last));
  release ();
  run_until (5);
  g_assert_cmpstr (fixture->done->str, ==, "other-owner other-slot last ");
  g_assert_cmpuint (fixture->results_freed, ==, 1); /* of the one that ran */
}

/* A result that waits to be delivered is dropped too when a newer job comes. */
static void
test_replace_finished (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntWorker) worker = ent_worker_new ("test");
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);

  push (worker, owner, "a", echo, "old");
  push (worker, NULL, NULL, hold, "barrier");
  await_start (); /* the first has finished, its result is on its way */
  push (worker, owner, "a", echo, "new");
  release ();
  run_until (3);
  g_assert_cmpstr (fixture->done->str, ==, "barrier new ");
  g_assert_cmpuint (fixture->results_freed, ==, 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntWorker) worker = ent_worker_new ("test");
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);

  push (worker, owner, "a", wait_for_cancel, "running");
  push (worker, owner, "b", echo, "waiting");
  push (worker, NULL, "b", echo, "kept");
  await_start ();
  ent_worker_cancel (worker, owner);
  run_until (3);
  g_assert_cmpstr (fixture->done->str, ==, "kept ");
  g_assert_cmpuint (fixture->results_freed, ==, 1);
}

static void
test_owner_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntWorker) worker = ent_worker_new ("test");
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);

  push (worker, owner, "a", hold, "for nobody");
  await_start ();
  g_object_unref (owner);
  release ();
  run_until (1);
  g_assert_cmpstr (fixture->done->str, ==, "");
  g_assert_cmpuint (fixture->results_freed, ==, 1);
}

static void
test_free (Fixture *fixture, gconstpointer data)
{
  EntWorker *worker = ent_worker_new ("test");
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);

  push (worker, owner, "a", echo, "finished");
  push (worker, owner, "b", wait_for_cancel, "running");
  push (worker, owner, "c", echo, "waiting");
  await_start ();
  ent_worker_unref (ent_worker_ref (worker));
  g_assert_cmpuint (fixture->data_freed, ==, 0); /* not the last one */
  ent_worker_unref (worker);                     /* waits for the one that runs */
  g_assert_cmpuint (fixture->data_freed, ==, 3);
  g_assert_cmpuint (fixture->results_freed, ==, 2);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (fixture->done->str, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/base/worker/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("order", test_order);
  ADD ("replace", test_replace);
  ADD ("replace-finished", test_replace_finished);
  ADD ("cancel", test_cancel);
  ADD ("owner-gone", test_owner_gone);
  ADD ("free", test_free);
  return g_test_run ();
}
