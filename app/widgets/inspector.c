/* Right of the views: what is selected, what is known of it, and what that rests on. */
#include <glib/gi18n-lib.h>

#include "widgets/citation-copy.h"
#include "widgets/frame-steps.h"
#include "widgets/inspector-private.h"
#include "widgets/panel-parts.h"
#include "widgets/panels.h"

#define ENT_TYPE_INSPECTOR (ent_inspector_get_type ())
G_DECLARE_FINAL_TYPE (EntInspector, ent_inspector, ENT, INSPECTOR, GtkBox)

struct _EntInspector
{
  GtkBox parent;
  EntSession *session;
  GtkScrolledWindow *scroller;
  GtkWidget *page;
  GtkBox *content;
  guint frame_id, rebuild_id; /* waiting for the frame, and then to rebuild */
  GPtrArray *plan;            /* of EntInspectorPart; NULL when all its widgets are made */
  EntDossier *planned;        /* which the plan points into */
  guint next;                 /* the part to make */
  guint steps_id;
  gboolean to_top; /* another thing is selected: the next build starts at the top */
  double scroll;   /* where to scroll to once there is so much; -1: nowhere */
  gboolean all_cards, all_links;
};

G_DEFINE_FINAL_TYPE (EntInspector, ent_inspector, GTK_TYPE_BOX)

static void
drop_plan (EntInspector *self)
{
  if (self->steps_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->steps_id);
  self->steps_id = 0;
  g_clear_pointer (&self->plan, g_ptr_array_unref);
  g_clear_pointer (&self->planned, ent_dossier_unref);
}

/* ---- the page: the content, whose height is asked for at its width alone ---- */

static GtkSizeRequestMode
measure_by_width (GtkWidget *page)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What scrolls is as high as it is; how high it would be at its least width, which is asked for in
 * vain in each frame that changes it, takes as long to find as its real height. */
static void
measure_page (GtkWidget *page,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural,
              int *minimum_baseline,
              int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size >= 0)
    gtk_widget_measure (
        gtk_widget_get_first_child (page), orientation, for_size, minimum, natural, NULL, NULL);
}

static void
allocate_page (GtkWidget *page, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (page), width, height, baseline, NULL);
}

/* ---- the heading of the evidence ---- */

/* Every passage under the selection. */
static GPtrArray *
collect (GtkWidget *widget)
{
  EntInspector *self = ENT_INSPECTOR (widget);
  GPtrArray *evidence = g_ptr_array_new_with_free_func (g_free);
  EntDossier *dossier = ent_session_dossier (self->session);

  if (dossier == NULL)
    return evidence;
  g_autoptr (GPtrArray) joint
      = ent_inspector_joint_passages (dossier, ent_session_selection (self->session));
  for (guint i = 0; i < joint->len; i++)
    {
      const EntJointPassage *item = g_ptr_array_index (joint, i);
      g_ptr_array_add (evidence, g_memdup2 (&item->evidence, sizeof item->evidence));
    }
  return evidence;
}

static GtkWidget *
evidence_heading (EntInspector *self, const EntInspectorPart *part)
{
  GtkWidget *row = gtk_grid_new (), *heading = ent_inspector_part_new (self->session, part);
  GtkWidget *copy = ent_copy_button_new (self->session, GTK_WIDGET (self), collect);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (copy), _ ("Copy All"));
  gtk_widget_set_tooltip_text (copy, _ ("Copy all passages of the selection"));
  gtk_widget_add_css_class (copy, "card-button");
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_add_css_class (row, "evidence-heading");
  gtk_grid_attach (GTK_GRID (row), heading, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (row), copy, 1, 0, 1, 1);
  return row;
}

/* ---- filling ---- */

/* Measures what was just made, so that its share of the frame is known when it is asked whether
 * there is time for more: making a label is quick, measuring it is not. */
static void
measure_last (EntInspector *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->content));
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->content));
  const int width = gtk_widget_get_width (first != last ? first : GTK_WIDGET (self->content));

  if (width > 0)
    gtk_widget_measure (last, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
}

