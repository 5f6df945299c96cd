/* What a dossier shows: comparisons, diagrams, views and the story. */
#include "dossier/dossier-read-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a camera; no program lets a user look closer, or farther away. */
#define MIN_ZOOM 0.001
#define MAX_ZOOM 1000

static gboolean
read_subject (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntSubject *subject = thing;
  ent_read_common (reader, at, &subject->thing, "name", TRUE);
  subject->ref = ent_read_reference (reader, at, "ref", ENT_ANY_SUBJECT_MATTER, FALSE);
  return TRUE;
}

static gboolean
read_dimension (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntDimension *dimension = thing;
  ent_read_common (reader, at, &dimension->thing, "name", TRUE);
  dimension->group = ent_read_text (reader, at, "group", FALSE);
  return TRUE;
}

/* A reference to one of the things in own, not to those of another comparison or diagram. */
static const EntThing *
read_own (EntReader *reader,
          const EntNode *object,
          const char *key,
          EntThingKind kind,
          GHashTable *own,
          const EntThing *owner)
{
  const EntNode at = ent_node_member (object, key);
  const EntThing *thing = ent_read_reference (reader, object, key, ENT_KIND (kind), TRUE);

  if (thing == NULL || g_hash_table_contains (own, thing))
    return thing;
  ent_reader_expect (
      reader, &at, _ ("the id of a %s of “%s”"), ent_thing_kind_name (kind), owner->id);
  return NULL;
}

static GHashTable *
new_set (const GPtrArray *first, const GPtrArray *second)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < first->len; i++)
    g_hash_table_add (set, g_ptr_array_index (first, i));
  for (guint i = 0; second != NULL && i < second->len; i++)
    g_hash_table_add (set, g_ptr_array_index (second, i));
  return set;
}

/* Gives a thing without an id of its own the ids made of its parts; there can be one of each. */
static gboolean
register_part (EntReader *reader, const EntNode *at, EntThing *thing)
{
  if (g_hash_table_insert (reader->dossier->by_mark_id, (gpointer)thing->mark_id, thing))
    return TRUE;
  ent_reader_expect (reader,
                     at,
                     _ ("one %s “%s”, not a second"),
                     ent_thing_kind_name (thing->kind),
                     thing->mark_id + strlen (ent_thing_kind_name (thing->kind)) + 1);
  return FALSE;
}

static void
read_cells (EntReader *reader, const EntNode *object, EntComparison *comparison, GHashTable *own)
{
  const EntNode at = ent_node_member (object, "cells");
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;

  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_element (&at, i);
      if (!ent_reader_check (reader, &item, ENT_JSON_OBJECT, TRUE))
        continue;

      EntCell *cell = ent_dossier_alloc (reader->dossier, sizeof (EntCell));
      const EntThing *owner = &comparison->thing;
      cell->thing.kind = ENT_THING_CELL;
      cell->thing.json = item.json;
      ent_read_common (reader, &item, &cell->thing, "text", FALSE);
      cell->has_code
          = ent_read_number (reader, &item, "code", -G_MAXDOUBLE, G_MAXDOUBLE, &cell->code);
      cell->subject
          = (const EntSubject *)read_own (reader, &item, "subject", ENT_THING_SUBJECT, own, owner);
      cell->dimension = (const EntDimension *)read_own (
          reader, &item, "dimension", ENT_THING_DIMENSION, own, owner);
      if (cell->subject == NULL || cell->dimension == NULL)
        continue;

      const char *subject = cell->subject->thing.id, *dimension = cell->dimension->thing.id;
      cell->thing.id = ent_dossier_printf (reader->dossier, "%s-%s", subject, dimension);
      cell->thing.mark_id
          = ent_dossier_printf (reader->dossier, "cell:%s.%s.%s", owner->id, subject, dimension);
      if (register_part (reader, &item, &cell->thing))
        g_ptr_array_add (comparison->cells, cell);
    }
}

