/* Where a span lies for a camera, and where its label does.  A label is laid out once for the
 * picture as a whole; while zooming in, marks only part, so that no label meets another. */
#include "views/timeline-private.h"

#include <math.h>

/* Lengths in points at text scale 1. */
#define LABEL_WIDTH_PT 300.0
#define INSET_PT 5.0 /* of a label in its bar */
#define ARROW_PT 6.0 /* at the end of a bar that goes on */
#define STUB_PT 24.0 /* of a line before its label */
#define END_PT 12.0  /* and behind it */
#define DOT_PT 3.0   /* radius */
#define THIN_DOT_PT 1.6
#define SHORTEST_PT 7.0 /* a shorter bar is a dot */
#define THIN_SHORTEST_PT 4.0
/* A label starts on a pale bar if the bar holds at least this share of it. */
#define MOSTLY 0.75

static double
label_width (const EntTimeline *timeline, const EntTimeSpan *span)
{
  double gap = span->date_width > 0 ? ent_timeline_pt (timeline, ENT_TIMELINE_GAP_PT) : 0;
  return span->text_width + gap + span->date_width;
}

static EntTimePlace
place_bar (const EntTimeline *timeline, const EntTimeSpan *span, EntCamera camera)
{
  const EntTimeAxis *axis = timeline->axis;
  const EntRect *plot = &axis->plot;
  double shortest = ent_timeline_pt (timeline, span->tall ? SHORTEST_PT : THIN_SHORTEST_PT);
  double arrow = ent_timeline_pt (timeline, ENT_TIMELINE_STUB_PT);
  EntTimePlace place = { .side = span->side };
  place.x0 = ent_time_axis_x (axis, span->first, camera);
  place.x1 = ent_time_axis_x (axis, span->last, camera);
  if (span->open_end)
    place.x1 = MAX (ent_time_axis_look (axis, plot->x + plot->width, camera), place.x0 + arrow);
  if (span->open_start)
    place.x0 = MIN (ent_time_axis_look (axis, plot->x, camera), place.x1 - arrow);
  place.is_dot = place.x1 - place.x0 < shortest;
  if (place.is_dot)
    {
      double middle = (place.x0 + place.x1) / 2;
      double radius = ent_timeline_pt (timeline, span->tall ? DOT_PT : THIN_DOT_PT);
      place.x0 = middle - radius;
      place.x1 = middle + radius;
    }
  return place;
}

/* As near to the left of the plot as the bar reaches, so that it can be read while panning. */
static double
stick (
    const EntTimeline *timeline, const EntTimePlace *place, double inset, double width, double end)
{
  double first = place->x0 + inset, last = place->x1 - end - width;
  return CLAMP (timeline->axis->plot.x + inset, first, MAX (first, last));
}

/* What the arrow of an open end takes of its bar. */
static double
arrow_room (const EntTimeline *timeline, gboolean is_open)
{
  return is_open ? ent_timeline_pt (timeline, ARROW_PT) : 0;
}

static double
text_on_bar (const EntTimeline *timeline,
             const EntTimeSpan *span,
             const EntTimePlace *place,
             double width,
             EntCamera camera)
{
  const EntRect *plot = &timeline->axis->plot;
  double inset = ent_timeline_pt (timeline, INSET_PT);
  double before = inset + arrow_room (timeline, span->open_start);
  double behind = inset + arrow_room (timeline, span->open_end);
  if (width + before + behind <= place->x1 - place->x0)
    return stick (timeline, place, before, width, behind);
  double end = ent_time_axis_look (timeline->axis, plot->x + plot->width, camera)
               - arrow_room (timeline, span->open_end);
  return place->x0 + before - MAX (place->x0 + before + width - end, 0);
}

