#include <string.h>

#include "anchored.h"
#include "dossier/dossier-file.h"

/* Written for this test: repeats words and a whole sentence, mixes scripts, widths and marks. */
static const char sample[]
    = "两位领导人在海边的旅馆见面，谈了整整两天。第一天，他们谈制裁；第二天，他们谈核设施。\n"
      "美国代表团说：“我们愿意等待。”另一方的代表团则说，等待对谁都没有好处。\n"
      "\n"
      "The summit ended early, and the lunch that had been laid was never eaten.\n"
      "Afterwards the spokesman said that nothing had been promised, nothing signed.\n"
      "会后没有联合声明。美国的盟友松了一口气，但美国的对手也松了一口气。\n"
      "Cafe\xcc\x81 Ｍｅｔｒｏｐｏｌｅ 的老板说，那天的记者比客人多：约 ３，０００ 名。\n"
      "会后没有联合声明。半年以后，双方又在边界上见了一面，握手之后各自回家。\n";

/* The passage that has these words of the source, at their first place after from. */
static Anchored *
anchor_words (EntSource *source, const char *words, guint from)
{
  const char *text = ent_source_text (source);
  const char *p = strstr (text + ent_source_byte_offset (source, from), words);

  g_assert_nonnull (p);
  return anchor_span (source,
                      ent_source_code_point (source, (gsize)(p - text)),
                      ent_source_code_point (source, (gsize)(p - text) + strlen (words)));
}

static char *
words_at (EntSource *source, const EntResolution *place)
{
  const char *text = ent_source_text (source);
  gsize from = ent_source_byte_offset (source, place->start);

  return g_strndup (text + from, ent_source_byte_offset (source, place->end) - from);
}

static void
check_words (const EntPassage *passage, EntSource *source, EntAnchorState state, const char *words)
{
  EntResolution place = ent_anchor_resolve (passage, source);
  g_autofree char *found = words_at (source, &place);

  g_assert_cmpstr (ent_anchor_state_name (place.state), ==, ent_anchor_state_name (state));
  g_assert_cmpstr (found, ==, words);
  g_assert_cmpfloat (place.similarity, ==, state == ENT_ANCHOR_LOST ? 0 : 1);
}

static void
test_exact (void)
{
  g_autoptr (EntSource) source = make_source (sample);
  guint n = ent_source_length (source);

  for (guint start = 0; start + 30 < n; start += 7)
    for (guint length = 4; length < 30; length += 8)
      {
        g_autoptr (Anchored) anchored = NULL;
        EntResolution place;

        /* the accent in Café must not be cut off */
        if (ent_fold_continues (g_utf8_get_char (sample + ent_source_byte_offset (source, start)))
            || ent_fold_continues (
                g_utf8_get_char (sample + ent_source_byte_offset (source, start + length))))
          continue;
        anchored = anchor_span (source, start, start + length);
        place = ent_anchor_resolve (&anchored->passage, source);
        g_assert_cmpint (place.state, ==, ENT_ANCHOR_EXACT);
        g_assert_cmpuint (place.start, ==, start);
        g_assert_cmpuint (place.end, ==, start + length);
        g_assert_cmpfloat (place.similarity, ==, 1);
      }
}

/* The right text with a wrong hash of the span, or of another text: never exact. */
static void
test_never_exact (void)
{
  g_autoptr (EntSource) source = make_source (sample);
  g_autoptr (Anchored) anchored = anchor_words (source, "谈核设施", 0);
  EntResolution place;

  anchored->passage.start++;
  check_words (&anchored->passage, source, ENT_ANCHOR_MOVED, "谈核设施");
  anchored->passage.start--;
  g_free ((char *)anchored->document.sha256);
  anchored->document.sha256 = g_strnfill (64, '0');
  check_words (&anchored->passage, source, ENT_ANCHOR_MOVED, "谈核设施");
  anchored->passage.end = ent_source_length (source) + 1;
  check_words (&anchored->passage, source, ENT_ANCHOR_MOVED, "谈核设施");
  /* the fingerprint is right, the words are not */
  anchored->passage.hash = "0123456789abcdef";
  place = ent_anchor_resolve (&anchored->passage, source);
  g_assert_cmpint (place.state, ==, ENT_ANCHOR_MOVED);
  g_assert_cmpfloat (place.similarity, <, 1);
  /* no anchor at all */
  anchored->passage.start = anchored->passage.end = 0;
  g_assert_cmpint (
      ent_anchor_resolve (&anchored->passage, source).state, ==, ENT_ANCHOR_UNATTACHED);
}

