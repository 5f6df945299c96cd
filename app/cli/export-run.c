/* The files of an export: made two at a time, with progress on a terminal. */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/data-dir.h"
#include "cli/export-private.h"
#include "figure/figure-pdf.h"
#include "figure/handout.h"
#include "figure/html-page.h"
#include "views/grid.h"

/* A shell's name for the end by Ctrl+C. */
#define INTERRUPTED (128 + SIGINT)

/* By its id; else the first of that kind, saved or not. */
static gboolean
choose_view (const char *name, EntExportRun *run)
{
  const GPtrArray *views = ent_dossier_views (run->dossier);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      g_string_append_printf (ids, "%s%s", i ? ", " : "", view->thing.id);
      if (!g_str_equal (view->thing.id, name))
        continue;
      run->request.view = view;
      run->request.kind = view->kind;
      return TRUE;
    }
  for (guint kind = 0; kind < ENT_N_VIEW_KINDS; kind++)
    {
      if (!g_str_equal (name, ent_view_kind_name (kind)))
        continue;
      run->request.kind = kind;
      run->request.view = NULL;
      for (guint i = 0; i < views->len && !run->request.view; i++)
        if (((const EntView *)g_ptr_array_index (views, i))->kind == kind)
          run->request.view = g_ptr_array_index (views, i);
      return TRUE;
    }
  g_printerr (_ ("entente: “%s” has no view “%s”; it has %s, and the kinds map, network, "
                 "timeline, comparison, quadrant, matrix and diagram\n"),
              ent_dossier_id (run->dossier),
              name,
              ids->str);
  return FALSE;
}

static gboolean
open_world (EntExportRun *run)
{
  g_autofree char *path = ent_data_path ("world/world.bin");
  g_autoptr (GError) error = NULL;

  if (run->world == NULL)
    run->world = ent_world_open (path, &error);
  if (run->world == NULL)
    g_printerr ("entente: %s\n", error->message);
  run->request.world = run->world;
  return run->world != NULL;
}

/* ---- telling ---- */

/* A page that had to be higher than asked for is not what somebody laying out a paper expects. */
static void
tell_height (const EntFigureOptions *options, double figure_height)
{
  gboolean mm = options->width_mm > 0;
  double height = figure_height / (mm ? ENT_UNITS_PER_MM : 1);
  double asked = mm ? options->height_mm : options->height_px;

  if (asked > 0 && height > asked + 0.5)
    g_printerr (_ ("entente: the figure is %.0f %s high instead of %.0f, as nothing is cut off\n"),
                ceil (height),
                mm ? "mm" : "px",
                asked);
}

static void
tell_font (const EntBatchJob *job)
{
  g_autofree char *name = g_file_get_basename (job->file);
  const char *family = job->options.font_family;

  if (family == NULL)
    return;
  if (!job->report.font_used)
    g_printerr (_ ("entente: %s: there is no font “%s”, or it has none of the characters; %s is "
                   "used\n"),
                name,
                family,
                job->report.fallbacks != NULL ? job->report.fallbacks : "Noto Sans");
  else if (job->report.fallbacks != NULL)
    g_printerr (_ ("entente: %s: the font “%s” lacks some characters; for them %s is used\n"),
                name,
                family,
                job->report.fallbacks);
}

static void
clear_line (void)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r\033[K");
}

/* Called on a worker's thread, one at a time. */
static void
on_ended (const EntBatchJob *job, guint n_ended, guint n_jobs, gpointer data)
{
  g_autofree char *path = g_file_get_parse_name (job->file);

  clear_line ();
  if (job->state == ENT_BATCH_FAILED)
    g_printerr ("entente: %s: %s\n", path, job->error->message);
  if (job->state == ENT_BATCH_WRITTEN && !job->as_table)
    {
      tell_height (&job->options, job->height);
      tell_font (job);
    }
  if (isatty (STDERR_FILENO) && n_ended < n_jobs)
    g_printerr ("%u/%u %s", n_ended, n_jobs, path);
}

