/* What is open and how it is shown. */
#include "session/session-private.h"

G_DEFINE_FINAL_TYPE (EntSession, ent_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  REVEAL,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/**
 * ent_session_emit:
 * @session: a session
 * @change: what changed
 *
 * Tells everyone.
 */
void
ent_session_emit (EntSession *session, EntChange change)
{
  g_signal_emit (session, signals[CHANGED], 0, (guint)change);
}

static void
dispose (GObject *object)
{
  EntSession *session = ENT_SESSION (object);

  g_clear_pointer (&session->library, ent_library_unref);
  g_clear_pointer (&session->dossier, ent_dossier_unref);
  g_clear_pointer (&session->in_file, ent_dossier_unref);
  g_clear_object (&session->file);
  G_OBJECT_CLASS (ent_session_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  EntSession *session = ENT_SESSION (object);

  g_ptr_array_unref (session->states);
  g_ptr_array_unref (session->selection);
  g_hash_table_unref (session->selected);
  g_hash_table_unref (session->related);
  g_hash_table_unref (session->passages);
  g_hash_table_unref (session->hinted);
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
  session->states = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_session_free_state);
  session->selection = g_ptr_array_new ();
  session->selected = g_hash_table_new (g_str_hash, g_str_equal);
  session->related = g_hash_table_new (g_str_hash, g_str_equal);
  session->passages = g_hash_table_new (g_str_hash, g_str_equal);
  session->hinted = g_hash_table_new (g_str_hash, g_str_equal);
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

/**
 * ent_session_set_dossier:
 * @session: a session
 * @dossier: (nullable): the snapshot to show from now on
 * @file: (nullable): where it came from
 *
 * Opens a dossier, or closes it (NULL): nothing can be undone, and nothing is unsaved. The texts at
 * hand, the selection and the filter belong to a dossier and go with it; if the new one has the
 * same id and file, as after reading it again, filter and selection stay as far as they apply.
 */
void
ent_session_set_dossier (EntSession *session, EntDossier *dossier, GFile *file)
{
  g_return_if_fail (ENT_IS_SESSION (session));

  gboolean same = session->dossier && dossier && session->file && file
                  && g_file_equal (session->file, file)
                  && g_strcmp0 (ent_dossier_id (session->dossier), ent_dossier_id (dossier)) == 0;

  session->hovered = NULL;
  g_hash_table_remove_all (session->hinted);
  session->text_document = NULL;
  /* the old snapshot's resolutions point into it */
  g_clear_pointer (&session->library, ent_library_unref);
  g_autoptr (EntDossier) old = g_steal_pointer (&session->dossier);
  session->dossier = dossier ? ent_dossier_ref (dossier) : NULL;
  g_set_object (&session->file, file);
  ent_session_start_history (session);
  if (same)
    ent_session_keep_selection (session);
  else
    {
      ent_session_forget_selection (session);
      ent_filter_free (session->filter);
      session->filter = ent_filter_new ();
    }
  ent_session_emit (session,
                    ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_SELECTION
                        | ENT_CHANGED_FILTER | ENT_CHANGED_TEXT_SELECTION);
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
  ent_session_keep_library (session);
  ent_session_emit (session, ENT_CHANGED_LIBRARY);
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
    ent_session_emit (session, ENT_CHANGED_FILTER);
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
  ent_session_emit (session, ENT_CHANGED_FILTER);
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
  ent_session_emit (session, ENT_CHANGED_FILTER);
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
  ent_session_emit (session, ENT_CHANGED_LANGUAGE);
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
  ent_session_emit (session, ENT_CHANGED_THEME);
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
