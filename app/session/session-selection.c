/* What is selected and pointed at: things of the dossier, and text in the reader. */
#include "session/session-private.h"

/* Recomputes the sets that follow from the selection. Cost: the selection × its relations. */
static void
derive (EntSession *session)
{
  g_hash_table_remove_all (session->related);
  g_hash_table_remove_all (session->passages);
  for (guint i = 0; i < session->selection->len; i++)
    {
      const EntThing *thing
          = ent_dossier_find (session->dossier, g_ptr_array_index (session->selection, i));
      if (thing == NULL)
        continue;
      ent_dossier_add_related (session->dossier, thing, session->related);
      if (thing->kind == ENT_THING_PASSAGE)
        g_hash_table_add (session->passages, (gpointer)thing->id);
      g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
      for (guint j = 0; j < evidence->len; j++)
        {
          const EntEvidence *item = g_ptr_array_index (evidence, j);
          g_hash_table_add (session->passages, (gpointer)item->passage->thing.id);
        }
    }
}

/**
 * ent_session_forget_selection:
 * @session: a session
 *
 * Selects nothing, and tells nobody.
 */
void
ent_session_forget_selection (EntSession *session)
{
  g_ptr_array_set_size (session->selection, 0);
  g_hash_table_remove_all (session->selected);
  g_hash_table_remove_all (session->related);
  g_hash_table_remove_all (session->passages);
}

static gboolean
add (EntSession *session, const char *mark_id)
{
  const EntThing *thing = session->dossier ? ent_dossier_find (session->dossier, mark_id) : NULL;
  const char *id = thing ? g_intern_string (thing->mark_id) : NULL;

  if (id == NULL || !g_hash_table_add (session->selected, (gpointer)id))
    return FALSE;
  g_ptr_array_add (session->selection, (gpointer)id);
  return TRUE;
}

/**
 * ent_session_keep_selection:
 * @session: a session whose dossier is another snapshot than the selection was made in
 *
 * Keeps of the selection what is in the new snapshot, and tells nobody.
 */
void
ent_session_keep_selection (EntSession *session)
{
  g_autoptr (GPtrArray) kept = g_steal_pointer (&session->selection);

  session->selection = g_ptr_array_new ();
  ent_session_forget_selection (session);
  for (guint i = 0; i < kept->len; i++)
    add (session, g_ptr_array_index (kept, i));
  if (session->dossier != NULL)
    derive (session);
}

/**
 * ent_session_select:
 * @session: a session
 * @mark_id: what to select ("relation:jpn-phl-raa"); ignored when the dossier has no such thing
 * @mode: instead of the selection, or toggled in it
 */
void
ent_session_select (EntSession *session, const char *mark_id, EntSelectMode mode)
{
  if (session->dossier == NULL || ent_dossier_find (session->dossier, mark_id) == NULL)
    return;
  if (mode == ENT_SELECT_ONLY)
    {
      if (session->selection->len == 1 && ent_session_is_selected (session, mark_id))
        return;
      ent_session_forget_selection (session);
      add (session, mark_id);
    }
  else if (!add (session, mark_id))
    {
      const char *id = g_intern_string (ent_dossier_find (session->dossier, mark_id)->mark_id);
      g_hash_table_remove (session->selected, id);
      g_ptr_array_remove (session->selection, (gpointer)id);
    }
  derive (session);
  ent_session_emit (session, ENT_CHANGED_SELECTION);
}

/**
 * ent_session_select_all:
 * @session: a session
 * @mark_ids: (array zero-terminated=1): what to select; what the dossier does not have is ignored
 * @mode: instead of the selection, or toggled in it: taken out when all of them are in it
 *
 * Selects several things at once, as those that a cell of a matrix counts.
 */
void
ent_session_select_all (EntSession *session, const char *const *mark_ids, EntSelectMode mode)
{
  gboolean all = TRUE;

  if (session->dossier == NULL)
    return;
  for (guint i = 0; mark_ids[i]; i++)
    all = all && ent_session_is_selected (session, mark_ids[i]);
  if (mode == ENT_SELECT_ONLY)
    ent_session_forget_selection (session);
  for (guint i = 0; mark_ids[i]; i++)
    if (mode == ENT_SELECT_ONLY || !all)
      add (session, mark_ids[i]);
    else
      {
        const char *id = g_intern_string (mark_ids[i]);
        g_hash_table_remove (session->selected, id);
        g_ptr_array_remove (session->selection, (gpointer)id);
      }
  derive (session);
  ent_session_emit (session, ENT_CHANGED_SELECTION);
}

/**
 * ent_session_select_passages:
 * @session: a session
 * @passage_ids: (array zero-terminated=1): bare ids of passages, or their mark ids
 * @mode: instead of the selection, or added to it
 *
 * Selects the passages and every thing that rests on any of them.
 */
