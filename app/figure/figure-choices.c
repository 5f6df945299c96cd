#include "figure/figure-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dossier/dossier-edit-views.h"

/* Larger text than this is a slip of the keyboard, smaller is below 6 pt. */
#define MIN_TEXT_SCALE 0.5
#define MAX_TEXT_SCALE 3.0

static const char *const legend_names[ENT_N_LEGEND_PLACES] = { "none", "inside", "right", "below" };
static const char *const appendix_names[ENT_N_APPENDICES] = { "none", "digests", "quotes" };
static const char *const languages[] = { "en", "zh-Hans", "zh-Hant", NULL };

#define SWITCH(name) offsetof (EntFigureOptions, name)

static const struct
{
  const char *key;
  gsize offset;
} switches[] = {
  { "title", SWITCH (show_title) },           { "caption", SWITCH (show_caption) },
  { "source", SWITCH (show_source) },         { "date", SWITCH (show_date) },
  { "projection", SWITCH (show_projection) }, { "worldview", SWITCH (show_worldview) },
  { "notes", SWITCH (show_notes) },           { "transparent", SWITCH (transparent) },
  { "outlines", SWITCH (outlines) },
};

static gboolean *
get_switch (EntFigureOptions *options, guint i)
{
  return (gboolean *)(gpointer)((char *)options + switches[i].offset);
}

static EntJson *
with_string (EntJson *object, const char *key, const char *value)
{
  return ent_json_with_member (object, key, ent_json_new_string (value));
}

/* A page and a table of HTML have the same ending, but not the same name. */
static const char *
format_name (const EntFigureChoices *choices)
{
  if (!choices->as_table)
    return ent_figure_format_name (choices->options.format);
  return choices->table_format == ENT_TABLE_HTML ? "html-table"
                                                 : ent_table_format_name (choices->table_format);
}

/**
 * ent_figure_choices_to_json:
 * @choices: choices
 *
 * Returns: (transfer full): them as an object, for ent_figure_choices_read()
 */
EntJson *
ent_figure_choices_to_json (const EntFigureChoices *choices)
{
  EntFigureOptions options = choices->options;
  g_autofree char *size = ent_figure_size_text (&options);
  EntJson *json = ent_json_new_object ();

  json = with_string (json, "format", format_name (choices));
  json = with_string (json, "size", size);
  json = ent_json_with_member (json, "dpi", ent_json_new_double (options.dpi));
  json = with_string (json, "theme", ent_theme_get (choices->theme)->name);
  if (choices->lang != NULL)
    json = with_string (json, "language", choices->lang);
  if (choices->lang2 != NULL)
    json = with_string (json, "second-language", choices->lang2);
  if (options.font_family != NULL)
    json = with_string (json, "font", options.font_family);
  json = ent_json_with_member (json, "text-scale", ent_json_new_double (options.text_scale));
  json = with_string (json, "legend", legend_names[options.legend]);
  json = with_string (json, "appendix", appendix_names[options.appendix]);
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    json = ent_json_with_member (
        json, switches[i].key, ent_json_new_boolean (*get_switch (&options, i)));
  return with_string (json, "notes-style", ent_citation_style_name (choices->style));
}

static gboolean
refuse (GError **error, const char *key, const EntJson *value, const char *expected)
{
  g_autofree char *text = ent_json_write_compact (value);

  g_set_error (error,
               ENT_FIGURE_ERROR,
               ENT_FIGURE_ERROR_OPTION,
               _ ("The figure's option “%s” is %s; expected %s"),
               key,
               text,
               expected);
  return FALSE;
}

