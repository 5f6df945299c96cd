#include "widgets/reader-margin.h"

#include <glib/gi18n-lib.h>

#include "widgets/panel-parts.h"

/* Icons of one passage, in one row, for in a text that is read closely a passage has about a line
 * to itself.  Where there are more marks, the last icon is their number. */
#define MAX_ICONS 4
#define CELL_WIDTH 28
#define CELL_HEIGHT 20
#define LEFT 4

/* The icons of one passage. */
typedef struct
{
  guint offset; /* of the passage in the text, code points */
  guint n;
  GtkWidget *icons[MAX_ICONS];
} Group;

struct _EntReaderMargin
{
  EntSession *session;
  GtkTextView *view; /* borrowed; the icons are overlays of it, which scroll with the text */
  GArray *groups;    /* of Group, by offset */
  GtkAdjustment *vadjustment;
  guint place_id;
};

/* Puts each group level with the line its passage begins in, or below the group before it. */
static gboolean
place (gpointer data)
{
  EntReaderMargin *margin = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (margin->view);
  int free_y = G_MININT;

  margin->place_id = 0;
  for (guint i = 0; i < margin->groups->len; i++)
    {
      const Group *group = &g_array_index (margin->groups, Group, i);
      GdkRectangle line;
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int)group->offset);
      gtk_text_view_get_iter_location (margin->view, &iter, &line);
      int y = MAX (line.y + (line.height - CELL_HEIGHT) / 2, free_y);
      for (guint j = 0; j < group->n; j++)
        gtk_text_view_move_overlay (margin->view, group->icons[j], LEFT + (int)j * CELL_WIDTH, y);
      free_y = y + CELL_HEIGHT;
    }
  return G_SOURCE_REMOVE;
}

/* Lines have moved, perhaps while the text is being laid out: its overlays may be moved after. */
static void
queue_place (EntReaderMargin *margin)
{
  if (margin->place_id == 0)
    margin->place_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, place, margin, NULL);
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
  if (margin->vadjustment)
    g_signal_connect_swapped (margin->vadjustment, "changed", G_CALLBACK (queue_place), margin);
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
    {
      const Group *group = &g_array_index (margin->groups, Group, i);
      for (guint j = 0; j < group->n; j++)
        gtk_text_view_remove (margin->view, group->icons[j]);
    }
  g_array_set_size (margin->groups, 0);
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
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (chip), "ent-passage", g_strdup (passage_id), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (more_clicked), session, 0);
  return chip;
}

/**
 * ent_reader_margin_add:
 * @margin: a margin
 * @offset: where the passage begins in the text, code points; no smaller than the last one's
 * @passage_id: its bare id
 * @things: (element-type EntThing): what rests on it
 *
 * Adds the icons of a passage.
 */
void
ent_reader_margin_add (EntReaderMargin *margin,
                       guint offset,
                       const char *passage_id,
                       const GPtrArray *things)
{
  Group group = { .offset = offset };
  guint shown = things->len > MAX_ICONS ? MAX_ICONS - 1 : things->len;

  for (guint i = 0; i < shown; i++)
    group.icons[group.n++] = ent_mark_chip_new (margin->session, g_ptr_array_index (things, i));
  if (things->len > shown)
    group.icons[group.n++] = more_chip (margin->session, passage_id, things->len - shown);
  for (guint i = 0; i < group.n; i++)
    gtk_text_view_add_overlay (margin->view, group.icons[i], 0, 0);
  if (group.n == 0)
    return;
  g_array_append_val (margin->groups, group);
  queue_place (margin);
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
  for (guint i = 0; i < margin->groups->len; i++)
    {
      const Group *group = &g_array_index (margin->groups, Group, i);
      for (guint j = 0; j < group->n; j++)
        ent_mark_chip_update (group->icons[j], margin->session);
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
  margin->groups = g_array_new (FALSE, FALSE, sizeof (Group));
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
  g_clear_handle_id (&margin->place_id, g_source_remove);
  unfollow (margin);
  g_signal_handlers_disconnect_by_data (margin->view, margin);
  g_array_unref (margin->groups);
  g_object_unref (margin->session);
  g_free (margin);
}
