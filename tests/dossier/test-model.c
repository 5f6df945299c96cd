/* Texts, look-up, and what belongs together. */
#include "sample.h"

static void
test_text (void)
{
  static const struct
  {
    const char *tags[3], *lang, *found;
  } cases[] = {
    { { "en", "zh-Hans", "zh-Hant" }, "zh-Hant", "zh-Hant" },
    { { "en", "zh-Hans", "zh-Hant" }, "en", "en" },
    { { "en", "zh-Hans" }, "zh-Hant", "zh-Hans" },
    { { "fr", "en" }, "zh-Hant", "en" },
    { { "fr", "en" }, "zh-Hans", "en" },
    { { "fr", "zh-Hans" }, "en", "fr" },
    { { "fr", "de" }, "zh-Hans", "fr" },
    { { "en-GB", "zh-Hant-TW" }, "zh-Hant", "zh-Hant-TW" },
    { { "english", "EN" }, "en", "EN" },
    { { "" }, "zh-Hant", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *tags[3], *values[3];
      EntText text = { 0, tags, values };
      for (; text.n < 3 && cases[i].tags[text.n] != NULL; text.n++)
        {
          tags[text.n] = cases[i].tags[text.n];
          values[text.n] = tags[text.n][0] != '\0' ? tags[text.n] : "bare";
        }
      g_assert_cmpstr (ent_text_get (&text, cases[i].lang),
                       ==,
                       cases[i].found[0] != '\0' ? cases[i].found : "bare");
      g_assert_false (ent_text_is_empty (&text));
    }

  const char *tags[] = { "zh-Hans", "en" }, *values[] = { "", "words" };
  const EntText gap = { 2, tags, values }, none = { 0 }, blank = { 1, tags, values };
  g_assert_cmpstr (ent_text_get (&gap, "zh-Hans"), ==, "words"); /* an empty one is none */
  g_assert_cmpstr (ent_text_get (&none, "en"), ==, "");
  g_assert_true (ent_text_is_empty (&none));
  g_assert_true (ent_text_is_empty (&blank));
}

static void
test_find (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  static const char *const both[] = { "document:doc", "passage:p1",  "actor:usa",      "type:talks",
                                      "relation:r1",  "event:e1",    "comparison:cmp", "subject:s1",
                                      "dimension:d1", "diagram:dia", "node:n1",        "view:map" };
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, both[i]);
      g_assert_nonnull (thing);
      g_assert_cmpstr (thing->mark_id, ==, both[i]);
      g_assert_true (ent_dossier_find (dossier, strchr (both[i], ':') + 1) == thing);
      g_assert_true (g_str_has_prefix (both[i], ent_thing_kind_name (thing->kind)));
      const char *id = NULL;
      g_assert_true (ent_json_get_string (ent_json_member (thing->json, "id"), &id));
      g_assert_cmpstr (id, ==, thing->id);
    }
  g_assert_null (ent_dossier_find (dossier, "s1-d1"));
  g_assert_null (ent_dossier_find (dossier, "actor:r1"));
  g_assert_null (ent_dossier_find (dossier, ""));
  g_assert_null (ent_dossier_find (dossier, NULL));
}

static void
test_words (void)
{
  g_assert_cmpstr (ent_actor_kind_name (ENT_ACTOR_FIRM), ==, "firm");
  g_assert_cmpstr (ent_modality_name (ENT_MODALITY_PROPOSED), ==, "proposed");
  g_assert_cmpstr (ent_verdict_name (ENT_VERDICT_DE_ESCALATES), ==, "de-escalates");
  g_assert_cmpstr (ent_view_kind_name (ENT_VIEW_QUADRANT), ==, "quadrant");
  g_assert_cmpstr (ent_thing_kind_name (ENT_THING_RELATION_TYPE), ==, "type");
}

