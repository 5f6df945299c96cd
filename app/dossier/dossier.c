#include "dossier/dossier-private.h"

#include <string.h>

/* Bytes of memory taken at a time; a small dossier needs one or two such blocks. */
#define BLOCK (32u * 1024)

/**
 * ent_dossier_new:
 * @root: its tree
 *
 * Returns: (transfer full): a dossier without things, for the reader to fill
 */
EntDossier *
ent_dossier_new (EntJson *root)
{
  EntDossier *dossier = g_new0 (EntDossier, 1);
  GPtrArray **lists[]
      = { &dossier->documents, &dossier->passages, &dossier->actors,      &dossier->relation_types,
          &dossier->relations, &dossier->events,   &dossier->comparisons, &dossier->diagrams,
          &dossier->views,     &dossier->story };

  dossier->refs = 1;
  dossier->root = ent_json_ref (root);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    *lists[i] = g_ptr_array_new ();
  dossier->filters = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_filter_free);
  dossier->tag_names = g_hash_table_new (g_str_hash, g_str_equal);
  dossier->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  dossier->by_mark_id = g_hash_table_new (g_str_hash, g_str_equal);
  dossier->referrers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  return dossier;
}

/**
 * ent_dossier_alloc:
 * @dossier: a dossier that is being read
 * @size: bytes
 *
 * Returns: (transfer none): zeroed memory that lives as long as @dossier
 */
gpointer
ent_dossier_alloc (EntDossier *dossier, gsize size)
{
  size = (size + 7) & ~(gsize)7;
  if ((gsize)(dossier->block_end - dossier->block_at) < size)
    {
      const gsize block = MAX (size, BLOCK);
      dossier->block_at = g_malloc0 (block);
      dossier->block_end = dossier->block_at + block;
      dossier->blocks = g_slist_prepend (dossier->blocks, dossier->block_at);
    }
  gpointer memory = dossier->block_at;
  dossier->block_at += size;
  return memory;
}

/**
 * ent_dossier_printf:
 * @dossier: a dossier that is being read
 * @format: as of printf()
 * @...: its arguments
 *
 * Returns: (transfer none): a string that lives as long as @dossier
 */
const char *
ent_dossier_printf (EntDossier *dossier, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  return memcpy (ent_dossier_alloc (dossier, strlen (text) + 1), text, strlen (text) + 1);
}

/**
 * ent_dossier_ref:
 * @dossier: a dossier
 *
 * Takes a reference, from any thread.
 *
 * Returns: (transfer full): @dossier
 */
EntDossier *
ent_dossier_ref (EntDossier *dossier)
{
  g_atomic_int_inc (&dossier->refs);
  return dossier;
}

static void
free_members (gpointer thing, gpointer data)
{
  EntComparison *comparison = thing;
  g_ptr_array_unref (comparison->subjects);
  g_ptr_array_unref (comparison->dimensions);
  g_ptr_array_unref (comparison->cells);
  g_ptr_array_unref (comparison->verdicts);
}

static void
free_graph (gpointer thing, gpointer data)
{
  EntDiagram *diagram = thing;
  g_ptr_array_unref (diagram->nodes);
  g_ptr_array_unref (diagram->links);
}

/**
 * ent_dossier_unref:
 * @dossier: (nullable) (transfer full): a dossier
 *
 * Gives up a reference, from any thread; with the last one all its things go.
 */
