/* Several figures as one PDF. */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* A figure and what it was made from, all borrowed. */
typedef struct
{
  const EntScene *figure;
  const EntViewRequest *request;
  const EntFigureOptions *options;
  const EntEmphasis *emphasis; /* or NULL */
  const char *prefix;          /* of its destinations: "map/"; NULL: none, for the only one */
} EntPdfFigure;

GBytes *ent_pdf_encode (const EntPdfFigure *figures,
                        guint n,
                        const char *title,
                        GCancellable *cancellable,
                        GError **error);

G_END_DECLS
