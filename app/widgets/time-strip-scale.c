#include "widgets/time-strip-scale.h"

#include <math.h>
#include <stdlib.h>

#include "base/edtf.h"

/* An empty stretch is drawn short when it is longer than a year and than this share of all. */
#define GAP_SHARE 0.2
#define GAP_DAYS 365
/* Width of such a stretch, pixels. */
#define GAP_WIDTH 36
/* Room before the first and after the last date of a stretch, as a share of it, and at least. */
#define PAD_SHARE 0.06
#define PAD_DAYS 12
/* No stretch is narrower than this share of the whole. */
#define MIN_SHARE 0.22

/* A stretch of the axis in which a day has the same width everywhere. */
typedef struct
{
  double day0, day1, x0, x1;
} Part;

struct _EntTimeScale
{
  GArray *parts; /* of Part, in order; between them the gaps */
};

/* What a tick or the end of a range can fall on. */
typedef enum
{
  UNIT_DAY,
  UNIT_MONTH,
  UNIT_YEAR,
} Unit;

static int
compare_days (gconstpointer a, gconstpointer b)
{
  gint32 x = *(const gint32 *)a, y = *(const gint32 *)b;

  return x < y ? -1 : x > y;
}

static void
add_part (EntTimeScale *scale, gint32 first, gint32 last)
{
  double pad = MAX (PAD_DAYS, PAD_SHARE * (last - first));
  Part part = { first - pad, last + 1 + pad, 0, 0 };

  g_array_append_val (scale->parts, part);
}

static void
share_width (EntTimeScale *scale, double x0, double x1)
{
  guint n = scale->parts->len;
  double room = x1 - x0 - GAP_WIDTH * (n - 1.0), days = 0, shares = 0, x = x0;

  for (guint i = 0; i < n; i++)
    {
      const Part *part = &g_array_index (scale->parts, Part, i);
      days += part->day1 - part->day0;
    }
  for (guint i = 0; i < n; i++)
    {
      const Part *part = &g_array_index (scale->parts, Part, i);
      shares += MAX (MIN_SHARE, (part->day1 - part->day0) / days);
    }
  for (guint i = 0; i < n; i++)
    {
      Part *part = &g_array_index (scale->parts, Part, i);
      part->x0 = x;
      part->x1 = x + room * MAX (MIN_SHARE, (part->day1 - part->day0) / days) / shares;
      x = part->x1 + GAP_WIDTH;
    }
}

/**
 * ent_time_scale_new:
 * @days: (array length=n_days): the days on which there is something, in any order
 * @n_days: how many, at least one
 * @x0: left end of the axis, pixels
 * @x1: right end
 *
 * Returns: (transfer full): an axis on which all of @days have a place.
 */
EntTimeScale *
ent_time_scale_new (const gint32 *days, guint n_days, double x0, double x1)
{
  EntTimeScale *scale = g_new0 (EntTimeScale, 1);
  g_autofree gint32 *sorted = g_memdup2 (days, n_days * sizeof *days);
  guint first = 0;

  qsort (sorted, n_days, sizeof *sorted, compare_days);
  double gap = MAX (GAP_DAYS, GAP_SHARE * ((double)sorted[n_days - 1] - sorted[0]));
  scale->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  for (guint i = 1; i < n_days; i++)
    if ((double)sorted[i] - sorted[i - 1] > gap)
      {
        add_part (scale, sorted[first], sorted[i - 1]);
        first = i;
      }
  add_part (scale, sorted[first], sorted[n_days - 1]);
  share_width (scale, x0, x1);
  return scale;
}

/**
 * ent_time_scale_free:
 * @scale: (nullable): an axis
 */
void
ent_time_scale_free (EntTimeScale *scale)
{
  if (!scale)
    return;
  g_array_unref (scale->parts);
  g_free (scale);
}

static const Part *
nth_part (const EntTimeScale *scale, guint i)
{
  return &g_array_index (scale->parts, Part, i);
}

static double
between (double at, double from0, double from1, double to0, double to1)
{
  return to0 + (at - from0) * (to1 - to0) / (from1 - from0);
}

/**
 * ent_time_scale_x:
 * @scale: an axis
 * @day: a day as of EntDate; its start
 *
 * Returns: its place in pixels, within the axis.
 */
double
ent_time_scale_x (const EntTimeScale *scale, double day)
{
  const Part *part = nth_part (scale, 0);

  for (guint i = 0; i < scale->parts->len; i++)
    {
      const Part *before = part;
      part = nth_part (scale, i);
      if (day < part->day0)
        return i == 0 ? part->x0 : between (day, before->day1, part->day0, before->x1, part->x0);
      if (day <= part->day1)
        return between (day, part->day0, part->day1, part->x0, part->x1);
    }
  return part->x1;
}

/**
 * ent_time_scale_day:
 * @scale: an axis
 * @x: a place in pixels
 *
 * Returns: the day there, within the axis.
 */
double
ent_time_scale_day (const EntTimeScale *scale, double x)
{
  const Part *part = nth_part (scale, 0);

  for (guint i = 0; i < scale->parts->len; i++)
    {
      const Part *before = part;
      part = nth_part (scale, i);
      if (x < part->x0)
        return i == 0 ? part->day0 : between (x, before->x1, part->x0, before->day1, part->day0);
      if (x <= part->x1)
        return between (x, part->x0, part->x1, part->day0, part->day1);
    }
  return part->day1;
}

