/* Sources: what was read, passage by passage, and the marks that rest on it. */
#include <glib/gi18n-lib.h>

#include "widgets/mark-list.h"
#include "widgets/reader-private.h"

/* Steps of the zoom; style.css has a class for each, ZOOM_NORMAL is the size of the interface. */
#define N_ZOOMS 9
#define ZOOM_NORMAL 3
/* Widest column of text, in em of the interface's font: about 42 Chinese characters. */
#define COLUMN_EM 42

G_DEFINE_FINAL_TYPE (EntReader, ent_reader, GTK_TYPE_BOX)

static void
activate_previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ent_reader_step (ENT_READER (widget), -1);
}

static void
activate_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ent_reader_step (ENT_READER (widget), 1);
}

static void
activate_previous_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ent_reader_step_selected (ENT_READER (widget), -1);
}

static void
activate_next_selected (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ent_reader_step_selected (ENT_READER (widget), 1);
}

static void
activate_outline (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (ENT_READER (widget)->outline_button);
}

static void
activate_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ent_reader_copy (ENT_READER (widget));
}

/* The first selected passage of the document shown, or NULL. */
static const char *
first_selected (EntReader *self)
{
  GHashTable *selected = ent_session_selected_passages (self->session);

  for (guint i = 0; i < self->passages->len; i++)
    if (g_hash_table_contains (selected, g_ptr_array_index (self->passages, i)))
      return g_ptr_array_index (self->passages, i);
  return NULL;
}

static void
update_selection (EntReader *self)
{
  const char *first = first_selected (self);

  if (first && !self->own_click)
    ent_reader_set_current (self, first);
  if (self->has_text)
    ent_reader_text_update_selection (self->text, !self->own_click);
  else
    {
      ent_reader_cards_update_selection (self->cards);
      if (first && !self->own_click)
        ent_reader_cards_reveal (self->cards, first);
    }
  ent_reader_update_foot (self);
}

static void
session_reveal (EntSession *session, const char *id, EntReader *self)
{
  ent_reader_reveal (self, id);
}

static void
session_changed (EntSession *session, guint changes, EntReader *self)
{
  if (!ent_session_dossier (session))
    return;
  if (changes & ENT_CHANGED_THEME)
    ent_reader_text_update_theme (self->text);
  if (changes
      & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_LANGUAGE | ENT_CHANGED_THEME))
    ent_reader_list_documents (self);
  else if (changes & ENT_CHANGED_SELECTION)
    update_selection (self);
}

static void
text_chosen (EntReaderText *text, EntReader *self)
{
  EntRange chosen = ent_reader_text_highlights (text)->chosen;

  ent_session_set_text_selection (self->session, self->document_id, chosen.start, chosen.end);
  ent_reader_update_foot (self);
}

static void
outline_go (EntReaderOutline *outline, guint start, guint end, const char *id, EntReader *self)
{
  if (id)
    ent_reader_reveal (self, id);
  else
    {
      ent_reader_text_reveal_range (self->text, start, end);
      gtk_widget_grab_focus (GTK_WIDGET (ent_reader_text_view (self->text)));
    }
}

/* The outline opens at the cursor, which is where one went last. */
static void
outline_shown (GtkWidget *outline, EntReader *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (ent_reader_text_view (self->text));
  int at;

  g_object_get (buffer, "cursor-position", &at, NULL);
  ent_reader_outline_set_at (self->outline, (guint)at);
}

/* Zoom */

static void
set_zoom (EntReader *self, guint zoom)
{
  static const double scale[N_ZOOMS] = { 0.75, 0.83, 0.92, 1, 1.12, 1.25, 1.5, 1.75, 2 };
  GtkWidget *view = GTK_WIDGET (ent_reader_text_view (self->text));
  g_autofree char *old = g_strdup_printf ("reader-zoom-%u", self->zoom);
  g_autofree char *new = g_strdup_printf ("reader-zoom-%u", zoom);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double em = pango_font_description_get_size (font) / (double)PANGO_SCALE;

  /* Points to pixels at the 96 per inch of CSS; the margin of marks is on top. */
  if (!pango_font_description_get_size_is_absolute (font))
    em *= 96.0 / 72.0;
  gtk_widget_remove_css_class (view, old);
  gtk_widget_add_css_class (view, new);
  self->zoom = zoom;
  ent_reader_text_set_width (self->text, (int)(COLUMN_EM * em * 1.08 * scale[zoom]) + 130);
}

