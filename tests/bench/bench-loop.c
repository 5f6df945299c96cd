#include "bench-loop.h"

#include <stdlib.h>
#include <time.h>

#include "widgets/application.h"
#include "widgets/language.h"

#define STARTED "ENT_BENCH_STARTED" /* monotonic time of exec, µs */
#define VERBOSE "ENT_BENCH_VERBOSE" /* set: says when the main thread was busy for long */
/* Of the main loop while something settles, ms. */
#define TICK 5

static GPollFunc plain_poll;
static double busy_since, busiest;

/* The processor's time of this thread, which others on the machine stretch less; ms. */
double
bench_thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Since bench_run_child() started this program. */
double
bench_ms_since_start (void)
{
  return (double)(g_get_monotonic_time () - g_ascii_strtoll (g_getenv (STARTED), NULL, 10)) / 1000;
}

double
bench_resident_mb (void)
{
  g_autofree char *status = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  return (double)g_ascii_strtoull (strstr (status, "VmRSS:") + 6, NULL, 10) / 1024;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* Sorts the runs. */
double
bench_median (double *runs, guint n)
{
  qsort (runs, n, sizeof *runs, compare_doubles);
  return runs[n / 2];
}

/* From one wait of the main loop to the next is how long it was busy. */
static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  const double busy = bench_thread_ms () - busy_since;

  if (busy > BENCH_MAX_BUSY_MS && g_getenv (VERBOSE) != NULL)
    g_printerr ("  %.0f ms after the start busy for %.1f ms\n", bench_ms_since_start (), busy);
  busiest = MAX (busiest, busy);
  const int n = plain_poll (fds, n_fds, timeout);
  busy_since = bench_thread_ms ();
  return n;
}

/* Begins to look how long the main loop is busy. */
void
bench_watch_loop (void)
{
  plain_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, timed_poll);
  busy_since = bench_thread_ms ();
}

/* The longest time, ms, since it was last asked for or the watch began. */
double
bench_busiest (void)
{
  const double most = MAX (busiest, bench_thread_ms () - busy_since);

  busiest = 0;
  busy_since = bench_thread_ms ();
  return most;
}

/* The first widget of a type. */
GtkWidget *
bench_find (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = bench_find (child, type);
  return found;
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Lets the main loop run for a while. */
void
bench_settle (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + (gint64)milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_timeout_add (TICK, wake, NULL);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
on_window_added (GtkApplication *app, GtkWindow *window, gpointer realized)
{
  g_signal_connect (window, "realize", G_CALLBACK (realized), NULL);
}

static void
activate_empty (GtkApplication *app)
{
  GtkWidget *window = adw_application_window_new (app);

  gtk_window_set_default_size (GTK_WINDOW (window), 1440, 900);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
  gtk_window_present (GTK_WINDOW (window));
}

/* The peer: a window of libadwaita with nothing in it. */
int
bench_run_empty (BenchRealized realized)
{
  g_autoptr (AdwApplication) app
      = adw_application_new ("org.entente.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (app, "window-added", G_CALLBACK (on_window_added), (gpointer)realized);
  g_signal_connect (app, "activate", G_CALLBACK (activate_empty), NULL);
  return g_application_run (G_APPLICATION (app), 0, NULL);
}

/* The program with a dossier; look, if any, is called with the application every 20 ms. */
int
bench_run_window (const char *path, BenchRealized realized, GSourceFunc look)
{
  ent_language_init ();
  g_autoptr (EntApplication) app = ent_application_new ();
  char *argv[] = { (char *)"entente", (char *)path, NULL };

  g_application_set_flags (G_APPLICATION (app),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_signal_connect (app, "window-added", G_CALLBACK (on_window_added), (gpointer)realized);
  if (look != NULL)
    g_timeout_add (20, look, app);
  return g_application_run (G_APPLICATION (app), 2, argv);
}

/* Starts the benchmark itself with two arguments; returns what it prints (transfer full). */
char *
bench_run_child (const char *self, const char *mode, const char *path)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_auto (GStrv) env = g_environ_setenv (g_get_environ (), STARTED, now, TRUE);
  const char *argv[] = { self, mode, path, NULL };
  char *out = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **)argv, env, 0, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  return out;
}
