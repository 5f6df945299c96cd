#include "widgets/reader-margin.h"

#include <glib/gi18n-lib.h>

#include "widgets/mark-list.h"
#include "widgets/panel-parts.h"
#include "widgets/reader-spans.h"

/* Icons of the passages that begin in one line, in one row.  Where there are more marks, the last
 * icon is their number, which lists them all. */
#define MAX_ICONS 4
/* In a narrow text the margin is narrower. */
#define MAX_ICONS_NARROW 2
#define NARROW_WIDTH 72
#define NARROW_TEXT 480
#define CELL_HEIGHT 20
#define LEFT 4
/* A frame lasts 16 ms; icons are made in slices of this many microseconds. */
#define SLICE_US 3000

typedef struct
{
  guint offset; /* in the text, code points */
  char *passage_id;
} Entry;

/* The passages [first, end) begin in one line. */
typedef struct
{
  guint first, end;
  int y;          /* of the icons */
  GtkWidget *box; /* the icons, or NULL while they are not made */
} Row;

struct _EntReaderMargin
{
  EntSession *session;
  GtkTextView *view; /* borrowed; the rows are overlays of it, which scroll with the text */
  GArray *entries;   /* of Entry, by offset */
  GArray *rows;      /* of Row: those near what is shown */
  GPtrArray *spare;  /* boxes without a row: GTK 4.8 can add an overlay but not take it away */
  GtkAdjustment *vadjustment;
  guint refresh_id, max_icons;
};

static Entry *
nth_entry (EntReaderMargin *margin, guint i)
{
  return &g_array_index (margin->entries, Entry, i);
}

static void
clear_entry (gpointer data)
{
  g_free (((Entry *)data)->passage_id);
}

static void
drop_icons (EntReaderMargin *margin, Row *row)
{
  if (!row->box)
    return;
  ent_widget_remove_children (row->box);
  gtk_widget_set_visible (row->box, FALSE);
  g_ptr_array_add (margin->spare, g_steal_pointer (&row->box));
}

static GtkWidget *
take_box (EntReaderMargin *margin)
{
  if (margin->spare->len > 0)
    return g_ptr_array_steal_index_fast (margin->spare, margin->spare->len - 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_text_view_add_overlay (margin->view, box, LEFT, 0);
  return box;
}

/* The marks that rest on the passages of a row. */
static GPtrArray *
marks_of (EntReaderMargin *margin, const Row *row)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = row->first; i < row->end; i++)
    g_ptr_array_add (ids, nth_entry (margin, i)->passage_id);
  g_ptr_array_add (ids, NULL);
  return ent_spans_marks (ent_session_dossier (margin->session), (const char *const *)ids->pdata);
}

/* The number of marks for which there is no room; lists all of them. */
static GtkWidget *
more_chip (EntSession *session, const GPtrArray *marks, guint n)
{
  g_autofree char *text = g_strdup_printf ("+%u", n);
  g_autofree char *name
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more mark", "%u more marks", n), n);
  GtkWidget *chip = ent_mark_list_button_new (session);

  gtk_menu_button_set_child (GTK_MENU_BUTTON (chip), gtk_label_new (text));
  gtk_widget_add_css_class (chip, "more-chip");
  gtk_widget_set_focusable (chip, FALSE);
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  ent_mark_list_button_set (chip, NULL, marks);
  return chip;
}

static void
build_icons (EntReaderMargin *margin, Row *row)
{
  row->box = take_box (margin);
  if (!ent_session_dossier (margin->session))
    return;
  g_autoptr (GPtrArray) marks = marks_of (margin, row);
  guint shown = marks->len > margin->max_icons ? margin->max_icons - 1 : marks->len;
  for (guint i = 0; i < shown; i++)
    gtk_box_append (GTK_BOX (row->box),
                    ent_mark_chip_new (margin->session, g_ptr_array_index (marks, i)));
  if (marks->len > shown)
    gtk_box_append (GTK_BOX (row->box), more_chip (margin->session, marks, marks->len - shown));
  gtk_widget_set_visible (row->box, marks->len > 0);
}

/* Where the line of a passage is, if it is laid out and within half a screen of what is shown.
 * Lines that are not laid out have no height yet; asking for more of them would lay them out now.
 * Returns whether; @below tells that it is further down. */
