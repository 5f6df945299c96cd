/* The options of views chosen in the window, in process: shown at once, stored, undone, given back.
 */
#include "panel-test.h"

#include <string.h>

#include "views/words.h"
#include "widgets/application.h"
#include "widgets/language.h"
#include "widgets/settings.h"
#include "widgets/view-options-table.h"
#include "widgets/window-private.h"

typedef struct
{
  EntWindow *window;
  EntSession *session;
} Fixture;

static EntApplication *the_app;

static EntViewPane *
pane_of (Fixture *fixture)
{
  return ent_window_active_side (fixture->window);
}

static EntCanvas *
canvas_of (Fixture *fixture)
{
  return ent_view_pane_canvas (pane_of (fixture));
}

static gboolean
is_current (gpointer data)
{
  EntCanvas *canvas = canvas_of (data);

  return canvas != NULL && ent_canvas_is_current (canvas);
}

static void
settle (Fixture *fixture)
{
  pump_until (is_current, fixture);
  pump_idle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (the_app == NULL)
    {
      the_app = ent_application_new ();
      g_application_set_flags (G_APPLICATION (the_app),
                               G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
      g_application_register (G_APPLICATION (the_app), NULL, &error);
      g_assert_no_error (error);
    }
  fixture->session = shipped_session ();
  fixture->window = ENT_WINDOW (ent_window_new (GTK_APPLICATION (the_app), fixture->session));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1400, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (fixture->window), &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_null (window);
  g_object_unref (fixture->session);
}

static void
open_options (Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "view-options", NULL);
  pump_idle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (ent_view_pane_options (pane_of (fixture)))));
}

static GtkDropDown *
chooser (Fixture *fixture, const char *key)
{
  GtkWidget *widget = ent_view_options_chooser (ent_view_pane_options (pane_of (fixture)), key);

  g_assert_nonnull (widget);
  return GTK_DROP_DOWN (widget);
}

/* As somebody would who reads the list. */
static void
choose (Fixture *fixture, const char *key, const char *label)
{
  GListModel *model = gtk_drop_down_get_model (chooser (fixture, key));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);
      if (!g_str_equal (gtk_string_object_get_string (item), label))
        continue;
      gtk_drop_down_set_selected (chooser (fixture, key), i);
      settle (fixture);
      return;
    }
  g_test_message ("no choice “%s” for %s", label, key);
  g_assert_not_reached ();
}

static const char *
chosen (Fixture *fixture, const char *key)
{
  gpointer item = gtk_drop_down_get_selected_item (chooser (fixture, key));

  return gtk_string_object_get_string (item);
}

static GtkWidget *
reset_button (Fixture *fixture)
{
  return gtk_widget_get_ancestor (
      find_by_text (GTK_WIDGET (ent_view_pane_options (pane_of (fixture))), "Reset"),
      GTK_TYPE_BUTTON);
}

/* How the picture came about. */
static const char *
note_of (Fixture *fixture)
{
  const EntScene *scene = ent_canvas_scene (canvas_of (fixture));

  g_assert_nonnull (scene);
  const char *const *notes = ent_scene_notes (scene);
  for (guint i = 0; notes[i] != NULL; i++)
    if (ent_scene_note_kind (scene, i) == ENT_NOTE_METHOD)
      return notes[i];
  g_assert_not_reached ();
}

/* What the dossier has for an option of the view that is shown, or NULL. */
static const char *
stored (Fixture *fixture, const char *key)
{
  const char *text = NULL;
  const EntView *view = (const EntView *)ent_dossier_find (ent_session_dossier (fixture->session),
                                                           ent_view_pane_view (pane_of (fixture)));

  if (view->options != NULL)
    ent_json_get_string (ent_json_member (view->options, key), &text);
  return text;
}

static gboolean
is_edited (gpointer data)
{
  return ent_session_undo_label (((Fixture *)data)->session) != NULL;
}

