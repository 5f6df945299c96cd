#include "dossier/grams-private.h"

#include <string.h>

/* Places a bucket holds on average, at least half of it: fewer make the table of buckets large. */
#define BUCKET 4
/* Bytes of folded text between two places whose number of code points is kept. */
#define STRIDE 256
/* So many places of a crowded bucket are looked at, from the nearest on: only a text that repeats
 * itself without end has more. */
#define MAX_LOOKED_AT 1024

struct _EntGramIndex
{
  const EntFolded *folded;
  guint32 *heads;  /* where the places of a bucket begin, and the end of the last */
  guint32 *places; /* in bytes, ascending within a bucket */
  guint32 *chars;  /* code points before every STRIDE-th byte */
  guint32 mask;    /* buckets less one */
  guint32 n_chars;
};

/**
 * ent_gram_hash:
 * @chars: %ENT_GRAM folded code points
 *
 * The hash of a gram: FNV-1a over its code points, one step each, then murmur3's finish to spread
 * the bits, because winnowing takes the smallest.
 *
 * Returns: 32 bits
 */
guint32
ent_gram_hash (const gunichar *chars)
{
  guint32 h = 2166136261u;

  for (guint i = 0; i < ENT_GRAM; i++)
    h = (h ^ chars[i]) * 16777619u;
  h = (h ^ h >> 16) * 0x85ebca6bu;
  h = (h ^ h >> 13) * 0xc2b2ae35u;
  return h ^ h >> 16;
}

/* The code points last read, with their places; twice as many as a gram so that one stands in a row
 * wherever it begins. */
typedef struct
{
  gunichar chars[2 * ENT_GRAM];
  gsize bytes[ENT_GRAM];
  guint next;
} Ring;

static inline void
push (Ring *ring, gunichar c, gsize byte)
{
  ring->chars[ring->next] = ring->chars[ring->next + ENT_GRAM] = c;
  ring->bytes[ring->next] = byte;
  ring->next = ring->next + 1 < ENT_GRAM ? ring->next + 1 : 0;
}

/**
 * ent_grams_winnow:
 * @text: folded text
 * @n: its bytes
 * @func: called for each gram kept, in order of place
 * @data: for @func
 *
 * Robust winnowing: of every %ENT_GRAM_WINDOW neighbouring grams the one with the smallest hash,
 * the rightmost of equals, each place once; of a text with fewer grams the smallest of them.
 * Linear.
 *
 * Source: Schleimer, Wilkerson, Aiken 2003, Winnowing: local algorithms for document fingerprinting
 */
void
ent_grams_winnow (const char *text, gsize n, EntGramFunc func, gpointer data)
{
  Ring ring = { 0 };
  guint32 hashes[ENT_GRAM_WINDOW];
  gsize bytes[ENT_GRAM_WINDOW];
  guint32 n_chars = 0, n_grams = 0, kept = G_MAXUINT32;

  for (const char *p = text; p < text + n; p = g_utf8_next_char (p))
    {
      guint32 first, best;

      push (&ring, g_utf8_get_char (p), (gsize)(p - text));
      if (++n_chars < ENT_GRAM)
        continue;
      hashes[n_grams % ENT_GRAM_WINDOW] = ent_gram_hash (ring.chars + ring.next);
      bytes[n_grams % ENT_GRAM_WINDOW] = ring.bytes[ring.next];
      if (++n_grams < ENT_GRAM_WINDOW && g_utf8_next_char (p) < text + n)
        continue;
      first = n_grams - MIN (n_grams, ENT_GRAM_WINDOW);
      best = first;
      for (guint32 i = first + 1; i < n_grams; i++)
        if (hashes[i % ENT_GRAM_WINDOW] <= hashes[best % ENT_GRAM_WINDOW])
          best = i;
      if (best != kept)
        func (hashes[best % ENT_GRAM_WINDOW], best, bytes[best % ENT_GRAM_WINDOW], data);
      kept = best;
    }
}

static void
count (guint32 hash, guint32 at, gsize byte, gpointer data)
{
  EntGramIndex *index = data;

  index->heads[(hash & index->mask) + 1]++;
}

static void
fill (guint32 hash, guint32 at, gsize byte, gpointer data)
{
  EntGramIndex *index = data;

  /* The head of a bucket walks to its end; that is where the next begins. */
  index->places[index->heads[hash & index->mask]++] = (guint32)byte;
}

/**
 * ent_gram_index_new:
 * @folded: a folded text, which must outlive the index
 *
 * Notes where the winnowing fingerprints of a text stand, in buckets by their hash.  Takes about
 * two bytes a code point; linear.
 *
 * Returns: (transfer full): the index
 */
