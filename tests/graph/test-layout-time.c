#include <math.h>
#include <string.h>

#include "graph/layout-stress.h"
#include "graph/layout-time.h"

#define N 14
#define N_STEPS 12

/* Two circles of seven that get ties between them, lose them, and lose a member. */
typedef struct
{
  EntGraphEdge edges[N_STEPS][64];
  gboolean present[N_STEPS][N];
  EntTimeStep steps[N_STEPS];
  double whole[2 * N], xy[N_STEPS][2 * N];
} Fixture;

static void
tie (Fixture *f, guint t, guint from, guint to)
{
  EntGraph *graph = &f->steps[t].graph;

  f->edges[t][graph->n_edges++] = (EntGraphEdge){ from, to, 1 };
}

static void
set_up (Fixture *f, gconstpointer data)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;

  for (guint t = 0; t < N_STEPS; t++)
    {
      f->steps[t].graph = (EntGraph){ N, 0, f->edges[t] };
      f->steps[t].present = f->present[t];
      for (guint i = 0; i < N; i++)
        f->present[t][i] = i != 13 || t >= 3;
      for (guint i = 0; i < N; i++)
        if (f->present[t][i] && f->present[t][i / 7 * 7 + (i + 1) % 7])
          tie (f, t, i, i / 7 * 7 + (i + 1) % 7);
      /* bridges, of which dates 6 and 7 have the same */
      for (guint i = 0; i < MIN (t, 3) && t < 10; i++)
        tie (f, t, i, 7 + (3 * i) % 7);
    }
  g_assert_true (ent_layout_stress (&f->steps[9].graph, &options, f->whole, NULL, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
}

static void
lay_out (Fixture *f, double stability)
{
  EntTimeOptions options = ENT_TIME_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;

  options.stability = stability;
  g_assert_true (
      ent_layout_time (N, f->steps, N_STEPS, &options, f->whole, f->xy[0], NULL, &error));
  g_assert_no_error (error);
}

static double
way (const Fixture *f, guint t, guint i)
{
  return hypot (f->xy[t][2 * i] - f->xy[t - 1][2 * i],
                f->xy[t][2 * i + 1] - f->xy[t - 1][2 * i + 1]);
}

/* Of the nodes that have the same ties at all dates. */
static double
mean_way (const Fixture *f)
{
  static const guint same[] = { 3, 4, 5, 6, 8, 9, 11 };
  double sum = 0;

  for (guint t = 1; t < N_STEPS; t++)
    for (guint k = 0; k < G_N_ELEMENTS (same); k++)
      sum += way (f, t, same[k]);
  return sum / (G_N_ELEMENTS (same) * (N_STEPS - 1));
}

static double
own_best (const Fixture *f, guint t)
{
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  double xy[2 * N] = { 0 };

  g_assert_true (ent_layout_stress (&f->steps[t].graph, &options, xy, NULL, NULL));
  return ent_layout_stress_of (&f->steps[t].graph, xy);
}

static void
test_same_ties (Fixture *f, gconstpointer data)
{
  lay_out (f, 0.5);
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat (way (f, 7, i), ==, 0);
  g_assert_cmpfloat (mean_way (f), >, 0);
}

/* Every date's stress is as near to its own best as the slider says. */
static void
test_stress (Fixture *f, gconstpointer data)
{
  static const struct
  {
    double stability, share;
  } cases[] = { { 0, 0.001 }, { 0.5, 0.055 }, { 0.75, 0.165 } };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      lay_out (f, cases[c].stability);
      for (guint t = 0; t < N_STEPS; t++)
        g_assert_cmpfloat (ent_layout_stress_of (&f->steps[t].graph, f->xy[t]),
                           <=,
                           own_best (f, t) * (1 + cases[c].share) + 1e-3);
    }
}

/* The more stable, the less way; wholly stable, none whose ties stay. */
static void
test_stability (Fixture *f, gconstpointer data)
{
  static const double settings[] = { 0, 0.5, 0.8, 1 };
  double last = INFINITY;

  for (guint k = 0; k < G_N_ELEMENTS (settings); k++)
    {
      lay_out (f, settings[k]);
      g_assert_cmpfloat (mean_way (f), <, last);
      last = mean_way (f);
    }
  g_assert_cmpfloat (last, ==, 0);
}

