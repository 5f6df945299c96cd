/* Where the points of a quadrant stand, and where the ticks of its axes are. */
#include "views/quadrant-private.h"

#include <math.h>

/* Lengths in points at text scale 1. */
#define MARGIN_PT 12.0
#define TICK_ROOM_PT 6.0
#define TICK_PT 7.0
#define TITLE_PT 8.0
#define CAPTION_PT 7.5
#define RADIUS_PT 5.5
/* Between the discs of a pack. */
#define GAP_PT 4.0
#define NAME_PT 8.0
/* Two ticks are no nearer to each other than this. */
#define TICK_STEP_PT 34.0
#define CODE_STEP_PT 16.0
/* Guards against somebody who zooms into nothing. */
#define MAX_TICKS 500.0
/* The shape of a picture whose points ask for no more. */
#define LOWEST 0.62
/* The share of the room between two values that a pack may take. */
#define PACKED 0.88

/* Share of the way along an axis, 0–1 with its empty room. */
static double
share (const EntQuadrantAxis *axis, double value)
{
  return (value - axis->from + axis->reach) / (axis->to - axis->from + 2 * axis->reach);
}

/**
 * ent_quadrant_place:
 * @quadrant: a quadrant with its frame set
 * @x: a value of the first attribute
 * @y: a value of the second
 *
 * Returns: the place of the values in the picture, seen through the camera
 */
EntPoint
ent_quadrant_place (const EntQuadrant *quadrant, double x, double y)
{
  const EntRect *frame = &quadrant->frame;
  EntCamera camera = quadrant->request->camera;
  double across = share (&quadrant->x, x) - 0.5, up = share (&quadrant->y, y) - 0.5;
  return (EntPoint){ frame->x + frame->width * (0.5 + across * camera.zoom + camera.x),
                     frame->y + frame->height * (0.5 - up * camera.zoom + camera.y) };
}

/**
 * ent_quadrant_step:
 * @quadrant: a quadrant
 * @axis: one of its axes
 * @length: of the axis, figure units, without the camera
 *
 * Returns: 1, 2 or 5 times a power of ten, in values: from tick to tick
 */
double
ent_quadrant_step (const EntQuadrant *quadrant, const EntQuadrantAxis *axis, double length)
{
  double span = axis->to - axis->from + 2 * axis->reach;
  double least = span * ent_quadrant_pt (quadrant, axis->whole ? CODE_STEP_PT : TICK_STEP_PT)
                 / (MAX (length, 1) * quadrant->request->camera.zoom);
  double power = pow (10, floor (log10 (least))), share = least / power;
  double step = (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power;
  step = MAX (step, span / MAX_TICKS);
  return axis->whole ? MAX (ceil (step), 1) : step;
}

/**
 * ent_quadrant_ticks:
 * @axis: an axis
 * @step: from tick to tick
 * @first: (out): the value of the first tick
 *
 * Returns: how many ticks there are
 */
guint
ent_quadrant_ticks (const EntQuadrantAxis *axis, double step, double *first)
{
  double beyond = axis->whole ? 0 : axis->reach;
  *first = ceil ((axis->from - beyond) / step - 1e-9) * step;
  return (guint)CLAMP ((axis->to + beyond - *first) / step + 1 + 1e-9, 0, MAX_TICKS);
}

/**
 * ent_quadrant_label:
 * @value: of a tick
 * @step: from tick to tick
 *
 * Returns: (transfer full): the value as it is written on the axis
 */
char *
ent_quadrant_label (double value, double step)
{
  /* Sums of steps miss zero by a little. */
  double exact = fabs (value) < step / 1000 ? 0 : value;
  g_autofree char *number = g_strdup_printf ("%g", fabs (exact));
  return g_strconcat (exact < 0 ? "−" : "", number, NULL);
}

static double
caption_height (const EntQuadrant *quadrant, guint first)
{
  EntTextStyle text = ent_request_text (quadrant->request, CAPTION_PT, 600);
  gboolean any = quadrant->captions[first] != NULL || quadrant->captions[first + 1] != NULL;
  return any ? ent_text_line_height (&text) + ent_quadrant_pt (quadrant, TICK_ROOM_PT) : 0;
}

static void
set_frame (EntQuadrant *quadrant)
{
  const EntViewRequest *request = quadrant->request;
  EntTextStyle tick = ent_request_text (request, TICK_PT, 400);
  EntTextStyle title = ent_request_text (request, TITLE_PT, 600);
  double margin = MIN (ent_quadrant_pt (quadrant, MARGIN_PT), request->width * 0.04);
  double room = ent_quadrant_pt (quadrant, TICK_ROOM_PT);
  double top = margin + ent_text_line_height (&title) + room;
  double bottom
      = margin + ent_text_line_height (&title) + ent_text_line_height (&tick) + 1.5 * room;
  double height = MAX (request->height - top - bottom, 1), widest = 0;
  double step = ent_quadrant_step (quadrant, &quadrant->y, height);
  double first;
  guint n = ent_quadrant_ticks (&quadrant->y, step, &first);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = ent_quadrant_label (first + i * step, step);
      widest = MAX (widest, ent_text_measure (label, &tick).width);
    }
  double left = margin + widest + room;
  quadrant->plot = ENT_RECT (left, top, MAX (request->width - left - margin, 1), height);
  double above = caption_height (quadrant, 0), under = caption_height (quadrant, 2);
  quadrant->frame = quadrant->plot;
  if (above + under < quadrant->plot.height / 2)
    {
      quadrant->frame.y += above;
      quadrant->frame.height -= above + under;
    }
}

