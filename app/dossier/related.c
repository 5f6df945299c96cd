/* Who refers to whom: the index of references, and what belongs together in a picture. */
#include "dossier/dossier-private.h"

static void
add_referrer (EntDossier *dossier, gconstpointer target, gconstpointer referrer)
{
  if (target == NULL)
    return;

  GPtrArray *list = g_hash_table_lookup (dossier->referrers, target);
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (dossier->referrers, (gpointer)target, list);
    }
  /* A thing's references come one after the other, so this finds every repetition. */
  if (list->len == 0 || g_ptr_array_index (list, list->len - 1) != referrer)
    g_ptr_array_add (list, (gpointer)referrer);
}

static void
add_evidence (EntDossier *dossier, const EntThing *thing, const EntEvidence *evidence, guint n)
{
  for (guint i = 0; i < n; i++)
    add_referrer (dossier, evidence[i].passage, thing);
}

static void
index_actor (EntDossier *dossier, const EntActor *actor)
{
  add_referrer (dossier, actor->part_of, actor);
  for (guint i = 0; i < actor->n_attributes; i++)
    add_evidence (
        dossier, &actor->thing, actor->attributes[i].evidence, actor->attributes[i].n_evidence);
}

static void
index_relation (EntDossier *dossier, const EntRelation *relation)
{
  add_referrer (dossier, relation->type, relation);
  add_referrer (dossier, relation->from, relation);
  add_referrer (dossier, relation->to, relation);
  add_referrer (dossier, relation->via, relation);
}

static void
index_event (EntDossier *dossier, const EntEvent *event)
{
  add_referrer (dossier, event->place, event);
  for (guint i = 0; i < event->n_participants; i++)
    add_referrer (dossier, event->participants[i].actor, event);
  add_referrer (dossier, event->relation, event);
}

/* What a thing refers to. */
static void
index_thing (EntDossier *dossier, const EntThing *thing)
{
  switch (thing->kind)
    {
    case ENT_THING_PASSAGE:
      add_referrer (dossier, ((const EntPassage *)thing)->document, thing);
      break;
    case ENT_THING_ACTOR:
      index_actor (dossier, (const EntActor *)thing);
      break;
    case ENT_THING_RELATION:
      index_relation (dossier, (const EntRelation *)thing);
      break;
    case ENT_THING_EVENT:
      index_event (dossier, (const EntEvent *)thing);
      break;
    case ENT_THING_SUBJECT:
      add_referrer (dossier, ((const EntSubject *)thing)->ref, thing);
      break;
    case ENT_THING_CELL:
      add_referrer (dossier, ((const EntCell *)thing)->subject, thing);
      add_referrer (dossier, ((const EntCell *)thing)->dimension, thing);
      break;
    case ENT_THING_VERDICT:
      add_referrer (dossier, ((const EntVerdict *)thing)->dimension, thing);
      break;
    case ENT_THING_NODE:
      add_referrer (dossier, ((const EntDiagramNode *)thing)->ref, thing);
      break;
    case ENT_THING_LINK:
      add_referrer (dossier, ((const EntDiagramLink *)thing)->from, thing);
      add_referrer (dossier, ((const EntDiagramLink *)thing)->to, thing);
      break;
    case ENT_THING_NONE:
    case ENT_THING_DOCUMENT:
    case ENT_THING_RELATION_TYPE:
    case ENT_THING_COMPARISON:
    case ENT_THING_DIMENSION:
    case ENT_THING_DIAGRAM:
    case ENT_THING_VIEW:
      break;
    }
  add_evidence (dossier, thing, thing->evidence, thing->n_evidence);
}

static void
index_list (EntDossier *dossier, const GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    index_thing (dossier, g_ptr_array_index (list, i));
}

/**
 * ent_dossier_index:
 * @dossier: a dossier whose things are all read
 *
 * Notes for every thing what refers to it.  Linear in the number of references.
 */
void
ent_dossier_index (EntDossier *dossier)
{
  for (guint i = 0; i < dossier->passages->len; i++) /* so that each has a list, if an empty one */
    g_hash_table_insert (
        dossier->referrers, g_ptr_array_index (dossier->passages, i), g_ptr_array_new ());

  const GPtrArray *lists[] = { dossier->documents,      dossier->passages,  dossier->actors,
                               dossier->relation_types, dossier->relations, dossier->events };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    index_list (dossier, lists[i]);
  for (guint i = 0; i < dossier->comparisons->len; i++)
    {
      const EntComparison *comparison = g_ptr_array_index (dossier->comparisons, i);
      index_thing (dossier, &comparison->thing);
      index_list (dossier, comparison->subjects);
      index_list (dossier, comparison->dimensions);
      index_list (dossier, comparison->cells);
      index_list (dossier, comparison->verdicts);
    }
  for (guint i = 0; i < dossier->diagrams->len; i++)
    {
      const EntDiagram *diagram = g_ptr_array_index (dossier->diagrams, i);
      index_thing (dossier, &diagram->thing);
      index_list (dossier, diagram->nodes);
      index_list (dossier, diagram->links);
    }
}

