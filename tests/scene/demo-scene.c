#include "demo-scene.h"

#include <math.h>

#include "scene/label-placer.h"

#define WIDTH 640.0
#define HEIGHT 420.0

enum
{
  TITLE,
  SUBTITLE,
  HULL,
  NODES,
  EDGE = NODES + 5,
  CELLS,
  LEGEND = CELLS + 3,
  NOTE = LEGEND + 3,
  N_TEXTS,
};

static const char *const texts[3][N_TEXTS] = {
  { "Ties across the two branches",
    "In force on 1 July 2024 · five states",
    "Bilateral allies",
    "United States",
    "Japan",
    "Republic of Korea",
    "Philippines",
    "United Kingdom",
    "GCAP 2022",
    "“Approximate” start",
    "No evidence yet",
    "Planned",
    "alliance with the hub",
    "disputed tie",
    "announced",
    "Every mark has its evidence." },
  { "两个分支之间的联系",
    "2024年7月1日有效 · 五个国家",
    "双边盟国",
    "美国",
    "日本",
    "韩国",
    "菲律宾",
    "英国",
    "全球作战空中计划2022",
    "“大约”开始",
    "尚无证据",
    "计划中",
    "与枢纽的同盟",
    "有争议的关系",
    "已宣布",
    "每个标记都有其依据。" },
  { "兩個分支之間的聯繫",
    "2024年7月1日有效 · 五個國家",
    "雙邊盟國",
    "美國",
    "日本",
    "韓國",
    "菲律賓",
    "英國",
    "全球作戰空中計畫2022",
    "「大約」開始",
    "尚無證據",
    "計畫中",
    "與樞紐的同盟",
    "有爭議的關係",
    "已宣布",
    "每個標記都有其依據。" },
};

typedef struct
{
  const char *id, *code;
  double x, y, radius, importance;
  guint slot;
} Node;

static const Node nodes[] = {
  { "actor:usa", "USA", 250, 190, 24, 1.0, 0 }, { "actor:jpn", "JPN", 430, 120, 17, 0.8, 1 },
  { "actor:kor", "KOR", 480, 190, 14, 0.6, 1 }, { "actor:phl", "PHL", 450, 262, 13, 0.5, 1 },
  { "actor:gbr", "GBR", 90, 250, 15, 0.7, 2 },
};

typedef struct
{
  EntSceneBuilder *builder;
  const EntTheme *theme;
  const char *const *texts;
  const char *lang;
  EntLabelPlacer *placer;
} Demo;

static EntTextStyle
text_style (const Demo *demo, double pt, int weight, EntAlign align)
{
  return (EntTextStyle){
    .size = pt * ENT_UNITS_PER_PT, .weight = weight, .align = align, .lang = demo->lang
  };
}

static void
add_ground (const Demo *demo, const EntRect *frame)
{
  const EntTheme *t = demo->theme;
  const EntStyle sea = { .fill = t->sea };
  const EntStyle land = { .fill = t->land, .stroke = t->coast, .stroke_width = 0.5, .round = TRUE };
  EntPath *coast = ent_path_new ();
  for (guint i = 0; i < 60; i++)
    {
      double angle = 2 * G_PI * i / 60, radius = 110 + 18 * sin (3 * angle) + 7 * sin (11 * angle);
      double x = 130 + 1.2 * radius * cos (angle), y = 330 + radius * sin (angle);
      if (i == 0)
        ent_path_move_to (coast, x, y);
      else
        ent_path_line_to (coast, x, y);
    }
  ent_path_close (coast);
  ent_scene_builder_box (demo->builder, ENT_LAYER_GROUND, ENT_NO_ITEM, frame, 0, &sea);
  ent_scene_builder_path (demo->builder, ENT_LAYER_GROUND, ENT_NO_ITEM, coast, &land);
}