static void
read_verdicts (EntReader *reader, const EntNode *object, EntComparison *comparison, GHashTable *own)
{
  const EntNode at = ent_node_member (object, "verdicts");
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;

  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_element (&at, i);
      if (!ent_reader_check (reader, &item, ENT_JSON_OBJECT, TRUE))
        continue;

      EntVerdict *verdict = ent_dossier_alloc (reader->dossier, sizeof (EntVerdict));
      const EntThing *owner = &comparison->thing;
      verdict->thing.kind = ENT_THING_VERDICT;
      verdict->thing.json = item.json;
      ent_read_common (reader, &item, &verdict->thing, "text", FALSE);
      const guint kind = ent_read_word (reader, &item, "kind", ent_verdict_words (), G_MAXUINT);
      verdict->kind = kind < ENT_N_VERDICTS ? kind : ENT_VERDICT_UNKNOWN;
      verdict->dimension = (const EntDimension *)read_own (
          reader, &item, "dimension", ENT_THING_DIMENSION, own, owner);
      verdict->from
          = (const EntSubject *)read_own (reader, &item, "from", ENT_THING_SUBJECT, own, owner);
      verdict->to
          = (const EntSubject *)read_own (reader, &item, "to", ENT_THING_SUBJECT, own, owner);
      if (verdict->dimension == NULL || verdict->from == NULL || verdict->to == NULL)
        continue;

      const char *dimension = verdict->dimension->thing.id;
      const char *from = verdict->from->thing.id, *to = verdict->to->thing.id;
      verdict->thing.id = ent_dossier_printf (reader->dossier, "%s-%s-%s", dimension, from, to);
      verdict->thing.mark_id = ent_dossier_printf (
          reader->dossier, "verdict:%s.%s.%s.%s", owner->id, dimension, from, to);
      if (register_part (reader, &item, &verdict->thing))
        g_ptr_array_add (comparison->verdicts, verdict);
    }
}

/**
 * ent_read_comparison:
 * @reader: the reader, which has declared the subjects and dimensions of all comparisons
 * @at: its place
 * @thing: (inout): an #EntComparison with its subjects and dimensions declared
 *
 * Returns: %TRUE; a comparison is never too broken, only its cells and verdicts are
 */
gboolean
ent_read_comparison (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntComparison *comparison = thing;

  ent_read_common (reader, at, &comparison->thing, "title", FALSE);
  ent_fill_list (reader, at, "subjects", comparison->subjects, read_subject);
  ent_fill_list (reader, at, "dimensions", comparison->dimensions, read_dimension);
  for (guint i = 0; i < comparison->subjects->len; i++)
    {
      EntSubject *subject = g_ptr_array_index (comparison->subjects, i);
      subject->comparison = comparison;
      subject->index = i;
    }
  for (guint i = 0; i < comparison->dimensions->len; i++)
    {
      EntDimension *dimension = g_ptr_array_index (comparison->dimensions, i);
      dimension->comparison = comparison;
      dimension->index = i;
    }

  g_autoptr (GHashTable) own = new_set (comparison->subjects, comparison->dimensions);
  read_cells (reader, at, comparison, own);
  read_verdicts (reader, at, comparison, own);
  return TRUE;
}

static gboolean
read_node (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntDiagramNode *node = thing;
  const guint kind = ent_read_word (reader, at, "kind", ent_node_kind_words (), G_MAXUINT);

  ent_read_common (reader, at, &node->thing, "text", TRUE);
  node->kind = kind <= ENT_NODE_OUTCOME ? kind : ENT_NODE_CONDITION;
  node->ref = ent_read_reference (reader, at, "ref", ENT_ANY_SUBJECT_MATTER, FALSE);
  return TRUE;
}

static void
read_links (EntReader *reader, const EntNode *object, EntDiagram *diagram)
{
  const EntNode at = ent_node_member (object, "links");
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;
  g_autoptr (GHashTable) own = new_set (diagram->nodes, NULL);

  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_element (&at, i);
      if (!ent_reader_check (reader, &item, ENT_JSON_OBJECT, TRUE))
        continue;

      EntDiagramLink *link = ent_dossier_alloc (reader->dossier, sizeof (EntDiagramLink));
      const EntThing *owner = &diagram->thing;
      link->thing.kind = ENT_THING_LINK;
      link->thing.json = item.json;
      ent_read_common (reader, &item, &link->thing, "label", FALSE);
      const guint kind = ent_read_word (reader, &item, "kind", ent_link_kind_words (), G_MAXUINT);
      link->kind = kind <= ENT_LINK_EXCLUDES ? kind : ENT_LINK_LEADS_TO;
      link->from
          = (const EntDiagramNode *)read_own (reader, &item, "from", ENT_THING_NODE, own, owner);
      link->to = (const EntDiagramNode *)read_own (reader, &item, "to", ENT_THING_NODE, own, owner);
      if (link->from == NULL || link->to == NULL)
        continue;

      const char *from = link->from->thing.id, *to = link->to->thing.id;
      link->thing.id = ent_dossier_printf (reader->dossier, "%s-%s", from, to);
      link->thing.mark_id
          = ent_dossier_printf (reader->dossier, "link:%s.%s.%s", owner->id, from, to);
      if (register_part (reader, &item, &link->thing))
        g_ptr_array_add (diagram->links, link);
    }
}

