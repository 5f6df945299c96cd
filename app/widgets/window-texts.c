/* The texts of a window's dossier: looked for on a worker, kept up with what is on the disk. */
#include "widgets/window-texts.h"

#include <glib/gi18n-lib.h>

#include "widgets/settings.h"
#include "widgets/texts-progress.h"
#include "widgets/texts-watch.h"
#include "widgets/window-private.h"

/* A search that nobody asked for is shown only if it takes longer; milliseconds. */
#define QUIET 600
/* More messages than this are not told one by one. */
#define MAX_TOLD 2

typedef enum
{
  LOOK_EVERYWHERE, /* in all folders, for all texts */
  LOOK_IN_ADDED,   /* in folders that are new, for texts that are missing */
  LOOK_AGAIN,      /* at the files of the texts at hand, and at those chosen since */
} Look;

struct _EntWindowTexts
{
  EntWorker *worker;          /* its own: opening and saving do not wait for a search */
  EntTextsProgress *progress; /* of the search that runs; NULL when none does */
  GCancellable *cancellable;  /* of that search */
  Look look;                  /* of that search */
  gboolean tell;              /* the user waits for it */
  gboolean stale;             /* something has changed since it began */
  GPtrArray *added;           /* URIs of folders that are looked in for the first time */
  GPtrArray *fresh;           /* of these, what was not attached before: a cancel takes it back */
  GPtrArray *messages;        /* of the last search that had any, or found another state */
  EntDossier *dossier;        /* of the last search */
  EntLibrary *library;        /* what it found */
  GtkWidget *dialog;          /* weak: Source Texts, when open */
  EntTextsWatch *watch;
};

/* What a library is built from, and what came out.  Counted: it is order and result. */
typedef struct
{
  EntDossier *dossier;
  Look look;
  char **folders;
  EntLibraryOptions options;
  EntLibrary *library;
  GPtrArray *messages;
} Order;

static void
clear_order (gpointer data)
{
  Order *order = data;

  g_clear_pointer (&order->library, ent_library_unref);
  g_clear_pointer (&order->messages, g_ptr_array_unref);
  g_clear_pointer (&order->dossier, ent_dossier_unref);
  g_clear_pointer (&order->options.before, ent_library_unref);
  g_clear_pointer (&order->options.chosen, g_hash_table_unref);
  g_clear_pointer (&order->options.encodings, g_hash_table_unref);
  g_clear_object (&order->options.dossier_file);
  g_clear_object (&order->options.memory);
  ent_texts_progress_unref (order->options.data);
  g_strfreev (order->folders);
}

static void
unref_order (gpointer order)
{
  g_atomic_rc_box_release_full (order, clear_order);
}

static gpointer
find_texts (gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;

  order->library
      = order->look == LOOK_AGAIN
            ? ent_library_refresh (order->options.before,
                                   order->dossier,
                                   &order->options,
                                   cancellable,
                                   &order->messages)
            : ent_library_find (order->dossier, &order->options, cancellable, &order->messages);
  if (order->library != NULL)
    return g_atomic_rc_box_acquire (order);
  g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}

static void look_for_texts (EntWindow *window, Look look, gboolean tell);

static void
finish (EntWindowTexts *texts)
{
  g_clear_pointer (&texts->progress, ent_texts_progress_finish);
  g_clear_object (&texts->cancellable);
}

static void
watch_texts (EntWindow *window)
{
  EntDossier *dossier = ent_session_dossier (window->session);
  EntLibrary *library = ent_session_library (window->session);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (guint i = 0; dossier != NULL && library != NULL && i < ent_dossier_documents (dossier)->len;
       i++)
    {
      const EntAttachment *text = ent_library_attachment (
          library, g_ptr_array_index (ent_dossier_documents (dossier), i));

      if (text->file != NULL)
        g_ptr_array_add (files, text->file);
    }
  ent_texts_watch_set (window->texts->watch, files);
}

