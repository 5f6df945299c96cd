#include "scene/label-placer.h"

#include <math.h>

#include "scene/label-grid-private.h"

/* Distances in figure units: of a label from its disc, and the air a label keeps round itself. */
#define GAP 3.0
#define PAD_X 2.0
#define PAD_Y 1.5

/* What the ends of avoided lines block besides their own width: an arrowhead, a rim. */
#define END_RADIUS 3.0

/* The second line against the first. */
#define SECOND_SIZE 0.85
/* No line of a figure is smaller than 6 pt, unless the label itself is. */
#define SMALLEST (6 * ENT_UNITS_PER_PT)
#define LINE_STEP 1.2

/* A halo as wide as the space between two letters keeps text apart from what it crosses; on its own
 * line it also closes the space between two words. */
#define HALO_WIDTH 2.2
#define HALO_WIDTH_ON_LINE 3.0

/* What a place costs: the rank among the wishes, then each unit of line under the label.  The last
 * of sixteen places costs less than a shorter form: a free place for the whole name is taken. */
#define RANK_COST 0.5
#define CROSSING_COST 0.35

/* What a tenth of the way along its own line costs a line's label. */
#define SLIDE_COST 0.4

/* What a shorter form costs, and the loss of the second line: a long name that would lie across
 * twenty units of lines gives way to a short one beside its disc. */
#define FORM_COST 8.0
#define SECOND_COST 36.0

/* Rings further and further off, where a leader line goes, and what they cost; labels that are not
 * required stay within the first few. */
#define RING_STEP 10.0
#define RING_SPOTS 16
#define OPTIONAL_RINGS 2
#define LEADER_COST 24.0
#define RING_COST 3.0

/* The room that a leader line keeps free of labels that come later. */
#define LEADER_ROOM 3.0

typedef struct
{
  double x, y; /* of the middle of the box, from (-1, -1) touching left above to (1, 1) */
  double off;  /* additional distance, figure units */
} Place;

static const Place around[] = {
  { 1, 0, 0 },  { -1, 0, 0 },  { 0, 1, 0 },  { 0, -1, 0 },  { 1, -1, 0 }, { 1, 1, 0 },
  { -1, 1, 0 }, { -1, -1, 0 }, { 1, 0, 4 },  { -1, 0, 4 },  { 0, 1, 4 },  { 0, -1, 4 },
  { 1, -1, 4 }, { 1, 1, 4 },   { -1, 1, 4 }, { -1, -1, 4 },
};

static const Place below[] = {
  { 0, 1, 0 },  { 0, -1, 0 },  { 1, 0, 0 },  { -1, 0, 0 },  { 1, 1, 0 }, { -1, 1, 0 },
  { 1, -1, 0 }, { -1, -1, 0 }, { 0, 1, 4 },  { 0, -1, 4 },  { 1, 0, 4 }, { -1, 0, 4 },
  { 1, 1, 4 },  { -1, 1, 4 },  { 1, -1, 4 }, { -1, -1, 4 },
};

static const Place centre[] = {
  { 0, 0, 0 },     { 0, 0.5, 0 },    { 0, -0.5, 0 },   { 0.5, 0, 0 },     { -0.5, 0, 0 },
  { 0.5, 0.5, 0 }, { -0.5, 0.5, 0 }, { 0.5, -0.5, 0 }, { -0.5, -0.5, 0 }, { 0, 1, 2 },
  { 0, -1, 2 },    { 1, 0, 2 },      { -1, 0, 2 },     { 1, 1, 2 },       { -1, 1, 2 },
  { 1, -1, 2 },    { -1, -1, 2 },
};

typedef struct
{
  EntLabel label; /* with strings of its own */
  guint order;
} Wish;

/* A label in one of its forms, with or without the second line: what it needs. */
typedef struct
{
  const char *form, *second;
  EntTextStyle second_style;
  EntTextSize size, second_size; /* size: of its widest line */
  guint n_lines;
  double width, height; /* of the box with its air */
} Shape;

