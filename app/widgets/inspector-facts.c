/* What the inspector says of a thing, as rows of a label and a value. */
#include "widgets/inspector-private.h"

#include <glib/gi18n-lib.h>

#include "views/view.h"

/* Things listed in one value; more are counted. */
#define MAX_LISTED 24

typedef struct
{
  GPtrArray *facts;
  const EntDossier *dossier;
  const char *lang;
} Facts;

/**
 * ent_fact_free:
 * @fact: (nullable): a row
 */
void
ent_fact_free (EntFact *fact)
{
  if (!fact)
    return;
  g_free (fact->label);
  g_free (fact->markup);
  g_free (fact);
}

static void
take_markup (Facts *f, const char *label, char *markup)
{
  EntFact *fact = g_new (EntFact, 1);

  fact->label = g_strdup (label);
  fact->markup = markup;
  g_ptr_array_add (f->facts, fact);
}

static void
add_string (Facts *f, const char *label, const char *value)
{
  if (value && *value)
    take_markup (f, label, g_markup_escape_text (value, -1));
}

static void
add_text (Facts *f, const char *label, const EntText *text)
{
  add_string (f, label, ent_text_get (text, f->lang));
}

static char *
link_to (Facts *f, const EntThing *thing)
{
  g_autofree char *title = ent_thing_title (thing, f->lang);

  return g_markup_printf_escaped ("<a href=\"%s\">%s</a>", thing->mark_id, title);
}

static void
add_link (Facts *f, const char *label, const EntThing *thing)
{
  if (thing)
    take_markup (f, label, link_to (f, thing));
}

static void
add_count (Facts *f, const char *label, guint count)
{
  if (count)
    take_markup (f, label, g_strdup_printf ("%u", count));
}

static void
add_date (Facts *f, const char *label, const EntWhen *when)
{
  if (when->edtf)
    {
      g_autofree char *date = ent_date_format (when->edtf, ENT_DATE_LONG, f->lang);
      add_string (f, label, date);
    }
}

static void
add_span (Facts *f, const EntWhen *start, const EntWhen *end)
{
  if (start->edtf && end->edtf && g_strcmp0 (start->edtf, end->edtf) == 0)
    {
      add_date (f, _ ("Date"), start);
      return;
    }
  if (start->edtf && end->edtf)
    {
      g_autofree char *from = ent_date_format (start->edtf, ENT_DATE_LONG, f->lang);
      g_autofree char *to = ent_date_format (end->edtf, ENT_DATE_LONG, f->lang);
      g_autofree char *both = g_strdup_printf ("%s – %s", from, to);
      add_string (f, _ ("Date"), both);
      return;
    }
  add_date (f, start->date.interval || !start->edtf ? _ ("Date") : _ ("Since"), start);
  add_date (f, _ ("Until"), end);
}

static void
add_coordinates (Facts *f, double lon_deg, double lat_deg)
{
  g_autofree char *place = g_strdup_printf ("%.2f° %s, %.2f° %s",
                                            ABS (lat_deg),
                                            lat_deg < 0 ? C_ ("south", "S") : C_ ("north", "N"),
                                            ABS (lon_deg),
                                            lon_deg < 0 ? C_ ("west", "W") : C_ ("east", "E"));

  add_string (f, _ ("Location"), place);
}

/* "troop-share" → "Troop share": attribute keys are written by the author for the program. */
static char *
humanise (const char *key)
{
  char *name = g_strdup (key);

  g_strdelimit (name, "-_", ' ');
  name[0] = g_ascii_toupper (name[0]);
  return name;
}

static void
add_attributes (Facts *f, const EntActor *actor)
{
  for (guint i = 0; i < actor->n_attributes; i++)
    {
      const EntAttribute *attribute = &actor->attributes[i];
      g_autofree char *label = humanise (attribute->key);
      g_autofree char *number
          = attribute->is_number ? g_strdup_printf ("%.10g", attribute->number) : NULL;
      add_string (f, label, number ? number : ent_text_get (&attribute->text, f->lang));
    }
}

