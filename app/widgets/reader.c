/* Sources: what was read, passage by passage, and the marks that rest on it. */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "figure/figure.h"
#include "widgets/panel-parts.h"
#include "widgets/panels.h"
#include "widgets/passage-card.h"
#include "widgets/reader-text.h"

/* Steps of the zoom; style.css has a class for each, ZOOM_NORMAL is the size of the interface. */
#define N_ZOOMS 9
#define ZOOM_NORMAL 3
/* Widest column of text, in em of the interface's font: about 42 Chinese characters. */
#define COLUMN_EM 42
/* Work on the main thread is done in slices of this many microseconds. */
#define SLICE_US 4000

#define ENT_TYPE_READER (ent_reader_get_type ())
G_DECLARE_FINAL_TYPE (EntReader, ent_reader, ENT, READER, GtkBox)

struct _EntReader
{
  GtkBox parent;
  EntSession *session;
  GtkDropDown *documents;
  GtkLabel *title, *citation, *position, *banner_label;
  GtkRevealer *banner;
  GtkWidget *attach;
  GtkStack *stack;
  GtkScrolledWindow *cards_scroller;
  GtkBox *cards;
  EntReaderText *text;
  char *document_id;    /* of the document shown */
  GPtrArray *passages;  /* bare ids of its passages, in the order of the text */
  guint next_card;      /* the passage whose card is to be made next */
  char *pending_reveal; /* a passage to be shown once its card is there */
  char *current;        /* the passage gone to last */
  guint fill_id, zoom;
  gboolean has_text, own_click, filling_list;
};

G_DEFINE_FINAL_TYPE (EntReader, ent_reader, GTK_TYPE_BOX)

static const EntDocument *
current_document (EntReader *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const EntThing *thing
      = dossier && self->document_id ? ent_dossier_find (dossier, self->document_id) : NULL;

  return thing && thing->kind == ENT_THING_DOCUMENT ? (const EntDocument *)thing : NULL;
}

static const EntPassage *
find_passage (EntReader *self, const char *id)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const EntThing *thing = dossier ? ent_dossier_find (dossier, id) : NULL;

  return thing && thing->kind == ENT_THING_PASSAGE ? (const EntPassage *)thing : NULL;
}

/* Cards */

static void
select_card (EntReader *self, GtkWidget *card, GdkModifierType held)
{
  const char *ids[] = { ent_passage_card_id (card), NULL };

  self->own_click = TRUE;
  ent_session_select_passages (self->session,
                               ids,
                               held & (GDK_SHIFT_MASK | GDK_CONTROL_MASK) ? ENT_SELECT_TOGGLE
                                                                          : ENT_SELECT_ONLY);
  self->own_click = FALSE;
}

static void
card_released (GtkGestureClick *gesture, int n_press, double x, double y, EntReader *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);

  select_card (self,
               gtk_event_controller_get_widget (controller),
               gtk_event_controller_get_current_event_state (controller));
}

static gboolean
card_key_pressed (GtkEventController *controller,
                  guint keyval,
                  guint keycode,
                  GdkModifierType held,
                  EntReader *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (controller);

  if (!gtk_widget_has_focus (card)
      || (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_space))
    return GDK_EVENT_PROPAGATE;
  select_card (self, card, held);
  return GDK_EVENT_STOP;
}

static GtkWidget *
new_card (EntReader *self, const EntPassage *passage)
{
  GtkWidget *card
      = ent_passage_card_new (self->session, passage, NULL, ENT_CARD_MARKS | ENT_CARD_WHOLE);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (click, "released", G_CALLBACK (card_released), self);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (card_key_pressed), self);
  gtk_widget_add_controller (card, keys);
  gtk_widget_set_focusable (card, TRUE);
  return card;
}

static void
update_card (GtkWidget *card, GHashTable *selected)
{
  if (g_hash_table_contains (selected, ent_passage_card_id (card)))
    gtk_widget_add_css_class (card, "selected");
  else
    gtk_widget_remove_css_class (card, "selected");
}

