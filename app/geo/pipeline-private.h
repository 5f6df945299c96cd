/* The stages a line goes through on its way from the globe to a path: rotate → clip → resample →
 * project → thin → clip to the view. */
#pragma once

#include "base/path.h"
#include "geo/projection.h"

#include <proj.h>

G_BEGIN_DECLS

/* A point of the globe turned so that the map's middle longitude is 0. */
typedef struct
{
  double lambda, phi; /* radians, -π to π and -π/2 to π/2 */
  gboolean
      edge; /* a polygon comes to this point along the edge of the map, in steps short enough */
} EntVertex;

/* Rings or lines, end to end in one array. */
typedef struct
{
  GArray *vertices; /* EntVertex */
  GArray *ends;     /* guint: one past the last vertex of each */
} EntLines;

typedef enum
{
  ENT_CLIP_ANTIMERIDIAN, /* the map is the globe cut open along ±180° */
  ENT_CLIP_CIRCLE,       /* the map is the part within a radius of the centre */
} EntClipKind;

typedef struct
{
  EntClipKind kind;
  double radius, cos_radius;           /* of the circle, radians */
  double centre[3], east[3], north[3]; /* of the circle: unit vectors */
  double stretched_cos; /* nearer than this to the antipode the map stretches without bound */
  double step;          /* radians between points along the edge */
} EntClip;

/* A line's visible part; an end that is cut lies on the edge of the map at a position that grows
 * counterclockwise round the map from 0 to ent_clip_edge_length (). */
typedef struct
{
  guint first, end; /* vertices */
  gboolean cut_start, cut_end;
  double start, stop; /* positions of the cut ends */
} EntPiece;

typedef struct
{
  GArray *vertices; /* EntVertex */
  GArray *pieces;   /* EntPiece */
  gboolean open;    /* the last piece is being added to */
} EntPieces;

EntLines *ent_lines_new (void);
void ent_lines_free (EntLines *lines);
void ent_lines_clear (EntLines *lines);
void ent_lines_end (EntLines *lines);
guint ent_lines_first (const EntLines *lines, guint index);

void ent_clip_line (const EntClip *clip, EntLines *in, EntLines *out);
void ent_clip_polygon (const EntClip *clip, EntLines *in, EntLines *out);
void ent_clip_outline (const EntClip *clip, EntLines *out);

/* What the two kinds of edge do differently; see clip.c for how it is put together. */
void ent_antimeridian_settle (EntVertex *vertices, guint n);
void ent_antimeridian_segment (const EntVertex *a, const EntVertex *b, EntPieces *pieces);
EntVertex ent_antimeridian_edge (double position);
gboolean ent_circle_shows (const EntClip *clip, const EntVertex *vertex);
gboolean ent_clip_stretches (const EntClip *clip, const EntVertex *vertex);
void
ent_circle_segment (const EntClip *clip, const EntVertex *a, const EntVertex *b, EntPieces *pieces);
EntVertex ent_circle_edge (const EntClip *clip, double position);
double
ent_circle_area (const EntClip *clip, const EntVertex *vertices, guint n, gboolean from_behind);

void ent_pieces_begin (EntPieces *pieces, gboolean cut, double position);
void ent_pieces_add (EntPieces *pieces, EntVertex vertex);
void ent_pieces_end (EntPieces *pieces, gboolean cut, double position);

typedef enum
{
  ENT_FAMILY_CUT,       /* cut open at a meridian; the parallels are symmetric to the equator */
  ENT_FAMILY_CONIC,     /* cut open too, with two standard parallels */
  ENT_FAMILY_AZIMUTHAL, /* a disc round any centre */
  ENT_FAMILY_POLAR,     /* a disc round a pole */
  ENT_FAMILY_CUSTOM,    /* whatever a PROJ string says */
} EntFamily;

