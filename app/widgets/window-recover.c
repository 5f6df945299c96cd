/* Unsaved changes: kept in a journal while the window is open, and offered again after a crash. */
#include <glib/gi18n-lib.h>

#include "session/recovery.h"
#include "widgets/application.h"
#include "widgets/settings.h"
#include "widgets/window-private.h"

/* The list of edits is no higher, and no narrower; pixels. */
#define LIST_HEIGHT 220
#define LIST_WIDTH 400

/* More edits than this are told by their number. */
#define MAX_LISTED 50

static void
on_written (EntJournal *journal, EntDossier *dossier, const char *failure, EntWindow *window)
{
  if (failure != NULL && !window->journal_failed)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Unsaved changes would not outlive a crash: %s"), failure);
      ent_window_toast (window, text);
    }
  window->journal_failed = failure != NULL;
}

/**
 * ent_window_keep_journal:
 * @window: a window with a session
 * @journal: (nullable): the session's, from a window that this one takes the place of; %NULL for a
 *   new one
 *
 * Keeps what is unsaved in the session on the disk as long as the window is there.
 */
void
ent_window_keep_journal (EntWindow *window, EntJournal *journal)
{
  if (window->journal != NULL)
    g_signal_handlers_disconnect_by_data (window->journal, window);
  g_clear_object (&window->journal);
  window->journal = journal != NULL ? g_object_ref (journal)
                                    : ent_journal_new (window->session, NULL, ENT_JOURNAL_DELAY);
  g_signal_connect_object (window->journal, "written", G_CALLBACK (on_written), window, 0);
}

/* What was found, one after the other. */
typedef struct
{
  GPtrArray *left; /* of EntRecovery */
  EntRecovery *recovery;
  char *stamp; /* of the file */
} Offer;

static void
free_offer (Offer *offer)
{
  g_clear_pointer (&offer->left, g_ptr_array_unref);
  g_clear_pointer (&offer->recovery, ent_recovery_free);
  g_free (offer->stamp);
  g_free (offer);
}

static void offer_next (EntWindow *window, Offer *offer);

