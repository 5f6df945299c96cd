/* Share a Copy: with or without the texts, saying beforehand which go along. */
#include <glib/gi18n-lib.h>

#include "dossier/dossier-file.h"
#include "dossier/share.h"
#include "widgets/file-chooser.h"
#include "widgets/window-private.h"
#include "widgets/window-texts.h"

/* A copy to be written. */
typedef struct
{
  EntDossier *dossier;
  EntLibrary *library; /* NULL: without texts */
  GFile *file;
} Copy;

static void
free_copy (Copy *copy)
{
  ent_dossier_unref (copy->dossier);
  g_clear_pointer (&copy->library, ent_library_unref);
  g_clear_object (&copy->file);
  g_free (copy);
}

static gpointer
write_copy (gpointer data, GCancellable *cancellable, GError **error)
{
  const Copy *copy = data;
  g_autoptr (EntDossier) shared = ent_dossier_share (copy->dossier, copy->library, error);

  if (shared == NULL || !ent_dossier_save (shared, copy->file, cancellable, error))
    return NULL;
  return g_file_get_basename (copy->file);
}

static void
copy_written (gpointer owner, gpointer result, const GError *error)
{
  g_autofree char *name = result;
  g_autofree char *text = NULL;

  if (name == NULL)
    {
      ent_window_toast (owner, error->message);
      return;
    }
  text = g_strdup_printf (_ ("Saved “%s”"), name);
  ent_window_toast (owner, text);
}

static void
on_file_chosen (GtkWindow *parent, GFile *file)
{
  EntWindow *window = ENT_WINDOW (parent);
  GFile *own = ent_session_file (window->session);
  Copy *copy = g_object_steal_data (G_OBJECT (window), "ent-copy");

  if (copy == NULL)
    return;
  if (own != NULL && g_file_equal (own, file))
    {
      free_copy (copy);
      ent_window_toast (window, _ ("This is the dossier itself; a copy needs another name"));
      return;
    }
  copy->file = g_object_ref (file);
  ent_worker_push (window->files,
                   G_OBJECT (window),
                   "share",
                   write_copy,
                   copy,
                   (GDestroyNotify)free_copy,
                   g_free,
                   copy_written);
}

/* Beside the dossier, under a name that says what it is. */
static GFile *
propose_name (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  char *ending = g_strrstr (name, ".dossier");

  if (ending != NULL)
    *ending = '\0';
  /* Translators: the name of a file, made from the dossier's */
  g_autofree char *proposed = g_strdup_printf (_ ("%s-shared.dossier"), name);
  return folder != NULL ? g_file_get_child (folder, proposed) : g_file_new_for_path (proposed);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, GtkCheckButton *with)
{
  EntWindow *window = ENT_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  EntLibrary *library = ent_session_library (window->session);
  GFile *own = ent_session_file (window->session);
  g_autoptr (GFile) start = own != NULL ? propose_name (own) : NULL;
  Copy *copy;

  if (!g_str_equal (response, "save"))
    return;
  copy = g_new0 (Copy, 1);
  copy->dossier = ent_dossier_ref (ent_session_dossier (window->session));
  if (gtk_check_button_get_active (with) && library != NULL)
    copy->library = ent_library_ref (library);
  g_object_set_data_full (G_OBJECT (window), "ent-copy", copy, (GDestroyNotify)free_copy);
  ent_choose_file (
      GTK_WINDOW (window), ENT_CHOOSE_TO_SAVE, _ ("Share a Copy"), start, on_file_chosen);
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static GtkCheckButton *
add_choice (GtkListBox *list, const char *title, const char *subtitle, GtkCheckButton *group)
{
  GtkWidget *row = new_row (title, subtitle), *button = gtk_check_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (list, row);
  return GTK_CHECK_BUTTON (button);
}

static GtkListBox *
new_list (const char *label)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  /* room for its shadow */
  gtk_widget_set_margin_start (list, 2);
  gtk_widget_set_margin_end (list, 2);
  gtk_widget_set_margin_bottom (list, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_LIST_BOX (list);
}

/* What becomes of each text in a copy with texts. */
static GtkWidget *
new_plan (EntWindow *window, const GArray *plan)
{
  GtkListBox *list = new_list (_ ("Texts in the copy"));

  for (guint i = 0; i < plan->len; i++)
    {
      const EntShared *shared = &g_array_index (plan, EntShared, i);
      g_autofree char *what = ent_share_describe (shared);

      gtk_list_box_append (list,
                           new_row (ent_text_get (&shared->document->thing.name,
                                                  ent_session_language (window->session)),
                                    what));
    }
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                       "child",
                       list,
                       "hscrollbar-policy",
                       GTK_POLICY_NEVER,
                       "propagate-natural-height",
                       TRUE,
                       "max-content-height",
                       260,
                       "min-content-width",
                       480,
                       NULL);
}

static char *
count_embedded (const GArray *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->len; i++)
    n += g_array_index (plan, EntShared, i).fate == ENT_SHARE_EMBEDDED;
  return g_strdup_printf (
      _ ("Embeds those whose rights allow it: %u of %u. The others are left out."), n, plan->len);
}

/**
 * ent_share_dialog_present:
 * @window: a window with a sound dossier open
 *
 * Asks what a copy for others is to hold, then where to write it.
 */
void
ent_share_dialog_present (EntWindow *window)
{
  EntLibrary *library = ent_session_library (window->session);
  g_autoptr (GArray) plan
      = library != NULL ? ent_dossier_plan_sharing (ent_session_dossier (window->session), library)
                        : g_array_new (FALSE, FALSE, sizeof (EntShared));
  g_autofree char *embedded = count_embedded (plan);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), _ ("Share a Copy"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkListBox *choices = new_list (_ ("What the copy holds"));
  GtkWidget *texts = new_plan (window, plan);
  GtkCheckButton *without, *with;

  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Share a Copy"));
  without = add_choice (choices,
                        _ ("Without Texts"),
                        _ ("No text and no quote. Passages are found again in the readers’ own "
                           "copies of the texts."),
                        NULL);
  with = add_choice (choices, _ ("With Texts"), embedded, without);
  gtk_check_button_set_active (without, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (with), plan->len > 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (choices));
  gtk_box_append (GTK_BOX (box), texts);
  g_object_bind_property (with, "active", texts, "visible", G_BINDING_SYNC_CREATE);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save", _ ("_Save…"), NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), with);
  gtk_window_present (GTK_WINDOW (dialog));
}
