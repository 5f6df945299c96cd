/* A quadrant as marks: quiet axes, and points that show what they rest on. */
#include "views/quadrant-private.h"

#include <math.h>

#include "scene/label-placer.h"

/* Lengths in points at text scale 1. */
#define TICK_PT 7.0
#define TITLE_PT 8.0
#define CAPTION_PT 7.5
#define NAME_PT 8.0
#define GAP_PT 4.0

static double
pt (const EntQuadrant *quadrant, double points)
{
  return ent_quadrant_pt (quadrant, points);
}

static void
draw_rule (const EntQuadrant *quadrant,
           EntSceneBuilder *builder,
           EntPoint from,
           EntPoint to,
           double strength)
{
  const EntTheme *theme = quadrant->request->theme;
  EntStyle style = { .stroke = ent_colour_mix (theme->hairline, theme->muted, strength),
                     .stroke_width = strength > 0 ? 1 : 0.75 };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, from.x, from.y);
  ent_path_line_to (path, to.x, to.y);
  ent_scene_builder_path (builder, ENT_LAYER_GROUND, ENT_NO_ITEM, path, &style);
}

/* The across axis or, with up, the other one: a hairline at each tick, and its value outside. */
static void
draw_ticks (const EntQuadrant *quadrant, EntSceneBuilder *builder, gboolean up)
{
  const EntRect *plot = &quadrant->plot, *frame = &quadrant->frame;
  const EntQuadrantAxis *axis = up ? &quadrant->y : &quadrant->x;
  EntTextStyle text = ent_request_text (quadrant->request, TICK_PT, 400);
  EntStyle none = { 0 };
  double step = ent_quadrant_step (quadrant, axis, up ? frame->height : frame->width);
  text.align = up ? ENT_ALIGN_END : ENT_ALIGN_MIDDLE;
  double first, taken = 0;
  guint n = ent_quadrant_ticks (axis, step, &first);
  for (guint i = 0; i < n; i++)
    {
      double value = first + i * step;
      EntPoint at = ent_quadrant_place (quadrant, up ? axis->from : value, up ? value : axis->from);
      double x = up ? plot->x : at.x, y = up ? at.y : plot->y + plot->height;
      if (up ? y < frame->y || y > frame->y + frame->height
             : x < frame->x || x > frame->x + frame->width)
        continue;
      EntPoint end = { up ? plot->x + plot->width : x, up ? y : plot->y };
      draw_rule (quadrant, builder, (EntPoint){ x, y }, end, 0);
      g_autofree char *label = ent_quadrant_label (value, step);
      EntTextSize size = ent_text_measure (label, &text);
      /* The last one may stand a little aside, and does not stand on the one before it. */
      double middle = MIN (x, quadrant->request->width - size.width / 2);
      if (!up && middle - size.width / 2 < taken)
        continue;
      taken = middle + size.width / 2 + pt (quadrant, GAP_PT);
      ent_scene_builder_text (builder,
                              ENT_LAYER_FRAME,
                              ENT_NO_ITEM,
                              up ? x - pt (quadrant, GAP_PT) : middle,
                              up ? y + ent_text_middle (&text)
                                 : y + pt (quadrant, GAP_PT) + size.ascent,
                              label,
                              &text,
                              quadrant->request->theme->muted,
                              &none);
    }
}

static void
draw_middles (const EntQuadrant *quadrant, EntSceneBuilder *builder)
{
  const EntRect *plot = &quadrant->plot;
  EntPoint at = ent_quadrant_place (quadrant, quadrant->x.middle, quadrant->y.middle);
  if (at.x > plot->x && at.x < plot->x + plot->width)
    draw_rule (quadrant,
               builder,
               (EntPoint){ at.x, plot->y },
               (EntPoint){ at.x, plot->y + plot->height },
               0.45);
  if (at.y > plot->y && at.y < plot->y + plot->height)
    draw_rule (quadrant,
               builder,
               (EntPoint){ plot->x, at.y },
               (EntPoint){ plot->x + plot->width, at.y },
               0.45);
}

static char *
names_of (const EntQuadrantAxis *axis)
{
  return axis->second != NULL ? g_strconcat (axis->title, " · ", axis->second, NULL)
                              : g_strdup (axis->title);
}