static void
test_moved (void)
{
  static const struct
  {
    const char *words, *there; /* as they stand in the changed text */
  } rows[] = {
    { "另一方的代表团则说，等待对谁都没有好处", "另一方的代表團\n則說:等待對誰都沒有好處" },
    { "nothing had been promised, nothing signed", "NOTHING HAD BEEN\nPROMISED; nothing signed" },
    { "Cafe\xcc\x81", "caf\xc3\xa9" },
    { "３，０００", "3,000" },
    { "制裁", "制裁" },
    { "见面", "見面" },
  };
  g_autoptr (EntSource) source = make_source (sample);
  g_autoptr (EntSource) changed = make_source (
      "新加了一段話，本來沒有。\n"
      "兩位領導人在海邊的旅館見面，談了整整兩天。第一天，他們談制裁；第二天，他們談核設施。\n"
      "另一方的代表團\n則說:等待對誰都沒有好處。\n"
      "Afterwards the spokesman said that NOTHING HAD BEEN\nPROMISED; nothing signed.\n"
      "caf\xc3\xa9 Metropole 的老闆說，那天的記者比客人多：約 3,000 名。\n");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Anchored) anchored = anchor_words (source, rows[i].words, 0);

      check_words (&anchored->passage, changed, ENT_ANCHOR_MOVED, rows[i].there);
    }
}

/* A word that is everywhere is told by its context; one whose context is gone is not. */
static void
test_short (void)
{
  g_autoptr (EntSource) source = make_source (sample);
  g_autofree char *later = g_strconcat ("多了一行。\n", sample, NULL);
  g_autoptr (EntSource) changed = make_source (later);
  const char *first = strstr (sample, "美国");

  for (const char *p = first; p != NULL; p = strstr (p + 1, "美国"))
    {
      guint at = (guint)g_utf8_pointer_to_offset (sample, p);
      g_autoptr (Anchored) anchored = anchor_span (source, at, at + 2);
      EntResolution place = ent_anchor_resolve (&anchored->passage, changed);

      g_assert_cmpuint (anchored->passage.context, ==, ENT_ANCHOR_CONTEXT);
      g_assert_cmpint (place.state, ==, ENT_ANCHOR_MOVED);
      g_assert_cmpuint (place.start, ==, at + 6);
      g_assert_cmpuint (place.end, ==, at + 8);
    }
}

static void
test_ambiguous (void)
{
  static const char sentence[] = "会后没有联合声明。";
  g_autoptr (EntSource) source = make_source (sample);
  g_autofree char *twice = g_strconcat ("前言。\n", sample, sample, NULL);
  g_autoptr (EntSource) changed = make_source (twice);
  guint second
      = (guint)g_utf8_pointer_to_offset (sample, strstr (strstr (sample, sentence) + 1, sentence));
  g_autoptr (Anchored) anchored = anchor_span (source, second, second + 9);
  EntResolution place = ent_anchor_resolve (&anchored->passage, changed);

  g_assert_cmpint (place.state, ==, ENT_ANCHOR_AMBIGUOUS);
  /* the nearest place stands for all */
  g_assert_cmpuint (place.start, ==, second + 4);
}

static void
test_lost (void)
{
  g_autoptr (EntSource) source = make_source (sample);
  g_autoptr (EntSource) other = make_source (
      "A text about something else altogether, in which 美国 occurs, and 制裁 as well, "
      "but none of the words around them.\n");
  guint n = ent_source_length (source);

  for (guint start = 0; start + 40 < n; start += 11)
    {
      g_autoptr (Anchored) anchored = anchor_span (source, start, start + 20);

      check_words (&anchored->passage, other, ENT_ANCHOR_LOST, "");
    }
}

