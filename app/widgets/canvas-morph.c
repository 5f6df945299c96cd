/* How a canvas gets from one picture to the next: the marks that both show move.  A change in the
 * midst of another begins where the marks are by then. */
#include <string.h>

#include "widgets/canvas-private.h"

/* A change, µs; and how long before it begins a later one may have to be prepared. */
#define DURATION (550 * 1000)
#define LEAD (60 * 1000)

/* A frame, µs: the first one shows already that something moves. */
#define FRAME (1000000 / 60)

/* Marks that move less have stayed where they were; figure units. */
#define MIN_WAY 2.0

struct _EntCanvasMorph
{
  EntPicture *from;          /* shown until it is known how it goes on, or NULL */
  EntTransition *transition; /* that runs, or NULL */
  EntScene *target;          /* where that one leads */
  gint64 begun;              /* frame time; 0: with the next frame */
  double until;              /* the moment that a later transition begins with; 1: none does */
  gboolean whole;            /* the next picture is of something else: morph whatever it shows */
  guint tick;
  cairo_surface_t *images[2];
  guint turn; /* the image that was painted last */
};

/* What a transition is prepared from. */
typedef struct
{
  EntPicture *from; /* or NULL: from the moment until of running */
  EntTransition *running;
  double until;
  EntPicture *to;
  double min_way; /* what moves less is no change of layout */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  ent_picture_unref (job->from);
  ent_picture_unref (job->to);
  ent_transition_unref (job->running);
  g_free (job);
}

static gpointer
prepare (gpointer data, GCancellable *cancellable, GError **error)
{
  const Job *job = data;
  g_autoptr (EntTransition) transition = NULL;

  if (job->from != NULL)
    transition = ent_picture_transition (job->from, job->to);
  else
    {
      g_autoptr (EntScene) scene = ent_transition_scene (job->running, job->until);
      cairo_surface_t *ground = ent_transition_ground (job->running, job->until);
      const EntTransitionEnd from = { .scene = scene, .ground = ground },
                             to = ent_picture_end (job->to);
      transition = ent_transition_new (&from, &to, job->to->scale);
      cairo_surface_destroy (ground);
    }
  return ent_transition_way (transition) >= job->min_way ? g_steal_pointer (&transition) : NULL;
}

/**
 * ent_canvas_morph_new:
 *
 * Returns: (transfer full): no morph
 */
EntCanvasMorph *
ent_canvas_morph_new (void)
{
  EntCanvasMorph *morph = g_new0 (EntCanvasMorph, 1);

  morph->until = 1;
  return morph;
}

/* Shows the picture of now. */
static void
end (EntCanvas *canvas)
{
  EntCanvasMorph *morph = canvas->morph;

  if (morph->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (canvas), morph->tick);
  morph->tick = 0;
  morph->until = 1;
  g_clear_pointer (&morph->from, ent_picture_unref);
  g_clear_pointer (&morph->transition, ent_transition_unref);
  g_clear_pointer (&morph->target, ent_scene_unref);
  for (guint i = 0; i < G_N_ELEMENTS (morph->images); i++)
    g_clear_pointer (&morph->images[i], cairo_surface_destroy);
}

/**
 * ent_canvas_morph_free:
 * @canvas: a canvas that goes
 */
void
ent_canvas_morph_free (EntCanvas *canvas)
{
  end (canvas);
  g_clear_pointer (&canvas->morph, g_free);
}

/**
 * ent_canvas_is_morphing:
 * @canvas: a canvas
 *
 * Returns: whether marks are on their way, or about to be
 */
gboolean
ent_canvas_is_morphing (EntCanvas *canvas)
{
  return canvas->morph->transition != NULL || canvas->morph->from != NULL;
}

