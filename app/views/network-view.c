/* The network: actors as discs whose area grows with their ties, relations as typed curves between
 * their rims, persons tied to the state they belong to. */
#include "views/network-private.h"

#include <math.h>

#include "graph/bundle.h"

/* Lengths in points at text scale 1. */
#define NAME_PT 8.0
#define EDGE_LABEL_PT 6.5
#define CODE_PT 6.5
#define GAP_PT 1.5   /* between a line's end and the rim */
#define LINE_PT 62.0 /* of a tie's name, where it is broken */
/* More ties than these carry their names only when they are selected or the camera is near. */
#define MAX_NAMED_EDGES 24
#define NEAR_ZOOM 1.4

static EntPoint
look (const EntNet *net, EntPoint at)
{
  EntCamera camera = net->request->camera;
  double cx = net->frame.x + net->frame.width / 2, cy = net->frame.y + net->frame.height / 2;
  return (EntPoint){ cx + (at.x - cx) * camera.zoom + camera.x * net->frame.width,
                     cy + (at.y - cy) * camera.zoom + camera.y * net->frame.height };
}

static void
apply_camera (EntNet *net)
{
  for (guint i = 0; i < net->nodes->len; i++)
    {
      EntNetNode *node = ent_net_node (net, i);
      node->at = look (net, node->at);
    }
}

static EntCurve
loop_at (const EntNet *net, const EntNetNode *node, guint rank)
{
  /* Loops stand on top of the disc, later ones around earlier ones; under it at the upper edge. */
  double r = node->radius, reach = r + ent_request_pt (net->request, 16) * (1 + 0.6 * rank);
  EntPoint c = node->at;
  double up = c.y - 1.3 * reach < net->frame.y ? -1.6 : 1.6;
  return (EntCurve){
    { c, { c.x - reach * 0.9, c.y - reach * up }, { c.x + reach * 0.9, c.y - reach * up }, c }
  };
}

static void
trace (const EntNet *net, EntNetEdge *edge)
{
  const EntNetNode *from = ent_net_node (net, edge->from), *to = ent_net_node (net, edge->to);
  double gap = ent_request_pt (net->request, GAP_PT);
  if (edge->from == edge->to)
    edge->curve = loop_at (net, from, edge->rank);
  else
    {
      /* The bend is that of the pair's first node: seen from the other it is the opposite. */
      double bend = edge->bend * net->request->camera.zoom;
      edge->curve = ent_curve_bent (from->at, to->at, edge->from < edge->to ? bend : -bend);
    }
  edge->t0 = ent_curve_leave (&edge->curve, FALSE, from->radius + gap);
  edge->t1 = ent_curve_leave (&edge->curve, TRUE, to->radius + gap);
}

static const EntThing *
thing_of (const EntNetEdge *edge)
{
  return edge->relation != NULL ? &edge->relation->thing : &edge->organisation->thing;
}

static gboolean
is_directed (const EntNetEdge *edge)
{
  return edge->relation != NULL && edge->relation->type->directed;
}

/* The line ends inside the head, so that no butt shows at its tip. */
static EntNetStroke
stroke_curve (const EntNet *net, EntNetEdge *edge, double arrow)
{
  trace (net, edge);
  EntCurve part = ent_curve_part (&edge->curve, edge->t0, edge->t1);
  EntNetStroke stroke = { .path = ent_path_new (),
                          .tip = ent_curve_at (&edge->curve, edge->t1),
                          .along = ent_curve_tangent (&edge->curve, edge->t1),
                          .middle = ent_curve_at (&edge->curve, (edge->t0 + edge->t1) / 2) };
  if (arrow > 0)
    part = ent_curve_part (&part, 0, ent_curve_leave (&part, TRUE, arrow * 0.7));
  ent_curve_add_to (&part, stroke.path, TRUE);
  return stroke;
}

static EntNetStroke
stroke_of (const EntNet *net, EntNetEdge *edge, const EntStyle *style)
{
  double arrow = is_directed (edge) ? ent_arrow_length (style->stroke_width) : 0;
  if (edge->way == NULL)
    return stroke_curve (net, edge, arrow);
  EntPoint points[ENT_BUNDLE_POINTS];
  for (guint i = 0; i < ENT_BUNDLE_POINTS; i++)
    points[i] = look (net, edge->way[i]);
  return ent_net_stroke_way (net, edge, points, ent_request_pt (net->request, GAP_PT), arrow);
}

