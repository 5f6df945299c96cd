/* Left of the views: what can be shown and hidden, which is also the legend. */
#include <glib/gi18n-lib.h>

#include "widgets/frame-steps.h"
#include "widgets/panel-parts.h"
#include "widgets/panels.h"

/* Lines of a group shown at once; a group with more has a button for the rest. */
#define FIRST_ROWS 10

#define ENT_TYPE_FILTER_PANEL (ent_filter_panel_get_type ())
G_DECLARE_FINAL_TYPE (EntFilterPanel, ent_filter_panel, ENT, FILTER_PANEL, GtkBox)

typedef struct
{
  char *name;       /* "kind" */
  GPtrArray *rows;  /* of GtkCheckButton * */
  GPtrArray *keys;  /* of char *, as the filter takes them */
  GtkWidget *head;  /* GtkCheckButton * */
  GtkWidget *extra; /* box of the rows beyond the first, or NULL */
} Group;

struct _EntFilterPanel
{
  GtkBox parent;
  EntSession *session;
  GtkBox *groups, *time_box;
  GtkLabel *time_label;
  GtkRevealer *revealer;
  GMenuModel *row_menu;
  GPtrArray *list;    /* of Group * */
  char *menu_key;     /* of the row whose menu is open */
  GPtrArray *entries; /* of EntLegendEntry *, for the rows still to be made; NULL: all are to be */
  guint next_entry, steps_id;
  gboolean updating; /* the buttons follow the filter, not the other way round */
  gboolean only;     /* the toggle to come is the second of a double click */
};

G_DEFINE_FINAL_TYPE (EntFilterPanel, ent_filter_panel, GTK_TYPE_BOX)

static void
group_free (Group *group)
{
  g_free (group->name);
  g_ptr_array_unref (group->rows);
  g_ptr_array_unref (group->keys);
  g_free (group);
}

static const char *
group_title (const char *name)
{
  static const struct
  {
    const char *name, *title;
  } titles[] = { { "kind", N_ ("Actors") },       { "type", N_ ("Relations") },
                 { "tag", N_ ("Tags") },          { "document", N_ ("Documents") },
                 { "modality", N_ ("Standing") }, { "verdict", N_ ("Verdicts") } };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].name, name))
      return _ (titles[i].title);
  return name;
}

static Group *
group_of_key (EntFilterPanel *self, const char *key)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      Group *group = g_ptr_array_index (self->list, i);
      if (g_ptr_array_find_with_equal_func (group->keys, key, g_str_equal, NULL))
        return group;
    }
  return NULL;
}

static void
show_only (EntFilterPanel *self, const char *key)
{
  Group *group = group_of_key (self, key);

  for (guint i = 0; group && i < group->keys->len; i++)
    {
      const char *other = g_ptr_array_index (group->keys, i);
      gboolean hidden = !g_str_equal (other, key);
      if (ent_session_is_hidden (self->session, other) != hidden)
        ent_session_set_hidden (self->session, other, hidden);
    }
}

static void
row_toggled (GtkCheckButton *row, EntFilterPanel *self)
{
  const char *key = g_object_get_data (G_OBJECT (row), "ent-key");

  if (self->updating)
    return;
  if (self->only)
    show_only (self, key);
  else
    ent_session_set_hidden (self->session, key, !gtk_check_button_get_active (row));
  self->only = FALSE;
}

static void
head_toggled (GtkCheckButton *head, EntFilterPanel *self)
{
  const Group *group = g_object_get_data (G_OBJECT (head), "ent-group");
  gboolean hidden = !gtk_check_button_get_active (head);

  if (self->updating)
    return;
  /* The filter's signal repaints the buttons while the keys are still being set. */
  g_autoptr (GPtrArray) keys = g_ptr_array_ref (group->keys);
  for (guint i = 0; i < keys->len; i++)
    if (ent_session_is_hidden (self->session, g_ptr_array_index (keys, i)) != hidden)
      ent_session_set_hidden (self->session, g_ptr_array_index (keys, i), hidden);
}

static void
row_pressed (GtkGestureClick *gesture, int n_press, double x, double y, EntFilterPanel *self)
{
  self->only = n_press == 2;
}

