/* Every passage of every shipped dossier, looked for in its own text after that changed, and in the
 * texts of the others. */
#include "anchored.h"
#include "dossier/grams-private.h"
#include "perturb.h"
#include "shipped.h"

#define SEED 20190227
/* Code points between two neighbours that are none any more. */
#define TORN 30

static Shipped *shipped;
static GArray *cases;      /* of ShippedPassage */
static GPtrArray *sources; /* of EntSource */

static gboolean
has_cases (void)
{
  if (cases->len > 0)
    return TRUE;
  g_test_skip ("no source texts: set ENT_SOURCES");
  return FALSE;
}

/* How much of what two spans cover is covered by both. */
static double
overlap (guint a, guint a_end, guint b, guint b_end)
{
  guint first = MAX (a, b), last = MIN (a_end, b_end);

  return first < last ? (double)(last - first) / (MAX (a_end, b_end) - MIN (a, b)) : 0;
}

typedef struct
{
  const char *name;
  guint n, n_right, n_wrong, n_ambiguous, n_lost, n_exact;
  double overlap, similarity; /* sums over the right ones */
} Tally;

/* Whether the parts of the passage now stand apart: it has no right place any more. */
static gboolean
is_torn (const EntPassage *passage, const Perturbed *perturbed)
{
  gint32 last = -1;

  for (guint i = passage->start; i < passage->end; i++)
    {
      gint32 to = perturbed->to[i];

      if (to >= 0 && last >= 0 && ABS (to - last) > TORN)
        return TRUE;
      last = to >= 0 ? to : last;
    }
  return FALSE;
}

/* One of its parts may be found, nothing else. */
static void
check_torn (const EntPassage *passage, const Perturbed *perturbed, EntResolution found)
{
  gboolean is_part = found.state == ENT_ANCHOR_LOST;

  for (guint i = passage->start; i < passage->end && !is_part; i++)
    is_part = perturbed->to[i] >= (gint32)found.start && perturbed->to[i] < (gint32)found.end;
  if (!is_part)
    g_error (
        "%s is found at %u–%u, where nothing of it is", passage->thing.id, found.start, found.end);
}

/* Resolves the passage in the changed text and notes whether it is where it went: with
 * least_overlap 1 its letters and numbers to the very ends. */
static void
try (Tally *tally, const EntPassage *passage, const Perturbed *perturbed, double least_overlap)
{
  EntResolution found = ent_anchor_resolve (passage, perturbed->source);
  const EntFolded *folded = ent_source_folded (perturbed->source);
  guint start, end;
  double share;

  perturbed_span (perturbed, passage->start, passage->end, &start, &end);
  if (is_torn (passage, perturbed))
    {
      check_torn (passage, perturbed, found);
      return;
    }
  share = overlap ((guint)ent_folded_index (folded, found.start),
                   (guint)ent_folded_index (folded, found.end),
                   (guint)ent_folded_index (folded, start),
                   (guint)ent_folded_index (folded, end));
  tally->n++;
  tally->n_exact += found.state == ENT_ANCHOR_EXACT ? 1 : 0;
  tally->n_lost += found.state == ENT_ANCHOR_LOST ? 1 : 0;
  tally->n_ambiguous += found.state == ENT_ANCHOR_AMBIGUOUS ? 1 : 0;
  if (found.state != ENT_ANCHOR_MOVED)
    g_test_message (
        "%s: %s is %s", tally->name, passage->thing.id, ent_anchor_state_name (found.state));
  if (found.state != ENT_ANCHOR_MOVED)
    return;
  if (share < least_overlap)
    {
      tally->n_wrong++;
      g_test_message ("%s: %s is found at %u–%u, expected %u–%u (similarity %.2f)",
                      tally->name,
                      passage->thing.id,
                      found.start,
                      found.end,
                      start,
                      end,
                      found.similarity);
      return;
    }
  tally->n_right++;
  tally->overlap += share;
  tally->similarity += found.similarity;
}

static void
check (const Tally *tally, double least)
{
  g_test_message ("%s: %u passages, %.2f %% right, %u wrong, %u ambiguous, %u lost; overlap %.3f, "
                  "similarity %.3f",
                  tally->name,
                  tally->n,
                  100.0 * tally->n_right / tally->n,
                  tally->n_wrong,
                  tally->n_ambiguous,
                  tally->n_lost,
                  tally->overlap / MAX (1, tally->n_right),
                  tally->similarity / MAX (1, tally->n_right));
  g_assert_cmpuint (tally->n_exact, ==, 0);
  g_assert_cmpfloat ((double)tally->n_right / tally->n, >=, least);
}

