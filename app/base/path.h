/* Flat path arrays: verbs and coordinates apart, cheap to append to, walk, transform and compare.
 */
#pragma once

#include "base/rect.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_PATH_MOVE,  /* 1 point */
  ENT_PATH_LINE,  /* 1 point */
  ENT_PATH_CURVE, /* 3 points: two controls and the end, a cubic Bézier */
  ENT_PATH_CLOSE, /* 0 points */
} EntPathVerb;

typedef struct
{
  guint8 *verbs; /* EntPathVerb */
  EntPoint *points;
  gsize n_verbs, n_points;
  gsize verbs_size, points_size; /* allocated */
} EntPath;

EntPath *ent_path_new (void);
EntPath *ent_path_copy (const EntPath *path);
void ent_path_free (EntPath *path);
void ent_path_clear (EntPath *path);
void ent_path_trim (EntPath *path);
void ent_path_move_to (EntPath *path, double x, double y);
void ent_path_line_to (EntPath *path, double x, double y);
void
ent_path_curve_to (EntPath *path, double x1, double y1, double x2, double y2, double x3, double y3);
void ent_path_close (EntPath *path);
void ent_path_add_rect (EntPath *path, const EntRect *rect, double radius);
void ent_path_add_disc (EntPath *path, double cx, double cy, double radius);
void ent_path_append (EntPath *path, const EntPath *other);
void ent_path_transform (EntPath *path, double scale_x, double scale_y, double dx, double dy);
EntRect ent_path_bounds (const EntPath *path);
EntPath *ent_path_flatten (const EntPath *path, double tolerance);
double ent_path_distance (const EntPath *path, double x, double y);
gboolean ent_path_contains (const EntPath *path, double x, double y);
gboolean ent_path_point_at (const EntPath *path, double t, EntPoint *point, EntPoint *tangent);
double ent_path_length (const EntPath *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPath, ent_path_free)

G_END_DECLS
