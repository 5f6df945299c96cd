#include "dossier/dossier-edit-views.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Letters of an id made of a title; the format allows 64, and a number may follow. */
#define MAX_SLUG 48

/* The keys of the objects of the file in their order. */
static const char *const root_keys[]
    = { "format",   "version",     "id",       "title",  "description",    "authors", "licence",
        "language", "documents",   "passages", "actors", "relation_types", "tags",    "relations",
        "events",   "comparisons", "diagrams", "views",  "story",          "presets", NULL };
static const char *const view_keys[]
    = { "id", "kind", "title", "caption", "of", "filter", "options", "camera", "emphasis", NULL };
static const char *const step_keys[] = { "view", "title", "notes", "time", "select", NULL };
static const char *const filter_keys[]
    = { "actors", "kinds", "types", "tags", "documents", "hidden", "time", NULL };
/* Those that say what to keep, where "hidden" says what not to. */
static const char *const keep_keys[] = { "kinds", "types", "tags", "documents" };

static guint
rank_of (const char *const *keys, const char *key)
{
  guint rank = 0;

  while (keys[rank] != NULL && !g_str_equal (keys[rank], key))
    rank++;
  return rank;
}

/* Takes object and value.  A member that is new stands behind all that come before it in the
 * format; one whose value is NULL goes. */
static EntJson *
set_member (EntJson *object, const char *const *keys, const char *key, EntJson *value)
{
  guint position = 0;

  if (value == NULL)
    return ent_json_without_member (object, key);
  for (guint i = 0; i < ent_json_length (object); i++)
    if (rank_of (keys, ent_json_key (object, i)) < rank_of (keys, key))
      position = i + 1;
  return ent_json_with_member_at (object, position, key, value);
}

/* Takes root and list; a list without elements is left out. */
static EntJson *
set_list (EntJson *root, const char *key, EntJson *list)
{
  if (ent_json_length (list) > 0)
    return set_member (root, root_keys, key, list);
  ent_json_unref (list);
  return ent_json_without_member (root, key);
}

/* Takes the list. */
static EntDossier *
with_list (EntDossier *dossier, const char *key, EntJson *list, GError **error)
{
  g_autoptr (EntJson) root = NULL;

  /* what is no list is for the reader to complain of */
  if (ent_json_type (list) == ENT_JSON_ARRAY)
    root = set_list (ent_json_ref (ent_dossier_json (dossier)), key, list);
  else
    root = set_member (ent_json_ref (ent_dossier_json (dossier)), root_keys, key, list);
  return ent_dossier_from_json (root, ent_dossier_id (dossier), NULL, error);
}

/**
 * ent_view_json_with:
 * @view: (transfer full): a view as the format has it
 * @key: "title"
 * @value: (nullable) (transfer full): its new value; %NULL leaves it out
 *
 * Returns: (transfer full): the view so changed
 */
EntJson *
ent_view_json_with (EntJson *view, const char *key, EntJson *value)
{
  return set_member (view, view_keys, key, value);
}

/**
 * ent_step_json_with:
 * @step: (transfer full): a step of the story as the format has it
 * @key: "notes"
 * @value: (nullable) (transfer full): its new value; %NULL leaves it out
 *
 * Returns: (transfer full): the step so changed
 */
EntJson *
ent_step_json_with (EntJson *step, const char *key, EntJson *value)
{
  return set_member (step, step_keys, key, value);
}

/* A text without languages, told to be in one, as far as that is known. */
static EntJson *
spread (EntJson *text, const char *own)
{
  return ent_json_with_member (ent_json_new_object (), own, ent_json_ref (text));
}

/**
 * ent_text_json_with:
 * @text: (nullable): a text as the format has it
 * @own: (nullable): language of texts that do not say theirs: that of the dossier
 * @lang: the language to change it in
 * @words: the text in that language; "" takes the language out
 *
 * Changes a text in one language and leaves it in all others as it is.
 *
 * Returns: (transfer full) (nullable): the new text; %NULL when nothing is left of it
 */