static void
add_hull (const Demo *demo)
{
  const EntTheme *t = demo->theme;
  const EntStyle style = { .fill = ent_colour_with_alpha (t->category[1], 0.14),
                           .stroke = t->category_line[1],
                           .stroke_width = 0.8,
                           .round = TRUE };
  const EntSceneItem item = { .id = "group:bilateral", .title = demo->texts[HULL] };
  int hull = ent_scene_builder_item (demo->builder, &item);
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, 400, 130);
  ent_path_curve_to (path, 400, 70, 460, 75, 490, 130);
  ent_path_curve_to (path, 530, 190, 530, 220, 490, 280);
  ent_path_curve_to (path, 465, 310, 415, 300, 415, 260);
  ent_path_close (path);
  ent_scene_builder_path (demo->builder, ENT_LAYER_HULL, hull, path, &style);
  ent_label_placer_add (demo->placer,
                        &(EntLabel){ .item = hull,
                                     .forms = { demo->texts[HULL] },
                                     .style = text_style (demo, 8, 600, ENT_ALIGN_MIDDLE),
                                     .colour = t->category_text[1],
                                     .x = 540,
                                     .y = 100,
                                     .mode = ENT_PLACE_CENTRE,
                                     .priority = 0.4 });
}

static void
add_edge (const Demo *demo, guint from, guint to, const EntSceneItem *item, const EntStyle *style)
{
  const Node *a = &nodes[from], *b = &nodes[to];
  double dx = b->x - a->x, dy = b->y - a->y, length = hypot (dx, dy);
  double ux = dx / length, uy = dy / length, bend = 0.12 * length;
  double x0 = a->x + ux * (a->radius + 2), y0 = a->y + uy * (a->radius + 2);
  double x3 = b->x - ux * (b->radius + 8), y3 = b->y - uy * (b->radius + 8);
  int edge = ent_scene_builder_item (demo->builder, item);
  EntPath *path = ent_path_new (), *head = ent_path_new ();
  ent_path_move_to (path, x0, y0);
  ent_path_curve_to (path,
                     x0 + dx / 3 - uy * bend,
                     y0 + dy / 3 + ux * bend,
                     x3 - dx / 3 - uy * bend,
                     y3 - dy / 3 + ux * bend,
                     x3,
                     y3);
  ent_label_placer_avoid_path (demo->placer, path, style->stroke_width / 2);
  ent_path_move_to (head, x3 + 6 * ux, y3 + 6 * uy);
  ent_path_line_to (head, x3 - 4 * uy, y3 + 4 * ux);
  ent_path_line_to (head, x3 + 4 * uy, y3 - 4 * ux);
  ent_path_close (head);
  EntPoint middle;
  ent_path_point_at (path, 0.5, &middle, NULL);
  if (to == 1)
    ent_label_placer_add (demo->placer,
                          &(EntLabel){ .item = edge,
                                       .forms = { item->title, "GCAP" },
                                       .style = text_style (demo, 7, 600, ENT_ALIGN_MIDDLE),
                                       .colour = style->stroke,
                                       .x = middle.x,
                                       .y = middle.y,
                                       .mode = ENT_PLACE_CENTRE,
                                       .priority = 0.3 });
  ent_scene_builder_path (demo->builder, ENT_LAYER_LINE, edge, path, style);
  ent_scene_builder_path (
      demo->builder, ENT_LAYER_LINE, edge, head, &(EntStyle){ .fill = style->stroke });
}

static void
add_edges (const Demo *demo)
{
  const EntTheme *t = demo->theme;
  const char *const evidence[] = { "p1", "p2", NULL };
  const EntSceneItem solid = { .id = "relation:usa-jpn",
                               .title = demo->texts[EDGE],
                               .description = "1951 – 2024",
                               .evidence = evidence,
                               .importance = 0.9 };
  const EntSceneItem dashed = { .id = "relation:usa-kor", .title = "KOR", .importance = 0.3 };
  const EntSceneItem disputed = { .id = "relation:usa-phl", .title = "PHL", .importance = 0.3 };
  const EntSceneItem thick = { .id = "relation:usa-gbr", .title = "GBR", .importance = 0.3 };
  EntStyle style
      = { .stroke = t->category_line[0], .stroke_width = 0.9 * ENT_UNITS_PER_PT, .round = TRUE };
  add_edge (demo, 0, 1, &solid, &style);
  style.dash[0] = 5;
  style.dash[1] = 4;
  style.n_dash = 2;
  add_edge (demo, 0, 2, &dashed, &style);
  style.n_dash = 0;
  style.stroke2 = t->category_line[7];
  style.stroke_width = 1.5 * ENT_UNITS_PER_PT;
  add_edge (demo, 0, 3, &disputed, &style);
  style.stroke2 = ENT_COLOUR_NONE;
  style.stroke = t->category_line[5];
  style.stroke_width = 3 * ENT_UNITS_PER_PT;
  add_edge (demo, 0, 4, &thick, &style);
}

