/* Lanes and rows.  They depend on how far the picture is zoomed out, never on where it is looked
 * at, so that no row jumps while panning. */
#include "views/timeline-private.h"

#include <math.h>

/* Lengths in points at text scale 1. */
#define MARGIN_PT 10.0
#define TOP_PT 6.0
#define LANE_GAP_PT 7.0
#define PAD_PT 9.0 /* beside the first and last dated days */
#define THIN_MARK_PT 3.0
/* Of the width, what the lanes' headings may take, and what they may take in any case. */
#define HEADS_SHARE 0.14
#define HEADS_PT 62.0
/* So many events of one date stand under one heading. */
#define LIST_LENGTH 3

typedef struct
{
  double from, to;
} Stretch;

static EntTimeSpan *
span_at (const EntTimeline *timeline, guint i)
{
  return &g_array_index (timeline->spans, EntTimeSpan, i);
}

static int
by_support (gconstpointer a, gconstpointer b)
{
  const EntTimeSpan *left = *(const EntTimeSpan *const *)a;
  const EntTimeSpan *right = *(const EntTimeSpan *const *)b;
  if (left->emphasised != right->emphasised)
    return left->emphasised ? -1 : 1;
  if (left->n_evidence != right->n_evidence)
    return left->n_evidence > right->n_evidence ? -1 : 1;
  return left < right ? -1 : left > right;
}

/* Who gets a row that is high enough for a label. */
static void
choose_tall (EntTimeline *timeline)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  for (guint i = 0; i < timeline->spans->len; i++)
    {
      EntTimeSpan *span = span_at (timeline, i);
      g_clear_pointer (&span->lines, g_strfreev);
      span->listed = FALSE;
      span->rows = 1;
      span->text_width = span->date_width = span->list_width = 0;
      span->side = ENT_TIME_AFTER;
      span->tall = span->relation != NULL && (!timeline->thin_relations || span->emphasised);
      if (span->relation == NULL)
        g_ptr_array_add (events, span);
    }
  g_ptr_array_sort (events, by_support);
  for (guint i = 0; i < events->len; i++)
    {
      EntTimeSpan *span = events->pdata[i];
      span->tall = i < timeline->labelled_events || span->emphasised;
    }
}

static void
set_heads (EntTimeline *timeline)
{
  EntTextStyle text = ent_timeline_text (&timeline->scaled, ENT_TIMELINE_HEAD_PT, 600);
  double widest = 0;
  double most = MAX (timeline->request->width * HEADS_SHARE, ent_timeline_pt (timeline, HEADS_PT));
  for (guint i = 0; i < timeline->spans->len; i++)
    {
      const EntTimeLane *lane
          = &g_array_index (timeline->lanes, EntTimeLane, span_at (timeline, i)->lane);
      widest = MAX (widest, ent_text_measure (lane->name, &text).width);
    }
  widest = MIN (widest, most);
  for (guint i = 0; i < timeline->lanes->len; i++)
    {
      EntTimeLane *lane = &g_array_index (timeline->lanes, EntTimeLane, i);
      g_clear_pointer (&lane->heading, g_strfreev);
      lane->heading = ent_text_wrap (lane->name, &text, widest + 0.5, 0);
    }
  timeline->margin = widest + 2 * ent_timeline_pt (timeline, MARGIN_PT);
}

/* What goes on past the first or the last day has an arrow there, and needs room for it. */
static EntTimePads
pads_for (EntTimeline *timeline)
{
  double pad = ent_timeline_pt (timeline, PAD_PT);
  double arrow = ent_timeline_pt (timeline, ENT_TIMELINE_STUB_PT);
  EntTimePads pads = { pad, pad, pad };
  for (guint i = 0; i < timeline->spans->len; i++)
    {
      if (span_at (timeline, i)->open_start)
        pads.start = MAX (pad, arrow);
      if (span_at (timeline, i)->open_end)
        pads.end = MAX (pad, arrow);
    }
  return pads;
}

static void
make_axis (EntTimeline *timeline)
{
  guint n = timeline->spans->len;
  g_autofree double (*ranges)[2] = (double (*)[2])g_new (double, 2 * n);
  for (guint i = 0; i < n; i++)
    {
      ranges[i][0] = span_at (timeline, i)->first;
      ranges[i][1] = span_at (timeline, i)->last;
    }
  const EntViewRequest *request = timeline->request;
  double right = ent_timeline_pt (timeline, MARGIN_PT);
  double height = request->height - ent_time_ticks_height (&timeline->scaled);
  EntRect plot = ENT_RECT (
      timeline->margin, 0, MAX (request->width - timeline->margin - right, 1), MAX (height, 1));
  g_clear_pointer (&timeline->axis, ent_time_axis_free);
  timeline->axis = ent_time_axis_new ((const double (*)[2])ranges,
                                      n,
                                      &plot,
                                      pads_for (timeline),
                                      ent_time_ticks_gap (&timeline->scaled));
}

