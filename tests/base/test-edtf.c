/* Dates: what is read, what is refused, what is shown. */
#include "base/edtf.h"

#include <string.h>

#include "base/errors.h"

static char *
day_text (gint32 day)
{
  int y, m, d;
  if (day == G_MININT32 || day == G_MAXINT32)
    return g_strdup ("..");
  ent_day_to_ymd (day, &y, &m, &d);
  return g_strdup_printf ("%04d-%02d-%02d", y, m, d);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *edtf, *days; /* first, first_latest, last_earliest, last */
    const char *flags;       /* ~ approximate, ? uncertain, / interval, < open start, > open end */
  } cases[] = {
    { "2019-02-28", "2019-02-28 2019-02-28 2019-02-28 2019-02-28", "" },
    { "2019-02", "2019-02-01 2019-02-28 2019-02-01 2019-02-28", "" },
    { "2020-02", "2020-02-01 2020-02-29 2020-02-01 2020-02-29", "" },
    { "2019", "2019-01-01 2019-12-31 2019-01-01 2019-12-31", "" },
    { "0000", "0000-01-01 0000-12-31 0000-01-01 0000-12-31", "" },
    { "2000-02-29", "2000-02-29 2000-02-29 2000-02-29 2000-02-29", "" },
    { "202X", "2020-01-01 2029-12-31 2020-01-01 2029-12-31", "" },
    { "20XX", "2000-01-01 2099-12-31 2000-01-01 2099-12-31", "" },
    { "2024-XX", "2024-01-01 2024-12-31 2024-01-01 2024-12-31", "" },
    { "2024-02-XX", "2024-02-01 2024-02-29 2024-02-01 2024-02-29", "" },
    { "2024-XX-XX", "2024-01-01 2024-12-31 2024-01-01 2024-12-31", "" },
    { "2019~", "2019-01-01 2019-12-31 2019-01-01 2019-12-31", "~" },
    { "2019-02?", "2019-02-01 2019-02-28 2019-02-01 2019-02-28", "?" },
    { "2019-02-28%", "2019-02-28 2019-02-28 2019-02-28 2019-02-28", "~?" },
    { "202X~", "2020-01-01 2029-12-31 2020-01-01 2029-12-31", "~" },
    { "2017/2019-03", "2017-01-01 2017-12-31 2019-03-01 2019-03-31", "/" },
    { "2017~/2019?", "2017-01-01 2017-12-31 2019-01-01 2019-12-31", "~?/" },
    { "2017/2017", "2017-01-01 2017-12-31 2017-01-01 2017-12-31", "/" },
    { "2017/..", "2017-01-01 2017-12-31 .. ..", "/>" },
    { "../2017-06", ".. .. 2017-06-01 2017-06-30", "/<" },
    { "2019-02-28T23:59:59Z", "2019-02-28 2019-02-28 2019-02-28 2019-02-28", "" },
    { "2019-02-28T10:00:00", "2019-02-28 2019-02-28 2019-02-28 2019-02-28", "" },
    { "2019-02-28T10:00:00+07", "2019-02-28 2019-02-28 2019-02-28 2019-02-28", "" },
    { "2019-02-28T10:00:00-09:30", "2019-02-28 2019-02-28 2019-02-28 2019-02-28", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      EntDate date;
      g_assert_true (ent_date_parse (cases[i].edtf, &date, &error));
      g_assert_no_error (error);
      g_autofree char *first = day_text (date.first);
      g_autofree char *first_latest = day_text (date.first_latest);
      g_autofree char *last_earliest = day_text (date.last_earliest);
      g_autofree char *last = day_text (date.last);
      g_autofree char *days = g_strjoin (" ", first, first_latest, last_earliest, last, NULL);
      g_autofree char *flags = g_strjoin ("",
                                          date.approximate ? "~" : "",
                                          date.uncertain ? "?" : "",
                                          date.interval ? "/" : "",
                                          date.open_start ? "<" : "",
                                          date.open_end ? ">" : "",
                                          NULL);
      g_assert_cmpstr (days, ==, cases[i].days);
      g_assert_cmpstr (flags, ==, cases[i].flags);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *edtf, *why;
  } cases[] = {
    { "", "empty" },
    { "..", "only in an interval" },
    { "../..", "needs a start or an end" },
    { "2019/2017", "ends before it starts" },
    { "2019-02/2019-01-31", "ends before it starts" },
    { "201", "four digits" },
    { "2XXX", "four digits" },
    { "XXXX", "four digits" },
    { "20X9", "four digits" },
    { "yesterday", "four digits" },
    { "2019年", "year, month and day" },
    { "/2019", "four digits" },
    { "2019/", "four digits" },
    { "2019/2020/2021", "year, month and day" },
    { "~2019", "four digits" },
    { "2019-13", "no such month" },
    { "2019-00", "no such month" },
    { "2019-21", "no such month" }, /* a season */
    { "2019-02-29", "no such day" },
    { "1900-02-29", "no such day" },
    { "2019-04-31", "no such day" },
    { "2019-04-00", "no such day" },
    { "2019-2-8", "year, month and day" },
    { "2019-0X", "year, month and day" },
    { "2019-XX-05", "year, month and day" },
    { "2019-02-28 ", "year, month and day" },
    { " 2019", "four digits" },
    { "2019-02-28T24:00:00", "year, month and day" },
    { "2019-02-28T10:60:00", "year, month and day" },
    { "2019-02-28T10:00", "year, month and day" },
    { "20190228", "year, month and day" },
    { "2019-02-28-", "year, month and day" },
    { "2019-", "year, month and day" },
    { "202X-05", "whole year" },
    { "2019~~", "year, month and day" },
    { "28 February 2019", "four digits" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      EntDate date = { .first = 77 };
      const gboolean read = ent_date_parse (cases[i].edtf, &date, &error);
      if (read)
        g_error ("“%s” is read", cases[i].edtf);
      g_assert_error (error, ENT_BASE_ERROR, ENT_BASE_ERROR_DATE);
      if (strstr (error->message, cases[i].why) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].why);
      g_assert_nonnull (strstr (error->message, cases[i].edtf));
      g_assert_cmpint (date.first, ==, 77);
    }
}

