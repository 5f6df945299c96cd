/* A page for the browser: figures that can be moved, asked for their passages and stepped through
 * as a story, in one file that fetches nothing. */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_HTML_VIEW,  /* the view of the request */
  ENT_HTML_VIEWS, /* all saved views, or that of the request when there are none */
  ENT_HTML_STORY, /* the steps of the story, and all saved views */
} EntHtmlExtent;

typedef struct
{
  EntHtmlExtent extent;
  const EntLibrary *library; /* the texts at hand, or NULL */
} EntHtmlOptions;

/* The page, UTF-8: identical input, identical bytes.  Of the figure's options only what is shown,
 * title and caption are read; the request must have a world where a map is shown. */
GBytes *ent_html_write (const EntViewRequest *request,
                        const EntFigureOptions *figure,
                        const EntHtmlOptions *options,
                        GCancellable *cancellable,
                        GError **error);
gboolean ent_html_needs_world (const EntViewRequest *request, EntHtmlExtent extent);
gboolean ent_html_export (const EntViewRequest *request,
                          const EntFigureOptions *figure,
                          const EntHtmlOptions *options,
                          GFile *file,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
