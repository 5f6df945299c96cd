/* Figures: a view with its title, caption, legend and sources, at a size in print, in a file. */
#pragma once

#include "dossier/source.h"
#include "render/render.h"
#include "views/view.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_FIGURE_PNG,
  ENT_FIGURE_SVG,
  ENT_FIGURE_PDF,
  ENT_FIGURE_HTML, /* a page of its own: html-page.h */
  ENT_N_FIGURE_FORMATS,
} EntFigureFormat;

typedef enum
{
  ENT_LEGEND_NONE,
  ENT_LEGEND_INSIDE, /* in the emptiest corner of the view, on paper of its own */
  ENT_LEGEND_RIGHT,
  ENT_LEGEND_BELOW,
  ENT_N_LEGEND_PLACES,
} EntLegendPlace;

/* What a PDF says on its following pages of the passages that the figure rests on. */
typedef enum
{
  ENT_APPENDIX_NONE,
  ENT_APPENDIX_DIGESTS,
  ENT_APPENDIX_QUOTES,
  ENT_N_APPENDICES,
} EntAppendix;

/* Pixels per inch of a PNG. */
#define ENT_MIN_DPI 10.0
#define ENT_MAX_DPI 2400.0

/* Strings are borrowed. */
typedef struct
{
  EntFigureFormat format;
  double width_mm, height_mm; /* > 0: the size in print … */
  int width_px, height_px;    /* … else in pixels at 96 per inch; height 0: what the view needs */
  double dpi;                 /* of a PNG: pixels = mm / 25.4 × dpi */
  double text_scale;          /* of all text, times what the size of the page asks for */
  const char *font_family;    /* NULL: that of LOOK */
  const char *title;          /* instead of the view's; NULL: the view's */
  const char *caption;        /* likewise */
  gboolean show_title, show_caption, show_source;
  gboolean show_date;       /* the time that the filter lets through */
  gboolean show_projection; /* what the view says of how it was made */
  gboolean show_worldview;  /* whose borders a map draws */
  gboolean show_notes;      /* the passages, numbered, under the figure */
  EntLegendPlace legend;
  gboolean transparent; /* PNG, SVG: no ground */
  gboolean outlines;    /* SVG: text as paths */
  EntAppendix appendix; /* PDF */
  const char *date; /* PDF: when it was made, ISO 8601; NULL: not said, so that the same figure is
                       the same file */
  const EntLibrary *library; /* the texts at hand: what has moved, and quotes; NULL: not asked */
} EntFigureOptions;

#define ENT_FIGURE_OPTIONS_DEFAULT                                                                 \
  ((EntFigureOptions){ .format = ENT_FIGURE_PNG,                                                   \
                       .width_mm = 183,                                                            \
                       .height_mm = 120,                                                           \
                       .dpi = 300,                                                                 \
                       .text_scale = 1,                                                            \
                       .show_title = TRUE,                                                         \
                       .show_caption = TRUE,                                                       \
                       .show_source = TRUE,                                                        \
                       .show_projection = TRUE,                                                    \
                       .show_worldview = TRUE,                                                     \
                       .legend = ENT_LEGEND_BELOW })

typedef enum
{
  ENT_FIGURE_ERROR_SIZE, /* too small to hold anything, or too large for memory */
  ENT_FIGURE_ERROR_FORMAT,
  ENT_FIGURE_ERROR_WRITE,
  ENT_FIGURE_ERROR_EMPTY,  /* a table without rows, a view without marks */
  ENT_FIGURE_ERROR_OPTION, /* a choice that makes no sense; the message says which */
} EntFigureError;

#define ENT_FIGURE_ERROR (ent_figure_error_quark ())
GQuark ent_figure_error_quark (void);

const char *ent_figure_format_name (EntFigureFormat format); /* "png" */
gboolean ent_figure_format_parse (const char *name, EntFigureFormat *format);
gboolean ent_figure_parse_size (const char *text, EntFigureOptions *options, GError **error);
char *ent_figure_size_text (const EntFigureOptions *options); /* the same, written */

/* The whole figure as a scene; request's width and height are ignored. */
EntScene *ent_figure_build (const EntViewRequest *request,
                            const EntFigureOptions *options,
                            GCancellable *cancellable,
                            GError **error);
/* What came of choices that depend on the room there is and on the fonts. */
typedef struct
{
  EntLegendPlace legend; /* where it stands */
  gboolean font_used;    /* some text is in the font asked for, or none was asked for */
  char *fallbacks;       /* families in its place where it lacks glyphs, or NULL */
} EntFigureReport;

EntScene *ent_figure_build_reporting (const EntViewRequest *request,
                                      const EntFigureOptions *options,
                                      EntFigureReport *report,
                                      GCancellable *cancellable,
                                      GError **error);
void ent_figure_report_clear (EntFigureReport *report);
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

/* A temporary file, then renamed. */
gboolean ent_figure_write (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error);

/* Title and caption as they were edited, or else the view's. */
char *ent_figure_shown_title (const EntViewRequest *request, const EntFigureOptions *options);
const char *ent_figure_shown_caption (const EntViewRequest *request,
                                      const EntFigureOptions *options);
/* The citation of all documents that the marks of a view rest on (transfer full). */
char *ent_figure_sources (const EntScene *scene, const EntViewRequest *request);
/* A document cited in one line: "Wang, “Title”, Journal, 28 Aug 2025" (transfer full). */
char *ent_figure_cite (const EntDocument *document, const char *lang);

G_END_DECLS
