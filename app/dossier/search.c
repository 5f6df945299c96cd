#include "dossier/search-private.h"

#include <string.h>

/* A query that begins the names of more actors than this stands for none of them. */
#define MAX_ACTORS 3
/* So many names are looked for in all. */
#define MAX_NEEDLES 6
/* A name shorter than this is not looked for in place of the query. */
#define MIN_NAME 2

/* Keys of field matches: names before notes; the query before what stands for it; the whole field,
 * a word, a beginning, a part; the language shown before others. */
enum
{
  KEY_OTHER_LANG = 1,
  KEY_FIT = 2, /* × 0–3 */
  KEY_SYNONYM = 8,
  KEY_NOTE = 16,
  N_KEYS = 32,
  NOTHING = 255,
};

typedef struct
{
  const EntSearchIndex *index;
  EntNeedle needles[MAX_NEEDLES]; /* the first is the query */
  guint n_needles;
  EntFindings *findings;
  GCancellable *cancellable;
} Search;

/* ---- names that stand for each other ---- */

/* Whether what is looked for already finds a name. */
static gboolean
is_covered (const Search *search, const EntNameForm *form)
{
  const EntHay *hay = form->hay;

  for (guint i = 0; i < search->n_needles; i++)
    {
      const EntNeedle *needle = &search->needles[i];

      for (gsize at = 0; (at = ent_hay_find (hay, needle, at, hay->n)) < hay->n; at++)
        if (ent_hay_fit (hay, needle, at) != ENT_FIT_NONE)
          return TRUE;
    }
  return FALSE;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const gsize x = (*(const EntNameForm *const *)a)->hay->n;
  const gsize y = (*(const EntNameForm *const *)b)->hay->n;

  return x < y ? -1 : x > y;
}

/* The other names of an actor; the short ones first, for they find the long ones made of them. */
static void
add_names (Search *search, const EntActor *actor)
{
  const GArray *names = search->index->names;
  g_autoptr (GPtrArray) forms = g_ptr_array_new ();

  for (guint i = 0; i < names->len; i++)
    {
      EntNameForm *form = &g_array_index (names, EntNameForm, i);

      if (form->actor == actor && g_utf8_strlen (form->hay->bytes, -1) >= MIN_NAME)
        g_ptr_array_add (forms, form);
    }
  g_ptr_array_sort (forms, compare_lengths);
  for (guint i = 0; i < forms->len; i++)
    {
      const EntNameForm *form = g_ptr_array_index (forms, i);

      if (search->n_needles == MAX_NEEDLES || is_covered (search, form))
        continue;
      ent_needle_init (&search->needles[search->n_needles++], form->hay->bytes, TRUE);
      g_ptr_array_add (search->findings->also, (gpointer)form->spelling);
    }
}

/* Actors that the query names; else those whose names it begins, if these are few. */
static void
expand (Search *search)
{
  const GArray *names = search->index->names;
  const EntNeedle *query = &search->needles[0];
  g_autoptr (GPtrArray) exact = g_ptr_array_new ();
  g_autoptr (GPtrArray) begun = g_ptr_array_new ();

  if (query->n_chars < MIN_NAME)
    return;
  for (guint i = 0; i < names->len; i++)
    {
      const EntNameForm *form = &g_array_index (names, EntNameForm, i);
      GPtrArray *list = g_str_equal (form->hay->bytes, query->bytes)              ? exact
                        : strncmp (form->hay->bytes, query->bytes, query->n) == 0 ? begun
                                                                                  : NULL;

      if (list != NULL && !g_ptr_array_find (list, form->actor, NULL))
        g_ptr_array_add (list, (gpointer)form->actor);
    }
  const GPtrArray *actors = exact->len > 0 ? exact : begun;
  for (guint i = 0; i < actors->len && actors->len <= MAX_ACTORS; i++)
    add_names (search, g_ptr_array_index (actors, i));
}

/* ---- what things say ---- */

static guint8
key_of (const Search *search, const EntField *field, gsize at, gsize end, guint which, EntFit fit)
{
  const EntNeedle *needle = &search->needles[which];
  guint rank = fit == ENT_FIT_WORD ? 1 : fit == ENT_FIT_BEGINNING ? 2 : 3;

  if (at == field->start && at + needle->n == end)
    rank = 0;
  else if (!needle->is_latin && at > field->start)
    rank = 2;
  return (guint8)(rank * KEY_FIT + (which > 0 ? KEY_SYNONYM : 0) + (field->is_name ? 0 : KEY_NOTE));
}

