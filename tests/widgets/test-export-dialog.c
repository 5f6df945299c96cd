/* The export dialog: from the choices to the file. */
#include "panel-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dossier/dossier-edit-views.h"
#include "widgets/export-presets.h"
#include "widgets/export-settings.h"
#include "widgets/panels.h"
#include "widgets/print-figure.h"
#include "widgets/settings.h"

typedef struct
{
  EntSession *session;
  GtkWidget *parent, *dialog;
  char *folder;
} Fixture;

static GtkWidget *
find_title (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_title (child, title);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_dialog (GtkWidget *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (parent))
      return l->data;
  return NULL;
}

static gboolean
has_preview (gpointer dialog)
{
  g_autoptr (GPtrArray) size = find_by_class (dialog, "export-size");

  return *gtk_label_get_text (g_ptr_array_index (size, 0)) != '\0';
}

static void
set_up_for (Fixture *fixture, EntViewKind kind)
{
  EntViewRequest request = { .kind = kind,
                             .lang = "en",
                             .theme = ent_theme_get (ENT_THEME_LIGHT),
                             .text_scale = 1,
                             .camera = ENT_CAMERA_FIT };

  fixture->folder = g_dir_make_tmp ("entente-export-XXXXXX", NULL);
  fixture->session = shipped_session ();
  fixture->parent = open_in_window (gtk_label_new ("parent"), 300, 200);
  request.dossier = ent_session_dossier (fixture->session);
  ent_export_dialog_present (GTK_WINDOW (fixture->parent), fixture->session, &request);
  fixture->dialog = find_dialog (fixture->parent);
  g_assert_nonnull (fixture->dialog);
  pump_until (has_preview, fixture->dialog);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  set_up_for (fixture, ENT_VIEW_DIAGRAM);
}

static void
set_up_table (Fixture *fixture, gconstpointer data)
{
  set_up_for (fixture, ENT_VIEW_COMPARISON);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  pump_idle ();
  g_assert_finalize_object (fixture->session);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static char *
name_file (Fixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  gtk_editable_set_text (GTK_EDITABLE (find_title (fixture->dialog, "File")), path);
  return path;
}

static gboolean
is_closed (gpointer parent)
{
  return find_dialog (parent) == NULL;
}

static void
test_formats (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *magic;
  } cases[] = { { "f.png", "\x89PNG\r\n" },
                { "f.svg", "<?xml" },
                { "f.pdf", "%PDF-" },
                { "f.html", "<!DOCTYPE html>" } };
  const guint format = GPOINTER_TO_UINT (data) - 1;
  g_autofree char *path = name_file (fixture, cases[format].name);
  g_autofree char *contents = NULL;

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Format")), format);
  gtk_widget_activate_action (fixture->dialog, "export.export", NULL);
  pump_until (is_closed, fixture->parent);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, cases[format].magic));
  EntFigureChoices remembered;
  ent_export_settings_read (ent_session_dossier (fixture->session), &remembered);
  g_assert_cmpint (remembered.options.format, ==, format);
  g_remove (path);
}

/* The ending of the file follows the format. */
static void
test_ending (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = name_file (fixture, "a.b.png");

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Format")), 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Format")), 2);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (find_title (fixture->dialog, "File")));
  g_assert_true (g_str_has_suffix (text, "/a.b.pdf"));
  g_assert_false (gtk_widget_get_visible (find_title (fixture->dialog, "Pixels per Inch")));
}

static gboolean
shows_error (gpointer dialog)
{
  g_autoptr (GPtrArray) label = find_by_class (dialog, "export-error");

  return gtk_widget_get_visible (g_ptr_array_index (label, 0));
}

/* A new preview, as when the form has become longer. */
static void
draw_preview_again (GtkWidget *dialog)
{
  g_autoptr (GPtrArray) size = find_by_class (dialog, "export-size");
  GtkWidget *preview
      = gtk_widget_get_ancestor (size->pdata[0], g_type_from_name ("EntExportPreview"));

  gtk_label_set_text (size->pdata[0], "");
  g_signal_emit_by_name (preview, "redraw");
  pump_until (has_preview, dialog);
}

static void
test_error (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = name_file (fixture, "nowhere/f.png");

  gtk_widget_activate_action (fixture->dialog, "export.export", NULL);
  pump_until (shows_error, fixture->dialog);
  g_assert_false (is_closed (fixture->parent));
  draw_preview_again (fixture->dialog);
  g_assert_true (shows_error (fixture->dialog));
  gtk_editable_set_text (GTK_EDITABLE (find_title (fixture->dialog, "File")), "");
  gtk_widget_activate_action (fixture->dialog, "export.export", NULL);
  g_assert_true (shows_error (fixture->dialog));
}