static gboolean
is_free (const GPtrArray *rows, guint row, guint n, Stretch wanted)
{
  for (guint i = row; i < MIN (row + n, rows->len); i++)
    {
      const GArray *taken = rows->pdata[i];
      for (guint j = 0; j < taken->len; j++)
        {
          const Stretch *other = &g_array_index (taken, Stretch, j);
          if (wanted.from < other->to && other->from < wanted.to)
            return FALSE;
        }
    }
  return TRUE;
}

/* The first n rows, one under the other, that are free along the stretch. */
static guint
take_rows (GPtrArray *rows, guint n, Stretch wanted)
{
  guint row = 0;
  while (!is_free (rows, row, n, wanted))
    row++;
  while (rows->len < row + n)
    g_ptr_array_add (rows, g_array_new (FALSE, FALSE, sizeof (Stretch)));
  for (guint i = row; i < row + n; i++)
    g_array_append_val (rows->pdata[i], wanted);
  return row;
}

/* Rows are kept as far apart as they have to be at zoom 1 or, zoomed out, at that. */
static Stretch
stretch_of (const EntTimeline *timeline, const EntTimeSpan *span)
{
  EntCamera camera = ENT_CAMERA_FIT;
  if (!timeline->request->fit)
    camera.zoom = MIN (timeline->request->camera.zoom, 1);
  EntTimePlace place = ent_timeline_place (timeline, span, camera);
  double gap = ent_timeline_pt (timeline, ENT_TIMELINE_GAP_PT);
  Stretch stretch = { place.x0, place.x1 + gap };
  if (span->lines == NULL)
    return stretch;
  double date = span->date_width > 0 ? gap + span->date_width : 0;
  return (Stretch){ MIN (place.x0, place.text_x),
                    MAX (place.x1, place.text_x + span->text_width + date) + gap };
}

static gboolean
is_listable (const EntTimeSpan *span, const EntTimeSpan *like)
{
  return span->tall && span->relation == NULL && !span->exact && span->lane == like->lane
         && span->first == like->first && span->last == like->last
         && g_str_equal (span->date, like->date);
}

/* The events from the one at i on that are dated alike, if they are enough for a list. */
static GPtrArray *
members_of_list (const EntTimeline *timeline, guint i)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  const EntTimeSpan *like = span_at (timeline, i);
  for (; i < timeline->spans->len; i++)
    {
      EntTimeSpan *span = span_at (timeline, i);
      if (span->lane != like->lane || span->first != like->first)
        break;
      if (is_listable (span, like))
        g_ptr_array_add (members, span);
    }
  return members->len >= LIST_LENGTH ? g_steal_pointer (&members) : NULL;
}

static Stretch
stretch_of_list (const EntTimeline *timeline, const EntTimeList *list)
{
  EntTimeSpan widest = *list->first;
  widest.text_width = widest.list_width;
  return stretch_of (timeline, &widest);
}

/* A heading with the date, and under it one event a row, all beginning at one place. */
static void
pack_list (EntTimeline *timeline, const GPtrArray *members, GPtrArray *rows)
{
  double row_height = ent_timeline_pt (timeline, ENT_TIMELINE_ROW_PT);
  EntTextStyle small = ent_timeline_text (&timeline->scaled, ENT_TIMELINE_DATE_PT, 600);
  EntTimeList list = { .first = members->pdata[0] };
  list.date_width = ent_text_measure (list.first->date, &small).width;
  double widest = list.date_width;
  guint n_rows = 1;
  for (guint i = 0; i < members->len; i++)
    {
      EntTimeSpan *span = members->pdata[i];
      span->listed = TRUE;
      ent_timeline_label (timeline, span);
      widest = MAX (widest, span->text_width);
      n_rows += span->rows;
    }
  ent_timeline_align (timeline, members, widest);
  guint row = take_rows (rows, n_rows, stretch_of_list (timeline, &list));
  list.y = (row + 0.5) * row_height;
  row++;
  for (guint i = 0; i < members->len; i++)
    {
      EntTimeSpan *span = members->pdata[i];
      span->y = (row + span->rows / 2.0) * row_height;
      row += span->rows;
    }
  g_array_append_val (timeline->lists, list);
}