static EntTimeSide
side_for (const EntTimeline *timeline, const EntTimeSpan *span, const EntTimePlace *bar)
{
  double width = MAX (label_width (timeline, span), span->list_width);
  double length = bar->x1 - bar->x0;
  if (!span->tall || bar->is_dot)
    return span->side;
  if (span->relation != NULL)
    return width + ent_timeline_pt (timeline, STUB_PT + END_PT) <= length ? ENT_TIME_INSIDE
                                                                          : span->side;
  return !span->exact && width + ent_timeline_pt (timeline, 2 * INSET_PT) <= length ? ENT_TIME_ON
                                                                                    : span->side;
}

/**
 * ent_timeline_place:
 * @timeline: packed
 * @span: one of its spans
 * @camera: how it is looked at
 *
 * Returns: where the span's bar and label are
 */
EntTimePlace
ent_timeline_place (const EntTimeline *timeline, const EntTimeSpan *span, EntCamera camera)
{
  EntTimePlace place = place_bar (timeline, span, camera);
  double gap = ent_timeline_pt (timeline, ENT_TIMELINE_GAP_PT);
  double stub = ent_timeline_pt (timeline, STUB_PT), end = ent_timeline_pt (timeline, END_PT);
  double width = label_width (timeline, span);
  /* Zoomed in, the bar may have become long enough. */
  place.side = side_for (timeline, span, &place);
  switch (place.side)
    {
    case ENT_TIME_ON:
      place.text_x = text_on_bar (timeline, span, &place, MAX (width, span->list_width), camera);
      break;
    case ENT_TIME_INSIDE:
      place.text_x = stick (timeline, &place, stub, width, end);
      break;
    case ENT_TIME_AFTER:
      place.text_x = place.x1 + gap;
      break;
    case ENT_TIME_BEFORE:
      place.text_x = place.x0 - gap - width;
      break;
    }
  return place;
}

/**
 * ent_timeline_list_x:
 * @timeline: packed
 * @list: events of one date
 * @camera: how it is looked at
 *
 * Returns: where its heading begins, in line with its events
 */
double
ent_timeline_list_x (const EntTimeline *timeline, const EntTimeList *list, EntCamera camera)
{
  EntTimePlace place = place_bar (timeline, list->first, camera);
  double gap = ent_timeline_pt (timeline, ENT_TIMELINE_GAP_PT);
  EntTimeSide side = side_for (timeline, list->first, &place);
  if (side == ENT_TIME_AFTER)
    return place.x1 + gap;
  if (side == ENT_TIME_BEFORE)
    return place.x0 - gap - list->date_width;
  return text_on_bar (timeline, list->first, &place, list->first->list_width, camera);
}

/**
 * ent_timeline_name_text:
 * @timeline: a timeline
 * @span: an event or a relation
 *
 * Returns: the style of its name: events stand out, what has a narrow row is small
 */
EntTextStyle
ent_timeline_name_text (const EntTimeline *timeline, const EntTimeSpan *span)
{
  return ent_timeline_text (&timeline->scaled,
                            span->tall ? ENT_TIMELINE_NAME_PT : ENT_TIMELINE_DATE_PT,
                            span->relation == NULL && span->tall ? 600 : 400);
}

/* The widest that a label can be on each side of the bar. */
static double
room_at (const EntTimeline *timeline, const EntTimePlace *bar, EntTimeSide side)
{
  const EntRect *plot = &timeline->axis->plot;
  double gap = ent_timeline_pt (timeline, ENT_TIMELINE_GAP_PT);
  switch (side)
    {
    case ENT_TIME_ON:
      return plot->width - 2 * ent_timeline_pt (timeline, INSET_PT);
    case ENT_TIME_INSIDE:
      return bar->x1 - bar->x0 - ent_timeline_pt (timeline, STUB_PT + END_PT);
    case ENT_TIME_AFTER:
      return plot->x + plot->width - bar->x1 - gap;
    case ENT_TIME_BEFORE:
      return bar->x0 - gap - plot->x;
    }
  return 0;
}

/* Rows that so many lines take, with the gap between two bars. */
static guint
rows_for (guint n_lines)
{
  double height = n_lines * ENT_TIMELINE_LINE_PT + ENT_TIMELINE_BAR_GAP_PT;
  return (guint)ceil (height / ENT_TIMELINE_ROW_PT - 1e-9);
}