static void
mark (GHashTable *mark_ids, gconstpointer thing)
{
  if (thing != NULL)
    g_hash_table_add (mark_ids, (gpointer)((const EntThing *)thing)->mark_id);
}

static void
mark_list (GHashTable *mark_ids, const GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    mark (mark_ids, g_ptr_array_index (list, i));
}

/* The ends of a relation, the parties of an event, the nodes of a link: what it is drawn with. */
static void
mark_with_ends (GHashTable *mark_ids, const EntThing *thing)
{
  mark (mark_ids, thing);
  if (thing->kind == ENT_THING_RELATION)
    {
      const EntRelation *relation = (const EntRelation *)thing;
      mark (mark_ids, relation->from);
      mark (mark_ids, relation->to);
      mark (mark_ids, relation->via);
    }
  else if (thing->kind == ENT_THING_EVENT)
    {
      const EntEvent *event = (const EntEvent *)thing;
      mark (mark_ids, event->place);
      for (guint i = 0; i < event->n_participants; i++)
        mark (mark_ids, event->participants[i].actor);
      if (event->relation != NULL)
        mark_with_ends (mark_ids, &event->relation->thing);
    }
  else if (thing->kind == ENT_THING_LINK)
    {
      mark (mark_ids, ((const EntDiagramLink *)thing)->from);
      mark (mark_ids, ((const EntDiagramLink *)thing)->to);
    }
}

static void
mark_row (const EntDossier *dossier, GHashTable *mark_ids, const EntDimension *dimension)
{
  const GPtrArray *row = g_hash_table_lookup (dossier->referrers, dimension);
  mark (mark_ids, dimension);
  if (row != NULL)
    mark_list (mark_ids, row);
}

/* What the thing itself names. */
static void
mark_named (const EntDossier *dossier, const EntThing *thing, GHashTable *mark_ids)
{
  switch (thing->kind)
    {
    case ENT_THING_ACTOR:
      mark (mark_ids, ((const EntActor *)thing)->part_of);
      break;
    case ENT_THING_SUBJECT:
      mark (mark_ids, ((const EntSubject *)thing)->ref);
      break;
    case ENT_THING_CELL:
      mark (mark_ids, ((const EntCell *)thing)->subject);
      mark_row (dossier, mark_ids, ((const EntCell *)thing)->dimension);
      break;
    case ENT_THING_VERDICT:
      mark (mark_ids, ((const EntVerdict *)thing)->from);
      mark (mark_ids, ((const EntVerdict *)thing)->to);
      mark_row (dossier, mark_ids, ((const EntVerdict *)thing)->dimension);
      break;
    case ENT_THING_NODE:
      mark (mark_ids, ((const EntDiagramNode *)thing)->ref);
      break;
    case ENT_THING_COMPARISON:
      mark_list (mark_ids, ((const EntComparison *)thing)->subjects);
      mark_list (mark_ids, ((const EntComparison *)thing)->dimensions);
      mark_list (mark_ids, ((const EntComparison *)thing)->cells);
      mark_list (mark_ids, ((const EntComparison *)thing)->verdicts);
      break;
    case ENT_THING_DIAGRAM:
      mark_list (mark_ids, ((const EntDiagram *)thing)->nodes);
      mark_list (mark_ids, ((const EntDiagram *)thing)->links);
      break;
    case ENT_THING_RELATION:
    case ENT_THING_EVENT:
    case ENT_THING_LINK:
      mark_with_ends (mark_ids, thing);
      break;
    case ENT_THING_NONE:
    case ENT_THING_DOCUMENT:
    case ENT_THING_PASSAGE:
    case ENT_THING_RELATION_TYPE:
    case ENT_THING_DIMENSION:
    case ENT_THING_VIEW:
      break;
    }
}

/**
 * ent_dossier_add_related:
 * @dossier: a dossier
 * @thing: a thing of it
 * @mark_ids: (inout) (element-type utf8): a set of mark ids; what is added is borrowed from
 *   @dossier
 *
 * Adds the thing, what it names, and what names it, with the ends of the relations among them: an
 * actor comes with its relations and with those it has them with, a cell with its row.  Linear in
 * the number of these.
 */
void
ent_dossier_add_related (const EntDossier *dossier, const EntThing *thing, GHashTable *mark_ids)
{
  const GPtrArray *referrers = g_hash_table_lookup (dossier->referrers, thing);

  mark (mark_ids, thing);
  mark_named (dossier, thing, mark_ids);
  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    mark_with_ends (mark_ids, g_ptr_array_index (referrers, i));
}
