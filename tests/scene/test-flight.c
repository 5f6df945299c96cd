/* The way of a camera: its ends, and that the picture seems to move evenly. */
#include <glib.h>
#include <math.h>

#include "scene/flight.h"

#define RHO 1.42
#define STEPS 400

typedef struct
{
  const char *name;
  EntOutlook from, to;
} Case;

static const Case cases[] = {
  { "far", { 0, 0, 10 }, { 1000, 400, 25 } },  { "near", { 100, 80, 200 }, { 130, 60, 150 } },
  { "in", { 50, 50, 400 }, { 50, 50, 4 } },    { "out", { 50, 50, 4 }, { 50, 50, 400 } },
  { "aside", { 0, 0, 100 }, { 250, 0, 100 } }, { "nowhere", { 7, 8, 9 }, { 7, 8, 9 } },
};

static double
distance (EntOutlook a, EntOutlook b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

static void
test_ends (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntFlight flight = ent_flight_new (cases[i].from, cases[i].to);
      for (guint k = 0; k < 2; k++)
        {
          /* also where the curve itself, not the shortcut, says so */
          const double shares[] = { k, k == 0 ? 1e-9 : 1 - 1e-9 };
          const EntOutlook *end = k == 0 ? &cases[i].from : &cases[i].to;
          for (guint s = 0; s < 2; s++)
            {
              const EntOutlook at = ent_flight_at (&flight, shares[s]);
              g_assert_cmpfloat_with_epsilon (at.x, end->x, 1e-4);
              g_assert_cmpfloat_with_epsilon (at.y, end->y, 1e-4);
              g_assert_cmpfloat_with_epsilon (at.width, end->width, 1e-4);
            }
        }
    }
}

/* The middle never turns back, the width grows to one greatest and shrinks after it. */
static void
test_monotone (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntFlight flight = ent_flight_new (cases[i].from, cases[i].to);
      EntOutlook last = cases[i].from;
      gboolean shrinks = FALSE;
      for (guint k = 1; k <= STEPS; k++)
        {
          const EntOutlook at = ent_flight_at (&flight, (double)k / STEPS);
          g_assert_true (isfinite (at.x) && isfinite (at.y) && at.width > 0);
          g_assert_cmpfloat (
              distance (cases[i].from, at), >=, distance (cases[i].from, last) - 1e-9);
          shrinks |= at.width < last.width - 1e-9;
          g_assert_true (!shrinks || at.width <= last.width + 1e-9);
          last = at;
        }
    }
}

/* Equation 3 of the paper: what is perceived of a small step is the same all the way. */
static void
test_even (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntFlight flight = ent_flight_new (cases[i].from, cases[i].to);
      EntOutlook last = cases[i].from;
      for (guint k = 1; k <= STEPS; k++)
        {
          const EntOutlook at = ent_flight_at (&flight, (double)k / STEPS);
          const double width = sqrt (at.width * last.width);
          const double seen
              = hypot (RHO * distance (last, at), (at.width - last.width) / RHO) / width;
          g_assert_cmpfloat_with_epsilon (
              seen, flight.length / STEPS, 1e-3 * flight.length / STEPS + 1e-12);
          last = at;
        }
    }
}

/* From town to town it is seen that both are far apart. */
static void
test_rises (void)
{
  const EntFlight flight = ent_flight_new (cases[0].from, cases[0].to);
  const EntOutlook middle = ent_flight_at (&flight, 0.5);

  g_assert_cmpfloat (middle.width, >, 0.5 * distance (cases[0].from, cases[0].to));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flight/ends", test_ends);
  g_test_add_func ("/flight/monotone", test_monotone);
  g_test_add_func ("/flight/even", test_even);
  g_test_add_func ("/flight/rises", test_rises);
  return g_test_run ();
}
