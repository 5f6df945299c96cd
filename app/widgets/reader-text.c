#include "widgets/reader-text.h"

#include <glib/gi18n-lib.h>

#include "views/view.h"
#include "widgets/panel-parts.h"
#include "widgets/reader-margin.h"

/* Depths of overlap that are told apart; deeper looks like the deepest. */
#define MAX_DEPTH 3
/* A frame lasts 16 ms; work on the main thread is done in slices of this many microseconds. */
#define SLICE_US 4000
/* Frames in which a scroll is corrected: at least, as the first may come before the layout, and at
 * most, as a person may scroll on. */
#define MIN_SCROLLS 3
#define MAX_SCROLLS 60
/* How long a revealed passage flashes, ms. */
#define FLASH_MS 700
/* A press and a release within so many pixels are a click and no dragging. */
#define CLICK_SLOP 4

struct _EntReaderText
{
  GtkBox parent;
  EntSession *session;
  GtkScrolledWindow *scroller;
  AdwClampScrollable *clamp;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  EntReaderMargin *margin;
  EntSource *source;
  GArray *spans; /* of EntSpan, by start */
  GtkTextTag *depth[MAX_DEPTH], *selected, *flash, *language;
  GArray *segments;   /* of EntSegment: what is highlighted */
  guint next_segment; /* the one to be highlighted next */
  guint fill_id, flash_id;
  double press_x, press_y;
  GtkTextMark *scroll_mark;
  guint scroll_id, scroll_offset, n_scrolls;
};

G_DEFINE_FINAL_TYPE (EntReaderText, ent_reader_text, GTK_TYPE_BOX)

static int
compare_guint (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;

  return x < y ? -1 : x > y;
}

/**
 * ent_segments_new:
 * @spans: (array length=n_spans): passages, ordered by start
 * @n_spans: how many
 *
 * Cuts overlapping passages into stretches that do not overlap, each with the number of passages
 * that cover it.  Cost: O(n² ) in the passages that overlap at one place, O(n log n) otherwise.
 *
 * Returns: (transfer full) (element-type EntSegment): the stretches, in order.
 */
GArray *
ent_segments_new (const EntSpan *spans, guint n_spans)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (EntSegment));
  g_autoptr (GArray) cuts = g_array_sized_new (FALSE, FALSE, sizeof (guint), 2 * n_spans);
  guint first = 0;

  for (guint i = 0; i < n_spans; i++)
    {
      g_array_append_val (cuts, spans[i].start);
      g_array_append_val (cuts, spans[i].end);
    }
  g_array_sort (cuts, compare_guint);
  for (guint i = 0; i + 1 < cuts->len; i++)
    {
      EntSegment s
          = { g_array_index (cuts, guint, i), g_array_index (cuts, guint, i + 1), .depth = 0 };
      if (s.start == s.end)
        continue;
      while (first < n_spans && spans[first].end <= s.start)
        first++;
      for (guint j = first; j < n_spans && spans[j].start <= s.start; j++)
        s.depth += spans[j].end >= s.end;
      if (s.depth > 0)
        g_array_append_val (segments, s);
    }
  return segments;
}

static const EntSpan *
nth_span (EntReaderText *self, guint i)
{
  return &g_array_index (self->spans, EntSpan, i);
}

static void
clear_span (gpointer span)
{
  g_free (((EntSpan *)span)->id);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const EntSpan *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

static void
tag_range (EntReaderText *self, GtkTextTag *tag, guint start, guint end)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, (int)start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, (int)end);
  gtk_text_buffer_apply_tag (self->buffer, tag, &from, &to);
}

static void
untag_all (EntReaderText *self, GtkTextTag *tag)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_bounds (self->buffer, &from, &to);
  gtk_text_buffer_remove_tag (self->buffer, tag, &from, &to);
}

static void
collect_spans (EntReaderText *self, const EntDocument *document, guint *n_lost)
{
  const GPtrArray *passages = ent_dossier_passages (ent_session_dossier (self->session));
  EntLibrary *library = ent_session_library (self->session);

  g_array_set_size (self->spans, 0);
  *n_lost = 0;
  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      if (passage->document != document)
        continue;
      const EntResolution *found = ent_library_resolution (library, passage);
      if (found && found->end > found->start)
        {
          EntSpan span = { found->start, found->end, g_strdup (passage->thing.id) };
          g_array_append_val (self->spans, span);
        }
      else
        ++*n_lost;
    }
  g_array_sort (self->spans, compare_spans);
}

