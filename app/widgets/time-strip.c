/* Below the views: when everything happened, and the range of time that the views show. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "views/view.h"
#include "widgets/panel-parts.h"
#include "widgets/panels.h"
#include "widgets/time-strip-private.h"

/* Lengths in pixels. */
#define DOT_STEP 10
#define HANDLE 7 /* reach of a handle */
#define CLICK_SLOP 3
/* The range an arrow key makes when there is none, and the step it takes, as shares of the width.
 */
#define KEY_RANGE 0.2
#define KEY_STEP 0.02

G_DEFINE_FINAL_TYPE (EntTimeStrip, ent_time_strip, GTK_TYPE_WIDGET)

static void
clear_dot (gpointer dot)
{
  g_free (((EntTimeDot *)dot)->mark_id);
}

static void
clear_bar (gpointer bar)
{
  g_free (((EntTimeBar *)bar)->mark_id);
}

static int
compare_dots (gconstpointer a, gconstpointer b)
{
  const EntTimeDot *x = a, *y = b;
  gint32 span_x = x->last - x->first, span_y = y->last - y->first;

  /* The precise ones first: they get the places on the axis. */
  if (span_x != span_y)
    return span_x < span_y ? -1 : 1;
  return x->first < y->first ? -1 : x->first > y->first;
}

/* Where an open side of a date stops for drawing: at the day that is known. */
static gint32
first_day (const EntDate *date)
{
  return date->open_start ? date->last_earliest : date->first;
}

static gint32
last_day (const EntDate *date)
{
  return date->open_end ? date->first_latest : date->last;
}

static void
collect (EntTimeStrip *self, const EntDossier *dossier)
{
  const GPtrArray *events = ent_dossier_events (dossier);
  const GPtrArray *relations = ent_dossier_relations (dossier);

  for (guint i = 0; i < events->len; i++)
    {
      const EntEvent *event = g_ptr_array_index (events, i);
      if (!event->when.edtf)
        continue;
      const EntDate *date = &event->when.date;
      gint32 first = first_day (date), last = last_day (date);
      EntTimeDot dot = { g_strdup (event->thing.mark_id), first, last, 0, 0, FALSE };
      g_array_append_val (self->dots, dot);
    }
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *r = g_ptr_array_index (relations, i);
      if (!r->start.edtf)
        continue;
      EntTimeBar bar = { g_strdup (r->thing.mark_id),
                         first_day (&r->start.date),
                         last_day (r->end.edtf ? &r->end.date : &r->start.date) };
      bar.last = MAX (bar.first, bar.last);
      g_array_append_val (self->bars, bar);
    }
  g_array_sort (self->dots, compare_dots);
}

/* Where dots are: for each level, for each column as wide as a dot, the one whose middle is in it;
 * as dots do not cover each other, there is one at most. */
typedef struct
{
  double *x; /* levels × columns; negative where none is */
  int levels, columns;
  gboolean *above; /* for each half column: whether a dot that found no place is there */
} Taken;

static gboolean
is_free (const Taken *taken, int level, double x)
{
  const int column = (int)(x / DOT_STEP);

  for (int c = MAX (column - 1, 0); c <= column + 1 && c < taken->columns; c++)
    {
      const double other = taken->x[level * taken->columns + c];
      if (other >= 0 && fabs (other - x) < DOT_STEP)
        return FALSE;
    }
  return TRUE;
}

/* Puts a dot where it covers no other: on the axis or above; and one that means a whole year to the
 * side of the year's middle before high above it. */