/* A quote finds its passage even where the fingerprint is missing. */
static void
test_quote (void)
{
  g_autoptr (EntSource) source = make_source (sample);
  g_autofree char *later = g_strconcat ("Moved.\n", sample, NULL);
  g_autoptr (EntSource) changed = make_source (later);
  g_autoptr (Anchored) anchored = anchor_words (source, "The summit ended early", 0);

  anchored->passage.n_grams = 0;
  check_words (&anchored->passage, changed, ENT_ANCHOR_LOST, "");
  anchored->passage.quote = "the summit — ended early";
  check_words (&anchored->passage, changed, ENT_ANCHOR_MOVED, "The summit ended early");
  anchored->passage.quote = "Afterwards the spokesman";
  check_words (&anchored->passage, changed, ENT_ANCHOR_LOST, "");
}

/* A quote tells where an edited passage begins and ends, and how many of its characters were
 * edited, to the letter. */
static void
test_quote_edited (void)
{
  static const char words[] = "Afterwards the spokesman said that nothing had been promised";
  static const struct
  {
    const char *there;
    guint edits;
  } rows[] = {
    { "Afterwards the spokesmen said that nothing had been promised", 1 },
    { "Afterwards, the spokesman said — nothing had been promised", 4 },
    { "Afterwards the spokesman said that nothing at all had been promised", 5 },
    { "Thereafter the spokesman said that nothing had been promised", 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("What came next: %s. It rained.\n", rows[i].there);
      g_autoptr (EntSource) source = make_source (sample);
      g_autoptr (EntSource) changed = make_source (text);
      g_autoptr (Anchored) anchored = anchor_words (source, words, 0);
      g_autofree char *found = NULL;
      EntResolution place;

      anchored->passage.quote = words;
      place = ent_anchor_resolve (&anchored->passage, changed);
      found = words_at (changed, &place);
      g_assert_cmpint (place.state, ==, ENT_ANCHOR_MOVED);
      g_assert_cmpfloat_with_epsilon (
          place.similarity, 1 - (double)rows[i].edits / anchored->passage.length, 1e-9);
      if (i < 3)
        g_assert_cmpstr (found, ==, rows[i].there);
    }
}

/* A person is offered all places, best first, also those that are not enough to be taken. */
static void
test_candidates (void)
{
  static const char words[] = "and the lunch that had been laid was never eaten";
  g_autoptr (EntSource) source = make_source (sample);
  g_autoptr (EntSource) changed
      = make_source ("One: and the lunch that had been laid was eaten at last.\n"
                     "Two: The summit ended early, and the lunch that was laid was never eaten.\n"
                     "Three: they had a walk.\n");
  g_autoptr (Anchored) anchored = anchor_words (source, words, 0);
  g_autoptr (GArray) exact = ent_anchor_candidates (&anchored->passage, source);
  g_autoptr (GArray) found = ent_anchor_candidates (&anchored->passage, changed);
  EntResolution place = ent_anchor_resolve (&anchored->passage, changed);
  const EntCandidate *first = &g_array_index (found, EntCandidate, 0);
  g_autoptr (EntSource) repeated = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (exact->len, ==, 1);
  g_assert_cmpuint (g_array_index (exact, EntCandidate, 0).start, ==, anchored->passage.start);
  g_assert_cmpfloat (g_array_index (exact, EntCandidate, 0).similarity, ==, 1);

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (first->start, ==, place.start);
  g_assert_cmpuint (first->end, ==, place.end);
  g_assert_cmpuint (first->start, >, 60);
  g_assert_cmpuint (g_array_index (found, EntCandidate, 1).start, <, 10);

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "%s. Day %u.\n", words, i * 977);
  repeated = make_source (text->str);
  g_array_unref (found);
  found = ent_anchor_candidates (&anchored->passage, repeated);
  g_assert_cmpuint (found->len, ==, ENT_ANCHOR_MAX_CANDIDATES);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpfloat (g_array_index (found, EntCandidate, i).similarity, ==, 1);

  anchored->passage.start = anchored->passage.end = 0;
  g_array_unref (found);
  found = ent_anchor_candidates (&anchored->passage, changed);
  g_assert_cmpuint (found->len, ==, 0);
}

