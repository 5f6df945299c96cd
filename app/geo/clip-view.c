/* The last stage: nothing far outside the frame reaches cairo. */
#include "geo/pipeline-private.h"

/**
 * ent_points_bounds:
 * @points: (array length=n_points): points
 * @n_points: how many
 *
 * Returns: the smallest rectangle round them
 */
EntRect
ent_points_bounds (const EntPoint *points, gsize n_points)
{
  if (n_points == 0)
    return ENT_RECT_EMPTY;
  double x0 = points[0].x, x1 = x0, y0 = points[0].y, y1 = y0;
  for (gsize i = 1; i < n_points; i++)
    {
      x0 = MIN (x0, points[i].x);
      x1 = MAX (x1, points[i].x);
      y0 = MIN (y0, points[i].y);
      y1 = MAX (y1, points[i].y);
    }
  return ENT_RECT (x0, y0, x1 - x0, y1 - y0);
}

static gboolean
inside (const EntRect *view, const EntRect *bounds)
{
  return ent_rect_contains (view, bounds->x, bounds->y)
         && ent_rect_contains (view, bounds->x + bounds->width, bounds->y + bounds->height);
}

/* One side of Liang and Barsky's clipping: narrows t0 to t1, FALSE when nothing is left. */
static gboolean
narrow (double towards, double room, double *t0, double *t1)
{
  if (towards == 0)
    return room >= 0;
  const double t = room / towards;
  if (towards < 0)
    *t0 = MAX (*t0, t);
  else
    *t1 = MIN (*t1, t);
  return *t0 <= *t1;
}

static gboolean
clip_segment (const EntRect *view, EntPoint *a, EntPoint *b)
{
  const EntPoint from = *a;
  const double dx = b->x - from.x, dy = b->y - from.y;
  double t0 = 0, t1 = 1;
  if (!narrow (-dx, from.x - view->x, &t0, &t1)
      || !narrow (dx, view->x + view->width - from.x, &t0, &t1)
      || !narrow (-dy, from.y - view->y, &t0, &t1)
      || !narrow (dy, view->y + view->height - from.y, &t0, &t1))
    return FALSE;
  *a = (EntPoint){ from.x + t0 * dx, from.y + t0 * dy };
  if (t1 < 1)
    *b = (EntPoint){ from.x + t1 * dx, from.y + t1 * dy };
  return TRUE;
}

/**
 * ent_view_add_line:
 * @view: what to keep
 * @points: (array length=n_points): a line
 * @n_points: how many
 * @path: gets its parts in the view
 */
void
ent_view_add_line (const EntRect *view, const EntPoint *points, gsize n_points, EntPath *path)
{
  if (n_points < 2)
    return;
  const EntRect bounds = ent_points_bounds (points, n_points);
  if (!ent_rect_intersects (view, &bounds))
    return;
  const gboolean whole = inside (view, &bounds);
  if (whole)
    ent_path_move_to (path, points[0].x, points[0].y);
  gboolean joined = FALSE;
  for (gsize i = 1; i < n_points; i++)
    {
      EntPoint a = points[i - 1], b = points[i];
      if (!whole)
        {
          if (!clip_segment (view, &a, &b))
            {
              joined = FALSE;
              continue;
            }
          if (!joined)
            ent_path_move_to (path, a.x, a.y);
          joined = b.x == points[i].x && b.y == points[i].y;
        }
      ent_path_line_to (path, b.x, b.y);
    }
}

typedef enum
{
  LEFT,
  RIGHT,
  TOP,
  BOTTOM,
  N_SIDES,
} Side;

/* Above 0 where the point is on the inner side. */
static double
room (const EntRect *view, Side side, EntPoint p)
{
  switch (side)
    {
    case LEFT:
      return p.x - view->x;
    case RIGHT:
      return view->x + view->width - p.x;
    case TOP:
      return p.y - view->y;
    case BOTTOM:
    case N_SIDES:
    default:
      return view->y + view->height - p.y;
    }
}

static void
clip_side (const EntRect *view, Side side, const GArray *in, GArray *out)
{
  const EntPoint *points = (const EntPoint *)in->data;
  g_array_set_size (out, 0);
  for (guint i = 0; i < in->len; i++)
    {
      const EntPoint a = points[i > 0 ? i - 1 : in->len - 1], b = points[i];
      const double ra = room (view, side, a), rb = room (view, side, b);
      if ((ra >= 0) != (rb >= 0))
        {
          const double t = ra / (ra - rb);
          const EntPoint cut = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
          g_array_append_val (out, cut);
        }
      if (rb >= 0)
        g_array_append_val (out, b);
    }
}

/**
 * ent_view_add_ring:
 * @view: what to keep
 * @points: (element-type EntPoint): a ring, not closed by a repeated point; changed
 * @spare: (element-type EntPoint): scratch
 * @path: gets the ring's part in the view as a closed subpath, which may run along the view's edge
 *
 * Source: Sutherland and Hodgman 1974.
 */
void
ent_view_add_ring (const EntRect *view, GArray *points, GArray *spare, EntPath *path)
{
  const EntRect bounds = ent_points_bounds ((const EntPoint *)points->data, points->len);
  if (points->len < 3 || !ent_rect_intersects (view, &bounds))
    return;
  if (!inside (view, &bounds))
    {
      for (Side side = LEFT; side < N_SIDES; side += 2)
        {
          clip_side (view, side, points, spare);
          clip_side (view, side + 1, spare, points);
        }
      if (points->len < 3)
        return;
    }
  const EntPoint *p = (const EntPoint *)points->data;
  ent_path_move_to (path, p[0].x, p[0].y);
  for (guint i = 1; i < points->len; i++)
    ent_path_line_to (path, p[i].x, p[i].y);
  ent_path_close (path);
}
