#include "widgets/views-panel-cards.h"

#include <glib/gi18n-lib.h>

/* The least width of a picture; it grows with the panel, and is 5/8 as high as wide. */
#define PICTURE_WIDTH 136
#define PICTURE_HEIGHT 85

struct _EntCards
{
  GtkWidget parent;
  EntThumbnails *thumbnails;
  GtkOrientation orientation;
  GtkFlowBox *box;
  GMenuModel *menu;
  GtkWidget *popover;  /* the context menu while it is up */
  GPtrArray *list;     /* of EntCard … */
  EntDossier *dossier; /* … which borrow from this */
  int scroll_ticks;    /* frames in which the focus is still to be brought into sight */
  gboolean fixed;      /* the order is not the user's */
};

G_DEFINE_FINAL_TYPE (EntCards, ent_cards, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  MOVED,
  RECEIVED,
  MENU,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
free_card (gpointer data)
{
  EntCard *card = data;

  g_free (card->title);
  g_free (card->detail);
  g_free (card);
}

/**
 * ent_card_list_new:
 *
 * Returns: (transfer full) (element-type EntCard): an empty list
 */
GPtrArray *
ent_card_list_new (void)
{
  return g_ptr_array_new_with_free_func (free_card);
}

/**
 * ent_card_list_add:
 * @list: a list of cards
 * @title: of the new one
 * @of: what its picture shows
 *
 * Returns: (transfer none): the new card, to be completed
 */
EntCard *
ent_card_list_add (GPtrArray *list, const char *title, const EntThumbnailOf *of)
{
  EntCard *card = g_new0 (EntCard, 1);

  card->title = g_strdup (title);
  card->of = *of;
  g_ptr_array_add (list, card);
  return card;
}

/**
 * ent_cards_widget:
 * @cards: cards
 * @i: number of one
 *
 * Returns: (transfer none) (nullable): its widget
 */
GtkWidget *
ent_cards_widget (EntCards *cards, guint i)
{
  return GTK_WIDGET (gtk_flow_box_get_child_at_index (cards->box, (int)i));
}

/* The parts of a card's widget. */
static GtkWidget *
part (GtkWidget *child, guint i)
{
  GtkWidget *found
      = gtk_widget_get_first_child (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)));

  while (i-- > 0)
    found = gtk_widget_get_next_sibling (found);
  return found;
}

static GtkPicture *
picture_of (GtkWidget *child)
{
  return GTK_PICTURE (part (child, 0));
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
update_child (EntCards *cards, guint i)
{
  const EntCard *card = g_ptr_array_index (cards->list, i);
  GtkWidget *child = ent_cards_widget (cards, i);
  g_autofree char *name = card->detail != NULL
                              ? g_strdup_printf ("%s, %s", card->title, card->detail)
                              : g_strdup (card->title);

  gtk_label_set_text (GTK_LABEL (part (child, 1)), card->title);
  gtk_label_set_text (GTK_LABEL (part (child, 2)), card->detail != NULL ? card->detail : "");
  gtk_widget_set_visible (part (child, 2), card->detail != NULL);
  gtk_widget_set_tooltip_text (child, card->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  set_class (child, "shown", card->shown);
  ent_thumbnails_show (cards->thumbnails, picture_of (child), &card->of);
}

static guint
index_of (GtkWidget *child)
{
  return (guint)gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (child));
}

static EntCards *
cards_of (GtkWidget *child)
{
  return ENT_CARDS (gtk_widget_get_ancestor (child, ENT_TYPE_CARDS));
}

static GdkContentProvider *
begin_drag (GtkDragSource *source, double x, double y, GtkWidget *child)
{
  GdkPaintable *picture = gtk_picture_get_paintable (picture_of (child));

  if (picture != NULL)
    gtk_drag_source_set_icon (source, picture, 20, 20);
  return gdk_content_provider_new_typed (GTK_TYPE_FLOW_BOX_CHILD, child);
}

static void
on_secondary_click (GtkGestureClick *gesture, int n_press, double x, double y, GtkWidget *child)
{
  EntCards *cards = cards_of (child);

  if (cards->menu == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_flow_box_select_child (cards->box, GTK_FLOW_BOX_CHILD (child));
  gtk_widget_grab_focus (child);
  gtk_widget_activate_action (child, "cards.menu", NULL);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_child (EntCards *cards)
{
  const gboolean is_row = cards->orientation == GTK_ORIENTATION_HORIZONTAL;
  GtkWidget *child = gtk_flow_box_child_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *picture = gtk_picture_new (), *title = new_label ("card-title");

  gtk_widget_set_size_request (picture, PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), is_row ? 16 : -1);
  if (!is_row)
    {
      gtk_label_set_wrap (GTK_LABEL (title), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (title), 2);
    }
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), new_label ("card-detail"));
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_add_css_class (child, "view-card");

  GtkDragSource *drag = gtk_drag_source_new ();
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_signal_connect (drag, "prepare", G_CALLBACK (begin_drag), child);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (drag));
  GtkGesture *click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary_click), child);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (click));
  gtk_flow_box_insert (cards->box, child, -1);
}