static void
test_unchanged (void)
{
  for (guint i = 0; has_cases () && i < cases->len; i++)
    {
      const ShippedPassage *item = &g_array_index (cases, ShippedPassage, i);
      EntResolution found = ent_anchor_resolve (item->passage, item->source);

      if (found.state != ENT_ANCHOR_EXACT)
        g_error ("%s is %s", item->passage->thing.id, ent_anchor_state_name (found.state));
      /* without this it may not be found again in a changed text: run entente anchor */
      if (item->passage->at == NULL)
        g_error ("%s does not say where its grams stand", item->passage->thing.id);
      g_assert_cmpuint (found.start, ==, item->passage->start);
      g_assert_cmpuint (found.end, ==, item->passage->end);
    }
}

typedef Perturbed *(*PerturbFunc) (EntSource *source, const ShippedPassage *item, GRand *random);

static Perturbed *
edit_outside (EntSource *source, const ShippedPassage *item, GRand *random)
{
  return perturb_edit (source, item->passage->start, item->passage->end, FALSE, 0.05, random);
}

static Perturbed *
edit_inside (EntSource *source, const ShippedPassage *item, GRand *random)
{
  return perturb_edit (source, item->passage->start, item->passage->end, TRUE, 0.05, random);
}

static Perturbed *
edit_everywhere (EntSource *source, const ShippedPassage *item, GRand *random)
{
  return perturb_edit (source, 0, ent_source_length (source), TRUE, 0.05, random);
}

static Perturbed *
change_layout (EntSource *source, const ShippedPassage *item, GRand *random)
{
  return perturb_layout (source, random);
}

static Perturbed *
change_order (EntSource *source, const ShippedPassage *item, GRand *random)
{
  return perturb_order (source, random);
}

/* The passage as older programs anchored it: its grams are those within it, and do not say where
 * they stand. */
static void
make_old (const EntPassage *passage, EntPassage *old, EntJson **grams)
{
  EntJsonWalk walk, places;
  gint64 gram, at;

  *old = *passage;
  old->at = NULL;
  old->length = 0;
  if (passage->length < ENT_ANCHOR_SHORT)
    return;
  old->context = 0;
  *grams = ent_json_new_array ();
  ent_json_walk_init (&walk, passage->grams);
  ent_json_walk_init (&places, passage->at);
  while (ent_json_walk_int (&walk, &gram) && ent_json_walk_int (&places, &at))
    if (at >= 0 && at + ENT_GRAM <= (gint64)passage->length)
      *grams = ent_json_with_element (*grams, ent_json_new_int (gram));
  old->grams = *grams;
  old->n_grams = ent_json_length (*grams);
}

/* Row of test_changed (). */
typedef struct
{
  const char *name;
  PerturbFunc func;
  gboolean once; /* a text, not a passage */
  gboolean old;
  double least, least_overlap;
} Change;

static void
try_source (Tally *tally, const Change *change, EntSource *source, GRand *random)
{
  g_autoptr (Perturbed) all = change->once ? change->func (source, NULL, random) : NULL;

  for (guint i = 0; i < cases->len; i++)
    {
      const ShippedPassage *item = &g_array_index (cases, ShippedPassage, i);
      g_autoptr (Perturbed) own = NULL;
      g_autoptr (EntJson) grams = NULL;
      EntPassage passage = *item->passage;

      if (!g_str_equal (ent_source_sha256 (item->source), ent_source_sha256 (source)))
        continue;
      if (all == NULL)
        own = change->func (source, item, random);
      if (change->old)
        make_old (item->passage, &passage, &grams);
      try (tally, &passage, all != NULL ? all : own, change->least_overlap);
    }
}

static void
test_changed (gconstpointer data)
{
  const Change *change = data;
  Tally tally = { change->name };
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  if (!has_cases ())
    return;
  for (guint s = 0; s < sources->len; s++)
    try_source (&tally, change, g_ptr_array_index (sources, s), random);
  check (&tally, change->least);
}

