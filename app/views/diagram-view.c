/* The diagram: an argument or the roles in a matter, as boxes in layers with typed arrows. */
#include "graph/graph.h"
#include "graph/layout-layered.h"
#include "scene/label-placer.h"
#include "views/view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

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

/* How close boxes are set. */
typedef struct
{
  double wrap_pt; /* widest text in a box */
  double air;     /* share of the padding and gaps above; less in small figures */
  double row;     /* widest row of boxes, share of the room; 0: as wide as it comes */
} Form;

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
  Form form;
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

static double
air (const Drawing *drawing, double points)
{
  return pt (drawing, points) * drawing->form.air;
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

/* No box is narrower than its widest word; Chinese breaks anywhere. */
static double
room_for (const Drawing *drawing, const char *string, const EntTextStyle *text)
{
  double room = pt (drawing, drawing->form.wrap_pt);
  if (drawing->request->lang2 != NULL)
    return MAX (room, ent_request_word_width (drawing->request, string, text) + 1);
  if (ent_word_is_chinese (drawing->request->lang))
    return room;
  g_auto (GStrv) words = g_strsplit (string, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    room = MAX (room, ent_text_measure (words[i], text).width + 1);
  return room;
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
      g_autofree char *string = ent_request_names (drawing->request, &node->name, "\n");
      double widest = 0;
      drawing->lines[i] = ent_text_wrap (string,
                                         &text,
                                         room_for (drawing, string, &text),
                                         drawing->request->lang2 != NULL ? 12 : 6);
      for (guint line = 0; drawing->lines[i][line] != NULL; line++)
        widest = MAX (widest, ent_text_measure (drawing->lines[i][line], &text).width);
      drawing->width[i] = widest + 2 * air (drawing, PAD_X_PT);
      drawing->height[i] = g_strv_length (drawing->lines[i]) * ent_text_line_height (&text)
                           + 2 * air (drawing, PAD_Y_PT);
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
      const char *second = ent_request_second (drawing->request, &link->name);
      widest = MAX (
          widest,
          ent_text_measure (ent_text_get (&link->name, drawing->request->lang), &text).width);
      if (second != NULL)
        widest = MAX (widest, ent_text_measure (second, &text).width);
    }
  return MAX (air (drawing, LAYER_GAP_PT), widest > 0 ? widest + pt (drawing, 22) : 0);
}

static EntPoint
swap (EntPoint point, gboolean swapped)
{
  return swapped ? (EntPoint){ point.y, point.x } : point;
}

typedef struct
{
  guint component;
  double low, high; /* along the layers */
} Part;

static int
by_low (gconstpointer a, gconstpointer b)
{
  const Part *p = a, *q = b;
  return p->low < q->low ? -1 : p->low > q->low;
}

/* Parts that nothing joins come close to each other, side by side. */
static void
close_up (Drawing *drawing, const EntLayeredEdge *edges)
{
  guint n = drawing->nodes->len, n_links = drawing->links->len;
  EntLayeredLayout *layout = drawing->layout;
  g_autofree EntGraphEdge *ties = g_new0 (EntGraphEdge, n_links + 1);
  for (guint i = 0; i < n_links; i++)
    ties[i] = (EntGraphEdge){ edges[i].from, edges[i].to, 1 };
  EntGraph graph = { .n = n, .n_edges = n_links, .edges = ties };
  g_autoptr (EntAdjacency) adjacency = ent_adjacency_new (&graph);
  g_autofree guint *component = g_new0 (guint, n);
  guint n_parts = ent_adjacency_components (adjacency, n, component);
  g_autofree Part *parts = g_new0 (Part, n_parts);
  for (guint i = 0; i < n_parts; i++)
    parts[i] = (Part){ i, INFINITY, -INFINITY };
  for (guint i = 0; i < n; i++)
    {
      double half = (drawing->sideways ? drawing->height[i] : drawing->width[i]) / 2;
      Part *part = &parts[component[i]];
      part->low = MIN (part->low, layout->centre[i].x - half);
      part->high = MAX (part->high, layout->centre[i].x + half);
    }
  for (guint i = 0; i < n_links; i++)
    for (guint bend = 0; bend < layout->n_bends[i]; bend++)
      {
        Part *part = &parts[component[edges[i].from]];
        part->low = MIN (part->low, layout->bends[i][bend].x);
        part->high = MAX (part->high, layout->bends[i][bend].x);
      }
  qsort (parts, n_parts, sizeof (Part), by_low);
  g_autofree double *shift = g_new0 (double, n_parts);
  double end = -air (drawing, 2 * NODE_GAP_PT);
  for (guint i = 0; i < n_parts; i++)
    {
      shift[parts[i].component] = end + air (drawing, 2 * NODE_GAP_PT) - parts[i].low;
      end = parts[i].high + shift[parts[i].component];
    }
  for (guint i = 0; i < n; i++)
    layout->centre[i].x += shift[component[i]];
  for (guint i = 0; i < n_links; i++)
    for (guint bend = 0; bend < layout->n_bends[i]; bend++)
      layout->bends[i][bend].x += shift[component[edges[i].from]];
  layout->width = end;
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
  /* Rows break in the same places at every scale. */
  double room = drawing->request->width * drawing->scaled.text_scale / drawing->request->text_scale;
  EntLayeredGraph graph = { .n = n,
                            .width = drawing->sideways ? drawing->height : drawing->width,
                            .height = drawing->sideways ? drawing->width : drawing->height,
                            .n_edges = drawing->links->len,
                            .edges = edges,
                            .node_gap = air (drawing, NODE_GAP_PT),
                            .layer_gap = layer_gap (drawing),
                            .max_width = drawing->form.row * room };
  drawing->layout = ent_layout_layered (&graph);
  close_up (drawing, edges);
  for (guint i = 0; i < n; i++)
    drawing->centre[i] = swap (drawing->layout->centre[i], drawing->sideways);
  drawing->total_width = drawing->sideways ? drawing->layout->height : drawing->layout->width;
  drawing->total_height = drawing->sideways ? drawing->layout->width : drawing->layout->height;
}

static Drawing *
lay_out (const EntViewRequest *request, double scale, gboolean sideways, const Form *form)
{
  g_autoptr (Drawing) drawing = g_new0 (Drawing, 1);
  drawing->request = request;
  drawing->scaled = *request;
  drawing->scaled.text_scale = scale;
  drawing->sideways = sideways;
  drawing->form = *form;
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

/* The direction and the form that fill the frame best: text is largest then. */
static Drawing *
choose (const EntViewRequest *request)
{
  static const Form forms[] = { { 110, 1, 0 },      { 84, 1, 0 },       { 64, 0.75, 0 },
                                { 48, 0.45, 0 },    { 84, 0.75, 0.8 },  { 64, 0.6, 0.7 },
                                { 48, 0.45, 0.65 }, { 48, 0.45, 0.45 }, { 48, 0.4, 0.3 } };
  g_autoptr (Drawing) best = NULL;
  for (guint i = 0; i < 2 * G_N_ELEMENTS (forms); i++)
    {
      const Form *form = &forms[i / 2];
      gboolean sideways = i % 2 == 1;
      /* Rows are broken only where nothing else fits: layers mean something. */
      if (form->row > 0
          && (sideways || fit_of (best) * request->text_scale >= SMALLEST_PT / LINK_PT))
        continue;
      g_autoptr (Drawing) next = lay_out (request, request->text_scale, sideways, form);
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
  return lay_out (request, scale, best->sideways, &best->form);
}

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
link_style (const Drawing *drawing, const EntDiagramLink *link)
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
node_style (const Drawing *drawing, const EntDiagramNode *node)
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
side_of (const Drawing *drawing, guint node, guint other)
{
  return drawing->layout->centre[other].y > drawing->layout->centre[node].y ? 1 : -1;
}

/* Across the layers, where a link comes from as a node sees it. */
static double
comes_from (const Drawing *drawing, guint link, guint node, guint other)
{
  guint n = drawing->layout->n_bends[link];
  if (n == 0)
    return drawing->layout->centre[other].x;
  const EntDiagramLink *of = drawing->links->pdata[link];
  gboolean starts = index_of (drawing, of->from) == (int)node;
  return drawing->layout->bends[link][starts ? 0 : n - 1].x;
}

/* Where a link touches a box: those on one side share it evenly, in the order of where they come
 * from, so that their ends stay apart. */
static EntPoint
port (const Drawing *drawing, guint link, guint node, guint other)
{
  double side = side_of (drawing, node, other);
  double own = comes_from (drawing, link, node, other);
  guint rank = 0, count = 0;
  for (guint i = 0; i < drawing->links->len; i++)
    {
      const EntDiagramLink *rival = drawing->links->pdata[i];
      guint from = index_of (drawing, rival->from), to = index_of (drawing, rival->to);
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
  return swap (
      (EntPoint){ drawing->layout->centre[node].x
                      + across * ((rank + 1.0) / (count + 1.0) - 0.5) * 0.86,
                  drawing->layout->centre[node].y + side * (along / 2 + pt (drawing, GAP_PT)) },
      drawing->sideways);
}

/* Half the height of the layer that a bend is in, along the way of the layers. */
static double
half_layer (const Drawing *drawing, double at)
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
curve_on (const Drawing *drawing,
          EntPath *path,
          EntPoint from,
          EntPoint to,
          gboolean leaves,
          gboolean arrives)
{
  EntPoint a = { from.x + (to.x - from.x) / 3, from.y + (to.y - from.y) / 3 };
  EntPoint b = { to.x - (to.x - from.x) / 3, to.y - (to.y - from.y) / 3 };
  double along = ((drawing->sideways ? to.x - from.x : to.y - from.y)) * 0.5;
  EntPoint step = swap ((EntPoint){ 0, along }, drawing->sideways);
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
way_of (const Drawing *drawing, guint index, guint from, guint to, double back)
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
      EntPoint in = swap ((EntPoint){ bends[i].x, bends[i].y - half }, drawing->sideways);
      EntPoint out = swap ((EntPoint){ bends[i].x, bends[i].y + half }, drawing->sideways);
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
draw_link (const Drawing *drawing, EntSceneBuilder *builder, EntLabelPlacer *placer, guint index)
{
  const EntViewRequest *request = drawing->request;
  const EntDiagramLink *link = drawing->links->pdata[index];
  int from = index_of (drawing, link->from), to = index_of (drawing, link->to);
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
      double half = pt (drawing, 4.5);
      EntStyle bar = { .stroke = style.stroke, .stroke_width = 1.8 * ENT_UNITS_PER_PT };
      EntPoint across = swap ((EntPoint){ half, 0 }, drawing->sideways);
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
  if (style.hatched)
    {
      /* A hatching would run through the words: they stand on paper. */
      EntStyle paper = { .fill = style.fill };
      EntRect inside
          = ent_rect_inset (&box, air (drawing, PAD_Y_PT) * 0.6, air (drawing, PAD_Y_PT) * 0.6);
      ent_scene_builder_box (builder, ENT_LAYER_NODE, item, &inside, pt (drawing, 1.5), &paper);
    }
  ent_label_placer_block_rect (placer, &box);
  EntTextStyle text = ent_request_text (&drawing->scaled, TEXT_PT, 600);
  text.align = ENT_ALIGN_MIDDLE;
  double line_height = ent_text_line_height (&text), y = box.y + air (drawing, PAD_Y_PT);
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
      drawing->layout->centre[i] = swap (drawing->centre[i], drawing->sideways);
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
  if (drawing->total_width > request->width)
    {
      tall.height = request->width * 4;
      g_clear_pointer (&drawing, free_drawing);
      drawing = choose (&tall);
    }
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
  ent_label_placer_run (placer, builder);
  return TRUE;
}