static int
tell_cancelled (void)
{
  clear_line ();
  g_printerr (_ ("entente: interrupted; what is written is whole\n"));
  return INTERRUPTED;
}

/* ---- jobs ---- */

static EntBatchJob *
new_job (const EntExportRun *run, const EntExportFormat *format, const EntExportLanguage *language)
{
  EntBatchJob *job = ent_batch_job_new (&run->request, NULL);

  job->request.lang = language->lang;
  job->request.lang2 = language->lang2;
  job->options = run->options;
  job->options.format = format->figure;
  job->options.library = run->library;
  job->as_table = format->as_table;
  job->table_format = format->table;
  job->table = run->table;
  job->table.library = run->library;
  return job;
}

static void
free_job (gpointer job)
{
  ent_batch_job_free (job);
}

/* A job for each format and language of the view; of a view that is no table, none of a table when
 * all views are asked for. */
static void
add_jobs (const EntExportArguments *a, EntExportRun *run, GPtrArray *jobs, const char *folder)
{
  for (guint i = 0; i < run->formats->len; i++)
    for (guint k = 0; k < run->langs->len; k++)
      {
        const EntExportFormat *format = ent_export_format (run, i);
        if (a->all && format->as_table && !ent_grid_is_possible (run->request.kind))
          continue;
        EntBatchJob *job = new_job (run, format, ent_export_language (run, k));
        g_autofree char *name = ent_batch_file_name (job, run->langs->len > 1);
        g_autofree char *path
            = folder != NULL ? g_build_filename (folder, name, NULL) : g_strdup (name);
        job->file = g_file_new_for_commandline_arg (path);
        g_ptr_array_add (jobs, job);
      }
}

static gboolean
make_folder (const char *folder)
{
  if (g_mkdir_with_parents (folder, 0777) == 0 && g_access (folder, W_OK) == 0)
    return TRUE;
  g_printerr (_ ("entente: the folder %s cannot be written: %s\n"), folder, g_strerror (errno));
  return FALSE;
}

static int
run_jobs (GPtrArray *jobs)
{
  g_autoptr (GCancellable) cancellable = ent_export_watch_signals ();
  const gboolean good = ent_batch_run (jobs, TRUE, cancellable, on_ended, NULL);

  if (g_cancellable_is_cancelled (cancellable))
    return tell_cancelled ();
  clear_line ();
  return good ? ENT_CLI_OK : ENT_CLI_PROBLEMS;
}

/* All views as files of a folder. */
static int
export_folder (const EntExportArguments *a, EntExportRun *run)
{
  const GPtrArray *views = ent_dossier_views (run->dossier);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (free_job);

  if (!make_folder (a->output))
    return ENT_CLI_PROBLEMS;
  for (guint i = 0; i < views->len; i++)
    {
      run->request.view = views->pdata[i];
      run->request.kind = run->request.view->kind;
      if (ent_view_needs_world (&run->request) && ent_export_has_figures (run) && !open_world (run))
        return ENT_CLI_PROBLEMS;
      add_jobs (a, run, jobs, a->output);
    }
  if (jobs->len == 0)
    {
      g_printerr (ent_export_has_figures (run)
                      ? _ ("entente: “%s” has no saved view\n")
                      : _ ("entente: “%s” has no saved view that is a table; they can be written "
                           "as png, svg, pdf or html\n"),
                  ent_dossier_id (run->dossier));
      return ENT_CLI_PROBLEMS;
    }
  return run_jobs (jobs);
}

static int
write_standard (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  fwrite (data, 1, length, stdout);
  if (fflush (stdout) == 0 && !ferror (stdout))
    return ENT_CLI_OK;
  g_printerr (_ ("entente: Standard output cannot be written\n"));
  return ENT_CLI_PROBLEMS;
}

