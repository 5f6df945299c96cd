/* Lines and polygons of the globe as paths on the map: cut where the map ends, bent where the
 * projection bends them, thinned to the pixel, and clipped to the frame with a margin. */
#pragma once

#include "base/path.h"
#include "geo/projection.h"
#include "geo/world.h"

G_BEGIN_DECLS

/* A level on the map.  Land borders and coasts are apart from the fills and drawn once each. */
typedef struct
{
  EntPath **fills; /* by unit; NULL where a unit has no area in the frame */
  guint n_fills;
  EntPath *coast;
  EntPath *border;
} EntMapPaths;

gboolean ent_project_line (EntProjection *projection,
                           const EntLonLat *points,
                           gsize n_points,
                           EntPath *path,
                           GError **error);
gboolean ent_project_polygon (EntProjection *projection,
                              const EntLonLat *points,
                              const gsize *ring_lengths,
                              gsize n_rings,
                              EntPath *path,
                              GError **error);
void ent_project_sphere (EntProjection *projection, EntPath *path);
void ent_project_graticule (EntProjection *projection, double step_deg, EntPath *path);

EntMapPaths *ent_project_level (EntProjection *projection, const EntWorldLevel *level);
void ent_map_paths_free (EntMapPaths *paths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMapPaths, ent_map_paths_free)

G_END_DECLS
