/* What can be said about an export before the dossier is read. */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/export-private.h"

/**
 * ent_export_format_name:
 * @format: a format
 *
 * Returns: (transfer none): its name
 */
const char *
ent_export_format_name (const EntExportFormat *format)
{
  return format->as_table ? ent_table_format_name (format->table)
                          : ent_figure_format_name (format->figure);
}

static gboolean
has_kind (const EntExportRun *run, gboolean as_table)
{
  for (guint i = 0; i < run->formats->len; i++)
    if (ent_export_format (run, i)->as_table == as_table)
      return TRUE;
  return FALSE;
}

/**
 * ent_export_has_figures:
 * @run: a run
 *
 * Returns: whether some of its formats are of figures
 */
gboolean
ent_export_has_figures (const EntExportRun *run)
{
  return has_kind (run, FALSE);
}

/**
 * ent_export_has_tables:
 * @run: a run
 *
 * Returns: whether some of its formats are of tables
 */
gboolean
ent_export_has_tables (const EntExportRun *run)
{
  return has_kind (run, TRUE);
}

static gboolean
is_document (const char *ending)
{
  return g_ascii_strcasecmp (ending, "pdf") == 0 || g_ascii_strcasecmp (ending, "html") == 0;
}

/* Those asked for, or else that of the ending of the output.  "html" is the page of a figure. */
static int
read_formats (const EntExportArguments *a, EntExportRun *run)
{
  const char *dot = a->output != NULL ? strrchr (a->output, '.') : NULL;
  const char *ending = dot != NULL && strchr (dot, '/') == NULL && dot[1] != '\0' ? dot + 1 : NULL;
  const gboolean is_folder = a->output != NULL && g_file_test (a->output, G_FILE_TEST_IS_DIR);
  /* All views of one format are one document only as a PDF or a page. */
  const gboolean ending_counts = ending != NULL && !is_folder && (!a->all || is_document (ending));
  const char *names = a->formats != NULL ? a->formats
                      : a->story         ? "pdf"
                      : ending_counts    ? ending
                                         : "png";
  g_auto (GStrv) each = g_strsplit (names, ",", -1);

  for (char **name = each; *name != NULL; name++)
    {
      EntExportFormat format = { 0 };
      if (!ent_figure_format_parse (*name, &format.figure))
        {
          format.as_table = TRUE;
          if (!ent_table_format_parse (*name, &format.table))
            return ent_cli_usage_error ("export",
                                        _ ("“%s” is no format of views; expected png, svg, pdf or "
                                           "html, or of tables csv, html-table, md or tex"),
                                        *name);
        }
      for (guint i = 0; i < run->formats->len; i++)
        if (g_str_equal (ent_export_format_name (ent_export_format (run, i)),
                         ent_export_format_name (&format)))
          return ent_cli_usage_error (
              "export", _ ("%s would be written twice under one name"), *name);
      g_array_append_val (run->formats, format);
    }
  return ENT_CLI_OK;
}

/* What an option can be said of. */
enum
{
  PICTURES = 1 << 0,
  PAGES = 1 << 1, /* of HTML, which take the size they are given */
  TABLES = 1 << 2,
};

static guint
kinds_of (const EntExportRun *run)
{
  guint kinds = 0;

  for (guint i = 0; i < run->formats->len; i++)
    {
      const EntExportFormat *format = ent_export_format (run, i);
      kinds |= format->as_table ? TABLES : format->figure == ENT_FIGURE_HTML ? PAGES : PICTURES;
    }
  return kinds;
}

