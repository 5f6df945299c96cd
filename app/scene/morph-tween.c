/* A mark that is on its way from one to another. */
#include <math.h>

#include "scene/morph-private.h"

/* Points that a line is cut into when it becomes one of another make. */
#define RESAMPLED 24

/* A path of more points (a coast) fades: nobody could follow it. */
#define MAX_POINTS 200

/* Figure units: what is nearer has not moved. */
#define STILL 0.01

/**
 * ent_tween:
 * @a: a number
 * @b: another
 * @share: of the way from the one to the other
 *
 * Returns: the number there
 */
double
ent_tween (double a, double b, double share)
{
  return a + (b - a) * share;
}

/**
 * ent_place:
 * @placement: where a figure is put
 * @x: in the figure
 * @y: in the figure
 *
 * Returns: where the point is then
 */
EntPoint
ent_place (const EntPlacement *placement, double x, double y)
{
  return (EntPoint){ placement->scale * x + placement->x, placement->scale * y + placement->y };
}

/**
 * ent_mark_place:
 * @mark: a mark, with the bounds of its geometry
 * @placement: where its figure is put
 * @paths: takes the path that is made for it
 *
 * Moves a mark; discs, boxes and letters keep their size.
 */
void
ent_mark_place (EntMark *mark, const EntPlacement *placement, GPtrArray *paths)
{
  const EntRect old = mark->bounds;
  const EntPoint middle = ent_place (placement, old.x + old.width / 2, old.y + old.height / 2);
  const double dx = middle.x - (old.x + old.width / 2);
  const double dy = middle.y - (old.y + old.height / 2);

  if (placement->scale == 1 && placement->x == 0 && placement->y == 0)
    return;
  mark->bounds.x += dx;
  mark->bounds.y += dy;
  switch (mark->kind)
    {
    case ENT_MARK_PATH:
      {
        EntPath *path = ent_path_copy (mark->path);
        ent_path_transform (path, placement->scale, placement->scale, placement->x, placement->y);
        g_ptr_array_add (paths, path);
        mark->path = path;
        mark->bounds = ent_path_bounds (path);
        break;
      }
    case ENT_MARK_DISC:
      mark->disc.cx += dx;
      mark->disc.cy += dy;
      break;
    case ENT_MARK_BOX:
      mark->box.rect.x += dx;
      mark->box.rect.y += dy;
      break;
    case ENT_MARK_TEXT:
      mark->text.x += dx;
      mark->text.y += dy;
      break;
    }
}

/**
 * ent_mark_fade:
 * @mark: a mark
 * @share: of its opacity that it keeps
 */
void
ent_mark_fade (EntMark *mark, double share)
{
  EntColour *colours[]
      = { &mark->style.fill, &mark->style.stroke, &mark->style.stroke2, &mark->style.halo };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    colours[i]->a *= (float)share;
  if (mark->kind == ENT_MARK_TEXT)
    mark->text.colour.a *= (float)share;
}

/**
 * ent_mark_bound:
 * @mark: a mark whose geometry is new
 * @stroke_scale: of its theme
 *
 * Sets its bounds; those of text are left as they are.
 */
void
ent_mark_bound (EntMark *mark, double stroke_scale)
{
  if (mark->kind == ENT_MARK_TEXT)
    return;
  if (mark->kind == ENT_MARK_PATH)
    mark->bounds = ent_path_bounds (mark->path);
  else if (mark->kind == ENT_MARK_DISC)
    mark->bounds = ENT_RECT (mark->disc.cx - mark->disc.radius,
                             mark->disc.cy - mark->disc.radius,
                             2 * mark->disc.radius,
                             2 * mark->disc.radius);
  else
    mark->bounds = mark->box.rect;
  if (mark->style.stroke.a > 0 && !ent_rect_is_empty (&mark->bounds))
    {
      const double half = mark->style.stroke_width * stroke_scale / 2;
      mark->bounds = ent_rect_inset (&mark->bounds, -half, -half);
    }
}

static gboolean
near (double a, double b)
{
  return fabs (a - b) <= STILL;
}