static GtkWidget *
find_card (EntReader *self, const char *passage_id)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards));

  while (card && g_strcmp0 (ent_passage_card_id (card), passage_id) != 0)
    card = gtk_widget_get_next_sibling (card);
  return card;
}

static gboolean
scroll_to_pending (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EntReader *self = data;
  GtkWidget *card = self->pending_reveal ? find_card (self, self->pending_reveal) : NULL;
  graphene_rect_t bounds;

  if (card && gtk_widget_get_height (card) > 0
      && gtk_widget_compute_bounds (card, GTK_WIDGET (self->cards), &bounds))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->cards_scroller);
      gtk_adjustment_clamp_page (
          adjustment, bounds.origin.y - 12, bounds.origin.y + bounds.size.height + 12);
      g_clear_pointer (&self->pending_reveal, g_free);
    }
  return self->pending_reveal ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* The card may not be made or not be laid out yet. */
static void
reveal_card (EntReader *self, const char *passage_id)
{
  gboolean waiting = self->pending_reveal != NULL;

  g_free (self->pending_reveal);
  self->pending_reveal = g_strdup (passage_id);
  if (!waiting)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->cards), scroll_to_pending, self, NULL);
}

static gboolean
fill_cards (gpointer data)
{
  EntReader *self = data;
  GHashTable *selected = ent_session_selected_passages (self->session);
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (self->next_card < self->passages->len && g_get_monotonic_time () < end)
    {
      const EntPassage *passage
          = find_passage (self, g_ptr_array_index (self->passages, self->next_card++));
      if (!passage)
        continue;
      GtkWidget *card = new_card (self, passage);
      update_card (card, selected);
      gtk_box_append (self->cards, card);
    }
  if (self->next_card < self->passages->len)
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

/* Documents */

static int
compare_passages (gconstpointer a, gconstpointer b)
{
  const EntPassage *x = *(const EntPassage *const *)a, *y = *(const EntPassage *const *)b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static void
collect_passages (EntReader *self, const EntDocument *document)
{
  const GPtrArray *all = ent_dossier_passages (ent_session_dossier (self->session));
  g_autoptr (GPtrArray) mine = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (((const EntPassage *)g_ptr_array_index (all, i))->document == document)
      g_ptr_array_add (mine, g_ptr_array_index (all, i));
  g_ptr_array_sort (mine, compare_passages);
  g_ptr_array_set_size (self->passages, 0);
  for (guint i = 0; i < mine->len; i++)
    g_ptr_array_add (self->passages,
                     g_strdup (((const EntPassage *)g_ptr_array_index (mine, i))->thing.id));
}

static void
update_position (EntReader *self)
{
  guint n = self->passages->len, at = 0;
  g_autofree char *text = NULL;

  if (self->current
      && g_ptr_array_find_with_equal_func (self->passages, self->current, g_str_equal, &at))
    text = g_strdup_printf (_ ("Passage %u of %u"), at + 1, n);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", n), n);
  gtk_label_set_label (self->position, text);
}

static void
set_banner (EntReader *self, const char *text, gboolean attach)
{
  if (text)
    gtk_label_set_label (self->banner_label, text);
  gtk_widget_set_visible (self->attach, attach);
  gtk_revealer_set_reveal_child (self->banner, text != NULL);
}

static void
show_text (EntReader *self, const EntDocument *document, EntSource *source)
{
  guint n_lost = ent_reader_text_show (self->text, document, source);
  g_autofree char *lost = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u passage was not found in the attached text. It may be another edition.",
                   "%u passages were not found in the attached text. It may be another edition.",
                   n_lost),
      n_lost);

  self->has_text = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "text");
  set_banner (self, n_lost ? lost : NULL, FALSE);
}

