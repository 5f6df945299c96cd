/* A whole level at once.  Each arc is turned, projected, bent and thinned once, as one array; rings
 * and border lines are put together from the results, so neighbours share every point and no
 * slivers show between them. Only polygons that the edge of the map cuts take the general way of
 * project.c. */
#include "geo/pipeline-private.h"
#include "geo/project.h"

#include <math.h>
#include <string.h>

typedef enum
{
  SHOWN,
  HIDDEN, /* behind the globe */
  CUT,    /* by the edge of the map, or near enough to it to be looked at closely */
} Fate;

typedef struct
{
  Fate fate;
  guint first, n; /* of Frame.points */
  EntRect bounds;
} Arc;

typedef struct
{
  EntProjection *projection;
  const EntWorldLevel *level;
  EntRect view;
  double least;   /* see ent_thin () */
  GArray *points; /* EntPoint: all shown arcs on the figure */
  Arc *arcs;
} Frame;

static Fate
circle_fate (const EntClip *clip, const double *vectors, guint n, double lambda0)
{
  /* The centre as the level has it, before the turn. */
  const double c = cos (lambda0), s = sin (lambda0);
  const double centre[3] = { clip->centre[0] * c, clip->centre[0] * s, clip->centre[2] };
  guint inside = 0;
  double least = 1;
  for (guint i = 0; i < n; i++)
    {
      const double cosine = ent_geo_dot (vectors + 3 * (gsize)i, centre);
      inside += cosine > clip->cos_radius;
      least = MIN (least, cosine);
    }
  /* Where the map stretches, the general way looks at each segment. */
  return inside == 0 ? HIDDEN : inside < n || least < clip->stretched_cos ? CUT : SHOWN;
}

/* Turns an arc into plane and says what becomes of it. */
static Fate
turn_arc (Frame *frame, guint arc, double *plane)
{
  const EntProjection *projection = frame->projection;
  const EntWorldLevel *level = frame->level;
  const guint first = level->arc_points[arc], n = level->arc_points[arc + 1] - first;
  const double *from = level->lambda_phi + 2 * (gsize)first;
  Fate fate = SHOWN;
  if (projection->clip.kind == ENT_CLIP_CIRCLE)
    fate = circle_fate (
        &projection->clip, level->vectors + 3 * (gsize)first, n, projection->lambda0);
  if (fate != SHOWN)
    return fate;
  double before = 0;
  for (guint i = 0; i < n; i++)
    {
      double lambda = from[2 * i] - projection->lambda0;
      lambda += lambda < -G_PI ? 2 * G_PI : lambda > G_PI ? -2 * G_PI : 0;
      if (projection->clip.kind == ENT_CLIP_ANTIMERIDIAN && i > 0 && fabs (lambda - before) > G_PI)
        return CUT;
      before = lambda;
      plane[2 * i] = lambda;
      plane[2 * i + 1] = from[2 * i + 1];
    }
  return SHOWN;
}

static void
place_arc (Frame *frame, guint arc, const double *turned, const double *plane)
{
  EntProjection *projection = frame->projection;
  const EntWorldLevel *level = frame->level;
  const guint n = level->arc_points[arc + 1] - level->arc_points[arc];
  const gboolean bends = ent_resample_wants (projection, level->arc_bends[arc]);
  GArray *points = frame->points;
  Arc *out = &frame->arcs[arc];
  out->first = points->len;
  g_array_set_size (points, out->first + n);
  EntPoint *to = &g_array_index (points, EntPoint, out->first);
  if (!bends)
    for (guint i = 0; i < n; i++)
      to[i] = ent_projection_place (projection, plane[2 * i], plane[2 * i + 1]);
  else
    {
      g_array_set_size (points, out->first);
      EntPoint before = { 0, 0 };
      for (guint i = 0; i < n; i++)
        {
          const EntPoint at = ent_projection_place (projection, plane[2 * i], plane[2 * i + 1]);
          const double *a = turned + 2 * i - 2, *b = turned + 2 * i;
          if (i > 0 && ent_resample_wants (projection, ent_segment_bend (a, b)))
            ent_resample (projection, a, b, before, at, points);
          g_array_append_val (points, at);
          before = at;
        }
      to = &g_array_index (points, EntPoint, out->first);
    }
  out->n = (guint)ent_thin (to, points->len - out->first, frame->least);
  g_array_set_size (points, out->first + out->n);
  out->bounds = ent_points_bounds (to, out->n);
}