static void
pack_tall (EntTimeline *timeline, guint i, GPtrArray *rows)
{
  EntTimeSpan *span = span_at (timeline, i);
  if (!span->tall || span->listed)
    return;
  g_autoptr (GPtrArray) members = is_listable (span, span) ? members_of_list (timeline, i) : NULL;
  if (members != NULL)
    {
      pack_list (timeline, members, rows);
      return;
    }
  ent_timeline_label (timeline, span);
  guint row = take_rows (rows, span->rows, stretch_of (timeline, span));
  span->y = (row + span->rows / 2.0) * ent_timeline_pt (timeline, ENT_TIMELINE_ROW_PT);
}

/* The spans from first to end lie in the lane; their y counts from its top until it is known. */
static void
pack_lane (EntTimeline *timeline, EntTimeLane *lane, guint first, guint end)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GPtrArray) thin = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  guint first_list = timeline->lists->len;
  for (guint i = first; i < end; i++)
    pack_tall (timeline, i, rows);
  double above = rows->len * ent_timeline_pt (timeline, ENT_TIMELINE_ROW_PT);
  double thin_height = ent_timeline_pt (timeline, timeline->thin_pt);
  for (guint i = first; i < end; i++)
    {
      EntTimeSpan *span = span_at (timeline, i);
      if (!span->tall)
        span->y = above + (take_rows (thin, 1, stretch_of (timeline, span)) + 0.5) * thin_height;
    }
  EntTextStyle text = ent_timeline_text (&timeline->scaled, ENT_TIMELINE_HEAD_PT, 600);
  double head = g_strv_length (lane->heading) * ent_text_line_height (&text);
  lane->height = MAX (above + thin->len * thin_height, head);
  for (guint i = first; i < end; i++)
    span_at (timeline, i)->y += lane->y;
  for (guint i = first_list; i < timeline->lists->len; i++)
    g_array_index (timeline->lists, EntTimeList, i).y += lane->y;
}

static gboolean
covers (const EntTimeline *timeline, const EntTimeSpan *span, const EntRect *room)
{
  Stretch stretch = stretch_of (timeline, span);
  double height = ent_timeline_pt (
      timeline, span->tall || span->lines != NULL ? ENT_TIMELINE_ROW_PT : THIN_MARK_PT);
  EntRect own = ENT_RECT (stretch.from,
                          span->y - span->rows * height / 2,
                          stretch.to - stretch.from,
                          span->rows * height);
  return ent_rect_intersects (&own, room);
}

/* Labels narrow rows where that takes no more room. */
static void
label_thin (EntTimeline *timeline, const EntTimeLane *lane, guint first, guint end)
{
  static const EntTimeSide sides[] = { ENT_TIME_AFTER, ENT_TIME_BEFORE };
  double slack = ent_timeline_pt (timeline, LANE_GAP_PT / 2);
  for (guint i = first; i < end; i++)
    {
      EntTimeSpan *span = span_at (timeline, i);
      for (guint s = 0; s < G_N_ELEMENTS (sides) && !span->tall && span->lines == NULL; s++)
        {
          EntRect room;
          gboolean is_taken = !ent_timeline_label_beside (timeline, span, sides[s], &room)
                              || room.y < lane->y - slack
                              || room.y + room.height > lane->y + lane->height + slack;
          for (guint j = first; j < end && !is_taken; j++)
            is_taken = j != i && covers (timeline, span_at (timeline, j), &room);
          if (is_taken)
            g_clear_pointer (&span->lines, g_strfreev);
        }
      timeline->unlabelled += span->lines == NULL;
    }
}

/**
 * ent_timeline_pack:
 * @timeline: collected, with its text scale and how much of it is to be labelled
 *
 * Makes the axis, and gives everything its row and its label.  Can be done again after a change.
 */
void
ent_timeline_pack (EntTimeline *timeline)
{
  double y = ent_timeline_pt (timeline, TOP_PT);
  timeline->unlabelled = 0;
  g_array_set_size (timeline->lists, 0);
  choose_tall (timeline);
  set_heads (timeline);
  make_axis (timeline);
  for (guint first = 0, end; first < timeline->spans->len; first = end)
    {
      guint index = span_at (timeline, first)->lane;
      for (end = first; end < timeline->spans->len && span_at (timeline, end)->lane == index;)
        end++;
      EntTimeLane *lane = &g_array_index (timeline->lanes, EntTimeLane, index);
      lane->y = y;
      pack_lane (timeline, lane, first, end);
      label_thin (timeline, lane, first, end);
      y += lane->height + ent_timeline_pt (timeline, LANE_GAP_PT);
    }
  timeline->height = y;
}
