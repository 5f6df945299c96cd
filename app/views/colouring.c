#include "views/colouring.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "views/view-private.h"

/* The lightest shade keeps so much of the hue. */
#define LIGHTEST 0.2

static const EntAttribute *
attribute_of (const EntColouring *colouring, const EntActor *actor)
{
  for (guint i = 0; i < actor->n_attributes; i++)
    if (g_str_equal (actor->attributes[i].key, colouring->key))
      return &actor->attributes[i];
  return NULL;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Few values are classes each; of many, each class holds about as many actors (quantiles). */
static void
class_numbers (EntColouring *colouring, GArray *numbers)
{
  g_array_sort (numbers, compare_numbers);
  const double *all = (const double *)numbers->data;
  guint distinct = 0;
  for (guint i = 0; i < numbers->len; i++)
    distinct += i == 0 || all[i] != all[i - 1];
  const guint n = MIN (distinct, ENT_N_SHADES);
  double lower = all[0];
  for (guint i = 0, at = 0; i < n && at < numbers->len; i++)
    {
      guint end = distinct <= ENT_N_SHADES ? at + 1 : (i + 1) * numbers->len / n;
      end = MAX (end, at + 1);
      while (end < numbers->len && all[end] == all[end - 1])
        end++;
      lower = all[at];
      const double upper = all[end - 1];
      colouring->upper[colouring->classes->len] = upper;
      g_ptr_array_add (colouring->classes,
                       lower == upper ? g_strdup_printf ("%g", upper)
                                      : g_strdup_printf ("%g–%g", lower, upper));
      at = end;
    }
}

static gboolean
collect (EntColouring *colouring, const EntViewRequest *request, EntJson *node, GError **error)
{
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < actors->len; i++)
    {
      const EntAttribute *attribute = attribute_of (colouring, actors->pdata[i]);
      if (attribute == NULL)
        continue;
      if (attribute->is_number && isfinite (attribute->number))
        g_array_append_val (numbers, attribute->number);
      else if (!attribute->is_number)
        {
          const char *text = ent_text_get (&attribute->text, request->lang);
          if (!g_ptr_array_find_with_equal_func (colouring->classes, text, g_str_equal, NULL))
            g_ptr_array_add (colouring->classes, g_strdup (text));
        }
    }
  colouring->ordered = numbers->len > 0 && colouring->classes->len == 0;
  if (colouring->ordered)
    class_numbers (colouring, numbers);
  if (colouring->classes->len > 0 && colouring->classes->len <= ENT_N_CATEGORIES)
    return TRUE;
  return ent_option_error (
      error, "colour_by", node, _ ("kind or the key of an attribute with one to eight values"));
}

/**
 * ent_colouring_new:
 * @request: the picture; its option “colour_by” is “kind” or the key of an attribute
 * @error: where to put an error
 *
 * Errors: %ENT_VIEWS_ERROR_OPTION
 *
 * Returns: (transfer full) (nullable): how actors are coloured
 */
EntColouring *
ent_colouring_new (const EntViewRequest *request, GError **error)
{
  EntJson *node = ent_request_option (request, "colour_by");
  g_autoptr (EntColouring) colouring = g_new0 (EntColouring, 1);
  colouring->classes = g_ptr_array_new_with_free_func (g_free);
  colouring->lang = request->lang;
  if (node == NULL)
    return g_steal_pointer (&colouring);
  if (!ent_json_get_string (node, &colouring->key))
    {
      ent_option_error (error, "colour_by", node, _ ("kind or the key of an attribute"));
      return NULL;
    }
  if (g_str_equal (colouring->key, "kind"))
    colouring->key = NULL;
  else if (!collect (colouring, request, node, error))
    return NULL;
  return g_steal_pointer (&colouring);
}

/**
 * ent_colouring_free:
 * @colouring: (nullable) (transfer full): a colouring
 */
void
ent_colouring_free (EntColouring *colouring)
{
  if (colouring == NULL)
    return;
  g_ptr_array_unref (colouring->classes);
  g_free (colouring);
}

