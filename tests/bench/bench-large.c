/* A very large dossier in the window: how soon it is usable, how long the main thread is busy at a
 * time, also while one types into the search, and how much memory it takes; and, without a window,
 * finding its passages and a keystroke's search.  Each is told as a share of what is allowed; the
 * program fails when one is over it.
 *
 * Run without arguments it writes the dossier and starts itself as each program; the children's
 * modes are the arguments "empty", "open FILE" and "search FILE". */
#include <stdlib.h>

#include "bench-loop.h"
#include "dossier/dossier-file.h"
#include "dossier/search.h"
#include "large-dossier.h"
#include "widgets/window-private.h"

#define RUNS 3
#define KEY_MS 150 /* from one key to the next */

/* What is asked for. */
#define MAX_USABLE_MS 1000.0 /* after the empty window's first frame */
#define MAX_MEMORY_RATIO 4.0 /* to the texts, beyond the empty window's */
#define MIN_MB_A_SECOND 20.0 /* of text in which passages are found */
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
static EntWindow *opened;

static gboolean
finish (gpointer data)
{
  figures[BUSY_TYPING] = bench_busiest ();
  figures[MEMORY_SEARCHED] = bench_resident_mb ();
  if (figures[MEMORY] == 0)
    figures[MEMORY] = figures[MEMORY_SEARCHED];
  for (Figure i = 0; i < N_FIGURES; i++)
    g_print ("%.2f ", figures[i]);
  exit (0);
}

/* A key into the search; the memory is read again when all is typed and found. */
static gboolean
type_key (gpointer data)
{
  static const char words[] = "gilicov mon";
  static guint n_typed = 0;
  GtkWidget *entry = bench_find (opened->search, GTK_TYPE_SEARCH_ENTRY);
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
  figures[BUSY] = bench_busiest ();
  figures[MEMORY] = bench_resident_mb ();
  g_action_group_activate_action (G_ACTION_GROUP (opened), "search", NULL);
  g_timeout_add (KEY_MS, type_key, NULL);
  return G_SOURCE_REMOVE;
}

static void
after_paint (GdkFrameClock *clock, GtkWidget *window)
{
  if (figures[FIRST_FRAME] == 0)
    {
      figures[FIRST_FRAME] = bench_ms_since_start ();
      bench_busiest (); /* what is limited begins after it */
    }
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
    figures[USABLE] = bench_ms_since_start ();
}

static gboolean
look (gpointer data)
{
  if (opened == NULL || figures[USABLE] == 0 || ent_session_library (opened->session) == NULL
      || opened->time_strip == NULL)
    return G_SOURCE_CONTINUE;
  figures[COMPLETE] = bench_ms_since_start ();
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

/* ---- limits ---- */

static gboolean is_over;

/* Tells what was measured as a share of what is allowed, or of what is needed. */
static void
check (const char *what, double value, const char *unit, double limit, gboolean is_least)
{
  const double share = is_least ? limit / value : value / limit;

  is_over |= share > 1;
  g_print ("  %-28s %7.1f %-12s %4.2f of the limit (at %s %.0f)%s\n",
           what,
           value,
           unit,
           share,
           is_least ? "least" : "most",
           limit,
           share > 1 ? ": OVER IT" : "");
}

/* ---- the search alone ---- */

static double
texts_mb (const EntDossier *dossier, const EntLibrary *library)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);
  double bytes = 0;

  for (guint i = 0; i < documents->len; i++)
    bytes += (double)ent_source_n_bytes (
        ent_library_source (library, g_ptr_array_index (documents, i)));
  return bytes / 1024 / 1024;
}

/* The floor: the texts as they are, read by memmem for what is not in them. */
static double
time_memmem (const EntDossier *dossier, const EntLibrary *library)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);
  const double begun = bench_thread_ms ();
  gsize found = 0;

  for (guint i = 0; i < documents->len; i++)
    {
      const EntSource *source = ent_library_source (library, g_ptr_array_index (documents, i));

      found += memmem (ent_source_text (source), ent_source_n_bytes (source), "xyzzy", 5) != NULL;
    }
  g_assert_cmpuint (found, ==, 0);
  return bench_thread_ms () - begun;
}