static void
actor_facts (Facts *f, const EntActor *actor)
{
  add_string (f, _ ("Kind"), ent_fact_actor_kind (actor->kind));
  add_text (f, _ ("Short name"), &actor->short_name);
  if (actor->aliases && actor->aliases[0])
    {
      g_autofree char *aliases = g_strjoinv (C_ ("list", ", "), (char **)actor->aliases);
      add_string (f, _ ("Also called"), aliases);
    }
  add_string (f, _ ("Code"), actor->iso);
  add_link (f, _ ("Part of"), (const EntThing *)actor->part_of);
  if (actor->has_location)
    add_coordinates (f, actor->lon_deg, actor->lat_deg);
  add_attributes (f, actor);
}

static void
relation_facts (Facts *f, const EntRelation *relation)
{
  add_text (f, _ ("Type"), &relation->type->thing.name);
  add_link (f, _ ("From"), (const EntThing *)relation->from);
  add_link (f, _ ("To"), (const EntThing *)relation->to);
  add_link (f, _ ("Via"), (const EntThing *)relation->via);
  add_span (f, &relation->start, &relation->end);
  if (relation->weight != 1)
    {
      g_autofree char *weight = g_strdup_printf ("%.6g", relation->weight);
      add_string (f, _ ("Weight"), weight);
    }
  add_link (f, _ ("Asserted by"), relation->asserted_by);
}

static void
event_facts (Facts *f, const EntEvent *event)
{
  GString *list = g_string_new (NULL);

  add_date (f, _ ("Date"), &event->when);
  add_link (f, _ ("Place"), (const EntThing *)event->place);
  if (!event->place && event->has_location)
    add_coordinates (f, event->lon_deg, event->lat_deg);
  for (guint i = 0; i < event->n_participants; i++)
    {
      const EntParticipant *p = &event->participants[i];
      g_autofree char *actor = link_to (f, (const EntThing *)p->actor);
      g_string_append_printf (list, "%s%s", list->len ? "\n" : "", actor);
      if (p->role)
        {
          g_autofree char *role = g_markup_escape_text (ent_fact_role (p->role), -1);
          g_string_append_printf (list, " · %s", role);
        }
    }
  if (list->len)
    take_markup (f, _ ("Participants"), g_string_free (list, FALSE));
  else
    g_string_free (list, TRUE);
  add_link (f, _ ("Relation"), (const EntThing *)event->relation);
}

static void
cell_facts (Facts *f, const EntCell *cell)
{
  const EntComparison *comparison = cell->dimension->comparison;

  add_link (f, _ ("Subject"), (const EntThing *)cell->subject);
  add_link (f, _ ("Dimension"), (const EntThing *)cell->dimension);
  if (cell->has_code)
    {
      g_autofree char *code = g_strdup_printf ("%.6g", cell->code);
      add_string (f, _ ("Coded as"), code);
    }
  for (guint i = 0; i < comparison->verdicts->len; i++)
    {
      const EntVerdict *v = g_ptr_array_index (comparison->verdicts, i);
      if (v->dimension != cell->dimension || (v->from != cell->subject && v->to != cell->subject))
        continue;
      take_markup (f,
                   _ ("Verdict"),
                   g_markup_printf_escaped ("<a href=\"%s\">%s → %s</a> · %s",
                                            v->thing.mark_id,
                                            ent_text_get (&v->from->thing.name, f->lang),
                                            ent_text_get (&v->to->thing.name, f->lang),
                                            ent_fact_verdict (v->kind)));
    }
}

