#include <glib/gi18n-lib.h>

#include "cli/export-private.h"

static void
clear_arguments (EntExportArguments *a)
{
  g_free (a->view);
  g_free (a->output);
  g_free (a->formats);
  g_free (a->size);
  g_free (a->theme);
  g_free (a->langs);
  g_free (a->at);
  g_free (a->style);
  g_free (a->legend);
  g_free (a->appendix);
  g_free (a->font);
  g_free (a->preset);
  g_strfreev (a->sources);
}

static void
clear_run (EntExportRun *run)
{
  g_clear_pointer (&run->dossier, ent_dossier_unref);
  g_clear_pointer (&run->world, ent_world_unref);
  g_clear_pointer (&run->filter, ent_filter_free);
  g_clear_pointer (&run->library, ent_library_unref);
  g_array_unref (run->formats);
  g_array_unref (run->langs);
  g_free (run->date);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EntExportArguments, clear_arguments)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EntExportRun, clear_run)

/* Texts are looked for beside the dossier too, as by the other verbs. */
static void
attach_texts (const EntExportArguments *a, GFile *file, EntExportRun *run)
{
  g_autoptr (GPtrArray) messages = NULL;

  run->library
      = ent_library_new (run->dossier, file, (const char *const *)a->sources, NULL, &messages);
  for (guint i = 0; messages != NULL && i < messages->len; i++)
    g_printerr ("%s\n", (const char *)g_ptr_array_index (messages, i));
}

static int export(const char *path, const EntExportArguments *a)
{
  g_auto (EntExportRun) run = { .formats = g_array_new (FALSE, FALSE, sizeof (EntExportFormat)),
                                .langs = g_array_new (FALSE, FALSE, sizeof (EntExportLanguage)) };
  int status = ent_export_read_options (a, &run);

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
  if ((status = ent_export_read_languages (a, &run)) != ENT_CLI_OK
      || (status = ent_export_read_preset (a, &run)) != ENT_CLI_OK)
    return status;
  run.request.dossier = run.dossier;
  run.request.camera = ENT_CAMERA_FIT;
  attach_texts (a, file, &run);
  return ent_export_run (a, &run);
}

/**
 * ent_cli_export:
 * @argc: number of arguments
 * @argv: the arguments; the first is "export"
 *
 * `entente export FILE --view ID|KIND [-o OUT] …`: a view, all views or the story as figures or
 * tables, without a display.  The same command writes the same bytes.
 *
 * Returns: 0 if all was written, 1 if something was not, 2 for wrong usage
 */
int
ent_cli_export (int argc, char **argv)
{
  g_auto (EntExportArguments) a = { 0 };
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
      N_ ("All saved views, into the folder of -o, or into one document if that is a .pdf or "
          ".html"),
      NULL },
    { "story",
      0,
      0,
      G_OPTION_ARG_NONE,
      &a.story,
      N_ ("The story: a handout of its steps in a PDF, or a page of HTML to step through"),
      NULL },
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &a.output,
      N_ ("Where to; “-” is standard output; a folder for several files"),
      N_ ("FILE") },
    { "format",
      'f',
      0,
      G_OPTION_ARG_STRING,
      &a.formats,
      N_ ("png, svg, pdf or html; of tables also csv, html-table, md or tex; several with commas; "
          "otherwise by the ending of the output"),
      N_ ("FORMAT,…") },
    { "preset",
      'p',
      0,
      G_OPTION_ARG_STRING,
      &a.preset,
      N_ ("The options that the dossier keeps under that name; others given here go first"),
      N_ ("NAME") },
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
      &a.langs,
      N_ ("en, zh-Hans or zh-Hant, or two in one figure: en+zh-Hans; several with commas; "
          "without it the language of the dossier"),
      N_ ("LANG,…") },
    { "at",
      0,
      0,
      G_OPTION_ARG_STRING,
      &a.at,
      N_ ("Only what overlaps that time, as EDTF: 2019, 2025-08, 2019/2021"),
      N_ ("DATE") },
    { "legend",
      0,
      0,
      G_OPTION_ARG_STRING,
      &a.legend,
      N_ ("none, inside, right or below, which is where it is otherwise"),
      N_ ("PLACE") },
    { "notes",
      0,
      0,
      G_OPTION_ARG_NONE,
      &a.notes,
      N_ ("With numbered notes under the figure"),
      NULL },
    { "appendix",
      0,
      0,
      G_OPTION_ARG_STRING,
      &a.appendix,
      N_ ("What follows a figure of a PDF: none, digests of its passages, or quotes where the "
          "rights allow them; without it digests"),
      N_ ("WHAT") },
    { "outlines",
      0,
      0,
      G_OPTION_ARG_NONE,
      &a.outlines,
      N_ ("The text of an SVG as outlines, the same with any fonts"),
      NULL },
    { "transparent",
      0,
      0,
      G_OPTION_ARG_NONE,
      &a.transparent,
      N_ ("A PNG or SVG without ground"),
      NULL },
    { "font", 0, 0, G_OPTION_ARG_STRING, &a.font, N_ ("Font family of the text"), N_ ("FAMILY") },
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
      N_ ("Folder of source texts, or one text, in which notes name paragraphs and tell what has "
          "moved; may be repeated"),
      N_ ("DIR") },
    { "no-title", 0, 0, G_OPTION_ARG_NONE, &a.no_title, N_ ("Without title"), NULL },
    { "no-caption", 0, 0, G_OPTION_ARG_NONE, &a.no_caption, N_ ("Without caption"), NULL },
    { "no-legend", 0, 0, G_OPTION_ARG_NONE, &a.no_legend, N_ ("Without legend"), NULL },
    { "no-source", 0, 0, G_OPTION_ARG_NONE, &a.no_source, N_ ("Without sources and notes"), NULL },
    { NULL },
  };

  if (!ent_cli_parse (
          &argc,
          &argv,
          entries,
          _ ("DOSSIER"),
          _ ("Writes views as figures: PNG, SVG, PDF or HTML; comparisons, matrices and the values "
             "of quadrants\nalso as tables with notes: CSV, HTML, Markdown or LaTeX.  Marks that "
             "rest on nothing, are\ndisputed or whose passages have moved are named.  The same "
             "command writes the same bytes;\nthe date of a PDF is that of SOURCE_DATE_EPOCH."),
          &status))
    return status;
  if (argc != 2)
    return ent_cli_usage_error ("export", _ ("%d files are given; expected one"), argc - 1);
  return export(argv[1], &a);
}