/* An encoding a file could not be read in is not remembered. */
static void
keep_encodings (EntWindow *window, EntLibrary *library)
{
  const GPtrArray *documents = ent_dossier_documents (ent_session_dossier (window->session));
  g_autoptr (GHashTable) encodings = ent_settings_text_encodings ();

  for (guint i = 0; i < documents->len; i++)
    {
      const EntAttachment *text
          = ent_library_attachment (library, g_ptr_array_index (documents, i));
      g_autofree char *uri = text->file != NULL ? g_file_get_uri (text->file) : NULL;

      if (uri != NULL && g_strcmp0 (g_hash_table_lookup (encodings, uri), text->encoding) != 0)
        ent_settings_set_text_encoding (uri, text->encoding);
    }
}

/**
 * ent_window_answer:
 * @window: a window
 * @text: one short sentence
 *
 * Tells what came of something the user has just done, before whatever else there is to tell.
 */
void
ent_window_answer (EntWindow *window, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (window->toasts, toast);
}

static void
tell_messages (EntWindow *window, GPtrArray *messages, gboolean is_news)
{
  if (messages->len == 0 && !is_news)
    return;
  g_clear_pointer (&window->texts->messages, g_ptr_array_unref);
  window->texts->messages = g_ptr_array_ref (messages);
  if (messages->len > MAX_TOLD)
    {
      g_autofree char *text = g_strdup_printf (
          g_dngettext (
              GETTEXT_PACKAGE, "%u note on the texts", "%u notes on the texts", messages->len),
          messages->len);
      AdwToast *toast = adw_toast_new (text);

      adw_toast_set_button_label (toast, _ ("_Show"));
      adw_toast_set_action_name (toast, "win.source-texts");
      adw_toast_overlay_add_toast (window->toasts, toast);
      return;
    }
  for (guint i = 0; i < messages->len; i++)
    ent_window_toast (window, g_ptr_array_index (messages, i));
}

static void
tell_found (EntWindow *window, EntLibrary *library)
{
  const GPtrArray *documents = ent_dossier_documents (ent_session_dossier (window->session));
  guint found = 0;

  for (guint i = 0; i < documents->len; i++)
    found += ent_library_source (library, g_ptr_array_index (documents, i)) != NULL;
  g_autofree char *text = found > 0
                              ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                              "The text of %u source is at hand",
                                                              "The texts of %u sources are at hand",
                                                              found),
                                                 found)
                              : g_strdup (_ ("None of the dossier’s texts was found there"));
  ent_window_answer (window, text);
}

static void
remember (EntWindowTexts *texts, EntDossier *dossier, EntLibrary *library)
{
  g_clear_pointer (&texts->dossier, ent_dossier_unref);
  g_clear_pointer (&texts->library, ent_library_unref);
  texts->dossier = dossier != NULL ? ent_dossier_ref (dossier) : NULL;
  texts->library = library != NULL ? ent_library_ref (library) : NULL;
}

static void
take_texts (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  EntWindowTexts *texts = window->texts;
  EntDossier *dossier = ent_session_dossier (window->session);
  Order *order = result;

  finish (texts);
  if (order == NULL || dossier == NULL)
    return;
  g_ptr_array_set_size (texts->added, 0);
  g_ptr_array_set_size (texts->fresh, 0);
  /* it may have been edited meanwhile */
  g_autoptr (EntLibrary) library
      = order->dossier == dossier
            ? ent_library_ref (order->library)
            : ent_library_follow (order->library, order->dossier, dossier, NULL);
  remember (texts, dossier, library);
  if (order->library != order->options.before)
    ent_session_set_library (window->session, library);
  keep_encodings (window, library);
  watch_texts (window);
  tell_messages (window, order->messages, order->library != order->options.before);
  if (texts->tell)
    tell_found (window, library);
  texts->tell = FALSE;
  unref_order (order);
  if (texts->dialog != NULL)
    ent_texts_dialog_update (texts->dialog);
  if (texts->stale)
    look_for_texts (window, LOOK_AGAIN, FALSE);
}