static void
test_days (void)
{
  g_assert_cmpint (ent_day_from_ymd (1970, 1, 1), ==, 0);
  g_assert_cmpint (ent_day_from_ymd (2000, 3, 1), ==, 11017);
  g_assert_cmpint (ent_day_from_ymd (1969, 12, 31), ==, -1);
  for (gint32 day = -800000; day < 800000; day += 13)
    {
      int y, m, d;
      ent_day_to_ymd (day, &y, &m, &d);
      g_assert_cmpint (ent_day_from_ymd (y, m, d), ==, day);
      if (y > 0) /* GDate counts from year 1 */
        {
          g_autoptr (GDate) date = g_date_new_dmy ((GDateDay)d, (GDateMonth)m, (GDateYear)y);
          g_assert_cmpint ((gint32)g_date_get_julian (date) - 719163, ==, day);
        }
    }
}

static void
test_overlaps (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean expected;
  } cases[] = {
    { "2019", "2019-05", TRUE },    { "2019-04", "2019-05", FALSE }, { "2017/..", "2030", TRUE },
    { "2017/..", "2016", FALSE },   { "../2017", "1900", TRUE },     { "../2017", "2018", FALSE },
    { "2017/2019", "2018", TRUE },  { "202X", "2029-12-31", TRUE },  { "202X", "2030", FALSE },
    { "../2017", "2017/..", TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntDate a, b;
      g_assert_true (ent_date_parse (cases[i].a, &a, NULL));
      g_assert_true (ent_date_parse (cases[i].b, &b, NULL));
      g_assert_cmpint (ent_date_overlaps (&a, &b), ==, cases[i].expected);
      g_assert_cmpint (ent_date_overlaps (&b, &a), ==, cases[i].expected);
    }
}