/* A passage that was accepted in a changed copy is exact in that copy, and found in the text of the
 * document. */
static void
test_own_text (void)
{
  g_autofree char *later = g_strconcat ("Moved.\n", sample, NULL);
  g_autoptr (EntSource) source = make_source (sample);
  g_autoptr (EntSource) copy = make_source (later);
  g_autoptr (Anchored) anchored = anchor_words (copy, "记者比客人多", 0);

  g_free ((char *)anchored->document.sha256);
  anchored->document.sha256 = g_strdup (ent_source_sha256 (source));
  check_words (&anchored->passage, copy, ENT_ANCHOR_MOVED, "记者比客人多");
  anchored->passage.sha256 = ent_source_sha256 (copy);
  check_words (&anchored->passage, copy, ENT_ANCHOR_EXACT, "记者比客人多");
  check_words (&anchored->passage, source, ENT_ANCHOR_MOVED, "记者比客人多");
}

/* An anchor that cuts a character in two, as no program of ours makes it. */
static void
test_split (void)
{
  g_autoptr (EntSource) source = make_source ("A table at the cafe\xcc\x81, a cup, a spoon.\n");
  g_autoptr (Anchored) anchored = anchor_words (source, "the cafe\xcc\x81", 0);
  guint offset = 0;

  g_assert_false (ent_anchor_splits (&anchored->passage, source, &offset));
  /* the hash is that of the words without the accent */
  anchored->passage.end--;
  anchored->passage.hash = "d2a3380bc3f8c8d6";
  g_assert_true (ent_anchor_splits (&anchored->passage, source, &offset));
  g_assert_cmpuint (offset, ==, 19);
  check_words (&anchored->passage, source, ENT_ANCHOR_EXACT, "the cafe\xcc\x81");
}

/* Anchors as no program makes them, in texts that repeat themselves: whatever comes of it, the
 * place is within the text and soon found. */
static void
test_hostile (void)
{
  static const char *const units[] = { "a", "ab", "他说他说好", "word one, " };
  g_autoptr (GRand) random = g_rand_new_with_seed (9);

  for (guint round = 0; round < 9; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (EntSource) source = NULL;
      g_autoptr (Anchored) anchored = NULL;
      EntJsonWalk walk;
      g_autoptr (EntJson) grams = ent_json_new_array ();
      g_autoptr (EntJson) at = ent_json_new_array ();
      EntPassage passage;
      EntResolution place;
      g_autoptr (GArray) candidates = NULL;

      while (text->len < 20000)
        g_string_append (text, units[round % G_N_ELEMENTS (units)]);
      source = make_source (text->str);
      anchored = anchor_span (source, 100, 100 + (guint)g_rand_int_range (random, 5, 1900));
      passage = anchored->passage;
      passage.hash = round % 3 == 0 ? NULL : "0123456789abcdef";
      passage.n_grams = (guint)g_rand_int_range (random, 1, 9000);
      passage.context = (guint)g_rand_int_range (random, 0, G_MAXUINT16);
      passage.length = round % 5 == 0 ? 1 << 29 : (guint)g_rand_int_range (random, 1, 5000);
      passage.end = round % 7 == 0 ? G_MAXUINT32 : passage.end;
      for (guint i = 0; i < passage.n_grams; i++)
        {
          gint64 gram = 0;

          if (i % anchored->passage.n_grams == 0)
            ent_json_walk_init (&walk, anchored->passage.grams);
          g_assert_true (ent_json_walk_int (&walk, &gram));
          grams = ent_json_with_element (grams, ent_json_new_int (gram));
          at = ent_json_with_element (
              at,
              ent_json_new_int (round % 5 == 1 ? (1 << 29) - 9000 + (gint64)i : (gint64)i - 100));
        }
      passage.grams = grams;
      passage.at = round % 2 == 0 ? at : NULL;
      place = ent_anchor_resolve (&passage, source);
      g_assert_cmpint (place.state, !=, ENT_ANCHOR_EXACT);
      g_assert_cmpuint (place.end, <=, ent_source_length (source));
      g_assert_cmpuint (place.start, <=, place.end);
      g_assert_true (place.similarity >= 0 && place.similarity <= 1);
      candidates = ent_anchor_candidates (&passage, source);
      g_assert_cmpuint (candidates->len, <=, ENT_ANCHOR_MAX_CANDIDATES);
    }
}

