/* Ctrl+E: the current view as a figure. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/worker.h"
#include "widgets/export-dialog-job.h"
#include "widgets/file-chooser.h"
#include "widgets/panels.h"
#include "widgets/settings.h"
#include "widgets/window.h"

/* Room round the paper of the preview, and the reach of its shadow, pixels. */
#define PREVIEW_MARGIN 28
#define SHADOW 9
#define PULSE_MS 80

#define ENT_TYPE_EXPORT_DIALOG (ent_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EntExportDialog, ent_export_dialog, ENT, EXPORT_DIALOG, AdwWindow)

struct _EntExportDialog
{
  AdwWindow parent;
  EntSession *session;
  EntWorker *worker;
  EntExportJob *job;
  EntExportPreview *preview;
  guint pulse_id;
  gboolean filling; /* the form follows the job, not the other way round */
  char *confirmed;  /* path that may be replaced without asking */
  GtkDrawingArea *area;
  GtkStack *preview_stack;
  GtkTextView *text_view;
  GtkLabel *size_label, *error_label;
  GtkProgressBar *progress;
  GtkWidget *form, *dpi_row, *export_button, *size_group, *legend_row;
  AdwComboRow *format_row, *preset_row, *unit_row, *theme_row, *style_row, *language_row;
  GtkEditable *file_row;
  GtkSpinButton *width_spin, *height_spin, *dpi_spin;
  GtkSwitch *title_switch, *caption_switch, *legend_switch, *source_switch;
};

G_DEFINE_FINAL_TYPE (EntExportDialog, ent_export_dialog, ADW_TYPE_WINDOW)

/* Widths of columns in journals, of paper and of slides. */
static const struct
{
  const char *label, *size;
} presets[]
    = { { N_ ("One column · 89 mm"), "89mm" },    { N_ ("Column and a half · 120 mm"), "120mm" },
        { N_ ("Two columns · 183 mm"), "183mm" }, { N_ ("A4, landscape"), "297mmx210mm" },
        { N_ ("Slide, 16 : 9"), "1920x1080" },    { N_ ("Custom"), NULL } };

static const char *const languages[] = { "content", "en", "zh-Hans", "zh-Hant" };

static void update_preview (EntExportDialog *self);

/* Form → job */

static gboolean
is_same_size (const EntFigureOptions *a, const EntFigureOptions *b)
{
  return a->width_mm == b->width_mm && a->height_mm == b->height_mm && a->width_px == b->width_px
         && a->height_px == b->height_px;
}

static guint
preset_of (const EntFigureOptions *options)
{
  guint i = 0;

  for (; presets[i].size; i++)
    {
      EntFigureOptions preset = *options;
      if (ent_figure_parse_size (presets[i].size, &preset, NULL) && is_same_size (&preset, options))
        break;
    }
  return i;
}

static void
show_size (EntExportDialog *self)
{
  const EntFigureOptions *options = &self->job->options;
  gboolean mm = options->width_mm > 0;

  self->filling = TRUE;
  adw_combo_row_set_selected (self->preset_row, preset_of (options));
  adw_combo_row_set_selected (self->unit_row, mm ? 0 : 1);
  gtk_spin_button_set_value (self->width_spin, mm ? options->width_mm : options->width_px);
  gtk_spin_button_set_value (self->height_spin, mm ? options->height_mm : options->height_px);
  self->filling = FALSE;
}

/* As the ending of a file; a page and a table of HTML have the same. */
static const char *
format_name (EntExportDialog *self)
{
  return self->job->as_table ? ent_table_format_name (self->job->table_format)
                             : ent_figure_format_name (self->job->options.format);
}

/* The place of a format in the list: those of figures, then those of tables. */
static gboolean
find_format (EntExportDialog *self, const char *name, guint *place)
{
  EntFigureFormat figure;
  EntTableFormat table;

  if (ent_figure_format_parse (name, &figure))
    *place = figure;
  else if (ent_grid_is_possible (self->job->request.kind) && ent_table_format_parse (name, &table))
    *place = ENT_N_FIGURE_FORMATS + table;
  else
    return FALSE;
  return TRUE;
}

static void
read_format (EntExportDialog *self)
{
  const guint place = adw_combo_row_get_selected (self->format_row);

  self->job->as_table = place >= ENT_N_FIGURE_FORMATS;
  if (self->job->as_table)
    self->job->table_format = place - ENT_N_FIGURE_FORMATS;
  else
    self->job->options.format = place;
}

/* A text has no size, no colours and no legend; a figure cites in its own way. */
static void
show_choices (EntExportDialog *self)
{
  const gboolean table = self->job->as_table;

  gtk_widget_set_visible (self->size_group, !table);
  gtk_widget_set_visible (GTK_WIDGET (self->theme_row), !table);
  gtk_widget_set_visible (self->legend_row, !table);
  gtk_widget_set_visible (GTK_WIDGET (self->style_row), table);
}