EntJson *
ent_text_json_with (EntJson *text, const char *own, const char *lang, const char *words)
{
  const char *bare = NULL;
  g_autoptr (EntJson) object = NULL;

  if (ent_json_get_string (text, &bare))
    {
      /* it stood for every language, or for this one */
      if (own == NULL || g_ascii_strcasecmp (own, lang) == 0)
        return *words != '\0' ? ent_json_new_string (words) : NULL;
      object = spread (text, own);
    }
  else
    object = ent_json_type (text) == ENT_JSON_OBJECT ? ent_json_ref (text) : ent_json_new_object ();
  for (guint i = 0; i < ent_json_length (object); i++)
    if (g_ascii_strcasecmp (ent_json_key (object, i), lang) == 0)
      lang = g_intern_string (ent_json_key (object, i));
  object = *words != '\0'
               ? ent_json_with_member (g_steal_pointer (&object), lang, ent_json_new_string (words))
               : ent_json_without_member (g_steal_pointer (&object), lang);
  return ent_json_length (object) > 0 ? g_steal_pointer (&object) : NULL;
}

/* Latin letters and digits of a title, other runs of characters as one hyphen. */
static char *
slug_of (const char *title)
{
  g_autofree char *ascii = g_str_to_ascii (title, "C");
  GString *slug = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && slug->len < MAX_SLUG; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (slug, g_ascii_tolower (*at));
    else if (*at != '?' && *at != '\'' && slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug, FALSE);
}

/**
 * ent_dossier_new_id:
 * @dossier: a dossier
 * @title: of what gets the id; may be empty or in any script
 * @fallback: an id for a title without Latin letters: "map"
 *
 * Returns: (transfer full): an id that nothing in the dossier has, like the title where it can
 */
char *
ent_dossier_new_id (const EntDossier *dossier, const char *title, const char *fallback)
{
  g_autofree char *slug = slug_of (title);
  const char *stem = *slug != '\0' ? slug : fallback;
  char *id = g_strdup (stem);

  for (guint n = 2; ent_dossier_find (dossier, id) != NULL; n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, n);
    }
  return id;
}

/**
 * ent_mark_ids_json:
 * @dossier: a dossier
 * @mark_ids: (array zero-terminated=1): what is selected
 *
 * Names things as a view or a step of the story does.  Passages and documents are left out: no view
 * draws them.
 *
 * Returns: (transfer full) (nullable): a list of ids; %NULL when it would be empty
 */
EntJson *
ent_mark_ids_json (const EntDossier *dossier, const char *const *mark_ids)
{
  g_autoptr (EntJson) list = ent_json_new_array ();

  for (guint i = 0; mark_ids[i] != NULL; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, mark_ids[i]);
      if (thing == NULL || thing->kind == ENT_THING_PASSAGE || thing->kind == ENT_THING_DOCUMENT)
        continue;
      const char *name
          = ent_dossier_find (dossier, thing->id) == thing ? thing->id : thing->mark_id;
      list = ent_json_with_element (g_steal_pointer (&list), ent_json_new_string (name));
    }
  return ent_json_length (list) > 0 ? g_steal_pointer (&list) : NULL;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* Strings of the set that are not in the other, in the order of the alphabet; NULL: none. */
static EntJson *
list_of (GHashTable *set, GHashTable *except)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (EntJson) list = ent_json_new_array ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (except == NULL || !g_hash_table_contains (except, key))
      g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    list = ent_json_with_element (g_steal_pointer (&list), ent_json_new_string (keys->pdata[i]));
  return ent_json_length (list) > 0 ? g_steal_pointer (&list) : NULL;
}

static gboolean
holds_all (GHashTable *set, GHashTable *part)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, part);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (set, key))
      return FALSE;
  return TRUE;
}

