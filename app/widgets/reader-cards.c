#include "widgets/reader-cards.h"

#include "widgets/panel-parts.h"
#include "widgets/passage-card.h"

/* Work on the main thread is done in slices of this many microseconds. */
#define SLICE_US 4000
/* Of the column, pixels. */
#define COLUMN_WIDTH 720

struct _EntReaderCards
{
  AdwBin parent;
  EntSession *session;
  GtkScrolledWindow *scroller;
  GtkBox *cards;
  GPtrArray *passages;  /* bare ids */
  guint next_card;      /* the passage whose card is to be made next */
  char *pending_reveal; /* a passage to be shown once its card is there */
  guint fill_id;
};

G_DEFINE_FINAL_TYPE (EntReaderCards, ent_reader_cards, ADW_TYPE_BIN)

static void
select_card (EntReaderCards *self, GtkWidget *card, GdkModifierType held)
{
  const char *ids[] = { ent_passage_card_id (card), NULL };

  ent_session_select_passages (self->session,
                               ids,
                               held & (GDK_SHIFT_MASK | GDK_CONTROL_MASK) ? ENT_SELECT_TOGGLE
                                                                          : ENT_SELECT_ONLY);
}

static void
card_released (GtkGestureClick *gesture, int n_press, double x, double y, EntReaderCards *self)
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
                  EntReaderCards *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (controller);

  if (!gtk_widget_has_focus (card)
      || (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_space))
    return GDK_EVENT_PROPAGATE;
  select_card (self, card, held);
  return GDK_EVENT_STOP;
}

static GtkWidget *
new_card (EntReaderCards *self, const EntPassage *passage)
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
find_card (EntReaderCards *self, const char *passage_id)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards));

  while (card && g_strcmp0 (ent_passage_card_id (card), passage_id) != 0)
    card = gtk_widget_get_next_sibling (card);
  return card;
}

static gboolean
scroll_to_pending (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EntReaderCards *self = data;
  GtkWidget *card = self->pending_reveal ? find_card (self, self->pending_reveal) : NULL;
  graphene_rect_t bounds;

  if (card && gtk_widget_get_height (card) > 0
      && gtk_widget_compute_bounds (card, GTK_WIDGET (self->cards), &bounds))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
      gtk_adjustment_clamp_page (
          adjustment, bounds.origin.y - 12, bounds.origin.y + bounds.size.height + 12);
      g_clear_pointer (&self->pending_reveal, g_free);
    }
  return self->pending_reveal ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * ent_reader_cards_reveal:
 * @self: cards
 * @passage_id: bare id of a passage
 *
 * Scrolls to its card, as soon as that is made and laid out.
 */
void
ent_reader_cards_reveal (EntReaderCards *self, const char *passage_id)
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
  EntReaderCards *self = data;
  const EntDossier *dossier = ent_session_dossier (self->session);
  GHashTable *selected = ent_session_selected_passages (self->session);
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (self->next_card < self->passages->len && g_get_monotonic_time () < end)
    {
      const char *id = g_ptr_array_index (self->passages, self->next_card++);
      const EntThing *passage = dossier ? ent_dossier_find (dossier, id) : NULL;
      if (!passage || passage->kind != ENT_THING_PASSAGE)
        continue;
      GtkWidget *card = new_card (self, (const EntPassage *)passage);
      update_card (card, selected);
      gtk_box_append (self->cards, card);
    }
  if (self->next_card < self->passages->len)
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * ent_reader_cards_show:
 * @self: cards
 * @passage_ids: (element-type utf8): bare ids, in the order of the text
 *
 * Shows these passages; the cards follow in slices of time.
 */
void
ent_reader_cards_show (EntReaderCards *self, const GPtrArray *passage_ids)
{
  g_clear_handle_id (&self->fill_id, g_source_remove);
  ent_widget_remove_children (GTK_WIDGET (self->cards));
  g_ptr_array_set_size (self->passages, 0);
  for (guint i = 0; i < passage_ids->len; i++)
    g_ptr_array_add (self->passages, g_strdup (g_ptr_array_index (passage_ids, i)));
  self->next_card = 0;
  if (passage_ids->len > 0)
    self->fill_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fill_cards, self, NULL);
}

/**
 * ent_reader_cards_update_selection:
 * @self: cards
 *
 * Shows which passages are selected.
 */
void
ent_reader_cards_update_selection (EntReaderCards *self)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card;
       card = gtk_widget_get_next_sibling (card))
    update_card (card, ent_session_selected_passages (self->session));
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (ENT_READER_CARDS (widget)->cards),
                                 GTK_DIR_TAB_FORWARD);
}

static void
dispose (GObject *object)
{
  EntReaderCards *self = ENT_READER_CARDS (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_pointer (&self->pending_reveal, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ent_reader_cards_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_ptr_array_unref (ENT_READER_CARDS (object)->passages);
  G_OBJECT_CLASS (ent_reader_cards_parent_class)->finalize (object);
}

static void
ent_reader_cards_class_init (EntReaderCardsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
}

static void
ent_reader_cards_init (EntReaderCards *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->passages = g_ptr_array_new_with_free_func (g_free);
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  gtk_widget_add_css_class (GTK_WIDGET (self->cards), "reader-cards");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), COLUMN_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), COLUMN_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->cards));
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, clamp);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroller));
}

/**
 * ent_reader_cards_new:
 * @session: the session
 *
 * Returns: (transfer floating): no cards yet.
 */
GtkWidget *
ent_reader_cards_new (EntSession *session)
{
  EntReaderCards *self = g_object_new (ENT_TYPE_READER_CARDS, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
