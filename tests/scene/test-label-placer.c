#include <math.h>
#include <string.h>

#include "scene/label-placer.h"

#define N_DISCS 120
#define N_LINES 40

static const EntRect frame = ENT_RECT (20, 10, 700, 480);

typedef struct
{
  EntPoint middle;
  double radius;
} Disc;

typedef struct
{
  Disc discs[N_DISCS];
  EntPath *lines[N_LINES];
  EntRect legend;
  EntScene *scene;
  guint left_out;
} Random;

static double
pick (GRand *rand, double low, double high)
{
  return g_rand_double_range (rand, low, high);
}

static const char *const names[][3] = {
  { "United Kingdom of Great Britain", "United Kingdom", "GBR" },
  { "Japan", "JPN", NULL },
  { "大韩民国", "韩国", NULL },
  { "Republic of the Philippines", "Philippines", "PHL" },
  { "北大西洋公约组织", "北约", NULL },
};

static void
add_lines (Random *r, GRand *rand, EntLabelPlacer *placer)
{
  for (guint i = 0; i < N_LINES; i++)
    {
      const Disc *a = &r->discs[g_rand_int_range (rand, 0, N_DISCS)];
      const Disc *b = &r->discs[g_rand_int_range (rand, 0, N_DISCS)];
      r->lines[i] = ent_path_new ();
      ent_path_move_to (r->lines[i], a->middle.x + a->radius, a->middle.y);
      ent_path_curve_to (r->lines[i],
                         pick (rand, 20, 700),
                         pick (rand, 10, 480),
                         b->middle.x,
                         a->middle.y,
                         pick (rand, 20, 700),
                         pick (rand, 10, 480));
      ent_label_placer_avoid_path (placer, r->lines[i], 1);
    }
}

static void
add_label (EntLabelPlacer *placer, GRand *rand, const Disc *disc, int item)
{
  const char *const *forms = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];
  ent_label_placer_add (
      placer,
      &(EntLabel){ .item = item,
                   .forms = { forms[0], forms[1], forms[2] },
                   .second = g_rand_boolean (rand) ? "2024-07" : NULL,
                   .style = { .size = pick (rand, 8, 12), .weight = 600, .lang = "zh-Hans" },
                   .x = disc->middle.x,
                   .y = disc->middle.y,
                   .radius = disc->radius,
                   .mode = (EntPlaceMode)g_rand_int_range (rand, 0, 3),
                   .priority = pick (rand, 0, 1),
                   .required = g_rand_int_range (rand, 0, 12) == 0 });
}

static Random *
make_random (guint32 seed)
{
  Random *r = g_new0 (Random, 1);
  GRand *rand = g_rand_new_with_seed (seed);
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&frame);
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (740, 500, ent_theme_get (ENT_THEME_LIGHT));
  r->legend = ENT_RECT (540, 330, 170, 150);
  ent_label_placer_block_rect (placer, &r->legend);
  for (guint i = 0; i < N_DISCS; i++)
    {
      r->discs[i] = (Disc){ { pick (rand, 20, 720), pick (rand, 10, 490) }, pick (rand, 2, 14) };
      ent_label_placer_block_disc (
          placer, r->discs[i].middle.x, r->discs[i].middle.y, r->discs[i].radius);
    }
  add_lines (r, rand, placer);
  for (guint i = 0; i < N_DISCS; i++)
    {
      g_autofree char *id = g_strdup_printf ("actor:%u", i);
      int item = ent_scene_builder_item (builder, &(EntSceneItem){ .id = id });
      add_label (placer, rand, &r->discs[i], item);
    }
  r->left_out = ent_label_placer_run (placer, builder);
  r->scene = ent_scene_builder_finish (builder);
  g_rand_free (rand);
  return r;
}

static void
free_random (Random *r)
{
  for (guint i = 0; i < N_LINES; i++)
    ent_path_free (r->lines[i]);
  ent_scene_unref (r->scene);
  g_free (r);
}