static void
show_cards (EntReader *self)
{
  self->has_text = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "cards");
  self->next_card = 0;
  self->fill_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fill_cards, self, NULL);
  set_banner (self,
              _ ("The text of this document is not attached. Its passages are shown in the words "
                 "of the dossier’s author."),
              TRUE);
}

static void
show_document (EntReader *self, const EntDocument *document)
{
  const char *lang = ent_session_language (self->session);
  EntLibrary *library = ent_session_library (self->session);
  EntSource *source = library ? ent_library_source (library, document) : NULL;
  g_autofree char *citation = ent_figure_cite (document, lang);
  gboolean other = g_strcmp0 (self->document_id, document->thing.id) != 0;

  g_clear_handle_id (&self->fill_id, g_source_remove);
  ent_widget_remove_children (GTK_WIDGET (self->cards));
  if (other)
    {
      g_free (self->document_id);
      self->document_id = g_strdup (document->thing.id);
      g_clear_pointer (&self->current, g_free);
    }
  gtk_label_set_label (self->title, ent_text_get (&document->thing.name, lang));
  gtk_label_set_label (self->citation, citation);
  collect_passages (self, document);
  update_position (self);
  if (source)
    show_text (self, document, source);
  else
    show_cards (self);
}

static void
list_documents (EntReader *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const GPtrArray *documents = ent_dossier_documents (dossier);
  const char *lang = ent_session_language (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      gtk_string_list_append (names, ent_text_get (&document->thing.name, lang));
      if (g_strcmp0 (self->document_id, document->thing.id) == 0)
        chosen = i;
    }
  self->filling_list = TRUE;
  gtk_drop_down_set_model (self->documents, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->documents, chosen);
  self->filling_list = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->documents), documents->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->title), documents->len <= 1);
  if (chosen < documents->len)
    show_document (self, g_ptr_array_index (documents, chosen));
}

static void
choose_document (EntReader *self, const EntDocument *document)
{
  const GPtrArray *documents = ent_dossier_documents (ent_session_dossier (self->session));
  guint i;

  if (document != current_document (self)
      && g_ptr_array_find ((GPtrArray *)documents, document, &i))
    gtk_drop_down_set_selected (self->documents, i);
}

static void
document_chosen (GtkDropDown *drop_down, GParamSpec *pspec, EntReader *self)
{
  guint i = gtk_drop_down_get_selected (drop_down);
  const EntDossier *dossier = self->session ? ent_session_dossier (self->session) : NULL;

  if (!self->filling_list && dossier && i < ent_dossier_documents (dossier)->len)
    show_document (self, g_ptr_array_index (ent_dossier_documents (dossier), i));
}

/* Going to passages */

static void
set_current (EntReader *self, const char *passage_id)
{
  char *id = g_strdup (passage_id);

  g_free (self->current);
  self->current = id;
  update_position (self);
}

static void
go_to_passage (EntReader *self, const char *passage_id)
{
  set_current (self, passage_id);
  if (!self->has_text)
    reveal_card (self, passage_id);
  else
    ent_reader_text_reveal (self->text, passage_id);
}

/* Whoever asked for a place goes on from there with the keyboard. */
static void
take_focus (EntReader *self)
{
  if (self->has_text)
    gtk_widget_grab_focus (GTK_WIDGET (ent_reader_text_view (self->text)));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->cards), GTK_DIR_TAB_FORWARD);
}

/* "document:id#char=120,140": a place in a document, the fragment as in RFC 5147. */
static void
reveal_place (EntReader *self, const char *place)
{
  const char *fragment = strstr (place, "#char=");
  g_autofree char *id = fragment ? g_strndup (place, (gsize)(fragment - place)) : g_strdup (place);
  const EntThing *thing = ent_dossier_find (ent_session_dossier (self->session), id);
  guint start = 0, end = 0;

  if (!thing || thing->kind != ENT_THING_DOCUMENT)
    return;
  choose_document (self, (const EntDocument *)thing);
  if (fragment && self->has_text && sscanf (fragment, "#char=%u,%u", &start, &end) == 2)
    ent_reader_text_reveal_range (self->text, start, end);
  take_focus (self);
}

