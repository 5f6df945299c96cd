/* Pointer, gestures, keys and the context menu of a canvas. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "widgets/canvas-private.h"

/* One notch of the wheel. */
#define WHEEL_ZOOM 1.15
#define WHEEL_PAN 60.0 /* pixels */
/* One press of a key or button, one double click. */
#define STEP_ZOOM 1.4
#define CLICK_ZOOM 2.0
#define STEP_PAN 80.0 /* pixels */
/* A tooltip longer than this takes several lines; characters. */
#define MAX_TIP 60
/* So near a mark is meant; pixels. */
#define HIT_TOLERANCE 5.0

static void
zoom_at (EntCanvas *canvas, EntCamera from, double factor, double x, double y)
{
  const EntScene *scene = ent_canvas_scene (canvas);

  if (scene == NULL || !ent_canvas_can_zoom (canvas))
    return;
  const EntLens lens = ent_lens_of (scene);
  ent_canvas_set_camera (canvas, ent_lens_zoom_at (&lens, from, factor, x, y));
}

static void
pan (EntCanvas *canvas, EntCamera from, double dx, double dy)
{
  const EntScene *scene = ent_canvas_scene (canvas);

  if (scene == NULL)
    return;
  const EntLens lens = ent_lens_of (scene);
  ent_canvas_set_camera (canvas, ent_lens_pan (&lens, from, dx, dy));
}

/**
 * ent_canvas_item_at:
 * @canvas: a canvas
 * @x: pixels of the canvas
 * @y: pixels of the canvas
 *
 * Returns: (transfer none) (nullable): the item under the point
 */
const EntSceneItem *
ent_canvas_item_at (EntCanvas *canvas, double x, double y)
{
  const EntScene *scene = ent_canvas_scene (canvas);

  if (scene == NULL)
    return NULL;
  const EntCanvasMap map = ent_canvas_map (canvas);
  const EntPoint at = ent_canvas_map_back (&map, x, y);
  const int item = ent_scene_hit (scene, at.x, at.y, HIT_TOLERANCE / MAX (map.scale_x, 0.1));
  return item != ENT_NO_ITEM ? ent_scene_item (scene, (guint)item) : NULL;
}

/**
 * ent_canvas_point_at:
 * @canvas: a canvas
 * @x: pixels of the canvas
 * @y: pixels of the canvas
 *
 * Hovers what is under the point, and shows by the cursor whether it can be clicked.
 */
void
ent_canvas_point_at (EntCanvas *canvas, double x, double y)
{
  const EntSceneItem *item = ent_canvas_item_at (canvas, x, y);

  ent_session_hover (canvas->session, item != NULL ? item->id : NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (canvas), item != NULL ? "pointer" : NULL);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, EntCanvas *canvas)
{
  canvas->pointer_x = x;
  canvas->pointer_y = y;
  if (!canvas->dragging)
    ent_canvas_point_at (canvas, x, y);
}

static void
on_leave (GtkEventControllerMotion *controller, EntCanvas *canvas)
{
  ent_session_hover (canvas->session, NULL);
}

static void
focus_mark (EntCanvas *canvas, const EntSceneItem *item)
{
  EntMarkProxy *proxy = item != NULL ? ent_canvas_proxy (canvas, item->id) : NULL;

  gtk_widget_grab_focus (proxy != NULL ? GTK_WIDGET (proxy) : GTK_WIDGET (canvas));
}

static void
on_click (GtkGestureClick *gesture, int n_press, double x, double y, EntCanvas *canvas)
{
  const GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  const gboolean adds = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
  const EntSceneItem *item = ent_canvas_item_at (canvas, x, y);

  if (n_press == 2)
    {
      zoom_at (canvas, canvas->camera, CLICK_ZOOM, x, y);
      return;
    }
  if (n_press > 2)
    return;

  focus_mark (canvas, item);
  if (item != NULL)
    ent_canvas_select (canvas, item->id, adds ? ENT_SELECT_TOGGLE : ENT_SELECT_ONLY);
  else if (!adds)
    ent_session_clear_selection (canvas->session);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, EntCanvas *canvas)
{
  canvas->start_camera = canvas->camera;
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, EntCanvas *canvas)
{
  if (!canvas->dragging)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (canvas), 0, 0, (int)dx, (int)dy))
        return;
      canvas->dragging = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (canvas), "grabbing");
    }
  pan (canvas, canvas->start_camera, dx, dy);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, EntCanvas *canvas)
{
  if (canvas->dragging)
    gtk_widget_set_cursor (GTK_WIDGET (canvas), NULL);
  canvas->dragging = FALSE;
}

