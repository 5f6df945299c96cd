#include "dossier/search.h"

#include <string.h>

#include "dossier/anchor.h"

/* Code points shown before and after a hit: one line of a list. */
#define BEFORE 18
#define AFTER 48
/* A name this short (one letter, one ideograph) is not looked for in place of the query. */
#define MIN_NAME 2

typedef struct
{
  const EntDossier *dossier;
  const EntLibrary *library;
  const char *lang;
  EntFolded *query;
  GPtrArray *synonyms; /* of EntFolded: other names of the actors that the query names */
  GPtrArray *hits;
  GHashTable *seen; /* things that have a hit already */
  guint max;
} Search;

/* How well a name fits, best first. */
typedef enum
{
  WHOLE,
  BEGINNING,
  WITHIN,
  N_RANKS,
} Rank;

/**
 * ent_hit_free:
 * @hit: (transfer full): a hit
 *
 * Frees it.
 */
void
ent_hit_free (EntHit *hit)
{
  g_free (hit->context);
  g_free (hit);
}

/* Whether a cut here would go through a word of letters as Latin has them. */
static gboolean
is_in_word (const char *text, const char *p)
{
  return p > text && g_ascii_isalnum (p[-1]) && g_ascii_isalnum (*p);
}

/* The hit with what stands around it on one line; start and end in code points of text. */
static void
set_context (EntHit *hit, const char *text, guint n, guint start, guint end)
{
  guint from = start > BEFORE ? start - BEFORE : 0, to = MIN (n, end + AFTER);
  const char *first = g_utf8_offset_to_pointer (text, from);
  const char *match = g_utf8_offset_to_pointer (first, start - from);
  const char *match_end = g_utf8_offset_to_pointer (match, end - start);
  const char *last = g_utf8_offset_to_pointer (match_end, to - end);
  g_autoptr (GString) line = g_string_new (from > 0 ? "…" : "");

  while (first < match && (is_in_word (text, first) || (from > 0 && *first == ' ')))
    first++;
  while (last > match_end && to < n && is_in_word (text, last))
    last--;
  g_string_append_len (line, first, match - first);
  hit->match_start = (guint)line->len;
  g_string_append_len (line, match, match_end - match);
  hit->match_end = (guint)line->len;
  g_string_append_len (line, match_end, last - match_end);
  if (to < n)
    g_string_append (line, "…");
  for (char *p = line->str; *p != '\0'; p++)
    if (*p == '\n')
      *p = ' ';
  hit->context = g_string_free (g_steal_pointer (&line), FALSE);
}

/* Looks for the query, or one of its synonyms, in a value. */
static gboolean
find_in (
    const Search *search, const EntFolded *folded, gboolean with_synonyms, gsize *at, gsize *length)
{
  gssize found = ent_folded_find (folded, search->query, 0);

  *length = search->query->n;
  for (guint i = 0; found < 0 && with_synonyms && i < search->synonyms->len; i++)
    {
      const EntFolded *synonym = g_ptr_array_index (search->synonyms, i);

      found = ent_folded_find (folded, synonym, 0);
      *length = synonym->n;
    }
  *at = (gsize)MAX (found, 0);
  return found >= 0;
}

/* A hit in value, or NULL. */
static EntHit *
match_value (const Search *search,
             const EntThing *thing,
             const char *value,
             gboolean with_synonyms,
             Rank *rank)
{
  g_autoptr (EntFolded) folded = ent_fold (value, -1);
  gsize at, n;
  EntHit *hit;

  if (!find_in (search, folded, with_synonyms, &at, &n))
    return NULL;
  *rank = at > 0 ? WITHIN : n == folded->n ? WHOLE : BEGINNING;
  hit = g_new0 (EntHit, 1);
  hit->thing = thing;
  set_context (hit,
               value,
               ent_folded_origin (folded, folded->n),
               ent_folded_origin (folded, at),
               ent_folded_origin_end (folded, at + n));
  return hit;
}

/* Keeps the hit that fits better, the one before where they are equal. */
static EntHit *
keep_better (EntHit *hit, Rank *rank, EntHit *other, Rank other_rank)
{
  if (other == NULL)
    return hit;
  if (hit != NULL && *rank <= other_rank)
    {
      ent_hit_free (other);
      return hit;
    }
  g_clear_pointer (&hit, ent_hit_free);
  *rank = other_rank;
  return other;
}

/* A hit in a text in several languages: the best, in the one shown where they are equal. */
static EntHit *
match_text (const Search *search,
            const EntThing *thing,
            const EntText *text,
            gboolean with_synonyms,
            Rank *rank)
{
  const char *shown = ent_text_get (text, search->lang);
  EntHit *hit = match_value (search, thing, shown, with_synonyms, rank);

  for (guint i = 0; i < text->n; i++)
    if (text->values[i] != shown)
      {
        Rank other_rank = WITHIN;
        EntHit *other = match_value (search, thing, text->values[i], with_synonyms, &other_rank);

        hit = keep_better (hit, rank, other, other_rank);
      }
  return hit;
}

