#include "dossier/anchor-private.h"

/* A hit is joined to one of so many before it: the band of the alignment. */
#define BAND 64
/* Share of the score that the context has; the passage itself has the rest. */
#define CONTEXT_WEIGHT 0.3
/* Price of a shift between two hits, in hits: a first part for any, a small one for its size. */
#define SHIFT_PRICE 0.25
#define SHIFT_STEP 0.02
/* Longer passages are told by their grams alone. */
#define MAX_ALIGNED 10000
/* Enough for any passage but one that repeats itself without end. */
#define MAX_HITS 16384
/* How far from where the alignment puts it a passage with the right hash may be. */
#define REACH 8

/* The piece of text in which a region's passage can lie. */
typedef struct
{
  gunichar *chars;
  gsize *bytes; /* places in the folded text; one more for the end */
  gint64 from;  /* code points of the folded text before it */
  gint32 n;
} Window;

/* A gram of the probe that stands in the window. */
typedef struct
{
  gint32 at; /* in the window */
  guint gram;
  double score; /* of the best chain that ends here */
  gint32 previous;
} Hit;

static void
window_clear (Window *window)
{
  g_free (window->chars);
  g_free (window->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Window, window_clear)

static void
open_window (Window *window, const EntProbe *probe, EntSource *source, EntRegion region)
{
  const EntGramIndex *index = ent_source_grams (source);
  const EntFolded *folded = ent_source_folded (source);
  gint64 n = ent_gram_index_n_chars (index);
  gint64 from = CLAMP (region.low - probe->before - probe->slack, 0, n);
  gint64 to = CLAMP (region.high + probe->length + probe->after + probe->slack, from, n);
  const char *p = folded->text + ent_gram_index_place (index, (guint32)from);

  window->from = from;
  window->n = (gint32)(to - from);
  window->chars = g_new (gunichar, window->n + 1);
  window->bytes = g_new (gsize, window->n + 1);
  for (gint32 i = 0; i < window->n; i++)
    {
      window->bytes[i] = (gsize)(p - folded->text);
      window->chars[i] = ent_fold_read (&p);
    }
  window->bytes[window->n] = (gsize)(p - folded->text);
}

/* The grams that stand where the region lets them. */
static GArray *
find_hits (const EntProbe *probe, const Window *window, gint64 low, gint64 high)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (Hit));

  for (gint32 i = 0; i + ENT_GRAM <= window->n && hits->len < MAX_HITS; i++)
    {
      guint32 hash = ent_gram_hash (window->chars + i);

      for (guint o = ent_probe_find (probe, hash);
           o < probe->n && probe->grams[probe->order[o]] == hash;
           o++)
        {
          Hit hit = { i, probe->order[o], 0, -1 };
          gint32 begin = i - probe->at[hit.gram];

          if (begin >= low && begin <= high)
            g_array_append_val (hits, hit);
        }
    }
  return hits;
}

/* Where the passage begins according to a hit, in the window. */
static gint32
begin_of (const EntProbe *probe, const Hit *hit)
{
  return hit->at - probe->at[hit->gram];
}

/* Joins hits to the chain that has most of them in order with fewest shifts: a banded alignment in
 * which only whole grams match. */
static GArray *
chain_hits (const EntProbe *probe, GArray *hits)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (Hit));
  gint32 best = -1;
  guint n = 0;

  for (gint32 i = 0; i < (gint32)hits->len; i++)
    {
      Hit *hit = &g_array_index (hits, Hit, i);

      for (gint32 j = i - 1; j >= 0 && j >= i - BAND; j--)
        {
          const Hit *other = &g_array_index (hits, Hit, j);
          gint32 shift = ABS (begin_of (probe, hit) - begin_of (probe, other));
          double score = other->score - (shift > 0 ? SHIFT_PRICE + shift * SHIFT_STEP : 0);

          if (other->at >= hit->at || other->gram >= hit->gram || shift > probe->slack)
            continue;
          if (score > hit->score)
            {
              hit->score = score;
              hit->previous = j;
            }
        }
      hit->score += 1;
      if (best < 0 || hit->score > g_array_index (hits, Hit, best).score)
        best = i;
    }
  for (gint32 i = best; i >= 0; i = g_array_index (hits, Hit, i).previous)
    n++;
  g_array_set_size (chain, n);
  for (gint32 i = best; i >= 0; i = g_array_index (hits, Hit, i).previous)
    g_array_index (chain, Hit, --n) = g_array_index (hits, Hit, i);
  return chain;
}

