#include "widgets/reader-margin.h"

#include "widgets/panel-parts.h"

/* Icons beside each other; a passage with more marks takes another row. */
#define COLUMNS 3
/* Icons of one passage; the card in the inspector lists the rest. */
#define MAX_ICONS 9
#define CELL_WIDTH 28
#define CELL_HEIGHT 24
#define GAP 4

/* The icons of one passage. */
typedef struct
{
  guint offset; /* of the passage in the text, code points */
  int y;        /* in the coordinates of the text's buffer */
  guint n;
  GtkWidget *icons[MAX_ICONS];
} Group;

struct _EntReaderMargin
{
  GtkWidget parent;
  EntSession *session;
  GtkTextView *view; /* borrowed: it owns this widget */
  GArray *groups;    /* of Group, by offset */
  GtkAdjustment *vadjustment;
  gboolean stale; /* lines have moved: the y of the groups is no longer right */
};

G_DEFINE_FINAL_TYPE (EntReaderMargin, ent_reader_margin, GTK_TYPE_WIDGET)

static int
rows_of (const Group *group)
{
  return (int)((group->n + COLUMNS - 1) / COLUMNS);
}

/* Puts each group level with the line its passage begins in, or below the group before it. */
static void
place (EntReaderMargin *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  int free_y = G_MININT;

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = &g_array_index (self->groups, Group, i);
      GdkRectangle line;
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int)group->offset);
      gtk_text_view_get_iter_location (self->view, &iter, &line);
      group->y = MAX (line.y + (line.height - CELL_HEIGHT) / 2, free_y);
      free_y = group->y + rows_of (group) * CELL_HEIGHT;
    }
  self->stale = FALSE;
}

static void
ent_reader_margin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EntReaderMargin *self = ENT_READER_MARGIN (widget);

  if (self->stale)
    place (self);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = &g_array_index (self->groups, Group, i);
      int top;

      gtk_text_view_buffer_to_window_coords (
          self->view, GTK_TEXT_WINDOW_LEFT, 0, group->y, NULL, &top);
      gboolean visible = top < height && top + rows_of (group) * CELL_HEIGHT > 0;
      for (guint j = 0; j < group->n; j++)
        {
          GtkAllocation cell = { GAP + (int)(j % COLUMNS) * CELL_WIDTH,
                                 top + (int)(j / COLUMNS) * CELL_HEIGHT,
                                 CELL_WIDTH,
                                 CELL_HEIGHT };
          gtk_widget_set_child_visible (group->icons[j], visible);
          if (visible)
            {
              gtk_widget_measure (
                  group->icons[j], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
              gtk_widget_size_allocate (group->icons[j], &cell, -1);
            }
        }
    }
}

static void
ent_reader_margin_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = *natural = across ? COLUMNS * CELL_WIDTH + 3 * GAP : 0;
}

static void
scrolled (EntReaderMargin *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
lines_moved (EntReaderMargin *self)
{
  self->stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
follow_adjustment (EntReaderMargin *self)
{
  GtkAdjustment *now = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  if (self->vadjustment)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_set_object (&self->vadjustment, now);
  if (!now)
    return;
  g_signal_connect_object (now, "value-changed", G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (now, "changed", G_CALLBACK (lines_moved), self, G_CONNECT_SWAPPED);
}

/**
 * ent_reader_margin_clear:
 * @self: a margin
 *
 * Takes all icons away.
 */
void
ent_reader_margin_clear (EntReaderMargin *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = &g_array_index (self->groups, Group, i);
      for (guint j = 0; j < group->n; j++)
        gtk_widget_unparent (group->icons[j]);
    }
  g_array_set_size (self->groups, 0);
}

/**
 * ent_reader_margin_add:
 * @self: a margin
 * @offset: where the passage begins in the text, code points; no smaller than the last one's
 * @things: (element-type EntThing): what rests on the passage
 *
 * Adds the icons of a passage.
 */
void
ent_reader_margin_add (EntReaderMargin *self, guint offset, const GPtrArray *things)
{
  Group group = { .offset = offset };

  for (guint i = 0; i < things->len && i < MAX_ICONS; i++)
    {
      GtkWidget *icon = ent_mark_chip_new (self->session, g_ptr_array_index (things, i));
      gtk_widget_set_parent (icon, GTK_WIDGET (self));
      group.icons[group.n++] = icon;
    }
  if (group.n == 0)
    return;
  g_array_append_val (self->groups, group);
  lines_moved (self);
}

/**
 * ent_reader_margin_update:
 * @self: a margin
 *
 * Shows which marks are selected.
 */
void
ent_reader_margin_update (EntReaderMargin *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = &g_array_index (self->groups, Group, i);
      for (guint j = 0; j < group->n; j++)
        ent_mark_chip_update (group->icons[j], self->session);
    }
}

static void
ent_reader_margin_dispose (GObject *object)
{
  EntReaderMargin *self = ENT_READER_MARGIN (object);

  ent_reader_margin_clear (self);
  g_clear_object (&self->vadjustment);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ent_reader_margin_parent_class)->dispose (object);
}

static void
ent_reader_margin_finalize (GObject *object)
{
  g_array_unref (ENT_READER_MARGIN (object)->groups);
  G_OBJECT_CLASS (ent_reader_margin_parent_class)->finalize (object);
}

static void
ent_reader_margin_class_init (EntReaderMarginClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_reader_margin_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_reader_margin_finalize;
  widget_class->measure = ent_reader_margin_measure;
  widget_class->size_allocate = ent_reader_margin_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "reader-margin");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ent_reader_margin_init (EntReaderMargin *self)
{
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * ent_reader_margin_new:
 * @session: the session
 * @view: the text it stands beside
 *
 * Returns: (transfer floating): an empty margin, to be made a gutter of @view.
 */
GtkWidget *
ent_reader_margin_new (EntSession *session, GtkTextView *view)
{
  EntReaderMargin *self = g_object_new (ENT_TYPE_READER_MARGIN, NULL);

  self->session = g_object_ref (session);
  self->view = view;
  g_signal_connect_object (
      view, "notify::vadjustment", G_CALLBACK (follow_adjustment), self, G_CONNECT_SWAPPED);
  follow_adjustment (self);
  return GTK_WIDGET (self);
}
