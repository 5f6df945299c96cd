/* From a dossier to its network at a date. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "measure/measure-private.h"

/* A relation, and the days on which it exists in every reading of its dates, or in some. */
typedef struct
{
  EntMeasureTie tie;
  gint32 first, first_latest, last_earliest, last;
} Span;

typedef struct
{
  const EntText *text; /* or NULL: */
  char *number;
} Group;

struct _EntMeasureStudy
{
  gatomicrefcount refs;
  EntDossier *dossier;
  GPtrArray *actors; /* of const EntActor */
  GArray *spans;     /* of Span */
  int hub;
  GArray *names; /* of Group */
  int *groups;   /* of each actor; NULL: none */
};

/* What the making of a study knows. */
typedef struct
{
  EntMeasureStudy *study;
  const EntMeasureRequest *request;
  EntFilter *filter;
  const EntActor *hub;
  int *index; /* of each actor of the dossier: in study->actors, or −1 */
  GPtrArray *relations;
} Making;

static void
clear_group (gpointer group)
{
  g_free (((Group *)group)->number);
}

static gboolean
admits (const Making *m, const EntThing *thing)
{
  return ent_filter_admits (m->filter, m->study->dossier, thing);
}

static gboolean
is_plan (const EntRelation *relation)
{
  return relation->thing.modality == ENT_MODALITY_PLANNED
         || relation->thing.modality == ENT_MODALITY_THREATENED
         || relation->thing.modality == ENT_MODALITY_PROPOSED;
}

static gboolean
counts (const Making *m, const EntRelation *relation)
{
  const gboolean dated = relation->start.edtf != NULL || relation->end.edtf != NULL;

  if (is_plan (relation) && !m->request->plans)
    return FALSE;
  if (!dated && m->request->undated == ENT_UNDATED_NONE)
    return FALSE;
  if (!dated && m->request->undated == ENT_UNDATED_HUB && relation->from != m->hub
      && relation->to != m->hub)
    return FALSE;
  return admits (m, &relation->thing);
}

static const EntAttribute *
find_attribute (const EntActor *actor, const char *key)
{
  for (guint i = 0; i < actor->n_attributes; i++)
    if (g_str_equal (actor->attributes[i].key, key))
      return &actor->attributes[i];
  return NULL;
}

/* The attribute that stands for the branch, or NULL: another rule, or none. */
static const char *
branch_key (const Making *m)
{
  const char *key = m->request->branch != NULL ? m->request->branch : "branch";

  return g_str_equal (key, "part-of") || g_str_equal (key, "type") ? NULL : key;
}

static void
collect_actors (Making *m)
{
  const GPtrArray *actors = ent_dossier_actors (m->study->dossier);
  const GPtrArray *relations = ent_dossier_relations (m->study->dossier);
  g_autofree gboolean *wanted = g_new0 (gboolean, MAX (actors->len, 1));
  const char *key = branch_key (m);

  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = g_ptr_array_index (relations, i);

      if (!counts (m, relation))
        continue;
      g_ptr_array_add (m->relations, (gpointer)relation);
      wanted[relation->from->index] = wanted[relation->to->index] = TRUE;
    }
  m->index = g_new (int, MAX (actors->len, 1));
  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = g_ptr_array_index (actors, i);

      m->index[i] = -1;
      if (wanted[i] || actor == m->hub
          || (key != NULL && find_attribute (actor, key) != NULL && admits (m, &actor->thing)))
        {
          m->index[i] = (int)m->study->actors->len;
          g_ptr_array_add (m->study->actors, (gpointer)actor);
        }
    }
}

static void
collect_spans (Making *m)
{
  for (guint i = 0; i < m->relations->len; i++)
    {
      const EntRelation *relation = g_ptr_array_index (m->relations, i);
      const EntDate *start = relation->start.edtf != NULL ? &relation->start.date : NULL;
      const EntDate *end = relation->end.edtf != NULL         ? &relation->end.date
                           : start != NULL && start->interval ? start
                                                              : NULL;
      const Span span = {
        .tie = { .from = (guint)m->index[relation->from->index],
                 .to = (guint)m->index[relation->to->index],
                 .weight = relation->weight,
                 .sign = relation->type->sign,
                 .directed = relation->type->directed,
                 .type = relation->type->index },
        .first = start != NULL ? start->first : G_MININT32,
        .first_latest = start != NULL ? start->first_latest : G_MININT32,
        .last_earliest = end != NULL ? end->last_earliest : G_MAXINT32,
        .last = end != NULL ? end->last : G_MAXINT32,
      };
      g_array_append_val (m->study->spans, span);
    }
}