static void
add_nodes (const Demo *demo)
{
  const EntTheme *t = demo->theme;
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      const Node *n = &nodes[i];
      gboolean hub = i == 0;
      const EntStyle style = { .fill = hub ? t->ink : t->category[n->slot],
                               .stroke = hub ? t->ink : t->category_rim[n->slot],
                               .stroke_width = 1 };
      const EntSceneItem item
          = { .id = n->id, .title = demo->texts[NODES + i], .importance = n->importance };
      EntTextStyle code = text_style (demo, n->radius > 14 ? 7 : 6, 700, ENT_ALIGN_MIDDLE);
      int index = ent_scene_builder_item (demo->builder, &item);
      ent_scene_builder_disc (demo->builder, ENT_LAYER_NODE, index, n->x, n->y, n->radius, &style);
      ent_scene_builder_text (demo->builder,
                              ENT_LAYER_NODE,
                              index,
                              n->x,
                              n->y + ent_text_middle (&code),
                              n->code,
                              &code,
                              hub ? t->paper : t->category_ink[n->slot],
                              &(EntStyle){ .keeps_colour = TRUE });
      ent_label_placer_block_disc (demo->placer, n->x, n->y, n->radius);
      ent_label_placer_add (demo->placer,
                            &(EntLabel){ .item = index,
                                         .forms = { item.title, n->code },
                                         .second = "2024-07",
                                         .style = text_style (demo, 8, 600, ENT_ALIGN_MIDDLE),
                                         .colour = t->ink,
                                         .x = n->x,
                                         .y = n->y,
                                         .radius = n->radius,
                                         .mode = ENT_PLACE_BELOW,
                                         .priority = n->importance,
                                         .required = hub });
    }
}

/* Boxes: fading at an uncertain end, hollow and hatched without evidence, dashed when planned. */
static void
add_cells (const Demo *demo)
{
  const EntTheme *t = demo->theme;
  const char *const ids[] = { "cell:faded", "cell:hollow", "cell:planned" };
  EntStyle styles[] = {
    { .fill = t->category[4], .stroke = t->category_rim[4], .stroke_width = 1, .fade_start = 0.4 },
    { .fill = t->paper, .stroke = t->muted, .stroke_width = 1, .hatched = TRUE },
    { .fill = ent_colour_with_alpha (t->category[6], 0.3),
      .stroke = t->category_line[6],
      .stroke_width = 1,
      .dash = { 4, 3 },
      .n_dash = 2 },
  };
  EntTextStyle style = text_style (demo, 7, 400, ENT_ALIGN_START);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      EntRect box = ENT_RECT (300, 318 + 26 * i, 150, 20);
      const EntSceneItem item
          = { .id = ids[i], .title = demo->texts[CELLS + i], .importance = 0.2 };
      int cell = ent_scene_builder_item (demo->builder, &item);
      ent_label_placer_block_rect (demo->placer, &ENT_RECT (298, box.y - 2, 330, 24));
      ent_scene_builder_box (demo->builder, ENT_LAYER_NODE, cell, &box, 4, &styles[i]);
      ent_scene_builder_text (demo->builder,
                              ENT_LAYER_LABEL,
                              cell,
                              box.x + box.width + 8,
                              box.y + box.height / 2 + ent_text_middle (&style),
                              item.title,
                              &style,
                              t->ink,
                              NULL);
    }
}

