/* Ctrl+E: the current view as a figure. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/worker.h"
#include "widgets/export-dialog-job.h"
#include "widgets/export-options.h"
#include "widgets/export-presets.h"
#include "widgets/export-preview.h"
#include "widgets/export-settings.h"
#include "widgets/file-chooser.h"
#include "widgets/panels.h"
#include "widgets/print-figure.h"
#include "widgets/settings.h"
#include "widgets/window.h"

#define PULSE_MS 80

#define ENT_TYPE_EXPORT_DIALOG (ent_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EntExportDialog, ent_export_dialog, ENT, EXPORT_DIALOG, AdwWindow)

struct _EntExportDialog
{
  AdwWindow parent;
  EntSession *session;
  EntWorker *worker;
  EntExportJob *job;
  double needed; /* height of the figure when it is higher than asked for, figure units */
  guint pulse_id;
  gboolean failed; /* the error shown is not the preview's: a new preview leaves it */
  char *confirmed; /* path that may be replaced without asking */
  EntExportPreview *preview;
  EntExportOptions *options;
  EntExportPresets *presets;
  GtkLabel *error_label, *hint_label;
  GtkButton *height_button;
  GtkProgressBar *progress;
  GtkWidget *form, *export_button, *hint_box;
  GtkEditable *file_row;
};

G_DEFINE_FINAL_TYPE (EntExportDialog, ent_export_dialog, ADW_TYPE_WINDOW)

/* Preview */

