#include "widgets/reader-spans.h"

#include <string.h>

/* What is longer was not typed into a search box: its other occurrences are not looked for. */
#define MAX_HIT_LENGTH 64
/* More hits than this make a map of nothing but hits. */
#define MAX_HITS 5000

static void
clear_span (gpointer span)
{
  g_free (((EntSpan *)span)->id);
}

/**
 * ent_highlights_new:
 *
 * Returns: (transfer full): nothing highlighted in an empty text.
 */
EntHighlights *
ent_highlights_new (void)
{
  EntHighlights *highlights = g_new0 (EntHighlights, 1);

  highlights->spans = g_array_new (FALSE, FALSE, sizeof (EntSpan));
  g_array_set_clear_func (highlights->spans, clear_span);
  highlights->segments = g_array_new (FALSE, FALSE, sizeof (EntSegment));
  highlights->candidates = g_array_new (FALSE, FALSE, sizeof (EntRange));
  highlights->hits = g_array_new (FALSE, FALSE, sizeof (EntRange));
  highlights->lost = g_ptr_array_new_with_free_func (g_free);
  return highlights;
}

/**
 * ent_highlights_free:
 * @highlights: (nullable): highlights
 */
void
ent_highlights_free (EntHighlights *highlights)
{
  if (!highlights)
    return;
  g_array_unref (highlights->spans);
  g_array_unref (highlights->segments);
  g_array_unref (highlights->candidates);
  g_array_unref (highlights->hits);
  g_ptr_array_unref (highlights->lost);
  g_free (highlights);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const EntSpan *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->end > y->end ? -1 : x->end < y->end;
}

/**
 * ent_spans_prepare:
 * @spans: (element-type EntSpan): passages with start and end
 *
 * Orders them by start, the longer of two first, and gives each a lane that no passage has which
 * overlaps it, as long as there are lanes.  O(n log n).
 */
void
ent_spans_prepare (GArray *spans)
{
  guint free_at[ENT_N_LANES] = { 0 }, reach = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      EntSpan *span = &g_array_index (spans, EntSpan, i);
      span->lane = 0;
      while (span->lane + 1 < ENT_N_LANES && free_at[span->lane] > span->start)
        span->lane++;
      free_at[span->lane] = MAX (free_at[span->lane], span->end);
      span->reach = reach = MAX (reach, span->end);
    }
}

/**
 * ent_spans_first:
 * @spans: (element-type EntSpan): prepared passages
 * @start: a code point
 *
 * The index from which on passages may reach beyond @start.  Logarithmic.
 *
 * Returns: the index of a passage that ends after @start, all before it ending at or before it; or
 *   their number.
 */
guint
ent_spans_first (const GArray *spans, guint start)
{
  guint low = 0, high = spans->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (spans, EntSpan, middle).reach > start)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/**
 * ent_spans_count:
 * @spans: (element-type EntSpan): prepared passages
 * @start: first code point
 * @end: one past the last
 *
 * Returns: how many passages overlap the stretch.
 */
guint
ent_spans_count (const GArray *spans, guint start, guint end)
{
  guint n = 0;

  for (guint i = ent_spans_first (spans, start); i < spans->len; i++)
    {
      const EntSpan *span = &g_array_index (spans, EntSpan, i);
      if (span->start >= end)
        break;
      n += span->end > start;
    }
  return n;
}

static int
compare_guint (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;

  return x < y ? -1 : x > y;
}

/**
 * ent_segments_new:
 * @spans: (array length=n_spans): passages, ordered by start
 * @n_spans: how many
 *
 * Cuts overlapping passages into stretches that do not overlap, each with the number of passages
 * that cover it.  Cost: O(n² ) in the passages that overlap at one place, O(n log n) otherwise.
 *
 * Returns: (transfer full) (element-type EntSegment): the stretches, in order.
 */
GArray *
ent_segments_new (const EntSpan *spans, guint n_spans)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (EntSegment));
  g_autoptr (GArray) cuts = g_array_sized_new (FALSE, FALSE, sizeof (guint), 2 * n_spans);
  guint first = 0;

  for (guint i = 0; i < n_spans; i++)
    {
      g_array_append_val (cuts, spans[i].start);
      g_array_append_val (cuts, spans[i].end);
    }
  g_array_sort (cuts, compare_guint);
  for (guint i = 0; i + 1 < cuts->len; i++)
    {
      EntSegment s
          = { g_array_index (cuts, guint, i), g_array_index (cuts, guint, i + 1), .depth = 0 };
      if (s.start == s.end)
        continue;
      while (first < n_spans && spans[first].end <= s.start)
        first++;
      for (guint j = first; j < n_spans && spans[j].start <= s.start; j++)
        s.depth += spans[j].end >= s.end;
      if (s.depth > 0)
        g_array_append_val (segments, s);
    }
  return segments;
}

