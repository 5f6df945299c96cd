/* Pictures in tests: drawing, keeping, loading, comparing. */
#pragma once

#include <cairo.h>

#include "render/render.h"

G_BEGIN_DECLS

cairo_surface_t *picture_draw (const EntScene *scene, double scale, const EntEmphasis *emphasis);
cairo_surface_t *picture_load (const char *path);
void picture_save (cairo_surface_t *picture, const char *path);
guint32 picture_pixel (cairo_surface_t *picture, int x, int y);
double picture_difference (cairo_surface_t *a,
                           cairo_surface_t *b,
                           int threshold,
                           guint *n_beyond,
                           cairo_surface_t **shown);

G_END_DECLS
