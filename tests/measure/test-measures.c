/* Measures of a network: against values computed by hand, against igraph and against brute force.
 */
#include <igraph.h>
#include <math.h>

#include "measure/measure.h"

#define NEAR 1e-9

static EntMeasures *
measure_in_groups (guint n, const EntMeasureTie *ties, guint n_ties, int hub, const int *groups)
{
  const EntMeasureGraph graph = { n, n_ties, 2, ties, hub, groups };
  g_autoptr (GError) error = NULL;
  EntMeasures *measures = ent_measures_new (&graph, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (measures);
  return measures;
}

static EntMeasures *
measure (guint n, const EntMeasureTie *ties, guint n_ties)
{
  return measure_in_groups (n, ties, n_ties, -1, NULL);
}

static void
assert_actors (const EntMeasures *measures, EntActorMeasure measure, const double *expected)
{
  for (guint i = 0; i < measures->n_actors; i++)
    {
      const double value = ent_measures_actor (measures, i, measure);

      if (isnan (expected[i]) ? !isnan (value) : !(fabs (value - expected[i]) < NEAR))
        g_error ("%s of %u is %.12g; expected %.12g",
                 ent_actor_measure_info (measure)->key,
                 i,
                 value,
                 expected[i]);
    }
}

static void
assert_net (const EntMeasures *measures, EntNetMeasure measure, double expected)
{
  const double value = measures->net[measure];

  if (isnan (expected) ? !isnan (value) : !(fabs (value - expected) < NEAR))
    g_error ("%s is %.12g; expected %.12g", ent_net_measure_info (measure)->key, value, expected);
}

/* A triangle with a tail: 0–1–2–0, 2–3–4. */
static const EntMeasureTie kite[] = {
  { 0, 1, 1, 1, FALSE, 0 }, { 0, 2, 1, 1, FALSE, 0 }, { 1, 2, 1, 1, FALSE, 0 },
  { 2, 3, 1, 1, TRUE, 1 },  { 3, 4, 1, 0, FALSE, 1 },
};

static void
test_by_hand (void)
{
  g_autoptr (EntMeasures) m = measure (5, kite, G_N_ELEMENTS (kite));
  const struct
  {
    EntActorMeasure measure;
    double values[5];
  } rows[] = {
    { ENT_ACTOR_DEGREE, { 2, 2, 3, 2, 1 } },
    { ENT_ACTOR_IN, { 0, 0, 0, 1, 0 } },
    { ENT_ACTOR_OUT, { 0, 0, 1, 0, 0 } },
    { ENT_ACTOR_SIGNED, { 2, 2, 3, 1, 0 } },
    /* of the 6 pairs of others: 2 is between 0, 1 and 3, 4; 3 between 4 and the rest */
    { ENT_ACTOR_BETWEENNESS, { 0, 0, 4.0 / 6, 3.0 / 6, 0 } },
    { ENT_ACTOR_CLOSENESS, { 4.0 / 7, 4.0 / 7, 4.0 / 5, 4.0 / 6, 4.0 / 9 } },
    { ENT_ACTOR_CLUSTERING, { 1, 1, 1.0 / 3, 0, NAN } },
    /* 0: (1/2 + 1/2 · 1/3)² + (1/2 + 1/2 · 1/2)²; 2: twice (1/3 + 1/3 · 1/2)², and (1/3)² */
    { ENT_ACTOR_CONSTRAINT, { 4.0 / 9 + 9.0 / 16, 4.0 / 9 + 9.0 / 16, 0.5 + 1.0 / 9, 0.5, 1 } },
    { ENT_ACTOR_CORE, { 2, 2, 2, 1, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_actors (m, rows[i].measure, rows[i].values);
  g_assert_cmpint (m->hub, ==, 2);
  g_assert_cmpuint (m->by_type[2 * 2], ==, 2);
  g_assert_cmpuint (m->by_type[2 * 2 + 1], ==, 1);
  assert_net (m, ENT_NET_PAIRS, 5);
  assert_net (m, ENT_NET_DENSITY, 0.5);
  assert_net (m, ENT_NET_CENTRALISATION, 5.0 / 12);
  assert_net (m, ENT_NET_COMPONENTS, 1);
  assert_net (m, ENT_NET_DIAMETER, 3);
  assert_net (m, ENT_NET_HUB_SHARE, 3.0 / 5);
  assert_net (m, ENT_NET_HUBLESS_COMPONENTS, 2);
  assert_net (m, ENT_NET_HUBLESS_ISOLATES, 0);
  assert_net (m, ENT_NET_HUBLESS_LARGEST, 2);
  assert_net (m, ENT_NET_LINKING, NAN);
  assert_net (m, ENT_NET_TRIADS_PPP, 1);
  assert_net (m, ENT_NET_BALANCE, 1);
  assert_net (m, ENT_NET_FRUSTRATION, 0);
}

/* Hub 0 with two branches of two, {1, 2} and {3, 4}, and 5, who is in neither. */
static void
test_linking (void)
{
  static const int groups[] = { -1, 0, 0, 1, 1, -1 };
  static const EntMeasureTie ties[] = {
    { 0, 1, 1, 1, FALSE, 0 }, { 0, 2, 1, 1, FALSE, 0 }, { 0, 3, 1, 1, FALSE, 0 },
    { 0, 4, 1, 1, FALSE, 0 }, { 1, 2, 1, 1, FALSE, 0 }, { 2, 3, 1, 1, FALSE, 1 },
    { 3, 2, 1, 1, TRUE, 1 },  { 1, 5, 1, 1, FALSE, 1 }, { 1, 4, 1, -1, FALSE, 1 },
  };
  g_autoptr (EntMeasures) m = measure_in_groups (6, ties, G_N_ELEMENTS (ties), 0, groups);

  /* of 2 · 2 pairs one is tied; the hostile tie does not link */
  assert_net (m, ENT_NET_LINKING, 1.0 / 4);
  /* two of the seven ties that are not hostile and not with 5 */
  assert_net (m, ENT_NET_LINK_SHARE, 2.0 / 7);
  /* the pairs whose actors both have a branch: 1–2 and 2–3 */
  assert_net (m, ENT_NET_CROSS, 1);
  assert_net (m, ENT_NET_CROSS_SHARE, 1.0 / 2);
  assert_net (m, ENT_NET_HUBLESS_COMPONENTS, 2);
  assert_net (m, ENT_NET_HUBLESS_ISOLATES, 1);
  assert_net (m, ENT_NET_HUBLESS_LARGEST, 4);
}

/* + + − on 0, 1, 2 and − − − on 2, 3, 4: each needs a change. */
static void
test_balance (void)
{
  static const EntMeasureTie ties[] = {
    { 0, 1, 1, 1, FALSE, 0 },
    { 1, 2, 1, 1, FALSE, 0 },
    { 0, 2, 1, -1, FALSE, 0 },
    { 2, 3, 1, -1, FALSE, 0 },
    { 3, 4, 1, -1, FALSE, 0 },
    { 2, 4, 1, -1, FALSE, 0 },
    /* a draw: no sign; a neutral tie: none either; hostility by weight */
    { 0, 3, 1, 1, FALSE, 0 },
    { 3, 0, 1, -1, FALSE, 0 },
    { 1, 4, 1, 0, FALSE, 0 },
    { 5, 6, -2, 1, FALSE, 0 },
    { 5, 7, -2, -1, FALSE, 0 },
    { 6, 7, 1, 1, FALSE, 0 },
  };
  g_autoptr (EntMeasures) m = measure (8, ties, G_N_ELEMENTS (ties));

  assert_net (m, ENT_NET_TRIADS_PPP, 0);
  assert_net (m, ENT_NET_TRIADS_PPM, 1);
  assert_net (m, ENT_NET_TRIADS_PMM, 1);
  assert_net (m, ENT_NET_TRIADS_MMM, 1);
  assert_net (m, ENT_NET_BALANCE, 1.0 / 3);
  assert_net (m, ENT_NET_FRUSTRATION, 2);
  assert_net (m, ENT_NET_FRUSTRATION_LOWER, 2);
}

static GArray *
random_ties (GRand *rand, guint n, guint n_ties)
{
  GArray *ties = g_array_new (FALSE, FALSE, sizeof (EntMeasureTie));

  for (guint i = 0; i < n_ties; i++)
    {
      const EntMeasureTie tie = { (guint)g_rand_int_range (rand, 0, (gint32)n),
                                  (guint)g_rand_int_range (rand, 0, (gint32)n),
                                  g_rand_int_range (rand, 1, 4),
                                  g_rand_int_range (rand, -1, 2),
                                  g_rand_boolean (rand),
                                  (guint)g_rand_int_range (rand, 0, 2) };
      g_array_append_val (ties, tie);
    }
  return ties;
}

/* Sum of the signs of all ties of two actors, in a matrix. */
static int *
sum_signs (const GArray *ties, guint n)
{
  int *sums = g_new0 (int, n *n);

  for (guint i = 0; i < ties->len; i++)
    {
      const EntMeasureTie *tie = &g_array_index (ties, EntMeasureTie, i);
      if (tie->from != tie->to)
        sums[MIN (tie->from, tie->to) * n + MAX (tie->from, tie->to)] += tie->sign;
    }
  return sums;
}

static void
test_frustration (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 40; round++)
    {
      const guint n = 4 + round % 8;
      g_autoptr (GArray) ties = random_ties (rand, n, 3 * n);
      g_autofree int *sums = sum_signs (ties, n);
      g_autoptr (EntMeasures) m
          = measure (n, (const EntMeasureTie *)(gconstpointer)ties->data, ties->len);
      guint best = G_MAXUINT;

      for (guint camps = 0; camps < 1u << n; camps++)
        {
          guint odds = 0;

          for (guint a = 0; a < n; a++)
            for (guint b = a + 1; b < n; b++)
              if (sums[a * n + b] != 0)
                odds += (sums[a * n + b] > 0) != ((camps >> a & 1) == (camps >> b & 1));
          best = MIN (best, odds);
        }
      assert_net (m, ENT_NET_FRUSTRATION, best);
      assert_net (m, ENT_NET_FRUSTRATION_LOWER, best);
    }
}

/* Too large for the search: bounds that say so, and not the wrong way round. */
static void
test_bounds (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) ties = random_ties (rand, 150, 3000);
  g_autoptr (EntMeasures) m
      = measure (150, (const EntMeasureTie *)(gconstpointer)ties->data, ties->len);

  g_assert_cmpfloat (m->net[ENT_NET_FRUSTRATION_LOWER], >, 0);
  g_assert_cmpfloat (m->net[ENT_NET_FRUSTRATION_LOWER], <, m->net[ENT_NET_FRUSTRATION]);
  g_assert_cmpfloat (m->net[ENT_NET_FRUSTRATION], <, m->net[ENT_NET_PAIRS] / 2);
}

static void
assert_vector (const EntMeasures *m, EntActorMeasure measure, const igraph_vector_t *v, double by)
{
  g_autofree double *expected = g_new (double, m->n_actors);

  for (guint i = 0; i < m->n_actors; i++)
    expected[i] = VECTOR (*v)[i] * by;
  assert_actors (m, measure, expected);
}

static void
make_igraph (igraph_t *graph, igraph_vector_t *weights, const GArray *ties, guint n)
{
  igraph_vector_int_t ends;
  igraph_attribute_combination_t no_attributes;

  igraph_vector_int_init (&ends, 0);
  for (guint i = 0; i < ties->len; i++)
    {
      const EntMeasureTie *tie = &g_array_index (ties, EntMeasureTie, i);

      if (tie->sign < 0)
        continue;
      igraph_vector_int_push_back (&ends, tie->from);
      igraph_vector_int_push_back (&ends, tie->to);
    }
  igraph_create (graph, &ends, n, FALSE);
  igraph_attribute_combination_init (&no_attributes);
  igraph_simplify (graph, TRUE, TRUE, &no_attributes);
  igraph_attribute_combination_destroy (&no_attributes);
  igraph_vector_int_destroy (&ends);
  igraph_vector_init (weights, igraph_ecount (graph));
  for (guint i = 0; i < ties->len; i++)
    {
      const EntMeasureTie *tie = &g_array_index (ties, EntMeasureTie, i);
      igraph_integer_t edge;

      if (tie->sign < 0 || tie->from == tie->to)
        continue;
      igraph_get_eid (graph, &edge, tie->from, tie->to, FALSE, TRUE);
      VECTOR (*weights)[edge] += tie->weight;
    }
}

static void
compare_with_igraph (const EntMeasures *m, const igraph_t *graph, const igraph_vector_t *weights)
{
  const double n = m->n_actors;
  igraph_vector_t v;
  igraph_vector_int_t whole;
  igraph_arpack_options_t options;
  igraph_real_t value;

  igraph_vector_init (&v, 0);
  igraph_vector_int_init (&whole, 0);
  igraph_betweenness (graph, &v, igraph_vss_all (), FALSE, NULL);
  assert_vector (m, ENT_ACTOR_BETWEENNESS, &v, 2 / ((n - 1) * (n - 2)));
  igraph_closeness (graph, &v, &whole, NULL, igraph_vss_all (), IGRAPH_ALL, NULL, TRUE);
  for (guint i = 0; i < m->n_actors; i++)
    VECTOR (v)[i] = VECTOR (whole)[i] > 0 ? VECTOR (v)[i] * VECTOR (whole)[i] / (n - 1) : 0;
  assert_vector (m, ENT_ACTOR_CLOSENESS, &v, 1);
  igraph_constraint (graph, &v, igraph_vss_all (), weights);
  assert_vector (m, ENT_ACTOR_CONSTRAINT, &v, 1);
  igraph_transitivity_local_undirected (graph, &v, igraph_vss_all (), IGRAPH_TRANSITIVITY_NAN);
  assert_vector (m, ENT_ACTOR_CLUSTERING, &v, 1);
  igraph_arpack_options_init (&options);
  igraph_eigenvector_centrality (graph, &v, NULL, FALSE, TRUE, NULL, &options);
  assert_vector (m, ENT_ACTOR_EIGENVECTOR, &v, 1);
  igraph_coreness (graph, &whole, IGRAPH_ALL);
  for (guint i = 0; i < m->n_actors; i++)
    VECTOR (v)[i] = VECTOR (whole)[i];
  assert_vector (m, ENT_ACTOR_CORE, &v, 1);
  igraph_density (graph, &value, FALSE);
  assert_net (m, ENT_NET_DENSITY, value);
  igraph_diameter (graph, &value, NULL, NULL, NULL, NULL, FALSE, TRUE);
  assert_net (m, ENT_NET_DIAMETER, value);
  igraph_centralization_degree (graph, &v, IGRAPH_ALL, FALSE, &value, NULL, TRUE);
  assert_net (m, ENT_NET_CENTRALISATION, value);
  /* the modularity of the communities found */
  igraph_vector_int_resize (&whole, m->n_actors);
  for (guint i = 0; i < m->n_actors; i++)
    {
      const double community = ent_measures_actor (m, i, ENT_ACTOR_COMMUNITY);
      VECTOR (whole)[i] = isnan (community) ? 0 : (igraph_integer_t)community - 1;
    }
  igraph_modularity (graph, &whole, weights, 1, FALSE, &value);
  assert_net (m, ENT_NET_MODULARITY, value);
  igraph_vector_destroy (&v);
  igraph_vector_int_destroy (&whole);
}

static void
test_igraph (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint round = 0; round < 20; round++)
    {
      const guint n = 10 + 3 * round;
      g_autoptr (GArray) ties = random_ties (rand, n, 6 * n);
      g_autoptr (EntMeasures) m
          = measure (n, (const EntMeasureTie *)(gconstpointer)ties->data, ties->len);
      igraph_t graph;
      igraph_vector_t weights;

      make_igraph (&graph, &weights, ties, n);
      compare_with_igraph (m, &graph, &weights);
      igraph_destroy (&graph);
      igraph_vector_destroy (&weights);
    }
}

/* Two cliques of five with one tie between them. */
static void
test_communities (void)
{
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (EntMeasureTie));
  static const double expected[] = { 1, 1, 1, 1, 1, 2, 2, 2, 2, 2 };

  for (guint a = 0; a < 10; a++)
    for (guint b = a + 1; b < 10; b++)
      if (a / 5 == b / 5 || (a == 4 && b == 5))
        {
          const EntMeasureTie tie = { a, b, 1, 1, FALSE, 0 };
          g_array_append_val (ties, tie);
        }
  g_autoptr (EntMeasures) m
      = measure (10, (const EntMeasureTie *)(gconstpointer)ties->data, ties->len);
  assert_actors (m, ENT_ACTOR_COMMUNITY, expected);
  assert_net (m, ENT_NET_COMMUNITIES, 2);
  /* 20 of 21 ties inside, half of their ends in each */
  assert_net (m, ENT_NET_MODULARITY, 20.0 / 21 - 0.5);
}