/* Whether there are rows above or below what is shown. */
static gboolean
has_more_rows (const EntScene *scene)
{
  const EntLens lens = ent_lens_of (scene);

  return ent_lens_scrolls (&lens) && lens.content.height > lens.frame.height + 1;
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, EntCanvas *canvas)
{
  const GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  const gboolean touchpad
      = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE;
  const EntScene *scene = ent_canvas_scene (canvas);
  const double step = touchpad ? 1 : WHEEL_PAN;

  if (scene == NULL || ent_scene_flags (scene) == 0)
    return GDK_EVENT_PROPAGATE;
  if (state & GDK_SHIFT_MASK)
    pan (canvas, canvas->camera, -step * (dx + dy), 0);
  else if (ent_canvas_can_zoom (canvas)
           && ((state & GDK_CONTROL_MASK) != 0 || (!touchpad && !has_more_rows (scene))))
    zoom_at (canvas,
             canvas->camera,
             pow (WHEEL_ZOOM, -dy * step / WHEEL_PAN),
             canvas->pointer_x,
             canvas->pointer_y);
  else
    pan (canvas, canvas->camera, -step * dx, -step * dy);
  return GDK_EVENT_STOP;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, EntCanvas *canvas)
{
  canvas->start_camera = canvas->camera;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, EntCanvas *canvas)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    zoom_at (canvas, canvas->start_camera, scale, x, y);
}

static gboolean
on_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  EntCanvas *canvas = ENT_CANVAS (widget);
  const EntSceneItem *item
      = keyboard || canvas->dragging
                || (canvas->menu != NULL && gtk_widget_get_mapped (canvas->menu))
            ? NULL
            : ent_canvas_item_at (canvas, x, y);

  if (item == NULL)
    return FALSE;
  const guint n = item->evidence != NULL ? g_strv_length ((char **)item->evidence) : 0;
  g_autofree char *passages
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", n), n);
  g_autofree char *text = g_strdup_printf ("%s · %s", item->title, passages);
  GtkWidget *label = gtk_label_new (text);
  /* the tooltip's own label breaks short Chinese lines */
  gtk_label_set_wrap (GTK_LABEL (label), g_utf8_strlen (text, -1) > MAX_TIP);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_TIP);
  gtk_tooltip_set_custom (tooltip, label);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ x - 8, y - 8, 16, 16 });
  return TRUE;
}

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, target != NULL ? "s" : NULL, target);
  g_menu_append_item (menu, item);
}

static void
append_copy_view (GMenu *menu)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("_Copy View"), "win.copy-view");

  /* a key of the canvas, not of the application, which would find it by itself */
  g_menu_item_set_attribute (item, "accel", "s", "<Control>c");
  g_menu_append_item (menu, item);
}

static GMenuModel *
menu_for (const EntSceneItem *item)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) of_mark = g_menu_new (), of_view = g_menu_new ();

  if (item != NULL)
    {
      append (of_mark, _ ("_Select"), "canvas.select", item->id);
      if (item->evidence != NULL && item->evidence[0] != NULL)
        append (of_mark, _ ("_Open in Source"), "canvas.open-source", item->evidence[0]);
      append (of_mark, _ ("Copy _Name"), "canvas.copy-name", item->title);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (of_mark));
    }
  append_copy_view (of_view);
  append (of_view, _ ("_Export…"), "win.export", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (of_view));
  return G_MENU_MODEL (menu);
}

/**
 * ent_canvas_drop_menu:
 * @canvas: a canvas
 *
 * Takes the context menu away.
 */
void
ent_canvas_drop_menu (EntCanvas *canvas)
{
  g_clear_pointer (&canvas->menu, gtk_widget_unparent);
}

static void
pop_up (EntCanvas *canvas, const EntSceneItem *item, const GdkRectangle *at)
{
  g_autoptr (GMenuModel) model = menu_for (item);

  ent_canvas_drop_menu (canvas);
  canvas->menu = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (canvas->menu), FALSE);
  gtk_widget_set_halign (canvas->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (canvas->menu, GTK_WIDGET (canvas));
  gtk_popover_set_pointing_to (GTK_POPOVER (canvas->menu), at);
  gtk_popover_popup (GTK_POPOVER (canvas->menu));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (canvas));
}

static void
on_menu_click (GtkGestureClick *gesture, int n_press, double x, double y, EntCanvas *canvas)
{
  pop_up (canvas, ent_canvas_item_at (canvas, x, y), &(GdkRectangle){ (int)x, (int)y, 1, 1 });
}

/* At the focused mark, or in the middle. */
static void
act_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntCanvas *canvas = ENT_CANVAS (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (widget);
  const EntScene *scene = ent_canvas_scene (canvas);
  GdkRectangle at = { gtk_widget_get_width (widget) / 2, gtk_widget_get_height (widget) / 2, 1, 1 };
  const EntSceneItem *item = NULL;
  EntRect bounds;

  if (scene != NULL && focus != NULL && ENT_IS_MARK_PROXY (focus)
      && ent_canvas_mark_bounds (canvas, ent_mark_proxy_id (ENT_MARK_PROXY (focus)), &bounds))
    {
      const char *id = ent_mark_proxy_id (ENT_MARK_PROXY (focus));
      item = ent_scene_item (scene, (guint)ent_scene_find_item (scene, id));
      at = (GdkRectangle){
        (int)(bounds.x + bounds.width / 2), (int)(bounds.y + bounds.height / 2), 1, 1
      };
    }
  pop_up (canvas, item, &at);
}

