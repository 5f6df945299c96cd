/* Strict JSON: what is read, and where every error is said to be. */
#include "base/json.h"

#include <stdio.h>
#include <string.h>

#include "base/errors.h"

static EntJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  EntJson *node = ent_json_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

static void
test_values (void)
{
  g_autoptr (EntJson) root = parse ("{ \"a\": [null, true, false, -0.50, 12, \"x\\n\\u00e9\"],\n"
                                    "  \"é\": {}, \"b\": [] }");
  const EntJson *a = ent_json_member (root, "a");
  double real;
  gint64 whole;
  gboolean truth;
  const char *text;

  g_assert_cmpint (ent_json_type (root), ==, ENT_JSON_OBJECT);
  g_assert_cmpuint (ent_json_length (root), ==, 3);
  g_assert_cmpstr (ent_json_key (root, 1), ==, "é");
  g_assert_null (ent_json_key (root, 3));
  g_assert_null (ent_json_member (root, "c"));
  g_assert_cmpuint (ent_json_length (ent_json_member (root, "é")), ==, 0);
  g_assert_null (ent_json_member (ent_json_member (root, "é"), "x"));

  g_assert_cmpuint (ent_json_length (a), ==, 6);
  g_assert_null (ent_json_element (a, 6));
  g_assert_cmpint (ent_json_type (ent_json_element (a, 0)), ==, ENT_JSON_NULL);
  g_assert_true (ent_json_get_boolean (ent_json_element (a, 1), &truth) && truth);
  g_assert_true (ent_json_get_boolean (ent_json_element (a, 2), &truth) && !truth);
  g_assert_true (ent_json_get_double (ent_json_element (a, 3), &real));
  g_assert_cmpfloat (real, ==, -0.5);
  g_assert_cmpstr (ent_json_number_text (ent_json_element (a, 3)), ==, "-0.50");
  g_assert_false (ent_json_get_int (ent_json_element (a, 3), &whole));
  g_assert_true (ent_json_get_int (ent_json_element (a, 4), &whole) && whole == 12);
  g_assert_true (ent_json_get_string (ent_json_element (a, 5), &text));
  g_assert_cmpstr (text, ==, "x\né");

  /* Of another type, or none at all. */
  g_assert_false (ent_json_get_string (a, &text));
  g_assert_false (ent_json_get_double (NULL, &real));
  g_assert_false (ent_json_get_boolean (a, &truth));
  g_assert_null (ent_json_number_text (a));
  g_assert_null (ent_json_member (a, "a"));
  g_assert_cmpuint (ent_json_length (NULL), ==, 0);
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json, *value;
  } cases[] = {
    { "\"\"", "" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
    { "\"\\u65E5\\u672c\"", "日本" },
    { "\"\\ud83d\\ude00\"", "😀" },
    { "\"日本\\u0041日\"", "日本A日" },
    { "\"\x7f\"", "\x7f" },
    { "\xef\xbb\xbf\"after a mark\"", "after a mark" },
    { " \t\r\n \"space\" \n", "space" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntJson) node = parse (cases[i].json);
      const char *value = NULL;
      g_assert_true (ent_json_get_string (node, &value));
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *json;
    double real;
    gboolean whole;
    gint64 integer;
  } cases[] = {
    { "0", 0, TRUE, 0 },
    { "-0", 0, TRUE, 0 },
    { "1e3", 1000, TRUE, 1000 },
    { "2.0", 2, TRUE, 2 },
    { "0.1", 0.1, FALSE, 0 },
    { "-1E-2", -0.01, FALSE, 0 },
    { "9223372036854775807", 9223372036854775807.0, TRUE, G_MAXINT64 },
    { "-9223372036854775808", -9223372036854775808.0, TRUE, G_MININT64 },
    { "1e300", 1e300, FALSE, 0 },
    { "0e999", 0, TRUE, 0 },
    { "5e-324", 5e-324, FALSE, 0 },
    { "3.14159265358979323846264338327950288", G_PI, FALSE, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntJson) node = parse (cases[i].json);
      double real = -1;
      gint64 integer = -1;
      g_assert_true (ent_json_get_double (node, &real));
      g_assert_cmpfloat (real, ==, cases[i].real);
      g_assert_cmpint (ent_json_get_int (node, &integer), ==, cases[i].whole);
      if (cases[i].whole)
        g_assert_cmpint (integer, ==, cases[i].integer);
      g_assert_cmpstr (ent_json_number_text (node), ==, cases[i].json);
    }
}

