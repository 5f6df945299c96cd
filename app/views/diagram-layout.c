/* Where the boxes of a diagram go, and how large. */
#include "views/diagram-private.h"

#include <math.h>
#include <stdlib.h>

#include "graph/graph.h"

/* Lengths in points at scale 1. */
#define NODE_GAP_PT 16.0
#define LAYER_GAP_PT 34.0
#define SMALLEST_PT 6.0

/**
 * ent_diagram_drawing_free:
 * @drawing: (transfer full): a diagram laid out
 */
void
ent_diagram_drawing_free (EntDiagramDrawing *drawing)
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

/**
 * ent_diagram_pt:
 * @drawing: a diagram
 * @points: a length on paper
 *
 * Returns: the length in figure units, at the scale of the drawing
 */
double
ent_diagram_pt (const EntDiagramDrawing *drawing, double points)
{
  return ent_request_pt (&drawing->scaled, points);
}

/**
 * ent_diagram_air:
 * @drawing: a diagram
 * @points: a distance on paper
 *
 * Returns: the distance in figure units, less where boxes are set close
 */
double
ent_diagram_air (const EntDiagramDrawing *drawing, double points)
{
  return ent_diagram_pt (drawing, points) * drawing->form.air;
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

/**
 * ent_diagram_index:
 * @drawing: a diagram
 * @node: a node
 *
 * Returns: its index among the shown ones, or -1
 */
int
ent_diagram_index (const EntDiagramDrawing *drawing, const EntDiagramNode *node)
{
  guint index;
  return g_ptr_array_find (drawing->nodes, node, &index) ? (int)index : -1;
}

static void
collect (EntDiagramDrawing *drawing)
{
  const EntDiagram *diagram = drawing->diagram;
  for (guint i = 0; i < diagram->nodes->len; i++)
    if (ent_request_admits (drawing->request, diagram->nodes->pdata[i]))
      g_ptr_array_add (drawing->nodes, diagram->nodes->pdata[i]);
  for (guint i = 0; i < diagram->links->len; i++)
    {
      const EntDiagramLink *link = diagram->links->pdata[i];
      if (ent_diagram_index (drawing, link->from) >= 0 && ent_diagram_index (drawing, link->to) >= 0
          && ent_request_admits (drawing->request, link))
        g_ptr_array_add (drawing->links, (gpointer)link);
    }
}

/* No box is narrower than its widest word; Chinese breaks anywhere. */
static double
room_for (const EntDiagramDrawing *drawing, const char *string, const EntTextStyle *text)
{
  double room = ent_diagram_pt (drawing, drawing->form.wrap_pt);
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
size_boxes (EntDiagramDrawing *drawing)
{
  guint n = drawing->nodes->len;
  EntTextStyle text = ent_request_text (&drawing->scaled, ENT_DIAGRAM_TEXT_PT, 600);
  drawing->lines = g_new0 (char **, n + 1);
  drawing->width = g_new0 (double, n + 1);
  drawing->height = g_new0 (double, n + 1);
  drawing->centre = g_new0 (EntPoint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const EntThing *node = drawing->nodes->pdata[i];
      g_autofree char *string = ent_request_names (drawing->request, &node->name, "\n");
      double widest = 0;
      double room = room_for (drawing, string, &text);
      drawing->lines[i] = (drawing->form.even ? ent_text_wrap_even : ent_text_wrap) (
          string, &text, room, drawing->request->lang2 != NULL ? 12 : 6);
      for (guint line = 0; drawing->lines[i][line] != NULL; line++)
        widest = MAX (widest, ent_text_measure (drawing->lines[i][line], &text).width);
      drawing->width[i] = widest + 2 * ent_diagram_air (drawing, ENT_DIAGRAM_PAD_X_PT);
      drawing->height[i] = g_strv_length (drawing->lines[i]) * ent_text_line_height (&text)
                           + 2 * ent_diagram_air (drawing, ENT_DIAGRAM_PAD_Y_PT);
    }
}

/* The name of a link needs room between the layers: across when they lie side by side. */
static double
layer_gap (const EntDiagramDrawing *drawing)
{
  EntTextStyle text = ent_request_text (&drawing->scaled, ENT_DIAGRAM_LINK_PT, 400);
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
  return MAX (ent_diagram_air (drawing, LAYER_GAP_PT),
              widest > 0 ? widest + ent_diagram_pt (drawing, 22) : 0);
}

/**
 * ent_diagram_swap:
 * @point: as the layers run
 * @swapped: whether they run from left to right
 *
 * Returns: the point in the picture, and the other way round
 */
EntPoint
ent_diagram_swap (EntPoint point, gboolean swapped)
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
close_up (EntDiagramDrawing *drawing, const EntLayeredEdge *edges)
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
  double end = -ent_diagram_air (drawing, 2 * NODE_GAP_PT);
  for (guint i = 0; i < n_parts; i++)
    {
      shift[parts[i].component] = end + ent_diagram_air (drawing, 2 * NODE_GAP_PT) - parts[i].low;
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
arrange (EntDiagramDrawing *drawing)
{
  guint n = drawing->nodes->len;
  g_autofree EntLayeredEdge *edges = g_new0 (EntLayeredEdge, drawing->links->len + 1);
  for (guint i = 0; i < drawing->links->len; i++)
    {
      const EntDiagramLink *link = drawing->links->pdata[i];
      edges[i] = (EntLayeredEdge){ ent_diagram_index (drawing, link->from),
                                   ent_diagram_index (drawing, link->to) };
    }
  /* Rows break in the same places at every scale. */
  double room = drawing->request->width * drawing->scaled.text_scale / drawing->request->text_scale;
  EntLayeredGraph graph = { .n = n,
                            .width = drawing->sideways ? drawing->height : drawing->width,
                            .height = drawing->sideways ? drawing->width : drawing->height,
                            .n_edges = drawing->links->len,
                            .edges = edges,
                            .node_gap = ent_diagram_air (drawing, NODE_GAP_PT),
                            .layer_gap = layer_gap (drawing),
                            .max_width = drawing->form.row * room };
  drawing->layout = ent_layout_layered (&graph);
  close_up (drawing, edges);
  for (guint i = 0; i < n; i++)
    drawing->centre[i] = ent_diagram_swap (drawing->layout->centre[i], drawing->sideways);
  drawing->total_width = drawing->sideways ? drawing->layout->height : drawing->layout->width;
  drawing->total_height = drawing->sideways ? drawing->layout->width : drawing->layout->height;
}

static EntDiagramDrawing *
lay_out (const EntViewRequest *request, double scale, gboolean sideways, const EntDiagramForm *form)
{
  g_autoptr (EntDiagramDrawing) drawing = g_new0 (EntDiagramDrawing, 1);
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

/**
 * ent_diagram_fit:
 * @drawing: a diagram
 *
 * Returns: how much the drawing has to shrink (or may grow) to fit
 */
double
ent_diagram_fit (const EntDiagramDrawing *drawing)
{
  double margin = 2 * ent_request_pt (drawing->request, ENT_DIAGRAM_MARGIN_PT);
  double x = (drawing->request->width - margin) / MAX (drawing->total_width, 1);
  double y = (drawing->request->height - margin) / MAX (drawing->total_height, 1);
  return MIN (x, y);
}

/**
 * ent_diagram_choose:
 * @request: what is to be drawn
 *
 * Lays a diagram out in the direction and the form that fill the frame best: text is largest then.
 *
 * Returns: (transfer full): the diagram, without nodes when there is nothing to show
 */
EntDiagramDrawing *
ent_diagram_choose (const EntViewRequest *request)
{
  static const EntDiagramForm forms[]
      = { { 110, 1, 0 },      { 84, 1, 0 },       { 64, 0.75, 0 },
          { 48, 0.45, 0 },    { 84, 0.75, 0.8 },  { 64, 0.6, 0.7 },
          { 48, 0.45, 0.65 }, { 48, 0.45, 0.45 }, { 48, 0.4, 0.3 } };
  g_autoptr (EntDiagramDrawing) best = NULL;
  for (guint i = 0; i < 2 * G_N_ELEMENTS (forms); i++)
    {
      const EntDiagramForm *form = &forms[i / 2];
      gboolean sideways = i % 2 == 1;
      /* Rows are broken only where nothing else fits: layers mean something. */
      if (form->row > 0
          && (sideways
              || ent_diagram_fit (best) * request->text_scale >= SMALLEST_PT / ENT_DIAGRAM_LINK_PT))
        continue;
      g_autoptr (EntDiagramDrawing) next = lay_out (request, request->text_scale, sideways, form);
      if (next->nodes->len == 0)
        return g_steal_pointer (&next);
      /* Narrow boxes read worse: they have to gain something. */
      if (best == NULL
          || MIN (ent_diagram_fit (next), 1.25) > MIN (ent_diagram_fit (best), 1.25) * 1.06)
        {
          g_clear_pointer (&best, ent_diagram_drawing_free);
          best = g_steal_pointer (&next);
        }
    }
  double scale = CLAMP (
      ent_diagram_fit (best), SMALLEST_PT / ENT_DIAGRAM_LINK_PT / request->text_scale, 1.25);
  scale *= request->text_scale * (request->fit ? 1 : request->camera.zoom);
  EntDiagramForm form = best->form;
  form.even = TRUE;
  g_autoptr (EntDiagramDrawing) even = lay_out (request, scale, best->sideways, &form);
  if (!request->fit
      || (even->total_width <= request->width && even->total_height <= request->height))
    return g_steal_pointer (&even);
  /* even lines can be too many or too wide */
  return lay_out (request, scale, best->sideways, &best->form);
}
