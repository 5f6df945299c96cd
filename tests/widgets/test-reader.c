/* The reader: highlights, clicks, steps, and what it does without the text. */
#include "panel-test.h"

#include <string.h>

#include "widgets/panels.h"
#include "widgets/reader-map.h"
#include "widgets/reader-outline.h"
#include "widgets/reader-text.h"
#include "widgets/reader-view.h"

typedef struct
{
  EntSession *session;
  GtkWidget *window, *reader;
  GtkTextView *view;
  EntReaderText *text;
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
  fixture->text = ENT_READER_TEXT (
      gtk_widget_get_ancestor (GTK_WIDGET (fixture->view), ENT_TYPE_READER_TEXT));
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

/* Of passages that overlap none has the lane of another, and a place finds those that reach it. */
static void
test_lanes (void)
{
  static const struct
  {
    guint start, end, lane, reach;
  } cases[] = {
    { 0, 9, 0, 9 }, { 0, 4, 1, 9 }, { 3, 5, 2, 9 }, { 5, 8, 1, 9 }, { 9, 12, 0, 12 },
  };
  static const struct
  {
    guint start, end, first, n;
  } ranges[]
      = { { 0, 1, 0, 2 }, { 4, 5, 0, 2 }, { 8, 9, 0, 1 }, { 9, 10, 4, 1 }, { 12, 20, 5, 0 } };
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (EntSpan));

  for (guint i = G_N_ELEMENTS (cases); i-- > 0;)
    {
      EntSpan span = { .start = cases[i].start, .end = cases[i].end };
      g_array_append_val (spans, span);
    }
  ent_spans_prepare (spans);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntSpan *span = &g_array_index (spans, EntSpan, i);
      g_assert_cmpuint (span->start, ==, cases[i].start);
      g_assert_cmpuint (span->end, ==, cases[i].end);
      g_assert_cmpuint (span->lane, ==, cases[i].lane);
      g_assert_cmpuint (span->reach, ==, cases[i].reach);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_assert_cmpuint (ent_spans_first (spans, ranges[i].start), ==, ranges[i].first);
      g_assert_cmpuint (ent_spans_count (spans, ranges[i].start, ranges[i].end), ==, ranges[i].n);
    }
}

/* Pixels of a colour under a line of text in which one passage was found in some way. */
static guint
line_pixels (EntAnchorState state)
{
  const EntTheme *theme = ent_theme_get (ENT_THEME_LIGHT);
  EntHighlights *highlights = ent_highlights_new ();
  GtkWidget *view = g_object_ref_sink (ent_reader_view_new (highlights));
  EntSpan span = { .start = 0, .end = 30, .state = state, .selected = TRUE };
  GtkWidget *window = open_in_window (view, 400, 200);

  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "They met at the pier and left.", -1);
  ent_reader_view_set_theme (ENT_READER_VIEW (view), theme);
  guint before = count_pixels (view, theme->accent);
  g_array_append_val (highlights->spans, span);
  ent_spans_prepare (highlights->spans);
  gtk_widget_queue_draw (view);
  frames (view, 2);
  guint n = count_pixels (view, theme->accent) - before;
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (view);
  ent_highlights_free (highlights);
  return n;
}

/* How surely a passage was found is seen: its line is solid, dashed or dotted. */
static void
test_states (void)
{
  guint exact = line_pixels (ENT_ANCHOR_EXACT), moved = line_pixels (ENT_ANCHOR_MOVED);
  guint ambiguous = line_pixels (ENT_ANCHOR_AMBIGUOUS);

  g_assert_cmpuint (exact, >, 100);
  g_assert_cmpuint (moved, <, exact * 3 / 4);
  g_assert_cmpuint (moved, >, exact / 2);
  g_assert_cmpuint (ambiguous, <, exact / 2);
  g_assert_cmpuint (ambiguous, >, exact / 4);
}

static const EntSpan *
nth_span (Fixture *fixture, guint i)
{
  return &g_array_index (ent_reader_text_highlights (fixture->text)->spans, EntSpan, i);
}

