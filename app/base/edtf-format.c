/* Dates for readers. */
#include "base/edtf-private.h"

#include <string.h>

/* How dates are written in one language. */
typedef struct
{
  gboolean chinese, traditional;
  EntDateForm form;
} Style;

static const char *const months_short[]
    = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const months_long[]
    = { "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December" };

/* Parts of a date that an interval does not repeat. */
typedef enum
{
  OMIT_NOTHING,
  OMIT_YEAR,
  OMIT_MONTH, /* and year */
} Omit;

static void
append_chinese (GString *out, const EntDateSide *side, Omit omit)
{
  switch (side->precision)
    {
    case ENT_DATE_CENTURY:
      g_string_append_printf (out, "%d—%d年", side->year, side->year + 99);
      return;
    case ENT_DATE_DECADE:
      g_string_append_printf (out, "%d年代", side->year);
      return;
    case ENT_DATE_OPEN:
      return;
    case ENT_DATE_YEAR:
    case ENT_DATE_MONTH:
    case ENT_DATE_DAY:
      break;
    }
  if (omit < OMIT_YEAR)
    g_string_append_printf (out, "%d年", side->year);
  if (side->precision >= ENT_DATE_MONTH && omit < OMIT_MONTH)
    g_string_append_printf (out, "%d月", side->month);
  if (side->precision == ENT_DATE_DAY)
    g_string_append_printf (out, "%d日", side->day);
}

static void
append_english (GString *out, const EntDateSide *side, EntDateForm form, Omit omit)
{
  const char *const *months = form == ENT_DATE_LONG ? months_long : months_short;

  switch (side->precision)
    {
    case ENT_DATE_CENTURY:
      g_string_append_printf (out, "%d–%d", side->year, side->year + 99);
      return;
    case ENT_DATE_DECADE:
      g_string_append_printf (out, "%ds", side->year);
      return;
    case ENT_DATE_OPEN:
      return;
    case ENT_DATE_YEAR:
    case ENT_DATE_MONTH:
    case ENT_DATE_DAY:
      break;
    }
  if (side->precision == ENT_DATE_DAY)
    g_string_append_printf (out, omit < OMIT_MONTH ? "%d " : "%d", side->day);
  if (side->precision >= ENT_DATE_MONTH && omit < OMIT_MONTH)
    g_string_append_printf (out, omit < OMIT_YEAR ? "%s " : "%s", months[side->month - 1]);
  if (omit < OMIT_YEAR)
    g_string_append_printf (out, "%d", side->year);
}

static void
append_side (GString *out, const EntDateSide *side, Style style, Omit omit)
{
  if (side->approximate)
    g_string_append (out, style.traditional ? "約" : style.chinese ? "约" : "c. ");
  if (style.chinese)
    append_chinese (out, side, omit);
  else
    append_english (out, side, style.form, omit);
  if (side->uncertain)
    g_string_append (out, style.chinese ? "？" : "?");
}

/* What two ends written to the month or day have in common. */
static Omit
shared_parts (const EntDateSide sides[2])
{
  for (guint i = 0; i < 2; i++)
    if (sides[i].approximate || sides[i].uncertain || sides[i].precision < ENT_DATE_MONTH
        || sides[i].precision == ENT_DATE_OPEN)
      return OMIT_NOTHING;
  if (sides[0].year != sides[1].year || sides[0].precision != sides[1].precision)
    return OMIT_NOTHING;
  return sides[0].precision == ENT_DATE_DAY && sides[0].month == sides[1].month ? OMIT_MONTH
                                                                                : OMIT_YEAR;
}

static void
append_interval (GString *out, const EntDateSide sides[2], Style style)
{
  const Omit omit = shared_parts (sides);

  if (sides[1].precision == ENT_DATE_OPEN)
    {
      g_string_append (out, style.chinese ? "" : "from ");
      append_side (out, &sides[0], style, OMIT_NOTHING);
      g_string_append (out, style.chinese ? "起" : "");
    }
  else if (sides[0].precision == ENT_DATE_OPEN)
    {
      g_string_append (out, style.chinese ? "至" : "until ");
      append_side (out, &sides[1], style, OMIT_NOTHING);
    }
  else if (style.chinese) /* the first end has the year, the second what differs */
    {
      append_side (out, &sides[0], style, OMIT_NOTHING);
      g_string_append (out, "至");
      append_side (out, &sides[1], style, omit);
    }
  else /* the other way about; "2017–2019", but "Feb 2017 – Mar 2019" */
    {
      g_autoptr (GString) end = g_string_new (NULL);
      append_side (out, &sides[0], style, omit);
      append_side (end, &sides[1], style, OMIT_NOTHING);
      const gboolean words = strchr (out->str, ' ') != NULL || strchr (end->str, ' ') != NULL;
      g_string_append (out, words && omit != OMIT_MONTH ? " – " : "–");
      g_string_append (out, end->str);
    }
}

/**
 * ent_date_format:
 * @edtf: (nullable): a date in EDTF
 * @form: how long the names of months are, where the language has two
 * @lang: a BCP 47 tag; any form of `zh` gives Chinese, `zh-Hant` in traditional
 *        characters, anything else English
 *
 * Writes a date for readers: “c. Feb 2019”, “27–28 February 2019”, “2019年2月27日至28日”.
 *
 * Returns: (transfer full): the text; @edtf itself if it is no date, "" for %NULL
 */
char *
ent_date_format (const char *edtf, EntDateForm form, const char *lang)
{
  const Style style
      = { .chinese = lang != NULL && g_ascii_strncasecmp (lang, "zh", 2) == 0,
          .traditional = lang != NULL && g_ascii_strncasecmp (lang, "zh-Hant", 7) == 0,
          .form = form };
  EntDateSide sides[2];
  gboolean interval;

  if (edtf == NULL)
    return g_strdup ("");
  if (!ent_date_read_sides (edtf, sides, &interval, NULL))
    return g_strdup (edtf);

  GString *out = g_string_new (NULL);
  if (interval)
    append_interval (out, sides, style);
  else
    append_side (out, &sides[0], style, OMIT_NOTHING);
  return g_string_free (out, FALSE);
}
