#include "widgets/reader-outline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Code points of a paragraph that are shown: more than fit in a row. */
#define WORDS 90
#define WIDTH 420
#define HEIGHT 440

/* A row: made when it comes into view. */
#define ENT_TYPE_OUTLINE_ROW (ent_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (EntOutlineRow, ent_outline_row, ENT, OUTLINE_ROW, GObject)

struct _EntOutlineRow
{
  GObject parent;
  guint number; /* of the paragraph or the passage, from 1 */
};

G_DEFINE_FINAL_TYPE (EntOutlineRow, ent_outline_row, G_TYPE_OBJECT)

static void
ent_outline_row_class_init (EntOutlineRowClass *klass)
{
}

static void
ent_outline_row_init (EntOutlineRow *self)
{
}

/* The numbers that match, as a list. */
#define ENT_TYPE_OUTLINE_LIST (ent_outline_list_get_type ())
G_DECLARE_FINAL_TYPE (EntOutlineList, ent_outline_list, ENT, OUTLINE_LIST, GObject)

struct _EntOutlineList
{
  GObject parent;
  GArray *numbers; /* of guint */
};

static GType
get_item_type (GListModel *model)
{
  return ENT_TYPE_OUTLINE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return ENT_OUTLINE_LIST (model)->numbers->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  const GArray *numbers = ENT_OUTLINE_LIST (model)->numbers;

  if (position >= numbers->len)
    return NULL;
  EntOutlineRow *row = g_object_new (ENT_TYPE_OUTLINE_ROW, NULL);
  row->number = g_array_index (numbers, guint, position);
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EntOutlineList,
                               ent_outline_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
ent_outline_list_finalize (GObject *object)
{
  g_array_unref (ENT_OUTLINE_LIST (object)->numbers);
  G_OBJECT_CLASS (ent_outline_list_parent_class)->finalize (object);
}

static void
ent_outline_list_class_init (EntOutlineListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_outline_list_finalize;
}

static void
ent_outline_list_init (EntOutlineList *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
}

struct _EntReaderOutline
{
  GtkPopover parent;
  EntSource *source;               /* of a text */
  const EntHighlights *highlights; /* the owner's */
  GStrv ids, digests;              /* without a text */
  GtkWidget *entry, *uncoded, *view;
  GtkStack *stack;
  EntOutlineList *list;
  GtkSingleSelection *selection;
  guint at; /* the number one is at; 0: none */
};

G_DEFINE_FINAL_TYPE (EntReaderOutline, ent_reader_outline, GTK_TYPE_POPOVER)

enum
{
  GO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static guint
n_rows (EntReaderOutline *self)
{
  if (self->source)
    return ent_source_n_paragraphs (self->source);
  return self->digests ? g_strv_length (self->digests) : 0;
}

/* How many passages there are in a paragraph. */
static guint
count (EntReaderOutline *self, guint number)
{
  guint start, end;

  ent_source_paragraph (self->source, number, &start, &end);
  return ent_spans_count (self->highlights->spans, start, end);
}

static char *
words_of (EntReaderOutline *self, guint number)
{
  guint start, end;

  if (!self->source)
    return g_strdup (self->digests[number - 1]);
  ent_source_paragraph (self->source, number, &start, &end);
  const char *text = ent_source_text (self->source);
  gsize from = ent_source_byte_offset (self->source, start);
  gsize to = ent_source_byte_offset (self->source, MIN (end, start + WORDS));
  return g_strstrip (g_strndup (text + from, to - from));
}

/* ---- which rows match ---- */

static void
add_if_wanted (EntReaderOutline *self, guint number)
{
  GArray *numbers = self->list->numbers;

  if (numbers->len > 0 && g_array_index (numbers, guint, numbers->len - 1) == number)
    return;
  if (!self->source || !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->uncoded))
      || count (self, number) == 0)
    g_array_append_val (numbers, number);
}

static void
match_text (EntReaderOutline *self, const EntFolded *needle)
{
  const EntFolded *folded = ent_source_folded (self->source);

  for (gssize at = ent_folded_find (folded, needle, 0); at >= 0;)
    {
      guint start, end;
      guint number = ent_source_paragraph_of (
          self->source, ent_folded_origin (folded, (gsize)at), &start, &end);
      add_if_wanted (self, number);
      at = ent_folded_find (folded, needle, MAX (ent_folded_index (folded, end), (gsize)at + 1));
    }
}

