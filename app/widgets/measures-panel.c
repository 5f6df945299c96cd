#include "widgets/measures-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/worker.h"
#include "widgets/file-chooser.h"
#include "widgets/measures-private.h"

#define PANEL_KEY "ent-measures-panel"
/* Work that takes longer says so, and can be cancelled. */
#define PATIENCE_MS 100

#define ENT_TYPE_MEASURES_PANEL (ent_measures_panel_get_type ())
G_DECLARE_FINAL_TYPE (EntMeasuresPanel, ent_measures_panel, ENT, MEASURES_PANEL, AdwWindow)

struct _EntMeasuresPanel
{
  AdwWindow parent;
  EntSession *session;
  EntWorker *worker;
  EntMeasured *measured; /* NULL until it is found out */
  EntMeasuresTable *rows;
  GPtrArray *hubs;     /* of ids, the first NULL: what the choices stand for */
  GPtrArray *branches; /* of keys, the first NULL */
  gboolean filling;    /* the choices change by themselves */
  guint patience;
  GtkLabel *hub_name, *values[ENT_N_NET_MEASURES];

  /* template */
  GtkDropDown *hub, *branch;
  GtkLabel *status;
  GtkBox *progress;
  GtkStack *stack;
  GtkColumnView *table;
  AdwPreferencesPage *network;
};

G_DEFINE_FINAL_TYPE (EntMeasuresPanel, ent_measures_panel, ADW_TYPE_WINDOW)

/**
 * ent_measured_free:
 * @measured: (nullable) (transfer full): what was measured
 *
 * Frees it.
 */
void
ent_measured_free (EntMeasured *measured)
{
  if (measured == NULL)
    return;
  ent_measure_point_free (measured->point);
  ent_measure_study_unref (measured->study);
  g_free (measured);
}

/**
 * ent_measure_tooltip:
 * @info: a measure
 *
 * Returns: (transfer full): its definition, its caveat and its source
 */
char *
ent_measure_tooltip (const EntMeasureInfo *info)
{
  return g_strdup_printf ("%s\n\n%s\n\n%s", _ (info->definition), _ (info->caveat), info->source);
}

/* ---- measuring ---- */

typedef struct
{
  EntDossier *dossier;
  EntFilter *filter;
  char *hub, *branch;
} Order;

static void
free_order (Order *order)
{
  ent_dossier_unref (order->dossier);
  ent_filter_free (order->filter);
  g_free (order->hub);
  g_free (order->branch);
  g_free (order);
}

static gpointer
find_out (gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;
  const EntMeasureRequest request
      = { .filter = order->filter, .hub = order->hub, .branch = order->branch };
  EntMeasured *measured = g_new0 (EntMeasured, 1);

  measured->study = ent_measure_study_new (order->dossier, &request, error);
  if (measured->study != NULL)
    measured->point
        = ent_measure_study_at (measured->study, order->filter->time, cancellable, error);
  if (measured->point == NULL)
    g_clear_pointer (&measured, ent_measured_free);
  return measured;
}

static void
stop_waiting (EntMeasuresPanel *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
}

static void
show_network (EntMeasuresPanel *self)
{
  const EntMeasurePoint *point = self->measured->point;
  const int hub = point->most->hub;
  const EntThing *thing
      = hub >= 0 ? g_ptr_array_index (ent_measure_study_actors (self->measured->study), hub) : NULL;

  gtk_label_set_text (
      self->hub_name,
      thing != NULL ? ent_text_get (&thing->name, ent_session_language (self->session)) : "–");
  for (guint i = 0; i < ENT_N_NET_MEASURES; i++)
    {
      g_autofree char *text = ent_measure_format (
          point->least->net[i], point->most->net[i], ent_net_measure_info (i)->decimals);
      gtk_label_set_text (self->values[i], text);
    }
}

