/* From one scene to another, mark by mark. */
#include <math.h>
#include <string.h>

#include "scene/morph.h"

#define PLANE (ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y)

static const EntStyle red = { .fill = { 1, 0, 0, 1 }, .stroke = { 0, 0, 0, 1 }, .stroke_width = 1 };
static const EntStyle blue = { .fill = { 0, 0, 1, 1 } };
static const EntStyle pen = { .stroke = { 0, 0, 0, 1 }, .stroke_width = 2 };
static const EntTextStyle letters = { .size = 10, .weight = 400 };

static int
item (EntSceneBuilder *builder, const char *id)
{
  return ent_scene_builder_item (builder, &(EntSceneItem){ .id = id });
}

static void
disc (EntSceneBuilder *builder, const char *id, double x, double y, double radius)
{
  ent_scene_builder_disc (builder,
                          ENT_LAYER_NODE,
                          item (builder, id),
                          x,
                          y,
                          radius,
                          g_str_equal (id, "c") ? &blue : &red);
}

static void
text (EntSceneBuilder *builder, const char *id, double x, double y, const char *string)
{
  ent_scene_builder_text (builder,
                          ENT_LAYER_LABEL,
                          id != NULL ? item (builder, id) : ENT_NO_ITEM,
                          x,
                          y,
                          string,
                          &letters,
                          (EntColour){ 0, 0, 0, 1 },
                          NULL);
}

/* A line of so many points from one place to another, with a bend in it. */
static void
line (EntSceneBuilder *builder, const char *id, EntPoint from, EntPoint to, guint n)
{
  EntPath *path = ent_path_new ();

  ent_path_move_to (path, from.x, from.y);
  for (guint i = 1; i < n; i++)
    {
      const double t = (double)i / n;
      ent_path_line_to (
          path, from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t + 20 * t * (1 - t));
    }
  ent_path_line_to (path, to.x, to.y);
  ent_scene_builder_path (builder, ENT_LAYER_LINE, item (builder, id), path, &pen);
}

static EntSceneBuilder *
new_builder (void)
{
  EntSceneBuilder *builder = ent_scene_builder_new (400, 300, ent_theme_get (ENT_THEME_LIGHT));

  ent_scene_builder_set_camera (builder, ENT_CAMERA_FIT, &ENT_RECT (0, 0, 400, 300), PLANE);
  return builder;
}

static void
ground (EntSceneBuilder *builder, double width)
{
  ent_scene_builder_box (
      builder, ENT_LAYER_GROUND, ENT_NO_ITEM, &ENT_RECT (0, 0, width, 300), 0, &blue);
}

/* Two networks of which neither is the other moved: a goes, b stays, c only before, d only after,
 * a line of two makes, words that change, an axis. */
static EntScene *
before (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder ();

  ground (builder, 100);
  line (builder, "l", (EntPoint){ 100, 100 }, (EntPoint){ 300, 100 }, 1);
  disc (builder, "a", 100, 100, 10);
  disc (builder, "b", 300, 100, 10);
  disc (builder, "c", 200, 200, 5);
  text (builder, "a", 90, 80, "Alpha");
  text (builder, "b", 290, 80, "Beta");
  text (builder, NULL, 10, 290, "2019");
  return ent_scene_builder_finish (builder);
}

static EntScene *
after (void)
{
  g_autoptr (EntSceneBuilder) builder = new_builder ();

  ground (builder, 200);
  line (builder, "l", (EntPoint){ 200, 50 }, (EntPoint){ 300, 100 }, 6);
  disc (builder, "d", 50, 250, 5);
  disc (builder, "b", 300, 100, 10);
  disc (builder, "a", 200, 50, 20);
  text (builder, "a", 190, 20, "Alpha");
  text (builder, "b", 290, 80, "B");
  text (builder, NULL, 10, 290, "2019");
  return ent_scene_builder_finish (builder);
}

