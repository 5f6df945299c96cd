/* Edited trees: what changes, what is shared, and that old trees stay as they were. */
#include "base/json.h"

#include <string.h>

static EntJson *
parse (const char *text)
{
  EntJson *node = ent_json_parse (text, strlen (text), NULL);
  g_assert_nonnull (node);
  return node;
}

static void
assert_compact (const EntJson *node, const char *expected)
{
  g_autofree char *text = ent_json_write_compact (node);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_build (void)
{
  EntJson *object = ent_json_new_object ();
  EntJson *list = ent_json_new_array ();

  list = ent_json_with_element (list, ent_json_new_int (-7));
  list = ent_json_with_element (list, ent_json_new_double (0.1));
  list = ent_json_with_element (list, ent_json_new_double (1.0 / 3));
  list = ent_json_with_element (list, ent_json_new_double (1e21));
  list = ent_json_with_element (list, ent_json_new_double (25));
  list = ent_json_with_element (list, ent_json_new_boolean (TRUE));
  list = ent_json_with_element (list, ent_json_new_null ());
  object = ent_json_with_member (object, "list", list);
  object = ent_json_with_member (object, "text", ent_json_new_string ("日本 \"x\""));
  assert_compact (object,
                  "{\"list\":[-7,0.1,0.3333333333333333,1e+21,25,true,null],\"text\":\"日本 "
                  "\\\"x\\\"\"}");
  ent_json_unref (object);
}

static void
test_members (void)
{
  g_autoptr (EntJson) before = parse ("{\"a\": 1, \"b\": [2], \"c\": 3}");

  g_autoptr (EntJson) replaced
      = ent_json_with_member (ent_json_ref (before), "b", ent_json_new_int (9));
  g_autoptr (EntJson) added
      = ent_json_with_member (ent_json_ref (before), "d", ent_json_new_int (4));
  g_autoptr (EntJson) first
      = ent_json_with_member_at (ent_json_ref (before), 0, "z", ent_json_new_int (0));
  g_autoptr (EntJson) moved
      = ent_json_with_member_at (ent_json_ref (before), 0, "c", ent_json_new_int (0));
  g_autoptr (EntJson) removed = ent_json_without_member (ent_json_ref (before), "a");
  g_autoptr (EntJson) same = ent_json_without_member (ent_json_ref (before), "x");

  assert_compact (before, "{\"a\":1,\"b\":[2],\"c\":3}");
  assert_compact (replaced, "{\"a\":1,\"b\":9,\"c\":3}");
  assert_compact (added, "{\"a\":1,\"b\":[2],\"c\":3,\"d\":4}");
  assert_compact (first, "{\"z\":0,\"a\":1,\"b\":[2],\"c\":3}");
  assert_compact (moved, "{\"a\":1,\"b\":[2],\"c\":0}");
  assert_compact (removed, "{\"b\":[2],\"c\":3}");
  g_assert_true (same == before);
  g_assert_true (ent_json_member (added, "b") == ent_json_member (before, "b")); /* shared */
}

static void
test_elements (void)
{
  g_autoptr (EntJson) before = parse ("[1, 2, 3]");
  g_autoptr (EntJson) longer = ent_json_with_element (ent_json_ref (before), ent_json_new_int (4));
  g_autoptr (EntJson) held = ent_json_ref (longer);
  g_autoptr (EntJson) longest = ent_json_with_element (ent_json_ref (longer), ent_json_new_int (5));
  g_autoptr (EntJson) replaced
      = ent_json_replace_element (ent_json_ref (before), 1, ent_json_new_string ("x"));
  g_autoptr (EntJson) removed = ent_json_replace_element (ent_json_ref (before), 0, NULL);

  assert_compact (before, "[1,2,3]");
  assert_compact (held, "[1,2,3,4]");
  assert_compact (longest, "[1,2,3,4,5]");
  assert_compact (replaced, "[1,\"x\",3]");
  assert_compact (removed, "[2,3]");

  /* What was read as a run is edited as any list. */
  g_autoptr (EntJson) run = parse ("[1, 2, 3, 4, 5]");
  g_autoptr (EntJson) more = ent_json_with_element (ent_json_ref (run), ent_json_new_null ());
  g_autoptr (EntJson) other
      = ent_json_replace_element (ent_json_ref (run), 4, ent_json_new_string ("x"));
  assert_compact (more, "[1,2,3,4,5,null]");
  assert_compact (other, "[1,2,3,4,\"x\"]");
  assert_compact (run, "[1,2,3,4,5]");
}

/* Growing lists and objects of every size around the powers of two and the hash table. */
static void
test_growth (void)
{
  EntJson *list = ent_json_new_array ();
  EntJson *object = ent_json_new_object ();

  for (guint i = 0; i < 70; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%u", i);
      list = ent_json_with_element (list, ent_json_new_int (i));
      object = ent_json_with_member (object, key, ent_json_new_int (i));
      g_assert_cmpuint (ent_json_length (list), ==, i + 1);
      for (guint k = 0; k <= i; k++)
        {
          g_autofree char *other = g_strdup_printf ("k%u", k);
          gint64 value = -1;
          g_assert_true (ent_json_get_int (ent_json_element (list, k), &value) && value == k);
          g_assert_true (ent_json_get_int (ent_json_member (object, other), &value) && value == k);
        }
    }
  ent_json_unref (list);
  ent_json_unref (object);
}

/* A node outlives the tree it was read in. */
static void
test_lifetime (void)
{
  EntJson *root = parse ("{\"a\": {\"b\": \"kept\"}}");
  g_autoptr (EntJson) inner = ent_json_ref (ent_json_member (root, "a"));
  EntJson *edited = ent_json_with_member (ent_json_new_object (), "copy", ent_json_ref (inner));
  const char *text = NULL;

  ent_json_unref (root);
  g_assert_true (ent_json_get_string (ent_json_member (inner, "b"), &text));
  g_assert_cmpstr (text, ==, "kept");
  assert_compact (edited, "{\"copy\":{\"b\":\"kept\"}}");
  ent_json_unref (edited);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json-edit/build", test_build);
  g_test_add_func ("/base/json-edit/members", test_members);
  g_test_add_func ("/base/json-edit/elements", test_elements);
  g_test_add_func ("/base/json-edit/growth", test_growth);
  g_test_add_func ("/base/json-edit/lifetime", test_lifetime);
  return g_test_run ();
}
