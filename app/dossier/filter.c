#include "dossier/dossier-private.h"

#include "base/edtf.h"

/**
 * ent_filter_new:
 *
 * Returns: (transfer full): a filter that admits everything
 */
EntFilter *
ent_filter_new (void)
{
  EntFilter *filter = g_new0 (EntFilter, 1);
  filter->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  filter->actors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return filter;
}

static void
copy_set (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (to, g_strdup (key));
}

/**
 * ent_filter_copy:
 * @filter: a filter
 *
 * Returns: (transfer full): one that admits the same
 */
EntFilter *
ent_filter_copy (const EntFilter *filter)
{
  EntFilter *copy = ent_filter_new ();
  copy_set (copy->hidden, filter->hidden);
  copy_set (copy->actors, filter->actors);
  copy->time = g_strdup (filter->time);
  copy->time_range = filter->time_range;
  return copy;
}

/**
 * ent_filter_free:
 * @filter: (nullable) (transfer full): a filter
 *
 * Frees the filter.
 */
void
ent_filter_free (EntFilter *filter)
{
  if (filter == NULL)
    return;
  g_hash_table_unref (filter->hidden);
  g_hash_table_unref (filter->actors);
  g_free (filter->time);
  g_free (filter);
}

/**
 * ent_filter_set_time:
 * @filter: a filter
 * @edtf: (nullable): a date or interval; %NULL for all times
 * @error: as of ent_date_parse()
 *
 * Makes the filter admit only what overlaps @edtf; what bears no date is always admitted.
 *
 * Returns: %FALSE with @error set, and the filter as it was, if @edtf is no date
 */
gboolean
ent_filter_set_time (EntFilter *filter, const char *edtf, GError **error)
{
  EntDate range = { 0 };

  if (edtf != NULL && !ent_date_parse (edtf, &range, error))
    return FALSE;
  g_free (filter->time);
  filter->time = g_strdup (edtf);
  filter->time_range = range;
  return TRUE;
}

/**
 * ent_filter_is_empty:
 * @filter: a filter
 *
 * Returns: %TRUE if it admits everything
 */
gboolean
ent_filter_is_empty (const EntFilter *filter)
{
  return g_hash_table_size (filter->hidden) == 0 && g_hash_table_size (filter->actors) == 0
         && filter->time == NULL;
}

static gboolean
is_hidden (const EntFilter *filter, const char *kind, const char *word)
{
  g_autofree char *key = g_strconcat (kind, ":", word, NULL);
  return g_hash_table_contains (filter->hidden, key);
}

/* By its document and its tags: one tag that is not hidden is enough; "tag:" hides what has none.
 */
static gboolean
admits_passage (const EntFilter *filter, const EntPassage *passage)
{
  if (g_hash_table_contains (filter->hidden, passage->document->thing.mark_id))
    return FALSE;
  if (passage->tags[0] == NULL)
    return !g_hash_table_contains (filter->hidden, "tag:");
  for (guint i = 0; passage->tags[i] != NULL; i++)
    if (!is_hidden (filter, "tag", passage->tags[i]))
      return TRUE;
  return FALSE;
}

static gboolean
admits_any (const EntFilter *filter, const EntEvidence *evidence, guint n)
{
  for (guint i = 0; i < n; i++)
    if (admits_passage (filter, evidence[i].passage))
      return TRUE;
  return FALSE;
}

/* What rests on passages, an actor's attributes included, needs one that is admitted. */
static gboolean
admits_evidence (const EntFilter *filter, const EntThing *thing)
{
  guint n = thing->n_evidence;

  if (g_hash_table_size (filter->hidden) == 0
      || admits_any (filter, thing->evidence, thing->n_evidence))
    return TRUE;
  if (thing->kind == ENT_THING_ACTOR)
    {
      const EntActor *actor = (const EntActor *)thing;
      for (guint i = 0; i < actor->n_attributes; i++)
        {
          n += actor->attributes[i].n_evidence;
          if (admits_any (filter, actor->attributes[i].evidence, actor->attributes[i].n_evidence))
            return TRUE;
        }
    }
  return n == 0;
}