/* When it was measured, and whether dates leave a doubt. */
static void
show_status (EntMeasuresPanel *self)
{
  const EntMeasurePoint *point = self->measured->point;
  g_autofree char *when
      = point->date != NULL
            ? ent_date_format (point->date, ENT_DATE_SHORT, ent_session_language (self->session))
            : g_strdup (_ ("All times"));
  /* Translators: a date, then what it is about the values shown */
  g_autofree char *words
      = point->least == point->most
            ? g_strdup (when)
            : g_strdup_printf (_ ("%s · ranges: dates that can be read in two ways"), when);

  gtk_label_set_text (self->status, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status),
                               _ ("Ties that are planned, threatened or proposed are not counted; "
                                  "ties without a date always are."));
}

static void
take_measured (gpointer owner, gpointer result, const GError *error)
{
  EntMeasuresPanel *self = owner;
  EntMeasured *before = self->measured;

  stop_waiting (self);
  if (result == NULL)
    {
      gtk_label_set_text (self->status, error->message);
      return;
    }
  self->measured = result;
  ent_measures_table_show (self->rows, self->measured);
  ent_measured_free (before);
  show_network (self);
  show_status (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "measures.copy", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "measures.save", TRUE);
}

static gboolean
grow_impatient (gpointer data)
{
  EntMeasuresPanel *self = data;

  self->patience = 0;
  gtk_label_set_text (self->status, _ ("Measuring…"));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  return G_SOURCE_REMOVE;
}

static void
renew (EntMeasuresPanel *self)
{
  EntDossier *dossier = ent_session_dossier (self->session);
  const guint hub = gtk_drop_down_get_selected (self->hub);
  const guint branch = gtk_drop_down_get_selected (self->branch);
  Order *order;

  if (dossier == NULL)
    return;
  order = g_new0 (Order, 1);
  order->dossier = ent_dossier_ref (dossier);
  order->filter = ent_filter_copy (ent_session_filter (self->session));
  order->hub = g_strdup (hub < self->hubs->len ? g_ptr_array_index (self->hubs, hub) : NULL);
  order->branch
      = g_strdup (branch < self->branches->len ? g_ptr_array_index (self->branches, branch) : NULL);
  if (self->patience == 0)
    self->patience = g_timeout_add (PATIENCE_MS, grow_impatient, self);
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "measures",
                   find_out,
                   order,
                   (GDestroyNotify)free_order,
                   (GDestroyNotify)ent_measured_free,
                   take_measured);
}

static void
act_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntMeasuresPanel *self = ENT_MEASURES_PANEL (widget);

  ent_worker_cancel (self->worker, G_OBJECT (self));
  stop_waiting (self);
  gtk_label_set_text (self->status, _ ("Cancelled; the values are those of before"));
}

/* ---- hub and branch ---- */

/* Keys of the attributes that have words or few numbers are as many as the dossier has. */
static void
collect_keys (EntDossier *dossier, GPtrArray *keys)
{
  const GPtrArray *actors = ent_dossier_actors (dossier);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = g_ptr_array_index (actors, i);

      for (guint k = 0; k < actor->n_attributes; k++)
        if (g_hash_table_add (seen, (gpointer)actor->attributes[k].key))
          g_ptr_array_add (keys, g_strdup (actor->attributes[k].key));
    }
}

static void
set_choices (GtkDropDown *drop_down, const GPtrArray *words, guint selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < words->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (words, i));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (drop_down, selected);
}

static guint
find_again (const GPtrArray *ids, const char *id)
{
  for (guint i = 1; id != NULL && i < ids->len; i++)
    if (g_str_equal (g_ptr_array_index (ids, i), id))
      return i;
  return 0;
}

static char *
chosen_of (const GPtrArray *ids, GtkDropDown *drop_down)
{
  const guint i = gtk_drop_down_get_selected (drop_down);

  return i < ids->len ? g_strdup (g_ptr_array_index (ids, i)) : NULL;
}

