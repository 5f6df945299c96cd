#include <string.h>

#include "dossier/anchor-private.h"

/* Words of several bytes a character, some of them often. */
static char *
make_text (GRand *random, guint n)
{
  static const char *const words[] = { "湖", "山上", "no", "yes", "été", "𠀀", "第三天", "word" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (g_rand_int_range (random, 0, 3) == 0)
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
    else
      g_string_append_unichar (text, (gunichar)g_rand_int_range (random, 0x4e00, 0x4f00));
  return g_string_free (text, FALSE);
}

typedef struct
{
  guint32 hash, at;
  gsize byte;
} Gram;

static void
add_gram (guint32 hash, guint32 at, gsize byte, gpointer data)
{
  Gram gram = { hash, at, byte };

  g_array_append_val ((GArray *)data, gram);
}

static GArray *
winnow (const char *text)
{
  GArray *grams = g_array_new (FALSE, FALSE, sizeof (Gram));

  ent_grams_winnow (text, strlen (text), add_gram, grams);
  return grams;
}

/* Against the definition, for texts of all lengths around those of a gram, a window and a block. */
static void
test_winnow (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint n = 0; n < 1200; n += n < 20 ? 1 : 97)
    {
      g_autofree char *text = make_text (random, n);
      glong length;
      g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, &length);
      g_autoptr (GArray) found = winnow (text);
      glong n_grams = MAX (0, length - ENT_GRAM + 1), window = MIN (ENT_GRAM_WINDOW, n_grams);
      glong last = -1;
      guint kept = 0;

      for (glong i = 0; window > 0 && i + window <= n_grams; i++)
        {
          glong best = i;

          for (glong j = i + 1; j < i + window; j++)
            if (ent_gram_hash (chars + j) <= ent_gram_hash (chars + best))
              best = j;
          if (best == last)
            continue;
          last = best;
          g_assert_cmpuint (kept, <, found->len);
          g_assert_cmpuint (g_array_index (found, Gram, kept).at, ==, best);
          g_assert_cmpuint (
              g_array_index (found, Gram, kept).hash, ==, ent_gram_hash (chars + best));
          g_assert_true (g_utf8_offset_to_pointer (text, best)
                         == text + g_array_index (found, Gram, kept).byte);
          kept++;
        }
      g_assert_cmpuint (kept, ==, found->len);
    }
}

/* Every place of every gram kept is found, and no other. */
static void
test_index (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autofree char *text = make_text (random, 5000);
  g_autoptr (EntFolded) folded = ent_fold (text, -1);
  g_autoptr (EntGramIndex) index = ent_gram_index_new (folded);
  g_autoptr (GArray) grams = winnow (folded->text);
  guint32 places[64];

  for (guint i = 0; i < grams->len; i += 7)
    {
      const Gram *gram = &g_array_index (grams, Gram, i);
      guint n = ent_gram_index_find (index, gram->hash, gram->byte, 64, places), expected = 0;

      for (guint j = 0; j < grams->len; j++)
        {
          const Gram *other = &g_array_index (grams, Gram, j);
          gboolean there = FALSE;

          for (guint k = 0; k < n; k++)
            there |= places[k] == other->byte;
          g_assert_true (there == (other->hash == gram->hash));
          expected += there ? 1 : 0;
        }
      g_assert_cmpuint (n, ==, expected);
      g_assert_cmpuint (ent_gram_index_char (index, gram->byte), ==, gram->at);
      g_assert_cmpuint (ent_gram_index_place (index, gram->at), ==, gram->byte);
      g_assert_cmpuint (ent_gram_index_find (index, gram->hash ^ 1, 0, 64, places), ==, 0);
    }
}

