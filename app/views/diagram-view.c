/* The diagram: an argument or the roles in a matter, as boxes in layers with typed arrows. */
#include "graph/layout-layered.h"
#include "scene/label-placer.h"
#include "views/view-private.h"

#include <math.h>

/* Lengths in points at scale 1. */
#define MARGIN_PT 14.0
#define TEXT_PT 8.0
#define LINK_PT 6.8
#define PAD_X_PT 7.0
#define PAD_Y_PT 5.0
#define NODE_GAP_PT 16.0
#define LAYER_GAP_PT 34.0
#define GAP_PT 2.0
#define SMALLEST_PT 6.0

typedef struct
{
  const EntViewRequest *request;
  EntViewRequest scaled; /* with the scale of the drawing in its text scale */
  const EntDiagram *diagram;
  GPtrArray *nodes, *links; /* shown ones */
  char ***lines;            /* text of each node */
  double *width, *height;   /* of the boxes, figure units */
  EntPoint *centre;         /* figure units */
  EntLayeredLayout *layout;
  gboolean sideways; /* layers from left to right */
  double wrap_pt;    /* widest text in a box */
  double total_width, total_height;
} Drawing;

static void
free_drawing (Drawing *drawing)
{
  for (guint i = 0; drawing->lines != NULL && i < drawing->nodes->len; i++)
    g_strfreev (drawing->lines[i]);
  g_free (drawing->lines);
  g_free (drawing->width);
  g_free (drawing->height);
  g_free (drawing->centre);
  g_clear_pointer (&drawing->layout, ent_layered_layout_free);
  g_ptr_array_unref (drawing->nodes);
  g_ptr_array_unref (drawing->links);
  g_free (drawing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drawing, free_drawing)

static double
pt (const Drawing *drawing, double points)
{
  return ent_request_pt (&drawing->scaled, points);
}

static const EntDiagram *
find_diagram (const EntViewRequest *request)
{
  const EntThing *of = request->view != NULL ? request->view->of : NULL;
  if (of != NULL && of->kind == ENT_THING_DIAGRAM)
    return (const EntDiagram *)of;
  const GPtrArray *all = ent_dossier_diagrams (request->dossier);
  return all->len > 0 ? all->pdata[0] : NULL;
}

static int
index_of (const Drawing *drawing, const EntDiagramNode *node)
{
  guint index;
  return g_ptr_array_find (drawing->nodes, node, &index) ? (int)index : -1;
}

static void
collect (Drawing *drawing)
{
  const EntDiagram *diagram = drawing->diagram;
  for (guint i = 0; i < diagram->nodes->len; i++)
    if (ent_request_admits (drawing->request, diagram->nodes->pdata[i]))
      g_ptr_array_add (drawing->nodes, diagram->nodes->pdata[i]);
  for (guint i = 0; i < diagram->links->len; i++)
    {
      const EntDiagramLink *link = diagram->links->pdata[i];
      if (index_of (drawing, link->from) >= 0 && index_of (drawing, link->to) >= 0
          && ent_request_admits (drawing->request, link))
        g_ptr_array_add (drawing->links, (gpointer)link);
    }
}

static void
size_boxes (Drawing *drawing)
{
  guint n = drawing->nodes->len;
  EntTextStyle text = ent_request_text (&drawing->scaled, TEXT_PT, 600);
  drawing->lines = g_new0 (char **, n + 1);
  drawing->width = g_new0 (double, n + 1);
  drawing->height = g_new0 (double, n + 1);
  drawing->centre = g_new0 (EntPoint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const EntThing *node = drawing->nodes->pdata[i];
      double widest = 0;
      drawing->lines[i] = ent_text_wrap (ent_text_get (&node->name, drawing->request->lang),
                                         &text,
                                         pt (drawing, drawing->wrap_pt),
                                         6);
      for (guint line = 0; drawing->lines[i][line] != NULL; line++)
        widest = MAX (widest, ent_text_measure (drawing->lines[i][line], &text).width);
      drawing->width[i] = widest + 2 * pt (drawing, PAD_X_PT);
      drawing->height[i] = g_strv_length (drawing->lines[i]) * ent_text_line_height (&text)
                           + 2 * pt (drawing, PAD_Y_PT);
    }
}

/* The name of a link needs room between the layers: across when they lie side by side. */
static double
layer_gap (const Drawing *drawing)
{
  EntTextStyle text = ent_request_text (&drawing->scaled, LINK_PT, 400);
  double widest = 0;
  for (guint i = 0; drawing->sideways && i < drawing->links->len; i++)
    {
      const EntThing *link = drawing->links->pdata[i];
      widest = MAX (
          widest,
          ent_text_measure (ent_text_get (&link->name, drawing->request->lang), &text).width);
    }
  return MAX (pt (drawing, LAYER_GAP_PT), widest + pt (drawing, 22));
}

static EntPoint
swap (EntPoint point, gboolean swapped)
{
  return swapped ? (EntPoint){ point.y, point.x } : point;
}

static void
arrange (Drawing *drawing)
{
  guint n = drawing->nodes->len;
  g_autofree EntLayeredEdge *edges = g_new0 (EntLayeredEdge, drawing->links->len + 1);
  for (guint i = 0; i < drawing->links->len; i++)
    {
      const EntDiagramLink *link = drawing->links->pdata[i];
      edges[i] = (EntLayeredEdge){ index_of (drawing, link->from), index_of (drawing, link->to) };
    }
  EntLayeredGraph graph = { .n = n,
                            .width = drawing->sideways ? drawing->height : drawing->width,
                            .height = drawing->sideways ? drawing->width : drawing->height,
                            .n_edges = drawing->links->len,
                            .edges = edges,
                            .node_gap = pt (drawing, NODE_GAP_PT),
                            .layer_gap = layer_gap (drawing) };
  drawing->layout = ent_layout_layered (&graph);
  for (guint i = 0; i < n; i++)
    drawing->centre[i] = swap (drawing->layout->centre[i], drawing->sideways);
  drawing->total_width = drawing->sideways ? drawing->layout->height : drawing->layout->width;
  drawing->total_height = drawing->sideways ? drawing->layout->width : drawing->layout->height;
}

static Drawing *
lay_out (const EntViewRequest *request, double scale, gboolean sideways, double wrap_pt)
{
  g_autoptr (Drawing) drawing = g_new0 (Drawing, 1);
  drawing->request = request;
  drawing->scaled = *request;
  drawing->scaled.text_scale = scale;
  drawing->sideways = sideways;
  drawing->wrap_pt = wrap_pt;
  drawing->diagram = find_diagram (request);
  drawing->nodes = g_ptr_array_new ();
  drawing->links = g_ptr_array_new ();
  if (drawing->diagram != NULL)
    collect (drawing);
  if (drawing->nodes->len == 0)
    return g_steal_pointer (&drawing);
  size_boxes (drawing);
  arrange (drawing);
  return g_steal_pointer (&drawing);
}

/* How much the drawing has to shrink (or may grow) to fit. */
static double
fit_of (const Drawing *drawing)
{
  double margin = 2 * ent_request_pt (drawing->request, MARGIN_PT);
  double x = (drawing->request->width - margin) / MAX (drawing->total_width, 1);
  double y = (drawing->request->height - margin) / MAX (drawing->total_height, 1);
  return MIN (x, y);
}

/* The direction and the width of boxes that fill the frame best: text is largest then. */
static Drawing *
choose (const EntViewRequest *request)
{
  static const double wraps[] = { 110, 84, 64 };
  g_autoptr (Drawing) best = NULL;
  for (guint i = 0; i < 2 * G_N_ELEMENTS (wraps); i++)
    {
      g_autoptr (Drawing) next = lay_out (request, request->text_scale, i % 2 == 1, wraps[i / 2]);
      if (next->nodes->len == 0)
        return g_steal_pointer (&next);
      /* Narrow boxes read worse: they have to gain something. */
      if (best == NULL || MIN (fit_of (next), 1.25) > MIN (fit_of (best), 1.25) * 1.06)
        {
          g_clear_pointer (&best, free_drawing);
          best = g_steal_pointer (&next);
        }
    }
  double scale = CLAMP (fit_of (best), SMALLEST_PT / LINK_PT / request->text_scale, 1.25);
  scale *= request->text_scale * (request->fit ? 1 : request->camera.zoom);
  return lay_out (request, scale, best->sideways, best->wrap_pt);
}

static EntStyle
link_style (const Drawing *drawing, const EntDiagramLink *link)
{
  const EntTheme *theme = drawing->request->theme;
  EntStyle style = { .stroke = theme->muted, .stroke_width = 1.1 * ENT_UNITS_PER_PT };
  switch (link->kind)
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
  ent_style_set_modality (&style, link->thing.modality, theme);
  style.hatched = !ent_thing_is_cited (&link->thing);
  return style;
}

static EntStyle
node_style (const Drawing *drawing, const EntDiagramNode *node)
{
  static const guint slots[] = {
    [ENT_NODE_CAUSE] = 1, [ENT_NODE_MECHANISM] = 6, [ENT_NODE_EFFECT] = 2,
    [ENT_NODE_ACTOR] = 0, [ENT_NODE_CONDITION] = 4, [ENT_NODE_OUTCOME] = 3,
  };
  const EntTheme *theme = drawing->request->theme;
  guint slot = slots[node->kind];
  EntStyle style = { .fill = ent_colour_mix (theme->paper, theme->category[slot], 0.2),
                     .stroke = theme->category_rim[slot],
                     .stroke_width = 0.9 * ENT_UNITS_PER_PT };
  ent_style_set_modality (&style, node->thing.modality, theme);
  if (!ent_thing_is_cited (&node->thing))
    {
      style.fill = theme->paper;
      style.hatched = TRUE;
    }
  return style;
}

/* Where the way from the centre of a box towards a point leaves it. */
static EntPoint
leave_box (const Drawing *drawing, guint node, EntPoint towards, double gap)
{
  EntPoint centre = drawing->centre[node];
  double dx = towards.x - centre.x, dy = towards.y - centre.y;
  double half_width = drawing->width[node] / 2 + gap, half_height = drawing->height[node] / 2 + gap;
  double t = MIN (fabs (dx) > 1e-9 ? half_width / fabs (dx) : INFINITY,
                  fabs (dy) > 1e-9 ? half_height / fabs (dy) : INFINITY);
  return isfinite (t) ? (EntPoint){ centre.x + dx * t, centre.y + dy * t } : centre;
}

/* A smooth way through the points (Catmull-Rom). */
static void
add_smooth (EntPath *path, const EntPoint *points, guint n)
{
  ent_path_move_to (path, points[0].x, points[0].y);
  for (guint i = 0; i + 1 < n; i++)
    {
      EntPoint before = points[i > 0 ? i - 1 : i], after = points[i + 2 < n ? i + 2 : i + 1];
      ent_path_curve_to (path,
                         points[i].x + (points[i + 1].x - before.x) / 6,
                         points[i].y + (points[i + 1].y - before.y) / 6,
                         points[i + 1].x - (after.x - points[i].x) / 6,
                         points[i + 1].y - (after.y - points[i].y) / 6,
                         points[i + 1].x,
                         points[i + 1].y);
    }
}

/* The bends of the layout between the two rims; returns how many points. */
static guint
way_of (const Drawing *drawing, guint link, guint from, guint to, EntPoint **way)
{
  guint bends = drawing->layout->n_bends[link];
  double gap = pt (drawing, GAP_PT);
  EntPoint *points = g_new0 (EntPoint, bends + 2);
  for (guint i = 0; i < bends; i++)
    points[i + 1] = swap (drawing->layout->bends[link][i], drawing->sideways);
  points[0] = leave_box (drawing, from, bends > 0 ? points[1] : drawing->centre[to], gap);
  points[bends + 1]
      = leave_box (drawing, to, bends > 0 ? points[bends] : drawing->centre[from], gap);
  *way = points;
  return bends + 2;
}

static void
draw_link (const Drawing *drawing, EntSceneBuilder *builder, EntLabelPlacer *placer, guint index)
{
  const EntViewRequest *request = drawing->request;
  const EntDiagramLink *link = drawing->links->pdata[index];
  int from = index_of (drawing, link->from), to = index_of (drawing, link->to);
  if (from == to)
    return;
  EntStyle style = link_style (drawing, link);
  int item = ent_view_add_item (builder, request, &link->thing, 0.4);
  g_autofree EntPoint *way = NULL;
  guint n = way_of (drawing, index, from, to, &way);
  EntPoint tip = way[n - 1];
  double dx = tip.x - way[n - 2].x, dy = tip.y - way[n - 2].y, length = MAX (hypot (dx, dy), 1e-9);
  EntPoint along = { dx / length, dy / length };
  double back = link->kind == ENT_LINK_EXCLUDES ? 0 : ent_arrow_length (style.stroke_width) * 0.7;
  way[n - 1] = (EntPoint){ tip.x - along.x * back, tip.y - along.y * back };
  EntPath *path = ent_path_new ();
  add_smooth (path, way, n);
  ent_label_placer_avoid_path (placer, path, style.stroke_width / 2);
  EntPoint middle = way[0], tangent;
  ent_path_point_at (path, 0.5, &middle, &tangent);
  ent_draw_line (builder, ENT_LAYER_LINE, item, path, &style, style.hatched);
  if (link->kind == ENT_LINK_EXCLUDES)
    {
      double half = pt (drawing, 4.5);
      EntStyle bar = { .stroke = style.stroke, .stroke_width = 1.8 * ENT_UNITS_PER_PT };
      EntPath *stop = ent_path_new ();
      ent_path_move_to (stop, tip.x - along.y * half, tip.y + along.x * half);
      ent_path_line_to (stop, tip.x + along.y * half, tip.y - along.x * half);
      ent_scene_builder_path (builder, ENT_LAYER_LINE, item, stop, &bar);
    }
  else
    ent_draw_arrow (builder, ENT_LAYER_LINE, item, tip, along, &style);
  EntLabel label = { .item = item,
                     .forms = { ent_text_get (&link->thing.name, request->lang) },
                     .style = ent_request_text (&drawing->scaled, LINK_PT, 400),
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
draw_node (const Drawing *drawing, EntSceneBuilder *builder, EntLabelPlacer *placer, guint index)
{
  const EntDiagramNode *node = drawing->nodes->pdata[index];
  EntStyle style = node_style (drawing, node), none = { 0 };
  EntPoint centre = drawing->centre[index];
  EntRect box = ENT_RECT (centre.x - drawing->width[index] / 2,
                          centre.y - drawing->height[index] / 2,
                          drawing->width[index],
                          drawing->height[index]);
  int item = ent_view_add_item (builder, drawing->request, &node->thing, 0.8);
  double radius = node->kind == ENT_NODE_ACTOR ? box.height / 2 : pt (drawing, 3);
  ent_scene_builder_box (
      builder, ENT_LAYER_NODE, item, &box, MIN (radius, pt (drawing, 10)), &style);
  ent_label_placer_block_rect (placer, &box);
  EntTextStyle text = ent_request_text (&drawing->scaled, TEXT_PT, 600);
  text.align = ENT_ALIGN_MIDDLE;
  double line_height = ent_text_line_height (&text), y = box.y + pt (drawing, PAD_Y_PT);
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
move (Drawing *drawing, double dx, double dy)
{
  for (guint i = 0; i < drawing->nodes->len; i++)
    {
      drawing->centre[i].x += dx;
      drawing->centre[i].y += dy;
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
  EntViewRequest tall = *request;
  tall.height = request->width * 1.4; /* a page's shape: what is taller runs from left to right */
  tall.fit = TRUE;
  g_autoptr (Drawing) drawing = choose (&tall);
  return drawing->total_height + 2 * ent_request_pt (request, MARGIN_PT);
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
  g_autoptr (Drawing) drawing = choose (request);
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
                   "The diagram needs %.0f × %.0f units with text of 6 pt; found %.0f × %.0f",
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
  ent_label_placer_run (placer, builder);
  return TRUE;
}
