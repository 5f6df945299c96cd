/* The diagram: an argument or the roles in a matter, as boxes in layers with typed arrows. */
#include "views/diagram-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Between a line and its box, points at scale 1. */
#define GAP_PT 2.0

/**
 * ent_link_kind_style:
 * @kind: what a link says
 * @theme: the theme
 *
 * Returns: the line of links of that kind
 */
EntStyle
ent_link_kind_style (EntLinkKind kind, const EntTheme *theme)
{
  EntStyle style = { .stroke = theme->muted, .stroke_width = 1.1 * ENT_UNITS_PER_PT };
  switch (kind)
    {
    case ENT_LINK_LEADS_TO:
      break;
    case ENT_LINK_RAISES:
      style.stroke = theme->category_line[2];
      break;
    case ENT_LINK_LOWERS:
      style.stroke = theme->category_line[7];
      break;
    case ENT_LINK_REQUIRES:
      style.stroke = theme->category_line[0];
      break;
    case ENT_LINK_EXCLUDES:
      style.stroke = theme->category_line[1];
      break;
    }
  return style;
}

static EntStyle
link_style (const EntDiagramDrawing *drawing, const EntDiagramLink *link)
{
  EntStyle style = ent_link_kind_style (link->kind, drawing->request->theme);
  ent_style_set_modality (&style, ent_thing_modality (&link->thing), drawing->request->theme);
  style.hatched = !ent_thing_is_cited (&link->thing);
  return style;
}

/**
 * ent_node_kind_style:
 * @kind: what a node is in the argument
 * @theme: the theme
 *
 * Returns: the box of nodes of that kind
 */
EntStyle
ent_node_kind_style (EntNodeKind kind, const EntTheme *theme)
{
  static const guint slots[] = {
    [ENT_NODE_CAUSE] = 1, [ENT_NODE_MECHANISM] = 6, [ENT_NODE_EFFECT] = 2,
    [ENT_NODE_ACTOR] = 0, [ENT_NODE_CONDITION] = 4, [ENT_NODE_OUTCOME] = 3,
  };
  guint slot = slots[kind];
  return (EntStyle){ .fill = ent_colour_mix (theme->paper, theme->category[slot], 0.2),
                     .stroke = theme->category_rim[slot],
                     .stroke_width = 0.9 * ENT_UNITS_PER_PT };
}

static EntStyle
node_style (const EntDiagramDrawing *drawing, const EntDiagramNode *node)
{
  const EntTheme *theme = drawing->request->theme;
  EntStyle style = ent_node_kind_style (node->kind, theme);
  ent_style_set_modality (&style, ent_thing_modality (&node->thing), theme);
  if (!ent_thing_is_cited (&node->thing))
    {
      style.fill = theme->paper;
      style.hatched = TRUE;
    }
  return style;
}

/* Which way the layers run from a node of a link to its other: 1 onwards, -1 back. */
static double
side_of (const EntDiagramDrawing *drawing, guint node, guint other)
{
  return drawing->layout->centre[other].y > drawing->layout->centre[node].y ? 1 : -1;
}

/* Across the layers, where a link comes from as a node sees it. */
static double
comes_from (const EntDiagramDrawing *drawing, guint link, guint node, guint other)
{
  guint n = drawing->layout->n_bends[link];
  if (n == 0)
    return drawing->layout->centre[other].x;
  const EntDiagramLink *of = drawing->links->pdata[link];
  gboolean starts = ent_diagram_index (drawing, of->from) == (int)node;
  return drawing->layout->bends[link][starts ? 0 : n - 1].x;
}

/* Where a link touches a box: those on one side share it evenly, in the order of where they come
 * from, so that their ends stay apart. */
static EntPoint
port (const EntDiagramDrawing *drawing, guint link, guint node, guint other)
{
  double side = side_of (drawing, node, other);
  double own = comes_from (drawing, link, node, other);
  guint rank = 0, count = 0;
  for (guint i = 0; i < drawing->links->len; i++)
    {
      const EntDiagramLink *rival = drawing->links->pdata[i];
      guint from = ent_diagram_index (drawing, rival->from),
            to = ent_diagram_index (drawing, rival->to);
      if (from == to || (from != node && to != node))
        continue;
      guint end = from == node ? to : from;
      if (side_of (drawing, node, end) != side)
        continue;
      double theirs = comes_from (drawing, i, node, end);
      rank += theirs < own || (theirs == own && i < link);
      count++;
    }
  double across = drawing->sideways ? drawing->height[node] : drawing->width[node];
  double along = drawing->sideways ? drawing->width[node] : drawing->height[node];
  return ent_diagram_swap (
      (EntPoint){
          drawing->layout->centre[node].x + across * ((rank + 1.0) / (count + 1.0) - 0.5) * 0.86,
          drawing->layout->centre[node].y + side * (along / 2 + ent_diagram_pt (drawing, GAP_PT)) },
      drawing->sideways);
}

