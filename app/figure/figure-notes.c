/* Which passage has which number in a figure, and what its note says. */
#include "figure/figure-notes.h"

#include <math.h>
#include <string.h>

#include "dossier/citation.h"
#include "dossier/library.h"
#include "dossier/share.h"
#include "figure/figure-private.h"
#include "views/words.h"

/* Items whose middles are less apart than this, figure units, are on one row when read. */
#define ROW_HEIGHT 20.0
/* Of a passage that is named by its digest, so many characters. */
#define NAME_CHARS 48

/* ---- what a note says ---- */

/* The paragraph where the text is at hand, else the characters as the dossier counts them. */
static char *
describe_place (const EntPassage *passage,
                const EntResolution *found,
                const EntLibrary *library,
                const char *lang)
{
  EntSource *source = found != NULL ? ent_library_source (library, passage->document) : NULL;

  if (source != NULL && (found->state == ENT_ANCHOR_EXACT || found->state == ENT_ANCHOR_MOVED))
    {
      const guint number = ent_source_paragraph_of (source, found->start, NULL, NULL);
      g_autofree char *paragraph = g_strdup_printf ("%u", number);
      return ent_word_format ("table paragraph", lang, paragraph, NULL);
    }
  if (passage->end <= passage->start)
    return NULL;
  g_autofree char *from = g_strdup_printf ("%u", passage->start + 1);
  g_autofree char *to = g_strdup_printf ("%u", passage->end);
  return ent_word_format ("table characters", lang, from, to, NULL);
}

static char *
describe_state (const EntResolution *found, const char *lang)
{
  if (found != NULL && found->state == ENT_ANCHOR_MOVED)
    {
      g_autofree char *alike = g_strdup_printf ("%.0f", floor (found->similarity * 100));
      return ent_word_format ("table passage moved", lang, alike, NULL);
    }
  if (found != NULL && (found->state == ENT_ANCHOR_AMBIGUOUS || found->state == ENT_ANCHOR_LOST))
    return g_strdup (ent_word (
        found->state == ENT_ANCHOR_LOST ? "table passage lost" : "table passage ambiguous", lang));
  return NULL;
}

/**
 * ent_passage_facts:
 * @passage: a passage
 * @grade: (nullable): how its use is graded
 * @library: (nullable): the texts at hand
 * @lang: content language
 *
 * Where a passage is, whether it has moved, and its grade, in brackets.
 *
 * Returns: (transfer full): " (para. 3; grade B2)", or "" when there is nothing to say
 */
char *
ent_passage_facts (const EntPassage *passage,
                   const char *grade,
                   const EntLibrary *library,
                   const char *lang)
{
  const EntResolution *found = library != NULL ? ent_library_resolution (library, passage) : NULL;
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  char *place = describe_place (passage, found, library, lang);
  char *state = describe_state (found, lang);

  if (place != NULL)
    g_ptr_array_add (facts, place);
  if (state != NULL)
    g_ptr_array_add (facts, state);
  if (grade != NULL)
    g_ptr_array_add (facts, ent_word_format ("table grade", lang, grade, NULL));
  if (facts->len == 0)
    return g_strdup ("");
  g_ptr_array_add (facts, NULL);
  g_autofree char *all = g_strjoinv (ent_word ("citation separator", lang), (char **)facts->pdata);
  return g_strdup_printf (ent_word_is_chinese (lang) ? "（%s）" : " (%s)", all);
}

static void
free_note (gpointer data)
{
  EntFigureNote *note = data;

  g_free (note->citation);
  g_free (note->facts);
  g_free (note->quote);
  g_array_unref (note->items);
  g_free (note);
}

static void
free_numbers (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static void
fill (const EntFigureNotes *notes, EntFigureNote *note, const EntLibrary *library)
{
  const EntDocument *document = note->passage->document;
  const EntResolution *found
      = library != NULL ? ent_library_resolution (library, note->passage) : NULL;

  for (guint i = 0; i < notes->notes->len && note->same_as == 0; i++)
    {
      const EntFigureNote *other = g_ptr_array_index (notes->notes, i);
      if (other->same_as == 0 && other->passage->document == document)
        note->same_as = other->number;
    }
  note->citation = ent_figure_cite (document, notes->lang);
  note->state = found != NULL ? found->state : ENT_ANCHOR_UNATTACHED;
  note->facts = ent_passage_facts (note->passage, note->grade, library, notes->lang);
  /* The dossier's own copy of the words is there because it may be passed on. */
  if (note->passage->quote != NULL || ent_rights_are_open (document->rights))
    note->quote = ent_citation_quote (
        note->passage, ent_rights_are_open (document->rights) ? library : NULL, NULL);
}

/* ---- the order of reading ---- */

typedef struct
{
  guint item;
  double x, y; /* the middle, figure units */
} Place;

static int
by_height (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->y != q->y)
    return p->y < q->y ? -1 : 1;
  return p->item < q->item ? -1 : 1;
}

