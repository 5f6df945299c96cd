#include "widgets/coverage-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/worker.h"
#include "dossier/coverage.h"
#include "widgets/lazy-list.h"
#include "widgets/panel-parts.h"

/* Code points of a paragraph that its row shows. */
#define SNIPPET 120
#define PANEL_KEY "ent-coverage-panel"

#define ENT_TYPE_COVERAGE_PANEL (ent_coverage_panel_get_type ())
G_DECLARE_FINAL_TYPE (EntCoveragePanel, ent_coverage_panel, ENT, COVERAGE_PANEL, AdwWindow)

typedef enum
{
  LIST_BARE,
  LIST_DISPUTED,
  LIST_UNUSED,
  LIST_UNCODED,
  N_LISTS,
} List;

/* A row: a thing; or a document (paragraph is 0), or one of its paragraphs. */
typedef struct
{
  const EntThing *thing;
  guint document, paragraph; /* the latter from 1, among those nobody coded */
} Item;

struct _EntCoveragePanel
{
  AdwWindow parent;
  EntSession *session;
  EntWorker *worker;
  EntCoverage *coverage; /* NULL until it is found out */
  List shown;
  GArray *items; /* of Item, of the list shown */
  EntLazyList *lazy;
  GtkWidget *buttons[N_LISTS];
  GtkLabel *numbers[N_LISTS], *captions[N_LISTS];

  /* template */
  GtkBox *tiles;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GtkLabel *empty;
};

G_DEFINE_FINAL_TYPE (EntCoveragePanel, ent_coverage_panel, ADW_TYPE_WINDOW)

typedef struct
{
  EntDossier *dossier;
  EntLibrary *library;
} Order;

static void
free_order (Order *order)
{
  g_clear_pointer (&order->library, ent_library_unref);
  ent_dossier_unref (order->dossier);
  g_free (order);
}

static gpointer
find_out (gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;

  return ent_coverage_new (order->dossier, order->library, cancellable);
}

/* ---- rows ---- */

static GtkWidget *
new_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_row (GtkWidget *start, const char *title, const char *subtitle)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_append (GTK_BOX (box), start);
  gtk_box_append (GTK_BOX (column), new_line (title, NULL));
  if (subtitle != NULL && *subtitle != '\0')
    gtk_box_append (GTK_BOX (column), new_line (subtitle, "citation"));
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (box), column);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

static GtkWidget *
thing_row (EntCoveragePanel *self, const EntThing *thing)
{
  const char *lang = ent_session_language (self->session);
  g_autofree char *title = ent_thing_title (thing, lang);
  g_autofree char *facts = NULL;

  if (thing->kind == ENT_THING_PASSAGE)
    facts = g_strdup (ent_text_get (&((const EntPassage *)thing)->document->thing.name, lang));
  else
    facts = ent_thing_describe (thing, lang);
  g_strdelimit (facts, "\n", ' ');
  return new_row (ent_thing_icon_new (thing, ent_session_theme (self->session)), title, facts);
}

/* How much of a document is coded: the heading of its paragraphs. */
static GtkWidget *
document_row (EntCoveragePanel *self, const EntDocumentCoverage *one)
{
  const guint coded = one->n_paragraphs - one->uncoded->len;
  const double share = one->n_chars > 0 ? (double)one->n_coded_chars / one->n_chars : 0;
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *bar = gtk_level_bar_new ();
  g_autofree char *facts = one->source == NULL
                               ? g_strdup (_ ("No text attached"))
                               : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                               "%u of %u paragraph coded · %.0f %% "
                                                               "of the characters",
                                                               "%u of %u paragraphs coded · %.0f "
                                                               "%% of the characters",
                                                               one->n_paragraphs),
                                                  coded,
                                                  one->n_paragraphs,
                                                  100 * share);

  gtk_box_append (
      GTK_BOX (box),
      new_line (ent_text_get (&one->document->thing.name, ent_session_language (self->session)),
                "heading"));
  gtk_box_append (GTK_BOX (box), new_line (facts, "citation"));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), share);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_set_visible (bar, one->source != NULL);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "coverage-document");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, facts, -1);
  return row;
}

static GtkWidget *
paragraph_row (const EntDocumentCoverage *one, const EntUncoded *paragraph)
{
  const guint end = MIN (paragraph->end, paragraph->start + SNIPPET);
  const gsize from = ent_source_byte_offset (one->source, paragraph->start);
  const gsize to = ent_source_byte_offset (one->source, end);
  g_autofree char *number = g_strdup_printf ("%u", paragraph->number);
  g_autofree char *words = g_strndup (ent_source_text (one->source) + from, to - from);
  GtkWidget *label = new_line (number, "coverage-number");

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), 5);
  return new_row (label, g_strstrip (words), NULL);
}

