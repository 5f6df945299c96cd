/* Measures of networks of actors: of each actor and of the whole, at a date or year by year.
 *
 * A tie is hostile when its type's sign or its weight is negative.  Degrees and structural balance
 * count every tie; all else looks at pairs of actors with a tie that is not hostile.  No widget, no
 * clock: the same network gives the same values. */
#pragma once

#include <gio/gio.h>

#include "dossier/dossier.h"

G_BEGIN_DECLS

#define ENT_MEASURE_ERROR (ent_measure_error_quark ())
GQuark ent_measure_error_quark (void);

typedef enum
{
  ENT_MEASURE_ERROR_REQUEST, /* an id, a key or a date that names nothing */
  ENT_MEASURE_ERROR_FAILED,  /* too little memory */
} EntMeasureError;

/* Values of one actor. */
typedef enum
{
  ENT_ACTOR_DEGREE,
  ENT_ACTOR_IN,
  ENT_ACTOR_OUT,
  ENT_ACTOR_PARTNERS,
  ENT_ACTOR_WEIGHTED,
  ENT_ACTOR_SIGNED,
  ENT_ACTOR_BETWEENNESS,
  ENT_ACTOR_CLOSENESS,
  ENT_ACTOR_EIGENVECTOR,
  ENT_ACTOR_CLUSTERING,
  ENT_ACTOR_CONSTRAINT,
  ENT_ACTOR_CORE,
  ENT_ACTOR_COMMUNITY,
  ENT_N_ACTOR_MEASURES,
} EntActorMeasure;

/* Values of the whole network. */
typedef enum
{
  ENT_NET_ACTORS,
  ENT_NET_PAIRS,
  ENT_NET_DENSITY,
  ENT_NET_CENTRALISATION,
  ENT_NET_COMPONENTS,
  ENT_NET_DIAMETER,
  ENT_NET_COMMUNITIES,
  ENT_NET_MODULARITY,
  ENT_NET_HUB_SHARE,
  ENT_NET_LINKING,
  ENT_NET_LINK_SHARE,
  ENT_NET_CROSS,
  ENT_NET_CROSS_SHARE,
  ENT_NET_HUBLESS_COMPONENTS,
  ENT_NET_HUBLESS_ISOLATES,
  ENT_NET_HUBLESS_LARGEST,
  ENT_NET_TRIADS_PPP,
  ENT_NET_TRIADS_PPM,
  ENT_NET_TRIADS_PMM,
  ENT_NET_TRIADS_MMM,
  ENT_NET_BALANCE,
  ENT_NET_FRUSTRATION,       /* no more ties than this have to change */
  ENT_NET_FRUSTRATION_LOWER, /* nor fewer; the two are equal when the index is exact */
  ENT_N_NET_MEASURES,
} EntNetMeasure;

/* What a measure is.  The texts are msgids, for the caller's gettext. */
typedef struct
{
  const char *key;        /* "betweenness": of files */
  const char *name;       /* "Betweenness" */
  const char *definition; /* one sentence */
  const char *source;     /* who defined it, as one cites; not translated */
  const char *caveat;
  guint decimals;
} EntMeasureInfo;

const EntMeasureInfo *ent_actor_measure_info (EntActorMeasure measure);
const EntMeasureInfo *ent_net_measure_info (EntNetMeasure measure);

/* A network as the measures see it. */
typedef struct
{
  guint from, to;
  double weight; /* its sign counts as hostility; what is not finite counts as 1 */
  int sign;      /* of the type: −1, 0, 1 */
  gboolean directed;
  guint type; /* below n_types */
} EntMeasureTie;

typedef struct
{
  guint n_actors, n_ties, n_types;
  const EntMeasureTie *ties;
  int hub;           /* an actor; −1: the one with most partners */
  const int *groups; /* branch or bloc of each actor, −1 for none; NULL: none at all */
} EntMeasureGraph;

typedef struct
{
  gatomicrefcount refs;
  guint n_actors, n_types;
  int hub;        /* −1 when nobody has a tie */
  double *actors; /* n_actors × ENT_N_ACTOR_MEASURES; NaN: not defined */
  guint *by_type; /* n_actors × n_types: the degree, type by type */
  double net[ENT_N_NET_MEASURES];
} EntMeasures;

EntMeasures *
ent_measures_new (const EntMeasureGraph *graph, GCancellable *cancellable, GError **error);
EntMeasures *ent_measures_ref (EntMeasures *measures);
void ent_measures_unref (EntMeasures *measures);
double ent_measures_actor (const EntMeasures *measures, guint actor, EntActorMeasure measure);

/* Which of the ties that bear no date are counted. */
typedef enum
{
  ENT_UNDATED_ALL, /* as the views do */
  ENT_UNDATED_HUB, /* those with the hub alone */
  ENT_UNDATED_NONE,
} EntUndated;

/* What is measured. */
typedef struct
{
  const EntFilter *filter; /* or NULL; its time is not looked at */
  const char *hub;         /* id of an actor, or NULL */
  const char *branch;      /* key of an attribute, "part-of", "type" of the tie with the hub; NULL:
                              "branch" if there is such an attribute */
  EntUndated undated;
  gboolean plans; /* whether what is planned, threatened or proposed is a tie already */
} EntMeasureRequest;

/* A dossier made ready for measuring: immutable, so that threads may share it. */
typedef struct _EntMeasureStudy EntMeasureStudy;

/* The measures at one date.  least counts the ties that exist however the dates are read, most
 * those that exist in some reading; they are one and the same where no date is in doubt. */
typedef struct
{
  char *date; /* EDTF, or NULL: all times */
  EntMeasures *least, *most;
} EntMeasurePoint;

EntMeasureStudy *
ent_measure_study_new (EntDossier *dossier, const EntMeasureRequest *request, GError **error);
EntMeasureStudy *ent_measure_study_ref (EntMeasureStudy *study);
void ent_measure_study_unref (EntMeasureStudy *study);
const GPtrArray *ent_measure_study_actors (const EntMeasureStudy *study); /* of const EntActor */
const GPtrArray *ent_measure_study_types (const EntMeasureStudy *study);  /* EntRelationType */
const char *ent_measure_study_group (const EntMeasureStudy *study, guint actor, const char *lang);
gboolean ent_measure_study_has_groups (const EntMeasureStudy *study);
EntMeasurePoint *ent_measure_study_at (const EntMeasureStudy *study,
                                       const char *edtf,
                                       GCancellable *cancellable,
                                       GError **error);
GPtrArray *ent_measure_study_years (
    const EntMeasureStudy *study, int from, int to, GCancellable *cancellable, GError **error);
void ent_measure_point_free (EntMeasurePoint *point);

/* Tables. */
char *ent_measure_format (double least, double most, guint decimals);
char *
ent_measure_actors_csv (const EntMeasureStudy *study, const GPtrArray *points, const char *lang);
char *ent_measure_networks_csv (const EntMeasureStudy *study, const GPtrArray *points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMeasures, ent_measures_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMeasureStudy, ent_measure_study_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMeasurePoint, ent_measure_point_free)

G_END_DECLS