static void
assert_same_mark (const EntScene *s, const EntMark *p, const EntScene *t, const EntMark *q)
{
  g_assert_cmpint (p->kind, ==, q->kind);
  g_assert_cmpint (p->layer, ==, q->layer);
  g_assert_cmpstr (p->item == ENT_NO_ITEM ? NULL : ent_scene_item (s, (guint)p->item)->id,
                   ==,
                   q->item == ENT_NO_ITEM ? NULL : ent_scene_item (t, (guint)q->item)->id);
  g_assert_cmpmem (&p->bounds, sizeof p->bounds, &q->bounds, sizeof q->bounds);
  g_assert_cmpmem (&p->style.fill, sizeof (EntColour), &q->style.fill, sizeof (EntColour));
  g_assert_cmpmem (&p->style.stroke, sizeof (EntColour), &q->style.stroke, sizeof (EntColour));
  g_assert_cmpint (p->clip == NULL, ==, q->clip == NULL);
  if (p->kind == ENT_MARK_PATH)
    g_assert_cmpmem (p->path->points,
                     p->path->n_points * sizeof (EntPoint),
                     q->path->points,
                     q->path->n_points * sizeof (EntPoint));
  if (p->kind == ENT_MARK_TEXT)
    g_assert_cmpstr (p->text.string, ==, q->text.string);
}

static void
assert_same (const EntScene *a, const EntScene *b)
{
  g_assert_cmpuint (ent_scene_n_marks (a), ==, ent_scene_n_marks (b));
  for (guint i = 0; i < ent_scene_n_marks (a); i++)
    assert_same_mark (a, ent_scene_mark (a, i), b, ent_scene_mark (b, i));
}

/* The only mark of an item and a kind; NULL if there is none. */
static const EntMark *
find (const EntScene *scene, const char *id, EntMarkKind kind)
{
  const EntMark *found = NULL;
  const int index = ent_scene_find_item (scene, id);

  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item != index || mark->kind != kind)
        continue;
      g_assert_null (found);
      found = mark;
    }
  return found;
}

static void
test_ends (void)
{
  g_autoptr (EntScene) a = before (), b = after ();
  g_autoptr (EntMorph) morph = ent_morph_new (a, b);
  g_autoptr (EntScene) first = ent_morph_scene (morph, 0, ENT_MORPH_ALL);
  g_autoptr (EntScene) last = ent_morph_scene (morph, 1, ENT_MORPH_ALL);

  g_assert_false (ent_morph_flies (morph));
  assert_same (first, a);
  assert_same (last, b);
}

static void
test_half (void)
{
  g_autoptr (EntScene) a = before (), b = after ();
  g_autoptr (EntMorph) morph = ent_morph_new (a, b);
  g_autoptr (EntScene) half = ent_morph_scene (morph, 0.5, ENT_MORPH_ALL);
  const EntMark *mark = find (half, "a", ENT_MARK_DISC);

  g_assert_cmpfloat_with_epsilon (ent_morph_way (morph), hypot (100, 50), 1e-9);
  g_assert_cmpfloat_with_epsilon (mark->disc.cx, 150, 1e-9);
  g_assert_cmpfloat_with_epsilon (mark->disc.cy, 75, 1e-9);
  g_assert_cmpfloat_with_epsilon (mark->disc.radius, 15, 1e-9);
  g_assert_cmpfloat_with_epsilon (mark->bounds.x, 150 - 15.5, 1e-9);
  mark = find (half, "a", ENT_MARK_TEXT);
  g_assert_cmpstr (mark->text.string, ==, "Alpha");
  g_assert_cmpfloat_with_epsilon (mark->text.x, 140, 1e-9);
  g_assert_cmpfloat_with_epsilon (mark->text.y, 50, 1e-9);
  /* a line of another make: its ends are half-way, whatever lies between */
  mark = find (half, "l", ENT_MARK_PATH);
  g_assert_cmpfloat_with_epsilon (mark->path->points[0].x, 150, 1e-6);
  g_assert_cmpfloat_with_epsilon (mark->path->points[mark->path->n_points - 1].y, 100, 1e-6);
}

