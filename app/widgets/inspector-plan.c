/* What the inspector shows of a selection, part by part.  Making a plan is quick; making the
 * widgets of its parts is not, and is spread over frames. */
#include <glib/gi18n-lib.h>

#include "dossier/citation.h"
#include "views/view.h"
#include "widgets/inspector-private.h"

/* Cards of one stance, and links, that are shown unasked; nobody reads a hundred without asking. */
#define FIRST_CARDS 12
#define FIRST_LINKS 10

typedef struct
{
  const EntInspectorTopic *topic;
  GPtrArray *parts;
} Plan;

static void
part_free (gpointer data)
{
  EntInspectorPart *part = data;

  g_free (part->text);
  g_free (part->detail);
  g_free (part);
}

/* Takes the text. */
static EntInspectorPart *
add (Plan *plan, EntPartKind kind, char *text)
{
  EntInspectorPart *part = g_new0 (EntInspectorPart, 1);

  part->kind = kind;
  part->text = text;
  g_ptr_array_add (plan->parts, part);
  return part;
}

static void
add_text (Plan *plan, const char *text, const char *style)
{
  if (text != NULL && *text != '\0')
    add (plan, ENT_PART_TEXT, g_strdup (text))->name = style;
}

static void
add_translated (Plan *plan, const EntText *text, const char *style)
{
  add_text (plan, ent_text_get (text, plan->topic->lang), style);
}

static void
add_thing (Plan *plan, EntPartKind kind, const EntThing *thing)
{
  add (plan, kind, ent_thing_title (thing, plan->topic->lang))->thing = thing;
}

static void
add_facts (Plan *plan, const EntThing *thing)
{
  g_autoptr (GPtrArray) facts
      = ent_inspector_facts (plan->topic->dossier, thing, plan->topic->lang);

  for (guint i = 0; i < facts->len; i++)
    {
      EntFact *fact = g_ptr_array_index (facts, i);
      EntInspectorPart *part = add (plan, ENT_PART_FACT, g_steal_pointer (&fact->label));
      part->detail = g_steal_pointer (&fact->markup);
    }
}

/* ---- passages ---- */

static void
add_evidence_heading (Plan *plan, guint n)
{
  g_autofree char *heading
      = n > 0 ? g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "Evidence · %u passage", "Evidence · %u passages", n), n)
              : NULL;

  if (n > 0)
    {
      add (plan, ENT_PART_EVIDENCE, g_steal_pointer (&heading))->count = n;
      return;
    }
  add (plan, ENT_PART_HEADING, g_strdup (_ ("No evidence")));
  add_text (plan,
            _ ("No passage supports this. It is drawn hollow or hatched, and exports say so."),
            "note");
}

static gboolean
same_group (const EntJointPassage *a, const EntJointPassage *b)
{
  return a->document == b->document && a->evidence.disputes == b->evidence.disputes
         && (a->n_things == 0) == (b->n_things == 0);
}

static gboolean
same_stance (const EntJointPassage *a, const EntJointPassage *b)
{
  return a->evidence.disputes == b->evidence.disputes;
}

/* How many from the first on are alike. */
static guint
count_alike (const GPtrArray *joint,
             guint first,
             gboolean (*alike) (const EntJointPassage *a, const EntJointPassage *b))
{
  guint n = 0;

  while (first + n < joint->len
         && alike (g_ptr_array_index (joint, first), g_ptr_array_index (joint, first + n)))
    n++;
  return n;
}

static void
add_group (Plan *plan, const EntJointPassage *first, guint n)
{
  const EntDocument *document = first->evidence.passage->document;
  EntInspectorPart *part
      = add (plan, ENT_PART_GROUP, ent_thing_title (&document->thing, plan->topic->lang));

  part->detail = ent_citation_origin (document, plan->topic->lang);
  part->thing = &document->thing;
  part->evidence.disputes = first->evidence.disputes;
  part->stance = first->n_things > 0;
  part->count = n;
}

static void
add_card (Plan *plan, const EntJointPassage *joint)
{
  if (joint->n_things > 1)
    {
      g_autofree char *shared = g_strdup_printf (
          joint->evidence.disputes ? _ ("%u of the selected are disputed by this:")
                                   : _ ("%u of the selected rest on this:"),
          joint->n_things);
      add_text (plan, shared, "shared-passage");
    }
  EntInspectorPart *part = add (plan, ENT_PART_CARD, NULL);
  part->evidence = joint->evidence;
  part->stance = joint->n_things > 0;
  part->whole = TRUE;
}