/* Makes the next part; laying out a dozen cards in one frame would take longer than a frame. */
static gboolean
make_next (gpointer data)
{
  EntInspector *self = ENT_INSPECTOR (data);
  const EntInspectorPart *part;

  if (self->next >= self->plan->len)
    {
      self->steps_id = 0;
      drop_plan (self);
      return G_SOURCE_REMOVE;
    }
  part = g_ptr_array_index (self->plan, self->next++);
  if (part->kind == ENT_PART_EVIDENCE)
    gtk_box_append (self->content, evidence_heading (self, part));
  else if (!ent_inspector_extend (self->content, self->session, part))
    gtk_box_append (self->content, ent_inspector_part_new (self->session, part));
  measure_last (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
rebuild (gpointer data)
{
  EntInspector *self = ENT_INSPECTOR (data);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  EntDossier *dossier = ent_session_dossier (self->session);

  self->rebuild_id = 0;
  drop_plan (self);
  self->scroll = self->to_top ? -1 : gtk_adjustment_get_value (adjustment);
  self->to_top = FALSE;
  ent_widget_remove_children (GTK_WIDGET (self->content));
  gtk_adjustment_set_value (adjustment, 0);
  if (dossier == NULL)
    return G_SOURCE_REMOVE;
  const EntInspectorTopic topic = {
    .dossier = dossier,
    .selection = ent_session_selection (self->session),
    .lang = ent_session_language (self->session),
    .all_cards = self->all_cards,
    .all_links = self->all_links,
  };
  self->plan = ent_inspector_plan (&topic);
  self->planned = ent_dossier_ref (dossier);
  self->next = 0;
  self->steps_id = ent_frame_steps_add (GTK_WIDGET (self), make_next, self);
  return G_SOURCE_REMOVE;
}

static gboolean
frame_began (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EntInspector *self = ENT_INSPECTOR (widget);

  self->frame_id = 0;
  self->rebuild_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, rebuild, self, NULL);
  return G_SOURCE_REMOVE;
}

/* After the next frame: the views show the selection first, the cards come with the frames after.
 */
static void
queue_rebuild (EntInspector *self)
{
  if (self->frame_id == 0 && self->rebuild_id == 0)
    self->frame_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_began, NULL, NULL);
}

/* What was in sight before the same things were made anew comes into sight again. */
static void
content_grew (GtkAdjustment *adjustment, EntInspector *self)
{
  const double lowest
      = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (self->scroll < 0 || lowest < self->scroll)
    return;
  gtk_adjustment_set_value (adjustment, self->scroll);
  self->scroll = -1;
}

static void
show_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EntInspector *self = ENT_INSPECTOR (widget);

  if (g_str_equal (action, "inspector.all-cards"))
    self->all_cards = TRUE;
  else
    self->all_links = TRUE;
  queue_rebuild (self);
}

static void
session_changed (EntSession *session, guint changes, EntInspector *self)
{
  if (!(changes
        & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_SELECTION | ENT_CHANGED_LANGUAGE
           | ENT_CHANGED_THEME)))
    return;
  drop_plan (self); /* what is selected next is not to wait for what nobody sees any more */
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_SELECTION))
    {
      self->to_top = TRUE;
      self->all_cards = self->all_links = FALSE;
    }
  queue_rebuild (self);
}

static void
ent_inspector_dispose (GObject *object)
{
  EntInspector *self = ENT_INSPECTOR (object);

  if (self->frame_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->frame_id);
  self->frame_id = 0;
  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  drop_plan (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_INSPECTOR);
  G_OBJECT_CLASS (ent_inspector_parent_class)->dispose (object);
}

static void
ent_inspector_class_init (EntInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_inspector_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/entente/Entente/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, EntInspector, scroller);
  gtk_widget_class_bind_template_child (widget_class, EntInspector, page);
  gtk_widget_class_bind_template_child (widget_class, EntInspector, content);
  gtk_widget_class_install_action (widget_class, "inspector.all-cards", NULL, show_all);
  gtk_widget_class_install_action (widget_class, "inspector.all-links", NULL, show_all);
}

static void
ent_inspector_init (EntInspector *self)
{
  self->scroll = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (
      self->page, gtk_custom_layout_new (measure_by_width, measure_page, allocate_page));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller),
                           "changed",
                           G_CALLBACK (content_grew),
                           self,
                           0);
}

/**
 * ent_inspector_new:
 * @session: the session to follow
 *
 * Returns: (transfer floating): the inspector.
 */
GtkWidget *
ent_inspector_new (EntSession *session)
{
  EntInspector *self = g_object_new (ENT_TYPE_INSPECTOR, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, 0);
  queue_rebuild (self);
  return GTK_WIDGET (self);
}

/**
 * ent_inspector_is_filled:
 * @inspector: the inspector
 *
 * Returns: whether everything there is to show of the selection is shown.
 */
gboolean
ent_inspector_is_filled (GtkWidget *inspector)
{
  EntInspector *self = ENT_INSPECTOR (inspector);

  return self->frame_id == 0 && self->rebuild_id == 0 && self->plan == NULL;
}