static void
test_map (Fixture *fixture, gconstpointer data)
{
  const char *mollweide = ent_word ("projection:mollweide", "en");
  g_autofree char *before = g_strdup (note_of (fixture));
  g_autofree char *saved = g_strdup (stored (fixture, "projection"));

  open_options (fixture);
  g_assert_false (gtk_widget_get_sensitive (reset_button (fixture)));
  choose (fixture, "projection", mollweide);
  g_assert_nonnull (strstr (note_of (fixture), mollweide));
  g_assert_cmpstr (stored (fixture, "projection"), ==, saved);
  g_assert_true (gtk_widget_get_sensitive (reset_button (fixture)));
  /* what is exported is what is shown */
  g_autoptr (EntPictureOrder) order = ent_canvas_order (canvas_of (fixture));
  g_autofree char *options = ent_json_write_compact (order->request.options);
  g_assert_nonnull (strstr (options, "mollweide"));

  ent_window_update_view (fixture->window);
  pump_until (is_edited, fixture);
  settle (fixture);
  g_assert_cmpstr (stored (fixture, "projection"), ==, "mollweide");
  g_assert_null (ent_canvas_unsaved_options (canvas_of (fixture)));
  g_assert_nonnull (strstr (note_of (fixture), mollweide));

  g_assert_true (ent_session_undo (fixture->session));
  settle (fixture);
  g_assert_cmpstr (stored (fixture, "projection"), ==, saved);
  g_assert_cmpstr (note_of (fixture), ==, before);
}

static void
test_reset (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_strdup (note_of (fixture));

  open_options (fixture);
  g_autofree char *was = g_strdup (chosen (fixture, "projection"));
  choose (fixture, "projection", ent_word ("projection:robinson", "en"));
  g_assert_cmpstr (note_of (fixture), !=, before);
  g_signal_emit_by_name (reset_button (fixture), "clicked");
  settle (fixture);
  g_assert_cmpstr (note_of (fixture), ==, before);
  g_assert_cmpstr (chosen (fixture, "projection"), ==, was);
  g_assert_false (gtk_widget_get_sensitive (reset_button (fixture)));

  /* back by hand is as good */
  choose (fixture, "projection", ent_word ("projection:robinson", "en"));
  choose (fixture, "projection", was);
  g_assert_null (ent_canvas_unsaved_options (canvas_of (fixture)));
}

/* Each view keeps its own, and a pane that is split off shows the same. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  const char *robinson = ent_word ("projection:robinson", "en");

  open_options (fixture);
  choose (fixture, "projection", robinson);
  ent_view_pane_show (pane_of (fixture), "network", NULL);
  settle (fixture);
  g_assert_null (ent_canvas_unsaved_options (canvas_of (fixture)));
  ent_view_pane_show (pane_of (fixture), "map", NULL);
  settle (fixture);
  g_assert_nonnull (strstr (note_of (fixture), robinson));

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "split", NULL);
  pump_idle ();
  ent_view_pane_copy (fixture->window->sides[1], fixture->window->sides[0]);
  g_assert_nonnull (ent_canvas_unsaved_options (ent_view_pane_canvas (fixture->window->sides[1])));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "split", NULL);
  settle (fixture);

  ent_view_pane_show_saved (pane_of (fixture), "map", ent_view_pane_view (pane_of (fixture)));
  settle (fixture);
  g_assert_null (strstr (note_of (fixture), robinson));
}

/* What makes no sense is told where the picture was, and can be taken back. */
static void
test_bad (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "{\"projection\":\"+proj=nonsense\"}",
                                     "{\"projection\":7}",
                                     "{\"centre\":\"nobody\"}",
                                     "{\"no_such\":1}",
                                     "{\"colour_by\":[]}",
                                     "{\"flows\":\"yes\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntJson) options = ent_json_parse (bad[i], strlen (bad[i]), &error);
      g_assert_no_error (error);
      ent_canvas_set_options (canvas_of (fixture), options);
      settle (fixture);
      g_assert_null (ent_canvas_scene (canvas_of (fixture)));
      open_options (fixture);
      g_signal_emit_by_name (reset_button (fixture), "clicked");
      settle (fixture);
      g_assert_nonnull (ent_canvas_scene (canvas_of (fixture)));
      gtk_popover_popdown (GTK_POPOVER (ent_view_pane_options (pane_of (fixture))));
      pump_idle ();
    }
}

