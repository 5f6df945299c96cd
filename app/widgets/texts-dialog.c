/* Source Texts: what text each document has, and where texts are looked for. */
#include <glib/gi18n-lib.h>

#include "dossier/anchor.h"
#include "widgets/file-chooser.h"
#include "widgets/window-private.h"
#include "widgets/window-texts.h"

#define ENT_TYPE_TEXTS_DIALOG (ent_texts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EntTextsDialog, ent_texts_dialog, ENT, TEXTS_DIALOG, AdwWindow)

struct _EntTextsDialog
{
  AdwWindow parent;
  EntWindow *window; /* weak; the dialog is destroyed with it */
  GPtrArray *rows;   /* of Row, in the order of the documents */
  GPtrArray *others; /* of GtkWidget: rows of folders and notes */
  char *choosing;    /* id of the document a file is being chosen for */

  /* template */
  AdwPreferencesGroup *documents, *folders, *notes;
};

G_DEFINE_FINAL_TYPE (EntTextsDialog, ent_texts_dialog, ADW_TYPE_WINDOW)

/* One document. */
typedef struct
{
  EntTextsDialog *dialog;
  char *document_id;
  GtkWidget *row, *chip, *encoding, *attach, *detach;
  gboolean filling; /* the drop-down is being set by the program */
} Row;

static void
free_row (Row *row)
{
  g_free (row->document_id);
  g_free (row);
}

static const EntDocument *
document_of (const Row *row)
{
  const EntDossier *dossier = ent_session_dossier (row->dialog->window->session);
  const EntThing *thing = ent_dossier_find (dossier, row->document_id);

  return thing != NULL && thing->kind == ENT_THING_DOCUMENT ? (const EntDocument *)thing : NULL;
}

static const EntAttachment *
text_of (const Row *row)
{
  static const EntAttachment none = { .state = ENT_TEXT_NONE };
  EntLibrary *library = ent_session_library (row->dialog->window->session);
  const EntDocument *document = document_of (row);

  return library != NULL && document != NULL ? ent_library_attachment (library, document) : &none;
}

static void
on_file_chosen (GtkWindow *parent, GFile *file)
{
  EntTextsDialog *dialog = ENT_TEXTS_DIALOG (parent);
  const GSList files = { file, NULL };

  ent_window_attach_files (dialog->window, &files, dialog->choosing);
}

static void
on_attach (Row *row)
{
  const EntAttachment *text = text_of (row);

  g_free (row->dialog->choosing);
  row->dialog->choosing = g_strdup (row->document_id);
  ent_choose_file (
      GTK_WINDOW (row->dialog), ENT_CHOOSE_TEXT, _ ("Attach a File"), text->file, on_file_chosen);
}

static void
on_detach (Row *row)
{
  ent_window_detach (row->dialog->window, row->document_id);
}

static void
on_encoding (Row *row)
{
  const guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->encoding));
  const EntAttachment *text = text_of (row);

  if (!row->filling && text->file != NULL)
    ent_window_set_encoding (
        row->dialog->window, text->file, chosen > 0 ? ent_source_encodings ()[chosen - 1] : NULL);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, Row *row)
{
  ent_window_attach_files (row->dialog->window, g_value_get_boxed (value), row->document_id);
  return TRUE;
}

/* The first line of the drop-down, then all encodings. */
static GtkStringList *
new_encodings (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, "");
  gtk_string_list_splice (names, 1, 0, ent_source_encodings ());
  return names;
}

/* The first line says what was detected, or that it can be.  Only what differs is replaced, so that
 * an open list keeps its place. */
static void
show_encoding (Row *row, const EntAttachment *text)
{
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (row->encoding)));
  const char *const *encodings = ent_source_encodings ();
  g_autofree char *first
      = text->encoding == NULL && text->source != NULL
            ? g_strdup_printf (_ ("%s (detected)"), ent_source_encoding (text->source))
            : g_strdup (_ ("Detect"));
  const char *const lines[] = { first, NULL };
  guint chosen = 0;

  for (guint i = 0; encodings[i] != NULL; i++)
    if (g_strcmp0 (encodings[i], text->encoding) == 0)
      chosen = i + 1;
  row->filling = TRUE;
  if (g_strcmp0 (gtk_string_list_get_string (names, 0), first) != 0)
    gtk_string_list_splice (names, 0, 1, lines);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (row->encoding), chosen);
  row->filling = FALSE;
}