/* Where among the cards a point is: the number of the card that comes after it. */
static int
place_at (EntCards *cards, double x, double y)
{
  const gboolean is_row = cards->orientation == GTK_ORIENTATION_HORIZONTAL;

  for (guint i = 0; i < cards->list->len; i++)
    {
      graphene_rect_t bounds;
      if (!gtk_widget_compute_bounds (ent_cards_widget (cards, i), GTK_WIDGET (cards), &bounds))
        continue;
      const double middle = is_row ? bounds.origin.x + bounds.size.width / 2
                                   : bounds.origin.y + bounds.size.height / 2;
      if ((is_row ? x : y) < middle)
        return (int)i;
    }
  return (int)cards->list->len;
}

/**
 * ent_cards_move:
 * @cards: cards
 * @from: number of one
 * @by: how many places on; negative: back
 *
 * Moves a card, as far as there are places.  The edit comes when it is made; what is seen, and what
 * the next key means, is so at once.
 */
void
ent_cards_move (EntCards *cards, guint from, int by)
{
  const guint to = (guint)CLAMP ((int)from + by, 0, (int)cards->list->len - 1);

  if (to == from || cards->fixed)
    return;
  g_signal_emit (cards, signals[MOVED], 0, from, by);
  gpointer card = g_ptr_array_steal_index (cards->list, from);
  g_ptr_array_insert (cards->list, (int)to, card);
  for (guint i = MIN (from, to); i <= MAX (from, to); i++)
    update_child (cards, i);
  ent_cards_focus (cards, to);
}

/* A line before the card that would come after the dropped one, or behind the last. */
static void
mark_drop (EntCards *cards, int at)
{
  const int last = (int)cards->list->len - 1;

  for (int i = 0; i <= last; i++)
    {
      GtkWidget *child = ent_cards_widget (cards, (guint)i);
      set_class (child, "drop-before", i == at);
      set_class (child, "drop-after", i == last && at == last + 1);
    }
}

static GdkDragAction
on_drag_motion (GtkDropTarget *target, double x, double y, EntCards *cards)
{
  mark_drop (cards, place_at (cards, x, y));
  return GDK_ACTION_MOVE;
}

static void
on_drag_leave (GtkDropTarget *target, EntCards *cards)
{
  mark_drop (cards, -1);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, EntCards *cards)
{
  GtkWidget *child = g_value_get_object (value);
  const int at = place_at (cards, x, y);
  EntCards *from = child != NULL ? cards_of (child) : NULL;

  mark_drop (cards, -1);
  if (from == NULL)
    return FALSE;
  const int card = (int)index_of (child);
  if (from != cards)
    g_signal_emit (cards, signals[RECEIVED], 0, from, (guint)card, (guint)at);
  else if (at != card && at != card + 1)
    ent_cards_move (cards, (guint)card, at > card ? at - 1 - card : at - card);
  return TRUE;
}

/* Cards that are never moved take none from elsewhere either. */
static GdkDragAction
on_drag_accept (GtkDropTarget *target, double x, double y, EntCards *cards)
{
  return cards->fixed ? 0 : on_drag_motion (target, x, y, cards);
}

