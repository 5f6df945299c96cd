/* A map projection with its place in a frame: from the globe to figure units and back.
 * Projections are PROJ's; each object has a PROJ context of its own and belongs to one thread at a
 * time. */
#pragma once

#include "base/rect.h"
#include "geo/sphere.h"

G_BEGIN_DECLS

/* What projection: "equal-earth", "natural-earth", "robinson", "mercator", "orthographic",
 * "azimuthal-equal-area", "azimuthal-equidistant", or "auto" to suit the points. */
typedef struct
{
  const char *kind;
  EntLonLat centre;        /* of the map; the first three and mercator use its longitude only */
  const EntLonLat *points; /* for "auto", which then sets the centre itself */
  gsize n_points;
} EntProjectionSpec;

typedef struct _EntProjection EntProjection;

EntProjection *ent_projection_new (const EntProjectionSpec *spec, GError **error);
void ent_projection_free (EntProjection *projection);
const char *const *ent_projection_kinds (void);

const char *ent_projection_kind (const EntProjection *projection);
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
