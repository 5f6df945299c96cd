#include "widgets/reader-view.h"

#include "widgets/panel-parts.h"

/* Depths of overlap that are told apart; deeper looks like the deepest. */
#define MAX_DEPTH 3
/* The line under a passage, pixels: how thick, and from one lane to the next. */
#define LINE 1.0f
#define LINE_SELECTED 2.0f
#define LANE 3
/* What a passage begins and ends with rises so far from its line. */
#define HOOK 5
/* Right of any text, yet few enough pixels for Pango to count in. */
#define BEYOND 100000

struct _EntReaderView
{
  GtkTextView parent;
  const EntHighlights *highlights; /* the owner's */
  const EntTheme *theme;
  GtkSnapshot *snapshot; /* while drawing */
};

G_DEFINE_FINAL_TYPE (EntReaderView, ent_reader_view, GTK_TYPE_TEXT_VIEW)

/* A part of a stretch that lies in one line, buffer coordinates. */
typedef struct
{
  float x, y, width, height;
  gboolean begins, ends; /* the stretch begins or ends here */
} Piece;

typedef void (*DrawPiece) (EntReaderView *self, const Piece *piece, gconstpointer data);

typedef struct
{
  GdkRGBA colour;
  guint lane;
  float thickness;
  int dash, gap; /* no gap: solid */
} Line;

static void
fill (EntReaderView *self, const GdkRGBA *colour, float x, float y, float width, float height)
{
  gtk_snapshot_append_color (self->snapshot, colour, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
draw_ground (EntReaderView *self, const Piece *piece, gconstpointer colour)
{
  fill (self, colour, piece->x, piece->y - 1, piece->width, piece->height + 2);
}

static void
draw_line (EntReaderView *self, const Piece *piece, gconstpointer data)
{
  const Line *line = data;
  float y = piece->y + piece->height + 1 + (float)(line->lane * LANE);
  float end = piece->x + piece->width;

  if (line->gap == 0)
    fill (self, &line->colour, piece->x, y, piece->width, line->thickness);
  else
    for (float x = piece->x; x < end; x += (float)(line->dash + line->gap))
      fill (self, &line->colour, x, y, MIN ((float)line->dash, end - x), line->thickness);
  if (piece->begins)
    fill (self, &line->colour, piece->x, y - HOOK, LINE, HOOK);
  if (piece->ends)
    fill (self, &line->colour, end - LINE, y - HOOK, LINE, HOOK);
}

static void
draw_outline (EntReaderView *self, const Piece *piece, gconstpointer data)
{
  const Line *line = data;
  float top = piece->y - 1, bottom = piece->y + piece->height + 1;
  float end = piece->x + piece->width;

  for (float x = piece->x; x < end; x += (float)(line->dash + line->gap))
    for (int i = 0; i < 2; i++)
      fill (self,
            &line->colour,
            x,
            i ? bottom - line->thickness : top,
            MIN ((float)line->dash, end - x),
            line->thickness);
  if (piece->begins)
    fill (self, &line->colour, piece->x, top, line->thickness, bottom - top);
  if (piece->ends)
    fill (self, &line->colour, end - line->thickness, top, line->thickness, bottom - top);
}

/* Moves to the first character of the next line on the screen; returns where the one ended. */
static int
next_line (GtkTextView *view, const GdkRectangle *place, GtkTextIter *iter)
{
  GtkTextIter last;
  GdkRectangle end;

  gtk_text_view_get_iter_at_position (view, &last, NULL, BEYOND, place->y + place->height / 2);
  if (gtk_text_iter_compare (&last, iter) < 0)
    last = *iter;
  gtk_text_view_get_iter_location (view, &last, &end);
  *iter = last;
  if (gtk_text_iter_ends_line (iter))
    gtk_text_iter_forward_line (iter);
  else
    {
      gtk_text_iter_forward_char (iter);
      if (gtk_text_iter_ends_line (iter))
        gtk_text_iter_forward_line (iter);
    }
  return end.x + MAX (end.width, 0);
}

/* Draws a stretch, of which not more than [from, to) is on the screen, line by line. */
static void
draw_range (
    EntReaderView *self, EntRange range, EntRange visible, DrawPiece draw, gconstpointer data)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  guint first = MAX (range.start, visible.start), after = MIN (range.end, visible.end);
  GtkTextIter iter, end, line;
  GdkRectangle place, end_place;

  if (first >= after)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int)first);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)after);
  gtk_text_view_get_iter_location (view, &end, &end_place);
  while (gtk_text_iter_compare (&iter, &end) < 0)
    {
      gboolean begins = (guint)gtk_text_iter_get_offset (&iter) == range.start;
      gtk_text_view_get_iter_location (view, &iter, &place);
      line = iter;
      int right = next_line (view, &place, &iter);
      gboolean is_last = gtk_text_iter_compare (&iter, &end) >= 0 || gtk_text_iter_is_end (&iter);
      if (is_last && end_place.y == place.y)
        right = end_place.x;
      Piece piece = { (float)place.x,      (float)place.y, (float)(right - place.x),
                      (float)place.height, begins,         is_last && after == range.end };
      if (piece.width > 0)
        draw (self, &piece, data);
      if (is_last || gtk_text_iter_compare (&iter, &line) <= 0)
        break;
    }
}

/**
 * ent_reader_view_get_visible:
 * @self: a view
 * @start: (out): the first code point of the first paragraph on the screen
 * @end: (out): one past the last of the last paragraph on the screen
 *
 * Asks for no line that is not laid out.
 */