static void
add_legend (const Demo *demo)
{
  const EntTheme *t = demo->theme;
  EntRect ground = ENT_RECT (466, 56, 162, 66);
  EntTextStyle style = text_style (demo, 7, 400, ENT_ALIGN_START);
  ground.y = 300 - 236;
  ground.x = 16;
  ent_scene_builder_box (demo->builder,
                         ENT_LAYER_FRAME,
                         ENT_NO_ITEM,
                         &ground,
                         6,
                         &(EntStyle){ .fill = t->paper, .stroke = t->hairline, .stroke_width = 1 });
  ent_label_placer_block_rect (demo->placer, &ground);
  for (guint i = 0; i < 3; i++)
    {
      double y = ground.y + 14 + 19 * i;
      g_autofree char *id = g_strdup_printf ("type:%u", i);
      const EntSceneItem item = { .id = id, .title = demo->texts[LEGEND + i] };
      int entry = ent_scene_builder_item (demo->builder, &item);
      EntStyle line = { .stroke = t->category_line[0],
                        .stroke_width = 1.5 * ENT_UNITS_PER_PT,
                        .keeps_colour = TRUE };
      if (i == 1)
        line.stroke2 = t->category_line[7];
      if (i == 2)
        {
          line.dash[0] = line.dash[1] = 4;
          line.n_dash = 2;
        }
      EntPath *path = ent_path_new ();
      ent_path_move_to (path, ground.x + 12, y);
      ent_path_line_to (path, ground.x + 40, y);
      ent_scene_builder_path (demo->builder, ENT_LAYER_FRAME, entry, path, &line);
      ent_scene_builder_text (demo->builder,
                              ENT_LAYER_FRAME,
                              entry,
                              ground.x + 48,
                              y + ent_text_middle (&style),
                              item.title,
                              &style,
                              t->ink,
                              NULL);
    }
}

static void
add_frame (const Demo *demo)
{
  const EntTheme *t = demo->theme;
  const struct
  {
    guint text;
    double pt, y;
    int weight;
    EntColour colour;
  } lines[] = {
    { TITLE, 11, 22, 600, t->ink },
    { SUBTITLE, 8.5, 40, 400, t->muted },
    { NOTE, 7, HEIGHT - 8, 400, t->muted },
  };
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      EntTextStyle style = text_style (demo, lines[i].pt, lines[i].weight, ENT_ALIGN_START);
      ent_scene_builder_text (demo->builder,
                              ENT_LAYER_FRAME,
                              ENT_NO_ITEM,
                              8,
                              lines[i].y,
                              demo->texts[lines[i].text],
                              &style,
                              lines[i].colour,
                              NULL);
    }
}

/**
 * demo_scene_new:
 * @theme: a theme
 * @lang: "en", "zh-Hans" or "zh-Hant"
 *
 * Returns: (transfer full): a scene with all kinds of marks, labels placed
 */
EntScene *
demo_scene_new (EntThemeKind theme, const char *lang)
{
  const EntRect frame = ENT_RECT (8, 52, WIDTH - 16, HEIGHT - 76);
  guint language = g_str_equal (lang, "zh-Hans") ? 1 : g_str_equal (lang, "zh-Hant") ? 2 : 0;
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (WIDTH, HEIGHT, ent_theme_get (theme));
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&frame);
  Demo demo = { builder, ent_theme_get (theme), texts[language], lang, placer };
  ent_scene_builder_set_camera (
      builder, ENT_CAMERA_FIT, &frame, ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_FADES);
  ent_scene_builder_add_note (builder, "Drawn for the tests.");
  add_ground (&demo, &frame);
  add_hull (&demo);
  add_edges (&demo);
  add_nodes (&demo);
  add_cells (&demo);
  add_legend (&demo);
  add_frame (&demo);
  g_assert_cmpuint (ent_label_placer_run (placer, builder), ==, 0);
  return ent_scene_builder_finish (builder);
}
