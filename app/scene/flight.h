/* The way a camera takes from one place to another: the smooth and efficient zooming and panning of
 * van Wijk and Nuij. */
#pragma once

#include "base/rect.h"

G_BEGIN_DECLS

/* What is looked at: the middle of it, and how wide it is. */
typedef struct
{
  double x, y, width;
} EntOutlook;

typedef struct
{
  EntOutlook from, to;
  double distance; /* between the middles */
  double length;   /* of the way, in the measure of what is perceived */
  double r0;       /* where on the curve it begins */
} EntFlight;

EntFlight ent_flight_new (EntOutlook from, EntOutlook to);
EntOutlook ent_flight_at (const EntFlight *flight, double share);

G_END_DECLS