static void
assert_sane (const EntMeasures *m)
{
  for (guint i = 0; i < m->n_actors; i++)
    for (guint k = 0; k < ENT_N_ACTOR_MEASURES; k++)
      if (k != ENT_ACTOR_CLUSTERING && k != ENT_ACTOR_CONSTRAINT && k != ENT_ACTOR_COMMUNITY)
        g_assert_true (isfinite (ent_measures_actor (m, i, k)));
  for (guint k = 0; k < ENT_N_NET_MEASURES; k++)
    g_assert_false (isinf (m->net[k]));
}

static void
test_bad_input (void)
{
  static const EntMeasureTie loop[] = { { 0, 0, 1, 1, TRUE, 0 } };
  static const EntMeasureTie many[]
      = { { 0, 1, 1, 1, FALSE, 0 }, { 1, 0, 1, 1, FALSE, 0 }, { 0, 1, 1, 1, TRUE, 1 } };
  static const EntMeasureTie zero[] = { { 0, 1, 0, 1, FALSE, 0 }, { 1, 2, 0, 1, FALSE, 0 } };
  static const EntMeasureTie some_zero[]
      = { { 0, 1, 0, 1, FALSE, 0 }, { 1, 2, 2, 1, FALSE, 0 }, { 0, 2, 1, 1, FALSE, 0 } };
  static const EntMeasureTie negative[] = { { 0, 1, -3, 1, FALSE, 0 } };
  const EntMeasureTie wild[]
      = { { 0, 1, NAN, 1, FALSE, 0 }, { 1, 2, INFINITY, 1, FALSE, 0 }, { 0, 2, 1, 1, FALSE, 0 } };
  static const EntMeasureTie apart[] = { { 0, 1, 1, 1, FALSE, 0 }, { 2, 3, 1, 1, FALSE, 0 } };
  const struct
  {
    guint n;
    const EntMeasureTie *ties;
    guint n_ties;
    double degree, weighted, pairs, components;
  } rows[] = {
    { 0, NULL, 0, 0, 0, 0, 0 },      { 1, NULL, 0, 0, 0, 0, 1 },     { 5, NULL, 0, 0, 0, 0, 5 },
    { 1, loop, 1, 1, 1, 0, 1 },      { 2, many, 3, 3, 3, 1, 1 },     { 3, zero, 2, 1, 0, 2, 1 },
    { 3, some_zero, 3, 2, 1, 3, 1 }, { 2, negative, 1, 1, 3, 0, 2 }, { 3, wild, 3, 2, 2, 3, 1 },
    { 5, apart, 2, 1, 1, 2, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntMeasures) m = measure (rows[i].n, rows[i].ties, rows[i].n_ties);

      assert_sane (m);
      if (rows[i].n > 0)
        {
          g_assert_cmpfloat (ent_measures_actor (m, 0, ENT_ACTOR_DEGREE), ==, rows[i].degree);
          g_assert_cmpfloat (ent_measures_actor (m, 0, ENT_ACTOR_WEIGHTED), ==, rows[i].weighted);
        }
      assert_net (m, ENT_NET_PAIRS, rows[i].pairs);
      assert_net (m, ENT_NET_COMPONENTS, rows[i].components);
      g_assert_true ((m->hub >= 0) == (rows[i].pairs > 0));
    }
}

