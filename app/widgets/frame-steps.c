#include "widgets/frame-steps.h"

/* Of making widgets, ms in a frame; measuring and drawing what was made takes about ten times as
 * long. */
#define BUDGET 0.5
#define TURN_KEY "ent-frame-steps-turn"

typedef struct
{
  GSourceFunc step;
  gpointer data;
} Steps;

/* One widget's turn in each frame: what it adds is measured and drawn before another's is made. */
static gboolean
take_turn (GdkFrameClock *clock)
{
  const gint64 frame = gdk_frame_clock_get_frame_counter (clock);
  gint64 *turn = g_object_get_data (G_OBJECT (clock), TURN_KEY);

  if (turn == NULL)
    {
      turn = g_new (gint64, 1);
      *turn = -1;
      g_object_set_data_full (G_OBJECT (clock), TURN_KEY, turn, g_free);
    }
  if (*turn == frame)
    return FALSE;
  *turn = frame;
  return TRUE;
}

static gboolean
tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  const Steps *steps = data;
  const gint64 begun = g_get_monotonic_time ();

  if (!take_turn (clock))
    return G_SOURCE_CONTINUE;
  do
    if (!steps->step (steps->data))
      return G_SOURCE_REMOVE;
  while ((double)(g_get_monotonic_time () - begun) / 1000 < BUDGET);
  return G_SOURCE_CONTINUE;
}

/**
 * ent_frame_steps_add:
 * @widget: whose frames
 * @step: does the next small part of the work, 1 ms at most; %G_SOURCE_REMOVE when it was the last
 * @data: for @step; must live as long as @widget or until the steps are removed
 *
 * Does work in steps before the frames of a widget, once it is realized.  In each frame of a window
 * one widget alone gets a turn, and as many steps as half a millisecond holds.
 *
 * Returns: for gtk_widget_remove_tick_callback()
 */
guint
ent_frame_steps_add (GtkWidget *widget, GSourceFunc step, gpointer data)
{
  Steps *steps = g_new (Steps, 1);

  *steps = (Steps){ .step = step, .data = data };
  return gtk_widget_add_tick_callback (widget, tick, steps, g_free);
}
