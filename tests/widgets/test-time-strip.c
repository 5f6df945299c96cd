/* The time strip: its axis, and the range that is dragged on it. */
#include "panel-test.h"

#include <string.h>

#include "widgets/panels.h"
#include "widgets/time-strip-scale.h"

static gint32
day (int year, int month, int day_of_month)
{
  return ent_day_from_ymd (year, month, day_of_month);
}

static EntTimeScale *
two_summits (void)
{
  const gint32 days[] = {
    day (2025, 8, 15), day (2019, 2, 28), day (2019, 6, 30), day (2025, 1, 1), day (2025, 12, 31)
  };

  return ent_time_scale_new (days, G_N_ELEMENTS (days), 20, 1020);
}

static void
test_two_clusters (void)
{
  g_autoptr (EntTimeScale) scale = two_summits ();
  double x0, x1;

  g_assert_cmpuint (ent_time_scale_n_gaps (scale), ==, 1);
  ent_time_scale_gap (scale, 0, &x0, &x1);
  g_assert_cmpfloat (x1 - x0, <, 60); /* five years in no more than a label */
  g_assert_cmpfloat (x0, >, 20 + 200);
  g_assert_cmpfloat (ent_time_scale_x (scale, day (2019, 6, 30)), <, x0);
  g_assert_cmpfloat (ent_time_scale_x (scale, day (2025, 1, 1)), >, x1);
  g_assert_cmpfloat_with_epsilon (ent_time_scale_x (scale, day (1900, 1, 1)), 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (ent_time_scale_x (scale, day (2100, 1, 1)), 1020, 1e-9);
}

static void
test_inverse (void)
{
  g_autoptr (EntTimeScale) scale = two_summits ();
  double last = -G_MAXDOUBLE;

  for (double x = 20; x <= 1020; x += 0.5)
    {
      double at = ent_time_scale_day (scale, x);
      g_assert_cmpfloat (at, >, last);
      g_assert_cmpfloat_with_epsilon (ent_time_scale_x (scale, at), x, 1e-6);
      last = at;
    }
}

static void
test_one_day (void)
{
  const gint32 only = day (2020, 2, 29);
  g_autoptr (EntTimeScale) scale = ent_time_scale_new (&only, 1, 0, 100);
  double x = ent_time_scale_x (scale, only);

  g_assert_cmpuint (ent_time_scale_n_gaps (scale), ==, 0);
  g_assert_cmpfloat (x, >, 0);
  g_assert_cmpfloat (x, <, 100);
}

static void
test_ticks (void)
{
  g_autoptr (EntTimeScale) scale = two_summits ();
  g_autoptr (GArray) ticks = ent_time_scale_ticks (scale, 70, "en");
  double last = -1000, x0, x1;

  g_assert_cmpuint (ticks->len, >=, 4);
  ent_time_scale_gap (scale, 0, &x0, &x1);
  for (guint i = 0; i < ticks->len; i++)
    {
      const EntTimeTick *tick = &g_array_index (ticks, EntTimeTick, i);
      if (!(last < x0 && tick->x > x1))
        g_assert_cmpfloat (tick->x - last, >=, 69.9);
      last = tick->x;
    }
  g_assert_cmpstr (g_array_index (ticks, EntTimeTick, 0).label, ==, "Mar 2019");
}

static void
test_range (void)
{
  const gint32 months[] = { day (2020, 1, 1), day (2021, 12, 31) };
  const gint32 days[] = { day (2020, 1, 1), day (2020, 2, 28) };
  const gint32 years[] = { day (1900, 1, 1), day (2020, 12, 31) };
  const struct
  {
    const gint32 *span;
    gint32 from, to;
    const char *edtf;
  } cases[] = {
    { months, day (2020, 3, 1), day (2020, 6, 1), "2020-03/2020-05" },
    { months, day (2020, 3, 10), day (2020, 3, 20), "2020-03" },
    { days, day (2020, 1, 5), day (2020, 1, 8), "2020-01-05/2020-01-07" },
    { years, day (1950, 1, 1), day (1960, 1, 1), "1950/1959" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint32 dated[100]; /* often enough that no stretch is left empty */
      for (gint32 k = 0; k < 100; k++)
        dated[k] = cases[i].span[0] + (cases[i].span[1] - cases[i].span[0]) / 99.0 * k;
      g_autoptr (EntTimeScale) scale = ent_time_scale_new (dated, 100, 0, 800);
      double x0 = ent_time_scale_x (scale, cases[i].from + 0.001);
      double x1 = ent_time_scale_x (scale, cases[i].to - 0.001);
      g_autofree char *edtf = ent_time_scale_range (scale, x1, x0); /* either way round */
      g_assert_cmpstr (edtf, ==, cases[i].edtf);
    }
}

typedef struct
{
  EntSession *session;
  GtkWidget *window, *strip;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = shipped_session ();
  fixture->strip = ent_time_strip_new (fixture->session);
  fixture->window = open_in_window (fixture->strip, 1000, 96);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer strip = fixture->strip;

  g_object_add_weak_pointer (G_OBJECT (strip), &strip);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_null (strip);
  g_assert_finalize_object (fixture->session);
}

static const char *
range (Fixture *fixture)
{
  return ent_session_filter (fixture->session)->time;
}

static void
drag (Fixture *fixture, double from, double to)
{
  gpointer gesture = find_controller (fixture->strip, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (gesture, "drag-begin", from, 15.0);
  g_signal_emit_by_name (gesture, "drag-update", to - from, 0.0);
}

static void
click (Fixture *fixture, double x, double y)
{
  g_signal_emit_by_name (
      find_controller (fixture->strip, GTK_TYPE_GESTURE_DRAG), "drag-begin", x, y);
  g_signal_emit_by_name (
      find_controller (fixture->strip, GTK_TYPE_GESTURE_CLICK), "released", 1, x, y);
}

static gboolean
press (Fixture *fixture, guint keyval, GdkModifierType held)
{
  gboolean handled;

  g_signal_emit_by_name (find_controller (fixture->strip, GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed",
                         keyval,
                         0,
                         held,
                         &handled);
  return handled;
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  drag (fixture, 100, 400);
  g_assert_nonnull (range (fixture));
  g_assert_true (g_str_has_prefix (range (fixture), "2019-"));
  click (fixture, 900, 12);
  g_assert_null (range (fixture));
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_assert_false (press (fixture, GDK_KEY_Delete, 0));
  g_assert_true (press (fixture, GDK_KEY_Right, 0));
  g_autofree char *first = g_strdup (range (fixture));
  g_assert_nonnull (first);
  g_assert_true (press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_true (press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_cmpstr (range (fixture), !=, first);
  g_assert_cmpint (strncmp (range (fixture), first, 7), ==, 0); /* the start stayed */
  g_assert_true (press (fixture, GDK_KEY_End, 0));
  g_assert_true (g_str_has_prefix (range (fixture), "2025"));
  g_assert_true (press (fixture, GDK_KEY_Delete, 0));
  g_assert_null (range (fixture));
}

/* A dot is clicked: the event is selected, the range stays as it is. */
static void
test_dot (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  for (double x = 0; x < 1000 && n == 0; x += 2)
    {
      click (fixture, x, 61);
      n = ent_session_selection (fixture->session)->len;
    }
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (
      g_str_has_prefix (g_ptr_array_index (ent_session_selection (fixture->session), 0), "event:"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/time-strip/scale/two-clusters", test_two_clusters);
  g_test_add_func ("/time-strip/scale/inverse", test_inverse);
  g_test_add_func ("/time-strip/scale/one-day", test_one_day);
  g_test_add_func ("/time-strip/scale/ticks", test_ticks);
  g_test_add_func ("/time-strip/scale/range", test_range);
#define ADD(name, function)                                                                        \
  g_test_add ("/time-strip/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("drag", test_drag);
  ADD ("keys", test_keys);
  ADD ("dot", test_dot);
  return g_test_run ();
}