/* What only one of them has fades where it is; words that change are both there, half. */
static void
test_fades (void)
{
  g_autoptr (EntScene) a = before (), b = after ();
  g_autoptr (EntMorph) morph = ent_morph_new (a, b);
  double opacity = 1;

  for (double t = 0.1; t < 1; t += 0.1)
    {
      g_autoptr (EntScene) scene = ent_morph_scene (morph, t, ENT_MORPH_ALL);
      const EntMark *gone = find (scene, "c", ENT_MARK_DISC),
                    *come = find (scene, "d", ENT_MARK_DISC);
      const double left = gone != NULL ? gone->style.fill.a : 0;
      g_assert_cmpfloat (left, <=, opacity);
      opacity = left;
      g_assert_cmpfloat_with_epsilon (left, ent_morph_leaving (t), 1e-6);
      g_assert_cmpfloat_with_epsilon (
          come != NULL ? come->style.fill.a : 0, ent_morph_coming (t), 1e-6);
      g_assert_true (gone == NULL || gone->disc.cx == 200);
    }
  g_autoptr (EntScene) half = ent_morph_scene (morph, 0.5, ENT_MORPH_ALL);
  guint n = 0;
  for (guint i = 0; i < ent_scene_n_marks (half); i++)
    {
      const EntMark *mark = ent_scene_mark (half, i);
      if (mark->kind != ENT_MARK_TEXT || mark->text.string[0] != 'B')
        continue;
      n++;
      g_assert_cmpfloat (mark->text.colour.a, >, 0);
      g_assert_cmpfloat (mark->text.colour.a, <, 0.5);
    }
  g_assert_cmpuint (n, ==, 2);
}

static void
test_parts (void)
{
  g_autoptr (EntScene) a = before (), b = after ();
  g_autoptr (EntMorph) morph = ent_morph_new (a, b);
  guint n = 0;

  for (guint part = 1; part < ENT_MORPH_ALL; part <<= 1)
    {
      g_autoptr (EntScene) scene = ent_morph_scene (morph, 0.5, part);
      n += ent_scene_n_marks (scene);
    }
  g_autoptr (EntScene) all = ent_morph_scene (morph, 0.5, ENT_MORPH_ALL);
  g_assert_cmpuint (n, ==, ent_scene_n_marks (all));
  g_autoptr (EntScene) still = ent_morph_scene (morph, 0.5, ENT_MORPH_STILL);
  g_assert_nonnull (find (still, "b", ENT_MARK_DISC));
  g_assert_cmpuint (ent_scene_n_marks (still), ==, 2); /* and the axis */
  g_assert_false (ent_morph_has (morph, ENT_MORPH_UNDER));
}

static gboolean
is_finite_rect (const EntRect *r)
{
  return isfinite (r->x) && isfinite (r->y) && isfinite (r->width) && isfinite (r->height);
}

static void
assert_finite (const EntScene *scene)
{
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      g_assert_true (is_finite_rect (&mark->bounds));
      g_assert_true (mark->style.fill.a >= 0 && mark->style.fill.a <= 1);
      for (gsize k = 0; mark->kind == ENT_MARK_PATH && k < mark->path->n_points; k++)
        g_assert_true (isfinite (mark->path->points[k].x) && isfinite (mark->path->points[k].y));
    }
}