static void
set_label (EntTimeSpan *span, char **lines, const EntTextStyle *text, EntTimeSide side)
{
  g_strfreev (span->lines);
  span->lines = lines;
  span->side = side;
  span->rows = rows_for (g_strv_length (lines));
  span->text_width = ent_lines_width (lines, text);
}

/* On one line, at the first side where it fits. */
static gboolean
fits (const EntTimeline *timeline,
      EntTimeSpan *span,
      const char *name,
      const EntTimeSide *sides,
      guint n_sides)
{
  EntTimePlace bar = place_bar (timeline, span, ENT_CAMERA_FIT);
  EntTextStyle text = ent_timeline_name_text (timeline, span);
  EntTextStyle small = ent_timeline_text (&timeline->scaled, ENT_TIMELINE_DATE_PT, 400);
  double width = ent_text_measure (name, &text).width;
  double date = ent_text_measure (span->date, &small).width;
  if (width > ent_timeline_pt (timeline, LABEL_WIDTH_PT))
    return FALSE;
  for (guint i = 0; i < n_sides; i++)
    {
      /* Of a line that is long enough to hold its name the axis tells months and years. */
      span->date_width = sides[i] == ENT_TIME_INSIDE && !span->exact ? 0 : date;
      span->text_width = width;
      double whole = label_width (timeline, span);
      if (sides[i] == ENT_TIME_ON && bar.x1 - bar.x0 < MOSTLY * whole && i + 1 < n_sides)
        continue;
      if (whole > room_at (timeline, &bar, sides[i]))
        continue;
      set_label (span, g_strdupv ((char *[]){ (char *)name, NULL }), &text, sides[i]);
      return TRUE;
    }
  return FALSE;
}

/* On as many lines as it takes where there is most room. */
static void
wrap (const EntTimeline *timeline, EntTimeSpan *span, const EntTimeSide *sides, guint n_sides)
{
  EntTimePlace bar = place_bar (timeline, span, ENT_CAMERA_FIT);
  EntTextStyle text = ent_timeline_name_text (timeline, span);
  EntTextStyle small = ent_timeline_text (&timeline->scaled, ENT_TIMELINE_DATE_PT, 400);
  EntTimeSide best = sides[0];
  for (guint i = 1; i < n_sides; i++)
    if (room_at (timeline, &bar, sides[i]) > room_at (timeline, &bar, best))
      best = sides[i];
  double room = MIN (room_at (timeline, &bar, best), ent_timeline_pt (timeline, LABEL_WIDTH_PT));
  double gap = ent_timeline_pt (timeline, ENT_TIMELINE_GAP_PT);
  span->date_width = ent_text_measure (span->date, &small).width;
  if (span->date_width + gap > room / 2)
    span->date_width = 0;
  double width = room - (span->date_width > 0 ? span->date_width + gap : 0);
  set_label (
      span,
      ent_text_wrap_even (
          span->brief != NULL ? span->brief : span->name, &text, MAX (width, text.size * 2), 0),
      &text,
      best);
}

/* Rather on several lines beside a short bar than across it. */
static double
listed_room (const EntTimeline *timeline,
             const EntTimeSpan *span,
             const EntTimePlace *bar,
             const EntTextStyle *text)
{
  double beside
      = MAX (room_at (timeline, bar, ENT_TIME_AFTER), room_at (timeline, bar, ENT_TIME_BEFORE));
  double on = room_at (timeline, bar, ENT_TIME_ON);
  double width = ent_text_measure (span->name, text).width;
  return bar->x1 - bar->x0 < MOSTLY * MIN (width, on) ? beside : on;
}

/**
 * ent_timeline_label:
 * @timeline: with its axis
 * @span: one that has a row high enough for a label
 *
 * Chooses its label: the name with the date on, in or beside the bar; with the actors' short names
 * when that is too long; on several lines when that is too.  A listed one has no date of its own.
 */
