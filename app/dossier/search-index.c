/* What a search looks through: what every thing says in one hay, and a hay for each attached text.
 */
#include "dossier/search-private.h"

#include <string.h>

static void
free_text (gpointer data)
{
  EntSearchText *text = data;

  ent_source_unref (text->source);
  ent_hay_free (text->hay);
  g_free (text->paragraphs);
}

static void
unref_text (gpointer text)
{
  if (text != NULL)
    g_atomic_rc_box_release_full (text, free_text);
}

static guint8
number_of_lang (EntSearchIndex *index, const char *tag)
{
  const char *lang = g_intern_string (tag);
  guint i;

  if (g_ptr_array_find (index->langs, lang, &i))
    return (guint8)i;
  /* a dossier in more languages than that tells the last of them apart no more */
  if (index->langs->len < G_MAXUINT8)
    g_ptr_array_add (index->langs, (gpointer)lang);
  return (guint8)(index->langs->len - 1);
}

static void
add_value (EntSearchIndex *index, const char *value, const char *tag, gboolean is_name)
{
  g_autoptr (EntFolded) folded = ent_fold (value, -1);
  EntField field = { .start = (guint32)index->hay->n,
                     .thing = index->things->len - 1,
                     .lang = number_of_lang (index, tag),
                     .is_name = is_name,
                     .value = value };

  if (folded->n == 0)
    return;
  g_array_append_val (index->fields, field);
  ent_hay_add (index->hay, folded);
  ent_hay_add_separator (index->hay);
}

static void
add_text (EntSearchIndex *index, const EntText *text, gboolean is_name)
{
  for (guint i = 0; i < text->n; i++)
    add_value (index, text->values[i], text->tags[i], is_name);
}

static void
add_form (EntSearchIndex *index, const EntActor *actor, const char *spelling)
{
  g_autoptr (EntFolded) folded = ent_fold (spelling, -1);
  EntNameForm form = { NULL, spelling, actor };

  if (folded->n == 0)
    return;
  form.hay = ent_hay_new ();
  ent_hay_add (form.hay, folded);
  ent_hay_end_word (form.hay);
  g_array_append_val (index->names, form);
}

static void
add_actor (EntSearchIndex *index, const EntActor *actor)
{
  const EntText *names[] = { &actor->thing.name, &actor->short_name };

  add_text (index, &actor->short_name, TRUE);
  for (guint t = 0; t < G_N_ELEMENTS (names); t++)
    for (guint i = 0; i < names[t]->n; i++)
      add_form (index, actor, names[t]->values[i]);
  for (guint i = 0; actor->aliases != NULL && actor->aliases[i] != NULL; i++)
    {
      add_value (index, actor->aliases[i], "", TRUE);
      add_form (index, actor, actor->aliases[i]);
    }
  for (guint i = 0; i < actor->n_attributes; i++)
    add_text (index, &actor->attributes[i].text, FALSE);
}

static void
add_tags (EntSearchIndex *index, const EntPassage *passage)
{
  for (guint i = 0; passage->tags != NULL && passage->tags[i] != NULL; i++)
    for (guint l = 0; l < 3; l++)
      {
        static const char *const langs[] = { "en", "zh-Hans", "zh-Hant" };
        const char *name = ent_dossier_tag_name (index->dossier, passage->tags[i], langs[l]);

        if (l == 0 || name != ent_dossier_tag_name (index->dossier, passage->tags[i], langs[l - 1]))
          add_value (index, name, langs[l], FALSE);
      }
}

static void
add_document (EntSearchIndex *index, const EntDocument *document)
{
  for (guint i = 0; i < document->n_authors; i++)
    add_text (index, &document->authors[i], FALSE);
  add_text (index, &document->container, FALSE);
}

static void
add_things (EntSearchIndex *index, const GPtrArray *things)
{
  for (guint i = 0; i < things->len; i++)
    {
      const EntThing *thing = g_ptr_array_index (things, i);

      g_ptr_array_add (index->things, (gpointer)thing);
      add_text (index, &thing->name, TRUE);
      if (thing->kind == ENT_THING_ACTOR)
        add_actor (index, (const EntActor *)thing);
      else if (thing->kind == ENT_THING_PASSAGE)
        add_tags (index, (const EntPassage *)thing);
      else if (thing->kind == ENT_THING_DOCUMENT)
        add_document (index, (const EntDocument *)thing);
      add_text (index, &thing->note, FALSE);
    }
}