/**
 * ent_time_scale_n_gaps:
 * @scale: an axis
 *
 * Returns: how many empty stretches are drawn short.
 */
guint
ent_time_scale_n_gaps (const EntTimeScale *scale)
{
  return scale->parts->len - 1;
}

/**
 * ent_time_scale_gap:
 * @scale: an axis
 * @index: which gap
 * @x0: (out): where it begins, pixels
 * @x1: (out): where it ends
 */
void
ent_time_scale_gap (const EntTimeScale *scale, guint index, double *x0, double *x1)
{
  *x0 = nth_part (scale, index)->x1;
  *x1 = nth_part (scale, index + 1)->x0;
}

static char *
format_day (gint32 day, Unit unit)
{
  int year, month, day_of_month;

  ent_day_to_ymd (day, &year, &month, &day_of_month);
  if (unit == UNIT_YEAR)
    return g_strdup_printf ("%04d", year);
  if (unit == UNIT_MONTH)
    return g_strdup_printf ("%04d-%02d", year, month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}

static void
add_tick (const EntTimeScale *scale,
          const Part *part,
          GArray *ticks,
          gint32 day,
          Unit unit,
          const char *lang)
{
  g_autofree char *edtf = format_day (day, unit);
  EntTimeTick tick = { day, ent_time_scale_x (scale, day), NULL };

  if (day < part->day0 || day > part->day1)
    return;
  tick.label = ent_date_format (edtf, ENT_DATE_SHORT, lang);
  g_array_append_val (ticks, tick);
}

static void
clear_tick (gpointer tick)
{
  g_free (((EntTimeTick *)tick)->label);
}

/* Ticks of one stretch at the finest round step that leaves them spacing apart. */
static void
add_ticks (
    const EntTimeScale *scale, const Part *part, GArray *ticks, double spacing, const char *lang)
{
  static const int month_steps[] = { 1, 2, 3, 6 }, year_steps[] = { 1, 2, 5, 10, 20, 50, 100 };
  double per_day = (part->x1 - part->x0) / (part->day1 - part->day0);
  int year, month, day, months = 0, years = 0;

  ent_day_to_ymd ((gint32)floor (part->day0), &year, &month, &day);
  for (gsize i = 0; i < G_N_ELEMENTS (month_steps) && !months; i++)
    if (month_steps[i] * 28 * per_day >= spacing)
      months = month_steps[i];
  for (gsize i = 0; i < G_N_ELEMENTS (year_steps) && !months && !years; i++)
    if (year_steps[i] * 365 * per_day >= spacing)
      years = year_steps[i];
  if (months)
    for (int m = (month - 1) / months * months;; m += months)
      {
        gint32 at = ent_day_from_ymd (year + m / 12, m % 12 + 1, 1);
        if (at > part->day1)
          break;
        add_tick (scale, part, ticks, at, UNIT_MONTH, lang);
      }
  else if (years)
    for (int y = year / years * years;; y += years)
      {
        gint32 at = ent_day_from_ymd (y, 1, 1);
        if (at > part->day1)
          break;
        add_tick (scale, part, ticks, at, UNIT_YEAR, lang);
      }
}

/**
 * ent_time_scale_ticks:
 * @scale: an axis
 * @spacing: the least distance of two ticks, pixels
 * @lang: language of the labels
 *
 * Returns: (transfer full) (element-type EntTimeTick): round dates along the axis.
 */
GArray *
ent_time_scale_ticks (const EntTimeScale *scale, double spacing, const char *lang)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (EntTimeTick));

  g_array_set_clear_func (ticks, clear_tick);
  for (guint i = 0; i < scale->parts->len; i++)
    add_ticks (scale, nth_part (scale, i), ticks, spacing, lang);
  return ticks;
}

static Unit
unit_at (const EntTimeScale *scale, double x)
{
  double per_day
      = 1 / MAX (ent_time_scale_day (scale, x + 1) - ent_time_scale_day (scale, x), 1e-6);

  /* A hand can aim at three pixels: days where they are that wide, else months, else years. */
  return per_day >= 3 ? UNIT_DAY : per_day >= 0.1 ? UNIT_MONTH : UNIT_YEAR;
}

/**
 * ent_time_scale_range:
 * @scale: an axis
 * @x0: one end of a range, pixels
 * @x1: the other end
 *
 * The range as a date, as fine as the axis can be aimed at.
 *
 * Returns: (transfer full): EDTF, "2019-02/2025-08" or "2019-02".
 */
char *
ent_time_scale_range (const EntTimeScale *scale, double x0, double x1)
{
  double left = MIN (x0, x1), right = MAX (x0, x1);
  gint32 first = (gint32)floor (ent_time_scale_day (scale, left));
  gint32 last = (gint32)ceil (ent_time_scale_day (scale, right)) - 1;
  Unit unit = MAX (unit_at (scale, left), unit_at (scale, right));
  g_autofree char *from = format_day (first, unit);
  g_autofree char *to = format_day (MAX (first, last), unit);

  return g_str_equal (from, to) ? g_strdup (from) : g_strdup_printf ("%s/%s", from, to);
}
