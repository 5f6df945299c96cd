/* A very large dossier in the window: how soon it is usable, how long the main thread is busy at a
 * time, also while one types into the search, and how much memory it takes; and a keystroke's
 * search without a window.
 *
 * Run without arguments it writes the dossier and starts itself as each program; the children's
 * modes are the arguments "empty", "open FILE" and "search FILE". */
#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "dossier/dossier-file.h"
#include "dossier/search.h"
#include "large-dossier.h"
#include "widgets/application.h"
#include "widgets/language.h"
#include "widgets/window-private.h"

#define STARTED "ENT_BENCH_STARTED" /* monotonic time of exec, µs */
#define VERBOSE "ENT_BENCH_VERBOSE" /* set: says when the main thread was busy for long */
#define RUNS 3
#define KEY_MS 150 /* from one key to the next */

/* What is asked for. */
#define MAX_USABLE_MS 1000.0 /* after the empty window's first frame */
#define MAX_MEMORY_RATIO 4.0 /* to the texts, beyond the empty window's */
#define MAX_BUSY_MS 8.0
#define MAX_SEARCH_MS 16.0

/* What a child reports. */
typedef enum
{
  FIRST_FRAME, /* ms after the start */
  USABLE,      /* the first view is painted */
  COMPLETE,    /* texts at hand, passages found, all panels made */
  BUSY,        /* ms at a time */
  BUSY_TYPING,
  MEMORY, /* MB, before the search is opened */
  MEMORY_SEARCHED,
  N_FIGURES,
} Figure;

static double figures[N_FIGURES];
static GPollFunc plain_poll;
static double busy_since;
static EntWindow *opened;

static double
ms_since_start (void)
{
  return (double)(g_get_monotonic_time () - g_ascii_strtoll (g_getenv (STARTED), NULL, 10)) / 1000;
}

/* The processor's time of this thread, which others on the machine stretch less. */
static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* From one wait of the main loop to the next is how long it was busy. */
static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  const Figure figure = figures[COMPLETE] > 0 ? BUSY_TYPING : BUSY;

  if (busy_since != 0 && figures[FIRST_FRAME] > 0)
    {
      const double busy = thread_ms () - busy_since;

      if (busy > MAX_BUSY_MS && g_getenv (VERBOSE) != NULL)
        g_printerr ("  %.0f ms after the start busy for %.1f ms\n", ms_since_start (), busy);
      figures[figure] = MAX (figures[figure], busy);
    }
  const int n = plain_poll (fds, n_fds, timeout);
  busy_since = thread_ms ();
  return n;
}

static double
resident_mb (void)
{
  g_autofree char *status = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  return (double)g_ascii_strtoull (strstr (status, "VmRSS:") + 6, NULL, 10) / 1024;
}

