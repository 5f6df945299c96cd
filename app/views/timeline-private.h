/* The timeline in parts: days to figure units (timeline-axis.c) and their ticks (timeline-ticks.c);
 * what is dated, by lanes (timeline-collect.c), in labels (timeline-label.c) and rows
 * (timeline-pack.c), as marks (timeline-draw.c); and how much of it there is room for
 * (timeline-view.c). */
#pragma once

#include "views/view-private.h"

G_BEGIN_DECLS

/* Lengths in points at text scale 1. */
#define ENT_TIMELINE_ROW_PT 13.0
#define ENT_TIMELINE_LINE_PT 9.6    /* from baseline to baseline of a label */
#define ENT_TIMELINE_BAR_GAP_PT 3.0 /* between the bars of two rows */
#define ENT_TIMELINE_NAME_PT 7.5
#define ENT_TIMELINE_DATE_PT 6.5
#define ENT_TIMELINE_HEAD_PT 6.8
#define ENT_TIMELINE_AXIS_PT 7.0
#define ENT_TIMELINE_GAP_PT 4.0 /* between a mark and its label, a name and its date */
#define ENT_TIMELINE_ARROW_PT 7.0
#define ENT_TIMELINE_STUB_PT 21.0 /* of what goes on, at least, with its arrow */

/* The share of a bar that fades where its date is approximate, doubted or open, and where it is
 * known to a month or a year only. */
#define ENT_TIMELINE_FADE 0.35
#define ENT_TIMELINE_FADE_COARSE 0.12

/* A stretch of time; between two of them nothing is dated and the axis is broken. */
typedef struct
{
  double first, last; /* days since 1970, last exclusive */
  double x0, x1;      /* figure units without a camera */
} EntTimeSegment;

/* One scale for all segments. */
typedef struct
{
  GArray *segments; /* EntTimeSegment, in order */
  EntRect plot;     /* where the data is; the frame of the camera */
  double per_day;   /* figure units without a camera */
} EntTimeAxis;

/* Room beside the first and the last dated day, and beside those at a break; figure units. */
typedef struct
{
  double start, end, between;
} EntTimePads;

EntTimeAxis *ent_time_axis_new (
    const double (*ranges)[2], guint n_ranges, const EntRect *plot, EntTimePads pads, double gap);
void ent_time_axis_free (EntTimeAxis *axis);
double ent_time_axis_look (const EntTimeAxis *axis, double x, EntCamera camera);
double ent_time_axis_x (const EntTimeAxis *axis, double day, EntCamera camera);
char *ent_time_axis_skipped (const EntTimeAxis *axis, guint after, const char *lang);

double ent_time_ticks_height (const EntViewRequest *request);
double ent_time_ticks_gap (const EntViewRequest *request);
void ent_time_ticks_draw (const EntTimeAxis *axis,
                          const EntViewRequest *request,
                          EntCamera camera,
                          EntSceneBuilder *builder);

typedef enum
{
  ENT_TIME_ON,     /* from the start of a pale bar, over its end if need be */
  ENT_TIME_INSIDE, /* in a gap of a relation's line */
  ENT_TIME_AFTER,
  ENT_TIME_BEFORE,
} EntTimeSide;

/* What is dated: an event or a relation. */
typedef struct
{
  const EntThing *thing;
  const EntRelation *relation; /* NULL: an event */
  guint lane;
  double first, last; /* days, last exclusive; of an open end as far as is known */
  gboolean open_start, open_end, exact, emphasised;
  double fade_start, fade_end; /* the share of the length that fades, 0 where it is certain */
  guint n_evidence;
  char *name, *brief; /* brief: with the actors' short names, NULL for an event */
  char *date;
  /* set by packing */
  gboolean tall;                 /* has a row that is high enough for a label */
  gboolean listed;               /* under a heading that says the date */
  char **lines;                  /* of the label, NULL: not labelled */
  double text_width, date_width; /* date_width 0: without a date */
  double list_width;             /* of the widest of its list, 0: in none */
  EntTimeSide side;
  guint rows;
  double y; /* of its middle, from the top of the content */
} EntTimeSpan;

/* Several events that are known to the same year or month: the date stands over them once. */
typedef struct
{
  const EntTimeSpan *first;
  double date_width; /* of the heading */
  double y;          /* of the heading's middle */
} EntTimeList;

typedef struct
{
  char *name;
  EntColour colour;
  char **heading; /* its lines */
  double y, height;
} EntTimeLane;

typedef struct
{
  const EntViewRequest *request;
  EntViewRequest scaled; /* with the text scale that is tried */
  GArray *spans;         /* EntTimeSpan; by lane, then by time */
  GArray *lanes;         /* EntTimeLane */
  GArray *lists;         /* EntTimeList */
  EntTimeAxis *axis;
  double margin; /* of the lanes' headings */
  double height; /* of the content without the axis */
  guint undated, unlabelled;
  gboolean thin_relations; /* relations get a label where there happens to be room */
  double thin_pt;          /* height of a row without labels, points at text scale 1 */
  guint labelled_events;   /* this many, the best supported; G_MAXUINT: all */
} EntTimeline;

/* Where a span lies for a camera: its bar, and where its label begins. */
typedef struct
{
  double x0, x1, text_x;
  gboolean is_dot;
  EntTimeSide side;
} EntTimePlace;

gboolean ent_timeline_collect (EntTimeline *timeline, GError **error);
void ent_timeline_pack (EntTimeline *timeline);
void ent_timeline_draw (const EntTimeline *timeline, EntCamera camera, EntSceneBuilder *builder);

double ent_timeline_pt (const EntTimeline *timeline, double points);
EntTextStyle ent_timeline_text (const EntViewRequest *request, double points, int weight);
EntTextStyle ent_timeline_name_text (const EntTimeline *timeline, const EntTimeSpan *span);
EntTimePlace
ent_timeline_place (const EntTimeline *timeline, const EntTimeSpan *span, EntCamera camera);
void ent_timeline_label (const EntTimeline *timeline, EntTimeSpan *span);
void ent_timeline_align (const EntTimeline *timeline, const GPtrArray *members, double width);
gboolean ent_timeline_label_beside (const EntTimeline *timeline,
                                    EntTimeSpan *span,
                                    EntTimeSide side,
                                    EntRect *room);
double ent_timeline_list_x (const EntTimeline *timeline, const EntTimeList *list, EntCamera camera);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTimeAxis, ent_time_axis_free)

G_END_DECLS
