/* Tables as text: a small dossier full of what the formats have to escape, and what they say of
 * passages that moved. */
#include <string.h>

#include "dossier/dossier-file.h"
#include "figure/table.h"
#include "golden.h"

static EntDossier *dossier;
static EntLibrary *same, *changed; /* texts: those that were read; with a paragraph more */

static const EntView *
find_view (const char *id)
{
  const EntThing *thing = ent_dossier_find (dossier, id);

  g_assert_nonnull (thing);
  g_assert_cmpint (thing->kind, ==, ENT_THING_VIEW);
  return (const EntView *)thing;
}

static EntViewRequest
request_of (const char *view, const char *lang)
{
  return (EntViewRequest){ .dossier = dossier,
                           .kind = find_view (view)->kind,
                           .view = find_view (view),
                           .lang = lang,
                           .theme = ent_theme_get (ENT_THEME_LIGHT),
                           .camera = ENT_CAMERA_FIT };
}

static char *
written (const char *view, const char *lang, const EntTableOptions *options, EntTableFormat format)
{
  const EntViewRequest request = request_of (view, lang);
  g_autoptr (GError) error = NULL;
  char *text = ent_table_write (&request, options, format, &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  return text;
}

static void
test_golden (void)
{
  static const struct
  {
    const char *view, *lang, *name;
    EntTableFormat format;
    EntCitationStyle style;
  } cases[] = {
    { "across", "en", "across.csv", ENT_TABLE_CSV, ENT_CITATION_GBT7714 },
    { "across", "en", "across.html", ENT_TABLE_HTML, ENT_CITATION_GBT7714 },
    { "across", "en", "across.md", ENT_TABLE_MARKDOWN, ENT_CITATION_CHICAGO },
    { "across", "en", "across.tex", ENT_TABLE_LATEX, ENT_CITATION_PLAIN },
    { "across", "en", "across.tsv", ENT_TABLE_TSV, ENT_CITATION_PLAIN },
    { "across", "zh-Hans", "across-zh.md", ENT_TABLE_MARKDOWN, ENT_CITATION_GBT7714 },
    { "across", "zh-Hans", "across-zh.txt", ENT_TABLE_TEXT, ENT_CITATION_PLAIN },
    { "few", "en", "few.md", ENT_TABLE_MARKDOWN, ENT_CITATION_GBT7714 },
    { "rivalry", "en", "rivalry.md", ENT_TABLE_MARKDOWN, ENT_CITATION_GBT7714 },
    { "square", "zh-Hans", "square.csv", ENT_TABLE_CSV, ENT_CITATION_GBT7714 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntTableOptions options = ENT_TABLE_OPTIONS_DEFAULT;
      options.style = cases[i].style;
      options.library = changed;
      g_autofree char *text = written (cases[i].view, cases[i].lang, &options, cases[i].format);
      g_autofree char *again = written (cases[i].view, cases[i].lang, &options, cases[i].format);
      g_assert_cmpstr (text, ==, again);
      golden_check (text, "figure", cases[i].name);
    }
}

/* Where the passages stand depends on the text at hand. */
static void
test_places (void)
{
  const struct
  {
    const EntLibrary *library;
    const char *place;
    gboolean moved;
  } cases[] = {
    { NULL, "(characters 1–47)", FALSE },
    { same, "(para. 1)", FALSE },
    { changed, "(para. 2; moved: found elsewhere in the text at hand, 100 % alike)", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntTableOptions options = ENT_TABLE_OPTIONS_DEFAULT;
      options.library = cases[i].library;
      g_autofree char *text = written ("across", "en", &options, ENT_TABLE_MARKDOWN);
      if (strstr (text, cases[i].place) == NULL)
        g_error ("“%s” is not in\n%s", cases[i].place, text);
      g_assert_cmpint (strstr (text, "Moved passages: notes 1, 2, 4") != NULL, ==, cases[i].moved);
    }
}

static void
test_parts (void)
{
  EntTableOptions options = { .style = ENT_CITATION_PLAIN };

  for (guint format = 0; format <= ENT_TABLE_TEXT; format++)
    {
      g_autofree char *text = written ("across", "en", &options, format);
      g_assert_null (strstr (text, "As in note"));
      g_assert_null (strstr (text, "Port"));
      g_assert_null (strstr (text, "2020"));
      g_assert_null (strstr (text, "Two ways"));
      /* that nothing supports an entry is said beside it */
      g_assert_nonnull (strstr (text, "no passage"));
    }
}

/* Matrices count what the time lets through. */
static void
test_time (void)
{
  EntViewRequest request = request_of ("rivalry", "en");
  const EntTableOptions options = ENT_TABLE_OPTIONS_DEFAULT;
  g_autoptr (EntFilter) filter = ent_filter_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_filter_set_time (filter, "2020", NULL));
  g_autofree char *all = ent_table_write (&request, &options, ENT_TABLE_TSV, NULL);
  request.filter = filter;
  g_autofree char *then = ent_table_write (&request, &options, ENT_TABLE_TSV, NULL);
  g_autofree char *said = ent_table_write (&request, &options, ENT_TABLE_TEXT, NULL);
  g_assert_nonnull (strstr (all, "Ferry\t2"));
  g_assert_nonnull (strstr (then, "Ferry\t1"));
  g_assert_nonnull (strstr (said, "Only what overlaps 2020"));
  g_hash_table_add (filter->hidden, g_strdup ("kind:firm"));
  g_assert_null (ent_table_write (&request, &options, ENT_TABLE_TSV, &error));
  g_assert_error (error, ENT_FIGURE_ERROR, ENT_FIGURE_ERROR_EMPTY);
}

static void
test_errors (void)
{
  const EntViewRequest request = request_of ("map", "en");
  const EntTableOptions options = ENT_TABLE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;
  EntTableFormat format;

  g_assert_false (ent_grid_is_possible (ENT_VIEW_MAP));
  g_assert_null (ent_table_write (&request, &options, ENT_TABLE_CSV, &error));
  g_assert_error (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_UNSUPPORTED);
  g_assert_false (ent_table_format_parse ("png", &format));
  g_assert_true (ent_table_format_parse ("Markdown", &format));
  g_assert_cmpstr (ent_table_format_name (format), ==, "md");
}

static EntLibrary *
attach (GFile *file, const char *folder)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "figure", "texts", folder, NULL);
  const char *folders[] = { path, NULL };

  return ent_library_new (dossier, file, folders, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "figure", "data", "table.dossier", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  same = attach (file, "same");
  changed = attach (file, "changed");
  g_test_add_func ("/table/golden", test_golden);
  g_test_add_func ("/table/places", test_places);
  g_test_add_func ("/table/parts", test_parts);
  g_test_add_func ("/table/time", test_time);
  g_test_add_func ("/table/errors", test_errors);
  const int result = g_test_run ();
  ent_library_unref (same);
  ent_library_unref (changed);
  ent_dossier_unref (dossier);
  return result;
}
