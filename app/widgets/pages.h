/* What a pane of the window can show: a kind of view, or the sources. */
#pragma once

#include "dossier/dossier.h"

G_BEGIN_DECLS

typedef struct
{
  const char *key;    /* "map"; also the state of win.view */
  gboolean is_reader; /* else a view of … */
  EntViewKind kind;   /* … this kind */
} EntPage;

#define ENT_PAGE_SOURCES "sources"

const EntPage *ent_pages (guint *n);
const EntPage *ent_page_find (const char *key);
const char *ent_page_title (const EntPage *page);
gboolean ent_page_is_supported (const EntPage *page, const EntDossier *dossier);
GPtrArray *ent_page_views (const EntPage *page, const EntDossier *dossier);

G_END_DECLS