/* The text converted to the other script; then passages marked in the traditional text, looked for
 * in what that becomes in simplified characters. */
static void
test_script (gconstpointer data)
{
  static const char *const configs[] = { "s2t.json", "s2tw.json", "s2hk.json", "t2s.json" };
  const char *config = configs[GPOINTER_TO_UINT (data)];
  Tally tally = { config };

  if (!has_cases ())
    return;
  for (guint s = 0; s < sources->len; s++)
    {
      EntSource *source = g_ptr_array_index (sources, s);
      g_autoptr (Perturbed) traditional = perturb_script (source, "s2t.json");
      gboolean back = g_str_equal (config, "t2s.json");
      g_autoptr (Perturbed) changed = perturb_script (back ? traditional->source : source, config);

      for (guint i = 0; i < cases->len; i++)
        {
          const ShippedPassage *item = &g_array_index (cases, ShippedPassage, i);
          const EntPassage *passage = item->passage;
          g_autoptr (Anchored) anchored = NULL;

          if (g_strcmp0 (ent_source_sha256 (item->source), ent_source_sha256 (source)) != 0
              || g_str_equal (ent_source_text (changed->source), ent_source_text (source)))
            continue;
          if (back)
            {
              anchored = anchor_span (traditional->source, passage->start, passage->end);
              anchored->passage.thing.id = passage->thing.id;
              passage = &anchored->passage;
            }
          try (&tally, passage, changed, 1);
        }
    }
  check (&tally, 0.99);
}

/* Each passage in each text that is not its own: found nowhere. */
static void
test_other_texts (void)
{
  guint n = 0, n_found = 0;

  if (!has_cases ())
    return;
  for (guint i = 0; i < cases->len; i++)
    for (guint s = 0; s < sources->len; s++)
      {
        const ShippedPassage *item = &g_array_index (cases, ShippedPassage, i);
        EntSource *source = g_ptr_array_index (sources, s);
        EntResolution found;

        if (g_str_equal (ent_source_sha256 (source), ent_source_sha256 (item->source)))
          continue;
        found = ent_anchor_resolve (item->passage, source);
        n++;
        if (found.state == ENT_ANCHOR_LOST)
          continue;
        n_found++;
        g_test_message ("%s (%u–%u) is %s in %s at %u–%u, similarity %.2f",
                        item->passage->thing.id,
                        item->passage->start,
                        item->passage->end,
                        ent_anchor_state_name (found.state),
                        ent_source_name (source),
                        found.start,
                        found.end,
                        found.similarity);
      }
  g_test_message ("%u of %u found in another text", n_found, n);
  g_assert_cmpuint (n_found, ==, 0);
}

static const Change changes[] = {
  { "layout", change_layout, TRUE, FALSE, 0.995, 1 },
  { "outside", edit_outside, FALSE, FALSE, 0.99, 1 },
  { "inside", edit_inside, FALSE, FALSE, 0.97, 0.8 },
  { "everywhere", edit_everywhere, TRUE, FALSE, 0.97, 0.8 },
  { "order", change_order, TRUE, FALSE, 0.99, 1 },
  { "layout, old anchors", change_layout, TRUE, TRUE, 0.995, 1 },
  { "everywhere, old anchors", edit_everywhere, TRUE, TRUE, 0.93, 0.6 },
};

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  shipped = shipped_load ();
  cases = shipped->cases;
  sources = shipped->sources;
  g_test_add_func ("/dossier/anchor-robust/unchanged", test_unchanged);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strconcat ("/dossier/anchor-robust/", changes[i].name, NULL);

      g_test_add_data_func (path, &changes[i], test_changed);
    }
  g_test_add_data_func ("/dossier/anchor-robust/s2t", GUINT_TO_POINTER (0), test_script);
  g_test_add_data_func ("/dossier/anchor-robust/s2tw", GUINT_TO_POINTER (1), test_script);
  g_test_add_data_func ("/dossier/anchor-robust/s2hk", GUINT_TO_POINTER (2), test_script);
  g_test_add_data_func ("/dossier/anchor-robust/t2s", GUINT_TO_POINTER (3), test_script);
  g_test_add_func ("/dossier/anchor-robust/other-texts", test_other_texts);
  status = g_test_run ();
  shipped_free (shipped);
  return status;
}
