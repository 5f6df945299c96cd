#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/data-dir.h"
#include "cli/cli.h"
#include "figure/html-page.h"
#include "figure/table.h"

/* What the command line asks for. */
typedef struct
{
  char *view, *output, *format, *size, *theme, *lang, *at, *style;
  char **sources;
  double dpi; /* 0: not said */
  gboolean all, story, no_title, no_caption, no_legend, no_source;
} Arguments;

/* One run: the dossier and what all its figures have in common. */
typedef struct
{
  EntDossier *dossier;
  EntWorld *world;
  EntFilter *filter;
  EntViewRequest request;
  EntFigureOptions options;
  gboolean as_table; /* text rather than a figure */
  EntTableFormat table_format;
  EntTableOptions table;
  EntLibrary *library;
} Run;

static void
clear_arguments (Arguments *a)
{
  g_free (a->view);
  g_free (a->output);
  g_free (a->format);
  g_free (a->size);
  g_free (a->theme);
  g_free (a->lang);
  g_free (a->at);
  g_free (a->style);
  g_strfreev (a->sources);
}

static void
clear_run (Run *run)
{
  g_clear_pointer (&run->dossier, ent_dossier_unref);
  g_clear_pointer (&run->world, ent_world_unref);
  g_clear_pointer (&run->filter, ent_filter_free);
  g_clear_pointer (&run->library, ent_library_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, clear_arguments)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

/* The format that was asked for, or else that of the ending of the output. */
static int
choose_format (const Arguments *a, Run *run)
{
  const char *dot = a->output && !a->all ? strrchr (a->output, '.') : NULL;
  const char *name = a->format ? a->format : dot && !strchr (dot, '/') ? dot + 1 : "png";

  if (ent_figure_format_parse (name, &run->options.format))
    return ENT_CLI_OK;
  run->as_table = ent_table_format_parse (name, &run->table_format);
  if (run->as_table)
    return ENT_CLI_OK;
  return ent_cli_usage_error (
      "export",
      _ ("“%s” is no format of views; expected png, svg, pdf or html, or of "
         "tables csv, html-table, md or tex"),
      name);
}

static gboolean
is_page (const Run *run)
{
  return !run->as_table && run->options.format == ENT_FIGURE_HTML;
}

static const char *
format_name (const Run *run)
{
  return run->as_table ? ent_table_format_name (run->table_format)
                       : ent_figure_format_name (run->options.format);
}

/* What is said of a picture says nothing of a text, and the other way round. */
static int
check_applies (const Arguments *a, const Run *run)
{
  const struct
  {
    const char *option;
    gboolean given, of_tables, of_pages;
  } options[] = {
    { "--size", a->size != NULL, FALSE, FALSE },     { "--dpi", a->dpi != 0, FALSE, FALSE },
    { "--theme", a->theme != NULL, FALSE, TRUE },    { "--style", a->style != NULL, TRUE, FALSE },
    { "--sources", a->sources != NULL, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].given
        && (is_page (run) ? !options[i].of_pages : options[i].of_tables != run->as_table))
      return ent_cli_usage_error (
          "export",
          options[i].of_tables ? _ ("%s is for tables (csv, html-table, md, tex); the format is %s")
                               : _ ("%s is for figures (png, svg, pdf); the format is %s"),
          options[i].option,
          format_name (run));
  if (a->story && !is_page (run))
    return ent_cli_usage_error (
        "export", _ ("a story is written as html; the format is %s"), format_name (run));
  return ENT_CLI_OK;
}

static int
choose_style (const Arguments *a, Run *run)
{
  run->table = ENT_TABLE_OPTIONS_DEFAULT;
  run->table.show_title = !a->no_title;
  run->table.show_caption = !a->no_caption;
  run->table.show_notes = !a->no_source;
  if (a->style == NULL || ent_citation_style_parse (a->style, &run->table.style))
    return ENT_CLI_OK;
  return ent_cli_usage_error (
      "export", _ ("the style is “%s”; expected gbt7714, chicago or plain"), a->style);
}

static int
choose_language (const Arguments *a, Run *run)
{
  static const char *const known[] = { "en", "zh-Hans", "zh-Hant", NULL };
  const char *lang = a->lang ? a->lang : ent_dossier_language (run->dossier);

  if (!a->lang && (!lang || !g_strv_contains (known, lang)))
    lang = "en";
  if (!g_strv_contains (known, lang))
    return ent_cli_usage_error (
        "export", _ ("“%s” is no language of figures; expected en, zh-Hans or zh-Hant"), lang);
  run->request.lang = g_intern_string (lang);
  return ENT_CLI_OK;
}

static int
choose_theme (const Arguments *a, Run *run)
{
  EntThemeKind kind = ENT_THEME_LIGHT;

  if (a->theme && !ent_theme_parse (a->theme, &kind))
    {
      g_autoptr (GString) names = g_string_new (NULL);
      for (int i = 0; i < ENT_N_THEMES; i++)
        g_string_append_printf (names, "%s%s", i ? ", " : "", ent_theme_get (i)->name);
      return ent_cli_usage_error (
          "export", _ ("“%s” is no theme; expected one of %s"), a->theme, names->str);
    }
  run->request.theme = ent_theme_get (kind);
  return ENT_CLI_OK;
}

/* Everything that can be said about the options before the file is read. */
static int
read_options (const Arguments *a, Run *run)
{
  g_autoptr (GError) error = NULL;
  int status;

  run->options = ENT_FIGURE_OPTIONS_DEFAULT;
  /* A view of any height is shown whole unless a height is asked for. */
  run->options.height_mm = 0;
  run->options.dpi = a->dpi != 0 ? a->dpi : run->options.dpi;
  run->options.show_title = !a->no_title;
  run->options.show_caption = !a->no_caption;
  run->options.legend = a->no_legend ? ENT_LEGEND_NONE : ENT_LEGEND_BELOW;
  run->options.show_source = !a->no_source;
  run->options.show_projection = run->options.show_worldview = !a->no_source;
  if ((status = choose_format (a, run)) != ENT_CLI_OK
      || (status = check_applies (a, run)) != ENT_CLI_OK
      || (status = choose_theme (a, run)) != ENT_CLI_OK
      || (status = choose_style (a, run)) != ENT_CLI_OK)
    return status;
  if (a->size && !ent_figure_parse_size (a->size, &run->options, &error))
    return ent_cli_usage_error ("export", "%s", error->message);
  if (!(run->options.dpi >= 10 && run->options.dpi <= 2400))
    return ent_cli_usage_error (
        "export", _ ("the resolution is %g per inch; expected 10 to 2400"), a->dpi);
  if (a->at)
    {
      run->filter = ent_filter_new ();
      if (!ent_filter_set_time (run->filter, a->at, &error))
        return ent_cli_usage_error ("export", "%s", error->message);
      run->request.filter = run->filter;
    }
  if ((a->view != NULL) + a->all + a->story != 1)
    return ent_cli_usage_error (
        "export", "%s", _ ("expected one of --view ID or KIND, --all, and --story"));
  if (a->all && !a->output && !is_page (run))
    return ent_cli_usage_error ("export", "%s", _ ("expected a folder: --all -o DIR"));
  return ENT_CLI_OK;
}

/* By its id; else the first of that kind, saved or not. */
static gboolean
choose_view (const char *name, Run *run)
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
      run->request.camera = ent_view_camera (view);
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
      run->request.camera = ent_view_camera (run->request.view);
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
open_world (Run *run, GError **error)
{
  if (!run->world)
    {
      g_autofree char *path = ent_data_path ("world/world.bin");
      run->world = ent_world_open (path, error);
    }
  run->request.world = run->world;
  return run->world != NULL;
}

static gboolean
needs_world (Run *run, GError **error)
{
  return run->request.kind != ENT_VIEW_MAP || open_world (run, error);
}

/* A page that had to be higher than asked for is not what somebody laying out a paper expects. */
static void
tell_height (const Run *run, const EntScene *figure)
{
  gboolean mm = run->options.width_mm > 0;
  double unit = mm ? ENT_UNITS_PER_MM : 1, height = ent_scene_height (figure) / unit;
  double asked = mm ? run->options.height_mm : run->options.height_px;

  if (asked > 0 && height > asked + 0.5)
    g_printerr (_ ("entente: the figure is %.0f %s high instead of %.0f, as nothing is cut off\n"),
                ceil (height),
                mm ? "mm" : "px",
                asked);
}

static gboolean
write_output (GBytes *bytes, const char *path, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_str_equal (path, "-"))
    {
      fwrite (data, 1, length, stdout);
      if (fflush (stdout) == 0 && !ferror (stdout))
        return TRUE;
      g_set_error (
          error, ENT_FIGURE_ERROR, ENT_FIGURE_ERROR_WRITE, _ ("Standard output cannot be written"));
      return FALSE;
    }
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  return g_file_replace_contents (
      file, data, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}

static gboolean
export_table (Run *run, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!ent_grid_is_possible (run->request.kind))
    {
      g_printerr (_ ("entente: %s: a view of kind %s is no table; it can be written as png, svg or "
                     "pdf\n"),
                  path,
                  ent_view_kind_name (run->request.kind));
      return FALSE;
    }
  text = ent_table_write (&run->request, &run->table, run->table_format, &error);
  if (text != NULL)
    bytes = g_bytes_new (text, strlen (text));
  if (bytes != NULL && write_output (bytes, path, &error))
    return TRUE;
  g_printerr ("entente: %s: %s\n", path, error->message);
  return FALSE;
}