EntGramIndex *
ent_gram_index_new (const EntFolded *folded)
{
  EntGramIndex *index = g_new0 (EntGramIndex, 1);
  gsize n_buckets = 1;
  guint32 n = 0;

  index->folded = folded;
  index->chars = g_new (guint32, folded->n / STRIDE + 1);
  for (gsize i = 0; i < folded->n; i++)
    {
      if (i % STRIDE == 0)
        index->chars[i / STRIDE] = n;
      n += ((guchar)folded->text[i] & 0xc0) != 0x80 ? 1 : 0;
    }
  index->n_chars = n;

  /* Winnowing keeps two grams of ENT_GRAM_WINDOW + 1. */
  while (n_buckets * BUCKET < (gsize)n * 2 / (ENT_GRAM_WINDOW + 1))
    n_buckets *= 2;
  index->mask = (guint32)n_buckets - 1;
  index->heads = g_new0 (guint32, n_buckets + 1);
  ent_grams_winnow (folded->text, folded->n, count, index);
  for (gsize i = 0; i < n_buckets; i++)
    index->heads[i + 1] += index->heads[i];
  index->places = g_new (guint32, index->heads[n_buckets] + 1);
  ent_grams_winnow (folded->text, folded->n, fill, index);
  memmove (index->heads + 1, index->heads, n_buckets * sizeof (guint32));
  index->heads[0] = 0;
  return index;
}

/**
 * ent_gram_index_free:
 * @index: (transfer full) (nullable): an index
 *
 * Frees it.
 */
void
ent_gram_index_free (EntGramIndex *index)
{
  if (index == NULL)
    return;
  g_free (index->heads);
  g_free (index->places);
  g_free (index->chars);
  g_free (index);
}

/**
 * ent_gram_index_memory:
 * @index: an index
 *
 * Returns: the bytes it takes
 */
gsize
ent_gram_index_memory (const EntGramIndex *index)
{
  gsize n_buckets = (gsize)index->mask + 1;

  return sizeof *index
         + (n_buckets + index->heads[n_buckets] + index->folded->n / STRIDE + 3) * sizeof (guint32);
}

static gboolean
is_gram (const EntFolded *folded, gsize place, guint32 hash)
{
  const char *p = folded->text + place;
  gunichar chars[ENT_GRAM];

  for (guint i = 0; i < ENT_GRAM; i++, p = g_utf8_next_char (p))
    chars[i] = g_utf8_get_char (p);
  return ent_gram_hash (chars) == hash;
}

/**
 * ent_gram_index_find:
 * @index: an index
 * @hash: of a gram
 * @near: a place (in bytes) near which it is rather expected
 * @max: most places wanted
 * @places: (out) (array length=max): where the gram stands, in no order; those near @near if there
 *   are too many
 *
 * Returns: how many places there are, up to @max
 */
guint
ent_gram_index_find (
    const EntGramIndex *index, guint32 hash, gsize near, guint max, guint32 *places)
{
  guint32 begin = index->heads[hash & index->mask], end = index->heads[(hash & index->mask) + 1];
  guint32 low = begin, high = end;
  guint n = 0;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (index->places[middle] < near)
        low = middle + 1;
      else
        high = middle;
    }
  /* Outwards from there: high and above, below low. */
  for (guint i = 0; i < MAX_LOOKED_AT && n < max && (low > begin || high < end); i++)
    {
      gboolean up = low == begin
                    || (high < end && index->places[high] - near < near - index->places[low - 1]);
      guint32 place = index->places[up ? high++ : --low];

      if (is_gram (index->folded, place, hash))
        places[n++] = place;
    }
  return n;
}

/**
 * ent_gram_index_char:
 * @index: an index
 * @place: a place in its folded text, in bytes
 *
 * Returns: how many code points stand before it; constant time
 */
guint32
ent_gram_index_char (const EntGramIndex *index, gsize place)
{
  gsize i = place / STRIDE * STRIDE;
  guint32 n;

  if (place >= index->folded->n)
    return index->n_chars;
  for (n = index->chars[i / STRIDE]; i < place; i++)
    n += ((guchar)index->folded->text[i] & 0xc0) != 0x80 ? 1 : 0;
  return n;
}

/**
 * ent_gram_index_place:
 * @index: an index
 * @at: a code point of its folded text
 *
 * Returns: where it begins, in bytes; the end of the text when there are not so many
 */
gsize
ent_gram_index_place (const EntGramIndex *index, guint32 at)
{
  const EntFolded *folded = index->folded;
  gsize low = 0, high = folded->n / STRIDE + 1, place;
  guint32 n;

  if (at >= index->n_chars)
    return folded->n;
  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if (middle * STRIDE < folded->n && index->chars[middle] <= at)
        low = middle;
      else
        high = middle;
    }
  /* A stride may begin inside a character, which was counted before it. */
  place = low * STRIDE;
  for (n = index->chars[low]; ((guchar)folded->text[place] & 0xc0) == 0x80; place++)
    continue;
  for (; n < at; n++)
    place += (gsize)g_utf8_skip[(guchar)folded->text[place]];
  return place;
}

/**
 * ent_gram_index_n_chars:
 * @index: an index
 *
 * Returns: how many code points the folded text has
 */
guint32
ent_gram_index_n_chars (const EntGramIndex *index)
{
  return index->n_chars;
}
