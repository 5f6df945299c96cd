#include "dossier/anchor-private.h"

#include <string.h>

/* A gram that stands at more places says little; it votes only where no other does, and then for
 * the places nearest to the old one. */
#define MAX_PLACES 64
/* So many regions are aligned.  More than candidates are offered, as votes are rough. */
#define MAX_REGIONS 16
/* A region with so many times fewer votes than the best is not worth it. */
#define MIN_SHARE 4

/* A vote: a gram of the probe stands where the passage would begin here. */
typedef struct
{
  gint64 begin;
  guint gram;
} Vote;

static gint
compare_votes (gconstpointer a, gconstpointer b)
{
  const Vote *x = a, *y = b;

  if (x->begin != y->begin)
    return x->begin < y->begin ? -1 : 1;
  return (x->gram > y->gram) - (x->gram < y->gram);
}

/* The votes of the grams that are frequent, or of those that are not. */
static void
collect (const EntProbe *probe, EntSource *source, gboolean frequent, GArray *votes)
{
  const EntGramIndex *index = ent_source_grams (source);
  gsize near = ent_folded_index (ent_source_folded (source), probe->passage->start);

  for (guint g = 0; g < probe->n; g++)
    {
      guint32 places[MAX_PLACES + 1];
      guint n = ent_gram_index_find (index, probe->grams[g], near, MAX_PLACES + 1, places);

      for (guint i = 0; (n > MAX_PLACES) == frequent && i < n; i++)
        {
          Vote vote = { (gint64)ent_gram_index_char (index, places[i]) - probe->at[g], g };

          g_array_append_val (votes, vote);
        }
    }
}

/* For each vote, how many different grams vote for a beginning up to the slack behind it; each gram
 * counts with the latest of its votes, which is enough to count it once. */
static guint *
count_votes (const EntProbe *probe, const GArray *votes)
{
  guint *counts = g_new0 (guint, votes->len + 1);
  g_autofree guint *n_of = g_new0 (guint, probe->n);
  guint n_different = 0, end = 0;

  for (guint i = 0; i < votes->len; i++)
    {
      const Vote *first = &g_array_index (votes, Vote, i);

      for (; end < votes->len; end++)
        {
          const Vote *vote = &g_array_index (votes, Vote, end);

          if (vote->begin - first->begin > probe->slack)
            break;
          n_different += n_of[vote->gram]++ == 0 ? 1 : 0;
        }
      counts[i] = n_different;
      n_different -= --n_of[first->gram] == 0 ? 1 : 0;
    }
  return counts;
}

/**
 * ent_anchor_vote:
 * @probe: what is known of a passage
 * @source: the text to look in
 *
 * Lets each gram of the fingerprint vote for the beginnings that its places in the text mean, and
 * takes the stretches with the votes of most different grams.
 *
 * Returns: (transfer full) (element-type EntRegion): the stretches where the passage may begin,
 * most votes first
 */
GArray *
ent_anchor_vote (const EntProbe *probe, EntSource *source)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (EntRegion));
  g_autoptr (GArray) votes = g_array_new (FALSE, FALSE, sizeof (Vote));
  g_autofree guint *counts = NULL;
  guint most = 0;

  collect (probe, source, FALSE, votes);
  if (votes->len == 0)
    collect (probe, source, TRUE, votes);
  g_array_sort (votes, compare_votes);
  counts = count_votes (probe, votes);
  while (regions->len < MAX_REGIONS)
    {
      guint best = 0;
      gint64 middle;
      EntRegion region;

      for (guint i = 1; i < votes->len; i++)
        best = counts[i] > counts[best] ? i : best;
      if (votes->len == 0 || counts[best] == 0 || counts[best] * MIN_SHARE < most)
        break;
      most = MAX (most, counts[best]);
      middle = g_array_index (votes, Vote, best).begin;
      region = (EntRegion){ middle, middle };
      for (guint i = 0; i < votes->len; i++)
        {
          gint64 begin = g_array_index (votes, Vote, i).begin;

          if (ABS (begin - middle) > probe->slack)
            continue;
          region.low = MIN (region.low, begin);
          region.high = MAX (region.high, begin);
          counts[i] = 0;
        }
      g_array_append_val (regions, region);
    }
  return regions;
}
