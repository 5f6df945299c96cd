/* Documents of several pages, each put together from scenes. */
#pragma once

#include "figure/figure-notes.h"
#include "figure/flow-private.h"

G_BEGIN_DECLS

/* A scene, or a part of it, somewhere on a page. */
typedef struct
{
  EntScene *scene;
  const EntEmphasis *emphasis; /* borrowed, or NULL */
  char *prefix;                /* of its destinations */
  GPtrArray *links;            /* char *, where its items lead, as EntRenderTags; or NULL */
  GHashTable *placed;          /* shared by the parts of one scene; or NULL */
  double x, y, scale;          /* figure units of the page */
  double top, bottom;          /* what is shown of its height, in its own units */
} EntPdfPart;

typedef struct
{
  double width, height; /* figure units */
  GPtrArray *parts;     /* EntPdfPart */
  char *outline;        /* its entry in the outline, or NULL */
  guint level;          /* 0: a chapter, 1: within the last one */
} EntPdfPage;

typedef struct
{
  const char *title, *author, *subject, *keywords; /* NULL: none */
  const char *date;                                /* ISO 8601, or NULL: none */
} EntPdfInfo;

EntPdfPage *ent_pdf_page_new (double width, double height, const char *outline, guint level);
void ent_pdf_page_free (EntPdfPage *page);
EntPdfPart *ent_pdf_page_add (EntPdfPage *page, const EntScene *scene, const char *prefix);
/* "#prefix" and the id, as links to it are spelled (transfer full). */
char *ent_pdf_link (const char *prefix, const char *id);
GBytes *ent_pdf_write (const GPtrArray *pages,
                       const EntPdfInfo *info,
                       GCancellable *cancellable,
                       GError **error);

/* What a figure leads to, and the pages that it leads to. */
typedef struct
{
  EntAppendix appendix;
  const char *prefix; /* of the figure's destinations and of its notes' */
  const char *title;  /* of the figure */
} EntPdfNotes;

/* Where the items of a figure lead: to their notes, or else to the document itself (transfer full,
 * element-type utf8). */
GPtrArray *ent_pdf_figure_links (const EntFigureNotes *notes, const EntPdfNotes *how);
void ent_pdf_add_notes (GPtrArray *pages, const EntFigureNotes *notes, const EntPdfNotes *how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPdfPage, ent_pdf_page_free)

G_END_DECLS