/* Degenerate ones: nothing at all, a line without length, everything in one place. */
static void
test_finite (void)
{
  EntScene *scenes[4] = { before (), after () };
  g_autoptr (EntSceneBuilder) builder = new_builder ();

  scenes[2] = ent_scene_builder_finish (builder);
  for (guint i = 0; i < 3; i++)
    disc (builder, (const char *[]){ "a", "b", "c" }[i], 0, 0, 0);
  line (builder, "l", (EntPoint){ 5, 5 }, (EntPoint){ 5, 5 }, 1);
  scenes[3] = ent_scene_builder_finish (builder);
  for (guint i = 0; i < 16; i++)
    {
      g_autoptr (EntMorph) morph = ent_morph_new (scenes[i / 4], scenes[i % 4]);
      for (guint k = 0; k <= 10; k++)
        {
          g_autoptr (EntScene) scene = ent_morph_scene (morph, k / 10.0, ENT_MORPH_ALL);
          assert_finite (scene);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    ent_scene_unref (scenes[i]);
}

/* A change in the midst of another goes on from where the marks are. */
static void
test_interrupted (void)
{
  g_autoptr (EntScene) a = before (), b = after ();
  g_autoptr (EntMorph) morph = ent_morph_new (a, b);
  g_autoptr (EntScene) midst = ent_morph_scene (morph, 0.4, ENT_MORPH_ALL);
  g_autoptr (EntMorph) back = ent_morph_new (midst, a);
  g_autoptr (EntScene) first = ent_morph_scene (back, 0, ENT_MORPH_ALL);
  g_autoptr (EntScene) next = ent_morph_scene (back, 1e-3, ENT_MORPH_ALL);
  g_autoptr (EntScene) last = ent_morph_scene (back, 1, ENT_MORPH_ALL);

  assert_same (first, midst);
  assert_same (last, a);
  const EntMark *was = find (midst, "a", ENT_MARK_DISC), *is = find (next, "a", ENT_MARK_DISC);
  g_assert_cmpfloat_with_epsilon (is->disc.cx, was->disc.cx, 0.01);
  g_assert_cmpfloat (is->disc.cx, !=, was->disc.cx);
  g_clear_pointer (&morph, ent_morph_free);
  g_clear_pointer (&a, ent_scene_unref);
  g_clear_pointer (&b, ent_scene_unref);
  assert_finite (midst); /* it owns what its marks point to */
}

static EntScene *
seen_from (double scale, double x, double y)
{
  g_autoptr (EntSceneBuilder) builder = new_builder ();
  static const EntPoint places[] = { { 50, 60 }, { 350, 90 }, { 220, 250 }, { 180, 140 } };
  static const char *const ids[] = { "a", "b", "c", "d" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    disc (builder, ids[i], scale * places[i].x + x, scale * places[i].y + y, 6);
  ent_scene_builder_box (
      builder, ENT_LAYER_FRAME, ENT_NO_ITEM, &ENT_RECT (5, 5, 50, 4), 0, &red); /* a scale bar */
  return ent_scene_builder_finish (builder);
}

/* The same places from elsewhere: the camera flies, and all marks with it. */
static void
test_flight (void)
{
  g_autoptr (EntScene) a = seen_from (1, 0, 0), b = seen_from (4, -500, -300);
  g_autoptr (EntMorph) morph = ent_morph_new (a, b);
  g_autoptr (EntScene) first = ent_morph_scene (morph, 0, ENT_MORPH_ALL);
  g_autoptr (EntScene) last = ent_morph_scene (morph, 1, ENT_MORPH_ALL);

  g_assert_true (ent_morph_flies (morph));
  assert_same (first, a);
  assert_same (last, b);
  const EntPlacement end = ent_morph_from (morph, 1 - 1e-12);
  g_assert_cmpfloat_with_epsilon (end.scale, 4, 1e-3);
  g_assert_cmpfloat_with_epsilon (end.x, -500, 0.1);
  g_assert_cmpfloat_with_epsilon (end.y, -300, 0.1);
  for (double t = 0.1; t < 1; t += 0.1)
    {
      const EntPlacement from = ent_morph_from (morph, t), to = ent_morph_to (morph, t);
      g_autoptr (EntScene) scene = ent_morph_scene (morph, t, ENT_MORPH_ALL);
      const EntMark *mark = find (scene, "c", ENT_MARK_DISC);
      g_assert_cmpfloat_with_epsilon (from.scale, 4 * to.scale, 1e-9);
      g_assert_cmpfloat_with_epsilon (mark->disc.cx, from.scale * 220 + from.x, 1e-6);
      g_assert_cmpfloat_with_epsilon (mark->disc.cy, from.scale * 250 + from.y, 1e-6);
      g_assert_cmpfloat (mark->disc.radius, ==, 6);
      g_autoptr (EntScene) still = ent_morph_scene (morph, t, ENT_MORPH_STILL);
      g_assert_cmpuint (ent_scene_n_marks (still), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/morph/ends", test_ends);
  g_test_add_func ("/morph/half", test_half);
  g_test_add_func ("/morph/fades", test_fades);
  g_test_add_func ("/morph/parts", test_parts);
  g_test_add_func ("/morph/finite", test_finite);
  g_test_add_func ("/morph/interrupted", test_interrupted);
  g_test_add_func ("/morph/flight", test_flight);
  return g_test_run ();
}
