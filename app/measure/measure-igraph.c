/* What igraph measures.  Debian builds it without thread-local storage: its error stack and its
 * random numbers are the process's, so one network is measured at a time. */
#include <igraph.h>
#include <math.h>

#include "measure/measure-private.h"

/* Rounds of Leiden; a hundred actors settle in three or four. */
#define LEIDEN_ROUNDS 10
#define LEIDEN_BETA 0.01

static GMutex lock;
static GCancellable *asked; /* what stops the work that has the lock */

typedef struct
{
  igraph_t graph;
  igraph_vector_t weights;
  double total; /* of the weights */
  EntMeasures *measures;
} Work;

static igraph_error_t
look_up (void *data)
{
  if (!g_cancellable_is_cancelled (asked))
    return IGRAPH_SUCCESS;
  IGRAPH_FINALLY_FREE ();
  return IGRAPH_INTERRUPTED;
}

static void
fill (Work *work, EntActorMeasure measure, const igraph_vector_t *values, double factor)
{
  for (guint i = 0; i < work->measures->n_actors; i++)
    *ent_measures_slot (work->measures, i, measure) = VECTOR (*values)[i] * factor;
}

static igraph_error_t
measure_places (Work *work, igraph_vector_t *values)
{
  igraph_vector_int_t cores;
  igraph_error_t status;

  status = igraph_transitivity_local_undirected (
      &work->graph, values, igraph_vss_all (), IGRAPH_TRANSITIVITY_NAN);
  if (status != IGRAPH_SUCCESS)
    return status;
  fill (work, ENT_ACTOR_CLUSTERING, values, 1);
  if (work->total > 0)
    status = igraph_constraint (&work->graph, values, igraph_vss_all (), &work->weights);
  else
    igraph_vector_fill (values, NAN);
  if (status != IGRAPH_SUCCESS)
    return status;
  fill (work, ENT_ACTOR_CONSTRAINT, values, 1);
  igraph_vector_int_init (&cores, 0);
  status = igraph_coreness (&work->graph, &cores, IGRAPH_ALL);
  for (guint i = 0; status == IGRAPH_SUCCESS && i < work->measures->n_actors; i++)
    *ent_measures_slot (work->measures, i, ENT_ACTOR_CORE) = VECTOR (cores)[i];
  igraph_vector_int_destroy (&cores);
  return status;
}

/* Numbers from 1 in the order of the communities' first actors; who has no partner is in none. */
static void
number_communities (Work *work, const igraph_vector_int_t *membership)
{
  const guint n = work->measures->n_actors;
  g_autofree guint *numbers = g_new0 (guint, n);
  guint known = 0;

  for (guint i = 0; i < n; i++)
    {
      double *slot = ent_measures_slot (work->measures, i, ENT_ACTOR_COMMUNITY);
      guint *number = &numbers[VECTOR (*membership)[i]];

      *slot = NAN;
      if (ent_measures_actor (work->measures, i, ENT_ACTOR_PARTNERS) == 0)
        continue;
      if (*number == 0)
        *number = ++known;
      *slot = *number;
    }
  work->measures->net[ENT_NET_COMMUNITIES] = known;
}

/* Leiden's quality is modularity when the nodes weigh their strengths and the resolution is one
 * over twice the sum of the weights. */
static igraph_error_t
measure_communities (Work *work, igraph_vector_t *strengths)
{
  igraph_vector_int_t membership;
  igraph_error_t status;

  if (!(work->total > 0))
    {
      for (guint i = 0; i < work->measures->n_actors; i++)
        *ent_measures_slot (work->measures, i, ENT_ACTOR_COMMUNITY) = NAN;
      return IGRAPH_SUCCESS;
    }
  igraph_rng_seed (igraph_rng_default (), 1);
  igraph_vector_int_init (&membership, 0);
  status = igraph_strength (
      &work->graph, strengths, igraph_vss_all (), IGRAPH_ALL, TRUE, &work->weights);
  if (status == IGRAPH_SUCCESS)
    status = igraph_community_leiden (&work->graph,
                                      &work->weights,
                                      strengths,
                                      1 / (2 * work->total),
                                      LEIDEN_BETA,
                                      FALSE,
                                      LEIDEN_ROUNDS,
                                      &membership,
                                      NULL,
                                      NULL);
  if (status == IGRAPH_SUCCESS)
    status = igraph_modularity (&work->graph,
                                &membership,
                                &work->weights,
                                1,
                                FALSE,
                                &work->measures->net[ENT_NET_MODULARITY]);
  if (status == IGRAPH_SUCCESS)
    number_communities (work, &membership);
  igraph_vector_int_destroy (&membership);
  return status;
}