static guint
longest_arc (const EntWorldLevel *level)
{
  guint longest = 0;
  for (guint i = 0; i < level->n_arcs; i++)
    longest = MAX (longest, level->arc_points[i + 1] - level->arc_points[i]);
  return longest;
}

static gboolean
all_finite (const double *plane, guint n)
{
  for (guint i = 0; i < 2 * n; i++)
    if (!isfinite (plane[i]))
      return FALSE;
  return TRUE;
}

static void
project_arcs (Frame *frame)
{
  const EntWorldLevel *level = frame->level;
  const gsize longest = longest_arc (level);
  g_autofree double *turned = g_new (double, 2 * longest + 2);
  g_autofree double *plane = g_new (double, 2 * longest + 2);
  for (guint i = 0; i < level->n_arcs; i++)
    {
      Arc *arc = &frame->arcs[i];
      const guint n = level->arc_points[i + 1] - level->arc_points[i];
      arc->fate = turn_arc (frame, i, turned);
      if (arc->fate != SHOWN)
        continue;
      memcpy (plane, turned, 2 * n * sizeof *plane);
      ent_projection_forward_many (frame->projection, plane, n);
      /* Where PROJ has no answer the general way finds the part it has one for. */
      if (all_finite (plane, n))
        place_arc (frame, i, turned, plane);
      else
        arc->fate = CUT;
    }
}

static void
add_line (Frame *frame, guint arc, EntPath *path)
{
  EntProjection *projection = frame->projection;
  const EntWorldLevel *level = frame->level;
  const Arc *line = &frame->arcs[arc];
  if (line->fate == SHOWN)
    ent_view_add_line (
        &frame->view, &g_array_index (frame->points, EntPoint, line->first), line->n, path);
  if (line->fate != CUT)
    return;
  ent_lines_clear (projection->turned);
  for (guint i = level->arc_points[arc]; i < level->arc_points[arc + 1]; i++)
    {
      const double *lp = level->lambda_phi + 2 * (gsize)i;
      const EntVertex vertex = ent_projection_turn (projection, lp[0], lp[1]);
      g_array_append_val (projection->turned->vertices, vertex);
    }
  ent_lines_end (projection->turned);
  ent_lines_clear (projection->clipped);
  ent_clip_line (&projection->clip, projection->turned, projection->clipped);
  ent_project_clipped (projection, FALSE, path);
}

static gboolean
ring_in_view (const Frame *frame, guint ring)
{
  const EntWorldLevel *level = frame->level;
  EntRect bounds = ENT_RECT_EMPTY;
  for (guint i = level->ring_refs[ring]; i < level->ring_refs[ring + 1]; i++)
    bounds = ent_rect_union (&bounds, &frame->arcs[level->refs[i] >> 1].bounds);
  return ent_rect_intersects (&bounds, &frame->view);
}

/* A ring none of whose arcs is cut: end to end, each without its last point, which the next one
 * begins with. */
static void
join_arcs (Frame *frame, guint ring, GArray *screen)
{
  const EntWorldLevel *level = frame->level;
  g_array_set_size (screen, 0);
  for (guint i = level->ring_refs[ring]; i < level->ring_refs[ring + 1]; i++)
    {
      const Arc *arc = &frame->arcs[level->refs[i] >> 1];
      const EntPoint *from = &g_array_index (frame->points, EntPoint, arc->first);
      if (level->refs[i] & 1)
        for (guint k = arc->n; k-- > 1;)
          g_array_append_val (screen, from[k]);
      else
        g_array_append_vals (screen, from, arc->n - 1);
    }
}

/* Whether the land is outside the ring as drawn (y is down). */
static gboolean
is_inside_out (const GArray *screen)
{
  const EntPoint *p = (const EntPoint *)screen->data;
  double sum = 0;
  for (guint i = 1; i + 1 < screen->len; i++)
    sum += (p[i].x - p[0].x) * (p[i + 1].y - p[0].y) - (p[i + 1].x - p[0].x) * (p[i].y - p[0].y);
  return sum > 0;
}

/* FALSE when it takes the general way: round the antipode of an azimuthal map, land reaches to the
 * edge. */
static gboolean
add_shown_polygon (Frame *frame, guint polygon, EntPath *path)
{
  const EntWorldLevel *level = frame->level;
  GArray *screen = frame->projection->screen;
  const guint first = level->polygon_rings[polygon];
  const gboolean azimuthal = frame->projection->clip.kind == ENT_CLIP_CIRCLE;
  for (guint i = first; i < level->polygon_rings[polygon + 1]; i++)
    {
      if (!azimuthal && !ring_in_view (frame, i))
        continue;
      join_arcs (frame, i, screen);
      if (azimuthal && i == first && is_inside_out (screen))
        return FALSE;
      ent_view_add_ring (&frame->view, screen, frame->projection->spare, path);
    }
  return TRUE;
}

