/* What the parts of a page share: its figures, the marks of all of them and the passages these rest
 * on, each in every language. */
#pragma once

#include "figure/figure-notes.h"
#include "figure/html-page.h"
#include "render/svg-sheet.h"

G_BEGIN_DECLS

#define ENT_HTML_N_LANGUAGES 3
#define ENT_HTML_N_THEMES 2

extern const char *const ent_html_languages[ENT_HTML_N_LANGUAGES];
/* The class of what is there in one language only. */
extern const char *const ent_html_classes[ENT_HTML_N_LANGUAGES];

/* A text in all languages, owned. */
typedef struct
{
  char *in[ENT_HTML_N_LANGUAGES];
} EntHtmlText;

/* A passage in one use, with the number that all figures of the page know it by. */
typedef struct
{
  guint number; /* from 1 */
  const EntPassage *passage;
  gboolean disputes;
  const char *grade; /* or NULL */
  EntHtmlText facts;
  char *quote; /* or NULL */
} EntHtmlNote;

/* What can be selected: one thing of the dossier, or several that are drawn as one. */
typedef struct
{
  guint number; /* from 1: its id is "m1" */
  char *key;
  char *name;        /* "m1" */
  GPtrArray *things; /* const EntThing * */
  EntHtmlText title, description;
  GArray *notes; /* guint: numbers */
  gboolean uncited, disputed;
} EntHtmlMark;

typedef struct
{
  const EntView *view; /* or NULL */
  EntViewKind kind;
  const char *time;      /* of a step of the story, or NULL */
  EntFilter *filter;     /* that of the request and the time, or NULL */
  GPtrArray *emphasised; /* ids that must have their labels, NULL-terminated */
  EntViewRequest requests[ENT_HTML_N_LANGUAGES];
  EntScene *scenes[ENT_HTML_N_LANGUAGES * ENT_HTML_N_THEMES];
  GPtrArray *marks; /* EntHtmlMark, in the order of reading */
  GPtrArray *order; /* the same, the most important first */
  EntHtmlText title, caption, source;
  EntHtmlText remarks; /* lines */
} EntHtmlFigure;

typedef struct
{
  const EntViewRequest *request;
  const EntFigureOptions *figure;
  const EntHtmlOptions *options;
  guint language; /* that it opens in */
  const EntTheme *themes[ENT_HTML_N_THEMES];
  EntSvgSheet *sheet;
  GPtrArray *figures, *marks, *notes; /* EntHtmlFigure, EntHtmlMark, EntHtmlNote */
  GHashTable *known_marks;            /* key → EntHtmlMark */
  GHashTable *known_notes;            /* EntHtmlNote → itself */
  GHashTable *marks_of;               /* mark id of a thing → GPtrArray of EntHtmlMark */
  GPtrArray *hidden;                  /* char *: keys of legends, "type:visit" */
} EntHtmlPage;

/* html-model.c */
gboolean ent_html_page_fill (EntHtmlPage *page, GCancellable *cancellable, GError **error);
void ent_html_page_clear (EntHtmlPage *page);
EntHtmlFigure *ent_html_page_find_figure (const EntHtmlPage *page,
                                          const EntView *view,
                                          const char *time,
                                          guint *index);
EntHtmlMark *ent_html_page_find_mark (const EntHtmlPage *page, const EntSceneItem *item);
/* The marks that stand for a thing, or NULL. */
const GPtrArray *ent_html_page_marks_of (const EntHtmlPage *page, const EntThing *thing);
guint ent_html_page_note_key (EntHtmlPage *page, const char *key);

static inline const EntHtmlNote *
ent_html_page_note (const EntHtmlPage *page, guint number)
{
  return g_ptr_array_index (page->notes, number - 1);
}

/* html-text.c */
void ent_html_text_clear (EntHtmlText *text);
EntHtmlText ent_html_text_of (const EntText *text);
EntHtmlText ent_html_word (const char *key);
gboolean ent_html_text_is_empty (const EntHtmlText *text);
void ent_html_put (GString *out, const char *text);
void ent_html_put_text (GString *out, const EntHtmlText *text);
/* A text of the dossier, each version with its language where that is not the one asked for. */
void ent_html_put_dossier_text (GString *out, const EntText *text, const char *own_language);
void ent_html_put_word (GString *out, const char *key);
/* " aria-label="…" data-en="…" …": for the language of the moment. */
void ent_html_put_label (GString *out, const char *key, guint language);

/* html-figure.c, html-table.c, html-notes.c: append parts of the page. */
void ent_html_put_figures (EntHtmlPage *page, GString *out);
gboolean ent_html_is_table (const EntHtmlFigure *figure);
void ent_html_put_table (EntHtmlPage *page, const EntHtmlFigure *figure, GString *out);
void ent_html_put_story (EntHtmlPage *page, GString *out);
void ent_html_put_marks (EntHtmlPage *page, GString *out);
void ent_html_put_passages (EntHtmlPage *page, GString *out);

G_END_DECLS