struct _EntLabelPlacer
{
  EntLabelGrid *grid;
  EntRect frame;
  GPtrArray *wishes;
  GPtrArray *lines; /* EntPath, the grid's path 1 first */
  /* Nothing this wide and high has a place any more; infinite while there is room. */
  double full_width, full_height;
};

static void
free_wish (gpointer data)
{
  Wish *wish = data;
  for (guint i = 0; i < G_N_ELEMENTS (wish->label.forms); i++)
    g_free ((char *)wish->label.forms[i]);
  g_free ((char *)wish->label.second);
  g_free (wish);
}

static void
free_line (gpointer data)
{
  ent_path_free (data);
}

/**
 * ent_label_placer_new:
 * @frame: what all labels have to be inside of, figure units
 *
 * Returns: (transfer full): a placer that knows of nothing in the way
 */
EntLabelPlacer *
ent_label_placer_new (const EntRect *frame)
{
  EntLabelPlacer *placer = g_new0 (EntLabelPlacer, 1);
  placer->frame = *frame;
  placer->grid = ent_label_grid_new (frame);
  placer->wishes = g_ptr_array_new_with_free_func (free_wish);
  placer->lines = g_ptr_array_new_with_free_func (free_line);
  placer->full_width = placer->full_height = INFINITY;
  return placer;
}

/**
 * ent_label_placer_free:
 * @placer: (nullable) (transfer full): a placer
 */
void
ent_label_placer_free (EntLabelPlacer *placer)
{
  if (placer == NULL)
    return;
  ent_label_grid_free (placer->grid);
  g_ptr_array_unref (placer->wishes);
  g_ptr_array_unref (placer->lines);
  g_free (placer);
}

/**
 * ent_label_placer_block_rect:
 * @placer: a placer
 * @rect: what no label may cover, figure units
 */
void
ent_label_placer_block_rect (EntLabelPlacer *placer, const EntRect *rect)
{
  ent_label_grid_block_rect (placer->grid, rect);
}

/**
 * ent_label_placer_block_disc:
 * @placer: a placer
 * @cx: centre of what no label may cover, figure units
 * @cy: centre
 * @radius: figure units
 */
void
ent_label_placer_block_disc (EntLabelPlacer *placer, double cx, double cy, double radius)
{
  ent_label_grid_block_disc (placer->grid, cx, cy, radius);
}

/**
 * ent_label_placer_avoid_path:
 * @placer: a placer
 * @path: a line, figure units
 * @half_width: half of its width, figure units
 *
 * Makes labels keep off a line where they can; its two ends they never cover.  A centred label
 * whose point is on the line is the line's own: it lies on it, and moves along it to where there is
 * room.
 */
void
ent_label_placer_avoid_path (EntLabelPlacer *placer, const EntPath *path, double half_width)
{
  if (path->n_points == 0)
    return;
  EntPoint first = path->points[0], last = path->points[path->n_points - 1];
  ent_label_grid_avoid_path (placer->grid, path, half_width);
  g_ptr_array_add (placer->lines, ent_path_copy (path));
  ent_label_grid_block_disc (placer->grid, first.x, first.y, half_width + END_RADIUS);
  ent_label_grid_block_disc (placer->grid, last.x, last.y, half_width + END_RADIUS);
}

/**
 * ent_label_placer_add:
 * @placer: a placer
 * @label: (transfer none): a label to place; its strings are copied
 */
void
ent_label_placer_add (EntLabelPlacer *placer, const EntLabel *label)
{
  Wish *wish = g_new0 (Wish, 1);
  wish->label = *label;
  for (guint i = 0; i < G_N_ELEMENTS (label->forms); i++)
    wish->label.forms[i] = g_strdup (label->forms[i]);
  wish->label.second = g_strdup (label->second);
  wish->order = placer->wishes->len;
  g_ptr_array_add (placer->wishes, wish);
}

