#include "dossier/anchor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dossier/dossier-file.h"

/* Hex digits of SHA-256 that make a span's hash. */
#define HASH_DIGITS 16
/* A folded span is at most so many times as long as the original: NFKC makes 18 of U+FDFA, but
 * nothing else comes near, and a search that stops earlier only loses a place, never invents one.
 */
#define MAX_EXPANSION 4

static const char *const state_names[ENT_N_ANCHOR_STATES] = {
  [ENT_ANCHOR_UNATTACHED] = "unattached",
  [ENT_ANCHOR_EXACT] = "exact",
  [ENT_ANCHOR_MOVED] = "moved",
  [ENT_ANCHOR_AMBIGUOUS] = "ambiguous",
  [ENT_ANCHOR_LOST] = "lost",
};

/**
 * ent_anchor_state_name:
 * @state: a state
 *
 * Returns: (transfer none): its key, "exact" …
 */
const char *
ent_anchor_state_name (EntAnchorState state)
{
  g_return_val_if_fail (state < ENT_N_ANCHOR_STATES, NULL);
  return state_names[state];
}

/* Hash of a folded span: the file format's. */
static char *
hash_span (const EntFolded *folded, gsize first, gsize end)
{
  g_autofree char *utf8 = ent_folded_to_utf8 (folded, first, end);
  char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, utf8, -1);

  hash[HASH_DIGITS] = '\0';
  return hash;
}

static gboolean
has_hash (const EntFolded *folded, gsize first, gsize end, const char *hash)
{
  g_autofree char *found = hash_span (folded, first, end);

  return g_ascii_strcasecmp (found, hash) == 0;
}

/* 32-bit hash of a gram: FNV-1a over its code points, then murmur3's finish to spread the bits,
 * because winnowing takes the smallest. */
static guint32
hash_gram (const gunichar *chars)
{
  guint32 h = 2166136261u;

  for (guint i = 0; i < ENT_ANCHOR_GRAM; i++)
    h = (h ^ chars[i]) * 16777619u;
  h = (h ^ h >> 16) * 0x85ebca6bu;
  h = (h ^ h >> 13) * 0xc2b2ae35u;
  return h ^ h >> 16;
}

/* Robust winnowing: of every ENT_ANCHOR_WINDOW neighbouring grams the smallest, the rightmost of
 * equals, each place once. */
static GArray *
winnow (const gunichar *chars, gsize n)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n_grams = n >= ENT_ANCHOR_GRAM ? n - ENT_ANCHOR_GRAM + 1 : 0;
  gsize window = MIN (ENT_ANCHOR_WINDOW, n_grams);
  gsize last = G_MAXSIZE;
  g_autofree guint32 *hashes = g_new (guint32, n_grams + 1);

  for (gsize i = 0; i < n_grams; i++)
    hashes[i] = hash_gram (chars + i);
  for (gsize i = 0; window > 0 && i + window <= n_grams; i++)
    {
      gsize smallest = i;

      for (gsize j = i + 1; j < i + window; j++)
        if (hashes[j] <= hashes[smallest])
          smallest = j;
      if (smallest != last)
        g_array_append_val (kept, hashes[smallest]);
      last = smallest;
    }
  return kept;
}

/**
 * ent_anchor_new:
 * @source: the text
 * @start: first code point of the span
 * @end: one past its last code point
 * @error: return location
 *
 * Computes the anchor of a span: its offsets, the hash of its folded text and a winnowing
 * fingerprint, taken with context when the span is short.  The first call for a source folds it.
 * Errors: %ENT_DOSSIER_ERROR_SOURCE when the span is beyond the text, splits a grapheme or holds
 * neither letters nor numbers.
 *
 * Source: Schleimer, Wilkerson, Aiken 2003, Winnowing: local algorithms for document fingerprinting
 *
 * Returns: (transfer full): the object "anchor" of the file format, or %NULL
 */
