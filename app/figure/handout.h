/* A story on paper. */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* The dossier, world, language, theme and filter of the request, the fonts, texts and appendix of
 * the options. */
GBytes *ent_handout_encode (const EntViewRequest *request,
                            const EntFigureOptions *options,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