static void
test_highlights (Fixture *fixture, gconstpointer data)
{
  const GArray *spans = ent_reader_text_highlights (fixture->text)->spans;
  EntColour accent = ent_theme_get (ENT_THEME_LIGHT)->accent;

  g_assert_cmpuint (spans->len, ==, 3);
  g_assert_cmpuint (ent_spans_count (spans, 0, 1), ==, 1);   /* Alpha met */
  g_assert_cmpuint (ent_spans_count (spans, 20, 21), ==, 2); /* the pier */
  g_assert_cmpuint (ent_spans_count (spans, 52, 53), ==, 0); /* in the Chinese sentence */
  g_assert_cmpuint (nth_span (fixture, 0)->lane, !=, nth_span (fixture, 1)->lane);
  g_assert_cmpuint (count_pixels (GTK_WIDGET (fixture->view), accent), ==, 0);
  ent_session_select (fixture->session, "actor:alpha", ENT_SELECT_ONLY);
  frames (GTK_WIDGET (fixture->view), 2);
  g_assert_true (nth_span (fixture, 0)->selected);
  g_assert_false (nth_span (fixture, 2)->selected);
  g_assert_cmpuint (count_pixels (GTK_WIDGET (fixture->view), accent), >, 100);
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

static gboolean
press_held (Fixture *fixture, guint keyval, GdkModifierType held)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, held, &handled);
    }
  return handled;
}

static gboolean
press_in_text (Fixture *fixture, guint keyval)
{
  return press_held (fixture, keyval, 0);
}

static void
press_return (Fixture *fixture, int offset, GdkModifierType held)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
  g_assert_true (press_held (fixture, GDK_KEY_Return, held));
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

  g_assert_cmpuint (chips->len, ==, 5); /* p-met and p-pier in one line: 3, p-left: 2 */
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

static float
first_chip_y (GtkWidget *view)
{
  g_autoptr (GPtrArray) chips = find_by_class (view, "mark-chip");
  graphene_rect_t bounds;

  g_assert_cmpuint (chips->len, >, 0);
  g_assert_true (gtk_widget_compute_bounds (g_ptr_array_index (chips, 0), view, &bounds));
  return bounds.origin.y;
}

/* GTK does not move what lies over a text when that is scrolled. */
static void
test_margin_scrolls (void)
{
  EntSession *session = small_session (TRUE);
  GtkWidget *reader = g_object_ref_sink (ent_reader_new (session));
  GtkWidget *window = open_in_window (reader, 500, 180);
  GtkWidget *view = find_text_view (reader);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  float before = first_chip_y (view);
  gtk_adjustment_set_value (adjustment, 20);
  frames (view, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 20);
  g_assert_cmpfloat (first_chip_y (view), ==, before - 20);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (reader);
  g_assert_finalize_object (session);
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
  g_assert_true (press_in_text (fixture, GDK_KEY_p));
  g_assert_true (ent_session_is_selected (fixture->session, order[1]));
  g_assert_true (press_in_text (fixture, GDK_KEY_n));
  g_assert_null (find_by_text (fixture->reader, "Went on from the beginning"));
  gtk_widget_activate_action (fixture->reader, "reader.next", NULL); /* round the end */
  g_assert_true (ent_session_is_selected (fixture->session, order[0]));
  g_assert_nonnull (find_by_text (fixture->reader, "Went on from the beginning"));
  gtk_widget_activate_action (fixture->reader, "reader.previous", NULL);
  g_assert_true (ent_session_is_selected (fixture->session, order[2]));
  g_assert_nonnull (find_by_text (fixture->reader, "Went on from the end"));
}

