#include "views/view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/**
 * ent_view_camera:
 * @view: (nullable): a saved view
 *
 * Returns: how it is looked at when it is opened; %ENT_CAMERA_FIT when it does not say
 */
EntCamera
ent_view_camera (const EntView *view)
{
  EntCamera camera = ENT_CAMERA_FIT;

  if (view == NULL || view->camera == NULL)
    return camera;
  ent_json_get_double (ent_json_member (view->camera, "zoom"), &camera.zoom);
  ent_json_get_double (ent_json_member (view->camera, "x"), &camera.x);
  ent_json_get_double (ent_json_member (view->camera, "y"), &camera.y);
  return camera;
}

/**
 * ent_request_pt:
 * @request: what is to be drawn
 * @points: a length on paper, typographic points
 *
 * Returns: the length in figure units, with the request's text scale
 */
double
ent_request_pt (const EntViewRequest *request, double points)
{
  return points * ENT_UNITS_PER_PT * request->text_scale;
}

/**
 * ent_request_mark_pt:
 * @request: what is to be drawn
 * @points: a size of marks in a frame as large as a figure of 183 mm, typographic points
 *
 * Marks shrink in small frames, by less than the frames do: they have to be seen and hit.
 *
 * Returns: the size in figure units, with the request's text scale
 */
double
ent_request_mark_pt (const EntViewRequest *request, double points)
{
  const double whole = ent_request_pt (request, 320); /* a frame of about 183 mm by 110 */
  double side = sqrt (request->width * request->height);
  return ent_request_pt (request, points) * CLAMP (sqrt (side / whole), 0.65, 1);
}

/**
 * ent_request_text:
 * @request: what is to be drawn
 * @points: size on paper at text scale 1
 * @weight: 400, 600 or 700
 *
 * Returns: a text style in the content language, aligned to the start
 */
EntTextStyle
ent_request_text (const EntViewRequest *request, double points, int weight)
{
  return (EntTextStyle){ .size = ent_request_pt (request, points),
                         .weight = weight,
                         .align = ENT_ALIGN_START,
                         .lang = g_intern_string (request->lang != NULL ? request->lang : "en"),
                         .family = request->font_family };
}

/* NULL unless it says something that the first does not. */
static const char *
unlike (const char *first, const char *second)
{
  return *second != '\0' && !g_str_equal (first, second) ? second : NULL;
}

/**
 * ent_request_second:
 * @request: what is to be drawn
 * @text: a name
 *
 * Returns: (transfer none) (nullable): the name in the second language of bilingual labels; %NULL
 *          when there is no second language or the name is the same in it
 */
const char *
ent_request_second (const EntViewRequest *request, const EntText *text)
{
  return request->lang2 != NULL
             ? unlike (ent_text_get (text, request->lang), ent_text_get (text, request->lang2))
             : NULL;
}

/**
 * ent_request_names:
 * @request: what is to be drawn
 * @text: a name
 * @between: what parts the two names: a newline where text is wrapped
 *
 * Returns: (transfer full): the name, in both languages if labels are bilingual
 */
char *
ent_request_names (const EntViewRequest *request, const EntText *text, const char *between)
{
  const char *first = ent_text_get (text, request->lang);
  const char *second = ent_request_second (request, text);

  return second != NULL ? g_strconcat (first, between, second, NULL) : g_strdup (first);
}

/**
 * ent_request_titles:
 * @request: what is to be drawn
 * @thing: a thing of the dossier
 *
 * Returns: (transfer full): ent_thing_title(), in both languages if labels are bilingual
 */
char *
ent_request_titles (const EntViewRequest *request, const EntThing *thing)
{
  char *first = ent_thing_title (thing, request->lang);

  if (request->lang2 == NULL)
    return first;
  g_autofree char *only = first, *second = ent_thing_title (thing, request->lang2);
  return unlike (only, second) != NULL ? g_strconcat (only, " · ", second, NULL)
                                       : g_steal_pointer (&only);
}

/**
 * ent_request_word_width:
 * @request: what is to be drawn
 * @text: words, perhaps of two languages
 * @style: their style
 *
 * Chinese breaks anywhere, and reads well with two characters side by side; other words are not to
 * be broken.
 *
 * Returns: the width that a column of @text cannot do without, figure units
 */
double
ent_request_word_width (const EntViewRequest *request, const char *text, const EntTextStyle *style)
{
  double widest = 0;
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      double width = ent_text_measure (words[i], style).width;
      const gboolean breaks = g_unichar_iswide (g_utf8_get_char (words[i]));
      widest = MAX (widest, breaks ? MIN (width, 2 * style->size) : width);
    }
  return widest;
}

/**
 * ent_request_admits:
 * @request: what is to be drawn
 * @thing: (type EntThing): an actor, relation, event, cell …
 *
 * Returns: whether both the view's own filter and the session's let the thing through
 */
