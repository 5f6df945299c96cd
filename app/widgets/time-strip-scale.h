/* The time axis of the strip: days to pixels and back.  Long stretches without anything in them are
 * drawn short, so that two summits six years apart both have room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EntTimeScale EntTimeScale;

typedef struct
{
  gint32 day;
  double x;
  char *label;
} EntTimeTick;

EntTimeScale *ent_time_scale_new (const gint32 *days, guint n_days, double x0, double x1);
void ent_time_scale_free (EntTimeScale *scale);
double ent_time_scale_x (const EntTimeScale *scale, double day);
double ent_time_scale_day (const EntTimeScale *scale, double x);
guint ent_time_scale_n_gaps (const EntTimeScale *scale);
void ent_time_scale_gap (const EntTimeScale *scale, guint index, double *x0, double *x1);
GArray *ent_time_scale_ticks (const EntTimeScale *scale, double spacing, const char *lang);
char *ent_time_scale_range (const EntTimeScale *scale, double x0, double x1);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTimeScale, ent_time_scale_free)

G_END_DECLS