/* Whether the gram covers a part of the passage; if whole, nothing else. */
static gboolean
is_inside (const EntProbe *probe, gint32 at, gboolean whole)
{
  return whole ? at >= 0 && at + ENT_GRAM <= probe->length
               : at + ENT_GRAM > 0 && at < probe->length;
}

/* The fewest edits of single code points that spoil all grams from first up to end: all, or those
 * of the passage only. */
static gint32
count_edits (const EntProbe *probe, guint first, guint end, gboolean all)
{
  gboolean whole = probe->length >= ENT_GRAM;
  gint32 n = 0, spoiled = G_MININT32;

  for (guint g = first; g < end; g++)
    if ((all || is_inside (probe, probe->at[g], whole)) && probe->at[g] > spoiled)
      {
        spoiled = probe->at[g] + ENT_GRAM - 1;
        n++;
      }
  return n;
}

/* What the part of the passage between two hits of the chain costs, in edits: the fewest that
 * explain it squared, since many in a row mean other words.  Where no hit closes the gap, more than
 * one edit means that all of it is other words. */
static gint64
price_gap (const EntProbe *probe, const Hit *left, const Hit *right)
{
  guint first = left != NULL ? left->gram + 1 : 0;
  guint end = right != NULL ? right->gram : probe->n;
  gint32 from = left != NULL ? MAX (0, probe->at[left->gram] + ENT_GRAM) : 0;
  gint32 to = right != NULL ? MIN (probe->length, probe->at[right->gram]) : probe->length;
  gboolean is_open = left == NULL || right == NULL;
  gint32 shift = 0, n = count_edits (probe, first, end, is_open);

  if (!is_open && !probe->is_estimated)
    shift = ABS (begin_of (probe, right) - begin_of (probe, left));
  /* Between grams of the context on one side, what changed is not the passage. */
  if (to <= 0 || from >= probe->length || (n == 0 && shift == 0))
    return 0;
  if (is_open && n > 1)
    return MAX (0, to - from);
  return MIN (MAX (to - from, shift), MAX ((gint64)n * n, shift));
}

static void
rate (const EntProbe *probe, const Window *window, const GArray *chain, EntMatch *match)
{
  const Hit *left = NULL;
  gint64 cost = 0;
  gint32 covered = 0;
  guint n_context = 0, n_found = 0;

  for (guint i = 0; i < probe->n; i++)
    n_context += is_inside (probe, probe->at[i], FALSE) ? 0 : 1;
  for (guint i = 0; i <= chain->len; i++)
    {
      const Hit *hit = i < chain->len ? &g_array_index (chain, Hit, i) : NULL;

      cost += price_gap (probe, left, hit);
      left = hit;
      if (hit == NULL)
        break;
      n_found += is_inside (probe, probe->at[hit->gram], FALSE) ? 0 : 1;
      match->recognised
          += window->bytes[hit->at + ENT_GRAM] - window->bytes[MAX (hit->at, covered)];
      covered = hit->at + ENT_GRAM;
    }
  /* It is the passage itself only if its hash says so. */
  match->similarity = MAX (0, 1 - (double)MAX (cost, 1) / probe->length);
  match->context = n_context > 0 ? (double)n_found / n_context : 0;
}

/* Where an end of the passage is in the window, by the hit nearest to it: the one that ends last
 * before it, or the one that begins first behind it. */
static gint32
find_edge (const EntProbe *probe, const GArray *chain, gint32 edge)
{
  gint32 place = 0, nearest = G_MAXINT32;

  for (guint i = 0; i < chain->len; i++)
    {
      const Hit *hit = &g_array_index (chain, Hit, i);
      gint32 at = probe->at[hit->gram];
      gint32 distance = at > edge ? at - edge : MAX (0, edge - (at + ENT_GRAM));

      if (distance < nearest)
        {
          nearest = distance;
          place = begin_of (probe, hit) + edge;
        }
    }
  return place;
}

/* Where to look for the very passage: its first and last beginning, and its shortest and longest
 * length. */
typedef struct
{
  gint32 begin, reach, shortest, longest;
} Reach;

