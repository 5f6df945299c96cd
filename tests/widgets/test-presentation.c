/* Giving a talk: steps, what is over the figure, and that the session is left as it was. */
#include "panel-test.h"

#include "widgets/canvas-private.h"
#include "widgets/presentation-private.h"

typedef struct
{
  GtkWidget *window;
  EntSession *session;
  EntPresentation *talk;
} Fixture;

static GtkApplication *the_app;

static gboolean
is_shown (gpointer data)
{
  EntPresentation *talk = data;

  return ent_canvas_is_current (talk->canvas);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = shipped_session ();
  fixture->window = gtk_window_new ();
  gtk_window_set_application (GTK_WINDOW (fixture->window), the_app);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ent_session_select (fixture->session, "actor:usa", ENT_SELECT_ONLY);
  fixture->talk = ent_presentation_start (GTK_WINDOW (fixture->window), fixture->session, 0);
  g_assert_nonnull (fixture->talk);
  pump_until (is_shown, fixture->talk);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer talk = fixture->talk;

  if (talk != NULL)
    {
      g_object_add_weak_pointer (talk, &talk);
      gtk_window_destroy (GTK_WINDOW (fixture->talk));
      pump_idle ();
      g_assert_null (talk);
    }
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_finalize_object (fixture->session);
}

