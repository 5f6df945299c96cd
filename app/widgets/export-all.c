/* All saved views into a folder, in several formats and languages. */
#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/worker.h"
#include "dossier/dossier-edit-views.h"
#include "figure/batch.h"
#include "widgets/export-settings.h"
#include "widgets/file-chooser.h"
#include "widgets/panels.h"
#include "widgets/settings.h"
#include "widgets/shared-world.h"

#define ENT_TYPE_EXPORT_ALL (ent_export_all_get_type ())
G_DECLARE_FINAL_TYPE (EntExportAll, ent_export_all, ENT, EXPORT_ALL, AdwWindow)

#define N_LANGUAGES 3

struct _EntExportAll
{
  AdwWindow parent;
  EntDossier *dossier;
  EntLibrary *library; /* or NULL */
  const char *lang;
  EntWorker *worker;
  GCancellable *cancellable; /* of the batch that runs, else NULL */
  GPtrArray *waiting;        /* jobs that a question is asked about */
  GPtrArray *views;          /* GtkCheckButton, one a saved view */
  GtkCheckButton *formats[ENT_N_FIGURE_FORMATS], *languages[N_LANGUAGES];
  AdwPreferencesGroup *format_group, *language_group, *view_group, *report_group;
  AdwComboRow *preset_row;
  GtkEditable *folder_row;
  GtkStack *stack;
  GtkLabel *progress_label;
  GtkProgressBar *progress;
  GtkButton *cancel_button;
  GtkWidget *export_button;
};

G_DEFINE_FINAL_TYPE (EntExportAll, ent_export_all, ADW_TYPE_WINDOW)

static const struct
{
  const char *tag, *name;
} languages[N_LANGUAGES]
    = { { "en", "English" }, { "zh-Hans", "简体中文" }, { "zh-Hant", "繁體中文" } };

/* What the worker is given, and gives back: the jobs with what came of them. */
typedef struct
{
  EntDossier *dossier; /* what the jobs point to */
  EntLibrary *library;
  GPtrArray *jobs;
  gboolean replace;
  GCancellable *cancellable;
  GWeakRef dialog; /* told how far it is */
} Work;

static void
free_work (Work *work)
{
  g_ptr_array_unref (work->jobs);
  g_object_unref (work->cancellable);
  g_weak_ref_clear (&work->dialog);
  g_clear_pointer (&work->library, ent_library_unref);
  ent_dossier_unref (work->dossier);
  g_free (work);
}

/* The form */

static GtkCheckButton *
add_check (AdwPreferencesGroup *group, const char *title, const char *subtitle, gboolean active)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (group, row);
  return GTK_CHECK_BUTTON (check);
}

static void
follow_checks (EntExportAll *self)
{
  gboolean view = FALSE, format = FALSE, language = FALSE;

  for (guint i = 0; i < self->views->len; i++)
    view |= gtk_check_button_get_active (self->views->pdata[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->formats); i++)
    format |= gtk_check_button_get_active (self->formats[i]);
  for (guint i = 0; i < N_LANGUAGES; i++)
    language |= gtk_check_button_get_active (self->languages[i]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "all.export",
                                 view && format && language
                                     && *gtk_editable_get_text (self->folder_row) != '\0');
}

static void
fill_presets (EntExportAll *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const EntJson *presets = ent_dossier_presets (self->dossier);

  gtk_string_list_append (names, _ ("As last exported"));
  for (guint i = 0; i < ent_json_length (presets); i++)
    {
      const EntJson *name = ent_json_member (ent_json_element (presets, i), "name");
      const char *string = "";
      if (!ent_json_get_string (name, &string)
          && !ent_json_get_string (ent_json_member (name, self->lang), &string)
          && ent_json_length (name) > 0)
        ent_json_get_string (ent_json_member (name, ent_json_key (name, 0)), &string);
      gtk_string_list_append (names, string);
    }
  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (names));
}