static char *
count_passages (const Row *row)
{
  static const EntAnchorState order[]
      = { ENT_ANCHOR_EXACT, ENT_ANCHOR_MOVED, ENT_ANCHOR_AMBIGUOUS, ENT_ANCHOR_LOST };
  const char *const forms[] = {
    [ENT_ANCHOR_EXACT] = _ ("%u exact"),
    [ENT_ANCHOR_MOVED] = _ ("%u moved"),
    [ENT_ANCHOR_AMBIGUOUS] = _ ("%u ambiguous"),
    [ENT_ANCHOR_LOST] = _ ("%u lost"),
  };
  EntSession *session = row->dialog->window->session;
  guint counts[ENT_N_ANCHOR_STATES];
  g_autoptr (GString) text = g_string_new (NULL);

  ent_library_count (
      ent_session_library (session), ent_session_dossier (session), document_of (row), counts);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (counts[order[i]] > 0)
      {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        g_autofree char *part = g_strdup_printf (forms[order[i]], counts[order[i]]);
#pragma GCC diagnostic pop
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Where the text is and how many passages are in it. */
static char *
describe (const Row *row, const EntAttachment *text)
{
  g_autofree char *path = text->file != NULL ? g_file_get_parse_name (text->file) : NULL;
  g_autofree char *counts = text->source != NULL ? count_passages (row) : NULL;

  if (text->source == NULL)
    return g_strdup (_ ("Its passages are shown in the words of the dossier’s author."));
  if (path == NULL)
    return g_steal_pointer (&counts);
  return g_strdup_printf (*counts != '\0' ? "%s\n%s" : "%s%s", path, counts);
}

static void
set_chip (Row *row, const char *text, const char *css_class)
{
  const char *const classes[] = { "chip", css_class, NULL };

  gtk_label_set_text (GTK_LABEL (row->chip), text);
  gtk_widget_set_css_classes (row->chip, (const char **)classes);
}

static void
show_state (Row *row, const EntAttachment *text)
{
  switch (text->state)
    {
    case ENT_TEXT_EMBEDDED:
      set_chip (row, _ ("Embedded"), "anchor-exact");
      break;
    case ENT_TEXT_SAME:
      set_chip (row,
                text->is_gone ? _ ("File Gone") : _ ("Hash Agrees"),
                text->is_gone ? "anchor-moved" : "anchor-exact");
      break;
    case ENT_TEXT_OTHER:
      set_chip (row, text->is_gone ? _ ("File Gone") : _ ("Changed Copy"), "anchor-moved");
      break;
    case ENT_TEXT_NONE:
    default:
      set_chip (row, _ ("Not Attached"), NULL);
      break;
    }
}

static void
update_row (Row *row)
{
  const EntAttachment *text = text_of (row);
  const EntDocument *document = document_of (row);
  g_autofree char *subtitle = NULL;
  g_autofree char *label = NULL;
  const char *title;

  if (document == NULL)
    return;
  title = ent_text_get (&document->thing.name, ent_session_language (row->dialog->window->session));
  subtitle = describe (row, text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->row), subtitle);
  show_state (row, text);
  show_encoding (row, text);
  gtk_widget_set_visible (row->encoding, text->file != NULL);
  gtk_widget_set_visible (row->attach, document->content == NULL);
  gtk_widget_set_visible (row->detach, text->file != NULL);
  label = g_strdup_printf (_ ("Encoding of “%s”"), title);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row->encoding), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
new_button (const char *icon, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  return button;
}

static void
add_row (EntTextsDialog *dialog, const EntDocument *document)
{
  Row *row = g_new0 (Row, 1);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  row->dialog = dialog;
  row->document_id = g_strdup (document->thing.id);
  row->row = adw_action_row_new ();
  row->chip = gtk_label_new (NULL);
  row->encoding = gtk_drop_down_new (G_LIST_MODEL (new_encodings ()), NULL);
  row->attach = new_button ("document-open-symbolic", _ ("Attach File…"));
  row->detach = new_button ("list-remove-symbolic", _ ("Detach"));
  gtk_widget_set_valign (row->chip, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (row->encoding, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (row->encoding, _ ("Encoding"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row->row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), row->chip);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), row->encoding);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), row->attach);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), row->detach);
  g_signal_connect_swapped (row->attach, "clicked", G_CALLBACK (on_attach), row);
  g_signal_connect_swapped (row->detach, "clicked", G_CALLBACK (on_detach), row);
  g_signal_connect_swapped (row->encoding, "notify::selected", G_CALLBACK (on_encoding), row);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), row);
  gtk_widget_add_controller (row->row, GTK_EVENT_CONTROLLER (target));
  adw_preferences_group_add (dialog->documents, row->row);
  g_ptr_array_add (dialog->rows, row);
}

static gboolean
has_rows_of (EntTextsDialog *dialog, const GPtrArray *documents)
{
  gboolean same = documents->len == dialog->rows->len;

  for (guint i = 0; i < documents->len && same; i++)
    same = g_str_equal (((const EntThing *)g_ptr_array_index (documents, i))->id,
                        ((const Row *)g_ptr_array_index (dialog->rows, i))->document_id);
  return same;
}

static void
update_documents (EntTextsDialog *dialog)
{
  const GPtrArray *documents
      = ent_dossier_documents (ent_session_dossier (dialog->window->session));

  if (!has_rows_of (dialog, documents))
    {
      for (guint i = 0; i < dialog->rows->len; i++)
        adw_preferences_group_remove (dialog->documents,
                                      ((Row *)g_ptr_array_index (dialog->rows, i))->row);
      g_ptr_array_set_size (dialog->rows, 0);
      for (guint i = 0; i < documents->len; i++)
        add_row (dialog, g_ptr_array_index (documents, i));
    }
  for (guint i = 0; i < dialog->rows->len; i++)
    update_row (g_ptr_array_index (dialog->rows, i));
}