EntJson *
ent_anchor_new (EntSource *source, guint start, guint end, GError **error)
{
  const EntFolded *folded;
  const char *text = ent_source_text (source);
  gsize first, last;
  gboolean is_short;
  g_autofree char *hash = NULL;
  g_autoptr (GArray) grams = NULL;
  EntJson *list, *anchor;

  if (start >= end || end > ent_source_length (source))
    {
      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_SOURCE,
                   _ ("%s: the span %u–%u is not within the text of %u characters"),
                   ent_source_name (source),
                   start,
                   end,
                   ent_source_length (source));
      return NULL;
    }
  for (guint i = 0; i < 2; i++)
    if (ent_fold_continues (
            g_utf8_get_char (text + ent_source_byte_offset (source, i == 0 ? start : end))))
      {
        g_set_error (error,
                     ENT_DOSSIER_ERROR,
                     ENT_DOSSIER_ERROR_SOURCE,
                     _ ("%s: offset %u is inside a character; expected a boundary between two"),
                     ent_source_name (source),
                     i == 0 ? start : end);
        return NULL;
      }
  folded = ent_source_folded (source);
  first = ent_folded_index (folded, start);
  last = ent_folded_index (folded, end);
  if (first == last)
    {
      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_SOURCE,
                   _ ("%s: the span %u–%u has neither letters nor numbers"),
                   ent_source_name (source),
                   start,
                   end);
      return NULL;
    }

  hash = hash_span (folded, first, last);
  is_short = last - first < ENT_ANCHOR_SHORT;
  if (is_short)
    {
      first -= MIN (first, ENT_ANCHOR_CONTEXT);
      last = MIN (folded->n, last + ENT_ANCHOR_CONTEXT);
    }
  grams = winnow (folded->chars + first, last - first);
  list = ent_json_new_array ();
  for (guint i = 0; i < grams->len; i++)
    list = ent_json_with_element (list, ent_json_new_int (g_array_index (grams, guint32, i)));

  anchor = ent_json_with_member (ent_json_new_object (), "start", ent_json_new_int (start));
  anchor = ent_json_with_member (anchor, "end", ent_json_new_int (end));
  anchor = ent_json_with_member (anchor, "hash", ent_json_new_string (hash));
  anchor = ent_json_with_member (anchor, "grams", list);
  if (is_short)
    anchor = ent_json_with_member (anchor, "context", ent_json_new_int (ENT_ANCHOR_CONTEXT));
  return anchor;
}

/* A place in folded text. */
typedef struct
{
  gsize first, n;
} Place;

/* Where in a folded text one of the passage's grams stands. */
typedef struct
{
  gsize at;
  guint gram; /* its index in the passage */
} Hit;

static gint
compare_grams (gconstpointer a, gconstpointer b, gpointer grams)
{
  guint32 x = ((const guint32 *)grams)[*(const guint *)a];
  guint32 y = ((const guint32 *)grams)[*(const guint *)b];

  return x < y ? -1 : x > y;
}

/* All hits of the passage's grams, in order of place. */
static GArray *
find_grams (const EntPassage *passage, const EntFolded *folded)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autofree guint *order = g_new (guint, passage->n_grams);
  guint64 filter[16] = { 0 }; /* 1,024 bits turn away nearly every gram of a long text */

  for (guint i = 0; i < passage->n_grams; i++)
    {
      order[i] = i;
      filter[passage->grams[i] >> 6 & 15] |= G_GUINT64_CONSTANT (1) << (passage->grams[i] & 63);
    }
  g_qsort_with_data (
      order, (gint)passage->n_grams, sizeof *order, compare_grams, (gpointer)passage->grams);

  for (gsize i = 0; i + ENT_ANCHOR_GRAM <= folded->n; i++)
    {
      guint32 h = hash_gram (folded->chars + i);
      guint low = 0, high = passage->n_grams;

      if ((filter[h >> 6 & 15] >> (h & 63) & 1) == 0)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (passage->grams[order[middle]] < h)
            low = middle + 1;
          else
            high = middle;
        }
      for (; low < passage->n_grams && passage->grams[order[low]] == h; low++)
        g_array_append_val (hits, ((Hit){ i, order[low] }));
    }
  return hits;
}

