/* All measures of a network of 200 actors for 200 dates, of which each has other ties: seconds
 * of processor time, and how often betweenness alone, taken from igraph, goes into one date. */
#include <igraph.h>
#include <stdlib.h>
#include <time.h>

#include "dossier/dossier-file.h"
#include "measure/measure.h"

#define N_ACTORS 200
#define N_DATES 200

static const char *const types[] = { "ally", "trade", "rival" };

/* Ties that last twenty to sixty of the two hundred years; a fifth is hostile. */
static EntDossier *
make_dossier (guint n_relations)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GString) json
      = g_string_new ("{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"b\",\"title\":\"B\","
                      "\"documents\":[],\"passages\":[],\"actors\":[");
  g_autoptr (GError) error = NULL;
  EntDossier *dossier;

  for (guint i = 0; i < N_ACTORS; i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"a%u\",\"kind\":\"state\",\"name\":\"A%u\",\"attributes\":"
                            "{\"branch\":{\"value\":\"B%u\"}}}",
                            i > 0 ? "," : "",
                            i,
                            i,
                            i % 4);
  g_string_append (json, "],\"relation_types\":[");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"%s\",\"name\":\"%s\",\"sign\":%d}",
                            i > 0 ? "," : "",
                            types[i],
                            types[i],
                            i < 2 ? 1 : -1);
  g_string_append (json, "],\"relations\":[");
  for (guint i = 0; i < n_relations; i++)
    {
      const int start = g_rand_int_range (rand, 1780, 2020);

      g_string_append_printf (json,
                              "%s{\"id\":\"r%u\",\"type\":\"%s\",\"from\":\"a%d\",\"to\":\"a%d\","
                              "\"start\":\"%d\",\"end\":\"%d\"}",
                              i > 0 ? "," : "",
                              i,
                              types[i % 5 < 4 ? i % 2 : 2],
                              g_rand_int_range (rand, 0, N_ACTORS),
                              g_rand_int_range (rand, 0, N_ACTORS),
                              start,
                              start + g_rand_int_range (rand, 20, 61));
    }
  g_string_append (json, "]}");
  dossier = ent_dossier_parse (json->str, json->len, "b", NULL, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

static double
time_betweenness (double n_pairs)
{
  igraph_t graph;
  igraph_vector_t values;
  clock_t before;

  igraph_rng_seed (igraph_rng_default (), 1);
  igraph_erdos_renyi_game_gnm (&graph, N_ACTORS, (igraph_integer_t)n_pairs, FALSE, FALSE);
  igraph_vector_init (&values, 0);
  before = clock ();
  for (guint i = 0; i < N_DATES; i++)
    igraph_betweenness (&graph, &values, igraph_vss_all (), FALSE, NULL);
  before = clock () - before;
  igraph_vector_destroy (&values);
  igraph_destroy (&graph);
  return (double)before / CLOCKS_PER_SEC;
}

static void
run (guint n_relations)
{
  g_autoptr (EntDossier) dossier = make_dossier (n_relations);
  const EntMeasureRequest request = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (EntMeasureStudy) study = ent_measure_study_new (dossier, &request, &error);
  g_autoptr (GPtrArray) points = NULL;
  double seconds, alone, pairs = 0;
  clock_t before;

  g_assert_no_error (error);
  before = clock ();
  points = ent_measure_study_years (study, 1821, 1820 + N_DATES, NULL, &error);
  seconds = (double)(clock () - before) / CLOCKS_PER_SEC;
  g_assert_no_error (error);
  for (guint i = 0; i < points->len; i++)
    pairs += ((EntMeasurePoint *)g_ptr_array_index (points, i))->most->net[ENT_NET_PAIRS]
             / points->len;
  alone = time_betweenness (pairs);
  g_print (
      "%d actors, %.0f tied pairs on average, %d dates: %.2f s, %.1f times betweenness alone\n",
      N_ACTORS,
      pairs,
      N_DATES,
      seconds,
      seconds / alone);
}

int
main (void)
{
  run (2000);
  run (15000);
  return EXIT_SUCCESS;
}
