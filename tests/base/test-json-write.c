/* The canonical form of a file. */
#include "base/json.h"

#include <string.h>

static void
test_canonical (void)
{
  static const struct
  {
    const char *json, *written;
  } cases[] = {
    { "1", "1\n" },
    { "[ ]", "[]\n" },
    { "{ }", "{}\n" },
    { "{\"a\":{},\"b\":[]}", "{\n  \"a\": {},\n  \"b\": []\n}\n" },
    { "[127.50,36.0,1E5,-0]", "[127.50, 36.0, 1E5, -0]\n" },
    { "{\"actor\":\"usa\",\"role\":\"party\"}", "{ \"actor\": \"usa\", \"role\": \"party\" }\n" },
    { "[[1,2],{\"a\":null,\"b\":true}]", "[\n  [1, 2],\n  { \"a\": null, \"b\": true }\n]\n" },
    { "{\"x\":[{\"y\":[false]}]}", "{\n  \"x\": [\n    {\n      \"y\": [false]\n    }\n  ]\n}\n" },
    { "\"\\u65e5 \\/ \\u00e9 \\u0001 \\b\\f\\n\\r\\t \\\" \\\\ \x7f\"",
      "\"日 / é \\u0001 \\b\\f\\n\\r\\t \\\" \\\\ \x7f\"\n" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntJson) node = ent_json_parse (cases[i].json, strlen (cases[i].json), NULL);
      g_assert_nonnull (node);
      gsize length = 0;
      g_autofree char *written = ent_json_write (node, &length);
      g_assert_cmpstr (written, ==, cases[i].written);
      g_assert_cmpuint (length, ==, strlen (written));

      g_autoptr (EntJson) again = ent_json_parse (written, length, NULL);
      g_autofree char *twice = ent_json_write (again, NULL);
      g_assert_cmpstr (written, ==, twice);
    }
}

/* A line may have 100 code points, key and indentation included, and no more. */
static void
test_width (void)
{
  for (guint n = 85; n <= 90; n++)
    for (guint cjk = 0; cjk < 2; cjk++)
      {
        g_autoptr (GString) json = g_string_new ("{ \"key\": [\"");
        for (guint i = 0; i < n; i++)
          g_string_append (json, cjk ? "日" : "a");
        g_string_append (json, "\"] }");
        g_autoptr (EntJson) node = ent_json_parse (json->str, json->len, NULL);
        g_autofree char *written = ent_json_write (node, NULL);
        /* two of indentation, seven of the key, four of brackets and quotes */
        g_assert_cmpint (strstr (written, "[\n") == NULL, ==, 2 + 7 + 4 + n <= 100);
      }
}

static void
test_numbers_on_one_line (void)
{
  EntJson *list = ent_json_new_array ();
  for (guint i = 0; i < 200; i++)
    list = ent_json_with_element (list, ent_json_new_int (i));
  g_autofree char *written = ent_json_write (list, NULL);
  g_assert_true (strchr (written, '\n') == written + strlen (written) - 1);
  ent_json_unref (list);

  /* and so it is when it was read over many */
  g_autofree char *lines = g_strdelimit (g_strdup (written), " ", '\n');
  g_autoptr (EntJson) read = ent_json_parse (lines, strlen (lines), NULL);
  g_autofree char *again = ent_json_write (read, NULL);
  g_assert_cmpstr (again, ==, written);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json-write/canonical", test_canonical);
  g_test_add_func ("/base/json-write/width", test_width);
  g_test_add_func ("/base/json-write/numbers", test_numbers_on_one_line);
  return g_test_run ();
}
