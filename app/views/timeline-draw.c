/* A packed timeline as marks: events as dots and as pale bars over the days that their date may
 * mean, relations as lines in the style that they have in a network. */
#include "views/timeline-private.h"

#include <math.h>

/* Lengths in points at text scale 1. */
#define EXACT_PT 5.0 /* height of a bar whose days are known */
#define THIN_PT 1.5
#define LABEL_ROOM_PT 3.0 /* between a line and the label in it */
#define LONGEST_FADE_PT 60.0
#define HEAD_MARGIN_PT 10.0
/* How far a line's colour goes over into the paper at an end that is uncertain, known to a month or
 * a year only, or open. */
#define GONE 1.0
#define MOSTLY_GONE 0.75
#define HALF_GONE 0.6
/* Of a line, so that some of its colour is left in the middle. */
#define LONGEST_FADE 0.45

/* WCAG 2.1, 1.4.3, and what rounding to 8 bits takes. */
#define TEXT_CONTRAST 4.6
/* Of a disputed bar, what is dark above its label. */
#define LABELLED_PT 1.6

typedef struct
{
  const EntTimeline *timeline;
  const EntTheme *theme;
  EntCamera camera;
  EntSceneBuilder *builder;
  double offset; /* of the content */
} Drawing;

static double
pt (const Drawing *drawing, double points)
{
  return ent_timeline_pt (drawing->timeline, points);
}

static EntStyle
event_style (const Drawing *drawing, const EntTimeSpan *span, gboolean is_solid)
{
  const EntTheme *theme = drawing->theme;
  EntModality modality = ent_thing_modality (span->thing);
  EntStyle style
      = { .fill = theme->ink, .stroke = theme->ink, .stroke_width = 0.7 * ENT_UNITS_PER_PT };
  if (!is_solid)
    style.fill = ent_colour_mix (theme->muted, theme->paper, 0.8);
  if (modality == ENT_MODALITY_REPORTED)
    style.stroke = ENT_COLOUR_NONE;
  else if (!is_solid)
    style.stroke = ent_colour_mix (theme->muted, theme->paper, 0.2);
  ent_style_set_modality (&style, modality, theme);
  if (modality != ENT_MODALITY_REPORTED && modality != ENT_MODALITY_DISPUTED)
    style.fill = is_solid ? theme->paper : ent_colour_mix (theme->muted, theme->paper, 0.9);
  if (!ent_thing_is_cited (span->thing))
    {
      style.hatched = TRUE;
      style.fill = theme->paper;
      style.stroke = theme->ink;
    }
  return style;
}

static void
draw_arrow (const Drawing *drawing, int item, EntPoint tip, int side, const EntStyle *line)
{
  EntStyle pale = *line;
  pale.stroke = ent_colour_mix (line->stroke, drawing->theme->paper, HALF_GONE * 0.7);
  pale.stroke_width = MIN (line->stroke_width, 1);
  ent_draw_arrow (drawing->builder, ENT_LAYER_NODE, item, tip, (EntPoint){ side, 0 }, &pale);
}

/* Lines cannot fade, so paper lies over their end, more and more of it. */
static void
draw_fade (const Drawing *drawing,
           int item,
           EntPoint end,
           int side,
           double length,
           double gone,
           const EntStyle *line,
           gboolean two_lines)
{
  double height = ent_line_width (line, two_lines) + 1;
  /* Round dots and the arrow's base reach beyond the end. */
  length += line->stroke_width;
  double outer = end.x + side * line->stroke_width;
  EntRect box = ENT_RECT (side > 0 ? outer - length : outer, end.y - height / 2, length, height);
  EntStyle cover = { .fill = ent_colour_with_alpha (drawing->theme->paper, gone),
                     .fade_start = side > 0 ? 1 : 0,
                     .fade_end = side > 0 ? 0 : 1,
                     .keeps_colour = TRUE };
  ent_scene_builder_box (drawing->builder, ENT_LAYER_LINE, item, &box, 0, &cover);
}

static void
draw_piece (const Drawing *drawing,
            int item,
            double x0,
            double x1,
            double y,
            const EntStyle *style,
            gboolean two_lines)
{
  if (x1 <= x0)
    return;
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, x0, y);
  ent_path_line_to (path, x1, y);
  ent_draw_line (drawing->builder, ENT_LAYER_LINE, item, path, style, two_lines);
}

