#include "widget-test.h"

#include "base/data-dir.h"

/* Nothing that a test waits for takes longer; milliseconds. */
#define PATIENCE 20000

static gboolean
give_up (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * pump_until:
 * @condition: what is waited for
 * @data: its argument
 *
 * Runs the main loop until the condition holds; fails the test when it never does.
 */
void
pump_until (Condition condition, gpointer data)
{
  gboolean late = FALSE;
  const guint timeout = g_timeout_add (PATIENCE, give_up, &late);

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timeout);
}

/**
 * pump_idle:
 *
 * Runs the main loop until it has nothing to do.
 */
void
pump_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  int *left = data;

  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
none_left (gpointer data)
{
  return *(int *)data <= 0;
}

/**
 * frames:
 * @widget: a mapped widget
 * @n: how many frames to let pass
 */
void
frames (GtkWidget *widget, int n)
{
  int left = n + 1; /* the tick comes before the frame is painted */

  gtk_widget_add_tick_callback (widget, count_frame, &left, NULL);
  gtk_widget_queue_draw (widget);
  pump_until (none_left, &left);
}

/**
 * find_controller:
 * @widget: a widget
 * @type: of the controller
 *
 * Returns: (transfer none): its controller of that type, for the first button if it takes any
 */
gpointer
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type)
          && (!GTK_IS_GESTURE_SINGLE (controller)
              || gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller))
                     == GDK_BUTTON_PRIMARY))
        return controller; /* still owned by the widget */
    }
  g_assert_not_reached ();
}

/**
 * shipped_session:
 *
 * Returns: (transfer full): a session with the Hanoi–Anchorage dossier open
 */
EntSession *
shipped_session (void)
{
  g_autofree char *path = ent_data_path ("dossiers/hanoi-anchorage.dossier");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  EntSession *session = ent_session_new ();

  g_assert_no_error (error);
  ent_session_set_dossier (session, dossier, file);
  return session;
}

/**
 * count_pixels:
 * @widget: a mapped widget
 * @colour: opaque
 *
 * Returns: how many of its pixels have the colour, nearly
 */
guint
count_pixels (GtkWidget *widget, EntColour colour)
{
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const int want[3] = { (int)(colour.b * 255 + 0.5f),
                        (int)(colour.g * 255 + 0.5f),
                        (int)(colour.r * 255 + 0.5f) };
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  guint n = 0;

  gtk_widget_snapshot_child (gtk_widget_get_parent (widget), widget, snapshot);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  graphene_rect_t place;
  g_assert_true (gtk_widget_compute_bounds (widget, gtk_widget_get_parent (widget), &place));
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (gtk_widget_get_native (widget)), node, &place);
  const gsize stride = (gsize)width * 4;
  g_autofree guchar *pixels = g_malloc (stride * (gsize)height);
  gdk_texture_download (texture, pixels, stride);
  for (gsize i = 0; i < stride * (gsize)height; i += 4)
    n += ABS (pixels[i] - want[0]) < 6 && ABS (pixels[i + 1] - want[1]) < 6
         && ABS (pixels[i + 2] - want[2]) < 6;
  return n;
}