static void
draw_titles (const EntQuadrant *quadrant, EntSceneBuilder *builder)
{
  const EntRect *plot = &quadrant->plot;
  const EntTheme *theme = quadrant->request->theme;
  EntTextStyle text = ent_request_text (quadrant->request, TITLE_PT, 600);
  EntTextStyle tick = ent_request_text (quadrant->request, TICK_PT, 400);
  EntStyle none = { 0 };
  double line = ent_text_line_height (&text), gap = pt (quadrant, GAP_PT);
  g_autofree char *y_names = names_of (&quadrant->y), *x_names = names_of (&quadrant->x);
  g_autofree char *up = g_strconcat ("↑ ", y_names, NULL);
  g_autofree char *across = g_strconcat (x_names, " →", NULL);
  double room = quadrant->request->width - plot->x;
  g_autofree char *y_title = ent_text_shorten (up, &text, room);
  g_autofree char *x_title = ent_text_shorten (across, &text, plot->x + plot->width);
  ent_scene_builder_text (builder,
                          ENT_LAYER_FRAME,
                          ENT_NO_ITEM,
                          plot->x,
                          plot->y - gap - line / 2 + ent_text_middle (&text),
                          y_title,
                          &text,
                          theme->ink,
                          &none);
  text.align = ENT_ALIGN_END;
  double top = plot->y + plot->height + gap + ent_text_line_height (&tick) + gap / 2;
  ent_scene_builder_text (builder,
                          ENT_LAYER_FRAME,
                          ENT_NO_ITEM,
                          plot->x + plot->width,
                          top + line / 2 + ent_text_middle (&text),
                          x_title,
                          &text,
                          theme->ink,
                          &none);
}

/* In the strips above and under the frame that the points move in, each in the middle of its half:
 * in the corner it would be under the buttons of a window. */
static void
draw_captions (const EntQuadrant *quadrant, EntSceneBuilder *builder)
{
  const EntRect *plot = &quadrant->plot, *frame = &quadrant->frame;
  EntTextStyle text = ent_request_text (quadrant->request, CAPTION_PT, 600);
  EntStyle none = { 0 };
  double gap = pt (quadrant, GAP_PT);
  double middle = ent_quadrant_place (quadrant, quadrant->x.middle, quadrant->y.middle).x;
  /* A half that is hardly seen still has room for words. */
  double parted = CLAMP (middle, plot->x + plot->width * 0.3, plot->x + plot->width * 0.7);
  text.align = ENT_ALIGN_MIDDLE;
  for (guint i = 0; i < ENT_N_QUADRANTS; i++)
    {
      gboolean right = i % 2 == 1;
      double top = i < 2 ? plot->y : frame->y + frame->height;
      double height = i < 2 ? frame->y - plot->y : plot->y + plot->height - top;
      if (quadrant->captions[i] == NULL || height <= 0)
        continue;
      double from = right ? parted : plot->x, to = right ? plot->x + plot->width : parted;
      g_autofree char *caption
          = ent_text_shorten (quadrant->captions[i], &text, to - from - 2 * gap);
      ent_scene_builder_text (builder,
                              ENT_LAYER_FRAME,
                              ENT_NO_ITEM,
                              (from + to) / 2,
                              top + height / 2 + ent_text_middle (&text),
                              caption,
                              &text,
                              quadrant->request->theme->muted,
                              &none);
    }
}

/**
 * ent_quadrant_is_uncited:
 * @point: a point
 *
 * Returns: whether one of its values rests on no passage: half a point is not known
 */
gboolean
ent_quadrant_is_uncited (const EntQuadrantPoint *point)
{
  return point->x->n_evidence == 0 || point->y->n_evidence == 0;
}

/**
 * ent_quadrant_modality:
 * @point: a point
 *
 * Returns: disputed when a passage disputes one of its values, else the modality of its actor
 */
EntModality
ent_quadrant_modality (const EntQuadrantPoint *point)
{
  const EntAttribute *both[] = { point->x, point->y };
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    for (guint k = 0; k < both[i]->n_evidence; k++)
      if (both[i]->evidence[k].disputes)
        return ENT_MODALITY_DISPUTED;
  return point->actor->thing.modality;
}

static GPtrArray *
passages_of (const EntQuadrantPoint *point)
{
  GPtrArray *ids = g_ptr_array_new ();
  const EntAttribute *both[] = { point->x, point->y };
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    for (guint k = 0; k < both[i]->n_evidence; k++)
      {
        const char *id = both[i]->evidence[k].passage->thing.id;
        if (!g_ptr_array_find (ids, id, NULL))
          g_ptr_array_add (ids, (gpointer)id);
      }
  g_ptr_array_add (ids, NULL);
  return ids;
}

static int
add_item (const EntQuadrant *quadrant,
          EntSceneBuilder *builder,
          const EntQuadrantPoint *point,
          const GPtrArray *passages)
{
  const char *lang = quadrant->request->lang, *colon = ent_word ("colon", lang);
  g_autofree char *count = passages->len > 1 ? ent_word_count ("passages", passages->len - 1, lang)
                                             : g_strdup (ent_word ("no passage", lang));
  g_autofree char *description = g_strdup_printf ("%s%s%g · %s%s%g · %s",
                                                  quadrant->x.title,
                                                  colon,
                                                  point->x->number,
                                                  quadrant->y.title,
                                                  colon,
                                                  point->y->number,
                                                  count);
  EntSceneItem item = { .id = point->actor->thing.mark_id,
                        .title = ent_text_get (&point->actor->thing.name, lang),
                        .description = description,
                        .evidence = (const char *const *)passages->pdata,
                        .importance = 0.7 };
  return ent_scene_builder_item (builder, &item);
}