/* Finds a span that begins up to a window before its first gram and ends up to a window after its
 * last, and whose hash is right. */
static gboolean
find_long (const EntPassage *passage, const EntFolded *folded, const GArray *hits, Place *place)
{
  gsize max = (gsize)(passage->end - passage->start) * MAX_EXPANSION;

  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *head = &g_array_index (hits, Hit, i);

      for (guint j = i; head->gram == 0 && j < hits->len; j++)
        {
          const Hit *tail = &g_array_index (hits, Hit, j);

          if (tail->at - head->at > max)
            break;
          if (tail->gram != passage->n_grams - 1)
            continue;
          for (gsize before = 0; before < ENT_ANCHOR_WINDOW && before <= head->at; before++)
            for (gsize after = 0; after < ENT_ANCHOR_WINDOW; after++)
              {
                gsize end = tail->at + ENT_ANCHOR_GRAM + after;

                place->first = head->at - before;
                place->n = end - place->first;
                if (end <= folded->n && has_hash (folded, place->first, end, passage->hash))
                  return TRUE;
              }
        }
    }
  return FALSE;
}

/* Finds a short span among everything within reach of a gram of its context. */
static gboolean
find_short (const EntPassage *passage, const EntFolded *folded, const GArray *hits, Place *place)
{
  gsize next = 0; /* places before it were tried for an earlier gram */

  for (guint i = 0; i < hits->len; i++)
    {
      gsize at = g_array_index (hits, Hit, i).at;
      gsize reach = passage->context + ENT_ANCHOR_SHORT;
      gsize stop = MIN (folded->n, at + passage->context + 1);

      for (gsize first = MAX (next, at - MIN (at, reach)); first < stop; first++)
        for (gsize n = 1; n < ENT_ANCHOR_SHORT && first + n <= folded->n; n++)
          if (has_hash (folded, first, first + n, passage->hash))
            {
              *place = (Place){ first, n };
              return TRUE;
            }
      next = MAX (next, stop);
    }
  return FALSE;
}

/* How many of the passage's grams stand around the place. */
static guint
count_context (const EntPassage *passage, const GArray *hits, Place place)
{
  gsize from = place.first - MIN (place.first, passage->context);
  gsize to = place.first + place.n + passage->context;
  guint n = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      gsize at = g_array_index (hits, Hit, i).at;

      n += at >= from && at + ENT_ANCHOR_GRAM <= to ? 1 : 0;
    }
  return n;
}

/* The span in the original that a place in the folded text comes from. */
static void
unfold (EntSource *source, Place place, guint *start, guint *end)
{
  const EntFolded *folded = ent_source_folded (source);
  const char *text = ent_source_text (source);

  *start = folded->origin[place.first];
  *end = folded->origin[place.first + place.n - 1] + 1;
  while (*end < ent_source_length (source)
         && ent_fold_continues (g_utf8_get_char (text + ent_source_byte_offset (source, *end))))
    ++*end;
}

/* All places with the same folded text as the one found: one, or one that its context tells from
 * the others, is where the passage moved to; else the nearest stands for all. */
