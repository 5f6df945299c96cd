#include "graph/hull.h"

#include <math.h>
#include <string.h>

/* Cells of the grid along its longer side, and how many of them a gap has at most. */
#define MAX_CELLS 220.0
#define GAP_CELLS 3.0
/* A member is felt as far as this many gaps from its rim; the outline is one gap from it. */
#define REACH 2.2
/* The bridges between members are this much slimmer than the room around them. */
#define BRIDGE 0.75
/* How strongly others push the outline away, and by how much less in each further trial. */
#define REPULSION 1.3
#define WEAKER 0.7
#define N_TRIALS 6
/* Rounds of leading a bridge past others. */
#define N_DETOURS 3

typedef struct
{
  double x0, y0, x1, y1;
} Bridge;

typedef struct
{
  const EntDisc *discs;
  const gboolean *is_member;
  guint n;
  double gap;
  GArray *bridges;
  double left, top, cell;
  guint columns, rows;
  float *field; /* columns × rows; the outline is where it is 0 */
} Tracer;

/* 1 at the rim and inside, falling to 0 at @reach. */
static double
felt (double distance, double reach)
{
  double t = 1 - MAX (distance, 0) / reach;

  return t > 0 ? t * t : 0;
}

static double
segment_distance (const Bridge *b, double x, double y)
{
  double dx = b->x1 - b->x0, dy = b->y1 - b->y0, squared = dx * dx + dy * dy;
  double t = squared > 0 ? ((x - b->x0) * dx + (y - b->y0) * dy) / squared : 0;

  t = CLAMP (t, 0, 1);
  return hypot (x - b->x0 - t * dx, y - b->y0 - t * dy);
}

/* The disc of another that a bridge runs over most deeply, or -1. */
static int
find_obstacle (const Tracer *t, const Bridge *b)
{
  double deepest = 0;
  int found = -1;

  for (guint i = 0; i < t->n; i++)
    {
      double deep
          = t->discs[i].radius + t->gap - segment_distance (b, t->discs[i].x, t->discs[i].y);

      if (!t->is_member[i] && deep > deepest)
        {
          deepest = deep;
          found = (int)i;
        }
    }
  return found;
}

/* Adds a bridge, led past the discs of others on the side that is nearer. */
static void
add_bridge (Tracer *t, Bridge b, guint detours)
{
  int obstacle = detours > 0 ? find_obstacle (t, &b) : -1;
  double length = hypot (b.x1 - b.x0, b.y1 - b.y0);

  if (obstacle < 0 || length <= 0)
    {
      g_array_append_val (t->bridges, b);
      return;
    }
  const EntDisc *disc = &t->discs[obstacle];
  double nx = -(b.y1 - b.y0) / length, ny = (b.x1 - b.x0) / length;
  double side = (disc->x - b.x0) * nx + (disc->y - b.y0) * ny > 0 ? -1 : 1;
  double away = disc->radius + 2 * t->gap;
  double x = disc->x + side * nx * away, y = disc->y + side * ny * away;

  add_bridge (t, (Bridge){ b.x0, b.y0, x, y }, detours - 1);
  add_bridge (t, (Bridge){ x, y, b.x1, b.y1 }, detours - 1);
}

/* The shortest tree of bridges that joins all members; one over others counts as longer. */
static void
join_members (Tracer *t)
{
  g_autofree double *far = g_new (double, t->n + 1);
  g_autofree guint *from = g_new0 (guint, t->n + 1);
  guint last = 0;

  while (last < t->n && !t->is_member[last])
    last++;
  for (guint i = 0; i < t->n; i++)
    far[i] = t->is_member[i] && i != last ? INFINITY : -1;
  while (last < t->n)
    {
      guint next = t->n;

      for (guint i = 0; i < t->n; i++)
        {
          Bridge b = { t->discs[last].x, t->discs[last].y, t->discs[i].x, t->discs[i].y };
          double way = hypot (b.x1 - b.x0, b.y1 - b.y0);

          if (far[i] < 0)
            continue;
          if (find_obstacle (t, &b) >= 0)
            way *= 1.5;
          if (way < far[i])
            {
              far[i] = way;
              from[i] = last;
            }
          if (next == t->n || far[i] < far[next])
            next = i;
        }
      if (next < t->n)
        {
          const EntDisc *a = &t->discs[from[next]], *b = &t->discs[next];

          add_bridge (t, (Bridge){ a->x, a->y, b->x, b->y }, N_DETOURS);
          far[next] = -1;
        }
      last = next;
    }
}

