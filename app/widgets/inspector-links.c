/* Where else a thing is drawn, and what several things rest on together. */
#include "widgets/inspector-private.h"

#include <glib/gi18n-lib.h>

#include "views/view.h"

/**
 * ent_also_in_free:
 * @also: (nullable): a line of "Also in"
 */
void
ent_also_in_free (EntAlsoIn *also)
{
  if (!also)
    return;
  g_free (also->label);
  g_free (also);
}

static void
take_also (GPtrArray *list, const char *target, char *label)
{
  EntAlsoIn *also = g_new (EntAlsoIn, 1);

  also->target = target;
  also->label = label;
  g_ptr_array_add (list, also);
}

static guint
count_ties (const EntDossier *dossier, const EntThing *actor)
{
  const GPtrArray *relations = ent_dossier_relations (dossier);
  guint n = 0;

  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *r = g_ptr_array_index (relations, i);
      n += (const EntThing *)r->from == actor || (const EntThing *)r->to == actor;
    }
  return n;
}

static gboolean
has_place (const EntActor *actor)
{
  return actor && (actor->has_location || actor->iso);
}

static gboolean
is_on_map (const EntThing *thing)
{
  if (thing->kind == ENT_THING_ACTOR)
    return has_place ((const EntActor *)thing);
  if (thing->kind == ENT_THING_RELATION)
    return has_place (((const EntRelation *)thing)->from)
           && has_place (((const EntRelation *)thing)->to);
  return thing->kind == ENT_THING_EVENT
         && (((const EntEvent *)thing)->has_location
             || has_place (((const EntEvent *)thing)->place));
}

static void
add_network (GPtrArray *list, const EntDossier *dossier, const EntThing *thing)
{
  if (thing->kind == ENT_THING_RELATION)
    take_also (list, "network", g_strdup (_ ("Network")));
  if (thing->kind != ENT_THING_ACTOR)
    return;
  guint n = count_ties (dossier, thing);
  if (n)
    take_also (list,
               "network",
               g_strdup_printf (
                   g_dngettext (GETTEXT_PACKAGE, "Network · %u tie", "Network · %u ties", n), n));
}

static void
add_timeline (GPtrArray *list, const EntThing *thing, const char *lang)
{
  const EntWhen *when = NULL;

  if (thing->kind == ENT_THING_EVENT)
    when = &((const EntEvent *)thing)->when;
  else if (thing->kind == ENT_THING_RELATION)
    when = &((const EntRelation *)thing)->start;
  if (!when || !when->edtf)
    return;
  g_autofree char *date = ent_date_format (when->edtf, ENT_DATE_SHORT, lang);
  take_also (list, "timeline", g_strdup_printf (_ ("Timeline · %s"), date));
}

static void
add_comparison (GPtrArray *list, const EntDossier *dossier, const EntThing *thing, const char *lang)
{
  const GPtrArray *comparisons = ent_dossier_comparisons (dossier);

  if (thing->kind == ENT_THING_CELL || thing->kind == ENT_THING_VERDICT
      || thing->kind == ENT_THING_SUBJECT || thing->kind == ENT_THING_DIMENSION
      || thing->kind == ENT_THING_COMPARISON)
    {
      take_also (list, "comparison", g_strdup (_ ("Compare")));
      return;
    }
  for (guint i = 0; i < comparisons->len; i++)
    {
      const EntComparison *c = g_ptr_array_index (comparisons, i);
      for (guint j = 0; j < c->subjects->len; j++)
        {
          const EntSubject *s = g_ptr_array_index (c->subjects, j);
          if (s->ref != thing)
            continue;
          take_also (list,
                     "comparison",
                     g_strdup_printf (_ ("Compare · “%s”"), ent_text_get (&s->thing.name, lang)));
          return;
        }
    }
}

static void
add_diagram (GPtrArray *list, const EntDossier *dossier, const EntThing *thing, const char *lang)
{
  const GPtrArray *diagrams = ent_dossier_diagrams (dossier);

  for (guint i = 0; i < diagrams->len; i++)
    {
      const EntDiagram *d = g_ptr_array_index (diagrams, i);
      gboolean found = &d->thing == thing || g_ptr_array_find (d->nodes, thing, NULL)
                       || g_ptr_array_find (d->links, thing, NULL);
      for (guint j = 0; j < d->nodes->len && !found; j++)
        found = ((const EntDiagramNode *)g_ptr_array_index (d->nodes, j))->ref == thing;
      if (!found)
        continue;
      take_also (list,
                 "diagram",
                 g_strdup_printf (_ ("Diagram · “%s”"), ent_text_get (&d->thing.name, lang)));
      return;
    }
}

