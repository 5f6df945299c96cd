/* The session from inside: session.c (what is open, how it is shown), session-selection.c,
 * session-history.c. */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

/* States that are kept, the open one included. */
#define ENT_SESSION_MAX_STATES 100

/* One state of the dossier that can be gone back to. */
typedef struct
{
  EntDossier *dossier;
  EntLibrary *library; /* of that snapshot; NULL when other texts were attached since */
  char *label;         /* of the edit that led to it; NULL for the first */
  guint64 serial;      /* no other state of the session ever has it */
  gint64 time;         /* when it was made; seconds since 1970 */
} EntState;

struct _EntSession
{
  GObject parent;
  EntDossier *dossier;
  GFile *file;
  EntLibrary *library;
  GPtrArray *states; /* of EntState, oldest first; empty without a dossier */
  guint at;          /* the state that is open */
  guint64 last_serial;
  const EntState *saved; /* the one in the file; NULL when it cannot be gone back to */
  EntDossier *in_file; /* what the file holds as far as is known, a state or not; NULL: not known */
  GPtrArray *selection; /* of const char *, interned */
  GHashTable *selected; /* the same as a set */
  GHashTable *related;
  GHashTable *passages; /* bare ids under the selection */
  GHashTable *hinted;   /* interned mark ids */
  const char *hovered;  /* interned */
  EntEmphasis emphasis;
  EntFilter *filter;
  const char *text_document; /* interned bare id; NULL without a selection of text */
  guint text_start, text_end;
  const char *language; /* interned */
  EntThemeKind theme;
};

void ent_session_emit (EntSession *session, EntChange change);
void ent_session_start_history (EntSession *session);
void ent_session_keep_library (EntSession *session);
void ent_session_forget_selection (EntSession *session);
void ent_session_keep_selection (EntSession *session);
void ent_session_free_state (EntState *state);

G_END_DECLS