static const char *
size_label (Fixture *fixture)
{
  g_autoptr (GPtrArray) size = find_by_class (fixture->dialog, "export-size");

  return gtk_label_get_text (g_ptr_array_index (size, 0));
}

static gboolean
is_slide (gpointer fixture)
{
  return g_str_equal (size_label (fixture), "1920 × 1080 pixels");
}

static void
test_preset (Fixture *fixture, gconstpointer data)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Size")), 4);
  g_assert_cmpuint (
      adw_combo_row_get_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Unit"))), ==, 1);
  pump_until (is_slide, fixture);
}

/* A diagram is no table. */
static void
test_no_table (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *format = ADW_COMBO_ROW (find_title (fixture->dialog, "Format"));

  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (format)), ==, 4);
  g_assert_false (gtk_widget_get_visible (find_title (fixture->dialog, "Citations")));
}

static GtkWidget *
find_text (GtkWidget *root)
{
  if (GTK_IS_TEXT_VIEW (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows_markdown (gpointer dialog)
{
  GtkWidget *view = find_text (dialog);
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &text, NULL);
  return gtk_widget_get_mapped (view) && strstr (text, "| Dimension |") != NULL;
}

/* The text is previewed and written; what it has not is not asked for. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  static const char *const of_figures[] = { "Size", "Pixels per Inch", "Theme", "Legend" };
  AdwComboRow *format = ADW_COMBO_ROW (find_title (fixture->dialog, "Format"));
  g_autofree char *path = name_file (fixture, "t.md");
  g_autofree char *contents = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (format)), ==, 8);
  g_assert_cmpuint (adw_combo_row_get_selected (format), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (of_figures); i++)
    g_assert_false (gtk_widget_get_mapped (find_title (fixture->dialog, of_figures[i])));
  g_assert_true (gtk_widget_get_visible (find_title (fixture->dialog, "Citations")));
  pump_until (shows_markdown, fixture->dialog);
  gtk_widget_activate_action (fixture->dialog, "export.export", NULL);
  pump_until (is_closed, fixture->parent);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "[^1]: "));
  EntFigureChoices remembered;
  ent_export_settings_read (ent_session_dossier (fixture->session), &remembered);
  g_assert_true (remembered.as_table && remembered.table_format == ENT_TABLE_MARKDOWN);
  g_remove (path);
  g_settings_reset (ent_settings (), "export-choices");
}

static gboolean
shows_hint (gpointer dialog)
{
  g_autoptr (GPtrArray) hint = find_by_class (dialog, "export-hint");

  return gtk_widget_get_visible (g_ptr_array_index (hint, 0));
}

static gboolean
shows_no_hint (gpointer dialog)
{
  return !shows_hint (dialog);
}

static void
set_spin (Fixture *fixture, const char *title, double value)
{
  GtkWidget *row = find_title (fixture->dialog, title);

  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), value);
}

/* Too low for what it shows: said in place, with the height that would do. */
static void
test_height (Fixture *fixture, gconstpointer data)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Size")), 0);
  set_spin (fixture, "Height", 30);
  pump_until (shows_hint, fixture->dialog);
  gtk_widget_activate_action (fixture->dialog, "export.take-height", NULL);
  pump_until (shows_no_hint, fixture->dialog);
}

/* The same size in inches, and back. */
static void
test_units (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *unit = ADW_COMBO_ROW (find_title (fixture->dialog, "Unit"));
  GtkSpinButton *width = GTK_SPIN_BUTTON (adw_action_row_get_activatable_widget (
      ADW_ACTION_ROW (find_title (fixture->dialog, "Width"))));

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Size")), 2);
  adw_combo_row_set_selected (unit, 2);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (width), 183 / 25.4, 0.005);
  adw_combo_row_set_selected (unit, 0);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (width), 183, 0.005);
  g_assert_cmpuint (
      adw_combo_row_get_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Size"))), ==, 2);
}

