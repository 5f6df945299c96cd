#include "graph/layout-layered.h"

#include <math.h>

/* Up to 16 boxes of 60 × 20, 10 apart, layers 30 apart. */
static EntLayeredLayout *
lay_out (guint n, const EntLayeredEdge *edges, guint n_edges)
{
  static double width[16], height[16];

  for (guint i = 0; i < 16; i++)
    {
      width[i] = 60;
      height[i] = 20;
    }
  EntLayeredGraph graph = { .n = n,
                            .width = width,
                            .height = height,
                            .n_edges = n_edges,
                            .edges = edges,
                            .node_gap = 10,
                            .layer_gap = 30 };
  return ent_layout_layered (&graph);
}

static void
assert_apart (const EntLayeredLayout *layout)
{
  for (guint i = 0; i < layout->n; i++)
    {
      g_assert_cmpfloat (layout->centre[i].x, >=, 30 - 1e-6);
      g_assert_cmpfloat (layout->centre[i].x, <=, layout->width - 30 + 1e-6);
      for (guint j = 0; j < i; j++)
        if (layout->layer[i] == layout->layer[j])
          g_assert_cmpfloat (fabs (layout->centre[i].x - layout->centre[j].x), >=, 70 - 1e-6);
    }
}

static void
test_chain (void)
{
  const EntLayeredEdge edges[] = { { 0, 1 }, { 1, 2 }, { 0, 2 } };
  g_autoptr (EntLayeredLayout) layout = lay_out (3, edges, 3);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (layout->layer[i], ==, i);
  g_assert_cmpfloat_with_epsilon (layout->centre[1].y - layout->centre[0].y, 50, 1e-9);
  /* the long edge bends round the box between its ends */
  g_assert_cmpuint (layout->n_bends[2], ==, 1);
  g_assert_cmpuint (layout->n_bends[0], ==, 0);
  g_assert_cmpfloat (fabs (layout->bends[2][0].x - layout->centre[1].x), >, 30);
  assert_apart (layout);
}

static void
test_crossings (void)
{
  /* 0→5, 1→4, 2→3 written in an order that crosses, and can be drawn without */
  const EntLayeredEdge edges[] = { { 0, 5 }, { 1, 4 }, { 2, 3 } };
  g_autoptr (EntLayeredLayout) layout = lay_out (6, edges, 3);

  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < i; j++)
      {
        double above = layout->centre[edges[i].from].x - layout->centre[edges[j].from].x;
        double below = layout->centre[edges[i].to].x - layout->centre[edges[j].to].x;
        g_assert_cmpfloat (above * below, >, 0);
      }
  assert_apart (layout);
}

static void
test_cycle (void)
{
  const EntLayeredEdge edges[] = { { 0, 1 }, { 1, 2 }, { 2, 0 }, { 1, 1 } };
  g_autoptr (EntLayeredLayout) layout = lay_out (3, edges, 4);

  /* the edge that closes the cycle runs upwards, the others down; the loop does no harm */
  g_assert_cmpuint (layout->layer[0], <, layout->layer[1]);
  g_assert_cmpuint (layout->layer[1], <, layout->layer[2]);
  g_assert_cmpuint (layout->n_bends[2], ==, 1);
  assert_apart (layout);
}

static void
test_source_sinks (void)
{
  /* 3 has no cause and acts on the last: it stands just above it, not at the top */
  const EntLayeredEdge edges[] = { { 0, 1 }, { 1, 2 }, { 3, 2 } };
  g_autoptr (EntLayeredLayout) layout = lay_out (4, edges, 3);

  g_assert_cmpuint (layout->layer[3], ==, 1);
}

static void
test_small (void)
{
  for (guint n = 0; n <= 1; n++)
    {
      g_autoptr (EntLayeredLayout) layout = lay_out (n, NULL, 0);
      g_assert_cmpuint (layout->n_layers, ==, n);
      g_assert_cmpfloat (layout->width, ==, 60.0 * n);
    }
}

static void
test_deterministic (void)
{
  EntLayeredEdge edges[30];
  for (guint i = 0; i < 30; i++)
    edges[i] = (EntLayeredEdge){ (i * 7) % 16, (i * 11 + 3) % 16 };
  g_autoptr (EntLayeredLayout) a = lay_out (16, edges, 30);
  g_autoptr (EntLayeredLayout) b = lay_out (16, edges, 30);

  for (guint i = 0; i < 16; i++)
    {
      g_assert_cmpfloat (a->centre[i].x, ==, b->centre[i].x);
      g_assert_cmpfloat (a->centre[i].y, ==, b->centre[i].y);
    }
  assert_apart (a);
}

/* Rows break where they would get too wide, and links still lead down. */
static void
test_max_width (void)
{
  const EntLayeredEdge edges[] = { { 0, 1 }, { 0, 2 }, { 0, 3 }, { 0, 4 }, { 0, 5 }, { 3, 6 } };
  double width[] = { 60, 60, 60, 60, 60, 60, 60 };
  guint boxes[7] = { 0 };
  EntLayeredGraph graph = { .n = 7,
                            .width = width,
                            .height = width,
                            .n_edges = G_N_ELEMENTS (edges),
                            .edges = edges,
                            .node_gap = 10,
                            .layer_gap = 30,
                            .max_width = 130 };
  g_autoptr (EntLayeredLayout) layout = ent_layout_layered (&graph);

  for (guint i = 0; i < graph.n; i++)
    g_assert_cmpuint (++boxes[layout->layer[i]], <=, 2);
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    g_assert_cmpuint (layout->layer[edges[i].from], <, layout->layer[edges[i].to]);
  assert_apart (layout);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/layered/chain", test_chain);
  g_test_add_func ("/graph/layered/crossings", test_crossings);
  g_test_add_func ("/graph/layered/cycle", test_cycle);
  g_test_add_func ("/graph/layered/source-sinks", test_source_sinks);
  g_test_add_func ("/graph/layered/small", test_small);
  g_test_add_func ("/graph/layered/max-width", test_max_width);
  g_test_add_func ("/graph/layered/deterministic", test_deterministic);
  return g_test_run ();
}