/* What lies farther out than the frame is wide is left away: dashes of whole centuries take time.
 */
static void
limit_line (const Drawing *drawing, EntTimePlace *place)
{
  const EntRect *plot = &drawing->timeline->axis->plot;
  double from = plot->x - 2 * plot->width, to = plot->x + 3 * plot->width;
  if (place->x1 < from || place->x0 > to)
    return;
  place->x0 = MAX (place->x0, from);
  place->x1 = MIN (place->x1, to);
}

static gboolean
has_two_lines (const EntTimeSpan *span)
{
  return span->relation != NULL && ent_relation_is_double (span->relation);
}

static void
draw_line_ends (const Drawing *drawing,
                int item,
                const EntTimeSpan *span,
                EntTimePlace place,
                double y,
                const EntStyle *style)
{
  gboolean two_lines = has_two_lines (span);
  for (int side = -1; side <= 1; side += 2)
    {
      double share = side < 0 ? span->fade_start : span->fade_end;
      gboolean open = side < 0 ? span->open_start : span->open_end;
      EntPoint end = { side < 0 ? place.x0 : place.x1, y };
      if (share <= 0)
        continue;
      double length = MIN (share, LONGEST_FADE) * (place.x1 - place.x0);
      length = MIN (length, pt (drawing, LONGEST_FADE_PT));
      double gone = open ? HALF_GONE : share < ENT_TIMELINE_FADE ? MOSTLY_GONE : GONE;
      draw_fade (drawing, item, end, side, length, gone, style, two_lines);
      if (open)
        draw_arrow (drawing, item, end, side, style);
    }
}

/* A short piece of a line does not end within a dash. */
static double
whole_dashes (const EntStyle *style, double length)
{
  double period = style->dash[0] + style->dash[1];
  if (style->n_dash == 0 || length + style->dash[1] < period)
    return length;
  return floor ((length + style->dash[1]) / period) * period - style->dash[1];
}

/* With a gap for its label. */
static void
draw_line (const Drawing *drawing,
           int item,
           const EntTimeSpan *span,
           EntTimePlace place,
           double y,
           const EntStyle *style)
{
  gboolean two_lines = has_two_lines (span);
  EntTimePlace line = place;
  limit_line (drawing, &line);
  double arrow = ent_arrow_length (MIN (style->stroke_width, 1)) * 0.8;
  double x0 = line.x0 + (span->open_start ? arrow : 0);
  double x1 = line.x1 - (span->open_end ? arrow : 0);
  if (span->lines != NULL && place.side == ENT_TIME_INSIDE)
    {
      double room = pt (drawing, LABEL_ROOM_PT);
      double date = span->date_width > 0 ? span->date_width + pt (drawing, ENT_TIMELINE_GAP_PT) : 0;
      double length = whole_dashes (style, place.text_x - room - x0);
      draw_piece (drawing, item, x0, x0 + length, y, style, two_lines);
      x0 = MAX (x0, place.text_x + span->text_width + date + room);
    }
  draw_piece (drawing, item, x0, x1, y, style, two_lines);
  draw_line_ends (drawing, item, span, line, y, style);
}