/* The cards, under a heading for each document and stance; of each stance the first few. */
static void
add_cards (Plan *plan, const GPtrArray *joint)
{
  for (guint i = 0; i < joint->len;)
    {
      const guint n = count_alike (joint, i, same_stance), end = i + n;
      const guint shown = plan->topic->all_cards ? end : MIN (end, i + FIRST_CARDS);

      while (i < shown)
        {
          const guint size = count_alike (joint, i, same_group);

          add_group (plan, g_ptr_array_index (joint, i), size);
          for (const guint last = MIN (i + size, shown); i < last; i++)
            add_card (plan, g_ptr_array_index (joint, i));
        }
      if (shown < end)
        add (plan, ENT_PART_ALL_CARDS, g_strdup_printf (_ ("Show All %u"), n));
      i = end;
    }
}

/* ---- links ---- */

static void
add_links (Plan *plan, const char *heading, const GPtrArray *things)
{
  const guint n = plan->topic->all_links ? things->len : MIN (things->len, FIRST_LINKS);

  if (things->len == 0)
    return;
  add (plan, ENT_PART_HEADING, g_strdup (heading));
  for (guint i = 0; i < n; i++)
    add_thing (plan, ENT_PART_LINK, g_ptr_array_index (things, i));
  if (n < things->len)
    add (plan, ENT_PART_ALL_LINKS, g_strdup_printf (_ ("Show All %u"), things->len));
}

static void
add_also_in (Plan *plan, const EntThing *thing)
{
  g_autoptr (GPtrArray) list
      = ent_inspector_also_in (plan->topic->dossier, thing, plan->topic->lang);

  if (list->len > 0)
    add (plan, ENT_PART_HEADING, g_strdup (_ ("Also in")));
  for (guint i = 0; i < list->len; i++)
    {
      const EntAlsoIn *also = g_ptr_array_index (list, i);
      add (plan, ENT_PART_VIEW, g_strdup (also->label))->name = also->target;
    }
}

static int
compare_things (gconstpointer a, gconstpointer b)
{
  const EntThing *x = *(const EntThing *const *)a, *y = *(const EntThing *const *)b;

  return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : g_strcmp0 (x->id, y->id);
}

static void
add_related (Plan *plan, const EntThing *thing)
{
  const EntDossier *dossier = plan->topic->dossier;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) things = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  ent_dossier_add_related (dossier, thing, ids);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const EntThing *other = ent_dossier_find (dossier, id);
      if (other != NULL && other != thing && other->kind != ENT_THING_PASSAGE)
        g_ptr_array_add (things, (gpointer)other);
    }
  g_ptr_array_sort (things, compare_things);
  add_links (plan, _ ("Related"), things);
}

/* ---- what is selected ---- */

/* Whether a thing of its kind claims something that a passage should support. */
static gboolean
should_rest (const EntThing *thing)
{
  return thing->kind != ENT_THING_SUBJECT && thing->kind != ENT_THING_DIMENSION
         && thing->kind != ENT_THING_COMPARISON && thing->kind != ENT_THING_DIAGRAM
         && thing->kind != ENT_THING_VIEW && thing->kind != ENT_THING_DOCUMENT;
}

static void
plan_passage (Plan *plan, const EntPassage *passage)
{
  static const GPtrArray none = { 0 };
  const GPtrArray *resting = ent_dossier_things_on (plan->topic->dossier, passage);

  add (plan, ENT_PART_CARD, NULL)->evidence.passage = passage;
  add_links (plan, _ ("Rests on this passage"), resting != NULL ? resting : &none);
}

static void
plan_one (Plan *plan, const EntThing *thing)
{
  const char *mark_id = thing->mark_id;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  add_thing (plan, ENT_PART_TITLE, thing);
  add_facts (plan, thing);
  add_translated (plan, &thing->note, "note");
  if (thing->kind == ENT_THING_PASSAGE)
    plan_passage (plan, (const EntPassage *)thing);
  else
    {
      g_ptr_array_add (ids, (gpointer)mark_id);
      g_autoptr (GPtrArray) joint = ent_inspector_joint_passages (plan->topic->dossier, ids);
      if (joint->len > 0 || should_rest (thing))
        add_evidence_heading (plan, joint->len);
      add_cards (plan, joint);
    }
  add_also_in (plan, thing);
  if (thing->kind != ENT_THING_PASSAGE)
    add_related (plan, thing);
}

