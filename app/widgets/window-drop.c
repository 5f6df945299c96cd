/* Files that are dropped on the window or chosen for a document: what they are is found out on a
 * worker, and asked where it cannot be. */
#include <glib/gi18n-lib.h>

#include "widgets/settings.h"
#include "widgets/window-private.h"
#include "widgets/window-texts.h"

/* The list of the question, in pixels and rows: a dialog gives a list no more room than it must. */
#define LIST_WIDTH 440
#define ROW_HEIGHT 62
#define MAX_ROWS 5

/* A document a file may be the text of. */
typedef struct
{
  char *document_id;
  double share; /* 0–1, of its passages that are in the text */
} Candidate;

/* One file. */
typedef struct
{
  GFile *file;
  gboolean is_folder;
  GPtrArray *documents; /* ids of those it is the text of */
  GArray *candidates;   /* of Candidate, likeliest first; when there are none of the above */
  char *error;          /* why it cannot be read */
} Found;

/* What came, and what it was found to be.  Counted: it is order and result. */
typedef struct
{
  EntDossier *dossier;
  GHashTable *encodings;
  char *document_id; /* the text of which it is said to be; NULL: to be found out */
  GPtrArray *files;  /* of Found */
} Drop;

static void
clear_candidate (gpointer data)
{
  g_free (((Candidate *)data)->document_id);
}

static Found *
new_found (GFile *file)
{
  Found *found = g_new0 (Found, 1);

  found->file = g_object_ref (file);
  found->documents = g_ptr_array_new_with_free_func (g_free);
  found->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_set_clear_func (found->candidates, clear_candidate);
  return found;
}

static void
free_found (Found *found)
{
  g_object_unref (found->file);
  g_ptr_array_unref (found->documents);
  g_array_unref (found->candidates);
  g_free (found->error);
  g_free (found);
}

static void
clear_drop (gpointer data)
{
  Drop *drop = data;

  ent_dossier_unref (drop->dossier);
  g_hash_table_unref (drop->encodings);
  g_ptr_array_unref (drop->files);
  g_free (drop->document_id);
}

static void
unref_drop (gpointer drop)
{
  g_atomic_rc_box_release_full (drop, clear_drop);
}

static void
guess (const Drop *drop, Found *found, EntSource *source, GCancellable *cancellable)
{
  g_autoptr (GArray) guesses = ent_library_guess (drop->dossier, source, cancellable);

  for (guint i = 0; guesses != NULL && i < guesses->len; i++)
    {
      const EntGuess *one = &g_array_index (guesses, EntGuess, i);
      Candidate candidate = { g_strdup (one->document->thing.id), one->share };

      g_array_append_val (found->candidates, candidate);
    }
}

static void
identify (const Drop *drop, Found *found, GCancellable *cancellable)
{
  const GPtrArray *documents = ent_dossier_documents (drop->dossier);
  g_autofree char *uri = g_file_get_uri (found->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSource) source = NULL;

  found->is_folder = g_file_query_file_type (found->file, G_FILE_QUERY_INFO_NONE, cancellable)
                     == G_FILE_TYPE_DIRECTORY;
  if (found->is_folder)
    return;
  source = ent_source_load_as (
      found->file, g_hash_table_lookup (drop->encodings, uri), cancellable, &error);
  if (source == NULL)
    {
      found->error = g_strdup (error->message);
      return;
    }
  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      const gboolean is_it = drop->document_id != NULL
                                 ? g_str_equal (drop->document_id, document->thing.id)
                                 : ent_document_is_text (document, source);

      if (is_it && document->content == NULL)
        g_ptr_array_add (found->documents, g_strdup (document->thing.id));
    }
  if (found->documents->len == 0)
    guess (drop, found, source, cancellable);
}

