/* The window as a whole, in process: files in, problems out, sides, settings, another language. */
#include "widget-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/data-dir.h"
#include "widgets/application.h"
#include "widgets/language.h"
#include "widgets/settings.h"
#include "widgets/window-private.h"

typedef struct
{
  EntApplication *app;
  EntWindow *window;
  char *folder;
} Fixture;

static EntApplication *the_app;

static EntWindow *
current (Fixture *fixture)
{
  return ENT_WINDOW (gtk_application_get_windows (GTK_APPLICATION (fixture->app))->data);
}

static gboolean
is_settled (gpointer data)
{
  EntWindow *window = data;

  if (window->sides[0] == NULL || window->time_strip == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (window->sides); i++)
    {
      EntCanvas *canvas = window->sides[i] != NULL ? ent_view_pane_canvas (window->sides[i]) : NULL;
      if (canvas != NULL && !ent_canvas_is_current (canvas))
        return FALSE;
    }
  return TRUE;
}

static gboolean
shows_welcome (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (((EntWindow *)data)->stack), "welcome") == 0;
}

/* A file of the test's own folder. */
static GFile *
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
open_shipped (Fixture *fixture)
{
  g_autofree char *path = ent_data_path ("dossiers/hanoi-anchorage.dossier");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  ent_window_open (fixture->window, file);
  pump_until (is_settled, fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("entente-window-XXXXXX", &error);
  g_assert_no_error (error);
  if (the_app == NULL)
    {
      /* one for all tests: a process exports its actions once */
      the_app = ent_application_new ();
      g_application_set_flags (G_APPLICATION (the_app),
                               G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
      g_application_register (G_APPLICATION (the_app), NULL, &error);
      g_assert_no_error (error);
    }
  fixture->app = the_app;
  g_application_activate (G_APPLICATION (fixture->app));
  fixture->window = current (fixture);
  pump_until (shows_welcome, fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GList *windows;
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (fixture->app))) != NULL)
    gtk_window_destroy (windows->data);
  pump_idle ();
  g_assert_null (window);
  g_settings_reset (ent_settings (), "recent-dossiers");
  g_settings_reset (ent_settings (), "source-folders");
  g_settings_reset (ent_settings (), "interface-language");
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
activate (EntWindow *window, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static gboolean
is_enabled (EntWindow *window, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_assert_false (is_enabled (fixture->window, "export"));
  g_assert_false (is_enabled (fixture->window, "save-as"));
  open_shipped (fixture);
  g_assert_true (is_enabled (fixture->window, "export"));
  g_assert_true (is_enabled (fixture->window, "save-as"));
  g_assert_cmpstr (
      gtk_label_get_text (fixture->window->title_label), ==, "From Hanoi to Anchorage");
  g_auto (GStrv) recent = ent_settings_recent ();
  g_assert_cmpuint (g_strv_length (recent), ==, 1);
  g_assert_true (g_str_has_suffix (recent[0], "hanoi-anchorage.dossier"));
}

static void
test_views (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[]
      = { "map", "network", "timeline", "comparison", "diagram", "sources" };
  guint pills = 0;

  open_shipped (fixture);
  for (GtkWidget *pill = gtk_widget_get_first_child (fixture->window->switcher); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill))
    pills++;
  g_assert_cmpuint (pills, ==, G_N_ELEMENTS (pages));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_action_group_change_action_state (
          G_ACTION_GROUP (fixture->window), "view", g_variant_new_string (pages[i]));
      g_assert_cmpstr (ent_view_pane_page (fixture->window->sides[0]), ==, pages[i]);
      pump_until (is_settled, fixture->window);
      EntCanvas *canvas = ent_view_pane_canvas (fixture->window->sides[0]);
      g_assert_true (canvas == NULL || ent_canvas_scene (canvas) != NULL);
      g_assert_cmpint (is_enabled (fixture->window, "export"), ==, canvas != NULL);
    }
}