void
ent_reader_view_get_visible (EntReaderView *self, guint *start, guint *end)
{
  GtkTextIter iter;
  GdkRectangle visible;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &iter, visible.y, NULL);
  *start = (guint)gtk_text_iter_get_offset (&iter);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &iter, visible.y + visible.height, NULL);
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  *end = (guint)gtk_text_iter_get_offset (&iter);
}

static void
draw_segments (EntReaderView *self, EntRange visible)
{
  const GArray *segments = self->highlights->segments;
  const EntTheme *theme = self->theme;
  GdkRGBA grounds[MAX_DEPTH];
  guint low = 0, high = segments->len;

  for (guint d = 0; d < MAX_DEPTH; d++)
    {
      EntColour c = ent_colour_mix (theme->highlight, theme->accent, 0.2 * d);
      grounds[d] = ent_rgba (ent_colour_with_alpha (c, d == 0 ? 0.6 : 0.85));
    }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (segments, EntSegment, middle).end > visible.start)
        high = middle;
      else
        low = middle + 1;
    }
  for (guint i = low; i < segments->len; i++)
    {
      const EntSegment *s = &g_array_index (segments, EntSegment, i);
      EntRange range = { s->start, s->end };
      if (s->start >= visible.end)
        break;
      draw_range (self, range, visible, draw_ground, &grounds[MIN (s->depth, MAX_DEPTH) - 1]);
    }
}

/* How surely a passage was found is the kind of its line: exact solid, moved dashed, ambiguous
 * dotted. */
static Line
line_of (const EntSpan *span, const EntTheme *theme)
{
  gboolean stands_out = span->selected || span->pointed;
  EntColour plain = ent_colour_mix (theme->highlight, theme->ink, theme->dark ? 0.55 : 0.5);
  Line line = { .colour = ent_rgba (stands_out ? theme->accent : plain),
                .lane = span->lane,
                .thickness = MIN ((stands_out ? LINE_SELECTED : LINE) * (float)theme->stroke_scale,
                                  (float)LANE) };

  if (span->state == ENT_ANCHOR_MOVED)
    line.dash = 7, line.gap = 4;
  else if (span->state == ENT_ANCHOR_AMBIGUOUS)
    line.dash = 2, line.gap = 3;
  return line;
}

static void
draw_spans (EntReaderView *self, EntRange visible)
{
  const GArray *spans = self->highlights->spans;
  const EntTheme *theme = self->theme;
  GdkRGBA selected = ent_rgba (ent_colour_with_alpha (theme->accent, theme->dark ? 0.4 : 0.26));
  GdkRGBA pointed = ent_rgba (ent_colour_with_alpha (theme->accent, theme->dark ? 0.2 : 0.12));

  for (guint i = ent_spans_first (spans, visible.start); i < spans->len; i++)
    {
      const EntSpan *span = &g_array_index (spans, EntSpan, i);
      EntRange range = { span->start, span->end };
      Line line = line_of (span, theme);
      if (span->start >= visible.end)
        break;
      if (span->selected)
        draw_range (self, range, visible, draw_ground, &selected);
      else if (span->pointed)
        draw_range (self, range, visible, draw_ground, &pointed);
      draw_range (self, range, visible, draw_line, &line);
    }
}

static void
draw_ranges (EntReaderView *self, const GArray *ranges, EntRange visible, const Line *line)
{
  for (guint i = 0; i < ranges->len; i++)
    draw_range (self, g_array_index (ranges, EntRange, i), visible, draw_outline, line);
}

static void
draw_all (EntReaderView *self)
{
  const EntHighlights *highlights = self->highlights;
  const EntTheme *theme = self->theme;
  GdkRGBA flash = ent_rgba (ent_colour_with_alpha (theme->accent, 0.45));
  Line hit = { .colour = ent_rgba (theme->category_line[0]), .thickness = LINE, .dash = 4 };
  Line candidate = { .colour = ent_rgba (theme->muted), .thickness = LINE, .dash = 3, .gap = 3 };
  EntRange visible;

  ent_reader_view_get_visible (self, &visible.start, &visible.end);
  draw_segments (self, visible);
  draw_range (self, highlights->flash, visible, draw_ground, &flash);
  draw_spans (self, visible);
  draw_ranges (self, highlights->candidates, visible, &candidate);
  draw_ranges (self, highlights->hits, visible, &hit);
}

static void
snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  EntReaderView *self = ENT_READER_VIEW (view);

  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT || !self->theme)
    return;
  self->snapshot = snapshot;
  draw_all (self);
  self->snapshot = NULL;
}

static void
ent_reader_view_class_init (EntReaderViewClass *klass)
{
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = snapshot_layer;
}

static void
ent_reader_view_init (EntReaderView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_right_margin (view, 24);
  gtk_text_view_set_top_margin (view, 24);
  gtk_text_view_set_bottom_margin (view, 96);
  gtk_text_view_set_pixels_inside_wrap (view, 10); /* room for the lanes */
  gtk_widget_add_css_class (GTK_WIDGET (self), "reader-text");
}

/**
 * ent_reader_view_new:
 * @highlights: what to highlight; must outlive the view, which is to be drawn anew when it changes
 *
 * Returns: (transfer floating): an empty text.
 */
GtkWidget *
ent_reader_view_new (const EntHighlights *highlights)
{
  EntReaderView *self = g_object_new (ENT_TYPE_READER_VIEW, NULL);

  self->highlights = highlights;
  return GTK_WIDGET (self);
}

/**
 * ent_reader_view_set_theme:
 * @self: a view
 * @theme: the colours of the highlights
 *
 * Overlaps are darker (on a dark ground: lighter); what is selected has the accent.
 */
void
ent_reader_view_set_theme (EntReaderView *self, const EntTheme *theme)
{
  self->theme = theme;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