static void
draw_event (const Drawing *drawing, int item, const EntTimeSpan *span, EntTimePlace place, double y)
{
  gboolean is_solid = span->exact || place.is_dot;
  EntStyle style = event_style (drawing, span, is_solid);
  if (place.is_dot)
    {
      double radius = (place.x1 - place.x0) / 2;
      ent_draw_disc (drawing->builder, ENT_LAYER_NODE, item, place.x0 + radius, y, radius, &style);
      return;
    }
  if (!span->tall)
    {
      style.stroke = drawing->theme->muted;
      style.stroke_width = pt (drawing, THIN_PT);
      ent_style_set_modality (&style, ent_thing_modality (span->thing), drawing->theme);
      draw_line (drawing, item, span, place, y, &style);
      return;
    }
  double height = pt (drawing, span->rows * ENT_TIMELINE_ROW_PT - ENT_TIMELINE_BAR_GAP_PT);
  if (span->exact)
    height = pt (drawing, EXACT_PT);
  EntStyle arrow = { .stroke = drawing->theme->muted };
  double length = ent_arrow_length (arrow.stroke_width);
  if (span->open_start)
    draw_arrow (drawing, item, (EntPoint){ place.x0, y }, -1, &arrow);
  if (span->open_end)
    draw_arrow (drawing, item, (EntPoint){ place.x1, y }, 1, &arrow);
  double x0 = place.x0 + (span->open_start ? length : 0);
  double x1 = MAX (place.x1 - (span->open_end ? length : 0), x0 + 1);
  style.fade_start = span->fade_start;
  style.fade_end = span->fade_end;
  EntRect box = ENT_RECT (x0, y - height / 2, x1 - x0, height);
  gboolean split = style.stroke2.a > 0;
  style.stroke2 = ENT_COLOUR_NONE;
  ent_scene_builder_box (
      drawing->builder, ENT_LAYER_NODE, item, &box, MIN (pt (drawing, 2), height / 2), &style);
  if (!split)
    return;
  /* Disputed: in two halves, one above the other, as those of a disc are side by side; where its
   * label lies on it, the upper is but a band. */
  EntStyle half = { .fill = ent_colour_mix (drawing->theme->muted, drawing->theme->paper, 0.2),
                    .fade_start = style.fade_start,
                    .fade_end = style.fade_end };
  box.height = place.side == ENT_TIME_ON ? pt (drawing, LABELLED_PT) : box.height / 2;
  ent_scene_builder_box (drawing->builder, ENT_LAYER_NODE, item, &box, 0, &half);
}

static void
draw_relation (
    const Drawing *drawing, int item, const EntTimeSpan *span, EntTimePlace place, double y)
{
  EntStyle style = ent_view_relation_style (span->relation, drawing->theme);
  if (!place.is_dot)
    {
      draw_line (drawing, item, span, place, y, &style);
      return;
    }
  double radius = (place.x1 - place.x0) / 2;
  EntStyle disc = { .fill = style.stroke, .stroke = style.stroke, .stroke_width = 1 };
  EntModality modality = ent_thing_modality (span->thing);
  if (has_two_lines (span) || style.hatched || modality != ENT_MODALITY_REPORTED)
    {
      disc = style;
      disc.fill = modality == ENT_MODALITY_DISPUTED && !style.hatched ? style.stroke
                                                                      : drawing->theme->paper;
      disc.stroke_width = ENT_UNITS_PER_PT;
    }
  ent_draw_disc (drawing->builder, ENT_LAYER_NODE, item, place.x0 + radius, y, radius, &disc);
}

static void
draw_label (const Drawing *drawing, int item, const EntTimeSpan *span, EntTimePlace place, double y)
{
  const EntTimeline *timeline = drawing->timeline;
  EntTextStyle text = ent_timeline_name_text (timeline, span);
  EntTextStyle small = ent_timeline_text (&timeline->scaled, ENT_TIMELINE_DATE_PT, 400);
  EntStyle halo = { .halo = drawing->theme->paper, .halo_width = 2 };
  EntColour muted = drawing->theme->muted;
  if (place.side == ENT_TIME_ON && place.x1 - place.x0 > span->text_width / 2)
    {
      /* The bar is its ground, where it has not faded into the paper. */
      EntStyle bar = event_style (drawing, span, FALSE);
      muted = ent_colour_against (muted, bar.fill, TEXT_CONTRAST);
      /* An outline or a dark half does not run through the letters. */
      halo.halo = bar.fill;
      halo.halo_width = bar.stroke.a > 0 ? 2 : 0;
    }
  guint n = g_strv_length (span->lines);
  double step = pt (drawing, ENT_TIMELINE_LINE_PT);
  double baseline = y + ent_text_middle (&text) - (n - 1) * step / 2, x = place.text_x;
  for (guint i = 0; i < n; i++)
    ent_scene_builder_text (drawing->builder,
                            ENT_LAYER_LABEL,
                            item,
                            x,
                            baseline + i * step,
                            span->lines[i],
                            &text,
                            drawing->theme->ink,
                            &halo);
  if (span->date_width <= 0)
    return;
  x += ent_text_measure (span->lines[0], &text).width + pt (drawing, ENT_TIMELINE_GAP_PT);
  ent_scene_builder_text (
      drawing->builder, ENT_LAYER_LABEL, item, x, baseline, span->date, &small, muted, &halo);
}