static void
show_error (EntExportDialog *self, const char *message)
{
  gtk_label_set_label (self->error_label, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

static void
show_failure (EntExportDialog *self, const char *message)
{
  show_error (self, message);
  self->failed = message != NULL;
}

static void
add_hint (GString *hints, const char *hint)
{
  g_string_append_printf (hints, "%s%s", hints->len > 0 ? "\n" : "", hint);
}

static void
hint_at_font (GString *hints, const EntFigureReport *report, const char *family)
{
  g_autofree char *hint = NULL;

  if (report->fallbacks == NULL)
    return;
  hint = report->font_used
             ? g_strdup_printf (_ ("“%s” lacks some of the characters; they are set in %s"),
                                family,
                                report->fallbacks)
             : g_strdup_printf (_ ("“%s” has none of the characters, or is not installed; the "
                                   "figure is set in %s"),
                                family,
                                report->fallbacks);
  add_hint (hints, hint);
}

/* What could not be as it was asked for, in place, with what would help. */
static void
show_hints (EntExportDialog *self, const EntExportPicture *picture)
{
  const EntFigureOptions *options = &self->job->choices.options;
  const gboolean mm = options->width_mm > 0;
  const gboolean higher = ent_export_picture_is_higher (picture, options);
  g_autoptr (GString) hints = g_string_new (NULL);

  self->needed = higher ? picture->height : 0;
  if (higher)
    {
      g_autofree char *label
          = g_strdup_printf (mm ? _ ("Use a Height of %.0f mm") : _ ("Use a Height of %.0f Pixels"),
                             picture->height / (mm ? ENT_UNITS_PER_MM : 1));
      add_hint (hints,
                _ ("Too low for what it shows: higher than asked for, so that nothing is cut off"));
      gtk_button_set_label (self->height_button, label);
    }
  if (picture->text == NULL && options->legend != picture->report.legend
      && picture->report.legend != ENT_LEGEND_NONE)
    add_hint (hints,
              picture->report.legend == ENT_LEGEND_BELOW
                  ? _ ("There is no room for the legend there; it stands below the view")
                  : _ ("There is no room for the legend there; it stands right of the view"));
  if (picture->text == NULL)
    hint_at_font (hints, &picture->report, options->font_family);
  gtk_label_set_label (self->hint_label, hints->str);
  gtk_widget_set_visible (GTK_WIDGET (self->height_button), higher);
  gtk_widget_set_visible (self->hint_box, hints->len > 0);
}

static void
preview_done (gpointer owner, gpointer result, const GError *error)
{
  EntExportDialog *self = owner;

  if (error || !self->failed)
    show_error (self, error ? error->message : NULL);
  if (error)
    {
      gtk_widget_set_visible (self->hint_box, FALSE);
      return;
    }
  show_hints (self, result);
  ent_export_preview_show (self->preview, result, &self->job->choices.options);
}

static void
update_preview (EntExportDialog *self)
{
  if (!self->job || gtk_widget_get_width (GTK_WIDGET (self->preview)) < 16)
    return;
  ent_export_preview_size_job (self->preview, self->job);
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "preview",
                   ent_export_job_preview,
                   ent_export_job_copy (self->job),
                   (GDestroyNotify)ent_export_job_free,
                   (GDestroyNotify)ent_export_picture_free,
                   preview_done);
}

/* File */

static GFile *
get_file (EntExportDialog *self)
{
  const char *text = gtk_editable_get_text (self->file_row);

  return *text ? g_file_parse_name (text) : NULL;
}

static void
set_file (EntExportDialog *self, GFile *file)
{
  g_autofree char *name = g_file_get_parse_name (file);

  gtk_editable_set_text (self->file_row, name);
  gtk_editable_set_position (self->file_row, -1);
}

static void
propose_file (EntExportDialog *self)
{
  const EntViewRequest *request = &self->job->request;
  g_autofree char *uri = g_settings_get_string (ent_settings (), "export-folder");
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = *uri ? g_file_new_for_uri (uri)
                                  : g_file_new_for_path (documents ? documents : g_get_home_dir ());
  g_autofree char *name = g_strdup_printf ("%s-%s.%s",
                                           ent_dossier_id (request->dossier),
                                           request->view ? request->view->thing.id
                                                         : ent_view_kind_name (request->kind),
                                           ent_export_options_ending (self->options));
  g_autoptr (GFile) file = g_file_get_child (folder, name);

  set_file (self, file);
}

/* The ending that is typed or chosen says which format is meant. */
static void
read_ending (EntExportDialog *self)
{
  const char *dot = strrchr (gtk_editable_get_text (self->file_row), '.');

  if (dot)
    ent_export_options_set_format (self->options, dot + 1);
}

/* The other way round: the ending follows the format, where it is one. */
static void
write_ending (EntExportDialog *self)
{
  const char *text = gtk_editable_get_text (self->file_row);
  const char *ending = ent_export_options_ending (self->options);
  const char *dot = strrchr (text, '.');
  EntFigureFormat figure;
  EntTableFormat table;

  if (!dot || g_ascii_strcasecmp (dot + 1, ending) == 0
      || !(ent_figure_format_parse (dot + 1, &figure) || ent_table_format_parse (dot + 1, &table)))
    return;
  g_autofree char *path = g_strdup_printf ("%.*s.%s", (int)(dot - text), text, ending);
  gtk_editable_set_text (self->file_row, path);
}

static void
choices_changed (EntExportDialog *self)
{
  ent_export_job_set_choices (self->job, ent_export_options_get_choices (self->options));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.print", !self->job->choices.as_table);
  write_ending (self);
  self->failed = FALSE;
  update_preview (self);
}

static void
file_chosen (GtkWindow *parent, GFile *file)
{
  EntExportDialog *self = ENT_EXPORT_DIALOG (parent);

  set_file (self, file);
  /* The file dialog has asked already. */
  g_free (self->confirmed);
  self->confirmed = g_strdup (gtk_editable_get_text (self->file_row));
}

static void
activate_browse (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntExportDialog *self = ENT_EXPORT_DIALOG (widget);
  g_autoptr (GFile) file = get_file (self);

  ent_choose_file (GTK_WINDOW (self), ENT_CHOOSE_FIGURE, _ ("Export Figure"), file, file_chosen);
}

static void
activate_take_height (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntExportDialog *self = ENT_EXPORT_DIALOG (widget);

  if (self->needed > 0)
    ent_export_options_set_height (self->options, self->needed);
}

/* Export */

static gboolean
pulse (gpointer data)
{
  gtk_progress_bar_pulse (ENT_EXPORT_DIALOG (data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
set_busy (EntExportDialog *self, gboolean busy)
{
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (busy)
    self->pulse_id = g_timeout_add (PULSE_MS, pulse, self);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.export", !busy);
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "export.print", !busy && !self->job->choices.as_table);
}

static void
remember (EntExportDialog *self)
{
  g_autoptr (GFile) folder = self->job->file ? g_file_get_parent (self->job->file) : NULL;
  g_autofree char *uri = folder ? g_file_get_uri (folder) : NULL;

  ent_export_settings_write (self->job->dossier, &self->job->choices);
  if (uri)
    g_settings_set_string (ent_settings (), "export-folder", uri);
}

static void
export_done (gpointer owner, gpointer result, const GError *error)
{
  EntExportDialog *self = owner;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GFile) file = result;

  set_busy (self, FALSE);
  if (error)
    {
      show_failure (self, error->message);
      return;
    }
  remember (self);
  if (ENT_IS_WINDOW (parent))
    {
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *text = g_strdup_printf (_ ("Saved %s"), name);
      ent_window_toast (ENT_WINDOW (parent), text);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
start (EntExportDialog *self,
       const char *slot,
       EntWorkFunc work,
       GDestroyNotify free_result,
       EntDoneFunc done)
{
  show_failure (self, NULL);
  set_busy (self, TRUE);
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   slot,
                   work,
                   ent_export_job_copy (self->job),
                   (GDestroyNotify)ent_export_job_free,
                   free_result,
                   done);
}

static void
start_export (EntExportDialog *self)
{
  start (self, "export", ent_export_job_write, g_object_unref, export_done);
}

static void
replace_answered (AdwMessageDialog *dialog, const char *response, EntExportDialog *self)
{
  if (g_str_equal (response, "replace"))
    start_export (self);
}

static void
ask_replace (EntExportDialog *self)
{
  g_autofree char *name = g_file_get_basename (self->job->file);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Replace “%s”?"), name);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _ ("There is a file of this name already. It will be lost."));
  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "replace", _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (
      ADW_MESSAGE_DIALOG (dialog), "replace", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (replace_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
activate_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntExportDialog *self = ENT_EXPORT_DIALOG (widget);
  g_autoptr (GFile) file = get_file (self);

  if (!file)
    {
      show_failure (self, _ ("Name a file to export to"));
      gtk_widget_grab_focus (GTK_WIDGET (self->file_row));
      return;
    }
  g_set_object (&self->job->file, file);
  if (g_strcmp0 (self->confirmed, gtk_editable_get_text (self->file_row)) != 0
      && g_file_query_exists (file, NULL))
    ask_replace (self);
  else
    start_export (self);
}

/* Print */

static void
print_ready (gpointer owner, gpointer result, const GError *error)
{
  EntExportDialog *self = owner;
  g_autoptr (EntScene) figure = result;

  set_busy (self, FALSE);
  if (error)
    {
      show_failure (self, error->message);
      return;
    }
  remember (self);
  g_autoptr (GError) failure = NULL;
  g_autofree char *title
      = ent_figure_shown_title (&self->job->request, &self->job->choices.options);
  g_autoptr (GtkPrintOperation) print = ent_print_figure_new (figure, title);
  gtk_print_operation_run (
      print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &failure);
  if (failure)
    show_failure (self, failure->message);
}

static void
activate_print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  start (ENT_EXPORT_DIALOG (widget),
         "print",
         ent_export_job_scene,
         (GDestroyNotify)ent_scene_unref,
         print_ready);
}

/* Stops an export; closes the dialog when there is none. */
static void
activate_cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntExportDialog *self = ENT_EXPORT_DIALOG (widget);

  if (self->pulse_id == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  ent_worker_cancel (self->worker, G_OBJECT (self));
  set_busy (self, FALSE);
}

/* Presets */

static const EntFigureChoices *
current_choices (gpointer data)
{
  return ent_export_options_get_choices (ENT_EXPORT_DIALOG (data)->options);
}

static void
preset_chosen (EntExportDialog *self, const EntFigureChoices *choices)
{
  ent_export_options_set_choices (self->options, choices);
}

static void
ent_export_dialog_dispose (GObject *object)
{
  EntExportDialog *self = ENT_EXPORT_DIALOG (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (self->worker)
    ent_worker_cancel (self->worker, object);
  g_clear_pointer (&self->worker, ent_worker_unref);
  g_clear_pointer (&self->job, ent_export_job_free);
  g_clear_pointer (&self->confirmed, g_free);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_EXPORT_DIALOG);
  G_OBJECT_CLASS (ent_export_dialog_parent_class)->dispose (object);
}

static void
ent_export_dialog_class_init (EntExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_export_dialog_dispose;
  g_type_ensure (ENT_TYPE_EXPORT_PREVIEW);
  g_type_ensure (ENT_TYPE_EXPORT_OPTIONS);
  g_type_ensure (ENT_TYPE_EXPORT_PRESETS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, options);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, presets);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, hint_label);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, hint_box);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, height_button);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, form);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, file_row);
  gtk_widget_class_install_action (widget_class, "export.export", NULL, activate_export);
  gtk_widget_class_install_action (widget_class, "export.print", NULL, activate_print);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, activate_cancel);
  gtk_widget_class_install_action (widget_class, "export.browse", NULL, activate_browse);
  gtk_widget_class_install_action (widget_class, "export.take-height", NULL, activate_take_height);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "export.cancel", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "export.print", NULL);
}

