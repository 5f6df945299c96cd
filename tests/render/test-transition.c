/* Painting the moments between two pictures. */
#include <string.h>

#include "render/transition.h"

#define WIDTH 200
#define HEIGHT 120

static const EntStyle red = { .fill = { 1, 0, 0, 1 } };
static const EntStyle green = { .fill = { 0, 0.6f, 0, 1 } };

static void
disc (EntSceneBuilder *builder, const char *id, double x, double y, const EntStyle *style)
{
  const int item = ent_scene_builder_item (builder, &(EntSceneItem){ .id = id });

  ent_scene_builder_disc (builder, ENT_LAYER_NODE, item, x, y, 10, style);
}

/* One that moves, one that stays, one that is only in this scene. */
static EntScene *
scene (gboolean after)
{
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (WIDTH, HEIGHT, ent_theme_get (ENT_THEME_LIGHT));

  if (after)
    ent_scene_builder_box (
        builder, ENT_LAYER_GROUND, ENT_NO_ITEM, &ENT_RECT (0, 100, WIDTH, 20), 0, &green);
  disc (builder, "moves", after ? 150 : 50, 30, &red);
  disc (builder, "stays", 20, 80, &red);
  disc (builder, after ? "comes" : "leaves", after ? 180 : 100, 80, &green);
  return ent_scene_builder_finish (builder);
}

static cairo_surface_t *
draw (const EntScene *of, EntRenderFlags flags)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (image);

  ent_render_cairo (of, cr, flags | ENT_RENDER_FAST, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

/* How far apart the two are at the pixel where they differ most, 0–255. */
static int
difference (cairo_surface_t *a, cairo_surface_t *b)
{
  const guint8 *p = cairo_image_surface_get_data (a), *q = cairo_image_surface_get_data (b);
  int most = 0;

  for (gsize i = 0; i < (gsize)4 * WIDTH * HEIGHT; i++)
    if (i % 4 != 3)
      most = MAX (most, ABS (p[i] - q[i]));
  return most;
}

static guint32
pixel (cairo_surface_t *image, int x, int y)
{
  const guint32 *row = (const guint32 *)(gpointer)(cairo_image_surface_get_data (image)
                                                   + y * cairo_image_surface_get_stride (image));
  return row[x] & 0xffffff;
}

typedef struct
{
  EntScene *scenes[2];
  cairo_surface_t *grounds[2], *whole[2], *image;
  EntTransition *transition;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  EntTransitionEnd ends[2] = { { 0 } };

  for (guint i = 0; i < 2; i++)
    {
      fixture->scenes[i] = scene (i == 1);
      fixture->grounds[i] = draw (fixture->scenes[i], ENT_RENDER_GROUND);
      fixture->whole[i] = draw (fixture->scenes[i], ENT_RENDER_ALL);
      ends[i] = (EntTransitionEnd){ .scene = fixture->scenes[i], .ground = fixture->grounds[i] };
    }
  fixture->transition = ent_transition_new (&ends[0], &ends[1], 1);
  fixture->image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      ent_scene_unref (fixture->scenes[i]);
      cairo_surface_destroy (fixture->grounds[i]);
      cairo_surface_destroy (fixture->whole[i]);
    }
  cairo_surface_destroy (fixture->image);
  ent_transition_unref (fixture->transition);
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  int width, height;

  ent_transition_size (fixture->transition, &width, &height);
  g_assert_cmpint (width, ==, WIDTH);
  g_assert_cmpint (height, ==, HEIGHT);
  g_assert_cmpfloat (ent_transition_way (fixture->transition), ==, 100);
  for (guint i = 0; i < 2; i++)
    {
      ent_transition_paint (fixture->transition, i, fixture->image);
      g_assert_cmpint (difference (fixture->image, fixture->whole[i]), <=, 2);
    }
}

static void
test_half (Fixture *fixture, gconstpointer data)
{
  const guint32 paper = pixel (fixture->whole[0], 5, 5);

  ent_transition_paint (fixture->transition, 0.5, fixture->image);
  g_assert_cmphex (pixel (fixture->image, 100, 30), ==, 0xff0000);
  g_assert_cmphex (pixel (fixture->image, 50, 30), ==, paper);
  g_assert_cmphex (pixel (fixture->image, 150, 30), ==, paper);
  g_assert_cmphex (pixel (fixture->image, 20, 80), ==, 0xff0000);
  /* the new ground is half there */
  g_assert_cmphex (pixel (fixture->image, 100, 110), !=, paper);
  g_assert_cmphex (pixel (fixture->image, 100, 110), !=, pixel (fixture->whole[1], 100, 110));
}

/* A picture taken on the way, to go on from, looks as the moment does. */
static void
test_frozen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EntScene) frozen = ent_transition_scene (fixture->transition, 0.3);
  cairo_surface_t *ground = ent_transition_ground (fixture->transition, 0.3);
  cairo_t *cr = cairo_create (ground);

  ent_render_cairo (frozen, cr, ENT_RENDER_MARKS | ENT_RENDER_FAST, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (ground);
  ent_transition_paint (fixture->transition, 0.3, fixture->image);
  g_assert_cmpint (difference (fixture->image, ground), <=, 3);
  cairo_surface_destroy (ground);
}

/* What a selection changes is part of a scene that goes on its way. */
static void
test_emphasis (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);
  const EntEmphasis emphasis = { .selected = selected };
  cairo_surface_t *with = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);

  g_hash_table_add (selected, (gpointer)g_intern_static_string ("stays"));
  cairo_t *cr = cairo_create (with);
  ent_render_cairo (fixture->scenes[0], cr, ENT_RENDER_ALL | ENT_RENDER_FAST, &emphasis);
  cairo_destroy (cr);
  cairo_surface_flush (with);
  g_autoptr (EntScene) baked = ent_scene_with_emphasis (fixture->scenes[0], &emphasis);
  cairo_surface_t *without = draw (baked, ENT_RENDER_ALL);
  g_assert_cmpint (difference (with, fixture->whole[0]), >, 50);
  g_assert_cmpint (difference (with, without), ==, 0);
  cairo_surface_destroy (with);
  cairo_surface_destroy (without);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)
  ADD ("/transition/ends", test_ends);
  ADD ("/transition/half", test_half);
  ADD ("/transition/frozen", test_frozen);
  ADD ("/transition/emphasis", test_emphasis);
  return g_test_run ();
}
