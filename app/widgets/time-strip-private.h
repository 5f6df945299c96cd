/* The time strip and what it is drawn from. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"
#include "widgets/time-strip-scale.h"

G_BEGIN_DECLS

/* Lengths in pixels. */
#define MARGIN_X 28
#define AXIS_Y 68 /* from the top; tick labels are below */
#define TOP_Y 8
#define DOT_RADIUS 4
#define VAGUE_DAYS 45 /* a date that can mean more days than this is drawn lighter */
#define BIN 4         /* of the histogram of relations */
#define TICK_GAP 76   /* least distance of two tick labels */

#define ENT_TYPE_TIME_STRIP (ent_time_strip_get_type ())
G_DECLARE_FINAL_TYPE (EntTimeStrip, ent_time_strip, ENT, TIME_STRIP, GtkWidget)

typedef struct
{
  char *mark_id;
  gint32 first, last; /* all the days it can mean */
  double x, y;
  gboolean covered; /* others lie on it: it is drawn only when it matters */
} EntTimeDot;

typedef struct
{
  char *mark_id;
  gint32 first, last;
} EntTimeBar;

typedef enum
{
  DRAG_NONE,
  DRAG_NEW,
  DRAG_START,
  DRAG_END,
  DRAG_MOVE,
} EntTimeDrag;

struct _EntTimeStrip
{
  GtkWidget parent;
  EntSession *session;
  GArray *dots, *bars; /* of EntTimeDot, EntTimeBar */
  EntTimeScale *scale; /* NULL when nothing is dated */
  int scale_width;     /* the width it was made for */
  EntTimeDrag drag;
  double drag_x, range_x0, range_x1; /* where it began, pixels */
  char *hovered;                     /* mark id of the dot under the pointer */
};

gboolean ent_time_strip_get_range (EntTimeStrip *self, double *x0, double *x1);
void ent_time_strip_draw (EntTimeStrip *self, cairo_t *cr);

G_END_DECLS