static void
draw_point (const EntQuadrant *quadrant,
            EntSceneBuilder *builder,
            EntLabelPlacer *placer,
            const EntQuadrantPoint *point)
{
  const EntViewRequest *request = quadrant->request;
  g_autoptr (GPtrArray) passages = passages_of (point);
  int item = add_item (quadrant, builder, point, passages);
  const EntColouring *colouring = quadrant->colouring;
  EntStyle style = colouring->key != NULL
                       ? ent_colouring_class_style (
                           colouring, ent_colouring_class (colouring, point->actor), request->theme)
                       : ent_view_kind_style (point->actor->kind, request->theme);
  style.keeps_colour = FALSE;
  if (ent_quadrant_is_uncited (point))
    {
      style.fill = request->theme->paper;
      style.hatched = TRUE;
    }
  ent_style_set_modality (&style, ent_quadrant_modality (point), request->theme);
  ent_draw_disc (builder, ENT_LAYER_NODE, item, point->at.x, point->at.y, quadrant->radius, &style);
  ent_label_placer_block_disc (placer, point->at.x, point->at.y, quadrant->radius);
  if (!ent_rect_contains (&quadrant->frame, point->at.x, point->at.y))
    return;
  const char *name = ent_text_get (&point->actor->thing.name, request->lang);
  const char *short_name = ent_text_get (&point->actor->short_name, request->lang);
  EntLabel label = { .item = item,
                     .forms = { name, *short_name != '\0' ? short_name : point->actor->iso },
                     .second = ent_request_second (request, &point->actor->thing.name),
                     .second_lang = request->lang2,
                     .style = ent_request_text (request, NAME_PT, 600),
                     .colour = request->theme->ink,
                     .x = point->at.x,
                     .y = point->at.y,
                     .radius = quadrant->radius,
                     .mode = ENT_PLACE_AROUND,
                     .priority = 1,
                     .required = ent_request_emphasises (request, &point->actor->thing) };
  ent_label_placer_add (placer, &label);
}

static void
add_notes (const EntQuadrant *quadrant, EntSceneBuilder *builder, guint lost)
{
  const char *lang = quadrant->request->lang;
  if (quadrant->packed)
    ent_scene_builder_add_note (builder, ent_word ("packed", lang));
  if (quadrant->left_out > 0)
    {
      g_autofree char *note = ent_word_count ("unrated", quadrant->left_out, lang);
      ent_scene_builder_add_note (builder, note);
    }
  if (lost > 0)
    {
      g_autofree char *note = ent_word_count ("unlabelled", lost, lang);
      ent_scene_builder_add_note (builder, note);
    }
}

/**
 * ent_quadrant_draw:
 * @quadrant: a quadrant whose points have their places
 * @builder: the scene
 *
 * Draws the axes, the points and their names, and says what is left out.
 */
void
ent_quadrant_draw (const EntQuadrant *quadrant, EntSceneBuilder *builder)
{
  const EntRect *plot = &quadrant->plot;
  EntStyle border = { .stroke = quadrant->request->theme->hairline, .stroke_width = 1 };
  EntRect content = ENT_RECT_EMPTY;
  ent_scene_builder_set_camera (builder,
                                quadrant->request->camera,
                                &quadrant->frame,
                                ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y | ENT_FADES);
  ent_scene_builder_box (builder, ENT_LAYER_FRAME, ENT_NO_ITEM, plot, 0, &border);
  draw_ticks (quadrant, builder, FALSE);
  draw_ticks (quadrant, builder, TRUE);
  draw_middles (quadrant, builder);
  draw_titles (quadrant, builder);
  draw_captions (quadrant, builder);
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&quadrant->frame);
  for (guint i = 0; i < quadrant->points->len; i++)
    {
      const EntQuadrantPoint *point = ent_quadrant_point (quadrant, i);
      double radius = quadrant->radius;
      ent_rect_add_point (&content, point->at.x - radius, point->at.y - radius);
      ent_rect_add_point (&content, point->at.x + radius, point->at.y + radius);
      if (point->shown)
        draw_point (quadrant, builder, placer, point);
    }
  ent_scene_builder_set_content (builder, &content);
  add_notes (quadrant, builder, ent_label_placer_run (placer, builder));
}
