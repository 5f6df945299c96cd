#include "dossier/anchor-private.h"

#include <string.h>

/* Winnowing grams of a span of n code points begin up to three behind its start and end up to three
 * before its end: on average so many. */
#define MARGIN (ENT_GRAM_WINDOW / 2.0 - 0.5)

/* Long passages are not shifted further, and what is quadratic in it stays small. */
#define MAX_SLACK 256

/* More grams tell no more of where a passage of ten thousand characters is. */
#define MAX_GRAMS 4096

/**
 * ent_anchor_hash:
 * @text: folded text
 * @n: its bytes
 *
 * Returns: (transfer full): the hash of a folded span, as the file format has it
 */
char *
ent_anchor_hash (const char *text, gsize n)
{
  char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)text, n);

  hash[ENT_ANCHOR_HASH_DIGITS] = '\0';
  return hash;
}

/**
 * ent_anchor_has_hash:
 * @text: folded text
 * @n: its bytes
 * @hash: (nullable): the hash of a folded span
 *
 * Returns: whether the text has this hash
 */
gboolean
ent_anchor_has_hash (const char *text, gsize n, const char *hash)
{
  g_autofree char *found = hash != NULL ? ent_anchor_hash (text, n) : NULL;

  return hash != NULL && g_ascii_strcasecmp (found, hash) == 0;
}

static gint
compare_hashes (gconstpointer a, gconstpointer b, gpointer grams)
{
  guint i = *(const guint *)a, j = *(const guint *)b;
  guint32 x = ((const guint32 *)grams)[i], y = ((const guint32 *)grams)[j];

  return x != y ? (x < y ? -1 : 1) : (i > j) - (i < j);
}

static void
add_gram (guint32 hash, guint32 at, gsize byte, gpointer data)
{
  EntProbe *probe = data;

  probe->grams[probe->n] = hash;
  probe->at[probe->n++] = (gint32)at;
}

static void
take_grams (EntProbe *probe, const EntPassage *passage)
{
  EntJsonWalk walk;
  gint64 gram;

  probe->grams = g_new (guint32, passage->n_grams);
  ent_json_walk_init (&walk, passage->grams);
  while (probe->n < passage->n_grams && ent_json_walk_int (&walk, &gram))
    probe->grams[probe->n++] = (guint32)gram;
}

/* The fingerprint of the quote, for a passage that has none of its own. */
static void
take_quote (EntProbe *probe)
{
  probe->grams = g_new (guint32, probe->quote->n + 1);
  probe->at = g_new (gint32, probe->quote->n + 1);
  ent_grams_winnow (probe->quote->text, probe->quote->n, add_gram, probe);
}

static void
take_places (EntProbe *probe, const EntPassage *passage)
{
  EntJsonWalk walk;
  gint64 place;

  ent_json_walk_init (&walk, passage->at);
  for (guint i = 0; i < probe->n && ent_json_walk_int (&walk, &place); i++)
    probe->at[i] = (gint32)place;
  probe->length = (gint32)passage->length;
  probe->before = MAX (0, -probe->at[0]);
  probe->after = MAX (0, probe->at[probe->n - 1] + ENT_GRAM - probe->length);
}

/* An anchor that does not tell where its grams stand: they are spread evenly, over as much folded
 * text as its span makes in the text at hand. */
static void
guess_places (EntProbe *probe, const EntPassage *passage, EntSource *source)
{
  double share = (double)ent_gram_index_n_chars (ent_source_grams (source))
                 / MAX (1, ent_source_length (source));
  double span = passage->end - passage->start;
  double from, step;

  if (probe->quote == NULL)
    probe->length = (gint32)CLAMP (span * share, 1, G_MAXINT32 / 4);
  probe->before = (gint32)MIN (passage->context, passage->start * share);
  probe->after = (gint32)passage->context;
  from = MARGIN - probe->before;
  step = (probe->length + probe->after - MARGIN - ENT_GRAM - from) / MAX (1, probe->n - 1);
  for (guint i = 0; i < probe->n; i++)
    probe->at[i] = (gint32)(from + i * step);
  probe->is_estimated = TRUE;
}