static void
fill_form (EntExportAll *self)
{
  static const char *const formats[ENT_N_FIGURE_FORMATS]
      = { N_ ("PNG picture"), N_ ("SVG drawing"), N_ ("PDF document"), N_ ("HTML page") };
  const GPtrArray *views = ent_dossier_views (self->dossier);
  g_autofree char *uri = g_settings_get_string (ent_settings (), "export-folder");
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = *uri ? g_file_new_for_uri (uri)
                                  : g_file_new_for_path (documents ? documents : g_get_home_dir ());
  g_autofree char *path = g_file_get_parse_name (folder);

  gtk_editable_set_text (self->folder_row, path);
  fill_presets (self);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    self->formats[i] = add_check (self->format_group, _ (formats[i]), "", i == ENT_FIGURE_PDF);
  for (guint i = 0; i < N_LANGUAGES; i++)
    self->languages[i] = add_check (
        self->language_group, languages[i].name, "", g_strcmp0 (languages[i].tag, self->lang) == 0);
  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = views->pdata[i];
      g_autofree char *title = ent_thing_title (&view->thing, self->lang);
      g_ptr_array_add (self->views, add_check (self->view_group, title, view->thing.id, TRUE));
    }
  for (guint i = 0; i < self->views->len; i++)
    g_signal_connect_swapped (self->views->pdata[i], "toggled", G_CALLBACK (follow_checks), self);
  for (guint i = 0; i < G_N_ELEMENTS (self->formats); i++)
    g_signal_connect_swapped (self->formats[i], "toggled", G_CALLBACK (follow_checks), self);
  for (guint i = 0; i < N_LANGUAGES; i++)
    g_signal_connect_swapped (self->languages[i], "toggled", G_CALLBACK (follow_checks), self);
  g_signal_connect_swapped (self->folder_row, "changed", G_CALLBACK (follow_checks), self);
  follow_checks (self);
}

/* Jobs */

static gboolean
read_choices (EntExportAll *self, EntFigureChoices *choices, GError **error)
{
  const guint place = adw_combo_row_get_selected (self->preset_row);

  ent_export_settings_read (self->dossier, choices);
  choices->as_table = FALSE;
  if (place == 0 || place == GTK_INVALID_LIST_POSITION)
    return TRUE;
  *choices = ENT_FIGURE_CHOICES_DEFAULT;
  return ent_figure_choices_read (
      choices,
      ent_json_member (ent_json_element (ent_dossier_presets (self->dossier), place - 1),
                       "options"),
      error);
}

static EntBatchJob *
new_job (EntExportAll *self,
         const EntFigureChoices *choices,
         const EntView *view,
         const char *lang,
         gboolean with_language,
         GFile *folder)
{
  EntFigureChoices own = *choices;
  EntViewRequest request
      = { .dossier = self->dossier, .kind = view->kind, .view = view, .camera = ENT_CAMERA_FIT };

  own.lang = lang;
  ent_figure_choices_apply (&own, &request);
  EntBatchJob *job = ent_batch_job_new (&request, NULL);
  job->options = own.options;
  job->options.library = self->library;
  g_autofree char *name = ent_batch_file_name (job, with_language);
  job->file = g_file_get_child (folder, name);
  return job;
}

static GPtrArray *
make_jobs (EntExportAll *self, EntFigureChoices *choices, GFile *folder)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_batch_job_free);
  const GPtrArray *views = ent_dossier_views (self->dossier);
  guint n_languages = 0;

  for (guint i = 0; i < N_LANGUAGES; i++)
    n_languages += gtk_check_button_get_active (self->languages[i]);
  for (guint i = 0; i < views->len; i++)
    for (guint lang = 0; lang < N_LANGUAGES; lang++)
      for (guint format = 0; format < G_N_ELEMENTS (self->formats); format++)
        {
          if (!gtk_check_button_get_active (self->views->pdata[i])
              || !gtk_check_button_get_active (self->languages[lang])
              || !gtk_check_button_get_active (self->formats[format]))
            continue;
          choices->options.format = format;
          g_ptr_array_add (
              jobs,
              new_job (
                  self, choices, views->pdata[i], languages[lang].tag, n_languages > 1, folder));
        }
  return jobs;
}

/* The report */

static const char *
describe (const EntBatchJob *job)
{
  switch (job->state)
    {
    case ENT_BATCH_WRITTEN:
      return _ ("Written");
    case ENT_BATCH_KEPT:
      return _ ("Kept as it was");
    case ENT_BATCH_FAILED:
      return job->error->message;
    case ENT_BATCH_CANCELLED:
    case ENT_BATCH_WAITING:
      break;
    }
  return _ ("Not written: cancelled");
}