/* Half the height of the layer that a bend is in, along the way of the layers. */
static double
half_layer (const EntDiagramDrawing *drawing, double at)
{
  double nearest = INFINITY, half = 0;
  for (guint i = 0; i < drawing->nodes->len; i++)
    {
      double distance = fabs (drawing->layout->centre[i].y - at);
      double own = (drawing->sideways ? drawing->width[i] : drawing->height[i]) / 2;
      if (distance < nearest - 0.5)
        half = own;
      else if (distance < nearest + 0.5)
        half = MAX (half, own);
      nearest = MIN (nearest, distance);
    }
  return half;
}

/* Curves on to a point, leaving and arriving along the way of the layers where asked to. */
static void
curve_on (const EntDiagramDrawing *drawing,
          EntPath *path,
          EntPoint from,
          EntPoint to,
          gboolean leaves,
          gboolean arrives)
{
  EntPoint a = { from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3 };
  EntPoint b = { to.x - (to.x - from.x) / 3, to.y - (to.y - from.y) / 3 };
  double along = ((drawing->sideways ? to.x - from.x : to.y - from.y)) * 0.5;
  EntPoint step = ent_diagram_swap ((EntPoint){ 0, along }, drawing->sideways);
  if (leaves)
    a = (EntPoint){ from.x + step.x, from.y + step.y };
  if (arrives)
    b = (EntPoint){ to.x - step.x, to.y - step.y };
  ent_path_curve_to (path, a.x, a.y, b.x, b.y, to.x, to.y);
}

typedef struct
{
  EntPath *path; /* to the tip */
  EntPoint tip, along;
} Way;

/* From rim to rim; where a link passes a layer it runs straight through the room kept for it. */
static Way
way_of (const EntDiagramDrawing *drawing, guint index, guint from, guint to, double back)
{
  guint n = drawing->layout->n_bends[index];
  const EntPoint *bends = drawing->layout->bends[index];
  double side = side_of (drawing, from, to);
  EntPoint at = port (drawing, index, from, to);
  Way way = { .path = ent_path_new (), .tip = port (drawing, index, to, from) };
  ent_path_move_to (way.path, at.x, at.y);
  for (guint i = 0; i < n; i++)
    {
      double half = half_layer (drawing, bends[i].y) * side;
      EntPoint in
          = ent_diagram_swap ((EntPoint){ bends[i].x, bends[i].y - half }, drawing->sideways);
      EntPoint out
          = ent_diagram_swap ((EntPoint){ bends[i].x, bends[i].y + half }, drawing->sideways);
      curve_on (drawing, way.path, at, in, i > 0, TRUE);
      ent_path_line_to (way.path, out.x, out.y);
      at = out;
    }
  double dx = way.tip.x - at.x, dy = way.tip.y - at.y, length = MAX (hypot (dx, dy), 1e-9);
  way.along = (EntPoint){ dx / length, dy / length };
  EntPoint end = { way.tip.x - way.along.x * back, way.tip.y - way.along.y * back };
  if (n > 0)
    curve_on (drawing, way.path, at, end, TRUE, FALSE);
  else
    ent_path_line_to (way.path, end.x, end.y);
  return way;
}