static void
add_cells (Facts *f,
           const EntComparison *comparison,
           const EntDimension *dimension,
           const EntSubject *subject)
{
  for (guint i = 0; i < comparison->cells->len; i++)
    {
      const EntCell *cell = g_ptr_array_index (comparison->cells, i);
      if ((dimension && cell->dimension != dimension) || (subject && cell->subject != subject))
        continue;
      const EntThing *other = dimension ? &cell->subject->thing : &cell->dimension->thing;
      take_markup (f,
                   ent_text_get (&other->name, f->lang),
                   g_markup_printf_escaped ("<a href=\"%s\">%s</a>",
                                            cell->thing.mark_id,
                                            ent_text_get (&cell->thing.name, f->lang)));
    }
}

static void
verdict_facts (Facts *f, const EntVerdict *verdict)
{
  add_string (f, _ ("Verdict"), ent_fact_verdict (verdict->kind));
  add_link (f, _ ("Dimension"), (const EntThing *)verdict->dimension);
  add_link (f, _ ("From"), (const EntThing *)verdict->from);
  add_link (f, _ ("To"), (const EntThing *)verdict->to);
  add_cells (f, verdict->dimension->comparison, verdict->dimension, verdict->from);
  add_cells (f, verdict->dimension->comparison, verdict->dimension, verdict->to);
}

static const EntDiagram *
diagram_of (Facts *f, const EntDiagramNode *node)
{
  const GPtrArray *diagrams = ent_dossier_diagrams (f->dossier);

  for (guint i = 0; i < diagrams->len; i++)
    {
      const EntDiagram *diagram = g_ptr_array_index (diagrams, i);
      if (g_ptr_array_find (diagram->nodes, node, NULL))
        return diagram;
    }
  return NULL;
}

static void
node_facts (Facts *f, const EntDiagramNode *node)
{
  const EntDiagram *diagram = diagram_of (f, node);

  add_string (f, _ ("Kind"), ent_fact_node_kind (node->kind));
  add_link (f, _ ("Stands for"), node->ref);
  add_link (f, _ ("Diagram"), (const EntThing *)diagram);
  for (guint i = 0; diagram && i < diagram->links->len; i++)
    {
      const EntDiagramLink *l = g_ptr_array_index (diagram->links, i);
      const EntDiagramNode *other = l->from == node ? l->to : l->to == node ? l->from : NULL;
      if (!other)
        continue;
      take_markup (f,
                   l->from == node ? _ ("Arrow to") : _ ("Arrow from"),
                   g_markup_printf_escaped ("<a href=\"%s\">%s</a> · %s",
                                            l->thing.mark_id,
                                            ent_text_get (&other->thing.name, f->lang),
                                            ent_fact_link_kind (l->kind)));
    }
}

static void
link_facts (Facts *f, const EntDiagramLink *link)
{
  add_string (f, _ ("Kind"), ent_fact_link_kind (link->kind));
  add_link (f, _ ("From"), (const EntThing *)link->from);
  add_link (f, _ ("To"), (const EntThing *)link->to);
}

static void
document_facts (Facts *f, const EntDocument *document)
{
  g_autoptr (GString) authors = g_string_new (NULL);
  const GPtrArray *passages = ent_dossier_passages (f->dossier);
  guint n = 0;

  for (guint i = 0; i < passages->len; i++)
    n += ((const EntPassage *)g_ptr_array_index (passages, i))->document == document;
  for (guint i = 0; i < document->n_authors; i++)
    g_string_append_printf (authors,
                            "%s%s",
                            i > 0 ? C_ ("list", ", ") : "",
                            ent_text_get (&document->authors[i], f->lang));
  add_string (f, _ ("Authors"), authors->str);
  add_text (f, _ ("Published in"), &document->container);
  add_date (f, _ ("Date"), &document->issued);
  add_string (f, _ ("Language"), document->language);
  if (document->url)
    take_markup (f,
                 _ ("Address"),
                 g_markup_printf_escaped ("<a href=\"%s\">%s</a>", document->url, document->url));
  add_string (f, _ ("Rights"), document->rights);
  add_count (f, _ ("Characters"), document->length);
  add_count (f, _ ("Passages"), n);
}