/* The highlights, a slice at a time. */
static gboolean
fill_highlights (gpointer data)
{
  EntReaderText *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (self->next_segment < self->segments->len && g_get_monotonic_time () < end)
    {
      const EntSegment *s = &g_array_index (self->segments, EntSegment, self->next_segment++);
      tag_range (self, self->depth[MIN (s->depth, MAX_DEPTH) - 1], s->start, s->end);
    }
  if (self->next_segment < self->segments->len)
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * ent_reader_text_show:
 * @self: a text
 * @document: the document it belongs to
 * @source: its text
 *
 * Shows @source with the passages of @document.  Highlights and icons follow in slices of time.
 *
 * Returns: how many passages of the document have no place in the text.
 */
guint
ent_reader_text_show (EntReaderText *self, const EntDocument *document, EntSource *source)
{
  guint n_lost;

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_handle_id (&self->flash_id, g_source_remove);
  ent_reader_margin_clear (self->margin);
  if (self->source != source)
    {
      g_clear_pointer (&self->source, ent_source_unref);
      self->source = ent_source_ref (source);
      gtk_text_buffer_set_text (
          self->buffer, ent_source_text (source), (int)ent_source_n_bytes (source));
    }
  collect_spans (self, document, &n_lost);
  g_object_set (self->language, "language", document->language, NULL);
  tag_range (self, self->language, 0, ent_source_length (source));
  for (guint d = 0; d < MAX_DEPTH; d++)
    untag_all (self, self->depth[d]);
  g_array_unref (self->segments);
  self->segments
      = ent_segments_new ((const EntSpan *)(gpointer)self->spans->data, self->spans->len);
  self->next_segment = 0;
  self->fill_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_highlights, self, NULL);
  for (guint i = 0; i < self->spans->len; i++)
    ent_reader_margin_add (self->margin, nth_span (self, i)->start, nth_span (self, i)->id);
  ent_reader_text_update_selection (self, FALSE);
  return n_lost;
}

static gboolean
is_on_screen (EntReaderText *self, guint offset)
{
  GdkRectangle visible, place;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int)offset);
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  gtk_text_view_get_visible_rect (self->view, &visible);
  return place.y >= visible.y && place.y + place.height <= visible.y + visible.height;
}

/* The place of a line is known once all lines before it are laid out, which GTK does bit by bit: so
 * the scroll is corrected until the line is where it belongs. */
static gboolean
scroll_step (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  EntReaderText *self = data;
  GtkTextIter iter;

  if (gtk_widget_get_height (view) <= 1)
    return G_SOURCE_CONTINUE;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int)self->scroll_offset);
  gtk_text_buffer_move_mark (self->buffer, self->scroll_mark, &iter);
  /* A third from the top: what comes before it is seen too. */
  gtk_text_view_scroll_to_mark (self->view, self->scroll_mark, 0, TRUE, 0, 0.3);
  if (++self->n_scrolls < MIN_SCROLLS
      || (self->n_scrolls < MAX_SCROLLS && !is_on_screen (self, self->scroll_offset)))
    return G_SOURCE_CONTINUE;
  self->scroll_id = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_to (EntReaderText *self, guint offset)
{
  self->scroll_offset = offset;
  self->n_scrolls = 0;
  if (self->scroll_id == 0)
    self->scroll_id
        = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), scroll_step, self, NULL);
}

/**
 * ent_reader_text_update_selection:
 * @self: a text
 * @scroll: whether to bring the first selected passage into view if none is
 *
 * Shows which passages and which marks of the margin are selected.
 */
void
ent_reader_text_update_selection (EntReaderText *self, gboolean scroll)
{
  GHashTable *ids = ent_session_selected_passages (self->session);
  const EntSpan *first = NULL;
  gboolean seen = FALSE;

  untag_all (self, self->selected);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const EntSpan *span = nth_span (self, i);
      if (!g_hash_table_contains (ids, span->id))
        continue;
      tag_range (self, self->selected, span->start, span->end);
      if (scroll && !seen)
        seen = is_on_screen (self, span->start);
      if (!first)
        first = span;
    }
  if (scroll && first && !seen)
    scroll_to (self, first->start);
  ent_reader_margin_update (self->margin);
}

/**
 * ent_reader_text_update_theme:
 * @self: a text
 *
 * Takes the colours of the session's theme.  Overlaps are darker (on a dark ground: lighter), what
 * is selected has the accent and a line under it.
 */
