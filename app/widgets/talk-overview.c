#include "widgets/talk-overview.h"

#include <glib/gi18n-lib.h>

#include "base/worker.h"
#include "widgets/picture.h"
#include "widgets/presentation-private.h"

#define CARD_WIDTH 300
#define CARD_HEIGHT 188
#define TEXT_SCALE 0.75

struct _EntTalkOverview
{
  GtkWidget parent;
  EntSession *session;
  EntWorker *worker;
  const GArray *points; /* the owner's */
  GtkWidget *scroll;
  GtkFlowBox *grid;
  guint next_picture;
};

G_DEFINE_FINAL_TYPE (EntTalkOverview, ent_talk_overview, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void order_next (EntTalkOverview *overview);

static GtkWidget *
card_at (EntTalkOverview *overview, guint i)
{
  return gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (overview->grid, (int)i));
}

static void
take_texture (gpointer owner, gpointer result, const GError *error)
{
  EntTalkOverview *overview = owner;
  g_autoptr (GdkTexture) texture = result;
  GtkWidget *picture = gtk_widget_get_first_child (card_at (overview, overview->next_picture++));

  if (texture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
  order_next (overview);
}

/* One after the other: a newer order would replace the one that waits. */
static void
order_next (EntTalkOverview *overview)
{
  if (overview->next_picture >= overview->points->len)
    return;
  const EntStoryPoint *point
      = &g_array_index (overview->points, EntStoryPoint, overview->next_picture);
  ent_story_point_apply (point, overview->session);
  EntPictureOrder *order
      = ent_picture_order_new (overview->session, point->view->kind, point->view->thing.id);

  order->request.width = CARD_WIDTH;
  order->request.height = CARD_HEIGHT;
  order->request.text_scale = TEXT_SCALE;
  order->scale = gtk_widget_get_scale_factor (GTK_WIDGET (overview));
  ent_worker_push (overview->worker,
                   G_OBJECT (overview),
                   "overview",
                   ent_picture_make_texture,
                   order,
                   (GDestroyNotify)ent_picture_order_free,
                   g_object_unref,
                   take_texture);
}

static GtkWidget *
new_card (EntTalkOverview *overview, guint i)
{
  const EntStoryPoint *point = &g_array_index (overview->points, EntStoryPoint, i);
  g_autofree char *title = ent_story_point_title (point, ent_session_language (overview->session));
  g_autofree char *line = g_strdup_printf ("%u  %s", i + 1, title);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *picture = gtk_picture_new (), *label = gtk_label_new (line);

  gtk_widget_set_size_request (picture, CARD_WIDTH, CARD_HEIGHT);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "talk-card-title");
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (card), picture);
  gtk_box_append (GTK_BOX (card), label);
  gtk_widget_add_css_class (card, "talk-card");
  return card;
}

static void
on_activated (GtkFlowBox *grid, GtkFlowBoxChild *child, EntTalkOverview *overview)
{
  g_signal_emit (overview, signals[CHOSEN], 0, (guint)gtk_flow_box_child_get_index (child));
}

static void
dispose (GObject *object)
{
  EntTalkOverview *overview = ENT_TALK_OVERVIEW (object);

  if (overview->worker != NULL)
    ent_worker_cancel (overview->worker, object);
  g_clear_pointer (&overview->worker, ent_worker_unref);
  g_clear_pointer (&overview->scroll, gtk_widget_unparent);
  g_clear_object (&overview->session);
  G_OBJECT_CLASS (ent_talk_overview_parent_class)->dispose (object);
}

static void
ent_talk_overview_class_init (EntTalkOverviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "talkoverview");
  signals[CHOSEN] = g_signal_new ("chosen",
                                  ENT_TYPE_TALK_OVERVIEW,
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
ent_talk_overview_init (EntTalkOverview *overview)
{
  overview->grid = GTK_FLOW_BOX (gtk_flow_box_new ());
  overview->scroll = gtk_scrolled_window_new ();
  gtk_flow_box_set_homogeneous (overview->grid, TRUE);
  gtk_flow_box_set_column_spacing (overview->grid, 18);
  gtk_flow_box_set_row_spacing (overview->grid, 18);
  gtk_flow_box_set_max_children_per_line (overview->grid, 5);
  gtk_flow_box_set_selection_mode (overview->grid, GTK_SELECTION_SINGLE);
  gtk_widget_set_valign (GTK_WIDGET (overview->grid), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (overview->grid), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (overview->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("All Steps"), -1);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (overview->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (overview->scroll),
                                 GTK_WIDGET (overview->grid));
  gtk_widget_set_parent (overview->scroll, GTK_WIDGET (overview));
  g_signal_connect (overview->grid, "child-activated", G_CALLBACK (on_activated), overview);
}

/**
 * ent_talk_overview_new:
 * @session: of the talk
 * @points: (element-type EntStoryPoint): its steps, which outlive the overview
 *
 * Returns: (transfer floating): a grid of pictures, which are made one after the other
 */
GtkWidget *
ent_talk_overview_new (EntSession *session, const GArray *points)
{
  EntTalkOverview *overview = g_object_new (ENT_TYPE_TALK_OVERVIEW, NULL);

  overview->session = g_object_ref (session);
  overview->points = points;
  overview->worker = ent_worker_new ("overview");
  for (guint i = 0; i < points->len; i++)
    gtk_flow_box_insert (overview->grid, new_card (overview, i), -1);
  order_next (overview);
  return GTK_WIDGET (overview);
}

/**
 * ent_talk_overview_set_step:
 * @overview: an overview
 * @step: where the talk is: gets the focus
 */
void
ent_talk_overview_set_step (EntTalkOverview *overview, guint step)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (overview->grid, (int)step);

  gtk_flow_box_select_child (overview->grid, child);
  gtk_widget_grab_focus (GTK_WIDGET (child));
}
