/* A map projection with its place in a frame: from the globe to figure units and back.
 * Projections are PROJ's; each object has a PROJ context of its own and belongs to one thread at a
 * time. */
#pragma once

#include "base/rect.h"
#include "geo/sphere.h"

G_BEGIN_DECLS

/* What projection: one of ent_projection_kinds (), "auto" to suit the points, or a PROJ string that
 * begins with "+proj=". */
typedef struct
{
  const char *kind;
  EntLonLat centre;        /* of the map; what is cut open at a meridian uses its longitude only, a
                              map of a pole its longitude and hemisphere, a PROJ string nothing */
  double parallels[2];     /* standard ones of a cone in degrees; both 0: by the points */
  const EntLonLat *points; /* for "auto", which then sets the centre itself, and for cones */
  gsize n_points;
} EntProjectionSpec;

/* Why "auto" chose what it chose. */
typedef enum
{
  ENT_PROJECTION_NAMED, /* it did not */
  ENT_PROJECTION_WORLD,
  ENT_PROJECTION_HEMISPHERE,
  ENT_PROJECTION_POLE,
  ENT_PROJECTION_WIDE,    /* from east to west, in the middle latitudes */
  ENT_PROJECTION_EQUATOR, /* from east to west along it */
  ENT_PROJECTION_REGION,  /* about as high as wide, or higher */
} EntProjectionReason;

typedef struct _EntProjection EntProjection;

EntProjection *ent_projection_new (const EntProjectionSpec *spec, GError **error);
void ent_projection_free (EntProjection *projection);
const char *const *ent_projection_kinds (void);

const char *ent_projection_kind (const EntProjection *projection);
EntProjectionReason ent_projection_reason (const EntProjection *projection);
gboolean ent_projection_is_cut (const EntProjection *projection);
gboolean ent_projection_parallels (const EntProjection *projection, double parallels[2]);
EntLonLat ent_projection_centre (const EntProjection *projection);
char *ent_projection_definition (const EntProjection *projection);

gboolean ent_projection_fit (EntProjection *projection,
                             const EntLonLat *points,
                             gsize n_points,
                             EntRect frame,
                             double padding,
                             GError **error);
void ent_projection_set_view (EntProjection *projection, double zoom, double dx, double dy);
void ent_projection_set_resolution (EntProjection *projection, double pixels_per_unit);
double ent_projection_scale (const EntProjection *projection);

gboolean ent_projection_point (
    EntProjection *projection, double lon_deg, double lat_deg, double *x, double *y);
gboolean ent_projection_invert (
    EntProjection *projection, double x, double y, double *lon_deg, double *lat_deg);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntProjection, ent_projection_free)

G_END_DECLS