static void
act_zoom (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntCanvas *canvas = ENT_CANVAS (widget);

  if (g_str_equal (name, "canvas.fit"))
    ent_canvas_set_camera (canvas, ENT_CAMERA_FIT);
  else
    zoom_at (canvas,
             canvas->camera,
             g_str_equal (name, "canvas.zoom-in") ? STEP_ZOOM : 1 / STEP_ZOOM,
             gtk_widget_get_width (widget) / 2.0,
             gtk_widget_get_height (widget) / 2.0);
}

static gboolean
key_pan (GtkWidget *widget, GVariant *args, gpointer data)
{
  EntCanvas *canvas = ENT_CANVAS (widget);
  int dx, dy;

  g_variant_get (args, "(ii)", &dx, &dy);
  pan (canvas, canvas->camera, dx * STEP_PAN, dy * STEP_PAN);
  return GDK_EVENT_STOP;
}

static void
act_select (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ent_canvas_select (ENT_CANVAS (widget), g_variant_get_string (parameter, NULL), ENT_SELECT_ONLY);
}

static void
act_open_source (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ent_session_reveal (ENT_CANVAS (widget)->session, g_variant_get_string (parameter, NULL));
}

static void
act_copy_name (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
}

static void
bind_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, 0, "canvas.zoom-in" },
    { GDK_KEY_equal, 0, "canvas.zoom-in" },
    { GDK_KEY_KP_Add, 0, "canvas.zoom-in" },
    { GDK_KEY_minus, 0, "canvas.zoom-out" },
    { GDK_KEY_KP_Subtract, 0, "canvas.zoom-out" },
    { GDK_KEY_0, 0, "canvas.fit" },
    { GDK_KEY_KP_0, 0, "canvas.fit" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "win.copy-view" },
    { GDK_KEY_Menu, 0, "canvas.menu" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "canvas.menu" },
  };
  static const struct
  {
    guint key, keypad;
    int dx, dy; /* of the content */
  } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, 1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, -1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, 1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (
        klass, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      const int dx = arrows[i].dx, dy = arrows[i].dy;
      gtk_widget_class_add_binding (
          klass, arrows[i].key, GDK_CONTROL_MASK, key_pan, "(ii)", dx, dy);
      gtk_widget_class_add_binding (
          klass, arrows[i].keypad, GDK_CONTROL_MASK, key_pan, "(ii)", dx, dy);
    }
}

/**
 * ent_canvas_install_input:
 * @klass: the class of canvases
 *
 * Adds actions and key bindings.
 */
void
ent_canvas_install_input (EntCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "canvas.zoom-in", NULL, act_zoom);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-out", NULL, act_zoom);
  gtk_widget_class_install_action (widget_class, "canvas.fit", NULL, act_zoom);
  gtk_widget_class_install_action (widget_class, "canvas.menu", NULL, act_menu);
  gtk_widget_class_install_action (widget_class, "canvas.select", "s", act_select);
  gtk_widget_class_install_action (widget_class, "canvas.open-source", "s", act_open_source);
  gtk_widget_class_install_action (widget_class, "canvas.copy-name", "s", act_copy_name);
  bind_keys (widget_class);
}

/* Takes the controller. */
static void
add_controller (EntCanvas *canvas, gpointer controller, const char *signal, GCallback callback)
{
  g_signal_connect (controller, signal, callback, canvas);
  if (gtk_event_controller_get_widget (controller) == NULL)
    gtk_widget_add_controller (GTK_WIDGET (canvas), controller);
}

/**
 * ent_canvas_add_controllers:
 * @canvas: a canvas
 *
 * Makes it listen to pointer, wheel and gestures.
 */
void
ent_canvas_add_controllers (EntCanvas *canvas)
{
  gpointer drag = gtk_gesture_drag_new (), click = gtk_gesture_click_new ();
  gpointer menu = gtk_gesture_click_new (), pinch = gtk_gesture_zoom_new ();
  gpointer motion = gtk_event_controller_motion_new ();
  gpointer scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  gtk_gesture_single_set_button (menu, GDK_BUTTON_SECONDARY);
  add_controller (canvas, drag, "drag-begin", G_CALLBACK (on_drag_begin));
  add_controller (canvas, drag, "drag-update", G_CALLBACK (on_drag_update));
  add_controller (canvas, drag, "drag-end", G_CALLBACK (on_drag_end));
  add_controller (canvas, click, "released", G_CALLBACK (on_click));
  add_controller (canvas, menu, "pressed", G_CALLBACK (on_menu_click));
  add_controller (canvas, pinch, "begin", G_CALLBACK (on_pinch_begin));
  add_controller (canvas, pinch, "scale-changed", G_CALLBACK (on_pinch));
  add_controller (canvas, motion, "enter", G_CALLBACK (on_motion));
  add_controller (canvas, motion, "motion", G_CALLBACK (on_motion));
  add_controller (canvas, motion, "leave", G_CALLBACK (on_leave));
  add_controller (canvas, scroll, "scroll", G_CALLBACK (on_scroll));
  g_signal_connect (canvas, "query-tooltip", G_CALLBACK (on_tooltip), NULL);
}
