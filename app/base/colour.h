/* sRGB colours with straight alpha, and OKLab for lightness, mixing and difference. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  float r, g, b, a; /* 0–1, sRGB, alpha not premultiplied */
} EntColour;

#define ENT_COLOUR_NONE ((EntColour){ 0, 0, 0, 0 })

typedef struct
{
  double L, a, b;
} EntOklab;

EntColour ent_colour_hex (guint32 rrggbb);
gboolean ent_colour_parse (const char *text, EntColour *colour);
char *ent_colour_to_hex (EntColour colour);
EntColour ent_colour_with_alpha (EntColour colour, double alpha);
EntColour ent_colour_mix (EntColour a, EntColour b, double t);
EntOklab ent_colour_to_oklab (EntColour colour);
EntColour ent_colour_from_oklab (EntOklab lab, double alpha);
double ent_colour_difference (EntColour a, EntColour b);
double ent_colour_contrast (EntColour a, EntColour b);
EntColour ent_colour_simulate (EntColour colour, const double matrix[9]);
EntColour ent_colour_against (EntColour colour, EntColour ground, double ratio);

G_END_DECLS
