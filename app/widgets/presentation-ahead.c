/* The steps that may be next, made while one is shown: a talk does not wait. */
#include "widgets/presentation-private.h"
#include "widgets/shared-world.h"

/* A key is made from a figure, of whatever size. */
#define KEY_WIDTH 960
#define KEY_HEIGHT 540

typedef struct
{
  guint step;
  EntPictureOrder *order; /* NULL: there is a picture */
  EntPicture *from, *to;  /* to: NULL: to be made */
} Job;

typedef struct
{
  guint step;
  EntPicture *picture, *from;
  EntTransition *transition;
} Made;

static void
free_job (gpointer data)
{
  Job *job = data;

  ent_picture_order_free (job->order);
  ent_picture_unref (job->from);
  ent_picture_unref (job->to);
  g_free (job);
}

static void
free_made (gpointer data)
{
  Made *made = data;

  ent_picture_unref (made->picture);
  ent_transition_unref (made->transition);
  g_free (made);
}

static gpointer
make (gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;
  EntPicture *to = job->to;
  Made *made = g_new0 (Made, 1);

  made->step = job->step;
  made->from = job->from;
  if (to == NULL)
    to = made->picture = ent_picture_new (job->order, cancellable, error);
  if (to != NULL && to->scene != NULL && !g_cancellable_is_cancelled (cancellable))
    made->transition = ent_picture_transition (job->from, to);
  return made;
}

static void
clear_ahead (EntAhead *ahead)
{
  g_clear_pointer (&ahead->picture, ent_picture_unref);
  g_clear_pointer (&ahead->transition, ent_transition_unref);
  g_clear_pointer (&ahead->from, ent_picture_unref);
}

static void
take (gpointer owner, gpointer result, const GError *error)
{
  EntPresentation *presentation = owner;
  Made *made = result;
  EntAhead *ahead = &presentation->ahead[made->step];

  presentation->looking = FALSE;
  if (made->picture != NULL)
    {
      clear_ahead (ahead);
      ahead->picture = g_steal_pointer (&made->picture);
    }
  /* the picture that it was prepared from may be gone, and another one at its place */
  if (made->transition != NULL && made->from == ent_canvas_picture (presentation->canvas))
    {
      g_clear_pointer (&ahead->transition, ent_transition_unref);
      g_clear_pointer (&ahead->from, ent_picture_unref);
      ahead->transition = g_steal_pointer (&made->transition);
      ahead->from = ent_picture_ref (made->from);
    }
  free_made (made);
  ent_presentation_look_ahead (presentation);
}

/* Made for another size or theme it is of no use. */
static gboolean
is_fit (const EntAhead *ahead, const EntPicture *shown)
{
  const EntPicture *picture = ahead->picture;

  return picture != NULL
         && (picture->scene == NULL
             || (picture->scale == shown->scale
                 && ent_scene_theme (picture->scene) == ent_scene_theme (shown->scene)
                 && ent_scene_width (picture->scene) == ent_scene_width (shown->scene)
                 && ent_scene_height (picture->scene) == ent_scene_height (shown->scene)));
}

static EntPictureOrder *
order_point (EntPresentation *presentation, const EntStoryPoint *point)
{
  const EntViewKind kind = point->view->kind;
  const char *view_id = point->view->thing.id;

  ent_story_point_apply (point, presentation->scout);
  EntPictureOrder *order = ent_picture_order_new (presentation->scout, kind, view_id);
  ent_picture_order_set_options (order,
                                 ent_canvas_options_of (presentation->canvas, kind, view_id));
  return order;
}

static EntPictureOrder *
order_step (EntPresentation *presentation, guint step)
{
  const EntStoryPoint *point = &g_array_index (presentation->points, EntStoryPoint, step);
  g_autoptr (EntPictureOrder) shown = ent_canvas_order (presentation->canvas);

  EntPictureOrder *order = order_point (presentation, point);
  order->request.width = shown->request.width;
  order->request.height = shown->request.height;
  order->request.text_scale = shown->request.text_scale;
  order->scale = shown->scale;
  order->reveals = TRUE;
  return order;
}

