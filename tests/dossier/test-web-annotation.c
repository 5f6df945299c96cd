/* Passages as annotations: what the data model of the W3C demands of them. */
#include "dossier/web-annotation.h"

#include "dossier/anchor.h"

#include "sample.h"

static const EntJson *
dig (const EntJson *node, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    node = g_ascii_isdigit (*parts[i])
               ? ent_json_element (node, (guint)g_ascii_strtoull (parts[i], NULL, 10))
               : ent_json_member (node, parts[i]);
  return node;
}

static const char *
text_at (const EntJson *node, const char *path)
{
  const char *value = NULL;

  ent_json_get_string (dig (node, path), &value);
  return value;
}

static gint64
int_at (const EntJson *node, const char *path)
{
  gint64 value = -1;

  ent_json_get_int (dig (node, path), &value);
  return value;
}

static gboolean
is_iri (const char *value)
{
  return value != NULL && strchr (value, ':') != NULL && strpbrk (value, " <>\"{}|\\^`") == NULL;
}

static gboolean
is_one_of (const char *value, const char *const *list)
{
  return value != NULL && g_strv_contains (list, value);
}

static void
validate_body (const EntJson *body)
{
  static const char *const purposes[] = { "describing", "commenting", "tagging", "linking", NULL };
  const char *type = text_at (body, "type");

  g_assert_true (is_one_of (text_at (body, "purpose"), purposes));
  if (g_strcmp0 (type, "TextualBody") == 0)
    g_assert_nonnull (text_at (body, "value"));
  else
    {
      g_assert_cmpstr (type, ==, "SpecificResource");
      g_assert_true (is_iri (text_at (body, "source/id")));
    }
}

static void
validate_selector (const EntJson *selector)
{
  const char *type = text_at (selector, "type");

  if (g_strcmp0 (type, "TextPositionSelector") == 0)
    {
      g_assert_cmpint (int_at (selector, "start"), >=, 0);
      g_assert_cmpint (int_at (selector, "end"), >, int_at (selector, "start"));
    }
  else
    {
      g_assert_cmpstr (type, ==, "TextQuoteSelector");
      g_assert_nonnull (text_at (selector, "exact"));
    }
}

/* Sections 3.1, 3.2 and 4 of the model: what every annotation must have. */
static void
validate (const EntJson *annotation)
{
  static const char *const motivations[]
      = { "describing", "commenting", "tagging", "linking", "highlighting", NULL };
  const EntJson *bodies = dig (annotation, "body"), *why = dig (annotation, "motivation");
  const EntJson *selectors = dig (annotation, "target/selector");

  g_assert_true (is_iri (text_at (annotation, "id")));
  g_assert_cmpstr (text_at (annotation, "type"), ==, "Annotation");
  g_assert_cmpuint (ent_json_length (why), >, 0);
  for (guint i = 0; i < ent_json_length (why); i++)
    {
      const char *value = NULL;
      ent_json_get_string (ent_json_element (why, i), &value);
      g_assert_true (is_one_of (value, motivations));
    }
  for (guint i = 0; i < ent_json_length (bodies); i++)
    validate_body (ent_json_element (bodies, i));
  g_assert_cmpstr (text_at (annotation, "target/type"), ==, "SpecificResource");
  g_assert_true (is_iri (text_at (annotation, "target/source/id")));
  for (guint i = 0; i < ent_json_length (selectors); i++)
    validate_selector (ent_json_element (selectors, i));
}