/* Too many names to write on the ties. */
static gboolean
is_crowded (const EntNet *net)
{
  return net->edges->len > MAX_NAMED_EDGES && net->request->camera.zoom < NEAR_ZOOM;
}

static void
add_edge_label (const EntNet *net,
                EntLabelPlacer *placer,
                const EntNetEdge *edge,
                EntPoint middle,
                int item,
                const EntStyle *style)
{
  const EntViewRequest *request = net->request;
  /* Ties of an organisation are told apart by their colours in the legend: it would be written on
   * each of them. */
  if (edge->relation == NULL)
    return;
  const char *name = ent_text_get (&edge->relation->thing.name, request->lang);
  gboolean emphasised = ent_request_emphasises (request, &edge->relation->thing);
  if (*name == '\0' || (is_crowded (net) && !emphasised))
    return;
  if (!ent_rect_contains (&net->frame, middle.x, middle.y))
    return;
  EntTextStyle text = ent_request_text (request, EDGE_LABEL_PT, 600);
  g_autofree char *wrapped = ent_lines_wrap (name, &text, ent_request_pt (request, LINE_PT));
  EntColour solid = ent_colour_with_alpha (style->stroke, 1);
  EntLabel label = { .item = item,
                     .forms = { name, wrapped },
                     .second = ent_request_second (request, &edge->relation->thing.name),
                     .second_lang = request->lang2,
                     .style = text,
                     .colour = ent_colour_against (solid, request->theme->paper, 4.5),
                     .x = middle.x,
                     .y = middle.y,
                     .mode = ENT_PLACE_CENTRE,
                     .priority = 0.2 + 0.05 * edge->relation->weight,
                     .required = emphasised };
  ent_label_placer_add (placer, &label);
}

static EntStyle
style_of (const EntNet *net, const EntNetEdge *edge)
{
  const EntViewRequest *request = net->request;
  return edge->relation != NULL
             ? ent_view_relation_style (edge->relation, request->theme)
             : ent_net_expanded_style (request->dossier, edge->organisation, request->theme);
}

static void
draw_edge (const EntNet *net, EntSceneBuilder *builder, EntLabelPlacer *placer, EntNetEdge *edge)
{
  const EntRelation *relation = edge->relation;
  const double weight = relation != NULL ? relation->weight : 1;
  EntStyle style = style_of (net, edge);
  int item
      = ent_view_add_item (builder, net->request, thing_of (edge), 0.2 + 0.1 * MIN (weight, 3));
  EntNetStroke stroke = stroke_of (net, edge, &style);
  ent_label_placer_avoid_path (placer, stroke.path, style.stroke_width / 2);
  ent_draw_line (builder,
                 ENT_LAYER_LINE,
                 item,
                 stroke.path,
                 &style,
                 relation != NULL && ent_relation_is_double (relation));
  if (is_directed (edge))
    {
      ent_draw_arrow (builder, ENT_LAYER_LINE, item, stroke.tip, stroke.along, &style);
      ent_block_arrow (placer, stroke.tip, stroke.along, &style);
    }
  add_edge_label (net, placer, edge, stroke.middle, item, &style);
}

/* A thin tie from a part to its whole: it is no relation, so it is nobody's mark. */
static void
draw_part_of (const EntNet *net, EntSceneBuilder *builder, const EntNetNode *node)
{
  int to = node->actor->part_of != NULL ? ent_net_find (net, node->actor->part_of) : -1;
  if (to < 0 || !node->shown || !ent_net_node (net, to)->shown)
    return;
  const EntTheme *theme = net->request->theme;
  EntStyle style = { .stroke = ent_colour_mix (theme->hairline, theme->muted, 0.35),
                     .stroke_width = 0.75 * ENT_UNITS_PER_PT };
  const EntNetNode *parent = ent_net_node (net, to);
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, node->at.x, node->at.y);
  ent_path_line_to (path, parent->at.x, parent->at.y);
  ent_scene_builder_path (builder, ENT_LAYER_HULL, ENT_NO_ITEM, path, &style);
}

static gboolean
fits (const EntNetNode *node, const char *words, const EntTextStyle *text)
{
  EntTextSize size = ent_text_measure (words, text);
  return hypot (size.width, size.ascent * 0.75) <= 2 * node->radius - 2;
}