/* FALSE if the passage cannot be here as it was. */
static gboolean
limit_reach (const EntProbe *probe, const GArray *chain, gint32 begin, Reach *reach)
{
  const Hit *first = &g_array_index (chain, Hit, 0);
  const Hit *last = &g_array_index (chain, Hit, chain->len - 1);
  guint n_inside = 0, n_found = 0;

  if (!probe->is_estimated || probe->quote != NULL)
    *reach
        = (Reach){ begin, probe->length <= MAX_ALIGNED ? REACH : 0, probe->length, probe->length };
  else if (probe->passage->context > 0)
    *reach = (Reach){ begin, probe->slack + REACH, 1, ENT_ANCHOR_SHORT - 1 };
  else
    {
      /* Its fingerprint begins and ends within a window of its ends. */
      gint32 span = last->at + ENT_GRAM - first->at;

      *reach = (Reach){ first->at, ENT_GRAM_WINDOW - 1, span, span + 2 * (ENT_GRAM_WINDOW - 1) };
      return first->gram == 0 && last->gram == probe->n - 1;
    }
  for (guint i = 0; i < probe->n; i++)
    n_inside += is_inside (probe, probe->at[i], TRUE) ? 1 : 0;
  for (guint i = 0; i < chain->len; i++)
    n_found += is_inside (probe, probe->at[g_array_index (chain, Hit, i).gram], TRUE) ? 1 : 0;
  return probe->is_estimated || n_found == n_inside;
}

/* Looks around the place for the very passage, by its hash. */
static gboolean
find_hash (
    const EntProbe *probe, EntSource *source, const Window *window, Reach reach, EntMatch *match)
{
  const char *text = ent_source_folded (source)->text;

  for (gint32 away = 0; away <= reach.reach; away++)
    for (gint32 side = 0; side < (away > 0 ? 2 : 1); side++)
      for (gint32 length = reach.shortest; length <= reach.longest; length++)
        {
          gint32 from = reach.begin + (side > 0 ? away : -away);

          if (from < 0 || from + length > window->n)
            continue;
          match->begin = window->bytes[from];
          match->end = window->bytes[from + length];
          if (ent_anchor_has_hash (
                  text + match->begin, match->end - match->begin, probe->passage->hash))
            {
              match->recognised = MAX (match->recognised, match->end - match->begin);
              match->similarity = 1;
              return TRUE;
            }
        }
  return FALSE;
}

/* The quote's place and likeness, by alignment with the text around where the grams put it. */
static void
align_quote (
    const EntProbe *probe, const Window *window, gint32 *begin, gint32 *end, EntMatch *match)
{
  glong n;
  g_autofree gunichar *quote = g_utf8_to_ucs4_fast (probe->quote->text, (glong)probe->quote->n, &n);

  match->similarity = ent_anchor_align ((EntChars){ quote, (gint32)n },
                                        (EntChars){ window->chars, window->n },
                                        probe->slack,
                                        begin,
                                        end);
}

/**
 * ent_anchor_chain:
 * @probe: what is known of a passage
 * @source: the text
 * @region: where it may begin
 * @match: (out): the place and how like the passage it is
 *
 * Aligns the passage with the text there: its quote by edit distance if it has one, else its grams,
 * all of which are looked for, also those that winnowing dropped from the text.  What is missing
 * between two that are there is counted as edits.
 *
 * Returns: %FALSE if nothing of the passage is there
 */
gboolean
ent_anchor_chain (const EntProbe *probe, EntSource *source, EntRegion region, EntMatch *match)
{
  g_auto (Window) window = { 0 };
  g_autoptr (GArray) hits = NULL;
  g_autoptr (GArray) chain = NULL;
  gint32 begin, end;
  Reach reach;

  *match = (EntMatch){ 0 };
  open_window (&window, probe, source, region);
  hits = find_hits (probe,
                    &window,
                    region.low - probe->slack - window.from,
                    region.high + probe->slack - window.from);
  chain = chain_hits (probe, hits);
  if (chain->len == 0)
    return FALSE;
  rate (probe, &window, chain, match);
  begin = CLAMP (find_edge (probe, chain, 0), 0, window.n);
  end = CLAMP (find_edge (probe, chain, probe->length), begin, window.n);
  match->has_hash = limit_reach (probe, chain, begin, &reach)
                    && find_hash (probe, source, &window, reach, match);
  if (!match->has_hash)
    {
      if (probe->quote != NULL && probe->length <= MAX_ALIGNED)
        align_quote (probe, &window, &begin, &end, match);
      if (begin == end)
        return FALSE;
      match->begin = window.bytes[begin];
      match->end = window.bytes[end];
    }
  match->score = probe->before + probe->after > 0
                     ? match->similarity * (1 - CONTEXT_WEIGHT) + match->context * CONTEXT_WEIGHT
                     : match->similarity;
  return TRUE;
}