static gpointer
identify_all (gpointer data, GCancellable *cancellable, GError **error)
{
  Drop *drop = data;

  for (guint i = 0; i < drop->files->len; i++)
    {
      identify (drop, g_ptr_array_index (drop->files, i), cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  return g_atomic_rc_box_acquire (drop);
}

static void
choose (EntWindow *window, const char *document_id, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  ent_settings_set_source_text (ent_dossier_id (ent_session_dossier (window->session)),
                                ent_session_file (window->session),
                                document_id,
                                uri);
}

/* The question which document a file is, one file after another. */

static void ask_next (EntWindow *window, Drop *drop);

static Found *
first_question (const Drop *drop)
{
  for (guint i = 0; i < drop->files->len; i++)
    if (((Found *)g_ptr_array_index (drop->files, i))->candidates->len > 0)
      return g_ptr_array_index (drop->files, i);
  return NULL;
}

static void
on_answer (AdwMessageDialog *dialog, const char *response)
{
  Drop *drop = g_object_get_data (G_OBJECT (dialog), "drop");
  EntWindow *window = ENT_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  Found *found = first_question (drop);
  const GPtrArray *buttons = g_object_get_data (G_OBJECT (dialog), "buttons");

  for (guint i = 0; i < buttons->len && g_str_equal (response, "attach"); i++)
    if (gtk_check_button_get_active (g_ptr_array_index (buttons, i)))
      {
        choose (window, g_array_index (found->candidates, Candidate, i).document_id, found->file);
        ent_window_texts_chosen (window);
      }
  g_array_set_size (found->candidates, 0);
  ask_next (window, drop);
}

static GtkWidget *
new_candidate_row (EntWindow *window, const Candidate *candidate, GtkCheckButton **group)
{
  const EntThing *document
      = ent_dossier_find (ent_session_dossier (window->session), candidate->document_id);
  GtkWidget *row = adw_action_row_new (), *button = gtk_check_button_new ();
  g_autofree char *share
      = candidate->share > 0 ? g_strdup_printf (
            _ ("About %.0f %% of its passages are in this text"), candidate->share * 100)
                             : g_strdup (_ ("None of its passages was found in this text"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (row),
      document != NULL ? ent_text_get (&document->name, ent_session_language (window->session))
                       : candidate->document_id);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), share);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), *group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), *group == NULL);
  if (*group == NULL)
    *group = GTK_CHECK_BUTTON (button);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "button", button);
  return row;
}

static GtkWidget *
new_candidate_list (EntWindow *window, const GArray *candidates, GPtrArray *buttons)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkCheckButton *group = NULL;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_start (list, 2);
  gtk_widget_set_margin_end (list, 2);
  gtk_widget_set_margin_bottom (list, 2);
  gtk_widget_set_margin_top (list, 2);
  for (guint i = 0; i < candidates->len; i++)
    {
      GtkWidget *row
          = new_candidate_row (window, &g_array_index (candidates, Candidate, i), &group);

      gtk_list_box_append (GTK_LIST_BOX (list), row);
      g_ptr_array_add (buttons, g_object_get_data (G_OBJECT (row), "button"));
    }
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                       "child",
                       list,
                       "hscrollbar-policy",
                       GTK_POLICY_NEVER,
                       "propagate-natural-height",
                       TRUE,
                       "min-content-height",
                       (int)MIN (candidates->len, MAX_ROWS) * ROW_HEIGHT,
                       "max-content-height",
                       MAX_ROWS * ROW_HEIGHT,
                       "min-content-width",
                       LIST_WIDTH,
                       NULL);
}