static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, EntReader *self)
{
  GdkModifierType held
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(held & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  if (dy < 0 && self->zoom + 1 < N_ZOOMS)
    set_zoom (self, self->zoom + 1);
  else if (dy > 0 && self->zoom > 0)
    set_zoom (self, self->zoom - 1);
  return GDK_EVENT_STOP;
}

/* Reading is what the keyboard is for here. */
static gboolean
ent_reader_grab_focus (GtkWidget *widget)
{
  EntReader *self = ENT_READER (widget);

  return gtk_widget_grab_focus (self->has_text ? GTK_WIDGET (ent_reader_text_view (self->text))
                                               : GTK_WIDGET (self->cards));
}

static void
ent_reader_dispose (GObject *object)
{
  EntReader *self = ENT_READER (object);

  g_clear_handle_id (&self->notice_id, g_source_remove);
  g_clear_pointer (&self->document_id, g_free);
  g_clear_pointer (&self->current, g_free);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_READER);
  G_OBJECT_CLASS (ent_reader_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, EntReader, documents);
  gtk_widget_class_bind_template_child (widget_class, EntReader, title);
  gtk_widget_class_bind_template_child (widget_class, EntReader, citation);
  gtk_widget_class_bind_template_child (widget_class, EntReader, position);
  gtk_widget_class_bind_template_child (widget_class, EntReader, banner_label);
  gtk_widget_class_bind_template_child (widget_class, EntReader, notice_label);
  gtk_widget_class_bind_template_child (widget_class, EntReader, banner);
  gtk_widget_class_bind_template_child (widget_class, EntReader, lost_revealer);
  gtk_widget_class_bind_template_child (widget_class, EntReader, notice);
  gtk_widget_class_bind_template_child (widget_class, EntReader, foot);
  gtk_widget_class_bind_template_child (widget_class, EntReader, attach);
  gtk_widget_class_bind_template_child (widget_class, EntReader, lost_button);
  gtk_widget_class_bind_template_child (widget_class, EntReader, review);
  gtk_widget_class_bind_template_child (widget_class, EntReader, lost_list);
  gtk_widget_class_bind_template_child (widget_class, EntReader, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, EntReader, text_bar);
  gtk_widget_class_bind_template_child (widget_class, EntReader, selection_label);
  gtk_widget_class_bind_template_child (widget_class, EntReader, step_label);
  gtk_widget_class_bind_template_child (widget_class, EntReader, outline_button);
  gtk_widget_class_bind_template_child (widget_class, EntReader, stack);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType held;
    const char *action;
  } keys[] = {
    { GDK_KEY_Up, GDK_ALT_MASK, "reader.previous" },
    { GDK_KEY_Down, GDK_ALT_MASK, "reader.next" },
    { GDK_KEY_Up, GDK_ALT_MASK | GDK_SHIFT_MASK, "reader.previous-selected" },
    { GDK_KEY_Down, GDK_ALT_MASK | GDK_SHIFT_MASK, "reader.next-selected" },
    { GDK_KEY_p, 0, "reader.previous" },
    { GDK_KEY_n, 0, "reader.next" },
    { GDK_KEY_p, GDK_SHIFT_MASK, "reader.previous-selected" },
    { GDK_KEY_n, GDK_SHIFT_MASK, "reader.next-selected" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "reader.outline" },
    { GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "reader.copy" },
  };

  gtk_widget_class_install_action (widget_class, "reader.previous", NULL, activate_previous);
  gtk_widget_class_install_action (widget_class, "reader.next", NULL, activate_next);
  gtk_widget_class_install_action (
      widget_class, "reader.previous-selected", NULL, activate_previous_selected);
  gtk_widget_class_install_action (
      widget_class, "reader.next-selected", NULL, activate_next_selected);
  gtk_widget_class_install_action (widget_class, "reader.outline", NULL, activate_outline);
  gtk_widget_class_install_action (widget_class, "reader.copy", NULL, activate_copy);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (
        widget_class, keys[i].key, keys[i].held, keys[i].action, NULL);
}

static void
ent_reader_class_init (EntReaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_reader_dispose;
  widget_class->grab_focus = ent_reader_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/entente/Entente/reader.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback_full (
      widget_class, "document_chosen", G_CALLBACK (ent_reader_document_chosen));
  add_keys (widget_class);
}

static void
setup_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* Titles can be longer than the bar: the button cuts them off, the list shows them whole. */
static void
shorten_names (GtkDropDown *documents)
{
  g_autoptr (GtkListItemFactory) whole = g_object_ref (gtk_drop_down_get_factory (documents));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_name), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name), NULL);
  gtk_drop_down_set_list_factory (documents, whole);
  gtk_drop_down_set_factory (documents, factory);
}

static void
ent_reader_init (EntReader *self)
{
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->passages = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  shorten_names (self->documents);
  self->outline = ENT_READER_OUTLINE (ent_reader_outline_new ());
  g_signal_connect (self->outline, "go", G_CALLBACK (outline_go), self);
  g_signal_connect (self->outline, "show", G_CALLBACK (outline_shown), self);
  gtk_menu_button_set_popover (self->outline_button, GTK_WIDGET (self->outline));
  g_signal_connect_swapped (self->lost_button, "toggled", G_CALLBACK (ent_reader_list_lost), self);
}

/**
 * ent_reader_new:
 * @session: the session to follow
 *
 * Returns: (transfer floating): the reader.
 */
GtkWidget *
ent_reader_new (EntSession *session)
{
  EntReader *self = g_object_new (ENT_TYPE_READER, NULL);

  self->session = g_object_ref (session);
  self->cards = ENT_READER_CARDS (ent_reader_cards_new (session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->cards), "cards");
  self->text = ENT_READER_TEXT (ent_reader_text_new (session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->text), "text");
  g_signal_connect (self->text, "chosen", G_CALLBACK (text_chosen), self);
  self->found_button = ent_mark_list_button_new (session);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->found_button), GTK_ARROW_UP);
  gtk_box_prepend (self->text_bar, self->found_button);
  set_zoom (self, ZOOM_NORMAL);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, 0);
  g_signal_connect_object (session, "reveal", G_CALLBACK (session_reveal), self, 0);
  if (ent_session_dossier (session))
    ent_reader_list_documents (self);
  return GTK_WIDGET (self);
}
