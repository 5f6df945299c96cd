#include "views/view-private.h"

#include <math.h>

/**
 * ent_curve_bent:
 * @from: start
 * @to: end
 * @bend: how far the middle lies off the chord, in units, to the left of the way for positive ones
 *        (y runs down)
 *
 * Returns: a symmetric cubic Bézier between the points
 */
EntCurve
ent_curve_bent (EntPoint from, EntPoint to, double bend)
{
  double dx = to.x - from.x, dy = to.y - from.y;
  double length = MAX (hypot (dx, dy), 1e-9);
  /* A cubic whose inner controls lie h off the chord has its middle 3/4 h off it. */
  double nx = dy / length * bend * 4 / 3, ny = -dx / length * bend * 4 / 3;
  return (EntCurve){ { from,
                       { from.x + dx * 0.3 + nx, from.y + dy * 0.3 + ny },
                       { from.x + dx * 0.7 + nx, from.y + dy * 0.7 + ny },
                       to } };
}

/**
 * ent_curve_at:
 * @curve: a cubic
 * @t: 0–1
 *
 * Returns: the point at @t
 */
EntPoint
ent_curve_at (const EntCurve *curve, double t)
{
  const EntPoint *p = curve->p;
  double s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
  return (EntPoint){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                     a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

/**
 * ent_curve_tangent:
 * @curve: a cubic
 * @t: 0–1
 *
 * Returns: the unit direction at @t
 */
EntPoint
ent_curve_tangent (const EntCurve *curve, double t)
{
  const EntPoint *p = curve->p;
  double s = 1 - t, a = s * s, b = 2 * s * t, c = t * t;
  double dx = a * (p[1].x - p[0].x) + b * (p[2].x - p[1].x) + c * (p[3].x - p[2].x);
  double dy = a * (p[1].y - p[0].y) + b * (p[2].y - p[1].y) + c * (p[3].y - p[2].y);
  double length = hypot (dx, dy);
  return length > 1e-12 ? (EntPoint){ dx / length, dy / length } : (EntPoint){ 1, 0 };
}

static EntPoint
blend (EntPoint a, EntPoint b, double t)
{
  return (EntPoint){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

static EntCurve
first_part (const EntCurve *curve, double t)
{
  const EntPoint *p = curve->p;
  EntPoint a = blend (p[0], p[1], t), b = blend (p[1], p[2], t), c = blend (p[2], p[3], t);
  EntPoint d = blend (a, b, t), e = blend (b, c, t);
  return (EntCurve){ { p[0], a, d, blend (d, e, t) } };
}

static EntCurve
reversed (const EntCurve *curve)
{
  const EntPoint *p = curve->p;
  return (EntCurve){ { p[3], p[2], p[1], p[0] } };
}

/**
 * ent_curve_part:
 * @curve: a cubic
 * @t0: where the part begins, 0–1
 * @t1: where it ends, from @t0 to 1
 *
 * Returns: the part as a cubic of its own (de Casteljau)
 */
EntCurve
ent_curve_part (const EntCurve *curve, double t0, double t1)
{
  EntCurve head = first_part (curve, t1);
  EntCurve back = reversed (&head);
  EntCurve tail = first_part (&back, t1 > 0 ? 1 - t0 / t1 : 1);
  return reversed (&tail);
}

/**
 * ent_curve_leave:
 * @curve: a cubic
 * @at_end: whether the disc sits on the end of the curve and not on its start
 * @radius: of the disc
 *
 * Returns: the parameter at which the curve crosses the disc's rim, by bisection; the middle when
 *          the curve never leaves the disc
 */
double
ent_curve_leave (const EntCurve *curve, gboolean at_end, double radius)
{
  EntPoint centre = curve->p[at_end ? 3 : 0];
  double inside = at_end ? 1 : 0, outside = 0.5;
  /* 24 halvings: a millionth of the curve, far under a pixel. */
  for (int i = 0; i < 24; i++)
    {
      double middle = (inside + outside) / 2;
      EntPoint at = ent_curve_at (curve, middle);
      if (hypot (at.x - centre.x, at.y - centre.y) < radius)
        inside = middle;
      else
        outside = middle;
    }
  return outside;
}

/**
 * ent_curve_add_to:
 * @curve: a cubic
 * @path: where to add it
 * @move: whether to start a new line with it
 */
void
ent_curve_add_to (const EntCurve *curve, EntPath *path, gboolean move)
{
  const EntPoint *p = curve->p;
  if (move)
    ent_path_move_to (path, p[0].x, p[0].y);
  ent_path_curve_to (path, p[1].x, p[1].y, p[2].x, p[2].y, p[3].x, p[3].y);
}

/**
 * ent_arrow_length:
 * @stroke_width: of the line
 *
 * Returns: how long the arrowhead of such a line is, in figure units
 */
double
ent_arrow_length (double stroke_width)
{
  /* A head has to be told from its line: at least 5 pt, and it grows slower than the line. */
  return 5 * ENT_UNITS_PER_PT + 1.6 * stroke_width;
}

/**
 * ent_draw_arrow:
 * @builder: the scene
 * @layer: where
 * @item: whose
 * @tip: where it points to
 * @direction: unit vector of travel at the tip
 * @line: style of the line it ends
 *
 * Draws the arrowhead of a line, filled, or hollow when nothing supports the line (hatched set).
 */
void
ent_draw_arrow (EntSceneBuilder *builder,
                EntLayer layer,
                int item,
                EntPoint tip,
                EntPoint direction,
                const EntStyle *line)
{
  double length = ent_arrow_length (line->stroke_width), half = length * 0.38;
  EntPoint base = { tip.x - direction.x * length, tip.y - direction.y * length };
  g_autoptr (EntPath) path = ent_path_new ();
  ent_path_move_to (path, tip.x, tip.y);
  ent_path_line_to (path, base.x - direction.y * half, base.y + direction.x * half);
  ent_path_line_to (
      path, base.x + direction.x * length * 0.18, base.y + direction.y * length * 0.18);
  ent_path_line_to (path, base.x + direction.y * half, base.y - direction.x * half);
  ent_path_close (path);
  EntStyle style = { .fill = line->stroke };
  if (line->hatched)
    style = (EntStyle){ .fill = ent_scene_builder_theme (builder)->paper,
                        .stroke = line->stroke,
                        .stroke_width = 1 };
  ent_scene_builder_path (builder, layer, item, g_steal_pointer (&path), &style);
}

/**
 * ent_block_arrow:
 * @placer: what places the labels
 * @tip: of an arrowhead
 * @direction: unit vector of travel at the tip
 * @line: style of the line it ends
 *
 * Keeps labels off an arrowhead.
 */
void
ent_block_arrow (EntLabelPlacer *placer, EntPoint tip, EntPoint direction, const EntStyle *line)
{
  double half = ent_arrow_length (line->stroke_width) / 2;
  ent_label_placer_block_disc (
      placer, tip.x - direction.x * half, tip.y - direction.y * half, half);
}

/* Of a hollow line, each of the two; figure units. */
#define EDGE 0.9

/**
 * ent_line_width:
 * @style: of a line
 * @two_lines: whether it is hollow by its type
 *
 * Returns: how wide it is drawn, figure units
 */
double
ent_line_width (const EntStyle *style, gboolean two_lines)
{
  if (style->hatched)
    return style->stroke_width + 2.2 * ENT_UNITS_PER_PT;
  return style->stroke_width + (two_lines ? 1.5 * ENT_UNITS_PER_PT : 0);
}

/**
 * ent_draw_line:
 * @builder: the scene
 * @layer: where
 * @item: whose
 * @path: (transfer full): the way
 * @style: stroke, width, dashes; hatched when nothing supports it
 * @two_lines: whether it is hollow: a line with a core of paper
 *
 * Draws a line without its ends.  One that is hatched is hollow and has rungs across.
 */
void
ent_draw_line (EntSceneBuilder *builder,
               EntLayer layer,
               int item,
               EntPath *path,
               const EntStyle *style,
               gboolean two_lines)
{
  EntStyle outer = *style;
  outer.fill = ENT_COLOUR_NONE;
  outer.hatched = FALSE;
  outer.stroke_width = ent_line_width (style, two_lines);
  if (!two_lines && !style->hatched)
    {
      ent_scene_builder_path (builder, layer, item, path, &outer);
      return;
    }
  EntPath *core = ent_path_copy (path);
  /* Dashes are gaps enough: rungs between them would be specks. */
  EntPath *rungs = style->hatched && style->n_dash == 0 ? ent_path_copy (path) : NULL;
  ent_scene_builder_path (builder, layer, item, path, &outer);
  EntStyle inner = { .stroke = ent_scene_builder_theme (builder)->paper,
                     .stroke_width = style->hatched ? outer.stroke_width - 2 * EDGE
                                                    : style->stroke_width * 0.6 + 0.5,
                     .keeps_colour = TRUE };
  ent_scene_builder_path (builder, layer, item, core, &inner);
  if (rungs == NULL)
    return;
  EntStyle hatch = {
    .stroke = style->stroke, .stroke_width = inner.stroke_width, .dash = { 1, 3.5 }, .n_dash = 2
  };
  ent_scene_builder_path (builder, layer, item, rungs, &hatch);
}

static EntPath *
right_half (double cx, double cy, double radius)
{
  const double k = 0.5523 * radius; /* control distance of a quarter circle */
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, cx, cy - radius);
  ent_path_curve_to (path, cx + k, cy - radius, cx + radius, cy - k, cx + radius, cy);
  ent_path_curve_to (path, cx + radius, cy + k, cx + k, cy + radius, cx, cy + radius);
  ent_path_close (path);
  return path;
}

/**
 * ent_draw_disc:
 * @builder: the scene
 * @layer: where
 * @item: whose
 * @cx: centre
 * @cy: centre
 * @radius: of the disc
 * @style: fill, rim and hatch; with a second stroke colour it is disputed
 *
 * Draws a disc: in two halves, one of them pale, when it is disputed.
 */
void
ent_draw_disc (EntSceneBuilder *builder,
               EntLayer layer,
               int item,
               double cx,
               double cy,
               double radius,
               const EntStyle *style)
{
  EntStyle whole = *style;
  whole.stroke2 = ENT_COLOUR_NONE;
  ent_scene_builder_disc (builder, layer, item, cx, cy, radius, &whole);
  if (style->stroke2.a <= 0)
    return;
  EntStyle half
      = { .fill = ent_colour_mix (style->stroke, ent_scene_builder_theme (builder)->paper, 0.82),
          .stroke = style->stroke,
          .stroke_width = style->stroke_width };
  ent_scene_builder_path (builder, layer, item, right_half (cx, cy, radius), &half);
}