/* More than a common edge. */
static gboolean
overlap (const EntRect *a, const EntRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static double
distance (const EntRect *box, EntPoint p)
{
  double dx = MAX (MAX (box->x - p.x, p.x - box->x - box->width), 0);
  double dy = MAX (MAX (box->y - p.y, p.y - box->y - box->height), 0);
  return hypot (dx, dy);
}

static void
check_box (const Random *r, const EntRect *box)
{
  g_assert_cmpfloat (box->x, >=, frame.x);
  g_assert_cmpfloat (box->y, >=, frame.y);
  g_assert_cmpfloat (box->x + box->width, <=, frame.x + frame.width);
  g_assert_cmpfloat (box->y + box->height, <=, frame.y + frame.height);
  g_assert_false (overlap (box, &r->legend));
  for (guint i = 0; i < N_DISCS; i++)
    g_assert_cmpfloat (distance (box, r->discs[i].middle), >=, r->discs[i].radius);
  for (guint i = 0; i < N_LINES; i++)
    {
      const EntPath *line = r->lines[i];
      g_assert_cmpfloat (distance (box, line->points[0]), >, 1);
      g_assert_cmpfloat (distance (box, line->points[line->n_points - 1]), >, 1);
    }
}

static void
test_no_overlap (void)
{
  for (guint32 seed = 1; seed <= 25; seed++)
    {
      Random *r = make_random (seed);
      guint n_texts = 0, n_marks = ent_scene_n_marks (r->scene);
      for (guint i = 0; i < n_marks; i++)
        {
          const EntMark *mark = ent_scene_mark (r->scene, i);
          if (mark->kind != ENT_MARK_TEXT)
            continue;
          n_texts++;
          check_box (r, &mark->bounds);
          for (guint k = i + 1; k < n_marks; k++)
            {
              const EntMark *other = ent_scene_mark (r->scene, k);
              if (other->kind == ENT_MARK_TEXT)
                g_assert_false (overlap (&mark->bounds, &other->bounds));
            }
        }
      g_assert_cmpuint (n_texts, >, 40);
      free_random (r);
    }
}

/* Leader lines lead to their label past everything that must not be covered. */
static void
test_leader_lines (void)
{
  guint n_leaders = 0;
  for (guint32 seed = 1; seed <= 10; seed++)
    {
      Random *r = make_random (seed);
      for (guint i = 0; i < ent_scene_n_marks (r->scene); i++)
        {
          const EntMark *mark = ent_scene_mark (r->scene, i);
          if (mark->kind != ENT_MARK_PATH)
            continue;
          n_leaders++;
          const EntMark *label = ent_scene_mark (r->scene, i + 1);
          g_assert_cmpint (label->kind, ==, ENT_MARK_TEXT);
          g_assert_cmpint (label->item, ==, mark->item);
          EntPoint end = mark->path->points[1];
          EntRect near = label->bounds;
          if (i + 2 < ent_scene_n_marks (r->scene)
              && ent_scene_mark (r->scene, i + 2)->item == label->item)
            near = ent_rect_union (&near, &ent_scene_mark (r->scene, i + 2)->bounds);
          near = ent_rect_inset (&near, -2.1, -1.6);
          g_assert_true (ent_rect_contains (&near, end.x, end.y));
        }
      free_random (r);
    }
  g_assert_cmpuint (n_leaders, >, 5);
}

/* No label lies on the leader line of another. */
static void
test_leaders_kept_free (void)
{
  for (guint32 seed = 1; seed <= 10; seed++)
    {
      Random *r = make_random (seed);
      guint n_marks = ent_scene_n_marks (r->scene);
      for (guint i = 0; i < n_marks; i++)
        {
          const EntMark *line = ent_scene_mark (r->scene, i);
          for (guint k = 0; k < n_marks && line->kind == ENT_MARK_PATH; k++)
            {
              const EntMark *text = ent_scene_mark (r->scene, k);
              EntPoint a = line->path->points[0], b = line->path->points[1];
              for (guint step = 0;
                   text->kind == ENT_MARK_TEXT && text->item != line->item && step <= 20;
                   step++)
                g_assert_false (ent_rect_contains (
                    &text->bounds, a.x + step * (b.x - a.x) / 20, a.y + step * (b.y - a.y) / 20));
            }
        }
      free_random (r);
    }
}

static void
test_deterministic (void)
{
  Random *a = make_random (7), *b = make_random (7);
  g_autofree char *first = ent_scene_dump (a->scene), *second = ent_scene_dump (b->scene);
  g_assert_cmpstr (first, ==, second);
  free_random (a);
  free_random (b);
}

static const EntTextStyle style = { .size = 10, .lang = "en" };

static EntScene *
place (EntLabelPlacer *placer, guint *left_out)
{
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (740, 500, ent_theme_get (ENT_THEME_LIGHT));
  *left_out = ent_label_placer_run (placer, builder);
  return ent_scene_builder_finish (builder);
}

/* What is written where the room is as wide as the number says. */
static void
test_forms (void)
{
  static const struct
  {
    double width, height;
    const char *first, *second;
  } cases[] = {
    { 200, 60, "Republic of Korea", "2024" },
    { 200, 15, "Republic of Korea", NULL },
    { 60, 15, "S. Korea", NULL },
    { 30, 15, "KOR", NULL },
    { 10, 15, NULL, NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntRect room = ENT_RECT (0, 0, cases[i].width, cases[i].height);
      g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&room);
      guint left_out;
      ent_label_placer_add (placer,
                            &(EntLabel){ .item = ENT_NO_ITEM,
                                         .forms = { "Republic of Korea", "S. Korea", "KOR" },
                                         .second = "2024",
                                         .style = style,
                                         .x = cases[i].width / 2,
                                         .y = cases[i].height / 2,
                                         .mode = ENT_PLACE_CENTRE });
      g_autoptr (EntScene) scene = place (placer, &left_out);
      g_assert_cmpuint (left_out, ==, cases[i].first == NULL);
      if (cases[i].first != NULL)
        g_assert_cmpstr (ent_scene_mark (scene, 0)->text.string, ==, cases[i].first);
      g_assert_cmpuint (
          ent_scene_n_marks (scene), ==, (cases[i].first != NULL) + (cases[i].second != NULL));
    }
}

/* The whole name is taken as long as any place beside the disc is free for it. */
static void
test_whole_name_first (void)
{
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&frame);
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (740, 500, ent_theme_get (ENT_THEME_LIGHT));
  /* Only some way off the corner left above there is room for the long form; the short one fits at
   * the right. */
  EntRect right = ENT_RECT (240, 100, 200, 300), under = ENT_RECT (100, 204, 200, 200);
  EntRect left = ENT_RECT (20, 192, 172, 200), corner = ENT_RECT (194.5, 189, 2, 2);
  EntRect above = ENT_RECT (199, 160, 60, 25);
  ent_label_placer_block_rect (placer, &above);
  ent_label_placer_block_rect (placer, &corner);
  ent_label_placer_block_rect (placer, &right);
  ent_label_placer_block_rect (placer, &under);
  ent_label_placer_block_rect (placer, &left);
  ent_label_placer_add (placer,
                        &(EntLabel){ .item = ENT_NO_ITEM,
                                     .forms = { "大韩民国", "韩国" },
                                     .style = { .size = 10, .lang = "zh-Hans" },
                                     .x = 200,
                                     .y = 195,
                                     .radius = 5 });
  g_assert_cmpuint (ent_label_placer_run (placer, builder), ==, 0);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  g_assert_cmpstr (ent_scene_mark (scene, 0)->text.string, ==, "大韩民国");
}