static void
add_all (EntSearchIndex *index)
{
  const EntDossier *dossier = index->dossier;
  const GPtrArray *comparisons = ent_dossier_comparisons (dossier);
  const GPtrArray *diagrams = ent_dossier_diagrams (dossier);

  add_things (index, ent_dossier_actors (dossier));
  add_things (index, ent_dossier_relations (dossier));
  add_things (index, ent_dossier_events (dossier));
  for (guint i = 0; i < comparisons->len; i++)
    {
      const EntComparison *comparison = g_ptr_array_index (comparisons, i);

      add_things (index, comparison->subjects);
      add_things (index, comparison->dimensions);
      add_things (index, comparison->cells);
      add_things (index, comparison->verdicts);
    }
  for (guint i = 0; i < diagrams->len; i++)
    {
      const EntDiagram *diagram = g_ptr_array_index (diagrams, i);

      add_things (index, diagram->nodes);
      add_things (index, diagram->links);
    }
  add_things (index, ent_dossier_documents (dossier));
  add_things (index, ent_dossier_passages (dossier));
}

/* A paragraph begins in the hay where its first character that was not folded away is. */
static EntSearchText *
new_text (EntSource *source)
{
  EntSearchText *text = g_atomic_rc_box_new0 (EntSearchText);
  g_autoptr (EntFolded) folded
      = ent_fold (ent_source_text (source), (gssize)ent_source_n_bytes (source));

  text->source = ent_source_ref (source);
  text->hay = ent_hay_new ();
  ent_hay_add (text->hay, folded);
  ent_hay_end_word (text->hay);
  text->n_paragraphs = ent_source_n_paragraphs (source);
  text->paragraphs = g_new (guint32, text->n_paragraphs + 1);
  for (guint p = 0; p < text->n_paragraphs; p++)
    {
      guint start, end;

      ent_source_paragraph (source, p + 1, &start, &end);
      text->paragraphs[p] = (guint32)ent_folded_index (folded, start);
    }
  text->paragraphs[text->n_paragraphs] = (guint32)folded->n;
  return text;
}

static EntSearchText *
find_text (const EntSearchIndex *before, const EntSource *source)
{
  for (guint i = 0; before != NULL && i < before->texts->len; i++)
    {
      EntSearchText *text = g_ptr_array_index (before->texts, i);

      if (text != NULL && text->source == source)
        return g_atomic_rc_box_acquire (text);
    }
  return NULL;
}

static gboolean
add_texts (EntSearchIndex *index, const EntSearchIndex *before, GCancellable *cancellable)
{
  const GPtrArray *documents = ent_dossier_documents (index->dossier);

  for (guint i = 0; i < documents->len; i++)
    {
      EntSource *source
          = index->library != NULL
                ? ent_library_source (index->library, g_ptr_array_index (documents, i))
                : NULL;
      EntSearchText *text = source != NULL ? find_text (before, source) : NULL;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (text == NULL && source != NULL)
        text = new_text (source);
      g_ptr_array_add (index->texts, text);
    }
  return TRUE;
}

static void
clear_form (gpointer form)
{
  ent_hay_free (((EntNameForm *)form)->hay);
}

/**
 * ent_search_index_new:
 * @dossier: what to search; referenced
 * @library: (nullable): its texts, searched too; referenced
 * @before: (nullable): an index whose texts are taken over where they are the same
 * @cancellable: (nullable): to stop it
 *
 * Folds everything there is to be found, about 80 MB a second: call it on a worker thread.  Takes
 * little more memory than the texts.
 *
 * Returns: (transfer full): the index; %NULL only when cancelled
 */
EntSearchIndex *
ent_search_index_new (EntDossier *dossier,
                      EntLibrary *library,
                      const EntSearchIndex *before,
                      GCancellable *cancellable)
{
  g_autoptr (EntSearchIndex) index = g_new0 (EntSearchIndex, 1);

  g_atomic_ref_count_init (&index->refs);
  index->dossier = ent_dossier_ref (dossier);
  index->library = library != NULL ? ent_library_ref (library) : NULL;
  index->things = g_ptr_array_new ();
  index->langs = g_ptr_array_new ();
  index->fields = g_array_new (FALSE, FALSE, sizeof (EntField));
  index->hay = ent_hay_new ();
  index->names = g_array_new (FALSE, FALSE, sizeof (EntNameForm));
  g_array_set_clear_func (index->names, clear_form);
  index->texts = g_ptr_array_new_with_free_func (unref_text);
  add_all (index);
  return add_texts (index, before, cancellable) ? g_steal_pointer (&index) : NULL;
}

/**
 * ent_search_index_ref:
 * @index: an index
 *
 * Returns: (transfer full): @index
 */
EntSearchIndex *
ent_search_index_ref (EntSearchIndex *index)
{
  g_atomic_ref_count_inc (&index->refs);
  return index;
}

/**
 * ent_search_index_unref:
 * @index: (nullable) (transfer full): an index
 *
 * Drops a reference, from any thread.
 */
void
ent_search_index_unref (EntSearchIndex *index)
{
  if (index == NULL || !g_atomic_ref_count_dec (&index->refs))
    return;
  g_ptr_array_unref (index->things);
  g_ptr_array_unref (index->langs);
  g_array_unref (index->fields);
  ent_hay_free (index->hay);
  g_array_unref (index->names);
  g_ptr_array_unref (index->texts);
  ent_library_unref (index->library);
  ent_dossier_unref (index->dossier);
  g_free (index);
}