static int
by_column (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->item < q->item ? -1 : 1;
}

/* Where the items are whose marks are seen.  What is drawn counts, its label only without it; to
 * hundredths, so that a view moved about the page keeps its order. */
static GArray *
find_places (const EntScene *scene)
{
  const guint n = ent_scene_n_items (scene);
  g_autofree EntRect *drawn = g_new0 (EntRect, n + 1);
  g_autofree EntRect *named = g_new0 (EntRect, n + 1);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item == ENT_NO_ITEM
          || (mark->clip != NULL && !ent_rect_intersects (&mark->bounds, mark->clip)))
        continue;
      EntRect *rect = (mark->kind == ENT_MARK_TEXT ? named : drawn) + mark->item;
      *rect = rect->width + rect->height > 0 ? ent_rect_union (rect, &mark->bounds) : mark->bounds;
    }
  for (guint i = 0; i < n; i++)
    {
      const EntRect *rect = drawn[i].width + drawn[i].height > 0 ? drawn + i : named + i;
      Place place = { i,
                      round ((rect->x + rect->width / 2) * 100) / 100,
                      round ((rect->y + rect->height / 2) * 100) / 100 };
      if (rect->width + rect->height > 0)
        g_array_append_val (places, place);
    }
  return places;
}

/* Rows from the top, each from the left. */
static GArray *
read_scene (const EntScene *scene)
{
  g_autoptr (GArray) places = find_places (scene);
  Place *all = (Place *)(gpointer)places->data;
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_sort (places, by_height);
  for (guint start = 0, end; start < places->len; start = end)
    {
      for (end = start + 1; end < places->len; end++)
        if (all[end].y - all[start].y >= ROW_HEIGHT - 0.02)
          break;
      qsort (all + start, end - start, sizeof (Place), by_column);
    }
  for (guint i = 0; i < places->len; i++)
    g_array_append_val (order, all[i].item);
  return order;
}

/* ---- numbering ---- */

/* What an item stands for, in the dossier; others, such as a row of a legend, stand for nothing. */
static GPtrArray *
find_things (const EntSceneItem *item, const EntDossier *dossier)
{
  const char *only[] = { item->id, NULL };
  GPtrArray *things = g_ptr_array_new ();

  for (const char *const *id = item->things != NULL ? item->things : only; *id != NULL; id++)
    {
      const EntThing *thing = ent_dossier_find (dossier, *id);
      if (thing != NULL)
        g_ptr_array_add (things, (gpointer)thing);
    }
  return things;
}

/* How the things of an item use a passage. */
static EntEvidence
find_use (const GPtrArray *things, const EntPassage *passage)
{
  for (guint i = 0; i < things->len; i++)
    {
      g_autoptr (GPtrArray) evidence = ent_thing_evidence (g_ptr_array_index (things, i));
      for (guint k = 0; k < evidence->len; k++)
        if (((const EntEvidence *)evidence->pdata[k])->passage == passage)
          return *(const EntEvidence *)evidence->pdata[k];
    }
  return (EntEvidence){ .passage = passage };
}

static guint
hash_use (gconstpointer key)
{
  const EntFigureNote *note = key;

  return g_direct_hash (note->passage) + (guint)note->disputes;
}

static gboolean
is_same_use (gconstpointer a, gconstpointer b)
{
  const EntFigureNote *p = a, *q = b;

  return p->passage == q->passage && p->disputes == q->disputes
         && g_strcmp0 (p->grade, q->grade) == 0;
}

typedef struct
{
  EntFigureNotes *notes;
  const EntDossier *dossier;
  const EntLibrary *library;
  GHashTable *known; /* EntFigureNote → itself */
} Numbering;

static void
number_use (Numbering *numbering, guint item, GArray *numbers, const EntEvidence *use)
{
  EntFigureNotes *notes = numbering->notes;
  EntFigureNote key = { .passage = use->passage, .disputes = use->disputes, .grade = use->grade };
  EntFigureNote *note = g_hash_table_lookup (numbering->known, &key);

  if (note == NULL)
    {
      note = g_memdup2 (&key, sizeof key);
      note->number = notes->notes->len + 1;
      note->items = g_array_new (FALSE, FALSE, sizeof (guint));
      fill (notes, note, numbering->library);
      g_ptr_array_add (notes->notes, note);
      g_hash_table_add (numbering->known, note);
    }
  g_array_append_val (note->items, item);
  g_array_append_val (numbers, note->number);
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  const guint *p = a, *q = b;

  return *p < *q ? -1 : *p > *q;
}

