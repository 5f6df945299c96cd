/* What the files of app/measure share. */
#pragma once

#include "measure/measure.h"

/* Two actors and all ties between them. */
typedef struct
{
  guint a, b;    /* a < b */
  guint n_ties;  /* those that are not hostile */
  double weight; /* sum of theirs */
  int balance;   /* ties that are positive, less those that are hostile */
} EntPair;

/* Without loops, each pair once, in the order of (a, b). */
typedef struct
{
  guint n, n_pairs;
  EntPair *pairs;
} EntPairs;

/* −1 hostile, 0 neutral, 1 positive; a finite weight, 0 or more. */
int ent_tie_sign (const EntMeasureTie *tie);
double ent_tie_weight (const EntMeasureTie *tie);

gboolean ent_measure_paths (const EntPairs *pairs,
                            EntMeasures *measures,
                            GCancellable *cancellable,
                            GError **error);
gboolean ent_measure_igraph (const EntPairs *pairs,
                             EntMeasures *measures,
                             GCancellable *cancellable,
                             GError **error);
void ent_measure_balance (const EntPairs *pairs, EntMeasures *measures);

static inline double *
ent_measures_slot (const EntMeasures *measures, guint actor, EntActorMeasure measure)
{
  return &measures->actors[(gsize)actor * ENT_N_ACTOR_MEASURES + measure];
}
