#include "render/stroke-outline.h"

#include <math.h>
#include <string.h>

/* The cosine of the sharpest turn (45°) at which a mitre looks as a round join does. */
#define SHARPEST 0.7
/* Points nearer to each other have no direction; figure units. */
#define NEAR 1e-6

/* One line: its points, and the direction from each to the next. */
typedef struct
{
  EntPoint *points, *directions;
  guint n;
} Line;

static void
add_point (Line *line, EntPoint p)
{
  if (line->n > 0)
    {
      const EntPoint last = line->points[line->n - 1];
      const double dx = p.x - last.x, dy = p.y - last.y, length = sqrt (dx * dx + dy * dy);

      if (!(length > NEAR))
        return;
      line->directions[line->n - 1] = (EntPoint){ dx / length, dy / length };
    }
  line->points[line->n++] = p;
}

static gboolean
has_corner (const Line *line)
{
  for (guint i = 1; i + 1 < line->n; i++)
    {
      const EntPoint a = line->directions[i - 1], b = line->directions[i];

      if (!(a.x * b.x + a.y * b.y >= SHARPEST))
        return TRUE;
    }
  return FALSE;
}

/* From a point of the line to its left, as far as the mitre of width 2 reaches there. */
static EntPoint
left_of (const Line *line, guint i)
{
  const EntPoint a = line->directions[i > 0 ? i - 1 : 0];
  const EntPoint b = line->directions[i + 1 < line->n ? i : i - 1];
  const double scale = 1 / (1 + a.x * b.x + a.y * b.y);

  return (EntPoint){ -(a.y + b.y) * scale, (a.x + b.x) * scale };
}

static void
put (EntPath *outline, EntPoint at, gboolean first)
{
  if (first)
    ent_path_move_to (outline, at.x, at.y);
  else
    ent_path_line_to (outline, at.x, at.y);
}

/* Half a circle, from the left of a direction over its front to its right. */
static void
add_cap (EntPath *outline, EntPoint centre, EntPoint forward, double radius, double tolerance)
{
  const guint n = (guint)ceil (G_PI / (2 * acos (MAX (0.5, 1 - tolerance / radius))));

  for (guint i = 1; i < n; i++)
    {
      const double turn = G_PI_2 - G_PI * i / n, c = radius * cos (turn), s = radius * sin (turn);
      ent_path_line_to (outline,
                        centre.x + c * forward.x - s * forward.y,
                        centre.y + c * forward.y + s * forward.x);
    }
}

/* Along its left to the end and back along its right, so that outlines turn all the same way. */
static gboolean
add_outline (EntPath *outline, const Line *line, double radius, gboolean caps, double tolerance)
{
  if (line->n < 2)
    return line->n == 0 || !caps; /* a dot is nothing but its caps */
  if (has_corner (line))
    return FALSE;
  for (guint i = 0; i < line->n; i++)
    {
      const EntPoint left = left_of (line, i), p = line->points[i];
      put (outline, (EntPoint){ p.x + radius * left.x, p.y + radius * left.y }, i == 0);
    }
  if (caps)
    add_cap (outline, line->points[line->n - 1], line->directions[line->n - 2], radius, tolerance);
  for (guint i = line->n; i-- > 0;)
    {
      const EntPoint left = left_of (line, i), p = line->points[i];
      put (outline, (EntPoint){ p.x - radius * left.x, p.y - radius * left.y }, FALSE);
    }
  if (caps)
    {
      const EntPoint back = { -line->directions[0].x, -line->directions[0].y };
      add_cap (outline, line->points[0], back, radius, tolerance);
    }
  ent_path_close (outline);
  return TRUE;
}

/**
 * ent_stroke_outline:
 * @path: open lines and curves
 * @width: of the pen, same unit
 * @round_caps: whether ends are round, not cut off
 * @tolerance: how far curves may be off, same unit
 *
 * What a line of some width covers, as rings that all turn the same way.  Linear.
 *
 * Returns: (transfer full) (nullable): the outline; %NULL for a path that turns sharply somewhere
 *   or is closed, as its joins and holes need more care
 */
EntPath *
ent_stroke_outline (const EntPath *path, double width, gboolean round_caps, double tolerance)
{
  g_autoptr (EntPath) flat = NULL;
  g_autoptr (EntPath) outline = ent_path_new ();
  gboolean fits = memchr (path->verbs, ENT_PATH_CLOSE, path->n_verbs) == NULL;

  if (memchr (path->verbs, ENT_PATH_CURVE, path->n_verbs) != NULL)
    path = flat = ent_path_flatten (path, tolerance);
  g_autofree EntPoint *points = g_new (EntPoint, 2 * path->n_points + 1);
  Line line = { points, points + path->n_points, 0 };
  for (gsize i = 0; fits && i < path->n_verbs; i++)
    {
      if (path->verbs[i] == ENT_PATH_MOVE)
        {
          fits = add_outline (outline, &line, width / 2, round_caps, tolerance);
          line.n = 0;
        }
      add_point (&line, path->points[i]);
    }
  fits = fits && add_outline (outline, &line, width / 2, round_caps, tolerance);
  return fits ? g_steal_pointer (&outline) : NULL;
}
