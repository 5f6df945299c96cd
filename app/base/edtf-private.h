/* A date as it is written: shared by its reader and its writer. */
#pragma once

#include "base/edtf.h"

G_BEGIN_DECLS

/* How exactly a date is written. */
typedef enum
{
  ENT_DATE_CENTURY, /* 20XX */
  ENT_DATE_DECADE,  /* 202X */
  ENT_DATE_YEAR,
  ENT_DATE_MONTH,
  ENT_DATE_DAY,
  ENT_DATE_OPEN, /* .. */
} EntDatePrecision;

/* One side of an interval, or the whole of a date that is none. */
typedef struct
{
  EntDatePrecision precision;
  int year, month, day; /* the first of the decade or century */
  gboolean approximate, uncertain;
  gint32 first, last;
} EntDateSide;

gboolean
ent_date_read_sides (const char *edtf, EntDateSide sides[2], gboolean *interval, GError **error);

G_END_DECLS
