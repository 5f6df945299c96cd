#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

GBytes *ent_png_encode (cairo_surface_t *surface, double dpi, const char *const *keys_and_values);
/* Title of the whole figure. */
char *ent_figure_title (const EntViewRequest *request);

G_END_DECLS