/* What is said of a picture says nothing of a text, and the other way round. */
static int
check_applies (const EntExportArguments *a, const EntExportRun *run)
{
  const struct
  {
    const char *option;
    gboolean given;
    guint kinds;
  } options[] = {
    { "--size", a->size != NULL, PICTURES },
    { "--dpi", a->dpi != 0, PICTURES },
    { "--theme", a->theme != NULL, PICTURES | PAGES },
    { "--legend", a->legend != NULL, PICTURES },
    { "--appendix", a->appendix != NULL, PICTURES },
    { "--font", a->font != NULL, PICTURES },
    { "--notes", a->notes, PICTURES },
    { "--outlines", a->outlines, PICTURES },
    { "--transparent", a->transparent, PICTURES },
    { "--story", a->story, PICTURES | PAGES },
    { "--style", a->style != NULL, TABLES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (options[i].given && (options[i].kinds & kinds_of (run)) == 0)
      return ent_cli_usage_error (
          "export",
          options[i].kinds == TABLES
              ? _ ("%s is for tables (csv, html-table, md, tex); the format is %s")
              : _ ("%s is for figures (png, svg, pdf); the format is %s"),
          options[i].option,
          ent_export_format_name (ent_export_format (run, 0)));
  return ENT_CLI_OK;
}

static int
read_style (const EntExportArguments *a, EntExportRun *run)
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
read_theme (const EntExportArguments *a, EntExportRun *run)
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

static int
find_name (const char *name, const char *const *names)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (name, names[i]))
      return i;
  return -1;
}

/* Where the legend goes, and what follows a figure of a PDF. */
static int
read_parts (const EntExportArguments *a, EntExportRun *run)
{
  static const char *const places[] = { "none", "inside", "right", "below", NULL };
  static const char *const appendices[] = { "none", "digests", "quotes", NULL };
  const int place = a->legend != NULL ? find_name (a->legend, places) : ENT_LEGEND_BELOW;
  const int appendix
      = a->appendix != NULL ? find_name (a->appendix, appendices) : ENT_APPENDIX_DIGESTS;

  if (place < 0)
    return ent_cli_usage_error (
        "export", _ ("the legend is “%s”; expected none, inside, right or below"), a->legend);
  if (appendix < 0)
    return ent_cli_usage_error (
        "export", _ ("the appendix is “%s”; expected none, digests or quotes"), a->appendix);
  if (a->no_legend && a->legend != NULL)
    return ent_cli_usage_error ("export", "%s", _ ("expected either --legend or --no-legend"));
  run->options.legend = a->no_legend ? ENT_LEGEND_NONE : (EntLegendPlace)place;
  run->options.appendix = (EntAppendix)appendix;
  run->options.show_title = !a->no_title;
  run->options.show_caption = !a->no_caption;
  run->options.show_source = !a->no_source;
  run->options.show_date = !a->no_title;
  run->options.show_notes = a->notes;
  run->options.outlines = a->outlines;
  run->options.transparent = a->transparent;
  run->options.font_family = a->font;
  return ENT_CLI_OK;
}

static int
read_size (const EntExportArguments *a, EntExportRun *run)
{
  g_autoptr (GError) error = NULL;

  /* A view of any height is shown whole unless a height is asked for. */
  run->options.height_mm = 0;
  run->options.dpi = a->dpi != 0 ? a->dpi : run->options.dpi;
  if (a->size && !ent_figure_parse_size (a->size, &run->options, &error))
    return ent_cli_usage_error ("export", "%s", error->message);
  if (!(run->options.dpi >= ENT_MIN_DPI && run->options.dpi <= ENT_MAX_DPI))
    return ent_cli_usage_error ("export",
                                _ ("the resolution is %g per inch; expected %g to %g"),
                                a->dpi,
                                ENT_MIN_DPI,
                                ENT_MAX_DPI);
  return ENT_CLI_OK;
}

/* The one clock there is for what must be the same tomorrow.
 * Source: https://reproducible-builds.org/specs/source-date-epoch/ */
static int
read_date (EntExportRun *run)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  char *end;

  if (epoch == NULL || *epoch == '\0')
    return ENT_CLI_OK;
  errno = 0;
  const gint64 seconds = g_ascii_strtoll (epoch, &end, 10);
  g_autoptr (GDateTime) date
      = errno == 0 && *end == '\0' && seconds >= 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
  if (date == NULL)
    return ent_cli_usage_error (
        "export", _ ("SOURCE_DATE_EPOCH is “%s”; expected seconds since 1970"), epoch);
  run->date = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
  run->options.date = run->date;
  return ENT_CLI_OK;
}

