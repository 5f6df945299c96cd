#include "large-dossier.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dossier/anchor.h"

/* Words of a text; a paragraph of either language has about 360 bytes. */
#define N_WORDS 3000
#define CHINESE_WORDS 56
#define ENGLISH_WORDS 52
#define N_SUBJECTS 8
#define N_DIMENSIONS 50
#define N_NODES 30

/* Of these, two by two, the Chinese words are made. */
static const char characters[]
    = "人大中上国地学生会年动同工也能下过子说产种面而方后多定行法所民得经三之进等部度家电力里如水化"
      "高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事"
      "平"
      "形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无"
      "系"
      "军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路"
      "级"
      "少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取完据处理";

typedef struct
{
  const LargeDossier *size;
  GRand *random;
  char *words[2][N_WORDS]; /* Chinese, English */
  char **names[2];         /* of the actors */
  GString *json;
} Maker;

static guint
pick (Maker *maker, guint n)
{
  return (guint)g_rand_int_range (maker->random, 0, (gint32)n);
}

static char *
chinese_word (Maker *maker)
{
  static const guint n = sizeof characters / 3;
  const guint a = pick (maker, n), b = pick (maker, n);

  return g_strdup_printf ("%.3s%.3s", characters + 3 * a, characters + 3 * b);
}

static char *
english_word (Maker *maker)
{
  static const char consonants[] = "bcdfghklmnprstvw", vowels[] = "aeiou";
  GString *word = g_string_new (NULL);

  for (guint n = 1 + pick (maker, 4); n > 0; n--)
    {
      g_string_append_c (word, consonants[pick (maker, sizeof consonants - 1)]);
      g_string_append_c (word, vowels[pick (maker, sizeof vowels - 1)]);
    }
  g_string_append_c (word, consonants[pick (maker, sizeof consonants - 1)]);
  return g_string_free (word, FALSE);
}

static void
make_words (Maker *maker)
{
  const guint n = maker->size->n_actors;

  for (guint i = 0; i < N_WORDS; i++)
    {
      maker->words[0][i] = chinese_word (maker);
      maker->words[1][i] = english_word (maker);
    }
  for (guint l = 0; l < 2; l++)
    maker->names[l] = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *first = english_word (maker), *last = english_word (maker);
      g_autofree char *a = chinese_word (maker), *b = chinese_word (maker);

      first[0] = g_ascii_toupper (first[0]);
      last[0] = g_ascii_toupper (last[0]);
      maker->names[1][i] = g_strdup_printf ("%s %s%u", first, last, i);
      maker->names[0][i] = g_strdup_printf ("%s%.3s", a, b);
    }
}

/* Words are as unlike in number as those of a language; now and then the name of an actor. */
static void
add_word (Maker *maker, GString *text, guint l)
{
  const double x = g_rand_double (maker->random);

  if (pick (maker, 60) == 0)
    g_string_append (text, maker->names[l][pick (maker, maker->size->n_actors)]);
  else
    g_string_append (text, maker->words[l][(guint)(x * x * x * N_WORDS)]);
}

static void
add_words (Maker *maker, GString *text, guint l, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      add_word (maker, text, l);
      if (i + 1 == n)
        g_string_append (text, l == 0 ? "。" : ".");
      else if (i % 9 == 8)
        g_string_append (text, l == 0 ? "，" : ", ");
      else if (l == 1)
        g_string_append_c (text, ' ');
    }
}

static char *
make_text (Maker *maker, guint l)
{
  GString *text = g_string_new (NULL);

  for (guint p = maker->size->n_paragraphs / maker->size->n_documents; p > 0; p--)
    {
      add_words (maker, text, l, l == 0 ? CHINESE_WORDS : ENGLISH_WORDS);
      g_string_append (text, "\n");
    }
  return g_string_free (text, FALSE);
}

/* "name":{"en":…,"zh-Hans":…} of a few words each. */
static void
add_text (Maker *maker, const char *key, guint n)
{
  g_string_append_printf (maker->json, "\"%s\":{\"en\":\"", key);
  add_words (maker, maker->json, 1, n);
  g_string_append (maker->json, "\",\"zh-Hans\":\"");
  add_words (maker, maker->json, 0, n);
  g_string_append (maker->json, "\"}");
}

static void
add_evidence (Maker *maker, guint n)
{
  g_string_append (maker->json, ",\"evidence\":[");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        maker->json, "%s\"p%u\"", i > 0 ? "," : "", pick (maker, maker->size->n_passages));
  g_string_append (maker->json, "]}");
}

static void
begin_list (Maker *maker, const char *key)
{
  g_string_append_printf (maker->json, ",\n\"%s\":[\n", key);
}

static void
end_item (Maker *maker, gboolean is_last)
{
  g_string_append (maker->json, is_last ? "]" : ",\n");
}

