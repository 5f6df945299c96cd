#include "widgets/talk-ink.h"

#define LINE_WIDTH 5
#define SPOT_RADIUS 14

struct _EntTalkInk
{
  GtkWidget parent;
  EntInkMode mode;
  GPtrArray *lines; /* of GArray * of graphene_point_t */
  double x, y;      /* of the pointer; -1 outside */
  double start_x, start_y;
};

G_DEFINE_FINAL_TYPE (EntTalkInk, ent_talk_ink, GTK_TYPE_WIDGET)

static void
draw_line (cairo_t *cr, const GArray *line)
{
  for (guint i = 0; i < line->len; i++)
    {
      const graphene_point_t *p = &g_array_index (line, graphene_point_t, i);
      cairo_line_to (cr, p->x, p->y);
    }
  cairo_stroke (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntTalkInk *ink = ENT_TALK_INK (widget);
  const gboolean has_spot = ink->mode == ENT_INK_POINTER && ink->x >= 0;

  if (ink->lines->len == 0 && !has_spot)
    return;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot,
      &GRAPHENE_RECT_INIT (
          0, 0, (float)gtk_widget_get_width (widget), (float)gtk_widget_get_height (widget)));
  cairo_set_source_rgba (cr, 0.88, 0.11, 0.14, 0.9);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < ink->lines->len; i++)
    draw_line (cr, g_ptr_array_index (ink->lines, i));
  if (has_spot)
    {
      cairo_set_source_rgba (cr, 0.88, 0.11, 0.14, 0.75);
      cairo_arc (cr, ink->x, ink->y, SPOT_RADIUS, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, EntTalkInk *ink)
{
  ink->x = x;
  ink->y = y;
  if (ink->mode == ENT_INK_POINTER)
    gtk_widget_queue_draw (GTK_WIDGET (ink));
}

static void
on_leave (GtkEventControllerMotion *controller, EntTalkInk *ink)
{
  on_motion (controller, -1, -1, ink);
}

static void
add_point (EntTalkInk *ink, double x, double y)
{
  GArray *line = g_ptr_array_index (ink->lines, ink->lines->len - 1);
  const graphene_point_t point = { (float)x, (float)y };

  g_array_append_val (line, point);
  gtk_widget_queue_draw (GTK_WIDGET (ink));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, EntTalkInk *ink)
{
  if (ink->mode != ENT_INK_DRAW)
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  ink->start_x = x;
  ink->start_y = y;
  g_ptr_array_add (ink->lines, g_array_new (FALSE, FALSE, sizeof (graphene_point_t)));
  add_point (ink, x, y);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, EntTalkInk *ink)
{
  if (ink->lines->len > 0)
    add_point (ink, ink->start_x + dx, ink->start_y + dy);
}

static void
finalize (GObject *object)
{
  g_ptr_array_unref (ENT_TALK_INK (object)->lines);
  G_OBJECT_CLASS (ent_talk_ink_parent_class)->finalize (object);
}

static void
ent_talk_ink_class_init (EntTalkInkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ent_talk_ink_init (EntTalkInk *ink)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  ink->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  ink->x = ink->y = -1;
  gtk_widget_set_can_target (GTK_WIDGET (ink), FALSE);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), ink);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), ink);
  gtk_widget_add_controller (GTK_WIDGET (ink), motion);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), ink);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), ink);
  gtk_widget_add_controller (GTK_WIDGET (ink), GTK_EVENT_CONTROLLER (drag));
}

/**
 * ent_talk_ink_new:
 *
 * Returns: (transfer floating): a sheet to lay over a figure; off, and no obstacle, at first
 */
GtkWidget *
ent_talk_ink_new (void)
{
  return g_object_new (ENT_TYPE_TALK_INK, NULL);
}

/**
 * ent_talk_ink_mode:
 * @ink: a sheet
 *
 * Returns: what the pointer does on it
 */
EntInkMode
ent_talk_ink_mode (EntTalkInk *ink)
{
  return ink->mode;
}

/**
 * ent_talk_ink_set_mode:
 * @ink: a sheet
 * @mode: what the pointer does on it; what is below gets no clicks unless it is off
 */
void
ent_talk_ink_set_mode (EntTalkInk *ink, EntInkMode mode)
{
  static const char *const cursors[] = { NULL, "none", "crosshair" };

  ink->mode = mode;
  ink->x = ink->y = -1;
  gtk_widget_set_can_target (GTK_WIDGET (ink), mode != ENT_INK_OFF);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (ink), cursors[mode]);
  gtk_widget_queue_draw (GTK_WIDGET (ink));
}

/**
 * ent_talk_ink_clear:
 * @ink: a sheet
 *
 * Wipes what was drawn.
 */
void
ent_talk_ink_clear (EntTalkInk *ink)
{
  g_ptr_array_set_size (ink->lines, 0);
  gtk_widget_queue_draw (GTK_WIDGET (ink));
}