void
ent_reader_text_update_theme (EntReaderText *self)
{
  const EntTheme *theme = ent_theme_get (ent_session_theme (self->session));
  GdkRGBA line = ent_rgba (theme->accent);
  GdkRGBA selected = ent_rgba (ent_colour_with_alpha (theme->accent, theme->dark ? 0.45 : 0.32));
  GdkRGBA flash = ent_rgba (ent_colour_with_alpha (theme->accent, 0.6));

  for (guint d = 0; d < MAX_DEPTH; d++)
    {
      EntColour c = ent_colour_mix (theme->highlight, theme->accent, 0.2 * d);
      GdkRGBA ground = ent_rgba (ent_colour_with_alpha (c, d == 0 ? 0.6 : 0.85));
      g_object_set (self->depth[d], "background-rgba", &ground, NULL);
    }
  g_object_set (self->selected,
                "background-rgba",
                &selected,
                "underline",
                PANGO_UNDERLINE_SINGLE,
                "underline-rgba",
                &line,
                NULL);
  g_object_set (self->flash, "background-rgba", &flash, NULL);
}

static gboolean
end_flash (gpointer data)
{
  EntReaderText *self = data;

  self->flash_id = 0;
  untag_all (self, self->flash);
  return G_SOURCE_REMOVE;
}

/**
 * ent_reader_text_reveal_range:
 * @self: a text
 * @start: first code point
 * @end: code point after the range
 *
 * Scrolls there and flashes the range.
 */
void
ent_reader_text_reveal_range (EntReaderText *self, guint start, guint end)
{
  GtkTextIter iter;

  g_clear_handle_id (&self->flash_id, g_source_remove);
  untag_all (self, self->flash);
  tag_range (self, self->flash, start, end);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int)start);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  scroll_to (self, start);
  self->flash_id = g_timeout_add (FLASH_MS, end_flash, self);
}

/**
 * ent_reader_text_reveal:
 * @self: a text
 * @passage_id: bare id of a passage
 *
 * Scrolls to the passage and flashes it.
 *
 * Returns: whether it has a place in this text.
 */
gboolean
ent_reader_text_reveal (EntReaderText *self, const char *passage_id)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const EntSpan *span = nth_span (self, i);
      if (!g_str_equal (span->id, passage_id))
        continue;
      ent_reader_text_reveal_range (self, span->start, span->end);
      return TRUE;
    }
  return FALSE;
}

/**
 * ent_reader_text_set_width:
 * @self: a text
 * @width: the widest the column may get, pixels
 */
void
ent_reader_text_set_width (EntReaderText *self, int width)
{
  adw_clamp_scrollable_set_maximum_size (self->clamp, width);
  adw_clamp_scrollable_set_tightening_threshold (self->clamp, width);
}

/**
 * ent_reader_text_view:
 * @self: a text
 *
 * Returns: (transfer none): the widget with the text.
 */
GtkTextView *
ent_reader_text_view (EntReaderText *self)
{
  return self->view;
}

/* Bare ids of the passages at a place of the text, NULL-terminated. */
static GPtrArray *
passages_at (EntReaderText *self, guint offset)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->spans->len && nth_span (self, i)->start <= offset; i++)
    if (offset < nth_span (self, i)->end)
      g_ptr_array_add (ids, nth_span (self, i)->id);
  g_ptr_array_add (ids, NULL);
  return ids;
}

static void
select_at (EntReaderText *self, guint offset, EntSelectMode mode)
{
  g_autoptr (GPtrArray) ids = passages_at (self, offset);

  if (ids->len > 1)
    ent_session_select_passages (self->session, (const char *const *)ids->pdata, mode);
  else if (mode == ENT_SELECT_ONLY)
    ent_session_clear_selection (self->session);
}

static gboolean
offset_at (EntReaderText *self, double x, double y, guint *offset)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (
      self->view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y, &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y))
    return FALSE;
  *offset = (guint)gtk_text_iter_get_offset (&iter);
  return TRUE;
}

static void
event_position (EntReaderText *self, GdkEvent *event, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self->view));
  double surface_x, surface_y, dx, dy;

  gdk_event_get_position (event, &surface_x, &surface_y);
  gtk_native_get_surface_transform (native, &dx, &dy);
  gtk_widget_translate_coordinates (
      GTK_WIDGET (native), GTK_WIDGET (self->view), surface_x - dx, surface_y - dy, x, y);
}

/* The text view claims the sequence of every press for selecting text, which ends any gesture of
 * ours; hence the plain events. */