/* Of a gram that is everywhere the places nearest are found. */
static void
test_index_repeated (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (EntFolded) folded = NULL;
  g_autoptr (EntGramIndex) index = NULL;
  g_autoptr (GArray) grams = NULL;
  guint32 places[5];
  const Gram *gram;

  for (guint i = 0; i < 4000; i++)
    g_string_append (text, "第三天又下雨");
  folded = ent_fold (text->str, -1);
  index = ent_gram_index_new (folded);
  grams = winnow (folded->text);
  gram = &g_array_index (grams, Gram, grams->len / 2);
  g_assert_cmpuint (
      ent_gram_index_find (index, gram->hash, gram->byte, G_N_ELEMENTS (places), places), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpuint (ABS ((gint64)places[i] - (gint64)gram->byte), <=, 2 * 18);
}

static void
test_chars (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autofree char *text = make_text (random, 1500);
  g_autoptr (EntFolded) folded = ent_fold (text, -1);
  g_autoptr (EntGramIndex) index = ent_gram_index_new (folded);
  guint32 n = 0;

  for (const char *p = folded->text; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      g_assert_cmpuint (ent_gram_index_char (index, (gsize)(p - folded->text)), ==, n);
      g_assert_cmpuint (ent_gram_index_place (index, n), ==, p - folded->text);
    }
  g_assert_cmpuint (ent_gram_index_n_chars (index), ==, n);
  g_assert_cmpuint (ent_gram_index_place (index, n), ==, folded->n);
  g_assert_cmpuint (ent_gram_index_char (index, folded->n), ==, n);
}

static void
test_empty (void)
{
  g_autoptr (EntFolded) folded = ent_fold ("。", -1);
  g_autoptr (EntGramIndex) index = ent_gram_index_new (folded);
  guint32 place;

  g_assert_cmpuint (ent_gram_index_n_chars (index), ==, 0);
  g_assert_cmpuint (ent_gram_index_find (index, 7, 0, 1, &place), ==, 0);
  g_assert_cmpuint (ent_gram_index_place (index, 0), ==, 0);
}

/* A source with all that is made of it takes at most four times its text. */
static void
test_memory (void)
{
  static const char *const sentences[]
      = { "兩國代表在湖邊的旅館談了三天，記者問得最多的是第二天的午餐。",
          "The lunch that was laid on the second day, it is said, was never eaten. ",
          "Café, naïve, déjà vu; Ｗｉｄｅ ½ ﬁ e\xcc\x81. " };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (EntSource) source = NULL;

      for (guint k = 0; k < 3000; k++)
        g_string_append_printf (text, "%s%s", sentences[i], k % 4 == 3 ? "\n" : "");
      source = ent_source_new (text->str, text->len, "x.txt", NULL);
      ent_source_grams (source);
      g_assert_cmpuint (ent_source_memory (source), >, text->len);
      g_assert_cmpuint (ent_source_memory (source), <, 4 * text->len);
    }
}

/* Edit distance, and where it is. */
static void
test_align (void)
{
  static const struct
  {
    const char *pattern, *text;
    gint32 expected, begin, end; /* -1: where it was expected */
    guint edits;
  } rows[] = {
    { "lake", "by the lake today", 5, 7, 11, 0 },
    { "lake", "by the lakke today", 7, 7, 12, 1 },
    { "lakeside", "by the lakside", 7, 7, 14, 1 },
    { "lakeside", "by the lokeside", 6, 7, 15, 1 },
    { "第二天的午餐", "他说第二的午餐没吃", 2, 2, 7, 1 },
    { "abc", "xyz", 0, 0, 0, 3 },
    { "abcdef", "zzabcdef", 0, 2, 8, 0 },
    { "abcdef", "abcd", 0, 0, 4, 2 },
    { "abcdef", "", 0, 0, 0, 6 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      glong n, n_text;
      g_autofree gunichar *pattern = g_utf8_to_ucs4_fast (rows[i].pattern, -1, &n);
      g_autofree gunichar *text = g_utf8_to_ucs4_fast (rows[i].text, -1, &n_text);
      gint32 begin = rows[i].expected, end = 0;
      double found = ent_anchor_align (
          (EntChars){ pattern, (gint32)n }, (EntChars){ text, (gint32)n_text }, 4, &begin, &end);

      g_assert_cmpfloat_with_epsilon (found, 1 - (double)rows[i].edits / n, 1e-9);
      g_assert_cmpint (begin, ==, rows[i].begin);
      g_assert_cmpint (end, ==, rows[i].end);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/grams/winnow", test_winnow);
  g_test_add_func ("/dossier/grams/index", test_index);
  g_test_add_func ("/dossier/grams/index-repeated", test_index_repeated);
  g_test_add_func ("/dossier/grams/chars", test_chars);
  g_test_add_func ("/dossier/grams/empty", test_empty);
  g_test_add_func ("/dossier/grams/memory", test_memory);
  g_test_add_func ("/dossier/grams/align", test_align);
  return g_test_run ();
}
