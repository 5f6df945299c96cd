#include "base/edtf-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/errors.h"

/**
 * ent_day_from_ymd:
 * @year: proleptic Gregorian, 0 is 1 BC
 * @month: 1–12
 * @day: 1–31
 *
 * Source: H. Hinnant, “chrono-Compatible Low-Level Date Algorithms”, 2013.
 *
 * Returns: days since 1970-01-01
 */
gint32
ent_day_from_ymd (int year, int month, int day)
{
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

/**
 * ent_day_to_ymd:
 * @day: days since 1970-01-01
 * @year: (out) (optional): proleptic Gregorian
 * @month: (out) (optional): 1–12
 * @day_of_month: (out) (optional): 1–31
 *
 * Source: H. Hinnant, “chrono-Compatible Low-Level Date Algorithms”, 2013.
 */
void
ent_day_to_ymd (gint32 day, int *year, int *month, int *day_of_month)
{
  const gint64 shifted = (gint64)day + 719468;
  const gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int day_of_era = (int)(shifted - era * 146097);
  const int year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  const int m = shifted_month + (shifted_month < 10 ? 3 : -9);

  if (year != NULL)
    *year = year_of_era + (int)era * 400 + (m <= 2 ? 1 : 0);
  if (month != NULL)
    *month = m;
  if (day_of_month != NULL)
    *day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
}

static int
days_in_month (int year, int month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  const gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/* why is translated here, so that reading a good date costs no look-up. */
static gboolean
refuse (GError **error, const char *edtf, const char *why)
{
  g_set_error (
      error,
      ENT_BASE_ERROR,
      ENT_BASE_ERROR_DATE,
      _ ("“%.80s” is no date: %s; expected a date such as 2019, 2019-02, 2019-02-28, 202X, "
         "2019~, 2019/2021 or 2019/.."),
      edtf,
      why);
  return FALSE;
}

/* Two characters: 0–99, or 0 and *unknown for XX; -1 for anything else. */
static int
read_pair (const char *text, gboolean *unknown)
{
  *unknown = text[0] == 'X' && text[1] == 'X';
  if (*unknown)
    return 0;
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return -1;
  return (text[0] - '0') * 10 + text[1] - '0';
}

/* YYYY, YYYX or YYXX. */
static gboolean
read_year (const char *text, EntDateSide *side)
{
  guint known = 0;
  side->year = 0;
  for (guint i = 0; i < 4; i++)
    {
      side->year *= 10;
      if (g_ascii_isdigit (text[i]) && known == i)
        side->year += text[i] - '0', known++;
      else if (text[i] != 'X')
        return FALSE;
    }
  if (known < 2)
    return FALSE;
  side->precision = known == 4 ? ENT_DATE_YEAR : known == 3 ? ENT_DATE_DECADE : ENT_DATE_CENTURY;
  return TRUE;
}

/* What follows the day in a date and time: THH:MM:SS and a zone.  Only the day is used, but what is
 * no time is no date either. */
static gboolean
is_time (const char *text, gsize length)
{
  static const char *const forms[]
      = { "T##:##:##", "T##:##:##Z", "T##:##:##s##", "T##:##:##s##:##" };
  for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      const char *form = forms[f];
      gboolean fits = strlen (form) == length;
      for (gsize i = 0; fits && i < length; i++)
        fits = form[i] == '#'   ? g_ascii_isdigit (text[i])
               : form[i] == 's' ? text[i] == '+' || text[i] == '-'
                                : form[i] == text[i];
      if (fits)
        return (text[1] - '0') * 10 + text[2] - '0' < 24 && text[4] < '6' && text[7] < '6';
    }
  return FALSE;
}

static void
set_days (EntDateSide *side)
{
  int last_year = side->year, last_month = 12;

  if (side->precision == ENT_DATE_CENTURY)
    last_year += 99;
  else if (side->precision == ENT_DATE_DECADE)
    last_year += 9;
  if (side->precision >= ENT_DATE_MONTH)
    last_month = side->month;
  const int last_day
      = side->precision == ENT_DATE_DAY ? side->day : days_in_month (last_year, last_month);
  side->first = ent_day_from_ymd (side->year,
                                  side->precision >= ENT_DATE_MONTH ? side->month : 1,
                                  side->precision == ENT_DATE_DAY ? side->day : 1);
  side->last = ent_day_from_ymd (last_year, last_month, last_day);
}

/* -MM and -DD after a whole year; *why is set on failure. */
static gboolean
read_month_and_day (const char *text, gsize length, EntDateSide *side, const char **why)
{
  gboolean no_month, no_day = TRUE;

  *why = N_ ("it is not written as year, month and day");
  if (length < 3 || text[0] != '-' || (length > 3 && (length < 6 || text[3] != '-')))
    return FALSE;
  side->month = read_pair (text + 1, &no_month);
  if (length > 3)
    side->day = read_pair (text + 4, &no_day);
  if (side->month < 0 || side->day < 0)
    return FALSE;
  if (length > 6 && (no_day || !is_time (text + 6, length - 6)))
    return FALSE;
  if (no_month && !no_day)
    return FALSE;

  *why = N_ ("there is no such month");
  if (!no_month && (side->month < 1 || side->month > 12))
    return FALSE;
  *why = N_ ("the month has no such day");
  if (!no_day && (side->day < 1 || side->day > days_in_month (side->year, side->month)))
    return FALSE;

  side->precision = no_month ? ENT_DATE_YEAR : no_day ? ENT_DATE_MONTH : ENT_DATE_DAY;
  return TRUE;
}

static gboolean
read_side (const char *text, gsize length, EntDateSide *side, const char **why)
{
  memset (side, 0, sizeof *side);
  if (length == 2 && memcmp (text, "..", 2) == 0)
    {
      side->precision = ENT_DATE_OPEN;
      return TRUE;
    }

  const char qualifier = length > 0 ? text[length - 1] : '\0';
  if (qualifier == '~' || qualifier == '?' || qualifier == '%')
    {
      side->approximate = qualifier != '?';
      side->uncertain = qualifier != '~';
      length--;
    }

  *why = N_ ("it does not begin with a year of four digits");
  if (length < 4 || !read_year (text, side))
    return FALSE;
  if (length > 4)
    {
      *why = N_ ("a month needs a whole year");
      if (side->precision != ENT_DATE_YEAR)
        return FALSE;
      if (!read_month_and_day (text + 4, length - 4, side, why))
        return FALSE;
    }
  set_days (side);
  return TRUE;
}

/**
 * ent_date_read_sides:
 * @edtf: as of ent_date_parse()
 * @sides: (out): start and end; of a date that is no interval both are the same
 * @interval: (out): whether it is one
 * @error: %ENT_BASE_ERROR_DATE
 *
 * Returns: %FALSE with @error set if @edtf is no date
 */
gboolean
ent_date_read_sides (const char *edtf, EntDateSide sides[2], gboolean *interval, GError **error)
{
  const char *slash = strchr (edtf, '/');
  const char *why = NULL;

  *interval = slash != NULL;
  if (edtf[0] == '\0')
    return refuse (error, edtf, N_ ("it is empty"));
  if (slash == NULL)
    {
      if (!read_side (edtf, strlen (edtf), &sides[0], &why))
        return refuse (error, edtf, why);
      if (sides[0].precision == ENT_DATE_OPEN)
        return refuse (error, edtf, N_ ("“..” stands only in an interval"));
      sides[1] = sides[0];
      return TRUE;
    }

  if (!read_side (edtf, (gsize)(slash - edtf), &sides[0], &why)
      || !read_side (slash + 1, strlen (slash + 1), &sides[1], &why))
    return refuse (error, edtf, why);

  const gboolean open_start = sides[0].precision == ENT_DATE_OPEN;
  const gboolean open_end = sides[1].precision == ENT_DATE_OPEN;
  if (open_start && open_end)
    return refuse (error, edtf, N_ ("an interval needs a start or an end"));
  if (!open_start && !open_end && sides[1].last < sides[0].first)
    return refuse (error, edtf, N_ ("the interval ends before it starts"));
  return TRUE;
}

/**
 * ent_date_parse:
 * @edtf: a date in EDTF (ISO 8601-2:2019): level 0, and of level 1 `~ ? %`, `202X`, `20XX`,
 *   `2024-XX`, `2024-05-XX` and intervals open at one end
 * @date: (out): the days it can stand for; what is unspecified covers all it could be, and `~` and
 *   `?` do not widen it
 * @error: %ENT_BASE_ERROR_DATE, with the text and what is wrong with it
 *
 * Returns: %FALSE with @error set if @edtf is no date; @date is then left alone
 */
gboolean
ent_date_parse (const char *edtf, EntDate *date, GError **error)
{
  EntDateSide sides[2];
  gboolean interval;

  if (!ent_date_read_sides (edtf, sides, &interval, error))
    return FALSE;

  *date = (EntDate){
    .first = sides[0].first,
    .first_latest = sides[0].last,
    .last_earliest = sides[1].first,
    .last = sides[1].last,
    .approximate = sides[0].approximate || sides[1].approximate,
    .uncertain = sides[0].uncertain || sides[1].uncertain,
    .interval = interval,
  };
  if (sides[0].precision == ENT_DATE_OPEN)
    {
      date->open_start = TRUE;
      date->first = date->first_latest = G_MININT32;
    }
  if (sides[1].precision == ENT_DATE_OPEN)
    {
      date->open_end = TRUE;
      date->last = date->last_earliest = G_MAXINT32;
    }
  return TRUE;
}

/**
 * ent_date_overlaps:
 * @a: a date
 * @b: another
 *
 * Returns: %TRUE if some day can belong to both
 */
gboolean
ent_date_overlaps (const EntDate *a, const EntDate *b)
{
  return a->first <= b->last && b->first <= a->last;
}

/**
 * ent_date_middle:
 * @date: a date
 *
 * Returns: the day in the middle of what it can mean, where a mark for it stands; of an interval
 *   open at one end, the middle of the end that is known
 */
gint32
ent_date_middle (const EntDate *date)
{
  const gint64 first = date->open_start ? date->last_earliest : date->first;
  const gint64 last = date->open_end ? date->first_latest : date->last;
  const gint64 sum = first + last;
  return (gint32)(sum >= 0 ? sum / 2 : (sum - 1) / 2);
}