static gboolean
locate (EntReaderMargin *margin, guint i, const GdkRectangle *visible, int *at, gboolean *below)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (margin->view);
  guint offset = nth_entry (margin, i)->offset;
  GdkRectangle line;
  GtkTextIter iter;
  int y, height;

  *below = TRUE;
  if (offset >= (guint)gtk_text_buffer_get_char_count (buffer))
    return FALSE;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int)offset);
  gtk_text_view_get_line_yrange (margin->view, &iter, &y, &height);
  *below = y >= visible->y + visible->height + visible->height / 2;
  if (height == 0 || *below || y + height <= visible->y - visible->height / 2)
    return FALSE;
  gtk_text_view_get_iter_location (margin->view, &iter, &line);
  *at = line.y + (line.height - CELL_HEIGHT) / 2;
  return TRUE;
}

/* The first passage that begins no earlier than the paragraph half a screen above. */
static guint
first_near (EntReaderMargin *margin, const GdkRectangle *visible)
{
  guint low = 0, high = margin->entries->len;
  GtkTextIter iter;

  gtk_text_view_get_line_at_y (margin->view, &iter, visible->y - visible->height / 2, NULL);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (nth_entry (margin, middle)->offset >= (guint)gtk_text_iter_get_offset (&iter))
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Rows for the passages on the screen and half a screen above and below it. */
static GArray *
find_rows (EntReaderMargin *margin)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));
  gboolean below = FALSE;
  GdkRectangle visible;
  int y;

  gtk_text_view_get_visible_rect (margin->view, &visible);
  for (guint i = first_near (margin, &visible); i < margin->entries->len && !below; i++)
    {
      Row *last = rows->len > 0 ? &g_array_index (rows, Row, rows->len - 1) : NULL;
      if (!locate (margin, i, &visible, &y, &below))
        {
          if (last)
            break;
          continue;
        }
      if (last && y < last->y + CELL_HEIGHT)
        last->end = i + 1;
      else
        {
          Row row = { .first = i, .end = i + 1, .y = y };
          g_array_append_val (rows, row);
        }
    }
  return rows;
}

/* Icons that are there already go to the new rows that have the same passages. */
static void
take_over (EntReaderMargin *margin, GArray *rows)
{
  guint j = 0;

  for (guint i = 0; i < margin->rows->len; i++)
    {
      Row *old = &g_array_index (margin->rows, Row, i);
      while (j < rows->len && g_array_index (rows, Row, j).first < old->first)
        j++;
      Row *row = j < rows->len ? &g_array_index (rows, Row, j) : NULL;
      if (row && row->first == old->first && row->end == old->end)
        row->box = g_steal_pointer (&old->box);
      else
        drop_icons (margin, old);
    }
  g_array_unref (margin->rows);
  margin->rows = rows;
}

/* As many icons in a row as leave room for the text. */
static void
fit_width (EntReaderMargin *margin)
{
  gboolean narrow = gtk_widget_get_width (GTK_WIDGET (margin->view)) < NARROW_TEXT;
  guint max_icons = narrow ? MAX_ICONS_NARROW : MAX_ICONS;

  if (max_icons == margin->max_icons)
    return;
  margin->max_icons = max_icons;
  for (guint i = 0; i < margin->rows->len; i++)
    drop_icons (margin, &g_array_index (margin->rows, Row, i));
  gtk_text_view_set_left_margin (margin->view, narrow ? NARROW_WIDTH : ENT_READER_MARGIN_WIDTH);
}

static void queue_refresh (EntReaderMargin *margin);

/* Hundreds of passages have thousands of icons: only those near the screen are made, a slice of
 * time at once. */
static gboolean
refresh (gpointer data)
{
  EntReaderMargin *margin = data;
  gint64 deadline = g_get_monotonic_time () + SLICE_US;
  gboolean all = TRUE;

  /* Asking where a line is may lay lines out, which moves others: then this is queued again. */
  margin->refresh_id = 0;
  fit_width (margin);
  take_over (margin, find_rows (margin));
  for (guint i = 0; i < margin->rows->len && all; i++)
    {
      Row *row = &g_array_index (margin->rows, Row, i);
      if (!row->box)
        build_icons (margin, row);
      gtk_text_view_move_overlay (margin->view, row->box, LEFT, row->y);
      all = g_get_monotonic_time () < deadline;
    }
  /* Overlays learn how far the text is scrolled when the text is allocated; before GTK 4.19
   * scrolling does not do that. */
  gtk_widget_queue_allocate (GTK_WIDGET (margin->view));
  if (!all)
    queue_refresh (margin);
  return G_SOURCE_REMOVE;
}

