#include "scene/flight.h"

#include <math.h>

/* How much zooming is worth against panning; what the paper's readers liked best. */
#define RHO 1.42

/* Middles nearer than this share of the width are one. */
#define SAME_PLACE 1e-6

/**
 * ent_flight_new:
 * @from: what is looked at first; its width is above 0
 * @to: what is looked at last; its width is above 0
 *
 * Source: J. J. van Wijk and W. A. A. Nuij, “Smooth and efficient zooming and panning”, Proceedings
 * of InfoVis 2003, pp. 15–22.
 *
 * Returns: the way from the one to the other on which as much seems to move at any moment
 */
EntFlight
ent_flight_new (EntOutlook from, EntOutlook to)
{
  const double w0 = from.width, w1 = to.width;
  const double u = hypot (to.x - from.x, to.y - from.y);
  EntFlight flight = { .from = from, .to = to, .distance = u };

  if (u < SAME_PLACE * MIN (w0, w1))
    {
      flight.distance = 0;
      flight.length = fabs (log (w1 / w0)) / RHO;
      return flight;
    }
  const double rho2 = RHO * RHO, rho4 = rho2 * rho2;
  const double b0 = (w1 * w1 - w0 * w0 + rho4 * u * u) / (2 * w0 * rho2 * u);
  const double b1 = (w1 * w1 - w0 * w0 - rho4 * u * u) / (2 * w1 * rho2 * u);
  /* ln (√(b² + 1) − b) without the loss of figures where b is great */
  flight.r0 = -asinh (b0);
  flight.length = (-asinh (b1) - flight.r0) / RHO;
  return flight;
}

/**
 * ent_flight_at:
 * @flight: a way
 * @share: of it that is behind, 0–1
 *
 * Returns: what is looked at there
 */
EntOutlook
ent_flight_at (const EntFlight *flight, double share)
{
  const EntOutlook *from = &flight->from, *to = &flight->to;
  const double s = share * flight->length;

  if (share <= 0)
    return *from;
  if (share >= 1)
    return *to;
  if (flight->distance == 0)
    {
      const double sign = to->width < from->width ? -1 : 1;
      return (EntOutlook){ from->x + (to->x - from->x) * share,
                           from->y + (to->y - from->y) * share,
                           from->width * exp (sign * RHO * s) };
    }
  const double r = RHO * s + flight->r0;
  const double u = from->width / (RHO * RHO) * (cosh (flight->r0) * tanh (r) - sinh (flight->r0));
  return (EntOutlook){ from->x + (to->x - from->x) * u / flight->distance,
                       from->y + (to->y - from->y) * u / flight->distance,
                       from->width * cosh (flight->r0) / cosh (r) };
}
