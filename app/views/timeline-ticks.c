#include "views/timeline-private.h"

#include <math.h>

/* Lengths in points at text scale 1. */
#define TICK_PT 3.0
#define LABEL_GAP_PT 10.0
#define YEAR_LINE_PT 10.0
#define ZIGZAG_PT 2.5
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

typedef struct
{
  double from, to;
} Stretch;

typedef struct
{
  const EntTimeAxis *axis;
  const EntViewRequest *request;
  EntCamera camera;
  EntSceneBuilder *builder;
  EntTextStyle text;
  const Step *step;
  double left, right, top;    /* of the axis, as far as it is seen */
  GArray *taken, *year_taken; /* Stretch: labels on the first and the second line */
} Drawing;

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
        /* Counted from the first of the month, and not so late that the next one is near. */
        for (gint32 at = day + (next ? 1 : 0);; at++)
          {
            ent_day_to_ymd (at, &year, &month, &date);
            gint32 until = ent_day_from_ymd (year + month / 12, month % 12 + 1, 1) - at;
            if ((date - 1) % step->count == 0 && until >= 0.75 * step->count)
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

/* The finest whose labels have room side by side. */
static const Step *
choose_step (const Drawing *drawing)
{
  double per_day = drawing->axis->per_day * drawing->camera.zoom;
  double gap = ent_request_pt (drawing->request, LABEL_GAP_PT);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      /* 28 December and the 12th month are among the widest labels. */
      g_autofree char *sample
          = tick_label (ent_day_from_ymd (2028, 12, 28), steps[i].unit, drawing->request->lang);
      if (steps[i].days * per_day >= ent_text_measure (sample, &drawing->text).width + gap)
        return &steps[i];
    }
  return &steps[G_N_ELEMENTS (steps) - 1];
}

static gboolean
take (GArray *taken, double from, double to, double gap)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const Stretch *other = &g_array_index (taken, Stretch, i);
      if (from < other->to + gap && other->from < to + gap)
        return FALSE;
    }
  Stretch stretch = { from, to };
  g_array_append_val (taken, stretch);
  return TRUE;
}

static void
draw_rule (
    Drawing *drawing, EntLayer layer, EntPoint from, EntPoint to, double width, EntColour colour)
{
  EntStyle style = { .stroke = colour, .stroke_width = width };
  EntPath *path = ent_path_new ();
  ent_path_move_to (path, from.x, from.y);
  ent_path_line_to (path, to.x, to.y);
  ent_scene_builder_path (drawing->builder, layer, ENT_NO_ITEM, path, &style);
}

/* Centred at x on the first line, or starting there on the second. */
static gboolean
draw_label (Drawing *drawing, double x, const char *label, gboolean is_year)
{
  const EntViewRequest *request = drawing->request;
  EntTextStyle text = drawing->text;
  text.align = ENT_ALIGN_START;
  text.weight = is_year ? 600 : 400;
  double width = ent_text_measure (label, &text).width;
  double left = is_year ? x : x - width / 2;
  double gap = ent_request_pt (request, LABEL_GAP_PT / 2);
  if (left < 0 || left + width > request->width
      || !take (is_year ? drawing->year_taken : drawing->taken, left, left + width, gap))
    return FALSE;
  double y = drawing->top + ent_request_pt (request, TICK_PT + 2) + text.size
             + (is_year ? ent_request_pt (request, YEAR_LINE_PT) : 0);
  EntStyle none = { 0 };
  ent_scene_builder_text (drawing->builder,
                          ENT_LAYER_FRAME,
                          ENT_NO_ITEM,
                          left,
                          y,
                          label,
                          &text,
                          is_year ? request->theme->ink : request->theme->muted,
                          &none);
  return TRUE;
}

static void
draw_year (Drawing *drawing, int year, double x)
{
  g_autofree char *label
      = tick_label (ent_day_from_ymd (year, 1, 1), YEARS, drawing->request->lang);
  draw_label (
      drawing, MAX (x - ent_request_pt (drawing->request, TICK_PT), drawing->left), label, TRUE);
}

static void
draw_segment (Drawing *drawing, const EntTimeSegment *segment)
{
  const EntTimeAxis *axis = drawing->axis;
  const EntTheme *theme = drawing->request->theme;
  double x0 = ent_time_axis_look (axis, segment->x0, drawing->camera);
  double x1 = ent_time_axis_look (axis, segment->x1, drawing->camera);
  double left = MAX (x0, drawing->left), right = MIN (x1, drawing->right);
  if (right <= left)
    return;
  draw_rule (drawing,
             ENT_LAYER_FRAME,
             (EntPoint){ left, drawing->top },
             (EntPoint){ right, drawing->top },
             0.9,
             theme->muted);
  double per_day = axis->per_day * drawing->camera.zoom;
  gint32 from = (gint32)ceil (segment->first + (left - x0) / per_day);
  gint32 to = (gint32)floor (segment->first + (right - x0) / per_day);
  const Step *step = drawing->step;
  int year, month, date, own;
  gint32 day = align (from, step, FALSE);
  ent_day_to_ymd (from, &year, &month, &date);
  /* The year stands under the start even where no tick is, unless the next one needs the room. */
  gint32 next = ent_day_from_ymd (year + 1, 1, 1);
  if (step->unit != YEARS
      && (next > to || (next - from) * per_day > ent_request_pt (drawing->request, 30)))
    draw_year (drawing, year, left + ent_request_pt (drawing->request, TICK_PT));
  for (guint i = 0; day <= to && i < MAX_TICKS; i++, day = align (day, step, TRUE))
    {
      g_autofree char *label = tick_label (day, step->unit, drawing->request->lang);
      double x = ent_time_axis_x (axis, day, drawing->camera);
      EntPoint foot = { x, drawing->top };
      draw_rule (
          drawing, ENT_LAYER_GROUND, (EntPoint){ x, axis->plot.y }, foot, 0.6, theme->hairline);
      double tick = ent_request_pt (drawing->request, TICK_PT);
      draw_rule (drawing, ENT_LAYER_FRAME, foot, (EntPoint){ x, foot.y + tick }, 0.6, theme->muted);
      draw_label (drawing, x, label, FALSE);
      ent_day_to_ymd (day, &own, &month, &date);
      if (own != year && step->unit != YEARS)
        draw_year (drawing, year = own, x);
    }
}

