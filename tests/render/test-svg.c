#include <string.h>

#include "demo-scene.h"
#include "golden.h"
#include "picture.h"

typedef struct
{
  GHashTable *ids;       /* every id, once */
  GPtrArray *references; /* what url(#…) and data-item name */
  GString *text;         /* all that is in <text>, a line each */
  GString *titles;
  guint n_texts;
  gboolean hidden; /* in a halo */
} Document;

static void
note_reference (Document *document, const char *value)
{
  if (g_str_has_prefix (value, "url(#"))
    {
      char *id = g_strndup (value + 5, strlen (value) - 6);
      g_ptr_array_add (document->references, id);
    }
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer data,
               GError **error)
{
  Document *document = data;
  document->n_texts += g_str_equal (element, "text");
  document->hidden = FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      note_reference (document, values[i]);
      if (g_str_equal (names[i], "data-item"))
        g_ptr_array_add (document->references, g_strdup (values[i]));
      if (g_str_equal (names[i], "id"))
        g_assert_true (g_hash_table_add (document->ids, g_strdup (values[i])));
      if (g_str_equal (names[i], "aria-hidden"))
        document->hidden = TRUE;
      /* No number is written in the way of another language, or as an exponent. */
      if (g_str_equal (names[i], "d") || g_str_equal (names[i], "x"))
        g_assert_null (strpbrk (values[i], ",eE"));
    }
}

static void
read_text (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Document *document = data;
  const char *element = g_markup_parse_context_get_element (context);
  if (g_str_equal (element, "text") && !document->hidden)
    g_string_append_len (document->text, text, (gssize)length);
  if (g_str_equal (element, "title"))
    g_string_append_printf (document->titles, "%.*s\n", (int)length, text);
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Document *document = data;
  if (g_str_equal (element, "text") && !document->hidden)
    g_string_append_c (document->text, '\n');
}

static Document *
parse (const char *svg)
{
  static const GMarkupParser parser
      = { .start_element = start_element, .end_element = end_element, .text = read_text };
  Document *document = g_new0 (Document, 1);
  document->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  document->references = g_ptr_array_new_with_free_func (g_free);
  document->text = g_string_new (NULL);
  document->titles = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, document, NULL);
  g_autoptr (GError) error = NULL;
  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return document;
}

static void
free_document (Document *document)
{
  g_hash_table_unref (document->ids);
  g_ptr_array_unref (document->references);
  g_string_free (document->text, TRUE);
  g_string_free (document->titles, TRUE);
  g_free (document);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, free_document)

static const EntSvgOptions options = { .title = "Ties <&> “联系”",
                                       .description = "A test",
                                       .lang = "en",
                                       .source = "the tests",
                                       .licence = "CC BY 4.0" };

static void
test_document (void)
{
  static const char *const langs[] = { "en", "zh-Hans", "zh-Hant" };
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    {
      g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_LIGHT, langs[i]);
      gsize length;
      g_autofree char *svg = ent_render_svg (scene, &options, NULL, &length);
      g_autoptr (Document) document = parse (svg);
      g_assert_cmpuint (length, ==, strlen (svg));
      for (guint k = 0; k < document->references->len; k++)
        g_assert_true (g_hash_table_contains (document->ids, document->references->pdata[k]));
      for (guint k = 0; k < ent_scene_n_items (scene); k++)
        {
          const EntSceneItem *item = ent_scene_item (scene, k);
          g_assert_true (g_hash_table_contains (document->ids, item->id));
          g_assert_nonnull (strstr (document->titles->str, item->title));
        }
      g_assert_true (g_str_has_prefix (document->titles->str, "Ties <&> “联系”\n"));
    }
}

/* What is written is text: every line of the scene, run by run. */
static void
test_text (void)
{
  g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_LIGHT, "zh-Hans");
  g_autofree char *svg = ent_render_svg (scene, NULL, NULL, NULL);
  g_autoptr (Document) document = parse (svg);
  GString *joined = g_string_new (NULL);
  guint n_texts = 0;
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    if (ent_scene_mark (scene, i)->kind == ENT_MARK_TEXT)
      {
        n_texts++;
        g_string_append (joined, ent_scene_mark (scene, i)->text.string);
      }
  g_autofree char *expected = g_string_free (joined, FALSE);
  g_auto (GStrv) runs = g_strsplit (document->text->str, "\n", -1);
  g_autofree char *found = g_strjoinv ("", runs);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpuint (document->n_texts, >=, n_texts);
  g_assert_nonnull (strstr (svg, "font-family=\"'Noto Sans CJK SC', 'Noto Sans',"));
  g_assert_nonnull (strstr (svg, "xml:lang=\"zh-Hans\""));
}