static void
add_report (EntExportAll *self, const EntBatchJob *job)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_file_get_basename (job->file);
  const char *icon = job->state == ENT_BATCH_WRITTEN  ? "emblem-ok-symbolic"
                     : job->state == ENT_BATCH_FAILED ? "dialog-error-symbolic"
                                                      : "action-unavailable-symbolic";

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), describe (job));
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (self->report_group, row);
}

/* What failed comes first: it is what is to be read. */
static void
show_report (EntExportAll *self, const GPtrArray *jobs)
{
  static const EntBatchState order[] = {
    ENT_BATCH_FAILED, ENT_BATCH_CANCELLED, ENT_BATCH_WAITING, ENT_BATCH_KEPT, ENT_BATCH_WRITTEN
  };
  guint n_written = 0;

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < jobs->len; i++)
      {
        const EntBatchJob *job = jobs->pdata[i];
        if (job->state == order[k])
          add_report (self, job);
        n_written += k == 0 && job->state == ENT_BATCH_WRITTEN;
      }
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u of %u file written", "%u of %u files written", jobs->len),
      n_written,
      jobs->len);
  adw_preferences_group_set_title (self->report_group, title);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_set_visible (self->export_button, FALSE);
  gtk_button_set_label (self->cancel_button, _ ("Close"));
}

/* The batch */

typedef struct
{
  EntExportAll *dialog;
  guint n_ended, n_jobs;
} Progress;

static gboolean
show_progress (gpointer data)
{
  Progress *progress = data;
  EntExportAll *self = progress->dialog;

  if (self->cancellable != NULL)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("%u of %u files"), progress->n_ended, progress->n_jobs);
      gtk_label_set_label (self->progress_label, text);
      gtk_progress_bar_set_fraction (self->progress,
                                     progress->n_ended / (double)MAX (progress->n_jobs, 1));
    }
  g_object_unref (progress->dialog);
  g_free (progress);
  return G_SOURCE_REMOVE;
}

static void
job_ended (const EntBatchJob *job, guint n_ended, guint n_jobs, gpointer data)
{
  Work *work = data;
  EntExportAll *dialog = g_weak_ref_get (&work->dialog);

  if (dialog == NULL)
    return;
  Progress *progress = g_new (Progress, 1);
  *progress = (Progress){ dialog, n_ended, n_jobs };
  g_idle_add (show_progress, progress);
}

static gpointer
run (gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  const EntWorld *world = NULL;

  for (guint i = 0; i < work->jobs->len; i++)
    {
      EntBatchJob *job = work->jobs->pdata[i];
      if (!ent_view_needs_world (&job->request))
        continue;
      if (world == NULL && (world = ent_shared_world (error)) == NULL)
        return NULL;
      job->request.world = world;
    }
  g_autoptr (GFile) folder = g_file_get_parent (((EntBatchJob *)work->jobs->pdata[0])->file);
  g_autoptr (GError) reason = NULL;
  if (!g_file_make_directory_with_parents (folder, cancellable, &reason)
      && !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  ent_batch_run (work->jobs, work->replace, work->cancellable, job_ended, work);
  return g_ptr_array_ref (work->jobs);
}

static void
done (gpointer owner, gpointer result, const GError *error)
{
  EntExportAll *self = owner;
  g_autoptr (GPtrArray) jobs = result;

  g_clear_object (&self->cancellable);
  if (error == NULL)
    {
      show_report (self, jobs);
      return;
    }
  adw_preferences_group_set_title (self->report_group, _ ("Nothing was written"));
  adw_preferences_group_set_description (self->report_group, error->message);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_set_visible (self->export_button, FALSE);
  gtk_button_set_label (self->cancel_button, _ ("Close"));
}

/* Takes the jobs. */
static void
start (EntExportAll *self, GPtrArray *jobs, gboolean replace)
{
  Work *work = g_new0 (Work, 1);
  g_autoptr (GFile) folder = g_file_get_parent (((EntBatchJob *)jobs->pdata[0])->file);
  g_autofree char *uri = g_file_get_uri (folder);

  g_settings_set_string (ent_settings (), "export-folder", uri);
  self->cancellable = g_cancellable_new ();
  work->dossier = ent_dossier_ref (self->dossier);
  work->library = self->library != NULL ? ent_library_ref (self->library) : NULL;
  work->jobs = jobs;
  work->replace = replace;
  work->cancellable = g_object_ref (self->cancellable);
  g_weak_ref_init (&work->dialog, self);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "all.export", FALSE);
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "all",
                   run,
                   work,
                   (GDestroyNotify)free_work,
                   (GDestroyNotify)g_ptr_array_unref,
                   done);
}