static void
test_annotation (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const EntPassage *passage = g_ptr_array_index (ent_dossier_passages (dossier), 0);
  g_autoptr (EntJson) annotation = ent_web_annotation_new (dossier, passage, NULL);
  const GPtrArray *resting = ent_dossier_things_on (dossier, passage);
  const EntJson *bodies = dig (annotation, "body");
  guint n_links = 0;

  validate (annotation);
  g_assert_cmpstr (text_at (annotation, "@context"), ==, "http://www.w3.org/ns/anno.jsonld");
  g_assert_true (g_str_has_suffix (text_at (annotation, "id"), "#passage:p1"));
  g_assert_cmpstr (text_at (annotation, "creator/1/name"), ==, "B");
  g_assert_cmpstr (text_at (annotation, "rights"), ==, "https://spdx.org/licenses/CC-BY-4.0");
  /* the digest in both languages, both tags, every mark */
  g_assert_cmpstr (text_at (bodies, "0/value"), ==, "first digest");
  g_assert_cmpstr (text_at (bodies, "0/language"), ==, "en");
  g_assert_cmpstr (text_at (bodies, "1/value"), ==, "摘要");
  g_assert_cmpstr (text_at (bodies, "1/language"), ==, "zh-Hans");
  g_assert_cmpstr (text_at (bodies, "2/purpose"), ==, "tagging");
  g_assert_cmpstr (text_at (bodies, "3/purpose"), ==, "tagging");
  for (guint i = 0; i < ent_json_length (bodies); i++)
    n_links += g_strcmp0 (text_at (ent_json_element (bodies, i), "purpose"), "linking") == 0;
  g_assert_cmpuint (resting->len, >, 0);
  g_assert_cmpuint (n_links, ==, resting->len);
  g_assert_cmpuint (ent_json_length (dig (annotation, "motivation")), ==, 3);
  /* the text is not at hand: a position in the one that was read, and no words of it */
  g_assert_cmpstr (text_at (annotation, "target/source/id"), ==, "https://example.org/");
  g_assert_cmpstr (text_at (annotation, "target/source/canonical"),
                   ==,
                   "urn:sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
  g_assert_cmpint (int_at (annotation, "target/selector/0/start"), ==, 10);
  g_assert_cmpint (int_at (annotation, "target/selector/0/end"), ==, 90);
  g_assert_cmpuint (ent_json_length (dig (annotation, "target/selector")), ==, 1);
}

/* Neither offsets nor an address: the document is still named. */
static void
test_without_anchor (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const EntPassage *passage = g_ptr_array_index (ent_dossier_passages (dossier), 1);
  g_autoptr (EntJson) annotation = ent_web_annotation_new (dossier, passage, NULL);

  validate (annotation);
  g_assert_null (dig (annotation, "target/selector"));
}

static void
test_with_text (void)
{
  static const char text[] = "日本 and 韩国";
  g_autoptr (EntSource) source = ent_source_new (text, strlen (text), "text", NULL);
  g_autoptr (EntJson) anchor = ent_anchor_new (source, 3, 6, NULL);
  g_autofree char *span = ent_json_write_compact (anchor);
  g_autofree char *member = g_strdup_printf ("\"digest\": \"second digest\", \"anchor\": %s", span);
  g_autofree char *json = sample_with ("\"digest\": \"second digest\"", member);
  g_autoptr (EntDossier) dossier = parse_sample (json);
  const EntPassage *passage = g_ptr_array_index (ent_dossier_passages (dossier), 1);
  g_autoptr (EntLibrary) library = ent_library_new (dossier, NULL, NULL, NULL, NULL);
  g_autoptr (EntJson) annotation = ent_web_annotation_new (dossier, passage, library);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *iri = g_strconcat ("urn:sha256:", sha256, NULL);

  validate (annotation);
  g_assert_cmpstr (text_at (annotation, "target/source/id"), ==, iri);
  g_assert_cmpint (int_at (annotation, "target/selector/0/start"), ==, 3);
  g_assert_cmpstr (text_at (annotation, "target/selector/1/exact"), ==, "and");
  g_assert_cmpstr (text_at (annotation, "target/selector/1/prefix"), ==, "日本 ");
  g_assert_cmpstr (text_at (annotation, "target/selector/1/suffix"), ==, " 韩国");
}

static void
test_collection (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const GPtrArray *passages = ent_dossier_passages (dossier);
  g_autoptr (EntJson) collection = ent_web_annotation_collection (dossier, passages, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  const EntJson *items = dig (collection, "first/items");

  g_assert_cmpstr (text_at (collection, "type"), ==, "AnnotationCollection");
  g_assert_cmpint (int_at (collection, "total"), ==, passages->len);
  g_assert_cmpstr (text_at (collection, "first/type"), ==, "AnnotationPage");
  g_assert_cmpint (int_at (collection, "first/startIndex"), ==, 0);
  g_assert_cmpuint (ent_json_length (items), ==, passages->len);
  for (guint i = 0; i < passages->len; i++)
    {
      validate (ent_json_element (items, i));
      g_assert_true (g_hash_table_add (ids, (gpointer)text_at (ent_json_element (items, i), "id")));
    }
  /* what is written is what was built */
  gsize length;
  g_autofree char *written = ent_json_write (collection, &length);
  g_autoptr (EntJson) again = ent_json_parse (written, length, NULL);
  g_assert_cmpuint (ent_json_length (dig (again, "first/items")), ==, passages->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web-annotation/passage", test_annotation);
  g_test_add_func ("/web-annotation/without-anchor", test_without_anchor);
  g_test_add_func ("/web-annotation/with-text", test_with_text);
  g_test_add_func ("/web-annotation/collection", test_collection);
  return g_test_run ();
}