/* What is written into the disc: the short name if it fits, or else the code, or NULL. */
static const char *
inscription (const EntNet *net, const EntNetNode *node, EntTextStyle *text)
{
  const char *short_name = ent_text_get (&node->actor->short_name, net->request->lang);
  const char *code = node->actor->iso;
  *text = ent_request_text (net->request, CODE_PT, 700);
  text->align = ENT_ALIGN_MIDDLE;
  text->size = CLAMP (node->radius * 0.62, text->size, text->size * 1.35);
  if (*short_name != '\0' && fits (node, short_name, text))
    return short_name;
  return code != NULL && *code != '\0' && fits (node, code, text) ? code : NULL;
}

static void
draw_node (const EntNet *net, EntSceneBuilder *builder, EntLabelPlacer *placer, guint index)
{
  const EntViewRequest *request = net->request;
  const EntTheme *theme = request->theme;
  const EntNetNode *node = ent_net_node (net, index);
  gboolean is_hub = (int)index == net->hub;
  EntStyle style = ent_colouring_style (net->colouring, node->actor, theme);
  EntColour ink
      = style.hatched ? theme->ink : ent_colouring_ink (net->colouring, node->actor, theme);
  if (is_hub && !style.hatched)
    {
      style.fill = style.stroke = theme->ink;
      style.keeps_colour = TRUE;
      ink = theme->paper;
    }
  double importance = 0.5 + 0.5 * MIN (node->degree, 20) / 20.0;
  int item = ent_view_add_item (builder, request, &node->actor->thing, importance);
  /* A ring of paper keeps lines that pass by off the rim. */
  EntStyle ring = { .fill = theme->paper, .keeps_colour = TRUE };
  double gap = ent_request_pt (request, GAP_PT) * 0.7;
  ent_scene_builder_disc (
      builder, ENT_LAYER_NODE, ENT_NO_ITEM, node->at.x, node->at.y, node->radius + gap, &ring);
  ent_draw_disc (builder, ENT_LAYER_NODE, item, node->at.x, node->at.y, node->radius, &style);
  ent_label_placer_block_disc (placer, node->at.x, node->at.y, node->radius + gap);

  EntTextStyle text;
  const char *name = ent_text_get (&node->actor->thing.name, request->lang);
  const char *code = inscription (net, node, &text);
  if (code != NULL)
    {
      EntTextSize size = ent_text_measure (code, &text);
      EntStyle halo = { .halo = theme->paper, .halo_width = style.hatched ? 3 : 0 };
      ent_scene_builder_text (builder,
                              ENT_LAYER_NODE,
                              item,
                              node->at.x,
                              node->at.y + size.ascent * 0.36,
                              code,
                              &text,
                              ink,
                              &halo);
    }
  if (!ent_rect_contains (&net->frame, node->at.x, node->at.y) || g_strcmp0 (name, code) == 0)
    return;
  const char *short_name = ent_text_get (&node->actor->short_name, request->lang);
  gboolean repeats = *short_name == '\0' || g_strcmp0 (short_name, code) == 0;
  EntLabel label
      = { .item = item,
          .forms = { name, repeats ? NULL : short_name },
          .second = ent_request_second (request, &node->actor->thing.name),
          .second_lang = request->lang2,
          .style = ent_request_text (request, NAME_PT, is_hub ? 700 : 600),
          .colour = theme->ink,
          .x = node->at.x,
          .y = node->at.y,
          .radius = node->radius + gap,
          .mode = ENT_PLACE_BELOW,
          .priority = importance + 1,
          /* The code in the disc names it where there is no room for more. */
          .required = code == NULL || ent_request_emphasises (request, &node->actor->thing) };
  ent_label_placer_add (placer, &label);
}

/* A figure says what it does not; on the screen the rest is a click away. */
static void
add_notes (const EntNet *net, EntSceneBuilder *builder, guint lost)
{
  const EntViewRequest *request = net->request;
  guint unnamed = 0;
  for (guint i = 0; i < net->edges->len && is_crowded (net); i++)
    {
      const EntRelation *relation = g_array_index (net->edges, EntNetEdge, i).relation;
      unnamed += relation != NULL && !ent_text_is_empty (&relation->thing.name)
                 && !ent_request_emphasises (request, &relation->thing);
    }
  g_autofree char *unlabelled = ent_word_count ("unlabelled", lost, request->lang);
  g_autofree char *ties = ent_word_count ("unnamed ties", unnamed, request->lang);
  if (request->fit && lost > 0)
    ent_scene_builder_add_note (builder, unlabelled);
  if (request->fit && unnamed > 0)
    ent_scene_builder_add_note (builder, ties);
}