/* The moment that is shown at a time. */
static double
moment (const EntCanvasMorph *morph, gint64 time)
{
  const double t = morph->begun == 0 ? 0 : (double)(time - morph->begun) / DURATION;

  return CLAMP (t, 0, morph->until);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EntCanvas *canvas = ENT_CANVAS (widget);
  EntCanvasMorph *morph = canvas->morph;
  const gint64 time = gdk_frame_clock_get_frame_time (clock);

  if (morph->begun == 0)
    morph->begun = time - FRAME;
  gtk_widget_queue_draw (widget);
  if (moment (morph, time) < 1)
    return G_SOURCE_CONTINUE;
  morph->tick = 0;
  end (canvas);
  ent_canvas_settled (canvas);
  return G_SOURCE_REMOVE;
}

static void
start (EntCanvas *canvas, EntTransition *transition)
{
  EntCanvasMorph *morph = canvas->morph;

  end (canvas);
  morph->transition = transition;
  morph->target = ent_scene_ref (canvas->picture->scene);
  morph->begun = 0;
  morph->tick = gtk_widget_add_tick_callback (GTK_WIDGET (canvas), on_tick, NULL, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static void
take_transition (gpointer owner, gpointer result, const GError *error)
{
  EntCanvas *canvas = owner;

  if (result != NULL && ent_canvas_scene (canvas) != NULL)
    {
      start (canvas, result);
      return;
    }
  ent_transition_unref (result);
  end (canvas);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  ent_canvas_settled (canvas);
}

static gboolean
may_morph (EntCanvas *canvas)
{
  return gtk_widget_get_mapped (GTK_WIDGET (canvas))
         && adw_get_enable_animations (GTK_WIDGET (canvas));
}

/**
 * ent_canvas_morph_leave:
 * @canvas: a canvas whose picture is about to be replaced by one of something else
 *
 * Keeps what is shown until it can become the next picture.
 */
void
ent_canvas_morph_leave (EntCanvas *canvas)
{
  EntCanvasMorph *morph = canvas->morph;

  morph->whole = may_morph (canvas)
                 && (ent_canvas_scene (canvas) != NULL || ent_canvas_is_morphing (canvas));
  if (!morph->whole)
    end (canvas);
  else if (morph->transition == NULL && morph->from == NULL)
    morph->from = ent_picture_ref (canvas->picture);
}

/**
 * ent_canvas_morph_drop:
 * @canvas: a canvas
 *
 * Shows the picture of now at once: it is moved by hand, or of another dossier.
 */
void
ent_canvas_morph_drop (EntCanvas *canvas)
{
  ent_worker_cancel_slot (canvas->worker, G_OBJECT (canvas), "transition");
  canvas->morph->whole = FALSE;
  end (canvas);
}

static gboolean
same_look (const EntScene *a, const EntScene *b)
{
  const EntCamera p = ent_scene_camera (a), q = ent_scene_camera (b);

  return memcmp (&p, &q, sizeof p) == 0 && ent_scene_width (a) == ent_scene_width (b)
         && ent_scene_height (a) == ent_scene_height (b);
}

static gboolean
has_moved (EntScene *before, EntScene *after)
{
  g_autoptr (EntMorph) morph = ent_morph_new (before, after);

  return ent_morph_way (morph) >= MIN_WAY;
}

/* Whether what is shown may become the picture: of the same theme, at the same scale; and unless
 * something else is to be shown, in the same place, so that only a change of layout moves marks. */
static gboolean
can_become (EntCanvas *canvas, EntPicture *old)
{
  EntCanvasMorph *morph = canvas->morph;
  EntScene *scene = canvas->picture->scene;
  EntScene *shown = morph->target != NULL ? morph->target
                    : morph->from != NULL ? morph->from->scene
                    : old != NULL         ? old->scene
                                          : NULL;
  const double scale = morph->from != NULL ? morph->from->scale : old != NULL ? old->scale : 0;

  if (!may_morph (canvas) || scene == NULL || shown == NULL
      || ent_scene_theme (shown) != ent_scene_theme (scene)
      || (morph->transition == NULL && scale != canvas->picture->scale))
    return FALSE;
  return morph->whole || same_look (shown, scene);
}

/**
 * ent_canvas_morph_take:
 * @canvas: a canvas that has just got a picture
 * @old: (nullable): the one that it showed until now
 *
 * Has the marks move to where the picture shows them, if it is of something else or its layout is
 * another; it is shown at once if not.
 */
void
ent_canvas_morph_take (EntCanvas *canvas, EntPicture *old)
{
  EntCanvasMorph *morph = canvas->morph;
  const gboolean whole = morph->whole;

  if (!can_become (canvas, old))
    {
      ent_canvas_morph_drop (canvas);
      return;
    }
  morph->whole = FALSE;
  if (morph->transition != NULL && !whole && !has_moved (morph->target, canvas->picture->scene))
    return;
  if (morph->transition == NULL && morph->from == NULL)
    morph->from = ent_picture_ref (old);
  Job *job = g_new0 (Job, 1);
  job->to = ent_picture_ref (canvas->picture);
  job->min_way = whole || morph->transition != NULL ? 0 : MIN_WAY;
  if (morph->transition != NULL)
    {
      GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (canvas));
      job->running = ent_transition_ref (morph->transition);
      job->until = morph->until = moment (morph, gdk_frame_clock_get_frame_time (clock) + LEAD);
    }
  else
    job->from = ent_picture_ref (morph->from);
  ent_worker_push (canvas->worker,
                   G_OBJECT (canvas),
                   "transition",
                   prepare,
                   job,
                   free_job,
                   (GDestroyNotify)ent_transition_unref,
                   take_transition);
}

/**
 * ent_canvas_morph_start:
 * @canvas: a canvas that has just got a picture
 * @transition: (nullable) (transfer full): prepared, from the picture it showed until now; without
 *   one it is prepared now
 * @old: (nullable): that picture
 *
 * Has the marks move at once.
 */
void
ent_canvas_morph_start (EntCanvas *canvas, EntTransition *transition, EntPicture *old)
{
  if (transition != NULL && may_morph (canvas) && !ent_canvas_is_morphing (canvas))
    {
      canvas->morph->whole = FALSE;
      start (canvas, transition);
      return;
    }
  ent_transition_unref (transition);
  canvas->morph->whole = TRUE;
  ent_canvas_morph_take (canvas, old);
}

/* In turn on two images: what the last frame shows must not be painted over. */
static cairo_surface_t *
next_image (EntCanvasMorph *morph)
{
  int width, height;

  morph->turn = 1 - morph->turn;
  cairo_surface_t **image = &morph->images[morph->turn];
  if (*image == NULL)
    {
      ent_transition_size (morph->transition, &width, &height);
      *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
    }
  return *image;
}

/**
 * ent_canvas_draw_morph:
 * @canvas: a canvas
 * @snapshot: where to
 *
 * Returns: whether it has drawn something on its way; else the picture is to be drawn
 */
gboolean
ent_canvas_draw_morph (EntCanvas *canvas, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (canvas);
  EntCanvasMorph *morph = canvas->morph;

  if (morph->transition == NULL && morph->from != NULL)
    ent_picture_snapshot (morph->from, snapshot);
  if (morph->transition == NULL)
    return morph->from != NULL;

  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  cairo_surface_t *image = next_image (morph);
  ent_transition_paint (
      morph->transition, moment (morph, gdk_frame_clock_get_frame_time (clock)), image);
  double scale_x, scale_y;
  cairo_surface_get_device_scale (image, &scale_x, &scale_y);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot,
      &GRAPHENE_RECT_INIT (0,
                           0,
                           (float)(cairo_image_surface_get_width (image) / scale_x),
                           (float)(cairo_image_surface_get_height (image) / scale_y)));
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_FAST);
  cairo_paint (cr);
  cairo_destroy (cr);
  return TRUE;
}
