#include "views/view-private.h"

#include <math.h>

/* In OKLab, of the two colours of what is disputed. */
#define LEAST_DIFFERENCE 0.12
/* What WCAG 2.1 (1.4.11) wants of marks. */
#define HIGH_CONTRAST 3.0

static const char *
name_of (gconstpointer thing, const char *lang)
{
  return ent_text_get (&((const EntThing *)thing)->name, lang);
}

static void
append (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

static char *
pair (gconstpointer from, gconstpointer to, gboolean directed, const char *lang)
{
  return g_strconcat (name_of (from, lang), directed ? " → " : " – ", name_of (to, lang), NULL);
}

static char *
verdict_phrase (const EntVerdict *verdict, const char *lang)
{
  const char *from = name_of (verdict->from, lang), *to = name_of (verdict->to, lang);
  switch (verdict->kind)
    {
    case ENT_VERDICT_ESCALATES:
      return ent_word_format ("escalates-from-to", lang, from, to, NULL);
    case ENT_VERDICT_DE_ESCALATES:
      return ent_word_format ("de-escalates-from-to", lang, from, to, NULL);
    case ENT_VERDICT_ONLY_FROM:
      return ent_word_format ("only-in", lang, from, NULL);
    case ENT_VERDICT_ONLY_TO:
      return ent_word_format ("only-in", lang, to, NULL);
    case ENT_VERDICT_SAME:
    case ENT_VERDICT_DIFFERENT:
    case ENT_VERDICT_CONTRADICTED:
    case ENT_VERDICT_UNKNOWN:
    case ENT_N_VERDICTS:
      break;
    }
  g_autofree char *key = g_strconcat ("verdict:", ent_verdict_name (verdict->kind), NULL);
  return g_strdup (ent_word (key, lang));
}

/**
 * ent_thing_title:
 * @thing: a thing of a dossier
 * @lang: content language
 *
 * The thing's name, or one made from what it consists of when it has none.  A cell is named after
 * its place in the table, as its text is what it says and not what it is called.
 *
 * Returns: (transfer full): never empty
 */
char *
ent_thing_title (const EntThing *thing, const char *lang)
{
  if (thing->kind == ENT_THING_CELL)
    {
      const EntCell *cell = (const EntCell *)thing;
      return g_strconcat (
          name_of (cell->dimension, lang), " · ", name_of (cell->subject, lang), NULL);
    }
  if (thing->kind == ENT_THING_VERDICT)
    {
      const EntVerdict *verdict = (const EntVerdict *)thing;
      g_autofree char *phrase = verdict_phrase (verdict, lang);
      return g_strconcat (
          name_of (verdict->dimension, lang), ent_word ("colon", lang), phrase, NULL);
    }
  const char *name = ent_text_get (&thing->name, lang);
  if (*name != '\0')
    return g_strdup (name);
  if (thing->kind == ENT_THING_RELATION)
    {
      const EntRelation *relation = (const EntRelation *)thing;
      return pair (relation->from, relation->to, relation->type->directed, lang);
    }
  if (thing->kind == ENT_THING_LINK)
    {
      const EntDiagramLink *link = (const EntDiagramLink *)thing;
      return pair (link->from, link->to, TRUE, lang);
    }
  if (thing->kind == ENT_THING_EVENT && ((const EntEvent *)thing)->when.edtf != NULL)
    return ent_date_format (((const EntEvent *)thing)->when.edtf, ENT_DATE_LONG, lang);
  return g_strdup (thing->id != NULL ? thing->id : "");
}

static void
append_date (GString *line, const EntWhen *start, const EntWhen *end, const char *lang)
{
  g_autofree char *from
      = start->edtf != NULL ? ent_date_format (start->edtf, ENT_DATE_LONG, lang) : NULL;
  g_autofree char *to
      = end != NULL && end->edtf != NULL ? ent_date_format (end->edtf, ENT_DATE_LONG, lang) : NULL;
  if (from != NULL && to != NULL && !g_str_equal (from, to))
    {
      g_autofree char *both = g_strconcat (from, " – ", to, NULL);
      append (line, both);
    }
  else
    append (line, from != NULL ? from : to);
}

static void
describe_actor (GString *line, const EntActor *actor, const char *lang)
{
  g_autofree char *key = g_strconcat ("kind:", ent_actor_kind_name (actor->kind), NULL);
  append (line, ent_word (key, lang));
  if (actor->part_of != NULL)
    {
      g_autofree char *in = ent_word_format ("in", lang, name_of (actor->part_of, lang), NULL);
      append (line, in);
    }
}

static void
describe_relation (GString *line, const EntRelation *relation, const char *lang)
{
  g_autofree char *ends = pair (relation->from, relation->to, relation->type->directed, lang);
  append (line, ends);
  append (line, name_of (relation->type, lang));
  append_date (line, &relation->start, &relation->end, lang);
  if (relation->via != NULL)
    {
      g_autofree char *via = ent_word_format ("via", lang, name_of (relation->via, lang), NULL);
      append (line, via);
    }
  if (relation->asserted_by != NULL)
    {
      g_autofree char *by
          = ent_word_format ("according to", lang, name_of (relation->asserted_by, lang), NULL);
      append (line, by);
    }
}

static void
describe_event (GString *line, const EntEvent *event, const char *lang)
{
  append_date (line, &event->when, NULL, lang);
  if (event->place != NULL)
    append (line, name_of (event->place, lang));
  g_autoptr (GString) who = g_string_new (NULL);
  for (guint i = 0; i < event->n_participants; i++)
    {
      const EntParticipant *participant = &event->participants[i];
      const char *name = name_of (participant->actor, lang);
      if (who->len > 0)
        g_string_append (who, ent_word ("list separator", lang));
      if (g_strcmp0 (participant->role, "excluded") == 0)
        {
          g_autofree char *left_out = ent_word_format ("left out", lang, name, NULL);
          g_string_append (who, left_out);
        }
      else
        g_string_append (who, name);
    }
  append (line, who->str);
}

/**
 * ent_thing_describe:
 * @thing: a thing of a dossier
 * @lang: content language
 *
 * One line of facts: "United States → China · visit · January 2026 · 3 passages".
 *
 * Returns: (transfer full): the line
 */
char *
ent_thing_describe (const EntThing *thing, const char *lang)
{
  GString *line = g_string_new (NULL);
  switch (thing->kind)
    {
    case ENT_THING_ACTOR:
      describe_actor (line, (const EntActor *)thing, lang);
      break;
    case ENT_THING_RELATION:
      describe_relation (line, (const EntRelation *)thing, lang);
      break;
    case ENT_THING_EVENT:
      describe_event (line, (const EntEvent *)thing, lang);
      break;
    case ENT_THING_CELL:
      append (line, ent_text_get (&thing->name, lang));
      break;
    case ENT_THING_VERDICT:
      {
        g_autofree char *phrase = verdict_phrase ((const EntVerdict *)thing, lang);
        append (line, phrase);
        break;
      }
    case ENT_THING_LINK:
      {
        const EntDiagramLink *link = (const EntDiagramLink *)thing;
        g_autofree char *ends = pair (link->from, link->to, TRUE, lang);
        append (line, ends);
        break;
      }
    case ENT_THING_SUBJECT:
      append (line, ent_text_get (&thing->note, lang));
      break;
    case ENT_THING_DOCUMENT:
      {
        const EntDocument *document = (const EntDocument *)thing;
        append (line, ent_text_get (&document->container, lang));
        append_date (line, &document->issued, NULL, lang);
        break;
      }
    case ENT_THING_NONE:
    case ENT_THING_PASSAGE:
    case ENT_THING_RELATION_TYPE:
    case ENT_THING_COMPARISON:
    case ENT_THING_DIMENSION:
    case ENT_THING_DIAGRAM:
    case ENT_THING_NODE:
    case ENT_THING_VIEW:
      break;
    }
  EntModality modality = ent_thing_modality (thing);
  if (modality != ENT_MODALITY_REPORTED)
    {
      g_autofree char *key = g_strconcat ("modality:", ent_modality_name (modality), NULL);
      append (line, ent_word (key, lang));
    }
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  gboolean rests_on_text = thing->kind != ENT_THING_PASSAGE && thing->kind != ENT_THING_DOCUMENT
                           && thing->kind != ENT_THING_VIEW;
  if (evidence->len > 0)
    {
      g_autofree char *count = ent_word_count ("passages", evidence->len, lang);
      append (line, count);
    }
  else if (rests_on_text)
    append (line, ent_word ("no passage", lang));
  return g_string_free (line, FALSE);
}

/**
 * ent_view_add_item:
 * @builder: the scene
 * @request: what is drawn
 * @thing: what the item stands for
 * @importance: 0–1, for the order of the outline
 *
 * Adds the scene item of a thing: its mark id, name, one line of facts, and its passages.
 *
 * Returns: the item's index
 */
int
ent_view_add_item (EntSceneBuilder *builder,
                   const EntViewRequest *request,
                   const EntThing *thing,
                   double importance)
{
  g_autofree char *title = ent_thing_title (thing, request->lang);
  g_autofree char *description = ent_thing_describe (thing, request->lang);
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  g_autofree const char **ids = g_new0 (const char *, evidence->len + 1);
  for (guint i = 0; i < evidence->len; i++)
    ids[i] = ((const EntEvidence *)evidence->pdata[i])->passage->thing.id;
  EntSceneItem item = { .id = thing->mark_id,
                        .title = title,
                        .description = description,
                        .evidence = ids,
                        .importance = CLAMP (importance, 0, 1) };
  return ent_scene_builder_item (builder, &item);
}

/**
 * ent_thing_is_cited:
 * @thing: a thing of a dossier
 *
 * Returns: whether any passage supports or disputes it, or an attribute of it
 */
gboolean
ent_thing_is_cited (const EntThing *thing)
{
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  return evidence->len > 0;
}

/**
 * ent_thing_modality:
 * @thing: a thing of a dossier
 *
 * Returns: how sure it is: as the dossier says, or disputed when it only reports what some passage
 *          disputes
 */
EntModality
ent_thing_modality (const EntThing *thing)
{
  for (guint i = 0; thing->modality == ENT_MODALITY_REPORTED && i < thing->n_evidence; i++)
    if (thing->evidence[i].disputes)
      return ENT_MODALITY_DISPUTED;
  return thing->modality;
}

/**
 * ent_style_set_modality:
 * @style: a line's or rim's style with its stroke set
 * @modality: how sure the thing is
 * @theme: for the second colour of what is disputed
 *
 * Uncertain looks uncertain: planned and proposed are dashed, threatened dotted, hedged lighter,
 * but in high contrast not so that it is missed, disputed alternates between two colours.
 */
void
ent_style_set_modality (EntStyle *style, EntModality modality, const EntTheme *theme)
{
  double width = MAX (style->stroke_width, 1);
  switch (modality)
    {
    case ENT_MODALITY_PLANNED:
    case ENT_MODALITY_PROPOSED:
      style->dash[0] = 4 * width;
      style->dash[1] = 2.5 * width;
      style->n_dash = 2;
      break;
    case ENT_MODALITY_THREATENED:
      style->dash[0] = 0.1 * width;
      style->dash[1] = 2.2 * width;
      style->n_dash = 2;
      style->round = TRUE;
      break;
    case ENT_MODALITY_HEDGED:
      style->stroke = ent_colour_mix (style->stroke, theme->paper, 0.45);
      if (theme->stroke_scale > 1)
        style->stroke = ent_colour_against (style->stroke, theme->paper, HIGH_CONTRAST);
      break;
    case ENT_MODALITY_DISPUTED:
      /* A second colour that is not the first: a pale one would look like dashes. */
      style->stroke2 = theme->category_line[1];
      if (ent_colour_difference (style->stroke, style->stroke2) < LEAST_DIFFERENCE)
        style->stroke2 = theme->category_line[0];
      break;
    case ENT_MODALITY_REPORTED:
    case ENT_N_MODALITIES:
      break;
    }
}

/**
 * ent_view_actor_slot:
 * @actor: an actor
 *
 * Returns: the palette slot of its kind, the same in all views
 */
guint
ent_view_actor_slot (const EntActor *actor)
{
  static const guint slots[ENT_N_ACTOR_KINDS] = {
    [ENT_ACTOR_STATE] = 0,   [ENT_ACTOR_ORGANISATION] = 2, [ENT_ACTOR_BLOC] = 5,
    [ENT_ACTOR_PERSON] = 3,  [ENT_ACTOR_PLACE] = 1,        [ENT_ACTOR_FIRM] = 4,
    [ENT_ACTOR_CONCEPT] = 6,
  };
  return slots[actor->kind];
}

/**
 * ent_view_kind_style:
 * @kind: a kind of actor
 * @theme: the theme
 *
 * Returns: fill and rim of a sample of its discs, for a legend
 */
EntStyle
ent_view_kind_style (EntActorKind kind, const EntTheme *theme)
{
  EntActor sample = { .kind = kind };
  guint slot = ent_view_actor_slot (&sample);
  return (EntStyle){ .fill = theme->category[slot],
                     .stroke = theme->category_rim[slot],
                     .stroke_width = ENT_UNITS_PER_PT * 0.75,
                     .keeps_colour = TRUE };
}

/**
 * ent_view_actor_style:
 * @actor: an actor
 * @theme: the theme
 *
 * Returns: fill and rim of its disc; hatched on paper when no passage speaks of it
 */
EntStyle
ent_view_actor_style (const EntActor *actor, const EntTheme *theme)
{
  guint slot = ent_view_actor_slot (actor);
  EntStyle style = { .fill = theme->category[slot],
                     .stroke = theme->category_rim[slot],
                     .stroke_width = ENT_UNITS_PER_PT * 0.75 };
  if (!ent_thing_is_cited (&actor->thing))
    {
      style.fill = theme->paper;
      style.hatched = TRUE;
    }
  ent_style_set_modality (&style, ent_thing_modality (&actor->thing), theme);
  return style;
}

/**
 * ent_relation_is_double:
 * @relation: a relation
 *
 * Returns: whether it is drawn as two lines by its type
 */
gboolean
ent_relation_is_double (const EntRelation *relation)
{
  return relation->type->line == ENT_LINE_DOUBLE;
}

/**
 * ent_view_relation_style:
 * @relation: a relation
 * @theme: the theme
 *
 * Returns: its line: colour and dash of its type, width by its weight (0.9–3 pt), and its modality;
 *          hatched when no passage speaks of it
 */
EntStyle
ent_view_relation_style (const EntRelation *relation, const EntTheme *theme)
{
  double points = CLAMP (1.2 * sqrt (MAX (relation->weight, 0)), 0.9, 3);
  EntStyle style = { .stroke = theme->category_line[relation->type->colour % ENT_N_CATEGORIES],
                     .stroke_width = points * ENT_UNITS_PER_PT };
  if (relation->type->line == ENT_LINE_DASHED)
    ent_style_set_modality (&style, ENT_MODALITY_PLANNED, theme);
  else if (relation->type->line == ENT_LINE_DOTTED)
    ent_style_set_modality (&style, ENT_MODALITY_THREATENED, theme);
  ent_style_set_modality (&style, ent_thing_modality (&relation->thing), theme);
  style.hatched = !ent_thing_is_cited (&relation->thing);
  return style;
}
