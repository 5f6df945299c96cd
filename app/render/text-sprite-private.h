/* Lines of text as masks, kept per thread: drawing one again costs a blit. */
#pragma once

#include <cairo.h>

#include "base/colour.h"
#include "scene/text.h"

G_BEGIN_DECLS

typedef struct
{
  const char *string;
  const EntTextStyle *style;
  double x, y; /* where the line starts, and its baseline, figure units */
  EntColour ink, halo;
  double halo_width; /* beyond the outline of the letters */
} EntTextLine;

void ent_text_line_trace (cairo_t *cr, const EntTextLine *line, double *scale);
gboolean ent_text_sprite_draw (cairo_t *cr, const EntTextLine *line);

G_END_DECLS