static gboolean
button_event (GtkEventControllerLegacy *controller, GdkEvent *event, EntReaderText *self)
{
  GdkEventType type = gdk_event_get_event_type (event);
  guint offset;
  double x, y;

  if ((type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE)
      || gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    return GDK_EVENT_PROPAGATE;
  event_position (self, event, &x, &y);
  if (type == GDK_BUTTON_PRESS)
    {
      self->press_x = x;
      self->press_y = y;
      return GDK_EVENT_PROPAGATE;
    }
  if (ABS (x - self->press_x) > CLICK_SLOP || ABS (y - self->press_y) > CLICK_SLOP
      || gtk_text_buffer_get_has_selection (self->buffer) || !offset_at (self, x, y, &offset))
    return GDK_EVENT_PROPAGATE;
  GdkModifierType held = gdk_event_get_modifier_state (event);
  select_at (self,
             offset,
             held & (GDK_SHIFT_MASK | GDK_CONTROL_MASK) ? ENT_SELECT_TOGGLE : ENT_SELECT_ONLY);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             EntReaderText *self)
{
  GtkTextIter iter;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  select_at (self,
             (guint)gtk_text_iter_get_offset (&iter),
             state & GDK_SHIFT_MASK ? ENT_SELECT_TOGGLE : ENT_SELECT_ONLY);
  return GDK_EVENT_STOP;
}

static gboolean
query_tooltip (
    GtkWidget *view, int x, int y, gboolean keyboard, GtkTooltip *tooltip, EntReaderText *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const char *lang = ent_session_language (self->session);
  g_autoptr (GString) lines = g_string_new (NULL);
  guint offset;

  if (keyboard || !dossier || !offset_at (self, x, y, &offset))
    return FALSE;
  g_autoptr (GPtrArray) ids = passages_at (self, offset);
  for (guint i = 0; i + 1 < ids->len; i++)
    {
      const EntThing *passage = ent_dossier_find (dossier, g_ptr_array_index (ids, i));
      const GPtrArray *things
          = passage ? ent_dossier_things_on (dossier, (const EntPassage *)passage) : NULL;
      for (guint j = 0; things && j < things->len; j++)
        {
          g_autofree char *title = ent_thing_title (g_ptr_array_index (things, j), lang);
          g_string_append_printf (lines, "%s%s", lines->len ? "\n" : "", title);
        }
    }
  gtk_tooltip_set_text (tooltip, lines->str);
  return lines->len > 0;
}

static void
ent_reader_text_dispose (GObject *object)
{
  EntReaderText *self = ENT_READER_TEXT (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_handle_id (&self->flash_id, g_source_remove);
  g_clear_pointer (&self->margin, ent_reader_margin_free);
  g_clear_pointer (&self->source, ent_source_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ent_reader_text_parent_class)->dispose (object);
}

static void
ent_reader_text_finalize (GObject *object)
{
  g_array_unref (ENT_READER_TEXT (object)->spans);
  g_array_unref (ENT_READER_TEXT (object)->segments);
  G_OBJECT_CLASS (ent_reader_text_parent_class)->finalize (object);
}

static void
ent_reader_text_class_init (EntReaderTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_reader_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_reader_text_finalize;
}

static void
add_controllers (EntReaderText *self)
{
  GtkEventController *buttons = gtk_event_controller_legacy_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (buttons, GTK_PHASE_CAPTURE);
  g_signal_connect (buttons, "event", G_CALLBACK (button_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), buttons);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->view), TRUE);
  g_signal_connect (self->view, "query-tooltip", G_CALLBACK (query_tooltip), self);
}

static void
ent_reader_text_init (EntReaderText *self)
{
  self->spans = g_array_new (FALSE, FALSE, sizeof (EntSpan));
  self->segments = g_array_new (FALSE, FALSE, sizeof (EntSegment));
  g_array_set_clear_func (self->spans, clear_span);
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_right_margin (self->view, 24);
  gtk_text_view_set_top_margin (self->view, 24);
  gtk_text_view_set_bottom_margin (self->view, 96);
  gtk_text_view_set_pixels_inside_wrap (self->view, 8);
  gtk_text_view_set_pixels_below_lines (self->view, 16);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "reader-text");
  self->clamp = ADW_CLAMP_SCROLLABLE (adw_clamp_scrollable_new ());
  adw_clamp_scrollable_set_child (self->clamp, GTK_WIDGET (self->view));
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->clamp));
  gtk_widget_set_hexpand (GTK_WIDGET (self->scroller), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->scroller));

  GtkTextIter start;
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  self->scroll_mark = gtk_text_buffer_create_mark (self->buffer, NULL, &start, FALSE);
  self->language = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  for (guint d = 0; d < MAX_DEPTH; d++)
    self->depth[d] = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->selected = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->flash = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  add_controllers (self);
}

/**
 * ent_reader_text_new:
 * @session: the session
 *
 * Returns: (transfer floating): an empty text.
 */
GtkWidget *
ent_reader_text_new (EntSession *session)
{
  EntReaderText *self = g_object_new (ENT_TYPE_READER_TEXT, NULL);

  self->session = g_object_ref (session);
  self->margin = ent_reader_margin_new (session, self->view);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Text of the document"), -1);
  ent_reader_text_update_theme (self);
  return GTK_WIDGET (self);
}
