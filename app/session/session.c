#include "session/session.h"

struct _EntSession
{
  GObject parent;
  EntDossier *dossier;
  GFile *file;
  EntLibrary *library;
  GPtrArray *selection; /* of const char *, interned */
  GHashTable *selected; /* the same as a set */
  GHashTable *related;
  GHashTable *passages; /* bare ids under the selection */
  const char *hovered;  /* interned */
  EntEmphasis emphasis;
  EntFilter *filter;
  const char *language; /* interned */
  EntThemeKind theme;
};

G_DEFINE_FINAL_TYPE (EntSession, ent_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  REVEAL,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
emit (EntSession *session, EntChange change)
{
  g_signal_emit (session, signals[CHANGED], 0, (guint)change);
}

static void
dispose (GObject *object)
{
  EntSession *session = ENT_SESSION (object);

  g_clear_pointer (&session->library, ent_library_unref);
  g_clear_pointer (&session->dossier, ent_dossier_unref);
  g_clear_object (&session->file);
  G_OBJECT_CLASS (ent_session_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  EntSession *session = ENT_SESSION (object);

  g_ptr_array_unref (session->selection);
  g_hash_table_unref (session->selected);
  g_hash_table_unref (session->related);
  g_hash_table_unref (session->passages);
  ent_filter_free (session->filter);
  G_OBJECT_CLASS (ent_session_parent_class)->finalize (object);
}

static void
ent_session_class_init (EntSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dispose;
  object_class->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   ENT_TYPE_SESSION,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   1,
                                   G_TYPE_UINT);
  signals[REVEAL] = g_signal_new ("reveal",
                                  ENT_TYPE_SESSION,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
}

static void
ent_session_init (EntSession *session)
{
  session->selection = g_ptr_array_new ();
  session->selected = g_hash_table_new (g_str_hash, g_str_equal);
  session->related = g_hash_table_new (g_str_hash, g_str_equal);
  session->passages = g_hash_table_new (g_str_hash, g_str_equal);
  session->filter = ent_filter_new ();
  session->language = g_intern_static_string ("en");
  session->theme = ENT_THEME_LIGHT;
}

/**
 * ent_session_new:
 *
 * A session without a dossier: nothing selected, nothing filtered, English content, light theme.
 *
 * Returns: (transfer full): the session
 */
EntSession *
ent_session_new (void)
{
  return g_object_new (ENT_TYPE_SESSION, NULL);
}

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

static void
forget_selection (EntSession *session)
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
 * ent_session_set_dossier:
 * @session: a session
 * @dossier: (nullable): the snapshot to show from now on
 * @file: (nullable): where it came from
 *
 * Opens a dossier, closes it (NULL), or replaces it by an edited snapshot. The texts at hand, the
 * selection and the filter belong to a dossier and go with it, unless the new snapshot has the same
 * id and file: then what still exists stays selected.
 */
void
ent_session_set_dossier (EntSession *session, EntDossier *dossier, GFile *file)
{
  g_return_if_fail (ENT_IS_SESSION (session));

  gboolean same = session->dossier && dossier && session->file && file
                  && g_file_equal (session->file, file)
                  && g_strcmp0 (ent_dossier_id (session->dossier), ent_dossier_id (dossier)) == 0;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  for (guint i = 0; same && i < session->selection->len; i++)
    g_ptr_array_add (kept, g_ptr_array_index (session->selection, i));

  forget_selection (session);
  session->hovered = NULL;
  /* the old snapshot's resolutions point into it */
  g_clear_pointer (&session->library, ent_library_unref);
  g_autoptr (EntDossier) old = g_steal_pointer (&session->dossier);
  session->dossier = dossier ? ent_dossier_ref (dossier) : NULL;
  g_set_object (&session->file, file);
  if (!same)
    {
      ent_filter_free (session->filter);
      session->filter = ent_filter_new ();
    }
  for (guint i = 0; i < kept->len; i++)
    add (session, g_ptr_array_index (kept, i));
  if (session->dossier)
    derive (session);
  emit (session,
        ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_SELECTION | ENT_CHANGED_FILTER);
}

/**
 * ent_session_dossier:
 * @session: a session
 *
 * Returns: (transfer none) (nullable): the open dossier
 */
EntDossier *
ent_session_dossier (EntSession *session)
{
  return session->dossier;
}

/**
 * ent_session_file:
 * @session: a session
 *
 * Returns: (transfer none) (nullable): the open dossier's file
 */
GFile *
ent_session_file (EntSession *session)
{
  return session->file;
}

/**
 * ent_session_set_library:
 * @session: a session
 * @library: (nullable): the texts at hand for the open dossier
 */
void
ent_session_set_library (EntSession *session, EntLibrary *library)
{
  g_autoptr (EntLibrary) old = g_steal_pointer (&session->library);

  session->library = library ? ent_library_ref (library) : NULL;
  emit (session, ENT_CHANGED_LIBRARY);
}

/**
 * ent_session_library:
 * @session: a session
 *
 * Returns: (transfer none) (nullable): the texts at hand
 */
EntLibrary *
ent_session_library (EntSession *session)
{
  return session->library;
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
      forget_selection (session);
      add (session, mark_id);
    }
  else if (!add (session, mark_id))
    {
      const char *id = g_intern_string (ent_dossier_find (session->dossier, mark_id)->mark_id);
      g_hash_table_remove (session->selected, id);
      g_ptr_array_remove (session->selection, (gpointer)id);
    }
  derive (session);
  emit (session, ENT_CHANGED_SELECTION);
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
    forget_selection (session);
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
  emit (session, ENT_CHANGED_SELECTION);
}

/**
 * ent_session_clear_selection:
 * @session: a session
 */
void
ent_session_clear_selection (EntSession *session)
{
  if (session->selection->len == 0)
    return;
  forget_selection (session);
  emit (session, ENT_CHANGED_SELECTION);
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
  session->emphasis = (EntEmphasis){ .selected = session->selected,
                                     .related = session->related,
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
  emit (session, ENT_CHANGED_HOVER);
}

/**
 * ent_session_filter:
 * @session: a session
 *
 * Returns: (transfer none): the filter, on top of a view's own
 */
const EntFilter *
ent_session_filter (EntSession *session)
{
  return session->filter;
}

/**
 * ent_session_set_hidden:
 * @session: a session
 * @key: "kind:state", "type:visit", "tag:form" or "document:wang-2025"
 * @hidden: whether marks of that kind are left out
 */
void
ent_session_set_hidden (EntSession *session, const char *key, gboolean hidden)
{
  gboolean changed = hidden ? g_hash_table_add (session->filter->hidden, g_strdup (key))
                            : g_hash_table_remove (session->filter->hidden, key);
  if (changed)
    emit (session, ENT_CHANGED_FILTER);
}

/**
 * ent_session_is_hidden:
 * @session: a session
 * @key: as for ent_session_set_hidden()
 *
 * Returns: whether marks of that kind are left out
 */
gboolean
ent_session_is_hidden (EntSession *session, const char *key)
{
  return g_hash_table_contains (session->filter->hidden, key);
}

/**
 * ent_session_set_time:
 * @session: a session
 * @edtf: (nullable): the date or interval to show, EDTF; NULL for all times
 * @error: ENT_BASE_ERROR_DATE
 *
 * Returns: FALSE, and the filter left as it was, when @edtf is no date
 */
gboolean
ent_session_set_time (EntSession *session, const char *edtf, GError **error)
{
  if (g_strcmp0 (edtf, session->filter->time) == 0)
    return TRUE;
  if (!ent_filter_set_time (session->filter, edtf, error))
    return FALSE;
  emit (session, ENT_CHANGED_FILTER);
  return TRUE;
}

/**
 * ent_session_clear_filter:
 * @session: a session
 */
void
ent_session_clear_filter (EntSession *session)
{
  if (ent_filter_is_empty (session->filter))
    return;
  ent_filter_free (session->filter);
  session->filter = ent_filter_new ();
  emit (session, ENT_CHANGED_FILTER);
}

/**
 * ent_session_language:
 * @session: a session
 *
 * Returns: the language of the content, BCP 47, interned
 */
const char *
ent_session_language (EntSession *session)
{
  return session->language;
}

/**
 * ent_session_set_language:
 * @session: a session
 * @lang: the language to show names, texts and digests in
 */
void
ent_session_set_language (EntSession *session, const char *lang)
{
  const char *interned = g_intern_string (lang);

  g_return_if_fail (lang != NULL);
  if (interned == session->language)
    return;
  session->language = interned;
  emit (session, ENT_CHANGED_LANGUAGE);
}

/**
 * ent_session_theme:
 * @session: a session
 *
 * Returns: the theme of what is drawn
 */
EntThemeKind
ent_session_theme (EntSession *session)
{
  return session->theme;
}

/**
 * ent_session_set_theme:
 * @session: a session
 * @theme: the theme to draw in
 */
void
ent_session_set_theme (EntSession *session, EntThemeKind theme)
{
  if (theme == session->theme)
    return;
  session->theme = theme;
  emit (session, ENT_CHANGED_THEME);
}

/**
 * ent_session_reveal:
 * @session: a session
 * @passage_id: bare id of a passage
 *
 * Asks whoever shows the sources to show the passage, by the signal "reveal".
 */
void
ent_session_reveal (EntSession *session, const char *passage_id)
{
  g_signal_emit (session, signals[REVEAL], 0, passage_id);
}