static void
press_in (GtkWidget *window, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
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
press (Fixture *fixture, guint keyval)
{
  press_in (GTK_WIDGET (fixture->talk), keyval);
}

/* Every step of the story shows its view, at its time, with what it speaks of selected. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *story = ent_dossier_story (ent_session_dossier (fixture->session));

  g_assert_cmpuint (ent_presentation_n_steps (fixture->talk), ==, story->len);
  for (guint i = 0; i < story->len; i++)
    {
      const EntStoryStep *step = g_ptr_array_index (story, i);
      EntSession *session = ent_presentation_session (fixture->talk);
      EntCanvas *canvas = fixture->talk->canvas;
      g_autoptr (EntPictureOrder) order = ent_canvas_order (canvas);

      g_assert_cmpuint (ent_presentation_step (fixture->talk), ==, i);
      g_assert_cmpstr (order->request.view->thing.id, ==, step->view->thing.id);
      g_assert_cmpstr (ent_session_filter (session)->time, ==, step->time.edtf);
      for (guint k = 0; step->select != NULL && step->select[k] != NULL; k++)
        {
          const EntThing *thing = ent_dossier_find (ent_session_dossier (session), step->select[k]);
          g_assert_true (ent_session_is_selected (session, thing->mark_id));
        }
      if (i + 1 < story->len)
        press (fixture, GDK_KEY_Right);
      pump_until (is_shown, fixture->talk);
    }
  press (fixture, GDK_KEY_Right);
  g_assert_cmpuint (ent_presentation_step (fixture->talk), ==, story->len - 1);
  press (fixture, GDK_KEY_Home);
  g_assert_cmpuint (ent_presentation_step (fixture->talk), ==, 0);
  press (fixture, GDK_KEY_3);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpuint (ent_presentation_step (fixture->talk), ==, 2);
  press (fixture, GDK_KEY_9);
  press (fixture, GDK_KEY_9);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpuint (ent_presentation_step (fixture->talk), ==, story->len - 1);
}

/* A click on a mark opens its passages; Escape closes what lies over the figure one by one. */
static void
test_layers (Fixture *fixture, gconstpointer data)
{
  EntPresentation *talk = fixture->talk;
  gpointer gone = talk;

  g_object_add_weak_pointer (G_OBJECT (talk), &gone);
  g_assert_false (ent_talk_passages_is_shown (talk->passages));
  ent_session_select (ent_presentation_session (talk), "actor:prk", ENT_SELECT_ONLY);
  g_assert_true (ent_talk_passages_is_shown (talk->passages));
  g_assert_nonnull (find_by_text (GTK_WIDGET (talk->passages), "North Korea"));
  press (fixture, GDK_KEY_b);
  g_assert_true (gtk_widget_get_visible (talk->black));
  press (fixture, GDK_KEY_Escape);
  g_assert_false (gtk_widget_get_visible (talk->black));
  press (fixture, GDK_KEY_d);
  g_assert_cmpint (ent_talk_ink_mode (talk->ink), ==, ENT_INK_DRAW);
  press (fixture, GDK_KEY_p);
  g_assert_cmpint (ent_talk_ink_mode (talk->ink), ==, ENT_INK_POINTER);
  press (fixture, GDK_KEY_Escape);
  g_assert_cmpint (ent_talk_ink_mode (talk->ink), ==, ENT_INK_OFF);
  press (fixture, GDK_KEY_o);
  g_assert_true (gtk_widget_get_visible (talk->overview));
  press (fixture, GDK_KEY_Escape);
  g_assert_false (gtk_widget_get_visible (talk->overview));
  press (fixture, GDK_KEY_n);
  g_assert_nonnull (talk->presenter);
  press (fixture, GDK_KEY_n);
  g_assert_null (talk->presenter);
  press (fixture, GDK_KEY_Escape);
  g_assert_false (ent_talk_passages_is_shown (talk->passages));
  press (fixture, GDK_KEY_Escape);
  pump_idle ();
  g_assert_null (gone);
  fixture->talk = NULL;
}

/* What the step has selected is not shown with its passages, and a click on it is a wish for them.
 */
static void
test_picks_selected (Fixture *fixture, gconstpointer data)
{
  EntPresentation *talk = fixture->talk;

  talk->stepping = TRUE;
  ent_session_select (talk->session, "actor:prk", ENT_SELECT_ONLY);
  talk->stepping = FALSE;
  g_assert_false (ent_talk_passages_is_shown (talk->passages));
  ent_canvas_select (talk->canvas, "actor:prk", ENT_SELECT_ONLY);
  g_assert_true (ent_talk_passages_is_shown (talk->passages));
}

/* A number may be mistyped; taking it back is no step and no end of the talk. */
static void
test_number_taken_back (Fixture *fixture, gconstpointer data)
{
  EntPresentation *talk = fixture->talk;

  press (fixture, GDK_KEY_3);
  press (fixture, GDK_KEY_4);
  press (fixture, GDK_KEY_BackSpace);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpuint (ent_presentation_step (talk), ==, 2);
  press (fixture, GDK_KEY_5);
  press (fixture, GDK_KEY_Escape);
  g_assert_cmpuint (talk->typed, ==, 0);
  press (fixture, GDK_KEY_BackSpace);
  g_assert_cmpuint (ent_presentation_step (talk), ==, 1);
}

/* The speaker's window has the keyboard where there are two screens: a clicker works there too. */
static void
test_presenter_keys (Fixture *fixture, gconstpointer data)
{
  EntPresentation *talk = fixture->talk;

  press (fixture, GDK_KEY_n);
  GtkWidget *window = GTK_WIDGET (talk->presenter);
  press_in (window, GDK_KEY_Page_Down);
  g_assert_cmpuint (ent_presentation_step (talk), ==, 1);
  press_in (window, GDK_KEY_space);
  g_assert_cmpuint (ent_presentation_step (talk), ==, 2);
  press_in (window, GDK_KEY_Page_Up);
  g_assert_cmpuint (ent_presentation_step (talk), ==, 1);
  press_in (window, GDK_KEY_period);
  g_assert_true (gtk_widget_get_visible (talk->black));
  press_in (window, GDK_KEY_b);
  g_assert_false (gtk_widget_get_visible (talk->black));
  press_in (window, GDK_KEY_d);
  g_assert_cmpint (ent_talk_ink_mode (talk->ink), ==, ENT_INK_DRAW);
  press_in (window, GDK_KEY_n);
  g_assert_null (talk->presenter);
}

/* Nothing of the talk shines when it is black. */
static void
test_black_covers_all (Fixture *fixture, gconstpointer data)
{
  EntPresentation *talk = fixture->talk;
  graphene_rect_t bounds;

  press (fixture, GDK_KEY_b);
  frames (talk->black, 2);
  g_assert_true (gtk_widget_compute_bounds (talk->black, GTK_WIDGET (talk), &bounds));
  g_assert_cmpint ((int)bounds.size.height, ==, gtk_widget_get_height (GTK_WIDGET (talk)));
  g_assert_cmpint ((int)bounds.size.width, ==, gtk_widget_get_width (GTK_WIDGET (talk)));
}

static void
set_animations (gboolean on)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", on, NULL);
}

/* The next step has been made while this one is shown. */
static gboolean
is_ready (gpointer data)
{
  EntPresentation *talk = data;
  const guint next = talk->step + 1;

  return is_shown (data) && !talk->looking
         && (next == talk->points->len || talk->ahead[next].transition != NULL);
}

/* A table is scrolled so far that what the step speaks of shows, and no row is cut above. */
static void
test_whole_rows (Fixture *fixture, gconstpointer data)
{
  EntPresentation *talk = fixture->talk;
  guint n_tables = 0;

  pump_until (is_ready, talk); /* the legend has its height */
  for (guint step = 0; step < ent_presentation_n_steps (talk); step++)
    {
      const EntStoryPoint *point = &g_array_index (talk->points, EntStoryPoint, step);
      if (point->view->kind != ENT_VIEW_COMPARISON)
        continue;
      ent_presentation_go (talk, step);
      pump_until (is_shown, talk);
      const EntScene *scene = ent_canvas_scene (talk->canvas);
      const double edge = ent_scene_frame (scene).y;
      for (guint i = 0; i < ent_scene_n_items (scene); i++)
        {
          const EntRect rect = ent_scene_item_bounds (scene, i);
          g_assert_true (rect.y > edge - 2 || rect.y + rect.height < edge + 2);
        }
      n_tables++;
    }
  g_assert_cmpuint (n_tables, >, 1);
}