/* Whether there is something to do for a step, which is begun then. */
static gboolean
make_step (EntPresentation *presentation, guint step, EntPicture *shown)
{
  const EntAhead *ahead = &presentation->ahead[step];
  const gboolean fit = is_fit (ahead, shown);

  if (fit && (ahead->from == shown || ahead->picture->scene == NULL))
    return FALSE;
  Job *job = g_new0 (Job, 1);
  job->step = step;
  job->from = ent_picture_ref (shown);
  if (fit)
    job->to = ent_picture_ref (ahead->picture);
  else
    job->order = order_step (presentation, step);
  presentation->looking = TRUE;
  ent_worker_push (presentation->worker_ahead,
                   G_OBJECT (presentation),
                   "ahead",
                   make,
                   job,
                   free_job,
                   free_made,
                   take);
  return TRUE;
}

static gpointer
make_keys (gpointer data, GCancellable *cancellable, GError **error)
{
  const GPtrArray *orders = data;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < orders->len; i++)
    {
      EntPictureOrder *order = g_ptr_array_index (orders, i);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (ent_view_needs_world (&order->request))
        order->request.world = ent_shared_world (NULL);
      g_ptr_array_add (keys, ent_legend_for_view (&order->request));
    }
  return g_steal_pointer (&keys);
}

static void
take_keys (gpointer owner, gpointer result, const GError *error)
{
  if (result != NULL)
    ent_talk_key_set_entries (((EntPresentation *)owner)->key, result);
}

/**
 * ent_presentation_make_keys:
 * @presentation: a presentation
 *
 * Finds out what the colours of every step mean.
 */
void
ent_presentation_make_keys (EntPresentation *presentation)
{
  GPtrArray *orders = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_picture_order_free);

  for (guint i = 0; i < presentation->points->len; i++)
    {
      const EntStoryPoint *point = &g_array_index (presentation->points, EntStoryPoint, i);
      EntPictureOrder *order = order_point (presentation, point);
      order->request.width = KEY_WIDTH;
      order->request.height = KEY_HEIGHT;
      g_ptr_array_add (orders, order);
    }
  ent_worker_push (presentation->worker_ahead,
                   G_OBJECT (presentation),
                   "keys",
                   make_keys,
                   orders,
                   (GDestroyNotify)g_ptr_array_unref,
                   (GDestroyNotify)g_ptr_array_unref,
                   take_keys);
}

/**
 * ent_presentation_look_ahead:
 * @presentation: a presentation whose figure has come to rest
 *
 * Makes the picture of the next step and of the one before, and the ways to them.
 */
void
ent_presentation_look_ahead (EntPresentation *presentation)
{
  const guint n = presentation->points->len, step = presentation->step;
  EntPicture *shown = ent_canvas_picture (presentation->canvas);

  if (presentation->looking || shown == NULL)
    return;
  for (guint i = 0; i < n; i++)
    if (i + 1 < step || i > step + 1)
      clear_ahead (&presentation->ahead[i]);
  if (step + 1 < n && make_step (presentation, step + 1, shown))
    return;
  if (step > 0)
    make_step (presentation, step - 1, shown);
}

/**
 * ent_presentation_ahead:
 * @presentation: a presentation
 * @step: about to be shown
 *
 * Returns: (transfer none) (nullable): what was made of it
 */
EntAhead *
ent_presentation_ahead (EntPresentation *presentation, guint step)
{
  EntAhead *ahead = &presentation->ahead[step];
  const EntPicture *like = ahead->from;

  /* the picture of now may be busy or have been looked at otherwise since: its size counts */
  if (like == NULL || !is_fit (ahead, like) || ent_canvas_scene (presentation->canvas) == NULL
      || ent_scene_width (like->scene) != gtk_widget_get_width (GTK_WIDGET (presentation->canvas))
      || ent_scene_height (like->scene)
             != gtk_widget_get_height (GTK_WIDGET (presentation->canvas)))
    return NULL;
  return ahead;
}

/**
 * ent_presentation_forget_ahead:
 * @presentation: a presentation that goes
 */
void
ent_presentation_forget_ahead (EntPresentation *presentation)
{
  if (presentation->worker_ahead != NULL)
    ent_worker_cancel (presentation->worker_ahead, G_OBJECT (presentation));
  for (guint i = 0; presentation->ahead != NULL && i < presentation->points->len; i++)
    clear_ahead (&presentation->ahead[i]);
  g_clear_pointer (&presentation->ahead, g_free);
  g_clear_pointer (&presentation->worker_ahead, ent_worker_unref);
}