static void
place_dot (EntTimeStrip *self, EntTimeDot *dot, Taken *taken)
{
  double left = ent_time_scale_x (self->scale, dot->first);
  double right = ent_time_scale_x (self->scale, (double)dot->last + 1);
  double middle = (left + right) / 2, reach = (right - left) / 2 - DOT_RADIUS;

  dot->covered = FALSE;
  dot->x = middle;
  dot->y = AXIS_Y - DOT_RADIUS - 3 - (taken->levels - 1) * DOT_STEP;
  for (int level = 0; level < taken->levels; level++)
    for (double aside = 0; aside <= MAX (reach, 0); aside += DOT_STEP)
      for (int side = 1; side >= -1; side -= 2)
        {
          double x = middle + side * aside;
          if (!is_free (taken, level, x))
            continue;
          dot->x = x;
          dot->y = AXIS_Y - DOT_RADIUS - 3 - level * DOT_STEP;
          taken->x[level * taken->columns + CLAMP ((int)(x / DOT_STEP), 0, taken->columns - 1)] = x;
          return;
        }
  /* those that found none lie on each other: one for half a dot's width is enough to see them */
  gboolean *above = &taken->above[CLAMP ((int)(2 * middle / DOT_STEP), 0, 2 * taken->columns - 1)];
  dot->covered = *above;
  *above = TRUE;
}

static void
place_dots (EntTimeStrip *self)
{
  const int levels = (AXIS_Y - TOP_Y) / DOT_STEP, columns = self->scale_width / DOT_STEP + 1;
  g_autofree double *x = g_new (double, (gsize)levels *columns);
  g_autofree gboolean *above = g_new0 (gboolean, 2 * (gsize)columns);
  Taken taken = { x, levels, columns, above };

  for (int i = 0; i < levels * columns; i++)
    x[i] = -1;
  for (guint i = 0; i < self->dots->len; i++)
    place_dot (self, &g_array_index (self->dots, EntTimeDot, i), &taken);
}

static void
ensure_scale (EntTimeStrip *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));

  if (self->scale && self->scale_width == width)
    return;
  g_clear_pointer (&self->scale, ent_time_scale_free);
  for (guint i = 0; i < self->dots->len; i++)
    {
      const EntTimeDot *dot = &g_array_index (self->dots, EntTimeDot, i);
      g_array_append_val (days, dot->first);
      g_array_append_val (days, dot->last);
    }
  for (guint i = 0; i < self->bars->len; i++)
    {
      const EntTimeBar *bar = &g_array_index (self->bars, EntTimeBar, i);
      g_array_append_val (days, bar->first);
      g_array_append_val (days, bar->last);
    }
  if (days->len == 0 || width < 4 * MARGIN_X)
    return;
  self->scale = ent_time_scale_new (
      (const gint32 *)(gpointer)days->data, days->len, MARGIN_X, width - MARGIN_X);
  self->scale_width = width;
  place_dots (self);
}

static void
set_range (EntTimeStrip *self, double x0, double x1)
{
  double low = MARGIN_X, high = self->scale_width - MARGIN_X;
  g_autofree char *edtf
      = ent_time_scale_range (self->scale, CLAMP (x0, low, high), CLAMP (x1, low, high));

  ent_session_set_time (self->session, edtf, NULL);
}

static void
ent_time_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntTimeStrip *self = ENT_TIME_STRIP (widget);
  const EntTheme *theme = ent_theme_get (ent_session_theme (self->session));
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA paper = ent_rgba (theme->paper);

  gtk_snapshot_append_color (snapshot, &paper, &GRAPHENE_RECT_INIT (0, 0, width, height));
  ensure_scale (self);
  if (!self->scale || !ent_session_dossier (self->session))
    return;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  ent_time_strip_draw (self, cr);
  cairo_destroy (cr);
}

/* Pointer */

static const EntTimeDot *
dot_at (EntTimeStrip *self, double x, double y)
{
  for (guint i = self->dots->len; i-- > 0;)
    {
      const EntTimeDot *dot = &g_array_index (self->dots, EntTimeDot, i);
      if (hypot (dot->x - x, dot->y - y) <= DOT_RADIUS + 2)
        return dot;
    }
  return NULL;
}

static EntTimeDrag
drag_at (EntTimeStrip *self, double x)
{
  double x0, x1;

  if (!ent_time_strip_get_range (self, &x0, &x1))
    return DRAG_NEW;
  /* Of two handles on top of each other, the one on whose side the pointer is. */
  if (fabs (x - x0) <= HANDLE && (x <= x0 || fabs (x - x0) < fabs (x - x1)))
    return DRAG_START;
  if (fabs (x - x1) <= HANDLE)
    return DRAG_END;
  return x > x0 && x < x1 ? DRAG_MOVE : DRAG_NEW;
}