/* Another layout lets go of the nodes that were put somewhere in the one before. */
static void
test_layout (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "{\"layout\":\"ring\",\"pinned\":{\"usa\":[0.1,0.1]}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (EntJson) options = ent_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  ent_view_pane_show (pane_of (fixture), "network", NULL);
  ent_canvas_set_options (canvas_of (fixture), options);
  settle (fixture);
  open_options (fixture);
  choose (fixture, "bundle", "Firmly");
  g_assert_nonnull (ent_json_member (ent_canvas_options (canvas_of (fixture)), "pinned"));
  choose (fixture, "layout", "Circle");
  g_assert_null (ent_json_member (ent_canvas_options (canvas_of (fixture)), "pinned"));
  g_assert_nonnull (strstr (note_of (fixture), "circle"));
}

/* A value that only the file can say is shown as it is said there. */
static void
test_file_only (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "{\"projection\":\"+proj=bonne +lat_1=40\",\"centre\":[127,40]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (EntJson) options = ent_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  ent_canvas_set_options (canvas_of (fixture), options);
  settle (fixture);
  open_options (fixture);
  g_assert_cmpstr (chosen (fixture, "projection"), ==, "+proj=bonne +lat_1=40");
  g_assert_cmpstr (chosen (fixture, "centre"), ==, "[127,40]");
}

/* Every choice of every kind of view that the table offers is one that its builder takes, but for
 * attributes that have too many values to be colours. */
static void
test_all_choices (Fixture *fixture, gconstpointer data)
{
  const EntDossier *dossier = ent_session_dossier (fixture->session);

  for (EntViewKind kind = 0; kind < ENT_N_VIEW_KINDS; kind++)
    {
      guint n;
      const EntViewOption *table = ent_view_options_of (kind, &n);
      for (guint i = 0; i < n && ent_view_has_default (dossier, kind); i++)
        {
          guint now;
          if (table[i].unset == NULL)
            continue;
          g_autoptr (GPtrArray) choices
              = ent_view_option_choices (&table[i], dossier, NULL, "en", &now);
          g_assert_cmpuint (now, ==, 0);
          for (guint j = 1; j < choices->len; j++)
            {
              const EntChoice *choice = g_ptr_array_index (choices, j);
              g_autoptr (GError) error = NULL;
              g_autoptr (EntJson) options = ent_json_with_member (
                  ent_json_new_object (), table[i].key, ent_json_ref (choice->value));
              if (g_str_equal (table[i].key, "comparison"))
                options = ent_json_with_member (
                    g_steal_pointer (&options), "columns", ent_json_new_string ("comparison"));
              g_autoptr (EntPictureOrder) order
                  = ent_picture_order_new (fixture->session, kind, NULL);
              ent_picture_order_set_options (order, options);
              order->request.width = 900;
              order->request.height = 700;
              order->request.text_scale = 1;
              g_autoptr (EntPicture) picture = ent_picture_new (order, NULL, &error);
              g_assert_no_error (error);
              if (picture->scene == NULL && !g_str_equal (table[i].key, "colour_by"))
                {
                  g_test_message ("%s, %s: %s", table[i].key, choice->label, picture->message);
                  g_test_fail ();
                }
            }
        }
    }
}

int
main (int argc, char **argv)
{
  ent_language_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/view-options/map", test_map);
  ADD ("/view-options/reset", test_reset);
  ADD ("/view-options/kept", test_kept);
  ADD ("/view-options/bad", test_bad);
  ADD ("/view-options/file-only", test_file_only);
  ADD ("/view-options/layout", test_layout);
  ADD ("/view-options/all-choices", test_all_choices);
#undef ADD
  return g_test_run ();
}