/* Drops grams evenly until they are few enough. */
static void
thin_out (EntProbe *probe)
{
  guint step = (probe->n + MAX_GRAMS - 1) / MAX_GRAMS, n = 0;

  for (guint i = 0; i < probe->n; i += step, n++)
    {
      probe->grams[n] = probe->grams[i];
      probe->at[n] = probe->at[i];
    }
  probe->n = n;
}

/**
 * ent_probe_init:
 * @probe: (out caller-allocates): what is known of the passage
 * @passage: a passage with an anchor
 * @source: the text it is to be looked for in
 *
 * Gathers what the passage can be recognised by.
 *
 * Returns: %FALSE if there is nothing: neither grams nor a quote that has any
 */
gboolean
ent_probe_init (EntProbe *probe, const EntPassage *passage, EntSource *source)
{
  *probe = (EntProbe){ .passage = passage };
  if (passage->quote != NULL)
    {
      probe->quote = ent_fold (passage->quote, -1);
      /* One that is not what the anchor was made of is not to be trusted. */
      if (probe->quote->n == 0
          || (passage->hash != NULL
              && !ent_anchor_has_hash (probe->quote->text, probe->quote->n, passage->hash)))
        g_clear_pointer (&probe->quote, ent_folded_free);
    }
  if (probe->quote != NULL)
    probe->length = (gint32)g_utf8_strlen (probe->quote->text, (gssize)probe->quote->n);

  if (passage->n_grams == 0 && probe->quote != NULL)
    take_quote (probe);
  else if (passage->n_grams > 0)
    {
      take_grams (probe, passage);
      probe->at = g_new (gint32, probe->n);
      if (passage->at != NULL)
        take_places (probe, passage);
      else
        guess_places (probe, passage, source);
    }
  if (probe->n == 0)
    return FALSE;
  if (probe->n > MAX_GRAMS)
    thin_out (probe);
  /* One edit in ten may add or drop a code point; a guess is off by the share of punctuation. */
  probe->slack = 4 + (probe->length + probe->before + probe->after) / 10
                 + (probe->is_estimated ? ENT_GRAM_WINDOW + probe->length / 5 : 0);
  probe->slack = MIN (probe->slack, MAX_SLACK);

  probe->order = g_new (guint, probe->n);
  for (guint i = 0; i < probe->n; i++)
    {
      probe->order[i] = i;
      probe->filter[probe->grams[i] >> 6 & 15] |= G_GUINT64_CONSTANT (1) << (probe->grams[i] & 63);
    }
  g_qsort_with_data (
      probe->order, (gint)probe->n, sizeof *probe->order, compare_hashes, probe->grams);
  return TRUE;
}

/**
 * ent_probe_clear:
 * @probe: what is known of a passage
 *
 * Frees what is in it.
 */
void
ent_probe_clear (EntProbe *probe)
{
  g_clear_pointer (&probe->quote, ent_folded_free);
  g_clear_pointer (&probe->grams, g_free);
  g_clear_pointer (&probe->at, g_free);
  g_clear_pointer (&probe->order, g_free);
}

/**
 * ent_probe_find:
 * @probe: what is known of a passage
 * @hash: the hash of a gram
 *
 * Returns: the first index of probe->order whose gram has this hash; probe->n if none has
 */
guint
ent_probe_find (const EntProbe *probe, guint32 hash)
{
  guint low = 0, high = probe->n;

  if ((probe->filter[hash >> 6 & 15] >> (hash & 63) & 1) == 0)
    return probe->n;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (probe->grams[probe->order[middle]] < hash)
        low = middle + 1;
      else
        high = middle;
    }
  return low < probe->n && probe->grams[probe->order[low]] == hash ? low : probe->n;
}
