/* How a mark looks with the emphasis of the moment: the one place where selection, hover and fading
 * turn into colours and widths, for every renderer. */
#pragma once

#include "scene/emphasis.h"
#include "scene/scene.h"

G_BEGIN_DECLS

/* Hatching: parallel lines at 45°, figure units. */
#define ENT_HATCH_SPACING 3.0
#define ENT_HATCH_WIDTH 0.75

/* A selected line is so much wider (1 pt), a hovered one so much. */
#define ENT_SELECTED_EXTRA (1 * ENT_UNITS_PER_PT)
#define ENT_HOVERED_EXTRA (0.5 * ENT_UNITS_PER_PT)

typedef struct
{
  EntColour fill, stroke, stroke2, hatch; /* alpha 0: none */
  double stroke_width;
  double dash[4];
  guint n_dash;
  double two_colour_dash; /* length of a piece where stroke and stroke2 alternate; 0: one colour */
  double fade_start, fade_end;
  EntColour text, halo;
  double halo_width; /* beyond the outline of the letters */
} EntPaint;

EntPaint ent_paint_mark (const EntScene *scene, const EntMark *mark, const EntEmphasis *emphasis);

G_END_DECLS