void
ent_session_select_passages (EntSession *session,
                             const char *const *passage_ids,
                             EntSelectMode mode)
{
  if (session->dossier == NULL)
    return;
  if (mode == ENT_SELECT_ONLY)
    ent_session_forget_selection (session);
  for (guint i = 0; passage_ids[i]; i++)
    {
      const EntThing *thing = ent_dossier_find (session->dossier, passage_ids[i]);
      if (thing == NULL || thing->kind != ENT_THING_PASSAGE)
        continue;
      add (session, thing->mark_id);
      const GPtrArray *resting
          = ent_dossier_things_on (session->dossier, (const EntPassage *)thing);
      for (guint j = 0; resting && j < resting->len; j++)
        add (session, ((const EntThing *)g_ptr_array_index (resting, j))->mark_id);
    }
  derive (session);
  ent_session_emit (session, ENT_CHANGED_SELECTION);
}

/**
 * ent_session_clear_selection:
 * @session: a session
 *
 * After this nothing stands out, hints neither.
 */
void
ent_session_clear_selection (EntSession *session)
{
  ent_session_hint (session, NULL);
  if (session->selection->len == 0)
    return;
  ent_session_forget_selection (session);
  ent_session_emit (session, ENT_CHANGED_SELECTION);
}

/**
 * ent_session_selection:
 * @session: a session
 *
 * Returns: (transfer none) (element-type utf8): mark ids in the order of selecting
 */
const GPtrArray *
ent_session_selection (EntSession *session)
{
  return session->selection;
}

/**
 * ent_session_is_selected:
 * @session: a session
 * @mark_id: a mark id
 *
 * Returns: whether it is selected
 */
gboolean
ent_session_is_selected (EntSession *session, const char *mark_id)
{
  return g_hash_table_contains (session->selected, mark_id);
}

/**
 * ent_session_selected_passages:
 * @session: a session
 *
 * Returns: (transfer none): set of the bare ids of the passages that are selected or that what is
 *   selected rests on
 */
GHashTable *
ent_session_selected_passages (EntSession *session)
{
  return session->passages;
}

/**
 * ent_session_emphasis:
 * @session: a session
 *
 * Returns: (transfer none): what renderers repaint; valid until the next change
 */
const EntEmphasis *
ent_session_emphasis (EntSession *session)
{
  gboolean hints = g_hash_table_size (session->hinted) > 0;

  session->emphasis = (EntEmphasis){ .selected = session->selected,
                                     .related = session->related,
                                     .hinted = hints ? session->hinted : NULL,
                                     .hovered = session->hovered };
  return &session->emphasis;
}

/**
 * ent_session_hover:
 * @session: a session
 * @mark_id: (nullable): what the pointer is on
 */
void
ent_session_hover (EntSession *session, const char *mark_id)
{
  const char *id = g_intern_string (mark_id);

  if (id == session->hovered)
    return;
  session->hovered = id;
  ent_session_emit (session, ENT_CHANGED_HOVER);
}

/**
 * ent_session_hint:
 * @session: a session
 * @mark_ids: (nullable) (array zero-terminated=1): what stands out, %NULL for nothing
 *
 * Makes marks stand out as if they were selected, though the selection stays as it is and nothing
 * fades: for what somebody looks at by the way.  It changes as hovering does.
 */
void
ent_session_hint (EntSession *session, const char *const *mark_ids)
{
  gboolean none = mark_ids == NULL || mark_ids[0] == NULL;

  if (none && g_hash_table_size (session->hinted) == 0)
    return;
  g_hash_table_remove_all (session->hinted);
  for (guint i = 0; !none && mark_ids[i]; i++)
    g_hash_table_add (session->hinted, (gpointer)g_intern_string (mark_ids[i]));
  ent_session_emit (session, ENT_CHANGED_HOVER);
}

/**
 * ent_session_set_text_selection:
 * @session: a session
 * @document_id: (nullable): bare id of the document whose text is selected in; %NULL for none
 * @start: first code point of what is selected
 * @end: one past the last
 *
 * Tells what text the reader has selected.  An empty span is none.
 */
void
ent_session_set_text_selection (EntSession *session,
                                const char *document_id,
                                guint start,
                                guint end)
{
  const char *id = start < end ? g_intern_string (document_id) : NULL;

  if (id == NULL)
    start = end = 0;
  if (id == session->text_document && start == session->text_start && end == session->text_end)
    return;
  session->text_document = id;
  session->text_start = start;
  session->text_end = end;
  ent_session_emit (session, ENT_CHANGED_TEXT_SELECTION);
}

/**
 * ent_session_text_selection:
 * @session: a session
 * @document_id: (out) (optional) (transfer none): bare id of the document, interned
 * @start: (out) (optional): first code point in the document's text at hand
 * @end: (out) (optional): one past the last
 *
 * Returns: whether text is selected in the reader; nothing is set when not
 */
gboolean
ent_session_text_selection (EntSession *session, const char **document_id, guint *start, guint *end)
{
  if (session->text_document == NULL)
    return FALSE;
  if (document_id != NULL)
    *document_id = session->text_document;
  if (start != NULL)
    *start = session->text_start;
  if (end != NULL)
    *end = session->text_end;
  return TRUE;
}
