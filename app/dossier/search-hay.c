/* Scanning folded text.  No index: an attached text of 36 MB is scanned in a few milliseconds, and
 * words of two characters, which indices of trigrams do not find, are found too. */
#include "dossier/search-private.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Zeros after a hay and its starts, so that blocks can be read to their end. */
#define MARGIN 128
/* From here on characters are words by themselves: CJK radicals, kana, ideographs, hangul. */
#define FIRST_IDEOGRAPH 0x2e80
/* Shorter runs of letters are too common within others to be looked for there. */
#define MIN_WITHIN 3

/**
 * ent_hay_new:
 *
 * Returns: (transfer full): an empty hay
 */
EntHay *
ent_hay_new (void)
{
  EntHay *hay = g_new0 (EntHay, 1);

  ent_hay_reserve (hay, 0);
  return hay;
}

/**
 * ent_hay_free:
 * @hay: (nullable) (transfer full): a hay
 */
void
ent_hay_free (EntHay *hay)
{
  if (hay == NULL)
    return;
  g_free (hay->bytes);
  g_free (hay->starts);
  g_free (hay);
}

/**
 * ent_hay_reserve:
 * @hay: a hay
 * @n: bytes that are going to be added
 *
 * Makes room for them, by the half more than there is.
 */
void
ent_hay_reserve (EntHay *hay, gsize n)
{
  const gsize before = hay->bytes != NULL ? hay->size / 8 + MARGIN : 0;

  if (hay->bytes != NULL && hay->n + n <= hay->size)
    return;
  hay->size = MAX (hay->n + n, hay->size + hay->size / 2);
  hay->bytes = g_realloc (hay->bytes, hay->size + MARGIN);
  hay->starts = g_realloc (hay->starts, hay->size / 8 + MARGIN);
  memset (hay->bytes + hay->n, 0, hay->size + MARGIN - hay->n);
  memset (hay->starts + before, 0, hay->size / 8 + MARGIN - before);
}

static void
mark_start (EntHay *hay)
{
  hay->starts[hay->n / 8] |= (guint8)(1u << (hay->n % 8));
}

/**
 * ent_hay_add:
 * @hay: a hay
 * @folded: a folded text
 *
 * Adds the text.  A word begins after what was folded away, and with every ideograph and after it.
 */
void
ent_hay_add (EntHay *hay, const EntFolded *folded)
{
  gunichar before = FIRST_IDEOGRAPH;
  guint32 origin_before = 0;
  EntFoldWalk walk;

  ent_hay_reserve (hay, folded->n);
  ent_fold_walk_init (&walk, folded, 0);
  while (walk.place < folded->n)
    {
      const char *p = folded->text + walk.place, *next = g_utf8_next_char (p);
      const gunichar c = g_utf8_get_char (p);
      const guint32 origin = ent_fold_walk (&walk);

      if (c >= FIRST_IDEOGRAPH || before >= FIRST_IDEOGRAPH || origin > origin_before + 1)
        mark_start (hay);
      for (hay->bytes[hay->n++] = *p++; p < next; p++)
        {
          hay->bytes[hay->n++] = *p;
          ent_fold_walk (&walk);
        }
      before = c;
      origin_before = origin;
    }
}

/**
 * ent_hay_end_word:
 * @hay: a hay
 *
 * Says that what was added last is a whole word.
 */
void
ent_hay_end_word (EntHay *hay)
{
  mark_start (hay);
}

/**
 * ent_hay_add_separator:
 * @hay: a hay
 *
 * Adds what no match runs over.
 */
void
ent_hay_add_separator (EntHay *hay)
{
  ent_hay_reserve (hay, 1);
  mark_start (hay);
  hay->bytes[hay->n++] = '\0';
}

/**
 * ent_hay_is_start:
 * @hay: a hay
 * @at: a byte of it, or its end
 *
 * Returns: whether a word begins there, which is where the one before it ends
 */
gboolean
ent_hay_is_start (const EntHay *hay, gsize at)
{
  return (hay->starts[at / 8] >> (at % 8)) & 1;
}

/* How rare a byte is in folded texts; the bytes that begin an ideograph are the least. */
static guint
rarity (guchar byte)
{
  static const char by_frequency[] = "etaoinsrhldcumfpgwybvkxjqz";
  const char *place;

  if (byte >= 0xc0)
    return 0;
  if (byte >= 0x80)
    return 20;
  place = strchr (by_frequency, byte);
  return byte != 0 && place != NULL ? (guint)(place - by_frequency) : 22;
}

/**
 * ent_needle_init:
 * @needle: what to set
 * @folded: folded UTF-8, not empty; copied
 * @only_words: whether nothing but whole words counts, where it is made of letters
 */
