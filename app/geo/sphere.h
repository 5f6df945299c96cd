/* Points on the globe, taken as a sphere, and the great circles between them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double lon_deg; /* east of Greenwich */
  double lat_deg; /* north of the equator */
} EntLonLat;

/* The part of the sphere within radius_deg (0–180) of the centre. */
typedef struct
{
  EntLonLat centre;
  double radius_deg;
} EntCap;

gboolean ent_lon_lat_check (const EntLonLat *points, gsize n_points, GError **error);
double ent_geo_distance (EntLonLat a, EntLonLat b);
EntLonLat ent_geo_interpolate (EntLonLat a, EntLonLat b, double t);
EntCap ent_geo_smallest_cap (const EntLonLat *points, gsize n_points);

/* Unit vectors: x to (0, 0), y to (90 E, 0), z to the north pole. */
void ent_geo_to_vector (double lambda, double phi, double vector[3]);
void ent_geo_from_vector (const double vector[3], double *lambda, double *phi);

static inline double
ent_geo_dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

G_END_DECLS
