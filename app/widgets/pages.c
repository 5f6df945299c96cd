#include "widgets/pages.h"

#include <glib/gi18n-lib.h>

#include "views/view.h"

static const EntPage PAGES[] = {
  { "map", FALSE, ENT_VIEW_MAP },           { "network", FALSE, ENT_VIEW_NETWORK },
  { "timeline", FALSE, ENT_VIEW_TIMELINE }, { "comparison", FALSE, ENT_VIEW_COMPARISON },
  { "quadrant", FALSE, ENT_VIEW_QUADRANT }, { "matrix", FALSE, ENT_VIEW_MATRIX },
  { "diagram", FALSE, ENT_VIEW_DIAGRAM },   { ENT_PAGE_SOURCES, TRUE, ENT_N_VIEW_KINDS },
};

static const char *const TITLES[] = {
  NC_ ("page", "Map"),     NC_ ("page", "Network"),  NC_ ("page", "Timeline"),
  NC_ ("page", "Compare"), NC_ ("page", "Quadrant"), NC_ ("page", "Matrix"),
  NC_ ("page", "Diagram"), NC_ ("page", "Sources"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (PAGES) == G_N_ELEMENTS (TITLES));

/**
 * ent_pages:
 * @n: (out): how many
 *
 * Returns: (array length=n): all pages in the order of the view switcher
 */
const EntPage *
ent_pages (guint *n)
{
  *n = G_N_ELEMENTS (PAGES);
  return PAGES;
}

/**
 * ent_page_find:
 * @key: (nullable): "map"
 *
 * Returns: (nullable): the page
 */
const EntPage *
ent_page_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    if (g_strcmp0 (PAGES[i].key, key) == 0)
      return &PAGES[i];
  return NULL;
}

/**
 * ent_page_title:
 * @page: a page
 *
 * Returns: its name in the language of the interface
 */
const char *
ent_page_title (const EntPage *page)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "page", TITLES[page - PAGES]);
}

/**
 * ent_page_is_supported:
 * @page: a page
 * @dossier: a dossier
 *
 * Returns: whether the dossier has anything to show there
 */
gboolean
ent_page_is_supported (const EntPage *page, const EntDossier *dossier)
{
  if (page->is_reader)
    return ent_dossier_documents (dossier)->len > 0;
  return ent_view_is_supported (dossier, page->kind);
}

/**
 * ent_page_views:
 * @page: a page
 * @dossier: a dossier
 *
 * Returns: (transfer container) (element-type EntView): its saved views of that kind
 */
GPtrArray *
ent_page_views (const EntPage *page, const EntDossier *dossier)
{
  const GPtrArray *views = ent_dossier_views (dossier);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < views->len && !page->is_reader; i++)
    {
      EntView *view = g_ptr_array_index (views, i);
      if (view->kind == page->kind)
        g_ptr_array_add (found, view);
    }
  return found;
}
