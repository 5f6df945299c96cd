/* Points and rectangles in figure units: 1 unit = 1 CSS pixel = 1/96 inch, y down. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x, y;
} EntPoint;

typedef struct
{
  double x, y, width, height;
} EntRect;

#define ENT_RECT(x_, y_, w_, h_) ((EntRect){ .x = (x_), .y = (y_), .width = (w_), .height = (h_) })
/* The rectangle that holds nothing; ent_rect_add_point () grows it. */
#define ENT_RECT_EMPTY ENT_RECT (0, 0, -1, -1)

/* Figure units per millimetre, per typographic point. */
#define ENT_UNITS_PER_MM (96.0 / 25.4)
#define ENT_UNITS_PER_PT (96.0 / 72.0)

gboolean ent_rect_is_empty (const EntRect *rect);
gboolean ent_rect_contains (const EntRect *rect, double x, double y);
gboolean ent_rect_intersects (const EntRect *a, const EntRect *b);
EntRect ent_rect_union (const EntRect *a, const EntRect *b);
EntRect ent_rect_inset (const EntRect *rect, double dx, double dy);
void ent_rect_add_point (EntRect *rect, double x, double y);

G_END_DECLS