/* A label on several lines is one box, its lines under each other. */
static void
test_several_lines (void)
{
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&frame);
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (740, 500, ent_theme_get (ENT_THEME_LIGHT));
  /* A gap that one long line does not fit into. */
  EntRect left = ENT_RECT (20, 10, 300, 480), right = ENT_RECT (400, 10, 320, 480);
  ent_label_placer_block_rect (placer, &left);
  ent_label_placer_block_rect (placer, &right);
  ent_label_placer_add (
      placer,
      &(EntLabel){ .item = ENT_NO_ITEM,
                   .forms = { "Worry over commitments", "Worry over\ncommitments" },
                   .second = "2025",
                   .style = { .size = 10, .lang = "en" },
                   .x = 360,
                   .y = 200,
                   .mode = ENT_PLACE_CENTRE });
  g_assert_cmpuint (ent_label_placer_run (placer, builder), ==, 0);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  g_assert_cmpuint (ent_scene_n_marks (scene), ==, 3);
  static const char *const lines[] = { "Worry over", "commitments", "2025" };
  for (guint i = 0; i < 3; i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      g_assert_cmpstr (mark->text.string, ==, lines[i]);
      if (i > 0)
        g_assert_cmpfloat (mark->text.y - ent_scene_mark (scene, i - 1)->text.y, >, 9);
    }
}

