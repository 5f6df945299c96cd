/* Editing: each edit is a state of the dossier that can be gone back to, and one of them is what
 * the file holds.  Snapshots share what they have in common, so a state costs its index. */
#include "session/session-private.h"

/**
 * ent_session_free_state:
 * @state: (transfer full): a state
 *
 * Frees the state.
 */
void
ent_session_free_state (EntState *state)
{
  ent_dossier_unref (state->dossier);
  ent_library_unref (state->library);
  g_free (state->label);
  g_free (state);
}

static EntState *
state_at (EntSession *session, guint i)
{
  return g_ptr_array_index (session->states, i);
}

static EntState *
add (EntSession *session, EntDossier *dossier, EntLibrary *library, const char *label)
{
  EntState *state = g_new0 (EntState, 1);

  state->dossier = ent_dossier_ref (dossier);
  state->library = library != NULL ? ent_library_ref (library) : NULL;
  state->label = g_strdup (label);
  state->serial = ++session->last_serial;
  state->time = g_get_real_time () / G_USEC_PER_SEC;
  g_ptr_array_add (session->states, state);
  return state;
}

/* The open snapshot becomes a state. */
static void
push (EntSession *session, const char *label)
{
  add (session, session->dossier, session->library, label);
  session->at = session->states->len - 1;
}

static void
drop (EntSession *session, guint i)
{
  if (state_at (session, i) == session->saved)
    session->saved = NULL;
  g_ptr_array_remove_index (session->states, i);
}

static void
keep_in_file (EntSession *session, EntDossier *dossier)
{
  g_autoptr (EntDossier) before = session->in_file;

  session->in_file = dossier != NULL ? ent_dossier_ref (dossier) : NULL;
}

/**
 * ent_session_start_history:
 * @session: a session
 *
 * Makes the open dossier, if there is one, the only state and the saved one.
 */
void
ent_session_start_history (EntSession *session)
{
  g_ptr_array_set_size (session->states, 0);
  session->at = 0;
  session->saved = NULL;
  keep_in_file (session, session->file != NULL ? session->dossier : NULL);
  if (session->dossier == NULL)
    return;
  push (session, NULL);
  session->saved = state_at (session, 0);
}

/**
 * ent_session_restore:
 * @session: a session
 * @edits: (array length=n_edits): states from first to last
 * @n_edits: at least 1; the last 100 count
 * @at: the one to open
 * @in_file: (nullable): what the dossier's file holds, one of the states or not; %NULL when that is
 *   not known
 * @file: (nullable): the dossier's file
 *
 * Opens a dossier as it was left, with what can be undone and redone.
 */
void
ent_session_restore (EntSession *session,
                     const EntSessionEdit *edits,
                     guint n_edits,
                     guint at,
                     EntDossier *in_file,
                     GFile *file)
{
  const guint first
      = n_edits > ENT_SESSION_MAX_STATES ? MIN (n_edits - ENT_SESSION_MAX_STATES, at) : 0;

  g_return_if_fail (at < n_edits);
  ent_session_set_dossier (session, edits[at].dossier, file);
  g_ptr_array_set_size (session->states, 0);
  for (guint i = first; i < MIN (first + ENT_SESSION_MAX_STATES, n_edits); i++)
    add (session, edits[i].dossier, NULL, i > first ? edits[i].label : NULL)->time = edits[i].time;
  session->at = at - first;
  ent_session_mark_saved (session, in_file, file);
}

/**
 * ent_session_keep_library:
 * @session: a session whose library was just set
 *
 * Other states do not know where their passages are in the new texts.
 */
void
ent_session_keep_library (EntSession *session)
{
  for (guint i = 0; i < session->states->len; i++)
    g_clear_pointer (&state_at (session, i)->library, ent_library_unref);
  if (session->library != NULL && session->states->len > 0)
    state_at (session, session->at)->library = ent_library_ref (session->library);
}

/* Opens another snapshot of the same dossier. */
static void
show (EntSession *session, EntDossier *dossier, EntLibrary *library)
{
  g_autoptr (EntDossier) old_dossier = session->dossier;
  g_autoptr (EntLibrary) old_library = session->library;

  session->dossier = ent_dossier_ref (dossier);
  session->library = library != NULL ? ent_library_ref (library) : NULL;
  session->hovered = NULL;
  g_hash_table_remove_all (session->hinted);
  ent_session_keep_selection (session);
}

static void
tell (EntSession *session)
{
  ent_session_emit (session,
                    ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_SELECTION
                        | ENT_CHANGED_HISTORY);
}

