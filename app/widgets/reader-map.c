#include "widgets/reader-map.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WIDTH 18
/* Free space at the top and the bottom, left and right of the bars. */
#define PAD_Y 6
#define PAD_X 4
/* The smallest bar that is seen, and the smallest frame that can be taken hold of. */
#define MIN_BAR 2.0
#define MIN_FRAME 10.0
/* Depths of overlap that are told apart. */
#define MAX_DEPTH 3

struct _EntReaderMap
{
  GtkWidget parent;
  const EntHighlights *highlights; /* the owner's */
  const EntTheme *theme;
  EntSource *source;
  EntRange visible;
  double grabbed; /* from the pointer to the middle of the frame, while dragging */
};

G_DEFINE_FINAL_TYPE (EntReaderMap, ent_reader_map, GTK_TYPE_WIDGET)

enum
{
  GO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static double
y_of (EntReaderMap *self, guint offset)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2.0 * PAD_Y;

  return PAD_Y + height * offset / MAX (self->highlights->length, 1);
}

static guint
offset_at (EntReaderMap *self, double y)
{
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 2.0 * PAD_Y, 1);

  return (guint)(CLAMP ((y - PAD_Y) / height, 0, 1) * self->highlights->length);
}

/* The frame round what is shown. */
static void
get_frame (EntReaderMap *self, double *top, double *bottom)
{
  *top = y_of (self, self->visible.start);
  *bottom = y_of (self, self->visible.end);
  if (*bottom - *top < MIN_FRAME)
    {
      double middle = (*top + *bottom) / 2;
      *top = middle - MIN_FRAME / 2;
      *bottom = middle + MIN_FRAME / 2;
    }
}

static void
set_source (cairo_t *cr, EntColour c)
{
  cairo_set_source_rgba (cr, c.r, c.g, c.b, c.a);
}

static void
draw_bar (EntReaderMap *self, cairo_t *cr, EntRange range, double x, double width)
{
  double top = floor (y_of (self, range.start));

  cairo_rectangle (cr, x, top, width, MAX (ceil (y_of (self, range.end)) - top, MIN_BAR));
  cairo_fill (cr);
}

/* Each row of pixels as dark as the deepest of its passages. */
static void
draw_density (EntReaderMap *self, cairo_t *cr)
{
  const GArray *segments = self->highlights->segments;
  const EntTheme *theme = self->theme;

  for (guint depth = 1; depth <= MAX_DEPTH; depth++)
    {
      set_source (cr, ent_colour_mix (theme->highlight, theme->accent, 0.1 + 0.25 * depth));
      for (guint i = 0; i < segments->len; i++)
        {
          const EntSegment *s = &g_array_index (segments, EntSegment, i);
          if (MIN (s->depth, MAX_DEPTH) == depth)
            draw_bar (self, cr, (EntRange){ s->start, s->end }, PAD_X, WIDTH - 2 * PAD_X);
        }
    }
}

static void
draw_marks (EntReaderMap *self, cairo_t *cr)
{
  const EntHighlights *highlights = self->highlights;

  set_source (cr, self->theme->accent);
  for (guint i = 0; i < highlights->spans->len; i++)
    {
      const EntSpan *span = &g_array_index (highlights->spans, EntSpan, i);
      if (span->selected || span->pointed)
        draw_bar (self, cr, (EntRange){ span->start, span->end }, 1, WIDTH - 2);
    }
  set_source (cr, self->theme->category_line[0]);
  for (guint i = 0; i < highlights->hits->len; i++)
    draw_bar (self, cr, g_array_index (highlights->hits, EntRange, i), WIDTH - 7, 6);
  set_source (cr, self->theme->ink);
  if (highlights->chosen.end > highlights->chosen.start)
    draw_bar (self, cr, highlights->chosen, 1, 3);
}