gboolean
ent_request_admits (const EntViewRequest *request, gconstpointer thing)
{
  const EntFilter *own = request->view != NULL ? request->view->filter : NULL;
  return (own == NULL || ent_filter_admits (own, request->dossier, thing))
         && (request->filter == NULL
             || ent_filter_admits (request->filter, request->dossier, thing));
}

static gboolean
names (const char *const *ids, const EntThing *thing)
{
  for (; ids != NULL && *ids != NULL; ids++)
    if (g_strcmp0 (*ids, thing->mark_id) == 0 || g_strcmp0 (*ids, thing->id) == 0)
      return TRUE;
  return FALSE;
}

/**
 * ent_request_emphasises:
 * @request: what is to be drawn
 * @thing: a thing of the dossier
 *
 * Returns: whether the saved view or the caller wants the thing's label by all means
 */
gboolean
ent_request_emphasises (const EntViewRequest *request, const EntThing *thing)
{
  return names (request->emphasis, thing)
         || (request->view != NULL && names ((const char *const *)request->view->emphasis, thing));
}

/* Those that somebody tries out come before those that are saved. */
static const EntJson *
options_of (const EntViewRequest *request)
{
  if (request->options != NULL)
    return request->options;
  return request->view != NULL ? request->view->options : NULL;
}

/**
 * ent_request_option:
 * @request: what is to be drawn
 * @key: name of an option of the view
 *
 * Returns: (transfer none) (nullable): its value, or %NULL when it is not set
 */
EntJson *
ent_request_option (const EntViewRequest *request, const char *key)
{
  const EntJson *options = options_of (request);

  return options != NULL ? ent_json_member (options, key) : NULL;
}

/**
 * ent_option_error:
 * @error: where to put it
 * @key: name of the option
 * @value: (nullable): what was found
 * @expected: what would have been right, after "expected"
 *
 * Sets %ENT_VIEWS_ERROR_OPTION.
 *
 * Returns: %FALSE, for the caller to return
 */
gboolean
ent_option_error (GError **error, const char *key, EntJson *value, const char *expected)
{
  g_autofree char *text = value != NULL ? ent_json_write_compact (value) : g_strdup (_ ("nothing"));
  g_set_error (error,
               ENT_VIEWS_ERROR,
               ENT_VIEWS_ERROR_OPTION,
               _ ("Option “%s” of the view is %s; expected %s"),
               key,
               text,
               expected);
  return FALSE;
}

/**
 * ent_request_check_options:
 * @request: what is to be drawn
 * @known: names of the options of this kind of view, NULL-terminated
 *
 * An option that does nothing would leave its author guessing: an unknown one is an error.
 * Errors: %ENT_VIEWS_ERROR_OPTION
 *
 * Returns: whether all options of the view are known
 */
gboolean
ent_request_check_options (const EntViewRequest *request, const char *const *known, GError **error)
{
  const EntJson *options = options_of (request);
  for (guint i = 0; i < ent_json_length (options); i++)
    {
      const char *key = ent_json_key (options, i);
      if (g_strv_contains (known, key))
        continue;
      g_autofree char *list = g_strjoinv (", ", (char **)known);
      g_autofree char *expected = g_strdup_printf (_ ("no option of that name (%s views know: %s)"),
                                                   ent_view_kind_name (request->kind),
                                                   list);
      return ent_option_error (error, key, ent_json_member (options, key), expected);
    }
  return TRUE;
}

/**
 * ent_request_choice:
 * @request: what is to be drawn
 * @key: name of an option
 * @choices: what it may be, NULL-terminated; the first is the default
 * @value: (out): the choice
 *
 * Errors: %ENT_VIEWS_ERROR_OPTION when the view has something else there
 *
 * Returns: whether the option is one of the choices or absent
 */
gboolean
ent_request_choice (const EntViewRequest *request,
                    const char *key,
                    const char *const *choices,
                    const char **value,
                    GError **error)
{
  EntJson *node = ent_request_option (request, key);
  *value = choices[0];
  if (node == NULL)
    return TRUE;
  const char *text = NULL;
  if (ent_json_get_string (node, &text))
    for (guint i = 0; choices[i] != NULL; i++)
      if (g_str_equal (choices[i], text))
        {
          *value = choices[i];
          return TRUE;
        }
  g_autofree char *list = g_strjoinv (", ", (char **)choices);
  g_autofree char *expected = g_strdup_printf (_ ("one of: %s"), list);
  return ent_option_error (error, key, node, expected);
}