/* The passages of a mark can be gone through while it stays selected. */
static void
test_steps_of_mark (Fixture *fixture, gconstpointer data)
{
  ent_session_select (fixture->session, "actor:beta", ENT_SELECT_ONLY);
  g_assert_nonnull (find_by_text (fixture->reader, "Beta"));
  g_assert_nonnull (find_by_text (fixture->reader, "Passage 1 of 2"));
  gtk_widget_activate_action (fixture->reader, "reader.next-selected", NULL);
  g_assert_nonnull (find_by_text (fixture->reader, "Passage 2 of 2"));
  g_assert_nonnull (find_by_text (fixture->reader, "Passage 3 of 3"));
  gtk_widget_activate_action (fixture->reader, "reader.next-selected", NULL);
  g_assert_nonnull (find_by_text (fixture->reader, "Passage 1 of 2"));
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, ==, 1);
  g_assert_true (ent_session_is_selected (fixture->session, "actor:beta"));
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
  const EntHighlights *highlights = ent_reader_text_highlights (fixture->text);

  ent_session_reveal (fixture->session, "p-left");
  g_assert_cmpint (cursor (fixture), ==, 59);
  g_assert_cmpuint (highlights->flash.start, ==, 59);
  ent_session_reveal (fixture->session, "document:note#char=6,9");
  g_assert_cmpint (cursor (fixture), ==, 6);
  g_assert_cmpuint (highlights->flash.start, ==, 6);
  g_assert_cmpuint (highlights->flash.end, ==, 9);
  ent_session_reveal (fixture->session, "document:nobody#char=1,2");
  ent_session_reveal (fixture->session, "nothing");
  g_assert_cmpint (cursor (fixture), ==, 6);
}

/* Every place that reads like the one searched for is a hit. */
static void
test_hits (Fixture *fixture, gconstpointer data)
{
  const GArray *hits = ent_reader_text_highlights (fixture->text)->hits;

  ent_session_reveal (fixture->session, "document:note#char=10,14"); /* Beta */
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpuint (g_array_index (hits, EntRange, 0).start, ==, 10);
  g_assert_cmpuint (g_array_index (hits, EntRange, 1).start, ==, 59);
  g_assert_cmpuint (g_array_index (hits, EntRange, 1).end, ==, 63);
  ent_session_reveal (fixture->session, "p-left"); /* what was searched is over */
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
select_text (Fixture *fixture, int start, int end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_buffer_select_range (buffer, &from, &to);
  pump_idle ();
}

static char *
clipboard_text (GtkWidget *widget)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (widget));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_nonnull (content);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  return g_value_dup_string (&value);
}

/* Selected text tells what lies under it, here and in every view, and leaves the selection alone.
 */
static void
test_text_selection (Fixture *fixture, gconstpointer data)
{
  EntSession *session = fixture->session;
  const char *document;
  guint start, end;

  ent_session_select (session, "event:leave", ENT_SELECT_ONLY);
  select_text (fixture, 19, 30);
  g_assert_true (ent_session_text_selection (session, &document, &start, &end));
  g_assert_cmpstr (document, ==, "note");
  g_assert_cmpuint (start, ==, 19);
  g_assert_cmpuint (end, ==, 30);
  g_assert_nonnull (find_by_text (fixture->reader, "2 passages, 3 marks"));
  const EntEmphasis *emphasis = ent_session_emphasis (session);
  g_assert_true (g_hash_table_contains (emphasis->hinted, "relation:talk"));
  g_assert_true (g_hash_table_contains (emphasis->hinted, "actor:alpha"));
  g_assert_false (g_hash_table_contains (emphasis->hinted, "event:leave"));
  g_assert_cmpuint (ent_session_selection (session)->len, ==, 1);

  gtk_widget_activate_action (fixture->reader, "reader.copy", NULL);
  g_autofree char *copied = clipboard_text (fixture->reader);
  g_assert_true (g_str_has_prefix (copied, "he pier. Th\n"));
  g_assert_nonnull (strstr (copied, "A. Writer"));
  g_assert_nonnull (strstr (copied, "¶ 1"));

  /* making everything anew changes nothing of that */
  ent_session_set_language (session, "zh-Hans");
  pump_idle ();
  g_assert_true (ent_session_text_selection (session, NULL, &start, NULL));
  g_assert_cmpuint (start, ==, 19);
  g_assert_nonnull (find_by_text (fixture->reader, "2 passages, 3 marks"));
  ent_session_set_language (session, "en");
  select_text (fixture, 49, 51);
  g_assert_nonnull (find_by_text (fixture->reader, "No passage here"));
  g_assert_null (ent_session_emphasis (session)->hinted);
  g_assert_true (press_in_text (fixture, GDK_KEY_Escape));
  pump_idle ();
  g_assert_false (ent_session_text_selection (session, NULL, NULL, NULL));
  g_assert_false (press_in_text (fixture, GDK_KEY_Escape)); /* for the window */
}

