#include "base/path.h"

#include <math.h>
#include <string.h>

/* Control points of a quarter circle of radius 1 lie this far along the tangents (the usual cubic
 * that is off by at most 0.027 %). */
#define QUARTER 0.55228474983079

/* Figure units; distances, hits and lengths need no finer chords: a tenth of a pixel. */
#define FINE 0.1

/* Chords a curve is cut into at most, however large it is. */
#define MAX_CHORDS 1024

static const guint8 n_points_of[] = {
  [ENT_PATH_MOVE] = 1,
  [ENT_PATH_LINE] = 1,
  [ENT_PATH_CURVE] = 3,
  [ENT_PATH_CLOSE] = 0,
};

/**
 * ent_path_new:
 *
 * Returns: (transfer full): a path without points
 */
EntPath *
ent_path_new (void)
{
  return g_new0 (EntPath, 1);
}

/**
 * ent_path_copy:
 * @path: a path
 *
 * Returns: (transfer full): a path of the same verbs and points
 */
EntPath *
ent_path_copy (const EntPath *path)
{
  EntPath *copy = ent_path_new ();
  ent_path_append (copy, path);
  return copy;
}

/**
 * ent_path_free:
 * @path: (nullable) (transfer full): a path
 *
 * Frees the path and its arrays.
 */
void
ent_path_free (EntPath *path)
{
  if (path == NULL)
    return;
  g_free (path->verbs);
  g_free (path->points);
  g_free (path);
}

/**
 * ent_path_clear:
 * @path: a path
 *
 * Forgets all verbs and points but keeps the memory, for the next path of a loop.
 */
void
ent_path_clear (EntPath *path)
{
  path->n_verbs = 0;
  path->n_points = 0;
}

/**
 * ent_path_trim:
 * @path: a path that is to be kept as it is
 *
 * Gives back the memory that is reserved for further points.
 */
void
ent_path_trim (EntPath *path)
{
  path->verbs_size = path->n_verbs;
  path->verbs = g_renew (guint8, path->verbs, path->verbs_size);
  path->points_size = path->n_points;
  path->points = g_renew (EntPoint, path->points, path->points_size);
}

static void
reserve (EntPath *path, gsize verbs, gsize points)
{
  if (path->n_verbs + verbs > path->verbs_size)
    {
      path->verbs_size = MAX (path->n_verbs + verbs, 2 * path->verbs_size + 8);
      path->verbs = g_renew (guint8, path->verbs, path->verbs_size);
    }
  if (path->n_points + points > path->points_size)
    {
      path->points_size = MAX (path->n_points + points, 2 * path->points_size + 8);
      path->points = g_renew (EntPoint, path->points, path->points_size);
    }
}

static void
add (EntPath *path, EntPathVerb verb, const EntPoint *points)
{
  const gsize n = n_points_of[verb];
  reserve (path, 1, n);
  path->verbs[path->n_verbs++] = (guint8)verb;
  for (gsize i = 0; i < n; i++)
    path->points[path->n_points++] = points[i];
}

/**
 * ent_path_move_to:
 * @path: a path
 * @x: figure units
 * @y: figure units
 *
 * Starts a new subpath at the point.
 */
void
ent_path_move_to (EntPath *path, double x, double y)
{
  add (path, ENT_PATH_MOVE, &(EntPoint){ x, y });
}

/**
 * ent_path_line_to:
 * @path: a path; one without a point starts at the given point
 * @x: figure units
 * @y: figure units
 *
 * Adds a straight line to the point.
 */
void
ent_path_line_to (EntPath *path, double x, double y)
{
  add (path, path->n_verbs == 0 ? ENT_PATH_MOVE : ENT_PATH_LINE, &(EntPoint){ x, y });
}

/**
 * ent_path_curve_to:
 * @path: a path; one without a point starts at the first control point
 * @x1: first control point, figure units
 * @y1: first control point
 * @x2: second control point
 * @y2: second control point
 * @x3: end
 * @y3: end
 *
 * Adds a cubic Bézier curve.
 */
void
ent_path_curve_to (EntPath *path, double x1, double y1, double x2, double y2, double x3, double y3)
{
  if (path->n_verbs == 0)
    ent_path_move_to (path, x1, y1);

  const EntPoint points[] = { { x1, y1 }, { x2, y2 }, { x3, y3 } };
  add (path, ENT_PATH_CURVE, points);
}

/**
 * ent_path_close:
 * @path: a path
 *
 * Closes the current subpath with a straight line to its start; nothing on a path without points.
 */
void
ent_path_close (EntPath *path)
{
  if (path->n_verbs > 0)
    add (path, ENT_PATH_CLOSE, NULL);
}

