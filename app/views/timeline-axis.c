#include "views/timeline-private.h"

#include <math.h>

/* Lengths in points at text scale 1. */
#define TEXT_PT 7.0
#define TICK_PT 3.0
#define LABEL_GAP_PT 10.0
/* Time without anything dated is cut out when it is more than this share of the whole. */
#define LONG_GAP 0.2
/* What a gap is drawn as, as a share of the plot. */
#define BREAK_SHARE 0.05
/* Of a segment's width, the part by what it holds and not by how long it is. */
#define BY_CONTENT 0.6
/* Guards against a scale gone wrong; a screen holds fewer labels. */
#define MAX_TICKS 500

typedef enum
{
  DAYS,
  MONTHS,
  YEARS,
} Unit;

typedef struct
{
  Unit unit;
  int count;
  double days; /* about */
} Step;

static const Step steps[] = {
  { DAYS, 1, 1 },         { DAYS, 2, 2 },          { DAYS, 5, 5 },        { DAYS, 10, 10 },
  { MONTHS, 1, 30.4 },    { MONTHS, 2, 60.9 },     { MONTHS, 3, 91.3 },   { MONTHS, 6, 182.6 },
  { YEARS, 1, 365.25 },   { YEARS, 2, 730.5 },     { YEARS, 5, 1826 },    { YEARS, 10, 3652 },
  { YEARS, 20, 7305 },    { YEARS, 50, 18262 },    { YEARS, 100, 36525 }, { YEARS, 200, 73050 },
  { YEARS, 500, 182625 }, { YEARS, 1000, 365250 },
};

static int
by_first (gconstpointer a, gconstpointer b)
{
  const double *p = a, *q = b;
  if (p[0] != q[0])
    return p[0] < q[0] ? -1 : 1;
  return p[1] < q[1] ? -1 : p[1] > q[1];
}

static GArray *
cut_gaps (const double (*ranges)[2], guint n)
{
  GArray *segments = g_array_new (FALSE, TRUE, sizeof (EntTimeSegment));
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (double[2]));
  g_array_append_vals (sorted, ranges, n);
  g_array_sort (sorted, by_first);
  const double (*range)[2] = (const double (*)[2]) (gpointer)sorted->data;
  double end = -INFINITY;
  for (guint i = 0; i < n; i++)
    end = MAX (end, range[i][1]);
  double longest = n > 0 ? (end - range[0][0]) * LONG_GAP : 0;
  for (guint i = 0; i < n; i++)
    {
      EntTimeSegment *last
          = segments->len > 0 ? &g_array_index (segments, EntTimeSegment, segments->len - 1) : NULL;
      if (last != NULL && range[i][0] - last->last <= longest)
        last->last = MAX (last->last, range[i][1]);
      else
        {
          EntTimeSegment next = { .first = range[i][0], .last = range[i][1] };
          g_array_append_val (segments, next);
        }
    }
  return segments;
}

static guint
count_in (const double (*ranges)[2], guint n, const EntTimeSegment *segment)
{
  guint count = 0;
  for (guint i = 0; i < n; i++)
    count += ranges[i][0] >= segment->first && ranges[i][0] <= segment->last;
  return count;
}

/**
 * ent_time_axis_new:
 * @ranges: (array length=n_ranges): first and last day (exclusive) of everything that is dated
 * @n_ranges: how many, at least 1
 * @plot: where the axis is to lie, figure units
 * @pad: room to leave at the ends of each segment, figure units
 * @camera: its zoom and x are applied
 *
 * Makes an axis that shortens the time in which nothing is dated, visibly: a stretch that is longer
 * than a fifth of the whole becomes a break.
 *
 * Returns: (transfer full): the axis
 */