static gboolean
export_figure (Run *run, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntScene) figure = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (needs_world (run, &error))
    figure = ent_figure_build (&run->request, &run->options, NULL, &error);
  if (figure)
    bytes = ent_figure_encode (figure, &run->request, &run->options, NULL, NULL, &error);
  if (!bytes || !write_output (bytes, path, &error))
    {
      g_printerr ("entente: %s: %s\n", path, error->message);
      return FALSE;
    }
  tell_height (run, figure);
  return TRUE;
}

static gboolean
export_one (Run *run, const char *path)
{
  return run->as_table ? export_table (run, path) : export_figure (run, path);
}

/* All views, or the story, on one page; in a folder it has the name of the dossier. */
static int
export_page (Run *run, const Arguments *a)
{
  const EntHtmlOptions html = { a->story ? ENT_HTML_STORY
                                : a->all ? ENT_HTML_VIEWS
                                         : ENT_HTML_VIEW,
                                run->library };
  g_autofree char *name
      = g_strdup_printf ("%s.html", a->view != NULL ? a->view : ent_dossier_id (run->dossier));
  g_autofree char *path = a->output == NULL ? g_strdup (name)
                          : g_file_test (a->output, G_FILE_TEST_IS_DIR)
                              ? g_build_filename (a->output, name, NULL)
                              : g_strdup (a->output);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!ent_html_needs_world (&run->request, html.extent) || open_world (run, &error))
    bytes = ent_html_write (&run->request, &run->options, &html, NULL, &error);
  if (bytes != NULL && write_output (bytes, path, &error))
    return ENT_CLI_OK;
  g_printerr ("entente: %s: %s\n", path, error->message);
  return ENT_CLI_PROBLEMS;
}