/**
 * ent_session_edit_with:
 * @session: a session with a dossier open
 * @next: the dossier edited
 * @library: (nullable): the texts at hand for @next; %NULL when nobody has looked for its passages
 * @label: what the edit does, as on a menu: "Accept Passage"
 *
 * Makes @next the open snapshot, which can be undone.  Selection and filter stay, as far as what is
 * selected still exists.  What was undone before can no longer be redone.
 */
void
ent_session_edit_with (EntSession *session,
                       EntDossier *next,
                       EntLibrary *library,
                       const char *label)
{
  g_return_if_fail (session->dossier != NULL);

  while (session->states->len > session->at + 1)
    drop (session, session->states->len - 1);
  show (session, next, library);
  push (session, label);
  if (session->states->len > ENT_SESSION_MAX_STATES)
    {
      drop (session, 0);
      session->at--;
    }
  tell (session);
}

/**
 * ent_session_edit:
 * @session: a session with a dossier open
 * @next: the dossier edited
 * @label: what the edit does, as on a menu: "Accept Passage"
 *
 * As ent_session_edit_with(), for an edit of few passages: looks here and now where they are in the
 * texts at hand.
 */
void
ent_session_edit (EntSession *session, EntDossier *next, const char *label)
{
  g_return_if_fail (session->dossier != NULL);

  g_autoptr (EntLibrary) library
      = session->library != NULL
            ? ent_library_follow (session->library, session->dossier, next, NULL)
            : NULL;
  ent_session_edit_with (session, next, library, label);
}

static gboolean
go_to (EntSession *session, guint i)
{
  const EntState *state = state_at (session, i);

  session->at = i;
  show (session, state->dossier, state->library);
  tell (session);
  return TRUE;
}

/**
 * ent_session_undo:
 * @session: a session
 *
 * Goes back to the snapshot before the last edit.  Its library is %NULL if other texts were
 * attached since it was open.
 *
 * Returns: %FALSE if there is nothing to undo
 */
gboolean
ent_session_undo (EntSession *session)
{
  return session->at > 0 && go_to (session, session->at - 1);
}

/**
 * ent_session_redo:
 * @session: a session
 *
 * Makes again the edit that was undone last, as ent_session_undo() unmakes it.
 *
 * Returns: %FALSE if there is nothing to redo
 */
gboolean
ent_session_redo (EntSession *session)
{
  return session->at + 1 < session->states->len && go_to (session, session->at + 1);
}

/**
 * ent_session_undo_label:
 * @session: a session
 *
 * Returns: (transfer none) (nullable): what ent_session_undo() would unmake; %NULL if nothing
 */
const char *
ent_session_undo_label (EntSession *session)
{
  return session->at > 0 ? state_at (session, session->at)->label : NULL;
}

/**
 * ent_session_redo_label:
 * @session: a session
 *
 * Returns: (transfer none) (nullable): what ent_session_redo() would make again; %NULL if nothing
 */
const char *
ent_session_redo_label (EntSession *session)
{
  return session->at + 1 < session->states->len ? state_at (session, session->at + 1)->label : NULL;
}

/**
 * ent_session_is_dirty:
 * @session: a session
 *
 * Returns: whether the open snapshot is another than the one in the file
 */
gboolean
ent_session_is_dirty (EntSession *session)
{
  return session->states->len > 0 && state_at (session, session->at) != session->saved;
}

/**
 * ent_session_saved:
 * @session: a session
 *
 * Returns: (transfer none) (nullable): what the file holds; %NULL if that can no longer be gone
 *   back to
 */
EntDossier *
ent_session_saved (EntSession *session)
{
  return session->saved != NULL ? session->saved->dossier : NULL;
}

/**
 * ent_session_mark_saved:
 * @session: a session
 * @written: the snapshot that was written, be it open or, when edits went on meanwhile, not
 * @file: where it was written; the dossier's file from now on
 *
 * Tells that a state is in the file.
 */
void
ent_session_mark_saved (EntSession *session, EntDossier *written, GFile *file)
{
  session->saved = NULL;
  for (guint i = 0; i < session->states->len; i++)
    if (state_at (session, i)->dossier == written)
      session->saved = state_at (session, i);
  keep_in_file (session, written);
  g_set_object (&session->file, file);
  ent_session_emit (session, ENT_CHANGED_HISTORY);
}

/**
 * ent_session_mark_unsaved:
 * @session: a session
 *
 * Tells that no state is in the file any more: another program changed it, and what is open is to
 * be kept.
 */
void
ent_session_mark_unsaved (EntSession *session)
{
  session->saved = NULL;
  keep_in_file (session, NULL);
  ent_session_emit (session, ENT_CHANGED_HISTORY);
}