static void
drag_begun (GtkGestureDrag *gesture, double x, double y, EntTimeStrip *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag = self->scale ? drag_at (self, x) : DRAG_NONE;
  self->drag_x = self->range_x0 = self->range_x1 = x;
  if (self->drag != DRAG_NEW && self->drag != DRAG_NONE)
    ent_time_strip_get_range (self, &self->range_x0, &self->range_x1);
}

static void
dragged (GtkGestureDrag *gesture, double dx, double dy, EntTimeStrip *self)
{
  double x0 = self->range_x0, x1 = self->range_x1;

  if (fabs (dx) < CLICK_SLOP || self->drag == DRAG_NONE)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->drag == DRAG_MOVE)
    dx = CLAMP (dx, MARGIN_X - x0, self->scale_width - MARGIN_X - x1);
  if (self->drag == DRAG_START || self->drag == DRAG_MOVE)
    x0 += dx;
  if (self->drag != DRAG_START)
    x1 += dx;
  set_range (self, x0, x1);
}

static void
released (GtkGestureClick *gesture, int n_press, double x, double y, EntTimeStrip *self)
{
  const EntTimeDot *dot = self->scale ? dot_at (self, x, y) : NULL;
  GdkModifierType held
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (fabs (x - self->drag_x) >= CLICK_SLOP)
    return;
  if (dot)
    ent_session_select (self->session,
                        dot->mark_id,
                        held & (GDK_SHIFT_MASK | GDK_CONTROL_MASK) ? ENT_SELECT_TOGGLE
                                                                   : ENT_SELECT_ONLY);
  else if (n_press == 2 || drag_at (self, x) == DRAG_NEW)
    ent_session_set_time (self->session, NULL, NULL);
}

