/* The panel of measures: values, sorting, linked selection. */
#include "panel-test.h"

#include <string.h>

#include "dossier/dossier-file.h"
#include "widgets/measures-panel.h"

/* Single quotes stand for double ones. */
static const char text[]
    = "{'format':'entente-dossier','version':1,'id':'d','title':'T','documents':[],'passages':[],"
      "'actors':[{'id':'alpha','kind':'state','name':'Alpha'},"
      "{'id':'beta','kind':'state','name':'Beta'},{'id':'gamma','kind':'state','name':'Gamma'}],"
      "'relation_types':[{'id':'ally','name':'Ally','sign':1}],"
      "'relations':[{'id':'r1','type':'ally','from':'alpha','to':'beta'},"
      "{'id':'r2','type':'ally','from':'beta','to':'gamma'}]}";

typedef struct
{
  EntSession *session;
  GtkWidget *window, *panel;
} Fixture;

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

static GtkColumnView *
table_of (Fixture *fixture)
{
  g_autoptr (GPtrArray) views = find_by_class (fixture->panel, "measures-table");

  return GTK_COLUMN_VIEW (g_ptr_array_index (views, 0));
}

static gboolean
has_rows (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (table_of (data)))) > 1;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (EntDossier) dossier = ent_dossier_parse (json, strlen (json), "d", NULL, NULL, NULL);

  fixture->session = ent_session_new ();
  ent_session_set_dossier (fixture->session, dossier, NULL);
  fixture->window = open_in_window (gtk_label_new ("x"), 300, 200);
  ent_measures_panel_present (GTK_WINDOW (fixture->window), fixture->session);
  pump_until (is_open, fixture);
  pump_until (has_rows, fixture);
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
  g_assert_finalize_object (fixture->session);
}

static guint
count_selected (GtkSelectionModel *model)
{
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (model);

  return (guint)gtk_bitset_get_size (rows);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *rows = gtk_column_view_get_model (table_of (fixture));

  g_assert_nonnull (find_by_text (fixture->panel, "Alpha"));
  gtk_selection_model_select_item (rows, 0, TRUE);
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, ==, 1);
  ent_session_clear_selection (fixture->session);
  g_assert_cmpuint (count_selected (rows), ==, 0);
  ent_session_select (fixture->session, "actor:alpha", ENT_SELECT_ONLY);
  g_assert_cmpuint (count_selected (rows), ==, 1);
}

static gboolean
shows_year (gpointer data)
{
  return find_by_text (((Fixture *)data)->panel, "1800") != NULL;
}

/* The values follow the time that the session shows. */
static void
test_time (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (find_by_text (fixture->panel, "All times"));
  g_assert_true (ent_session_set_time (fixture->session, "1800", NULL));
  pump_until (shows_year, fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/measures-panel/selection", Fixture, NULL, set_up, test_selection, tear_down);
  g_test_add ("/measures-panel/time", Fixture, NULL, set_up, test_time, tear_down);
  return g_test_run ();
}
