/* What somebody chose of a figure, written and read again. */
#include <string.h>

#include "dossier/dossier-file.h"
#include "figure/figure-choices.h"

static EntJson *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  EntJson *node = ent_json_parse (json, strlen (json), &error);

  g_assert_no_error (error);
  return node;
}

/* Every field away from its default: none is forgotten on the way. */
static void
test_round_trip (void)
{
  static const char *const sizes[] = { "183mm", "89.5mmx60mm", "1600x900", "800" };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      EntFigureChoices choices = { .options = { .format = ENT_FIGURE_PDF,
                                                .dpi = 450.5,
                                                .text_scale = 1.25,
                                                .font_family = g_intern_string ("Noto Serif"),
                                                .show_notes = TRUE,
                                                .legend = ENT_LEGEND_RIGHT,
                                                .transparent = TRUE,
                                                .outlines = TRUE,
                                                .appendix = ENT_APPENDIX_QUOTES },
                                   .theme = ENT_THEME_GREY,
                                   .lang = "en",
                                   .lang2 = "zh-Hant",
                                   .style = ENT_CITATION_PLAIN };
      EntFigureChoices read = ENT_FIGURE_CHOICES_DEFAULT;
      g_autoptr (GError) error = NULL;
      g_assert_true (ent_figure_parse_size (sizes[i], &choices.options, NULL));
      g_autoptr (EntJson) json = ent_figure_choices_to_json (&choices);
      g_assert_true (ent_figure_choices_read (&read, json, &error));
      g_assert_no_error (error);
      g_autoptr (EntJson) again = ent_figure_choices_to_json (&read);
      g_autofree char *left = ent_json_write_compact (json);
      g_autofree char *right = ent_json_write_compact (again);
      g_assert_cmpstr (left, ==, right);
      g_assert_cmpint (read.options.format, ==, ENT_FIGURE_PDF);
      g_assert_cmpint (read.options.legend, ==, ENT_LEGEND_RIGHT);
      g_assert_cmpint (read.options.appendix, ==, ENT_APPENDIX_QUOTES);
      g_assert_true (read.options.transparent && read.options.outlines && read.options.show_notes);
      g_assert_false (read.options.show_title || read.options.show_date
                      || read.options.show_projection);
      g_assert_cmpstr (read.options.font_family, ==, "Noto Serif");
      g_assert_cmpstr (read.lang2, ==, "zh-Hant");
      g_assert_cmpint (read.theme, ==, ENT_THEME_GREY);
      g_assert_cmpfloat (read.options.text_scale, ==, 1.25);
    }
}

static void
test_tables (void)
{
  EntFigureChoices choices = ENT_FIGURE_CHOICES_DEFAULT;
  g_autoptr (EntJson) json = parse ("{'format':'tex','notes-style':'chicago'}");

  g_assert_true (ent_figure_choices_read (&choices, json, NULL));
  g_assert_true (choices.as_table);
  g_assert_cmpint (choices.table_format, ==, ENT_TABLE_LATEX);
  g_assert_cmpint (choices.style, ==, ENT_CITATION_CHICAGO);
  g_assert_cmpfloat (choices.options.width_mm, ==, 183); /* untouched */

  choices.table_format = ENT_TABLE_HTML;
  g_autoptr (EntJson) page = ent_figure_choices_to_json (&choices);
  choices.as_table = FALSE;
  g_assert_true (ent_figure_choices_read (&choices, page, NULL));
  g_assert_true (choices.as_table && choices.table_format == ENT_TABLE_HTML);
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *json, *names;
  } cases[] = {
    { "{'format':'gif'}", "gif" },
    { "{'dpi':1}", "dpi" },
    { "{'dpi':'300'}", "dpi" },
    { "{'size':'12 feet'}", "12 feet" },
    { "{'size':12}", "size" },
    { "{'theme':'pink'}", "pink" },
    { "{'legend':'left'}", "below" },
    { "{'appendix':true}", "appendix" },
    { "{'title':'yes'}", "title" },
    { "{'language':'fr'}", "fr" },
    { "{'font':''}", "font" },
    { "{'font':'A,B'}", "A,B" },
    { "{'text-scale':9}", "text-scale" },
    { "{'notes-style':'apa'}", "apa" },
    { "{'colour':'red'}", "colour" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntFigureChoices choices = ENT_FIGURE_CHOICES_DEFAULT;
      g_autoptr (EntJson) json = parse (cases[i].json);
      g_autoptr (GError) error = NULL;
      g_assert_false (ent_figure_choices_read (&choices, json, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].names) == NULL)
        g_error ("“%s” does not name %s", error->message, cases[i].names);
      g_assert_cmpfloat (choices.options.dpi, ==, 300);
    }
}

static void
test_presets (void)
{
  const char *text
      = "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\",\"presets\":["
        "{\"name\":{\"en\":\"Talk\",\"zh-Hans\":\"演讲\"},\"options\":{\"size\":\"1920x1080\"}},"
        "{\"name\":\"Bad\",\"options\":{\"size\":\"x\"}}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier
      = ent_dossier_parse (text, strlen (text), "test", NULL, NULL, &error);
  EntFigureChoices choices = ENT_FIGURE_CHOICES_DEFAULT;

  g_assert_no_error (error);
  g_assert_true (ent_figure_choices_read_preset (&choices, dossier, "演讲", &error));
  g_assert_cmpint (choices.options.width_px, ==, 1920);
  g_assert_cmpint (choices.options.height_px, ==, 1080);
  g_assert_false (ent_figure_choices_read_preset (&choices, dossier, "Bad", &error));
  g_assert_error (error, ENT_FIGURE_ERROR, ENT_FIGURE_ERROR_SIZE);
  g_clear_error (&error);
  g_assert_false (ent_figure_choices_read_preset (&choices, dossier, "Paper", &error));
  g_assert_error (error, ENT_FIGURE_ERROR, ENT_FIGURE_ERROR_OPTION);
}

/* The same language twice is one. */
static void
test_languages (void)
{
  EntViewRequest request = { .lang = "en" };
  EntFigureChoices choices = ENT_FIGURE_CHOICES_DEFAULT;

  choices.lang2 = "en";
  ent_figure_choices_apply (&choices, &request);
  g_assert_cmpstr (request.lang, ==, "en");
  g_assert_null (request.lang2);
  choices.lang = "zh-Hans";
  ent_figure_choices_apply (&choices, &request);
  g_assert_cmpstr (request.lang, ==, "zh-Hans");
  g_assert_cmpstr (request.lang2, ==, "en");
  g_autoptr (EntJson) twice = parse ("{'language':'en','second-language':'en'}");
  g_assert_true (ent_figure_choices_read (&choices, twice, NULL));
  g_assert_null (choices.lang2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure-choices/round-trip", test_round_trip);
  g_test_add_func ("/figure-choices/tables", test_tables);
  g_test_add_func ("/figure-choices/wrong", test_wrong);
  g_test_add_func ("/figure-choices/presets", test_presets);
  g_test_add_func ("/figure-choices/languages", test_languages);
  return g_test_run ();
}