typedef struct
{
  const char *json;
  const char *place; /* "line, column" */
  const char *found; /* in the message */
  EntBaseError code;
} Refused;

static void
refuse (const Refused *c, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_memdup2 (c->json, length); /* no NUL behind it: overruns are seen */
  guint line = 0, column = 0;

  g_assert_null (ent_json_parse (copy, length, &error));
  g_assert_error (error, ENT_BASE_ERROR, (int)c->code);
  g_assert_cmpint (sscanf (error->message, "line %u, column %u: ", &line, &column), ==, 2);
  g_autofree char *place = g_strdup_printf ("%u, %u", line, column);
  if (!g_str_equal (place, c->place) || strstr (error->message, c->found) == NULL)
    g_error ("%s: “%s” instead of %s … %s", c->json, error->message, c->place, c->found);
}

static void
test_refused (void)
{
  static const Refused cases[] = {
    { "", "1, 1", "the end of the text, expected a value" },
    { " \n ", "2, 2", "the end of the text, expected a value" },
    { "nul", "1, 1", "“n”, expected a value" },
    { "True", "1, 1", "“T”, expected a value" },
    { "NaN", "1, 1", "“N”, expected a value" },
    { "Infinity", "1, 1", "expected a value" },
    { "'a'", "1, 1", "“'”, expected a value" },
    { "{} {}", "1, 4", "“{”, expected nothing after the end" },
    { "1 2", "1, 3", "expected nothing after the end" },
    { "nullx", "1, 5", "expected nothing after the end" },
    { "// a\n1", "1, 1", "“/”, expected a value" },
    { "[1, /* b */ 2]", "1, 5", "“/”, expected a value" },
    { "[1,]", "1, 4", "“]”, expected a value" },
    { "[1 2]", "1, 4", "“2”, expected a comma or the end of the list" },
    { "[1", "1, 3", "the end of the text, expected a comma or the end of the list" },
    { "[1, 2, 3, 4,]", "1, 13", "“]”, expected a value" },
    { "[1, 2, 3,\n 4, 05]", "2, 5", "“0”, expected a number without leading zeros" },
    { "[1, 2, 3, 4", "1, 12", "the end of the text, expected a comma or the end of the list" },
    { "[1, 2, 3, 9223372036854775808]", "1, 11", "one that fits 64 bits" },
    { "[1}", "1, 3", "“}”, expected a comma or the end of the list" },
    { "{\"a\": 1,\n\n  \"b\" 2}", "3, 7", "“2”, expected a colon" },
    { "{\"a\": 1,}", "1, 9", "“}”, expected a key in double quotes" },
    { "{a: 1}", "1, 2", "“a”, expected a key in double quotes" },
    { "{\"a\": 1 \"b\": 2}", "1, 9", "expected a comma or the end of the object" },
    { "{\"a\": 1]", "1, 8", "“]”, expected a comma or the end of the object" },
    { "{\"a\"", "1, 5", "the end of the text, expected a colon" },
    { "{", "1, 2", "expected a key" },
    { "{\"a\":", "1, 6", "the end of the text, expected a value" },
    { "]", "1, 1", "“]”, expected a value" },
    { "{\"a\": 1, \"b\": 2, \"a\": 3}", "1, 18", "the key “a” a second time" },
    { "{\"a\": 1, \"\\u0061\": 3}", "1, 10", "the key “a” a second time" },
    { "{\"1\":1,\"2\":1,\"3\":1,\"4\":1,\"5\":1,\"6\":1,\"7\":1,\"8\":1,\"9\":1,\n\"4\":1}",
      "2, 1",
      "the key “4” a second time" },
    { "\"abc", "1, 1", "a string that does not end" },
    { "\"abc\\", "1, 5", "the end of the text after a backslash" },
    { "[\"日本\", \"a\nb\"]", "1, 10", "the control character U+000A" },
    { "\"a\\x\"", "1, 3", "“x” after a backslash" },
    { "\"\\u12g4\"", "1, 2", "four hexadecimal digits" },
    { "\"\\u12", "1, 2", "four hexadecimal digits" },
    { "\"a\\u0000b\"", "1, 3", "NUL" },
    { "\"\\ud800\"", "1, 2", "\\ud800, half of a surrogate pair" },
    { "\"\\udc00\"", "1, 2", "\\udc00, half of a surrogate pair" },
    { "\"\\ud800\\u0041\"", "1, 2", "half of a surrogate pair" },
    { "\"\\ud800x\"", "1, 2", "half of a surrogate pair" },
    { "01", "1, 1", "“0”, expected a number without leading zeros" },
    { "-", "1, 2", "expected a digit after the minus sign" },
    { "-x", "1, 2", "expected a digit after the minus sign" },
    { "+1", "1, 1", "“+”, expected a value" },
    { ".5", "1, 1", "“.”, expected a value" },
    { "1.", "1, 3", "expected a digit after the decimal point" },
    { "1e", "1, 3", "expected a digit of the exponent" },
    { "1e+", "1, 4", "expected a digit of the exponent" },
    { "0x10", "1, 2", "“x”, expected nothing after" },
    { "[1e400]", "1, 2", "the number 1e400, expected one that fits" },
    { "-1e400", "1, 1", "the number -1e400, expected one that fits" },
    { "1e-400", "1, 1", "the number 1e-400, expected one that fits" },
    { "9223372036854775808", "1, 1", "expected one that fits 64 bits" },
    { "[\"é\xff\"]", "1, 4", "the byte 0xFF at offset 4, expected UTF-8", ENT_BASE_ERROR_ENCODING },
    { "\"\xc3", "1, 2", "the byte 0xC3 at offset 1, expected UTF-8", ENT_BASE_ERROR_ENCODING },
    { "\"\xed\xa0\x80\"", "1, 2", "expected UTF-8", ENT_BASE_ERROR_ENCODING }, /* a surrogate */
    { "\"\xc0\x80\"", "1, 2", "expected UTF-8", ENT_BASE_ERROR_ENCODING },     /* an overlong NUL */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    refuse (&cases[i], strlen (cases[i].json));

  static const Refused nul = {
    "[1,\n \0 2]", "2, 2", "the byte 0x00 at offset 5, expected no NUL", ENT_BASE_ERROR_ENCODING
  };
  refuse (&nul, 9);
}

static void
test_depth (void)
{
  for (guint depth = ENT_JSON_MAX_DEPTH; depth <= 200000; depth = depth * 50 + 1)
    for (guint object = 0; object < 2; object++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GError) error = NULL;
        for (guint i = 0; i < depth; i++)
          g_string_append (text, object ? "{\"a\":" : "[");
        g_string_append (text, "1");
        for (guint i = 0; i < depth; i++)
          g_string_append (text, object ? "}" : "]");

        g_autoptr (EntJson) node = ent_json_parse (text->str, text->len, &error);
        if (depth <= ENT_JSON_MAX_DEPTH)
          g_assert_no_error (error);
        else
          {
            g_assert_error (error, ENT_BASE_ERROR, ENT_BASE_ERROR_LIMIT);
            g_assert_nonnull (strstr (error->message, object ? "column 321: " : "column 65: "));
            g_assert_nonnull (strstr (error->message, "at most 64"));
          }
      }
}