static void
test_pinned (Fixture *f, gconstpointer data)
{
  EntTimeOptions options = ENT_TIME_OPTIONS_DEFAULT;
  gboolean pinned[N] = { [2] = TRUE, [9] = TRUE };

  options.pinned = pinned;
  f->whole[4] = 5;
  f->whole[5] = -3;
  g_assert_true (ent_layout_time (N, f->steps, N_STEPS, &options, f->whole, f->xy[0], NULL, NULL));
  for (guint t = 0; t < N_STEPS; t++)
    for (guint i = 0; i < 2 * N; i++)
      {
        g_assert_true (isfinite (f->xy[t][i]));
        if (pinned[i / 2])
          g_assert_cmpfloat (f->xy[t][i], ==, f->whole[i]);
      }
}

/* Who comes stands beside its neighbours at once. */
static void
test_entry (Fixture *f, gconstpointer data)
{
  f->whole[26] = 100;
  f->whole[27] = 100;
  lay_out (f, 0.5);
  g_assert_cmpfloat (hypot (f->xy[3][26] - f->xy[3][24], f->xy[3][27] - f->xy[3][25]), <, 2);
  g_assert_cmpfloat (hypot (f->xy[3][26] - f->xy[3][14], f->xy[3][27] - f->xy[3][15]), <, 2);
}

static void
test_threads (Fixture *f, gconstpointer data)
{
  double first[N_STEPS][2 * N];
  EntTimeOptions options = ENT_TIME_OPTIONS_DEFAULT;

  lay_out (f, 0.5);
  memcpy (first, f->xy, sizeof first);
  options.n_threads = 3;
  g_assert_true (ent_layout_time (N, f->steps, N_STEPS, &options, f->whole, f->xy[0], NULL, NULL));
  g_assert_cmpmem (first, sizeof first, f->xy, sizeof first);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  EntTimeOptions options = ENT_TIME_OPTIONS_DEFAULT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
      ent_layout_time (N, f->steps, N_STEPS, &options, f->whole, f->xy[0], cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing, nobody, nothing but loops, everything at one place, lengths that are none. */
static void
test_bad (Fixture *f, gconstpointer data)
{
  EntTimeOptions options = ENT_TIME_OPTIONS_DEFAULT;
  gboolean nobody[N] = { FALSE }, all[N];
  const EntGraphEdge edges[]
      = { { 0, 0, 1 }, { 1, 2, NAN }, { 2, 1, -4 }, { 3, 4, 0 }, { 4, 5, INFINITY } };
  EntTimeStep steps[] = { { { N, 0, NULL }, nobody },
                          { { N, 0, NULL }, NULL },
                          { { N, G_N_ELEMENTS (edges), edges }, NULL },
                          { { N, 1, edges }, nobody } };
  double whole[2 * N] = { 0 }, xy[4][2 * N];

  g_assert_true (ent_layout_time (0, steps, 0, &options, whole, xy[0], NULL, NULL));
  g_assert_true (ent_layout_time (N, steps, 4, &options, whole, xy[0], NULL, NULL));
  for (guint t = 0; t < 4; t++)
    for (guint i = 0; i < 2 * N; i++)
      g_assert_true (isfinite (xy[t][i]));
  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpfloat (
          hypot (xy[2][2 * i] - xy[2][2 * j], xy[2][2 * i + 1] - xy[2][2 * j + 1]), >, 1e-3);
  for (guint i = 0; i < N; i++)
    all[i] = TRUE;
  options.pinned = all;
  g_assert_true (ent_layout_time (N, steps, 4, &options, whole, xy[0], NULL, NULL));
  for (guint t = 0; t < 4; t++)
    for (guint i = 0; i < 2 * N; i++)
      g_assert_cmpfloat (xy[t][i], ==, 0);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/graph/time/" name, Fixture, NULL, set_up, function, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("same-ties", test_same_ties);
  ADD ("stress", test_stress);
  ADD ("stability", test_stability);
  ADD ("pinned", test_pinned);
  ADD ("entry", test_entry);
  ADD ("threads", test_threads);
  ADD ("cancel", test_cancel);
  ADD ("bad", test_bad);
  return g_test_run ();
}