static void
on_child_activated (GtkFlowBox *box, GtkFlowBoxChild *child, EntCards *cards)
{
  g_signal_emit (cards, signals[ACTIVATED], 0, index_of (GTK_WIDGET (child)));
}

/**
 * ent_cards_target:
 * @cards: cards
 *
 * Returns: the card that an action means: the one with the focus, or else the one selected;
 *   %G_MAXUINT: none
 */
guint
ent_cards_target (EntCards *cards)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (cards->box));
  g_autoptr (GList) selected = gtk_flow_box_get_selected_children (cards->box);

  if (child == NULL && selected != NULL)
    child = selected->data;
  return child != NULL ? index_of (child) : G_MAXUINT;
}

static void
close_menu (GtkWidget *popover, EntCards *cards)
{
  /* its action is still to come */
  if (cards->popover == popover)
    cards->popover = NULL;
  ent_cards_focus (cards, ent_cards_target (cards));
  g_idle_add_once ((GSourceOnceFunc)gtk_widget_unparent, popover);
}

/**
 * ent_cards_anchor:
 * @cards: cards
 * @i: number of one
 * @rect: (out): the part of it that is in sight, in what is returned; its edge, if none is
 *
 * For a popover: one that points to what is scrolled out of the screen is nowhere.
 *
 * Returns: (transfer none): the widget to point in
 */
GtkWidget *
ent_cards_anchor (EntCards *cards, guint i, GdkRectangle *rect)
{
  GtkWidget *scroll = gtk_widget_get_ancestor (GTK_WIDGET (cards), GTK_TYPE_SCROLLED_WINDOW);
  const double width = gtk_widget_get_width (scroll), height = gtk_widget_get_height (scroll);
  graphene_rect_t b = GRAPHENE_RECT_INIT (0, 0, 1, 1);

  if (!gtk_widget_compute_bounds (ent_cards_widget (cards, i), scroll, &b))
    b = GRAPHENE_RECT_INIT (0, 0, 1, 1);
  const double left = CLAMP (b.origin.x, 0, width - 1), top = CLAMP (b.origin.y, 0, height - 1);
  const double right = CLAMP (b.origin.x + b.size.width, left + 1, width);
  const double bottom = CLAMP (b.origin.y + b.size.height, top + 1, height);
  *rect = (GdkRectangle){ (int)left, (int)top, (int)(right - left), (int)(bottom - top) };
  return scroll;
}

static void
act_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntCards *cards = ENT_CARDS (widget);
  const guint target = ent_cards_target (cards);
  GtkWidget *child = target != G_MAXUINT ? ent_cards_widget (cards, target) : NULL;
  GdkRectangle rect;

  if (child == NULL || cards->menu == NULL || cards->popover != NULL)
    return;
  gtk_flow_box_select_child (cards->box, GTK_FLOW_BOX_CHILD (child));
  g_signal_emit (cards, signals[MENU], 0, target);
  cards->popover = gtk_popover_menu_new_from_model (cards->menu);
  gtk_widget_set_parent (cards->popover, ent_cards_anchor (cards, target, &rect));
  gtk_popover_set_pointing_to (GTK_POPOVER (cards->popover), &rect);
  gtk_popover_set_position (GTK_POPOVER (cards->popover),
                            cards->orientation == GTK_ORIENTATION_HORIZONTAL ? GTK_POS_TOP
                                                                             : GTK_POS_RIGHT);
  g_signal_connect (cards->popover, "closed", G_CALLBACK (close_menu), cards);
  gtk_popover_popup (GTK_POPOVER (cards->popover));
}

static gboolean
move_by_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  EntCards *cards = ENT_CARDS (widget);
  const guint target = ent_cards_target (cards);
  int by;

  g_variant_get (args, "(i)", &by);
  if (target == G_MAXUINT || cards->fixed)
    return FALSE;
  ent_cards_move (cards, target, by);
  return TRUE;
}

