/* The page of HTML as text: what it allows, what it holds, and that it is the same every time. What
 * it does is tested in a browser, by tests/ui/test_page.py. */
#include <string.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "figure/figure-notes.h"
#include "figure/html-page.h"

static EntDossier *dossier;
static EntWorld *world;

static EntViewRequest
request_of (const EntDossier *of, EntViewKind kind, const char *lang)
{
  const GPtrArray *views = ent_dossier_views (of);
  EntViewRequest request = { .dossier = of,
                             .world = world,
                             .kind = kind,
                             .lang = lang,
                             .theme = ent_theme_get (ENT_THEME_LIGHT),
                             .camera = ENT_CAMERA_FIT };

  for (guint i = 0; i < views->len && request.view == NULL; i++)
    if (((const EntView *)g_ptr_array_index (views, i))->kind == kind)
      request.view = g_ptr_array_index (views, i);
  return request;
}

static char *
write_page (const EntViewRequest *request, EntHtmlExtent extent)
{
  const EntFigureOptions figure = ENT_FIGURE_OPTIONS_DEFAULT;
  const EntHtmlOptions options = { extent, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ent_html_write (request, &figure, &options, NULL, &error);
  gsize length;

  g_assert_no_error (error);
  const char *data = g_bytes_get_data (bytes, &length);
  g_assert_true (g_utf8_validate (data, (gssize)length, NULL));
  return g_strndup (data, length);
}

/* What stands between two strings, the first after from. */
static char *
between (const char *from, const char *open, const char *close)
{
  const char *start = strstr (from, open);

  g_assert_nonnull (start);
  start += strlen (open);
  const char *end = strstr (start, close);
  g_assert_nonnull (end);
  return g_strndup (start, (gsize)(end - start));
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, part)) != NULL; p += strlen (part))
    n++;
  return n;
}

static void
check_hash (const char *policy, const char *kind, const char *text)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (sum, (const guchar *)text, -1);
  g_checksum_get_digest (sum, digest, &size);
  g_autofree char *coded = g_base64_encode (digest, size);
  g_autofree char *rule = g_strdup_printf ("%s 'sha256-%s'", kind, coded);
  g_assert_nonnull (strstr (policy, rule));
}

/* Nothing may run or be fetched but the one style and the one script, by their hashes. */
static void
test_policy (void)
{
  const EntViewRequest request = request_of (dossier, ENT_VIEW_DIAGRAM, "en");
  g_autofree char *page = write_page (&request, ENT_HTML_VIEW);
  g_autofree char *policy = between (page, "Content-Security-Policy\" content=\"", "\">");
  g_autofree char *style = between (page, "<style>", "</style>");
  g_autofree char *script = between (page, "<script>", "</script>");

  g_assert_true (g_str_has_prefix (policy, "default-src 'none';"));
  g_assert_null (strstr (policy, "unsafe"));
  check_hash (policy, "style-src", style);
  check_hash (policy, "script-src", script);
  g_assert_cmpuint (count (page, "<script"), ==, 1);
  g_assert_cmpuint (count (page, "<style"), ==, 1);
  g_assert_cmpuint (count (page, " style=\""), ==, 0);
  g_assert_cmpuint (count (page, "<link") + count (page, "@import") + count (page, " src="), ==, 0);
  g_assert_null (strstr (page, "{{"));
}

static void
test_languages (void)
{
  const EntViewRequest request = request_of (dossier, ENT_VIEW_NETWORK, "zh-Hans");
  g_autofree char *page = write_page (&request, ENT_HTML_VIEW);
  static const char *const words[] = { "<html lang=\"zh-Hans\" data-lang=\"hs\">",
                                       ">Ukraine<",
                                       ">乌克兰<",
                                       ">烏克蘭<",
                                       "aria-label=\"放大\"",
                                       "data-en=\"Zoom in\"" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (page, words[i]) == NULL)
      g_error ("“%s” is not in the page", words[i]);
}

/* The ground is drawn once for all languages, and colours are variables of both themes. */
static void
test_shared (void)
{
  const EntViewRequest request = request_of (dossier, ENT_VIEW_MAP, "en");
  g_autofree char *page = write_page (&request, ENT_HTML_VIEW);
  g_autofree char *ground = between (page, "<g class=\"ground\"", "<g class=\"hull\"");

  g_assert_null (strstr (ground, "class=\"o"));
  g_assert_nonnull (strstr (page, "--paper:#ffffff;"));
  g_assert_cmpuint (count (page, "--paper:#1b1f22;"), ==, 2);
  g_assert_cmpuint (strlen (page), <, 1000000);
}

static void
test_same_bytes (void)
{
  const EntViewRequest request = request_of (dossier, ENT_VIEW_MAP, "en");
  g_autofree char *first = write_page (&request, ENT_HTML_VIEW);
  g_autofree char *second = write_page (&request, ENT_HTML_VIEW);

  g_assert_cmpstr (first, ==, second);
}