static int
add_group (EntMeasureStudy *study, GHashTable *known, gconstpointer key, Group group)
{
  gpointer number;

  if (g_hash_table_lookup_extended (known, key, NULL, &number))
    {
      clear_group (&group);
      return GPOINTER_TO_INT (number);
    }
  g_array_append_val (study->names, group);
  g_hash_table_insert (known, (gpointer)key, GINT_TO_POINTER ((int)study->names->len - 1));
  return (int)study->names->len - 1;
}

static int
group_of_attribute (EntMeasureStudy *study, GHashTable *known, const EntAttribute *attribute)
{
  if (attribute == NULL || (attribute->is_number && !isfinite (attribute->number))
      || (!attribute->is_number && ent_text_is_empty (&attribute->text)))
    return -1;
  /* the same value is the same group, in whatever language it comes first */
  g_autofree char *number = attribute->is_number ? g_strdup_printf ("%g", attribute->number) : NULL;
  const char *key
      = g_intern_string (number != NULL ? number : ent_text_get (&attribute->text, "en"));
  Group group = { attribute->is_number ? NULL : &attribute->text, g_steal_pointer (&number) };
  return add_group (study, known, key, group);
}

/* The type of the first tie with the hub that is not hostile. */
static int
group_of_tie (const Making *m, GHashTable *known, const EntActor *actor)
{
  for (guint i = 0; i < m->relations->len; i++)
    {
      const EntRelation *relation = g_ptr_array_index (m->relations, i);

      if (((relation->from == actor && relation->to == m->hub)
           || (relation->to == actor && relation->from == m->hub))
          && actor != m->hub && relation->type->sign >= 0)
        return add_group (
            m->study, known, relation->type, (Group){ &relation->type->thing.name, NULL });
    }
  return -1;
}