static int
write_output (GBytes *bytes, const char *path, GCancellable *cancellable, const GError *reason)
{
  g_autoptr (GError) error = reason != NULL ? g_error_copy (reason) : NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  if (bytes != NULL && g_str_equal (path, "-"))
    return write_standard (bytes);
  if (bytes != NULL && ent_figure_write (file, bytes, cancellable, &error))
    return ENT_CLI_OK;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return tell_cancelled ();
  g_printerr ("entente: %s: %s\n", path, error->message);
  return ENT_CLI_PROBLEMS;
}

/* All views as pages of one document. */
static int
export_document (const EntExportArguments *a, EntExportRun *run)
{
  const GPtrArray *views = ent_dossier_views (run->dossier);
  g_autoptr (GCancellable) cancellable = ent_export_watch_signals ();
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) scenes = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_scene_unref);
  g_autoptr (GPtrArray) prefixes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) figures = g_array_new (FALSE, TRUE, sizeof (EntPdfFigure));
  g_autoptr (GError) error = NULL;

  run->options.format = ENT_FIGURE_PDF;
  run->options.library = run->library;
  for (guint i = 0; i < views->len && error == NULL; i++)
    {
      run->request.view = views->pdata[i];
      run->request.kind = run->request.view->kind;
      if (ent_view_needs_world (&run->request) && !open_world (run))
        return ENT_CLI_PROBLEMS;
      EntViewRequest *request = g_memdup2 (&run->request, sizeof run->request);
      g_ptr_array_add (requests, request);
      EntScene *scene = ent_figure_build (request, &run->options, cancellable, &error);
      if (scene == NULL)
        break;
      g_ptr_array_add (scenes, scene);
      char *prefix = g_strconcat (request->view->thing.id, "/", NULL);
      g_ptr_array_add (prefixes, prefix);
      const EntPdfFigure figure
          = { .figure = scene, .request = request, .options = &run->options, .prefix = prefix };
      g_array_append_val (figures, figure);
    }
  if (error == NULL && figures->len == 0)
    g_set_error (&error,
                 ENT_FIGURE_ERROR,
                 ENT_FIGURE_ERROR_EMPTY,
                 _ ("“%s” has no saved view"),
                 ent_dossier_id (run->dossier));
  g_autoptr (GBytes) bytes
      = error == NULL
            ? ent_pdf_encode ((const EntPdfFigure *)(gpointer)figures->data,
                              figures->len,
                              ent_text_get (ent_dossier_title (run->dossier), run->request.lang),
                              cancellable,
                              &error)
            : NULL;
  return write_output (bytes, a->output, cancellable, error);
}

/* All views, or the story, on one page; in a folder, or without a name, it has the dossier's. */
static int
export_page (const EntExportArguments *a, EntExportRun *run)
{
  g_autoptr (GCancellable) cancellable = ent_export_watch_signals ();
  const EntHtmlOptions html = { a->story ? ENT_HTML_STORY : ENT_HTML_VIEWS, run->library };
  g_autofree char *name = g_strconcat (ent_dossier_id (run->dossier), ".html", NULL);
  g_autofree char *path = a->output == NULL ? g_strdup (name)
                          : g_file_test (a->output, G_FILE_TEST_IS_DIR)
                              ? g_build_filename (a->output, name, NULL)
                              : g_strdup (a->output);
  g_autoptr (GError) error = NULL;

  if (ent_html_needs_world (&run->request, html.extent) && !open_world (run))
    return ENT_CLI_PROBLEMS;
  g_autoptr (GBytes) bytes
      = ent_html_write (&run->request, &run->options, &html, cancellable, &error);
  return write_output (bytes, path, cancellable, error);
}