/* Steps with the figures they show, then all views once each. */
static void
test_story (void)
{
  const EntViewRequest request = request_of (dossier, ENT_VIEW_MAP, "en");
  g_autofree char *story = write_page (&request, ENT_HTML_STORY);
  g_autofree char *views = write_page (&request, ENT_HTML_VIEWS);
  g_autofree char *one = write_page (&request, ENT_HTML_VIEW);
  const guint n_views = ent_dossier_views (dossier)->len;

  g_assert_cmpuint (count (one, "<section class=\"figure\""), ==, 1);
  g_assert_cmpuint (count (views, "<section class=\"figure\""), ==, n_views);
  g_assert_cmpuint (count (story, "<section class=\"figure\""), >=, n_views);
  g_assert_null (strstr (views, "<section id=\"story\">"));
  g_assert_cmpuint (count (story, "<li id=\"s"), ==, ent_dossier_story (dossier)->len);
  g_assert_cmpuint (strlen (story), <, 5000000);
}

/* Every mark that is drawn has its entry, every passage of an entry its note. */
static void
test_links (void)
{
  const EntViewRequest request = request_of (dossier, ENT_VIEW_NETWORK, "en");
  g_autofree char *page = write_page (&request, ENT_HTML_VIEW);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_links = 0;

  for (const char *p = page; (p = strstr (p, " id=\"")) != NULL; p++)
    {
      char *id = between (p, " id=\"", "\"");
      if (!g_hash_table_add (ids, id))
        g_error ("two things are called “%s”", id);
    }
  for (const char *p = page; (p = strstr (p, " href=\"#")) != NULL; p++, n_links++)
    {
      g_autofree char *id = between (p, " href=\"#", "\"");
      if (!g_hash_table_contains (ids, id))
        g_error ("“%s” is linked to and not there", id);
    }
  g_assert_cmpuint (n_links, >, 100);
}

/* One view's notes have the numbers that its figure in print gives them. */
static void
test_numbers (void)
{
  EntViewRequest request = request_of (dossier, ENT_VIEW_DIAGRAM, "en");
  g_autofree char *page = write_page (&request, ENT_HTML_VIEW);
  g_autoptr (GError) error = NULL;

  request.width = 1100;
  request.text_scale = 1.12;
  request.fit = TRUE;
  request.height = ent_view_natural_height (&request);
  g_autoptr (EntScene) scene = ent_view_build (&request, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (EntFigureNotes) notes = ent_figure_notes_new (scene, &request, NULL);
  for (guint i = 1; i <= notes->notes->len; i++)
    {
      const EntFigureNote *note = ent_figure_notes_get (notes, i);
      g_autofree char *head
          = g_strdup_printf ("<article id=\"n%u\" data-p=\"%u\"", i, note->passage->index);
      g_assert_nonnull (strstr (page, head));
    }
  g_assert_cmpuint (count (page, "<article id=\"n"), ==, notes->notes->len);
}

/* Words are quoted only from texts that may be passed on. */
static void
test_rights (void)
{
  g_autofree char *path = ent_data_path ("dossiers/aukus-quad.dossier");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) open = ent_dossier_load (file, NULL, NULL, NULL, &error);
  g_autoptr (EntLibrary) library = ent_library_new (open, file, NULL, NULL, NULL);
  const EntViewRequest request = request_of (open, ENT_VIEW_MAP, "en");
  const EntViewRequest closed = request_of (dossier, ENT_VIEW_MAP, "en");
  const EntFigureOptions figure = ENT_FIGURE_OPTIONS_DEFAULT;
  const EntHtmlOptions options = { ENT_HTML_VIEW, library };
  g_autoptr (GBytes) bytes = ent_html_write (&request, &figure, &options, NULL, &error);
  g_autofree char *without = write_page (&closed, ENT_HTML_STORY);

  g_assert_no_error (error);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *with = g_strndup (data, length);
  g_assert_cmpuint (count (with, "<blockquote lang="), >, 5);
  g_assert_cmpuint (count (without, "<blockquote lang="), ==, 0);
}

static void
test_errors (void)
{
  EntViewRequest request = request_of (dossier, ENT_VIEW_MATRIX, "en");
  const EntFigureOptions figure = ENT_FIGURE_OPTIONS_DEFAULT;
  const EntHtmlOptions options = { ENT_HTML_STORY, NULL };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/folder/p.html");
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_null (ent_html_write (&request, &figure, &options, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (ent_html_export (&request, &figure, &options, nowhere, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_autofree char *dossier_path = ent_data_path ("dossiers/hanoi-anchorage.dossier");
  g_autofree char *world_path = ent_data_path ("world/world.bin");
  g_autoptr (GFile) file = g_file_new_for_path (dossier_path);
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  world = ent_world_open (world_path, &error);
  g_assert_no_error (error);
  g_test_add_func ("/html/policy", test_policy);
  g_test_add_func ("/html/languages", test_languages);
  g_test_add_func ("/html/shared", test_shared);
  g_test_add_func ("/html/same-bytes", test_same_bytes);
  g_test_add_func ("/html/story", test_story);
  g_test_add_func ("/html/links", test_links);
  g_test_add_func ("/html/numbers", test_numbers);
  g_test_add_func ("/html/rights", test_rights);
  g_test_add_func ("/html/errors", test_errors);
  int status = g_test_run ();
  ent_dossier_unref (dossier);
  ent_world_unref (world);
  return status;
}