/* The best match of one needle in each thing; fields come in the order of the hay. */
static void
scan_fields (Search *search, guint which, const gboolean *other_lang, EntFieldMatch *best)
{
  const EntSearchIndex *index = search->index;
  const EntNeedle *needle = &search->needles[which];
  const EntHay *hay = index->hay;
  guint f = 0;

  for (gsize at = 0; (at = ent_hay_find (hay, needle, at, hay->n)) < hay->n; at++)
    {
      const EntFit fit = ent_hay_fit (hay, needle, at);
      const EntField *field;
      gsize end;

      if (fit == ENT_FIT_NONE)
        continue;
      while (f + 1 < index->fields->len
             && g_array_index (index->fields, EntField, f + 1).start <= at)
        f++;
      field = &g_array_index (index->fields, EntField, f);
      end = (f + 1 < index->fields->len ? g_array_index (index->fields, EntField, f + 1).start
                                        : hay->n)
            - 1;
      EntFieldMatch match = { f, (guint32)at, (guint16)needle->n, 0 };
      match.key = (guint8)(key_of (search, field, at, end, which, fit)
                           + (other_lang[field->lang] ? KEY_OTHER_LANG : 0));
      if (match.key < best[field->thing].key)
        best[field->thing] = match;
      /* nothing later in the field fits better */
      if (fit == ENT_FIT_WORD)
        at = end;
    }
}

static EntFound
found_of (const EntThing *thing)
{
  switch (thing->kind)
    {
    case ENT_THING_ACTOR:
      return ENT_FOUND_ACTORS;
    case ENT_THING_RELATION:
      return ENT_FOUND_RELATIONS;
    case ENT_THING_EVENT:
      return ENT_FOUND_EVENTS;
    case ENT_THING_NODE:
    case ENT_THING_LINK:
      return ENT_FOUND_DIAGRAMS;
    case ENT_THING_PASSAGE:
      return ENT_FOUND_PASSAGES;
    case ENT_THING_DOCUMENT:
      return ENT_FOUND_DOCUMENTS;
    case ENT_THING_NONE:
    case ENT_THING_RELATION_TYPE:
    case ENT_THING_COMPARISON:
    case ENT_THING_SUBJECT:
    case ENT_THING_DIMENSION:
    case ENT_THING_CELL:
    case ENT_THING_VERDICT:
    case ENT_THING_DIAGRAM:
    case ENT_THING_VIEW:
      break;
    }
  return ENT_FOUND_COMPARISONS;
}

/* Sorts by key, in the order of the file where keys are the same. */
static void
sort_matches (Search *search, const EntFieldMatch *best, guint n)
{
  guint next[N_KEYS + 1] = { 0 };
  g_autofree guint32 *order = g_new (guint32, n);

  for (guint i = 0; i < n; i++)
    if (best[i].key != NOTHING)
      next[best[i].key / KEY_FIT * KEY_FIT + 1]++;
  for (guint k = 0; k < N_KEYS; k++)
    next[k + 1] += next[k];
  const guint n_found = next[N_KEYS];
  for (guint i = 0; i < n; i++)
    if (best[i].key != NOTHING)
      order[next[best[i].key / KEY_FIT * KEY_FIT]++] = i;
  for (guint i = 0; i < n_found; i++)
    {
      const EntThing *thing = g_ptr_array_index (search->index->things, order[i]);

      g_array_append_val (search->findings->fields[found_of (thing)], best[order[i]]);
    }
}

static void
find_in_fields (Search *search, const char *lang)
{
  const EntSearchIndex *index = search->index;
  const guint n = index->things->len;
  g_autofree EntFieldMatch *best = g_new (EntFieldMatch, n + 1);
  g_autofree gboolean *other_lang = g_new (gboolean, index->langs->len + 1);

  for (guint i = 0; i < index->langs->len; i++)
    other_lang[i] = g_ascii_strcasecmp (g_ptr_array_index (index->langs, i), lang) != 0;
  for (guint i = 0; i < n; i++)
    best[i].key = NOTHING;
  for (guint i = 0; i < search->n_needles && index->fields->len > 0; i++)
    scan_fields (search, i, other_lang, best);
  sort_matches (search, best, n);
}

/* ---- attached texts ---- */

typedef struct
{
  guint32 at;
  guint16 n;
  guint8 fit; /* EntFit */
} Place;

/* The best match of the needles in each paragraph of a text. */
static void
scan_text (Search *search, const EntSearchText *text, Place *best)
{
  for (guint p = 0; p < text->n_paragraphs; p++)
    best[p].fit = ENT_FIT_NONE;
  for (guint i = 0; i < search->n_needles; i++)
    {
      const EntNeedle *needle = &search->needles[i];
      const EntHay *hay = text->hay;
      guint p = 0;

      for (gsize at = 0; (at = ent_hay_find (hay, needle, at, hay->n)) < hay->n;)
        {
          const EntFit fit = ent_hay_fit (hay, needle, at);

          while (p + 1 < text->n_paragraphs && text->paragraphs[p + 1] <= at)
            p++;
          if (fit < (EntFit)best[p].fit)
            best[p] = (Place){ (guint32)at, (guint16)needle->n, (guint8)fit };
          /* A paragraph with a word of it is done. */
          at = best[p].fit == ENT_FIT_WORD ? text->paragraphs[p + 1] : at + 1;
        }
    }
}

