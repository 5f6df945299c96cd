#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/layout-private.h"
#include "graph/layout-stress.h"

/* Graphs that no one draws on purpose: each must give a place to every node, and to no two the
 * same. */
typedef struct
{
  EntGraph graph;
  GArray *edges;
} Fixture;

static Fixture
start (guint n)
{
  return (Fixture){ { n, 0, NULL }, g_array_new (FALSE, FALSE, sizeof (EntGraphEdge)) };
}

static void
tie (Fixture *f, guint from, guint to, double weight)
{
  g_array_append_val (f->edges, ((EntGraphEdge){ from, to, weight }));
  f->graph.n_edges = f->edges->len;
  f->graph.edges = (const EntGraphEdge *)(gpointer)f->edges->data;
}

static Fixture
no_nodes (void)
{
  return start (0);
}

static Fixture
one_node (void)
{
  return start (1);
}

static Fixture
one_loop (void)
{
  Fixture f = start (1);

  tie (&f, 0, 0, 1);
  return f;
}

static Fixture
no_edges (void)
{
  return start (300);
}

static Fixture
fifty_components (void)
{
  Fixture f = start (50 * 51 / 2 + 50);

  for (guint c = 0, first = 0; c < 50; first += c + 2, c++)
    for (guint i = 1; i < c + 2; i++)
      tie (&f, first + i, first + (i - 1) / 2, 1);
  return f;
}

static Fixture
complete (void)
{
  Fixture f = start (500);

  for (guint i = 0; i < 500; i++)
    for (guint j = 0; j < i; j++)
      tie (&f, i, j, 1);
  return f;
}

static Fixture
star (void)
{
  Fixture f = start (10000);

  for (guint i = 1; i < 10000; i++)
    tie (&f, 0, i, 1);
  return f;
}

static Fixture
small_star (void)
{
  Fixture f = start (400);

  for (guint i = 1; i < 400; i++)
    tie (&f, i, 0, 1);
  return f;
}

/* Deeper than there are steps for: 0 … 65535. */
static Fixture
long_path (void)
{
  Fixture f = start (70000);

  for (guint i = 1; i < 70000; i++)
    tie (&f, i - 1, i, 1);
  return f;
}

static Fixture
many_edges_and_loops (void)
{
  Fixture f = start (40);

  for (guint i = 0; i < 40; i++)
    for (guint k = 0; k < 8; k++)
      {
        tie (&f, i, (i + 1) % 40, 1 + k);
        tie (&f, i, i, k);
      }
  return f;
}

static Fixture
bad_lengths (guint n)
{
  static const double lengths[]
      = { 0, -1, NAN, INFINITY, -INFINITY, 1e300, 1e-300, 5, 0.001, 1e38, -0.0 };
  Fixture f = start (n);

  for (guint i = 1; i < n; i++)
    {
      tie (&f, i, i / 2, lengths[i % G_N_ELEMENTS (lengths)]);
      tie (&f, i, i * 7 % n, lengths[i * 3 % G_N_ELEMENTS (lengths)]);
    }
  return f;
}

static Fixture
few_bad_lengths (void)
{
  return bad_lengths (90);
}

static Fixture
some_bad_lengths (void)
{
  return bad_lengths (600);
}

static Fixture
many_bad_lengths (void)
{
  return bad_lengths (3000);
}

static const struct
{
  const char *name;
  Fixture (*make) (void);
} rows[] = {
  { "no nodes", no_nodes },
  { "one node", one_node },
  { "one loop", one_loop },
  { "no edges", no_edges },
  { "fifty components", fifty_components },
  { "complete graph", complete },
  { "star", star },
  { "small star", small_star },
  { "long path", long_path },
  { "parallel edges and loops", many_edges_and_loops },
  { "bad lengths, 90 nodes", few_bad_lengths },
  { "bad lengths, 600 nodes", some_bad_lengths },
  { "bad lengths, 3000 nodes", many_bad_lengths },
};

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const double *p = a, *q = b;

  if (p[0] != q[0])
    return p[0] < q[0] ? -1 : 1;
  return p[1] < q[1] ? -1 : p[1] > q[1];
}

/* Every coordinate a number, no two nodes at one place. */
static void
check_places (const double *xy, guint n)
{
  g_autofree double *sorted = g_new (double, 2 * (gsize)n + 1);

  for (guint i = 0; i < 2 * n; i++)
    {
      g_assert_true (isfinite (xy[i]));
      g_assert_cmpfloat (fabs (xy[i]), <, 1e7);
      sorted[i] = xy[i];
    }
  qsort (sorted, n, 2 * sizeof *sorted, compare_points);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (compare_points (sorted + 2 * (i - 1), sorted + 2 * i), !=, 0);
}