/* An edited title is in the file; the view's own comes back when the words do. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = name_file (fixture, "f.svg");
  g_autofree char *contents = NULL;
  GtkEditable *title = GTK_EDITABLE (find_title (fixture->dialog, "Words of the Title"));

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Format")), 1);
  gtk_editable_set_text (title, "Quite another title");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_title (fixture->dialog, "Language")), 2);
  g_assert_cmpstr (gtk_editable_get_text (title), ==, "Quite another title");
  gtk_widget_activate_action (fixture->dialog, "export.export", NULL);
  pump_until (is_closed, fixture->parent);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "Quite another title"));
  g_remove (path);
  g_settings_reset (ent_settings (), "export-choices");
}

/* Saved, renamed and deleted; each can be undone. */
static void
test_presets (Fixture *fixture, gconstpointer data)
{
  EntDossier *dossier = ent_session_dossier (fixture->session);
  EntFigureChoices slide = ENT_FIGURE_CHOICES_DEFAULT, read = slide;
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_figure_parse_size ("1440x1080", &slide.options, NULL));
  g_autoptr (EntDossier) saved = ent_presets_save (dossier, "Talk", &slide, &error);
  g_assert_no_error (error);
  g_assert_true (ent_figure_choices_read_preset (&read, saved, "Talk", &error));
  g_assert_cmpint (read.options.width_px, ==, 1440);
  slide.theme = ENT_THEME_DARK;
  g_autoptr (EntDossier) again = ent_presets_save (saved, "Talk", &slide, &error);
  g_assert_cmpuint (ent_json_length (ent_dossier_presets (again)), ==, 1);
  g_autoptr (EntDossier) renamed = ent_presets_rename (again, 0, "Room", &error);
  g_assert_no_error (error);
  g_assert_true (ent_figure_choices_read_preset (&read, renamed, "Room", &error));
  g_assert_cmpint (read.theme, ==, ENT_THEME_DARK);
  g_autoptr (EntDossier) gone = ent_presets_delete (renamed, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ent_json_length (ent_dossier_presets (gone)), ==, 0);
}

/* Without a printer: the operation writes what it would print. */
static void
test_print (Fixture *fixture, gconstpointer data)
{
  EntViewRequest request = { .dossier = ent_session_dossier (fixture->session),
                             .kind = ENT_VIEW_DIAGRAM,
                             .lang = "en",
                             .theme = ent_theme_get (ENT_THEME_PRINT),
                             .camera = ENT_CAMERA_FIT };
  const EntFigureOptions options = ENT_FIGURE_OPTIONS_DEFAULT;
  g_autofree char *path = g_build_filename (fixture->folder, "print.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntScene) figure = ent_figure_build (&request, &options, NULL, &error);

  g_assert_no_error (error);
  g_autoptr (GtkPrintOperation) print = ent_print_figure_new (figure, "figure");
  gtk_print_operation_set_export_filename (print, path);
  gtk_print_operation_set_allow_async (print, FALSE);
  gtk_print_operation_run (
      print, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (fixture->dialog), &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  g_remove (path);
}

/* All views of the shipped dossier as SVG, each told of in the report. */
static void
test_all_views (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *views = ent_dossier_views (ent_session_dossier (fixture->session));

  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  ent_export_all_present (GTK_WINDOW (fixture->parent), fixture->session);
  fixture->dialog = find_dialog (fixture->parent);
  gtk_editable_set_text (GTK_EDITABLE (find_title (fixture->dialog, "Folder")), fixture->folder);
  static const char *const formats[] = { "PDF document", "SVG drawing" };
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    adw_action_row_activate (ADW_ACTION_ROW (find_title (fixture->dialog, formats[i])));
  gtk_widget_activate_action (fixture->dialog, "all.export", NULL);
  const EntView *first = views->pdata[0];
  g_autofree char *name = g_strconcat (first->thing.id, ".svg", NULL);
  for (guint i = 0; i < 2000 && find_title (fixture->dialog, name) == NULL; i++)
    {
      pump_idle ();
      g_usleep (10000);
    }
  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = views->pdata[i];
      g_autofree char *file = g_strconcat (view->thing.id, ".svg", NULL);
      g_autofree char *path = g_build_filename (fixture->folder, file, NULL);
      g_assert_nonnull (find_title (fixture->dialog, file));
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (fixture->dialog, "export.cancel", NULL);
  pump_until (is_closed, fixture->parent);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, data, function)                                                                  \
  g_test_add ("/export-dialog/" name, Fixture, data, set_up, function, tear_down)
  ADD ("png", GUINT_TO_POINTER (1), test_formats);
  ADD ("svg", GUINT_TO_POINTER (2), test_formats);
  ADD ("pdf", GUINT_TO_POINTER (3), test_formats);
  ADD ("html", GUINT_TO_POINTER (4), test_formats);
  ADD ("ending", NULL, test_ending);
  ADD ("error", NULL, test_error);
  ADD ("preset", NULL, test_preset);
  ADD ("cancel", NULL, test_cancel);
  ADD ("no-table", NULL, test_no_table);
  ADD ("height", NULL, test_height);
  ADD ("units", NULL, test_units);
  ADD ("words", NULL, test_words);
  ADD ("presets", NULL, test_presets);
  ADD ("print", NULL, test_print);
  ADD ("all-views", NULL, test_all_views);
  g_test_add ("/export-dialog/table", Fixture, NULL, set_up_table, test_table, tear_down);
  return g_test_run ();
}