static gboolean
finish (gpointer data)
{
  figures[MEMORY_SEARCHED] = resident_mb ();
  if (figures[MEMORY] == 0)
    figures[MEMORY] = figures[MEMORY_SEARCHED];
  for (Figure i = 0; i < N_FIGURES; i++)
    g_print ("%.2f ", figures[i]);
  exit (0);
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

/* A key into the search; the memory is read again when all is typed and found. */
static gboolean
type_key (gpointer data)
{
  static const char words[] = "gilicov mon";
  static guint n_typed = 0;
  GtkWidget *entry = find_type (opened->search, GTK_TYPE_SEARCH_ENTRY);
  g_autofree char *typed = g_strndup (words, ++n_typed);

  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  if (n_typed < sizeof words - 1)
    return G_SOURCE_CONTINUE;
  g_timeout_add (1000, finish, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
open_search (gpointer data)
{
  figures[MEMORY] = resident_mb ();
  g_action_group_activate_action (G_ACTION_GROUP (opened), "search", NULL);
  g_timeout_add (KEY_MS, type_key, NULL);
  return G_SOURCE_REMOVE;
}

static void
after_paint (GdkFrameClock *clock, GtkWidget *window)
{
  if (figures[FIRST_FRAME] == 0)
    figures[FIRST_FRAME] = ms_since_start ();
  if (!ENT_IS_WINDOW (window))
    {
      if (figures[USABLE] == 0)
        g_timeout_add (500, finish, NULL);
      figures[USABLE] = figures[FIRST_FRAME];
      return;
    }
  opened = (EntWindow *)window;
  EntCanvas *canvas = opened->sides[0] != NULL ? ent_view_pane_canvas (opened->sides[0]) : NULL;
  if (figures[USABLE] == 0 && canvas != NULL && ent_canvas_scene (canvas) != NULL)
    figures[USABLE] = ms_since_start ();
}

static gboolean
look (gpointer data)
{
  if (opened == NULL || figures[USABLE] == 0 || ent_session_library (opened->session) == NULL
      || opened->time_strip == NULL)
    return G_SOURCE_CONTINUE;
  figures[COMPLETE] = ms_since_start ();
  /* what opening still does is not the search's */
  g_timeout_add (1500, open_search, NULL);
  return G_SOURCE_REMOVE;
}

static void
watch (GtkWidget *window)
{
  g_signal_connect (
      gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint), window);
}

static void
on_window_added (GtkApplication *app, GtkWindow *window, gpointer data)
{
  g_signal_connect (window, "realize", G_CALLBACK (watch), NULL);
}

static void
activate_empty (GtkApplication *app)
{
  GtkWidget *window = adw_application_window_new (app);

  gtk_window_set_default_size (GTK_WINDOW (window), 1440, 900);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
  gtk_window_present (GTK_WINDOW (window));
}

static int
run_empty (void)
{
  g_autoptr (AdwApplication) app
      = adw_application_new ("org.entente.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (app, "window-added", G_CALLBACK (on_window_added), NULL);
  g_signal_connect (app, "activate", G_CALLBACK (activate_empty), NULL);
  return g_application_run (G_APPLICATION (app), 0, NULL);
}

static int
run_open (char *path)
{
  ent_language_init ();
  g_autoptr (EntApplication) app = ent_application_new ();
  char *argv[] = { (char *)"entente", path, NULL };

  plain_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, timed_poll);
  g_application_set_flags (G_APPLICATION (app),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_signal_connect (app, "window-added", G_CALLBACK (on_window_added), NULL);
  g_timeout_add (20, look, NULL);
  return g_application_run (G_APPLICATION (app), 2, argv);
}

/* ---- the search alone ---- */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
median (double *runs, guint n)
{
  qsort (runs, n, sizeof *runs, compare_doubles);
  return runs[n / 2];
}

/* The floor: the texts as they are, read by memmem for what is not in them. */
static double
time_memmem (const EntDossier *dossier, const EntLibrary *library)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);
  const double begun = thread_ms ();
  gsize found = 0;

  for (guint i = 0; i < documents->len; i++)
    {
      const EntSource *source = ent_library_source (library, g_ptr_array_index (documents, i));

      found += memmem (ent_source_text (source), ent_source_n_bytes (source), "xyzzy", 5) != NULL;
    }
  g_assert_cmpuint (found, ==, 0);
  return thread_ms () - begun;
}

static int
run_search (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, NULL);
  g_autoptr (EntLibrary) library = ent_library_new (dossier, file, NULL, NULL, NULL);
  double begun = thread_ms ();
  g_autoptr (EntSearchIndex) index = ent_search_index_new (dossier, library, NULL, NULL);
  const EntActor *actor = g_ptr_array_index (ent_dossier_actors (dossier), 1);
  const char *queries[] = { "g",
                            "gi",
                            "gilicov",
                            "中",
                            "中国",
                            "xyzzy",
                            ent_text_get (&actor->thing.name, "en"),
                            ent_text_get (&actor->thing.name, "zh-Hans") };
  double runs[2 * RUNS + 1], floor_ms;

  g_print ("folding all once       %7.0f ms\n", thread_ms () - begun);
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    runs[i] = time_memmem (dossier, library);
  floor_ms = median (runs, G_N_ELEMENTS (runs));
  g_print ("memmem over the texts  %7.1f ms\n", floor_ms);
  for (guint q = 0; q < G_N_ELEMENTS (queries); q++)
    {
      guint n = 0;

      for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
        {
          begun = thread_ms ();
          g_autoptr (EntFindings) findings = ent_search (index, queries[q], "en", NULL);
          runs[i] = thread_ms () - begun;
          n = 0;
          for (EntFound found = 0; found < ENT_N_FOUND; found++)
            n += ent_findings_count (findings, found);
        }
      const double ms = median (runs, G_N_ELEMENTS (runs));
      g_print ("search                 %7.1f ms (at most %.0f), %.1f × memmem: %u hits of “%s”\n",
               ms,
               MAX_SEARCH_MS,
               ms / floor_ms,
               n,
               queries[q]);
    }
  return 0;
}

