#include "widgets/presenter-window.h"

#include <glib/gi18n-lib.h>

struct _EntPresenterWindow
{
  GtkWindow parent;
  char *lang;
  gint64 started;
  guint ticker;
  GtkLabel *clock, *elapsed, *count, *title, *notes, *next;
};

G_DEFINE_FINAL_TYPE (EntPresenterWindow, ent_presenter_window, GTK_TYPE_WINDOW)

enum
{
  STEP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

static gboolean
key_pressed (GtkEventControllerKey *keys,
             guint keyval,
             guint code,
             GdkModifierType state,
             EntPresenterWindow *window)
{
  switch (keyval)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Page_Down:
      go_on (NULL, window);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Page_Up:
      go_back (NULL, window);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
    case GDK_KEY_n: /* the key that opened it */
      gtk_window_close (GTK_WINDOW (window));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
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
  g_clear_pointer (&window->lang, g_free);
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
}

static void
ent_presenter_window_init (EntPresenterWindow *window)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  GtkBox *text = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  add_bar (window, box);
  window->count = add_label (box, "dim-label");
  window->title = add_label (box, "presenter-title");
  window->notes = add_label (text, "presenter-notes");
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (text));
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (box, scroll);
  gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  window->next = add_label (box, "presenter-next");
  gtk_widget_add_css_class (GTK_WIDGET (box), "presenter-box");
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (box));
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 560);
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
 * @lang: language of the content
 *
 * Returns: (transfer floating): a window for the speaker; the time begins now
 */
GtkWidget *
ent_presenter_window_new (const char *lang)
{
  EntPresenterWindow *window = g_object_new (ENT_TYPE_PRESENTER_WINDOW, NULL);

  window->lang = g_strdup (lang);
  return GTK_WIDGET (window);
}

/**
 * ent_presenter_window_set_step:
 * @window: a speaker's window
 * @points: (element-type EntStoryPoint): the whole talk
 * @step: where it is
 */
void
ent_presenter_window_set_step (EntPresenterWindow *window, const GArray *points, guint step)
{
  const EntStoryPoint *point = &g_array_index (points, EntStoryPoint, step);
  g_autofree char *title = ent_story_point_title (point, window->lang);
  g_autofree char *count = g_strdup_printf (_ ("Step %u of %u"), step + 1, points->len);

  gtk_label_set_text (window->count, count);
  gtk_label_set_text (window->title, title);
  gtk_label_set_text (window->notes,
                      point->notes ? ent_text_get (point->notes, window->lang)
                                   : _ ("This step has no notes."));
  if (step + 1 < points->len)
    {
      g_autofree char *next
          = ent_story_point_title (&g_array_index (points, EntStoryPoint, step + 1), window->lang);
      g_autofree char *line = g_strdup_printf (_ ("Next: %s"), next);
      gtk_label_set_text (window->next, line);
    }
  else
    gtk_label_set_text (window->next, _ ("This is the last step."));
}