/* With all free, the first wish: beside, below or on the point. */
static void
test_first_wish (void)
{
  for (guint mode = 0; mode < 3; mode++)
    {
      g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&frame);
      guint left_out;
      ent_label_placer_block_disc (placer, 300, 200, mode == ENT_PLACE_CENTRE ? 0 : 10);
      ent_label_placer_add (placer,
                            &(EntLabel){ .item = ENT_NO_ITEM,
                                         .forms = { "Japan" },
                                         .style = style,
                                         .x = 300,
                                         .y = 200,
                                         .radius = mode == ENT_PLACE_CENTRE ? 0 : 10,
                                         .mode = (EntPlaceMode)mode });
      g_autoptr (EntScene) scene = place (placer, &left_out);
      EntRect box = ent_scene_mark (scene, 0)->bounds;
      double dx = box.x + box.width / 2 - 300, dy = box.y + box.height / 2 - 200;
      g_assert_cmpuint (left_out, ==, 0);
      if (mode == ENT_PLACE_AROUND)
        g_assert_cmpfloat (box.x, >=, 312);
      if (mode == ENT_PLACE_BELOW)
        g_assert_cmpfloat (box.y, >=, 212);
      if (mode != ENT_PLACE_AROUND)
        g_assert_cmpfloat_with_epsilon (dx, 0, 0.01);
      if (mode != ENT_PLACE_BELOW)
        g_assert_cmpfloat_with_epsilon (dy, 0, 0.01);
      g_assert_cmpfloat (ent_scene_mark (scene, 0)->style.halo.a, ==, 1);
    }
}

/* A line on the right makes the label go to the left; its own line does not move a line's label. */
static void
test_lines_avoided (void)
{
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&frame);
  g_autoptr (EntPath) line = ent_path_new ();
  guint left_out;
  ent_path_move_to (line, 330, 20);
  ent_path_line_to (line, 330, 480);
  ent_label_placer_avoid_path (placer, line, 1);
  EntLabel label
      = { .item = ENT_NO_ITEM, .forms = { "Japan" }, .style = style, .x = 310, .y = 200 };
  ent_label_placer_add (placer, &label);
  label.x = 330;
  label.y = 400;
  label.mode = ENT_PLACE_CENTRE;
  ent_label_placer_add (placer, &label);
  g_autoptr (EntScene) scene = place (placer, &left_out);
  EntRect beside = ent_scene_mark (scene, 0)->bounds, on = ent_scene_mark (scene, 1)->bounds;
  g_assert_cmpfloat (beside.x + beside.width, <, 310);
  g_assert_cmpfloat_with_epsilon (on.x + on.width / 2, 330, 0.01);
}

/* Two lines cross in their middles: the second label moves along its own line. */
static void
test_slides_along_line (void)
{
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&frame);
  EntLabel label
      = { .item = ENT_NO_ITEM, .forms = { "Japan" }, .style = style, .mode = ENT_PLACE_CENTRE };
  g_autoptr (EntPath) falling = ent_path_new (), rising = ent_path_new ();
  guint left_out;
  label.x = 300;
  label.y = 200;
  ent_path_move_to (falling, 200, 100);
  ent_path_line_to (falling, 400, 300);
  ent_path_move_to (rising, 200, 300);
  ent_path_line_to (rising, 400, 100);
  ent_label_placer_avoid_path (placer, rising, 1);
  ent_label_placer_avoid_path (placer, falling, 1);
  ent_label_placer_add (placer, &label);
  g_autoptr (EntScene) scene = place (placer, &left_out);
  EntRect box = ent_scene_mark (scene, 0)->bounds;
  double x = box.x + box.width / 2, y = box.y + box.height / 2;
  g_assert_cmpfloat_with_epsilon (x - 200, 300 - y, 2.5); /* on the line told first */
  g_assert_cmpfloat (fabs (x - 300), >, 15);              /* off the other one */
}

