/* Pointer and keys over a source text. */
#include <glib/gi18n-lib.h>

#include "views/view.h"
#include "widgets/passage-card.h"
#include "widgets/reader-text-private.h"

/* A press and a release within so many pixels are a click and no dragging. */
#define CLICK_SLOP 4
/* Passages a tooltip tells of, and marks of each; the inspector shows all. */
#define MAX_TOLD 4
#define MAX_MARKS_TOLD 6

static void
select_at (EntReaderText *self, guint offset, EntSelectMode mode)
{
  const GArray *spans = self->highlights->spans;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = ent_spans_first (spans, offset); i < spans->len; i++)
    {
      const EntSpan *span = &g_array_index (spans, EntSpan, i);
      if (span->start > offset)
        break;
      if (span->end > offset)
        g_ptr_array_add (ids, span->id);
    }
  g_ptr_array_add (ids, NULL);
  if (ids->len > 1)
    ent_session_select_passages (self->session, (const char *const *)ids->pdata, mode);
  else if (mode == ENT_SELECT_ONLY)
    ent_session_clear_selection (self->session);
}

static gboolean
offset_at (EntReaderText *self, double x, double y, guint *offset)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (
      self->view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y, &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_position (self->view, &iter, NULL, buffer_x, buffer_y))
    return FALSE;
  *offset = (guint)gtk_text_iter_get_offset (&iter);
  return TRUE;
}

static void
event_position (EntReaderText *self, GdkEvent *event, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self->view));
  double surface_x, surface_y, dx, dy;

  gdk_event_get_position (event, &surface_x, &surface_y);
  gtk_native_get_surface_transform (native, &dx, &dy);
  gtk_widget_translate_coordinates (
      GTK_WIDGET (native), GTK_WIDGET (self->view), surface_x - dx, surface_y - dy, x, y);
}

/* The text view claims the sequence of every press for selecting text, which ends any gesture of
 * ours; hence the plain events. */
static gboolean
button_event (GtkEventControllerLegacy *controller, GdkEvent *event, EntReaderText *self)
{
  GdkEventType type = gdk_event_get_event_type (event);
  guint offset;
  double x, y;

  if ((type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE)
      || gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    return GDK_EVENT_PROPAGATE;
  event_position (self, event, &x, &y);
  if (type == GDK_BUTTON_PRESS)
    {
      self->press_x = x;
      self->press_y = y;
      return GDK_EVENT_PROPAGATE;
    }
  if (ABS (x - self->press_x) > CLICK_SLOP || ABS (y - self->press_y) > CLICK_SLOP
      || gtk_text_buffer_get_has_selection (self->buffer) || !offset_at (self, x, y, &offset))
    return GDK_EVENT_PROPAGATE;
  GdkModifierType held = gdk_event_get_modifier_state (event);
  select_at (self,
             offset,
             held & (GDK_SHIFT_MASK | GDK_CONTROL_MASK) ? ENT_SELECT_TOGGLE : ENT_SELECT_ONLY);
  return GDK_EVENT_PROPAGATE;
}

/* The text takes plain letters for input, though it cannot be edited; so they are taken before. */
static const char *
action_of (guint keyval, GdkModifierType held)
{
  if (held & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return NULL;
  switch (keyval)
    {
    case GDK_KEY_n:
      return "reader.next";
    case GDK_KEY_p:
      return "reader.previous";
    case GDK_KEY_N:
      return "reader.next-selected";
    case GDK_KEY_P:
      return "reader.previous-selected";
    default:
      return NULL;
    }
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             EntReaderText *self)
{
  const char *action = action_of (keyval, state);
  GtkTextIter iter;

  if (action)
    return gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  if (keyval == GDK_KEY_Escape)
    return ent_reader_text_let_go (self);
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  select_at (self,
             (guint)gtk_text_iter_get_offset (&iter),
             state & GDK_SHIFT_MASK ? ENT_SELECT_TOGGLE : ENT_SELECT_ONLY);
  return GDK_EVENT_STOP;
}

/* While text is selected, that is what is pointed at. */
static void
moved (GtkEventControllerMotion *controller, double x, double y, EntReaderText *self)
{
  guint offset;

  if (self->highlights->chosen.end > self->highlights->chosen.start)
    return;
  if (offset_at (self, x, y, &offset))
    ent_reader_text_point_at (self, offset, offset + 1);
  else
    ent_reader_text_point_at (self, 0, 0);
}

static void
left (GtkEventControllerMotion *controller, EntReaderText *self)
{
  if (self->highlights->chosen.end == self->highlights->chosen.start)
    ent_reader_text_point_at (self, 0, 0);
}

/* "They met." and under it "moved, 96 % alike · Alpha, Talk at the pier". */
static void
tell (EntReaderText *self, GString *markup, const EntSpan *span)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const char *lang = ent_session_language (self->session);
  const EntPassage *passage = (const EntPassage *)ent_dossier_find (dossier, span->id);

  if (!passage)
    return;
  const EntResolution *found
      = ent_library_resolution (ent_session_library (self->session), passage);
  const GPtrArray *things = ent_dossier_things_on (dossier, passage);
  const char *state = ent_anchor_state_label (span->state);
  g_autofree char *digest = g_markup_escape_text (ent_text_get (&passage->thing.name, lang), -1);
  g_autofree char *alike = g_strdup_printf (
      _ ("%s, %d %% alike"), state, (int)((found ? found->similarity : 0) * 100 + 0.5));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; things && i < MIN (things->len, MAX_MARKS_TOLD); i++)
    {
      g_autofree char *title = ent_thing_title (g_ptr_array_index (things, i), lang);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", title);
    }
  if (things && things->len > MAX_MARKS_TOLD)
    g_string_append (names, ", …");
  g_autofree char *escaped = g_markup_escape_text (names->str, -1);
  g_string_append_printf (markup,
                          "%s%s\n<small>%s · %s</small>",
                          markup->len > 0 ? "\n" : "",
                          digest,
                          span->state == ENT_ANCHOR_EXACT ? state : alike,
                          escaped);
}