/* Who can be the hub and what can tell branches; what was chosen stays if it is still there. */
static void
fill_choices (EntMeasuresPanel *self)
{
  EntDossier *dossier = ent_session_dossier (self->session);
  g_autofree char *hub = chosen_of (self->hubs, self->hub);
  g_autofree char *branch = chosen_of (self->branches, self->branch);
  g_autoptr (GPtrArray) names = g_ptr_array_new (), keys = g_ptr_array_new ();

  g_ptr_array_set_size (self->hubs, 0);
  g_ptr_array_set_size (self->branches, 0);
  g_ptr_array_add (self->hubs, NULL);
  g_ptr_array_add (self->branches, NULL);
  g_ptr_array_add (names, (gpointer)_ ("Most partners"));
  g_ptr_array_add (keys, (gpointer)_ ("Attribute “branch”"));
  for (guint i = 0; dossier != NULL && i < ent_dossier_actors (dossier)->len; i++)
    {
      const EntThing *thing = g_ptr_array_index (ent_dossier_actors (dossier), i);

      g_ptr_array_add (self->hubs, g_strdup (thing->id));
      g_ptr_array_add (names,
                       (gpointer)ent_text_get (&thing->name, ent_session_language (self->session)));
    }
  if (dossier != NULL)
    collect_keys (dossier, self->branches);
  for (guint i = 1; i < self->branches->len; i++)
    g_ptr_array_add (keys, g_ptr_array_index (self->branches, i));
  g_ptr_array_add (self->branches, g_strdup ("part-of"));
  g_ptr_array_add (keys, (gpointer)_ ("What an actor is part of"));
  self->filling = TRUE;
  set_choices (self->hub, names, find_again (self->hubs, hub));
  set_choices (self->branch, keys, find_again (self->branches, branch));
  self->filling = FALSE;
}

static void
choice_changed (EntMeasuresPanel *self)
{
  if (!self->filling)
    renew (self);
}

/* ---- CSV ---- */

static char *
write_csv (EntMeasuresPanel *self)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new ();

  g_ptr_array_add (points, self->measured->point);
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "actors")
             ? ent_measure_actors_csv (
                 self->measured->study, points, ent_session_language (self->session))
             : ent_measure_networks_csv (self->measured->study, points);
}

static void
act_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntMeasuresPanel *self = ENT_MEASURES_PANEL (widget);
  g_autofree char *csv = write_csv (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), csv);
  gtk_label_set_text (self->status, _ ("The table is on the clipboard"));
}

static void
written (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntMeasuresPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (file));
  g_autofree char *words = g_strdup_printf (_ ("Saved “%s”"), name);
  const gboolean saved = g_file_replace_contents_finish (G_FILE (file), result, NULL, &error);

  if (self->session != NULL)
    gtk_label_set_text (self->status, saved ? words : error->message);
}

static void
file_chosen (GtkWindow *window, GFile *file)
{
  EntMeasuresPanel *self = ENT_MEASURES_PANEL (window);
  char *csv = write_csv (self);
  g_autoptr (GBytes) bytes = g_bytes_new_take (csv, strlen (csv));

  g_file_replace_contents_bytes_async (
      file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, written, g_object_ref (self));
}

static void
act_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntMeasuresPanel *self = ENT_MEASURES_PANEL (widget);
  GFile *own = ent_session_file (self->session);
  g_autoptr (GFile) folder = own != NULL ? g_file_get_parent (own) : NULL;
  g_autofree char *proposed = g_strdup_printf ("%s-%s.csv",
                                               ent_dossier_id (ent_session_dossier (self->session)),
                                               gtk_stack_get_visible_child_name (self->stack));
  g_autoptr (GFile) start
      = folder != NULL ? g_file_get_child (folder, proposed) : g_file_new_for_path (proposed);

  ent_choose_file (GTK_WINDOW (self), ENT_CHOOSE_FIGURE, _ ("Save as CSV"), start, file_chosen);
}

/* ---- the panel ---- */

static void
session_changed (EntSession *session, guint changes, EntMeasuresPanel *self)
{
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LANGUAGE))
    fill_choices (self);
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_FILTER | ENT_CHANGED_LANGUAGE))
    renew (self);
  else if (changes & ENT_CHANGED_SELECTION)
    ent_measures_table_follow (self->rows);
}

static GtkLabel *
add_value (AdwPreferencesGroup *group, const char *title, const char *subtitle, const char *tip)
{
  GtkWidget *row = adw_action_row_new (), *label = gtk_label_new ("–");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_tooltip_text (row, tip);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
  return GTK_LABEL (label);
}