/* A name that is shown whole needs no tooltip. */
static gboolean
query_tooltip (GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

static gboolean
drop_menu (gpointer menu)
{
  gtk_widget_unparent (menu);
  return G_SOURCE_REMOVE;
}

static void
menu_closed (GtkPopover *menu, gpointer data)
{
  /* Its action is activated after it closes: the menu must outlive that. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_menu, g_object_ref (menu), g_object_unref);
}

static void
open_menu (EntFilterPanel *self, GtkWidget *row)
{
  GtkWidget *menu = gtk_popover_menu_new_from_model (self->row_menu);

  g_free (self->menu_key);
  self->menu_key = g_strdup (g_object_get_data (G_OBJECT (row), "ent-key"));
  gtk_widget_set_parent (menu, row);
  g_signal_connect (menu, "closed", G_CALLBACK (menu_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (menu));
}

static void
row_right_clicked (GtkGestureClick *gesture, int n_press, double x, double y, EntFilterPanel *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
}

static gboolean
menu_key_pressed (GtkWidget *row, GVariant *args, gpointer self)
{
  open_menu (self, row);
  return TRUE;
}

static void
add_row_controllers (EntFilterPanel *self, GtkWidget *row)
{
  GtkGesture *press = gtk_gesture_click_new (), *secondary = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger
      = gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Menu, 0),
                                     gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK));

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (row_pressed), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (press));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (secondary, "pressed", G_CALLBACK (row_right_clicked), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (secondary));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (trigger, gtk_callback_action_new (menu_key_pressed, self, NULL)));
  gtk_widget_add_controller (row, keys);
}

static GtkWidget *
new_row (EntFilterPanel *self, const EntLegendEntry *entry)
{
  g_autofree char *count = g_strdup_printf ("%u", entry->count);
  g_autofree char *name = g_strdup_printf ("%s, %u", entry->label, entry->count);
  GtkWidget *row = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (entry->label), *number = gtk_label_new (count);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip), NULL);
  gtk_widget_add_css_class (number, "filter-count");
  gtk_widget_add_css_class (number, "numeric");
  if (entry->swatch != ENT_SWATCH_NONE)
    gtk_box_append (GTK_BOX (box), ent_legend_icon_new (entry, ent_session_theme (self->session)));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), number);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row), box);
  gtk_widget_add_css_class (row, "filter-row");
  g_object_set_data_full (G_OBJECT (row), "ent-key", g_strdup (entry->key), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (row, "toggled", G_CALLBACK (row_toggled), self, 0);
  add_row_controllers (self, row);
  return row;
}

static Group *
new_group (EntFilterPanel *self, const char *name)
{
  Group *group = g_new0 (Group, 1);
  GtkWidget *label = gtk_label_new (group_title (name));

  group->name = g_strdup (name);
  group->rows = g_ptr_array_new ();
  group->keys = g_ptr_array_new_with_free_func (g_free);
  group->head = gtk_check_button_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "panel-heading");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (group->head), label);
  gtk_widget_add_css_class (group->head, "filter-head");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (group->head), GTK_ACCESSIBLE_PROPERTY_LABEL, group_title (name), -1);
  g_object_set_data (G_OBJECT (group->head), "ent-group", group);
  g_signal_connect_object (group->head, "toggled", G_CALLBACK (head_toggled), self, 0);
  gtk_box_append (self->groups, group->head);
  g_ptr_array_add (self->list, group);
  return group;
}

static void
show_extra (GtkButton *button, GtkWidget *extra)
{
  gtk_widget_set_visible (extra, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (button), FALSE);
  gtk_widget_child_focus (extra, GTK_DIR_TAB_FORWARD);
}

static void
add_extra_button (EntFilterPanel *self, Group *group)
{
  guint n = group->rows->len - FIRST_ROWS;
  g_autofree char *text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u More", "%u More", n), n);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "filter-more");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_extra), group->extra, 0);
  gtk_box_append (self->groups, button);
  gtk_box_append (self->groups, group->extra);
}

static void
add_row (EntFilterPanel *self, Group *group, const EntLegendEntry *entry)
{
  GtkWidget *row = new_row (self, entry);

  if (group->rows->len >= FIRST_ROWS && !group->extra)
    {
      group->extra = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_set_visible (group->extra, FALSE);
    }
  gtk_box_append (group->extra ? GTK_BOX (group->extra) : self->groups, row);
  g_ptr_array_add (group->rows, row);
  g_ptr_array_add (group->keys, g_strdup (entry->key));
}

static void
set_head (Group *group, guint n_hidden)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (group->head), n_hidden == 0);
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (group->head),
                                     n_hidden > 0 && n_hidden < group->rows->len);
}

static void
update_group (EntFilterPanel *self, Group *group)
{
  guint n_hidden = 0;

  for (guint i = 0; i < group->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (group->rows, i);
      gboolean hidden = ent_session_is_hidden (self->session, g_ptr_array_index (group->keys, i));
      n_hidden += hidden;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (row), !hidden);
      if (hidden)
        gtk_widget_add_css_class (row, "hidden-row");
      else
        gtk_widget_remove_css_class (row, "hidden-row");
    }
  set_head (group, n_hidden);
}

/* Buttons and time follow the filter. */
static void
update (EntFilterPanel *self)
{
  const EntFilter *filter = ent_session_filter (self->session);

  self->updating = TRUE;
  for (guint i = 0; i < self->list->len; i++)
    update_group (self, g_ptr_array_index (self->list, i));
  if (filter->time)
    {
      g_autofree char *range
          = ent_date_format (filter->time, ENT_DATE_LONG, ent_session_language (self->session));
      gtk_label_set_label (self->time_label, range);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->time_box), filter->time != NULL);
  gtk_revealer_set_reveal_child (self->revealer, !ent_filter_is_empty (filter));
  self->updating = FALSE;
}

/* Forgets all rows and reads what there is to list. */
static void
begin (EntFilterPanel *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);

  g_ptr_array_set_size (self->list, 0);
  ent_widget_remove_children (GTK_WIDGET (self->groups));
  self->next_entry = 0;
  if (dossier)
    self->entries = ent_legend_for_dossier (dossier,
                                            ent_theme_get (ent_session_theme (self->session)),
                                            ent_session_language (self->session));
  else
    self->entries = g_ptr_array_new ();
}

