#include <opencc/opencc.h>

#include <string.h>

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

      g_assert_cmpstr (folded->text, ==, rows[i].folded);
      g_assert_cmpuint (strlen (folded->text), ==, folded->n);
      g_assert_cmpuint (
          ent_folded_origin (folded, folded->n), ==, g_utf8_strlen (rows[i].text, -1));
    }
}

static void
test_origin (void)
{
  /* a, ligature ffi, accent on its own, space, ideograph beyond the BMP, dropped emoji, b */
  g_autoptr (EntFolded) folded = ent_fold ("a\xef\xac\x83 e\xcc\x81 \xf0\xa0\x80\x80👍b", -1);
  static const guint32 origins[] = { 0, 1, 1, 1, 3, 3, 6, 6, 6, 6, 8, 9 };
  static const guint32 ends[] = { 0, 1, 2, 2, 2, 5, 5, 7, 7, 7, 7, 9 };

  g_assert_cmpuint (folded->n + 1, ==, G_N_ELEMENTS (origins));
  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      g_assert_cmpuint (ent_folded_origin (folded, i), ==, origins[i]);
      g_assert_cmpuint (ent_folded_origin_end (folded, i), ==, ends[i]);
    }
  g_assert_cmpuint (ent_folded_index (folded, 0), ==, 0);
  g_assert_cmpuint (ent_folded_index (folded, 2), ==, 4);
  g_assert_cmpuint (ent_folded_index (folded, 3), ==, 4);
  g_assert_cmpuint (ent_folded_index (folded, 4), ==, 6);
  g_assert_cmpuint (ent_folded_index (folded, 99), ==, folded->n);
}

/* A long text of characters that give none, one and several bytes, and that join: the way there and
 * back, against counting. */
static void
test_origin_long (void)
{
  static const char *const pieces[] = { "a", "中", "½", "，", "e\xcc\x81\xcc\xa3", "\n", "ﷺ", "é" };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (EntFolded) folded = NULL;
  EntFoldWalk walk;
  gsize place = 0;
  guint32 offset = 0;

  for (guint i = 0; i < 6000; i++)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  folded = ent_fold (text->str, (gssize)text->len);
  ent_fold_walk_init (&walk, folded, 0);
  for (const char *p = text->str; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);
      g_autoptr (EntFolded) piece = NULL;
      guint32 n = 1;

      for (; ent_fold_continues (g_utf8_get_char (next)); n++)
        next = g_utf8_next_char (next);
      piece = ent_fold (p, next - p);
      g_assert_cmpuint (ent_folded_index (folded, offset), ==, place);
      for (gsize i = 0; i < piece->n; i++, place++)
        {
          g_assert_cmpuint (ent_folded_origin (folded, place), ==, offset);
          g_assert_cmpuint (ent_fold_walk (&walk), ==, offset);
          g_assert_cmpuint (ent_folded_origin_end (folded, place + 1), ==, offset + n);
        }
      offset += n;
      p = next;
    }
  g_assert_cmpuint (folded->n, ==, place);
  g_assert_cmpuint (ent_folded_origin (folded, place), ==, offset);
}

/* Where a cut goes through what a reader sees as one character. */
static void
test_splits (void)
{
  static const struct
  {
    const char *text;
    guint graphemes[8]; /* the boundaries in code points, up to the end of the text */
  } rows[] = {
    { "ab", { 0, 1, 2 } },
    { "e\xcc\x81\xcc\xa3x", { 0, 3, 4 } },
    { "👩\xe2\x80\x8d💻a", { 0, 3, 4 } },
    { "👍🏽b", { 0, 2, 3 } },
    { "1\xef\xb8\x8f\xe2\x83\xa3 2", { 0, 3, 4, 5 } },
    { "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xe1\x84\x80", { 0, 3, 4 } }, /* jamo of 한, then one */
    { "🇯🇵🇺🇸🇰", { 0, 2, 4, 5 } },
    { "ﬃ㎏豈", { 0, 1, 2, 3 } },
    { "\xef\xbd\xb6\xef\xbe\x9e\xef\xbd\xb6", { 0, 2, 3 } },
    { "葛\xf3\xa0\x84\x80城", { 0, 2, 3 } }, /* a variation selector */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *p = rows[i].text;
      guint next = 0;

      for (guint at = 0;; at++, p = g_utf8_next_char (p))
        {
          gboolean boundary = at == rows[i].graphemes[next];

          if (ent_fold_splits (rows[i].text, p) == boundary)
            g_error ("row %u, code point %u", i, at);
          next += boundary ? 1 : 0;
          if (*p == '\0')
            break;
        }
    }
}

/* The text in the other script, in each region's form, folds to the same. */
static void
test_scripts (void)
{
  static const char *const configs[] = { "s2t.json", "s2tw.json", "s2hk.json" };
  g_autoptr (EntFolded) folded = ent_fold (sample, -1);

  for (guint i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      opencc_t converter = opencc_open (configs[i]);
      char *other;
      g_autoptr (EntFolded) other_folded = NULL;

      g_assert_true (converter != (opencc_t)-1);
      other = opencc_convert_utf8 (converter, sample, sizeof sample - 1);
      g_assert_cmpstr (other, !=, sample);
      other_folded = ent_fold (other, -1);
      g_assert_cmpstr (other_folded->text, ==, folded->text);
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

        g_assert_cmpmem (span->text, span->n, all->text + first, last - first);
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
    { "aab", "b", 2, 2 },      { "aab", "b", 3, -1 },     { "金正恩与习近平", "習 近 平", 0, 12 },
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
  g_assert_cmpuint (g_utf8_strlen (first->text, -1), >, 2900);
  for (guint i = 1; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (EntFolded) folded = g_thread_join (threads[i]);

      g_assert_cmpstr (folded->text, ==, first->text);
    }
  ent_folded_free (first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/fold/table", test_table);
  g_test_add_func ("/dossier/fold/origin", test_origin);
  g_test_add_func ("/dossier/fold/origin-long", test_origin_long);
  g_test_add_func ("/dossier/fold/splits", test_splits);
  g_test_add_func ("/dossier/fold/scripts", test_scripts);
  g_test_add_func ("/dossier/fold/spans", test_spans);
  g_test_add_func ("/dossier/fold/find", test_find);
  g_test_add_func ("/dossier/fold/threads", test_threads);
  return g_test_run ();
}
