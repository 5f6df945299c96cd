#include "base/rect.h"

/**
 * ent_rect_is_empty:
 * @rect: a rectangle, figure units
 *
 * Whether @rect holds no point at all.  A rectangle without width, as the bounds of a vertical
 * line, is not empty.
 *
 * Returns: %TRUE if it holds nothing
 */
gboolean
ent_rect_is_empty (const EntRect *rect)
{
  return rect->width < 0 || rect->height < 0;
}

/**
 * ent_rect_contains:
 * @rect: a rectangle, figure units
 * @x: figure units
 * @y: figure units
 *
 * Whether the point lies in @rect or on its edge.
 *
 * Returns: %TRUE if it does
 */
gboolean
ent_rect_contains (const EntRect *rect, double x, double y)
{
  return x >= rect->x && x <= rect->x + rect->width && y >= rect->y && y <= rect->y + rect->height;
}

/**
 * ent_rect_intersects:
 * @a: a rectangle, figure units
 * @b: another
 *
 * Whether the two have a point in common; a shared edge counts, so that lines without width are
 * not culled.
 *
 * Returns: %TRUE if they do
 */
gboolean
ent_rect_intersects (const EntRect *a, const EntRect *b)
{
  if (ent_rect_is_empty (a) || ent_rect_is_empty (b))
    return FALSE;
  return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height
         && b->y <= a->y + a->height;
}

/**
 * ent_rect_union:
 * @a: a rectangle, figure units
 * @b: another
 *
 * Returns: the smallest rectangle that holds both; the other one if one is empty
 */
EntRect
ent_rect_union (const EntRect *a, const EntRect *b)
{
  if (ent_rect_is_empty (a))
    return *b;
  if (ent_rect_is_empty (b))
    return *a;

  const double x = MIN (a->x, b->x);
  const double y = MIN (a->y, b->y);
  const double right = MAX (a->x + a->width, b->x + b->width);
  const double bottom = MAX (a->y + a->height, b->y + b->height);
  return ENT_RECT (x, y, right - x, bottom - y);
}

/**
 * ent_rect_inset:
 * @rect: a rectangle, figure units
 * @dx: how far the left and right edges move inwards; negative moves them outwards
 * @dy: the same for the top and bottom edges
 *
 * Returns: the smaller (or larger) rectangle; the empty one if nothing is left
 */
EntRect
ent_rect_inset (const EntRect *rect, double dx, double dy)
{
  if (ent_rect_is_empty (rect))
    return ENT_RECT_EMPTY;

  const EntRect inner
      = ENT_RECT (rect->x + dx, rect->y + dy, rect->width - 2 * dx, rect->height - 2 * dy);
  return ent_rect_is_empty (&inner) ? ENT_RECT_EMPTY : inner;
}

/**
 * ent_rect_add_point:
 * @rect: (inout): a rectangle, figure units, grown as far as needed
 * @x: figure units
 * @y: figure units
 *
 * Makes @rect hold the point; the empty rectangle becomes the point itself.
 */
void
ent_rect_add_point (EntRect *rect, double x, double y)
{
  const EntRect point = ENT_RECT (x, y, 0, 0);
  *rect = ent_rect_union (rect, &point);
}
