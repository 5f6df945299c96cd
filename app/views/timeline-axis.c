#include "views/timeline-private.h"

#include <math.h>

/* Time without anything dated is cut out when it is more than this share of what is drawn. */
#define LONG_GAP 0.2
/* Of the plot, what the breaks may take together. */
#define BREAKS_SHARE 0.4
/* Of the plot, what the room beside dated days may take. */
#define MOST_PADDING 0.4
/* A skipped stretch shorter than this is told in months. */
#define TOLD_IN_YEARS 730.0

typedef struct
{
  guint after; /* index of the range before the gap */
  double days;
} Gap;

static int
by_first (gconstpointer a, gconstpointer b)
{
  const double *p = a, *q = b;
  if (p[0] != q[0])
    return p[0] < q[0] ? -1 : 1;
  return p[1] < q[1] ? -1 : p[1] > q[1];
}

static int
by_days (gconstpointer a, gconstpointer b)
{
  const Gap *p = a, *q = b;
  return p->days > q->days ? -1 : p->days < q->days;
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const EntTimeSegment *p = a, *q = b;
  return p->first < q->first ? -1 : p->first > q->first;
}

/* The stretches in which something is dated, with nothing between them. */
static GArray *
join_ranges (const double (*ranges)[2], guint n)
{
  GArray *joined = g_array_new (FALSE, TRUE, sizeof (EntTimeSegment));
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (double[2]));
  g_array_append_vals (sorted, ranges, n);
  g_array_sort (sorted, by_first);
  const double (*range)[2] = (const double (*)[2]) (gpointer)sorted->data;
  for (guint i = 0; i < n; i++)
    {
      EntTimeSegment *last
          = joined->len > 0 ? &g_array_index (joined, EntTimeSegment, joined->len - 1) : NULL;
      if (last != NULL && range[i][0] <= last->last)
        {
          last->last = MAX (last->last, range[i][1]);
          continue;
        }
      EntTimeSegment next = { .first = range[i][0], .last = range[i][1] };
      g_array_append_val (joined, next);
    }
  return joined;
}

/* Cuts the longest gaps, each as long as it is a large share of the time that is left. */
static GArray *
cut_gaps (const GArray *joined, guint max_breaks)
{
  const EntTimeSegment *all = (const EntTimeSegment *)(gpointer)joined->data;
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  for (guint i = 0; i + 1 < joined->len; i++)
    {
      Gap gap = { .after = i, .days = all[i + 1].first - all[i].last };
      g_array_append_val (gaps, gap);
    }
  g_array_sort (gaps, by_days);
  GArray *segments = g_array_new (FALSE, TRUE, sizeof (EntTimeSegment));
  EntTimeSegment whole = { .first = all[0].first, .last = all[joined->len - 1].last };
  g_array_append_val (segments, whole);
  double left = whole.last - whole.first;
  for (guint i = 0; i < MIN (gaps->len, max_breaks); i++)
    {
      const Gap *gap = &g_array_index (gaps, Gap, i);
      if (gap->days <= left * LONG_GAP)
        break;
      for (guint j = 0; j < segments->len; j++)
        {
          EntTimeSegment *segment = &g_array_index (segments, EntTimeSegment, j);
          if (segment->first > all[gap->after].first || segment->last <= all[gap->after].last)
            continue;
          EntTimeSegment rest = { .first = all[gap->after + 1].first, .last = segment->last };
          segment->last = all[gap->after].last;
          g_array_append_val (segments, rest);
          break;
        }
      left -= gap->days;
    }
  g_array_sort (segments, by_place);
  return segments;
}

/* The days beside the first and last dated ones, to the same scale, but never half of a gap. */
static void
add_padding (EntTimeAxis *axis, const EntTimePads *pads)
{
  double before = INFINITY;
  guint n = axis->segments->len;
  for (guint i = 0; i < n; i++)
    {
      EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, i);
      double after = i + 1 < n ? segment[1].first - segment->last : INFINITY;
      double left = i == 0 ? pads->start : pads->between;
      double right = i + 1 == n ? pads->end : pads->between;
      segment->first -= MIN (left / axis->per_day, before * 0.4);
      segment->last += MIN (right / axis->per_day, after * 0.4);
      before = after;
    }
}

