/* Dates with their uncertainty: EDTF (ISO 8601-2:2019) level 0, and of level 1 the qualifiers ~ ?
 * %, unspecified digits (202X, 2024-XX) and open intervals (2017/.., ../2017). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A date as the range of days it can stand for.  Days are Julian day numbers shifted so that
 * 1970-01-01 is 0 (proleptic Gregorian). */
typedef struct
{
  gint32 first, last;   /* earliest day of the start, latest day of the end, both inclusive */
  gint32 first_latest;  /* latest day the start can mean (2017/..: 2017-12-31) */
  gint32 last_earliest; /* earliest day the end can mean */
  guint open_start : 1,
      open_end : 1;      /* ".." : no bound; first or last is then G_MININT32 / G_MAXINT32 */
  guint approximate : 1; /* ~ or % somewhere */
  guint uncertain : 1;   /* ? or % somewhere */
  guint interval : 1;    /* written with a slash */
} EntDate;

typedef enum
{
  ENT_DATE_SHORT, /* 28 Feb 2019 */
  ENT_DATE_LONG,  /* 28 February 2019 */
} EntDateForm;

gboolean ent_date_parse (const char *edtf, EntDate *date, GError **error);
gboolean ent_date_overlaps (const EntDate *a, const EntDate *b);
gint32 ent_date_middle (const EntDate *date);
gint32 ent_day_from_ymd (int year, int month, int day);
void ent_day_to_ymd (gint32 day, int *year, int *month, int *day_of_month);
char *ent_date_format (const char *edtf, EntDateForm form, const char *lang);

G_END_DECLS