static gboolean
find_in_texts (Search *search)
{
  const GPtrArray *texts = search->index->texts;
  g_autofree Place *best = NULL;
  GArray *by_fit[ENT_FIT_NONE];
  guint most = 1;
  gboolean done = TRUE;

  for (guint f = 0; f < ENT_FIT_NONE; f++)
    by_fit[f] = g_array_new (FALSE, FALSE, sizeof (EntTextMatch));
  for (guint t = 0; t < texts->len; t++)
    if (g_ptr_array_index (texts, t) != NULL)
      most = MAX (most, ((EntSearchText *)g_ptr_array_index (texts, t))->n_paragraphs);
  best = g_new (Place, most);
  for (guint t = 0; t < texts->len && done; t++)
    {
      const EntSearchText *text = g_ptr_array_index (texts, t);

      done = !g_cancellable_is_cancelled (search->cancellable);
      if (text == NULL || !done)
        continue;
      scan_text (search, text, best);
      for (guint p = 0; p < text->n_paragraphs; p++)
        if (best[p].fit != ENT_FIT_NONE)
          {
            EntTextMatch match = { t, p, best[p].at, best[p].n };
            g_array_append_val (by_fit[best[p].fit], match);
          }
    }
  for (guint f = 0; f < ENT_FIT_NONE; f++)
    {
      g_array_append_vals (search->findings->texts, by_fit[f]->data, by_fit[f]->len);
      g_array_unref (by_fit[f]);
    }
  return done;
}

/**
 * ent_search:
 * @index: what to look through
 * @query: what to look for; case, spaces, punctuation and the Chinese script do not matter
 * @lang: language of the interface, in which names are shown where they match
 * @cancellable: (nullable): to stop it
 *
 * Finds things by their names and aliases (whole ones first, then words, then beginnings of words,
 * then parts), by notes and tags after that, and paragraphs of the texts.  A query that is a name
 * of an actor, or begins that of few, finds its other names too, see ent_findings_also().  Linear
 * in all there is: some milliseconds for 36 MB of text.  May be called from any thread.
 *
 * Returns: (transfer full): what was found; %NULL only when cancelled
 */
EntFindings *
ent_search (EntSearchIndex *index, const char *query, const char *lang, GCancellable *cancellable)
{
  g_autoptr (EntFolded) folded = ent_fold (query, -1);
  g_autofree char *words = g_strdup (folded->text);
  g_autoptr (EntFindings) findings = g_new0 (EntFindings, 1);
  Search search = { .index = index, .findings = findings, .cancellable = cancellable };
  gboolean done = TRUE;

  findings->index = ent_search_index_ref (index);
  findings->also = g_ptr_array_new ();
  findings->texts = g_array_new (FALSE, FALSE, sizeof (EntTextMatch));
  for (guint g = 0; g < ENT_FOUND_TEXTS; g++)
    findings->fields[g] = g_array_new (FALSE, FALSE, sizeof (EntFieldMatch));
  /* nobody types such a query, and lengths are kept in 16 bits */
  if (folded->n > 0 && strlen (words) <= G_MAXINT16)
    {
      ent_needle_init (&search.needles[search.n_needles++], words, FALSE);
      expand (&search);
      find_in_fields (&search, lang);
      done = find_in_texts (&search);
    }
  g_ptr_array_add (findings->also, NULL);
  for (guint i = 0; i < search.n_needles; i++)
    ent_needle_clear (&search.needles[i]);
  return done ? g_steal_pointer (&findings) : NULL;
}

/**
 * ent_findings_free:
 * @findings: (nullable) (transfer full): what was found
 */
void
ent_findings_free (EntFindings *findings)
{
  if (findings == NULL)
    return;
  for (guint g = 0; g < ENT_FOUND_TEXTS; g++)
    g_array_unref (findings->fields[g]);
  g_array_unref (findings->texts);
  g_ptr_array_unref (findings->also);
  ent_search_index_unref (findings->index);
  g_free (findings);
}

/**
 * ent_findings_count:
 * @findings: what was found
 * @found: of which kind
 *
 * Returns: how many
 */
guint
ent_findings_count (const EntFindings *findings, EntFound found)
{
  return found == ENT_FOUND_TEXTS ? findings->texts->len : findings->fields[found]->len;
}

/**
 * ent_findings_also:
 * @findings: what was found
 *
 * Returns: (transfer none) (array zero-terminated=1): names that were looked for beside the query,
 *   as the dossier writes them
 */
const char *const *
ent_findings_also (const EntFindings *findings)
{
  return (const char *const *)findings->also->pdata;
}