void
ent_needle_init (EntNeedle *needle, const char *folded, gboolean only_words)
{
  *needle = (EntNeedle){ .bytes = g_strdup (folded),
                         .n = strlen (folded),
                         .n_chars = (gsize)g_utf8_strlen (folded, -1),
                         .is_latin = TRUE };
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    needle->is_latin = needle->is_latin && g_utf8_get_char (p) < FIRST_IDEOGRAPH;
  needle->only_beginnings = needle->is_latin && (only_words || needle->n_chars < MIN_WITHIN);
  needle->only_words = needle->is_latin && only_words;
  for (gsize i = 1; i < needle->n; i++)
    if (rarity ((guchar)folded[i]) > rarity ((guchar)folded[needle->probes[0]]))
      needle->probes[0] = i;
  needle->probes[1] = needle->probes[0] == 0 ? needle->n - 1 : 0;
  for (gsize i = 0; i < needle->n; i++)
    if (i != needle->probes[0]
        && rarity ((guchar)folded[i]) > rarity ((guchar)folded[needle->probes[1]]))
      needle->probes[1] = i;
}

/**
 * ent_needle_clear:
 * @needle: a needle
 *
 * Frees what it holds.
 */
void
ent_needle_clear (EntNeedle *needle)
{
  g_free (needle->bytes);
}

#ifdef __SSE2__
/* The starts of 64 bytes from one on, a bit each. */
static guint64
starts_at (const EntHay *hay, gsize at)
{
  guint64 low;

  memcpy (&low, hay->starts + at / 8, sizeof low);
  return at % 8 == 0 ? low : low >> (at % 8) | (guint64)hay->starts[at / 8 + 8] << (64 - at % 8);
}

/* Which of 16 places have the two bytes. */
static inline __m128i
probe_16 (const char *a, __m128i x, const char *b, __m128i y)
{
  return _mm_and_si128 (_mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i_u *)a), x),
                        _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i_u *)b), y));
}

/* Which of 64 places have the two bytes, a bit each. */
static inline guint64
probe (const char *a, __m128i x, const char *b, __m128i y)
{
  const __m128i p = probe_16 (a, x, b, y), q = probe_16 (a + 16, x, b + 16, y);
  const __m128i r = probe_16 (a + 32, x, b + 32, y), s = probe_16 (a + 48, x, b + 48, y);

  if (_mm_movemask_epi8 (_mm_or_si128 (_mm_or_si128 (p, q), _mm_or_si128 (r, s))) == 0)
    return 0;
  return (guint64)_mm_movemask_epi8 (p) | (guint64)_mm_movemask_epi8 (q) << 16
         | (guint64)_mm_movemask_epi8 (r) << 32 | (guint64)_mm_movemask_epi8 (s) << 48;
}
#endif

/**
 * ent_hay_find:
 * @hay: a hay
 * @needle: what to look for
 * @from: the first byte of @hay that counts
 * @end: one past the last, at most its length
 *
 * Compares two bytes of the needle, the rarest, with 64 places at a time: about as fast as memory
 * is read where the needle is rare.
 *
 * Source: W. Muła, SIMD-friendly algorithms for substring searching (2016), "generic SIMD"
 *
 * Returns: the first place of @needle; @end if there is none.  Places that do not fit, see
 *   ent_hay_fit(), may be left out.
 */
gsize
ent_hay_find (const EntHay *hay, const EntNeedle *needle, gsize from, gsize end)
{
  if (end < needle->n || from > end - needle->n)
    return end;
#ifdef __SSE2__
  const gsize last = end - needle->n;
  const char *a = hay->bytes + needle->probes[0], *b = hay->bytes + needle->probes[1];
  const __m128i x = _mm_set1_epi8 (needle->bytes[needle->probes[0]]);
  const __m128i y = _mm_set1_epi8 (needle->bytes[needle->probes[1]]);

  for (gsize i = from; i <= last; i += 64)
    {
      guint64 bits = probe (a + i, x, b + i, y);

      if (bits != 0 && needle->only_beginnings)
        bits &= starts_at (hay, i);
      if (bits != 0 && needle->only_words)
        bits &= starts_at (hay, i + needle->n);
      for (; bits != 0; bits &= bits - 1)
        {
          const gsize at = i + (gsize)__builtin_ctzll (bits);

          if (at > last)
            return end;
          if (memcmp (hay->bytes + at, needle->bytes, needle->n) == 0)
            return at;
        }
    }
  return end;
#else
  const char *place = memmem (hay->bytes + from, end - from, needle->bytes, needle->n);

  return place != NULL ? (gsize)(place - hay->bytes) : end;
#endif
}

/**
 * ent_hay_fit:
 * @hay: a hay
 * @needle: what was found
 * @at: where
 *
 * Tells a word from a part of one.  What begins within a word and runs over its end is an accident
 * of folding ("her and" holds "rand"), and so is a letter or two within a word.  Ideographs fit
 * anywhere.
 *
 * Returns: how well it fits; %ENT_FIT_NONE when it does not count
 */
EntFit
ent_hay_fit (const EntHay *hay, const EntNeedle *needle, gsize at)
{
  if (!needle->is_latin)
    return ENT_FIT_WORD;

  const gboolean begins = ent_hay_is_start (hay, at);
  if (begins && ent_hay_is_start (hay, at + needle->n))
    return ENT_FIT_WORD;
  if (needle->only_words)
    return ENT_FIT_NONE;
  if (begins)
    return ENT_FIT_BEGINNING;
  if (needle->only_beginnings)
    return ENT_FIT_NONE;
  for (gsize i = at + 1; i < at + needle->n; i++)
    if (ent_hay_is_start (hay, i))
      return ENT_FIT_NONE;
  return ENT_FIT_WITHIN;
}