EntTimeAxis *
ent_time_axis_new (
    const double (*ranges)[2], guint n_ranges, const EntRect *plot, double pad, EntCamera camera)
{
  EntTimeAxis *axis = g_new0 (EntTimeAxis, 1);
  axis->plot = *plot;
  axis->segments = cut_gaps (ranges, n_ranges);
  guint n = axis->segments->len;
  double gap = plot->width * BREAK_SHARE, room = plot->width - gap * (n - 1), days = 0;
  for (guint i = 0; i < n; i++)
    {
      const EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, i);
      days += segment->last - segment->first;
    }
  double x = plot->x, centre = plot->x + plot->width / 2;
  for (guint i = 0; i < n; i++)
    {
      EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, i);
      double length = segment->last - segment->first;
      double share = (1 - BY_CONTENT) * length / days
                     + BY_CONTENT * count_in (ranges, n_ranges, segment) / n_ranges;
      double width = room * share, margin = MIN (pad, width / 4);
      /* The days beside the first and last dated ones are drawn to the same scale. */
      double extra = length * margin / (width - 2 * margin);
      segment->first -= extra;
      segment->last += extra;
      segment->x0 = centre + (x - centre) * camera.zoom + camera.x * plot->width;
      segment->x1 = centre + (x + width - centre) * camera.zoom + camera.x * plot->width;
      x += width + gap;
    }
  return axis;
}

/**
 * ent_time_axis_free:
 * @axis: (transfer full): an axis
 */
void
ent_time_axis_free (EntTimeAxis *axis)
{
  g_array_unref (axis->segments);
  g_free (axis);
}

/**
 * ent_time_axis_x:
 * @axis: an axis
 * @day: days since 1970
 *
 * Returns: where the day is, figure units; days before and after the axis lie at its ends
 */
double
ent_time_axis_x (const EntTimeAxis *axis, double day)
{
  const EntTimeSegment *before = NULL;
  for (guint i = 0; i < axis->segments->len; i++)
    {
      const EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, i);
      if (day < segment->first)
        {
          if (before == NULL)
            return segment->x0;
          double t = (day - before->last) / (segment->first - before->last);
          return before->x1 + t * (segment->x0 - before->x1);
        }
      if (day <= segment->last)
        return segment->x0
               + (day - segment->first) / (segment->last - segment->first)
                     * (segment->x1 - segment->x0);
      before = segment;
    }
  return before != NULL ? before->x1 : axis->plot.x;
}

static char *
tick_label (gint32 day, Unit unit, const char *lang)
{
  static const char *const months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  int year, month, date;
  ent_day_to_ymd (day, &year, &month, &date);
  gboolean chinese = ent_word_is_chinese (lang);
  if (unit == YEARS)
    return g_strdup_printf (chinese ? "%d年" : "%d", year);
  if (unit == MONTHS)
    return chinese ? g_strdup_printf ("%d月", month) : g_strdup (months[month - 1]);
  return chinese ? g_strdup_printf ("%d月%d日", month, date)
                 : g_strdup_printf ("%d %s", date, months[month - 1]);
}

static int
floor_to (int value, int step)
{
  int rest = value % step;
  return value - (rest < 0 ? rest + step : rest);
}

/* The first tick at or after a day, or the next one after a tick. */
static gint32
align (gint32 day, const Step *step, gboolean next)
{
  int year, month, date;
  ent_day_to_ymd (day, &year, &month, &date);
  switch (step->unit)
    {
    case DAYS:
      {
        /* Counted from the first of the month, and not so late that the next month is near. */
        for (gint32 at = day + (next ? 1 : 0);; at++)
          {
            ent_day_to_ymd (at, &year, &month, &date);
            if ((date - 1) % step->count == 0
                && (date == 1 || date + step->count / 2 <= 29 || step->count == 1))
              return at;
          }
      }
    case MONTHS:
      {
        int index = floor_to (year * 12 + month - 1, step->count);
        gint32 at = ent_day_from_ymd (index / 12, index % 12 + 1, 1);
        if (at < day || next)
          index += step->count;
        return ent_day_from_ymd (index / 12, index % 12 + 1, 1);
      }
    case YEARS:
      {
        int index = floor_to (year, step->count);
        if (next || ent_day_from_ymd (index, 1, 1) < day)
          index += step->count;
        return ent_day_from_ymd (index, 1, 1);
      }
    }
  return day + 1;
}