static void
test_refused (void)
{
  g_autoptr (EntSource) source = make_source ("ab cafe\xcc\x81 ——\n");
  static const struct
  {
    guint start, end;
    const char *says;
  } rows[] = {
    { 2, 2, "x.txt: the span 2–2 is not within the text of 12 characters" },
    { 4, 2, "x.txt: the span 4–2 is not within *" },
    { 0, 13, "x.txt: the span 0–13 is not within *" },
    { 3, 7, "x.txt: offset 7 is inside a character*" },
    { 7, 9, "x.txt: offset 7 is inside a character*" },
    { 9, 11, "x.txt: the span 9–11 has neither letters nor numbers" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_anchor_new (source, rows[i].start, rows[i].end, &error));
      g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_SOURCE);
      if (!g_pattern_match_simple (rows[i].says, error->message))
        g_error ("row %u says: %s", i, error->message);
    }
}

/* The file format is a promise: these bytes are in dossiers. */
static void
test_format (void)
{
  g_autoptr (EntSource) source = make_source ("The quick brown fox, and the lazy dog.");
  g_autoptr (Anchored) plain = anchor_words (source, "quick brown fox", 0);
  g_autoptr (Anchored) brief = anchor_words (source, "fox", 0);
  g_autofree char *plain_text = ent_json_write_compact (plain->anchor);
  g_autofree char *brief_text = ent_json_write_compact (brief->anchor);

  g_assert_cmpstr (
      plain_text,
      ==,
      "{\"start\":4,\"end\":19,\"hash\":\"464cb013effbc2f6\",\"length\":13,"
      "\"grams\":[2107246180,2509481741,353446764,233542092,329492230,1191165693,1512822531,"
      "10305511,1228613795,1182252250,1046558855],\"at\":[-3,-1,2,6,7,8,10,13,15,19,21],"
      "\"context\":16}");
  g_assert_cmpstr (brief_text,
                   ==,
                   "{\"start\":16,\"end\":19,\"hash\":\"776cb326ab0cd5f0\",\"length\":3,"
                   "\"grams\":[2107246180,2509481741,353446764,233542092,329492230,1191165693,"
                   "1512822531,10305511,1228613795,1182252250,1046558855],"
                   "\"at\":[-13,-11,-8,-4,-3,-2,0,3,5,9,11],\"context\":16}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/anchor/exact", test_exact);
  g_test_add_func ("/dossier/anchor/never-exact", test_never_exact);
  g_test_add_func ("/dossier/anchor/moved", test_moved);
  g_test_add_func ("/dossier/anchor/short", test_short);
  g_test_add_func ("/dossier/anchor/ambiguous", test_ambiguous);
  g_test_add_func ("/dossier/anchor/lost", test_lost);
  g_test_add_func ("/dossier/anchor/quote", test_quote);
  g_test_add_func ("/dossier/anchor/quote-edited", test_quote_edited);
  g_test_add_func ("/dossier/anchor/candidates", test_candidates);
  g_test_add_func ("/dossier/anchor/own-text", test_own_text);
  g_test_add_func ("/dossier/anchor/split", test_split);
  g_test_add_func ("/dossier/anchor/hostile", test_hostile);
  g_test_add_func ("/dossier/anchor/refused", test_refused);
  g_test_add_func ("/dossier/anchor/format", test_format);
  return g_test_run ();
}
