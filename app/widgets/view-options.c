#include "widgets/view-options.h"

#include <glib/gi18n-lib.h>

#include "widgets/view-options-table.h"

/* Longer lists can be searched. */
#define MANY 12

/* Letters of a value on its button, and in the list. */
#define VALUE_CHARS 30
#define LISTED_CHARS 60

/* Narrower, the popover would grow with what is chosen; pixels. */
#define CHOOSER_WIDTH 240

struct _EntViewOptions
{
  GtkPopover parent;
  EntSession *session;
  EntCanvas *canvas;
  EntViewKind kind;
  GPtrArray *rows; /* Row, one an option */
  guint filling;   /* what is chosen is not the user's choice */

  /* template */
  GtkGrid *grid;
  GtkButton *reset_button;
};

G_DEFINE_FINAL_TYPE (EntViewOptions, ent_view_options, GTK_TYPE_POPOVER)

typedef struct
{
  const EntViewOption *option;
  GtkWidget *chooser; /* GtkDropDown, or GtkSwitch */
  GPtrArray *choices; /* EntChoice, of the drop-down */
} Row;

static void
free_row (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->choices, g_ptr_array_unref);
  g_free (row);
}

static Row *
row_of (EntViewOptions *self, GtkWidget *chooser)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((Row *)g_ptr_array_index (self->rows, i))->chooser == chooser)
      return g_ptr_array_index (self->rows, i);
  g_return_val_if_reached (NULL);
}

static void
follow_saved (EntViewOptions *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->reset_button),
                            ent_canvas_unsaved_options (self->canvas) != NULL);
}

/* Takes the value; NULL: not set. */
static void
choose (EntViewOptions *self, const Row *row, EntJson *value)
{
  EntJson *now = ent_canvas_options (self->canvas);
  EntJson *options = now != NULL ? ent_json_ref (now) : ent_json_new_object ();
  EntJson *saved = ent_canvas_saved_options (self->canvas);
  EntJson *said = saved != NULL ? ent_json_member (saved, row->option->key) : NULL;

  /* what the file spells out is no other choice than saying nothing */
  if (value == NULL && said != NULL && ent_view_option_is_unset (row->option, said))
    value = ent_json_ref (said);
  options = value != NULL ? ent_json_with_member (options, row->option->key, value)
                          : ent_json_without_member (options, row->option->key);
  /* where nodes were put in another layout would leave nothing of this one to be seen */
  if (g_str_equal (row->option->key, "layout"))
    options = ent_json_without_member (options, "pinned");
  ent_canvas_set_options (self->canvas, options);
  ent_json_unref (options);
  follow_saved (self);
}

static void
on_chosen (GtkDropDown *chooser, GParamSpec *pspec, EntViewOptions *self)
{
  const guint selected = gtk_drop_down_get_selected (chooser);

  if (self->filling > 0)
    return;
  const Row *row = row_of (self, GTK_WIDGET (chooser));
  if (selected >= row->choices->len)
    return;
  const EntChoice *choice = g_ptr_array_index (row->choices, selected);
  choose (self, row, choice->value != NULL ? ent_json_ref (choice->value) : NULL);
}

static void
on_switched (GtkSwitch *chooser, GParamSpec *pspec, EntViewOptions *self)
{
  if (self->filling == 0)
    choose (self,
            row_of (self, GTK_WIDGET (chooser)),
            gtk_switch_get_active (chooser) ? NULL : ent_json_new_boolean (FALSE));
}

static void
on_reset (EntViewOptions *self)
{
  ent_canvas_set_options (self->canvas, NULL);
  ent_view_options_update (self);
}

static void
set_up_item (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_list_item_set_child (item, label);
}

static void
bind_item (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, g_utf8_strlen (text, -1) > VALUE_CHARS ? text : NULL);
}

/* The list is as wide as its names, which it would cut to the width of the button. */
static void
bind_listed (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  const gboolean is_long = g_utf8_strlen (text, -1) > LISTED_CHARS;

  gtk_label_set_label (label, text);
  gtk_label_set_ellipsize (label, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_max_width_chars (label, is_long ? LISTED_CHARS : -1);
}

static GtkListItemFactory *
new_factory (GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_item), NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  return factory;
}

static GtkWidget *
new_drop_down (EntViewOptions *self)
{
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *chooser = gtk_drop_down_new (NULL, text);
  g_autoptr (GtkListItemFactory) shown = new_factory (G_CALLBACK (bind_item));
  g_autoptr (GtkListItemFactory) listed = new_factory (G_CALLBACK (bind_listed));

  gtk_drop_down_set_factory (GTK_DROP_DOWN (chooser), shown);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (chooser), listed);
  gtk_widget_set_size_request (chooser, CHOOSER_WIDTH, -1);
  gtk_widget_set_hexpand (chooser, TRUE);
  g_signal_connect (chooser, "notify::selected", G_CALLBACK (on_chosen), self);
  return chooser;
}