static int
run_search (const char *path)
{

  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, NULL);
  double begun = bench_thread_ms ();
  g_autoptr (EntLibrary) library = ent_library_new (dossier, file, NULL, NULL, NULL);
  const double took = bench_thread_ms () - begun, mb = texts_mb (dossier, library);
  g_print ("%.3f\n", mb);
  check ("passages found", mb / took * 1000, "MB/s", MIN_MB_A_SECOND, TRUE);
  begun = bench_thread_ms ();
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

  g_print ("  folding all once %.0f ms\n", bench_thread_ms () - begun);
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    runs[i] = time_memmem (dossier, library);
  floor_ms = bench_median (runs, G_N_ELEMENTS (runs));
  g_print ("  memmem over the texts %.1f ms\n", floor_ms);
  for (guint q = 0; q < G_N_ELEMENTS (queries); q++)
    {
      guint n = 0;

      for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
        {
          begun = bench_thread_ms ();
          g_autoptr (EntFindings) findings = ent_search (index, queries[q], "en", NULL);
          runs[i] = bench_thread_ms () - begun;
          n = 0;
          for (EntFound found = 0; found < ENT_N_FOUND; found++)
            n += ent_findings_count (findings, found);
        }
      const double ms = bench_median (runs, G_N_ELEMENTS (runs));
      g_autofree char *what = g_strdup_printf ("%u × “%s”", n, queries[q]);
      g_autofree char *unit = g_strdup_printf ("ms, %.1f × ~", ms / floor_ms);
      check (what, ms, unit, MAX_SEARCH_MS, FALSE);
    }
  return 0;
}

/* ---- the parent ---- */

static void
measure (const char *self, const char *mode, const char *path, double medians[N_FIGURES])
{
  double runs[N_FIGURES][RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      g_autofree char *out = bench_run_child (self, mode, path);
      g_auto (GStrv) words = g_strsplit (out, " ", -1);

      g_assert_cmpuint (g_strv_length (words), >=, N_FIGURES);
      for (Figure k = 0; k < N_FIGURES; k++)
        runs[k][i] = g_ascii_strtod (words[k], NULL);
    }
  for (Figure k = 0; k < N_FIGURES; k++)
    medians[k] = bench_median (runs[k], RUNS);
}

static int
run_all (const char *self)
{
  const LargeDossier size = LARGE_DOSSIER;
  g_autofree char *folder = g_dir_make_tmp ("entente-large-XXXXXX", NULL);
  g_autofree char *path = large_dossier_write (&size, folder);
  double empty[N_FIGURES], open[N_FIGURES];

  measure (self, "empty", "", empty);
  measure (self, "open", path, open);
  g_autofree char *search = bench_run_child (self, "search", path);
  const double mb = g_ascii_strtod (search, NULL);
  g_print ("%u documents, %u passages, %u paragraphs of %.0f MB\n",
           size.n_documents,
           size.n_passages,
           size.n_paragraphs,
           mb);
  g_print ("  usable %.0f ms after the start, complete %.0f ms\n", open[USABLE], open[COMPLETE]);
  check ("usable after an empty window", open[USABLE] - empty[FIRST_FRAME], "ms", MAX_USABLE_MS, 0);
  check (
      "memory beyond it", (open[MEMORY] - empty[MEMORY]) / mb, "× the texts", MAX_MEMORY_RATIO, 0);
  g_print ("  %.0f MB; with all folded for the search %.1f × the texts\n",
           open[MEMORY] - empty[MEMORY],
           (open[MEMORY_SEARCHED] - empty[MEMORY]) / mb);
  check ("main thread busy, opening", open[BUSY], "ms", BENCH_MAX_BUSY_MS, FALSE);
  check ("main thread busy, typing", open[BUSY_TYPING], "ms", BENCH_MAX_BUSY_MS, FALSE);
  g_print ("%s", strchr (search, '\n') + 1);
  large_dossier_remove (&size, folder);
  return is_over || strstr (search, "OVER") != NULL;
}

int
main (int argc, char **argv)
{
  const char *mode = argc > 1 ? argv[1] : "";

  if (g_str_equal (mode, "empty"))
    return bench_run_empty (watch);
  if (g_str_equal (mode, "open"))
    {
      bench_watch_loop ();
      return bench_run_window (argv[2], watch, look);
    }
  if (g_str_equal (mode, "search"))
    return run_search (argv[2]);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  return run_all (self);
}
