/* From a tree to a snapshot, in two passes: every id is declared, then everything is read, so that
 * a reference may point forward. */
#include "dossier/dossier-read-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT "entente-dossier"
#define VERSION 1

/**
 * ent_dossier_error_quark:
 *
 * The error domain of app/dossier; codes are #EntDossierError.
 *
 * Returns: the quark
 */
G_DEFINE_QUARK (ent_dossier_error, ent_dossier_error)

/**
 * ent_problem_free:
 * @problem: (nullable) (transfer full): a problem
 *
 * Frees the problem.
 */
void
ent_problem_free (EntProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->pointer);
  g_free (problem->message);
  g_free (problem);
}

/* The id of a thing whose own is missing or taken: it is in the pictures all the same. */
static const char *
make_id (EntReader *reader, EntThingKind kind, guint index)
{
  for (guint number = index + 1;; number++)
    {
      const char *id
          = ent_dossier_printf (reader->dossier, "%s-%u", ent_thing_kind_name (kind), number);
      if (!g_hash_table_contains (reader->dossier->by_id, id))
        return id;
    }
}

static void
declare (EntReader *reader, const EntNode *at, EntThing *thing)
{
  EntDossier *dossier = reader->dossier;
  const EntNode id_at = ent_node_member (at, "id");
  const char *id = ent_read_id (reader, at);

  if (id != NULL)
    {
      const EntThing *other = g_hash_table_lookup (dossier->by_id, id);
      if (other != NULL)
        {
          guint line;
          ent_json_position (other->json, &line, NULL);
          ent_reader_expect (reader,
                             &id_at,
                             _ ("an id of its own; the %s of line %u has this one"),
                             ent_thing_kind_name (other->kind),
                             line);
          id = NULL;
        }
    }
  thing->id = id != NULL ? id : make_id (reader, thing->kind, at->index);
  thing->mark_id
      = ent_dossier_printf (dossier, "%s:%s", ent_thing_kind_name (thing->kind), thing->id);
  g_hash_table_insert (dossier->by_id, (gpointer)thing->id, thing);
  g_hash_table_insert (dossier->by_mark_id, (gpointer)thing->mark_id, thing);
}

/**
 * ent_declare_list:
 * @reader: the reader
 * @object: where the list is
 * @key: its key
 * @kind: what it is a list of
 * @size: bytes of their struct, whose first member is an #EntThing
 * @list: (out): the structs, empty but for kind, id, mark id and node
 *
 * Makes a struct for every object of a list, so that all ids are known before any is used.
 */
void
ent_declare_list (EntReader *reader,
                  const EntNode *object,
                  const char *key,
                  EntThingKind kind,
                  gsize size,
                  GPtrArray *list)
{
  const EntNode at = ent_node_member (object, key);
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;

  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_element (&at, i);
      if (!ent_reader_check (reader, &item, ENT_JSON_OBJECT, TRUE))
        continue;
      EntThing *thing = ent_dossier_alloc (reader->dossier, size);
      thing->kind = kind;
      thing->json = item.json;
      declare (reader, &item, thing);
      g_ptr_array_add (list, thing);
    }
}

static void
drop (EntReader *reader, const EntThing *thing)
{
  g_hash_table_remove (reader->dossier->by_id, thing->id);
  g_hash_table_remove (reader->dossier->by_mark_id, thing->mark_id);
  g_hash_table_add (reader->broken, (gpointer)thing->id);
}

/**
 * ent_fill_list:
 * @reader: the reader
 * @object: where the list is
 * @key: its key
 * @list: (inout): what ent_declare_list() made of it; what is too broken is taken out
 * @read: reads one
 *
 * Reads every thing of a list.
 */
void
ent_fill_list (
    EntReader *reader, const EntNode *object, const char *key, GPtrArray *list, EntReadFunc read)
{
  const EntNode at = ent_node_member (object, key);
  guint kept = 0, next = 0;

  for (guint i = 0; i < ent_json_length (at.json) && next < list->len; i++)
    {
      const EntNode item = ent_node_element (&at, i);
      EntThing *thing = g_ptr_array_index (list, next);
      if (thing->json != item.json) /* no object, so not declared */
        continue;
      next++;
      if (read (reader, &item, thing))
        list->pdata[kept++] = thing;
      else
        drop (reader, thing);
    }
  g_ptr_array_set_size (list, (int)kept);
}

static void
declare_all (EntReader *reader, const EntNode *root)
{
  EntDossier *d = reader->dossier;

#define DECLARE(key, kind, type, list)                                                             \
  ent_declare_list (reader, root, key, kind, sizeof (type), list)
  DECLARE ("documents", ENT_THING_DOCUMENT, EntDocument, d->documents);
  DECLARE ("passages", ENT_THING_PASSAGE, EntPassage, d->passages);
  DECLARE ("actors", ENT_THING_ACTOR, EntActor, d->actors);
  DECLARE ("relation_types", ENT_THING_RELATION_TYPE, EntRelationType, d->relation_types);
  DECLARE ("relations", ENT_THING_RELATION, EntRelation, d->relations);
  DECLARE ("events", ENT_THING_EVENT, EntEvent, d->events);
  DECLARE ("comparisons", ENT_THING_COMPARISON, EntComparison, d->comparisons);
  DECLARE ("diagrams", ENT_THING_DIAGRAM, EntDiagram, d->diagrams);
  DECLARE ("views", ENT_THING_VIEW, EntView, d->views);
#undef DECLARE
}