static void
follow_format (EntExportDialog *self)
{
  const EntFigureOptions *options = &self->job->options;
  const char *text = gtk_editable_get_text (self->file_row);
  const char *dot = strrchr (text, '.');
  guint old;

  show_choices (self);
  gtk_widget_set_sensitive (self->dpi_row,
                            options->format == ENT_FIGURE_PNG && options->width_mm > 0);
  if (dot && find_format (self, dot + 1, &old)
      && old != adw_combo_row_get_selected (self->format_row))
    {
      g_autofree char *path
          = g_strdup_printf ("%.*s.%s", (int)(dot - text), text, format_name (self));
      gtk_editable_set_text (self->file_row, path);
    }
}

static void
read_form (EntExportDialog *self)
{
  EntFigureOptions *options = &self->job->options;
  guint language = adw_combo_row_get_selected (self->language_row);

  if (self->filling)
    return;
  read_format (self);
  options->dpi = gtk_spin_button_get_value (self->dpi_spin);
  options->show_title = gtk_switch_get_active (self->title_switch);
  options->show_caption = gtk_switch_get_active (self->caption_switch);
  options->legend
      = gtk_switch_get_active (self->legend_switch) ? ENT_LEGEND_BELOW : ENT_LEGEND_NONE;
  options->show_source = gtk_switch_get_active (self->source_switch);
  self->job->table.show_title = options->show_title;
  self->job->table.show_caption = options->show_caption;
  self->job->table.show_notes = options->show_source;
  self->job->table.style = adw_combo_row_get_selected (self->style_row);
  self->job->request.theme = ent_theme_get (adw_combo_row_get_selected (self->theme_row));
  self->job->request.lang = language == 0 || language >= G_N_ELEMENTS (languages)
                                ? ent_session_language (self->session)
                                : languages[language];
  follow_format (self);
  update_preview (self);
}

static void
read_preset (EntExportDialog *self)
{
  guint preset = adw_combo_row_get_selected (self->preset_row);

  if (self->filling || preset >= G_N_ELEMENTS (presets) || !presets[preset].size)
    return;
  ent_figure_parse_size (presets[preset].size, &self->job->options, NULL);
  show_size (self);
  read_form (self);
}

static void
read_unit (EntExportDialog *self)
{
  EntFigureOptions *options = &self->job->options;
  gboolean mm = adw_combo_row_get_selected (self->unit_row) == 0;

  if (self->filling || mm == (options->width_mm > 0))
    return;
  /* The same size in the other unit. */
  options->width_px = mm ? 0 : (int)round (options->width_mm * ENT_UNITS_PER_MM);
  options->height_px = mm ? 0 : (int)round (options->height_mm * ENT_UNITS_PER_MM);
  options->width_mm
      = mm ? round (gtk_spin_button_get_value (self->width_spin) / ENT_UNITS_PER_MM) : 0;
  options->height_mm
      = mm ? round (gtk_spin_button_get_value (self->height_spin) / ENT_UNITS_PER_MM) : 0;
  show_size (self);
  read_form (self);
}

static void
read_size (EntExportDialog *self)
{
  EntFigureOptions *options = &self->job->options;
  gboolean mm = adw_combo_row_get_selected (self->unit_row) == 0;
  double width = gtk_spin_button_get_value (self->width_spin);
  double height = gtk_spin_button_get_value (self->height_spin);

  if (self->filling)
    return;
  options->width_mm = mm ? width : 0;
  options->height_mm = mm ? height : 0;
  options->width_px = mm ? 0 : (int)width;
  options->height_px = mm ? 0 : (int)height;
  show_size (self);
  read_form (self);
}

/* Preview */

static void
draw_preview (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  EntExportDialog *self = data;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (area));

  if (!self->preview || !self->preview->surface)
    return;
  double w = cairo_image_surface_get_width (self->preview->surface) / (double)factor;
  double h = cairo_image_surface_get_height (self->preview->surface) / (double)factor;
  double x = floor ((width - w) / 2), y = floor ((height - h) / 2);
  for (int i = SHADOW; i > 0; i--)
    {
      /* Each ring adds to those inside it: the shadow fades out as the square of the distance. */
      cairo_set_source_rgba (cr, 0, 0, 0, 0.006 * (SHADOW + 1 - i));
      cairo_rectangle (cr, x - i, y - i + 2, w + 2 * i, h + 2 * i);
      cairo_fill (cr);
    }
  cairo_translate (cr, x, y);
  cairo_scale (cr, 1.0 / factor, 1.0 / factor);
  cairo_set_source_surface (cr, self->preview->surface, 0, 0);
  cairo_paint (cr);
}