void
ent_dossier_unref (EntDossier *dossier)
{
  if (dossier == NULL || !g_atomic_int_dec_and_test (&dossier->refs))
    return;

  GPtrArray *lists[]
      = { dossier->documents, dossier->passages, dossier->actors,      dossier->relation_types,
          dossier->relations, dossier->events,   dossier->comparisons, dossier->diagrams,
          dossier->views,     dossier->story };
  g_ptr_array_foreach (dossier->comparisons, free_members, NULL);
  g_ptr_array_foreach (dossier->diagrams, free_graph, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_unref (lists[i]);
  g_ptr_array_unref (dossier->filters);
  g_hash_table_unref (dossier->tag_names);
  g_hash_table_unref (dossier->by_id);
  g_hash_table_unref (dossier->by_mark_id);
  g_hash_table_unref (dossier->referrers);
  g_slist_free_full (dossier->blocks, g_free);
  ent_json_unref (dossier->root);
  g_free (dossier);
}

/**
 * ent_dossier_id:
 * @dossier: a dossier
 *
 * Returns: (transfer none): its id
 */
const char *
ent_dossier_id (const EntDossier *dossier)
{
  return dossier->id;
}

/**
 * ent_dossier_title:
 * @dossier: a dossier
 *
 * Returns: (transfer none): its title
 */
const EntText *
ent_dossier_title (const EntDossier *dossier)
{
  return &dossier->title;
}

/**
 * ent_dossier_description:
 * @dossier: a dossier
 *
 * Returns: (transfer none): what it is about; may be empty
 */
const EntText *
ent_dossier_description (const EntDossier *dossier)
{
  return &dossier->description;
}

/**
 * ent_dossier_authors:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (array zero-terminated=1): who made it
 */
const char **
ent_dossier_authors (const EntDossier *dossier)
{
  return dossier->authors;
}

/**
 * ent_dossier_licence:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (nullable): an SPDX identifier, as a rule
 */
const char *
ent_dossier_licence (const EntDossier *dossier)
{
  return dossier->licence;
}

/**
 * ent_dossier_language:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (nullable): the BCP 47 tag of what it is written in
 */
const char *
ent_dossier_language (const EntDossier *dossier)
{
  return dossier->language;
}

/**
 * ent_dossier_json:
 * @dossier: a dossier
 *
 * Returns: (transfer none): the tree it was read from
 */
EntJson *
ent_dossier_json (const EntDossier *dossier)
{
  return dossier->root;
}

/**
 * ent_dossier_documents:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntDocument): in file order
 */
const GPtrArray *
ent_dossier_documents (const EntDossier *dossier)
{
  return dossier->documents;
}

/**
 * ent_dossier_passages:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntPassage): in file order
 */
const GPtrArray *
ent_dossier_passages (const EntDossier *dossier)
{
  return dossier->passages;
}

/**
 * ent_dossier_actors:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntActor): in file order
 */
const GPtrArray *
ent_dossier_actors (const EntDossier *dossier)
{
  return dossier->actors;
}

/**
 * ent_dossier_relation_types:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntRelationType): in file order
 */
const GPtrArray *
ent_dossier_relation_types (const EntDossier *dossier)
{
  return dossier->relation_types;
}

/**
 * ent_dossier_relations:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntRelation): in file order
 */
const GPtrArray *
ent_dossier_relations (const EntDossier *dossier)
{
  return dossier->relations;
}

/**
 * ent_dossier_events:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntEvent): in file order
 */
const GPtrArray *
ent_dossier_events (const EntDossier *dossier)
{
  return dossier->events;
}

/**
 * ent_dossier_comparisons:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntComparison): in file order
 */
const GPtrArray *
ent_dossier_comparisons (const EntDossier *dossier)
{
  return dossier->comparisons;
}

/**
 * ent_dossier_diagrams:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntDiagram): in file order
 */
const GPtrArray *
ent_dossier_diagrams (const EntDossier *dossier)
{
  return dossier->diagrams;
}

/**
 * ent_dossier_views:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntView): in file order
 */
const GPtrArray *
ent_dossier_views (const EntDossier *dossier)
{
  return dossier->views;
}

/**
 * ent_dossier_story:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (element-type EntStoryStep): in file order
 */
const GPtrArray *
ent_dossier_story (const EntDossier *dossier)
{
  return dossier->story;
}

/**
 * ent_dossier_tag_name:
 * @dossier: a dossier
 * @tag: a tag of a passage
 * @lang: the language wanted
 *
 * Returns: what the dossier calls the tag; the tag itself when it has no name
 */
const char *
ent_dossier_tag_name (const EntDossier *dossier, const char *tag, const char *lang)
{
  const EntText *name = g_hash_table_lookup (dossier->tag_names, tag);

  return name != NULL ? ent_text_get (name, lang) : tag;
}

/**
 * ent_passage_tag_names:
 * @dossier: a dossier
 * @passage: one of its passages
 * @separator: what to put between the names
 * @lang: the language wanted
 *
 * Returns: (transfer full): the names of the passage's tags, in one line
 */
char *
ent_passage_tag_names (const EntDossier *dossier,
                       const EntPassage *passage,
                       const char *separator,
                       const char *lang)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; passage->tags[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (line, separator);
      g_string_append (line, ent_dossier_tag_name (dossier, passage->tags[i], lang));
    }
  return g_string_free (line, FALSE);
}