/* How the nodes were placed, and the ties led. */
static void
add_method (const EntNet *net, EntSceneBuilder *builder, gboolean laid_out)
{
  static const char *const words[] = { [ENT_NET_STRESS] = "layout stress",
                                       [ENT_NET_CIRCLE] = "layout circle",
                                       [ENT_NET_COLUMNS] = "layout columns",
                                       [ENT_NET_RING] = "layout ring",
                                       [ENT_NET_MAP] = "layout map" };
  const char *lang = net->request->lang;
  gint32 day;
  gboolean dated = net->options.layout == ENT_NET_STRESS && ent_net_shown_day (net->request, &day);
  const char *method = dated                 ? ent_word ("layout time", lang)
                       : net->method != NULL ? net->method
                                             : ent_word (words[net->options.layout], lang);
  gboolean bundled = FALSE;
  for (guint i = 0; i < net->edges->len; i++)
    bundled |= g_array_index (net->edges, EntNetEdge, i).way != NULL;
  ent_scene_builder_add_note_of (
      builder, ENT_NOTE_METHOD, laid_out ? method : ent_word ("layout by hand", lang));
  if (bundled)
    ent_scene_builder_add_note_of (builder, ENT_NOTE_METHOD, ent_word ("bundled", lang));
  g_autofree char *unplaced = ent_word_count ("unplaced", net->unplaced, lang);
  if (net->unplaced > 0)
    ent_scene_builder_add_note_of (builder, ENT_NOTE_METHOD, unplaced);
}

static void
finish (const EntNet *net, EntSceneBuilder *builder, EntLabelPlacer *placer)
{
  add_notes (net, builder, ent_label_placer_run (placer, builder));
  EntRect content = ENT_RECT_EMPTY;
  gboolean laid_out = FALSE;
  for (guint i = 0; i < net->nodes->len; i++)
    {
      const EntNetNode *node = ent_net_node (net, i);
      laid_out = laid_out || (node->shown && !node->pinned);
      ent_rect_add_point (&content, node->at.x - node->radius, node->at.y - node->radius);
      ent_rect_add_point (&content, node->at.x + node->radius, node->at.y + node->radius);
    }
  ent_scene_builder_set_content (builder, &content);
  add_method (net, builder, laid_out);
}

/**
 * ent_network_view_build:
 * @request: what is to be drawn
 * @builder: the scene
 * @cancellable: (nullable): stops the layout
 * @error: where to put an error
 *
 * Draws the network.  The camera moves nodes apart without magnifying them or their names.
 * Errors: #EntViewsError, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was drawn
 */
gboolean
ent_network_view_build (const EntViewRequest *request,
                        EntSceneBuilder *builder,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (EntNet) net = ent_net_new (request, cancellable, error);
  if (net == NULL || (net->colouring = ent_colouring_new (request, error)) == NULL)
    return FALSE;
  gboolean any = FALSE;
  for (guint i = 0; i < net->nodes->len; i++)
    any |= ent_net_node (net, i)->shown;
  if (!any)
    {
      ent_request_message (request, builder);
      return TRUE;
    }
  ent_scene_builder_set_camera (builder,
                                request->camera,
                                &net->frame,
                                ENT_MOVES_X | ENT_MOVES_Y | ENT_ZOOMS_X | ENT_ZOOMS_Y | ENT_FADES);
  apply_camera (net);
  g_autoptr (EntLabelPlacer) placer = ent_label_placer_new (&net->frame);
  ent_net_draw_hulls (net, builder, placer);
  for (guint i = 0; i < net->nodes->len; i++)
    draw_part_of (net, builder, ent_net_node (net, i));
  for (guint i = 0; i < net->edges->len; i++)
    draw_edge (net, builder, placer, &g_array_index (net->edges, EntNetEdge, i));
  for (guint i = 0; i < net->nodes->len; i++)
    if (ent_net_node (net, i)->shown)
      draw_node (net, builder, placer, i);
  finish (net, builder, placer);
  return TRUE;
}
