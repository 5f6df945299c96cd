#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

GBytes *ent_png_encode (cairo_surface_t *surface, double dpi, const char *const *keys_and_values);
gboolean ent_figure_check_status (cairo_status_t status, GError **error);
/* Title of the whole figure. */
char *ent_figure_title (const EntViewRequest *request);
/* " (para. 3; grade B2)" and the like, or "" (transfer full). */
char *ent_passage_facts (const EntPassage *passage,
                         const char *grade,
                         const EntLibrary *library,
                         const char *lang);

G_END_DECLS