static int
export_handout (const EntExportArguments *a, EntExportRun *run)
{
  g_autoptr (GCancellable) cancellable = ent_export_watch_signals ();
  g_autofree char *name = g_strconcat (ent_dossier_id (run->dossier), ".pdf", NULL);
  g_autoptr (GError) error = NULL;

  run->options.library = run->library;
  if (run->langs->len > 1)
    return ent_cli_usage_error ("export", "%s", _ ("a handout is in one language"));
  if (!open_world (run))
    return ENT_CLI_PROBLEMS;
  g_autoptr (GBytes) bytes = ent_handout_encode (&run->request, &run->options, cancellable, &error);
  return write_output (bytes, a->output != NULL ? a->output : name, cancellable, error);
}

static gboolean
check_table (const EntExportRun *run, const char *path)
{
  if (!ent_export_has_tables (run) || ent_grid_is_possible (run->request.kind))
    return TRUE;
  g_printerr (_ ("entente: %s: a view of kind %s is no table; it can be written as png, svg, pdf "
                 "or html\n"),
              path,
              ent_view_kind_name (run->request.kind));
  return FALSE;
}

/* To standard output, for a pipe. */
static int
export_standard (EntBatchJob *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ent_batch_job_make (job, NULL, &error);

  if (bytes != NULL && !job->as_table)
    tell_height (&job->options, job->height);
  return write_output (bytes, "-", NULL, error);
}

static int
export_view (const EntExportArguments *a, EntExportRun *run)
{
  const gboolean several = run->formats->len > 1 || run->langs->len > 1;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (free_job);

  if (!choose_view (a->view, run))
    return ENT_CLI_PROBLEMS;
  if (!check_table (run, a->output != NULL ? a->output : a->view))
    return ENT_CLI_PROBLEMS;
  if (ent_view_needs_world (&run->request) && ent_export_has_figures (run) && !open_world (run))
    return ENT_CLI_PROBLEMS;
  if (several && a->output != NULL && !make_folder (a->output))
    return ENT_CLI_PROBLEMS;
  add_jobs (a, run, jobs, several ? a->output : NULL);
  EntBatchJob *first = jobs->pdata[0];
  if (!several && a->output != NULL && g_str_equal (a->output, "-"))
    return export_standard (first);
  if (!several)
    {
      g_clear_object (&first->file);
      g_autofree char *name
          = g_strdup_printf ("%s.%s", a->view, ent_export_format_name (ent_export_format (run, 0)));
      first->file = g_file_new_for_commandline_arg (a->output != NULL ? a->output : name);
    }
  return run_jobs (jobs);
}

/* One file for all views: a PDF or a page that is asked for by its name. */
static gboolean
is_document (const EntExportArguments *a, const EntExportRun *run, EntFigureFormat as)
{
  const EntExportFormat *format = ent_export_format (run, 0);
  g_autofree char *lower = a->output != NULL ? g_ascii_strdown (a->output, -1) : NULL;
  g_autofree char *ending = g_strconcat (".", ent_figure_format_name (as), NULL);

  return run->formats->len == 1 && run->langs->len == 1 && !format->as_table && format->figure == as
         && (lower == NULL
             || (g_str_has_suffix (lower, ending) && !g_file_test (a->output, G_FILE_TEST_IS_DIR)));
}

/**
 * ent_export_run:
 * @arguments: what was asked for
 * @run: a run with its dossier, options and languages
 *
 * Writes what was asked for.
 *
 * Returns: the exit status
 */
int
ent_export_run (const EntExportArguments *arguments, EntExportRun *run)
{
  if (arguments->story)
    return ent_export_format (run, 0)->figure == ENT_FIGURE_HTML ? export_page (arguments, run)
                                                                 : export_handout (arguments, run);
  if (arguments->all && is_document (arguments, run, ENT_FIGURE_PDF))
    return export_document (arguments, run);
  if (arguments->all && is_document (arguments, run, ENT_FIGURE_HTML))
    return export_page (arguments, run);
  if (arguments->all)
    return export_folder (arguments, run);
  return export_view (arguments, run);
}