/* Makes the row of the next entry, with the heading before it and what closes the group above. */
static gboolean
make_next (gpointer data)
{
  EntFilterPanel *self = ENT_FILTER_PANEL (data);

  if (!self->entries)
    begin (self);
  Group *group = self->list->len ? g_ptr_array_index (self->list, self->list->len - 1) : NULL;
  const EntLegendEntry *entry = NULL;
  while (self->next_entry < self->entries->len && !(entry && entry->key))
    entry = g_ptr_array_index (self->entries, self->next_entry++);
  gboolean found = entry && entry->key;
  if (group && (!found || !g_str_equal (group->name, entry->group)))
    {
      if (group->extra)
        add_extra_button (self, group);
      group = NULL;
    }
  if (!found)
    {
      self->steps_id = 0;
      update (self);
      return G_SOURCE_REMOVE;
    }
  self->updating = TRUE;
  group = group ? group : new_group (self, entry->group);
  add_row (self, group, entry);
  update_group (self, group);
  self->updating = FALSE;
  return G_SOURCE_CONTINUE;
}

static void
rebuild (EntFilterPanel *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  if (self->steps_id == 0)
    self->steps_id = ent_frame_steps_add (GTK_WIDGET (self), make_next, self);
}

static void
session_changed (EntSession *session, guint changes, EntFilterPanel *self)
{
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LANGUAGE | ENT_CHANGED_THEME))
    rebuild (self);
  else if (changes & ENT_CHANGED_FILTER)
    update (self);
}

static void
activate_only (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntFilterPanel *self = ENT_FILTER_PANEL (widget);

  if (self->menu_key)
    show_only (self, self->menu_key);
}

static void
activate_show_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ent_session_clear_filter (ENT_FILTER_PANEL (widget)->session);
}

static void
activate_all_times (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ent_session_set_time (ENT_FILTER_PANEL (widget)->session, NULL, NULL);
}

static void
ent_filter_panel_dispose (GObject *object)
{
  EntFilterPanel *self = ENT_FILTER_PANEL (object);

  if (self->steps_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->steps_id);
  self->steps_id = 0;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->menu_key, g_free);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_FILTER_PANEL);
  G_OBJECT_CLASS (ent_filter_panel_parent_class)->dispose (object);
}

static void
ent_filter_panel_class_init (EntFilterPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_filter_panel_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/filter-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, EntFilterPanel, groups);
  gtk_widget_class_bind_template_child (widget_class, EntFilterPanel, time_box);
  gtk_widget_class_bind_template_child (widget_class, EntFilterPanel, time_label);
  gtk_widget_class_bind_template_child (widget_class, EntFilterPanel, revealer);
  gtk_widget_class_bind_template_child (widget_class, EntFilterPanel, row_menu);
  gtk_widget_class_install_action (widget_class, "filters.only", NULL, activate_only);
  gtk_widget_class_install_action (widget_class, "filters.show-all", NULL, activate_show_all);
  gtk_widget_class_install_action (widget_class, "filters.all-times", NULL, activate_all_times);
}

static void
ent_filter_panel_init (EntFilterPanel *self)
{
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify)group_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_filter_panel_new:
 * @session: the session to follow
 *
 * Returns: (transfer floating): the filters.
 */
GtkWidget *
ent_filter_panel_new (EntSession *session)
{
  EntFilterPanel *self = g_object_new (ENT_TYPE_FILTER_PANEL, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, 0);
  rebuild (self);
  return GTK_WIDGET (self);
}
