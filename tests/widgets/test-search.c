/* The search: typing, choosing, going there. */
#include "panel-test.h"

#include "widgets/panels.h"

typedef struct
{
  EntSession *session;
  GtkWidget *window, *popover;
  char *activated, *revealed;
} Fixture;

static void
keep (gpointer source, const char *id, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = gtk_menu_button_new ();

  fixture->session = small_session (TRUE);
  fixture->popover = ent_search_popover_new (fixture->session);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), fixture->popover);
  fixture->window = open_in_window (button, 600, 600);
  g_signal_connect (fixture->popover, "activated", G_CALLBACK (keep), &fixture->activated);
  g_signal_connect (fixture->session, "reveal", G_CALLBACK (keep), &fixture->revealed);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  pump_idle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer popover = fixture->popover;

  g_object_add_weak_pointer (G_OBJECT (popover), &popover);
  g_signal_handlers_disconnect_by_data (fixture->session, &fixture->revealed);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_null (popover);
  g_assert_finalize_object (fixture->session);
  g_free (fixture->activated);
  g_free (fixture->revealed);
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_hits (gpointer popover)
{
  GtkWidget *list = find_type (popover, GTK_TYPE_LIST_BOX);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) != NULL;
}

static void
type (Fixture *fixture, const char *text)
{
  GtkWidget *entry = find_type (fixture->popover, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
press (Fixture *fixture, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->popover);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  g_assert_true (handled);
}

static void
enter (Fixture *fixture)
{
  g_signal_emit_by_name (find_type (fixture->popover, GTK_TYPE_SEARCH_ENTRY), "activate");
}

static void
test_choose (Fixture *fixture, gconstpointer data)
{
  type (fixture, "beta");
  pump_until (has_hits, fixture->popover);
  g_assert_nonnull (find_by_text (fixture->popover, "Actors · 1"));
  enter (fixture);
  g_assert_cmpstr (fixture->activated, ==, "actor:beta");
  g_assert_true (ent_session_is_selected (fixture->session, "actor:beta"));
  g_assert_null (fixture->revealed);
}

static gboolean
is_activated (gpointer fixture)
{
  return ((Fixture *)fixture)->activated != NULL;
}

/* Enter waits for what was typed. */
static void
test_fast (Fixture *fixture, gconstpointer data)
{
  type (fixture, "alpha");
  enter (fixture);
  pump_until (is_activated, fixture);
  g_assert_cmpstr (fixture->activated, ==, "actor:alpha");
}

static void
test_arrows (Fixture *fixture, gconstpointer data)
{
  type (fixture, "beta");
  pump_until (has_hits, fixture->popover);
  press (fixture, GDK_KEY_Down);
  press (fixture, GDK_KEY_Up);
  press (fixture, GDK_KEY_Up); /* stays on the first */
  press (fixture, GDK_KEY_Down);
  enter (fixture);
  g_assert_cmpstr (fixture->activated, ==, "event:leave");
}

static void
test_passage (Fixture *fixture, gconstpointer data)
{
  type (fixture, "went");
  pump_until (has_hits, fixture->popover);
  enter (fixture);
  g_assert_cmpstr (fixture->activated, ==, "passage:p-left");
  g_assert_cmpstr (fixture->revealed, ==, "p-left");
  g_assert_true (ent_session_is_selected (fixture->session, "event:leave"));
}

/* The other Chinese script finds a place in the text that no passage covers. */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  type (fixture, "碼頭會見");
  pump_until (has_hits, fixture->popover);
  enter (fixture);
  g_assert_cmpstr (fixture->activated, ==, "document:note");
  g_assert_cmpstr (fixture->revealed, ==, "document:note#char=52,56");
}

/* Twelve things of a name, and one actor of two names. */
static void
show_many (Fixture *fixture)
{
  g_autoptr (GString) json
      = g_string_new ("{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"many\",\"title\":"
                      "\"Many\",\"actors\":[{\"id\":\"trump\",\"kind\":\"person\",\"name\":"
                      "\"Trump\",\"aliases\":[\"川普\"]}");
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 12; i++)
    g_string_append_printf (
        json, ",{\"id\":\"item-%u\",\"kind\":\"concept\",\"name\":\"Item %u\"}", i, i);
  g_string_append (json, "]}");
  g_autoptr (EntDossier) dossier
      = ent_dossier_parse (json->str, json->len, "many", NULL, NULL, &error);
  g_assert_no_error (error);
  ent_session_set_dossier (fixture->session, dossier, NULL);
}

static GtkListBoxRow *
nth_row (Fixture *fixture, int i)
{
  return gtk_list_box_get_row_at_index (
      GTK_LIST_BOX (find_type (fixture->popover, GTK_TYPE_LIST_BOX)), i);
}

static gboolean
has_more (gpointer fixture)
{
  return nth_row (fixture, 6) != NULL && nth_row (fixture, 7) == NULL;
}

static gboolean
has_all (gpointer fixture)
{
  return nth_row (fixture, 12) != NULL && nth_row (fixture, 13) == NULL;
}

/* The first five, and all when one asks for them; the keys go on from there. */
static void
test_show_all (Fixture *fixture, gconstpointer data)
{
  show_many (fixture);
  type (fixture, "item");
  pump_until (has_more, fixture);
  g_assert_nonnull (find_by_text (fixture->popover, "Actors · 12"));
  g_assert_nonnull (find_by_text (fixture->popover, "Show All 12"));
  for (guint i = 0; i < 5; i++)
    press (fixture, GDK_KEY_Down);
  enter (fixture);
  g_assert_null (fixture->activated);
  pump_until (has_all, fixture);
  g_assert_null (find_by_text (fixture->popover, "Show All 12"));
  enter (fixture);
  g_assert_cmpstr (fixture->activated, ==, "actor:item-6");
}

static gboolean
is_gone (gpointer popover)
{
  return !gtk_widget_get_mapped (popover);
}

static gboolean
says_less (gpointer also)
{
  return !gtk_widget_get_visible (also);
}

static void
test_also (Fixture *fixture, gconstpointer data)
{
  GtkWidget *also;

  show_many (fixture);
  type (fixture, "川普");
  pump_until (has_hits, fixture->popover);
  also = find_by_text (fixture->popover, "Also: Trump");
  g_assert_nonnull (also);
  g_assert_true (gtk_widget_get_visible (also));
  type (fixture, "item 3");
  pump_until (says_less, also);
  press (fixture, GDK_KEY_Escape);
  pump_until (is_gone, fixture->popover);
}

static gboolean
says_nothing (gpointer popover)
{
  GtkWidget *label = find_by_text (popover, "Nothing found");

  return label != NULL && gtk_widget_get_visible (label);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  type (fixture, "zzzz");
  pump_until (says_nothing, fixture->popover);
  enter (fixture);
  g_assert_null (fixture->activated);
  type (fixture, "");
  g_assert_false (says_nothing (fixture->popover));
  press (fixture, GDK_KEY_Escape);
  pump_until (is_gone, fixture->popover);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/search/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("choose", test_choose);
  ADD ("enter-waits", test_fast);
  ADD ("arrows", test_arrows);
  ADD ("passage", test_passage);
  ADD ("text", test_text);
  ADD ("show-all", test_show_all);
  ADD ("also", test_also);
  ADD ("nothing", test_nothing);
  return g_test_run ();
}