static void
test_required (void)
{
  const EntRect room = ENT_RECT (0, 0, 300, 100);
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&room);
  guint left_out;
  EntLabel label = { .item = ENT_NO_ITEM, .forms = { "Japan" }, .style = style, .x = 40, .y = 50 };
  /* Only the far right is free. */
  ent_label_placer_block_rect (placer, &ENT_RECT (0, 0, 250, 100));
  label.priority = 1;
  ent_label_placer_add (placer, &label);
  label.priority = 0;
  label.required = TRUE;
  ent_label_placer_add (placer, &label);
  g_autoptr (EntScene) scene = place (placer, &left_out);
  g_assert_cmpuint (left_out, ==, 1);
  const EntMark *text = ent_scene_mark (scene, ent_scene_n_marks (scene) - 1);
  g_assert_cmpint (text->kind, ==, ENT_MARK_TEXT);
  g_assert_cmpfloat (text->bounds.x, >=, 250);
}

/* Where there is room for one, it goes to the required, then to the more important label. */
static void
test_priority (void)
{
  static const struct
  {
    gboolean required[2];
    double priority[2];
    const char *expected;
  } cases[] = {
    { { FALSE, FALSE }, { 0.9, 0.1 }, "Japan" },
    { { FALSE, FALSE }, { 0.1, 0.9 }, "Korea" },
    { { FALSE, TRUE }, { 0.9, 0.1 }, "Korea" },
    { { FALSE, FALSE }, { 0.5, 0.5 }, "Japan" }, /* the first told */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntRect room = ENT_RECT (0, 0, 45, 16);
      g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&room);
      guint left_out;
      for (guint k = 0; k < 2; k++)
        ent_label_placer_add (placer,
                              &(EntLabel){ .item = ENT_NO_ITEM,
                                           .forms = { k == 0 ? "Japan" : "Korea" },
                                           .style = style,
                                           .x = 22,
                                           .y = 8,
                                           .mode = ENT_PLACE_CENTRE,
                                           .priority = cases[i].priority[k],
                                           .required = cases[i].required[k] });
      g_autoptr (EntScene) scene = place (placer, &left_out);
      g_assert_cmpuint (left_out, ==, 1);
      g_assert_cmpuint (ent_scene_n_marks (scene), ==, 1);
      g_assert_cmpstr (ent_scene_mark (scene, 0)->text.string, ==, cases[i].expected);
    }
}

/* A long name across many lines gives way to a short one; where nothing is in the way it stays. */
static void
test_short_form_before_lines (void)
{
  for (guint crowded = 0; crowded < 2; crowded++)
    {
      g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&frame);
      guint left_out = 0;
      ent_label_placer_block_disc (placer, 370, 250, 5);
      for (double x = 25; crowded && x < 715; x += 10)
        {
          g_autoptr (EntPath) line = ent_path_new ();
          ent_path_move_to (line, x, 20);
          ent_path_line_to (line, x, 480);
          if (fabs (x - 370) > 40)
            ent_label_placer_avoid_path (placer, line, 0.5);
        }
      ent_label_placer_add (placer,
                            &(EntLabel){ .item = ENT_NO_ITEM,
                                         .forms = { "Five countries led by two of them", "Five" },
                                         .style = style,
                                         .x = 370,
                                         .y = 250,
                                         .radius = 5,
                                         .required = TRUE });
      g_autoptr (EntScene) scene = place (placer, &left_out);
      g_assert_cmpuint (ent_scene_n_marks (scene), ==, 1);
      g_assert_cmpstr (ent_scene_mark (scene, 0)->text.string,
                       ==,
                       crowded ? "Five" : "Five countries led by two of them");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/scene/label-placer/no-overlap", test_no_overlap);
  g_test_add_func ("/scene/label-placer/leader-lines", test_leader_lines);
  g_test_add_func ("/scene/label-placer/leaders-kept-free", test_leaders_kept_free);
  g_test_add_func ("/scene/label-placer/short-form-before-lines", test_short_form_before_lines);
  g_test_add_func ("/scene/label-placer/deterministic", test_deterministic);
  g_test_add_func ("/scene/label-placer/forms", test_forms);
  g_test_add_func ("/scene/label-placer/first-wish", test_first_wish);
  g_test_add_func ("/scene/label-placer/whole-name-first", test_whole_name_first);
  g_test_add_func ("/scene/label-placer/several-lines", test_several_lines);
  g_test_add_func ("/scene/label-placer/lines-avoided", test_lines_avoided);
  g_test_add_func ("/scene/label-placer/slides-along-line", test_slides_along_line);
  g_test_add_func ("/scene/label-placer/required", test_required);
  g_test_add_func ("/scene/label-placer/priority", test_priority);
  return g_test_run ();
}
