/* Thousands of damaged files: each is read or refused with a reason, and what is left of it can be
 * walked.  The seed is fixed; under a sanitizer this finds what reads beyond its bounds. */
#include "sample.h"

#define ROUNDS 4000
#define SEED 20190228

/* Pieces that damage a file in ways single bytes do not. */
static const char *const pieces[]
    = { "null", "[]",     "{}",      "\"\"",     "-1",   "1e308",
        "[[",   "\"id\"", "\"usa\"", "\"2019\"", "true", "99999999",
        ",",    ":",      "\\ud800", "\"p1\"",   "日本", "\"cell:cmp.s1.d1\"" };

static void
damage (GString *text, GRand *random)
{
  const guint times = (guint)g_rand_int_range (random, 1, 4);
  for (guint i = 0; i < times && text->len > 0; i++)
    {
      const gint32 end = (gint32)text->len;
      const gssize at = g_rand_int_range (random, 0, end);
      const gint32 run = g_rand_int_range (random, 1, 40);
      const gssize length = MIN (run, end - (gint32)at);
      switch (g_rand_int_range (random, 0, 12))
        {
        case 0:
          text->str[at] = (char)g_rand_int_range (random, 0, 256);
          break;
        case 1:
          g_string_erase (text, at, length);
          break;
        case 2: /* a part of it once more, somewhere else */
          {
            g_autofree char *part = g_strndup (text->str + at, (gsize)length);
            g_string_insert (text, g_rand_int_range (random, 0, end), part);
            break;
          }
        case 3:
          g_string_insert (text, at, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
          break;
        default: /* one value for another, which keeps the file JSON more often than not */
          {
            const char *from = strstr (text->str + at, "\": ");
            if (from == NULL)
              break;
            const gssize value = from + 3 - text->str;
            g_string_erase (text, value, (gssize)strcspn (text->str + value, ",}\n"));
            g_string_insert (
                text, value, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
          }
        }
    }
}

/* Everything a view builder or the window would ask of a snapshot. */
static void
walk (const EntDossier *dossier)
{
  const GPtrArray *lists[]
      = { ent_dossier_documents (dossier),   ent_dossier_passages (dossier),
          ent_dossier_actors (dossier),      ent_dossier_relation_types (dossier),
          ent_dossier_relations (dossier),   ent_dossier_events (dossier),
          ent_dossier_comparisons (dossier), ent_dossier_diagrams (dossier),
          ent_dossier_views (dossier) };
  g_autoptr (GHashTable) marks = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (EntFilter) filter = ent_filter_new ();

  g_hash_table_add (filter->hidden, g_strdup ("tag:money"));
  ent_filter_set_time (filter, "2019", NULL);
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        const EntThing *thing = g_ptr_array_index (lists[l], i);
        g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
        g_assert_true (ent_dossier_find (dossier, thing->mark_id) == thing);
        g_assert_true (g_utf8_validate (ent_text_get (&thing->name, "zh-Hant"), -1, NULL));
        ent_filter_admits (filter, dossier, thing);
        ent_dossier_add_related (dossier, thing, marks);
      }
  for (guint i = 0; i < ent_dossier_passages (dossier)->len; i++)
    g_assert_nonnull (
        ent_dossier_things_on (dossier, g_ptr_array_index (ent_dossier_passages (dossier), i)));
  for (guint i = 0; i < ent_dossier_story (dossier)->len; i++)
    {
      const EntStoryStep *step = g_ptr_array_index (ent_dossier_story (dossier), i);
      ent_filter_is_empty (step->view->filter);
    }
}

static void
test_mutate (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autofree char *sample = sample_text ();
  guint sound = 0, partly = 0, refused = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GString) text = g_string_new (sample);
      damage (text, random);
      g_autofree char *copy = g_memdup2 (text->str, text->len); /* no NUL behind it */
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (EntDossier) partial = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (EntDossier) dossier
          = ent_dossier_parse (copy, text->len, "x", &problems, &partial, &error);

      g_assert_true ((dossier == NULL) == (error != NULL));
      g_assert_true ((partial == NULL) == (problems == NULL));
      if (dossier != NULL)
        sound++;
      else if (partial != NULL)
        partly++;
      else
        refused++;
      if (dossier != NULL || partial != NULL)
        walk (dossier != NULL ? dossier : partial);
      if (dossier != NULL)
        {
          g_autofree char *written = ent_dossier_write (dossier, NULL);
          g_autoptr (EntDossier) again = parse_sample (written);
          g_autofree char *twice = ent_dossier_write (again, NULL);
          g_assert_cmpstr (written, ==, twice);
        }
    }
  /* The damage is of all three degrees, or it tests little. */
  g_test_message ("%u sound, %u partly, %u refused", sound, partly, refused);
  g_assert_cmpuint (sound, >, ROUNDS / 50);
  g_assert_cmpuint (partly, >, ROUNDS / 50);
  g_assert_cmpuint (refused, >, ROUNDS / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/mutate", test_mutate);
  return g_test_run ();
}
