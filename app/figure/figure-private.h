#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* A PNG as cairo writes it has neither resolution nor words: this puts them in. */
GBytes *ent_png_annotate (GBytes *png, double dpi, const char *const *keys_and_values);
/* Title of the whole figure, and the citation of all documents its marks rest on. */
char *ent_figure_title (const EntViewRequest *request);
char *ent_figure_sources (const EntScene *scene, const EntViewRequest *request);

G_END_DECLS
