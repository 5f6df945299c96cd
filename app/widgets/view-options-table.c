#include "widgets/view-options-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "geo/projection.h"
#include "views/view.h"
#include "views/words.h"

/* So far up is looked for what a thing without a place is a part of. */
#define MAX_DEPTH 8

struct _EntChoices
{
  const EntDossier *dossier;
  const char *lang;
  GPtrArray *list; /* EntChoice */
};

static void
free_choice (gpointer data)
{
  EntChoice *choice = data;

  g_clear_pointer (&choice->value, ent_json_unref);
  g_free (choice->label);
  g_free (choice);
}

/* Takes the value. */
static void
add (EntChoices *choices, EntJson *value, const char *label)
{
  EntChoice *choice = g_new0 (EntChoice, 1);

  choice->value = value;
  choice->label = g_strdup (label);
  g_ptr_array_add (choices->list, choice);
}

static void
list_projections (EntChoices *choices)
{
  const char *const *kinds = ent_projection_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat ("projection:", kinds[i], NULL);
      add (choices, ent_json_new_string (kinds[i]), ent_word (key, choices->lang));
    }
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const EntChoice *one = *(const EntChoice *const *)a, *other = *(const EntChoice *const *)b;

  return g_utf8_collate (one->label, other->label);
}

/* Actors by their names. */
static void
list_actors (EntChoices *choices, gboolean (*admits) (const EntActor *))
{
  const GPtrArray *actors = ent_dossier_actors (choices->dossier);
  g_autoptr (GPtrArray) all = g_steal_pointer (&choices->list);

  choices->list = g_ptr_array_new ();
  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = g_ptr_array_index (actors, i);
      g_autofree char *title = ent_thing_title (&actor->thing, choices->lang);
      if (admits == NULL || admits (actor))
        add (choices, ent_json_new_string (actor->thing.id), title);
    }
  g_ptr_array_sort (choices->list, compare_labels);
  g_ptr_array_extend_and_steal (all, g_steal_pointer (&choices->list));
  choices->list = g_steal_pointer (&all);
}

static gboolean
has_place (const EntActor *actor)
{
  for (guint depth = 0; actor != NULL && depth < MAX_DEPTH; depth++, actor = actor->part_of)
    {
      if (actor->has_location || actor->iso != NULL)
        return TRUE;
      if (actor->kind == ENT_ACTOR_CONCEPT)
        return FALSE;
    }
  return FALSE;
}

static void
list_places (EntChoices *choices)
{
  list_actors (choices, has_place);
}

static void
list_nodes (EntChoices *choices)
{
  list_actors (choices, NULL);
}

/* Keys of attributes in the order of the file. */
static GPtrArray *
attribute_keys (const EntDossier *dossier, gboolean numbers)
{
  const GPtrArray *actors = ent_dossier_actors (dossier);
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = g_ptr_array_index (actors, i);
      for (guint j = 0; j < actor->n_attributes; j++)
        {
          const EntAttribute *attribute = &actor->attributes[j];
          if ((!numbers || (attribute->is_number && isfinite (attribute->number)))
              && !g_ptr_array_find_with_equal_func (keys, attribute->key, g_str_equal, NULL))
            g_ptr_array_add (keys, (gpointer)attribute->key);
        }
    }
  return keys;
}

static void
add_keys (EntChoices *choices, gboolean numbers)
{
  g_autoptr (GPtrArray) keys = attribute_keys (choices->dossier, numbers);

  for (guint i = 0; i < keys->len; i++)
    add (choices, ent_json_new_string (keys->pdata[i]), keys->pdata[i]);
}

static void
list_keys (EntChoices *choices)
{
  add_keys (choices, FALSE);
}

static void
list_numbers (EntChoices *choices)
{
  add_keys (choices, TRUE);
}