static gboolean
is_full (const Search *search)
{
  return search->hits->len >= search->max;
}

static void
add_hit (Search *search, EntHit *hit, EntFound found)
{
  hit->found = found;
  g_hash_table_add (search->seen, (gpointer)hit->thing);
  g_ptr_array_add (search->hits, hit);
}

typedef void (*ThingFunc) (Search *search, const EntThing *thing, gpointer data);

static void
for_each_in (Search *search, const GPtrArray *things, ThingFunc func, gpointer data)
{
  for (guint i = 0; i < things->len; i++)
    func (search, g_ptr_array_index (things, i), data);
}

/* Everything that can be found, in the order of the file. */
static void
for_each_thing (Search *search, ThingFunc func, gpointer data)
{
  const EntDossier *dossier = search->dossier;
  const GPtrArray *comparisons = ent_dossier_comparisons (dossier);
  const GPtrArray *diagrams = ent_dossier_diagrams (dossier);

  for_each_in (search, ent_dossier_actors (dossier), func, data);
  for_each_in (search, ent_dossier_relations (dossier), func, data);
  for_each_in (search, ent_dossier_events (dossier), func, data);
  for (guint i = 0; i < comparisons->len; i++)
    {
      const EntComparison *comparison = g_ptr_array_index (comparisons, i);

      for_each_in (search, comparison->subjects, func, data);
      for_each_in (search, comparison->dimensions, func, data);
      for_each_in (search, comparison->cells, func, data);
      for_each_in (search, comparison->verdicts, func, data);
    }
  for (guint i = 0; i < diagrams->len; i++)
    {
      const EntDiagram *diagram = g_ptr_array_index (diagrams, i);

      for_each_in (search, diagram->nodes, func, data);
      for_each_in (search, diagram->links, func, data);
    }
  for_each_in (search, ent_dossier_documents (dossier), func, data);
  for_each_in (search, ent_dossier_passages (dossier), func, data);
}

/* Long texts are no names: they come after them. */
static gboolean
is_prose (const EntThing *thing)
{
  return thing->kind == ENT_THING_PASSAGE || thing->kind == ENT_THING_CELL
         || thing->kind == ENT_THING_VERDICT;
}

static void
find_name (Search *search, const EntThing *thing, gpointer data)
{
  GPtrArray **ranks = data;
  Rank rank = WITHIN;
  EntHit *hit;

  if (is_prose (thing))
    return;
  hit = match_text (search, thing, &thing->name, FALSE, &rank);
  if (thing->kind == ENT_THING_ACTOR)
    {
      const EntActor *actor = (const EntActor *)thing;
      Rank other_rank = WITHIN;
      EntHit *other = match_text (search, thing, &actor->short_name, FALSE, &other_rank);

      hit = keep_better (hit, &rank, other, other_rank);
      for (guint i = 0; actor->aliases != NULL && actor->aliases[i] != NULL; i++)
        {
          other = match_value (search, thing, actor->aliases[i], FALSE, &other_rank);
          hit = keep_better (hit, &rank, other, other_rank);
        }
    }
  if (hit != NULL)
    g_ptr_array_add (ranks[rank], hit);
}

static void
find_prose (Search *search, const EntThing *thing, gpointer data)
{
  Rank rank;
  EntHit *hit = NULL;

  if (is_full (search) || g_hash_table_contains (search->seen, thing))
    return;
  if (is_prose (thing))
    hit = match_text (search, thing, &thing->name, TRUE, &rank);
  if (hit == NULL)
    hit = match_text (search, thing, &thing->note, TRUE, &rank);
  if (hit != NULL)
    add_hit (search, hit, ENT_FOUND_DIGEST);
}

/* Best fitting names first; within a rank in the order of the file. */
static void
find_names (Search *search)
{
  GPtrArray *ranks[N_RANKS];

  for (guint r = 0; r < N_RANKS; r++)
    ranks[r] = g_ptr_array_new ();
  for_each_thing (search, find_name, ranks);
  for (guint r = 0; r < N_RANKS; r++)
    {
      for (guint i = 0; i < ranks[r]->len; i++)
        {
          EntHit *hit = g_ptr_array_index (ranks[r], i);

          if (is_full (search))
            ent_hit_free (hit);
          else
            add_hit (search, hit, ENT_FOUND_NAME);
        }
      g_ptr_array_unref (ranks[r]);
    }
}

/* Adds the names of an actor if one of them is the query: whoever looks for Trump wants 特朗普 and
 * 川普 too. */