static void
ask_next (EntWindow *window, Drop *drop)
{
  const Found *found = first_question (drop);
  GPtrArray *buttons;
  GtkWidget *dialog;

  if (found == NULL)
    return;
  g_autofree char *name = g_file_get_basename (found->file);
  g_autofree char *heading = g_strdup_printf (_ ("Which Document Is “%s”?"), name);
  dialog = adw_message_dialog_new (
      GTK_WINDOW (window),
      heading,
      _ ("It is not the very text of any document of this dossier. If it is a changed copy or "
         "another edition, its passages are looked for in it and shown as moved."));
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  buttons = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (dialog), "buttons", buttons, (GDestroyNotify)g_ptr_array_unref);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                      new_candidate_list (window, found->candidates, buttons));
  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "attach", _ ("_Attach"), NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "attach", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "attach");
  g_object_set_data_full (G_OBJECT (dialog), "drop", g_atomic_rc_box_acquire (drop), unref_drop);
  g_signal_connect (dialog, "response", G_CALLBACK (on_answer), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Another dossier may have been opened meanwhile. */
static gboolean
is_of (const Drop *drop, const EntDossier *dossier)
{
  return dossier != NULL
         && g_strcmp0 (ent_dossier_id (dossier), ent_dossier_id (drop->dossier)) == 0;
}

static void
take_drop (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  Drop *drop = result;
  gboolean chosen = FALSE;

  if (drop == NULL)
    return;
  if (!is_of (drop, ent_session_dossier (window->session)))
    {
      unref_drop (drop);
      return;
    }
  for (guint i = 0; i < drop->files->len; i++)
    {
      Found *found = g_ptr_array_index (drop->files, i);

      if (found->is_folder)
        ent_window_attach (window, found->file);
      else if (found->error != NULL)
        ent_window_answer (window, found->error);
      for (guint d = 0; d < found->documents->len; d++)
        choose (window, g_ptr_array_index (found->documents, d), found->file);
      chosen |= found->documents->len > 0;
      if (found->candidates->len > 0 && g_array_index (found->candidates, Candidate, 0).share <= 0)
        {
          g_autofree char *name = g_file_get_basename (found->file);
          g_autofree char *text
              = g_strdup_printf (_ ("%s: this text fits no document of the dossier"), name);

          ent_window_answer (window, text);
          g_array_set_size (found->candidates, 0);
        }
    }
  if (chosen)
    ent_window_texts_chosen (window);
  ask_next (window, drop);
  unref_drop (drop);
}

/**
 * ent_window_attach_files:
 * @window: a window
 * @files: (element-type GFile): folders and texts
 * @document_id: (nullable): the document a text is said to be that of, whatever its hash
 *
 * Attaches folders to the dossier.  Texts are attached to the document they are said to be, else to
 * those whose hash they have; else the user is asked which document they are if any passage was
 * found in them, and told that they fit none if not.
 */
void
ent_window_attach_files (EntWindow *window, const GSList *files, const char *document_id)
{
  static guint n_drops;
  g_autofree char *slot = g_strdup_printf ("drop-%u", n_drops++);
  EntDossier *dossier = ent_session_dossier (window->session);
  Drop *drop;

  if (dossier == NULL)
    {
      ent_window_toast (window, _ ("Open a dossier first: texts are attached to it"));
      return;
    }
  drop = g_atomic_rc_box_new0 (Drop);
  drop->dossier = ent_dossier_ref (dossier);
  drop->encodings = ent_settings_text_encodings ();
  drop->document_id = g_strdup (document_id);
  drop->files = g_ptr_array_new_with_free_func ((GDestroyNotify)free_found);
  for (const GSList *l = files; l != NULL; l = l->next)
    g_ptr_array_add (drop->files, new_found (l->data));
  ent_worker_push (window->files,
                   G_OBJECT (window),
                   slot,
                   identify_all,
                   drop,
                   unref_drop,
                   unref_drop,
                   take_drop);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, EntWindow *window)
{
  const GSList *files = g_value_get_boxed (value);
  g_autoptr (GSList) texts = NULL;

  for (const GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *name = g_file_get_basename (l->data);

      if (name != NULL && g_str_has_suffix (name, ".dossier"))
        ent_window_open (window, l->data);
      else
        texts = g_slist_append (texts, l->data);
    }
  if (texts != NULL)
    ent_window_attach_files (window, texts, NULL);
  return files != NULL;
}

/**
 * ent_window_add_drop_target:
 * @window: a window
 *
 * Lets dossiers, folders of texts and texts be dropped on it.
 */
void
ent_window_add_drop_target (EntWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* before the text of the reader, which would refuse what is dropped on it */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
