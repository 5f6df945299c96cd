/* The two pages of the panel of measures. */
#pragma once

#include <adwaita.h>

#include "measure/measure.h"
#include "session/session.h"

G_BEGIN_DECLS

/* What was measured. */
typedef struct
{
  EntMeasureStudy *study;
  EntMeasurePoint *point;
} EntMeasured;

void ent_measured_free (EntMeasured *measured);
char *ent_measure_tooltip (const EntMeasureInfo *info);

/* The table of actors: sorts, and selects what the session does. */
typedef struct _EntMeasuresTable EntMeasuresTable;

EntMeasuresTable *ent_measures_table_new (GtkColumnView *view, EntSession *session);
void ent_measures_table_free (EntMeasuresTable *table);
void ent_measures_table_show (EntMeasuresTable *table, const EntMeasured *measured);
void ent_measures_table_follow (EntMeasuresTable *table);

G_END_DECLS