static gboolean
admits_actor (const EntFilter *filter, const EntActor *actor)
{
  if (g_hash_table_size (filter->actors) > 0
      && !g_hash_table_contains (filter->actors, actor->thing.id))
    return FALSE;
  return g_hash_table_size (filter->hidden) == 0
         || (!is_hidden (filter, "kind", ent_actor_kind_name (actor->kind))
             && admits_evidence (filter, &actor->thing));
}

/* From the start to the end; a start alone has no end unless it is an interval itself. */
static gboolean
admits_span (const EntFilter *filter, const EntWhen *start, const EntWhen *end)
{
  EntDate span = { .first = G_MININT32, .last = G_MAXINT32 };

  if (filter->time == NULL)
    return TRUE;
  if (start->edtf != NULL)
    span.first = start->date.first;
  if (end->edtf != NULL)
    span.last = end->date.last;
  else if (start->edtf != NULL && start->date.interval)
    span.last = start->date.last;
  return ent_date_overlaps (&span, &filter->time_range);
}

static gboolean
admits_relation (const EntFilter *filter, const EntRelation *relation)
{
  return !g_hash_table_contains (filter->hidden, relation->type->thing.mark_id)
         && admits_actor (filter, relation->from) && admits_actor (filter, relation->to)
         && admits_span (filter, &relation->start, &relation->end)
         && admits_evidence (filter, &relation->thing);
}

/* An event needs one of its participants, if it has any. */
static gboolean
admits_event (const EntFilter *filter, const EntEvent *event)
{
  gboolean someone = event->n_participants == 0;

  if (filter->time != NULL && event->when.edtf != NULL
      && !ent_date_overlaps (&event->when.date, &filter->time_range))
    return FALSE;
  for (guint i = 0; !someone && i < event->n_participants; i++)
    someone = admits_actor (filter, event->participants[i].actor);
  return someone && admits_evidence (filter, &event->thing);
}

/**
 * ent_filter_admits:
 * @filter: a filter
 * @dossier: the dossier of @thing
 * @thing: a thing
 *
 * Whether a thing is shown.  A relation needs both its ends, an event one of its participants, a
 * link both its nodes; what rests on passages needs one whose document and tags are not all hidden.
 *
 * Returns: %TRUE if it is
 */
gboolean
ent_filter_admits (const EntFilter *filter, const EntDossier *dossier, const EntThing *thing)
{
  switch (thing->kind)
    {
    case ENT_THING_DOCUMENT:
    case ENT_THING_RELATION_TYPE:
      return !g_hash_table_contains (filter->hidden, thing->mark_id);
    case ENT_THING_PASSAGE:
      return admits_passage (filter, (const EntPassage *)thing);
    case ENT_THING_ACTOR:
      return admits_actor (filter, (const EntActor *)thing);
    case ENT_THING_RELATION:
      return admits_relation (filter, (const EntRelation *)thing);
    case ENT_THING_EVENT:
      return admits_event (filter, (const EntEvent *)thing);
    case ENT_THING_LINK:
      return admits_evidence (filter, thing)
             && admits_evidence (filter, &((const EntDiagramLink *)thing)->from->thing)
             && admits_evidence (filter, &((const EntDiagramLink *)thing)->to->thing);
    case ENT_THING_NONE:
    case ENT_THING_COMPARISON:
    case ENT_THING_SUBJECT:
    case ENT_THING_DIMENSION:
    case ENT_THING_CELL:
    case ENT_THING_VERDICT:
    case ENT_THING_DIAGRAM:
    case ENT_THING_NODE:
    case ENT_THING_VIEW:
      return admits_evidence (filter, thing);
    }
  g_assert_not_reached ();
}
