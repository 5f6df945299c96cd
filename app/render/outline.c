#include "render/render.h"

#include <math.h>

/* Items whose middles are less apart than this, figure units, are on one row when read. */
#define ROW_HEIGHT 20.0

/* What a step aside costs against a step ahead. */
#define ASIDE 2.0

/* How many steps aside a step ahead allows where nothing is straight ahead: tan 72°. */
#define WIDE 3.0

#define N_DIRECTIONS 4

/* Side of the spot that stands for a long line or a large area, figure units. */
#define SPOT 18.0

/* What is larger than this in both directions is pointed at by a spot, figure units. */
#define LARGE 48.0

typedef struct
{
  int item;
  EntRect bounds;
  EntPoint middle;
  double importance;
  int neighbours[N_DIRECTIONS];
} Entry;

struct _EntOutline
{
  GArray *entries; /* Entry, in reading order */
};

static Entry *
at (const EntOutline *outline, guint position)
{
  return &g_array_index (outline->entries, Entry, position);
}

static int
by_importance (gconstpointer a, gconstpointer b)
{
  const Entry *p = a, *q = b;
  if (p->importance != q->importance)
    return p->importance < q->importance ? 1 : -1;
  return p->item - q->item;
}

static int
by_height (gconstpointer a, gconstpointer b)
{
  const Entry *p = a, *q = b;
  if (p->middle.y != q->middle.y)
    return p->middle.y < q->middle.y ? -1 : 1;
  return p->item - q->item;
}

static int
by_column (gconstpointer a, gconstpointer b)
{
  const Entry *p = a, *q = b;
  if (p->middle.x != q->middle.x)
    return p->middle.x < q->middle.x ? -1 : 1;
  return p->item - q->item;
}

/* Rows from the top, each from the left. */
static void
sort_for_reading (GArray *entries)
{
  g_array_sort (entries, by_height);
  Entry *all = (Entry *)(gpointer)entries->data;
  for (guint start = 0, end; start < entries->len; start = end)
    {
      for (end = start + 1; end < entries->len; end++)
        if (all[end].middle.y - all[start].middle.y >= ROW_HEIGHT)
          break;
      qsort (all + start, end - start, sizeof (Entry), by_column);
    }
}

/* Steps ahead and aside from one entry to another. */
static void
measure (const Entry *from, const Entry *to, EntDirection direction, double *ahead, double *aside)
{
  double dx = to->middle.x - from->middle.x, dy = to->middle.y - from->middle.y;
  gboolean flat = direction == ENT_LEFT || direction == ENT_RIGHT;
  double sign = direction == ENT_LEFT || direction == ENT_UP ? -1 : 1;
  *ahead = sign * (flat ? dx : dy);
  *aside = fabs (flat ? dy : dx);
}

/* The nearest in a cone of 45° to both sides; if that is empty, in one of 72°. */
static int
find_nearest (const EntOutline *outline, guint from, EntDirection direction)
{
  int in_cone = -1, in_wide = -1;
  double cone_cost = G_MAXDOUBLE, wide_cost = G_MAXDOUBLE;
  for (guint i = 0; i < outline->entries->len; i++)
    {
      double ahead, aside;
      measure (at (outline, from), at (outline, i), direction, &ahead, &aside);
      double cost = ahead + ASIDE * aside;
      if (i == from || ahead <= 0)
        continue;
      if (aside <= ahead && cost < cone_cost)
        {
          cone_cost = cost;
          in_cone = (int)i;
        }
      if (aside <= WIDE * ahead && cost < wide_cost)
        {
          wide_cost = cost;
          in_wide = (int)i;
        }
    }
  return in_cone >= 0 ? in_cone : in_wide;
}

/* At the edge the keys go on in reading order, so that they never end but at the first and last. */
static int
go_on_reading (const EntOutline *outline, guint from, EntDirection direction)
{
  if (direction == ENT_LEFT || direction == ENT_UP)
    return (int)from - 1;
  return from + 1 < outline->entries->len ? (int)from + 1 : -1;
}