/* What the base keeps stays said as it was, as long as all it hides is still hidden. */
static EntJson *
filter_json (const EntViewState *state)
{
  const EntFilter *filter = state->filter, *own = state->base != NULL ? state->base->filter : NULL;
  EntJson *old = state->base != NULL ? ent_json_member (state->base->thing.json, "filter") : NULL;
  EntJson *json = old != NULL ? ent_json_ref (old) : ent_json_new_object ();
  GHashTable *kept = own != NULL && holds_all (filter->hidden, own->hidden) ? own->hidden : NULL;
  g_autoptr (EntJson) hidden = list_of (filter->hidden, kept);

  if (kept == NULL)
    for (guint i = 0; i < G_N_ELEMENTS (keep_keys); i++)
      json = ent_json_without_member (json, keep_keys[i]);
  /* what the base says it hides is among what its filter hides */
  if (kept == NULL || hidden != NULL)
    {
      EntJson *said = kept != NULL ? ent_json_member (json, "hidden") : NULL;
      for (guint i = 0; i < ent_json_length (said); i++)
        hidden = ent_json_with_element (hidden != NULL ? g_steal_pointer (&hidden)
                                                       : ent_json_new_array (),
                                        ent_json_ref (ent_json_element (said, i)));
      json = set_member (json, filter_keys, "hidden", g_steal_pointer (&hidden));
    }
  if (own == NULL || !holds_all (filter->actors, own->actors)
      || !holds_all (own->actors, filter->actors))
    json = set_member (json, filter_keys, "actors", list_of (filter->actors, NULL));
  json = set_member (
      json, filter_keys, "time", filter->time != NULL ? ent_json_new_string (filter->time) : NULL);
  if (ent_json_length (json) > 0)
    return json;
  ent_json_unref (json);
  return NULL;
}

/* To four places, which is a tenth of a pixel. */
static EntJson *
number (double value)
{
  return ent_json_new_double (round (value * 1e4) / 1e4);
}

static EntJson *
camera_json (const EntViewState *state)
{
  if (state->zoom == 1 && state->x == 0 && state->y == 0)
    return NULL;
  EntJson *camera = ent_json_with_member (ent_json_new_object (), "zoom", number (state->zoom));
  camera = ent_json_with_member (camera, "x", number (state->x));
  return ent_json_with_member (camera, "y", number (state->y));
}

/* The comparison or diagram that a view without a saved one shows. */
static const EntThing *
first_of (const EntDossier *dossier, EntViewKind kind)
{
  const GPtrArray *list = kind == ENT_VIEW_COMPARISON ? ent_dossier_comparisons (dossier)
                          : kind == ENT_VIEW_DIAGRAM  ? ent_dossier_diagrams (dossier)
                                                      : NULL;

  return list != NULL && list->len > 0 ? g_ptr_array_index (list, 0) : NULL;
}

/**
 * ent_view_json_new:
 * @dossier: a dossier
 * @state: what is looked at, and how
 *
 * Writes down a view.  It keeps what the base has and a state does not tell: title, caption, keys
 * of other programs; and the id of the base, which the caller replaces if it is to be another view.
 *
 * Returns: (transfer full): the object of the format, without id and title if there is no base
 */
EntJson *
ent_view_json_new (const EntDossier *dossier, const EntViewState *state)
{
  const EntThing *of = first_of (dossier, state->kind);
  EntJson *view, *stress = NULL;

  if (state->base != NULL)
    view = ent_json_ref (state->base->thing.json);
  else
    {
      view = ent_json_with_member (
          ent_json_new_object (), "kind", ent_json_new_string (ent_view_kind_name (state->kind)));
      view = ent_view_json_with (view, "of", of != NULL ? ent_json_new_string (of->id) : NULL);
    }
  view = ent_view_json_with (view, "filter", filter_json (state));
  if (state->options != NULL)
    view = ent_view_json_with (
        view,
        "options",
        ent_json_length (state->options) > 0 ? ent_json_ref ((EntJson *)state->options) : NULL);
  view = ent_view_json_with (view, "camera", camera_json (state));
  if (state->stress != NULL)
    stress = ent_mark_ids_json (dossier, state->stress);
  return stress != NULL ? ent_view_json_with (view, "emphasis", stress) : view;
}

static EntJson *
list_at (EntDossier *dossier, const char *key)
{
  return ent_json_member (ent_dossier_json (dossier), key);
}

