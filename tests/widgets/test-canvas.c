/* The canvas in a window: pictures, pointer, keys, accessible marks. */
#include "widget-test.h"

#include "widgets/canvas.h"
#include "widgets/mark-proxy.h"

typedef struct
{
  EntSession *session;
  EntWorker *worker;
  GtkWidget *window, *before;
  EntCanvas *canvas;
} Fixture;

static gboolean
is_current (gpointer canvas)
{
  return ent_canvas_is_current (canvas);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->session = shipped_session ();
  fixture->worker = ent_worker_new ("test");
  fixture->canvas = ENT_CANVAS (ent_canvas_new (fixture->session, fixture->worker));
  ent_canvas_set_view (fixture->canvas, ENT_VIEW_NETWORK, "network");
  fixture->before = gtk_button_new_with_label ("before");
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  gtk_box_append (GTK_BOX (box), fixture->before);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->canvas));
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  pump_until (is_current, fixture->canvas);
  frames (GTK_WIDGET (fixture->canvas), 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer canvas = fixture->canvas;

  g_object_add_weak_pointer (G_OBJECT (canvas), &canvas);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_null (canvas);
  ent_worker_unref (fixture->worker);
  g_assert_finalize_object (fixture->session);
}

static EntMarkProxy *
proxy_of (Fixture *fixture, const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ENT_IS_MARK_PROXY (child)
        && (id == NULL || g_str_equal (ent_mark_proxy_id (ENT_MARK_PROXY (child)), id)))
      return ENT_MARK_PROXY (child);
  return NULL;
}

static void
click (Fixture *fixture, double x, double y)
{
  g_signal_emit_by_name (
      find_controller (GTK_WIDGET (fixture->canvas), GTK_TYPE_GESTURE_CLICK), "released", 1, x, y);
}

/* Where the mark's disc is shown; only while the picture is of the camera now. */
static void
disc_of (Fixture *fixture, const char *id, double *x, double *y)
{
  const EntScene *scene = ent_canvas_scene (fixture->canvas);
  const int item = ent_scene_find_item (scene, id);

  g_assert_cmpint (item, !=, ENT_NO_ITEM);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item == item && mark->kind == ENT_MARK_DISC)
        {
          *x = mark->disc.cx;
          *y = mark->disc.cy;
          return;
        }
    }
  g_assert_not_reached ();
}

static void
centre_of (Fixture *fixture, const char *id, double *x, double *y)
{
  EntRect bounds;

  g_assert_true (ent_canvas_mark_bounds (fixture->canvas, id, &bounds));
  *x = bounds.x + bounds.width / 2;
  *y = bounds.y + bounds.height / 2;
}

static void
test_click (Fixture *fixture, gconstpointer data)
{
  const EntThemeKind theme = ent_session_theme (fixture->session);
  const EntColour accent = ent_theme_get (theme)->accent;
  double x, y;

  g_assert_cmpuint (count_pixels (GTK_WIDGET (fixture->canvas), accent), <, 5);
  disc_of (fixture, "actor:usa", &x, &y);
  click (fixture, x, y);
  g_assert_true (ent_session_is_selected (fixture->session, "actor:usa"));
  /* painted at once, before any worker has answered */
  g_assert_cmpuint (count_pixels (GTK_WIDGET (fixture->canvas), accent), >, 30);
  click (fixture, 2, 2);
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, ==, 0);
  g_assert_cmpuint (count_pixels (GTK_WIDGET (fixture->canvas), accent), <, 5);
}

