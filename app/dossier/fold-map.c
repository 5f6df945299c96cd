#include "dossier/fold.h"

#include <string.h>

/* Bits of the way back: a 0 for each code point of the original, then a 1 for each byte it gives.
 * The number of 0s before the k-th 1 tells where the k-th byte comes from; a table of ranks and
 * counting within words finds it.
 *
 * Source: Jacobson 1989, Space-efficient static trees and graphs (rank and select). */

/* Where the k-th bit set (from 0) of a word is. */
static guint
select_in_word (guint64 word, guint k)
{
  for (; k > 0; k--)
    word &= word - 1;
  return (guint)__builtin_ctzll (word);
}

/* How many bits of a kind stand before a block. */
static gsize
count_before (const EntFolded *folded, gsize block, gboolean ones)
{
  gsize n = folded->ranks[block];

  return ones ? n : block * ENT_FOLD_BLOCK - n;
}

/* Where the k-th bit (from 0) of a kind is; there must be more than k. */
static gsize
select_bit (const EntFolded *folded, gsize k, gboolean ones)
{
  gsize low = 0, high = folded->n_bits / ENT_FOLD_BLOCK + 1;
  gsize word;

  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if (count_before (folded, middle, ones) <= k)
        low = middle;
      else
        high = middle;
    }
  k -= count_before (folded, low, ones);
  for (word = low * (ENT_FOLD_BLOCK / 64);; word++)
    {
      guint64 bits = ones ? folded->bits[word] : ~folded->bits[word];
      guint n = (guint)__builtin_popcountll (bits);

      if (k < n)
        return word * 64 + select_in_word (bits, (guint)k);
      k -= n;
    }
}

/**
 * ent_folded_origin:
 * @folded: a folded text
 * @place: a place in it, up to @folded->n
 *
 * Logarithmic time.
 *
 * Returns: the code point of the original that the byte at @place comes from; the original's length
 *   when @place is the end
 */
guint32
ent_folded_origin (const EntFolded *folded, gsize place)
{
  g_return_val_if_fail (place <= folded->n, 0);
  if (place == folded->n)
    return (guint32)(folded->n_bits - folded->n);
  return (guint32)(select_bit (folded, place, TRUE) - place - 1);
}

/**
 * ent_folded_origin_end:
 * @folded: a folded text
 * @place: a place in it
 *
 * Where a span of the folded text that ends at @place ends in the original: behind all that
 * continues its last character.
 *
 * Returns: one past the last code point; 0 when @place is 0
 */
guint32
ent_folded_origin_end (const EntFolded *folded, gsize place)
{
  guint32 end;

  if (place == 0)
    return 0;
  end = ent_folded_origin (folded, place - 1) + 1;
  while (folded->continues != NULL && (folded->continues[end / 64] >> end % 64 & 1) != 0)
    end++;
  return end;
}

/**
 * ent_fold_walk_init:
 * @walk: (out caller-allocates): a walk
 * @folded: a folded text
 * @place: where it begins
 *
 * Begins to ask for the origins of one place after another, which is quicker than asking for each.
 */
void
ent_fold_walk_init (EntFoldWalk *walk, const EntFolded *folded, gsize place)
{
  *walk = (EntFoldWalk){ folded,
                         place,
                         place < folded->n ? select_bit (folded, place, TRUE) : folded->n_bits };
}

/**
 * ent_fold_walk:
 * @walk: a walk that is not at the end of its text
 *
 * Returns: the origin of the place the walk is at, from which it goes on to the next byte
 */
guint32
ent_fold_walk (EntFoldWalk *walk)
{
  const guint64 *bits = walk->folded->bits;
  gsize bit = walk->bit, word = bit / 64;
  guint64 left = bits[word] >> bit % 64;

  g_return_val_if_fail (walk->place < walk->folded->n, 0);
  if (left == 0)
    {
      while (bits[++word] == 0)
        continue;
      bit = word * 64;
      left = bits[word];
    }
  bit += (gsize)__builtin_ctzll (left);
  walk->bit = bit + 1;
  return (guint32)(bit - walk->place++ - 1);
}

/**
 * ent_folded_index:
 * @folded: a folded text
 * @origin: a code point offset in the original
 *
 * Returns: the first place that comes from @origin or later; @folded->n if none does
 */
gsize
ent_folded_index (const EntFolded *folded, guint32 origin)
{
  if (origin >= folded->n_bits - folded->n)
    return folded->n;
  return select_bit (folded, origin, FALSE) - origin;
}

/**
 * ent_folded_find:
 * @hay: where to look
 * @needle: what to look for; nothing is found of an empty one
 * @from: the first place that counts
 *
 * Linear.
 *
 * Returns: the place in @hay, or -1
 */
gssize
ent_folded_find (const EntFolded *hay, const EntFolded *needle, gsize from)
{
  const char *found;

  if (needle->n == 0 || from > hay->n)
    return -1;
  found = memmem (hay->text + from, hay->n - from, needle->text, needle->n);
  return found != NULL ? found - hay->text : -1;
}

/**
 * ent_folded_memory:
 * @folded: a folded text
 *
 * Returns: the bytes it takes
 */
gsize
ent_folded_memory (const EntFolded *folded)
{
  gsize n_original = folded->n_bits - folded->n;

  return sizeof *folded + folded->n + 1 + (folded->n_bits / 64 + 1) * sizeof (guint64)
         + (folded->n_bits / ENT_FOLD_BLOCK + 1) * sizeof (guint32)
         + (folded->continues != NULL ? (n_original / 64 + 1) * sizeof (guint64) : 0);
}
