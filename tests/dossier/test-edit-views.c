/* Edits of views, story and presets: what is written differs where it should and nowhere else. */
#include "sample.h"

#include "dossier/dossier-edit-views.h"

static EntJson *
parse_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  EntJson *json = ent_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return json;
}

#define SAMPLE_PRESETS                                                                             \
  "\"presets\": [\n    {\n      \"name\": \"Column\",\n      \"options\": { \"width\": 89 }\n    " \
  "}\n  ]"

static void
test_presets (void)
{
  static const struct
  {
    const char *list, *before, *after; /* parts of the file */
  } cases[] = {
    { "[{\"name\":{\"en\":\"Wide\"},\"options\":{\"x-a\":1}},{\"name\":\"B\",\"options\":{}}]",
      SAMPLE_PRESETS,
      "\"presets\": [\n    {\n      \"name\": { \"en\": \"Wide\" },\n      \"options\": { \"x-a\": "
      "1 }\n    },\n    {\n      \"name\": \"B\",\n      \"options\": {}\n    }\n  ]" },
    { "[]", ",\n  " SAMPLE_PRESETS, "" },
    { NULL, ",\n  " SAMPLE_PRESETS, "" },
  };
  g_autoptr (EntDossier) before = load_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntJson) list = cases[i].list != NULL ? parse_json (cases[i].list) : NULL;
      g_autoptr (EntDossier) after = ent_dossier_with_presets (before, list, &error);
      g_assert_no_error (error);
      g_autofree char *expected = sample_with (cases[i].before, cases[i].after);
      g_autofree char *written = ent_dossier_write (after, NULL);
      g_assert_cmpstr (written, ==, expected);
      g_assert_cmpuint (ent_json_length (ent_dossier_presets (after)), ==, ent_json_length (list));
      /* and back again, to the place where the list stood */
      g_autoptr (EntDossier) back
          = ent_dossier_with_presets (after, ent_dossier_presets (before), &error);
      g_assert_no_error (error);
      g_autofree char *again = ent_dossier_write (back, NULL);
      g_autofree char *sample = sample_text ();
      g_assert_cmpstr (again, ==, sample);
    }
}

static void
test_bad_presets (void)
{
  static const struct
  {
    const char *list, *says;
  } cases[] = {
    { "{\"name\":\"A\"}", "/presets" },
    { "[1]", "/presets/0" },
    { "[{\"options\":{}}]", "/presets/0/name" },
    { "[{\"name\":\"A\",\"options\":{}},{\"name\":\"B\"}]", "/presets/1/options" },
    { "[{\"name\":\"A\",\"options\":[]}]", "/presets/0/options" },
    { "[{\"name\":7,\"options\":{}}]", "/presets/0/name" },
  };
  g_autoptr (EntDossier) dossier = load_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntJson) list = parse_json (cases[i].list);
      g_autoptr (EntDossier) edited = ent_dossier_with_presets (dossier, list, &error);
      g_assert_null (edited);
      g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_PROBLEMS);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-views/presets", test_presets);
  g_test_add_func ("/edit-views/bad-presets", test_bad_presets);
  return g_test_run ();
}