static int
by_priority (gconstpointer a, gconstpointer b)
{
  const Wish *p = *(const Wish *const *)a, *q = *(const Wish *const *)b;
  if (p->label.required != q->label.required)
    return p->label.required ? -1 : 1;
  if (p->label.priority != q->label.priority)
    return p->label.priority > q->label.priority ? -1 : 1;
  return p->order < q->order ? -1 : 1;
}

static Shape
measure (const EntLabel *label, const char *form, const char *second)
{
  Shape shape = { .form = form, .second = second, .second_style = label->style };
  g_auto (GStrv) lines = g_strsplit (form, "\n", -1);
  for (; lines[shape.n_lines] != NULL; shape.n_lines++)
    {
      EntTextSize size = ent_text_measure (lines[shape.n_lines], &label->style);
      shape.size.width = MAX (shape.size.width, size.width);
      shape.size.ascent = MAX (shape.size.ascent, size.ascent);
      shape.size.descent = MAX (shape.size.descent, size.descent);
    }
  shape.width = shape.size.width + 2 * PAD_X;
  shape.height = shape.size.ascent + shape.size.descent + 2 * PAD_Y
                 + (shape.n_lines - 1) * LINE_STEP * label->style.size;
  if (second == NULL)
    return shape;
  shape.second_style.size
      = MAX (shape.second_style.size * SECOND_SIZE, MIN (shape.second_style.size, SMALLEST));
  if (label->second_lang != NULL)
    shape.second_style.lang = label->second_lang;
  shape.second_style.weight = 400;
  shape.second_size = ent_text_measure (second, &shape.second_style);
  shape.width = MAX (shape.width, shape.second_size.width + 2 * PAD_X);
  shape.height += LINE_STEP * label->style.size + shape.second_size.descent - shape.size.descent;
  return shape;
}

/* The box at a place: its edge or corner, as far from the disc's rim as the gap says. */
static EntRect
box_at (const EntLabel *label, const Shape *shape, const Place *place)
{
  double reach = label->radius > 0 || label->mode != ENT_PLACE_CENTRE ? label->radius + GAP : 0;
  double length = hypot (place->x, place->y);
  double off = length > 0.99 ? (reach + place->off) / length : 0;
  /* The padding is air already: the text itself keeps the gap. */
  double half_width = shape->width / 2 - (length > 0.99 ? PAD_X : 0);
  double half_height = shape->height / 2 - (length > 0.99 ? PAD_Y : 0);
  double x = label->x + place->x * (off + half_width);
  double y = label->y + place->y * (off + half_height);
  return ENT_RECT (x - shape->width / 2, y - shape->height / 2, shape->width, shape->height);
}

typedef struct
{
  EntRect box;
  double cost;
  EntAlign align;
  gboolean found, leads, on_line;
  EntPoint from, to; /* of the leader line */
} Spot;

static EntAlign
align_of (double x)
{
  return x > 0.5 ? ENT_ALIGN_START : x < -0.5 ? ENT_ALIGN_END : ENT_ALIGN_MIDDLE;
}

/* Keeps a place if it is free and cheaper than the best so far. */
static void
consider (const EntLabelPlacer *placer,
          const Place *place,
          EntRect box,
          double cost,
          guint own,
          Spot *best)
{
  if (cost >= best->cost || !ent_label_grid_is_free (placer->grid, &box))
    return;
  cost += CROSSING_COST * ent_label_grid_crossed (placer->grid, &box, own);
  if (cost < best->cost)
    *best = (Spot){ .box = box, .cost = cost, .align = align_of (place->x), .found = TRUE };
}

/* Which part of a line's length a point on it is at, to a twentieth. */
static double
part_at (const EntPath *path, double x, double y)
{
  double nearest = G_MAXDOUBLE, part = 0.5;
  EntPoint point;
  for (guint i = 0; i <= 20; i++)
    if (ent_path_point_at (path, i / 20.0, &point, NULL)
        && hypot (point.x - x, point.y - y) < nearest)
      {
        nearest = hypot (point.x - x, point.y - y);
        part = i / 20.0;
      }
  return part;
}

