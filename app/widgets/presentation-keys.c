/* What keys, clicker and pointer do in a presentation. */
#include "widgets/presentation-private.h"

/* At the left and right end of the screen a click turns the page; pixels. */
#define EDGE 40
/* The pointer hides when it has rested so long, ms. */
#define POINTER_REST 2500

static void
step_by (EntPresentation *presentation, int by)
{
  const int step = (int)presentation->step + by;

  if (step >= 0 && step < (int)presentation->points->len)
    ent_presentation_go (presentation, (guint)step);
}

static void
toggle_ink (EntPresentation *presentation, EntInkMode mode)
{
  const gboolean on = ent_talk_ink_mode (presentation->ink) == mode;

  ent_talk_ink_set_mode (presentation->ink, on ? ENT_INK_OFF : mode);
}

/* The number of a step. */
static gboolean
type (EntPresentation *presentation, guint number)
{
  presentation->typed = MIN (number, 999);
  ent_presentation_update_count (presentation);
  return GDK_EVENT_STOP;
}

/* Closes what lies over the figure, the last opened first; the talk when there is nothing. */
static void
leave (EntPresentation *presentation)
{
  if (presentation->typed > 0)
    type (presentation, 0);
  else if (gtk_widget_get_visible (presentation->black))
    gtk_widget_set_visible (presentation->black, FALSE);
  else if (presentation->overview != NULL && gtk_widget_get_visible (presentation->overview))
    ent_presentation_set_overview (presentation, FALSE);
  else if (ent_talk_ink_mode (presentation->ink) != ENT_INK_OFF)
    ent_talk_ink_set_mode (presentation->ink, ENT_INK_OFF);
  else if (ent_talk_passages_is_shown (presentation->passages))
    ent_session_clear_selection (ent_presentation_session (presentation));
  else
    gtk_window_close (GTK_WINDOW (presentation));
}

/* Letters: what lies over the figure. */
static gboolean
letter_pressed (EntPresentation *presentation, guint keyval)
{
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_b:
    case GDK_KEY_period: /* clickers */
      gtk_widget_set_visible (presentation->black, !gtk_widget_get_visible (presentation->black));
      return GDK_EVENT_STOP;
    case GDK_KEY_o:
      ent_presentation_set_overview (presentation,
                                     presentation->overview == NULL
                                         || !gtk_widget_get_visible (presentation->overview));
      return GDK_EVENT_STOP;
    case GDK_KEY_p:
      toggle_ink (presentation, ENT_INK_POINTER);
      return GDK_EVENT_STOP;
    case GDK_KEY_d:
      toggle_ink (presentation, ENT_INK_DRAW);
      return GDK_EVENT_STOP;
    case GDK_KEY_c:
      ent_talk_ink_clear (presentation->ink);
      return GDK_EVENT_STOP;
    case GDK_KEY_n:
      ent_presentation_set_presenter (presentation, presentation->presenter == NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/**
 * ent_presentation_press:
 * @presentation: a presentation
 * @keyval: a key, of its own window or of the speaker's
 * @state: what is held with it
 *
 * Returns: whether it means something
 */
gboolean
ent_presentation_press (EntPresentation *presentation, guint keyval, GdkModifierType state)
{
  const gboolean grid
      = presentation->overview != NULL && gtk_widget_get_visible (presentation->overview);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape || keyval == GDK_KEY_F5)
    {
      leave (presentation);
      return GDK_EVENT_STOP;
    }
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return type (presentation, 10 * presentation->typed + keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return type (presentation, 10 * presentation->typed + keyval - GDK_KEY_KP_0);
  if (keyval == GDK_KEY_BackSpace && presentation->typed > 0)
    return type (presentation, presentation->typed / 10);
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && presentation->typed > 0)
    {
      ent_presentation_go (presentation, presentation->typed - 1);
      return GDK_EVENT_STOP;
    }
  if (!grid)
    switch (keyval)
      {
      case GDK_KEY_Right:
      case GDK_KEY_Down:
      case GDK_KEY_Page_Down:
      case GDK_KEY_space:
        step_by (presentation, 1);
        return GDK_EVENT_STOP;
      case GDK_KEY_Left:
      case GDK_KEY_Up:
      case GDK_KEY_Page_Up:
      case GDK_KEY_BackSpace:
        step_by (presentation, -1);
        return GDK_EVENT_STOP;
      case GDK_KEY_Home:
        ent_presentation_go (presentation, 0);
        return GDK_EVENT_STOP;
      case GDK_KEY_End:
        ent_presentation_go (presentation, presentation->points->len - 1);
        return GDK_EVENT_STOP;
      default:
        break;
      }
  return letter_pressed (presentation, keyval);
}

static gboolean
key_pressed (GtkEventControllerKey *keys,
             guint keyval,
             guint code,
             GdkModifierType state,
             EntPresentation *presentation)
{
  return ent_presentation_press (presentation, keyval, state);
}

static void
edge_clicked (GtkGestureClick *gesture, int n, double x, double y, EntPresentation *presentation)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (presentation));

  if (x >= EDGE && x <= width - EDGE)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  step_by (presentation, x < EDGE ? -1 : 1);
}

static gboolean
hide_pointer (gpointer data)
{
  EntPresentation *presentation = data;

  presentation->idle_pointer = 0;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (presentation), "none");
  return G_SOURCE_REMOVE;
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, EntPresentation *presentation)
{
  gtk_widget_set_cursor (GTK_WIDGET (presentation), NULL);
  g_clear_handle_id (&presentation->idle_pointer, g_source_remove);
  presentation->idle_pointer = g_timeout_add (POINTER_REST, hide_pointer, presentation);
}

/**
 * ent_presentation_add_input:
 * @presentation: a presentation with all its parts
 */
void
ent_presentation_add_input (EntPresentation *presentation)
{
  GtkWidget *widget = GTK_WIDGET (presentation);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), presentation);
  gtk_widget_add_controller (widget, keys);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), presentation);
  gtk_widget_add_controller (widget, motion);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (edge_clicked), presentation);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}
