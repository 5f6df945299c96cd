/* What all views share while a dossier is open: the dossier itself, the texts at hand, selection,
 * hover, filter, languages and theme.  No GTK.  Everything is on the main thread. */
#pragma once

#include <gio/gio.h>

#include "dossier/anchor.h"
#include "dossier/dossier-file.h"
#include "dossier/source.h"
#include "scene/emphasis.h"
#include "scene/theme.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_CHANGED_DOSSIER = 1 << 0,
  ENT_CHANGED_LIBRARY = 1 << 1,
  ENT_CHANGED_SELECTION = 1 << 2,
  ENT_CHANGED_HOVER = 1 << 3,
  ENT_CHANGED_FILTER = 1 << 4,
  ENT_CHANGED_LANGUAGE = 1 << 5, /* of the content */
  ENT_CHANGED_THEME = 1 << 6,
  ENT_CHANGED_TEXT_SELECTION = 1 << 7,
  ENT_CHANGED_HISTORY = 1 << 8, /* undo, redo, what is saved; with ENT_CHANGED_DOSSIER: the same
                                   dossier edited, where without it another was opened */
} EntChange;

#define ENT_TYPE_SESSION (ent_session_get_type ())
G_DECLARE_FINAL_TYPE (EntSession, ent_session, ENT, SESSION, GObject)

/* Signals: "changed" (guint EntChange flags), emitted once for each call below that changes
 * something; "reveal" (const char *passage_id): a passage is to be shown in the reader. */
EntSession *ent_session_new (void);

void ent_session_set_dossier (EntSession *session, EntDossier *dossier, GFile *file);
EntDossier *ent_session_dossier (EntSession *session); /* borrowed; NULL before one is open */
GFile *ent_session_file (EntSession *session);         /* borrowed; may be NULL */
void ent_session_set_library (EntSession *session, EntLibrary *library);
EntLibrary *ent_session_library (EntSession *session); /* borrowed; may be NULL */

/* Editing.  Selection and filter survive it; the library of a snapshot that is gone back to may be
 * NULL, and is then to be made. */
void ent_session_edit (EntSession *session, EntDossier *next, const char *label);
void ent_session_edit_with (EntSession *session,
                            EntDossier *next,
                            EntLibrary *library,
                            const char *label);
gboolean ent_session_undo (EntSession *session);
gboolean ent_session_redo (EntSession *session);
const char *ent_session_undo_label (EntSession *session); /* "Accept Passage"; NULL: nothing */
const char *ent_session_redo_label (EntSession *session);
gboolean ent_session_is_dirty (EntSession *session); /* relative to what the file holds */
EntDossier *ent_session_saved (EntSession *session); /* borrowed; NULL: no state at hand */
void ent_session_mark_saved (EntSession *session, EntDossier *written, GFile *file);
void ent_session_mark_unsaved (EntSession *session);

/* One state of a dossier that is being edited. */
typedef struct
{
  EntDossier *dossier;
  const char *label; /* of the edit that led to it */
  gint64 time;       /* of the edit; seconds since 1970 */
} EntSessionEdit;

void ent_session_restore (EntSession *session,
                          const EntSessionEdit *edits,
                          guint n_edits,
                          guint at,
                          EntDossier *in_file,
                          GFile *file);

/* Selection: mark ids of any kind of thing, passages ("passage:p12") included, in the order of
 * selecting. */
typedef enum
{
  ENT_SELECT_ONLY,   /* instead of what was selected */
  ENT_SELECT_TOGGLE, /* added, or taken out again */
} EntSelectMode;

void ent_session_select (EntSession *session, const char *mark_id, EntSelectMode mode);
/* Several at once, as those that a cell of a matrix counts: by their mark ids. */
void ent_session_select_all (EntSession *session, const char *const *mark_ids, EntSelectMode mode);
/* Selects all things that rest on any of the passages, and the passages themselves. */
void ent_session_select_passages (EntSession *session,
                                  const char *const *passage_ids,
                                  EntSelectMode mode);
void ent_session_clear_selection (EntSession *session);
const GPtrArray *ent_session_selection (EntSession *session); /* of mark ids (const char *) */
gboolean ent_session_is_selected (EntSession *session, const char *mark_id);
/* Passages under the selection, selected or evidence of what is selected: set of bare passage ids.
 */
GHashTable *ent_session_selected_passages (EntSession *session);
/* Sets for the renderers; valid until the next change. */
const EntEmphasis *ent_session_emphasis (EntSession *session);

/* What text the reader has selected: code points in the text at hand for the document. */
void ent_session_set_text_selection (EntSession *session,
                                     const char *document_id,
                                     guint start,
                                     guint end);
gboolean ent_session_text_selection (EntSession *session,
                                     const char **document_id,
                                     guint *start,
                                     guint *end);

void ent_session_hover (EntSession *session, const char *mark_id); /* NULL: nothing */
/* Makes marks stand out without selecting them or fading the others; NULL: none. */
void ent_session_hint (EntSession *session, const char *const *mark_ids);

const EntFilter *ent_session_filter (EntSession *session);
void ent_session_set_hidden (EntSession *session, const char *key, gboolean hidden);
gboolean ent_session_is_hidden (EntSession *session, const char *key);
gboolean
ent_session_set_time (EntSession *session, const char *edtf, GError **error); /* NULL: all times */
void ent_session_clear_filter (EntSession *session);

const char *ent_session_language (EntSession *session); /* "en", "zh-Hans", "zh-Hant"; interned */
void ent_session_set_language (EntSession *session, const char *lang);
EntThemeKind ent_session_theme (EntSession *session);
void ent_session_set_theme (EntSession *session, EntThemeKind theme);

/* Asks the reader to show a passage (bare id), or a place in a text: the mark id of a document with
 * a fragment as in RFC 5147, "document:wang-2025#char=120,140". */
void ent_session_reveal (EntSession *session, const char *passage_id);

G_END_DECLS