/* All tables rather than all views when the format is one of tables. */
static int
export_all (Run *run, const char *folder)
{
  const GPtrArray *views = ent_dossier_views (run->dossier);
  gboolean good = TRUE;
  guint n_written = 0;

  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_printerr (_ ("entente: the folder %s cannot be made\n"), folder);
      return ENT_CLI_PROBLEMS;
    }
  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      if (run->as_table && !ent_grid_is_possible (view->kind))
        continue;
      g_autofree char *name = g_strdup_printf ("%s.%s", view->thing.id, format_name (run));
      g_autofree char *path = g_build_filename (folder, name, NULL);
      run->request.view = view;
      run->request.kind = view->kind;
      run->request.camera = ent_view_camera (view);
      good = export_one (run, path) && good;
      n_written++;
    }
  if (run->as_table && n_written == 0)
    {
      g_printerr (_ ("entente: “%s” has no saved view that is a table; they can be written as png, "
                     "svg or pdf\n"),
                  ent_dossier_id (run->dossier));
      return ENT_CLI_PROBLEMS;
    }
  return good ? ENT_CLI_OK : ENT_CLI_PROBLEMS;
}

/* Texts are looked for beside the dossier too, as by the other verbs. */
static void
attach_texts (const Arguments *a, GFile *file, Run *run)
{
  g_autoptr (GPtrArray) messages = NULL;

  run->library
      = ent_library_new (run->dossier, file, (const char *const *)a->sources, NULL, &messages);
  run->table.library = run->library;
  for (guint i = 0; messages != NULL && i < messages->len; i++)
    g_printerr ("%s\n", (const char *)g_ptr_array_index (messages, i));
}

static int export(const char *path, const Arguments *a)
{
  g_auto (Run) run = { 0 };
  int status = read_options (a, &run);

  if (status != ENT_CLI_OK)
    return status;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  run.dossier = ent_dossier_load (file, &problems, NULL, NULL, &error);
  if (!run.dossier)
    {
      ent_cli_print_problems (path, problems, error);
      return ENT_CLI_PROBLEMS;
    }
  if ((status = choose_language (a, &run)) != ENT_CLI_OK)
    return status;
  run.request.dossier = run.dossier;
  run.request.camera = ENT_CAMERA_FIT;
  if (run.as_table || is_page (&run))
    attach_texts (a, file, &run);
  if (a->all && !is_page (&run))
    return export_all (&run, a->output);
  if (a->view && !choose_view (a->view, &run))
    return ENT_CLI_PROBLEMS;
  if (is_page (&run))
    return export_page (&run, a);
  g_autofree char *name = g_strdup_printf ("%s.%s", a->view, format_name (&run));
  return export_one (&run, a->output ? a->output : name) ? ENT_CLI_OK : ENT_CLI_PROBLEMS;
}