static void
lay_grid (Tracer *t)
{
  EntRect box = ENT_RECT_EMPTY;
  double margin;

  for (guint i = 0; i < t->n; i++)
    if (t->is_member[i])
      {
        const EntDisc *d = &t->discs[i];

        ent_rect_add_point (&box, d->x - d->radius, d->y - d->radius);
        ent_rect_add_point (&box, d->x + d->radius, d->y + d->radius);
      }
  for (guint i = 0; i < t->bridges->len; i++)
    {
      const Bridge *b = &g_array_index (t->bridges, Bridge, i);

      ent_rect_add_point (&box, b->x0, b->y0);
      ent_rect_add_point (&box, b->x1, b->y1);
    }
  /* over a great way the room grows until the grid can see it */
  t->gap = MAX (t->gap, 2 * MAX (box.width, box.height) / MAX_CELLS);
  margin = (REACH + 1) * t->gap;
  box = ent_rect_inset (&box, -margin, -margin);
  t->left = box.x;
  t->top = box.y;
  t->cell = MAX (t->gap / GAP_CELLS, MAX (box.width, box.height) / MAX_CELLS);
  t->columns = (guint)ceil (box.width / t->cell) + 1;
  t->rows = (guint)ceil (box.height / t->cell) + 1;
  t->field = g_new (float, (gsize)t->columns * t->rows);
}

/* What a place feels of members, bridges and others, less what is felt one gap from a member. */
static double
feel (const Tracer *t, double x, double y, double repulsion)
{
  const double reach = REACH * t->gap;
  double drawn = 0, bridged = 0, pushed = 0;

  for (guint i = 0; i < t->n; i++)
    {
      const EntDisc *d = &t->discs[i];
      double dx = x - d->x, dy = y - d->y, limit = d->radius + reach;
      double distance;

      if (dx * dx + dy * dy > limit * limit)
        continue;
      distance = sqrt (dx * dx + dy * dy) - d->radius;
      if (t->is_member[i] && distance <= 0.3 * t->gap)
        return 1;
      if (t->is_member[i])
        drawn = MAX (drawn, felt (distance, reach));
      else
        pushed = MAX (pushed, felt (distance, reach));
    }
  for (guint i = 0; i < t->bridges->len; i++)
    {
      double distance = segment_distance (&g_array_index (t->bridges, Bridge, i), x, y);

      bridged = MAX (bridged, felt (distance, reach * BRIDGE));
    }
  /* together they are felt further, which rounds off where a bridge sets out */
  return hypot (drawn, bridged) - repulsion * pushed - felt (t->gap, reach);
}

static void
fill_field (Tracer *t, double repulsion)
{
  for (guint row = 0; row < t->rows; row++)
    for (guint column = 0; column < t->columns; column++)
      {
        gboolean rim = row == 0 || column == 0 || row + 1 == t->rows || column + 1 == t->columns;

        t->field[(gsize)row * t->columns + column]
            = rim ? -1
                  : (float)feel (t, t->left + column * t->cell, t->top + row * t->cell, repulsion);
      }
}

/* Where the outline leaves a cell, by which of its corners are inside (1: top left, 2: top right,
 * 4: bottom right, 8: bottom left), for a walk with the inside to the right: 0 top, 1 right, 2
 * bottom, 3 left. Of two opposite corners each is gone round for itself. */
static guint
leave_by (guint corners, guint entered)
{
  static const guint8 sides[16] = { 0, 3, 0, 3, 1, 9, 0, 3, 2, 2, 9, 2, 1, 1, 0, 0 };

  if (corners == 5)
    return entered == 0 ? 3 : 1;
  if (corners == 10)
    return entered == 1 ? 0 : 2;
  return sides[corners];
}

static gboolean
is_inside (const Tracer *t, guint column, guint row)
{
  return t->field[(gsize)row * t->columns + column] > 0;
}

static guint
corners_of (const Tracer *t, guint column, guint row)
{
  return (guint)is_inside (t, column, row) | (guint)is_inside (t, column + 1, row) << 1
         | (guint)is_inside (t, column + 1, row + 1) << 2
         | (guint)is_inside (t, column, row + 1) << 3;
}

/* The point on a side of a cell where the field is 0. */
static EntPoint
cross (const Tracer *t, guint column, guint row, guint side)
{
  static const guint corner[4][4]
      = { { 0, 0, 1, 0 }, { 1, 0, 1, 1 }, { 0, 1, 1, 1 }, { 0, 0, 0, 1 } };
  const guint *c = corner[side];
  double a = (double)t->field[(gsize)(row + c[1]) * t->columns + column + c[0]];
  double b = (double)t->field[(gsize)(row + c[3]) * t->columns + column + c[2]];
  double share = a != b ? a / (a - b) : 0.5;

  return (EntPoint){ t->left + (column + c[0] + share * ((double)c[2] - c[0])) * t->cell,
                     t->top + (row + c[1] + share * ((double)c[3] - c[1])) * t->cell };
}