static void update_others (EntTextsDialog *dialog);

static void
on_remove_folder (GtkWidget *button, EntTextsDialog *dialog)
{
  g_autofree char *uri = g_strdup (g_object_get_data (G_OBJECT (button), "uri"));

  ent_window_remove_folder (dialog->window, uri);
  update_others (dialog);
}

static void
add_other (EntTextsDialog *dialog, AdwPreferencesGroup *group, const char *text, const char *uri)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (uri != NULL)
    {
      GtkWidget *remove = new_button ("list-remove-symbolic", _ ("Remove Folder"));

      g_object_set_data_full (G_OBJECT (remove), "uri", g_strdup (uri), g_free);
      g_signal_connect (remove, "clicked", G_CALLBACK (on_remove_folder), dialog);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
    }
  adw_preferences_group_add (group, row);
  g_ptr_array_add (dialog->others, row);
}

static void
update_others (EntTextsDialog *dialog)
{
  g_auto (GStrv) folders = ent_window_folders (dialog->window);
  const GPtrArray *messages = ent_window_text_messages (dialog->window);

  for (guint i = 0; i < dialog->others->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (dialog->others, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (dialog->others, 0);
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_uri (folders[i]);
      g_autofree char *path = g_file_get_parse_name (folder);

      add_other (dialog, dialog->folders, path, folders[i]);
    }
  for (guint i = 0; messages != NULL && i < messages->len; i++)
    add_other (dialog, dialog->notes, g_ptr_array_index (messages, i), NULL);
  gtk_widget_set_visible (GTK_WIDGET (dialog->notes), messages != NULL && messages->len > 0);
}

static void
on_session_changed (EntSession *session, guint change, EntTextsDialog *dialog)
{
  if ((change & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_LANGUAGE)) == 0
      || ent_session_dossier (session) == NULL || dialog->window == NULL)
    return;
  ent_texts_dialog_update (GTK_WIDGET (dialog));
}

static void
on_folder_chosen (GtkWindow *parent, GFile *folder)
{
  EntTextsDialog *dialog = ENT_TEXTS_DIALOG (parent);

  ent_window_attach (dialog->window, folder);
  update_others (dialog);
}

static void
on_attach_folder (EntTextsDialog *dialog)
{
  ent_choose_file (GTK_WINDOW (dialog),
                   ENT_CHOOSE_FOLDER,
                   _ ("Attach a Folder of Texts"),
                   NULL,
                   on_folder_chosen);
}

static gboolean
on_drop_anywhere (
    GtkDropTarget *target, const GValue *value, double x, double y, EntTextsDialog *dialog)
{
  ent_window_attach_files (dialog->window, g_value_get_boxed (value), NULL);
  return TRUE;
}

static void
dispose (GObject *object)
{
  EntTextsDialog *dialog = ENT_TEXTS_DIALOG (object);

  g_clear_weak_pointer (&dialog->window);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_TEXTS_DIALOG);
  G_OBJECT_CLASS (ent_texts_dialog_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  EntTextsDialog *dialog = ENT_TEXTS_DIALOG (object);

  g_ptr_array_unref (dialog->rows);
  g_ptr_array_unref (dialog->others);
  g_free (dialog->choosing);
  G_OBJECT_CLASS (ent_texts_dialog_parent_class)->finalize (object);
}

static void
ent_texts_dialog_class_init (EntTextsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/texts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EntTextsDialog, documents);
  gtk_widget_class_bind_template_child (widget_class, EntTextsDialog, folders);
  gtk_widget_class_bind_template_child (widget_class, EntTextsDialog, notes);
  gtk_widget_class_bind_template_callback (widget_class, on_attach_folder);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ent_texts_dialog_init (EntTextsDialog *dialog)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (dialog));
  dialog->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)free_row);
  dialog->others = g_ptr_array_new ();
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_anywhere), dialog);
  gtk_widget_add_controller (GTK_WIDGET (dialog), GTK_EVENT_CONTROLLER (target));
}

/**
 * ent_texts_dialog_new:
 * @window: a window with a dossier open
 *
 * Returns: (transfer floating): the dialog that shows which text each document has, and lets it be
 *   changed
 */
GtkWidget *
ent_texts_dialog_new (EntWindow *window)
{
  EntTextsDialog *dialog = g_object_new (ENT_TYPE_TEXTS_DIALOG, "transient-for", window, NULL);

  g_set_weak_pointer (&dialog->window, window);
  g_signal_connect_object (window->session, "changed", G_CALLBACK (on_session_changed), dialog, 0);
  ent_texts_dialog_update (GTK_WIDGET (dialog));
  return GTK_WIDGET (dialog);
}

/**
 * ent_texts_dialog_update:
 * @dialog: the dialog
 *
 * Shows what is the case now, which may be other than what was asked for.
 */
void
ent_texts_dialog_update (GtkWidget *dialog)
{
  update_documents (ENT_TEXTS_DIALOG (dialog));
  update_others (ENT_TEXTS_DIALOG (dialog));
}