static void
match_digests (EntReaderOutline *self, const EntFolded *needle)
{
  for (guint i = 0; self->digests && self->digests[i]; i++)
    {
      g_autoptr (EntFolded) folded = ent_fold (self->digests[i], -1);
      if (ent_folded_find (folded, needle, 0) >= 0)
        add_if_wanted (self, i + 1);
    }
}

/* A number is that of a paragraph. */
static gboolean
match_number (EntReaderOutline *self, const char *query)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (query, 10, 1, MAX (n_rows (self), 1), &number, NULL))
    return FALSE;
  add_if_wanted (self, (guint)number);
  return TRUE;
}

static void
refilter (EntReaderOutline *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (EntFolded) needle = ent_fold (query, -1);
  guint before = self->list->numbers->len;

  g_array_set_size (self->list->numbers, 0);
  if (needle->n == 0)
    for (guint i = 1; i <= n_rows (self); i++)
      add_if_wanted (self, i);
  else if (match_number (self, query))
    ;
  else if (self->source)
    match_text (self, needle);
  else
    match_digests (self, needle);
  g_list_model_items_changed (G_LIST_MODEL (self->list), 0, before, self->list->numbers->len);
  gtk_stack_set_visible_child_name (self->stack, self->list->numbers->len > 0 ? "list" : "nothing");
}

/* ---- rows ---- */

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, EntReaderOutline *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *number = gtk_label_new (NULL), *words = gtk_label_new (NULL),
            *n = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_label_set_width_chars (GTK_LABEL (number), 4);
  gtk_widget_add_css_class (number, "citation");
  gtk_widget_add_css_class (number, "numeric");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (words), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (n, "chip");
  gtk_widget_set_valign (n, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), n);
  gtk_widget_add_css_class (box, "outline-row");
  gtk_list_item_set_child (item, box);
}

static void
set_uncoded (GtkWidget *widget, const char *css_class, gboolean uncoded)
{
  if (uncoded)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, EntReaderOutline *self)
{
  guint row = ((EntOutlineRow *)gtk_list_item_get_item (item))->number;
  GtkWidget *number = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *words = gtk_widget_get_next_sibling (number);
  GtkWidget *n_passages = gtk_widget_get_next_sibling (words);
  guint n = self->source ? count (self, row) : 1;
  g_autofree char *text = words_of (self, row), *label = g_strdup_printf ("%u", row);
  g_autofree char *chip = n > 0 ? g_strdup_printf ("%u", n) : g_strdup (_ ("not coded"));
  g_autofree char *passages
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", n), n);

  for (char *p = text; *p; p++)
    if (*p == '\n')
      *p = ' ';
  gtk_label_set_label (GTK_LABEL (number), label);
  gtk_label_set_label (GTK_LABEL (words), text);
  gtk_label_set_label (GTK_LABEL (n_passages), chip);
  gtk_widget_set_tooltip_text (n_passages, passages);
  gtk_widget_set_visible (n_passages, self->source != NULL);
  set_uncoded (words, "dim-label", n == 0);
  set_uncoded (n_passages, "uncoded", n == 0);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (n_passages), GTK_ACCESSIBLE_PROPERTY_LABEL, passages, -1);
}

static void
activated (GtkListView *view, guint position, EntReaderOutline *self)
{
  guint start = 0, end = 0;

  if (position >= self->list->numbers->len)
    return;
  guint number = g_array_index (self->list->numbers, guint, position);
  if (self->source)
    ent_source_paragraph (self->source, number, &start, &end);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[GO], 0, start, end, self->source ? NULL : self->ids[number - 1]);
}

static void
entry_activated (GtkSearchEntry *entry, EntReaderOutline *self)
{
  refilter (self); /* the entry tells of changes a little later */
  activated (NULL, 0, self);
}

static gboolean
entry_key (GtkEventControllerKey *controller,
           guint keyval,
           guint keycode,
           GdkModifierType held,
           EntReaderOutline *self)
{
  if (keyval != GDK_KEY_Down || self->list->numbers->len == 0)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_child_focus (self->view, GTK_DIR_TAB_FORWARD);
}

