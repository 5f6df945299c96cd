/* The reader: highlights, clicks, steps, and what it does without the text. */
#include "panel-test.h"

#include "widgets/panels.h"
#include "widgets/reader-text.h"

typedef struct
{
  EntSession *session;
  GtkWidget *window, *reader;
  GtkTextView *view;
} Fixture;

static GtkWidget *
find_text_view (GtkWidget *root)
{
  if (GTK_IS_TEXT_VIEW (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text_view (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer with_text)
{
  fixture->session = small_session (with_text != NULL);
  fixture->reader = ent_reader_new (fixture->session);
  fixture->window = open_in_window (fixture->reader, 800, 600);
  fixture->view = GTK_TEXT_VIEW (find_text_view (fixture->reader));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer reader = fixture->reader;

  g_object_add_weak_pointer (G_OBJECT (reader), &reader);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_null (reader);
  g_assert_finalize_object (fixture->session);
}

static void
test_segments (void)
{
  static const struct
  {
    EntSpan spans[3];
    guint n_spans;
    EntSegment segments[5];
    guint n_segments;
  } cases[] = {
    { { { 2, 5 } }, 1, { { 2, 5, 1 } }, 1 },
    { { { 0, 4 }, { 4, 8 } }, 2, { { 0, 4, 1 }, { 4, 8, 1 } }, 2 },
    { { { 0, 6 }, { 4, 8 } }, 2, { { 0, 4, 1 }, { 4, 6, 2 }, { 6, 8, 1 } }, 3 },
    { { { 0, 9 }, { 2, 4 }, { 3, 5 } },
      3,
      { { 0, 2, 1 }, { 2, 3, 2 }, { 3, 4, 3 }, { 4, 5, 2 }, { 5, 9, 1 } },
      5 },
    { { { 0, 2 }, { 5, 7 } }, 2, { { 0, 2, 1 }, { 5, 7, 1 } }, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) segments = ent_segments_new (cases[i].spans, cases[i].n_spans);
      g_assert_cmpuint (segments->len, ==, cases[i].n_segments);
      for (guint j = 0; j < segments->len; j++)
        {
          const EntSegment *got = &g_array_index (segments, EntSegment, j);
          g_assert_cmpuint (got->start, ==, cases[i].segments[j].start);
          g_assert_cmpuint (got->end, ==, cases[i].segments[j].end);
          g_assert_cmpuint (got->depth, ==, cases[i].segments[j].depth);
        }
    }
}

/* Tags with a background at a place of the text. */
static guint
n_highlights (Fixture *fixture, int offset)
{
  GtkTextIter iter;
  guint n = 0;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (fixture->view), &iter, offset);
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (&iter);
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      gboolean background;
      g_object_get (l->data, "background-set", &background, NULL);
      n += background;
    }
  return n;
}

static void
test_highlights (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (n_highlights (fixture, 0), ==, 1);  /* Alpha met */
  g_assert_cmpuint (n_highlights (fixture, 40), ==, 0); /* nothing. */
  g_assert_cmpuint (n_highlights (fixture, 52), ==, 0); /* in the Chinese sentence */
  g_assert_cmpuint (n_highlights (fixture, 60), ==, 1); /* Beta left first. */
  ent_session_select (fixture->session, "actor:alpha", ENT_SELECT_ONLY);
  g_assert_cmpuint (n_highlights (fixture, 0), ==, 2);
  g_assert_cmpuint (n_highlights (fixture, 60), ==, 1);
}

/* No tag may have a foreground: in GTK 4.8 an assistive technology asking for it ends the program.
 */
static void
refuse_foreground (GtkTextTag *tag, gpointer data)
{
  gboolean foreground;

  g_object_get (tag, "foreground-set", &foreground, NULL);
  g_assert_false (foreground);
}

static void
test_tags (Fixture *fixture, gconstpointer data)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (gtk_text_view_get_buffer (fixture->view));

  g_assert_cmpint (gtk_text_tag_table_get_size (table), >, 0);
  gtk_text_tag_table_foreach (table, refuse_foreground, NULL);
}

static void
press_return (Fixture *fixture, int offset, GdkModifierType held)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));
  GtkTextIter iter;
  gboolean handled = FALSE;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 0, held, &handled);
    }
  g_assert_true (handled);
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  press_return (fixture, 20, 0); /* the pier: both overlapping passages */
  g_assert_true (ent_session_is_selected (fixture->session, "relation:talk"));
  g_assert_true (ent_session_is_selected (fixture->session, "actor:alpha"));
  g_assert_true (ent_session_is_selected (fixture->session, "passage:p-met"));
  g_assert_true (ent_session_is_selected (fixture->session, "passage:p-pier"));
  g_assert_false (ent_session_is_selected (fixture->session, "event:leave"));
  press_return (fixture, 60, 0);
  g_assert_true (ent_session_is_selected (fixture->session, "event:leave"));
  g_assert_false (ent_session_is_selected (fixture->session, "relation:talk"));
  press_return (fixture, 40, 0); /* no passage there */
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, ==, 0);
}