/* Strings that would break out of their place. */
static void
test_hostile_strings (void)
{
  const char *const evidence[] = { "p\"1", "<p2>", NULL };
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (100, 80, ent_theme_get (ENT_THEME_LIGHT));
  const EntSceneItem item = { .id = "actor:\"><script> &\t1",
                              .title = "]]>&amp;<!--\x01",
                              .description = "</desc>\xff",
                              .evidence = evidence };
  int index = ent_scene_builder_item (builder, &item);
  const EntTextStyle style = { .size = 10, .lang = "en\" onload=\"" };
  ent_scene_builder_text (builder,
                          ENT_LAYER_LABEL,
                          index,
                          10,
                          20,
                          "</text><script>\x02 & ”",
                          &style,
                          (EntColour){ 0, 0, 0, 1 },
                          NULL);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  const EntSvgOptions prefixed
      = { .id_prefix = "f1-", .title = "<>", .width_mm = 26.458, .height_mm = 21.167 };
  g_autofree char *svg = ent_render_svg (scene, &prefixed, NULL, NULL);
  g_autoptr (Document) document = parse (svg);
  g_assert_null (strstr (svg, "<script"));
  g_assert_null (strstr (svg, " onload=\""));
  g_assert_null (strchr (svg, 1));
  g_assert_cmpstr (document->text->str, ==, "</text><script>  & ”\n");
  g_assert_true (g_hash_table_contains (document->ids, "f1-actor:\"><script>_&_1"));
  g_assert_nonnull (strstr (svg, "width=\"26.458mm\" height=\"21.167mm\" viewBox=\"0 0 100 80\""));
}

/* The description, evidence and further groups of an item. */
static void
test_groups (void)
{
  g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_LIGHT, "en");
  g_autofree char *svg = ent_render_svg (scene, &options, NULL, NULL);
  g_assert_nonnull (strstr (svg,
                            "<g id=\"relation:usa-jpn\" class=\"relation\" data-evidence=\"p1 p2\""
                            " role=\"graphics-symbol img\">\n<title>GCAP 2022</title>\n"
                            "<desc>1951 – 2024</desc>\n"));
  g_assert_nonnull (strstr (svg, "<g data-item=\"relation:usa-jpn\" class=\"relation\">"));
  g_assert_nonnull (strstr (svg, "<dc:rights>CC BY 4.0</dc:rights>"));
  g_assert_nonnull (strstr (svg, "<g class=\"layer-line\" clip-path=\"url(#def-0)\">"));
}

static guint
count (const char *text, const char *needle)
{
  guint n = 0;
  for (const char *p = text; (p = strstr (p, needle)) != NULL; p++)
    n++;
  return n;
}

/* Items lead within the page, whatever its ids begin with, or out of it; the rest leads nowhere. */
static void
test_links (void)
{
  g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_LIGHT, "en");
  g_autofree const char **links = g_new0 (const char *, ent_scene_n_items (scene));
  links[ent_scene_find_item (scene, "relation:usa-jpn")] = "#note:1";
  links[ent_scene_find_item (scene, "actor:kor")] = "https://example.org/?a=1&b=\"2\"";
  const EntSvgOptions linked = { .id_prefix = "f-", .links = links };
  g_autofree char *svg = ent_render_svg (scene, &linked, NULL, NULL);
  g_autoptr (Document) document = parse (svg); /* which fails on what is no XML */
  g_assert_nonnull (document);
  /* Each in the group of the item and in those that it has in further layers. */
  g_assert_cmpuint (count (svg, "<a href=\"#f-note:1\" xlink:href=\"#f-note:1\">"), >=, 2);
  g_assert_nonnull (strstr (svg, "href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\""));
  g_assert_cmpuint (count (svg, "<a "), ==, count (svg, "</a>"));
  g_assert_cmpuint (count (svg, "<a "), <, count (svg, "<g "));
  g_autofree char *bare = ent_render_svg (scene, NULL, NULL, NULL);
  g_assert_null (strstr (bare, "<a "));
  g_assert_null (strstr (bare, "xlink"));
}