/* Opens at the paragraph one is reading. */
static void
shown (GtkWidget *widget, gpointer data)
{
  EntReaderOutline *self = ENT_READER_OUTLINE (widget);
  const GArray *numbers = self->list->numbers;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  refilter (self);
  for (guint i = 0; i < numbers->len && self->at > 0; i++)
    if (g_array_index (numbers, guint, i) == self->at)
      {
        gtk_single_selection_set_selected (self->selection, i);
        gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", i);
      }
  gtk_widget_grab_focus (self->entry);
}

static void
forget (EntReaderOutline *self)
{
  g_clear_pointer (&self->source, ent_source_unref);
  g_clear_pointer (&self->ids, g_strfreev);
  g_clear_pointer (&self->digests, g_strfreev);
  self->highlights = NULL;
  self->at = 0;
  guint n = self->list ? self->list->numbers->len : 0;
  if (n > 0)
    {
      g_array_set_size (self->list->numbers, 0);
      g_list_model_items_changed (G_LIST_MODEL (self->list), 0, n, 0);
    }
}

static void
dispose (GObject *object)
{
  EntReaderOutline *self = ENT_READER_OUTLINE (object);

  forget (self);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (ent_reader_outline_parent_class)->dispose (object);
}

static void
ent_reader_outline_class_init (EntReaderOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[GO] = g_signal_new ("go",
                              ENT_TYPE_READER_OUTLINE,
                              G_SIGNAL_RUN_LAST,
                              0,
                              NULL,
                              NULL,
                              NULL,
                              G_TYPE_NONE,
                              3,
                              G_TYPE_UINT,
                              G_TYPE_UINT,
                              G_TYPE_STRING);
}

static GtkWidget *
new_list (EntReaderOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  self->list = g_object_new (ENT_TYPE_OUTLINE_LIST, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  gtk_widget_add_css_class (self->view, "outline-list");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Paragraphs"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (activated), self);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  return scroller;
}

static void
ent_reader_outline_init (EntReaderOutline *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *nothing = gtk_label_new (_ ("Nothing found"));

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Words or Number"), NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filter the paragraphs"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (refilter), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activated), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->entry, keys);
  self->uncoded = gtk_check_button_new_with_label (_ ("Only paragraphs nobody coded"));
  g_signal_connect_swapped (self->uncoded, "toggled", G_CALLBACK (refilter), self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, new_list (self), "list");
  gtk_widget_add_css_class (nothing, "search-nothing");
  gtk_stack_add_named (self->stack, nothing, "nothing");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->uncoded);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_widget_set_size_request (box, WIDTH, HEIGHT);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "outline");
  g_signal_connect (self, "show", G_CALLBACK (shown), NULL);
}

/**
 * ent_reader_outline_new:
 *
 * Returns: (transfer floating): an empty outline.
 */
GtkWidget *
ent_reader_outline_new (void)
{
  return g_object_new (ENT_TYPE_READER_OUTLINE, NULL);
}

/**
 * ent_reader_outline_set_text:
 * @self: an outline
 * @source: a text
 * @highlights: where its passages are; must outlive the outline or what is set next
 *
 * Lists the paragraphs of @source when it is next shown.
 */
void
ent_reader_outline_set_text (EntReaderOutline *self,
                             EntSource *source,
                             const EntHighlights *highlights)
{
  forget (self);
  self->source = ent_source_ref (source);
  self->highlights = highlights;
  gtk_widget_set_visible (self->uncoded, TRUE);
}

/**
 * ent_reader_outline_set_digests:
 * @self: an outline
 * @ids: (array zero-terminated=1): bare ids of passages
 * @digests: (array zero-terminated=1): what they say, as many
 *
 * Lists the passages when it is next shown.
 */
void
ent_reader_outline_set_digests (EntReaderOutline *self,
                                const char *const *ids,
                                const char *const *digests)
{
  forget (self);
  self->ids = g_strdupv ((char **)ids);
  self->digests = g_strdupv ((char **)digests);
  gtk_widget_set_visible (self->uncoded, FALSE);
}

/**
 * ent_reader_outline_set_at:
 * @self: an outline of a text
 * @code_point: where one is reading
 */
void
ent_reader_outline_set_at (EntReaderOutline *self, guint code_point)
{
  self->at = self->source ? ent_source_paragraph_of (self->source, code_point, NULL, NULL) : 0;
}