/**
 * ent_request_actor:
 * @request: what is to be drawn
 * @key: name of an option that holds an actor's id
 * @actor: (out) (nullable): the actor, %NULL when the option is absent
 *
 * Errors: %ENT_VIEWS_ERROR_OPTION when it names no actor of the dossier
 *
 * Returns: whether the option is absent or an actor
 */
gboolean
ent_request_actor (const EntViewRequest *request,
                   const char *key,
                   const EntActor **actor,
                   GError **error)
{
  EntJson *node = ent_request_option (request, key);
  const char *id = NULL;
  *actor = NULL;
  if (node == NULL)
    return TRUE;
  if (ent_json_get_string (node, &id))
    {
      const EntThing *thing = ent_dossier_find (request->dossier, id);
      if (thing != NULL && thing->kind == ENT_THING_ACTOR)
        {
          *actor = (const EntActor *)thing;
          return TRUE;
        }
    }
  return ent_option_error (error, key, node, _ ("the id of an actor of the dossier"));
}

static const char *
in_language (EntJson *node, const char *lang)
{
  const char *string = NULL;
  if (ent_json_get_string (node, &string) || ent_json_type (node) != ENT_JSON_OBJECT)
    return string;
  guint n = ent_json_length (node);
  g_autofree const char **tags = g_new0 (const char *, n + 1);
  g_autofree const char **values = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      tags[i] = ent_json_key (node, i);
      if (!ent_json_get_string (ent_json_member (node, tags[i]), &values[i]))
        return NULL;
    }
  EntText text = { .n = n, .tags = tags, .values = values };
  return ent_text_get (&text, lang);
}

/**
 * ent_option_words:
 * @request: what is to be drawn
 * @key: name of an option, for the error
 * @node: (nullable): its value, or a part of it
 * @words: (out) (nullable): the text in the request's language; %NULL when @node is
 *
 * Reads a text as the format has it: a string, or one for each language.
 * Errors: %ENT_VIEWS_ERROR_OPTION
 *
 * Returns: whether it is absent or a text
 */
gboolean
ent_option_words (const EntViewRequest *request,
                  const char *key,
                  EntJson *node,
                  const char **words,
                  GError **error)
{
  *words = node != NULL ? in_language (node, request->lang) : NULL;
  return node == NULL || *words != NULL
         || ent_option_error (
             error, key, node, _ ("a text: a string, or one for each language tag"));
}

/**
 * ent_request_number:
 * @request: what is to be drawn
 * @key: name of an option that holds a number
 * @value: (inout): left as it is when the option is absent
 *
 * Errors: %ENT_VIEWS_ERROR_OPTION
 *
 * Returns: whether the option is absent or a number
 */
gboolean
ent_request_number (const EntViewRequest *request, const char *key, double *value, GError **error)
{
  EntJson *node = ent_request_option (request, key);
  return node == NULL || ent_json_get_double (node, value)
         || ent_option_error (error, key, node, _ ("a number"));
}

/**
 * ent_request_range:
 * @request: what is to be drawn
 * @key: name of an option that holds two numbers, the smaller one first
 * @from: (inout): left as it is when the option is absent
 * @to: (inout): likewise
 *
 * Errors: %ENT_VIEWS_ERROR_OPTION
 *
 * Returns: whether the option is absent or such a pair
 */
gboolean
ent_request_range (
    const EntViewRequest *request, const char *key, double *from, double *to, GError **error)
{
  EntJson *node = ent_request_option (request, key);
  double low, high;
  if (node == NULL)
    return TRUE;
  if (ent_json_type (node) != ENT_JSON_ARRAY || ent_json_length (node) != 2
      || !ent_json_get_double (ent_json_element (node, 0), &low)
      || !ent_json_get_double (ent_json_element (node, 1), &high) || low >= high)
    return ent_option_error (error, key, node, _ ("two numbers, the smaller one first"));
  *from = low;
  *to = high;
  return TRUE;
}

/**
 * ent_request_message:
 * @request: what was to be drawn
 * @builder: the scene, empty so far
 *
 * Says in the middle of the picture why it is empty: nothing there, or everything filtered.
 */
void
ent_request_message (const EntViewRequest *request, EntSceneBuilder *builder)
{
  const EntFilter *own = request->view != NULL ? request->view->filter : NULL;
  const gboolean filtered = (request->filter != NULL && !ent_filter_is_empty (request->filter))
                            || (own != NULL && !ent_filter_is_empty (own));
  EntTextStyle text = ent_request_text (request, 9, 400);
  text.align = ENT_ALIGN_MIDDLE;
  EntStyle none = { 0 };
  ent_scene_builder_text (builder,
                          ENT_LAYER_FRAME,
                          ENT_NO_ITEM,
                          request->width / 2,
                          request->height / 2,
                          ent_word (filtered ? "all filtered" : "nothing to show", request->lang),
                          &text,
                          request->theme->muted,
                          &none);
}
