#include "widgets/presenter-window.h"

#include <glib/gi18n-lib.h>

#include "base/worker.h"
#include "widgets/presentation-private.h"

/* Of the two pictures, pixels; what they show is scaled to the room there is. */
#define PICTURE_WIDTH 720
#define PICTURE_HEIGHT 420
#define TEXT_SCALE 1.1

struct _EntPresenterWindow
{
  GtkWindow parent;
  EntSession *scout;
  EntWorker *worker;
  const GArray *points; /* the owner's */
  guint step;
  gboolean of_next; /* the picture that is being made */
  GtkPicture *now_picture, *next_picture;
  EntTalkPassages *passages;
  gint64 started;
  guint ticker;
  GtkLabel *clock, *elapsed, *count, *title, *notes, *next;
};

G_DEFINE_FINAL_TYPE (EntPresenterWindow, ent_presenter_window, GTK_TYPE_WINDOW)

enum
{
  STEP,
  KEY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void order_picture (EntPresenterWindow *window, gboolean of_next);

static void
take_texture (gpointer owner, gpointer result, const GError *error)
{
  EntPresenterWindow *window = owner;
  g_autoptr (GdkTexture) texture = result;

  gtk_picture_set_paintable (window->of_next ? window->next_picture : window->now_picture,
                             texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  if (!window->of_next && window->step + 1 < window->points->len)
    order_picture (window, TRUE);
}

static void
order_picture (EntPresenterWindow *window, gboolean of_next)
{
  const guint step = of_next ? window->step + 1 : window->step;
  const EntStoryPoint *point = &g_array_index (window->points, EntStoryPoint, step);

  ent_story_point_apply (point, window->scout);
  EntPictureOrder *order
      = ent_picture_order_new (window->scout, point->view->kind, point->view->thing.id);
  order->request.width = PICTURE_WIDTH;
  order->request.height = PICTURE_HEIGHT;
  order->request.text_scale = TEXT_SCALE;
  order->scale = gtk_widget_get_scale_factor (GTK_WIDGET (window));
  order->reveals = TRUE;
  window->of_next = of_next;
  ent_worker_push (window->worker,
                   G_OBJECT (window),
                   "picture",
                   ent_picture_make_texture,
                   order,
                   (GDestroyNotify)ent_picture_order_free,
                   g_object_unref,
                   take_texture);
}

static gboolean
tell_time (gpointer data)
{
  EntPresenterWindow *window = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%H:%M");
  const gint64 seconds = (g_get_monotonic_time () - window->started) / G_USEC_PER_SEC;
  g_autofree char *elapsed = g_strdup_printf (
      "%d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));

  gtk_label_set_text (window->clock, clock);
  gtk_label_set_text (window->elapsed, elapsed);
  return G_SOURCE_CONTINUE;
}

static void
restart (GtkButton *button, EntPresenterWindow *window)
{
  window->started = g_get_monotonic_time ();
  tell_time (window);
}

static void
go_back (GtkButton *button, EntPresenterWindow *window)
{
  g_signal_emit (window, signals[STEP], 0, -1);
}

static void
go_on (GtkButton *button, EntPresenterWindow *window)
{
  g_signal_emit (window, signals[STEP], 0, 1);
}

/* All that the figure's window knows, as the one the speaker looks at has the keyboard.  Beside the
 * talk Escape closes this window only. */
static gboolean
key_pressed (GtkEventControllerKey *keys,
             guint keyval,
             guint code,
             GdkModifierType state,
             EntPresenterWindow *window)
{
  gboolean used = FALSE;

  if (keyval == GDK_KEY_Escape && !gtk_window_is_fullscreen (GTK_WINDOW (window)))
    {
      gtk_window_close (GTK_WINDOW (window));
      return GDK_EVENT_STOP;
    }
  g_signal_emit (window, signals[KEY], 0, keyval, (guint)state, &used);
  return used;
}

static GtkLabel *
add_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static GtkWidget *
new_button (const char *icon, const char *name, GCallback clicked, EntPresenterWindow *window)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", clicked, window);
  return button;
}

static void
add_bar (EntPresenterWindow *window, GtkBox *box)
{
  GtkBox *bar = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  GtkWidget *again = new_button (
      "view-refresh-symbolic", _ ("Start the Time Again"), G_CALLBACK (restart), window);

  window->clock = add_label (bar, "presenter-time");
  window->elapsed = add_label (bar, "presenter-time");
  gtk_label_set_wrap (window->clock, FALSE);
  gtk_label_set_wrap (window->elapsed, FALSE);
  gtk_label_set_width_chars (window->clock, 5);
  gtk_label_set_width_chars (window->elapsed, 7);
  gtk_widget_set_hexpand (GTK_WIDGET (window->elapsed), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (window->elapsed), "dim-label");
  gtk_widget_add_css_class (again, "flat");
  gtk_box_append (bar, again);
  gtk_box_append (
      bar, new_button ("go-previous-symbolic", _ ("Previous Step"), G_CALLBACK (go_back), window));
  gtk_box_append (bar,
                  new_button ("go-next-symbolic", _ ("Next Step"), G_CALLBACK (go_on), window));
  gtk_box_append (box, GTK_WIDGET (bar));
}

static void
dispose (GObject *object)
{
  EntPresenterWindow *window = ENT_PRESENTER_WINDOW (object);

  g_clear_handle_id (&window->ticker, g_source_remove);
  if (window->worker != NULL)
    ent_worker_cancel (window->worker, object);
  g_clear_pointer (&window->worker, ent_worker_unref);
  g_clear_object (&window->scout);
  G_OBJECT_CLASS (ent_presenter_window_parent_class)->dispose (object);
}

static void
ent_presenter_window_class_init (EntPresenterWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[STEP] = g_signal_new ("step",
                                ENT_TYPE_PRESENTER_WINDOW,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_INT);
  signals[KEY] = g_signal_new ("key",
                               ENT_TYPE_PRESENTER_WINDOW,
                               G_SIGNAL_RUN_LAST,
                               0,
                               g_signal_accumulator_true_handled,
                               NULL,
                               NULL,
                               G_TYPE_BOOLEAN,
                               2,
                               G_TYPE_UINT,
                               G_TYPE_UINT);
}

static GtkPicture *
add_picture (GtkBox *box, const char *name)
{
  GtkWidget *picture = gtk_picture_new ();

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_vexpand (picture, TRUE);
  gtk_widget_add_css_class (picture, "presenter-picture");
  gtk_box_append (box, picture);
  return GTK_PICTURE (picture);
}

/* What the room sees, and what it will see. */
static GtkWidget *
new_steps (EntPresenterWindow *window)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));

  window->count = add_label (box, "dim-label");
  window->title = add_label (box, "presenter-title");
  window->now_picture = add_picture (box, _ ("This step"));
  window->next = add_label (box, "presenter-next");
  window->next_picture = add_picture (box, _ ("The next step"));
  return GTK_WIDGET (box);
}