/**
 * ent_path_add_rect:
 * @path: a path
 * @rect: figure units
 * @radius: of the corners, figure units; at most half a side is used; 0 for sharp ones
 *
 * Adds a closed rectangle, clockwise from the top left.
 */
void
ent_path_add_rect (EntPath *path, const EntRect *rect, double radius)
{
  const double r = CLAMP (radius, 0, MIN (rect->width, rect->height) / 2);
  const double k = r * (1 - QUARTER);
  const double x0 = rect->x, y0 = rect->y;
  const double x1 = rect->x + rect->width, y1 = rect->y + rect->height;

  if (r <= 0)
    {
      ent_path_move_to (path, x0, y0);
      ent_path_line_to (path, x1, y0);
      ent_path_line_to (path, x1, y1);
      ent_path_line_to (path, x0, y1);
      ent_path_close (path);
      return;
    }
  ent_path_move_to (path, x0 + r, y0);
  ent_path_line_to (path, x1 - r, y0);
  ent_path_curve_to (path, x1 - k, y0, x1, y0 + k, x1, y0 + r);
  ent_path_line_to (path, x1, y1 - r);
  ent_path_curve_to (path, x1, y1 - k, x1 - k, y1, x1 - r, y1);
  ent_path_line_to (path, x0 + r, y1);
  ent_path_curve_to (path, x0 + k, y1, x0, y1 - k, x0, y1 - r);
  ent_path_line_to (path, x0, y0 + r);
  ent_path_curve_to (path, x0, y0 + k, x0 + k, y0, x0 + r, y0);
  ent_path_close (path);
}

/**
 * ent_path_add_disc:
 * @path: a path
 * @cx: centre, figure units
 * @cy: centre
 * @radius: figure units
 *
 * Adds a closed circle of four curves, clockwise from the right.
 */
void
ent_path_add_disc (EntPath *path, double cx, double cy, double radius)
{
  const double r = radius, k = radius * QUARTER;

  ent_path_move_to (path, cx + r, cy);
  ent_path_curve_to (path, cx + r, cy + k, cx + k, cy + r, cx, cy + r);
  ent_path_curve_to (path, cx - k, cy + r, cx - r, cy + k, cx - r, cy);
  ent_path_curve_to (path, cx - r, cy - k, cx - k, cy - r, cx, cy - r);
  ent_path_curve_to (path, cx + k, cy - r, cx + r, cy - k, cx + r, cy);
  ent_path_close (path);
}

/**
 * ent_path_append:
 * @path: a path
 * @other: another, not @path itself
 *
 * Adds the verbs and points of @other at the end.
 */
void
ent_path_append (EntPath *path, const EntPath *other)
{
  g_return_if_fail (path != other);
  if (other->n_verbs == 0)
    return;

  reserve (path, other->n_verbs, other->n_points);
  memcpy (path->verbs + path->n_verbs, other->verbs, other->n_verbs);
  memcpy (path->points + path->n_points, other->points, other->n_points * sizeof (EntPoint));
  path->n_verbs += other->n_verbs;
  path->n_points += other->n_points;
}

/**
 * ent_path_transform:
 * @path: a path
 * @scale_x: factor of x, applied first
 * @scale_y: factor of y
 * @dx: then added to x, figure units
 * @dy: then added to y
 *
 * Scales and moves every point.
 */
void
ent_path_transform (EntPath *path, double scale_x, double scale_y, double dx, double dy)
{
  for (gsize i = 0; i < path->n_points; i++)
    {
      path->points[i].x = path->points[i].x * scale_x + dx;
      path->points[i].y = path->points[i].y * scale_y + dy;
    }
}

static EntPoint
curve_at (const EntPoint p[4], double t)
{
  const double s = 1 - t;
  const double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
  return (EntPoint){ a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                     a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y };
}

/* Where the derivative of one coordinate of a cubic is zero, in (0, 1); at most two places. */
static guint
extrema (double p0, double p1, double p2, double p3, double t[2])
{
  const double a = p3 - 3 * p2 + 3 * p1 - p0;
  const double b = 2 * (p2 - 2 * p1 + p0);
  const double c = p1 - p0;
  double roots[2];
  guint n = 0, kept = 0;

  if (fabs (a) < 1e-12)
    {
      if (fabs (b) > 1e-12)
        roots[n++] = -c / b;
    }
  else if (b * b - 4 * a * c >= 0)
    {
      const double d = sqrt (b * b - 4 * a * c);
      roots[n++] = (-b + d) / (2 * a);
      roots[n++] = (-b - d) / (2 * a);
    }
  for (guint i = 0; i < n; i++)
    if (roots[i] > 0 && roots[i] < 1)
      t[kept++] = roots[i];
  return kept;
}

