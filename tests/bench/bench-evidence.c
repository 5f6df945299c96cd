/* Finding 20,000 passages in 100 texts, and what a text costs: megabytes of text a second, and
 * ratios to reading the same files once for their SHA-256, which attaching them costs anyway. */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "../dossier/anchored.h"
#include "base/data-dir.h"
#include "dossier/dossier-file.h"

#define N_TEXTS 100
#define N_PASSAGES 200 /* in each text */
#define N_PARAGRAPHS 1000
#define N_WORDS 3000
#define RUNS 3

typedef struct
{
  char *path, *path_changed;
  gsize n_bytes;
  GPtrArray *passages; /* of Anchored */
} Text;

static double
seconds_since (gint64 begin)
{
  return (g_get_monotonic_time () - begin) / 1e6;
}

/* Words of two ideographs, or of letters. */
static char **
make_words (GRand *random, gboolean chinese)
{
  char **words = g_new0 (char *, N_WORDS + 1);

  for (guint i = 0; i < N_WORDS; i++)
    {
      GString *word = g_string_new (NULL);

      for (gint32 n = chinese ? 2 : g_rand_int_range (random, 2, 10); n > 0; n--)
        g_string_append_unichar (word,
                                 chinese ? (gunichar)g_rand_int_range (random, 0x4e00, 0x5200)
                                         : (gunichar)g_rand_int_range (random, 'a', 'z' + 1));
      words[i] = g_string_free (word, FALSE);
    }
  return words;
}

/* Paragraphs of some 360 bytes; few words are frequent, as in a language. */
static char *
make_text (GRand *random, char **words, gboolean chinese)
{
  GString *text = g_string_new (NULL);

  for (guint p = 0; p < N_PARAGRAPHS; p++, g_string_append_c (text, '\n'))
    for (guint w = 0; w < 56; w++)
      {
        double x = g_rand_double (random);

        g_string_append (text, words[(guint)(x * x * x * N_WORDS)]);
        g_string_append (text, w % 9 == 8 ? (chinese ? "，" : ", ") : chinese ? "" : " ");
      }
  return g_string_free (text, FALSE);
}

/* Another first line, and every fiftieth character dropped. */
static char *
change_text (const char *text)
{
  GString *changed = g_string_new ("One line more.\n");
  guint i = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (++i % 50 != 0)
      g_string_append_unichar (changed, g_utf8_get_char (p));
  return g_string_free (changed, FALSE);
}

static void
text_free (gpointer data)
{
  Text *text = data;

  g_remove (text->path);
  g_remove (text->path_changed);
  g_free (text->path);
  g_free (text->path_changed);
  g_ptr_array_unref (text->passages);
  g_free (text);
}

static Text *
new_text (GRand *random, char **words, const char *folder, guint number)
{
  gboolean chinese = number % 2 == 0;
  g_autofree char *content = make_text (random, words, chinese);
  g_autofree char *changed = change_text (content);
  g_autoptr (EntSource) source = make_source (content);
  Text *text = g_new0 (Text, 1);

  text->n_bytes = strlen (content);
  text->path = g_strdup_printf ("%s/%u.txt", folder, number);
  text->path_changed = g_strdup_printf ("%s/%u-changed.txt", folder, number);
  g_assert_true (g_file_set_contents (text->path, content, -1, NULL));
  g_assert_true (g_file_set_contents (text->path_changed, changed, -1, NULL));
  text->passages = g_ptr_array_new_with_free_func ((GDestroyNotify)anchored_free);
  for (guint i = 0; i < N_PASSAGES; i++)
    {
      guint start = ent_source_length (source) / N_PASSAGES * i;

      g_ptr_array_add (text->passages,
                       anchor_span (source, start, start + (chinese ? 15 : 40) + i % 60));
    }
  return text;
}

static EntSource *
load (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  EntSource *source = ent_source_load (file, NULL, &error);

  g_assert_no_error (error);
  return source;
}

typedef struct
{
  double floor, load, fold, index, exact, moved;
  gsize n_bytes, memory[2], text_bytes[2];
  guint n_moved, n_passages;
} Result;

