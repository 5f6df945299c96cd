#include <opencc/opencc.h>

#include "dossier/fold.h"

/* Written for this test; names, figures and characters that the two scripts share unevenly. */
static const char sample[]
    = "总统与领导人在后方会面，复制了答复，借着卫星叙述余下的台湾问题。\n"
      "“钟”先生说：干部不该干涉乾隆年间的头发与发展——Rolls‑Royce 的 2,400 兆瓦、ＡＢＣ、½。";

static void
test_table (void)
{
  static const struct
  {
    const char *text, *folded;
  } rows[] = {
    { "", "" },
    { "Kim Jong-un", "kimjongun" },
    { "STRASSE straße", "strassestrasse" },
    { "ＡＢＣ　１２３", "abc123" },
    { "ﬁ ㎏ ½ ²", "fikg122" },
    { "關於衛星、「會談」", "关于卫星会谈" },
    { "e\xcc\x81t\xc3\xa9", "\xc3\xa9t\xc3\xa9" },
    { "\xef\xbd\xb6\xef\xbe\x9e", "\xe3\x82\xac" }, /* half-width ka and voicing mark */
    { "ІІ — … \t\n", "іі" },
    { "👍🏽 ok", "ok" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntFolded) folded = ent_fold (rows[i].text, -1);
      g_autofree char *utf8 = ent_folded_to_utf8 (folded, 0, folded->n);

      g_assert_cmpstr (utf8, ==, rows[i].folded);
      g_assert_cmpuint (folded->origin[folded->n], ==, g_utf8_strlen (rows[i].text, -1));
    }
}

static void
test_origin (void)
{
  /* a, ligature ffi, accent on its own, space, ideograph beyond the BMP, dropped emoji, b */
  g_autoptr (EntFolded) folded = ent_fold ("a\xef\xac\x83 e\xcc\x81 \xf0\xa0\x80\x80👍b", -1);
  static const guint32 origins[] = { 0, 1, 1, 1, 3, 6, 8, 9 };

  g_assert_cmpuint (folded->n + 1, ==, G_N_ELEMENTS (origins));
  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    g_assert_cmpuint (folded->origin[i], ==, origins[i]);
  g_assert_cmpuint (ent_folded_index (folded, 0), ==, 0);
  g_assert_cmpuint (ent_folded_index (folded, 2), ==, 4);
  g_assert_cmpuint (ent_folded_index (folded, 3), ==, 4);
  g_assert_cmpuint (ent_folded_index (folded, 99), ==, folded->n);
}

/* The text in the other script, in each region's form, folds to the same. */
static void
test_scripts (void)
{
  static const char *const configs[] = { "s2t.json", "s2tw.json", "s2hk.json" };
  g_autoptr (EntFolded) folded = ent_fold (sample, -1);
  g_autofree char *expected = ent_folded_to_utf8 (folded, 0, folded->n);

  for (guint i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      opencc_t converter = opencc_open (configs[i]);
      char *other;
      g_autoptr (EntFolded) other_folded = NULL;
      g_autofree char *found = NULL;

      g_assert_true (converter != (opencc_t)-1);
      other = opencc_convert_utf8 (converter, sample, sizeof sample - 1);
      g_assert_cmpstr (other, !=, sample);
      other_folded = ent_fold (other, -1);
      found = ent_folded_to_utf8 (other_folded, 0, other_folded->n);
      g_assert_cmpstr (found, ==, expected);
      opencc_convert_utf8_free (other);
      opencc_close (converter);
    }
}

/* The fold of a span is the span of the fold, wherever it is cut between characters. */
static void
test_spans (void)
{
  g_autoptr (EntFolded) all = ent_fold (sample, -1);
  glong n = g_utf8_strlen (sample, -1);

  for (glong start = 0; start < n; start += 3)
    for (glong end = start; end <= n; end += 5)
      {
        const char *from = g_utf8_offset_to_pointer (sample, start);
        const char *to = g_utf8_offset_to_pointer (sample, end);
        g_autoptr (EntFolded) span = ent_fold (from, to - from);
        gsize first = ent_folded_index (all, (guint32)start);
        gsize last = ent_folded_index (all, (guint32)end);

        g_assert_cmpmem (span->chars,
                         span->n * sizeof (gunichar),
                         all->chars + first,
                         (last - first) * sizeof (gunichar));
      }
}

static void
test_find (void)
{
  static const struct
  {
    const char *hay, *needle;
    gsize from;
    gssize place;
  } rows[] = {
    { "aab aab", "ab", 0, 1 }, { "aab aab", "AB", 2, 4 }, { "aab aab", "ab", 5, -1 },
    { "aab", "", 0, -1 },      { "aab", "aabb", 0, -1 },  { "", "a", 0, -1 },
    { "aab", "b", 2, 2 },      { "aab", "b", 3, -1 },     { "金正恩与习近平", "習 近 平", 0, 4 },
    { "abcabd", "abd", 0, 3 }, { "K.i.m", "kim", 0, 0 },  { "aab", "b", G_MAXSIZE, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntFolded) hay = ent_fold (rows[i].hay, -1);
      g_autoptr (EntFolded) needle = ent_fold (rows[i].needle, -1);

      g_assert_cmpint (ent_folded_find (hay, needle, rows[i].from), ==, rows[i].place);
    }
}

static gpointer
fold_on_thread (gpointer text)
{
  return ent_fold (text, -1);
}

/* Many threads filling the table at once find the same. */
static void
test_threads (void)
{
  GThread *threads[4];
  g_autoptr (GString) text = g_string_new (NULL);
  EntFolded *first;

  for (gunichar c = 0x4e00; c < 0x9fff; c += 7)
    g_string_append_unichar (text, c);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("fold", fold_on_thread, text->str);
  first = g_thread_join (threads[0]);
  g_assert_cmpuint (first->n, >, 2900);
  for (guint i = 1; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (EntFolded) folded = g_thread_join (threads[i]);

      g_assert_cmpmem (
          folded->chars, folded->n * sizeof (gunichar), first->chars, first->n * sizeof (gunichar));
    }
  ent_folded_free (first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/fold/table", test_table);
  g_test_add_func ("/dossier/fold/origin", test_origin);
  g_test_add_func ("/dossier/fold/scripts", test_scripts);
  g_test_add_func ("/dossier/fold/spans", test_spans);
  g_test_add_func ("/dossier/fold/find", test_find);
  g_test_add_func ("/dossier/fold/threads", test_threads);
  return g_test_run ();
}