static void
mark_reachable (const EntOutline *outline, guint from, gboolean *reached)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  reached[from] = TRUE;
  g_array_append_val (stack, from);
  while (stack->len > 0)
    {
      guint here = g_array_index (stack, guint, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      for (guint d = 0; d < N_DIRECTIONS; d++)
        {
          int next = at (outline, here)->neighbours[d];
          if (next < 0 || reached[next])
            continue;
          reached[next] = TRUE;
          g_array_append_val (stack, next);
        }
    }
}

static EntDirection
direction_to (const Entry *from, const Entry *to)
{
  double dx = to->middle.x - from->middle.x, dy = to->middle.y - from->middle.y;
  if (fabs (dx) >= fabs (dy))
    return dx < 0 ? ENT_LEFT : ENT_RIGHT;
  return dy < 0 ? ENT_UP : ENT_DOWN;
}

/* Puts an entry that no way leads to between its predecessor in reading order and the one that was
 * there; whatever was reached through that step is still reached, a step later. */
static void
join_unreachable (EntOutline *outline)
{
  guint n = outline->entries->len;
  g_autofree gboolean *reached = g_new0 (gboolean, n + 1);
  if (n > 0)
    mark_reachable (outline, 0, reached);
  for (guint i = 1; i < n; i++)
    if (!reached[i])
      {
        EntDirection way = direction_to (at (outline, i - 1), at (outline, i));
        int *step = &at (outline, i - 1)->neighbours[way];
        at (outline, i)->neighbours[way] = *step;
        *step = (int)i;
        mark_reachable (outline, i, reached);
      }
}

/* Which items have a mark that the page and its clip show a part of. */
static gboolean *
find_visible (const EntScene *scene)
{
  const EntRect page = ENT_RECT (0, 0, ent_scene_width (scene), ent_scene_height (scene));
  gboolean *visible = g_new0 (gboolean, ent_scene_n_items (scene) + 1);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item != ENT_NO_ITEM
          && ent_rect_intersects (&mark->bounds, mark->clip != NULL ? mark->clip : &page))
        visible[mark->item] = TRUE;
    }
  return visible;
}

static EntRect
spot_at (EntPoint middle)
{
  return ENT_RECT (middle.x - SPOT / 2, middle.y - SPOT / 2, SPOT, SPOT);
}

/* On a line, as near to its middle as can be seen. */
static gboolean
find_on_line (const EntMark *mark, const EntRect *shown, EntRect *spot)
{
  static const double parts[] = { 0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0.5 };
  EntPoint point;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (!ent_path_point_at (mark->path, parts[i], &point, NULL))
        return FALSE;
      *spot = spot_at (point);
      if (ent_rect_intersects (spot, shown))
        break;
    }
  return TRUE;
}

static gboolean
is_large (const EntRect *bounds)
{
  return bounds->width > LARGE && bounds->height > LARGE;
}

/* Where each item is pointed at: its bounds, unless they would cover half of its neighbours.  Of a
 * line that is a spot on it; of an area its node, or its label. */
static EntRect *
find_spots (const EntScene *scene)
{
  const EntRect page = ENT_RECT (0, 0, ent_scene_width (scene), ent_scene_height (scene));
  const guint n = ent_scene_n_items (scene);
  EntRect *spots = g_new0 (EntRect, n + 1);
  g_autofree int *ranks = g_new0 (int, n + 1);

  for (guint i = 0; i < n; i++)
    spots[i] = ent_scene_item_bounds (scene, i);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      const EntRect *shown = mark->clip != NULL ? mark->clip : &page;
      EntRect spot = mark->bounds;
      int rank = 0;

      if (mark->item == ENT_NO_ITEM || !ent_rect_intersects (&mark->bounds, shown))
        continue;
      const EntRect bounds = ent_scene_item_bounds (scene, (guint)mark->item);
      if (!is_large (&bounds))
        continue;
      if (mark->kind == ENT_MARK_BOX)
        rank = is_large (&mark->bounds) ? 0 : 4;
      else if (mark->kind == ENT_MARK_DISC)
        rank = 4;
      else if (mark->kind == ENT_MARK_PATH && mark->style.fill.a <= 0 && is_large (&mark->bounds))
        rank = find_on_line (mark, shown, &spot) ? 3 : 0;
      else if (mark->kind == ENT_MARK_TEXT)
        rank = 2;
      if (rank > ranks[mark->item])
        {
          ranks[mark->item] = rank;
          spots[mark->item] = spot;
        }
    }
  return spots;
}