static void
plan_many (Plan *plan, guint n_things)
{
  const GPtrArray *selection = plan->topic->selection;
  const guint n = n_things > 0 ? n_things : selection->len;
  guint shown = 0;

  EntInspectorPart *title
      = add (plan,
             ENT_PART_TEXT,
             g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u selected", "%u selected", n), n));
  title->name = "inspector-title";
  for (guint i = 0; i < selection->len; i++)
    {
      const EntThing *thing
          = ent_dossier_find (plan->topic->dossier, g_ptr_array_index (selection, i));
      if (thing == NULL || thing->kind == ENT_THING_PASSAGE
          || (!plan->topic->all_links && shown >= 2 * FIRST_LINKS))
        continue;
      add_thing (plan, ENT_PART_SELECTED, thing);
      shown++;
    }
  if (shown < n_things)
    add (plan, ENT_PART_ALL_LINKS, g_strdup_printf (_ ("Show All %u"), n_things));
  g_autoptr (GPtrArray) joint = ent_inspector_joint_passages (plan->topic->dossier, selection);
  add_evidence_heading (plan, joint->len);
  add_cards (plan, joint);
}

static void
add_count (Plan *plan, const char *label, const GPtrArray *list)
{
  if (list == NULL || list->len == 0)
    return;
  EntInspectorPart *part = add (plan, ENT_PART_COUNT, g_strdup (label));
  part->detail = g_strdup_printf ("%u", list->len);
}

static void
plan_overview (Plan *plan)
{
  const EntDossier *dossier = plan->topic->dossier;
  const char **authors = ent_dossier_authors (dossier);
  const GPtrArray *documents = ent_dossier_documents (dossier);
  g_autofree char *by
      = authors != NULL ? g_strjoinv (C_ ("list", ", "), (char **)authors) : g_strdup ("");

  add_translated (plan, ent_dossier_title (dossier), "inspector-title");
  add_text (plan, by, "inspector-subtitle");
  add_text (plan,
            _ ("Click anything in a view to see what it rests on. Shift adds to the selection, "
               "Escape clears it."),
            "hint");
  add_count (plan, _ ("Passages"), ent_dossier_passages (dossier));
  add_count (plan, _ ("Actors"), ent_dossier_actors (dossier));
  add_count (plan, _ ("Relations"), ent_dossier_relations (dossier));
  add_count (plan, _ ("Events"), ent_dossier_events (dossier));
  add_count (plan, _ ("Comparisons"), ent_dossier_comparisons (dossier));
  add_count (plan, _ ("Diagrams"), ent_dossier_diagrams (dossier));
  add (plan, ENT_PART_HEADING, g_strdup (_ ("Documents")));
  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      g_autofree char *origin = ent_citation_origin (document, plan->topic->lang);
      add_thing (plan, ENT_PART_LINK, &document->thing);
      add_text (plan, origin, "citation");
    }
  if (ent_text_is_empty (ent_dossier_description (dossier)))
    return;
  add (plan, ENT_PART_HEADING, g_strdup (_ ("About This Dossier")));
  add_translated (plan, ent_dossier_description (dossier), "description");
}

/**
 * ent_inspector_plan:
 * @topic: what is selected in which dossier
 *
 * Decides what is shown: of one thing its name, its facts, its passages and what it is tied to; of
 * several the list and the passages of all; of none the dossier.
 *
 * Returns: (transfer full) (element-type EntInspectorPart): the parts from top to bottom; they
 * point into the dossier.
 */
GPtrArray *
ent_inspector_plan (const EntInspectorTopic *topic)
{
  Plan plan = { topic, g_ptr_array_new_with_free_func (part_free) };
  const EntThing *only = NULL, *passage = NULL;
  guint n_things = 0;

  for (guint i = 0; i < topic->selection->len; i++)
    {
      const EntThing *thing
          = ent_dossier_find (topic->dossier, g_ptr_array_index (topic->selection, i));
      if (thing != NULL && thing->kind == ENT_THING_PASSAGE)
        passage = thing;
      else if (thing != NULL)
        {
          only = thing;
          n_things++;
        }
    }
  if (n_things == 1)
    plan_one (&plan, only);
  else if (n_things > 1)
    plan_many (&plan, n_things);
  else if (passage != NULL && topic->selection->len == 1)
    plan_one (&plan, passage);
  else if (passage != NULL)
    plan_many (&plan, 0);
  else
    plan_overview (&plan);
  return plan.parts;
}