static EntSource *
write_text (Maker *maker, const char *folder, guint d)
{
  g_autofree char *text = make_text (maker, d % 2);
  g_autofree char *path = g_strdup_printf ("%s/text-%u.txt", folder, d);
  EntSource *source = ent_source_new (text, strlen (text), path, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_string_append_printf (maker->json, "{\"id\":\"d%u\",", d);
  add_text (maker, "title", 5);
  g_string_append_printf (maker->json,
                          ",\"issued\":\"%u\",\"text\":{\"sha256\":\"%s\",\"length\":%u,\"file\":"
                          "\"text-%u.txt\"}}",
                          1990 + d % 36,
                          ent_source_sha256 (source),
                          ent_source_length (source),
                          d);
  return source;
}

static void
add_passages (Maker *maker, EntSource *source, guint d)
{
  const guint each = maker->size->n_passages / maker->size->n_documents;

  for (guint i = 0; i < each; i++)
    {
      const guint n = 1 + i * (ent_source_n_paragraphs (source) / each);
      guint start, end;

      ent_source_paragraph (source, n, &start, &end);
      start += pick (maker, (end - start) / 2);
      end = MIN (end, start + 20 + pick (maker, 60));
      g_autoptr (EntJson) anchor = ent_anchor_new (source, start, end, NULL);
      g_autofree char *json = ent_json_write_compact (anchor);
      g_string_append_printf (maker->json,
                              "{\"id\":\"p%u\",\"document\":\"d%u\",\"anchor\":%s,",
                              d * each + i,
                              d,
                              json);
      add_text (maker, "digest", 12);
      g_string_append_printf (maker->json, ",\"tags\":[\"t%u\"]}", pick (maker, 24));
      end_item (maker, d + 1 == maker->size->n_documents && i + 1 == each);
    }
}

static void
add_texts (Maker *maker, const char *folder)
{
  const guint n = maker->size->n_documents;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_source_unref);

  begin_list (maker, "documents");
  for (guint d = 0; d < n; d++)
    {
      g_ptr_array_add (sources, write_text (maker, folder, d));
      end_item (maker, d + 1 == n);
    }
  begin_list (maker, "passages");
  for (guint d = 0; d < n; d++)
    add_passages (maker, g_ptr_array_index (sources, d), d);
}

static void
add_actors (Maker *maker)
{
  static const char *const kinds[] = { "state", "organisation", "person", "place" };
  const guint n = maker->size->n_actors;

  begin_list (maker, "actors");
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (maker->json,
                              "{\"id\":\"a%u\",\"kind\":\"%s\",\"name\":{\"en\":\"%s\",\"zh-Hans\":"
                              "\"%s\"},\"location\":[%d,%d]",
                              i,
                              kinds[i % 4],
                              maker->names[1][i],
                              maker->names[0][i],
                              (int)pick (maker, 340) - 170,
                              (int)pick (maker, 120) - 50);
      add_evidence (maker, 2);
      end_item (maker, i + 1 == n);
    }
}

static void
add_relations (Maker *maker)
{
  const guint n = maker->size->n_relations;

  g_string_append (maker->json, ",\n\"relation_types\":[");
  for (guint t = 0; t < 8; t++)
    {
      g_string_append_printf (maker->json, "{\"id\":\"r-t%u\",", t);
      add_text (maker, "name", 2);
      g_string_append_printf (
          maker->json, ",\"directed\":%s,\"colour\":%u}", t % 2 ? "true" : "false", t);
      end_item (maker, t == 7);
    }
  begin_list (maker, "relations");
  for (guint i = 0; i < n; i++)
    {
      const guint year = 1990 + pick (maker, 34), from = pick (maker, maker->size->n_actors);

      g_string_append_printf (maker->json,
                              "{\"id\":\"r%u\",\"type\":\"r-t%u\",\"from\":\"a%u\",\"to\":\"a%u\",",
                              i,
                              pick (maker, 8),
                              from,
                              (from + 1 + pick (maker, 9)) % maker->size->n_actors);
      add_text (maker, "label", 3);
      g_string_append_printf (
          maker->json, ",\"start\":\"%u\",\"end\":\"%u\"", year, year + pick (maker, 3));
      add_evidence (maker, 2);
      end_item (maker, i + 1 == n);
    }
}

static void
add_events (Maker *maker)
{
  const guint n = maker->size->n_events;

  begin_list (maker, "events");
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (maker->json, "{\"id\":\"e%u\",", i);
      add_text (maker, "name", 4);
      g_string_append_printf (maker->json,
                              ",\"date\":\"%u-%02u-%02u\",\"place\":\"a%u\",\"participants\":[{"
                              "\"actor\":\"a%u\",\"role\":\"party\"}]",
                              1990 + pick (maker, 36),
                              1 + pick (maker, 12),
                              1 + pick (maker, 28),
                              pick (maker, maker->size->n_actors),
                              pick (maker, maker->size->n_actors));
      add_evidence (maker, i % 100 == 99 ? 0 : 2);
      end_item (maker, i + 1 == n);
    }
}