static GtkWidget *
make_row (guint i, gpointer data)
{
  EntCoveragePanel *self = data;
  const Item *item = &g_array_index (self->items, Item, i);

  if (item->thing != NULL)
    return thing_row (self, item->thing);

  const EntDocumentCoverage *one
      = &g_array_index (self->coverage->documents, EntDocumentCoverage, item->document);
  if (item->paragraph == 0)
    return document_row (self, one);
  return paragraph_row (one, &g_array_index (one->uncoded, EntUncoded, item->paragraph - 1));
}

/* Selects it in all views, and shows a passage or paragraph in its text. */
static void
row_activated (GtkListBox *list, GtkListBoxRow *row, EntCoveragePanel *self)
{
  const Item *item = &g_array_index (self->items, Item, gtk_list_box_row_get_index (row));
  const EntThing *thing = item->thing;

  if (thing != NULL && thing->kind == ENT_THING_PASSAGE)
    {
      const char *ids[] = { thing->id, NULL };
      ent_session_select_passages (self->session, ids, ENT_SELECT_ONLY);
      ent_session_reveal (self->session, thing->id);
    }
  else if (thing != NULL)
    ent_session_select (self->session, thing->mark_id, ENT_SELECT_ONLY);
  else
    {
      const EntDocumentCoverage *one
          = &g_array_index (self->coverage->documents, EntDocumentCoverage, item->document);
      const EntUncoded *paragraph
          = item->paragraph > 0 ? &g_array_index (one->uncoded, EntUncoded, item->paragraph - 1)
                                : NULL;
      g_autofree char *place
          = paragraph != NULL ? g_strdup_printf (
                "%s#char=%u,%u", one->document->thing.mark_id, paragraph->start, paragraph->end)
                              : g_strdup (one->document->thing.mark_id);
      ent_session_select (self->session, one->document->thing.mark_id, ENT_SELECT_ONLY);
      ent_session_reveal (self->session, place);
    }
}

/* ---- lists ---- */

static const GPtrArray *
things_of (const EntCoverage *coverage, List list)
{
  return list == LIST_BARE       ? coverage->bare
         : list == LIST_DISPUTED ? coverage->disputed
         : list == LIST_UNUSED   ? coverage->unused
                                 : NULL;
}

static guint
count (const EntCoverage *coverage, List list)
{
  return list == LIST_UNCODED ? coverage->n_uncoded : things_of (coverage, list)->len;
}

static const char *
caption (List list, guint n)
{
  switch (list)
    {
    case LIST_BARE:
      return g_dngettext (GETTEXT_PACKAGE, "mark without evidence", "marks without evidence", n);
    case LIST_DISPUTED:
      return g_dngettext (GETTEXT_PACKAGE, "disputed mark", "disputed marks", n);
    case LIST_UNUSED:
      return g_dngettext (
          GETTEXT_PACKAGE, "passage nothing rests on", "passages nothing rests on", n);
    case LIST_UNCODED:
      return g_dngettext (GETTEXT_PACKAGE, "paragraph nobody coded", "paragraphs nobody coded", n);
    case N_LISTS:
    default:
      return "";
    }
}

static const char *
empty_words (const EntCoverage *coverage, List list)
{
  switch (list)
    {
    case LIST_BARE:
      return _ ("Every mark rests on a passage.");
    case LIST_DISPUTED:
      return _ ("No mark is disputed.");
    case LIST_UNUSED:
      return _ ("Something rests on every passage.");
    case LIST_UNCODED:
    case N_LISTS:
    default:
      return _ ("Attach the texts of the documents to see which paragraphs nobody coded.");
    }
}

static void
list_documents (EntCoveragePanel *self)
{
  const GArray *documents = self->coverage->documents;

  for (guint d = 0; d < documents->len && self->coverage->n_paragraphs > 0; d++)
    {
      const EntDocumentCoverage *one = &g_array_index (documents, EntDocumentCoverage, d);

      for (guint p = 0; p <= one->uncoded->len; p++)
        {
          Item item = { NULL, d, p };
          g_array_append_val (self->items, item);
        }
    }
}

static void
show_list (EntCoveragePanel *self, List list)
{
  self->shown = list;
  g_array_set_size (self->items, 0);
  if (self->coverage == NULL)
    return;
  const GPtrArray *things = things_of (self->coverage, list);
  for (guint i = 0; things != NULL && i < things->len; i++)
    {
      Item item = { g_ptr_array_index (things, i), 0, 0 };
      g_array_append_val (self->items, item);
    }
  if (things == NULL)
    list_documents (self);
  gtk_label_set_text (self->empty, empty_words (self->coverage, list));
  gtk_stack_set_visible_child_name (self->stack, self->items->len > 0 ? "list" : "empty");
  ent_lazy_list_set (self->lazy, 0, self->items->len);
}

static void
show_counts (EntCoveragePanel *self)
{
  for (List list = 0; list < N_LISTS; list++)
    {
      const guint n = count (self->coverage, list);
      const gboolean known = list != LIST_UNCODED || self->coverage->n_paragraphs > 0;
      g_autofree char *number = known ? g_strdup_printf ("%u", n) : g_strdup ("–");
      g_autofree char *whole = g_strdup_printf ("%s %s", number, caption (list, n));

      gtk_label_set_text (self->numbers[list], number);
      gtk_label_set_text (self->captions[list], caption (list, n));
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (self->buttons[list]), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
    }
}