/* ---- the parent ---- */

static char *
run_child (const char *self, const char *mode, const char *path)
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

static void
measure (const char *self, const char *mode, const char *path, double medians[N_FIGURES])
{
  double runs[N_FIGURES][RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      g_autofree char *out = run_child (self, mode, path);
      g_auto (GStrv) words = g_strsplit (out, " ", -1);

      g_assert_cmpuint (g_strv_length (words), >=, N_FIGURES);
      for (Figure k = 0; k < N_FIGURES; k++)
        runs[k][i] = g_ascii_strtod (words[k], NULL);
    }
  for (Figure k = 0; k < N_FIGURES; k++)
    medians[k] = median (runs[k], RUNS);
}

static double
texts_mb (const LargeDossier *size, const char *folder)
{
  double bytes = 0;

  for (guint d = 0; d < size->n_documents; d++)
    {
      g_autofree char *path = g_strdup_printf ("%s/text-%u.txt", folder, d);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GFileInfo) info
          = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);

      bytes += (double)g_file_info_get_size (info);
    }
  return bytes / 1024 / 1024;
}

static int
run_all (const char *self)
{
  const LargeDossier size = LARGE_DOSSIER;
  g_autofree char *folder = g_dir_make_tmp ("entente-large-XXXXXX", NULL);
  g_autofree char *path = large_dossier_write (&size, folder);
  const double mb = texts_mb (&size, folder);
  double empty[N_FIGURES], open[N_FIGURES];

  measure (self, "empty", "", empty);
  measure (self, "open", path, open);
  g_print ("%u documents, %u passages, %u paragraphs of %.0f MB\n",
           size.n_documents,
           size.n_passages,
           size.n_paragraphs,
           mb);
  g_print ("usable        %5.0f ms, %.0f ms after the empty window's first frame (at most %.0f)\n",
           open[USABLE],
           open[USABLE] - empty[FIRST_FRAME],
           MAX_USABLE_MS);
  g_print ("complete      %5.0f ms\n", open[COMPLETE]);
  g_print ("memory        %5.0f MB more than the empty window, %.1f × the texts (at most %.0f)\n",
           open[MEMORY] - empty[MEMORY],
           (open[MEMORY] - empty[MEMORY]) / mb,
           MAX_MEMORY_RATIO);
  g_print ("  searched    %5.0f MB more, %.1f × the texts\n",
           open[MEMORY_SEARCHED] - empty[MEMORY],
           (open[MEMORY_SEARCHED] - empty[MEMORY]) / mb);
  g_print ("main thread   busy for %.1f ms at most (%.0f allowed), %.1f ms while one types\n",
           open[BUSY],
           MAX_BUSY_MS,
           open[BUSY_TYPING]);
  g_autofree char *search = run_child (self, "search", path);
  g_print ("%s", search);
  large_dossier_remove (&size, folder);
  return 0;
}

int
main (int argc, char **argv)
{
  const char *mode = argc > 1 ? argv[1] : "";

  if (g_str_equal (mode, "empty"))
    return run_empty ();
  if (g_str_equal (mode, "open"))
    return run_open (argv[2]);
  if (g_str_equal (mode, "search"))
    return run_search (argv[2]);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  return run_all (self);
}