static void
session_reveal (EntSession *session, const char *id, EntReader *self)
{
  const EntPassage *passage = ent_session_dossier (session) ? find_passage (self, id) : NULL;

  if (passage)
    {
      choose_document (self, passage->document);
      go_to_passage (self, passage->thing.id);
      take_focus (self);
    }
  else if (ent_session_dossier (session))
    reveal_place (self, id);
}

static void
step (EntReader *self, int by)
{
  const char *ids[2] = { NULL, NULL };
  guint at = 0;
  int next = by > 0 ? 0 : (int)self->passages->len - 1;

  if (self->passages->len == 0)
    return;
  if (self->current
      && g_ptr_array_find_with_equal_func (self->passages, self->current, g_str_equal, &at))
    next = CLAMP ((int)at + by, 0, (int)self->passages->len - 1);
  ids[0] = g_ptr_array_index (self->passages, (guint)next);
  self->own_click = TRUE;
  ent_session_select_passages (self->session, ids, ENT_SELECT_ONLY);
  self->own_click = FALSE;
  go_to_passage (self, ids[0]);
}

static void
activate_previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (ENT_READER (widget), -1);
}

static void
activate_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (ENT_READER (widget), 1);
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

  if (first)
    set_current (self, first);
  if (self->has_text)
    {
      ent_reader_text_update_selection (self->text, !self->own_click);
      return;
    }
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card;
       card = gtk_widget_get_next_sibling (card))
    update_card (card, ent_session_selected_passages (self->session));
  if (first && !self->own_click)
    reveal_card (self, first);
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
    list_documents (self);
  else if (changes & ENT_CHANGED_SELECTION)
    update_selection (self);
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

static void
ent_reader_dispose (GObject *object)
{
  EntReader *self = ENT_READER (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_pointer (&self->document_id, g_free);
  g_clear_pointer (&self->pending_reveal, g_free);
  g_clear_pointer (&self->current, g_free);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_READER);
  G_OBJECT_CLASS (ent_reader_parent_class)->dispose (object);
}

static void
ent_reader_class_init (EntReaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_reader_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/entente/Entente/reader.ui");
  gtk_widget_class_bind_template_child (widget_class, EntReader, documents);
  gtk_widget_class_bind_template_child (widget_class, EntReader, title);
  gtk_widget_class_bind_template_child (widget_class, EntReader, citation);
  gtk_widget_class_bind_template_child (widget_class, EntReader, position);
  gtk_widget_class_bind_template_child (widget_class, EntReader, banner);
  gtk_widget_class_bind_template_child (widget_class, EntReader, banner_label);
  gtk_widget_class_bind_template_child (widget_class, EntReader, attach);
  gtk_widget_class_bind_template_child (widget_class, EntReader, stack);
  gtk_widget_class_bind_template_child (widget_class, EntReader, cards_scroller);
  gtk_widget_class_bind_template_child (widget_class, EntReader, cards);
  gtk_widget_class_bind_template_callback (widget_class, document_chosen);
  gtk_widget_class_install_action (widget_class, "reader.previous", NULL, activate_previous);
  gtk_widget_class_install_action (widget_class, "reader.next", NULL, activate_next);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Up, GDK_ALT_MASK, "reader.previous", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Down, GDK_ALT_MASK, "reader.next", NULL);
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
  self->text = ENT_READER_TEXT (ent_reader_text_new (session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->text), "text");
  set_zoom (self, ZOOM_NORMAL);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, 0);
  g_signal_connect_object (session, "reveal", G_CALLBACK (session_reveal), self, 0);
  if (ent_session_dossier (session))
    list_documents (self);
  return GTK_WIDGET (self);
}