static void
test_size (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (ent_json_parse ("", (gsize)ENT_JSON_MAX_BYTES + 1, &error));
  g_assert_error (error, ENT_BASE_ERROR, ENT_BASE_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "536870913 bytes"));
}

static void
test_positions (void)
{
  g_autoptr (EntJson) root
      = parse ("{\n  \"名\": [1,\n \"日本\", {\"x\": true}],\r\n  \"b\":\n\n null }");
  const EntJson *list = ent_json_member (root, "名");
  const struct
  {
    const EntJson *node;
    guint line, column;
  } cases[] = {
    { root, 1, 1 },
    { list, 2, 8 },
    { ent_json_element (list, 0), 2, 9 },
    { ent_json_element (list, 1), 3, 2 },
    { ent_json_element (list, 2), 3, 8 },
    { ent_json_member (ent_json_element (list, 2), "x"), 3, 14 },
    { ent_json_member (root, "b"), 6, 2 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint line, column;
      ent_json_position (cases[i].node, &line, &column);
      g_assert_cmpuint (line, ==, cases[i].line);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

/* Every member of an object large enough for the hash table, among keys that collide with none. */
static void
test_large_object (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "%s\"key %u\": %u", i > 0 ? ", " : "", i, i);
  g_string_append (text, "}");

  g_autoptr (EntJson) root = parse (text->str);
  g_assert_cmpuint (ent_json_length (root), ==, 5000);
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *key = g_strdup_printf ("key %u", i);
      gint64 value = -1;
      g_assert_true (ent_json_get_int (ent_json_member (root, key), &value));
      g_assert_cmpint (value, ==, i);
      g_assert_cmpstr (ent_json_key (root, i), ==, key);
    }
  g_assert_null (ent_json_member (root, "key 5000"));
}

/* Every prefix of a text is either refused or a whole value itself; none reads beyond its end. */
static void
test_prefixes (void)
{
  static const char text[] = "{\"a\": [1.5e3, \"\\ud83d\\ude00\\n\", null, true], \"c\": [1, 2, 3, "
                             "-4], \"日\": {\"b\": -2}}";
  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *copy = g_memdup2 (text, length);
      g_assert_null (ent_json_parse (copy, length, &error));
      g_assert_nonnull (error);
    }
}

