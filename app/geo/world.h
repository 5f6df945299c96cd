/* The world's states and territories: names, capitals and borders, from data/world/world.bin.
 * Everything is immutable once loaded, so that threads may share it. */
#pragma once

#include "geo/sphere.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_WORLD_EN,
  ENT_WORLD_ZH_HANS,
  ENT_WORLD_ZH_HANT,
  ENT_WORLD_N_LANGS,
} EntWorldLang;

typedef struct
{
  const char *names[ENT_WORLD_N_LANGS];
  EntLonLat at;
} EntWorldCapital;

typedef struct
{
  const char *id;  /* stable and our own: "united-states" */
  const char *iso; /* ISO 3166-1 alpha-3, XKX for Kosovo, or "" */
  const char *names[ENT_WORLD_N_LANGS];
  EntLonLat label;                 /* inside its largest part, far from the edge */
  guint area_km2;                  /* rough */
  const EntWorldCapital *capitals; /* the first is the capital or seat of government */
  guint n_capitals;
} EntWorldUnit;

/* One level of detail.  Arcs are border lines, each stored once: a coast belongs to one unit, a
 * land border to two.  Rings are arcs end to end, the land on their left. */
typedef struct
{
  guint scale; /* 110 for 1:110m */
  guint n_arcs;
  const guint *arc_points; /* n_arcs + 1: first point of each arc */
  const guint8 *arc_units; /* how many units walk the arc: 1 coast, 2 border */
  const float
      *arc_bends; /* how far from straight its longest segment can come out, see resample.c */
  const double *lambda_phi; /* two for each point, radians */
  const double *vectors;    /* three for each point, unit length */
  guint n_points;
  const guint *unit_polygons; /* units + 1: first polygon of each unit */
  const guint *polygon_rings; /* polygons + 1 */
  const guint *ring_refs;     /* rings + 1 */
  const guint *refs;          /* arc << 1 | walked backwards */
  guint n_units;              /* as in the world */
} EntWorldLevel;

typedef struct _EntWorld EntWorld;

EntWorld *ent_world_open (const char *file, GError **error);
EntWorld *ent_world_new (GBytes *bytes, GError **error);
EntWorld *ent_world_ref (EntWorld *world);
void ent_world_unref (EntWorld *world);

guint ent_world_n_units (const EntWorld *world);
const EntWorldUnit *ent_world_unit (const EntWorld *world, guint index);
gboolean ent_world_find_iso (const EntWorld *world, const char *iso, guint *index);
gboolean ent_world_find_id (const EntWorld *world, const char *id, guint *index);

EntWorldLang ent_world_lang (const char *tag);
const char *ent_world_unit_name (const EntWorldUnit *unit, const char *lang);
const char *ent_world_capital_name (const EntWorldCapital *capital, const char *lang);

guint ent_world_n_levels (const EntWorld *world);
const EntWorldLevel *ent_world_level (const EntWorld *world, guint index, GError **error);
guint ent_world_level_for (const EntWorld *world, double pixels_per_radian);
gboolean ent_world_level_has (const EntWorldLevel *level, guint unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntWorld, ent_world_unref)

G_END_DECLS
