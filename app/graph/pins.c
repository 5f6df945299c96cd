#include <math.h>

#include "graph/layout-private.h"

/* Sums over the pinned nodes: a's and b's means, then their products about them. */
typedef struct
{
  double count, ax, ay, bx, by;
  double xx, xy, yx, yy;
} Sums;

static Sums
sum_up (const double *xy, guint n, const gboolean *pinned, const double *pins)
{
  Sums s = { 0 };

  for (guint i = 0; i < n; i++)
    s.count += pinned[i] ? 1 : 0;
  for (guint i = 0; i < n && s.count > 0; i++)
    if (pinned[i])
      {
        s.ax += xy[2 * i] / s.count;
        s.ay += xy[2 * i + 1] / s.count;
        s.bx += pins[2 * i] / s.count;
        s.by += pins[2 * i + 1] / s.count;
      }
  for (guint i = 0; i < n; i++)
    if (pinned[i])
      {
        s.xx += (xy[2 * i] - s.ax) * (pins[2 * i] - s.bx);
        s.xy += (xy[2 * i] - s.ax) * (pins[2 * i + 1] - s.by);
        s.yx += (xy[2 * i + 1] - s.ay) * (pins[2 * i] - s.bx);
        s.yy += (xy[2 * i + 1] - s.ay) * (pins[2 * i + 1] - s.by);
      }
  return s;
}

/**
 * ent_pins_fit:
 * @xy: (inout): 2n coordinates
 * @n: how many nodes
 * @pinned: which of them have a place to come near to, n
 * @pins: where, 2n; those of the others are ignored
 *
 * Moves, turns and mirrors the layout as a rigid body so that the pinned nodes come as near to
 * their places as they can. Without pins it does nothing.
 *
 * Source: Schönemann 1966, A generalized solution of the orthogonal Procrustes problem
 */
void
ent_pins_fit (double *xy, guint n, const gboolean *pinned, const double *pins)
{
  Sums s = sum_up (xy, n, pinned, pins);
  double straight = hypot (s.xx + s.yy, s.xy - s.yx), mirrored = hypot (s.xx - s.yy, s.xy + s.yx);
  double flip = mirrored > straight * (1 + 1e-9) ? -1 : 1;
  double angle = atan2 (s.xy - flip * s.yx, s.xx + flip * s.yy), c = cos (angle), d = sin (angle);

  if (s.count <= 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      double x = xy[2 * i] - s.ax, y = flip * (xy[2 * i + 1] - s.ay);

      xy[2 * i] = s.bx + c * x - d * y;
      xy[2 * i + 1] = s.by + d * x + c * y;
    }
}

/**
 * ent_pins_align:
 * @xy: (inout): 2n coordinates
 * @n: how many nodes
 * @pinned: which of them are pinned, n
 * @pins: where, 2n; those of the others are ignored
 *
 * Brings the layout near to its pins as ent_pins_fit() does, then sets the pinned nodes to their
 * places.
 */
void
ent_pins_align (double *xy, guint n, const gboolean *pinned, const double *pins)
{
  ent_pins_fit (xy, n, pinned, pins);
  for (guint i = 0; i < 2 * n; i++)
    if (pinned[i / 2])
      xy[i] = pins[i];
}