/* As paths, letters need no font; their words are still there for those who listen. */
static void
test_outlines (void)
{
  g_autoptr (EntScene) scene = demo_scene_new (ENT_THEME_LIGHT, "zh-Hans");
  const EntSvgOptions outlined = { .outlines = TRUE, .transparent = TRUE };
  g_autofree char *svg = ent_render_svg (scene, &outlined, NULL, NULL);
  g_autofree char *text = ent_render_svg (scene, NULL, NULL, NULL);
  g_assert_null (strstr (svg, "<text"));
  g_assert_null (strstr (svg, "font-family"));
  g_assert_null (strstr (svg, "class=\"paper\""));
  g_assert_nonnull (strstr (text, "class=\"paper\""));
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    if (ent_scene_mark (scene, i)->kind == ENT_MARK_TEXT)
      {
        g_autofree char *words = g_markup_escape_text (ent_scene_mark (scene, i)->text.string, -1);
        g_autofree char *label = g_strdup_printf ("aria-label=\"%s\"", words);
        g_assert_nonnull (strstr (svg, label));
      }
}

static void
test_goldens (void)
{
  g_autoptr (EntScene) light = demo_scene_new (ENT_THEME_LIGHT, "en");
  g_autoptr (EntScene) dark = demo_scene_new (ENT_THEME_DARK, "zh-Hans");
  g_autofree char *first = ent_render_svg (light, &options, NULL, NULL);
  g_autofree char *second = ent_render_svg (dark, NULL, NULL, NULL);
  golden_check (first, "render", "demo-light-en.svg");
  golden_check (second, "render", "demo-dark-zh-Hans.svg");
}

/* librsvg shows what cairo shows. */
static void
test_same_picture (void)
{
  g_autofree char *converter = g_find_program_in_path ("rsvg-convert");
  static const struct
  {
    EntThemeKind theme;
    const char *lang;
  } cases[] = {
    { ENT_THEME_LIGHT, "en" },
    { ENT_THEME_DARK, "zh-Hans" },
    { ENT_THEME_CONTRAST, "zh-Hant" },
  };
  if (converter == NULL)
    {
      g_test_skip ("rsvg-convert is not installed");
      return;
    }
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (selected, (gpointer) "actor:kor");
  const EntEmphasis emphasis = { .selected = selected };
  for (guint i = 0; i < 3 * G_N_ELEMENTS (cases); i++)
    {
      const EntSvgOptions drawn = { .outlines = i >= 2 * G_N_ELEMENTS (cases) };
      const EntEmphasis *shown = i % 2 == 0 ? NULL : &emphasis;
      g_autoptr (EntScene) scene = demo_scene_new (cases[i / 2 % 3].theme, cases[i / 2 % 3].lang);
      g_autofree char *svg_path = golden_output_path ("same.svg");
      g_autofree char *png_path = golden_output_path ("same.png");
      g_autofree char *svg = ent_render_svg (scene, &drawn, shown, NULL);
      g_autoptr (GError) error = NULL;
      g_file_set_contents (svg_path, svg, -1, &error);
      g_assert_no_error (error);
      const char *argv[] = { converter, "-z", "2", "-o", png_path, svg_path, NULL };
      int status;
      g_spawn_sync (
          NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
      g_assert_no_error (error);
      g_assert_cmpint (status, ==, 0);
      cairo_surface_t *ours = picture_draw (scene, 2, shown), *theirs = picture_load (png_path);
      guint n_beyond;
      double mean = picture_difference (ours, theirs, 64, &n_beyond, NULL);
      g_test_message ("mean %.3f of 255, %u pixels beyond 64", mean, n_beyond);
      g_assert_cmpfloat (mean, <, 1.2);
      g_assert_cmpuint (n_beyond, <, 1280 * 840 / 200);
      cairo_surface_destroy (ours);
      cairo_surface_destroy (theirs);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/render/svg/document", test_document);
  g_test_add_func ("/render/svg/text", test_text);
  g_test_add_func ("/render/svg/hostile-strings", test_hostile_strings);
  g_test_add_func ("/render/svg/groups", test_groups);
  g_test_add_func ("/render/svg/links", test_links);
  g_test_add_func ("/render/svg/outlines", test_outlines);
  g_test_add_func ("/render/svg/goldens", test_goldens);
  g_test_add_func ("/render/svg/same-picture", test_same_picture);
  return g_test_run ();
}