/* The user cancelled. */
static void
stop (gpointer data, gpointer unused)
{
  EntWindow *window = data;
  EntWindowTexts *texts = window->texts;
  EntDossier *dossier = ent_session_dossier (window->session);

  g_cancellable_cancel (texts->cancellable);
  for (guint i = 0; i < texts->fresh->len; i++)
    ent_settings_remove_source_folder (ent_dossier_id (dossier),
                                       ent_session_file (window->session),
                                       g_ptr_array_index (texts->fresh, i));
  g_ptr_array_set_size (texts->added, 0);
  g_ptr_array_set_size (texts->fresh, 0);
  texts->tell = FALSE;
  finish (texts);
  ent_window_answer (window, _ ("The search was stopped; the texts stay as they were"));
  if (texts->stale && ent_session_library (window->session) != NULL)
    look_for_texts (window, LOOK_AGAIN, FALSE);
}

static Order *
new_order (EntWindow *window, Look look)
{
  EntDossier *dossier = ent_session_dossier (window->session);
  EntLibrary *library = ent_session_library (window->session);
  GFile *file = ent_session_file (window->session);
  g_autoptr (GStrvBuilder) added = g_strv_builder_new ();
  Order *order = g_atomic_rc_box_new0 (Order);

  for (guint i = 0; i < window->texts->added->len; i++)
    g_strv_builder_add (added, g_ptr_array_index (window->texts->added, i));
  order->dossier = ent_dossier_ref (dossier);
  order->look = look;
  order->folders = look == LOOK_EVERYWHERE
                       ? ent_settings_source_folders (ent_dossier_id (dossier), file)
                       : g_strv_builder_end (added);
  order->options = (EntLibraryOptions){
    .dossier_file = file != NULL && look == LOOK_EVERYWHERE ? g_object_ref (file) : NULL,
    .folders = (const char *const *)order->folders,
    .chosen = ent_settings_source_texts (ent_dossier_id (dossier), file),
    .encodings = ent_settings_text_encodings (),
    .before = library != NULL ? ent_library_ref (library) : NULL,
    .adds = look == LOOK_IN_ADDED,
    .memory = g_file_new_build_filename (g_get_user_cache_dir (), "entente", "texts", NULL),
    .progress = ent_texts_progress_report,
    .data = ent_texts_progress_ref (window->texts->progress),
  };
  return order;
}

/* One search at a time.  A look at files waits for a search of folders; of two searches one is made
 * that does for both. */
static void
look_for_texts (EntWindow *window, Look look, gboolean tell)
{
  EntWindowTexts *texts = window->texts;
  const gboolean running = texts->progress != NULL;

  if (running && look == LOOK_AGAIN && texts->look != LOOK_AGAIN)
    {
      texts->stale = TRUE;
      texts->tell |= tell;
      return;
    }
  if (ent_session_library (window->session) == NULL || (running && texts->look == LOOK_EVERYWHERE))
    look = LOOK_EVERYWHERE;
  texts->stale = running && texts->look == LOOK_AGAIN && look == LOOK_IN_ADDED;
  texts->look = look;
  texts->tell |= tell;
  finish (texts);
  texts->progress
      = ent_texts_progress_new (window->toasts, texts->tell && look != LOOK_AGAIN ? 0 : QUIET);
  ent_texts_progress_on_cancel (texts->progress, stop, window);
  texts->cancellable = g_object_ref (ent_worker_push (texts->worker,
                                                      G_OBJECT (window),
                                                      "texts",
                                                      find_texts,
                                                      new_order (window, look),
                                                      unref_order,
                                                      unref_order,
                                                      take_texts));
}