static void
draw_link (const EntDiagramDrawing *drawing,
           EntSceneBuilder *builder,
           EntLabelPlacer *placer,
           guint index)
{
  const EntViewRequest *request = drawing->request;
  const EntDiagramLink *link = drawing->links->pdata[index];
  int from = ent_diagram_index (drawing, link->from), to = ent_diagram_index (drawing, link->to);
  if (from == to)
    return;
  EntStyle style = link_style (drawing, link);
  int item = ent_view_add_item (builder, request, &link->thing, 0.4);
  double back = link->kind == ENT_LINK_EXCLUDES ? 0 : ent_arrow_length (style.stroke_width) * 0.7;
  Way way = way_of (drawing, index, from, to, back);
  EntPoint tip = way.tip, along = way.along, middle = tip, tangent;
  ent_path_point_at (way.path, 0.5, &middle, &tangent);
  ent_label_placer_avoid_path (placer, way.path, style.stroke_width / 2);
  ent_draw_line (builder, ENT_LAYER_LINE, item, way.path, &style, FALSE);
  if (link->kind == ENT_LINK_EXCLUDES)
    {
      double half = ent_diagram_pt (drawing, 4.5);
      EntStyle bar = { .stroke = style.stroke, .stroke_width = 1.8 * ENT_UNITS_PER_PT };
      EntPoint across = ent_diagram_swap ((EntPoint){ half, 0 }, drawing->sideways);
      EntPath *stop = ent_path_new ();
      ent_path_move_to (stop, tip.x - across.x, tip.y - across.y);
      ent_path_line_to (stop, tip.x + across.x, tip.y + across.y);
      ent_scene_builder_path (builder, ENT_LAYER_LINE, item, stop, &bar);
    }
  else
    ent_draw_arrow (builder, ENT_LAYER_LINE, item, tip, along, &style);
  EntLabel label = { .item = item,
                     .forms = { ent_text_get (&link->thing.name, request->lang) },
                     .second = ent_request_second (request, &link->thing.name),
                     .second_lang = request->lang2,
                     .style = ent_request_text (&drawing->scaled, ENT_DIAGRAM_LINK_PT, 400),
                     .colour = ent_colour_against (
                         ent_colour_with_alpha (style.stroke, 1), request->theme->paper, 4.5),
                     .x = middle.x,
                     .y = middle.y,
                     .mode = ENT_PLACE_CENTRE,
                     .priority = 0.5,
                     .required = TRUE };
  if (*label.forms[0] != '\0')
    ent_label_placer_add (placer, &label);
}

static void
draw_node (const EntDiagramDrawing *drawing,
           EntSceneBuilder *builder,
           EntLabelPlacer *placer,
           guint index)
{
  const EntDiagramNode *node = drawing->nodes->pdata[index];
  EntStyle style = node_style (drawing, node), none = { 0 };
  EntPoint centre = drawing->centre[index];
  EntRect box = ENT_RECT (centre.x - drawing->width[index] / 2,
                          centre.y - drawing->height[index] / 2,
                          drawing->width[index],
                          drawing->height[index]);
  int item = ent_view_add_item (builder, drawing->request, &node->thing, 0.8);
  double radius = node->kind == ENT_NODE_ACTOR ? box.height / 2 : ent_diagram_pt (drawing, 3);
  ent_scene_builder_box (
      builder, ENT_LAYER_NODE, item, &box, MIN (radius, ent_diagram_pt (drawing, 10)), &style);
  if (style.hatched)
    {
      /* A hatching would run through the words: they stand on paper. */
      EntStyle paper = { .fill = style.fill };
      EntRect inside = ent_rect_inset (&box,
                                       ent_diagram_air (drawing, ENT_DIAGRAM_PAD_Y_PT) * 0.6,
                                       ent_diagram_air (drawing, ENT_DIAGRAM_PAD_Y_PT) * 0.6);
      ent_scene_builder_box (
          builder, ENT_LAYER_NODE, item, &inside, ent_diagram_pt (drawing, 1.5), &paper);
    }
  ent_label_placer_block_rect (placer, &box);
  EntTextStyle text = ent_request_text (&drawing->scaled, ENT_DIAGRAM_TEXT_PT, 600);
  text.align = ENT_ALIGN_MIDDLE;
  double line_height = ent_text_line_height (&text),
         y = box.y + ent_diagram_air (drawing, ENT_DIAGRAM_PAD_Y_PT);
  for (guint i = 0; drawing->lines[index][i] != NULL; i++)
    {
      const char *line = drawing->lines[index][i];
      EntTextSize size = ent_text_measure (line, &text);
      double baseline = y + (line_height - size.ascent - size.descent) / 2 + size.ascent;
      ent_scene_builder_text (builder,
                              ENT_LAYER_NODE,
                              item,
                              centre.x,
                              baseline,
                              line,
                              &text,
                              drawing->request->theme->ink,
                              &none);
      y += line_height;
    }
}