/**
 * ent_cli_export:
 * @argc: number of arguments
 * @argv: the arguments; the first is "export"
 *
 * `entente export FILE --view ID|KIND [-o OUT] …`: a view as a figure or a table, without a
 * display.  The same command writes the same bytes.
 *
 * Returns: 0 if all was written, 1 if something was not, 2 for wrong usage
 */
int
ent_cli_export (int argc, char **argv)
{
  g_auto (Arguments) a = { 0 };
  int status = ENT_CLI_OK;
  const GOptionEntry entries[] = {
    { "view",
      'v',
      0,
      G_OPTION_ARG_STRING,
      &a.view,
      N_ ("The saved view of that id, or the first of that kind: map, network, timeline, "
          "comparison, quadrant, matrix, diagram"),
      N_ ("ID|KIND") },
    { "all",
      'a',
      0,
      G_OPTION_ARG_NONE,
      &a.all,
      N_ ("All saved views, into the folder of -o; as html on one page"),
      NULL },
    { "story",
      0,
      0,
      G_OPTION_ARG_NONE,
      &a.story,
      N_ ("The story with its notes and all saved views, on one page of html"),
      NULL },
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &a.output,
      N_ ("Where to; “-” is standard output"),
      N_ ("FILE") },
    { "format",
      'f',
      0,
      G_OPTION_ARG_STRING,
      &a.format,
      N_ ("png, svg, pdf or html, a page to explore; of tables also csv, html-table, md or tex; "
          "otherwise by the ending of the output"),
      N_ ("FORMAT") },
    { "size",
      's',
      0,
      G_OPTION_ARG_STRING,
      &a.size,
      N_ ("183mmx120mm, 1600x900 pixels, or a width alone; without it 183mm"),
      N_ ("SIZE") },
    { "dpi",
      'd',
      0,
      G_OPTION_ARG_DOUBLE,
      &a.dpi,
      N_ ("Pixels per inch of a PNG of so many mm; without it 300"),
      N_ ("N") },
    { "theme",
      't',
      0,
      G_OPTION_ARG_STRING,
      &a.theme,
      N_ ("light, dark, print, grey, contrast or contrast-dark"),
      N_ ("THEME") },
    { "lang",
      'l',
      0,
      G_OPTION_ARG_STRING,
      &a.lang,
      N_ ("en, zh-Hans or zh-Hant; without it the language of the dossier"),
      N_ ("LANG") },
    { "at",
      0,
      0,
      G_OPTION_ARG_STRING,
      &a.at,
      N_ ("Only what overlaps that time, as EDTF: 2019, 2025-08, 2019/2021"),
      N_ ("DATE") },
    { "style",
      0,
      0,
      G_OPTION_ARG_STRING,
      &a.style,
      N_ ("How the notes of a table cite documents: gbt7714, chicago or plain"),
      N_ ("STYLE") },
    { "sources",
      0,
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &a.sources,
      N_ ("Folder of source texts, or one text, in which the notes of tables and pages name "
          "paragraphs; may be repeated"),
      N_ ("DIR") },
    { "no-title", 0, 0, G_OPTION_ARG_NONE, &a.no_title, N_ ("Without title"), NULL },
    { "no-caption", 0, 0, G_OPTION_ARG_NONE, &a.no_caption, N_ ("Without caption"), NULL },
    { "no-legend", 0, 0, G_OPTION_ARG_NONE, &a.no_legend, N_ ("Without legend"), NULL },
    { "no-source", 0, 0, G_OPTION_ARG_NONE, &a.no_source, N_ ("Without sources and notes"), NULL },
    { NULL },
  };

  if (!ent_cli_parse (&argc,
                      &argv,
                      entries,
                      _ ("DOSSIER"),
                      _ ("Writes a view as a figure: PNG, SVG, PDF, or a page of HTML to explore; "
                         "a comparison, "
                         "a matrix or the values of a\nquadrant also as a table with notes: CSV, "
                         "HTML, Markdown "
                         "or LaTeX; a story as a page of HTML."),
                      &status))
    return status;
  if (argc != 2)
    return ent_cli_usage_error ("export", _ ("%d files are given; expected one"), argc - 1);
  return export(argv[1], &a);
}
