#include "dossier/grams-private.h"

#include <string.h>

/* Places a bucket holds on average, at least half of it: fewer make the table of buckets large. */
#define BUCKET 4
/* Bytes of folded text between two places whose number of code points is kept. */
#define STRIDE 256
/* Code points read at a time, and those that the next block begins with. */
#define BLOCK 512
#define CARRIED (ENT_GRAM - 1 + ENT_GRAM_WINDOW - 1)
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

/* How many code points begin in a stretch of UTF-8; eight bytes at a time. */
static guint32
count_chars (const char *p, gsize n)
{
  guint32 n_chars = 0;

  for (; n >= 8; n -= 8, p += 8)
    {
      guint64 word;

      memcpy (&word, p, sizeof word);
      /* bytes that are not 10xxxxxx */
      word = (~word >> 7 | word >> 6) & G_GUINT64_CONSTANT (0x0101010101010101);
      n_chars += (guint32)(word * G_GUINT64_CONSTANT (0x0101010101010101) >> 56);
    }
  for (; n > 0; n--, p++)
    n_chars += ((guchar)*p & 0xc0) != 0x80 ? 1 : 0;
  return n_chars;
}

static inline guint32
hash_gram (const gunichar *chars)
{
  guint32 h = 2166136261u;

  for (guint i = 0; i < ENT_GRAM; i++)
    h = (h ^ chars[i]) * 16777619u;
  h = (h ^ h >> 16) * 0x85ebca6bu;
  h = (h ^ h >> 13) * 0xc2b2ae35u;
  return h ^ h >> 16;
}

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
  return hash_gram (chars);
}

/* The smallest of each window of hashes, the rightmost of equals, each once; of fewer than a window
 * the smallest.  Written without branches, which no processor could foresee. */
static guint
keep_smallest (const guint32 *hashes, guint n, guint16 *kept)
{
  guint64 keys[BLOCK + ENT_GRAM_WINDOW];
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    keys[i] = (guint64)hashes[i] << 16 | (G_MAXUINT16 - i);
  for (guint i = n; i < ENT_GRAM_WINDOW; i++)
    keys[i] = G_MAXUINT64;
  n = MAX (n, n > 0 ? ENT_GRAM_WINDOW : 0);
  kept[0] = G_MAXUINT16;
  for (guint i = 0; i + ENT_GRAM_WINDOW <= n; i++)
    {
      guint64 a = MIN (keys[i], keys[i + 1]), b = MIN (keys[i + 2], keys[i + 3]);
      guint16 best = (guint16)(G_MAXUINT16 - (MIN (a, b) & G_MAXUINT16));

      n_kept += kept[n_kept] != best && i > 0 ? 1 : 0;
      kept[n_kept] = best;
    }
  return n > 0 ? n_kept + 1 : 0;
}

G_STATIC_ASSERT (ENT_GRAM_WINDOW == 4);

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
  gunichar chars[BLOCK];
  gsize bytes[BLOCK];
  guint32 hashes[BLOCK];
  guint16 kept[BLOCK];
  const char *p = text, *end = text + n;
  guint32 before = 0, last = G_MAXUINT32; /* code points before the block; the last gram kept */
  guint n_chars = 0;

  /* A block begins with the last code points of the one before, which no whole window had. */
  while (p < end)
    {
      guint n_grams, n_kept;

      for (; n_chars < BLOCK && p < end; n_chars++)
        {
          bytes[n_chars] = (gsize)(p - text);
          chars[n_chars] = ent_fold_read (&p);
        }
      n_grams = n_chars >= ENT_GRAM ? n_chars - ENT_GRAM + 1 : 0;
      for (guint i = 0; i < n_grams; i++)
        hashes[i] = hash_gram (chars + i);
      n_kept = keep_smallest (hashes, n_grams, kept);
      for (guint i = 0; i < n_kept; i++)
        if (before + kept[i] != last)
          func (hashes[kept[i]], last = before + kept[i], bytes[kept[i]], data);
      if (p == end)
        break;
      memmove (chars, chars + BLOCK - CARRIED, CARRIED * sizeof *chars);
      memmove (bytes, bytes + BLOCK - CARRIED, CARRIED * sizeof *bytes);
      before += BLOCK - CARRIED;
      n_chars = CARRIED;
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
  for (gsize i = 0; i < folded->n; i += STRIDE)
    {
      index->chars[i / STRIDE] = n;
      n += count_chars (folded->text + i, MIN (STRIDE, folded->n - i));
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

  for (guint i = 0; i < ENT_GRAM; i++)
    chars[i] = ent_fold_read (&p);
  return hash_gram (chars) == hash;
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
  gsize stride = place / STRIDE;

  if (place >= index->folded->n)
    return index->n_chars;
  return index->chars[stride]
         + count_chars (index->folded->text + stride * STRIDE, place - stride * STRIDE);
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