static void
test_large (void)
{
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (EntMeasureTie));

  /* a star of 2,000 and a long chain behind it, all hostile: deep for the search */
  for (guint i = 1; i < 2000; i++)
    {
      const EntMeasureTie star = { 0, i, 1, 1, FALSE, 0 },
                          chain = { i + 1998, i + 1999, 1, -1, FALSE, 0 };
      g_array_append_val (ties, star);
      g_array_append_val (ties, chain);
    }
  g_autoptr (EntMeasures) m
      = measure (4000, (const EntMeasureTie *)(gconstpointer)ties->data, ties->len);
  assert_sane (m);
  assert_net (m, ENT_NET_FRUSTRATION, 0);
  g_assert_cmpfloat (ent_measures_actor (m, 0, ENT_ACTOR_BETWEENNESS), >, 0);
}

static void
test_deterministic (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GArray) ties = random_ties (rand, 60, 400), other = random_ties (rand, 30, 90);
  g_autoptr (EntMeasures) first
      = measure (60, (const EntMeasureTie *)(gconstpointer)ties->data, ties->len);

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (EntMeasures) between
          = measure (30, (const EntMeasureTie *)(gconstpointer)other->data, other->len);
      g_autoptr (EntMeasures) again
          = measure (60, (const EntMeasureTie *)(gconstpointer)ties->data, ties->len);

      g_assert_cmpmem (first->actors,
                       60 * ENT_N_ACTOR_MEASURES * sizeof (double),
                       again->actors,
                       60 * ENT_N_ACTOR_MEASURES * sizeof (double));
      g_assert_cmpmem (first->net, sizeof first->net, again->net, sizeof again->net);
    }
}