static void
test_zoom_and_pan (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = GTK_WIDGET (fixture->canvas);
  gpointer drag = find_controller (widget, GTK_TYPE_GESTURE_DRAG);
  double x0, y0, x1, y1, disc_x0, disc_y0, disc_x1, disc_y1;
  gboolean handled;

  g_assert_true (gtk_widget_activate_action (widget, "canvas.zoom-in", NULL));
  g_assert_cmpfloat (ent_canvas_camera (fixture->canvas).zoom, >, 1.1);
  pump_until (is_current, fixture->canvas);

  centre_of (fixture, "actor:usa", &x0, &y0);
  disc_of (fixture, "actor:usa", &disc_x0, &disc_y0);
  g_signal_emit_by_name (drag, "drag-begin", 5.0, 5.0);
  g_signal_emit_by_name (drag, "drag-update", 60.0, 25.0);
  g_signal_emit_by_name (drag, "drag-end", 60.0, 25.0);
  /* the picture that is there moves … */
  centre_of (fixture, "actor:usa", &x1, &y1);
  g_assert_cmpfloat_with_epsilon (x1 - x0, 60, 1);
  g_assert_cmpfloat_with_epsilon (y1 - y0, 25, 1);
  /* … and the fresh one agrees */
  pump_until (is_current, fixture->canvas);
  disc_of (fixture, "actor:usa", &disc_x1, &disc_y1);
  g_assert_cmpfloat_with_epsilon (disc_x1 - disc_x0, 60, 1);
  g_assert_cmpfloat_with_epsilon (disc_y1 - disc_y0, 25, 1);

  const double zoom = ent_canvas_camera (fixture->canvas).zoom;
  g_signal_emit_by_name (
      find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll", 0.0, -1.0, &handled);
  g_assert_true (handled);
  g_assert_cmpfloat (ent_canvas_camera (fixture->canvas).zoom, >, zoom);
  g_assert_true (gtk_widget_activate_action (widget, "canvas.fit", NULL));
  g_assert_cmpfloat (ent_canvas_camera (fixture->canvas).zoom, ==, 1);
  g_assert_cmpfloat (ent_canvas_camera (fixture->canvas).x, ==, 0);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  EntMarkProxy *proxy = proxy_of (fixture, "actor:usa");

  g_assert_nonnull (proxy);
  gtk_test_accessible_assert_role (proxy, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (proxy, GTK_ACCESSIBLE_PROPERTY_LABEL, "United States");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (proxy), "mark.select", NULL));
  g_assert_true (ent_session_is_selected (fixture->session, "actor:usa"));
  gtk_test_accessible_assert_state (proxy, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  ent_session_clear_selection (fixture->session);
  gtk_test_accessible_assert_state (proxy, GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
}

static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);

  gtk_widget_grab_focus (fixture->before);
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  GtkWidget *first = gtk_window_get_focus (window);
  g_assert_true (ENT_IS_MARK_PROXY (first));
  const char *id = ent_mark_proxy_id (ENT_MARK_PROXY (first));

  /* one of the four ways leads to a neighbour, and the way back home */
  const GtkDirectionType ways[][2] = { { GTK_DIR_RIGHT, GTK_DIR_LEFT },
                                       { GTK_DIR_LEFT, GTK_DIR_RIGHT },
                                       { GTK_DIR_DOWN, GTK_DIR_UP },
                                       { GTK_DIR_UP, GTK_DIR_DOWN } };
  guint walked = 0;
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gtk_widget_grab_focus (first);
      g_assert_true (gtk_widget_child_focus (fixture->window, ways[i][0]));
      walked += gtk_window_get_focus (window) != first;
      g_assert_true (ENT_IS_MARK_PROXY (gtk_window_get_focus (window)));
    }
  g_assert_cmpuint (walked, >=, 2);

  /* the focus outlives a new picture */
  gtk_widget_grab_focus (first);
  ent_session_set_language (fixture->session, "zh-Hans");
  pump_until (is_current, fixture->canvas);
  g_assert_true (ENT_IS_MARK_PROXY (gtk_window_get_focus (window)));
  g_assert_cmpstr (ent_mark_proxy_id (ENT_MARK_PROXY (gtk_window_get_focus (window))), ==, id);

  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  g_assert_false (ENT_IS_MARK_PROXY (gtk_window_get_focus (window)));
}

static void
test_camera_of_each_view (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.zoom-in", NULL);
  const double zoom = ent_canvas_camera (fixture->canvas).zoom;

  ent_canvas_set_view (fixture->canvas, ENT_VIEW_COMPARISON, "compare");
  pump_until (is_current, fixture->canvas);
  g_assert_cmpfloat (ent_canvas_camera (fixture->canvas).zoom, ==, 1);
  g_assert_nonnull (proxy_of (fixture, NULL));
  g_assert_null (proxy_of (fixture, "actor:usa"));
  ent_canvas_set_view (fixture->canvas, ENT_VIEW_NETWORK, "network");
  g_assert_cmpfloat (ent_canvas_camera (fixture->canvas).zoom, ==, zoom);
}