static void
test_margin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) chips = find_by_class (GTK_WIDGET (fixture->view), "mark-chip");
  gboolean clicked = FALSE;

  g_assert_cmpuint (chips->len, ==, 6); /* p-met: 3, p-pier: 1, p-left: 2 */
  for (guint i = 0; i < chips->len; i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (g_ptr_array_index (chips, i)), "Beta leaves") == 0)
      {
        g_signal_emit_by_name (g_ptr_array_index (chips, i), "clicked");
        clicked = TRUE;
      }
  g_assert_true (clicked);
  g_assert_true (ent_session_is_selected (fixture->session, "event:leave"));
  g_assert_cmpuint (count_by_class (GTK_WIDGET (fixture->view), "selected"), ==, 1);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  static const char *const order[] = { "passage:p-met", "passage:p-pier", "passage:p-left" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gtk_widget_activate_action (fixture->reader, "reader.next", NULL);
      g_assert_true (ent_session_is_selected (fixture->session, order[i]));
    }
  g_assert_nonnull (find_by_text (fixture->reader, "Passage 3 of 3"));
  gtk_widget_activate_action (fixture->reader, "reader.next", NULL); /* the last stays */
  g_assert_true (ent_session_is_selected (fixture->session, order[2]));
  gtk_widget_activate_action (fixture->reader, "reader.previous", NULL);
  g_assert_true (ent_session_is_selected (fixture->session, order[1]));
}

static int
cursor (Fixture *fixture)
{
  int position;

  g_object_get (gtk_text_view_get_buffer (fixture->view), "cursor-position", &position, NULL);
  return position;
}

static void
test_reveal (Fixture *fixture, gconstpointer data)
{
  ent_session_reveal (fixture->session, "p-left");
  g_assert_cmpint (cursor (fixture), ==, 59);
  g_assert_cmpuint (n_highlights (fixture, 60), ==, 2); /* it flashes */
  ent_session_reveal (fixture->session, "document:note#char=6,9");
  g_assert_cmpint (cursor (fixture), ==, 6);
  g_assert_cmpuint (n_highlights (fixture, 60), ==, 1);
  ent_session_reveal (fixture->session, "document:nobody#char=1,2");
  ent_session_reveal (fixture->session, "nothing");
  g_assert_cmpint (cursor (fixture), ==, 6);
}

static void
test_cards (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cards = find_by_class (fixture->reader, "passage-card");

  g_assert_cmpuint (cards->len, ==, 3);
  g_assert_nonnull (find_by_text (fixture->reader, "They met."));
  g_assert_nonnull (find_by_text (
      fixture->reader,
      "The text of this document is not attached. Its passages are shown in the words of the "
      "dossier’s author."));
  ent_session_select (fixture->session, "event:leave", ENT_SELECT_ONLY);
  g_assert_false (gtk_widget_has_css_class (g_ptr_array_index (cards, 0), "selected"));
  g_assert_true (gtk_widget_has_css_class (g_ptr_array_index (cards, 2), "selected"));
}

/* The keyboard selects a card's marks, whose icons it passes by. */
static void
test_card_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) cards = find_by_class (fixture->reader, "passage-card");
  GtkWidget *card = g_ptr_array_index (cards, 2);
  gboolean handled = FALSE;

  g_assert_true (gtk_widget_grab_focus (card));
  g_signal_emit_by_name (find_controller (card, GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed",
                         GDK_KEY_Return,
                         0,
                         0,
                         &handled);
  g_assert_true (handled);
  g_assert_true (ent_session_is_selected (fixture->session, "event:leave"));
  g_autoptr (GPtrArray) chips = find_by_class (card, "mark-chip");
  g_assert_cmpuint (chips->len, ==, 2);
  g_assert_false (gtk_widget_get_focusable (g_ptr_array_index (chips, 0)));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/reader/segments", test_segments);
#define ADD(name, text, function)                                                                  \
  g_test_add ("/reader/" name, Fixture, text, set_up, function, tear_down)
  ADD ("highlights", "with text", test_highlights);
  ADD ("no-foreground", "with text", test_tags);
  ADD ("select", "with text", test_select);
  ADD ("margin", "with text", test_margin);
  ADD ("steps", "with text", test_steps);
  ADD ("reveal", "with text", test_reveal);
  ADD ("cards", NULL, test_cards);
  ADD ("card-keys", NULL, test_card_keys);
  return g_test_run ();
}