/* Walks once round from a cell whose upper left corner alone is new: back to it. */
static GArray *
walk (const Tracer *t, guint column, guint row, guint entered, guint8 *seen)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (EntPoint));

  for (;;)
    {
      guint side = leave_by (corners_of (t, column, row), entered);
      guint8 *mark = &seen[(gsize)row * t->columns + column];
      EntPoint point;

      if (*mark & 1u << side)
        return ring;
      *mark = (guint8)(*mark | 1u << side);
      point = cross (t, column, row, side);
      g_array_append_val (ring, point);
      column += side == 1 ? 1u : side == 3 ? -1u : 0u;
      row += side == 2 ? 1u : side == 0 ? -1u : 0u;
      entered = (side + 2) % 4;
    }
}

static GPtrArray *
find_rings (const Tracer *t)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autofree guint8 *seen = g_new0 (guint8, (gsize)t->columns * t->rows);

  for (guint row = 0; row + 1 < t->rows; row++)
    for (guint column = 0; column + 1 < t->columns; column++)
      {
        guint corners = corners_of (t, column, row);
        guint n_ways = corners == 5 || corners == 10 ? 2 : 1;

        for (guint way = 0; way < n_ways && corners != 0 && corners != 15; way++)
          {
            guint entered = corners == 5 ? 2 * way : corners == 10 ? 1 + 2 * way : 0;
            GArray *ring = walk (t, column, row, entered, seen);

            if (ring->len > 2)
              g_ptr_array_add (rings, ring);
            else
              g_array_unref (ring);
          }
      }
  return rings;
}

/* A closed curve through every so manieth point of a ring. */
static void
add_smooth (const Tracer *t, GArray *ring, EntPath *path)
{
  guint step = MAX (1, (guint)(1.2 * t->gap / t->cell)), n = MAX (ring->len / step, 4);
  g_autofree EntPoint *p = g_new (EntPoint, n);

  for (guint i = 0; i < n; i++)
    p[i] = g_array_index (ring, EntPoint, (guint64)i * ring->len / n);
  ent_path_move_to (path, p[0].x, p[0].y);
  for (guint i = 0; i < n; i++)
    {
      EntPoint a = p[(i + n - 1) % n], b = p[i], c = p[(i + 1) % n], d = p[(i + 2) % n];

      ent_path_curve_to (path,
                         b.x + (c.x - a.x) / 6,
                         b.y + (c.y - a.y) / 6,
                         c.x - (d.x - b.x) / 6,
                         c.y - (d.y - b.y) / 6,
                         c.x,
                         c.y);
    }
  ent_path_close (path);
}

/* Rings that go round something, not holes: with the inside to the right and y down their area is
 * positive. */
static guint
count_pieces (GPtrArray *rings)
{
  guint pieces = 0;

  for (guint r = 0; r < rings->len; r++)
    {
      GArray *ring = rings->pdata[r];
      double area = 0;

      for (guint i = 0; i < ring->len; i++)
        {
          EntPoint a = g_array_index (ring, EntPoint, i);
          EntPoint b = g_array_index (ring, EntPoint, (i + 1) % ring->len);

          area += a.x * b.y - b.x * a.y;
        }
      pieces += area > 0;
    }
  return pieces;
}

/**
 * ent_hull_trace:
 * @discs: the nodes
 * @is_member: which of them belong to the set, n
 * @n: how many nodes
 * @gap: room between a member's rim and the outline, in the discs' unit, > 0
 *
 * Draws one smooth outline round all members and the bridges between them; it bends in where others
 * are, whose discs stay outside as long as the outline can hold together. What it goes round is
 * filled by the non-zero rule; holes run the other way.  O(cells × nodes), at most 220² cells.
 *
 * Source: Collins, Penn, Carpendale 2009, Bubble Sets; Lorensen, Cline 1987 (marching squares)
 *
 * Returns: (transfer full): the outline; empty without a member
 */
EntPath *
ent_hull_trace (const EntDisc *discs, const gboolean *is_member, guint n, double gap)
{
  g_autoptr (GArray) bridges = g_array_new (FALSE, FALSE, sizeof (Bridge));
  Tracer t = { .discs = discs, .is_member = is_member, .n = n, .gap = gap, .bridges = bridges };
  EntPath *path = ent_path_new ();
  g_autoptr (GPtrArray) rings = NULL;
  double repulsion = REPULSION;
  guint n_members = 0;

  g_return_val_if_fail (gap > 0, path);
  for (guint i = 0; i < n; i++)
    n_members += is_member[i] ? 1 : 0;
  if (n_members == 0)
    return path;
  join_members (&t);
  lay_grid (&t);
  for (guint trial = 0; trial < N_TRIALS; trial++, repulsion *= WEAKER)
    {
      g_clear_pointer (&rings, g_ptr_array_unref);
      fill_field (&t, repulsion);
      rings = find_rings (&t);
      if (count_pieces (rings) <= 1)
        break;
    }
  for (guint r = 0; r < rings->len; r++)
    add_smooth (&t, rings->pdata[r], path);
  g_free (t.field);
  return path;
}