/* Restored at the place of the dossier that was just read, else in a window without one. */
static EntWindow *
window_for (EntWindow *window, const EntRecovery *recovery)
{
  EntSession *session = window->session;
  GFile *file = ent_session_file (session);
  const gboolean same = file != NULL && recovery->file != NULL
                        && g_file_equal (file, recovery->file) && !ent_session_is_dirty (session);

  if (ent_session_dossier (session) == NULL || same)
    return window;
  return ent_application_add_window (
      ENT_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
}

static void
restored (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  Offer *offer = result;

  if (offer == NULL)
    {
      ent_window_toast (window, error->message);
      return;
    }
  EntRecovery *recovery = g_steal_pointer (&offer->recovery);
  EntWindow *target = window_for (window, recovery);
  const gboolean changed = recovery->base == ENT_RECOVERY_CHANGED;

  target->read_only = FALSE;
  ent_journal_set_paused (target->journal, FALSE);
  ent_recovery_apply (recovery, target->session);
  ent_window_watch_file (target, offer->stamp);
  ent_window_load_texts (target, FALSE);
  if (recovery->file != NULL)
    ent_settings_add_recent (recovery->file);
  ent_journal_replaces (target->journal, recovery);
  gtk_window_present (GTK_WINDOW (target));
  if (changed)
    ent_window_check_file (target);
  else
    ent_window_toast (target, _ ("The changes are back, and still unsaved"));
  offer_next (target, offer);
}

/* The file may have changed while the question was open.  Without a stamp, saving asks first. */
static gpointer
build (gpointer data, GCancellable *cancellable, GError **error)
{
  Offer *offer = data;
  Offer *done = g_new0 (Offer, 1);
  EntRecovery *recovery = offer->recovery;

  done->stamp = recovery->file != NULL ? ent_file_stamp (recovery->file, cancellable) : NULL;
  if (!ent_recovery_build (recovery, error))
    {
      free_offer (done);
      return NULL;
    }
  if (recovery->base != ENT_RECOVERY_SAME)
    g_clear_pointer (&done->stamp, g_free);
  done->recovery = g_steal_pointer (&offer->recovery);
  done->left = g_steal_pointer (&offer->left);
  return done;
}

static void
answer (AdwMessageDialog *dialog, const char *response, EntWindow *window)
{
  Offer *offer = g_object_steal_data (G_OBJECT (dialog), "offer");

  if (g_str_equal (response, "restore"))
    {
      ent_worker_push (window->files,
                       G_OBJECT (window),
                       "restore",
                       build,
                       offer,
                       (GDestroyNotify)free_offer,
                       (GDestroyNotify)free_offer,
                       restored);
      return;
    }
  if (g_str_equal (response, "discard"))
    ent_recovery_discard (offer->recovery);
  g_clear_pointer (&offer->recovery, ent_recovery_free);
  offer_next (window, offer);
}

/* "Accept Passage", or what was undone of it. */
static char *
edit_words (const EntRecoveryEdit *edit)
{
  const char *label = edit->label != NULL ? edit->label : _ ("Edit");

  return edit->undone ? g_strdup_printf (_ ("Undone: %s"), label) : g_strdup (label);
}

static GtkWidget *
new_edit_list (const EntRecovery *recovery)
{
  const GPtrArray *edits = recovery->edits;
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  for (guint i = edits->len; i > 0 && edits->len - i < MAX_LISTED; i--)
    {
      const EntRecoveryEdit *edit = g_ptr_array_index (edits, i - 1);
      g_autofree char *words = edit_words (edit);
      g_autofree char *date = ent_window_date (edit->time);
      gtk_list_box_append (
          GTK_LIST_BOX (list),
          g_object_new (
              ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", words, "subtitle", date, NULL));
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_start (list, 2);
  gtk_widget_set_margin_end (list, 2);
  gtk_widget_set_margin_top (list, 2);
  gtk_widget_set_margin_bottom (list, 2);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Unsaved changes"), -1);
  g_object_set (scroller,
                "hscrollbar-policy",
                GTK_POLICY_NEVER,
                "propagate-natural-height",
                TRUE,
                "max-content-height",
                LIST_HEIGHT,
                "min-content-width",
                LIST_WIDTH,
                "child",
                list,
                NULL);
  return scroller;
}

static const char *
base_words (EntRecoveryBase base)
{
  switch (base)
    {
    case ENT_RECOVERY_CHANGED:
      return _ (
          "Another program has changed the file since. Restoring leaves the file as it is, and "
          "saving asks before it is replaced.");
    case ENT_RECOVERY_GONE:
      return _ ("The file is no longer there; saving writes it again.");
    case ENT_RECOVERY_NONE:
      return _ ("The dossier was never saved to a file.");
    case ENT_RECOVERY_SAME:
      break;
    }
  return NULL;
}

static char *
offer_words (const EntRecovery *recovery)
{
  g_autofree char *name
      = recovery->file != NULL ? g_file_get_basename (recovery->file) : g_strdup (recovery->title);
  g_autofree char *date = ent_window_date (recovery->time);
  const guint n = recovery->edits->len;
  const char *base = base_words (recovery->base);
  g_autofree char *found = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Entente was not closed properly. %u unsaved change to “%s” of %s was found.",
                   "Entente was not closed properly. %u unsaved changes to “%s” of %s were found.",
                   n),
      n,
      name,
      date);

  return base != NULL ? g_strconcat (found, "\n\n", base, NULL) : g_steal_pointer (&found);
}

/* Takes the offer. */
static void
offer_next (EntWindow *window, Offer *offer)
{
  if (offer->left == NULL || offer->left->len == 0)
    {
      free_offer (offer);
      return;
    }
  offer->recovery = g_ptr_array_steal_index (offer->left, 0);
  g_autofree char *body = offer_words (offer->recovery);
  GtkWidget *dialog
      = adw_message_dialog_new (GTK_WINDOW (window), _ ("Restore Unsaved Changes?"), body);

  if (offer->recovery->edits->len > 0)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                        new_edit_list (offer->recovery));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "discard",
                                    _ ("_Discard"),
                                    "later",
                                    _ ("_Not Now"),
                                    "restore",
                                    _ ("_Restore"),
                                    NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "restore", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "restore");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_object_set_data_full (G_OBJECT (dialog), "offer", offer, (GDestroyNotify)free_offer);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answer), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
find (gpointer data, GCancellable *cancellable, GError **error)
{
  return ent_recovery_find (NULL, data, cancellable);
}

/* Of one file the latest only: restored, it is what the others would be restored over. */
static void
found (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  Offer *offer = g_new0 (Offer, 1);

  offer->left = result;
  if (ent_session_dossier (window->session) != NULL && offer->left->len > 1)
    g_ptr_array_set_size (offer->left, 1);
  offer_next (window, offer);
}

/**
 * ent_window_offer_unsaved:
 * @window: a window
 * @file: (nullable): the dossier that was just opened; %NULL for all there are
 *
 * Looks for unsaved changes that a crash left, and asks what is to become of them.
 */
void
ent_window_offer_unsaved (EntWindow *window, GFile *file)
{
  ent_worker_push (window->files,
                   G_OBJECT (window),
                   "unsaved",
                   find,
                   file != NULL ? g_object_ref (file) : NULL,
                   g_object_unref,
                   (GDestroyNotify)g_ptr_array_unref,
                   found);
}