static void
passage_facts (Facts *f, const EntPassage *passage)
{
  add_link (f, _ ("Document"), (const EntThing *)passage->document);
  if (passage->tags && passage->tags[0])
    {
      g_autofree char *tags
          = ent_passage_tag_names (f->dossier, passage, C_ ("list", ", "), f->lang);
      add_string (f, _ ("Tags"), tags);
    }
}

static void
dimension_facts (Facts *f, const EntDimension *dimension)
{
  add_text (f, _ ("Group"), &dimension->group);
  add_link (f, _ ("Comparison"), (const EntThing *)dimension->comparison);
  add_cells (f, dimension->comparison, dimension, NULL);
}

static void
subject_facts (Facts *f, const EntSubject *subject)
{
  add_link (f, _ ("Stands for"), subject->ref);
  add_link (f, _ ("Comparison"), (const EntThing *)subject->comparison);
  add_cells (f, subject->comparison, NULL, subject);
}

static void
kind_facts (Facts *f, const EntThing *thing)
{
  switch (thing->kind)
    {
    case ENT_THING_ACTOR:
      actor_facts (f, (const EntActor *)thing);
      break;
    case ENT_THING_RELATION:
      relation_facts (f, (const EntRelation *)thing);
      break;
    case ENT_THING_EVENT:
      event_facts (f, (const EntEvent *)thing);
      break;
    case ENT_THING_CELL:
      cell_facts (f, (const EntCell *)thing);
      break;
    case ENT_THING_VERDICT:
      verdict_facts (f, (const EntVerdict *)thing);
      break;
    case ENT_THING_DIMENSION:
      dimension_facts (f, (const EntDimension *)thing);
      break;
    case ENT_THING_SUBJECT:
      subject_facts (f, (const EntSubject *)thing);
      break;
    case ENT_THING_COMPARISON:
      add_count (f, _ ("Subjects"), ((const EntComparison *)thing)->subjects->len);
      add_count (f, _ ("Dimensions"), ((const EntComparison *)thing)->dimensions->len);
      break;
    case ENT_THING_NODE:
      node_facts (f, (const EntDiagramNode *)thing);
      break;
    case ENT_THING_LINK:
      link_facts (f, (const EntDiagramLink *)thing);
      break;
    case ENT_THING_DIAGRAM:
      add_count (f, _ ("Boxes"), ((const EntDiagram *)thing)->nodes->len);
      add_count (f, _ ("Arrows"), ((const EntDiagram *)thing)->links->len);
      break;
    case ENT_THING_DOCUMENT:
      document_facts (f, (const EntDocument *)thing);
      break;
    case ENT_THING_PASSAGE:
      passage_facts (f, (const EntPassage *)thing);
      break;
    case ENT_THING_VIEW:
      add_string (f, _ ("Kind"), ent_fact_view_kind (((const EntView *)thing)->kind));
      break;
    case ENT_THING_RELATION_TYPE:
    case ENT_THING_NONE:
    default:
      break;
    }
}

/**
 * ent_inspector_facts:
 * @dossier: the dossier
 * @thing: one of its things
 * @lang: the content language
 *
 * What is known of @thing apart from its evidence.  Labels are in the interface's language.
 *
 * Returns: (transfer full) (element-type EntFact): the rows, most important first.
 */
GPtrArray *
ent_inspector_facts (const EntDossier *dossier, const EntThing *thing, const char *lang)
{
  Facts f = { g_ptr_array_new_with_free_func ((GDestroyNotify)ent_fact_free), dossier, lang };

  kind_facts (&f, thing);
  if (thing->modality != ENT_MODALITY_REPORTED)
    add_string (&f, _ ("Standing"), ent_fact_modality (thing->modality));
  return f.facts;
}