static void
measure_text (const Text *text, gboolean chinese, Result *result)
{
  gint64 begin = g_get_monotonic_time ();
  g_autofree char *bytes = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (EntSource) source = NULL;
  g_autoptr (EntSource) changed = NULL;
  gsize n;

  g_file_get_contents (text->path, &bytes, &n, NULL);
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)bytes, n);
  result->floor += seconds_since (begin);
  result->n_bytes += n;

  begin = g_get_monotonic_time ();
  source = load (text->path);
  changed = load (text->path_changed);
  result->load += seconds_since (begin) / 2;
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < text->passages->len; i++)
    ent_anchor_resolve (&((Anchored *)g_ptr_array_index (text->passages, i))->passage, source);
  result->exact += seconds_since (begin);

  begin = g_get_monotonic_time ();
  ent_source_folded (changed);
  result->fold += seconds_since (begin);
  begin = g_get_monotonic_time ();
  ent_source_grams (changed);
  result->index += seconds_since (begin);
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < text->passages->len; i++)
    {
      const Anchored *anchored = g_ptr_array_index (text->passages, i);
      EntResolution found = ent_anchor_resolve (&anchored->passage, changed);

      result->n_moved += found.state == ENT_ANCHOR_MOVED ? 1 : 0;
    }
  result->moved += seconds_since (begin);
  result->n_passages += text->passages->len;
  result->memory[chinese] += ent_source_memory (changed);
  result->text_bytes[chinese] += ent_source_n_bytes (changed);
}

static Result
measure (const GPtrArray *texts)
{
  Result best = { 0 };

  for (guint run = 0; run < RUNS; run++)
    {
      Result result = { 0 };

      for (guint i = 0; i < texts->len; i++)
        measure_text (g_ptr_array_index (texts, i), i % 2 == 0, &result);
      if (run == 0
          || result.fold + result.index + result.moved < best.fold + best.index + best.moved)
        best = result;
    }
  return best;
}

static void
tell (const char *what, double seconds, const Result *result)
{
  g_print ("%-28s %8.1f ms  %8.1f MB/s  %6.2f × reading and hashing\n",
           what,
           seconds * 1e3,
           result->n_bytes / seconds / 1e6,
           seconds / result->floor);
}

/* The anchors of the dossiers that come with the program, in the texts they were made in. */
static void
measure_shipped (void)
{
  const char *folders[] = { g_getenv ("ENT_SOURCES"), NULL };
  g_autofree char *data = ent_data_path ("dossiers");
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  const char *name;
  double seconds = 0;
  guint n = 0, n_exact = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (data, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, NULL);
      g_autoptr (EntLibrary) library
          = dossier != NULL ? ent_library_new (dossier, file, folders, NULL, NULL) : NULL;
      gint64 begin = g_get_monotonic_time ();

      for (guint i = 0; dossier != NULL && i < ent_dossier_passages (dossier)->len; i++)
        {
          const EntPassage *passage = g_ptr_array_index (ent_dossier_passages (dossier), i);
          EntSource *source = ent_library_source (library, passage->document);

          if (source == NULL)
            continue;
          n++;
          n_exact += ent_anchor_resolve (passage, source).state == ENT_ANCHOR_EXACT ? 1 : 0;
        }
      seconds += seconds_since (begin);
    }
  g_print ("shipped dossiers             %8.1f ms for %u passages, %u exact\n",
           seconds * 1e3,
           n,
           n_exact);
}

int
main (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *folder = g_dir_make_tmp ("entente-XXXXXX", NULL);
  GPtrArray *texts = g_ptr_array_new_with_free_func (text_free);
  g_auto (GStrv) english = make_words (random, FALSE);
  g_auto (GStrv) chinese = make_words (random, TRUE);
  Result result;

  setlocale (LC_ALL, "");
  for (guint i = 0; i < N_TEXTS; i++)
    g_ptr_array_add (texts, new_text (random, i % 2 == 0 ? chinese : english, folder, i));
  result = measure (texts);
  g_print ("%u texts, %.1f MB, half Chinese, half English\n", texts->len, result.n_bytes / 1e6);
  tell ("read and hash", result.floor, &result);
  tell ("attach", result.load, &result);
  tell ("fold", result.fold, &result);
  tell ("index", result.index, &result);
  tell ("resolve exact", result.exact, &result);
  tell ("resolve changed", result.moved, &result);
  tell ("fold, index, resolve changed", result.fold + result.index + result.moved, &result);
  g_print ("%u of %u passages found in the changed texts\n", result.n_moved, result.n_passages);
  g_print ("memory %.2f × the text in Chinese, %.2f × in English\n",
           (double)result.memory[1] / result.text_bytes[1],
           (double)result.memory[0] / result.text_bytes[0]);
  measure_shipped ();
  g_ptr_array_unref (texts);
  g_rmdir (folder);
  return 0;
}