/* Lists of whole numbers are kept as they are spelled: nobody must be able to tell. */
static void
test_runs (void)
{
  static const struct
  {
    const char *json, *compact;
    guint n;
  } cases[] = {
    { "[1,2,3,4]", "[1,2,3,4]", 4 },
    { "[ -1 ,\t0, -0,999999999999999999 ]", "[-1,0,-0,999999999999999999]", 4 },
    { "[1, 63, 64, -64, -65, 8191, 8192, 4294967295, -999999999999999999]",
      "[1,63,64,-64,-65,8191,8192,4294967295,-999999999999999999]",
      9 },
    { "[1, 2, 3, -0]", "[1,2,3,-0]", 4 },
    { "[1,2, 3,4]", "[1,2,3,4]", 4 },
    { "[1,2,3,9223372036854775807]", "[1,2,3,9223372036854775807]", 4 },
    { "[1,2,3,4.0,1e2]", "[1,2,3,4.0,1e2]", 5 },
    { "[1,2,3,4,[5,6,7,8]]", "[1,2,3,4,[5,6,7,8]]", 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntJson) root = parse (cases[i].json);
      g_autofree char *before = ent_json_write_compact (root);
      EntJsonWalk walk;

      g_assert_cmpstr (before, ==, cases[i].compact);
      g_assert_cmpuint (ent_json_length (root), ==, cases[i].n);
      ent_json_walk_init (&walk, root);
      for (guint k = 0; k < cases[i].n; k++)
        {
          gint64 walked = -1, got = -1;
          const gboolean is_int = ent_json_get_int (ent_json_element (root, k), &got);

          g_assert_cmpint (ent_json_walk_int (&walk, &walked), ==, is_int);
          g_assert_cmpint (walked, ==, got);
          g_assert_true (ent_json_element (root, k) == ent_json_element (root, k));
        }
      gint64 beyond;
      g_assert_false (ent_json_walk_int (&walk, &beyond));
      g_assert_null (ent_json_element (root, cases[i].n));
      g_autofree char *after = ent_json_write_compact (root);
      g_assert_cmpstr (after, ==, cases[i].compact);
    }

  /* A number outlives the list it was asked of. */
  g_autoptr (EntJson) list = parse ("[10, 20, 30, 40]");
  g_autoptr (EntJson) third = ent_json_ref (ent_json_element (list, 2));
  g_clear_pointer (&list, ent_json_unref);
  g_assert_cmpstr (ent_json_number_text (third), ==, "30");
}