/* Whether the dossier is another state of the one searched for last: its documents are the same. */
static gboolean
is_state_of (const EntDossier *dossier, const EntDossier *last)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);
  gboolean same = last != NULL && documents->len == ent_dossier_documents (last)->len;

  for (guint i = 0; same && i < documents->len; i++)
    same = ((const EntThing *)g_ptr_array_index (documents, i))->json
           == ((const EntThing *)g_ptr_array_index (ent_dossier_documents (last), i))->json;
  return same && documents->len > 0;
}

/**
 * ent_window_load_texts:
 * @window: a window with a dossier open
 * @tell: whether the user is waiting for it, and is told what was found
 *
 * Finds the dossier's texts beside it and in the attached folders, on a worker; for another state
 * of the dossier searched for last they are at hand.
 */
void
ent_window_load_texts (EntWindow *window, gboolean tell)
{
  EntWindowTexts *texts = window->texts;
  EntDossier *dossier = ent_session_dossier (window->session);

  if (is_state_of (dossier, texts->dossier) && texts->progress == NULL)
    {
      g_autoptr (EntLibrary) library
          = ent_library_follow (texts->library, texts->dossier, dossier, NULL);

      ent_session_set_library (window->session, library);
      return;
    }
  g_ptr_array_set_size (texts->added, 0);
  g_ptr_array_set_size (texts->fresh, 0);
  g_clear_pointer (&texts->messages, g_ptr_array_unref);
  look_for_texts (window, LOOK_EVERYWHERE, tell);
}

/* Documents without a text by the user's wish get one again when the user attaches something. */
static void
forget_detached (EntWindow *window)
{
  const char *id = ent_dossier_id (ent_session_dossier (window->session));
  GFile *file = ent_session_file (window->session);
  g_autoptr (GHashTable) chosen = ent_settings_source_texts (id, file);
  GHashTableIter iter;
  gpointer document, uri;

  g_hash_table_iter_init (&iter, chosen);
  while (g_hash_table_iter_next (&iter, &document, &uri))
    if (*(const char *)uri == '\0')
      ent_settings_set_source_text (id, file, document, NULL);
}

/**
 * ent_window_attach:
 * @window: a window with a dossier open
 * @folder: with source texts
 *
 * Attaches it to the dossier, for this time and later ones, and looks in it for texts that are
 * missing.
 */
void
ent_window_attach (EntWindow *window, GFile *folder)
{
  EntDossier *dossier = ent_session_dossier (window->session);
  char *uri = g_file_get_uri (folder);

  if (dossier == NULL)
    {
      g_free (uri);
      ent_window_toast (window, _ ("Open a dossier first: texts are attached to it"));
      return;
    }
  forget_detached (window);
  if (ent_settings_add_source_folder (
          ent_dossier_id (dossier), ent_session_file (window->session), folder))
    g_ptr_array_add (window->texts->fresh, g_strdup (uri));
  g_ptr_array_add (window->texts->added, uri);
  look_for_texts (window, LOOK_IN_ADDED, TRUE);
}

/**
 * ent_window_texts_chosen:
 * @window: a window with a dossier open
 *
 * Reads the files that were chosen for documents, as the settings say.
 */
void
ent_window_texts_chosen (EntWindow *window)
{
  look_for_texts (window, LOOK_AGAIN, TRUE);
}

/**
 * ent_window_detach:
 * @window: a window with a dossier open
 * @document_id: of a document, which is to have no text until one is attached again
 */
void
ent_window_detach (EntWindow *window, const char *document_id)
{
  ent_settings_set_source_text (ent_dossier_id (ent_session_dossier (window->session)),
                                ent_session_file (window->session),
                                document_id,
                                "");
  look_for_texts (window, LOOK_AGAIN, FALSE);
}

/**
 * ent_window_set_encoding:
 * @window: a window with a dossier open
 * @file: a text at hand
 * @encoding: (nullable): what it is to be read as; %NULL to detect it
 */
void
ent_window_set_encoding (EntWindow *window, GFile *file, const char *encoding)
{
  g_autofree char *uri = g_file_get_uri (file);

  ent_settings_set_text_encoding (uri, encoding);
  look_for_texts (window, LOOK_AGAIN, FALSE);
}