static void
test_bad (gconstpointer data)
{
  guint r = GPOINTER_TO_UINT (data);
  Fixture f = rows[r].make ();
  EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_autofree double *xy = g_new (double, 2 * (gsize)f.graph.n + 1);

  /* What stands there on entry means nothing without pins. */
  for (guint i = 0; i < 2 * f.graph.n; i++)
    xy[i] = NAN;
  g_assert_true (ent_layout_stress (&f.graph, &options, xy, NULL, &error));
  g_assert_no_error (error);
  check_places (xy, f.graph.n);
  g_array_unref (f.edges);
}

/* Places that floating point made equal are parted by a hair; pins are left. */
static void
test_twins (void)
{
  double xy[] = { 1, 2, 5, 5, 1, 2, 1, 2, 5, 5, 0, 0 };
  const gboolean pinned[] = { FALSE, TRUE, FALSE, FALSE, FALSE, FALSE };

  ent_twins_part (xy, 6, pinned);
  check_places (xy, 6);
  g_assert_true (xy[2] == 5 && xy[3] == 5);
  g_assert_true (xy[10] == 0 && xy[11] == 0);
  g_assert_cmpfloat (hypot (xy[0] - 1, xy[1] - 2), <, 0.01);
  g_assert_cmpfloat (hypot (xy[8] - 5, xy[9] - 5), <, 0.01);
}

/* A grid in which every node, or every second, or one, is pinned to one place, or the whole is. */
static void
test_pinned (void)
{
  static const struct
  {
    guint side, every;
    double x, y;
  } pins[] = {
    { 6, 1, 3, -2 }, { 6, 2, 3, -2 }, { 6, 36, 1e4, 0 },   { 12, 1, 0, 0 },  { 12, 3, 7, 7 },
    { 42, 1, 0, 0 }, { 42, 5, 1, 1 }, { 42, 1764, -5, 5 }, { 6, 2, NAN, 0 }, { 12, 144, 0, 0 },
  };

  for (guint p = 0; p < G_N_ELEMENTS (pins); p++)
    for (guint with_room = 0; with_room < 2; with_room++)
      {
        guint side = pins[p].side, n = side * side + 3, n_free = 0;
        EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
        g_autofree double *xy = g_new0 (double, 2 * (gsize)n);
        g_autofree double *free_xy = g_new (double, 2 * (gsize)n);
        g_autofree double *radius = g_new (double, n);
        g_autofree gboolean *pinned = g_new0 (gboolean, n);
        Fixture f = start (n);

        for (guint i = 0; i < side * side; i++)
          {
            if (i % side + 1 < side)
              tie (&f, i, i + 1, 1);
            if (i + side < side * side)
              tie (&f, i, i + side, 1);
            pinned[i] = i % pins[p].every == 0;
            xy[2 * i] = pins[p].x;
            xy[2 * i + 1] = pins[p].y;
          }
        tie (&f, n - 2, n - 1, 1); /* two nodes and one that no pin holds */
        for (guint i = 0; i < n; i++)
          radius[i] = 0.2;
        options.pinned = pinned;
        options.radius = with_room ? radius : NULL;
        g_assert_true (ent_layout_stress (&f.graph, &options, xy, NULL, NULL));
        for (guint i = 0; i < n; i++)
          if (!pinned[i] || i == 0)
            {
              free_xy[2 * n_free] = xy[2 * i];
              free_xy[2 * n_free++ + 1] = xy[2 * i + 1];
            }
          else if (!isnan (pins[p].x))
            {
              g_assert_cmpfloat (xy[2 * i], ==, pins[p].x);
              g_assert_cmpfloat (xy[2 * i + 1], ==, pins[p].y);
            }
        check_places (free_xy, n_free);
        g_array_unref (f.edges);
      }
}

/* Pins that a layout could have had itself cost it nothing, and the others come to them. */
static void
test_pins_fit (void)
{
  for (guint side = 8; side <= 44; side += 18)
    {
      guint n = side * side;
      EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
      g_autofree double *xy = g_new0 (double, 2 * (gsize)n);
      g_autofree gboolean *pinned = g_new0 (gboolean, n);
      const guint corners[] = { 0, side - 1, n - side };
      Fixture f = start (n);

      for (guint i = 0; i < n; i++)
        {
          if (i % side + 1 < side)
            tie (&f, i, i + 1, 1);
          if (i + side < n)
            tie (&f, i, i + side, 1);
        }
      for (guint c = 0; c < 3; c++)
        {
          pinned[corners[c]] = TRUE;
          xy[2 * corners[c]] = 100 + corners[c] % side;
          xy[2 * corners[c] + 1] = 50 + corners[c] / side;
        }
      options.pinned = pinned;
      g_assert_true (ent_layout_stress (&f.graph, &options, xy, NULL, NULL));
      g_assert_cmpfloat (xy[0], ==, 100);
      g_assert_cmpfloat (ent_layout_stress_of (&f.graph, xy), <, 0.03);
      /* the fourth corner, to which nothing but the rest of the grid leads */
      g_assert_cmpfloat (fabs (xy[2 * n - 2] - (100 + side - 1)), <, 0.25 * side);
      g_assert_cmpfloat (fabs (xy[2 * n - 1] - (50 + side - 1)), <, 0.25 * side);
      g_array_unref (f.edges);
    }
}