static void
number_item (Numbering *numbering, guint item, const GPtrArray *things)
{
  const char *const *id = ent_scene_item (numbering->notes->scene, item)->evidence;

  if (id == NULL || *id == NULL)
    return;
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  for (; *id != NULL; id++)
    {
      const EntThing *passage = ent_dossier_find (numbering->dossier, *id);
      if (passage == NULL || passage->kind != ENT_THING_PASSAGE)
        continue;
      const EntEvidence use = find_use (things, (const EntPassage *)passage);
      number_use (numbering, item, numbers, &use);
    }
  g_array_sort (numbers, by_number);
  numbering->notes->numbers->pdata[item] = numbers;
}

/* Whether it says something of the world that could be wrong: an actor is only named. */
static gboolean
is_claim (const EntThing *thing)
{
  return thing->kind != ENT_THING_ACTOR && thing->kind != ENT_THING_PASSAGE
         && thing->kind != ENT_THING_DOCUMENT && thing->kind != ENT_THING_SUBJECT
         && thing->kind != ENT_THING_DIMENSION && thing->kind != ENT_THING_RELATION_TYPE;
}

static void
judge_item (EntFigureNotes *notes, guint item, const GPtrArray *things)
{
  const EntSceneItem *scene_item = ent_scene_item (notes->scene, item);
  gboolean claims = FALSE, disputed = FALSE;

  for (guint i = 0; i < things->len; i++)
    {
      const EntThing *thing = g_ptr_array_index (things, i);
      claims = claims || is_claim (thing);
      disputed = disputed || ent_thing_modality (thing) == ENT_MODALITY_DISPUTED;
    }
  if (claims && (scene_item->evidence == NULL || *scene_item->evidence == NULL))
    g_array_append_val (notes->uncited, item);
  if (disputed)
    g_array_append_val (notes->disputed, item);
}

/**
 * ent_figure_notes_new:
 * @scene: a view, or a figure with it
 * @request: what it was made from
 * @library: (nullable): the texts at hand
 *
 * Numbers the passages that the marks of a scene rest on, in the order in which a reader meets the
 * marks: rows from the top, each from the left.  A passage that supports one mark and disputes
 * another has two numbers.  A view and the figure it is set in have the same numbers.
 *
 * Returns: (transfer full): the notes
 */
EntFigureNotes *
ent_figure_notes_new (const EntScene *scene,
                      const EntViewRequest *request,
                      const EntLibrary *library)
{
  EntFigureNotes *notes = g_new0 (EntFigureNotes, 1);
  g_autoptr (GHashTable) known = g_hash_table_new (hash_use, is_same_use);
  Numbering numbering = { notes, request->dossier, library, known };

  notes->scene = scene;
  notes->lang = request->lang;
  notes->notes = g_ptr_array_new_with_free_func (free_note);
  notes->numbers = g_ptr_array_new_with_free_func (free_numbers);
  g_ptr_array_set_size (notes->numbers, (int)ent_scene_n_items (scene));
  notes->uncited = g_array_new (FALSE, FALSE, sizeof (guint));
  notes->disputed = g_array_new (FALSE, FALSE, sizeof (guint));
  notes->order = read_scene (scene);
  for (guint i = 0; i < notes->order->len; i++)
    {
      const guint item = g_array_index (notes->order, guint, i);
      g_autoptr (GPtrArray) things = find_things (ent_scene_item (scene, item), request->dossier);
      number_item (&numbering, item, things);
      judge_item (notes, item, things);
    }
  return notes;
}

/**
 * ent_figure_notes_free:
 * @notes: (nullable) (transfer full): notes
 */
void
ent_figure_notes_free (EntFigureNotes *notes)
{
  if (notes == NULL)
    return;
  g_ptr_array_unref (notes->notes);
  g_ptr_array_unref (notes->numbers);
  g_array_unref (notes->order);
  g_array_unref (notes->uncited);
  g_array_unref (notes->disputed);
  g_free (notes);
}

/* ---- reading them ---- */

/**
 * ent_figure_notes_get:
 * @notes: notes
 * @number: from 1
 *
 * Returns: (transfer none): the note of that number
 */
const EntFigureNote *
ent_figure_notes_get (const EntFigureNotes *notes, guint number)
{
  g_return_val_if_fail (number > 0 && number <= notes->notes->len, NULL);
  return g_ptr_array_index (notes->notes, number - 1);
}

/**
 * ent_figure_note_digest:
 * @notes: notes
 * @note: one of them
 *
 * Returns: (transfer none): what the passage says, in the coder's words; "" when nobody wrote it
 */
const char *
ent_figure_note_digest (const EntFigureNotes *notes, const EntFigureNote *note)
{
  return ent_text_get (&note->passage->thing.name, notes->lang);
}

/**
 * ent_figure_notes_of:
 * @notes: notes
 * @item: index of an item of the scene
 * @n: (out): how many numbers
 *
 * Returns: (transfer none) (nullable) (array length=n): the numbers of its notes, ascending
 */
