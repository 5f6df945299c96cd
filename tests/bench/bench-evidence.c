/* Folding and resolving, in MB of text a second or milliseconds a call; folding also as
 * a ratio to reading the same text once for its SHA-256, which opening a source costs anyway. */
#include <locale.h>
#include <string.h>

#include "dossier/anchor.h"

#define TEXT_BYTES (20u * 1000 * 1000)
#define N_SPANS 500
#define RUNS 5

static const char sentence[]
    = "两国代表在湖边的旅馆谈了三天，记者问得最多的是第二天的午餐：The lunch was never eaten. ";

static double
seconds_since (gint64 begin)
{
  return (g_get_monotonic_time () - begin) / 1e6;
}

/* A long text in which no two sentences are the same. */
static char *
make_text (void)
{
  GString *text = g_string_sized_new (TEXT_BYTES + 200);

  for (guint i = 0; text->len < TEXT_BYTES; i++)
    g_string_append_printf (text, "%u %s%s", i * 2654435761u, sentence, i % 8 == 7 ? "\n" : "");
  return g_string_free (text, FALSE);
}

static void
measure_folding (const char *text)
{
  gsize length = strlen (text);
  double best_fold = G_MAXDOUBLE, best_hash = G_MAXDOUBLE;

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (EntFolded) folded = ent_fold (text, (gssize)length);
      g_autofree char *hash = NULL;

      best_fold = MIN (best_fold, seconds_since (begin));
      begin = g_get_monotonic_time ();
      hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, (gssize)length);
      best_hash = MIN (best_hash, seconds_since (begin));
    }
  g_print ("fold               %8.1f MB/s   %.2f of SHA-256's time\n",
           length / best_fold / 1e6,
           best_fold / best_hash);
}

/* One passage resolved in the very text, and in one that has a line more. */
static void
measure_resolving (const char *text)
{
  g_autofree char *changed_text = g_strconcat ("One line more.\n", text, NULL);
  g_autoptr (EntSource) source = ent_source_new (text, strlen (text), "a", NULL);
  g_autoptr (EntSource) changed = ent_source_new (changed_text, strlen (changed_text), "b", NULL);
  EntDocument document = { .sha256 = ent_source_sha256 (source) };
  double exact = 0, moved = 0;

  ent_source_folded (changed);
  for (guint i = 0; i < N_SPANS; i++)
    {
      guint start = ent_source_length (source) / N_SPANS * i;
      g_autoptr (EntJson) anchor = ent_anchor_new (source, start, start + 40, NULL);
      EntJson *list = ent_json_member (anchor, "grams");
      guint32 grams[64];
      EntPassage passage = { .document = &document,
                             .start = start,
                             .end = start + 40,
                             .grams = grams,
                             .n_grams = ent_json_length (list) };
      gint64 begin, value;

      for (guint g = 0; g < passage.n_grams && g < G_N_ELEMENTS (grams); g++)
        if (ent_json_get_int (ent_json_element (list, g), &value))
          grams[g] = (guint32)value;
      ent_json_get_string (ent_json_member (anchor, "hash"), &passage.hash);
      begin = g_get_monotonic_time ();
      ent_anchor_resolve (&passage, source);
      exact += seconds_since (begin);
      if (i % 50 != 0)
        continue;
      begin = g_get_monotonic_time ();
      ent_anchor_resolve (&passage, changed);
      moved += seconds_since (begin);
    }
  g_print ("resolve, exact     %8.4f ms a passage\n", exact / N_SPANS * 1e3);
  g_print ("resolve, moved     %8.1f ms a passage in %.0f MB\n",
           moved / (N_SPANS / 50) * 1e3,
           strlen (text) / 1e6);
}

int
main (void)
{
  g_autofree char *text = make_text ();

  setlocale (LC_ALL, "");
  measure_folding (text);
  measure_resolving (text);
  return 0;
}
