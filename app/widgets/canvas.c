#include <glib/gi18n-lib.h>

#include "widgets/canvas-private.h"

/* Labels on screen against those of a figure (8 pt at 183 mm): a screen is read from further off.
 */
#define SCREEN_TEXT 1.2

/* The smallest size a picture is made for; figure units. */
#define MIN_SIZE 48

/* A narrower canvas has nothing over it: what it shows needs all the room. */
#define MIN_WITH_BUTTONS 480

G_DEFINE_FINAL_TYPE (EntCanvas, ent_canvas, GTK_TYPE_WIDGET)

enum
{
  PICTURE_CHANGED,
  SETTLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* How much larger than by default the user wants text. */
static double
font_scale (EntCanvas *canvas)
{
  int dpi = -1; /* 1024ths */

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (canvas)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / 1024.0 / 96.0, 0.75, 3) : 1;
}

/* Rows that reach from side to side do not run under the buttons. */
static int
width_of_scene (EntCanvas *canvas)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (canvas));
  const gboolean has_rows = canvas->kind == ENT_VIEW_TIMELINE;

  return has_rows && ent_canvas_has_buttons (canvas) ? width - canvas->buttons : width;
}

/**
 * ent_canvas_order:
 * @canvas: a canvas whose session has a dossier open
 *
 * Returns: (transfer full): the picture that the canvas shows or is about to show
 */
EntPictureOrder *
ent_canvas_order (EntCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);
  EntPictureOrder *order = ent_picture_order_new (canvas->session, canvas->kind, canvas->view_id);

  ent_picture_order_set_options (order, ent_canvas_unsaved_options (canvas));
  order->request.width = width_of_scene (canvas);
  order->request.height = gtk_widget_get_height (widget);
  order->request.text_scale = SCREEN_TEXT * canvas->text_scale * font_scale (canvas);
  order->request.camera = canvas->camera;
  order->scale = gtk_widget_get_scale_factor (widget);
  order->serial = canvas->serial;
  order->reveals = canvas->reveals;
  return order;
}

static gpointer
make_picture (gpointer data, GCancellable *cancellable, GError **error)
{
  return ent_picture_new (data, cancellable, error);
}

static void order_picture (EntCanvas *canvas);

static gboolean
has_scene (EntCanvas *canvas)
{
  return canvas->picture != NULL && canvas->picture->scene != NULL;
}

/* A picture may have been made for another camera than was asked for, to show what is selected. */
static void
follow_camera (EntCanvas *canvas)
{
  if (!has_scene (canvas))
    return;
  if (canvas->reveals)
    canvas->camera = ent_scene_camera (canvas->picture->scene);
  const EntLens lens = ent_lens_of (canvas->picture->scene);
  const EntCamera limited = ent_lens_limit (&lens, canvas->camera);
  if (memcmp (&limited, &canvas->camera, sizeof limited) != 0)
    canvas->stale = canvas->ground_stale = TRUE;
  canvas->camera = limited;
  canvas->reveals = FALSE;
}

static void
show_message (EntCanvas *canvas)
{
  const char *message = canvas->picture->message;

  gtk_label_set_text (GTK_LABEL (canvas->message), message != NULL ? message : "");
  gtk_widget_set_visible (canvas->message, message != NULL);
  ent_canvas_sync_marks (canvas);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

/**
 * ent_canvas_settled:
 * @canvas: a canvas whose marks have come to rest
 */
void
ent_canvas_settled (EntCanvas *canvas)
{
  g_signal_emit (canvas, signals[SETTLED], 0);
}

static void
take_picture (gpointer owner, gpointer result, const GError *error)
{
  EntCanvas *canvas = owner;
  EntPicture *picture = result;

  canvas->busy = FALSE;
  if (picture != NULL)
    {
      g_autoptr (EntPicture) old = canvas->picture;
      canvas->picture = picture;
      follow_camera (canvas);
      show_message (canvas);
      ent_canvas_morph_take (canvas, old);
      g_signal_emit (canvas, signals[PICTURE_CHANGED], 0);
      if (!ent_canvas_is_morphing (canvas))
        ent_canvas_settled (canvas);
    }
  if (canvas->stale)
    order_picture (canvas);
}

static void
order_picture (EntCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);

  if (canvas->busy || ent_session_dossier (canvas->session) == NULL
      || gtk_widget_get_width (widget) < MIN_SIZE || gtk_widget_get_height (widget) < MIN_SIZE)
    return;

  EntPictureOrder *order = ent_canvas_order (canvas);
  if (!canvas->ground_stale && has_scene (canvas))
    order->ground = cairo_surface_reference (canvas->picture->ground);
  canvas->busy = TRUE;
  canvas->making[0] = gtk_widget_get_width (widget);
  canvas->making[1] = gtk_widget_get_height (widget);
  canvas->stale = FALSE;
  canvas->ground_stale = FALSE;
  ent_worker_push (canvas->worker,
                   G_OBJECT (canvas),
                   "picture",
                   make_picture,
                   order,
                   (GDestroyNotify)ent_picture_order_free,
                   (GDestroyNotify)ent_picture_unref,
                   take_picture);
}

