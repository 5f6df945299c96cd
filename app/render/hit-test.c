#include "render/render.h"

/* Of the marks that a point is on or near, the best one wins by these ranks, the lowest first. */
typedef enum
{
  ON_DATA,   /* on a line, node, label or anything in the frame's layer */
  NEAR_DATA, /* within the tolerance of it */
  ON_AREA,   /* in a hull or a piece of land */
  NEAR_AREA,
  MISSED,
} Rank;

typedef struct
{
  Rank rank;
  EntLayer layer;
  double distance, area; /* beyond the edge of the mark; of its bounds */
  int item;
} Hit;

static double
half_stroke (const EntScene *scene, const EntMark *mark)
{
  if (mark->style.stroke.a <= 0)
    return 0;
  return mark->style.stroke_width * ent_scene_theme (scene)->stroke_scale / 2;
}

/* A path that is only a line has no inside; a hollow disc or box has. */
static gboolean
has_inside (const EntMark *mark)
{
  return mark->kind != ENT_MARK_PATH || mark->style.fill.a > 0 || mark->style.hatched;
}

static double
rect_distance (const EntRect *rect, double x, double y)
{
  double dx = MAX (MAX (rect->x - x, x - rect->x - rect->width), 0);
  double dy = MAX (MAX (rect->y - y, y - rect->y - rect->height), 0);
  return MAX (dx, dy);
}

/* How far the point is from what the mark paints; 0 on it. */
static double
distance_to (const EntScene *scene, const EntMark *mark, double x, double y)
{
  if (mark->kind == ENT_MARK_TEXT)
    return rect_distance (&mark->bounds, x, y);
  g_autoptr (EntPath) made = mark->kind == ENT_MARK_PATH ? NULL : ent_mark_path (mark);
  const EntPath *path = made != NULL ? made : mark->path;
  if (has_inside (mark) && ent_path_contains (path, x, y))
    return 0;
  return MAX (ent_path_distance (path, x, y) - half_stroke (scene, mark), 0);
}

static Rank
rank_of (const EntMark *mark, double distance, double tolerance)
{
  gboolean data = mark->layer >= ENT_LAYER_LINE;
  if (distance <= 0)
    return data ? ON_DATA : ON_AREA;
  /* The room round a text is nobody's. */
  if (distance > tolerance || mark->kind == ENT_MARK_TEXT)
    return MISSED;
  return data ? NEAR_DATA : NEAR_AREA;
}

/* Marks come in drawing order: at equal terms the later, which is on top, wins. */
static gboolean
is_better (const Hit *hit, const Hit *best)
{
  if (hit->rank != best->rank)
    return hit->rank < best->rank;
  if (hit->rank == NEAR_DATA && hit->distance != best->distance)
    return hit->distance < best->distance;
  if (hit->layer != best->layer)
    return hit->layer > best->layer;
  return hit->area <= best->area;
}

/* A legend's ground covers the marks below it. */
static gboolean
covers (const EntMark *mark)
{
  return mark->item == ENT_NO_ITEM && mark->layer == ENT_LAYER_FRAME && mark->kind == ENT_MARK_BOX
         && mark->style.fill.a > 0.9;
}

/**
 * ent_scene_hit:
 * @scene: a scene
 * @x: figure units
 * @y: figure units
 * @tolerance: how far beside a mark the point may be, figure units
 *
 * The item under a point.  A mark the point is on comes before one it is near, lines and nodes
 * before the areas behind them, an upper layer before a lower one, and within a layer a small mark
 * before a large one.  The box of a text counts for its item.
 * Cost: a comparison a mark, and the geometry of those whose bounds are near.
 *
 * Returns: an item's index, or %ENT_NO_ITEM
 */
int
ent_scene_hit (const EntScene *scene, double x, double y, double tolerance)
{
  Hit best = { .rank = MISSED, .item = ENT_NO_ITEM };
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (rect_distance (&mark->bounds, x, y) > tolerance
          || (mark->clip != NULL && !ent_rect_contains (mark->clip, x, y)))
        continue;
      if (covers (mark) && ent_rect_contains (&mark->box.rect, x, y))
        best = (Hit){ .rank = MISSED, .item = ENT_NO_ITEM };
      if (mark->item == ENT_NO_ITEM)
        continue;
      Hit hit = { .layer = mark->layer,
                  .area = mark->bounds.width * mark->bounds.height,
                  .item = mark->item,
                  .distance = distance_to (scene, mark, x, y) };
      hit.rank = rank_of (mark, hit.distance, tolerance);
      if (hit.rank != MISSED && is_better (&hit, &best))
        best = hit;
    }
  return best.item;
}

/**
 * ent_scene_items_in:
 * @scene: a scene
 * @rect: figure units
 *
 * The items whose bounds, labels left aside, meet a rectangle: what a rubber band catches.
 *
 * Returns: (transfer full) (element-type int): item indices, in the order of the scene
 */
GArray *
ent_scene_items_in (const EntScene *scene, const EntRect *rect)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    {
      EntRect bounds = ent_scene_item_bounds (scene, i);
      int item = (int)i;
      if (ent_rect_intersects (&bounds, rect))
        g_array_append_val (items, item);
    }
  return items;
}