/* The label of a line may lie on its line, and move along it, but not to its ends. */
static void
slide (
    const EntLabelPlacer *placer, const EntLabel *label, const Shape *shape, guint own, Spot *best)
{
  static const double steps[] = { -0.1, 0.1, -0.2, 0.2, -0.3, 0.3 };
  const EntPath *path = placer->lines->pdata[own - 1];
  double part = part_at (path, label->x, label->y);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      EntLabel moved = *label;
      EntPoint point;
      if (part + steps[i] < 0.15 || part + steps[i] > 0.85
          || !ent_path_point_at (path, part + steps[i], &point, NULL))
        continue;
      moved.x = point.x;
      moved.y = point.y;
      EntRect box = box_at (&moved, shape, &centre[0]);
      consider (placer, &centre[0], box, SLIDE_COST * (i + 1), own, best);
    }
}

static Spot
search_near (EntLabelPlacer *placer, const EntLabel *label, const Shape *shape, double limit)
{
  const Place *places = label->mode == ENT_PLACE_AROUND  ? around
                        : label->mode == ENT_PLACE_BELOW ? below
                                                         : centre;
  guint n = label->mode == ENT_PLACE_CENTRE ? G_N_ELEMENTS (centre) : G_N_ELEMENTS (around);
  guint own = label->mode == ENT_PLACE_CENTRE
                  ? ent_label_grid_path_at (placer->grid, label->x, label->y, 2)
                  : 0;
  Spot best = { .cost = limit };
  for (guint i = 0; i < n; i++)
    consider (placer, &places[i], box_at (label, shape, &places[i]), RANK_COST * i, own, &best);
  if (own > 0)
    slide (placer, label, shape, own, &best);
  best.on_line = own > 0;
  return best;
}

/* Where the leader line leaves the disc and where it reaches the box. */
static gboolean
lead (const EntLabelPlacer *placer, const EntLabel *label, Spot *spot)
{
  const EntRect *b = &spot->box;
  EntPoint to = { CLAMP (label->x, b->x + PAD_X, b->x + b->width - PAD_X),
                  CLAMP (label->y, b->y, b->y + b->height) };
  double dx = to.x - label->x, dy = to.y - label->y, length = hypot (dx, dy);
  double rim = label->radius + 1;
  if (length <= rim + 1)
    return FALSE;
  spot->from = (EntPoint){ label->x + dx / length * rim, label->y + dy / length * rim };
  spot->to = to;
  spot->leads = TRUE;
  /* The disc itself is blocked, perhaps with some air: the line starts outside of that. */
  double clear = MIN (rim + GAP + END_RADIUS, length);
  EntPoint start = { label->x + dx / length * clear, label->y + dy / length * clear };
  return ent_label_grid_sees (placer->grid, start, to);
}

/* Whether something no larger found no place in the whole frame. */
static gboolean
is_full (const EntLabelPlacer *placer, const Shape *shape)
{
  return shape->width >= placer->full_width && shape->height >= placer->full_height;
}

static Spot
search_far (EntLabelPlacer *placer, const EntLabel *label, const Shape *shape, double limit)
{
  guint rings = OPTIONAL_RINGS;
  if (label->required)
    rings = (guint)ceil ((placer->frame.width + placer->frame.height) / RING_STEP);
  Spot best = { .cost = limit };
  if (is_full (placer, shape))
    return best;
  for (guint ring = 1; ring <= rings && LEADER_COST + RING_COST * ring < best.cost; ring++)
    for (guint i = 0; i < RING_SPOTS; i++)
      {
        double angle = 2 * G_PI * i / RING_SPOTS;
        Place place = { cos (angle), sin (angle), GAP + ring * RING_STEP };
        Spot spot = { .box = box_at (label, shape, &place), .align = align_of (place.x) };
        if (!ent_label_grid_is_free (placer->grid, &spot.box) || !lead (placer, label, &spot))
          continue;
        spot.cost = LEADER_COST + RING_COST * ring
                    + CROSSING_COST * ent_label_grid_crossed (placer->grid, &spot.box, 0);
        spot.found = TRUE;
        if (spot.cost < best.cost)
          best = spot;
      }
  return best;
}