static gboolean
read_name (const char *key,
           const EntJson *value,
           const char *const *names,
           guint n_names,
           guint *place,
           GError **error)
{
  const char *name = NULL;

  for (guint i = 0; ent_json_get_string (value, &name) && i < n_names; i++)
    if (g_str_equal (names[i], name))
      {
        *place = i;
        return TRUE;
      }
  g_autoptr (GString) list = g_string_new (NULL);
  for (guint i = 0; i < n_names; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", names[i]);
  g_autofree char *expected = g_strdup_printf (_ ("one of: %s"), list->str);
  return refuse (error, key, value, expected);
}

static gboolean
read_range (const char *key,
            const EntJson *value,
            double least,
            double most,
            double *number,
            GError **error)
{
  if (ent_json_get_double (value, number) && *number >= least && *number <= most)
    return TRUE;
  g_autofree char *expected = g_strdup_printf (_ ("a number from %g to %g"), least, most);
  return refuse (error, key, value, expected);
}

static gboolean
read_format (EntFigureChoices *choices, const EntJson *value, GError **error)
{
  const char *name = NULL;

  if (ent_json_get_string (value, &name)
      && ent_figure_format_parse (name, &choices->options.format))
    choices->as_table = FALSE;
  else if (name != NULL && ent_table_format_parse (name, &choices->table_format))
    choices->as_table = TRUE;
  else
    return refuse (error, "format", value, _ ("a format of figures or tables"));
  return TRUE;
}

static gboolean
read_size (EntFigureChoices *choices, const EntJson *value, GError **error)
{
  const char *size = NULL;

  return ent_json_get_string (value, &size)
             ? ent_figure_parse_size (size, &choices->options, error)
             : refuse (error, "size", value, _ ("for instance “183mm” or “1600x900”"));
}

static gboolean
read_language (const char *key, const EntJson *value, const char **lang, GError **error)
{
  guint place;

  if (!read_name (key, value, languages, g_strv_length ((char **)languages), &place, error))
    return FALSE;
  *lang = languages[place];
  return TRUE;
}

static gboolean
read_font (EntFigureChoices *choices, const EntJson *value, GError **error)
{
  const char *family = NULL;

  if (!ent_json_get_string (value, &family) || *family == '\0' || strchr (family, ',') != NULL)
    return refuse (error, "font", value, _ ("the name of one font family"));
  choices->options.font_family = g_intern_string (family);
  return TRUE;
}

static gboolean
read_style (EntFigureChoices *choices, const EntJson *value, GError **error)
{
  const char *name = NULL;

  return (ent_json_get_string (value, &name) && ent_citation_style_parse (name, &choices->style))
         || refuse (error, "notes-style", value, _ ("one of: gbt7714, chicago, plain"));
}

static gboolean
read_theme (EntFigureChoices *choices, const EntJson *value, GError **error)
{
  const char *name = NULL;

  return (ent_json_get_string (value, &name) && ent_theme_parse (name, &choices->theme))
         || refuse (error, "theme", value, _ ("the name of a theme"));
}

static gboolean
read_switch (EntFigureOptions *options, const char *key, const EntJson *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (g_str_equal (key, switches[i].key))
      return ent_json_get_boolean (value, get_switch (options, i))
             || refuse (error, key, value, _ ("true or false"));
  return refuse (error, key, value, _ ("no option of that name"));
}

static gboolean
read_member (EntFigureChoices *choices, const char *key, const EntJson *value, GError **error)
{
  EntFigureOptions *options = &choices->options;
  guint place = 0;

  if (g_str_equal (key, "format"))
    return read_format (choices, value, error);
  if (g_str_equal (key, "size"))
    return read_size (choices, value, error);
  if (g_str_equal (key, "theme"))
    return read_theme (choices, value, error);
  if (g_str_equal (key, "font"))
    return read_font (choices, value, error);
  if (g_str_equal (key, "notes-style"))
    return read_style (choices, value, error);
  if (g_str_equal (key, "language"))
    return read_language (key, value, &choices->lang, error);
  if (g_str_equal (key, "second-language"))
    return read_language (key, value, &choices->lang2, error);
  if (g_str_equal (key, "dpi"))
    return read_range (key, value, ENT_MIN_DPI, ENT_MAX_DPI, &options->dpi, error);
  if (g_str_equal (key, "text-scale"))
    return read_range (key, value, MIN_TEXT_SCALE, MAX_TEXT_SCALE, &options->text_scale, error);
  if (g_str_equal (key, "legend"))
    {
      if (!read_name (key, value, legend_names, ENT_N_LEGEND_PLACES, &place, error))
        return FALSE;
      options->legend = (EntLegendPlace)place;
      return TRUE;
    }
  if (g_str_equal (key, "appendix"))
    {
      if (!read_name (key, value, appendix_names, ENT_N_APPENDICES, &place, error))
        return FALSE;
      options->appendix = (EntAppendix)place;
      return TRUE;
    }
  return read_switch (options, key, value, error);
}

/**
 * ent_figure_choices_read:
 * @choices: (inout): choices; what @json does not tell stays as it is
 * @json: (nullable): an object, as made by ent_figure_choices_to_json() or by hand
 * @error: %ENT_FIGURE_ERROR_OPTION, %ENT_FIGURE_ERROR_SIZE; names the option, what was found and
 *   what was expected
 *
 * Reads choices.  When one makes no sense, none of them is taken.
 *
 * Returns: whether all were read
 */
gboolean
ent_figure_choices_read (EntFigureChoices *choices, const EntJson *json, GError **error)
{
  EntFigureChoices read = *choices;

  for (guint i = 0; i < ent_json_length (json); i++)
    {
      const char *key = ent_json_key (json, i);
      if (key == NULL || !read_member (&read, key, ent_json_member (json, key), error))
        return FALSE;
    }
  if (read.lang2 != NULL && g_strcmp0 (read.lang, read.lang2) == 0)
    read.lang2 = NULL;
  *choices = read;
  return TRUE;
}

/* A text of the format: a string, or one for each language. */
static gboolean
is_named (const EntJson *text, const char *name)
{
  const char *string = NULL;

  if (ent_json_get_string (text, &string))
    return g_str_equal (string, name);
  for (guint i = 0; i < ent_json_length (text); i++)
    if (ent_json_get_string (ent_json_member (text, ent_json_key (text, i)), &string)
        && g_str_equal (string, name))
      return TRUE;
  return FALSE;
}

/**
 * ent_figure_choices_read_preset:
 * @choices: (inout): choices; what the preset does not tell stays as it is
 * @dossier: a dossier
 * @name: the name of a preset in any of its languages
 * @error: %ENT_FIGURE_ERROR_OPTION when there is none of that name; those of
 *   ent_figure_choices_read()
 *
 * Returns: whether they are those of the preset now
 */
gboolean
ent_figure_choices_read_preset (EntFigureChoices *choices,
                                EntDossier *dossier,
                                const char *name,
                                GError **error)
{
  const EntJson *presets = ent_dossier_presets (dossier);

  for (guint i = 0; i < ent_json_length (presets); i++)
    {
      const EntJson *preset = ent_json_element (presets, i);
      if (is_named (ent_json_member (preset, "name"), name))
        return ent_figure_choices_read (choices, ent_json_member (preset, "options"), error);
    }
  g_set_error (error,
               ENT_FIGURE_ERROR,
               ENT_FIGURE_ERROR_OPTION,
               _ ("“%s” has no preset “%s” for figures"),
               ent_dossier_id (dossier),
               name);
  return FALSE;
}

/**
 * ent_figure_choices_apply:
 * @choices: choices
 * @request: (inout): what is to be drawn; its lang is that in which the views are looked at
 *
 * Sets the theme and the languages.
 */
void
ent_figure_choices_apply (const EntFigureChoices *choices, EntViewRequest *request)
{
  request->theme = ent_theme_get (choices->theme);
  if (choices->lang != NULL)
    request->lang = choices->lang;
  request->lang2 = g_strcmp0 (choices->lang2, request->lang) != 0 ? choices->lang2 : NULL;
}
