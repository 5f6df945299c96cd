/* Figures: a view with its title, caption, legend and sources, at a size in print, in a file. */
#pragma once

#include "render/render.h"
#include "views/view.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_FIGURE_PNG,
  ENT_FIGURE_SVG,
  ENT_FIGURE_PDF,
  ENT_N_FIGURE_FORMATS,
} EntFigureFormat;

typedef struct
{
  EntFigureFormat format;
  double width_mm, height_mm; /* > 0: the size in print … */
  int width_px, height_px;    /* … else in pixels at 96 per inch; height 0: what the view needs */
  double dpi;                 /* of a PNG: pixels = mm / 25.4 × dpi */
  gboolean show_title, show_caption, show_legend, show_source;
} EntFigureOptions;

#define ENT_FIGURE_OPTIONS_DEFAULT                                                                 \
  ((EntFigureOptions){ .format = ENT_FIGURE_PNG,                                                   \
                       .width_mm = 183,                                                            \
                       .height_mm = 120,                                                           \
                       .dpi = 300,                                                                 \
                       .show_title = TRUE,                                                         \
                       .show_caption = TRUE,                                                       \
                       .show_legend = TRUE,                                                        \
                       .show_source = TRUE })

typedef enum
{
  ENT_FIGURE_ERROR_SIZE, /* too small to hold anything, or too large for memory */
  ENT_FIGURE_ERROR_FORMAT,
  ENT_FIGURE_ERROR_WRITE,
  ENT_FIGURE_ERROR_EMPTY, /* a table without rows */
} EntFigureError;

#define ENT_FIGURE_ERROR (ent_figure_error_quark ())
GQuark ent_figure_error_quark (void);

const char *ent_figure_format_name (EntFigureFormat format); /* "png" */
gboolean ent_figure_format_parse (const char *name, EntFigureFormat *format);
gboolean ent_figure_parse_size (const char *text, EntFigureOptions *options, GError **error);

/* The whole figure as a scene; request's width and height are ignored. */
EntScene *ent_figure_build (const EntViewRequest *request,
                            const EntFigureOptions *options,
                            GCancellable *cancellable,
                            GError **error);
/* The file's bytes: identical input, identical bytes. emphasis may be NULL. */
GBytes *ent_figure_encode (const EntScene *figure,
                           const EntViewRequest *request,
                           const EntFigureOptions *options,
                           const EntEmphasis *emphasis,
                           GCancellable *cancellable,
                           GError **error);
gboolean ent_figure_export (const EntViewRequest *request,
                            const EntFigureOptions *options,
                            const EntEmphasis *emphasis,
                            GFile *file,
                            GCancellable *cancellable,
                            GError **error);

/* The citation of all documents that the marks of a view rest on (transfer full). */
char *ent_figure_sources (const EntScene *scene, const EntViewRequest *request);
/* A document cited in one line: "Wang, “Title”, Journal, 28 Aug 2025" (transfer full). */
char *ent_figure_cite (const EntDocument *document, const char *lang);

G_END_DECLS