/**
 * ent_window_folders:
 * @window: a window with a dossier open
 *
 * Returns: (transfer full): URIs of the folders attached to the dossier
 */
char **
ent_window_folders (EntWindow *window)
{
  return ent_settings_source_folders (ent_dossier_id (ent_session_dossier (window->session)),
                                      ent_session_file (window->session));
}

/**
 * ent_window_remove_folder:
 * @window: a window with a dossier open
 * @uri: of a folder whose texts are no longer wanted
 */
void
ent_window_remove_folder (EntWindow *window, const char *uri)
{
  ent_settings_remove_source_folder (ent_dossier_id (ent_session_dossier (window->session)),
                                     ent_session_file (window->session),
                                     uri);
  look_for_texts (window, LOOK_EVERYWHERE, FALSE);
}

/**
 * ent_window_text_messages:
 * @window: a window
 *
 * Returns: (transfer none) (nullable) (element-type utf8): what there was to say of the texts last
 */
const GPtrArray *
ent_window_text_messages (EntWindow *window)
{
  return window->texts->messages;
}

/**
 * ent_window_show_source_texts:
 * @window: a window with a dossier open
 *
 * Shows the dialog of the texts.
 */
void
ent_window_show_source_texts (EntWindow *window)
{
  EntWindowTexts *texts = window->texts;

  if (texts->dialog == NULL)
    g_set_weak_pointer (&texts->dialog, ent_texts_dialog_new (window));
  gtk_window_present (GTK_WINDOW (texts->dialog));
}

static void
on_disk_changed (gpointer data, gpointer unused)
{
  EntWindow *window = data;

  if (ent_session_library (window->session) != NULL)
    look_for_texts (window, LOOK_AGAIN, FALSE);
}

/* Not every disk tells of changes: whoever comes back from another program may have made some. */
static void
on_active (EntWindow *window)
{
  EntLibrary *library = ent_session_library (window->session);

  if (gtk_window_is_active (GTK_WINDOW (window)) && library != NULL
      && window->texts->progress == NULL)
    look_for_texts (window, LOOK_AGAIN, FALSE);
}

/**
 * ent_window_follow_texts:
 * @window: a window that was just made, its session set
 *
 * From now on the texts of its dossier follow what is on the disk.
 */
void
ent_window_follow_texts (EntWindow *window)
{
  EntWindowTexts *texts = window->texts = g_new0 (EntWindowTexts, 1);

  texts->worker = ent_worker_new ("texts");
  texts->added = g_ptr_array_new_with_free_func (g_free);
  texts->fresh = g_ptr_array_new_with_free_func (g_free);
  texts->watch = ent_texts_watch_new (on_disk_changed, window);
  g_signal_connect (window, "notify::is-active", G_CALLBACK (on_active), NULL);
  if (ent_session_library (window->session) != NULL)
    watch_texts (window);
  /* the window before this one may have been looking */
  else if (ent_session_dossier (window->session) != NULL)
    ent_window_load_texts (window, FALSE);
}

/**
 * ent_window_forget_texts:
 * @window: a window that is going
 */
void
ent_window_forget_texts (EntWindow *window)
{
  EntWindowTexts *texts = g_steal_pointer (&window->texts);

  if (texts == NULL)
    return;
  g_signal_handlers_disconnect_by_func (window, on_active, NULL);
  ent_worker_cancel (texts->worker, G_OBJECT (window));
  ent_worker_unref (texts->worker);
  finish (texts);
  g_clear_weak_pointer (&texts->dialog);
  remember (texts, NULL, NULL);
  ent_texts_watch_free (texts->watch);
  g_ptr_array_unref (texts->added);
  g_ptr_array_unref (texts->fresh);
  g_clear_pointer (&texts->messages, g_ptr_array_unref);
  g_free (texts);
}