/**
 * ent_time_axis_new:
 * @ranges: (array length=n_ranges): first and last day (exclusive) of everything that is dated
 * @n_ranges: how many, at least 1
 * @plot: where the axis is to lie, figure units
 * @pads: room to leave at the ends of the axis and beside its breaks, figure units
 * @gap: width of a break, figure units
 *
 * Makes an axis of one scale that leaves out the time in which nothing is dated: a stretch that is
 * longer than a fifth of what is drawn becomes a break.
 *
 * Returns: (transfer full): the axis
 */
EntTimeAxis *
ent_time_axis_new (
    const double (*ranges)[2], guint n_ranges, const EntRect *plot, EntTimePads pads, double gap)
{
  EntTimeAxis *axis = g_new0 (EntTimeAxis, 1);
  axis->plot = *plot;
  g_autoptr (GArray) joined = join_ranges (ranges, n_ranges);
  axis->segments = cut_gaps (joined, (guint)(plot->width * BREAKS_SHARE / MAX (gap, 1)));
  guint n = axis->segments->len;
  double days = 0;
  for (guint i = 0; i < n; i++)
    {
      const EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, i);
      days += segment->last - segment->first;
    }
  double padding = pads.start + pads.end + 2 * pads.between * (n - 1);
  double share = MIN (1, plot->width * MOST_PADDING / MAX (padding, 1));
  pads = (EntTimePads){ pads.start * share, pads.end * share, pads.between * share };
  double room = plot->width - gap * (n - 1) - padding * share;
  axis->per_day = MAX (room, 1) / days;
  add_padding (axis, &pads);
  double x = plot->x;
  for (guint i = 0; i < n; i++)
    {
      EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, i);
      segment->x0 = x;
      segment->x1 = x + (segment->last - segment->first) * axis->per_day;
      x = segment->x1 + gap;
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
 * ent_time_axis_look:
 * @axis: an axis
 * @x: figure units without a camera
 * @camera: a camera on the plot
 *
 * Returns: where the camera shows @x
 */
double
ent_time_axis_look (const EntTimeAxis *axis, double x, EntCamera camera)
{
  double centre = axis->plot.x + axis->plot.width / 2;
  return centre + (x - centre) * camera.zoom + camera.x * axis->plot.width;
}

/**
 * ent_time_axis_x:
 * @axis: an axis
 * @day: days since 1970
 * @camera: a camera on the plot
 *
 * Returns: where the day is, figure units; days before and after the axis lie at its ends
 */
double
ent_time_axis_x (const EntTimeAxis *axis, double day, EntCamera camera)
{
  const EntTimeSegment *before = NULL;
  double x = axis->plot.x;
  for (guint i = 0; i < axis->segments->len; i++)
    {
      const EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, i);
      if (day < segment->first)
        {
          x = segment->x0;
          if (before != NULL)
            x = before->x1
                + (day - before->last) / (segment->first - before->last) * (x - before->x1);
          return ent_time_axis_look (axis, x, camera);
        }
      x = MIN (segment->x0 + (day - segment->first) * axis->per_day, segment->x1);
      if (day <= segment->last)
        break;
      before = segment;
    }
  return ent_time_axis_look (axis, x, camera);
}

/**
 * ent_time_axis_skipped:
 * @axis: an axis
 * @after: index of the segment before a break
 * @lang: content language
 *
 * Returns: (transfer full): what the break leaves out, "2020–2024" or "Mar–Aug 2024"
 */
char *
ent_time_axis_skipped (const EntTimeAxis *axis, guint after, const char *lang)
{
  const EntTimeSegment *segment = &g_array_index (axis->segments, EntTimeSegment, after);
  int year[2], month[2], day;
  ent_day_to_ymd ((gint32)ceil (segment[0].last), &year[0], &month[0], &day);
  ent_day_to_ymd ((gint32)floor (segment[1].first) - 1, &year[1], &month[1], &day);
  gboolean years = segment[1].first - segment[0].last > TOLD_IN_YEARS;
  gboolean same = year[0] == year[1] && (years || month[0] == month[1]);
  /* EDTF, so that it reads like all other dates. */
  g_autoptr (GString) edtf = g_string_new (NULL);
  for (guint i = 0; i < (same ? 1u : 2u); i++)
    {
      g_string_append_printf (edtf, i == 0 ? "%04d" : "/%04d", year[i]);
      if (!years)
        g_string_append_printf (edtf, "-%02d", month[i]);
    }
  return ent_date_format (edtf->str, ENT_DATE_SHORT, lang);
}