static igraph_error_t
build (Work *work, const EntPairs *pairs)
{
  igraph_vector_int_t ends;
  igraph_error_t status = igraph_vector_int_init (&ends, 0);

  if (status != IGRAPH_SUCCESS)
    return status;
  for (guint i = 0; status == IGRAPH_SUCCESS && i < pairs->n_pairs; i++)
    if (pairs->pairs[i].n_ties > 0)
      {
        status = igraph_vector_int_push_back (&ends, pairs->pairs[i].a);
        if (status == IGRAPH_SUCCESS)
          status = igraph_vector_int_push_back (&ends, pairs->pairs[i].b);
        if (status == IGRAPH_SUCCESS)
          status = igraph_vector_push_back (&work->weights, pairs->pairs[i].weight);
        work->total += pairs->pairs[i].weight;
      }
  if (status == IGRAPH_SUCCESS)
    status = igraph_create (&work->graph, &ends, pairs->n, FALSE);
  igraph_vector_int_destroy (&ends);
  return status;
}

static igraph_error_t
measure (Work *work, const EntPairs *pairs)
{
  igraph_vector_t values;
  igraph_error_t status = igraph_vector_init (&values, 0);

  if (status != IGRAPH_SUCCESS)
    return status;
  status = igraph_vector_init (&work->weights, 0);
  if (status == IGRAPH_SUCCESS)
    {
      status = build (work, pairs);
      if (status == IGRAPH_SUCCESS)
        {
          status = measure_places (work, &values);
          if (status == IGRAPH_SUCCESS)
            status = measure_communities (work, &values);
          igraph_destroy (&work->graph);
        }
      igraph_vector_destroy (&work->weights);
    }
  igraph_vector_destroy (&values);
  return status;
}

/* igraph would iterate to find that nobody is near anybody. */
static void
measure_nothing (EntMeasures *measures)
{
  for (guint i = 0; i < measures->n_actors; i++)
    {
      *ent_measures_slot (measures, i, ENT_ACTOR_CLUSTERING) = NAN;
      *ent_measures_slot (measures, i, ENT_ACTOR_CONSTRAINT) = NAN;
      *ent_measures_slot (measures, i, ENT_ACTOR_COMMUNITY) = NAN;
    }
  measures->net[ENT_NET_COMMUNITIES] = 0;
}

/* Fills in what igraph knows; FALSE with error set when cancelled or out of memory. */
gboolean
ent_measure_igraph (const EntPairs *pairs,
                    EntMeasures *measures,
                    GCancellable *cancellable,
                    GError **error)
{
  Work work = { .measures = measures };
  igraph_error_t status;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (measures->net[ENT_NET_PAIRS] == 0)
    {
      measure_nothing (measures);
      return TRUE;
    }
  g_mutex_lock (&lock);
  asked = cancellable;
  igraph_set_error_handler (igraph_error_handler_ignore);
  igraph_set_warning_handler (igraph_warning_handler_ignore);
  igraph_set_interruption_handler (look_up);
  status = measure (&work, pairs);
  asked = NULL;
  g_mutex_unlock (&lock);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (status == IGRAPH_SUCCESS)
    return TRUE;
  g_set_error (
      error, ENT_MEASURE_ERROR, ENT_MEASURE_ERROR_FAILED, "igraph: %s", igraph_strerror (status));
  return FALSE;
}
