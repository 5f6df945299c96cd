#include "widgets/reader-margin.h"

#include <glib/gi18n-lib.h>

#include "widgets/panel-parts.h"

/* Icons of one passage, in one row, for in a text that is read closely a passage has about a line
 * to itself.  Where there are more marks, the last icon is their number. */
#define MAX_ICONS 4
#define CELL_HEIGHT 20
#define LEFT 4
/* A frame lasts 16 ms; icons are made in slices of this many microseconds. */
#define SLICE_US 3000

/* A passage and, while it is near what is shown, its icons. */
typedef struct
{
  guint offset; /* in the text, code points */
  char *passage_id;
  GtkWidget *row; /* of its icons, or NULL */
} Group;

struct _EntReaderMargin
{
  EntSession *session;
  GtkTextView *view; /* borrowed; the rows are overlays of it, which scroll with the text */
  GArray *groups;    /* of Group, by offset */
  guint first, end;  /* the groups that may have icons */
  GPtrArray *spare;  /* rows without a group: GTK 4.8 can add an overlay but not take it away */
  GtkAdjustment *vadjustment;
  guint refresh_id;
};

static Group *
nth_group (EntReaderMargin *margin, guint i)
{
  return &g_array_index (margin->groups, Group, i);
}

static void
drop_icons (EntReaderMargin *margin, Group *group)
{
  if (!group->row)
    return;
  ent_widget_remove_children (group->row);
  gtk_widget_set_visible (group->row, FALSE);
  g_ptr_array_add (margin->spare, g_steal_pointer (&group->row));
}

static GtkWidget *
take_row (EntReaderMargin *margin)
{
  if (margin->spare->len > 0)
    return g_ptr_array_steal_index_fast (margin->spare, margin->spare->len - 1);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_text_view_add_overlay (margin->view, row, LEFT, 0);
  return row;
}

static void
clear_group (gpointer data)
{
  g_free (((Group *)data)->passage_id);
}

static void
more_clicked (GtkButton *button, EntSession *session)
{
  const char *ids[] = { g_object_get_data (G_OBJECT (button), "ent-passage"), NULL };

  ent_session_select_passages (session, ids, ent_select_mode_now (GTK_WIDGET (button)));
}

/* The number of marks for which there is no room; selects all that rest on the passage. */
static GtkWidget *
more_chip (EntSession *session, const char *passage_id, guint n)
{
  g_autofree char *text = g_strdup_printf ("+%u", n);
  g_autofree char *name
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more mark", "%u more marks", n), n);
  GtkWidget *chip = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (chip, "flat");
  gtk_widget_add_css_class (chip, "mark-chip");
  gtk_widget_set_focusable (chip, FALSE);
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (chip), "ent-passage", g_strdup (passage_id), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (more_clicked), session, 0);
  return chip;
}

static void
build_icons (EntReaderMargin *margin, Group *group)
{
  const EntDossier *dossier = ent_session_dossier (margin->session);
  const EntThing *passage = dossier ? ent_dossier_find (dossier, group->passage_id) : NULL;

  group->row = take_row (margin);
  if (!passage || passage->kind != ENT_THING_PASSAGE)
    return;
  const GPtrArray *things = ent_dossier_things_on (dossier, (const EntPassage *)passage);
  guint shown = things->len > MAX_ICONS ? MAX_ICONS - 1 : things->len;
  for (guint i = 0; i < shown; i++)
    gtk_box_append (GTK_BOX (group->row),
                    ent_mark_chip_new (margin->session, g_ptr_array_index (things, i)));
  if (things->len > shown)
    gtk_box_append (GTK_BOX (group->row),
                    more_chip (margin->session, group->passage_id, things->len - shown));
  gtk_widget_set_visible (group->row, things->len > 0);
}

/* Puts each group level with the line its passage begins in, or below the group before it. */
static void
place (EntReaderMargin *margin)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (margin->view);
  int free_y = G_MININT;

  for (guint i = margin->first; i < margin->end; i++)
    {
      const Group *group = nth_group (margin, i);
      GdkRectangle line;
      GtkTextIter iter;

      if (!group->row || !gtk_widget_get_visible (group->row))
        continue;
      gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int)group->offset);
      gtk_text_view_get_iter_location (margin->view, &iter, &line);
      int y = MAX (line.y + (line.height - CELL_HEIGHT) / 2, free_y);
      gtk_text_view_move_overlay (margin->view, group->row, LEFT, y);
      free_y = y + CELL_HEIGHT;
    }
}

/* Whether the line a group begins in is laid out and within a distance of what is shown.  Lines
 * that are not laid out have no height yet; asking for more of them would lay them out now. */
static gboolean
is_near (EntReaderMargin *margin, const Group *group, const GdkRectangle *visible)
{
  GtkTextIter iter;
  int y, height;

  gtk_text_buffer_get_iter_at_offset (
      gtk_text_view_get_buffer (margin->view), &iter, (int)group->offset);
  gtk_text_view_get_line_yrange (margin->view, &iter, &y, &height);
  return height > 0 && y + height > visible->y - visible->height / 2
         && y < visible->y + visible->height + visible->height / 2;
}

/* The groups on the screen and half a screen above and below it. */
static void
find_range (EntReaderMargin *margin, guint *first, guint *end)
{
  GdkRectangle visible;
  guint n = margin->groups->len;

  gtk_text_view_get_visible_rect (margin->view, &visible);
  for (*first = 0; *first < n && !is_near (margin, nth_group (margin, *first), &visible);)
    ++*first;
  for (*end = *first; *end < n && is_near (margin, nth_group (margin, *end), &visible);)
    ++*end;
}

/* Hundreds of passages have thousands of icons: only those near the screen are made, a slice of
 * time at once. */
static gboolean
refresh (gpointer data)
{
  EntReaderMargin *margin = data;
  gint64 deadline = g_get_monotonic_time () + SLICE_US;
  gboolean all = TRUE;
  guint first, end;

  find_range (margin, &first, &end);
  for (guint i = margin->first; i < MIN (margin->end, margin->groups->len); i++)
    if (i < first || i >= end)
      drop_icons (margin, nth_group (margin, i));
  margin->first = first;
  margin->end = end;
  for (guint i = first; i < end && all; i++)
    {
      if (!nth_group (margin, i)->row)
        build_icons (margin, nth_group (margin, i));
      all = g_get_monotonic_time () < deadline;
    }
  place (margin);
  if (!all)
    return G_SOURCE_CONTINUE;
  margin->refresh_id = 0;
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
  for (guint i = 0; i < margin->groups->len; i++)
    drop_icons (margin, nth_group (margin, i));
  g_array_set_size (margin->groups, 0);
  margin->first = margin->end = 0;
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
  Group group = { .offset = offset, .passage_id = g_strdup (passage_id) };

  g_array_append_val (margin->groups, group);
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
  for (guint i = margin->first; i < margin->end; i++)
    {
      GtkWidget *row = nth_group (margin, i)->row;
      for (GtkWidget *chip = row ? gtk_widget_get_first_child (row) : NULL; chip;
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
  margin->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (margin->groups, clear_group);
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
  g_array_unref (margin->groups);
  g_ptr_array_unref (margin->spare);
  g_object_unref (margin->session);
  g_free (margin);
}