/* The place of a thing of a list, found again from its node. */
static EntNode
place_of (const EntNode *list, const EntThing *thing, guint *index)
{
  while (ent_json_element (list->json, *index) != thing->json)
    (*index)++;
  return ent_node_element (list, *index);
}

static void
declare_members (EntReader *reader, const EntNode *root)
{
  const EntNode comparisons = ent_node_member (root, "comparisons");
  const EntNode diagrams = ent_node_member (root, "diagrams");
  guint at = 0;

  for (guint i = 0; i < reader->dossier->comparisons->len; i++)
    {
      EntComparison *c = g_ptr_array_index (reader->dossier->comparisons, i);
      const EntNode item = place_of (&comparisons, &c->thing, &at);
      c->subjects = g_ptr_array_new ();
      c->dimensions = g_ptr_array_new ();
      c->cells = g_ptr_array_new ();
      c->verdicts = g_ptr_array_new ();
      ent_declare_list (
          reader, &item, "subjects", ENT_THING_SUBJECT, sizeof (EntSubject), c->subjects);
      ent_declare_list (
          reader, &item, "dimensions", ENT_THING_DIMENSION, sizeof (EntDimension), c->dimensions);
    }
  at = 0;
  for (guint i = 0; i < reader->dossier->diagrams->len; i++)
    {
      EntDiagram *d = g_ptr_array_index (reader->dossier->diagrams, i);
      const EntNode item = place_of (&diagrams, &d->thing, &at);
      d->nodes = g_ptr_array_new ();
      d->links = g_ptr_array_new ();
      ent_declare_list (reader, &item, "nodes", ENT_THING_NODE, sizeof (EntDiagramNode), d->nodes);
    }
}

static void
number_all (EntDossier *dossier)
{
  for (guint i = 0; i < dossier->passages->len; i++)
    ((EntPassage *)g_ptr_array_index (dossier->passages, i))->index = i;
  for (guint i = 0; i < dossier->actors->len; i++)
    ((EntActor *)g_ptr_array_index (dossier->actors, i))->index = i;
  for (guint i = 0; i < dossier->relation_types->len; i++)
    ((EntRelationType *)g_ptr_array_index (dossier->relation_types, i))->index = i;
}

static void
read_story (EntReader *reader, const EntNode *root)
{
  const EntNode at = ent_node_member (root, "story");
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;

  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_element (&at, i);
      EntStoryStep *step = ent_dossier_alloc (reader->dossier, sizeof (EntStoryStep));
      if (ent_reader_check (reader, &item, ENT_JSON_OBJECT, TRUE)
          && ent_read_story_step (reader, &item, step))
        g_ptr_array_add (reader->dossier->story, step);
    }
}

/* Tags are words, not things: their ids are apart from all others. */
static void
read_tags (EntReader *reader, const EntNode *root)
{
  const EntNode at = ent_node_member (root, "tags");
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;

  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_element (&at, i);
      const char *id = ent_reader_check (reader, &item, ENT_JSON_OBJECT, TRUE)
                           ? ent_read_id (reader, &item)
                           : NULL;
      if (id == NULL)
        continue;
      EntText *name = ent_dossier_alloc (reader->dossier, sizeof (EntText));
      *name = ent_read_text (reader, &item, "name", TRUE);
      const EntNode id_at = ent_node_member (&item, "id");
      if (!g_hash_table_insert (reader->dossier->tag_names, (gpointer)id, name))
        ent_reader_expect (reader, &id_at, _ ("a tag that has no name yet"));
    }
}

/* What the options of a preset say is the business of those who draw figures. */
static void
read_presets (EntReader *reader, const EntNode *root)
{
  const EntNode at = ent_node_member (root, "presets");
  const guint length
      = ent_reader_check (reader, &at, ENT_JSON_ARRAY, FALSE) ? ent_json_length (at.json) : 0;

  for (guint i = 0; i < length; i++)
    {
      const EntNode item = ent_node_element (&at, i);
      if (!ent_reader_check (reader, &item, ENT_JSON_OBJECT, TRUE))
        continue;
      const EntNode options = ent_node_member (&item, "options");
      ent_read_text (reader, &item, "name", TRUE);
      ent_reader_check (reader, &options, ENT_JSON_OBJECT, TRUE);
    }
}