static const EntView *
find_view (const EntDossier *dossier, const char *id, GError **error)
{
  const EntThing *thing = ent_dossier_find (dossier, id);

  if (thing != NULL && thing->kind == ENT_THING_VIEW)
    return (const EntView *)thing;
  g_set_error (error,
               ENT_DOSSIER_ERROR,
               ENT_DOSSIER_ERROR_PROBLEMS,
               _ ("%s: found “%s”, expected the id of a view"),
               ent_dossier_id (dossier),
               id);
  return NULL;
}

static guint
index_of (EntJson *list, const EntJson *element)
{
  guint i = 0;

  while (i < ent_json_length (list) && ent_json_element (list, i) != element)
    i++;
  return i;
}

/**
 * ent_json_list_insert:
 * @list: (transfer full): an array
 * @index: number that the element gets; beyond the end is the end
 * @element: (transfer full): a value
 *
 * Returns: (transfer full): the array with @element in it
 */
EntJson *
ent_json_list_insert (EntJson *list, guint index, EntJson *element)
{
  const guint length = ent_json_length (list);
  EntJson *result = ent_json_new_array ();

  index = MIN (index, length);
  for (guint i = 0; i <= length; i++)
    {
      if (i == index)
        result = ent_json_with_element (result, element);
      if (i < length)
        result = ent_json_with_element (result, ent_json_ref (ent_json_element (list, i)));
    }
  ent_json_unref (list);
  return result;
}

/**
 * ent_json_list_move:
 * @list: (transfer full): an array
 * @from: number of an element
 * @to: the number it gets
 *
 * Returns: (transfer full): the array in its new order
 */
EntJson *
ent_json_list_move (EntJson *list, guint from, guint to)
{
  EntJson *element = ent_json_ref (ent_json_element (list, from));

  return ent_json_list_insert (ent_json_replace_element (list, from, NULL), to, element);
}

/**
 * ent_dossier_with_view:
 * @dossier: a dossier
 * @view: a view as the format has it
 * @after: (nullable): id of the view that a new one follows; %NULL: it is the last
 * @error: %ENT_DOSSIER_ERROR_PROBLEMS when it is no view
 *
 * Adds a view, or puts it in the place of the one that has its id.
 *
 * Returns: (transfer full): the new snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_with_view (EntDossier *dossier, EntJson *view, const char *after, GError **error)
{
  EntJson *list = list_at (dossier, "views");
  const char *id = NULL;
  const EntThing *old = ent_json_get_string (ent_json_member (view, "id"), &id)
                            ? ent_dossier_find (dossier, id)
                            : NULL;
  const EntView *before = after != NULL ? find_view (dossier, after, error) : NULL;

  if (after != NULL && before == NULL)
    return NULL;
  EntJson *views = list != NULL ? ent_json_ref (list) : ent_json_new_array ();
  if (old != NULL && old->kind == ENT_THING_VIEW)
    views = ent_json_replace_element (views, index_of (views, old->json), ent_json_ref (view));
  else
    views = ent_json_list_insert (views,
                                  before != NULL ? index_of (views, before->thing.json) + 1
                                                 : G_MAXUINT,
                                  ent_json_ref (view));
  return with_list (dossier, "views", views, error);
}

/**
 * ent_dossier_count_steps:
 * @dossier: a dossier
 * @view_id: one of its views
 *
 * Returns: how many steps of its story show the view
 */
guint
ent_dossier_count_steps (const EntDossier *dossier, const char *view_id)
{
  const GPtrArray *story = ent_dossier_story (dossier);
  guint n = 0;

  for (guint i = 0; i < story->len; i++)
    {
      const EntStoryStep *step = g_ptr_array_index (story, i);
      n += g_str_equal (step->view->thing.id, view_id);
    }
  return n;
}

/* Takes the list of steps; a step names its view by bare id or mark id. */
static EntJson *
drop_steps (EntDossier *dossier, EntJson *story, const EntView *view)
{
  for (guint i = ent_json_length (story); i-- > 0;)
    {
      const char *id = NULL;
      if (ent_json_get_string (ent_json_member (ent_json_element (story, i), "view"), &id)
          && ent_dossier_find (dossier, id) == &view->thing)
        story = ent_json_replace_element (story, i, NULL);
    }
  return story;
}