static void
turn_ring (Frame *frame, guint ring)
{
  const EntWorldLevel *level = frame->level;
  EntLines *turned = frame->projection->turned;
  for (guint i = level->ring_refs[ring]; i < level->ring_refs[ring + 1]; i++)
    {
      const guint arc = level->refs[i] >> 1;
      const gboolean backwards = level->refs[i] & 1;
      const guint first = level->arc_points[arc], n = level->arc_points[arc + 1] - first;
      for (guint k = 0; k + 1 < n; k++)
        {
          const double *lp
              = level->lambda_phi + 2 * (gsize)(backwards ? first + n - 1 - k : first + k);
          const EntVertex vertex = ent_projection_turn (frame->projection, lp[0], lp[1]);
          g_array_append_val (turned->vertices, vertex);
        }
    }
  ent_lines_end (turned);
}

/* No unit is as large as a hemisphere, so one whose arcs are all hidden is hidden itself. */
static void
add_polygon (Frame *frame, guint polygon, EntPath *path)
{
  const EntWorldLevel *level = frame->level;
  const guint first = level->polygon_rings[polygon], end = level->polygon_rings[polygon + 1];
  gboolean hidden = FALSE, shown = FALSE, cut = FALSE;
  for (guint i = level->ring_refs[first]; i < level->ring_refs[end]; i++)
    {
      const Fate fate = frame->arcs[level->refs[i] >> 1].fate;
      hidden |= fate == HIDDEN;
      shown |= fate == SHOWN;
      cut |= fate == CUT;
    }
  if (!cut && (!shown || (!hidden && add_shown_polygon (frame, polygon, path))))
    return;
  ent_lines_clear (frame->projection->turned);
  for (guint i = first; i < end; i++)
    turn_ring (frame, i);
  ent_lines_clear (frame->projection->clipped);
  ent_clip_polygon (
      &frame->projection->clip, frame->projection->turned, frame->projection->clipped);
  ent_project_clipped (frame->projection, TRUE, path);
}

static EntPath *
unit_fill (Frame *frame, guint unit)
{
  const EntWorldLevel *level = frame->level;
  g_autoptr (EntPath) path = ent_path_new ();
  for (guint i = level->unit_polygons[unit]; i < level->unit_polygons[unit + 1]; i++)
    add_polygon (frame, i, path);
  return path->n_points > 0 ? g_steal_pointer (&path) : NULL;
}

/**
 * ent_project_level:
 * @projection: a projection
 * @level: a level of the world
 *
 * Linear in the points: 1:50m in 6 to 12 ms.
 *
 * Returns: (transfer full): the level on the map
 */
EntMapPaths *
ent_project_level (EntProjection *projection, const EntWorldLevel *level)
{
  Frame frame = { .projection = projection,
                  .level = level,
                  .view = ent_projection_view (projection),
                  .least = ent_thin_least (projection),
                  .points = g_array_sized_new (FALSE, FALSE, sizeof (EntPoint), level->n_points),
                  .arcs = g_new0 (Arc, level->n_arcs + 1) };
  project_arcs (&frame);
  EntMapPaths *paths = g_new (EntMapPaths, 1);
  paths->n_fills = level->n_units;
  paths->fills = g_new (EntPath *, level->n_units + 1);
  paths->coast = ent_path_new ();
  paths->border = ent_path_new ();
  for (guint i = 0; i < level->n_units; i++)
    paths->fills[i] = unit_fill (&frame, i);
  for (guint i = 0; i < level->n_arcs; i++)
    add_line (&frame, i, level->arc_units[i] > 1 ? paths->border : paths->coast);
  g_array_unref (frame.points);
  g_free (frame.arcs);
  return paths;
}

/**
 * ent_map_paths_free:
 * @paths: (nullable) (transfer full): paths
 */
void
ent_map_paths_free (EntMapPaths *paths)
{
  if (paths == NULL)
    return;
  for (guint i = 0; i < paths->n_fills; i++)
    ent_path_free (paths->fills[i]);
  g_free (paths->fills);
  ent_path_free (paths->coast);
  ent_path_free (paths->border);
  g_free (paths);
}