static void
test_no_view (Fixture *fixture, gconstpointer data)
{
  static const char text[]
      = "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"wrong\", \"title\": \"\","
        "\"views\": [{\"id\": \"v\", \"kind\": \"timeline\", \"options\": {\"lanes\": 3}}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier
      = ent_dossier_parse (text, sizeof text - 1, "test", NULL, NULL, &error);
  g_assert_no_error (error);
  ent_session_set_dossier (fixture->session, dossier, NULL);
  ent_canvas_set_view (fixture->canvas, ENT_VIEW_TIMELINE, "v");
  pump_until (is_current, fixture->canvas);
  g_assert_null (ent_canvas_scene (fixture->canvas));
  g_assert_null (proxy_of (fixture, NULL));
  frames (GTK_WIDGET (fixture->canvas), 1);
}

/* A cell of a matrix stands for several relations: they are selected together. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  ent_canvas_set_view (fixture->canvas, ENT_VIEW_MATRIX, NULL);
  pump_until (is_current, fixture->canvas);
  const EntScene *scene = ent_canvas_scene (fixture->canvas);
  const EntSceneItem *item = NULL;
  for (guint i = 0; i < ent_scene_n_items (scene) && item == NULL; i++)
    if (ent_scene_item (scene, i)->things != NULL && ent_scene_item (scene, i)->things[1] != NULL)
      item = ent_scene_item (scene, i);
  g_assert_nonnull (item);
  g_autofree char *id = g_strdup (item->id);
  const guint n = g_strv_length ((char **)item->things);

  g_signal_emit_by_name (proxy_of (fixture, id), "select", FALSE);
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_true (ent_session_is_selected (fixture->session, item->things[i]));
  g_signal_emit_by_name (proxy_of (fixture, id), "select", TRUE);
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, ==, 0);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (proxy_of (fixture, "actor:usa"));
  ent_session_set_hidden (fixture->session, "kind:state", TRUE);
  pump_until (is_current, fixture->canvas);
  g_assert_null (proxy_of (fixture, "actor:usa"));
  g_assert_nonnull (proxy_of (fixture, NULL));
}

static gboolean
has_scene (gpointer canvas)
{
  return ent_canvas_scene (canvas) != NULL;
}

/* From one view to another the marks move, unless nobody wants to see that; what is moved by hand,
 * and a selection, are there at once.  Closed in the midst of it, nothing is left behind. */
static void
test_morph (Fixture *fixture, gconstpointer data)
{
  EntCanvas *canvas = fixture->canvas;
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  ent_canvas_set_view (canvas, ENT_VIEW_MAP, "map");
  g_assert_true (ent_canvas_is_morphing (canvas));
  g_assert_null (ent_canvas_scene (canvas));
  pump_until (has_scene, canvas);
  g_assert_true (ent_canvas_is_morphing (canvas));
  pump_until (is_current, canvas);
  g_assert_false (ent_canvas_is_morphing (canvas));

  const EntScene *scene = ent_canvas_scene (canvas);
  ent_canvas_set_camera (canvas, (EntCamera){ 1.5, 0, 0 });
  pump_until (is_current, canvas);
  g_assert_true (ent_canvas_scene (canvas) != scene);
  ent_session_select (fixture->session, "actor:usa", ENT_SELECT_ONLY);
  g_assert_false (ent_canvas_is_morphing (canvas));
  pump_until (is_current, canvas);

  ent_canvas_set_view (canvas, ENT_VIEW_NETWORK, "network");
  pump_until (has_scene, canvas);
  frames (GTK_WIDGET (canvas), 6);
  ent_canvas_set_view (canvas, ENT_VIEW_MAP, "map");
  g_assert_true (ent_canvas_is_morphing (canvas));
  pump_until (has_scene, canvas);
  frames (GTK_WIDGET (canvas), 6);
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  ent_canvas_set_view (canvas, ENT_VIEW_NETWORK, "network");
  g_assert_false (ent_canvas_is_morphing (canvas));
  pump_until (has_scene, canvas);
  g_assert_false (ent_canvas_is_morphing (canvas));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  ent_canvas_set_view (canvas, ENT_VIEW_MAP, "map");
  pump_until (has_scene, canvas);
  frames (GTK_WIDGET (canvas), 2);
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/canvas/click", test_click);
  ADD ("/canvas/zoom-and-pan", test_zoom_and_pan);
  ADD ("/canvas/accessible", test_accessible);
  ADD ("/canvas/keyboard", test_keyboard);
  ADD ("/canvas/camera-of-each-view", test_camera_of_each_view);
  ADD ("/canvas/no-view", test_no_view);
  ADD ("/canvas/several", test_several);
  ADD ("/canvas/filter", test_filter);
  ADD ("/canvas/morph", test_morph);
  return g_test_run ();
}