static GArray *
collect (const EntScene *scene, guint max_items)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autofree gboolean *visible = find_visible (scene);
  g_autofree EntRect *spots = find_spots (scene);
  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    {
      Entry entry = { .item = (int)i,
                      .bounds = spots[i],
                      .importance = ent_scene_item (scene, i)->importance };
      if (!visible[i])
        continue;
      entry.middle = (EntPoint){ entry.bounds.x + entry.bounds.width / 2,
                                 entry.bounds.y + entry.bounds.height / 2 };
      g_array_append_val (entries, entry);
    }
  g_array_sort (entries, by_importance);
  if (entries->len > max_items)
    g_array_set_size (entries, max_items);
  return entries;
}

/**
 * ent_outline_new:
 * @scene: a scene
 * @max_items: how many items at most: the most important ones
 *
 * Reads a scene as somebody does who cannot see it or has no pointer: the items on the page, rows
 * from the top, each from the left, and for each the next one in four directions.
 * Cost: the square of @max_items.
 *
 * Returns: (transfer full): the outline; it does not need the scene any more
 */
EntOutline *
ent_outline_new (const EntScene *scene, guint max_items)
{
  EntOutline *outline = g_new0 (EntOutline, 1);
  outline->entries = collect (scene, max_items);
  sort_for_reading (outline->entries);
  for (guint i = 0; i < outline->entries->len; i++)
    for (guint d = 0; d < N_DIRECTIONS; d++)
      {
        int nearest = find_nearest (outline, i, d);
        at (outline, i)->neighbours[d] = nearest >= 0 ? nearest : go_on_reading (outline, i, d);
      }
  join_unreachable (outline);
  return outline;
}

/**
 * ent_outline_free:
 * @outline: (nullable) (transfer full): an outline
 */
void
ent_outline_free (EntOutline *outline)
{
  if (outline == NULL)
    return;
  g_array_unref (outline->entries);
  g_free (outline);
}

/**
 * ent_outline_n:
 * @outline: an outline
 *
 * Returns: how many items it has
 */
guint
ent_outline_n (const EntOutline *outline)
{
  return outline->entries->len;
}

/**
 * ent_outline_item:
 * @outline: an outline
 * @position: below ent_outline_n()
 *
 * Returns: the index of the item in the scene, or %ENT_NO_ITEM
 */
int
ent_outline_item (const EntOutline *outline, guint position)
{
  g_return_val_if_fail (position < outline->entries->len, ENT_NO_ITEM);
  return at (outline, position)->item;
}

/**
 * ent_outline_bounds:
 * @outline: an outline
 * @position: below ent_outline_n()
 *
 * Returns: where the item is pointed at, figure units: its bounds; of a long line a spot on it, of
 * a large area its node or label
 */
EntRect
ent_outline_bounds (const EntOutline *outline, guint position)
{
  g_return_val_if_fail (position < outline->entries->len, ENT_RECT_EMPTY);
  return at (outline, position)->bounds;
}

/**
 * ent_outline_neighbour:
 * @outline: an outline
 * @position: below ent_outline_n()
 * @direction: a direction
 *
 * Where an arrow key leads: to the nearest item in its direction, at the edge of the picture on in
 * reading order.  From the first position every other one can be reached.
 *
 * Returns: a position, or -1 before the first and after the last
 */
int
ent_outline_neighbour (const EntOutline *outline, guint position, EntDirection direction)
{
  g_return_val_if_fail (position < outline->entries->len && direction < N_DIRECTIONS, -1);
  return at (outline, position)->neighbours[direction];
}