/* A tooltip stands below the line it is about. */
static void
spare_line (EntReaderText *self, GtkTooltip *tooltip, guint offset)
{
  GtkTextIter iter;
  GdkRectangle line;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int)offset);
  gtk_text_view_get_iter_location (self->view, &iter, &line);
  gtk_text_view_buffer_to_window_coords (
      self->view, GTK_TEXT_WINDOW_WIDGET, line.x, line.y, &line.x, &line.y);
  gtk_tooltip_set_tip_area (tooltip, &line);
}

static gboolean
query_tooltip (
    GtkWidget *view, int x, int y, gboolean keyboard, GtkTooltip *tooltip, EntReaderText *self)
{
  const GArray *spans = self->highlights->spans;
  g_autoptr (GString) markup = g_string_new (NULL);
  guint offset, n = 0;

  if (keyboard || !ent_session_dossier (self->session) || !offset_at (self, x, y, &offset))
    return FALSE;
  for (guint i = ent_spans_first (spans, offset); i < spans->len && n < MAX_TOLD; i++)
    {
      const EntSpan *span = &g_array_index (spans, EntSpan, i);
      if (span->start > offset)
        break;
      if (span->end <= offset)
        continue;
      tell (self, markup, span);
      n++;
    }
  if (markup->len == 0)
    return FALSE;
  gtk_tooltip_set_markup (tooltip, markup->str);
  spare_line (self, tooltip, offset);
  return TRUE;
}

/**
 * ent_reader_text_add_input:
 * @self: a text that is being made
 *
 * Makes it answer to pointer and keys.
 */
void
ent_reader_text_add_input (EntReaderText *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkEventController *buttons = gtk_event_controller_legacy_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (buttons, GTK_PHASE_CAPTURE);
  g_signal_connect (buttons, "event", G_CALLBACK (button_event), self);
  gtk_widget_add_controller (view, buttons);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (view, keys);
  g_signal_connect (motion, "motion", G_CALLBACK (moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (left), self);
  gtk_widget_add_controller (view, motion);
  gtk_widget_set_has_tooltip (view, TRUE);
  g_signal_connect (view, "query-tooltip", G_CALLBACK (query_tooltip), self);
}