static void
test_middle (void)
{
  static const struct
  {
    const char *edtf, *day;
  } cases[] = {
    { "2019-02-28", "2019-02-28" }, { "2019-02-01/2019-02-03", "2019-02-02" },
    { "2019", "2019-07-02" },       { "2019/..", "2019-07-02" },
    { "../2019", "2019-07-02" },    { "1969-12-30/1969-12-31", "1969-12-30" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EntDate date;
      g_assert_true (ent_date_parse (cases[i].edtf, &date, NULL));
      g_autofree char *day = day_text (ent_date_middle (&date));
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

static void
test_format (void)
{
  static const struct
  {
    const char *edtf, *en_short, *en_long, *zh;
  } cases[] = {
    { "2019-02-28", "28 Feb 2019", "28 February 2019", "2019年2月28日" },
    { "2019-02", "Feb 2019", "February 2019", "2019年2月" },
    { "2019", "2019", "2019", "2019年" },
    { "202X", "2020s", "2020s", "2020年代" },
    { "20XX", "2000–2099", "2000–2099", "2000—2099年" },
    { "2024-XX", "2024", "2024", "2024年" },
    { "2024-05-XX", "May 2024", "May 2024", "2024年5月" },
    { "2019-02~", "c. Feb 2019", "c. February 2019", "约2019年2月" },
    { "2019?", "2019?", "2019?", "2019年？" },
    { "2019%", "c. 2019?", "c. 2019?", "约2019年？" },
    { "2017/2019", "2017–2019", "2017–2019", "2017年至2019年" },
    { "2017/2019~", "2017 – c. 2019", "2017 – c. 2019", "2017年至约2019年" },
    { "2019-02-27/2019-02-28", "27–28 Feb 2019", "27–28 February 2019", "2019年2月27日至28日" },
    { "2019-02-27/2019-03-01",
      "27 Feb – 1 Mar 2019",
      "27 February – 1 March 2019",
      "2019年2月27日至3月1日" },
    { "2019-02/2019-04", "Feb – Apr 2019", "February – April 2019", "2019年2月至4月" },
    { "2019-02-27/2019-03",
      "27 Feb 2019 – Mar 2019",
      "27 February 2019 – March 2019",
      "2019年2月27日至2019年3月" },
    { "2018-12/2019-01",
      "Dec 2018 – Jan 2019",
      "December 2018 – January 2019",
      "2018年12月至2019年1月" },
    { "2017/..", "from 2017", "from 2017", "2017年起" },
    { "../2017-05", "until May 2017", "until May 2017", "至2017年5月" },
    { "not a date", "not a date", "not a date", "not a date" },
    { NULL, "", "", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *en_short = ent_date_format (cases[i].edtf, ENT_DATE_SHORT, "en");
      g_autofree char *en_long = ent_date_format (cases[i].edtf, ENT_DATE_LONG, NULL);
      g_autofree char *hans = ent_date_format (cases[i].edtf, ENT_DATE_SHORT, "zh-Hans");
      g_autofree char *hant = ent_date_format (cases[i].edtf, ENT_DATE_LONG, "zh_TW");
      g_assert_cmpstr (en_short, ==, cases[i].en_short);
      g_assert_cmpstr (en_long, ==, cases[i].en_long);
      g_assert_cmpstr (hans, ==, cases[i].zh);
      g_assert_cmpstr (hans, ==, hant);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/edtf/parse", test_parse);
  g_test_add_func ("/base/edtf/refused", test_refused);
  g_test_add_func ("/base/edtf/days", test_days);
  g_test_add_func ("/base/edtf/overlaps", test_overlaps);
  g_test_add_func ("/base/edtf/middle", test_middle);
  g_test_add_func ("/base/edtf/format", test_format);
  return g_test_run ();
}