void
ent_timeline_label (const EntTimeline *timeline, EntTimeSpan *span)
{
  static const EntTimeSide line[] = { ENT_TIME_INSIDE, ENT_TIME_AFTER, ENT_TIME_BEFORE };
  static const EntTimeSide pale[] = { ENT_TIME_ON, ENT_TIME_AFTER, ENT_TIME_BEFORE, ENT_TIME_ON };
  EntTimePlace bar = place_bar (timeline, span, ENT_CAMERA_FIT);
  if (span->listed)
    {
      EntTextStyle text = ent_timeline_name_text (timeline, span);
      double room = MIN (listed_room (timeline, span, &bar, &text),
                         ent_timeline_pt (timeline, LABEL_WIDTH_PT));
      span->date_width = 0;
      set_label (span, ent_text_wrap_even (span->name, &text, room, 0), &text, ENT_TIME_ON);
      return;
    }
  const EntTimeSide *sides = span->relation != NULL ? line : pale;
  guint n = span->relation != NULL ? G_N_ELEMENTS (line) : G_N_ELEMENTS (pale);
  if (span->relation == NULL && (bar.is_dot || span->exact))
    {
      sides = line + 1;
      n = 2;
    }
  /* In the line rather with short names than beside it with long ones. */
  if (span->relation != NULL
      && (fits (timeline, span, span->name, line, 1)
          || fits (timeline, span, span->brief, line, 1)))
    return;
  if (fits (timeline, span, span->name, sides, n)
      || (span->brief != NULL && fits (timeline, span, span->brief, sides, n)))
    return;
  wrap (timeline, span, sides, n);
}

/**
 * ent_timeline_align:
 * @timeline: with its axis
 * @members: (element-type EntTimeSpan): the listed events of one date, labelled
 * @width: of the widest, with the heading
 *
 * Lines up all labels of a list: on the bars or, where these are too short, behind or before them.
 */
void
ent_timeline_align (const EntTimeline *timeline, const GPtrArray *members, double width)
{
  EntTimePlace bar = place_bar (timeline, members->pdata[0], ENT_CAMERA_FIT);
  EntTimeSide side = ENT_TIME_ON;
  if (bar.x1 - bar.x0 < MOSTLY * width)
    side = width <= room_at (timeline, &bar, ENT_TIME_AFTER)    ? ENT_TIME_AFTER
           : width <= room_at (timeline, &bar, ENT_TIME_BEFORE) ? ENT_TIME_BEFORE
                                                                : ENT_TIME_ON;
  for (guint i = 0; i < members->len; i++)
    {
      EntTimeSpan *span = members->pdata[i];
      span->side = side;
      span->list_width = width;
    }
}

/**
 * ent_timeline_label_beside:
 * @timeline: with its axis
 * @span: one with a narrow row
 * @side: after or before its bar
 * @room: (out): what the label covers, if it can be there
 *
 * Puts a small label beside the bar, to be taken back when the room is not free.
 *
 * Returns: whether it is within the plot
 */
gboolean
ent_timeline_label_beside (const EntTimeline *timeline,
                           EntTimeSpan *span,
                           EntTimeSide side,
                           EntRect *room)
{
  EntTextStyle text = ent_timeline_name_text (timeline, span);
  EntTimePlace bar = place_bar (timeline, span, ENT_CAMERA_FIT);
  const char *name = span->brief != NULL ? span->brief : span->name;
  span->date_width = 0;
  set_label (span, g_strdupv ((char *[]){ (char *)name, NULL }), &text, side);
  if (span->text_width > room_at (timeline, &bar, side))
    return FALSE;
  double height = text.size * 1.3, gap = ent_timeline_pt (timeline, ENT_TIMELINE_GAP_PT);
  double x = ent_timeline_place (timeline, span, ENT_CAMERA_FIT).text_x;
  *room = ENT_RECT (x - gap / 2, span->y - height / 2, span->text_width + gap, height);
  return TRUE;
}