/* What the two steps share moves, from the moment that the step is asked for; another step in the
 * midst of it goes on from there. */
static void
test_morphs (Fixture *fixture, gconstpointer data)
{
  EntPresentation *talk = fixture->talk;

  set_animations (TRUE);
  pump_until (is_ready, talk);
  ent_presentation_go (talk, 1);
  g_assert_true (ent_canvas_is_morphing (talk->canvas));
  g_assert_nonnull (ent_canvas_scene (talk->canvas));
  pump_until (is_ready, talk);
  ent_presentation_go (talk, 2);
  frames (GTK_WIDGET (talk->canvas), 4);
  g_assert_true (ent_canvas_is_morphing (talk->canvas));
  ent_presentation_go (talk, 1);
  ent_presentation_go (talk, 3);
  g_assert_true (ent_canvas_is_morphing (talk->canvas));
  pump_until (is_shown, talk);
  g_assert_cmpuint (ent_presentation_step (talk), ==, 3);
  g_autoptr (EntPictureOrder) order = ent_canvas_order (talk->canvas);
  const EntStoryPoint *point = &g_array_index (talk->points, EntStoryPoint, 3);
  g_assert_true (order->request.view == point->view);
  set_animations (FALSE);
}

/* Without animations a step is there at once. */
static void
test_reduced_motion (Fixture *fixture, gconstpointer data)
{
  EntPresentation *talk = fixture->talk;

  for (guint step = 1; step < ent_presentation_n_steps (talk); step++)
    {
      pump_until (is_ready, talk);
      const EntScene *last = ent_canvas_scene (talk->canvas);
      ent_presentation_go (talk, step);
      g_assert_false (ent_canvas_is_morphing (talk->canvas));
      g_assert_true (ent_canvas_is_current (talk->canvas));
      g_assert_true (ent_canvas_scene (talk->canvas) != last);
    }
}

static gboolean
has_pictures (gpointer data)
{
  GtkWidget *window = data;
  g_autoptr (GPtrArray) pictures = find_by_class (window, "presenter-picture");

  for (guint i = 0; i < pictures->len; i++)
    if (gtk_picture_get_paintable (g_ptr_array_index (pictures, i)) == NULL)
      return FALSE;
  return pictures->len == 2;
}

/* The speaker sees this step, the next one, the notes, and what the step rests on. */
static void
test_presenter (Fixture *fixture, gconstpointer data)
{
  EntPresentation *talk = fixture->talk;
  const char *lang = ent_session_language (talk->session);

  press (fixture, GDK_KEY_n);
  GtkWidget *window = GTK_WIDGET (talk->presenter);
  pump_until (has_pictures, window);
  ent_presentation_go (talk, 3);
  const EntStoryPoint *point = &g_array_index (talk->points, EntStoryPoint, 3);
  g_autofree char *title = ent_story_point_title (point, lang);
  g_assert_nonnull (find_by_text (window, title));
  g_assert_nonnull (find_by_text (window, ent_text_get (point->notes, lang)));
  g_assert_cmpuint (
      count_by_class (window, "talk-title"), ==, g_strv_length ((char **)point->select));
  ent_session_select (talk->session, "actor:prk", ENT_SELECT_ONLY);
  g_assert_nonnull (find_by_text (window, "North Korea"));
  pump_until (has_pictures, window);
}

static void
test_leaves_session (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < ent_presentation_n_steps (fixture->talk); i++)
    ent_presentation_go (fixture->talk, i);
  ent_session_select (ent_presentation_session (fixture->talk), "actor:prk", ENT_SELECT_ONLY);
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, ==, 1);
  g_assert_true (ent_session_is_selected (fixture->session, "actor:usa"));
  g_assert_true (ent_filter_is_empty (ent_session_filter (fixture->session)));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  the_app = gtk_application_new ("org.entente.Test", G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (the_app), NULL, NULL));
#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)
  ADD ("/presentation/steps", test_steps);
  ADD ("/presentation/layers", test_layers);
  ADD ("/presentation/picks-selected", test_picks_selected);
  ADD ("/presentation/number-taken-back", test_number_taken_back);
  ADD ("/presentation/presenter-keys", test_presenter_keys);
  ADD ("/presentation/black-covers-all", test_black_covers_all);
  ADD ("/presentation/whole-rows", test_whole_rows);
  ADD ("/presentation/morphs", test_morphs);
  ADD ("/presentation/reduced-motion", test_reduced_motion);
  ADD ("/presentation/presenter", test_presenter);
  ADD ("/presentation/leaves-session", test_leaves_session);
  const int result = g_test_run ();
  g_object_unref (the_app);
  return result;
}
