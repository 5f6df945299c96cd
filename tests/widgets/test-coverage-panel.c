/* The coverage panel: counts, lists, going to what a row names. */
#include "panel-test.h"

#include "widgets/coverage-panel.h"

typedef struct
{
  EntSession *session;
  GtkWidget *window, *panel;
  char *revealed;
} Fixture;

static void
keep (gpointer source, const char *id, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (id);
}

static gboolean
is_open (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GListModel) windows = G_LIST_MODEL (g_object_ref (gtk_window_get_toplevels ()));

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (window != fixture->window && gtk_widget_get_mapped (window))
        fixture->panel = window;
    }
  return fixture->panel != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer with_text)
{
  fixture->session = small_session (GPOINTER_TO_INT (with_text));
  fixture->window = open_in_window (gtk_label_new ("x"), 300, 200);
  g_signal_connect (fixture->session, "reveal", G_CALLBACK (keep), &fixture->revealed);
  ent_coverage_panel_present (GTK_WINDOW (fixture->window), fixture->session);
  pump_until (is_open, fixture);
  pump_idle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer panel = fixture->panel;

  g_object_add_weak_pointer (G_OBJECT (panel), &panel);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_null (panel);
  g_signal_handlers_disconnect_by_data (fixture->session, &fixture->revealed);
  g_assert_finalize_object (fixture->session);
  g_free (fixture->revealed);
}

static GtkWidget *
nth_tile (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) tiles = find_by_class (fixture->panel, "coverage-tile");

  g_assert_cmpuint (tiles->len, ==, 4);
  return g_ptr_array_index (tiles, n);
}

static GtkListBox *
list_of (Fixture *fixture)
{
  g_autoptr (GPtrArray) lists = find_by_class (fixture->panel, "coverage-list");

  return GTK_LIST_BOX (g_ptr_array_index (lists, 0));
}

typedef struct
{
  Fixture *fixture;
  int n;
} Rows;

static gboolean
has_rows (gpointer data)
{
  const Rows *rows = data;
  GtkListBox *list = list_of (rows->fixture);

  return gtk_list_box_get_row_at_index (list, rows->n) == NULL
         && (rows->n == 0 || gtk_list_box_get_row_at_index (list, rows->n - 1) != NULL);
}

static void
choose (Fixture *fixture, guint tile, int n_rows)
{
  Rows rows = { fixture, n_rows };

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (nth_tile (fixture, tile)), TRUE);
  pump_until (has_rows, &rows);
}

static void
activate (Fixture *fixture, int row)
{
  GtkListBox *list = list_of (fixture);

  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, row));
}

static gboolean
shows_numbers (gpointer data)
{
  Fixture *fixture = data;

  return find_by_text (nth_tile (fixture, 1), "1") != NULL;
}

static void
test_disputed (Fixture *fixture, gconstpointer data)
{
  pump_until (shows_numbers, fixture);
  g_assert_nonnull (find_by_text (nth_tile (fixture, 0), "0"));
  g_assert_nonnull (find_by_text (nth_tile (fixture, 2), "0"));
  /* the first list with something in it is shown unasked */
  choose (fixture, 1, 1);
  g_assert_nonnull (find_by_text (GTK_WIDGET (list_of (fixture)), "Beta"));
  activate (fixture, 0);
  g_assert_true (ent_session_is_selected (fixture->session, "actor:beta"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (nth_tile (fixture, 0)), TRUE);
  g_assert_true (
      gtk_widget_get_mapped (find_by_text (fixture->panel, "Every mark rests on a passage.")));
}

/* Every paragraph of the small text is coded: the document alone is listed. */
static void
test_paragraphs (Fixture *fixture, gconstpointer data)
{
  pump_until (shows_numbers, fixture);
  choose (fixture, 3, 1);
  activate (fixture, 0);
  g_assert_cmpstr (fixture->revealed, ==, "document:note");
}

static void
test_unattached (Fixture *fixture, gconstpointer data)
{
  pump_until (shows_numbers, fixture);
  g_assert_nonnull (find_by_text (nth_tile (fixture, 3), "–"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (nth_tile (fixture, 3)), TRUE);
  g_assert_true (gtk_widget_get_mapped (find_by_text (
      fixture->panel, "Attach the texts of the documents to see which paragraphs nobody coded.")));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add (
      "/coverage/disputed", Fixture, GINT_TO_POINTER (TRUE), set_up, test_disputed, tear_down);
  g_test_add (
      "/coverage/paragraphs", Fixture, GINT_TO_POINTER (TRUE), set_up, test_paragraphs, tear_down);
  g_test_add ("/coverage/unattached", Fixture, NULL, set_up, test_unattached, tear_down);
  return g_test_run ();
}