/* The last resort of what must not be left out: any free place of the frame that its disc sees, the
 * nearest; when it sees none, any at all. */
static Spot
search_anywhere (EntLabelPlacer *placer, const EntLabel *label, const Shape *shape, double limit)
{
  const double unseen = 1e6;
  const EntRect *f = &placer->frame;
  Spot best = { .cost = limit };
  if (is_full (placer, shape))
    return best;
  for (double y = f->y; y + shape->height <= f->y + f->height; y += shape->height / 2)
    for (double x = f->x; x + shape->width <= f->x + f->width; x += shape->height / 2)
      {
        Spot spot = { .box = ENT_RECT (x, y, shape->width, shape->height),
                      .align = ENT_ALIGN_MIDDLE,
                      .found = TRUE };
        spot.cost = hypot (x + shape->width / 2 - label->x, y + shape->height / 2 - label->y);
        if (spot.cost >= best.cost || !ent_label_grid_is_free (placer->grid, &spot.box))
          continue;
        if (!lead (placer, label, &spot))
          spot.cost += unseen;
        if (spot.cost < best.cost)
          best = spot;
      }
  /* What is blocked stays blocked: nothing as large need be looked for again. */
  if (!best.found && limit > 2 * unseen && shape->width <= placer->full_width
      && shape->height <= placer->full_height)
    {
      placer->full_width = shape->width;
      placer->full_height = shape->height;
    }
  return best;
}

static double
anchor_x (const Spot *spot)
{
  switch (spot->align)
    {
    case ENT_ALIGN_START:
      return spot->box.x + PAD_X;
    case ENT_ALIGN_END:
      return spot->box.x + spot->box.width - PAD_X;
    case ENT_ALIGN_MIDDLE:
      break;
    }
  return spot->box.x + spot->box.width / 2;
}

static void
draw_leader (EntSceneBuilder *builder, const EntLabel *label, const Spot *spot)
{
  const EntStyle style = { .stroke = ent_scene_builder_theme (builder)->muted,
                           .stroke_width = 0.5 * ENT_UNITS_PER_PT };
  EntPath *line = ent_path_new ();
  ent_path_move_to (line, spot->from.x, spot->from.y);
  ent_path_line_to (line, spot->to.x, spot->to.y);
  ent_scene_builder_path (builder, ENT_LAYER_LABEL, label->item, line, &style);
}

