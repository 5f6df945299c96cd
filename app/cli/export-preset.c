/* The options that a dossier keeps under a name. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/export-private.h"
#include "figure/figure-choices.h"

static gboolean
says_format (const EntExportArguments *a)
{
  const char *dot = a->output != NULL ? strrchr (a->output, '.') : NULL;

  return a->formats != NULL || a->story || (dot != NULL && strchr (dot, '/') == NULL);
}

static void
take_format (const EntFigureChoices *choices, EntExportRun *run)
{
  const EntExportFormat format = { .as_table = choices->as_table,
                                   .figure = choices->options.format,
                                   .table = choices->table_format };

  g_array_set_size (run->formats, 0);
  g_array_append_val (run->formats, format);
}

/* What the command line says of the figure goes first. */
static void
take_options (const EntExportArguments *a, const EntFigureOptions *kept, EntExportRun *run)
{
  const EntFigureOptions said = run->options;
  EntFigureOptions *options = &run->options;

  *options = *kept;
  options->library = said.library;
  options->date = said.date;
  if (a->size != NULL)
    {
      options->width_mm = said.width_mm;
      options->height_mm = said.height_mm;
      options->width_px = said.width_px;
      options->height_px = said.height_px;
    }
  if (a->dpi != 0)
    options->dpi = said.dpi;
  if (a->legend != NULL || a->no_legend)
    options->legend = said.legend;
  if (a->appendix != NULL)
    options->appendix = said.appendix;
  if (a->font != NULL)
    options->font_family = said.font_family;
  options->show_title &= !a->no_title;
  options->show_caption &= !a->no_caption;
  options->show_notes |= a->notes;
  options->outlines |= a->outlines;
  options->transparent |= a->transparent;
  if (a->no_source)
    options->show_source = options->show_projection = options->show_worldview = FALSE;
}

static void
take_language (const EntFigureChoices *choices, EntExportRun *run)
{
  EntExportLanguage language = *ent_export_language (run, 0);

  if (choices->lang != NULL)
    language.lang = choices->lang;
  language.lang2 = g_strcmp0 (choices->lang2, language.lang) != 0 ? choices->lang2 : NULL;
  g_array_set_size (run->langs, 0);
  g_array_append_val (run->langs, language);
  run->request.lang = language.lang;
  run->request.lang2 = language.lang2;
}

/**
 * ent_export_read_preset:
 * @arguments: what was asked for
 * @run: a run with its dossier, options and languages
 *
 * Takes the options of the preset that is asked for, where the command line says nothing else.
 *
 * Returns: the exit status; %ENT_CLI_PROBLEMS after a message when the dossier has no such preset
 */
int
ent_export_read_preset (const EntExportArguments *arguments, EntExportRun *run)
{
  EntFigureChoices choices = ENT_FIGURE_CHOICES_DEFAULT;
  g_autoptr (GError) error = NULL;

  if (arguments->preset == NULL)
    return ENT_CLI_OK;
  if (!ent_figure_choices_read_preset (&choices, run->dossier, arguments->preset, &error))
    {
      g_printerr ("entente: %s\n", error->message);
      return ENT_CLI_PROBLEMS;
    }
  take_options (arguments, &choices.options, run);
  if (!says_format (arguments))
    take_format (&choices, run);
  if (arguments->theme == NULL)
    run->request.theme = ent_theme_get (choices.theme);
  if (arguments->style == NULL)
    run->table.style = choices.style;
  if (arguments->langs == NULL)
    take_language (&choices, run);
  return ENT_CLI_OK;
}
