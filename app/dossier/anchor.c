#include "dossier/anchor-private.h"

#include <string.h>

/* Two places whose scores differ by less are about equally good. */
#define TIE 0.05
/* Below these a place is not taken for the passage's.  Of 2,400 spans taken at random from five
 * related texts, none had a score above .58 in another of the texts (.43 when the anchor says where
 * its grams stand), and all but one in a thousand had .69 in their own with every twentieth
 * character edited.  Eight ideographs or 24 letters are the least to recognise one by, six or 18 if
 * they are the whole passage: names of treaties stand in every text. */
#define MIN_SCORE 0.6
#define MIN_RECOGNISED 24
#define MIN_RECOGNISED_WHOLE 18
/* What a person may still be offered. */
#define MIN_OFFERED 0.25

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

/* Whether the attached text is, byte for byte, the one the offsets count in. */
static gboolean
is_original (const EntPassage *passage, const EntSource *source)
{
  const EntDocument *document = passage->document;

  if (passage->sha256 != NULL)
    return g_ascii_strcasecmp (passage->sha256, ent_source_sha256 (source)) == 0;
  if (document->sha256 == NULL)
    return document->content != NULL && g_str_equal (document->content, ent_source_text (source));
  return g_ascii_strcasecmp (document->sha256, ent_source_sha256 (source)) == 0;
}

static gboolean
is_exact (const EntPassage *passage, EntSource *source)
{
  gsize from, to;
  g_autoptr (EntFolded) span = NULL;

  if (!is_original (passage, source) || passage->end > ent_source_length (source)
      || passage->hash == NULL)
    return FALSE;
  from = ent_source_byte_offset (source, passage->start);
  to = ent_source_byte_offset (source, passage->end);
  span = ent_fold (ent_source_text (source) + from, (gssize)(to - from));
  return ent_anchor_has_hash (span->text, span->n, passage->hash);
}

static gboolean
is_inside (const EntSource *source, guint offset)
{
  const char *text = ent_source_text (source);

  return ent_fold_splits (text, text + ent_source_byte_offset (source, offset));
}

/**
 * ent_anchor_splits:
 * @passage: a passage of a dossier
 * @source: the text attached for its document
 * @offset: (out) (optional): the first offset at fault
 *
 * Whether the anchor begins or ends inside what a reader sees as one character.  No program of ours
 * writes such an anchor, and the text's whole characters are shown; but it is to be mended.
 *
 * Returns: %FALSE too if the offsets count in another text
 */
gboolean
ent_anchor_splits (const EntPassage *passage, const EntSource *source, guint *offset)
{
  if (passage->end <= passage->start || passage->end > ent_source_length (source)
      || !is_original (passage, source))
    return FALSE;
  if (offset != NULL)
    *offset = is_inside (source, passage->start) ? passage->start : passage->end;
  return is_inside (source, passage->start) || is_inside (source, passage->end);
}

/* The span as it stands, but with whole characters. */
static EntResolution
resolve_exact (const EntPassage *passage, const EntSource *source)
{
  EntResolution exact = { ENT_ANCHOR_EXACT, passage->start, passage->end, 1 };

  while (is_inside (source, exact.start))
    exact.start--;
  while (is_inside (source, exact.end))
    exact.end++;
  return exact;
}

static gint
compare_matches (gconstpointer a, gconstpointer b)
{
  const EntMatch *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (x->begin > y->begin) - (x->begin < y->begin);
}

/* Whether one covers half of the other: the same place, found twice. */
static gboolean
is_same_place (const EntMatch *a, const EntMatch *b)
{
  gsize begin = MAX (a->begin, b->begin), end = MIN (a->end, b->end);

  return begin < end && (end - begin) * 2 >= MIN (a->end - a->begin, b->end - b->begin);
}

/* All places where the passage may be, best first, each once. */
static GArray *
find_matches (const EntPassage *passage, EntSource *source)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (EntMatch));
  g_auto (EntProbe) probe = { 0 };
  g_autoptr (GArray) regions = NULL;

  if (!ent_probe_init (&probe, passage, source))
    return matches;
  regions = ent_anchor_vote (&probe, source);
  for (guint i = 0; i < regions->len; i++)
    {
      EntMatch match;

      if (ent_anchor_chain (&probe, source, g_array_index (regions, EntRegion, i), &match))
        g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);
  for (guint i = 1; i < matches->len;)
    {
      gboolean seen = FALSE;

      for (guint j = 0; j < i && !seen; j++)
        seen = is_same_place (&g_array_index (matches, EntMatch, i),
                              &g_array_index (matches, EntMatch, j));
      if (seen)
        g_array_remove_index (matches, i);
      else
        i++;
    }
  return matches;
}

