#include "widgets/reader-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "widgets/reader-text-private.h"

/* A frame lasts 16 ms; work on the main thread is done in slices of this many microseconds, and
 * text put in so many bytes at a time.  Frames come first, the layout of lines after. */
#define SLICE_US 3000
#define CHUNK 8192
#define FILL_PRIORITY (GDK_PRIORITY_REDRAW + 2)
/* Frames in which a scroll is corrected: at least, as the first may come before the layout, and at
 * most, as a person may scroll on. */
#define MIN_SCROLLS 3
#define MAX_SCROLLS 60
/* Below paragraphs, pixels. */
#define SPACE 18
#define SPACE_BESIDE_BLANKS 2
/* How long a revealed passage flashes, ms. */
#define FLASH_MS 700

G_DEFINE_FINAL_TYPE (EntReaderText, ent_reader_text, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static guint
n_filled (EntReaderText *self)
{
  return (guint)gtk_text_buffer_get_char_count (self->buffer);
}

static void
redraw (EntReaderText *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  gtk_widget_queue_draw (GTK_WIDGET (self->map));
}

/**
 * ent_reader_text_point_at:
 * @self: a text
 * @start: first code point
 * @end: one past the last; @start for none
 *
 * Makes the passages there, and in every view the marks that rest on them, stand out.
 */
void
ent_reader_text_point_at (EntReaderText *self, guint start, guint end)
{
  const EntDossier *dossier = ent_session_dossier (self->session);

  if (!dossier || !ent_highlights_point_at (self->highlights, start, end))
    return;
  g_autoptr (GPtrArray) ids = ent_highlights_pointed (self->highlights);
  g_autoptr (GPtrArray) marks = ent_spans_marks (dossier, (const char *const *)ids->pdata);
  for (guint i = 0; i < marks->len; i++)
    marks->pdata[i] = (gpointer)((const EntThing *)marks->pdata[i])->mark_id;
  g_ptr_array_add (marks, NULL);
  ent_session_hint (self->session, (const char *const *)marks->pdata);
  redraw (self);
}

/* Which text is selected, once the pointer or the keys have come to rest for this turn. */
static gboolean
update_chosen (gpointer data)
{
  EntReaderText *self = data;
  GtkTextIter start, end;
  EntRange chosen = { 0, 0 };

  self->chosen_id = 0;
  if (gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    chosen = (EntRange){ (guint)gtk_text_iter_get_offset (&start),
                         (guint)gtk_text_iter_get_offset (&end) };
  if (chosen.start == self->highlights->chosen.start && chosen.end == self->highlights->chosen.end)
    return G_SOURCE_REMOVE;
  self->highlights->chosen = chosen;
  ent_reader_text_point_at (self, chosen.start, chosen.end);
  gtk_widget_queue_draw (GTK_WIDGET (self->map));
  g_signal_emit (self, signals[CHOSEN], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_chosen (EntReaderText *self)
{
  if (self->chosen_id == 0)
    self->chosen_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_chosen, self, NULL);
}

/* Where a chunk that begins at @from may end: after a line if one ends soon, else between two
 * characters. */
static const char *
chunk_end (const char *from, const char *end)
{
  if (end - from <= CHUNK)
    return end;
  const char *line = memchr (from + CHUNK, '\n', MIN ((gsize)(end - from - CHUNK), CHUNK));
  return line ? line + 1 : g_utf8_find_prev_char (from, from + CHUNK);
}

/* The text, a slice at a time.  Returns whether there is more. */
static gboolean
fill_slice (EntReaderText *self)
{
  const char *text = ent_source_text (self->source),
             *end = text + ent_source_n_bytes (self->source);
  gint64 deadline = g_get_monotonic_time () + SLICE_US;

  while (self->n_filled < (gsize)(end - text) && g_get_monotonic_time () < deadline)
    {
      const char *from = text + self->n_filled, *to = chunk_end (from, end);
      GtkTextIter at;

      gtk_text_buffer_get_end_iter (self->buffer, &at);
      gtk_text_buffer_insert_with_tags (
          self->buffer, &at, from, (int)(to - from), self->language, NULL);
      self->n_filled += (gsize)(to - from);
    }
  return self->n_filled < (gsize)(end - text);
}

static gboolean
fill_more (gpointer data)
{
  EntReaderText *self = data;

  if (fill_slice (self))
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

/* A new buffer, for emptying one of megabytes takes longer than a frame. */
static void
renew_buffer (EntReaderText *self, const EntDocument *document)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  GtkTextIter start;

  self->buffer = buffer;
  self->n_filled = 0;
  self->language = gtk_text_buffer_create_tag (buffer, NULL, "language", document->language, NULL);
  gtk_text_buffer_get_start_iter (buffer, &start);
  self->scroll_mark = gtk_text_buffer_create_mark (buffer, NULL, &start, FALSE);
  gtk_text_view_set_buffer (self->view, buffer);
}

/* Paragraphs stand apart, unless the text does it with blank lines.  (Tags that would narrow those
 * make GTK 4.8 mix up the styles of lines.) */
static void
set_spacing (EntReaderText *self)
{
  const char *text = ent_source_text (self->source),
             *end = text + ent_source_n_bytes (self->source);
  guint n_lines = 1, n_blank = 0;

  end = MIN (end, text + CHUNK);
  for (const char *p = text; (p = memchr (p, '\n', (gsize)(end - p))) != NULL; p++)
    {
      n_lines++;
      n_blank += p + 1 < end && p[1] == '\n';
    }
  gtk_text_view_set_pixels_below_lines (self->view,
                                        n_blank > n_lines / 4 ? SPACE_BESIDE_BLANKS : SPACE);
}

static void
set_source (EntReaderText *self, const EntDocument *document, EntSource *source)
{
  if (self->source == source)
    return;
  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_pointer (&self->source, ent_source_unref);
  self->source = ent_source_ref (source);
  self->reveal = (EntRange){ 0, 0 };
  set_spacing (self);
  renew_buffer (self, document);
  ent_reader_map_set_source (self->map, source);
  if (fill_slice (self))
    self->fill_id = g_idle_add_full (FILL_PRIORITY, fill_more, self, NULL);
}

/**
 * ent_reader_text_show:
 * @self: a text
 * @document: the document it belongs to
 * @source: its text
 *
 * Shows @source with the passages of @document.  A long text and the icons follow in slices of
 * time.
 */
void
ent_reader_text_show (EntReaderText *self, const EntDocument *document, EntSource *source)
{
  EntHighlights *highlights = self->highlights;

  g_clear_handle_id (&self->flash_id, g_source_remove);
  ent_reader_margin_clear (self->margin);
  ent_reader_text_point_at (self, 0, 0);
  ent_highlights_fill (highlights,
                       ent_session_dossier (self->session),
                       ent_session_library (self->session),
                       document);
  set_source (self, document, source);
  for (guint i = 0; i < highlights->spans->len; i++)
    {
      const EntSpan *span = &g_array_index (highlights->spans, EntSpan, i);
      ent_reader_margin_add (self->margin, span->start, span->id);
    }
  ent_reader_text_find_candidates (self);
  queue_chosen (self);
  ent_reader_text_update_selection (self, FALSE);
}

/**
 * ent_reader_text_highlights:
 * @self: a text
 *
 * Returns: (transfer none): where its passages are, and those that have no place.
 */
const EntHighlights *
ent_reader_text_highlights (EntReaderText *self)
{
  return self->highlights;
}

/**
 * ent_reader_text_source:
 * @self: a text
 *
 * Returns: (transfer none) (nullable): what is shown.
 */
EntSource *
ent_reader_text_source (EntReaderText *self)
{
  return self->source;
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

/* The cursor goes where a person went; nothing stays selected. */
static void
place_cursor (EntReaderText *self)
{
  GtkTextIter iter;

  if (self->reveal.end <= self->reveal.start || self->reveal.start >= n_filled (self))
    return;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int)self->reveal.start);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  self->reveal = (EntRange){ 0, 0 };
}

/* The place of a line is known once all lines before it are laid out, which GTK does bit by bit: so
 * the scroll is corrected until the line is where it belongs. */
static gboolean
scroll_step (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  EntReaderText *self = data;
  GtkTextIter iter;

  if (gtk_widget_get_height (view) <= 1
      || (self->fill_id != 0 && self->scroll_offset >= n_filled (self)))
    return G_SOURCE_CONTINUE;
  place_cursor (self);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int)self->scroll_offset);
  gtk_text_buffer_move_mark (self->buffer, self->scroll_mark, &iter);
  gtk_text_view_scroll_to_mark (self->view, self->scroll_mark, 0, TRUE, 0, self->scroll_align);
  if (++self->n_scrolls < MIN_SCROLLS
      || (self->n_scrolls < MAX_SCROLLS && !is_on_screen (self, self->scroll_offset)))
    return G_SOURCE_CONTINUE;
  self->scroll_id = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_to (EntReaderText *self, guint offset, double align)
{
  self->scroll_offset = offset;
  self->scroll_align = align;
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

  for (guint i = 0; i < self->highlights->spans->len; i++)
    {
      EntSpan *span = &g_array_index (self->highlights->spans, EntSpan, i);
      span->selected = g_hash_table_contains (ids, span->id);
      if (!span->selected)
        continue;
      if (scroll && !seen && span->start < n_filled (self))
        seen = is_on_screen (self, span->start);
      if (!first)
        first = span;
    }
  /* A third from the top: what comes before it is seen too. */
  if (scroll && first && !seen)
    scroll_to (self, first->start, 0.3);
  ent_reader_margin_update (self->margin);
  redraw (self);
}

/**
 * ent_reader_text_update_theme:
 * @self: a text
 *
 * Takes the colours of the session's theme.
 */
void
ent_reader_text_update_theme (EntReaderText *self)
{
  const EntTheme *theme = ent_theme_get (ent_session_theme (self->session));

  ent_reader_view_set_theme (ENT_READER_VIEW (self->view), theme);
  ent_reader_map_set_theme (self->map, theme);
}

static gboolean
end_flash (gpointer data)
{
  EntReaderText *self = data;

  self->flash_id = 0;
  self->highlights->flash = (EntRange){ 0, 0 };
  redraw (self);
  return G_SOURCE_REMOVE;
}

/**
 * ent_reader_text_reveal_range:
 * @self: a text
 * @start: first code point
 * @end: code point after the range
 *
 * Scrolls there and flashes the range, as soon as that part of the text is there.
 */
void
ent_reader_text_reveal_range (EntReaderText *self, guint start, guint end)
{
  g_clear_handle_id (&self->flash_id, g_source_remove);
  self->reveal = self->highlights->flash = (EntRange){ start, end };
  place_cursor (self);
  scroll_to (self, start, 0.3);
  self->flash_id = g_timeout_add (FLASH_MS, end_flash, self);
  redraw (self);
}

/**
 * ent_reader_text_reveal:
 * @self: a text
 * @passage_id: bare id of a passage
 *
 * Scrolls to the passage and flashes it; what was searched for is forgotten.
 *
 * Returns: whether it has a place in this text.
 */
gboolean
ent_reader_text_reveal (EntReaderText *self, const char *passage_id)
{
  for (guint i = 0; i < self->highlights->spans->len; i++)
    {
      const EntSpan *span = &g_array_index (self->highlights->spans, EntSpan, i);
      if (!g_str_equal (span->id, passage_id))
        continue;
      g_array_set_size (self->highlights->hits, 0);
      ent_reader_text_reveal_range (self, span->start, span->end);
      return TRUE;
    }
  return FALSE;
}

/**
 * ent_reader_text_find:
 * @self: a text
 * @start: first code point of a place that was searched for
 * @end: code point after it
 *
 * Scrolls there and marks every place that reads the same.
 */
void
ent_reader_text_find (EntReaderText *self, guint start, guint end)
{
  ent_highlights_find (self->highlights, self->source, start, end);
  ent_reader_text_reveal_range (self, start, end);
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

/**
 * ent_reader_text_let_go:
 * @self: a text
 *
 * Leaves what was searched for and the text that is selected.
 *
 * Returns: whether there was any
 */
gboolean
ent_reader_text_let_go (EntReaderText *self)
{
  gboolean any = self->highlights->hits->len > 0;
  GtkTextIter start, end;

  g_array_set_size (self->highlights->hits, 0);
  if (gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    {
      gtk_text_buffer_place_cursor (self->buffer, &end);
      any = TRUE;
    }
  redraw (self);
  return any;
}

static void
buffer_changed (GtkTextView *view, GParamSpec *pspec, EntReaderText *self)
{
  g_signal_connect_object (gtk_text_view_get_buffer (view),
                           "mark-set",
                           G_CALLBACK (queue_chosen),
                           self,
                           G_CONNECT_SWAPPED);
}

/* What part of the text is on the screen. */
static gboolean
update_map (gpointer data)
{
  EntReaderText *self = data;
  GtkTextIter first, last;
  GdkRectangle visible;

  self->map_id = 0;
  gtk_text_view_get_visible_rect (self->view, &visible);
  gtk_text_view_get_iter_at_location (self->view, &first, visible.x, visible.y);
  gtk_text_view_get_iter_at_location (
      self->view, &last, visible.x + visible.width, visible.y + visible.height);
  ent_reader_map_set_visible (
      self->map, (guint)gtk_text_iter_get_offset (&first), (guint)gtk_text_iter_get_offset (&last));
  return G_SOURCE_REMOVE;
}

static void
queue_map (EntReaderText *self)
{
  if (self->map_id == 0)
    self->map_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_map, self, NULL);
}

static void
map_go (EntReaderMap *map, guint offset, EntReaderText *self)
{
  scroll_to (self, offset, 0.5);
}

static void
ent_reader_text_dispose (GObject *object)
{
  EntReaderText *self = ENT_READER_TEXT (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_handle_id (&self->flash_id, g_source_remove);
  g_clear_handle_id (&self->map_id, g_source_remove);
  g_clear_handle_id (&self->chosen_id, g_source_remove);
  g_cancellable_cancel (self->candidates);
  g_clear_object (&self->candidates);
  g_clear_pointer (&self->margin, ent_reader_margin_free);
  g_clear_pointer (&self->source, ent_source_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ent_reader_text_parent_class)->dispose (object);
}

static void
ent_reader_text_finalize (GObject *object)
{
  ent_highlights_free (ENT_READER_TEXT (object)->highlights);
  G_OBJECT_CLASS (ent_reader_text_parent_class)->finalize (object);
}

static void
ent_reader_text_class_init (EntReaderTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_reader_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_reader_text_finalize;
  signals[CHOSEN] = g_signal_new (
      "chosen", ENT_TYPE_READER_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_reader_text_init (EntReaderText *self)
{
  self->highlights = ent_highlights_new ();
  self->view = GTK_TEXT_VIEW (ent_reader_view_new (self->highlights));
  self->buffer = gtk_text_view_get_buffer (self->view);
  self->map = ENT_READER_MAP (ent_reader_map_new (self->highlights));
  self->clamp = ADW_CLAMP_SCROLLABLE (adw_clamp_scrollable_new ());
  adw_clamp_scrollable_set_child (self->clamp, GTK_WIDGET (self->view));
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->clamp));
  gtk_widget_set_hexpand (GTK_WIDGET (self->scroller), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->scroller));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->map));
  g_signal_connect (self->map, "go", G_CALLBACK (map_go), self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller),
                           "value-changed",
                           G_CALLBACK (queue_map),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller),
                           "changed",
                           G_CALLBACK (queue_map),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->view, "notify::buffer", G_CALLBACK (buffer_changed), self);
  ent_reader_text_add_input (self);
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