static void
press_at (GtkWidget *map, double y)
{
  g_signal_emit_by_name (find_controller (map, GTK_TYPE_GESTURE_DRAG), "drag-begin", 9.0, y);
}

static void
note_go (EntReaderMap *map, guint offset, guint *went)
{
  *went = offset;
}

static GtkWidget *
find_by_type (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_by_type (child, type);
  return found;
}

static void
test_map (Fixture *fixture, gconstpointer data)
{
  GtkWidget *map = find_by_type (fixture->reader, ENT_TYPE_READER_MAP);
  EntColour accent = ent_theme_get (ENT_THEME_LIGHT)->accent;
  guint went = 1, length = ent_reader_text_highlights (fixture->text)->length;

  g_assert_cmpuint (count_pixels (map, accent), ==, 0);
  ent_session_select (fixture->session, "event:leave", ENT_SELECT_ONLY);
  frames (map, 2);
  g_assert_cmpuint (count_pixels (map, accent), >, 100);
  g_signal_connect (map, "go", G_CALLBACK (note_go), &went);
  press_at (map, gtk_widget_get_height (map));
  g_assert_cmpuint (went, ==, length);
  press_at (map, 0);
  g_assert_cmpuint (went, ==, 0);
}

static gboolean
is_listed (gpointer list)
{
  return gtk_widget_get_mapped (list) && gtk_widget_get_first_child (list) != NULL;
}

static guint
n_listed (GtkWidget *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static void
test_outline (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (fixture->reader, "reader.outline", NULL);
  GtkWidget *outline = find_by_type (fixture->reader, ENT_TYPE_READER_OUTLINE);
  GtkWidget *list = find_by_type (outline, GTK_TYPE_LIST_VIEW);
  GtkWidget *entry = find_by_type (outline, GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *uncoded = find_by_type (outline, GTK_TYPE_CHECK_BUTTON);

  pump_until (is_listed, list);
  g_assert_cmpuint (n_listed (list), ==, 2);
  g_assert_nonnull (find_by_text (outline, "Alpha met Beta at the pier. They signed nothing."));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (uncoded), TRUE);
  g_assert_cmpuint (n_listed (list), ==, 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (uncoded), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "會見"); /* the text has the simplified form */
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (n_listed (list), ==, 1);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (cursor (fixture), ==, 49);
}

static void
test_outline_of_digests (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (fixture->reader, "reader.outline", NULL);
  GtkWidget *outline = find_by_type (fixture->reader, ENT_TYPE_READER_OUTLINE);
  GtkWidget *list = find_by_type (outline, GTK_TYPE_LIST_VIEW);
  GtkWidget *entry = find_by_type (outline, GTK_TYPE_SEARCH_ENTRY);

  pump_until (is_listed, list);
  g_assert_cmpuint (n_listed (list), ==, 3);
  gtk_editable_set_text (GTK_EDITABLE (entry), "3");
  g_signal_emit_by_name (entry, "activate");
  g_assert_nonnull (find_by_text (fixture->reader, "Passage 3 of 3"));
}

/* A long text is put in bit by bit; who asked for its end gets there. */
static void
test_long_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "Line %u of a text that is long.\n", i);
  g_autofree char *json = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"long\",\"title\":\"Long\","
      "\"language\":\"en\",\"documents\":[{\"id\":\"d\",\"title\":\"D\","
      "\"language\":\"en\",\"text\":{\"content\":\"%s\"}}]}",
      g_string_replace (text, "\n", "\\n", 0) ? text->str : "");
  g_autoptr (EntDossier) dossier
      = ent_dossier_parse (json, strlen (json), "long", NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (EntLibrary) library = ent_library_new (dossier, NULL, NULL, NULL, NULL);
  EntSession *session = ent_session_new ();
  ent_session_set_dossier (session, dossier, NULL);
  ent_session_set_library (session, library);
  GtkWidget *reader = g_object_ref_sink (ent_reader_new (session));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_text_view (reader)));
  guint length = ent_source_length (
      ent_library_source (library, g_ptr_array_index (ent_dossier_documents (dossier), 0)));

  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), >, 0);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), <, (int)length);
  g_autofree char *place = g_strdup_printf ("document:d#char=%u,%u", length - 8, length - 4);
  ent_session_reveal (session, place);
  GtkWidget *window = open_in_window (reader, 600, 400);
  frames (reader, 4);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, (int)length);
  int position;
  g_object_get (buffer, "cursor-position", &position, NULL);
  g_assert_cmpint (position, ==, (int)length - 8);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (reader);
  g_assert_finalize_object (session);
}