static gpointer
sum_run (gpointer list)
{
  gint64 sum = 0, value;

  for (guint i = 0; i < ent_json_length (list); i++)
    {
      g_assert_true (ent_json_get_int (ent_json_element (list, i), &value));
      sum += value;
    }
  return GSIZE_TO_POINTER ((gsize)sum);
}

static void
test_run_threads (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (EntJson) list = parse ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
      GThread *threads[4];

      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("sum", sum_run, list);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (threads[i])), ==, 55);
    }
}

/* After a run the places are right, and within it, also over lines. */
static void
test_run_positions (void)
{
  g_autoptr (EntJson) root = parse ("{\"é\": [1, 22,\n   333,\n4], \"b\": true,\n \"c\": 0}");
  EntJson *run = ent_json_element (root, 0);
  static const guint places[][2] = { { 1, 8 }, { 1, 11 }, { 2, 4 }, { 3, 1 } };
  guint line, column;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      ent_json_position (ent_json_element (run, i), &line, &column);
      g_assert_cmpuint (line, ==, places[i][0]);
      g_assert_cmpuint (column, ==, places[i][1]);
    }
  ent_json_position (run, &line, &column);
  g_assert_true (line == 1 && column == 7);

  /* With and without spaces, and within what is longer. */
  g_autoptr (EntJson) even = parse ("{\"é\":\n [[-1, 22, 333, 4], [-1,22,333,4], 5]}");
  static const guint columns[][4] = { { 4, 8, 12, 17 }, { 22, 25, 28, 32 } };
  for (guint k = 0; k < 2; k++)
    for (guint i = 0; i < 4; i++)
      {
        const EntJson *list = ent_json_element (ent_json_element (even, 0), k);
        ent_json_position (ent_json_element (list, i), &line, &column);
        g_assert_cmpuint (line, ==, 2);
        g_assert_cmpuint (column, ==, columns[k][i]);
      }
  ent_json_position (ent_json_element (ent_json_element (even, 0), 2), &line, &column);
  g_assert_true (line == 2 && column == 36);
  ent_json_position (ent_json_member (root, "b"), &line, &column);
  g_assert_true (line == 3 && column == 10);
  ent_json_position (ent_json_member (root, "c"), &line, &column);
  g_assert_true (line == 4 && column == 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/values", test_values);
  g_test_add_func ("/base/json/strings", test_strings);
  g_test_add_func ("/base/json/numbers", test_numbers);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/depth", test_depth);
  g_test_add_func ("/base/json/size", test_size);
  g_test_add_func ("/base/json/positions", test_positions);
  g_test_add_func ("/base/json/runs", test_runs);
  g_test_add_func ("/base/json/runs/threads", test_run_threads);
  g_test_add_func ("/base/json/runs/positions", test_run_positions);
  g_test_add_func ("/base/json/large-object", test_large_object);
  g_test_add_func ("/base/json/prefixes", test_prefixes);
  return g_test_run ();
}