static void
dispose (GObject *object)
{
  EntCards *cards = ENT_CARDS (object);

  if (cards->popover != NULL)
    {
      g_signal_handlers_disconnect_by_data (cards->popover, cards);
      g_clear_pointer (&cards->popover, gtk_widget_unparent);
    }
  if (cards->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (cards->box));
  cards->box = NULL;
  g_clear_object (&cards->menu);
  g_clear_object (&cards->thumbnails);
  g_clear_pointer (&cards->list, g_ptr_array_unref);
  g_clear_pointer (&cards->dossier, ent_dossier_unref);
  G_OBJECT_CLASS (ent_cards_parent_class)->dispose (object);
}

static gboolean
focus_cards (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (GTK_WIDGET (ENT_CARDS (widget)->box), direction);
}

static void
add_bindings (GtkWidgetClass *klass)
{
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F2, 0, "card.edit", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, 0, "card.delete", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Delete, 0, "card.delete", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_d, GDK_CONTROL_MASK, "card.duplicate", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "cards.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "cards.menu", NULL);
  for (guint i = 0; i < 2; i++)
    {
      static const guint back[] = { GDK_KEY_Up, GDK_KEY_Left };
      static const guint on[] = { GDK_KEY_Down, GDK_KEY_Right };
      gtk_widget_class_add_binding (klass, back[i], GDK_ALT_MASK, move_by_key, "(i)", -1);
      gtk_widget_class_add_binding (klass, on[i], GDK_ALT_MASK, move_by_key, "(i)", 1);
    }
}

static void
ent_cards_class_init (EntCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = ENT_TYPE_CARDS;

  G_OBJECT_CLASS (klass)->dispose = dispose;
  widget_class->focus = focus_cards;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "cards");
  gtk_widget_class_install_action (widget_class, "cards.menu", NULL, act_menu);
  add_bindings (widget_class);
  signals[ACTIVATED] = g_signal_new (
      "activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[MENU] = g_signal_new (
      "menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[MOVED] = g_signal_new ("moved",
                                 type,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_UINT,
                                 G_TYPE_INT);
  signals[RECEIVED] = g_signal_new ("received",
                                    type,
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    3,
                                    type,
                                    G_TYPE_UINT,
                                    G_TYPE_UINT);
}

static void
ent_cards_init (EntCards *cards)
{
  GtkDropTarget *drop = gtk_drop_target_new (GTK_TYPE_FLOW_BOX_CHILD, GDK_ACTION_MOVE);

  cards->list = ent_card_list_new ();
  cards->box = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_max_children_per_line (cards->box, 1);
  gtk_flow_box_set_selection_mode (cards->box, GTK_SELECTION_SINGLE);
  gtk_widget_set_parent (GTK_WIDGET (cards->box), GTK_WIDGET (cards));
  g_signal_connect (cards->box, "child-activated", G_CALLBACK (on_child_activated), cards);
  g_signal_connect (drop, "enter", G_CALLBACK (on_drag_accept), cards);
  g_signal_connect (drop, "motion", G_CALLBACK (on_drag_accept), cards);
  g_signal_connect (drop, "leave", G_CALLBACK (on_drag_leave), cards);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), cards);
  gtk_widget_add_controller (GTK_WIDGET (cards), GTK_EVENT_CONTROLLER (drop));
}

/**
 * ent_cards_new:
 * @thumbnails: makes the pictures
 * @orientation: a row or a column
 * @label: accessible name
 *
 * Returns: (transfer floating): no cards yet
 */