static void
show_error (EntExportDialog *self, const char *message)
{
  gtk_label_set_label (self->error_label, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

static void
preview_done (gpointer owner, gpointer result, const GError *error)
{
  EntExportDialog *self = owner;

  if (error)
    {
      show_error (self, error->message);
      return;
    }
  show_error (self, NULL);
  g_clear_pointer (&self->preview, ent_export_preview_free);
  self->preview = result;
  const char *text = self->preview->text;
  g_autofree char *size = ent_export_preview_describe (self->preview, &self->job->options);
  gtk_stack_set_visible_child_name (self->preview_stack, text != NULL ? "text" : "picture");
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (self->text_view), text != NULL ? text : "", -1);
  gtk_label_set_label (self->size_label, size);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
update_preview (EntExportDialog *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->area)) - 2 * PREVIEW_MARGIN;
  int height = gtk_widget_get_height (GTK_WIDGET (self->area)) - 2 * PREVIEW_MARGIN;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self->area));

  if (width < 16 || height < 16 || !self->job)
    return;
  self->job->area_width = width * factor;
  self->job->area_height = height * factor;
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "preview",
                   ent_export_job_preview,
                   ent_export_job_copy (self->job),
                   (GDestroyNotify)ent_export_job_free,
                   (GDestroyNotify)ent_export_preview_free,
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
                                           format_name (self));
  g_autoptr (GFile) file = g_file_get_child (folder, name);

  set_file (self, file);
}

/* The ending that is typed or chosen says which format is meant. */
static void
read_ending (EntExportDialog *self)
{
  const char *dot = strrchr (gtk_editable_get_text (self->file_row), '.');
  guint format;

  if (dot && g_ascii_strcasecmp (dot + 1, format_name (self)) != 0
      && find_format (self, dot + 1, &format)
      && format != adw_combo_row_get_selected (self->format_row))
    adw_combo_row_set_selected (self->format_row, format);
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
}

static void
remember (EntExportDialog *self)
{
  GSettings *settings = ent_settings ();
  const EntFigureOptions *o = &self->job->options;
  guint language = adw_combo_row_get_selected (self->language_row);
  g_autoptr (GFile) folder = g_file_get_parent (self->job->file);
  g_autofree char *uri = folder ? g_file_get_uri (folder) : g_strdup ("");
  gboolean mm = o->width_mm > 0;
  double height = mm ? o->height_mm : o->height_px;
  g_autofree char *width_text
      = g_strdup_printf (mm ? "%gmm" : "%g", mm ? o->width_mm : o->width_px);
  g_autofree char *height_text
      = height > 0 ? g_strdup_printf (mm ? "x%gmm" : "x%g", height) : g_strdup ("");
  g_autofree char *size = g_strconcat (width_text, height_text, NULL);

  g_settings_set_string (settings,
                         "export-format",
                         self->job->as_table && self->job->table_format == ENT_TABLE_HTML
                             ? "html-table"
                             : format_name (self));
  g_settings_set_string (
      settings, "export-style", ent_citation_style_name (self->job->table.style));
  g_settings_set_string (settings, "export-size", size);
  g_settings_set_int (settings, "export-dpi", (int)o->dpi);
  g_settings_set_string (settings, "export-theme", self->job->request.theme->name);
  g_settings_set_string (settings, "export-language", languages[MIN (language, 3)]);
  g_settings_set_boolean (settings, "export-title", o->show_title);
  g_settings_set_boolean (settings, "export-caption", o->show_caption);
  g_settings_set_boolean (settings, "export-legend", o->legend != ENT_LEGEND_NONE);
  g_settings_set_boolean (settings, "export-source", o->show_source);
  g_settings_set_string (settings, "export-folder", uri);
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
      show_error (self, error->message);
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
start_export (EntExportDialog *self)
{
  show_error (self, NULL);
  set_busy (self, TRUE);
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "export",
                   ent_export_job_write,
                   ent_export_job_copy (self->job),
                   (GDestroyNotify)ent_export_job_free,
                   g_object_unref,
                   export_done);
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
      show_error (self, _ ("Name a file to export to"));
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

/* Settings → form */

static void
add_table_formats (EntExportDialog *self)
{
  static const char *const names[ENT_N_TABLE_FORMATS]
      = { N_ ("CSV table"), N_ ("HTML table"), N_ ("Markdown table"), N_ ("LaTeX table") };
  GtkStringList *model = GTK_STRING_LIST (adw_combo_row_get_model (self->format_row));

  for (guint i = 0; ent_grid_is_possible (self->job->request.kind) && i < G_N_ELEMENTS (names); i++)
    gtk_string_list_append (model, _ (names[i]));
}

static void
fill_form (EntExportDialog *self)
{
  GSettings *settings = ent_settings ();
  g_autofree char *format = g_settings_get_string (settings, "export-format");
  g_autofree char *size = g_settings_get_string (settings, "export-size");
  g_autofree char *theme = g_settings_get_string (settings, "export-theme");
  g_autofree char *language = g_settings_get_string (settings, "export-language");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *style = g_settings_get_string (settings, "export-style");
  EntThemeKind kind = ENT_THEME_LIGHT;
  guint place = ENT_FIGURE_PNG;

  find_format (self, format, &place);
  ent_citation_style_parse (style, &self->job->table.style);
  ent_figure_parse_size (size, &self->job->options, NULL);
  ent_theme_parse (theme, &kind);
  self->filling = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    gtk_string_list_append (names, _ (presets[i].label));
  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (names));
  add_table_formats (self);
  adw_combo_row_set_selected (self->format_row, place);
  read_format (self);
  adw_combo_row_set_selected (self->style_row, self->job->table.style);
  adw_combo_row_set_selected (self->theme_row, kind);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i], language))
      adw_combo_row_set_selected (self->language_row, i);
  gtk_spin_button_set_value (self->dpi_spin, g_settings_get_int (settings, "export-dpi"));
  gtk_switch_set_active (self->title_switch, g_settings_get_boolean (settings, "export-title"));
  gtk_switch_set_active (self->caption_switch, g_settings_get_boolean (settings, "export-caption"));
  gtk_switch_set_active (self->legend_switch, g_settings_get_boolean (settings, "export-legend"));
  gtk_switch_set_active (self->source_switch, g_settings_get_boolean (settings, "export-source"));
  propose_file (self);
  show_size (self);
}

