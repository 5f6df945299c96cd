/* What the parts of the quadrant share: its axes, its points and where they stand. */
#pragma once

#include "views/colouring.h"
#include "views/view-private.h"

G_BEGIN_DECLS

typedef struct
{
  const char *key;    /* of the attribute */
  const char *title;  /* borrowed */
  const char *second; /* in the second language of bilingual labels, or NULL; borrowed */
  double from, to;    /* values it is laid out for */
  double middle;      /* where it is parted */
  double reach;       /* empty room beyond from and to, in values */
  gboolean whole;     /* all values are whole numbers: ticks are too */
} EntQuadrantAxis;

typedef struct
{
  const EntActor *actor;
  const EntAttribute *x, *y;
  gboolean shown; /* else hidden by the session's filter: keeps its place */
  EntPoint home;  /* where its values put it */
  EntPoint at;    /* aside of others with the same values */
} EntQuadrantPoint;

/* Captions of the four parts, in reading order. */
#define ENT_N_QUADRANTS 4

typedef struct
{
  const EntViewRequest *request;
  EntQuadrantAxis x, y;
  const char *captions[ENT_N_QUADRANTS];
  EntColouring *colouring;
  GArray *points;  /* EntQuadrantPoint */
  guint left_out;  /* actors without both values, or outside of the axes */
  gboolean packed; /* some points stand aside */
  EntRect plot;    /* the box with the captions in it */
  EntRect frame;   /* the part of it that the points move in */
  double radius;
} EntQuadrant;

EntQuadrant *ent_quadrant_new (const EntViewRequest *request, GError **error);
void ent_quadrant_free (EntQuadrant *quadrant);
void ent_quadrant_lay_out (EntQuadrant *quadrant);
void ent_quadrant_draw (const EntQuadrant *quadrant, EntSceneBuilder *builder);
gboolean ent_quadrant_is_uncited (const EntQuadrantPoint *point);
EntModality ent_quadrant_modality (const EntQuadrantPoint *point);
double ent_quadrant_pt (const EntQuadrant *quadrant, double points);
EntPoint ent_quadrant_place (const EntQuadrant *quadrant, double x, double y);
double ent_quadrant_step (const EntQuadrant *quadrant, const EntQuadrantAxis *axis, double length);
guint ent_quadrant_ticks (const EntQuadrantAxis *axis, double step, double *first);
char *ent_quadrant_label (double value, double step);
const EntAttribute *ent_quadrant_value (const EntActor *actor, const char *key);

static inline EntQuadrantPoint *
ent_quadrant_point (const EntQuadrant *quadrant, guint index)
{
  return &g_array_index (quadrant->points, EntQuadrantPoint, index);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntQuadrant, ent_quadrant_free)

G_END_DECLS