/**
 * ent_read_diagram:
 * @reader: the reader, which has declared the nodes of all diagrams
 * @at: its place
 * @thing: (inout): an #EntDiagram with its nodes declared
 *
 * Returns: %TRUE; a diagram is never too broken, only its links are
 */
gboolean
ent_read_diagram (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntDiagram *diagram = thing;

  ent_read_common (reader, at, &diagram->thing, "title", FALSE);
  ent_fill_list (reader, at, "nodes", diagram->nodes, read_node);
  read_links (reader, at, diagram);
  return TRUE;
}

static void
hide (EntFilter *filter, const char *kind, const char *word)
{
  g_hash_table_add (filter->hidden, g_strconcat (kind, ":", word, NULL));
}

/* Hides the things of a list whose ids are not among those to keep. */
static void
hide_others (EntFilter *filter, const GPtrArray *things, const char **keep)
{
  for (guint i = 0; i < things->len; i++)
    {
      const EntThing *thing = g_ptr_array_index (things, i);
      if (!g_strv_contains ((const char *const *)keep, thing->id))
        g_hash_table_add (filter->hidden, g_strdup (thing->mark_id));
    }
}

static void
hide_other_kinds (EntReader *reader, const EntNode *at, EntFilter *filter)
{
  const EntNode kinds = ent_node_member (at, "kinds");
  const char *const *words = ent_actor_kind_words ();
  const char **keep = ent_read_strings (reader, at, "kinds");

  if (keep[0] == NULL)
    return;
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)keep, words[i]))
      hide (filter, "kind", words[i]);
  for (guint i = 0; i < ent_json_length (kinds.json); i++)
    {
      const EntNode item = ent_node_element (&kinds, i);
      const char *word = NULL;
      if (ent_json_get_string (item.json, &word) && !g_strv_contains (words, word))
        ent_reader_expect (reader, &item, _ ("a kind of actor, such as “%s”"), words[0]);
    }
}

/* Tags are not declared anywhere: all that passages have and the filter does not name, and the
 * passages without any. */
static void
hide_other_tags (EntReader *reader, const EntNode *at, EntFilter *filter)
{
  const GPtrArray *passages = reader->dossier->passages;
  const char *const *keep = (const char *const *)ent_read_strings (reader, at, "tags");

  if (keep[0] == NULL)
    return;
  hide (filter, "tag", "");
  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      for (guint t = 0; passage->tags[t] != NULL; t++)
        if (!g_strv_contains (keep, passage->tags[t]))
          hide (filter, "tag", passage->tags[t]);
    }
}

/* Whether a filter can hide it: "kind:state", "type:visit", "document:id", "tag:form", or "tag:"
 * for the passages without tags. */
static gboolean
can_hide (const EntDossier *dossier, const char *key)
{
  const EntThing *thing;

  if (g_str_has_prefix (key, "tag:"))
    return TRUE;
  if (g_str_has_prefix (key, "kind:"))
    return g_strv_contains (ent_actor_kind_words (), key + strlen ("kind:"));
  thing = strchr (key, ':') != NULL ? ent_dossier_find (dossier, key) : NULL;
  return thing != NULL
         && (thing->kind == ENT_THING_RELATION_TYPE || thing->kind == ENT_THING_DOCUMENT);
}

static void
hide_named (EntReader *reader, const EntNode *at, EntFilter *filter)
{
  const EntNode hidden = ent_node_member (at, "hidden");
  const guint length = ent_reader_check (reader, &hidden, ENT_JSON_ARRAY, FALSE)
                           ? ent_json_length (hidden.json)
                           : 0;

  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_element (&hidden, i);
      const char *key = NULL;
      if (ent_json_get_string (item.json, &key) && can_hide (reader->dossier, key))
        g_hash_table_add (filter->hidden, g_strdup (key));
      else
        ent_reader_expect (reader,
                           &item,
                           _ ("what a filter can hide: “kind:” and a kind of actor, “type:” or "
                              "“document:” and an id, or “tag:” and a tag"));
    }
}