static EntResolution
choose (const EntPassage *passage, EntSource *source, const GArray *hits, Place place)
{
  const EntFolded *folded = ent_source_folded (source);
  EntFolded needle = { folded->chars + place.first, NULL, place.n };
  EntResolution best = { ENT_ANCHOR_LOST, 0, 0, 0 };
  guint best_score = 0, n_best = 0, best_distance = G_MAXUINT;

  for (gssize at = ent_folded_find (folded, &needle, 0); at >= 0;
       at = ent_folded_find (folded, &needle, (gsize)at + 1))
    {
      Place candidate = { (gsize)at, place.n };
      guint score = passage->context > 0 ? count_context (passage, hits, candidate) : 0;
      guint start, end, distance;

      unfold (source, candidate, &start, &end);
      distance = start > passage->start ? start - passage->start : passage->start - start;
      n_best = score > best_score ? 1 : score == best_score ? n_best + 1 : n_best;
      if (best.state == ENT_ANCHOR_LOST || score > best_score
          || (score == best_score && distance < best_distance))
        {
          best = (EntResolution){ ENT_ANCHOR_MOVED, start, end, 1 };
          best_distance = distance;
        }
      best_score = MAX (best_score, score);
    }
  if (n_best > 1)
    best.state = ENT_ANCHOR_AMBIGUOUS;
  return best;
}

/* Looks for the passage's folded text, known by its quote or only by its hash. */
static EntResolution
search (const EntPassage *passage, EntSource *source)
{
  const EntResolution lost = { ENT_ANCHOR_LOST, 0, 0, 0 };
  const EntFolded *folded;
  g_autoptr (GArray) hits = NULL;
  Place place;
  gboolean found = FALSE;

  if (passage->hash == NULL)
    return lost;
  folded = ent_source_folded (source);
  hits = find_grams (passage, folded);
  if (passage->quote != NULL)
    {
      g_autoptr (EntFolded) quote = ent_fold (passage->quote, -1);
      gssize at = ent_folded_find (folded, quote, 0);

      found = at >= 0 && has_hash (quote, 0, quote->n, passage->hash);
      place = (Place){ (gsize)MAX (at, 0), quote->n };
    }
  if (!found)
    found = passage->context > 0 ? find_short (passage, folded, hits, &place)
                                 : find_long (passage, folded, hits, &place);
  return found ? choose (passage, source, hits, place) : lost;
}

/* Whether the attached text is, byte for byte, the one the passage was read in. */
static gboolean
is_original (const EntDocument *document, const EntSource *source)
{
  if (document->sha256 == NULL)
    return document->content != NULL && g_str_equal (document->content, ent_source_text (source));
  return g_ascii_strcasecmp (document->sha256, ent_source_sha256 (source)) == 0;
}

/**
 * ent_anchor_resolve:
 * @passage: a passage of a dossier
 * @source: the text attached for its document
 *
 * Finds the passage.  In the very text it was read in (by the document's hash), its offsets hold
 * and are %ENT_ANCHOR_EXACT if the span's hash agrees: this costs one short hash.  In any other
 * text, or where the hash disagrees, its folded text is looked for by fingerprint and hash: found
 * once is %ENT_ANCHOR_MOVED, found more often without a context that decides
 * %ENT_ANCHOR_AMBIGUOUS, else %ENT_ANCHOR_LOST; linear in the text.  A passage without an anchor is
 * %ENT_ANCHOR_UNATTACHED.  May be called from any thread.
 *
 * Source: Schleimer, Wilkerson, Aiken 2003, Winnowing: local algorithms for document fingerprinting
 *
 * Returns: where the passage is, and how sure that is
 */
EntResolution
ent_anchor_resolve (const EntPassage *passage, EntSource *source)
{
  if (passage->end <= passage->start)
    return (EntResolution){ ENT_ANCHOR_UNATTACHED, 0, 0, 0 };
  if (is_original (passage->document, source) && passage->end <= ent_source_length (source)
      && passage->hash != NULL)
    {
      gsize from = ent_source_byte_offset (source, passage->start);
      gsize to = ent_source_byte_offset (source, passage->end);
      g_autoptr (EntFolded) span = ent_fold (ent_source_text (source) + from, (gssize)(to - from));

      if (has_hash (span, 0, span->n, passage->hash))
        return (EntResolution){ ENT_ANCHOR_EXACT, passage->start, passage->end, 1 };
    }
  return search (passage, source);
}