static void
draw (EntSceneBuilder *builder, const EntLabel *label, const Shape *shape, const Spot *spot)
{
  const EntTheme *theme = ent_scene_builder_theme (builder);
  const EntStyle halo
      = { .halo = theme->paper, .halo_width = spot->on_line ? HALO_WIDTH_ON_LINE : HALO_WIDTH };
  EntTextStyle style = label->style, second = shape->second_style;
  double x = anchor_x (spot), y = spot->box.y + PAD_Y + shape->size.ascent;
  if (spot->leads)
    draw_leader (builder, label, spot);
  style.align = second.align = spot->align;
  g_auto (GStrv) lines = g_strsplit (shape->form, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    ent_scene_builder_text (builder,
                            ENT_LAYER_LABEL,
                            label->item,
                            x,
                            y + i * LINE_STEP * style.size,
                            lines[i],
                            &style,
                            label->colour,
                            &halo);
  if (shape->second != NULL)
    ent_scene_builder_text (builder,
                            ENT_LAYER_LABEL,
                            label->item,
                            x,
                            y + shape->n_lines * LINE_STEP * style.size,
                            shape->second,
                            &second,
                            theme->muted,
                            &halo);
}

typedef Spot (*Search) (EntLabelPlacer *, const EntLabel *, const Shape *, double);

typedef struct
{
  Shape shape;
  Spot spot;
} Choice;

/* Looks whether any form, with or without its second line, has a cheaper place than the best. */
static void
try_search (EntLabelPlacer *placer, const EntLabel *label, Search search, Choice *best)
{
  guint lines = label->second != NULL && *label->second != '\0' ? 2 : 1;
  for (guint i = 0; i < G_N_ELEMENTS (label->forms); i++)
    for (guint with = lines; with > 0; with--)
      {
        double price = FORM_COST * i + SECOND_COST * (lines - with);
        if (label->forms[i] == NULL || *label->forms[i] == '\0' || price >= best->spot.cost)
          continue;
        Shape shape = measure (label, label->forms[i], with == 2 ? label->second : NULL);
        Spot spot = search (placer, label, &shape, best->spot.cost - price);
        if (!spot.found)
          continue;
        spot.cost += price;
        *best = (Choice){ shape, spot };
      }
}

/* Keeps later labels off a leader line. */
static void
block_leader (const EntLabelPlacer *placer, const Spot *spot)
{
  double dx = spot->to.x - spot->from.x, dy = spot->to.y - spot->from.y;
  guint steps = (guint)ceil (hypot (dx, dy) / LEADER_ROOM);
  for (guint i = 0; i <= steps; i++)
    {
      double t = steps > 0 ? (double)i / steps : 0;
      ent_label_grid_block_disc (
          placer->grid, spot->from.x + t * dx, spot->from.y + t * dy, LEADER_ROOM / 2);
    }
}

static gboolean
place (EntLabelPlacer *placer, EntSceneBuilder *builder, const EntLabel *label)
{
  Choice best = { .spot = { .cost = G_MAXDOUBLE } };
  try_search (placer, label, search_near, &best);
  /* A line's label is better on some other line than led away from its own. */
  if (!best.spot.found || label->mode != ENT_PLACE_CENTRE)
    try_search (placer, label, search_far, &best);
  if (!best.spot.found && label->required)
    try_search (placer, label, search_anywhere, &best);
  if (!best.spot.found)
    return FALSE;
  ent_label_grid_block_rect (placer->grid, &best.spot.box);
  if (best.spot.leads)
    block_leader (placer, &best.spot);
  draw (builder, label, &best.shape, &best.spot);
  return TRUE;
}

/**
 * ent_label_placer_run:
 * @placer: a placer, used up by this
 * @builder: where the labels are drawn, into the labels' layer
 *
 * Places and draws all labels, the required first, then by descending priority.  Each takes the
 * cheapest free place: a longer form, the second line and a place next to its disc are worth more
 * than a shorter form, one line, lines underneath and a place further off with a leader line.  A
 * required label looks for one in the whole frame. No label that is drawn meets another one,
 * anything blocked, or the edge of the frame. Cost: candidates × what lies in the cells they touch;
 * some hundred labels take a few ms.
 *
 * Source: after J. Christensen, J. Marks, S. Shieber, "An Empirical Study of Algorithms for
 *   Point-Feature Label Placement", ACM Transactions on Graphics 14 (1995)
 *
 * Returns: how many labels found no place
 */
guint
ent_label_placer_run (EntLabelPlacer *placer, EntSceneBuilder *builder)
{
  guint left_out = 0;
  g_ptr_array_sort (placer->wishes, by_priority);
  for (guint i = 0; i < placer->wishes->len; i++)
    {
      const EntLabel *label = &((const Wish *)placer->wishes->pdata[i])->label;
      left_out += !place (placer, builder, label);
    }
  g_ptr_array_set_size (placer->wishes, 0);
  return left_out;
}