static void
test_split (Fixture *fixture, gconstpointer data)
{
  EntWindow *window = fixture->window;

  open_shipped (fixture);
  activate (window, "split");
  g_assert_nonnull (window->sides[1]);
  pump_until (is_settled, window);
  g_assert_cmpuint (window->active, ==, 1);
  /* the switcher means the active side only */
  ent_window_show_page (window, "comparison");
  g_assert_cmpstr (ent_view_pane_page (window->sides[0]), ==, "map");
  g_assert_cmpstr (ent_view_pane_page (window->sides[1]), ==, "comparison");
  /* the text opens beside what is being looked at */
  gtk_widget_grab_focus (GTK_WIDGET (ent_view_pane_canvas (window->sides[0])));
  g_assert_cmpuint (window->active, ==, 0);
  const EntPassage *passage
      = g_ptr_array_index (ent_dossier_passages (ent_session_dossier (window->session)), 3);
  ent_session_reveal (window->session, passage->thing.id);
  g_assert_cmpstr (ent_view_pane_page (window->sides[0]), ==, "map");
  g_assert_cmpstr (ent_view_pane_page (window->sides[1]), ==, "sources");
  activate (window, "split");
  g_assert_null (window->sides[1]);
}

static GtkWindow *
dialog_of (Fixture *fixture)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return dialog_of (data) != NULL;
}

/* A file with problems is told about and leaves what is open as it is. */
static void
test_problems (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = {
    "{ \"format\": \"entente-dossier\", ",
    "{ \"format\": \"entente-dossier\", \"version\": 99 }",
    "{ \"format\": \"entente-dossier\", \"version\": 1, \"id\": \"x\", \"title\": \"X\", "
    "\"relations\": [{ \"id\": \"r\", \"type\": \"no\", \"from\": \"a\", \"to\": \"b\" }] }",
  };

  open_shipped (fixture);
  EntDossier *open = ent_session_dossier (fixture->window->session);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GFile) file = write_file (fixture, "bad.dossier", files[i]);
      ent_window_open (fixture->window, file);
      pump_until (has_dialog, fixture);
      g_assert_true (ent_session_dossier (fixture->window->session) == open);
      gtk_window_destroy (dialog_of (fixture));
      pump_idle ();
    }
  g_autoptr (GFile) missing = g_file_new_build_filename (fixture->folder, "none.dossier", NULL);
  ent_window_open (fixture->window, missing);
  pump_until (has_dialog, fixture);
  g_assert_true (ent_session_dossier (fixture->window->session) == open);
}

static gboolean
has_library (gpointer data)
{
  return ent_session_library (((EntWindow *)data)->session) != NULL;
}

/* A folder is remembered for the dossier it was attached to. */
static void
test_attach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autofree char *uri = g_file_get_uri (folder);

  open_shipped (fixture);
  pump_until (has_library, fixture->window);
  ent_window_attach (fixture->window, folder);
  GFile *file = ent_session_file (fixture->window->session);
  g_auto (GStrv) folders = ent_settings_source_folders ("hanoi-anchorage", file);
  g_assert_cmpuint (g_strv_length (folders), ==, 1);
  g_assert_cmpstr (folders[0], ==, uri);
  g_assert_false (ent_settings_add_source_folder ("hanoi-anchorage", file, folder));
  g_auto (GStrv) others = ent_settings_source_folders ("another", file);
  g_assert_cmpuint (g_strv_length (others), ==, 0);
  pump_until (has_library, fixture->window);
}

static gboolean
is_rebuilt (gpointer data)
{
  Fixture *fixture = data;

  return current (fixture) != fixture->window && is_settled (current (fixture));
}

/* Another language makes the window anew around the same session. */
static void
test_language (Fixture *fixture, gconstpointer data)
{
  open_shipped (fixture);
  EntSession *session = fixture->window->session;
  ent_session_select (session, "actor:usa", ENT_SELECT_ONLY);
  ent_window_show_page (fixture->window, "network");
  activate (fixture->window, "split");
  pump_until (is_settled, fixture->window);

  g_settings_set_string (ent_settings (), "interface-language", "zh_CN");
  pump_until (is_rebuilt, fixture);
  EntWindow *window = current (fixture);
  fixture->window = window;
  g_assert_true (window->session == session);
  g_assert_cmpstr (ent_session_language (session), ==, "zh-Hans");
  g_assert_true (ent_session_is_selected (session, "actor:usa"));
  g_assert_cmpstr (ent_view_pane_page (window->sides[0]), ==, "network");
  g_assert_nonnull (window->sides[1]);
}

static gboolean
has_both (gpointer data)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (data));

  return gdk_content_formats_contain_mime_type (formats, "image/png")
         && gdk_content_formats_contain_mime_type (formats, "image/svg+xml");
}

static gboolean
has_no_table (gpointer data)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (data));

  return has_both (data) && !gdk_content_formats_contain_mime_type (formats, "text/html");
}