/* The file says what to keep, the filter what is hidden. */
static EntFilter *
read_filter (EntReader *reader, const EntNode *view)
{
  const EntNode at = ent_node_member (view, "filter");
  EntFilter *filter = ent_filter_new ();

  g_ptr_array_add (reader->dossier->filters, filter);
  if (!ent_reader_check (reader, &at, ENT_JSON_OBJECT, FALSE))
    return filter;

  const char **actors = ent_read_references (reader, &at, "actors", ENT_KIND (ENT_THING_ACTOR));
  const char **types
      = ent_read_references (reader, &at, "types", ENT_KIND (ENT_THING_RELATION_TYPE));
  const char **documents
      = ent_read_references (reader, &at, "documents", ENT_KIND (ENT_THING_DOCUMENT));
  for (guint i = 0; actors[i] != NULL; i++)
    g_hash_table_add (filter->actors, g_strdup (ent_dossier_find (reader->dossier, actors[i])->id));
  if (types[0] != NULL)
    hide_others (filter, reader->dossier->relation_types, types);
  if (documents[0] != NULL)
    hide_others (filter, reader->dossier->documents, documents);
  hide_other_kinds (reader, &at, filter);
  hide_other_tags (reader, &at, filter);
  hide_named (reader, &at, filter);

  const EntWhen time = ent_read_when (reader, &at, "time");
  if (time.edtf != NULL)
    ent_filter_set_time (filter, time.edtf, NULL); /* read before, so it is a date */
  return filter;
}

/* The comparison or diagram of a view: needed by these kinds, meaningless for the others. */
static gboolean
read_of (EntReader *reader, const EntNode *at, EntView *view)
{
  const EntNode of = ent_node_member (at, "of");
  guint kinds = 0;

  if (view->kind == ENT_VIEW_COMPARISON)
    kinds = ENT_KIND (ENT_THING_COMPARISON);
  else if (view->kind == ENT_VIEW_DIAGRAM)
    kinds = ENT_KIND (ENT_THING_DIAGRAM);
  else if (of.json != NULL)
    {
      ent_reader_expect (
          reader, &of, _ ("no “of” in a view of the kind “%s”"), ent_view_kind_name (view->kind));
      return TRUE;
    }
  if (kinds != 0)
    view->of = ent_read_reference (reader, at, "of", kinds, TRUE);
  return kinds == 0 || view->of != NULL;
}

/**
 * ent_read_view:
 * @reader: the reader, which has read everything but the story
 * @at: its place
 * @thing: (out): an #EntView
 *
 * Returns: %FALSE if its kind is unknown or what it is a view of is missing
 */
gboolean
ent_read_view (EntReader *reader, const EntNode *at, gpointer thing)
{
  EntView *view = thing;
  const EntNode options = ent_node_member (at, "options");
  const EntNode camera = ent_node_member (at, "camera");
  const guint kind = ent_read_word (reader, at, "kind", ent_view_kind_words (), G_MAXUINT);

  ent_read_common (reader, at, &view->thing, "title", FALSE);
  view->caption = ent_read_text (reader, at, "caption", FALSE);
  view->filter = read_filter (reader, at);
  view->emphasis = ent_read_references (reader, at, "emphasis", G_MAXUINT);
  if (ent_reader_check (reader, &options, ENT_JSON_OBJECT, FALSE))
    view->options = options.json;
  if (ent_reader_check (reader, &camera, ENT_JSON_OBJECT, FALSE))
    {
      double number;
      view->camera = camera.json;
      ent_read_number (reader, &camera, "zoom", MIN_ZOOM, MAX_ZOOM, &number);
      ent_read_number (reader, &camera, "x", -MAX_ZOOM, MAX_ZOOM, &number);
      ent_read_number (reader, &camera, "y", -MAX_ZOOM, MAX_ZOOM, &number);
    }
  if (kind >= ENT_N_VIEW_KINDS)
    return FALSE;
  view->kind = kind;
  return read_of (reader, at, view);
}

/**
 * ent_read_story_step:
 * @reader: the reader, which has read everything else
 * @at: its place
 * @step: (out): an #EntStoryStep
 *
 * Returns: %FALSE if its view is missing
 */
gboolean
ent_read_story_step (EntReader *reader, const EntNode *at, gpointer step)
{
  EntStoryStep *s = step;

  s->title = ent_read_text (reader, at, "title", FALSE);
  s->notes = ent_read_text (reader, at, "notes", FALSE);
  s->time = ent_read_when (reader, at, "time");
  s->select = ent_read_references (reader, at, "select", G_MAXUINT);
  s->view
      = (const EntView *)ent_read_reference (reader, at, "view", ENT_KIND (ENT_THING_VIEW), TRUE);
  return s->view != NULL;
}