static void
add_synonyms (Search *search, const EntActor *actor)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_folded_free);
  const EntText *texts[] = { &actor->thing.name, &actor->short_name };
  gboolean is_named = FALSE;

  for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
    for (guint i = 0; i < texts[t]->n; i++)
      g_ptr_array_add (names, ent_fold (texts[t]->values[i], -1));
  for (guint i = 0; actor->aliases != NULL && actor->aliases[i] != NULL; i++)
    g_ptr_array_add (names, ent_fold (actor->aliases[i], -1));

  for (guint i = 0; i < names->len && !is_named; i++)
    {
      const EntFolded *name = g_ptr_array_index (names, i);

      is_named = name->n == search->query->n && ent_folded_find (name, search->query, 0) == 0;
    }
  for (guint i = names->len; is_named && i > 0; i--)
    {
      const EntFolded *name = g_ptr_array_index (names, i - 1);

      if (g_utf8_strlen (name->text, (gssize)name->n) >= MIN_NAME
          && ent_folded_find (name, search->query, 0) != 0)
        g_ptr_array_add (search->synonyms, g_ptr_array_steal_index (names, i - 1));
    }
}

/* The narrowest passage around a place in a document's text. */
static const EntPassage *
passage_at (const Search *search, const EntDocument *document, guint start, guint end)
{
  const GPtrArray *passages = ent_dossier_passages (search->dossier);
  const EntPassage *best = NULL;
  guint best_length = G_MAXUINT;

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      const EntResolution *place = ent_library_resolution (search->library, passage);

      if (passage->document == document && place->start <= start && end <= place->end
          && place->end - place->start < best_length)
        {
          best = passage;
          best_length = place->end - place->start;
        }
    }
  return best;
}

static void
add_text_hit (Search *search, const EntDocument *document, EntSource *source, gsize at, gsize n)
{
  const EntFolded *folded = ent_source_folded (source);
  EntHit *hit = g_new0 (EntHit, 1);
  const EntPassage *passage;
  guint paragraph, paragraph_end;
  const char *text;

  hit->document = document;
  hit->start = ent_folded_origin (folded, at);
  hit->end = ent_folded_origin_end (folded, at + n);
  passage = passage_at (search, document, hit->start, hit->end);
  hit->thing = passage != NULL ? &passage->thing : &document->thing;
  ent_source_paragraph_of (source, hit->start, &paragraph, &paragraph_end);
  text = ent_source_text (source) + ent_source_byte_offset (source, paragraph);
  /* A match may run over the end of its paragraph, as line feeds are folded away. */
  set_context (hit,
               text,
               MAX (paragraph_end, hit->end) - paragraph,
               hit->start - paragraph,
               hit->end - paragraph);
  add_hit (search, hit, ENT_FOUND_TEXT);
}

/* All places of the query and its synonyms in a text, in their order. */
static void
find_in_source (Search *search, const EntDocument *document, EntSource *source)
{
  const EntFolded *folded = ent_source_folded (source);
  guint n_needles = search->synonyms->len + 1;
  g_autofree gssize *next = g_new (gssize, n_needles);

  for (guint i = 0; i < n_needles; i++)
    next[i] = 0;
  for (gsize from = 0; !is_full (search);)
    {
      gssize first = -1;
      gsize n = 0;

      for (guint i = 0; i < n_needles; i++)
        {
          const EntFolded *needle
              = i == 0 ? search->query : g_ptr_array_index (search->synonyms, i - 1);

          /* Looked for again only once the place found last was passed. */
          if (next[i] >= 0 && (from == 0 || (gsize)next[i] < from))
            next[i] = ent_folded_find (folded, needle, from);
          if (next[i] >= 0 && (first < 0 || next[i] < first))
            {
              first = next[i];
              n = needle->n;
            }
        }
      if (first < 0)
        break;
      add_text_hit (search, document, source, (gsize)first, n);
      from = (gsize)first + n;
    }
}

/**
 * ent_search:
 * @dossier: where to search
 * @library: (nullable): its texts, searched too
 * @query: what to look for; case, spaces, punctuation and the Chinese script do not matter
 * @lang: language of the interface, whose names are shown where they match
 * @max: most hits wanted
 *
 * Finds things by their names and aliases (whole ones first, then beginnings, then parts), then
 * passages, cells and notes by what they say, then places in the texts.  A query that is a name of
 * an actor also finds its other names in the latter two.  Linear in all there is; no index.
 *
 * Returns: (transfer full) (element-type EntHit): the hits
 */
GPtrArray *
ent_search (const EntDossier *dossier,
            const EntLibrary *library,
            const char *query,
            const char *lang,
            guint max)
{
  g_autoptr (EntFolded) folded = ent_fold (query, -1);
  g_autoptr (GPtrArray) synonyms = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_folded_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_hit_free);
  Search search = { dossier, library, lang, folded, synonyms, hits, seen, max };
  const GPtrArray *documents = ent_dossier_documents (dossier);
  const GPtrArray *actors = ent_dossier_actors (dossier);

  if (folded->n == 0)
    return hits;
  for (guint i = 0; i < actors->len; i++)
    add_synonyms (&search, g_ptr_array_index (actors, i));
  find_names (&search);
  for_each_thing (&search, find_prose, NULL);
  for (guint i = 0; library != NULL && i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      EntSource *source = ent_library_source (library, document);

      if (source != NULL)
        find_in_source (&search, document, source);
    }
  return hits;
}
