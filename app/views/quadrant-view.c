/* The quadrant: actors by two of their attributes, one a direction, parted where the halves meet.
 */
#include "views/quadrant-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Empty room beyond the extreme values, as a share of the axis; of whole numbers, half a step. */
#define REACH 0.07
#define HALF_A_STEP 0.5
/* Codes are few; more steps than this are a measure. */
#define MOST_CODES 12.0
#define LARGEST_CODE 1e4

/**
 * ent_quadrant_free:
 * @quadrant: (transfer full): a quadrant
 */
void
ent_quadrant_free (EntQuadrant *quadrant)
{
  g_clear_pointer (&quadrant->colouring, ent_colouring_free);
  g_array_unref (quadrant->points);
  g_free (quadrant);
}

/**
 * ent_quadrant_pt:
 * @quadrant: a quadrant
 * @points: a length in typographic points
 *
 * Returns: the length in figure units
 */
double
ent_quadrant_pt (const EntQuadrant *quadrant, double points)
{
  return ent_request_pt (quadrant->request, points);
}

/**
 * ent_quadrant_value:
 * @actor: an actor
 * @key: key of an attribute
 *
 * Returns: (nullable) (transfer none): the attribute, if it is a number
 */
const EntAttribute *
ent_quadrant_value (const EntActor *actor, const char *key)
{
  for (guint i = 0; i < actor->n_attributes; i++)
    if (actor->attributes[i].is_number && isfinite (actor->attributes[i].number)
        && g_str_equal (actor->attributes[i].key, key))
      return &actor->attributes[i];
  return NULL;
}