static const Step *
choose_step (const EntTimeSegment *segment, const EntTextStyle *text, double gap, const char *lang)
{
  double per_day = (segment->x1 - segment->x0) / (segment->last - segment->first);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      /* 28 December and the 12th month are among the widest labels. */
      g_autofree char *sample = tick_label (ent_day_from_ymd (2028, 12, 28), steps[i].unit, lang);
      if (steps[i].days * per_day >= ent_text_measure (sample, text).width + gap)
        return &steps[i];
    }
  return &steps[G_N_ELEMENTS (steps) - 1];
}

static void
draw_vertical (
    EntSceneBuilder *builder, EntLayer layer, double x, double y0, double y1, EntColour colour)
{
  EntStyle style = { .stroke = colour, .stroke_width = 0.6 };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, x, y0);
  ent_path_line_to (path, x, y1);
  ent_scene_builder_path (builder, layer, ENT_NO_ITEM, path, &style);
}

typedef struct
{
  const EntTimeAxis *axis;
  const EntViewRequest *request;
  EntSceneBuilder *builder;
  EntTextStyle text;
  double top;       /* of the axis */
  double free_from; /* right end of the last label on the first line … */
  double year_free; /* … and of the last year on the second */
} Drawing;

static void
draw_year (Drawing *drawing, int year, double x)
{
  const EntTimeAxis *axis = drawing->axis;
  g_autofree char *label
      = g_strdup_printf (ent_word_is_chinese (drawing->request->lang) ? "%d年" : "%d", year);
  EntTextStyle text = drawing->text;
  text.weight = 600;
  text.align = ENT_ALIGN_START;
  double left = MAX (x - ent_request_pt (drawing->request, 3), axis->plot.x);
  EntTextSize size = ent_text_measure (label, &text);
  if (left < drawing->year_free || left + size.width > axis->plot.x + axis->plot.width + 8)
    return;
  EntStyle none = { 0 };
  ent_scene_builder_text (drawing->builder,
                          ENT_LAYER_FRAME,
                          ENT_NO_ITEM,
                          left,
                          drawing->top + ent_request_pt (drawing->request, TICK_PT + 19),
                          label,
                          &text,
                          drawing->request->theme->ink,
                          &none);
  drawing->year_free = left + size.width + ent_request_pt (drawing->request, LABEL_GAP_PT / 2);
}

static void
draw_tick (Drawing *drawing, double x, const char *label)
{
  const EntTimeAxis *axis = drawing->axis;
  const EntTheme *theme = drawing->request->theme;
  double tick = ent_request_pt (drawing->request, TICK_PT);
  draw_vertical (
      drawing->builder, ENT_LAYER_GROUND, x, axis->plot.y, drawing->top, theme->hairline);
  draw_vertical (
      drawing->builder, ENT_LAYER_FRAME, x, drawing->top, drawing->top + tick, theme->muted);
  double half = ent_text_measure (label, &drawing->text).width / 2;
  if (x - half < drawing->free_from || x - half < 0 || x + half > drawing->request->width)
    return;
  EntStyle none = { 0 };
  ent_scene_builder_text (drawing->builder,
                          ENT_LAYER_FRAME,
                          ENT_NO_ITEM,
                          x,
                          drawing->top + ent_request_pt (drawing->request, TICK_PT + 9),
                          label,
                          &drawing->text,
                          theme->muted,
                          &none);
  drawing->free_from = x + half + ent_request_pt (drawing->request, LABEL_GAP_PT / 2);
}