static void
add_curve_bounds (EntRect *bounds, const EntPoint p[4])
{
  double t[4];
  guint n = extrema (p[0].x, p[1].x, p[2].x, p[3].x, t);
  n += extrema (p[0].y, p[1].y, p[2].y, p[3].y, t + n);
  for (guint i = 0; i < n; i++)
    {
      const EntPoint at = curve_at (p, t[i]);
      ent_rect_add_point (bounds, at.x, at.y);
    }
  ent_rect_add_point (bounds, p[3].x, p[3].y);
}

/**
 * ent_path_bounds:
 * @path: a path
 *
 * The exact bounds, at the extremes of the curves and not at their control points.
 *
 * Returns: figure units; %ENT_RECT_EMPTY for a path without points
 */
EntRect
ent_path_bounds (const EntPath *path)
{
  EntRect bounds = ENT_RECT_EMPTY;
  const EntPoint *p = path->points;

  for (gsize i = 0; i < path->n_verbs; i++)
    {
      const EntPathVerb verb = path->verbs[i];
      if (verb == ENT_PATH_CURVE)
        add_curve_bounds (&bounds, p - 1); /* a curve never comes first: curve_to sees to it */
      else if (verb != ENT_PATH_CLOSE)
        ent_rect_add_point (&bounds, p->x, p->y);
      p += n_points_of[verb];
    }
  return bounds;
}

/* Chords that stay within tolerance of the curve: the error of a chord over a step h is at most
 * h² / 8 times the largest second derivative. */
static guint
count_chords (const EntPoint p[4], double tolerance)
{
  const double first = hypot (p[0].x - 2 * p[1].x + p[2].x, p[0].y - 2 * p[1].y + p[2].y);
  const double second = hypot (p[1].x - 2 * p[2].x + p[3].x, p[1].y - 2 * p[2].y + p[3].y);
  const double n = ceil (sqrt (6 * MAX (first, second) / (8 * tolerance)));
  return n >= 1 ? (guint)MIN (n, MAX_CHORDS) : 1;
}

/**
 * ent_path_flatten:
 * @path: a path
 * @tolerance: how far a chord may be from its curve, figure units, above 0
 *
 * Returns: (transfer full): the path with its curves replaced by lines
 */
EntPath *
ent_path_flatten (const EntPath *path, double tolerance)
{
  g_return_val_if_fail (tolerance > 0, NULL);

  EntPath *flat = ent_path_new ();
  const EntPoint *p = path->points;
  EntPoint start = { 0, 0 }, current = start;

  for (gsize i = 0; i < path->n_verbs; i++)
    {
      const EntPathVerb verb = path->verbs[i];
      switch (verb)
        {
        case ENT_PATH_MOVE:
          start = current = p[0];
          ent_path_move_to (flat, p[0].x, p[0].y);
          break;
        case ENT_PATH_LINE:
          current = p[0];
          ent_path_line_to (flat, p[0].x, p[0].y);
          break;
        case ENT_PATH_CURVE:
          {
            const EntPoint curve[] = { current, p[0], p[1], p[2] };
            const guint n = count_chords (curve, tolerance);
            for (guint k = 1; k <= n; k++)
              {
                const EntPoint at = k == n ? p[2] : curve_at (curve, (double)k / n);
                ent_path_line_to (flat, at.x, at.y);
              }
            current = p[2];
            break;
          }
        case ENT_PATH_CLOSE:
          current = start;
          ent_path_close (flat);
          break;
        }
      p += n_points_of[verb];
    }
  return flat;
}

/* Called with each straight piece of a path; returns FALSE to stop. */
typedef gboolean (*ChordFunc) (EntPoint a, EntPoint b, gpointer data);

static gboolean
walk_curve (const EntPoint p[4], ChordFunc func, gpointer data)
{
  const guint n = count_chords (p, FINE);
  EntPoint last = p[0];
  for (guint k = 1; k <= n; k++)
    {
      const EntPoint at = k == n ? p[3] : curve_at (p, (double)k / n);
      if (!func (last, at, data))
        return FALSE;
      last = at;
    }
  return TRUE;
}

/* Gives func every chord of the path; fill also closes the subpaths that are open.  A subpath that
 * is a single point gives one chord without length. */
