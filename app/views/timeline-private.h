/* The timeline in two parts: days to figure units (timeline-axis.c), and what lies along them. */
#pragma once

#include "views/view-private.h"

G_BEGIN_DECLS

/* A stretch of time drawn to one scale; between two of them nothing is dated and the axis is
 * broken. */
typedef struct
{
  double first, last; /* days since 1970, last exclusive */
  double x0, x1;      /* figure units, camera applied */
} EntTimeSegment;

typedef struct
{
  GArray *segments; /* EntTimeSegment, in order */
  EntRect plot;     /* where the data is */
} EntTimeAxis;

/* ranges: pairs of first and last day (exclusive), sorted or not. */
EntTimeAxis *ent_time_axis_new (
    const double (*ranges)[2], guint n_ranges, const EntRect *plot, double pad, EntCamera camera);
void ent_time_axis_free (EntTimeAxis *axis);
double ent_time_axis_x (const EntTimeAxis *axis, double day);
double ent_time_axis_height (const EntViewRequest *request);
void ent_time_axis_draw (const EntTimeAxis *axis,
                         const EntViewRequest *request,
                         EntSceneBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTimeAxis, ent_time_axis_free)

G_END_DECLS