static GtkWidget *
new_words (EntPresenterWindow *window)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  GtkBox *text = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  GtkWidget *scroll = gtk_scrolled_window_new ();

  window->notes = add_label (text, "presenter-notes");
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (text));
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (box, scroll);
  gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  window->passages = ENT_TALK_PASSAGES (ent_talk_passages_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (window->passages), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (window->passages), "presenter-passages");
  gtk_box_append (box, GTK_WIDGET (window->passages));
  return GTK_WIDGET (box);
}

static void
ent_presenter_window_init (EntPresenterWindow *window)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  GtkBox *columns = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24));
  GtkEventController *keys = gtk_event_controller_key_new ();

  add_bar (window, box);
  gtk_box_set_homogeneous (columns, TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (columns), TRUE);
  gtk_box_append (columns, new_steps (window));
  gtk_box_append (columns, new_words (window));
  gtk_box_append (box, GTK_WIDGET (columns));
  gtk_widget_add_css_class (GTK_WIDGET (box), "presenter-box");
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (box));
  gtk_window_set_default_size (GTK_WINDOW (window), 960, 640);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Presenter"));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), window);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  window->started = g_get_monotonic_time ();
  window->ticker = g_timeout_add_seconds (1, tell_time, window);
  tell_time (window);
}

/**
 * ent_presenter_window_new:
 * @scout: a session of the talk to try steps in
 * @points: (element-type EntStoryPoint): the whole talk, which outlives the window
 *
 * Returns: (transfer floating): a window for the speaker; the time begins now
 */
GtkWidget *
ent_presenter_window_new (EntSession *scout, const GArray *points)
{
  EntPresenterWindow *window = g_object_new (ENT_TYPE_PRESENTER_WINDOW, NULL);

  window->scout = g_object_ref (scout);
  window->points = points;
  window->worker = ent_worker_new ("presenter");
  return GTK_WIDGET (window);
}

/**
 * ent_presenter_window_set_step:
 * @window: a speaker's window
 * @step: where the talk is
 */
void
ent_presenter_window_set_step (EntPresenterWindow *window, guint step)
{
  const GArray *points = window->points;
  const char *lang = ent_session_language (window->scout);
  const EntStoryPoint *point = &g_array_index (points, EntStoryPoint, step);
  g_autofree char *title = ent_story_point_title (point, lang);
  g_autofree char *count = g_strdup_printf (_ ("Step %u of %u"), step + 1, points->len);

  window->step = step;
  gtk_label_set_text (window->count, count);
  gtk_label_set_text (window->title, title);
  gtk_label_set_text (window->notes,
                      point->notes ? ent_text_get (point->notes, lang)
                                   : _ ("This step has no notes."));
  gtk_widget_set_visible (GTK_WIDGET (window->next_picture), step + 1 < points->len);
  order_picture (window, FALSE);
  if (step + 1 < points->len)
    {
      g_autofree char *next
          = ent_story_point_title (&g_array_index (points, EntStoryPoint, step + 1), lang);
      g_autofree char *line = g_strdup_printf (_ ("Next: %s"), next);
      gtk_label_set_text (window->next, line);
    }
  else
    gtk_label_set_text (window->next, _ ("This is the last step."));
}

/**
 * ent_presenter_window_show_passages:
 * @window: a speaker's window
 * @session: of the figure: the passages of what is selected there are shown
 */
void
ent_presenter_window_show_passages (EntPresenterWindow *window, EntSession *session)
{
  ent_talk_passages_show (window->passages, session);
}