static void
answered (AdwMessageDialog *dialog, const char *response, EntExportAll *self)
{
  g_autoptr (GPtrArray) jobs = g_steal_pointer (&self->waiting);

  if (jobs != NULL && !g_str_equal (response, "cancel"))
    start (self, g_steal_pointer (&jobs), g_str_equal (response, "replace"));
}

/* Once for all of them. */
static void
ask_replace (EntExportAll *self, guint n_existing)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  g_autofree char *heading = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u File Exists Already", "%u Files Exist Already", n_existing),
      n_existing);

  adw_message_dialog_set_heading (message, heading);
  adw_message_dialog_set_body (message, _ ("What is replaced will be lost."));
  adw_message_dialog_add_responses (
      message, "cancel", _ ("_Cancel"), "keep", _ ("_Keep Them"), "replace", _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (message, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
activate_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntExportAll *self = ENT_EXPORT_ALL (widget);
  g_autoptr (GFile) folder = g_file_parse_name (gtk_editable_get_text (self->folder_row));
  g_autoptr (GError) error = NULL;
  EntFigureChoices choices;
  guint n_existing = 0;

  if (!read_choices (self, &choices, &error))
    {
      done (self, NULL, error);
      return;
    }
  g_autoptr (GPtrArray) jobs = make_jobs (self, &choices, folder);
  for (guint i = 0; i < jobs->len; i++)
    n_existing += g_file_query_exists (((EntBatchJob *)jobs->pdata[i])->file, NULL);
  if (n_existing == 0)
    {
      start (self, g_steal_pointer (&jobs), FALSE);
      return;
    }
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  self->waiting = g_steal_pointer (&jobs);
  ask_replace (self, n_existing);
}

/* Stops the batch; closes the dialog when none runs. */
static void
activate_cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntExportAll *self = ENT_EXPORT_ALL (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
folder_chosen (GtkWindow *parent, GFile *folder)
{
  g_autofree char *path = g_file_get_parse_name (folder);

  gtk_editable_set_text (ENT_EXPORT_ALL (parent)->folder_row, path);
}

static void
activate_browse (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ent_choose_file (
      GTK_WINDOW (widget), ENT_CHOOSE_FOLDER, _ ("Export All Views"), NULL, folder_chosen);
}

static void
ent_export_all_dispose (GObject *object)
{
  EntExportAll *self = ENT_EXPORT_ALL (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  if (self->worker)
    ent_worker_cancel (self->worker, object);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->worker, ent_worker_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->library, ent_library_unref);
  g_clear_pointer (&self->dossier, ent_dossier_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_EXPORT_ALL);
  G_OBJECT_CLASS (ent_export_all_parent_class)->dispose (object);
}

static void
ent_export_all_class_init (EntExportAllClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_export_all_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/entente/Entente/export-all.ui");
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, folder_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, preset_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, format_group);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, language_group);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, view_group);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, report_group);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, stack);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, progress);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, progress_label);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, EntExportAll, export_button);
  gtk_widget_class_install_action (widget_class, "all.export", NULL, activate_export);
  gtk_widget_class_install_action (widget_class, "all.cancel", NULL, activate_cancel);
  gtk_widget_class_install_action (widget_class, "all.browse", NULL, activate_browse);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "all.cancel", NULL);
}

static void
ent_export_all_init (EntExportAll *self)
{
  self->views = g_ptr_array_new ();
  self->worker = ent_worker_new ("export-all");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_export_all_present:
 * @parent: the window it belongs to
 * @session: the session
 *
 * Opens the dialog that exports the saved views of the open dossier.
 */
void
ent_export_all_present (GtkWindow *parent, EntSession *session)
{
  EntExportAll *self = g_object_new (ENT_TYPE_EXPORT_ALL, "transient-for", parent, NULL);
  EntLibrary *library = ent_session_library (session);

  self->dossier = ent_dossier_ref (ent_session_dossier (session));
  self->library = library != NULL ? ent_library_ref (library) : NULL;
  self->lang = g_intern_string (ent_session_language (session));
  fill_form (self);
  gtk_widget_grab_focus (self->export_button);
  gtk_window_present (GTK_WINDOW (self));
}