static void
move (EntDiagramDrawing *drawing, double dx, double dy)
{
  for (guint i = 0; i < drawing->nodes->len; i++)
    {
      drawing->centre[i].x += dx;
      drawing->centre[i].y += dy;
      drawing->layout->centre[i] = ent_diagram_swap (drawing->centre[i], drawing->sideways);
    }
  for (guint i = 0; i < drawing->links->len; i++)
    for (guint bend = 0; bend < drawing->layout->n_bends[i]; bend++)
      {
        EntPoint *at = &drawing->layout->bends[i][bend];
        at->x += drawing->sideways ? dy : dx;
        at->y += drawing->sideways ? dx : dy;
      }
}

/**
 * ent_diagram_view_height:
 * @request: what is to be drawn
 *
 * Returns: the height that the diagram takes when it is as wide as the request, and no larger than
 *          its text wants
 */
double
ent_diagram_view_height (const EntViewRequest *request)
{
  /* A page's shape first: what is taller runs from left to right, or has smaller text. */
  static const double shapes[] = { 1.4, 1.8, 2.3, 3, 4 };
  EntViewRequest tall = *request;
  tall.fit = TRUE;
  g_autoptr (EntDiagramDrawing) drawing = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_clear_pointer (&drawing, ent_diagram_drawing_free);
      tall.height = request->width * shapes[i];
      drawing = ent_diagram_choose (&tall);
      if (ent_diagram_fit (drawing) >= 1 - 1e-6)
        break;
    }
  /* In a frame of that height another form may be chosen, which is taller. */
  const double margins = 2 * ent_request_pt (request, ENT_DIAGRAM_MARGIN_PT);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      tall.height = drawing->total_height + margins;
      g_clear_pointer (&drawing, ent_diagram_drawing_free);
      drawing = ent_diagram_choose (&tall);
      if (drawing->total_height <= tall.height)
        return tall.height;
    }
  return drawing->total_height + margins;
}

/**
 * ent_diagram_view_build:
 * @request: what is to be drawn
 * @builder: the scene
 * @cancellable: (nullable): not needed
 * @error: where to put an error
 *
 * Draws a diagram, from the top or from the left, whichever gives the larger text; the camera
 * magnifies it.  Errors: #EntViewsError
 *
 * Returns: whether it was drawn
 */
gboolean
ent_diagram_view_build (const EntViewRequest *request,
                        EntSceneBuilder *builder,
                        GCancellable *cancellable,
                        GError **error)
{
  static const char *const known[] = { NULL };
  if (!ent_request_check_options (request, known, error))
    return FALSE;
  g_autoptr (EntDiagramDrawing) drawing = ent_diagram_choose (request);
  if (drawing->nodes->len == 0)
    {
      ent_request_message (request, builder);
      return TRUE;
    }
  if (request->fit
      && (drawing->total_width > request->width || drawing->total_height > request->height))
    {
      g_set_error (error,
                   ENT_VIEWS_ERROR,
                   ENT_VIEWS_ERROR_SIZE,
                   _ ("The diagram needs %.0f × %.0f units with text of 6 pt; found %.0f × %.0f"),
                   drawing->total_width,
                   drawing->total_height,
                   request->width,
                   request->height);
      return FALSE;
    }
  EntRect frame = ENT_RECT (0, 0, request->width, request->height);
  EntCamera camera = request->fit ? ENT_CAMERA_FIT : request->camera;
  EntRect content
      = ENT_RECT ((request->width - drawing->total_width) / 2 + camera.x * request->width,
                  (request->height - drawing->total_height) / 2 + camera.y * request->height,
                  drawing->total_width,
                  drawing->total_height);
  ent_scene_builder_set_camera (builder,
                                request->camera,
                                &frame,
                                ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y | ENT_FADES);
  ent_scene_builder_set_content (builder, &content);
  move (drawing, content.x, content.y);
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&frame);
  for (guint i = 0; i < drawing->links->len; i++)
    draw_link (drawing, builder, placer, i);
  for (guint i = 0; i < drawing->nodes->len; i++)
    draw_node (drawing, builder, placer, i);
  guint lost = ent_label_placer_run (placer, builder);
  if (lost > 0 && request->fit)
    {
      g_autofree char *note = ent_word_count ("unlabelled", lost, request->lang);
      ent_scene_builder_add_note (builder, note);
    }
  return TRUE;
}