/* Programs take the first type that they know: cells before a picture of them. */
static void
check_order (GdkClipboard *clipboard)
{
  static const char *const expected[] = { "text/html",
                                          "text/tab-separated-values",
                                          "text/plain;charset=utf-8",
                                          "text/plain",
                                          "image/png",
                                          "image/svg+xml" };
  gsize n;
  const char *const *types
      = gdk_content_formats_get_mime_types (gdk_clipboard_get_formats (clipboard), &n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (types[i], ==, expected[i]);
}

static void
pasted (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_pasted (gpointer data)
{
  return *(char **)data != NULL;
}

/* What any field for text gets. */
static void
check_paste (GdkClipboard *clipboard)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, pasted, &text);
  pump_until (is_pasted, &text);
  g_assert_nonnull (strstr (text, "[1]"));
  g_assert_nonnull (strchr (text, '\t'));
  g_free (text);
}

static void
test_copy_view (Fixture *fixture, gconstpointer data)
{
  open_shipped (fixture);
  ent_window_show_page (fixture->window, "comparison");
  pump_until (is_settled, fixture->window);
  g_assert_false (has_both (fixture->window));
  activate (fixture->window, "copy-view");
  pump_until (has_both, fixture->window);
  check_order (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)));
  check_paste (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)));
  ent_window_show_page (fixture->window, "network");
  pump_until (is_settled, fixture->window);
  activate (fixture->window, "copy-view");
  pump_until (has_no_table, fixture->window);
}

static gboolean
has_card (gpointer data)
{
  GtkWidget *widget = data;

  if (gtk_widget_has_css_class (widget, "passage-card"))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_card (child))
      return TRUE;
  return FALSE;
}

/* The way from a mark to its passages by key. */
static void
test_focus_passages (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GtkWidget *focus;

  open_shipped (fixture);
  ent_session_select (fixture->window->session, "actor:usa", ENT_SELECT_ONLY);
  pump_until (has_card, fixture->window->inspector);
  activate (fixture->window, "focus-inspector");
  focus = gtk_window_get_focus (window);
  while (focus != NULL && !gtk_widget_has_css_class (focus, "passage-card"))
    focus = gtk_widget_get_parent (focus);
  g_assert_nonnull (focus);
}

static void
test_panels (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[] = { "show-filters", "show-inspector", "show-time" };

  open_shipped (fixture);
  GtkWidget *bins[] = { GTK_WIDGET (fixture->window->filters_bin),
                        GTK_WIDGET (fixture->window->inspector_bin),
                        GTK_WIDGET (fixture->window->time_bin) };
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_assert_true (gtk_widget_get_visible (bins[i]));
      activate (fixture->window, actions[i]);
      g_assert_false (gtk_widget_get_visible (bins[i]));
      g_assert_false (g_settings_get_boolean (ent_settings (), actions[i]));
      activate (fixture->window, actions[i]);
      g_assert_true (gtk_widget_get_visible (bins[i]));
    }
}

static void
test_recent (void)
{
  for (guint i = 0; i < ENT_MAX_RECENT + 3; i++)
    {
      g_autofree char *uri = g_strdup_printf ("file:///tmp/%u.dossier", i);
      g_autoptr (GFile) file = g_file_new_for_uri (uri);
      ent_settings_add_recent (file);
    }
  g_autoptr (GFile) again = g_file_new_for_uri ("file:///tmp/10.dossier");
  ent_settings_add_recent (again);
  ent_settings_remove_recent ("file:///tmp/12.dossier");
  g_auto (GStrv) recent = ent_settings_recent ();
  g_assert_cmpuint (g_strv_length (recent), ==, ENT_MAX_RECENT - 1);
  g_assert_cmpstr (recent[0], ==, "file:///tmp/10.dossier");
  g_assert_cmpstr (recent[1], ==, "file:///tmp/14.dossier");
  g_assert_false (g_strv_contains ((const char *const *)recent, "file:///tmp/12.dossier"));
  g_settings_reset (ent_settings (), "recent-dossiers");
}

int
main (int argc, char **argv)
{
  ent_language_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/window/recent", test_recent);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/window/open", test_open);
  ADD ("/window/views", test_views);
  ADD ("/window/split", test_split);
  ADD ("/window/problems", test_problems);
  ADD ("/window/attach", test_attach);
  ADD ("/window/copy-view", test_copy_view);
  ADD ("/window/focus-passages", test_focus_passages);
  ADD ("/window/panels", test_panels);
  ADD ("/window/language", test_language);
  return g_test_run ();
}