static gboolean
order_when_idle (gpointer data)
{
  EntCanvas *canvas = data;

  canvas->idle = 0;
  order_picture (canvas);
  return G_SOURCE_REMOVE;
}

/* Several changes of one moment make one order; after the events, before the frame is drawn. */
static void
invalidate (EntCanvas *canvas, gboolean with_ground)
{
  canvas->stale = TRUE;
  canvas->ground_stale |= with_ground;
  if (canvas->idle == 0)
    canvas->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, order_when_idle, canvas, NULL);
}

/* Of this size a picture may be on its way already. */
static void
follow_size (EntCanvas *canvas, int width, int height)
{
  if (!canvas->busy || canvas->making[0] != width || canvas->making[1] != height)
    invalidate (canvas, TRUE);
}

/* What is shown is of something else altogether. */
static void
start_over (EntCanvas *canvas)
{
  canvas->busy = FALSE; /* the next order cancels the one under way */
  ent_canvas_drop_marks (canvas);
  ent_worker_cancel_slot (canvas->worker, G_OBJECT (canvas), "transition");
  g_clear_pointer (&canvas->picture, ent_picture_unref);
  gtk_widget_set_visible (canvas->message, FALSE);
  invalidate (canvas, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static void
on_session_changed (EntSession *session, guint change, EntCanvas *canvas)
{
  if ((change & ENT_CHANGED_DOSSIER) && !(change & ENT_CHANGED_HISTORY))
    {
      g_hash_table_remove_all (canvas->cameras);
      g_hash_table_remove_all (canvas->looks);
      canvas->camera = ENT_CAMERA_FIT;
      ent_canvas_morph_drop (canvas);
      start_over (canvas);
      return;
    }
  if (change & (ENT_CHANGED_SELECTION | ENT_CHANGED_HOVER))
    gtk_widget_queue_draw (GTK_WIDGET (canvas));
  if (change & ENT_CHANGED_SELECTION)
    {
      canvas->serial++;
      ent_canvas_sync_selection (canvas);
      /* the label of what is selected must show: its place may have to be found */
      invalidate (canvas, FALSE);
    }
  if (change
      & (ENT_CHANGED_DOSSIER | ENT_CHANGED_FILTER | ENT_CHANGED_LANGUAGE | ENT_CHANGED_THEME))
    invalidate (canvas, TRUE);
}

static void
measure_canvas (GtkWidget *widget,
                GtkOrientation orientation,
                int for_size,
                int *minimum,
                int *natural,
                int *minimum_baseline,
                int *natural_baseline)
{
  EntCanvas *canvas = ENT_CANVAS (widget);
  int child = 0;

  if (gtk_widget_get_visible (canvas->message))
    gtk_widget_measure (canvas->message, orientation, -1, &child, NULL, NULL, NULL);
  *minimum = MAX (160, child);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 400;
}

static void
allocate_canvas (GtkWidget *widget, int width, int height, int baseline)
{
  EntCanvas *canvas = ENT_CANVAS (widget);
  const EntScene *scene = has_scene (canvas) ? canvas->picture->scene : NULL;

  if (gtk_widget_get_visible (canvas->message))
    gtk_widget_allocate (canvas->message, width, height, -1, NULL);
  if (scene == NULL || ent_scene_width (scene) != width_of_scene (canvas)
      || ent_scene_height (scene) != height)
    follow_size (canvas, width, height);
  ent_canvas_allocate_marks (canvas);
  if (canvas->menu != NULL)
    gtk_popover_present (GTK_POPOVER (canvas->menu));
}

static gboolean
focus_canvas (GtkWidget *widget, GtkDirectionType direction)
{
  return ent_canvas_move_focus (ENT_CANVAS (widget), direction);
}

static void
on_scale_factor (EntCanvas *canvas)
{
  invalidate (canvas, TRUE);
}

static void
dispose (GObject *object)
{
  EntCanvas *canvas = ENT_CANVAS (object);

  g_clear_handle_id (&canvas->idle, g_source_remove);
  if (canvas->session != NULL)
    {
      ent_worker_cancel (canvas->worker, object);
      g_clear_pointer (&canvas->worker, ent_worker_unref);
      g_signal_handlers_disconnect_by_data (canvas->session, canvas);
    }
  if (canvas->proxies != NULL)
    ent_canvas_drop_marks (canvas);
  g_clear_pointer (&canvas->proxies, g_ptr_array_unref);
  ent_canvas_drop_menu (canvas);
  g_clear_pointer (&canvas->message, gtk_widget_unparent);
  if (canvas->morph != NULL)
    ent_canvas_morph_free (canvas);
  g_clear_pointer (&canvas->picture, ent_picture_unref);
  g_clear_pointer (&canvas->cameras, g_hash_table_unref);
  g_clear_pointer (&canvas->looks, g_hash_table_unref);
  g_clear_object (&canvas->session);
  G_OBJECT_CLASS (ent_canvas_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_free (ENT_CANVAS (object)->view_id);
  G_OBJECT_CLASS (ent_canvas_parent_class)->finalize (object);
}

static void
ent_canvas_class_init (EntCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  widget_class->snapshot = ent_canvas_draw;
  widget_class->measure = measure_canvas;
  widget_class->size_allocate = allocate_canvas;
  widget_class->focus = focus_canvas;
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  ent_canvas_install_input (klass);
  signals[PICTURE_CHANGED] = g_signal_new (
      "picture-changed", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new (
      "settled", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("picked", ENT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_canvas_init (EntCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);

  canvas->proxies = g_ptr_array_new ();
  canvas->cameras = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  canvas->looks
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ent_json_unref);
  canvas->camera = ENT_CAMERA_FIT;
  canvas->morph = ent_canvas_morph_new ();
  canvas->text_scale = 1;
  canvas->message = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (canvas->message), TRUE);
  gtk_label_set_justify (GTK_LABEL (canvas->message), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (canvas->message, "dim-label");
  gtk_widget_set_visible (canvas->message, FALSE);
  gtk_widget_set_parent (canvas->message, widget);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  g_signal_connect (widget, "notify::scale-factor", G_CALLBACK (on_scale_factor), NULL);
  ent_canvas_add_controllers (canvas);
}

/**
 * ent_canvas_new:
 * @session: what to show
 * @worker: makes the pictures
 *
 * Returns: (transfer floating): a canvas that shows a map, until told otherwise
 */
GtkWidget *
ent_canvas_new (EntSession *session, EntWorker *worker)
{
  EntCanvas *canvas = g_object_new (ENT_TYPE_CANVAS, NULL);

  canvas->session = g_object_ref (session);
  canvas->worker = ent_worker_ref (worker);
  g_signal_connect (session, "changed", G_CALLBACK (on_session_changed), canvas);
  return GTK_WIDGET (canvas);
}

/**
 * ent_canvas_set_text_scale:
 * @canvas: a canvas that shows nothing yet
 * @scale: of letters and marks; 1: as in a window
 */
void
ent_canvas_set_text_scale (EntCanvas *canvas, double scale)
{
  canvas->text_scale = scale;
}

/**
 * ent_canvas_set_buttons:
 * @canvas: a canvas that shows nothing yet
 * @width: of the buttons that lie over its right edge with their margins, pixels
 */
void
ent_canvas_set_buttons (EntCanvas *canvas, int width)
{
  canvas->buttons = width;
}

/**
 * ent_canvas_has_buttons:
 * @canvas: a canvas
 *
 * Returns: whether it is wide enough to have buttons over its right edge
 */
gboolean
ent_canvas_has_buttons (EntCanvas *canvas)
{
  return canvas->buttons > 0 && gtk_widget_get_width (GTK_WIDGET (canvas)) >= MIN_WITH_BUTTONS;
}

static char *
key_of (EntViewKind kind, const char *view_id)
{
  return g_strdup_printf ("%s %s", ent_view_kind_name (kind), view_id != NULL ? view_id : "");
}

static char *
look_key (EntCanvas *canvas)
{
  return key_of (canvas->kind, canvas->view_id);
}

/* The saved view that is shown, or NULL. */
static const EntView *
saved_view (EntCanvas *canvas)
{
  const EntDossier *dossier = ent_session_dossier (canvas->session);
  const EntThing *thing = dossier != NULL && canvas->view_id != NULL
                              ? ent_dossier_find (dossier, canvas->view_id)
                              : NULL;

  return thing != NULL && thing->kind == ENT_THING_VIEW ? (const EntView *)thing : NULL;
}

/* How it is looked at when it is opened. */
static EntCamera
saved_camera (EntCanvas *canvas)
{
  return ent_view_camera (saved_view (canvas));
}

/* Remembers how the view before was looked at. */
static void
change_view (EntCanvas *canvas, EntViewKind kind, const char *view_id)
{
  g_hash_table_insert (
      canvas->cameras, look_key (canvas), g_memdup2 (&canvas->camera, sizeof canvas->camera));
  g_free (canvas->view_id);
  canvas->view_id = g_strdup (view_id);
  canvas->kind = kind;
}

/**
 * ent_canvas_set_view:
 * @canvas: a canvas
 * @kind: the kind of view to show
 * @view_id: (nullable): a saved view of that kind; the defaults of @kind without one
 *
 * Shows another view, where it was left, or as it was saved when it was not shown yet.
 */
void
ent_canvas_set_view (EntCanvas *canvas, EntViewKind kind, const char *view_id)
{
  if (canvas->kind == kind && g_strcmp0 (canvas->view_id, view_id) == 0)
    return;

  change_view (canvas, kind, view_id);
  g_autofree char *key = look_key (canvas);
  const EntCamera *left = g_hash_table_lookup (canvas->cameras, key);
  canvas->camera = left != NULL ? *left : saved_camera (canvas);
  ent_canvas_morph_leave (canvas);
  start_over (canvas);
}

/**
 * ent_canvas_show:
 * @canvas: a canvas
 * @kind: the kind of view to show
 * @view_id: (nullable): a saved view of that kind
 * @picture: (transfer full): it, made ahead for what the session shows now, in the canvas's size
 * @transition: (nullable) (transfer full): the way to it from the picture that is shown
 *
 * Shows another view without a moment's wait.
 */
void
ent_canvas_show (EntCanvas *canvas,
                 EntViewKind kind,
                 const char *view_id,
                 EntPicture *picture,
                 EntTransition *transition)
{
  g_autoptr (EntPicture) old = canvas->picture;

  change_view (canvas, kind, view_id);
  ent_worker_cancel (canvas->worker, G_OBJECT (canvas));
  g_clear_handle_id (&canvas->idle, g_source_remove);
  canvas->busy = canvas->stale = canvas->ground_stale = FALSE;
  canvas->picture = picture;
  picture->serial = canvas->serial;
  canvas->reveals = TRUE;
  follow_camera (canvas);
  show_message (canvas);
  ent_canvas_morph_start (canvas, transition, old);
  g_signal_emit (canvas, signals[PICTURE_CHANGED], 0);
  if (!ent_canvas_is_morphing (canvas))
    ent_canvas_settled (canvas);
}

/**
 * ent_canvas_reveal:
 * @canvas: a canvas whose next picture is of something else
 *
 * Has that picture show what is selected, wherever the camera was.
 */
void
ent_canvas_reveal (EntCanvas *canvas)
{
  canvas->reveals = TRUE;
  ent_canvas_morph_leave (canvas);
  invalidate (canvas, TRUE);
}

/**
 * ent_canvas_picture:
 * @canvas: a canvas
 *
 * Returns: (transfer none) (nullable): what it shows or its marks are on their way to, unless it is
 *   looked at in another way since
 */
EntPicture *
ent_canvas_picture (EntCanvas *canvas)
{
  if (!has_scene (canvas) || !ent_canvas_is_current (canvas))
    return NULL;
  const EntCamera camera = ent_scene_camera (canvas->picture->scene);
  return memcmp (&camera, &canvas->camera, sizeof camera) == 0 ? canvas->picture : NULL;
}

/**
 * ent_canvas_restore_camera:
 * @canvas: a canvas
 *
 * Looks at the view as the saved one says, from wherever it was left.
 */
void
ent_canvas_restore_camera (EntCanvas *canvas)
{
  ent_canvas_set_camera (canvas, saved_camera (canvas));
}

/**
 * ent_canvas_options:
 * @canvas: a canvas
 *
 * Returns: (transfer none) (nullable): the options that the view is drawn with, an object; %NULL
 *   when it has none
 */
EntJson *
ent_canvas_options (EntCanvas *canvas)
{
  EntJson *unsaved = ent_canvas_unsaved_options (canvas);

  return unsaved != NULL ? unsaved : ent_canvas_saved_options (canvas);
}

/**
 * ent_canvas_saved_options:
 * @canvas: a canvas
 *
 * Returns: (transfer none) (nullable): the options of the saved view that is shown, an object
 */
EntJson *
ent_canvas_saved_options (EntCanvas *canvas)
{
  const EntView *view = saved_view (canvas);

  return view != NULL ? (EntJson *)view->options : NULL;
}

/**
 * ent_canvas_unsaved_options:
 * @canvas: a canvas
 *
 * Returns: (transfer none) (nullable): options that were chosen instead of those of the saved view,
 *   an object; %NULL when it is shown as it was saved
 */
EntJson *
ent_canvas_unsaved_options (EntCanvas *canvas)
{
  return ent_canvas_options_of (canvas, canvas->kind, canvas->view_id);
}

/**
 * ent_canvas_options_of:
 * @canvas: a canvas
 * @kind: of a view
 * @view_id: (nullable): a saved view of that kind
 *
 * Returns: (transfer none) (nullable): as ent_canvas_unsaved_options(), of a view that the canvas
 *   need not show
 */
EntJson *
ent_canvas_options_of (EntCanvas *canvas, EntViewKind kind, const char *view_id)
{
  g_autofree char *key = key_of (kind, view_id);

  return g_hash_table_lookup (canvas->looks, key);
}

/**
 * ent_canvas_take_options:
 * @canvas: a canvas
 * @from: another, of the same dossier
 *
 * Draws all views with the options that were chosen for them on the other canvas.
 */
void
ent_canvas_take_options (EntCanvas *canvas, EntCanvas *from)
{
  GHashTableIter iter;
  gpointer key, options;

  g_hash_table_iter_init (&iter, from->looks);
  while (g_hash_table_iter_next (&iter, &key, &options))
    g_hash_table_insert (canvas->looks, g_strdup (key), ent_json_ref (options));
  invalidate (canvas, TRUE);
}

/* Whether two objects say the same, in whatever order; NULL says nothing. */
static gboolean
same_options (const EntJson *a, const EntJson *b)
{
  if (ent_json_length (a) != ent_json_length (b))
    return FALSE;
  for (guint i = 0; i < ent_json_length (a); i++)
    {
      const char *key = ent_json_key (a, i);
      const EntJson *one = ent_json_member (a, key), *other = ent_json_member (b, key);
      if (other == NULL)
        return FALSE;
      g_autofree char *said = ent_json_write_compact (one), *also = ent_json_write_compact (other);
      if (!g_str_equal (said, also))
        return FALSE;
    }
  return TRUE;
}

/**
 * ent_canvas_set_options:
 * @canvas: a canvas
 * @options: (nullable): an object: options to draw the view with; %NULL: those of the saved view
 *
 * Keeps them for as long as the dossier is open, or until the view is to be shown as it was saved;
 * the marks move to where they are with these options.
 */
void
ent_canvas_set_options (EntCanvas *canvas, EntJson *options)
{
  if (same_options (options, ent_canvas_saved_options (canvas)))
    options = NULL;
  if (options == ent_canvas_unsaved_options (canvas))
    return;
  if (options != NULL)
    g_hash_table_insert (canvas->looks, look_key (canvas), ent_json_ref (options));
  else
    {
      g_autofree char *key = look_key (canvas);
      g_hash_table_remove (canvas->looks, key);
    }
  ent_canvas_morph_leave (canvas);
  invalidate (canvas, TRUE);
}

/**
 * ent_canvas_scene:
 * @canvas: a canvas
 *
 * Returns: (transfer none) (nullable): the scene it shows; valid until "picture-changed"
 */
const EntScene *
ent_canvas_scene (EntCanvas *canvas)
{
  return has_scene (canvas) ? canvas->picture->scene : NULL;
}

/**
 * ent_canvas_is_current:
 * @canvas: a canvas
 *
 * Returns: whether what is shown is of the state now, nothing moves and no picture is being made
 */
gboolean
ent_canvas_is_current (EntCanvas *canvas)
{
  return canvas->picture != NULL && !canvas->busy && !canvas->stale
         && !ent_canvas_is_morphing (canvas);
}

/**
 * ent_canvas_can_zoom:
 * @canvas: a canvas
 *
 * Returns: whether its view can be magnified
 */
gboolean
ent_canvas_can_zoom (EntCanvas *canvas)
{
  return has_scene (canvas)
         && (ent_scene_flags (canvas->picture->scene) & (ENT_ZOOMS_X | ENT_ZOOMS_Y)) != 0;
}

/**
 * ent_canvas_camera:
 * @canvas: a canvas
 *
 * Returns: how its view is looked at
 */
EntCamera
ent_canvas_camera (EntCanvas *canvas)
{
  return canvas->camera;
}

/**
 * ent_canvas_set_camera:
 * @canvas: a canvas
 * @camera: how to look at the view; within limits
 */
void
ent_canvas_set_camera (EntCanvas *canvas, EntCamera camera)
{
  if (has_scene (canvas))
    {
      const EntLens lens = ent_lens_of (canvas->picture->scene);
      camera = ent_lens_limit (&lens, camera);
    }
  if (memcmp (&camera, &canvas->camera, sizeof camera) == 0)
    return;
  canvas->camera = camera;
  invalidate (canvas, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

/**
 * ent_canvas_mark_bounds:
 * @canvas: a canvas
 * @mark_id: a mark
 * @bounds: (out): where it is shown, pixels of the canvas
 *
 * Returns: whether the scene has the mark
 */
gboolean
ent_canvas_mark_bounds (EntCanvas *canvas, const char *mark_id, EntRect *bounds)
{
  const int item
      = has_scene (canvas) ? ent_scene_find_item (canvas->picture->scene, mark_id) : ENT_NO_ITEM;

  if (item == ENT_NO_ITEM)
    return FALSE;
  const EntCanvasMap map = ent_canvas_map (canvas);
  const EntRect rect = ent_scene_item_bounds (canvas->picture->scene, (guint)item);
  *bounds = ent_canvas_map_rect (&map, &rect);
  return TRUE;
}

/**
 * ent_canvas_show_mark:
 * @canvas: a canvas
 * @mark_id: a mark
 *
 * Moves the view, if it has to, so that the mark is in sight.
 *
 * Returns: whether the scene has the mark
 */
gboolean
ent_canvas_show_mark (EntCanvas *canvas, const char *mark_id)
{
  const int item
      = has_scene (canvas) ? ent_scene_find_item (canvas->picture->scene, mark_id) : ENT_NO_ITEM;

  if (item == ENT_NO_ITEM)
    return FALSE;
  const EntLens lens = ent_lens_of (canvas->picture->scene);
  const EntRect rect = ent_scene_item_bounds (canvas->picture->scene, (guint)item);
  ent_canvas_set_camera (canvas, ent_lens_show (&lens, canvas->camera, &rect));
  return TRUE;
}