/**
 * ent_inspector_also_in:
 * @dossier: the dossier
 * @thing: one of its things
 * @lang: the content language
 *
 * Returns: (transfer full) (element-type EntAlsoIn): the views that draw @thing.
 */
GPtrArray *
ent_inspector_also_in (const EntDossier *dossier, const EntThing *thing, const char *lang)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_also_in_free);

  if (is_on_map (thing))
    take_also (list, "map", g_strdup (_ ("Map")));
  add_network (list, dossier, thing);
  add_timeline (list, thing, lang);
  add_comparison (list, dossier, thing, lang);
  add_diagram (list, dossier, thing, lang);
  if (thing->kind == ENT_THING_PASSAGE || thing->kind == ENT_THING_DOCUMENT)
    take_also (list, "sources", g_strdup (_ ("Sources")));
  return list;
}

/* Nothing rests on it, it supports, it disputes. */
static guint
stance_of (const EntJointPassage *joint)
{
  return joint->n_things == 0 ? 0 : joint->evidence.disputes ? 2 : 1;
}

/* Those that support before those that dispute, the documents in their order, in each first what
 * most of the things rest on. */
static int
compare_joint (gconstpointer a, gconstpointer b)
{
  const EntJointPassage *x = *(const EntJointPassage *const *)a;
  const EntJointPassage *y = *(const EntJointPassage *const *)b;

  if (stance_of (x) != stance_of (y))
    return stance_of (x) < stance_of (y) ? -1 : 1;
  if (x->document != y->document)
    return x->document < y->document ? -1 : 1;
  if (x->n_things != y->n_things)
    return x->n_things < y->n_things ? 1 : -1;
  return x->place < y->place ? -1 : x->place > y->place;
}

typedef struct
{
  GPtrArray *list;
  GHashTable *seen[2]; /* EntPassage → EntJointPassage; supporting, disputing */
  const GPtrArray *documents;
  gboolean keep_order; /* as the thing has them, rather than as the texts have */
} Joint;

static void
count_passage (Joint *joint, const EntEvidence *evidence, guint n_things)
{
  GHashTable *seen = joint->seen[evidence->disputes ? 1 : 0];
  EntJointPassage *known = g_hash_table_lookup (seen, evidence->passage);

  if (!known)
    {
      known = g_new0 (EntJointPassage, 1);
      known->evidence = *evidence;
      known->place = joint->keep_order ? joint->list->len : evidence->passage->index;
      g_ptr_array_find (
          (GPtrArray *)joint->documents, evidence->passage->document, &known->document);
      g_ptr_array_add (joint->list, known);
      g_hash_table_insert (seen, (gpointer)evidence->passage, known);
    }
  known->n_things += n_things;
}

/**
 * ent_inspector_joint_passages:
 * @dossier: the dossier
 * @mark_ids: (element-type utf8): what is selected
 *
 * Every passage under the selection, one that supports a thing and disputes another twice: by
 * stance, then by document, then those that most of the things rest on first, then in the order of
 * the texts, or of the only thing's evidence.
 *
 * Returns: (transfer full) (element-type EntJointPassage): the passages.
 */
GPtrArray *
ent_inspector_joint_passages (const EntDossier *dossier, const GPtrArray *mark_ids)
{
  g_autoptr (GHashTable) supporting = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) disputing = g_hash_table_new (NULL, NULL);
  Joint joint = { g_ptr_array_new_with_free_func (g_free),
                  { supporting, disputing },
                  ent_dossier_documents (dossier),
                  mark_ids->len == 1 };

  for (guint i = 0; i < mark_ids->len; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, g_ptr_array_index (mark_ids, i));
      if (!thing)
        continue;
      if (thing->kind == ENT_THING_PASSAGE)
        {
          count_passage (&joint, &(EntEvidence){ .passage = (const EntPassage *)thing }, 0);
          continue;
        }
      g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
      for (guint j = 0; j < evidence->len; j++)
        count_passage (&joint, g_ptr_array_index (evidence, j), 1);
    }
  /* what is selected itself and disputes something as well is there once */
  for (guint i = joint.list->len; i > 0; i--)
    {
      const EntJointPassage *item = g_ptr_array_index (joint.list, i - 1);
      if (item->n_things == 0 && g_hash_table_contains (disputing, item->evidence.passage))
        g_ptr_array_remove_index (joint.list, i - 1);
    }
  g_ptr_array_sort (joint.list, compare_joint);
  return joint.list;
}