/* The first two numbers of the first actor that has two. */
static gboolean
find_keys (const EntDossier *dossier, const char **x, const char **y)
{
  const GPtrArray *actors = ent_dossier_actors (dossier);
  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = actors->pdata[i];
      *x = *y = NULL;
      for (guint k = 0; k < actor->n_attributes && *y == NULL; k++)
        if (actor->attributes[k].is_number)
          *(*x == NULL ? x : y) = actor->attributes[k].key;
      if (*y != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * ent_quadrant_view_is_possible:
 * @dossier: a dossier
 *
 * Returns: whether any actor has two numbers
 */
gboolean
ent_quadrant_view_is_possible (const EntDossier *dossier)
{
  const char *x, *y;
  return find_keys (dossier, &x, &y);
}

static gboolean
read_key (const EntViewRequest *request, const char *option, const char **key, GError **error)
{
  EntJson *node = ent_request_option (request, option);
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  if (ent_json_get_string (node, key))
    for (guint i = 0; i < actors->len; i++)
      if (ent_quadrant_value (actors->pdata[i], *key) != NULL)
        return TRUE;
  return ent_option_error (
      error, option, node, _ ("the key of an attribute that some actor has as a number"));
}

static gboolean
read_axis (const EntViewRequest *request, const char *option, EntQuadrantAxis *axis, GError **error)
{
  g_autofree char *title = g_strconcat (option, "_title", NULL);
  g_autofree char *range = g_strconcat (option, "_range", NULL);
  g_autofree char *middle = g_strconcat (option, "_mid", NULL);
  const gboolean is_said = request->view != NULL || ent_request_option (request, option) != NULL;
  if (is_said && !read_key (request, option, &axis->key, error))
    return FALSE;
  axis->from = axis->to = axis->middle = NAN;
  if (!ent_option_words (request, title, ent_request_option (request, title), &axis->title, error)
      || !ent_request_range (request, range, &axis->from, &axis->to, error)
      || !ent_request_number (request, middle, &axis->middle, error))
    return FALSE;
  EntViewRequest second = *request;
  second.lang = request->lang2;
  if (request->lang2 != NULL
      && !ent_option_words (
          &second, title, ent_request_option (request, title), &axis->second, error))
    return FALSE;
  if (axis->title == NULL)
    axis->title = axis->key;
  if (g_strcmp0 (axis->title, axis->second) == 0)
    axis->second = NULL;
  return TRUE;
}

static gboolean
read_captions (EntQuadrant *quadrant, GError **error)
{
  EntJson *node = ent_request_option (quadrant->request, "quadrants");
  if (node == NULL)
    return TRUE;
  if (ent_json_type (node) != ENT_JSON_ARRAY || ent_json_length (node) != ENT_N_QUADRANTS)
    return ent_option_error (error, "quadrants", node, _ ("four texts, in reading order"));
  for (guint i = 0; i < ENT_N_QUADRANTS; i++)
    if (!ent_option_words (quadrant->request,
                           "quadrants",
                           ent_json_element (node, i),
                           &quadrant->captions[i],
                           error))
      return FALSE;
  return TRUE;
}

static void
note_value (EntQuadrantAxis *axis, double value, double *low, double *high)
{
  *low = MIN (*low, value);
  *high = MAX (*high, value);
  axis->whole = axis->whole && value == floor (value);
}

/* The axis spans the values, unless the view says otherwise; it is parted at zero where it crosses
 * zero, else in its middle. */
static void
settle (EntQuadrantAxis *axis, double low, double high)
{
  if (isnan (axis->from))
    {
      axis->from = low;
      axis->to = high;
    }
  double span = axis->to - axis->from;
  axis->whole = axis->whole && axis->from == floor (axis->from) && span <= MOST_CODES
                && fabs (axis->from) <= LARGEST_CODE;
  axis->reach = axis->whole ? HALF_A_STEP
                : span > 0  ? span * REACH
                            : MAX (fabs (axis->from) * REACH, HALF_A_STEP);
  if (isnan (axis->middle))
    axis->middle = axis->from < 0 && axis->to > 0 ? 0 : axis->from + (axis->to - axis->from) / 2;
}

static gboolean
is_outside (const EntQuadrantAxis *axis, double value)
{
  return value < axis->from || value > axis->to;
}

/* The saved view says who is in the picture; what the session hides keeps its place. */
static void
collect (EntQuadrant *quadrant)
{
  const EntViewRequest *request = quadrant->request;
  const EntFilter *own = request->view != NULL ? request->view->filter : NULL;
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
  quadrant->x.whole = quadrant->y.whole = TRUE;
  for (guint i = 0; i < actors->len; i++)
    {
      EntQuadrantPoint point = { .actor = actors->pdata[i] };
      if (own != NULL && !ent_filter_admits (own, request->dossier, &point.actor->thing))
        continue;
      point.x = ent_quadrant_value (point.actor, quadrant->x.key);
      point.y = ent_quadrant_value (point.actor, quadrant->y.key);
      if (point.x == NULL || point.y == NULL)
        {
          quadrant->left_out++;
          continue;
        }
      point.shown = ent_request_admits (request, point.actor);
      note_value (&quadrant->x, point.x->number, &x0, &x1);
      note_value (&quadrant->y, point.y->number, &y0, &y1);
      g_array_append_val (quadrant->points, point);
    }
  if (quadrant->points->len == 0)
    return;
  settle (&quadrant->x, x0, x1);
  settle (&quadrant->y, y0, y1);
  for (guint i = quadrant->points->len; i-- > 0;)
    {
      const EntQuadrantPoint *point = ent_quadrant_point (quadrant, i);
      if (!is_outside (&quadrant->x, point->x->number)
          && !is_outside (&quadrant->y, point->y->number))
        continue;
      g_array_remove_index (quadrant->points, i);
      quadrant->left_out++;
    }
}

static gboolean
check_middle (const EntViewRequest *request,
              const char *option,
              const EntQuadrantAxis *axis,
              GError **error)
{
  return axis->middle >= axis->from - axis->reach && axis->middle <= axis->to + axis->reach
             ? TRUE
             : ent_option_error (error,
                                 option,
                                 ent_request_option (request, option),
                                 _ ("a number within the range of the axis"));
}

/**
 * ent_quadrant_new:
 * @request: what is to be drawn
 * @error: where to put an error
 *
 * Reads the options and finds the points, which have no place yet.
 * Errors: %ENT_VIEWS_ERROR_OPTION
 *
 * Returns: (transfer full): the quadrant, or %NULL
 */
EntQuadrant *
ent_quadrant_new (const EntViewRequest *request, GError **error)
{
  static const char *const known[]
      = { "x",     "y",     "x_title",   "y_title",   "x_range", "y_range",
          "x_mid", "y_mid", "quadrants", "colour_by", NULL };
  g_autoptr (EntQuadrant) quadrant = g_new0 (EntQuadrant, 1);
  quadrant->request = request;
  quadrant->points = g_array_new (FALSE, FALSE, sizeof (EntQuadrantPoint));
  if (request->view == NULL && !find_keys (request->dossier, &quadrant->x.key, &quadrant->y.key))
    {
      quadrant->colouring = ent_colouring_new (request, NULL);
      return g_steal_pointer (&quadrant);
    }
  if (!ent_request_check_options (request, known, error)
      || !read_axis (request, "x", &quadrant->x, error)
      || !read_axis (request, "y", &quadrant->y, error) || !read_captions (quadrant, error)
      || (quadrant->colouring = ent_colouring_new (request, error)) == NULL)
    return NULL;
  collect (quadrant);
  if (quadrant->points->len > 0
      && (!check_middle (request, "x_mid", &quadrant->x, error)
          || !check_middle (request, "y_mid", &quadrant->y, error)))
    return NULL;
  return g_steal_pointer (&quadrant);
}

/**
 * ent_quadrant_view_build:
 * @request: what is to be drawn
 * @builder: the scene
 * @cancellable: (nullable): not needed, it takes no time
 * @error: where to put an error
 *
 * Draws actors at the values of two attributes.  The camera moves them apart and the axes with
 * them.  Errors: #EntViewsError
 *
 * Returns: whether it was drawn
 */
gboolean
ent_quadrant_view_build (const EntViewRequest *request,
                         EntSceneBuilder *builder,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (EntQuadrant) quadrant = ent_quadrant_new (request, error);
  if (quadrant == NULL)
    return FALSE;
  gboolean any = FALSE;
  for (guint i = 0; i < quadrant->points->len; i++)
    any |= ent_quadrant_point (quadrant, i)->shown;
  if (!any)
    {
      ent_request_message (request, builder);
      return TRUE;
    }
  ent_quadrant_lay_out (quadrant);
  ent_quadrant_draw (quadrant, builder);
  return TRUE;
}