static void
draw_lists (const Drawing *drawing)
{
  const EntTimeline *timeline = drawing->timeline;
  EntTextStyle small = ent_timeline_text (&timeline->scaled, ENT_TIMELINE_DATE_PT, 600);
  EntStyle halo = { .halo = drawing->theme->paper, .halo_width = 2 };
  for (guint i = 0; i < timeline->lists->len; i++)
    {
      const EntTimeList *list = &g_array_index (timeline->lists, EntTimeList, i);
      ent_scene_builder_text (drawing->builder,
                              ENT_LAYER_LABEL,
                              ENT_NO_ITEM,
                              ent_timeline_list_x (timeline, list, drawing->camera),
                              list->y + drawing->offset + ent_text_middle (&small),
                              list->first->date,
                              &small,
                              drawing->theme->muted,
                              &halo);
    }
}

/* The heading stays in sight as long as any of its lane is. */
static void
draw_heading (const Drawing *drawing, const EntTimeLane *lane)
{
  const EntTimeline *timeline = drawing->timeline;
  EntTextStyle text = ent_timeline_text (&timeline->scaled, ENT_TIMELINE_HEAD_PT, 600);
  double line = ent_text_line_height (&text), height = g_strv_length (lane->heading) * line;
  double row = MIN (pt (drawing, ENT_TIMELINE_ROW_PT), lane->height);
  double first = lane->y + drawing->offset + MAX (row - line, 0) / 2;
  double last = lane->y + drawing->offset + lane->height - height;
  double top = CLAMP (pt (drawing, LABEL_ROOM_PT), first, MAX (first, last));
  if (top < 0 || top + height > timeline->axis->plot.height)
    return;
  EntStyle none = { 0 };
  for (char **string = lane->heading; *string != NULL; string++, top += line)
    ent_scene_builder_text (drawing->builder,
                            ENT_LAYER_FRAME,
                            ENT_NO_ITEM,
                            pt (drawing, HEAD_MARGIN_PT),
                            top + line / 2 + ent_text_middle (&text),
                            *string,
                            &text,
                            lane->colour,
                            &none);
}

static void
draw_lane_rule (const Drawing *drawing, double y)
{
  const EntRect *plot = &drawing->timeline->axis->plot;
  EntStyle style = { .stroke = drawing->theme->hairline, .stroke_width = 0.6 };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, plot->x, y);
  ent_path_line_to (path, plot->x + plot->width, y);
  ent_scene_builder_path (drawing->builder, ENT_LAYER_GROUND, ENT_NO_ITEM, path, &style);
}

/**
 * ent_timeline_draw:
 * @timeline: packed
 * @camera: how it is looked at
 * @builder: the scene
 *
 * Draws everything but the axis.
 */
void
ent_timeline_draw (const EntTimeline *timeline, EntCamera camera, EntSceneBuilder *builder)
{
  Drawing drawing = { .timeline = timeline,
                      .theme = timeline->request->theme,
                      .camera = camera,
                      .builder = builder,
                      .offset = camera.y * timeline->axis->plot.height };
  for (guint i = 0; i < timeline->spans->len; i++)
    {
      const EntTimeSpan *span = &g_array_index (timeline->spans, EntTimeSpan, i);
      const EntTimeLane *lane = &g_array_index (timeline->lanes, EntTimeLane, span->lane);
      if (i == 0 || span[-1].lane != span->lane)
        {
          draw_heading (&drawing, lane);
          if (i > 0)
            draw_lane_rule (&drawing,
                            lane->y + drawing.offset
                                - ent_timeline_pt (timeline, ENT_TIMELINE_BAR_GAP_PT * 1.6));
        }
      double y = span->y + drawing.offset;
      EntTimePlace place = ent_timeline_place (timeline, span, camera);
      int item = ent_view_add_item (
          builder, timeline->request, span->thing, span->relation == NULL ? 0.7 : 0.4);
      if (span->relation == NULL)
        draw_event (&drawing, item, span, place, y);
      else
        draw_relation (&drawing, item, span, place, y);
      if (span->lines != NULL)
        draw_label (&drawing, item, span, place, y);
    }
  draw_lists (&drawing);
}