static void
add_passage (EntHighlights *highlights, const EntPassage *passage, const EntResolution *found)
{
  if (!found || found->end <= found->start)
    {
      g_ptr_array_add (highlights->lost, g_strdup (passage->thing.id));
      return;
    }
  EntSpan span = { .start = found->start,
                   .end = found->end,
                   .state = found->state,
                   .id = g_strdup (passage->thing.id) };
  g_array_append_val (highlights->spans, span);
  highlights->n_moved += found->state == ENT_ANCHOR_MOVED;
  highlights->n_ambiguous += found->state == ENT_ANCHOR_AMBIGUOUS;
}

/**
 * ent_highlights_fill:
 * @highlights: highlights
 * @dossier: the dossier
 * @library: the texts at hand, one for @document among them
 * @document: whose text is shown
 *
 * Takes the passages of @document in place of those there were; nothing else is highlighted then.
 */
void
ent_highlights_fill (EntHighlights *highlights,
                     const EntDossier *dossier,
                     const EntLibrary *library,
                     const EntDocument *document)
{
  const GPtrArray *passages = ent_dossier_passages (dossier);

  g_array_set_size (highlights->spans, 0);
  g_array_set_size (highlights->candidates, 0);
  g_array_set_size (highlights->hits, 0);
  g_ptr_array_set_size (highlights->lost, 0);
  highlights->n_moved = highlights->n_ambiguous = 0;
  highlights->flash = highlights->chosen = (EntRange){ 0, 0 };
  highlights->length = ent_source_length (ent_library_source (library, document));
  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      if (passage->document == document)
        add_passage (highlights, passage, ent_library_resolution (library, passage));
    }
  ent_spans_prepare (highlights->spans);
  g_array_unref (highlights->segments);
  highlights->segments = ent_segments_new ((const EntSpan *)(gpointer)highlights->spans->data,
                                           highlights->spans->len);
}

/**
 * ent_highlights_find:
 * @highlights: highlights
 * @source: the text
 * @start: first code point of a place that was searched for
 * @end: one past its last
 *
 * Notes the place and every other one in the text that reads the same once folded: the hits of the
 * search.  Linear in the text, which is scanned at about a gigabyte a second.
 */
void
ent_highlights_find (EntHighlights *highlights, EntSource *source, guint start, guint end)
{
  EntRange place = { start, end };
  const EntFolded *folded = ent_source_folded (source);
  gsize first = ent_folded_index (folded, start), after = ent_folded_index (folded, end);
  EntFolded needle = { .text = folded->text + first, .n = after - first };

  g_array_set_size (highlights->hits, 0);
  if (after <= first || end - start > MAX_HIT_LENGTH)
    {
      g_array_append_val (highlights->hits, place);
      return;
    }
  for (gssize at = ent_folded_find (folded, &needle, 0);
       at >= 0 && highlights->hits->len < MAX_HITS;
       at = ent_folded_find (folded, &needle, (gsize)at + needle.n))
    {
      EntRange hit = { ent_folded_origin (folded, (gsize)at),
                       ent_folded_origin_end (folded, (gsize)at + needle.n) };
      g_array_append_val (highlights->hits, hit);
    }
}

/**
 * ent_highlights_point_at:
 * @highlights: highlights
 * @start: first code point
 * @end: one past the last; @start for none
 *
 * Makes the passages that overlap the stretch those pointed at.
 *
 * Returns: whether others were before.
 */
gboolean
ent_highlights_point_at (EntHighlights *highlights, guint start, guint end)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < highlights->spans->len; i++)
    {
      EntSpan *span = &g_array_index (highlights->spans, EntSpan, i);
      gboolean pointed = start < end && span->start < end && span->end > start;
      changed |= pointed != span->pointed;
      span->pointed = pointed;
    }
  return changed;
}

/**
 * ent_highlights_pointed:
 * @highlights: highlights
 *
 * Returns: (transfer container) (array zero-terminated=1): bare ids of the passages pointed at.
 */
GPtrArray *
ent_highlights_pointed (const EntHighlights *highlights)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < highlights->spans->len; i++)
    {
      const EntSpan *span = &g_array_index (highlights->spans, EntSpan, i);
      if (span->pointed)
        g_ptr_array_add (ids, span->id);
    }
  g_ptr_array_add (ids, NULL);
  return ids;
}

/**
 * ent_spans_marks:
 * @dossier: the dossier
 * @passage_ids: (array zero-terminated=1): bare ids of passages
 *
 * Returns: (transfer container) (element-type EntThing): what rests on any of them, each thing
 *   once, in the order of the passages.
 */
GPtrArray *
ent_spans_marks (const EntDossier *dossier, const char *const *passage_ids)
{
  GPtrArray *marks = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; passage_ids[i]; i++)
    {
      const EntThing *passage = ent_dossier_find (dossier, passage_ids[i]);
      const GPtrArray *things = passage && passage->kind == ENT_THING_PASSAGE
                                    ? ent_dossier_things_on (dossier, (const EntPassage *)passage)
                                    : NULL;
      for (guint j = 0; things && j < things->len; j++)
        if (g_hash_table_add (seen, g_ptr_array_index (things, j)))
          g_ptr_array_add (marks, g_ptr_array_index (things, j));
    }
  return marks;
}