/**
 * ent_dossier_without_view:
 * @dossier: a dossier
 * @id: of one of its views
 * @with_steps: whether the steps of the story that show it go too
 * @error: %ENT_DOSSIER_ERROR_PROBLEMS when there is no such view, or a step shows it and is to stay
 *
 * Takes a view out.
 *
 * Returns: (transfer full): the new snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_without_view (EntDossier *dossier, const char *id, gboolean with_steps, GError **error)
{
  const EntView *view = find_view (dossier, id, error);
  const guint steps = view != NULL ? ent_dossier_count_steps (dossier, view->thing.id) : 0;

  if (view == NULL)
    return NULL;
  if (steps > 0 && !with_steps)
    {
      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_PROBLEMS,
                   g_dngettext (GETTEXT_PACKAGE,
                                "%s: %u step of the story shows the view “%s”",
                                "%s: %u steps of the story show the view “%s”",
                                steps),
                   ent_dossier_id (dossier),
                   steps,
                   id);
      return NULL;
    }
  EntJson *views = ent_json_ref (list_at (dossier, "views"));
  views = ent_json_replace_element (views, index_of (views, view->thing.json), NULL);
  g_autoptr (EntJson) root = set_list (ent_json_ref (ent_dossier_json (dossier)), "views", views);
  if (steps > 0)
    {
      EntJson *story = drop_steps (dossier, ent_json_ref (list_at (dossier, "story")), view);
      root = set_list (g_steal_pointer (&root), "story", story);
    }
  return ent_dossier_from_json (root, ent_dossier_id (dossier), NULL, error);
}

/**
 * ent_dossier_with_views_order:
 * @dossier: a dossier
 * @ids: (array zero-terminated=1): ids of all its views, each once
 * @error: %ENT_DOSSIER_ERROR_PROBLEMS when they are not
 *
 * Puts the views in another order.
 *
 * Returns: (transfer full): the new snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_with_views_order (EntDossier *dossier, const char *const *ids, GError **error)
{
  const guint n = ent_dossier_views (dossier)->len;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (EntJson) views = ent_json_new_array ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const EntView *view = find_view (dossier, ids[i], error);
      if (view == NULL)
        return NULL;
      g_hash_table_add (seen, view->thing.json);
      views = ent_json_with_element (g_steal_pointer (&views), ent_json_ref (view->thing.json));
    }
  if (g_hash_table_size (seen) != n || ent_json_length (views) != n)
    {
      g_set_error (error,
                   ENT_DOSSIER_ERROR,
                   ENT_DOSSIER_ERROR_PROBLEMS,
                   _ ("%s: found %u views, expected each of the %u once"),
                   ent_dossier_id (dossier),
                   ent_json_length (views),
                   n);
      return NULL;
    }
  return with_list (dossier, "views", g_steal_pointer (&views), error);
}

/**
 * ent_dossier_with_story:
 * @dossier: a dossier
 * @story: (nullable): the steps as the format has them; %NULL: none
 * @error: %ENT_DOSSIER_ERROR_PROBLEMS when one is no step, or shows a view that is not there
 *
 * Replaces the story.
 *
 * Returns: (transfer full): the new snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_with_story (EntDossier *dossier, EntJson *story, GError **error)
{
  return with_list (
      dossier, "story", story != NULL ? ent_json_ref (story) : ent_json_new_array (), error);
}

/**
 * ent_dossier_presets:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (nullable): its named options of figures, a list of objects with "name"
 *   and "options"; %NULL when it has none
 */
EntJson *
ent_dossier_presets (EntDossier *dossier)
{
  return ent_json_member (ent_dossier_json (dossier), "presets");
}

/**
 * ent_dossier_with_presets:
 * @dossier: a dossier
 * @presets: (nullable): the list that takes the place of the one it has; %NULL for none
 * @error: %ENT_DOSSIER_ERROR_PROBLEMS when it is no list of objects with "name" and "options"
 *
 * Replaces the named options of figures.
 *
 * Returns: (transfer full): the new snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_with_presets (EntDossier *dossier, EntJson *presets, GError **error)
{
  return with_list (
      dossier, "presets", presets != NULL ? ent_json_ref (presets) : ent_json_new_array (), error);
}