/* All attributes together: their values fill the cells. */
static void
list_values (EntChoices *choices)
{
  g_autoptr (GPtrArray) keys = attribute_keys (choices->dossier, FALSE);
  g_autoptr (EntJson) list = ent_json_new_array ();

  for (guint i = 0; i < keys->len; i++)
    list = ent_json_with_element (g_steal_pointer (&list), ent_json_new_string (keys->pdata[i]));
  if (keys->len > 0)
    add (choices, g_steal_pointer (&list), _ ("Attributes"));
}

static void
list_comparisons (EntChoices *choices)
{
  const GPtrArray *comparisons = ent_dossier_comparisons (choices->dossier);

  for (guint i = 0; i < comparisons->len; i++)
    {
      const EntThing *thing = g_ptr_array_index (comparisons, i);
      add (choices, ent_json_new_string (thing->id), ent_text_get (&thing->name, choices->lang));
    }
}

/* Shares between these can be said in the file. */
static void
list_bundles (EntChoices *choices)
{
  add (choices, ent_json_new_double (0), _ ("Not at All"));
  add (choices, ent_json_new_double (0.5), _ ("Loosely"));
  add (choices, ent_json_new_double (0.75), _ ("Firmly"));
  add (choices, ent_json_new_double (1), _ ("As One"));
}

static void
list_stabilities (EntChoices *choices)
{
  add (choices, ent_json_new_double (0), _ ("Each Date by Itself"));
  add (choices, ent_json_new_double (0.8), _ ("Nodes Move Little"));
  add (choices, ent_json_new_double (1), _ ("Nodes Stay"));
}

/* clang-format off */
static const char *const layouts[] = { "circle", N_ ("Circle"), "columns", N_ ("Columns"),
                                       "ring", N_ ("Rings Round the Hub"), "map", N_ ("Places on the Map"), NULL };
static const char *const groups[] = { "kind", N_ ("Kind"), "part_of", N_ ("What They Are Part Of"), NULL };
static const char *const forms[] = { "hulls", N_ ("Outlines"), "ties", N_ ("Ties Between Members"), NULL };
static const char *const lanes[] = { "actor", N_ ("Actors"), NULL };
static const char *const columns[] = { "tags", N_ ("Tags"), "concepts", N_ ("Concepts"),
                                       "comparison", N_ ("Comparison"), NULL };
static const char *const orders[] = { "file", N_ ("As in the File"), "name", N_ ("By Name"), NULL };

static const EntViewOption of_map[] = {
  { "projection", N_ ("Projection"), N_ ("Automatic"), "auto", NULL, list_projections },
  { "centre", N_ ("Centred On"), N_ ("What Is Shown"), NULL, NULL, list_places },
  { "colour_by", N_ ("Colour By"), N_ ("Kind"), "kind", NULL, list_keys },
  { "flows", N_ ("Relations"), NULL, NULL, NULL, NULL },
};
static const EntViewOption of_network[] = {
  { "layout", N_ ("Layout"), N_ ("Distances by Ties"), "stress", layouts, NULL },
  { "hub", N_ ("Hub"), N_ ("Automatic"), NULL, NULL, list_nodes },
  { "group_by", N_ ("Group By"), N_ ("Nothing"), NULL, groups, list_keys },
  { "hull_by", N_ ("Outline By"), N_ ("As Grouped"), NULL, groups, list_keys },
  { "bundle", N_ ("Bundle Ties"), N_ ("As the Layout Does"), NULL, NULL, list_bundles },
  { "stability", N_ ("From Date to Date"), N_ ("Balanced"), NULL, NULL, list_stabilities },
  { "organisations", N_ ("Organisations"), N_ ("Nodes"), "nodes", forms, NULL },
  { "colour_by", N_ ("Colour By"), N_ ("Kind"), "kind", NULL, list_keys },
  { "size_by", N_ ("Size By"), N_ ("Number of Ties"), "degree", NULL, list_numbers },
};
static const EntViewOption of_timeline[] = {
  { "lanes", N_ ("Lanes"), N_ ("Types of Relations"), "type", lanes, NULL },
};
static const EntViewOption of_quadrant[] = {
  { "x", N_ ("Horizontal Axis"), N_ ("Automatic"), NULL, NULL, list_numbers },
  { "y", N_ ("Vertical Axis"), N_ ("Automatic"), NULL, NULL, list_numbers },
  { "colour_by", N_ ("Colour By"), N_ ("Kind"), "kind", NULL, list_keys },
};
static const EntViewOption of_matrix[] = {
  { "columns", N_ ("Columns"), N_ ("Types of Relations"), "types", columns, list_values },
  { "comparison", N_ ("Comparison"), N_ ("The First"), NULL, NULL, list_comparisons },
  { "order", N_ ("Order"), N_ ("Alike Together"), "seriation", orders, NULL },
};
/* clang-format on */