/**
 * ent_dossier_find:
 * @dossier: a dossier
 * @id: (nullable): an id ("usa") or a mark id ("actor:usa"); cells, verdicts and links have only a
 *   mark id
 *
 * Constant time.
 *
 * Returns: (transfer none) (nullable): the thing; %NULL if there is none
 */
const EntThing *
ent_dossier_find (const EntDossier *dossier, const char *id)
{
  if (id == NULL)
    return NULL;
  return g_hash_table_lookup (strchr (id, ':') != NULL ? dossier->by_mark_id : dossier->by_id, id);
}

/**
 * ent_dossier_things_on:
 * @dossier: a dossier
 * @passage: a passage of it
 *
 * Constant time.
 *
 * Returns: (transfer none) (element-type EntThing): every thing that has the passage among its
 *   evidence, actors also for an attribute, in file order
 */
const GPtrArray *
ent_dossier_things_on (const EntDossier *dossier, const EntPassage *passage)
{
  return g_hash_table_lookup (dossier->referrers, passage);
}

static void
add_evidence (GPtrArray *list, GHashTable *seen, const EntEvidence *evidence, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_hash_table_add (seen, (gpointer)evidence[i].passage))
      g_ptr_array_add (list, (gpointer)&evidence[i]);
}

/**
 * ent_thing_evidence:
 * @thing: a thing
 *
 * Returns: (transfer container) (element-type EntEvidence): what it rests on, its attributes'
 *   evidence included, each passage once, in order
 */
GPtrArray *
ent_thing_evidence (const EntThing *thing)
{
  GPtrArray *list = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  add_evidence (list, seen, thing->evidence, thing->n_evidence);
  if (thing->kind == ENT_THING_ACTOR)
    {
      const EntActor *actor = (const EntActor *)thing;
      for (guint i = 0; i < actor->n_attributes; i++)
        add_evidence (list, seen, actor->attributes[i].evidence, actor->attributes[i].n_evidence);
    }
  return list;
}

/**
 * ent_text_is_empty:
 * @text: a text
 *
 * Returns: %TRUE if it has no word in any language
 */
gboolean
ent_text_is_empty (const EntText *text)
{
  for (guint i = 0; i < text->n; i++)
    if (text->values[i][0] != '\0')
      return FALSE;
  return TRUE;
}

/* The words in a language: those of the very tag, else of one that is more exact. */
static const char *
find_words (const EntText *text, const char *lang)
{
  const gsize length = strlen (lang);
  for (guint exact = 2; exact-- > 0;)
    for (guint i = 0; i < text->n; i++)
      if (g_ascii_strncasecmp (text->tags[i], lang, length) == 0
          && text->tags[i][length] == (exact ? '\0' : '-') && text->values[i][0] != '\0')
        return text->values[i];
  return NULL;
}

/**
 * ent_text_get:
 * @text: a text
 * @lang: a BCP 47 tag
 *
 * The words in a language, or else the best there are: zh-Hant → zh-Hans → en → the first.
 *
 * Returns: (transfer none): UTF-8; "" when the text is empty
 */
const char *
ent_text_get (const EntText *text, const char *lang)
{
  static const char *const chain[] = { "zh-Hant", "zh-Hans", "en" };
  guint next = g_ascii_strcasecmp (lang, "zh-Hant") == 0  ? 1
               : g_ascii_strncasecmp (lang, "zh", 2) == 0 ? 1
                                                          : 2;
  const char *words = find_words (text, lang);

  for (; words == NULL && next < G_N_ELEMENTS (chain); next++)
    words = find_words (text, chain[next]);
  for (guint i = 0; words == NULL && i < text->n; i++)
    if (text->values[i][0] != '\0')
      words = text->values[i];
  return words != NULL ? words : "";
}