static void
pointer_moved (GtkEventControllerMotion *controller, double x, double y, EntTimeStrip *self)
{
  const EntTimeDot *dot = self->scale ? dot_at (self, x, y) : NULL;
  EntTimeDrag drag = self->scale ? drag_at (self, x) : DRAG_NONE;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   dot                                      ? "pointer"
                                   : drag == DRAG_START || drag == DRAG_END ? "ew-resize"
                                   : drag == DRAG_MOVE                      ? "grab"
                                                                            : NULL);
  if (g_strcmp0 (self->hovered, dot ? dot->mark_id : NULL) == 0)
    return;
  g_free (self->hovered);
  self->hovered = g_strdup (dot ? dot->mark_id : NULL);
  ent_session_hover (self->session, self->hovered);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pointer_left (GtkEventControllerMotion *controller, EntTimeStrip *self)
{
  if (self->hovered)
    ent_session_hover (self->session, NULL);
  g_clear_pointer (&self->hovered, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
ent_time_strip_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  EntTimeStrip *self = ENT_TIME_STRIP (widget);
  const EntDossier *dossier = ent_session_dossier (self->session);
  const char *lang = ent_session_language (self->session);
  const EntTimeDot *dot = self->scale && !keyboard ? dot_at (self, x, y) : NULL;
  const EntThing *thing = dot && dossier ? ent_dossier_find (dossier, dot->mark_id) : NULL;
  g_autofree char *text = NULL;

  if (!self->scale || keyboard)
    return FALSE;
  if (thing)
    {
      g_autofree char *title = ent_thing_title (thing, lang);
      g_autofree char *facts = ent_thing_describe (thing, lang);
      text = g_strdup_printf ("%s\n%s", title, facts);
    }
  else
    {
      g_autofree char *edtf = ent_time_scale_range (self->scale, x, x + 1);
      text = ent_date_format (edtf, ENT_DATE_LONG, lang);
    }
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* Keyboard */

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             EntTimeStrip *self)
{
  double low = MARGIN_X, high = self->scale_width - MARGIN_X, x0, x1;
  double step = (high - low) * KEY_STEP;
  gboolean right = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;
  gboolean left = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left;
  gboolean is_range = ent_time_strip_get_range (self, &x0, &x1);

  if (!self->scale)
    return GDK_EVENT_PROPAGATE;
  if (is_range
      && (keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Escape))
    {
      ent_session_set_time (self->session, NULL, NULL);
      return GDK_EVENT_STOP;
    }
  if (!left && !right && keyval != GDK_KEY_Home && keyval != GDK_KEY_End)
    return GDK_EVENT_PROPAGATE;
  if (!is_range)
    {
      x0 = right || keyval == GDK_KEY_Home ? low : high - (high - low) * KEY_RANGE;
      x1 = x0 + (high - low) * KEY_RANGE;
    }
  else
    {
      double by = right ? step : -step;
      if (keyval == GDK_KEY_Home)
        by = low - x0;
      else if (keyval == GDK_KEY_End)
        by = high - x1;
      /* Shift moves the end, Control the start, neither both. */
      by = state & GDK_SHIFT_MASK     ? CLAMP (by, x0 + 2 - x1, high - x1)
           : state & GDK_CONTROL_MASK ? CLAMP (by, low - x0, x1 - 2 - x0)
                                      : CLAMP (by, low - x0, high - x1);
      x0 += state & GDK_SHIFT_MASK ? 0 : by;
      x1 += state & GDK_CONTROL_MASK ? 0 : by;
    }
  set_range (self, x0, x1);
  return GDK_EVENT_STOP;
}

static void
update_accessible (EntTimeStrip *self)
{
  const EntFilter *filter = ent_session_filter (self->session);
  g_autofree char *range
      = filter->time
            ? ent_date_format (filter->time, ENT_DATE_LONG, ent_session_language (self->session))
            : g_strdup (_ ("All times"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  range,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  range,
                                  -1);
}

static void
session_changed (EntSession *session, guint changes, EntTimeStrip *self)
{
  if (changes & ENT_CHANGED_DOSSIER)
    {
      g_array_set_size (self->dots, 0);
      g_array_set_size (self->bars, 0);
      g_clear_pointer (&self->scale, ent_time_scale_free);
      if (ent_session_dossier (session))
        collect (self, ent_session_dossier (session));
    }
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_FILTER | ENT_CHANGED_LANGUAGE))
    update_accessible (self);
  if (changes & ~(guint)(ENT_CHANGED_HOVER | ENT_CHANGED_LIBRARY))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ent_time_strip_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? ENT_TIME_STRIP_HEIGHT : 160;
}

static void
ent_time_strip_dispose (GObject *object)
{
  EntTimeStrip *self = ENT_TIME_STRIP (object);

  g_clear_pointer (&self->scale, ent_time_scale_free);
  g_clear_pointer (&self->hovered, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ent_time_strip_parent_class)->dispose (object);
}

static void
ent_time_strip_finalize (GObject *object)
{
  g_array_unref (ENT_TIME_STRIP (object)->dots);
  g_array_unref (ENT_TIME_STRIP (object)->bars);
  G_OBJECT_CLASS (ent_time_strip_parent_class)->finalize (object);
}

static void
ent_time_strip_class_init (EntTimeStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_time_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_time_strip_finalize;
  widget_class->measure = ent_time_strip_measure;
  widget_class->snapshot = ent_time_strip_snapshot;
  widget_class->query_tooltip = ent_time_strip_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "time-strip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_controllers (EntTimeStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (dragged), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
ent_time_strip_init (EntTimeStrip *self)
{
  self->dots = g_array_new (FALSE, FALSE, sizeof (EntTimeDot));
  g_array_set_clear_func (self->dots, clear_dot);
  self->bars = g_array_new (FALSE, FALSE, sizeof (EntTimeBar));
  g_array_set_clear_func (self->bars, clear_bar);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Time range"), -1);
  add_controllers (self);
}

/**
 * ent_time_strip_new:
 * @session: the session to follow
 *
 * Returns: (transfer floating): the strip.
 */
GtkWidget *
ent_time_strip_new (EntSession *session)
{
  EntTimeStrip *self = g_object_new (ENT_TYPE_TIME_STRIP, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, 0);
  session_changed (session, ENT_CHANGED_DOSSIER, self);
  return GTK_WIDGET (self);
}