static void
connect_form (EntExportDialog *self)
{
  GObject *combos[] = { G_OBJECT (self->format_row),
                        G_OBJECT (self->theme_row),
                        G_OBJECT (self->style_row),
                        G_OBJECT (self->language_row) };
  GObject *switches[] = { G_OBJECT (self->title_switch),
                          G_OBJECT (self->caption_switch),
                          G_OBJECT (self->legend_switch),
                          G_OBJECT (self->source_switch) };

  for (gsize i = 0; i < G_N_ELEMENTS (combos); i++)
    g_signal_connect_swapped (combos[i], "notify::selected", G_CALLBACK (read_form), self);
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    g_signal_connect_swapped (switches[i], "notify::active", G_CALLBACK (read_form), self);
  g_signal_connect_swapped (self->file_row, "changed", G_CALLBACK (read_ending), self);
  g_signal_connect_swapped (self->preset_row, "notify::selected", G_CALLBACK (read_preset), self);
  g_signal_connect_swapped (self->unit_row, "notify::selected", G_CALLBACK (read_unit), self);
  g_signal_connect_swapped (self->width_spin, "value-changed", G_CALLBACK (read_size), self);
  g_signal_connect_swapped (self->height_spin, "value-changed", G_CALLBACK (read_size), self);
  g_signal_connect_swapped (self->dpi_spin, "value-changed", G_CALLBACK (read_form), self);
  g_signal_connect_swapped (self->area, "resize", G_CALLBACK (update_preview), self);
  gtk_drawing_area_set_draw_func (self->area, draw_preview, self, NULL);
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
  g_clear_pointer (&self->preview, ent_export_preview_free);
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
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, area);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, preview_stack);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, size_label);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, form);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, legend_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, size_group);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, dpi_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, preset_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, unit_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, theme_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, style_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, width_spin);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, height_spin);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, dpi_spin);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, title_switch);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, caption_switch);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, legend_switch);
  gtk_widget_class_bind_template_child (widget_class, EntExportDialog, source_switch);
  gtk_widget_class_install_action (widget_class, "export.export", NULL, activate_export);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, activate_cancel);
  gtk_widget_class_install_action (widget_class, "export.browse", NULL, activate_browse);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "export.cancel", NULL);
}

static void
ent_export_dialog_init (EntExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  EntExportDialog *self = g_object_new (ENT_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  EntFigureOptions options = ENT_FIGURE_OPTIONS_DEFAULT;

  self->session = g_object_ref (session);
  self->worker = ent_worker_new ("export");
  self->job = ent_export_job_new (request, &options);
  ent_export_job_set_library (self->job, ent_session_library (session));
  fill_form (self);
  connect_form (self);
  read_form (self);
  gtk_widget_grab_focus (self->export_button);
  gtk_window_present (GTK_WINDOW (self));
}