GtkWidget *
ent_cards_new (EntThumbnails *thumbnails, GtkOrientation orientation, const char *label)
{
  EntCards *cards = g_object_new (ENT_TYPE_CARDS, NULL);

  cards->thumbnails = g_object_ref (thumbnails);
  cards->orientation = orientation;
  /* lines of one card each, which lie across the direction that they follow each other in */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (cards->box),
                                  orientation == GTK_ORIENTATION_HORIZONTAL
                                      ? GTK_ORIENTATION_VERTICAL
                                      : GTK_ORIENTATION_HORIZONTAL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (cards->box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (cards);
}

/**
 * ent_cards_set_menu:
 * @cards: cards
 * @menu: what can be done with a card
 */
void
ent_cards_set_menu (EntCards *cards, GMenuModel *menu)
{
  g_set_object (&cards->menu, menu);
}

/**
 * ent_cards_set_fixed:
 * @cards: cards
 * @fixed: whether they stay in their order
 */
void
ent_cards_set_fixed (EntCards *cards, gboolean fixed)
{
  cards->fixed = fixed;
}

static void
select_shown (EntCards *cards)
{
  gtk_flow_box_unselect_all (cards->box);
  for (guint i = 0; i < cards->list->len; i++)
    if (((const EntCard *)g_ptr_array_index (cards->list, i))->shown)
      gtk_flow_box_select_child (cards->box, gtk_flow_box_get_child_at_index (cards->box, (int)i));
}

/**
 * ent_cards_fill:
 * @cards: cards
 * @dossier: what they are of
 * @list: (transfer full) (element-type EntCard): what they are, borrowing from @dossier
 *
 * Shows other cards.  Widgets stay, so focus and pictures do.
 */
void
ent_cards_fill (EntCards *cards, EntDossier *dossier, GPtrArray *list)
{
  GtkWidget *child;
  g_autoptr (EntDossier) old = cards->dossier;

  cards->dossier = ent_dossier_ref (dossier);
  g_ptr_array_unref (cards->list);
  cards->list = list;
  for (guint i = 0; i < cards->list->len; i++)
    {
      if (ent_cards_widget (cards, i) == NULL)
        add_child (cards);
      update_child (cards, i);
    }
  while ((child = ent_cards_widget (cards, cards->list->len)) != NULL)
    {
      /* the focus of a card that goes is for the one before it */
      if (gtk_widget_get_focus_child (GTK_WIDGET (cards->box)) == child && cards->list->len > 0)
        ent_cards_focus (cards, cards->list->len - 1);
      gtk_flow_box_remove (cards->box, child);
    }
  /* what is chosen is what is shown, until somebody goes through the cards by keys */
  if (gtk_widget_get_focus_child (GTK_WIDGET (cards->box)) == NULL)
    select_shown (cards);
}

/**
 * ent_cards_n:
 * @cards: cards
 *
 * Returns: how many
 */
guint
ent_cards_n (EntCards *cards)
{
  return cards->list->len;
}

/**
 * ent_cards_get:
 * @cards: cards
 * @i: number of one
 *
 * Returns: (transfer none): the card
 */
const EntCard *
ent_cards_get (EntCards *cards, guint i)
{
  return g_ptr_array_index (cards->list, i);
}

/* Once the card has its place: what was just made is laid out only after the first tick. */
static gboolean
bring_into_sight (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (ENT_CARDS (widget)->box));
  GtkWidget *scroll = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t b;

  if (child == NULL || scroll == NULL || !gtk_widget_compute_bounds (child, scroll, &b))
    {
      ENT_CARDS (widget)->scroll_ticks = 0;
      return G_SOURCE_REMOVE;
    }
  GtkAdjustment *x = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroll));
  GtkAdjustment *y = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll));
  const double left = b.origin.x + gtk_adjustment_get_value (x);
  const double top = b.origin.y + gtk_adjustment_get_value (y);
  gtk_adjustment_clamp_page (x, left, left + b.size.width);
  gtk_adjustment_clamp_page (y, top, top + b.size.height);
  return --ENT_CARDS (widget)->scroll_ticks > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
scroll_to_focus (EntCards *cards)
{
  if (cards->scroll_ticks <= 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (cards), bring_into_sight, NULL, NULL);
  cards->scroll_ticks = 3;
}

/**
 * ent_cards_focus:
 * @cards: cards
 * @i: number of one
 *
 * Gives it the focus, and selects it.
 */
void
ent_cards_focus (EntCards *cards, guint i)
{
  GtkWidget *child = ent_cards_widget (cards, i);

  if (child == NULL)
    return;
  gtk_flow_box_select_child (cards->box, GTK_FLOW_BOX_CHILD (child));
  gtk_widget_grab_focus (child);
  scroll_to_focus (cards);
}

/**
 * ent_cards_has_focus:
 * @focus: (nullable): the widget that has the focus
 *
 * Returns: whether it is a card
 */
gboolean
ent_cards_has_focus (GtkWidget *focus)
{
  return focus != NULL && gtk_widget_get_ancestor (focus, ENT_TYPE_CARDS) != NULL;
}