static gboolean
same_colours (EntColour a, EntColour b)
{
  return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static gboolean
same_rects (const EntRect *a, const EntRect *b)
{
  return near (a->x, b->x) && near (a->y, b->y) && near (a->width, b->width)
         && near (a->height, b->height);
}

static gboolean
same_styles (const EntStyle *a, const EntStyle *b)
{
  for (guint i = 0; i < MIN (a->n_dash, G_N_ELEMENTS (a->dash)); i++)
    if (a->dash[i] != b->dash[i])
      return FALSE;
  return same_colours (a->fill, b->fill) && same_colours (a->stroke, b->stroke)
         && same_colours (a->stroke2, b->stroke2) && same_colours (a->halo, b->halo)
         && a->stroke_width == b->stroke_width && a->n_dash == b->n_dash
         && a->halo_width == b->halo_width && a->hatched == b->hatched && a->round == b->round
         && a->fade_start == b->fade_start && a->fade_end == b->fade_end;
}

static gboolean
same_verbs (const EntPath *a, const EntPath *b)
{
  return a->n_verbs == b->n_verbs && a->n_points == b->n_points
         && memcmp (a->verbs, b->verbs, a->n_verbs) == 0;
}

static gboolean
same_paths (const EntPath *a, const EntPath *b)
{
  if (!same_verbs (a, b))
    return FALSE;
  for (gsize i = 0; i < a->n_points; i++)
    if (!near (a->points[i].x, b->points[i].x) || !near (a->points[i].y, b->points[i].y))
      return FALSE;
  return TRUE;
}

/**
 * ent_texts_equal:
 * @a: a line of text
 * @b: another
 *
 * Returns: whether both say the same in the same letters, wherever they stand
 */
gboolean
ent_texts_equal (const EntMark *a, const EntMark *b)
{
  return g_str_equal (a->text.string, b->text.string) && a->text.style.size == b->text.style.size
         && a->text.style.weight == b->text.style.weight
         && a->text.style.italic == b->text.style.italic;
}

/**
 * ent_marks_equal:
 * @a: a mark
 * @b: another
 *
 * Returns: whether both look the same and are in the same place
 */
gboolean
ent_marks_equal (const EntMark *a, const EntMark *b)
{
  if (a->kind != b->kind || a->layer != b->layer || !same_styles (&a->style, &b->style))
    return FALSE;
  switch (a->kind)
    {
    case ENT_MARK_PATH:
      return same_paths (a->path, b->path);
    case ENT_MARK_DISC:
      return near (a->disc.cx, b->disc.cx) && near (a->disc.cy, b->disc.cy)
             && near (a->disc.radius, b->disc.radius);
    case ENT_MARK_BOX:
      return same_rects (&a->box.rect, &b->box.rect) && near (a->box.radius, b->box.radius);
    case ENT_MARK_TEXT:
      return near (a->bounds.x, b->bounds.x) && near (a->text.y, b->text.y)
             && ent_texts_equal (a, b) && same_colours (a->text.colour, b->text.colour);
    }
  return FALSE;
}

/* One line, open or closed, of which a person could follow every point. */
static gboolean
is_simple (const EntPath *path)
{
  for (gsize i = 1; i < path->n_verbs; i++)
    if (path->verbs[i] == ENT_PATH_MOVE
        || (path->verbs[i] == ENT_PATH_CLOSE && i + 1 < path->n_verbs))
      return FALSE;
  return path->n_points > 1 && path->n_points <= MAX_POINTS && path->verbs[0] == ENT_PATH_MOVE;
}

static gboolean
is_closed (const EntPath *path)
{
  return path->verbs[path->n_verbs - 1] == ENT_PATH_CLOSE;
}

/* Points at equal distances; the last one too where the path is open. */
static void
resample (const EntPath *path, EntPoint points[RESAMPLED])
{
  const guint parts = is_closed (path) ? RESAMPLED : RESAMPLED - 1;

  for (guint i = 0; i < RESAMPLED; i++)
    if (!ent_path_point_at (path, (double)i / parts, &points[i], NULL))
      points[i] = path->points[0];
}

static double
signed_area (const EntPoint points[RESAMPLED])
{
  double area = 0;

  for (guint i = 0, j = RESAMPLED - 1; i < RESAMPLED; j = i++)
    area += points[j].x * points[i].y - points[i].x * points[j].y;
  return area;
}

static EntPoint
middle_of (const EntPoint points[RESAMPLED])
{
  EntPoint middle = { 0, 0 };

  for (guint i = 0; i < RESAMPLED; i++)
    {
      middle.x += points[i].x / RESAMPLED;
      middle.y += points[i].y / RESAMPLED;
    }
  return middle;
}

/* Which point of b is to become the first of a, so that an outline turns as little as possible. */
static guint
best_start (const EntPoint a[RESAMPLED], const EntPoint b[RESAMPLED])
{
  const EntPoint from = middle_of (a), to = middle_of (b);
  double least = INFINITY;
  guint best = 0;

  for (guint start = 0; start < RESAMPLED; start++)
    {
      double sum = 0;
      for (guint i = 0; i < RESAMPLED; i++)
        {
          const EntPoint *p = &b[(start + i) % RESAMPLED];
          const double dx = p->x - to.x - a[i].x + from.x, dy = p->y - to.y - a[i].y + from.y;
          sum += dx * dx + dy * dy;
        }
      if (sum < least)
        {
          least = sum;
          best = start;
        }
    }
  return best;
}

static void
reverse (EntPoint points[RESAMPLED])
{
  for (guint i = 0; i < RESAMPLED / 2; i++)
    {
      const EntPoint kept = points[i];
      points[i] = points[RESAMPLED - 1 - i];
      points[RESAMPLED - 1 - i] = kept;
    }
}

static EntPath *
polyline (const EntPoint points[RESAMPLED], guint start, gboolean closed)
{
  EntPath *path = ent_path_new ();

  ent_path_move_to (path, points[start].x, points[start].y);
  for (guint i = 1; i < RESAMPLED; i++)
    {
      const EntPoint *p = &points[(start + i) % RESAMPLED];
      ent_path_line_to (path, p->x, p->y);
    }
  if (closed)
    ent_path_close (path);
  return path;
}

/**
 * ent_morph_pair_paths:
 * @pair: two paths
 *
 * Gives both the same number of points, unless they have it already.
 *
 * Returns: whether one can become the other point by point; else they fade
 */
gboolean
ent_morph_pair_paths (EntMorphPair *pair)
{
  const EntPath *from = pair->from->path, *to = pair->to->path;
  EntPoint a[RESAMPLED], b[RESAMPLED];

  if (same_verbs (from, to) && from->n_points <= MAX_POINTS)
    return TRUE;
  if (!is_simple (from) || !is_simple (to) || is_closed (from) != is_closed (to))
    return FALSE;
  resample (from, a);
  resample (to, b);
  const gboolean closed = is_closed (from);
  if (closed && signed_area (a) * signed_area (b) < 0)
    reverse (b);
  pair->paths[0] = polyline (a, 0, closed);
  pair->paths[1] = polyline (b, closed ? best_start (a, b) : 0, closed);
  return TRUE;
}

/* A clear colour has no hue of its own. */
static EntColour
tween_colours (EntColour a, EntColour b, double share)
{
  if (a.a <= 0)
    return ent_colour_with_alpha (b, b.a * share);
  if (b.a <= 0)
    return ent_colour_with_alpha (a, a.a * (1 - share));
  return (EntColour){ (float)ent_tween (a.r, b.r, share),
                      (float)ent_tween (a.g, b.g, share),
                      (float)ent_tween (a.b, b.b, share),
                      (float)ent_tween (a.a, b.a, share) };
}

/* What cannot be between two, as dashes of another number, changes half-way. */
static EntStyle
tween_styles (const EntStyle *a, const EntStyle *b, double share)
{
  EntStyle style = share < 0.5 ? *a : *b;

  style.fill = tween_colours (a->fill, b->fill, share);
  style.stroke = tween_colours (a->stroke, b->stroke, share);
  style.stroke2 = tween_colours (a->stroke2, b->stroke2, share);
  style.halo = tween_colours (a->halo, b->halo, share);
  style.stroke_width = ent_tween (a->stroke_width, b->stroke_width, share);
  style.halo_width = ent_tween (a->halo_width, b->halo_width, share);
  style.fade_start = ent_tween (a->fade_start, b->fade_start, share);
  style.fade_end = ent_tween (a->fade_end, b->fade_end, share);
  if (a->n_dash == b->n_dash)
    for (guint i = 0; i < MIN (a->n_dash, G_N_ELEMENTS (a->dash)); i++)
      style.dash[i] = ent_tween (a->dash[i], b->dash[i], share);
  return style;
}

static EntRect
tween_rects (const EntRect *a, const EntRect *b, double share)
{
  return ENT_RECT (ent_tween (a->x, b->x, share),
                   ent_tween (a->y, b->y, share),
                   ent_tween (a->width, b->width, share),
                   ent_tween (a->height, b->height, share));
}

/* A disc is a box that is all corner. */
static EntMark
box_of (const EntMark *mark)
{
  EntMark box = *mark;
  const double radius = mark->disc.radius;

  if (mark->kind != ENT_MARK_DISC)
    return box;
  box.kind = ENT_MARK_BOX;
  box.box.rect = ENT_RECT (mark->disc.cx - radius, mark->disc.cy - radius, 2 * radius, 2 * radius);
  box.box.radius = radius;
  return box;
}

static void
tween_shapes (EntMark *mark, const EntMark *a, const EntMark *b, double share)
{
  if (a->kind == ENT_MARK_DISC && b->kind == ENT_MARK_DISC)
    {
      mark->disc.cx = ent_tween (a->disc.cx, b->disc.cx, share);
      mark->disc.cy = ent_tween (a->disc.cy, b->disc.cy, share);
      mark->disc.radius = ent_tween (a->disc.radius, b->disc.radius, share);
      return;
    }
  const EntMark from = box_of (a), to = box_of (b);
  mark->kind = ENT_MARK_BOX;
  mark->box.rect = tween_rects (&from.box.rect, &to.box.rect, share);
  mark->box.radius = ent_tween (from.box.radius, to.box.radius, share);
}

static void
tween_paths (EntMark *mark, const EntMark *a, const EntMark *b, double share, GPtrArray *paths)
{
  EntPath *path = ent_path_copy (a->path);

  for (gsize i = 0; i < path->n_points; i++)
    {
      path->points[i].x = ent_tween (a->path->points[i].x, b->path->points[i].x, share);
      path->points[i].y = ent_tween (a->path->points[i].y, b->path->points[i].y, share);
    }
  g_ptr_array_add (paths, path);
  mark->path = path;
}

/* Where both stand is told by their middles: one may be set from its start, the other centred. */
static void
tween_texts (EntMark *mark, const EntMark *a, const EntMark *b, double share)
{
  const EntMark *shown = share < 0.5 ? a : b;
  const double x
      = ent_tween (a->bounds.x + a->bounds.width / 2, b->bounds.x + b->bounds.width / 2, share);
  const double dx = x - (shown->bounds.x + shown->bounds.width / 2);

  mark->text = shown->text;
  mark->bounds = shown->bounds;
  mark->text.colour = tween_colours (a->text.colour, b->text.colour, share);
  mark->text.x += dx;
  mark->bounds.x += dx;
  mark->text.y = ent_tween (a->text.y, b->text.y, share);
  mark->bounds.y += mark->text.y - shown->text.y;
}

/**
 * ent_mark_tween:
 * @a: a mark
 * @b: one that it can become: of the same kind (or a disc and a box); paths of the same verbs
 * @share: of the way from @a to @b
 * @paths: takes the path that is made
 *
 * Returns: the mark there, without bounds unless it is text
 */
EntMark
ent_mark_tween (const EntMark *a, const EntMark *b, double share, GPtrArray *paths)
{
  EntMark mark = share < 0.5 ? *a : *b;

  mark.style = tween_styles (&a->style, &b->style, share);
  if (a->kind == ENT_MARK_TEXT)
    tween_texts (&mark, a, b, share);
  else if (a->kind == ENT_MARK_PATH)
    tween_paths (&mark, a, b, share, paths);
  else
    tween_shapes (&mark, a, b, share);
  return mark;
}