static void
draw_frame (EntReaderMap *self, cairo_t *cr)
{
  const EntTheme *theme = self->theme;
  double top, bottom;

  get_frame (self, &top, &bottom);
  cairo_rectangle (cr, 1.5, floor (top) + 0.5, WIDTH - 3, ceil (bottom - top) - 1);
  set_source (cr, ent_colour_with_alpha (theme->ink, 0.08));
  cairo_fill_preserve (cr);
  set_source (cr, ent_colour_with_alpha (theme->ink, theme->stroke_scale > 1 ? 1 : 0.5));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntReaderMap *self = ENT_READER_MAP (widget);
  int height = gtk_widget_get_height (widget);

  if (!self->theme || height <= 2 * PAD_Y)
    return;
  cairo_t *cr
      = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, WIDTH, (float)height));
  draw_density (self, cr);
  draw_frame (self, cr);
  draw_marks (self, cr);
  cairo_destroy (cr);
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
go (EntReaderMap *self, double y)
{
  g_signal_emit (self, signals[GO], 0, offset_at (self, y));
}

static void
drag_begun (GtkGestureDrag *gesture, double x, double y, EntReaderMap *self)
{
  double top, bottom;

  get_frame (self, &top, &bottom);
  /* Who takes hold of the frame keeps it where it was taken; elsewhere it comes to the pointer. */
  self->grabbed = y >= top && y <= bottom ? (top + bottom) / 2 - y : 0;
  if (y < top || y > bottom)
    go (self, y);
}

static void
dragged (GtkGestureDrag *gesture, double dx, double dy, EntReaderMap *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (dx != 0 || dy != 0)
    go (self, y + dy + self->grabbed);
}

static char *
describe (EntReaderMap *self, guint offset)
{
  guint start, end, number = ent_source_paragraph_of (self->source, offset, &start, &end);
  guint n = ent_spans_count (self->highlights->spans, start, end);
  g_autofree char *passages
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", n), n);

  return g_strdup_printf (
      _ ("Paragraph %u of %u · %s"), number, ent_source_n_paragraphs (self->source), passages);
}

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  EntReaderMap *self = ENT_READER_MAP (widget);

  if (!self->source)
    return FALSE;
  g_autofree char *text = describe (self, offset_at (self, y));
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
dispose (GObject *object)
{
  g_clear_pointer (&ENT_READER_MAP (object)->source, ent_source_unref);
  G_OBJECT_CLASS (ent_reader_map_parent_class)->dispose (object);
}

static void
ent_reader_map_class_init (EntReaderMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->snapshot = snapshot;
  widget_class->measure = measure;
  widget_class->query_tooltip = query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "reader-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SCROLLBAR);
  signals[GO] = g_signal_new ("go",
                              ENT_TYPE_READER_MAP,
                              G_SIGNAL_RUN_LAST,
                              0,
                              NULL,
                              NULL,
                              NULL,
                              G_TYPE_NONE,
                              1,
                              G_TYPE_UINT);
}

static void
ent_reader_map_init (EntReaderMap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (dragged), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map of the text"),
                                  GTK_ACCESSIBLE_PROPERTY_ORIENTATION,
                                  GTK_ORIENTATION_VERTICAL,
                                  -1);
}

/**
 * ent_reader_map_new:
 * @highlights: what to draw; must outlive the map, which is to be drawn anew when it changes
 *
 * The keyboard passes it by: in the text it has the keys for everything the map is for.
 *
 * Returns: (transfer floating): the map of an empty text.
 */
GtkWidget *
ent_reader_map_new (const EntHighlights *highlights)
{
  EntReaderMap *self = g_object_new (ENT_TYPE_READER_MAP, NULL);

  self->highlights = highlights;
  return GTK_WIDGET (self);
}

/**
 * ent_reader_map_set_source:
 * @self: a map
 * @source: the text, for its paragraphs
 */
void
ent_reader_map_set_source (EntReaderMap *self, EntSource *source)
{
  g_clear_pointer (&self->source, ent_source_unref);
  self->source = ent_source_ref (source);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ent_reader_map_set_theme:
 * @self: a map
 * @theme: its colours
 */
void
ent_reader_map_set_theme (EntReaderMap *self, const EntTheme *theme)
{
  self->theme = theme;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ent_reader_map_set_visible:
 * @self: a map of a text
 * @start: the first code point on the screen
 * @end: one past the last
 */
void
ent_reader_map_set_visible (EntReaderMap *self, guint start, guint end)
{
  if (self->visible.start == start && self->visible.end == end)
    return;
  self->visible = (EntRange){ start, end };
  if (self->source)
    {
      g_autofree char *text = describe (self, start);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                      0.0,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                      (double)self->highlights->length,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                      (double)start,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                      text,
                                      -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
