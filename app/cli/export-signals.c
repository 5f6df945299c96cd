/* Ctrl+C while files are written. */
#include <pthread.h>
#include <signal.h>

#include "cli/export-private.h"

/* The first signal asks for an end between two files, or before a file takes its name; after the
 * second the program ends like any other. */
static gpointer
wait_for_signal (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t set;
  int number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigwait (&set, &number);
  g_cancellable_cancel (cancellable);
  pthread_sigmask (SIG_UNBLOCK, &set, NULL);
  g_object_unref (cancellable);
  for (;;)
    g_usleep (G_USEC_PER_SEC);
  return NULL;
}

/**
 * ent_export_watch_signals:
 *
 * To be called before the program has threads, which take over what it blocks.
 *
 * Returns: (transfer full): what is cancelled when the user interrupts the program
 */
GCancellable *
ent_export_watch_signals (void)
{
  GCancellable *cancellable = g_cancellable_new ();
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signal, g_object_ref (cancellable)));
  return cancellable;
}