/* The room of a pack: how far beside it and how far above or under it the next other values are. */
static void
find_room (const EntQuadrant *quadrant,
           const EntQuadrantPoint *point,
           double *width,
           double *height)
{
  *width = quadrant->frame.width;
  *height = quadrant->frame.height;
  for (guint i = 0; i < quadrant->points->len; i++)
    {
      const EntQuadrantPoint *other = ent_quadrant_point (quadrant, i);
      double dx = fabs (other->home.x - point->home.x), dy = fabs (other->home.y - point->home.y);
      if (dx > quadrant->radius)
        *width = MIN (*width, dx);
      if (dy > quadrant->radius)
        *height = MIN (*height, dy);
    }
}

static double
label_width (const EntQuadrant *quadrant, const EntActor *actor)
{
  EntTextStyle text = ent_request_text (quadrant->request, NAME_PT, 600);
  const char *name = ent_text_get (&actor->thing.name, quadrant->request->lang);
  return ent_text_measure (name, &text).width;
}

/* Those whose discs would cover each other stand in columns, each with room for its name at its
 * side; without that room, in a square. */
static void
pack (const EntQuadrant *quadrant, GPtrArray *members)
{
  const EntQuadrantPoint *first = members->pdata[0];
  guint n = members->len;
  double step = 2 * quadrant->radius + ent_quadrant_pt (quadrant, GAP_PT), widest = 0;
  double width, height;
  find_room (quadrant, first, &width, &height);
  for (guint i = 0; i < n; i++)
    widest = MAX (widest, label_width (quadrant, ((EntQuadrantPoint *)members->pdata[i])->actor));
  guint rows = CLAMP ((guint)(height * PACKED / step), 1, n), columns = (n + rows - 1) / rows;
  double column = step + widest;
  if (columns > 1 && columns * column > width * PACKED)
    {
      columns = MAX ((guint)ceil (sqrt (n)), columns);
      column = step;
    }
  rows = (n + columns - 1) / columns;
  EntPoint middle = first->home;
  double half = (columns - 1) / 2.0 * column;
  if (ent_rect_contains (&quadrant->frame, middle.x, middle.y))
    {
      EntRect room = ent_rect_inset (
          &quadrant->frame, half + quadrant->radius, (rows - 1) / 2.0 * step + quadrant->radius);
      middle.x = MAX (MIN (middle.x, room.x + room.width), room.x);
      middle.y = MAX (MIN (middle.y, room.y + room.height), room.y);
    }
  for (guint i = 0; i < n; i++)
    {
      EntQuadrantPoint *point = members->pdata[i];
      guint in_column = MIN (rows, n - i / rows * rows);
      point->at.x = middle.x - half + i / rows * column;
      point->at.y = middle.y + (i % rows - (in_column - 1) / 2.0) * step;
    }
}

/**
 * ent_quadrant_lay_out:
 * @quadrant: a quadrant with points
 *
 * Gives the points their places in the picture.  Those with equal values stand side by side in the
 * order of the dossier.
 */
void
ent_quadrant_lay_out (EntQuadrant *quadrant)
{
  set_frame (quadrant);
  quadrant->radius = ent_request_mark_pt (quadrant->request, RADIUS_PT);
  guint n = quadrant->points->len;
  g_autofree gboolean *done = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    {
      EntQuadrantPoint *point = ent_quadrant_point (quadrant, i);
      point->home = ent_quadrant_place (quadrant, point->x->number, point->y->number);
      point->at = point->home;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) members = g_ptr_array_new ();
      const EntQuadrantPoint *first = ent_quadrant_point (quadrant, i);
      for (guint j = i; j < n && !done[i]; j++)
        {
          EntQuadrantPoint *other = ent_quadrant_point (quadrant, j);
          if (done[j]
              || hypot (other->home.x - first->home.x, other->home.y - first->home.y)
                     > quadrant->radius)
            continue;
          g_ptr_array_add (members, other);
          done[j] = j != i;
        }
      done[i] = TRUE;
      if (members->len < 2)
        continue;
      pack (quadrant, members);
      quadrant->packed = TRUE;
    }
}

static guint
largest_pack (const EntQuadrant *quadrant)
{
  guint largest = 1;
  for (guint i = 0; i < quadrant->points->len; i++)
    {
      const EntQuadrantPoint *point = ent_quadrant_point (quadrant, i);
      guint n = 0;
      for (guint j = 0; j < quadrant->points->len; j++)
        {
          const EntQuadrantPoint *other = ent_quadrant_point (quadrant, j);
          n += other->x->number == point->x->number && other->y->number == point->y->number;
        }
      largest = MAX (largest, n);
    }
  return largest;
}

/**
 * ent_quadrant_view_height:
 * @request: what is to be drawn
 *
 * Returns: a height at the request's width at which those with equal codes have room one below the
 *          other, as far as the picture does not become taller than wide; figure units
 */
double
ent_quadrant_view_height (const EntViewRequest *request)
{
  g_autoptr (EntQuadrant) quadrant = ent_quadrant_new (request, NULL);
  double least = request->width * LOWEST;
  if (quadrant == NULL || quadrant->points->len == 0)
    return least;
  /* Discs are as large as they will be in a picture of about that height. */
  EntViewRequest about = *request;
  about.height = request->width;
  quadrant->request = &about;
  set_frame (quadrant);
  double step = 2 * ent_request_mark_pt (&about, RADIUS_PT) + ent_quadrant_pt (quadrant, GAP_PT);
  double values = quadrant->y.to - quadrant->y.from + 2 * quadrant->y.reach;
  double per_value = quadrant->y.whole ? (largest_pack (quadrant) + 0.1) * step / PACKED : 0;
  double outside = about.height - quadrant->frame.height;
  return CLAMP (values * per_value + outside, least, MAX (request->width, least));
}