static gpointer
measure_kites (gpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (EntMeasures) m = measure (5, kite, G_N_ELEMENTS (kite));
      assert_net (m, ENT_NET_DIAMETER, 3);
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("kites", measure_kites, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static gpointer
cancel (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Work of many seconds ends soon after it is cancelled, and the next is done as ever. */
static void
test_cancel (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (GArray) ties = random_ties (rand, 20000, 60000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const EntMeasureGraph graph
      = { 20000, ties->len, 2, (const EntMeasureTie *)(gconstpointer)ties->data, -1, NULL };
  GThread *thread = g_thread_new ("cancel", cancel, cancellable);
  EntMeasures *none = ent_measures_new (&graph, cancellable, &error);

  g_thread_join (thread);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  measure_kites (NULL);
}

static void
test_names (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ENT_N_ACTOR_MEASURES + ENT_N_NET_MEASURES; i++)
    {
      const EntMeasureInfo *info = i < ENT_N_ACTOR_MEASURES
                                       ? ent_actor_measure_info (i)
                                       : ent_net_measure_info (i - ENT_N_ACTOR_MEASURES);

      g_assert_true (g_hash_table_add (keys, (gpointer)info->key));
      g_assert_true (info->name[0] != '\0' && info->source[0] != '\0');
      g_assert_true (g_str_has_suffix (info->definition, "."));
      g_assert_true (g_str_has_suffix (info->caveat, "."));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measures/by-hand", test_by_hand);
  g_test_add_func ("/measures/linking", test_linking);
  g_test_add_func ("/measures/balance", test_balance);
  g_test_add_func ("/measures/frustration", test_frustration);
  g_test_add_func ("/measures/bounds", test_bounds);
  g_test_add_func ("/measures/igraph", test_igraph);
  g_test_add_func ("/measures/communities", test_communities);
  g_test_add_func ("/measures/bad-input", test_bad_input);
  g_test_add_func ("/measures/large", test_large);
  g_test_add_func ("/measures/deterministic", test_deterministic);
  g_test_add_func ("/measures/threads", test_threads);
  g_test_add_func ("/measures/cancel", test_cancel);
  g_test_add_func ("/measures/names", test_names);
  return g_test_run ();
}