static void
ent_export_dialog_init (EntExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static EntExportDialog *
new_dialog (GtkWindow *parent, EntSession *session, const EntViewRequest *request)
{
  EntExportDialog *self = g_object_new (ENT_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  EntFigureChoices choices;

  self->session = g_object_ref (session);
  self->worker = ent_worker_new ("export");
  ent_export_settings_read (request->dossier, &choices);
  self->job = ent_export_job_new (request, &choices);
  ent_export_job_set_library (self->job, ent_session_library (session));
  ent_export_presets_set_session (self->presets, session, current_choices, self);
  ent_export_options_set_request (self->options, request);
  ent_export_options_set_choices (self->options, &choices);
  ent_export_job_set_choices (self->job, ent_export_options_get_choices (self->options));
  propose_file (self);
  g_signal_connect_swapped (self->options, "changed", G_CALLBACK (choices_changed), self);
  g_signal_connect_swapped (self->preview, "redraw", G_CALLBACK (update_preview), self);
  g_signal_connect_swapped (self->presets, "chosen", G_CALLBACK (preset_chosen), self);
  g_signal_connect_swapped (self->presets, "failed", G_CALLBACK (show_failure), self);
  g_signal_connect_swapped (self->file_row, "changed", G_CALLBACK (read_ending), self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.print", !self->job->choices.as_table);
  return self;
}

/**
 * ent_export_dialog_present:
 * @parent: the window it belongs to
 * @session: the session
 * @request: what to draw; copied, but for the world
 *
 * Opens the dialog with the choices of the last time.
 */
void
ent_export_dialog_present (GtkWindow *parent, EntSession *session, const EntViewRequest *request)
{
  EntExportDialog *self = new_dialog (parent, session, request);

  gtk_widget_grab_focus (self->export_button);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * ent_export_dialog_print:
 * @parent: the window it belongs to
 * @session: the session
 * @request: what to print; copied, but for the world
 *
 * Opens the dialog, and on it the system's for printing, with the choices of the last time.
 */
void
ent_export_dialog_print (GtkWindow *parent, EntSession *session, const EntViewRequest *request)
{
  EntExportDialog *self = new_dialog (parent, session, request);

  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "export.print", NULL);
}