static void
add_comparison (Maker *maker, guint c)
{
  g_string_append_printf (maker->json, "{\"id\":\"c%u\",", c);
  add_text (maker, "title", 4);
  g_string_append (maker->json, ",\"subjects\":[");
  for (guint s = 0; s < N_SUBJECTS; s++)
    {
      g_string_append_printf (maker->json, "{\"id\":\"c%u-s%u\",", c, s);
      add_text (maker, "name", 1);
      g_string_append_c (maker->json, '}');
      end_item (maker, s + 1 == N_SUBJECTS);
    }
  g_string_append (maker->json, ",\"dimensions\":[");
  for (guint d = 0; d < N_DIMENSIONS; d++)
    {
      g_string_append_printf (maker->json, "{\"id\":\"c%u-d%u\",", c, d);
      add_text (maker, "name", 2);
      g_string_append_c (maker->json, '}');
      end_item (maker, d + 1 == N_DIMENSIONS);
    }
  g_string_append (maker->json, ",\"cells\":[");
  for (guint i = 0; i < N_SUBJECTS * N_DIMENSIONS; i++)
    {
      g_string_append_printf (maker->json,
                              "{\"subject\":\"c%u-s%u\",\"dimension\":\"c%u-d%u\",",
                              c,
                              i % N_SUBJECTS,
                              c,
                              i / N_SUBJECTS);
      add_text (maker, "text", 8);
      add_evidence (maker, 1);
      end_item (maker, i + 1 == N_SUBJECTS * N_DIMENSIONS);
    }
  g_string_append_c (maker->json, '}');
}

static void
add_diagram (Maker *maker, guint g)
{
  g_string_append_printf (maker->json, "{\"id\":\"g%u\",", g);
  add_text (maker, "title", 4);
  g_string_append (maker->json, ",\"nodes\":[");
  for (guint i = 0; i < N_NODES; i++)
    {
      g_string_append_printf (maker->json, "{\"id\":\"g%u-n%u\",\"kind\":\"cause\",", g, i);
      add_text (maker, "text", 4);
      add_evidence (maker, 1);
      end_item (maker, i + 1 == N_NODES);
    }
  g_string_append (maker->json, ",\"links\":[");
  for (guint i = 1; i < N_NODES; i++)
    {
      g_string_append_printf (maker->json,
                              "{\"from\":\"g%u-n%u\",\"to\":\"g%u-n%u\",\"kind\":\"leads-to\"",
                              g,
                              pick (maker, i),
                              g,
                              i);
      add_evidence (maker, 1);
      end_item (maker, i + 1 == N_NODES);
    }
  g_string_append_c (maker->json, '}');
}

/**
 * large_dossier_write:
 * @size: how much of everything
 * @folder: an empty folder
 *
 * Writes "large.dossier" and its texts, half of them Chinese and half English.
 *
 * Returns: (transfer full): the dossier's path
 */
char *
large_dossier_write (const LargeDossier *size, const char *folder)
{
  Maker maker = { .size = size, .random = g_rand_new_with_seed (size->seed) };
  char *path = g_build_filename (folder, "large.dossier", NULL);

  make_words (&maker);
  maker.json = g_string_new ("{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"large\","
                             "\"title\":\"Large\",\"language\":\"en\"");
  add_texts (&maker, folder);
  add_actors (&maker);
  add_relations (&maker);
  add_events (&maker);
  begin_list (&maker, "comparisons");
  for (guint i = 0; i < size->n_comparisons; i++)
    {
      add_comparison (&maker, i);
      end_item (&maker, i + 1 == size->n_comparisons);
    }
  begin_list (&maker, "diagrams");
  for (guint i = 0; i < size->n_diagrams; i++)
    {
      add_diagram (&maker, i);
      end_item (&maker, i + 1 == size->n_diagrams);
    }
  g_string_append (maker.json, "}\n");
  g_assert_true (g_file_set_contents (path, maker.json->str, (gssize)maker.json->len, NULL));
  g_string_free (maker.json, TRUE);
  for (guint l = 0; l < 2; l++)
    {
      g_strfreev (maker.names[l]);
      for (guint i = 0; i < N_WORDS; i++)
        g_free (maker.words[l][i]);
    }
  g_rand_free (maker.random);
  return path;
}

/**
 * large_dossier_remove:
 * @size: as it was written
 * @folder: where
 *
 * Removes the files and the folder.
 */
void
large_dossier_remove (const LargeDossier *size, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "large.dossier", NULL);

  g_remove (path);
  for (guint d = 0; d < size->n_documents; d++)
    {
      g_autofree char *text = g_strdup_printf ("%s/text-%u.txt", folder, d);
      g_remove (text);
    }
  g_rmdir (folder);
}