const guint *
ent_figure_notes_of (const EntFigureNotes *notes, guint item, guint *n)
{
  const GArray *numbers
      = item < notes->numbers->len ? g_ptr_array_index (notes->numbers, item) : NULL;

  *n = numbers != NULL ? numbers->len : 0;
  return *n > 0 ? (const guint *)(gpointer)numbers->data : NULL;
}

/**
 * ent_figure_notes_range:
 * @notes: notes, for the language
 * @numbers: (array length=n): ascending numbers
 * @n: how many
 *
 * Returns: (transfer full): "1–3, 7": three or more that follow each other are a range
 */
char *
ent_figure_notes_range (const EntFigureNotes *notes, const guint *numbers, guint n)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0, last; i < n; i = last + 1)
    {
      for (last = i; last + 1 < n && numbers[last + 1] == numbers[last] + 1;)
        last++;
      if (last == i + 1)
        last = i;
      if (out->len > 0)
        g_string_append (out, ent_word ("list separator", notes->lang));
      g_string_append_printf (out, "%u", numbers[i]);
      if (last > i)
        g_string_append_printf (out, "–%u", numbers[last]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- what is to be known of the whole figure ---- */

static char *
join_names (const EntFigureNotes *notes, GPtrArray *names, guint max)
{
  const guint n = max > 0 && names->len > max ? max : names->len;
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out,
                            "%s%s",
                            i > 0 ? ent_word ("citation separator", notes->lang) : "",
                            (const char *)g_ptr_array_index (names, i));
  if (n < names->len)
    {
      g_autofree char *rest = g_strdup_printf ("%u", names->len - n);
      g_autofree char *more = ent_word_format ("and more", notes->lang, rest, NULL);
      g_string_append_printf (out, "%s%s", ent_word ("citation separator", notes->lang), more);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
remark_items (const EntFigureNotes *notes,
              GPtrArray *remarks,
              const char *key,
              const GArray *items,
              guint max)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (items->len == 0)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      const EntSceneItem *item = ent_scene_item (notes->scene, g_array_index (items, guint, i));
      g_ptr_array_add (names, (gpointer)(item->title != NULL ? item->title : item->id));
    }
  g_autofree char *count = ent_word_count (key, items->len, notes->lang);
  g_autofree char *list = join_names (notes, names, max);
  g_ptr_array_add (remarks, g_strconcat (count, ent_word ("colon", notes->lang), list, NULL));
}

static char *
name_passage (const EntFigureNotes *notes, const EntFigureNote *note)
{
  const char *digest = ent_figure_note_digest (notes, note);

  if (*digest == '\0')
    return g_strdup (note->passage->thing.id);
  if (g_utf8_strlen (digest, -1) <= NAME_CHARS)
    return g_strdup (digest);
  g_autofree char *head = g_utf8_substring (digest, 0, NAME_CHARS - 1);
  return g_strconcat (g_strchomp (head), "…", NULL);
}

static void
remark_states (
    const EntFigureNotes *notes, GPtrArray *remarks, gboolean moved, gboolean numbered, guint max)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < notes->notes->len; i++)
    {
      const EntFigureNote *note = g_ptr_array_index (notes->notes, i);
      if (moved ? note->state != ENT_ANCHOR_MOVED
                : note->state != ENT_ANCHOR_AMBIGUOUS && note->state != ENT_ANCHOR_LOST)
        continue;
      g_array_append_val (numbers, note->number);
      g_ptr_array_add (names, name_passage (notes, note));
    }
  if (numbers->len == 0)
    return;
  g_autofree char *list
      = numbered
            ? ent_figure_notes_range (notes, (const guint *)(gpointer)numbers->data, numbers->len)
            : join_names (notes, names, max);
  const char *key = numbered ? (moved ? "table moved" : "table unsure")
                             : (moved ? "figure moved" : "figure unsure");
  g_ptr_array_add (remarks, ent_word_format (key, notes->lang, list, NULL));
}

/**
 * ent_figure_notes_remarks:
 * @notes: notes
 * @numbered: whether the reader sees the notes, so that a number is enough
 * @max: at most so many names in each; 0: all
 *
 * Returns: (transfer full) (element-type utf8): a sentence each on marks without a passage,
 *          disputed marks, passages that have moved, and those that are not surely found
 */
GPtrArray *
ent_figure_notes_remarks (const EntFigureNotes *notes, gboolean numbered, guint max)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func (g_free);

  remark_items (notes, remarks, "without evidence", notes->uncited, max);
  remark_items (notes, remarks, "figure disputed", notes->disputed, max);
  remark_states (notes, remarks, TRUE, numbered, max);
  remark_states (notes, remarks, FALSE, numbered, max);
  return remarks;
}