static EntResolution
to_resolution (const EntMatch *match, EntSource *source, EntAnchorState state)
{
  const EntFolded *folded = ent_source_folded (source);

  return (EntResolution){ state,
                          ent_folded_origin (folded, match->begin),
                          ent_folded_origin_end (folded, match->end),
                          match->similarity };
}

/* Whether the next best place is about as good.  The passage itself is better than what only
 * resembles it. */
static gboolean
is_tie (const EntMatch *best, const EntMatch *next)
{
  return next->score >= best->score * (1 - TIE) && (next->has_hash || !best->has_hash);
}

/* Whether a place is good enough to be taken for the passage's. */
static gboolean
is_enough (const EntMatch *match)
{
  return match->score >= MIN_SCORE
         && match->recognised >= (match->has_hash ? MIN_RECOGNISED_WHOLE : MIN_RECOGNISED);
}

/* Of places about equally good the one nearest to the old place. */
static const EntMatch *
find_nearest (const GArray *matches, const EntPassage *passage, EntSource *source)
{
  gssize old = (gssize)ent_folded_index (ent_source_folded (source), passage->start);
  const EntMatch *best = &g_array_index (matches, EntMatch, 0), *nearest = best;

  for (guint i = 1; i < matches->len; i++)
    {
      const EntMatch *match = &g_array_index (matches, EntMatch, i);

      if (is_tie (best, match)
          && ABS ((gssize)match->begin - old) < ABS ((gssize)nearest->begin - old))
        nearest = match;
    }
  return nearest;
}

/**
 * ent_anchor_resolve:
 * @passage: a passage of a dossier
 * @source: the text attached for its document
 *
 * Finds the passage.  In the very text its offsets count in (by the hash of that text), they hold
 * and are %ENT_ANCHOR_EXACT if the span's hash agrees: this costs one short hash.  In any other
 * text, or where the hash disagrees, fingerprints vote for places, and an alignment there says how
 * like the passage they are: one place good enough is %ENT_ANCHOR_MOVED, several that are within 5
 * % of the best %ENT_ANCHOR_AMBIGUOUS, else it is %ENT_ANCHOR_LOST.  The first such call for a
 * source makes its index (linear in the text), the others do not depend on its length.  A passage
 * without an anchor is %ENT_ANCHOR_UNATTACHED.  May be called from any thread.
 *
 * Source: Schleimer, Wilkerson, Aiken 2003, Winnowing: local algorithms for document fingerprinting
 *
 * Returns: where the passage is, and how sure that is
 */
EntResolution
ent_anchor_resolve (const EntPassage *passage, EntSource *source)
{
  const EntResolution lost = { ENT_ANCHOR_LOST, 0, 0, 0 };
  g_autoptr (GArray) matches = NULL;
  const EntMatch *best;

  if (passage->end <= passage->start)
    return (EntResolution){ ENT_ANCHOR_UNATTACHED, 0, 0, 0 };
  if (is_exact (passage, source))
    return resolve_exact (passage, source);
  matches = find_matches (passage, source);
  if (matches->len == 0)
    return lost;
  best = &g_array_index (matches, EntMatch, 0);
  if (!is_enough (best))
    return lost;
  if (matches->len > 1 && is_tie (best, best + 1))
    return to_resolution (find_nearest (matches, passage, source), source, ENT_ANCHOR_AMBIGUOUS);
  return to_resolution (best, source, ENT_ANCHOR_MOVED);
}

/**
 * ent_anchor_candidates:
 * @passage: a passage of a dossier
 * @source: the text attached for its document
 *
 * Finds places where the passage may be, also such as ent_anchor_resolve() would not take for it:
 * a person may choose one.  Costs as much.
 *
 * Returns: (transfer full) (element-type EntCandidate): up to %ENT_ANCHOR_MAX_CANDIDATES places,
 * best first; only the place itself when it is exact; none without an anchor
 */
GArray *
ent_anchor_candidates (const EntPassage *passage, EntSource *source)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (EntCandidate));
  g_autoptr (GArray) matches = NULL;

  if (passage->end <= passage->start)
    return candidates;
  if (is_exact (passage, source))
    {
      EntResolution place = resolve_exact (passage, source);
      EntCandidate exact = { place.start, place.end, 1 };

      return g_array_append_val (candidates, exact);
    }
  matches = find_matches (passage, source);
  for (guint i = 0; i < matches->len && candidates->len < ENT_ANCHOR_MAX_CANDIDATES; i++)
    {
      const EntMatch *match = &g_array_index (matches, EntMatch, i);
      EntResolution place = to_resolution (match, source, ENT_ANCHOR_MOVED);
      EntCandidate candidate = { place.start, place.end, place.similarity };

      if (match->score >= MIN_OFFERED)
        g_array_append_val (candidates, candidate);
    }
  return candidates;
}