static void
take_coverage (gpointer owner, gpointer result, const GError *error)
{
  EntCoveragePanel *self = owner;
  const gboolean first = self->coverage == NULL;
  List list = self->shown;

  if (result == NULL)
    return;
  /* rows of before are gone before what they point to */
  ent_lazy_list_set (self->lazy, 0, 0);
  ent_coverage_free (self->coverage);
  self->coverage = result;
  show_counts (self);
  /* the first list with something in it */
  for (List l = N_LISTS; first && l-- > 0;)
    if (count (self->coverage, l) > 0)
      list = l;
  if (first)
    gtk_widget_grab_focus (self->buttons[list]);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[list])))
    show_list (self, list);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[list]), TRUE);
}

static void
renew (EntCoveragePanel *self)
{
  EntDossier *dossier = ent_session_dossier (self->session);
  EntLibrary *library = ent_session_library (self->session);
  Order *order;

  if (dossier == NULL)
    return;
  order = g_new0 (Order, 1);
  order->dossier = ent_dossier_ref (dossier);
  order->library = library != NULL ? ent_library_ref (library) : NULL;
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "coverage",
                   find_out,
                   order,
                   (GDestroyNotify)free_order,
                   (GDestroyNotify)ent_coverage_free,
                   take_coverage);
}

static void
session_changed (EntSession *session, guint changes, EntCoveragePanel *self)
{
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY))
    renew (self);
  else if (changes & (ENT_CHANGED_LANGUAGE | ENT_CHANGED_THEME))
    show_list (self, self->shown);
}

static void
toggled (GtkToggleButton *button, EntCoveragePanel *self)
{
  for (List list = 0; list < N_LISTS; list++)
    if (self->buttons[list] == GTK_WIDGET (button) && gtk_toggle_button_get_active (button))
      show_list (self, list);
}

static void
add_tile (EntCoveragePanel *self, List list)
{
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = gtk_label_new ("–"), *words = gtk_label_new (caption (list, 0));

  gtk_widget_add_css_class (number, "title-2");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (words, "caption");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "coverage-tile");
  if (list > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->buttons[0]));
  g_signal_connect (button, "toggled", G_CALLBACK (toggled), self);
  gtk_box_append (self->tiles, button);
  self->buttons[list] = button;
  self->numbers[list] = GTK_LABEL (number);
  self->captions[list] = GTK_LABEL (words);
}

static void
dispose (GObject *object)
{
  EntCoveragePanel *self = ENT_COVERAGE_PANEL (object);

  if (self->worker != NULL)
    ent_worker_cancel (self->worker, object);
  g_clear_pointer (&self->worker, ent_worker_unref);
  g_clear_pointer (&self->lazy, ent_lazy_list_free);
  g_clear_pointer (&self->coverage, ent_coverage_free);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_COVERAGE_PANEL);
  G_OBJECT_CLASS (ent_coverage_panel_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_array_unref (ENT_COVERAGE_PANEL (object)->items);
  G_OBJECT_CLASS (ent_coverage_panel_parent_class)->finalize (object);
}

static void
ent_coverage_panel_class_init (EntCoveragePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/coverage-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, EntCoveragePanel, tiles);
  gtk_widget_class_bind_template_child (widget_class, EntCoveragePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, EntCoveragePanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, EntCoveragePanel, list);
  gtk_widget_class_bind_template_child (widget_class, EntCoveragePanel, empty);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ent_coverage_panel_init (EntCoveragePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->worker = ent_worker_new ("coverage");
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->lazy = ent_lazy_list_new (self->scroller, self->list, make_row, NULL, self);
  for (List list = 0; list < N_LISTS; list++)
    add_tile (self, list);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated), self);
}

static void
forget (gpointer parent, GObject *panel)
{
  g_object_set_data (parent, PANEL_KEY, NULL);
}

/**
 * ent_coverage_panel_present:
 * @parent: the window of the session
 * @session: a session with a dossier open
 *
 * Shows the lists in a window of their own, which stays while one works through them, and follows
 * the session.
 */
void
ent_coverage_panel_present (GtkWindow *parent, EntSession *session)
{
  EntCoveragePanel *panel = g_object_get_data (G_OBJECT (parent), PANEL_KEY);

  if (panel == NULL)
    {
      panel = g_object_new (ENT_TYPE_COVERAGE_PANEL, "transient-for", parent, NULL);
      panel->session = g_object_ref (session);
      g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), panel, 0);
      g_object_set_data (G_OBJECT (parent), PANEL_KEY, panel);
      g_signal_connect_object (panel, "destroy", G_CALLBACK (forget), parent, G_CONNECT_SWAPPED);
      renew (panel);
    }
  gtk_window_present (GTK_WINDOW (panel));
}