/* A tree with shortcuts: no mesh, so that sources change. */
static Fixture
make_small_world (guint n)
{
  Fixture f = start (n);

  for (guint i = 1; i < n; i++)
    {
      tie (&f, i, (guint)((guint64)i * 2654435761U % i), 1);
      tie (&f, i, (guint)((guint64)i * 40503U % n), 1);
    }
  return f;
}

/* Deep enough for the sources to walk one by one. */
static Fixture
make_ladder (void)
{
  Fixture f = start (4000);

  for (guint i = 0; i < 2000; i++)
    {
      tie (&f, i, 2000 + i, 1);
      if (i > 0)
        {
          tie (&f, i, i - 1, 1);
          tie (&f, 2000 + i, 1999 + i, 1);
        }
    }
  return f;
}

static void
test_threads (void)
{
  for (guint is_mesh = 0; is_mesh < 2; is_mesh++)
    {
      Fixture f = is_mesh ? make_ladder () : make_small_world (3000);
      EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
      g_autofree double *first = NULL;

      for (options.n_threads = 1; options.n_threads <= 3; options.n_threads++)
        {
          gsize size = 2 * (gsize)f.graph.n * sizeof (double);
          g_autofree double *xy = g_malloc0 (size);

          g_assert_true (ent_layout_stress (&f.graph, &options, xy, NULL, NULL));
          if (first == NULL)
            first = g_memdup2 (xy, size);
          g_assert_cmpmem (first, size, xy, size);
        }
      g_array_unref (f.edges);
    }
}

/* .1778; sources that stay the same end at .1833 on the larger one. */
static void
test_small_world (void)
{
  static const guint sizes[] = { 1000, 3000 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      Fixture f = make_small_world (sizes[s]);
      EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
      g_autofree double *xy = g_new0 (double, 2 * (gsize)f.graph.n);

      g_assert_true (ent_layout_stress (&f.graph, &options, xy, NULL, NULL));
      g_test_message ("stress %.4f", ent_layout_stress_of (&f.graph, xy));
      g_assert_cmpfloat (ent_layout_stress_of (&f.graph, xy), <, 0.1795);
      g_array_unref (f.edges);
    }
}

typedef struct
{
  guint n, n_calls, stop_at;
  double done;
  GCancellable *cancellable;
} Watch;

static void
watch (const double *xy, double done, gpointer data)
{
  Watch *w = data;

  for (guint i = 0; i < 2 * w->n; i++)
    g_assert_true (isfinite (xy[i]));
  g_assert_cmpfloat (done, >=, w->done);
  g_assert_cmpfloat (done, <=, 1);
  w->done = done;
  if (++w->n_calls == w->stop_at)
    g_cancellable_cancel (w->cancellable);
}

/* The pictures on the way are whole, and cancelled in the middle no further one comes. */
static void
test_cancelled_in_the_middle (void)
{
  static const guint sizes[] = { 90, 600, 3000 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint stop = 0; stop < 2; stop++)
      {
        Fixture f = make_small_world (sizes[s]);
        EntStressOptions options = ENT_STRESS_OPTIONS_DEFAULT;
        g_autofree double *xy = g_new (double, 2 * (gsize)f.graph.n);
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_autoptr (GError) error = NULL;
        Watch w = { sizes[s], 0, stop ? 2 : 0, 0, cancellable };

        options.progress = watch;
        options.progress_data = &w;
        g_assert_cmpint (
            ent_layout_stress (&f.graph, &options, xy, cancellable, &error), ==, !stop);
        if (stop)
          {
            g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
            g_assert_cmpuint (w.n_calls, ==, 2);
          }
        else
          g_assert_cmpuint (w.n_calls, >, 2);
        for (guint i = 0; i < 2 * f.graph.n; i++)
          g_assert_true (isfinite (xy[i]));
        g_array_unref (f.edges);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      g_autofree char *path = g_strdup_printf ("/graph/bad/%s", rows[r].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (r), test_bad);
    }
  g_test_add_func ("/graph/bad/pinned at one place", test_pinned);
  g_test_add_func ("/graph/twins", test_twins);
  g_test_add_func ("/graph/pins", test_pins_fit);
  g_test_add_func ("/graph/threads", test_threads);
  g_test_add_func ("/graph/small world", test_small_world);
  g_test_add_func ("/graph/bad/cancelled in the middle", test_cancelled_in_the_middle);
  return g_test_run ();
}
