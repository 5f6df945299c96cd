/* How far a camera may go, and what it shows meanwhile. */
#include "widgets/canvas-camera.h"

static const EntRect FRAME = { 100, 50, 800, 400 };

static EntLens
map_lens (EntCamera camera)
{
  return (EntLens){ .camera = camera,
                    .frame = FRAME,
                    .content = FRAME,
                    .flags = ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y };
}

/* A table three times as high as its frame. */
static EntLens
table_lens (void)
{
  return (EntLens){ .camera = ENT_CAMERA_FIT,
                    .frame = FRAME,
                    .content = ENT_RECT (100, 50, 800, 1200),
                    .flags = ENT_MOVES_Y };
}

static void
near (double value, double expected)
{
  g_assert_cmpfloat_with_epsilon (value, expected, 1e-6);
}

static void
test_same_camera (void)
{
  const EntLens lens = map_lens ((EntCamera){ 2, 0.1, -0.2 });
  const EntCanvasMap map = ent_lens_map (&lens, lens.camera);
  const EntPoint p = ent_canvas_map_point (&map, 333, 77);

  near (p.x, 333);
  near (p.y, 77);
}

static void
test_zoom_keeps_point (void)
{
  const struct
  {
    EntCamera from;
    double factor, x, y;
  } cases[] = {
    { { 1, 0, 0 }, 2, 500, 250 },
    { { 1, 0, 0 }, 1.15, 300, 120 },
    { { 3, 0.2, -0.1 }, 0.5, 700, 400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntLens lens = map_lens (cases[i].from);
      const EntCamera to
          = ent_lens_zoom_at (&lens, cases[i].from, cases[i].factor, cases[i].x, cases[i].y);
      const EntCanvasMap map = ent_lens_map (&lens, to);
      const EntPoint p = ent_canvas_map_point (&map, cases[i].x, cases[i].y);

      near (to.zoom, cases[i].from.zoom * cases[i].factor);
      near (p.x, cases[i].x);
      near (p.y, cases[i].y);
      const EntPoint back = ent_canvas_map_back (&map, p.x, p.y);
      near (back.x, cases[i].x);
      near (back.y, cases[i].y);
    }
}

static void
test_pan (void)
{
  const EntLens lens = map_lens (ENT_CAMERA_FIT);
  const EntCamera to = ent_lens_pan (&lens, ENT_CAMERA_FIT, 80, -40);
  const EntCanvasMap map = ent_lens_map (&lens, to);
  const EntPoint p = ent_canvas_map_point (&map, 500, 250);

  near (p.x, 580);
  near (p.y, 210);
  near (to.x, 0.1);
}

/* However far it is dragged, a quarter of the frame's width still shows content. */
static void
test_content_stays_in_sight (void)
{
  const EntLens lens = map_lens (ENT_CAMERA_FIT);
  const struct
  {
    double dx, dy;
  } drags[] = { { 1e6, 0 }, { -1e6, 0 }, { 0, 1e6 }, { 0, -1e6 }, { 1e6, -1e6 } };
  const EntRect middle = ent_rect_inset (&FRAME, FRAME.width * 0.24, FRAME.height * 0.24);

  for (guint i = 0; i < G_N_ELEMENTS (drags); i++)
    {
      const EntCamera to = ent_lens_pan (&lens, ENT_CAMERA_FIT, drags[i].dx, drags[i].dy);
      const EntCanvasMap map = ent_lens_map (&lens, to);
      const EntRect shown = ent_canvas_map_rect (&map, &lens.content);
      g_assert_true (ent_rect_intersects (&shown, &middle));
    }
}

static void
test_zoom_limits (void)
{
  const EntLens lens = map_lens (ENT_CAMERA_FIT);

  near (ent_lens_zoom_at (&lens, ENT_CAMERA_FIT, 1e9, 500, 250).zoom, ENT_ZOOM_MAX);
  near (ent_lens_zoom_at (&lens, ENT_CAMERA_FIT, 1e-9, 500, 250).zoom, ENT_ZOOM_MIN);
}

/* A table scrolls from its first row to its last, and no further, and never sideways. */
static void
test_table_scrolls (void)
{
  const EntLens lens = table_lens ();
  EntCamera to = ent_lens_pan (&lens, ENT_CAMERA_FIT, 50, 70);

  near (to.x, 0);
  near (to.y, 0);
  to = ent_lens_pan (&lens, ENT_CAMERA_FIT, 0, -1e6);
  const EntCanvasMap map = ent_lens_map (&lens, to);
  const EntRect shown = ent_canvas_map_rect (&map, &lens.content);
  near (shown.y + shown.height, FRAME.y + FRAME.height);
  near (ent_lens_zoom_at (&lens, ENT_CAMERA_FIT, 4, 300, 100).x, 0);
  near (ent_lens_limit (&lens, (EntCamera){ 5, 0, 0 }).zoom, 1);
}

/* So does one whose text grows; a map's wheel grows it, a table's scrolls it. */
static void
test_scrolls (void)
{
  const struct
  {
    EntSceneFlags flags;
    gboolean scrolls;
  } cases[] = {
    { ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y, FALSE },
    { ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y, TRUE },
    { ENT_MOVES_X | ENT_ZOOMS_X | ENT_MOVES_Y, TRUE },
    { ENT_MOVES_Y, TRUE },
    { ENT_MOVES_X | ENT_ZOOMS_X, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntLens lens = table_lens ();
      lens.flags = cases[i].flags;
      g_assert_cmpint (ent_lens_scrolls (&lens), ==, cases[i].scrolls);
      if (!cases[i].scrolls)
        continue;
      const EntCamera to = ent_lens_pan (&lens, ENT_CAMERA_FIT, 0, -1e6);
      near (to.y, -(lens.content.height - FRAME.height) / FRAME.height);
    }
}

static void
test_short_table_stays (void)
{
  EntLens lens = table_lens ();

  lens.content.height = 100;
  near (ent_lens_pan (&lens, ENT_CAMERA_FIT, 0, -300).y, 0);
  near (ent_lens_pan (&lens, ENT_CAMERA_FIT, 0, 300).y, 0);
}

static void
test_show (void)
{
  const EntLens lens = map_lens (ENT_CAMERA_FIT);
  const EntRect inside = ENT_RECT (400, 200, 40, 40), right = ENT_RECT (1000, 200, 40, 40);
  EntCamera to = ent_lens_show (&lens, ENT_CAMERA_FIT, &inside);

  near (to.x, 0);
  to = ent_lens_show (&lens, ENT_CAMERA_FIT, &right);
  const EntCanvasMap map = ent_lens_map (&lens, to);
  const EntRect shown = ent_canvas_map_rect (&map, &right);
  g_assert_cmpfloat (shown.x + shown.width, <=, FRAME.x + FRAME.width);
  g_assert_cmpfloat (shown.x, >, FRAME.x);
  near (to.y, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/canvas-camera/same-camera", test_same_camera);
  g_test_add_func ("/canvas-camera/zoom-keeps-point", test_zoom_keeps_point);
  g_test_add_func ("/canvas-camera/pan", test_pan);
  g_test_add_func ("/canvas-camera/content-stays-in-sight", test_content_stays_in_sight);
  g_test_add_func ("/canvas-camera/zoom-limits", test_zoom_limits);
  g_test_add_func ("/canvas-camera/table-scrolls", test_table_scrolls);
  g_test_add_func ("/canvas-camera/scrolls", test_scrolls);
  g_test_add_func ("/canvas-camera/short-table-stays", test_short_table_stays);
  g_test_add_func ("/canvas-camera/show", test_show);
  return g_test_run ();
}
