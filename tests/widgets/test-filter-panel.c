/* The filters: what they list, and what their boxes hide. */
#include "panel-test.h"

#include "widgets/panels.h"

typedef struct
{
  EntSession *session;
  GtkWidget *window, *panel;
} Fixture;

static GtkWidget *
row_of (Fixture *fixture, const char *key)
{
  g_autoptr (GPtrArray) rows = find_by_class (fixture->panel, "filter-row");

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (g_object_get_data (g_ptr_array_index (rows, i), "ent-key"), key))
      return g_ptr_array_index (rows, i);
  return NULL;
}

static gboolean
is_filled (gpointer fixture)
{
  return row_of (fixture, "document:wang-2025") != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = shipped_session ();
  fixture->panel = ent_filter_panel_new (fixture->session);
  fixture->window = open_in_window (fixture->panel, 240, 900);
  pump_until (is_filled, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer panel = fixture->panel;

  g_object_add_weak_pointer (G_OBJECT (panel), &panel);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_null (panel);
  g_assert_finalize_object (fixture->session);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *state = row_of (fixture, "kind:state");

  g_assert_nonnull (state);
  gtk_test_accessible_assert_role (state, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (state)));
  g_assert_nonnull (find_by_text (state, "State"));
  g_assert_nonnull (row_of (fixture, "type:negotiates"));
  g_assert_nonnull (row_of (fixture, "tag:pressure"));
  g_assert_nonnull (row_of (fixture, "document:wang-2025"));
}

static void
test_toggle (Fixture *fixture, gconstpointer data)
{
  GtkWidget *state = row_of (fixture, "kind:state");

  gtk_check_button_set_active (GTK_CHECK_BUTTON (state), FALSE);
  g_assert_true (ent_session_is_hidden (fixture->session, "kind:state"));
  g_assert_true (gtk_widget_has_css_class (state, "hidden-row"));
  ent_session_set_hidden (fixture->session, "kind:state", FALSE);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (state)));
  g_assert_false (gtk_widget_has_css_class (state, "hidden-row"));
}

static void
test_head (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) heads = find_by_class (fixture->panel, "filter-head");
  GtkCheckButton *actors = g_ptr_array_index (heads, 0);

  gtk_check_button_set_active (actors, FALSE);
  g_assert_true (ent_session_is_hidden (fixture->session, "kind:state"));
  g_assert_true (ent_session_is_hidden (fixture->session, "kind:person"));
  g_assert_false (ent_session_is_hidden (fixture->session, "type:negotiates"));
  gtk_check_button_set_active (actors, TRUE);
  g_assert_false (ent_session_is_hidden (fixture->session, "kind:person"));
  ent_session_set_hidden (fixture->session, "kind:person", TRUE);
  g_assert_true (gtk_check_button_get_inconsistent (actors));
}

static void
test_only (Fixture *fixture, gconstpointer data)
{
  GtkWidget *person = row_of (fixture, "kind:person");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (person);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (person), FALSE); /* the first click */
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_GESTURE_CLICK (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "pressed", 2, 5.0, 5.0);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (person), TRUE); /* the second click's toggle */
  g_assert_false (ent_session_is_hidden (fixture->session, "kind:person"));
  g_assert_true (ent_session_is_hidden (fixture->session, "kind:state"));
  g_assert_false (ent_session_is_hidden (fixture->session, "type:negotiates"));
  gtk_widget_activate_action (fixture->panel, "filters.show-all", NULL);
  g_assert_true (ent_filter_is_empty (ent_session_filter (fixture->session)));
}

static void
test_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_session_set_time (fixture->session, "2019-02/2019-06", &error));
  g_assert_no_error (error);
  GtkWidget *label = find_by_text (fixture->panel, "February – June 2019");
  g_assert_nonnull (label);
  frames (fixture->panel, 2);
  g_assert_true (gtk_widget_get_mapped (label));
  gtk_widget_activate_action (fixture->panel, "filters.all-times", NULL);
  g_assert_null (ent_session_filter (fixture->session)->time);
}

static gboolean
is_chinese (gpointer data)
{
  GtkWidget *row = row_of (data, "kind:state");

  return row != NULL && find_by_text (row, "国家") != NULL;
}

static void
test_language (Fixture *fixture, gconstpointer data)
{
  ent_session_set_language (fixture->session, "zh-Hans");
  pump_until (is_chinese, fixture);
  g_assert_null (find_by_text (fixture->panel, "State"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function)                                                                        \
  g_test_add ("/filter-panel/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("rows", test_rows);
  ADD ("toggle", test_toggle);
  ADD ("head", test_head);
  ADD ("only-this", test_only);
  ADD ("time", test_time);
  ADD ("language", test_language);
  return g_test_run ();
}
