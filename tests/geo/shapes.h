/* Projections to test with, and measures of what they draw. */
#pragma once

#include "base/data-dir.h"
#include "geo/project.h"

#define WIDTH 1000.0
#define HEIGHT 600.0

EntProjection *make (const char *kind, double lon_deg, double lat_deg);
double longest_segment (const EntPath *path);
double area (const EntPath *path);
guint count (const EntPath *path, EntPathVerb verb);
EntPath *polygon (EntProjection *projection, const EntLonLat *points, gsize n);
gboolean covers (const EntPath *path, EntProjection *projection, double lon_deg, double lat_deg);
double sphere_area (EntProjection *projection);