typedef struct
{
  const char *name;
  const char *proj; /* PROJ's name of it */
  EntFamily family;
  double radius_deg; /* how far from the centre an azimuthal map goes */
  double max_lat_deg;
  double bend; /* how much it bends lines compared with the plainest, at most: see resample.c */
  /* Without PROJ, or NULL; see forward.c. */
  void (*forward) (const EntProjection *projection, double *points, gsize n_points);
} EntProjectionKind;

struct _EntProjection
{
  const EntProjectionKind *kind;
  EntProjectionReason reason;
  char *definition; /* the PROJ string that was given, where one was */
  EntLonLat centre;
  double parallels[2]; /* degrees: of a cone, or the one of a cylinder twice */
  double lambda0;      /* radians */
  double min_phi, max_phi;
  PJ_CONTEXT *context;
  PJ *pj;
  double plane_unit; /* what PROJ calls one, in radii of the globe */
  EntClip clip;
  double edge_curve; /* of the edge of the map, on the plane of radius 1, by its positions */
  double fit_scale, fit_x,
      fit_y;            /* units per radian at the middle, and where the plane's origin is */
  double zoom, dx, dy;  /* the camera on top of it */
  double scale, x0, y0; /* both together */
  EntRect frame;
  double pixels_per_unit;
  EntLines *turned, *clipped; /* scratch of project.c */
  GArray *plane;              /* double, scratch */
  GArray *screen, *spare;     /* EntPoint, scratch */
};

/* What a map of these marks should be. */
typedef struct
{
  const char *kind;
  EntLonLat centre;
  double parallels[2];
  EntProjectionReason reason;
} EntProjectionChoice;

EntProjectionChoice ent_auto_projection (const EntLonLat *points, gsize n_points);
double ent_true_parallel (const EntLonLat *points, gsize n_points);
void ent_standard_parallels (const EntLonLat *points,
                             gsize n_points,
                             double middle_deg,
                             double parallels[2]);

/* A PROJ string taken apart: PROJ gets it without the middle longitude, which is the clipper's. */
typedef struct
{
  char *turned, *definition;
  EntLonLat centre;
} EntProjString;

gboolean ent_proj_string_read (const char *string, EntProjString *out, GError **error);
gboolean ent_projection_probe (EntProjection *projection, GError **error);
void ent_clip_set_circle (EntClip *clip, double lat_deg, double radius_deg);

void ent_projection_append (GString *definition, const EntProjection *projection);
void ent_projection_append_degrees (GString *definition, const char *key, double degrees);
void ent_projection_update (EntProjection *projection);
void ent_forward_equal_earth (const EntProjection *projection, double *points, gsize n_points);
void ent_forward_orthographic (const EntProjection *projection, double *points, gsize n_points);
void ent_forward_equal_area (const EntProjection *projection, double *points, gsize n_points);

EntVertex ent_projection_turn (const EntProjection *projection, double lambda, double phi);
gboolean
ent_projection_forward (EntProjection *projection, double lambda, double phi, EntPoint *point);
void ent_projection_forward_many (EntProjection *projection, double *lambda_phi, gsize n_points);
EntRect ent_projection_view (const EntProjection *projection);

static inline EntPoint
ent_projection_place (const EntProjection *projection, double x, double y)
{
  return (EntPoint){ projection->x0 + projection->scale * x,
                     projection->y0 - projection->scale * y };
}

gboolean ent_resample_wants (const EntProjection *projection, double bend);
double ent_segment_bend (const double *a, const double *b);
void ent_resample (EntProjection *projection,
                   const double *a,
                   const double *b,
                   EntPoint pa,
                   EntPoint pb,
                   GArray *out);
gsize ent_thin (EntPoint *points, gsize n_points, double least);
double ent_thin_least (const EntProjection *projection);

void ent_view_add_line (const EntRect *view, const EntPoint *points, gsize n_points, EntPath *path);
void ent_view_add_ring (const EntRect *view, GArray *points, GArray *spare, EntPath *path);
EntRect ent_points_bounds (const EntPoint *points, gsize n_points);

void ent_project_clipped (EntProjection *projection, gboolean closed, EntPath *path);

G_END_DECLS