static void
draw_segment (Drawing *drawing, const EntTimeSegment *segment)
{
  const EntTimeAxis *axis = drawing->axis;
  const char *lang = drawing->request->lang;
  double left = MAX (segment->x0, axis->plot.x);
  double right = MIN (segment->x1, axis->plot.x + axis->plot.width);
  if (right <= left)
    return;
  const Step *step = choose_step (
      segment, &drawing->text, ent_request_pt (drawing->request, LABEL_GAP_PT), lang);
  double per_unit = (segment->last - segment->first) / (segment->x1 - segment->x0);
  gint32 from = (gint32)ceil (segment->first + (left - segment->x0) * per_unit);
  gint32 to = (gint32)floor (segment->first + (right - segment->x0) * per_unit);
  int year, month, date;
  ent_day_to_ymd (from, &year, &month, &date);
  gint32 day = align (from, step, FALSE);
  /* The year stands under the first thing of its segment even where no tick is. */
  if (step->unit != YEARS)
    {
      int tick_year;
      ent_day_to_ymd (day, &tick_year, &month, &date);
      if (tick_year != year && day <= to && day - from < (to - from) / 8)
        year = tick_year;
      draw_year (drawing, year, MAX (left, ent_time_axis_x (axis, ent_day_from_ymd (year, 1, 1))));
    }
  for (guint i = 0; day <= to && i < MAX_TICKS; i++, day = align (day, step, TRUE))
    {
      g_autofree char *label = tick_label (day, step->unit, lang);
      double x = ent_time_axis_x (axis, day);
      draw_tick (drawing, x, label);
      int own;
      ent_day_to_ymd (day, &own, &month, &date);
      if (own != year && step->unit != YEARS)
        draw_year (drawing, year = own, x);
    }
}

/* Where the axis is shortened: two slanting strokes on it and a dotted line through the plot. */
static void
draw_break (const Drawing *drawing, double x0, double x1)
{
  const EntTheme *theme = drawing->request->theme;
  double middle = (x0 + x1) / 2, size = ent_request_pt (drawing->request, 4);
  if (middle < 0 || middle > drawing->request->width)
    return;
  EntStyle gap = { .fill = theme->paper };
  EntRect cover = ENT_RECT (middle - size * 0.5, drawing->top - 2, size, 4);
  ent_scene_builder_box (drawing->builder, ENT_LAYER_FRAME, ENT_NO_ITEM, &cover, 0, &gap);
  EntStyle style = { .stroke = theme->muted, .stroke_width = 1 };
  for (int side = -1; side <= 1; side += 2)
    {
      double x = middle + side * size * 0.5;
      EntPath *path = ent_path_new ();
      ent_path_move_to (path, x - size * 0.4, drawing->top + size);
      ent_path_line_to (path, x + size * 0.4, drawing->top - size);
      ent_scene_builder_path (drawing->builder, ENT_LAYER_FRAME, ENT_NO_ITEM, path, &style);
    }
  EntStyle dotted
      = { .stroke = theme->hairline, .stroke_width = 1.2, .dash = { 1.2, 4 }, .n_dash = 2 };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, middle, drawing->axis->plot.y);
  ent_path_line_to (path, middle, drawing->top - size);
  ent_scene_builder_path (drawing->builder, ENT_LAYER_GROUND, ENT_NO_ITEM, path, &dotted);
}

/**
 * ent_time_axis_height:
 * @request: what is drawn
 *
 * Returns: the height of the axis below the plot, figure units
 */
double
ent_time_axis_height (const EntViewRequest *request)
{
  return ent_request_pt (request, TICK_PT + 24);
}

/**
 * ent_time_axis_draw:
 * @axis: an axis
 * @request: what is drawn
 * @builder: the scene
 *
 * Draws ticks from days to millennia, whichever have room, the years under them, and the breaks.
 */
void
ent_time_axis_draw (const EntTimeAxis *axis,
                    const EntViewRequest *request,
                    EntSceneBuilder *builder)
{
  Drawing drawing = { .axis = axis,
                      .request = request,
                      .builder = builder,
                      .text = ent_request_text (request, TEXT_PT, 400),
                      .top = axis->plot.y + axis->plot.height,
                      .free_from = -INFINITY,
                      .year_free = -INFINITY };
  drawing.text.align = ENT_ALIGN_MIDDLE;
  EntStyle style = { .stroke = request->theme->muted, .stroke_width = 0.9 };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, axis->plot.x, drawing.top);
  ent_path_line_to (path, axis->plot.x + axis->plot.width, drawing.top);
  ent_scene_builder_path (builder, ENT_LAYER_FRAME, ENT_NO_ITEM, path, &style);
  for (guint i = 0; i < axis->segments->len; i++)
    {
      const EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, i);
      if (i > 0)
        draw_break (&drawing, segment[-1].x1, segment->x0);
      draw_segment (&drawing, segment);
    }
  if (axis->segments->len > 1)
    ent_scene_builder_add_note (builder, ent_word ("axis shortened", request->lang));
}