/**
 * ent_colouring_class:
 * @colouring: a colouring
 * @actor: an actor
 *
 * Returns: the class it is in, or %ENT_NO_CLASS
 */
int
ent_colouring_class (const EntColouring *colouring, const EntActor *actor)
{
  const EntAttribute *attribute = colouring->key != NULL ? attribute_of (colouring, actor) : NULL;
  guint at;
  if (attribute == NULL || attribute->is_number != colouring->ordered)
    return ENT_NO_CLASS;
  if (colouring->ordered)
    {
      for (guint i = 0; i < colouring->classes->len; i++)
        if (attribute->number <= colouring->upper[i])
          return (int)i;
      return ENT_NO_CLASS;
    }
  return g_ptr_array_find_with_equal_func (
             colouring->classes, ent_text_get (&attribute->text, colouring->lang), g_str_equal, &at)
             ? (int)at
             : ENT_NO_CLASS;
}

/**
 * ent_colouring_is_cited:
 * @colouring: a colouring
 * @actor: an actor
 *
 * Returns: whether any passage says what colours it
 */
gboolean
ent_colouring_is_cited (const EntColouring *colouring, const EntActor *actor)
{
  const EntAttribute *attribute = colouring->key != NULL ? attribute_of (colouring, actor) : NULL;
  return attribute != NULL ? attribute->n_evidence > 0 : ent_thing_is_cited (&actor->thing);
}

/**
 * ent_colouring_class_style:
 * @colouring: a colouring by an attribute
 * @class: one of its classes, or %ENT_NO_CLASS
 * @theme: the theme
 *
 * Returns: fill and rim of a disc of that class
 */
EntStyle
ent_colouring_class_style (const EntColouring *colouring, int class, const EntTheme *theme)
{
  EntStyle style = { .fill = theme->hairline,
                     .stroke = theme->muted,
                     .stroke_width = 0.75 * ENT_UNITS_PER_PT };
  if (class == ENT_NO_CLASS)
    return style;
  const guint n = colouring->classes->len;
  const double share = n > 1 ? LIGHTEST + (1 - LIGHTEST) * class / (n - 1) : 1;
  style.fill = colouring->ordered ? ent_colour_mix (theme->paper, theme->category[0], (float)share)
                                  : theme->category[class];
  style.stroke = theme->category_rim[colouring->ordered ? 0 : class];
  return style;
}

/**
 * ent_colouring_style:
 * @colouring: a colouring
 * @actor: an actor
 * @theme: the theme
 *
 * Returns: how its disc looks: hollow and hatched where no passage says what colours it
 */
EntStyle
ent_colouring_style (const EntColouring *colouring, const EntActor *actor, const EntTheme *theme)
{
  if (colouring->key == NULL)
    return ent_view_actor_style (actor, theme);
  EntStyle style
      = ent_colouring_class_style (colouring, ent_colouring_class (colouring, actor), theme);
  if (!ent_colouring_is_cited (colouring, actor))
    {
      style.fill = theme->paper;
      style.hatched = TRUE;
    }
  ent_style_set_modality (&style, ent_thing_modality (&actor->thing), theme);
  return style;
}

/**
 * ent_colouring_ink:
 * @colouring: a colouring
 * @actor: an actor
 * @theme: the theme
 *
 * Returns: the colour of letters on its disc
 */
EntColour
ent_colouring_ink (const EntColouring *colouring, const EntActor *actor, const EntTheme *theme)
{
  if (colouring->key == NULL)
    return theme->category_ink[ent_view_actor_slot (actor)];
  const int class = ent_colouring_class (colouring, actor);
  if (class != ENT_NO_CLASS && !colouring->ordered)
    return theme->category_ink[class];
  const EntColour fill = ent_colouring_class_style (colouring, class, theme).fill;
  return ent_colour_contrast (theme->ink, fill) > ent_colour_contrast (theme->paper, fill)
             ? theme->ink
             : theme->paper;
}