static const struct
{
  const EntViewOption *options;
  guint n;
} tables[ENT_N_VIEW_KINDS] = {
  [ENT_VIEW_MAP] = { of_map, G_N_ELEMENTS (of_map) },
  [ENT_VIEW_NETWORK] = { of_network, G_N_ELEMENTS (of_network) },
  [ENT_VIEW_TIMELINE] = { of_timeline, G_N_ELEMENTS (of_timeline) },
  [ENT_VIEW_QUADRANT] = { of_quadrant, G_N_ELEMENTS (of_quadrant) },
  [ENT_VIEW_MATRIX] = { of_matrix, G_N_ELEMENTS (of_matrix) },
};

/**
 * ent_view_options_of:
 * @kind: a kind of view
 * @n: (out): how many
 *
 * Returns: (array length=n) (nullable): what can be chosen about such views
 */
const EntViewOption *
ent_view_options_of (EntViewKind kind, guint *n)
{
  *n = tables[kind].n;
  return tables[kind].options;
}

static gboolean
says (EntJson *value, const char *word)
{
  const char *text = NULL;

  return word != NULL && ent_json_get_string (value, &text) && g_str_equal (text, word);
}

/**
 * ent_view_option_is_unset:
 * @option: an option
 * @value: (nullable): its value
 *
 * Returns: whether the value says what no value says
 */
gboolean
ent_view_option_is_unset (const EntViewOption *option, EntJson *value)
{
  gboolean on;

  if (option->unset == NULL && value != NULL)
    return ent_json_get_boolean (value, &on) && on;
  return value == NULL || says (value, option->same);
}

static guint
find (GPtrArray *list, EntJson *now)
{
  g_autofree char *wanted = ent_json_write_compact (now);

  for (guint i = 0; i < list->len; i++)
    {
      const EntChoice *choice = g_ptr_array_index (list, i);
      g_autofree char *value
          = choice->value != NULL ? ent_json_write_compact (choice->value) : NULL;
      if (g_strcmp0 (value, wanted) == 0)
        return i;
    }
  return list->len;
}

/**
 * ent_view_option_choices:
 * @option: an option that is not true or false
 * @dossier: a dossier
 * @now: (nullable): its value
 * @lang: content language, of names
 * @chosen: (out): which of them @now is
 *
 * The first is that the option is not set.  A value that only a file can say is listed as it is
 * said there.
 *
 * Returns: (transfer full) (element-type EntChoice): what may be chosen
 */
GPtrArray *
ent_view_option_choices (const EntViewOption *option,
                         const EntDossier *dossier,
                         EntJson *now,
                         const char *lang,
                         guint *chosen)
{
  EntChoices choices = { .dossier = dossier, .lang = lang, .list = g_ptr_array_new () };
  const char *text = NULL;

  add (&choices, NULL, _ (option->unset));
  for (const char *const *word = option->words; word != NULL && *word != NULL; word += 2)
    add (&choices, ent_json_new_string (word[0]), _ (word[1]));
  if (option->list != NULL)
    option->list (&choices);
  *chosen = ent_view_option_is_unset (option, now) ? 0 : find (choices.list, now);
  if (*chosen == choices.list->len)
    {
      g_autofree char *said
          = ent_json_get_string (now, &text) ? g_strdup (text) : ent_json_write_compact (now);
      add (&choices, ent_json_ref (now), said);
    }
  g_ptr_array_set_free_func (choices.list, free_choice);
  return choices.list;
}