/* What was not found is listed above the text. */
static void
test_lost (void)
{
  static const char json[]
      = "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"lost\",\"title\":\"Lost\","
        "\"language\":\"en\",\"documents\":[{\"id\":\"d\",\"title\":\"D\","
        "\"language\":\"en\",\"text\":{\"content\":\"Nothing of that kind.\"}}],"
        "\"passages\":[{\"id\":\"p\",\"document\":\"d\",\"digest\":\"They met.\",\"anchor\":"
        "{\"start\":0,\"end\":20,\"hash\":\"0123456789abcdef\",\"grams\":[1,2,3,4,5]}}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier
      = ent_dossier_parse (json, strlen (json), "lost", NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (EntLibrary) library = ent_library_new (dossier, NULL, NULL, NULL, NULL);
  EntSession *session = ent_session_new ();
  ent_session_set_dossier (session, dossier, NULL);
  ent_session_set_library (session, library);
  GtkWidget *reader = g_object_ref_sink (ent_reader_new (session));
  GtkWidget *window = open_in_window (reader, 700, 400);
  GtkWidget *list = gtk_widget_get_parent (find_by_text (reader, "List Them"));

  g_assert_nonnull (find_by_text (
      reader, "1 passage was not found in the attached text. It may be another edition."));
  g_assert_null (find_by_text (reader, "They met."));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (list), TRUE);
  GtkWidget *row = gtk_widget_get_parent (find_by_text (reader, "They met."));
  g_signal_emit_by_name (row, "clicked");
  g_assert_true (ent_session_is_selected (session, "passage:p"));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (reader);
  g_assert_finalize_object (session);
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
  g_test_add_func ("/reader/lanes", test_lanes);
  g_test_add_func ("/reader/states", test_states);
  g_test_add_func ("/reader/lost", test_lost);
  g_test_add_func ("/reader/margin-scrolls", test_margin_scrolls);
  g_test_add_func ("/reader/long-text", test_long_text);
#define ADD(name, text, function)                                                                  \
  g_test_add ("/reader/" name, Fixture, text, set_up, function, tear_down)
  ADD ("highlights", "with text", test_highlights);
  ADD ("no-foreground", "with text", test_tags);
  ADD ("select", "with text", test_select);
  ADD ("margin", "with text", test_margin);
  ADD ("steps", "with text", test_steps);
  ADD ("steps-of-mark", "with text", test_steps_of_mark);
  ADD ("reveal", "with text", test_reveal);
  ADD ("hits", "with text", test_hits);
  ADD ("text-selection", "with text", test_text_selection);
  ADD ("map", "with text", test_map);
  ADD ("outline", "with text", test_outline);
  ADD ("outline-of-digests", NULL, test_outline_of_digests);
  ADD ("cards", NULL, test_cards);
  ADD ("card-keys", NULL, test_card_keys);
  return g_test_run ();
}