static void
test_tags (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const EntPassage *passage = (const EntPassage *)ent_dossier_find (dossier, "p1");

  g_assert_cmpstr (ent_dossier_tag_name (dossier, "form", "zh-Hant"), ==, "形式");
  g_assert_cmpstr (ent_dossier_tag_name (dossier, "money", "en"), ==, "money");
  g_autofree char *names = ent_passage_tag_names (dossier, passage, ", ", "en");
  g_assert_cmpstr (names, ==, "Form, money");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
test_things_on (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  static const struct
  {
    const char *passage, *things;
  } cases[] = {
    { "p1", "actor:usa relation:r1 node:n2 " },
    { "p2", "relation:r1 event:e1 " },
    { "p3", "actor:usa relation:r2 cell:cmp.s1.d1 " },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntPassage *passage = (const EntPassage *)ent_dossier_find (dossier, cases[i].passage);
      const GPtrArray *things = ent_dossier_things_on (dossier, passage);
      g_autoptr (GString) found = g_string_new (NULL);
      for (guint k = 0; k < things->len; k++)
        g_string_append_printf (
            found, "%s ", ((const EntThing *)g_ptr_array_index (things, k))->mark_id);
      g_assert_cmpstr (found->str, ==, cases[i].things);
    }

  /* What names a passage twice is there once. */
  g_autofree char *text
      = sample_with ("\"evidence\": [\"p2\"]", "\"evidence\": [\"p1\", \"p2\", \"p1\"]");
  g_autoptr (EntDossier) twice = parse_sample (text);
  const EntPassage *p1 = (const EntPassage *)ent_dossier_find (twice, "p1");
  g_assert_cmpuint (ent_dossier_things_on (twice, p1)->len, ==, 4);

  /* A passage nothing rests on has a list as well, an empty one. */
  g_autoptr (EntDossier) bare = parse_sample (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"x\", \"title\": \"t\", "
      "\"documents\": [{\"id\": \"d\", \"title\": \"t\"}], "
      "\"passages\": [{\"id\": \"p\", \"document\": \"d\", \"digest\": \"g\"}]}");
  const EntPassage *passage = g_ptr_array_index (ent_dossier_passages (bare), 0);
  g_assert_cmpuint (ent_dossier_things_on (bare, passage)->len, ==, 0);
}

static void
test_evidence (void)
{
  g_autofree char *text = sample_with ("\"value\": 9.5,\n          \"evidence\": [\"p3\"]",
                                       "\"value\": 9.5, \"evidence\": [\"p1\", \"p3\", \"p2\"]");
  g_autoptr (EntDossier) dossier = parse_sample (text);
  g_autoptr (GPtrArray) list = ent_thing_evidence (ent_dossier_find (dossier, "usa"));
  static const char *const expected[] = { "p1", "p3", "p2" };

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected)); /* p1 is there once */
  for (guint i = 0; i < list->len; i++)
    {
      const EntEvidence *item = g_ptr_array_index (list, i);
      g_assert_cmpstr (item->passage->thing.id, ==, expected[i]);
    }
  g_autoptr (GPtrArray) none = ent_thing_evidence (ent_dossier_find (dossier, "jpn"));
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_related (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  static const struct
  {
    const char *id, *related;
  } cases[] = {
    { "r1", "actor:envoy actor:hall actor:prk actor:usa event:e1 relation:r1" },
    { "r2", "actor:jpn actor:usa relation:r2" },
    { "un", "actor:jpn actor:un relation:r3" },
    { "usa",
      "actor:envoy actor:hall actor:jpn actor:prk actor:usa event:e1 node:n1 relation:r1 "
      "relation:r2" },
    { "envoy", "actor:envoy actor:prk actor:usa relation:r1" },
    { "e1", "actor:envoy actor:hall actor:prk actor:usa event:e1 relation:r1 subject:s1" },
    { "e2", "event:e2" },
    { "talks",
      "actor:envoy actor:jpn actor:prk actor:un actor:usa relation:r1 relation:r3 "
      "type:talks" },
    { "cell:cmp.s1.d1",
      "cell:cmp.s1.d1 cell:cmp.s2.d1 dimension:d1 node:n2 subject:s1 verdict:cmp.d1.s1.s2" },
    { "verdict:cmp.d1.s1.s2",
      "cell:cmp.s1.d1 cell:cmp.s2.d1 dimension:d1 subject:s1 subject:s2 verdict:cmp.d1.s1.s2" },
    { "s1", "cell:cmp.s1.d1 cell:cmp.s1.d2 event:e1 subject:s1" },
    { "d2", "cell:cmp.s1.d2 dimension:d2" },
    { "n2", "cell:cmp.s1.d1 link:dia.n1.n2 node:n1 node:n2" },
    { "link:dia.n1.n2", "link:dia.n1.n2 node:n1 node:n2" },
    { "dia", "diagram:dia link:dia.n1.n2 node:n1 node:n2" },
    { "letter", "document:letter passage:p2" },
    { "p2", "actor:envoy actor:hall actor:prk actor:usa event:e1 passage:p2 relation:r1" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
      const EntThing *thing = ent_dossier_find (dossier, cases[i].id);
      g_assert_nonnull (thing);
      ent_dossier_add_related (dossier, thing, set);

      g_autoptr (GPtrArray) ids = g_ptr_array_new ();
      GHashTableIter iter;
      gpointer key;
      g_hash_table_iter_init (&iter, set);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_ptr_array_add (ids, key);
      g_ptr_array_sort (ids, compare);
      g_ptr_array_add (ids, NULL);
      g_autofree char *found = g_strjoinv (" ", (char **)ids->pdata);
      g_assert_cmpstr (found, ==, cases[i].related);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/model/text", test_text);
  g_test_add_func ("/dossier/model/find", test_find);
  g_test_add_func ("/dossier/model/words", test_words);
  g_test_add_func ("/dossier/model/tags", test_tags);
  g_test_add_func ("/dossier/model/things-on", test_things_on);
  g_test_add_func ("/dossier/model/evidence", test_evidence);
  g_test_add_func ("/dossier/model/related", test_related);
  return g_test_run ();
}