static void
draw_torn_edge (Drawing *drawing, double x, int side)
{
  const EntTimeAxis *axis = drawing->axis;
  const EntTheme *theme = drawing->request->theme;
  double step = ent_request_pt (drawing->request, ZIGZAG_PT);
  if (x < drawing->left || x > drawing->right)
    return;
  EntStyle style = { .stroke = theme->hairline, .stroke_width = 0.9 };
  EntPath *path = ent_path_new ();
  double y = axis->plot.y;
  ent_path_move_to (path, x, y);
  for (int i = 1; y + step < drawing->top; i++)
    ent_path_line_to (path, x + (i % 2) * side * step, y += step);
  ent_scene_builder_path (drawing->builder, ENT_LAYER_GROUND, ENT_NO_ITEM, path, &style);
  style = (EntStyle){ .stroke = theme->muted, .stroke_width = 0.9 };
  path = ent_path_new ();
  ent_path_move_to (path, x - step * 0.5, drawing->top + step * 1.3);
  ent_path_line_to (path, x + step * 0.5, drawing->top - step * 1.3);
  ent_scene_builder_path (drawing->builder, ENT_LAYER_FRAME, ENT_NO_ITEM, path, &style);
}

/* What is left out stands between torn edges, where the axis has no line. */
static void
draw_break (Drawing *drawing, guint after)
{
  const EntTimeSegment *segment = &g_array_index (drawing->axis->segments, EntTimeSegment, after);
  double x0 = ent_time_axis_look (drawing->axis, segment[0].x1, drawing->camera);
  double x1 = ent_time_axis_look (drawing->axis, segment[1].x0, drawing->camera);
  draw_torn_edge (drawing, x0, 1);
  draw_torn_edge (drawing, x1, -1);
  double left = MAX (x0, drawing->left), right = MIN (x1, drawing->right);
  if (right <= left)
    return;
  g_autofree char *label = ent_time_axis_skipped (drawing->axis, after, drawing->request->lang);
  draw_label (drawing, (left + right) / 2, label, FALSE);
}

/**
 * ent_time_ticks_height:
 * @request: what is drawn
 *
 * Returns: the height of the axis below the plot, figure units
 */
double
ent_time_ticks_height (const EntViewRequest *request)
{
  EntTextStyle text = ent_timeline_text (request, ENT_TIMELINE_AXIS_PT, 400);
  return ent_request_pt (request, TICK_PT + 4 + YEAR_LINE_PT) + text.size * 1.3;
}

/**
 * ent_time_ticks_gap:
 * @request: what is drawn
 *
 * Returns: the width of a break that has room for what it leaves out, figure units
 */
double
ent_time_ticks_gap (const EntViewRequest *request)
{
  EntTextStyle text = ent_timeline_text (request, ENT_TIMELINE_AXIS_PT, 400);
  const char *widest = ent_word_is_chinese (request->lang) ? "2020—2024年" : "2020–2024";
  return ent_text_measure (widest, &text).width + ent_request_pt (request, LABEL_GAP_PT * 2);
}

/**
 * ent_time_ticks_draw:
 * @axis: an axis
 * @request: what is drawn
 * @camera: how it is looked at
 * @builder: the scene
 *
 * Draws ticks from days to millennia, whichever have room, the years under them, and the breaks
 * with what they leave out.
 */
void
ent_time_ticks_draw (const EntTimeAxis *axis,
                     const EntViewRequest *request,
                     EntCamera camera,
                     EntSceneBuilder *builder)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_autoptr (GArray) year_taken = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Drawing drawing = { .axis = axis,
                      .request = request,
                      .camera = camera,
                      .builder = builder,
                      .text = ent_timeline_text (request, ENT_TIMELINE_AXIS_PT, 400),
                      .left = axis->plot.x,
                      .right = axis->plot.x + axis->plot.width,
                      .top = axis->plot.y + axis->plot.height,
                      .taken = taken,
                      .year_taken = year_taken };
  drawing.step = choose_step (&drawing);
  for (guint i = 0; i + 1 < axis->segments->len; i++)
    draw_break (&drawing, i);
  for (guint i = 0; i < axis->segments->len; i++)
    draw_segment (&drawing, &g_array_index (axis->segments, EntTimeSegment, i));
  if (axis->segments->len > 1)
    ent_scene_builder_add_note (builder, ent_word ("axis shortened", request->lang));
}