static void
make_network (EntMeasuresPanel *self)
{
  const struct
  {
    EntNetMeasure last;
    const char *title;
  } parts[] = { { ENT_NET_MODULARITY, _ ("The Whole") },
                { ENT_NET_HUBLESS_LARGEST, _ ("Hub and Branches") },
                { ENT_NET_FRUSTRATION_LOWER, _ ("Structural Balance") } };
  guint i = 0;

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    {
      AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      adw_preferences_group_set_title (group, parts[p].title);
      adw_preferences_page_add (self->network, group);
      if (p == 1)
        self->hub_name = add_value (group, _ ("Hub"), NULL, NULL);
      for (; i <= (guint)parts[p].last; i++)
        {
          const EntMeasureInfo *info = ent_net_measure_info (i);
          g_autofree char *tip = ent_measure_tooltip (info);

          self->values[i] = add_value (group, _ (info->name), _ (info->definition), tip);
        }
    }
}

static void
dispose (GObject *object)
{
  EntMeasuresPanel *self = ENT_MEASURES_PANEL (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->worker != NULL)
    ent_worker_cancel (self->worker, object);
  g_clear_pointer (&self->worker, ent_worker_unref);
  g_clear_pointer (&self->rows, ent_measures_table_free);
  g_clear_pointer (&self->measured, ent_measured_free);
  g_clear_pointer (&self->hubs, g_ptr_array_unref);
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_MEASURES_PANEL);
  G_OBJECT_CLASS (ent_measures_panel_parent_class)->dispose (object);
}

static void
ent_measures_panel_class_init (EntMeasuresPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/measures-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, EntMeasuresPanel, hub);
  gtk_widget_class_bind_template_child (widget_class, EntMeasuresPanel, branch);
  gtk_widget_class_bind_template_child (widget_class, EntMeasuresPanel, status);
  gtk_widget_class_bind_template_child (widget_class, EntMeasuresPanel, progress);
  gtk_widget_class_bind_template_child (widget_class, EntMeasuresPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, EntMeasuresPanel, table);
  gtk_widget_class_bind_template_child (widget_class, EntMeasuresPanel, network);
  gtk_widget_class_install_action (widget_class, "measures.copy", NULL, act_copy);
  gtk_widget_class_install_action (widget_class, "measures.save", NULL, act_save);
  gtk_widget_class_install_action (widget_class, "measures.cancel", NULL, act_cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ent_measures_panel_init (EntMeasuresPanel *self)
{
  g_autoptr (GtkExpression) name
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_widget_init_template (GTK_WIDGET (self));
  self->worker = ent_worker_new ("measures");
  self->hubs = g_ptr_array_new_with_free_func (g_free);
  self->branches = g_ptr_array_new_with_free_func (g_free);
  gtk_drop_down_set_expression (self->hub, name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "measures.copy", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "measures.save", FALSE);
  make_network (self);
  g_signal_connect_swapped (self->hub, "notify::selected", G_CALLBACK (choice_changed), self);
  g_signal_connect_swapped (self->branch, "notify::selected", G_CALLBACK (choice_changed), self);
}

static void
forget (gpointer parent, GObject *panel)
{
  g_object_set_data (parent, PANEL_KEY, NULL);
}

/**
 * ent_measures_panel_present:
 * @parent: the window of the session
 * @session: a session with a dossier open
 *
 * Shows the measures in a window of their own, which follows the session's filter and selection.
 */
void
ent_measures_panel_present (GtkWindow *parent, EntSession *session)
{
  EntMeasuresPanel *panel = g_object_get_data (G_OBJECT (parent), PANEL_KEY);

  if (panel == NULL)
    {
      panel = g_object_new (ENT_TYPE_MEASURES_PANEL, "transient-for", parent, NULL);
      panel->session = g_object_ref (session);
      panel->rows = ent_measures_table_new (panel->table, session);
      g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), panel, 0);
      g_object_set_data (G_OBJECT (parent), PANEL_KEY, panel);
      g_signal_connect_object (panel, "destroy", G_CALLBACK (forget), parent, G_CONNECT_SWAPPED);
      fill_choices (panel);
      renew (panel);
      gtk_widget_grab_focus (GTK_WIDGET (panel->table));
    }
  gtk_window_present (GTK_WINDOW (panel));
}