/* Lines have moved, perhaps while the text is being laid out: its overlays may be moved after.
 * That is before the next frame, so that scrolling shows no empty margin. */
static void
queue_refresh (EntReaderMargin *margin)
{
  if (margin->refresh_id == 0)
    margin->refresh_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh, margin, NULL);
}

static void
unfollow (EntReaderMargin *margin)
{
  if (margin->vadjustment)
    g_signal_handlers_disconnect_by_data (margin->vadjustment, margin);
  g_clear_object (&margin->vadjustment);
}

/* The text's height changes whenever lines get another place. */
static void
follow_adjustment (EntReaderMargin *margin)
{
  unfollow (margin);
  g_set_object (&margin->vadjustment,
                gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (margin->view)));
  if (!margin->vadjustment)
    return;
  g_signal_connect_swapped (margin->vadjustment, "changed", G_CALLBACK (queue_refresh), margin);
  g_signal_connect_swapped (
      margin->vadjustment, "value-changed", G_CALLBACK (queue_refresh), margin);
}

/**
 * ent_reader_margin_clear:
 * @margin: a margin
 *
 * Takes all icons away.
 */
void
ent_reader_margin_clear (EntReaderMargin *margin)
{
  for (guint i = 0; i < margin->rows->len; i++)
    drop_icons (margin, &g_array_index (margin->rows, Row, i));
  g_array_set_size (margin->rows, 0);
  g_array_set_size (margin->entries, 0);
}

/**
 * ent_reader_margin_add:
 * @margin: a margin
 * @offset: where the passage begins in the text, code points; no smaller than the last one's
 * @passage_id: its bare id
 *
 * Adds a passage, whose icons are made when it comes near the screen.
 */
void
ent_reader_margin_add (EntReaderMargin *margin, guint offset, const char *passage_id)
{
  Entry entry = { .offset = offset, .passage_id = g_strdup (passage_id) };

  g_array_append_val (margin->entries, entry);
  queue_refresh (margin);
}

/**
 * ent_reader_margin_update:
 * @margin: a margin
 *
 * Shows which marks are selected.
 */
void
ent_reader_margin_update (EntReaderMargin *margin)
{
  for (guint i = 0; i < margin->rows->len; i++)
    {
      GtkWidget *box = g_array_index (margin->rows, Row, i).box;
      for (GtkWidget *chip = box ? gtk_widget_get_first_child (box) : NULL; chip;
           chip = gtk_widget_get_next_sibling (chip))
        ent_mark_chip_update (chip, margin->session);
    }
}

/**
 * ent_reader_margin_new:
 * @session: the session
 * @view: the text it stands beside; must outlive the margin
 *
 * Returns: (transfer full): an empty margin.
 */
EntReaderMargin *
ent_reader_margin_new (EntSession *session, GtkTextView *view)
{
  EntReaderMargin *margin = g_new0 (EntReaderMargin, 1);

  margin->session = g_object_ref (session);
  margin->view = view;
  margin->spare = g_ptr_array_new ();
  margin->max_icons = MAX_ICONS;
  margin->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  margin->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (margin->entries, clear_entry);
  gtk_text_view_set_left_margin (view, ENT_READER_MARGIN_WIDTH);
  g_signal_connect_swapped (view, "notify::vadjustment", G_CALLBACK (follow_adjustment), margin);
  follow_adjustment (margin);
  return margin;
}

/**
 * ent_reader_margin_free:
 * @margin: (nullable): a margin
 *
 * The icons stay with the text.
 */
void
ent_reader_margin_free (EntReaderMargin *margin)
{
  if (!margin)
    return;
  g_clear_handle_id (&margin->refresh_id, g_source_remove);
  unfollow (margin);
  g_signal_handlers_disconnect_by_data (margin->view, margin);
  g_array_unref (margin->rows);
  g_array_unref (margin->entries);
  g_ptr_array_unref (margin->spare);
  g_object_unref (margin->session);
  g_free (margin);
}