static void
read_root (EntReader *reader, const EntNode *root)
{
  EntDossier *dossier = reader->dossier;

  dossier->id = ent_read_id (reader, root);
  if (dossier->id == NULL)
    dossier->id = "dossier";
  dossier->title = ent_read_text (reader, root, "title", TRUE);
  dossier->description = ent_read_text (reader, root, "description", FALSE);
  dossier->authors = ent_read_strings (reader, root, "authors");
  dossier->licence = ent_read_string (reader, root, "licence", FALSE);
  dossier->language = ent_read_string (reader, root, "language", FALSE);
  declare_all (reader, root);
  declare_members (reader, root);

  ent_fill_list (reader, root, "documents", dossier->documents, ent_read_document);
  ent_fill_list (reader, root, "passages", dossier->passages, ent_read_passage);
  ent_fill_list (reader, root, "actors", dossier->actors, ent_read_actor);
  ent_fill_list (reader, root, "relation_types", dossier->relation_types, ent_read_relation_type);
  ent_fill_list (reader, root, "relations", dossier->relations, ent_read_relation);
  ent_fill_list (reader, root, "events", dossier->events, ent_read_event);
  ent_fill_list (reader, root, "comparisons", dossier->comparisons, ent_read_comparison);
  ent_fill_list (reader, root, "diagrams", dossier->diagrams, ent_read_diagram);
  ent_fill_list (reader, root, "views", dossier->views, ent_read_view);
  read_tags (reader, root);
  read_story (reader, root);
  read_presets (reader, root);
  number_all (dossier);
  ent_dossier_index (dossier);
}

/* Whether this program can read the file at all. */
static gboolean
check_version (const EntJson *root, const char *name, GError **error)
{
  const char *format = NULL;
  const EntJson *at = ent_json_member (root, "version");
  gint64 version = 0;

  if (!ent_json_get_string (ent_json_member (root, "format"), &format)
      || !g_str_equal (format, FORMAT))
    {
      g_autofree char *found
          = format != NULL ? g_strdup_printf (_ ("“%s”"), format) : g_strdup (_ ("no such text"));
      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_VERSION,
                   _ ("%s: /format: found %s, expected “%s”: this is no dossier"),
                   name,
                   found,
                   FORMAT);
      return FALSE;
    }
  if (ent_json_get_int (at, &version) && version >= 1 && version <= VERSION)
    return TRUE;
  g_autofree char *found = at != NULL ? ent_json_write_compact (at) : g_strdup (_ ("nothing"));
  g_set_error (error,
               ENT_DOSSIER_ERROR,
               ENT_DOSSIER_ERROR_VERSION,
               version > VERSION ? _ (
                   "%s: /version: found %s, expected at most %d: this file was made by a later "
                   "version of the program")
                                 : _ ("%s: /version: found %s, expected %d"),
               name,
               found,
               VERSION);
  return FALSE;
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const EntProblem *p = *(EntProblem *const *)a, *q = *(EntProblem *const *)b;
  if (p->line != q->line)
    return p->line < q->line ? -1 : 1;
  return p->column < q->column ? -1 : p->column > q->column;
}

static void
set_problems_error (const EntReader *reader, const char *name, GError **error)
{
  const EntProblem *first = g_ptr_array_index (reader->problems, 0);
  g_autofree char *place
      = first->line > 0 ? g_strdup_printf (
            _ ("line %u, column %u (%s)"), first->line, first->column, first->pointer)
                        : g_strdup (first->pointer);
  g_set_error (error,
               ENT_DOSSIER_ERROR,
               ENT_DOSSIER_ERROR_PROBLEMS,
               g_dngettext (GETTEXT_PACKAGE,
                            "%s: %u problem: %s: %s",
                            "%s: %u problems, the first at %s: %s",
                            reader->n_problems),
               name,
               reader->n_problems,
               place,
               first->message);
}

/**
 * ent_dossier_read:
 * @root: a tree
 * @name: of the file, for messages
 * @problems: (out) (optional) (nullable) (element-type EntProblem): what is wrong, in file order,
 *   %ENT_MAX_PROBLEMS at most; %NULL when nothing is
 * @partial: (out) (optional) (nullable): when something is wrong, what could be read
 * @error: %ENT_DOSSIER_ERROR_VERSION or %ENT_DOSSIER_ERROR_PROBLEMS
 *
 * Makes a snapshot of a tree.  Linear in its size.
 *
 * Returns: (transfer full): the snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_read (
    EntJson *root, const char *name, GPtrArray **problems, EntDossier **partial, GError **error)
{
  if (!check_version (root, name, error))
    return NULL;

  EntReader reader = { .dossier = ent_dossier_new (root) };
  reader.problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_problem_free);
  reader.broken = g_hash_table_new (g_str_hash, g_str_equal);
  const EntNode at = { .json = root };
  read_root (&reader, &at);
  g_hash_table_unref (reader.broken);

  if (reader.n_problems == 0)
    {
      g_ptr_array_unref (reader.problems);
      return reader.dossier;
    }
  g_ptr_array_sort (reader.problems, compare_problems);
  set_problems_error (&reader, name, error);
  if (problems != NULL)
    *problems = reader.problems;
  else
    g_ptr_array_unref (reader.problems);
  if (partial != NULL)
    *partial = reader.dossier;
  else
    ent_dossier_unref (reader.dossier);
  return NULL;
}