/* Which views, and where to. */
static int
check_target (const EntExportArguments *a, const EntExportRun *run)
{
  if ((a->view != NULL) + a->all + a->story != 1)
    return ent_cli_usage_error (
        "export", "%s", _ ("expected one of --view ID or KIND, --all and --story"));
  const EntExportFormat *first = ent_export_format (run, 0);
  const gboolean page
      = run->formats->len == 1 && !first->as_table && first->figure == ENT_FIGURE_HTML;
  const gboolean pdf
      = run->formats->len == 1 && !first->as_table && first->figure == ENT_FIGURE_PDF;
  if (a->all && !a->output && !page)
    return ent_cli_usage_error ("export", "%s", _ ("expected a folder: --all -o DIR"));
  if (a->story && !page && !pdf)
    return ent_cli_usage_error ("export",
                                _ ("a story is written as pdf or html; the format is %s"),
                                ent_export_format_name (first));
  if (a->story && a->size != NULL)
    return ent_cli_usage_error ("export", "%s", _ ("a handout has the size of A4"));
  return ENT_CLI_OK;
}

/**
 * ent_export_read_options:
 * @arguments: what was asked for
 * @run: (out): the run
 *
 * Reads everything that can be said about the options before the file is read.
 *
 * Returns: the exit status; %ENT_CLI_USAGE after a message
 */
int
ent_export_read_options (const EntExportArguments *arguments, EntExportRun *run)
{
  g_autoptr (GError) error = NULL;
  int status;

  run->options = ENT_FIGURE_OPTIONS_DEFAULT;
  if ((status = read_formats (arguments, run)) != ENT_CLI_OK
      || (status = check_applies (arguments, run)) != ENT_CLI_OK
      || (status = read_theme (arguments, run)) != ENT_CLI_OK
      || (status = read_style (arguments, run)) != ENT_CLI_OK
      || (status = read_parts (arguments, run)) != ENT_CLI_OK
      || (status = read_size (arguments, run)) != ENT_CLI_OK
      || (status = read_date (run)) != ENT_CLI_OK)
    return status;
  if (arguments->at)
    {
      run->filter = ent_filter_new ();
      if (!ent_filter_set_time (run->filter, arguments->at, &error))
        return ent_cli_usage_error ("export", "%s", error->message);
      run->request.filter = run->filter;
    }
  return check_target (arguments, run);
}

static const char *const known[] = { "en", "zh-Hans", "zh-Hant", NULL };

/* "en", or "en+zh-Hans" for both in one figure. */
static int
read_language (const char *text, EntExportLanguage *language)
{
  g_auto (GStrv) names = g_strsplit (text, "+", -1);

  for (char **name = names; *name != NULL; name++)
    if (!g_strv_contains (known, *name))
      return ent_cli_usage_error (
          "export", _ ("“%s” is no language of figures; expected en, zh-Hans or zh-Hant"), *name);
  const guint n = g_strv_length (names);
  if (n == 0 || n > 2 || (n == 2 && g_str_equal (names[0], names[1])))
    return ent_cli_usage_error (
        "export", _ ("“%s” is not one language, or two as in en+zh-Hans"), text);
  language->lang = g_intern_string (names[0]);
  language->lang2 = n == 2 ? g_intern_string (names[1]) : NULL;
  return ENT_CLI_OK;
}

static gboolean
has_language (const EntExportRun *run, const EntExportLanguage *language)
{
  for (guint i = 0; i < run->langs->len; i++)
    {
      const EntExportLanguage *other = ent_export_language (run, i);
      if (other->lang == language->lang && other->lang2 == language->lang2)
        return TRUE;
    }
  return FALSE;
}

/**
 * ent_export_read_languages:
 * @arguments: what was asked for
 * @run: a run with its dossier
 *
 * Returns: the exit status; %ENT_CLI_USAGE after a message
 */
int
ent_export_read_languages (const EntExportArguments *arguments, EntExportRun *run)
{
  const char *own = ent_dossier_language (run->dossier);
  const char *names = arguments->langs != NULL                      ? arguments->langs
                      : own != NULL && g_strv_contains (known, own) ? own
                                                                    : "en";
  g_auto (GStrv) each = g_strsplit (names, ",", -1);

  for (char **name = each; *name != NULL; name++)
    {
      EntExportLanguage language;
      const int status = read_language (*name, &language);
      if (status != ENT_CLI_OK)
        return status;
      if (!has_language (run, &language))
        g_array_append_val (run->langs, language);
    }
  run->request.lang = ent_export_language (run, 0)->lang;
  run->request.lang2 = ent_export_language (run, 0)->lang2;
  return ENT_CLI_OK;
}
