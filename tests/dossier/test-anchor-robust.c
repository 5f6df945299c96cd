/* Every passage of every shipped dossier, looked for in its own text after that changed, and in the
 * texts of the others. */
#include "anchored.h"
#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "perturb.h"

#define SEED 20190227
/* Code points between two neighbours that are none any more. */
#define TORN 30

/* A passage of a dossier with the text it was marked in. */
typedef struct
{
  const EntPassage *passage;
  EntSource *source;
} Case;

static GPtrArray *dossiers, *libraries; /* of EntDossier, EntLibrary */
static GArray *cases;                   /* of Case */
static GPtrArray *sources;              /* of EntSource: each text once */

static void
add_source (EntSource *source)
{
  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (ent_source_sha256 (g_ptr_array_index (sources, i)),
                     ent_source_sha256 (source)))
      return;
  g_ptr_array_add (sources, source);
}

static void
load_dossier (const char *path, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  EntDossier *dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  const char *folders[] = { folder, NULL };
  EntLibrary *library;
  const GPtrArray *passages;

  g_assert_no_error (error);
  library = ent_library_new (dossier, file, folders, NULL, NULL);
  passages = ent_dossier_passages (dossier);
  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      Case item = { passage, ent_library_source (library, passage->document) };

      if (item.source == NULL || passage->end == 0)
        continue;
      g_array_append_val (cases, item);
      add_source (item.source);
    }
  g_ptr_array_add (dossiers, dossier);
  g_ptr_array_add (libraries, library);
}

static void
load (void)
{
  g_autofree char *beside
      = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "sources", NULL);
  const char *folder = g_getenv ("ENT_SOURCES") != NULL ? g_getenv ("ENT_SOURCES") : beside;
  g_autofree char *data = ent_data_path ("dossiers");
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  const char *name;

  dossiers = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_dossier_unref);
  libraries = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_library_unref);
  sources = g_ptr_array_new ();
  cases = g_array_new (FALSE, FALSE, sizeof (Case));
  g_assert_nonnull (dir);
  while (g_file_test (folder, G_FILE_TEST_IS_DIR) && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (data, name, NULL);

      if (g_str_has_suffix (name, ".dossier"))
        load_dossier (path, folder);
    }
}

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
      const Case *item = &g_array_index (cases, Case, i);
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

typedef Perturbed *(*PerturbFunc) (EntSource *source, const Case *item, GRand *random);

static Perturbed *
edit_outside (EntSource *source, const Case *item, GRand *random)
{
  return perturb_edit (source, item->passage->start, item->passage->end, FALSE, 0.05, random);
}

static Perturbed *
edit_inside (EntSource *source, const Case *item, GRand *random)
{
  return perturb_edit (source, item->passage->start, item->passage->end, TRUE, 0.05, random);
}

static Perturbed *
edit_everywhere (EntSource *source, const Case *item, GRand *random)
{
  return perturb_edit (source, 0, ent_source_length (source), TRUE, 0.05, random);
}

static Perturbed *
change_layout (EntSource *source, const Case *item, GRand *random)
{
  return perturb_layout (source, random);
}

static Perturbed *
change_order (EntSource *source, const Case *item, GRand *random)
{
  return perturb_order (source, random);
}

static void
test_changed (gconstpointer data)
{
  static const struct
  {
    const char *name;
    PerturbFunc func;
    double least, least_overlap;
  } rows[] = {
    { "layout", change_layout, 0.995, 1 }, { "outside", edit_outside, 0.99, 1 },
    { "inside", edit_inside, 0.97, 0.6 },  { "everywhere", edit_everywhere, 0.97, 0.6 },
    { "order", change_order, 0.99, 1 },
  };
  guint row = GPOINTER_TO_UINT (data);
  Tally tally = { rows[row].name };
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  if (!has_cases ())
    return;
  for (guint i = 0; i < cases->len; i++)
    {
      const Case *item = &g_array_index (cases, Case, i);
      g_autoptr (Perturbed) changed = rows[row].func (item->source, item, random);

      try (&tally, item->passage, changed, rows[row].least_overlap);
    }
  check (&tally, rows[row].least);
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
          const Case *item = &g_array_index (cases, Case, i);
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
        const Case *item = &g_array_index (cases, Case, i);
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

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  load ();
  g_test_add_func ("/dossier/anchor-robust/unchanged", test_unchanged);
  g_test_add_data_func ("/dossier/anchor-robust/layout", GUINT_TO_POINTER (0), test_changed);
  g_test_add_data_func ("/dossier/anchor-robust/outside", GUINT_TO_POINTER (1), test_changed);
  g_test_add_data_func ("/dossier/anchor-robust/inside", GUINT_TO_POINTER (2), test_changed);
  g_test_add_data_func ("/dossier/anchor-robust/everywhere", GUINT_TO_POINTER (3), test_changed);
  g_test_add_data_func ("/dossier/anchor-robust/order", GUINT_TO_POINTER (4), test_changed);
  g_test_add_data_func ("/dossier/anchor-robust/s2t", GUINT_TO_POINTER (0), test_script);
  g_test_add_data_func ("/dossier/anchor-robust/s2tw", GUINT_TO_POINTER (1), test_script);
  g_test_add_data_func ("/dossier/anchor-robust/s2hk", GUINT_TO_POINTER (2), test_script);
  g_test_add_data_func ("/dossier/anchor-robust/t2s", GUINT_TO_POINTER (3), test_script);
  g_test_add_func ("/dossier/anchor-robust/other-texts", test_other_texts);
  status = g_test_run ();
  g_ptr_array_unref (libraries);
  g_ptr_array_unref (dossiers);
  g_ptr_array_unref (sources);
  g_array_unref (cases);
  return status;
}