static gboolean
any_has (EntDossier *dossier, const char *key)
{
  const GPtrArray *actors = ent_dossier_actors (dossier);

  for (guint i = 0; i < actors->len; i++)
    if (find_attribute (g_ptr_array_index (actors, i), key) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
set_groups (Making *m, GError **error)
{
  EntMeasureStudy *study = m->study;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  const char *key = branch_key (m), *branch = m->request->branch;
  const gboolean by_type = g_strcmp0 (branch, "type") == 0;

  if (by_type && m->hub == NULL)
    {
      g_set_error (error,
                   ENT_MEASURE_ERROR,
                   ENT_MEASURE_ERROR_REQUEST,
                   _ ("branches by the type of the tie with the hub need a hub"));
      return FALSE;
    }
  if (key != NULL && !any_has (study->dossier, key))
    {
      if (branch == NULL)
        return TRUE;
      g_set_error (error,
                   ENT_MEASURE_ERROR,
                   ENT_MEASURE_ERROR_REQUEST,
                   _ ("the branch is “%s”, which no actor has as an attribute; expected such a "
                      "key, part-of or type"),
                   branch);
      return FALSE;
    }
  study->groups = g_new (int, MAX (study->actors->len, 1));
  for (guint i = 0; i < study->actors->len; i++)
    {
      const EntActor *actor = g_ptr_array_index (study->actors, i);

      if (key != NULL)
        study->groups[i] = group_of_attribute (study, known, find_attribute (actor, key));
      else if (by_type)
        study->groups[i] = group_of_tie (m, known, actor);
      else
        study->groups[i]
            = actor->part_of != NULL ? add_group (
                  study, known, actor->part_of, (Group){ &actor->part_of->thing.name, NULL })
                                     : -1;
    }
  return TRUE;
}

static gboolean
find_hub (Making *m, GError **error)
{
  const char *id = m->request->hub;
  const EntThing *thing = id != NULL ? ent_dossier_find (m->study->dossier, id) : NULL;

  if (id != NULL && (thing == NULL || thing->kind != ENT_THING_ACTOR))
    {
      g_set_error (error,
                   ENT_MEASURE_ERROR,
                   ENT_MEASURE_ERROR_REQUEST,
                   _ ("the hub is “%s”; expected the id of an actor"),
                   id);
      return FALSE;
    }
  if (id == NULL && m->request->undated == ENT_UNDATED_HUB)
    {
      g_set_error (error,
                   ENT_MEASURE_ERROR,
                   ENT_MEASURE_ERROR_REQUEST,
                   _ ("counting undated ties with the hub alone needs a hub"));
      return FALSE;
    }
  m->hub = (const EntActor *)thing;
  return TRUE;
}

/**
 * ent_measure_study_new:
 * @dossier: a dossier
 * @request: what is measured
 * @error: where to put an error
 *
 * Picks the relations that count and the actors that have one at any time (or a branch), so that
 * the networks of all dates have the same actors.
 * Errors: %ENT_MEASURE_ERROR_REQUEST
 *
 * Returns: (transfer full): the study, or %NULL
 */
EntMeasureStudy *
ent_measure_study_new (EntDossier *dossier, const EntMeasureRequest *request, GError **error)
{
  g_autoptr (EntMeasureStudy) study = g_new0 (EntMeasureStudy, 1);
  g_autoptr (EntFilter) filter
      = request->filter != NULL ? ent_filter_copy (request->filter) : ent_filter_new ();
  g_autoptr (GPtrArray) relations = g_ptr_array_new ();
  Making m = { .study = study, .request = request, .filter = filter, .relations = relations };
  gboolean made;

  g_atomic_ref_count_init (&study->refs);
  study->dossier = ent_dossier_ref (dossier);
  study->actors = g_ptr_array_new ();
  study->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  study->names = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (study->names, clear_group);
  ent_filter_set_time (filter, NULL, NULL);
  if (!find_hub (&m, error))
    return NULL;
  collect_actors (&m);
  study->hub = m.hub != NULL ? m.index[m.hub->index] : -1;
  collect_spans (&m);
  made = set_groups (&m, error);
  g_free (m.index);
  return made ? g_steal_pointer (&study) : NULL;
}

/**
 * ent_measure_study_ref:
 * @study: a study
 *
 * Returns: (transfer full): the same
 */
EntMeasureStudy *
ent_measure_study_ref (EntMeasureStudy *study)
{
  g_atomic_ref_count_inc (&study->refs);
  return study;
}

/**
 * ent_measure_study_unref:
 * @study: (nullable) (transfer full): a study
 *
 * Frees it with the last reference.
 */
void
ent_measure_study_unref (EntMeasureStudy *study)
{
  if (study == NULL || !g_atomic_ref_count_dec (&study->refs))
    return;
  g_ptr_array_unref (study->actors);
  g_array_unref (study->spans);
  g_array_unref (study->names);
  g_free (study->groups);
  ent_dossier_unref (study->dossier);
  g_free (study);
}

/**
 * ent_measure_study_actors:
 * @study: a study
 *
 * Returns: (transfer none) (element-type EntActor): the actors, in the order of their values
 */
const GPtrArray *
ent_measure_study_actors (const EntMeasureStudy *study)
{
  return study->actors;
}

/**
 * ent_measure_study_types:
 * @study: a study
 *
 * Returns: (transfer none) (element-type EntRelationType): the types, in the order of by_type
 */
const GPtrArray *
ent_measure_study_types (const EntMeasureStudy *study)
{
  return ent_dossier_relation_types (study->dossier);
}

/**
 * ent_measure_study_has_groups:
 * @study: a study
 *
 * Returns: whether actors have branches
 */
gboolean
ent_measure_study_has_groups (const EntMeasureStudy *study)
{
  return study->names->len > 0;
}

/**
 * ent_measure_study_group:
 * @study: a study
 * @actor: index of an actor
 * @lang: BCP 47
 *
 * Returns: (transfer none): the name of the actor's branch, "" for none
 */
const char *
ent_measure_study_group (const EntMeasureStudy *study, guint actor, const char *lang)
{
  if (study->groups == NULL || study->groups[actor] < 0)
    return "";

  const Group *group = &g_array_index (study->names, Group, study->groups[actor]);
  return group->text != NULL ? ent_text_get (group->text, lang) : group->number;
}

/* The ties that exist at some time of the date: in some reading, or in every one. */
static GArray *
ties_at (const EntMeasureStudy *study, const EntDate *date, gboolean certain)
{
  GArray *ties = g_array_new (FALSE, FALSE, sizeof (EntMeasureTie));

  for (guint i = 0; i < study->spans->len; i++)
    {
      const Span *span = &g_array_index (study->spans, Span, i);

      if (date == NULL
          || ((certain ? span->first_latest : span->first) <= date->last
              && (certain ? span->last_earliest : span->last) >= date->first))
        g_array_append_val (ties, span->tie);
    }
  return ties;
}

static EntMeasures *
measure (const EntMeasureStudy *study,
         const GArray *ties,
         GCancellable *cancellable,
         GError **error)
{
  const EntMeasureGraph graph = {
    .n_actors = study->actors->len,
    .n_ties = ties->len,
    .n_types = ent_measure_study_types (study)->len,
    .ties = (const EntMeasureTie *)(gconstpointer)ties->data,
    .hub = study->hub,
    .groups = study->groups,
  };
  return ent_measures_new (&graph, cancellable, error);
}

/* The last network that was measured: years in which nothing changes share their values. */
typedef struct
{
  GArray *ties;
  EntMeasures *measures;
} Last;

static gboolean
same_ties (const GArray *a, const GArray *b)
{
  return a != NULL && a->len == b->len
         && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (EntMeasureTie)) == 0);
}