static GtkWidget *
new_switch (EntViewOptions *self)
{
  GtkWidget *chooser = gtk_switch_new ();

  gtk_widget_set_halign (chooser, GTK_ALIGN_START);
  gtk_widget_set_valign (chooser, GTK_ALIGN_CENTER);
  g_signal_connect (chooser, "notify::active", G_CALLBACK (on_switched), self);
  return chooser;
}

static void
add_row (EntViewOptions *self, const EntViewOption *option)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *label = gtk_label_new (_ (option->label));
  const int position = (int)self->rows->len;

  row->option = option;
  row->chooser = option->unset != NULL ? new_drop_down (self) : new_switch (self);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_grid_attach (self->grid, label, 0, position, 1, 1);
  gtk_grid_attach (self->grid, row->chooser, 1, position, 1, 1);
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (row->chooser), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row->chooser), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (option->label), -1);
  g_ptr_array_add (self->rows, row);
}

static void
fill_drop_down (EntViewOptions *self, Row *row, EntJson *now)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint chosen;

  g_clear_pointer (&row->choices, g_ptr_array_unref);
  row->choices = ent_view_option_choices (row->option,
                                          ent_session_dossier (self->session),
                                          now,
                                          ent_session_language (self->session),
                                          &chosen);
  for (guint i = 0; i < row->choices->len; i++)
    gtk_string_list_append (labels, ((EntChoice *)g_ptr_array_index (row->choices, i))->label);
  gtk_drop_down_set_model (GTK_DROP_DOWN (row->chooser), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (row->chooser), chosen);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (row->chooser), row->choices->len > MANY);
}

/**
 * ent_view_options_update:
 * @options: what chooses
 *
 * Shows what is chosen now.
 */
void
ent_view_options_update (EntViewOptions *options)
{
  EntJson *now = ent_canvas_options (options->canvas);

  if (ent_session_dossier (options->session) == NULL)
    return;
  options->filling++;
  for (guint i = 0; i < options->rows->len; i++)
    {
      Row *row = g_ptr_array_index (options->rows, i);
      EntJson *value = now != NULL ? ent_json_member (now, row->option->key) : NULL;
      gboolean on = TRUE;
      if (GTK_IS_DROP_DOWN (row->chooser))
        fill_drop_down (options, row, value);
      else
        {
          ent_json_get_boolean (value, &on);
          gtk_switch_set_active (GTK_SWITCH (row->chooser), on);
        }
    }
  options->filling--;
  follow_saved (options);
}

/**
 * ent_view_options_set_kind:
 * @options: what chooses
 * @kind: of the view that the canvas shows
 * @n: (out): how many options such views have
 */
void
ent_view_options_set_kind (EntViewOptions *options, EntViewKind kind, guint *n)
{
  const EntViewOption *table = ent_view_options_of (kind, n);

  if (options->kind == kind)
    return;
  options->kind = kind;
  options->filling++;
  g_ptr_array_set_size (options->rows, 0);
  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (options->grid))) != NULL;)
    gtk_grid_remove (options->grid, child);
  for (guint i = 0; i < *n; i++)
    add_row (options, &table[i]);
  options->filling--;
}

/**
 * ent_view_options_chooser:
 * @options: what chooses
 * @key: of an option
 *
 * Returns: (transfer none) (nullable): the widget that chooses it
 */
GtkWidget *
ent_view_options_chooser (EntViewOptions *options, const char *key)
{
  for (guint i = 0; i < options->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (options->rows, i);
      if (g_str_equal (row->option->key, key))
        return row->chooser;
    }
  return NULL;
}

static void
map (GtkWidget *widget)
{
  ent_view_options_update (ENT_VIEW_OPTIONS (widget));
  GTK_WIDGET_CLASS (ent_view_options_parent_class)->map (widget);
}

static void
dispose (GObject *object)
{
  EntViewOptions *self = ENT_VIEW_OPTIONS (object);

  self->filling++;
  if (self->rows != NULL)
    g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_VIEW_OPTIONS);
  G_OBJECT_CLASS (ent_view_options_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_ptr_array_unref (ENT_VIEW_OPTIONS (object)->rows);
  G_OBJECT_CLASS (ent_view_options_parent_class)->finalize (object);
}

static void
ent_view_options_class_init (EntViewOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  widget_class->map = map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/view-options.ui");
  gtk_widget_class_bind_template_child (widget_class, EntViewOptions, grid);
  gtk_widget_class_bind_template_child (widget_class, EntViewOptions, reset_button);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
}

static void
ent_view_options_init (EntViewOptions *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->kind = ENT_N_VIEW_KINDS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_view_options_new:
 * @session: with the dossier
 * @canvas: shows the view; outlives the popover
 *
 * Returns: (transfer floating): a popover without options
 */
GtkWidget *
ent_view_options_new (EntSession *session, EntCanvas *canvas)
{
  EntViewOptions *self = g_object_new (ENT_TYPE_VIEW_OPTIONS, NULL);

  self->session = g_object_ref (session);
  self->canvas = canvas;
  return GTK_WIDGET (self);
}