static void
walk (const EntPath *path, gboolean fill, ChordFunc func, gpointer data)
{
  const EntPoint *p = path->points;
  EntPoint start = { 0, 0 }, current = start;

  for (gsize i = 0; i < path->n_verbs; i++)
    {
      const EntPathVerb verb = path->verbs[i];
      gboolean more = TRUE;
      switch (verb)
        {
        case ENT_PATH_MOVE:
          if (fill && i > 0)
            more = func (current, start, data);
          start = current = p[0];
          if (more && !fill && (i + 1 == path->n_verbs || path->verbs[i + 1] == ENT_PATH_MOVE))
            more = func (start, start, data);
          break;
        case ENT_PATH_LINE:
          more = func (current, p[0], data);
          current = p[0];
          break;
        case ENT_PATH_CURVE:
          {
            const EntPoint curve[] = { current, p[0], p[1], p[2] };
            more = walk_curve (curve, func, data);
            current = p[2];
            break;
          }
        case ENT_PATH_CLOSE:
          more = func (current, start, data);
          current = start;
          break;
        }
      if (!more)
        return;
      p += n_points_of[verb];
    }
  if (fill && path->n_verbs > 0)
    func (current, start, data);
}

typedef struct
{
  EntPoint at;
  double nearest;
} Nearest;

static gboolean
measure_distance (EntPoint a, EntPoint b, gpointer data)
{
  Nearest *n = data;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  double t = square > 0 ? ((n->at.x - a.x) * dx + (n->at.y - a.y) * dy) / square : 0;
  t = CLAMP (t, 0, 1);
  n->nearest = MIN (n->nearest, hypot (a.x + t * dx - n->at.x, a.y + t * dy - n->at.y));
  return TRUE;
}

/**
 * ent_path_distance:
 * @path: a path
 * @x: figure units
 * @y: figure units
 *
 * How far the point is from the line of the path (not from its inside), to a tenth of a unit.
 *
 * Returns: figure units; %G_MAXDOUBLE for a path without points
 */
double
ent_path_distance (const EntPath *path, double x, double y)
{
  Nearest nearest = { { x, y }, G_MAXDOUBLE };
  walk (path, FALSE, measure_distance, &nearest);
  return nearest.nearest;
}

typedef struct
{
  EntPoint at;
  int winding;
} Winding;

static gboolean
count_winding (EntPoint a, EntPoint b, gpointer data)
{
  Winding *w = data;
  const double side = (b.x - a.x) * (w->at.y - a.y) - (w->at.x - a.x) * (b.y - a.y);
  if (a.y <= w->at.y && b.y > w->at.y && side > 0)
    w->winding++;
  else if (a.y > w->at.y && b.y <= w->at.y && side < 0)
    w->winding--;
  return TRUE;
}

/**
 * ent_path_contains:
 * @path: a path; open subpaths count as closed
 * @x: figure units
 * @y: figure units
 *
 * Whether the point is inside the filled path by the non-zero winding rule, as cairo and SVG fill
 * by default.
 *
 * Returns: %TRUE if it is
 */
gboolean
ent_path_contains (const EntPath *path, double x, double y)
{
  Winding winding = { { x, y }, 0 };
  walk (path, TRUE, count_winding, &winding);
  return winding.winding != 0;
}

static gboolean
add_length (EntPoint a, EntPoint b, gpointer data)
{
  *(double *)data += hypot (b.x - a.x, b.y - a.y);
  return TRUE;
}

/**
 * ent_path_length:
 * @path: a path
 *
 * Returns: the length of all its lines, closing ones included, figure units
 */
double
ent_path_length (const EntPath *path)
{
  double length = 0;
  walk (path, FALSE, add_length, &length);
  return length;
}

typedef struct
{
  double left; /* figure units still to go */
  gboolean found;
  EntPoint point, tangent;
} Along;

static gboolean
go_along (EntPoint a, EntPoint b, gpointer data)
{
  Along *along = data;
  const double length = hypot (b.x - a.x, b.y - a.y);

  if (!along->found)
    {
      along->found = TRUE;
      along->point = a;
    }
  if (length <= 0)
    return TRUE;

  const double t = MIN (along->left / length, 1);
  along->tangent = (EntPoint){ (b.x - a.x) / length, (b.y - a.y) / length };
  along->point = (EntPoint){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
  along->left -= length;
  return along->left > 0;
}

/**
 * ent_path_point_at:
 * @path: a path
 * @t: part of its length, 0–1; what is outside is clamped
 * @point: (out) (optional): the point there, figure units
 * @tangent: (out) (optional): the direction of the path there, of length 1; (1, 0) on a path
 *   without length
 *
 * The point at a part of the length of the path, for arrow heads and labels on lines.
 *
 * Returns: %FALSE for a path without points
 */
gboolean
ent_path_point_at (const EntPath *path, double t, EntPoint *point, EntPoint *tangent)
{
  Along along = { .left = CLAMP (t, 0, 1) * ent_path_length (path), .tangent = { 1, 0 } };
  walk (path, FALSE, go_along, &along);
  if (!along.found)
    return FALSE;
  if (point != NULL)
    *point = along.point;
  if (tangent != NULL)
    *tangent = along.tangent;
  return TRUE;
}
