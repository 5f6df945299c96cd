/* Changes between trees: a patch makes them again, and says little. */
#include "base/errors.h"
#include "base/json-patch.h"

#include <string.h>

static EntJson *
parse (const char *text)
{
  EntJson *node = ent_json_parse (text, strlen (text), NULL);
  g_assert_nonnull (node);
  return node;
}

/* A patch, written and read, makes of a tree of the same content, which shares no node, the other.
 */
static void
assert_again (EntJson *before, EntJson *after)
{
  g_autoptr (EntJson) patch = ent_json_diff (before, after);
  g_autofree char *patch_text = ent_json_write_compact (patch);
  g_autoptr (EntJson) patch_read = parse (patch_text);
  g_autofree char *before_text = ent_json_write (before, NULL);
  g_autoptr (EntJson) before_read = parse (before_text);
  g_autoptr (GError) error = NULL;

  g_autoptr (EntJson) again = ent_json_patch (before_read, patch_read, &error);
  g_assert_no_error (error);
  g_autofree char *expected = ent_json_write (after, NULL);
  g_autofree char *made = ent_json_write (again, NULL);
  g_assert_cmpstr (made, ==, expected);
}

static void
test_pairs (void)
{
  static const struct
  {
    const char *before, *after, *patch;
  } pairs[] = {
    { "{\"a\":1}", "{\"a\":1}", "[]" },
    { "{\"a\":[1,{\"b\":null}]}", "{\"a\":[1,{\"b\":null}]}", "[]" },
    { "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":3}", "[[[],1,1,{\"b\":3}]]" },
    { "{\"a\":1}", "{\"a\":1.0}", "[[[],0,1,{\"a\":1.0}]]" },
    { "{\"a\":1,\"b\":2}", "{\"b\":2}", "[[[],0,1,{}]]" },
    { "{\"a\":1,\"c\":2}", "{\"a\":1,\"b\":0,\"c\":2}", "[[[],1,0,{\"b\":0}]]" },
    { "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", "[[[],0,2,{\"b\":2,\"a\":1}]]" },
    { "{\"a\":[1,2,3]}", "{\"a\":[1,9,3]}", "[[[0],1,1,[9]]]" },
    { "{\"a\":[1,2,3]}", "{\"a\":[1,3]}", "[[[0],1,1,[]]]" },
    { "{\"a\":[1,1]}", "{\"a\":[1,1,1]}", "[[[0],2,0,[1]]]" },
    { "{\"a\":[]}", "{\"a\":{}}", "[[[],0,1,{\"a\":{}}]]" },
    { "{\"a\":[{\"x\":1,\"y\":[5,6]},{\"x\":2}]}",
      "{\"a\":[{\"x\":1,\"y\":[5,7]},{\"x\":3}]}",
      "[[[0,0,1],1,1,[7]],[[0,1],0,1,{\"x\":3}]]" },
    { "{\"a\":true}", "{\"a\":false}", "[[[],0,1,{\"a\":false}]]" },
    { "[1]", "{\"a\":1}", "[[null,0,0,{\"a\":1}]]" },
    { "1", "2", "[[null,0,0,2]]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (EntJson) before = parse (pairs[i].before);
      g_autoptr (EntJson) after = parse (pairs[i].after);
      g_autoptr (EntJson) patch = ent_json_diff (before, after);
      g_autofree char *text = ent_json_write_compact (patch);

      g_assert_cmpstr (text, ==, pairs[i].patch);
      assert_again (before, after);
    }
}

static EntJson *
random_tree (GRand *random, guint depth)
{
  static const char *const keys[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" };
  const guint n = (guint)g_rand_int_range (random, 0, 6);
  EntJson *tree;

  switch (g_rand_int_range (random, 0, depth > 0 ? 6 : 4))
    {
    case 0:
      return ent_json_new_null ();
    case 1:
      return ent_json_new_boolean (g_rand_boolean (random));
    case 2:
      return ent_json_new_int (g_rand_int_range (random, 0, 3));
    case 3:
      return ent_json_new_string (keys[g_rand_int_range (random, 0, 3)]);
    case 4:
      tree = ent_json_new_array ();
      for (guint i = 0; i < n; i++)
        tree = ent_json_with_element (tree, random_tree (random, depth - 1));
      return tree;
    default:
      tree = ent_json_new_object ();
      for (guint i = 0; i < n; i++)
        tree = ent_json_with_member (
            tree, keys[g_rand_int_range (random, 0, 10)], random_tree (random, depth - 1));
      return tree;
    }
}

/* The tree with something changed somewhere, the rest shared. */
static EntJson *
edit (EntJson *tree, GRand *random)
{
  const guint n = ent_json_length (tree);
  const guint i = n > 0 ? (guint)g_rand_int_range (random, 0, (gint)n) : 0;
  const int what = g_rand_int_range (random, 0, 4);

  if (n == 0 || what == 0)
    {
      ent_json_unref (tree);
      return random_tree (random, 3);
    }
  if (ent_json_type (tree) == ENT_JSON_ARRAY)
    return what == 1   ? ent_json_replace_element (tree, i, NULL)
           : what == 2 ? ent_json_with_element (tree, random_tree (random, 2))
                       : ent_json_replace_element (
                           tree, i, edit (ent_json_ref (ent_json_element (tree, i)), random));
  g_autofree char *key = g_strdup (ent_json_key (tree, i));
  return what == 1   ? ent_json_without_member (tree, key)
         : what == 2 ? ent_json_with_member_at (tree, i, "new", random_tree (random, 2))
                     : ent_json_with_member (
                         tree, key, edit (ent_json_ref (ent_json_member (tree, key)), random));
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (EntJson) before = random_tree (random, 5);
      EntJson *after = ent_json_ref (before);
      const int n = g_rand_int_range (random, 1, 4);

      for (int k = 0; k < n; k++)
        after = edit (after, random);
      assert_again (before, after);
      ent_json_unref (after);

      g_autoptr (EntJson) other = random_tree (random, 5);
      assert_again (before, other);
    }
}

/* A patch of something else is an error, and nothing worse. */
static void
test_misfits (void)
{
  static const char *const patches[] = {
    "{}",
    "[1]",
    "[[]]",
    "[[[],0,0]]",
    "[[[],0,0,5]]",
    "[[[],0,0,[]]]",
    "[[[],3,0,{}]]",
    "[[[],1,2,{}]]",
    "[[[],-1,0,{}]]",
    "[[[0,0],0,0,[]]]",
    "[[[9],0,0,[]]]",
    "[[[\"a\"],0,0,[]]]",
    "[[[0],0,5,[]]]",
    "[[7,0,0,{}]]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (patches); i++)
    {
      g_autoptr (EntJson) tree = parse ("{\"a\":[1,2],\"b\":3}");
      g_autoptr (EntJson) patch = parse (patches[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_json_patch (tree, patch, &error));
      g_assert_error (error, ENT_BASE_ERROR, ENT_BASE_ERROR_SYNTAX);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-patch/pairs", test_pairs);
  g_test_add_func ("/json-patch/random", test_random);
  g_test_add_func ("/json-patch/misfits", test_misfits);
  return g_test_run ();
}