/* Takes the ties. */
static EntMeasures *
measure_anew (const EntMeasureStudy *study,
              GArray *ties,
              Last *last,
              GCancellable *cancellable,
              GError **error)
{
  if (!same_ties (last->ties, ties))
    {
      g_clear_pointer (&last->measures, ent_measures_unref);
      last->measures = measure (study, ties, cancellable, error);
    }
  g_clear_pointer (&last->ties, g_array_unref);
  last->ties = ties;
  return last->measures != NULL ? ent_measures_ref (last->measures) : NULL;
}

/* last: what was measured before with all ties that are certain, and with all that are possible. */
static EntMeasurePoint *
point_at (const EntMeasureStudy *study,
          const char *edtf,
          Last last[2],
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (EntMeasurePoint) point = g_new0 (EntMeasurePoint, 1);
  GArray *certain, *possible;
  EntDate date;

  if (edtf != NULL && !ent_date_parse (edtf, &date, error))
    return NULL;
  point->date = g_strdup (edtf);
  certain = ties_at (study, edtf != NULL ? &date : NULL, TRUE);
  possible = ties_at (study, edtf != NULL ? &date : NULL, FALSE);
  point->least = measure_anew (study, g_array_ref (certain), &last[0], cancellable, error);
  if (point->least != NULL && certain->len == possible->len)
    point->most = ent_measures_ref (point->least);
  else if (point->least != NULL)
    point->most = measure_anew (study, g_array_ref (possible), &last[1], cancellable, error);
  g_array_unref (certain);
  g_array_unref (possible);
  return point->most != NULL ? g_steal_pointer (&point) : NULL;
}

static void
forget (Last last[2])
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&last[i].ties, g_array_unref);
      g_clear_pointer (&last[i].measures, ent_measures_unref);
    }
}

/**
 * ent_measure_study_at:
 * @study: a study
 * @edtf: (nullable): a date or interval; %NULL for all times
 * @cancellable: (nullable): stops the work
 * @error: where to put an error
 *
 * Measures the network of the ties that exist at some time of @edtf.
 * Errors: as of ent_date_parse() and ent_measures_new()
 *
 * Returns: (transfer full): the values, or %NULL
 */
EntMeasurePoint *
ent_measure_study_at (const EntMeasureStudy *study,
                      const char *edtf,
                      GCancellable *cancellable,
                      GError **error)
{
  Last last[2] = { 0 };
  EntMeasurePoint *point = point_at (study, edtf, last, cancellable, error);

  forget (last);
  return point;
}

/**
 * ent_measure_study_years:
 * @study: a study
 * @from: first year, 0 to 9999
 * @to: last year, not before @from
 * @cancellable: (nullable): stops the work
 * @error: where to put an error
 *
 * Measures the network year by year.
 * Errors: as of ent_measures_new()
 *
 * Returns: (transfer full) (element-type EntMeasurePoint): a point a year, or %NULL
 */
GPtrArray *
ent_measure_study_years (
    const EntMeasureStudy *study, int from, int to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) points
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_measure_point_free);
  Last last[2] = { 0 };

  for (int year = from; year <= to; year++)
    {
      g_autofree char *date = g_strdup_printf ("%04d", year);
      EntMeasurePoint *point = point_at (study, date, last, cancellable, error);

      if (point == NULL)
        break;
      g_ptr_array_add (points, point);
    }
  forget (last);
  return (int)points->len == to - from + 1 ? g_steal_pointer (&points) : NULL;
}

/**
 * ent_measure_point_free:
 * @point: (nullable) (transfer full): values at a date
 *
 * Frees the point.
 */
void
ent_measure_point_free (EntMeasurePoint *point)
{
  if (point == NULL)
    return;
  ent_measures_unref (point->least);
  ent_measures_unref (point->most);
  g_free (point->date);
  g_free (point);
}
