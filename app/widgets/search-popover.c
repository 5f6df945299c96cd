/* Ctrl+F: one entry over everything the dossier and its texts say. */
#include <glib/gi18n-lib.h>

#include "base/worker.h"
#include "dossier/search.h"
#include "widgets/lazy-list.h"
#include "widgets/panels.h"
#include "widgets/search-row.h"

/* Hits of a group that are shown unasked. */
#define FIRST_HITS 5
/* Names in the line that says what was looked for too. */
#define MAX_ALSO 4
#define PAGE 8

#define ENT_TYPE_SEARCH_POPOVER (ent_search_popover_get_type ())
G_DECLARE_FINAL_TYPE (EntSearchPopover, ent_search_popover, ENT, SEARCH_POPOVER, GtkPopover)

/* A row of the list. */
typedef struct
{
  enum
  {
    ITEM_HEADING,
    ITEM_HIT,
    ITEM_MORE,
  } kind;
  EntFound found;
  guint i; /* which hit of the group */
} Item;

struct _EntSearchPopover
{
  GtkPopover parent;
  EntSession *session;
  EntWorker *worker;
  GtkEditable *entry;
  GtkWidget *nothing, *scroller;
  GtkLabel *also;
  GtkListBox *list;
  EntLazyList *lazy;
  EntSearchIndex *index;     /* what is searched; NULL until it is made */
  EntFindings *findings;     /* what is listed, or NULL */
  GArray *items;             /* of Item */
  guint selected;            /* the item that Enter activates */
  guint whole;               /* bits of the groups that are shown whole */
  gboolean stale;            /* the index is older than the dossier or its texts */
  gboolean outdated;         /* and so is the list */
  gboolean searching;        /* the list is older than the entry */
  gboolean activate_pending; /* Enter was pressed meanwhile */
};

G_DEFINE_FINAL_TYPE (EntSearchPopover, ent_search_popover, GTK_TYPE_POPOVER)

enum
{
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- on the worker ---- */

typedef struct
{
  EntDossier *dossier;
  EntLibrary *library;
  EntSearchIndex *before;
} IndexOrder;

typedef struct
{
  EntSearchIndex *index;
  char *query;
  const char *lang; /* interned */
} Query;

static void
free_order (IndexOrder *order)
{
  ent_search_index_unref (order->before);
  g_clear_pointer (&order->library, ent_library_unref);
  ent_dossier_unref (order->dossier);
  g_free (order);
}

static void
free_query (Query *query)
{
  ent_search_index_unref (query->index);
  g_free (query->query);
  g_free (query);
}

static gpointer
make_index (gpointer data, GCancellable *cancellable, GError **error)
{
  const IndexOrder *order = data;

  return ent_search_index_new (order->dossier, order->library, order->before, cancellable);
}

static gpointer
run_search (gpointer data, GCancellable *cancellable, GError **error)
{
  const Query *query = data;

  return ent_search (query->index, query->query, query->lang, cancellable);
}

/* ---- the list ---- */

static GtkWidget *
make_row (guint i, gpointer data)
{
  EntSearchPopover *self = data;
  const Item *item = &g_array_index (self->items, Item, i);
  const guint n = ent_findings_count (self->findings, item->found);
  g_autoptr (EntHit) hit = NULL;

  switch (item->kind)
    {
    case ITEM_HEADING:
      return ent_search_heading_row_new (item->found, n);
    case ITEM_MORE:
      return ent_search_more_row_new (n);
    case ITEM_HIT:
    default:
      hit = ent_findings_hit (self->findings, item->found, item->i);
      return ent_search_hit_row_new (self->session, hit);
    }
}

static void
select_item (EntSearchPopover *self, guint i)
{
  GtkListBoxRow *row = ent_lazy_list_row (self->lazy, i);

  self->selected = i;
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}

static void
rows_made (gpointer data)
{
  EntSearchPopover *self = data;

  if (self->selected < self->items->len)
    select_item (self, self->selected);
}

static void
add_item (EntSearchPopover *self, int kind, EntFound found, guint i)
{
  Item item = { .kind = kind, .found = found, .i = i };

  g_array_append_val (self->items, item);
}

static void
list_items (EntSearchPopover *self)
{
  g_array_set_size (self->items, 0);
  for (EntFound found = 0; self->findings != NULL && found < ENT_N_FOUND; found++)
    {
      const guint n = ent_findings_count (self->findings, found);
      /* a row that says there is one more takes no less room than the one */
      const gboolean whole = (self->whole >> found & 1) != 0 || n <= FIRST_HITS + 1;

      if (n == 0)
        continue;
      add_item (self, ITEM_HEADING, found, 0);
      for (guint i = 0; i < (whole ? n : FIRST_HITS); i++)
        add_item (self, ITEM_HIT, found, i);
      if (!whole)
        add_item (self, ITEM_MORE, found, 0);
    }
}

static void
show_also (EntSearchPopover *self)
{
  const char *const *also = self->findings != NULL ? ent_findings_also (self->findings) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; also != NULL && also[i] != NULL && i < MAX_ALSO; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? C_ ("list", ", ") : "", also[i]);
  g_autofree char *text = g_strdup_printf (_ ("Also: %s"), names->str);
  gtk_label_set_text (self->also, text);
  gtk_widget_set_visible (GTK_WIDGET (self->also), names->len > 0);
}

static void
show_findings (EntSearchPopover *self, EntFindings *findings)
{
  ent_findings_free (self->findings);
  self->findings = findings;
  self->whole = 0;
  list_items (self);
  show_also (self);
  /* rows are made while the list is shown */
  gtk_widget_set_visible (self->scroller, self->items->len > 0);
  gtk_widget_set_visible (self->nothing, findings != NULL && self->items->len == 0);
  self->selected = 1; /* the first hit, after its heading */
  ent_lazy_list_set (self->lazy, 0, self->items->len);
}

static void
show_whole (EntSearchPopover *self, guint more)
{
  const Item item = g_array_index (self->items, Item, more);

  self->whole |= 1u << item.found;
  list_items (self);
  self->selected = more;
  ent_lazy_list_set (self->lazy, more, self->items->len);
}

/* Selects what was found, and shows the place of a hit in a text. */
static void
activate_item (EntSearchPopover *self, guint i)
{
  GtkListBoxRow *row = i < self->items->len ? ent_lazy_list_row (self->lazy, i) : NULL;

  self->activate_pending = FALSE;
  if (row == NULL)
    return;
  if (g_array_index (self->items, Item, i).kind == ITEM_MORE)
    {
      show_whole (self, i);
      return;
    }
  g_autofree char *mark = g_strdup (ent_search_row_mark (row));
  g_autofree char *place = g_strdup (ent_search_row_place (row));
  const EntThing *thing = ent_dossier_find (ent_session_dossier (self->session), mark);

  if (!thing)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  if (thing->kind == ENT_THING_PASSAGE)
    {
      const char *ids[] = { thing->id, NULL };
      ent_session_select_passages (self->session, ids, ENT_SELECT_ONLY);
      ent_session_reveal (self->session, thing->id);
    }
  else
    {
      ent_session_select (self->session, mark, ENT_SELECT_ONLY);
      if (place)
        ent_session_reveal (self->session, place);
    }
  g_signal_emit (self, signals[ACTIVATED], 0, mark);
}

/* ---- searching ---- */

static void
take_findings (gpointer owner, gpointer result, const GError *error)
{
  EntSearchPopover *self = owner;

  if (result == NULL)
    return;
  self->searching = FALSE;
  show_findings (self, result);
  if (self->activate_pending)
    activate_item (self, self->selected);
}

static void
start_search (EntSearchPopover *self)
{
  Query *query = g_new0 (Query, 1);

  query->index = ent_search_index_ref (self->index);
  query->query = g_strdup (gtk_editable_get_text (self->entry));
  query->lang = ent_session_language (self->session);
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "search",
                   run_search,
                   query,
                   (GDestroyNotify)free_query,
                   (GDestroyNotify)ent_findings_free,
                   take_findings);
}

static void
take_index (gpointer owner, gpointer result, const GError *error)
{
  EntSearchPopover *self = owner;

  if (result == NULL)
    return;
  ent_search_index_unref (self->index);
  self->index = result;
  if (self->searching)
    start_search (self);
}

/* Begins to make the index anew when it is older than what is to be searched. */
static void
renew_index (EntSearchPopover *self)
{
  EntLibrary *library = ent_session_library (self->session);
  IndexOrder *order;

  if (!self->stale || ent_session_dossier (self->session) == NULL)
    return;
  if (self->worker == NULL)
    self->worker = ent_worker_new ("search");
  order = g_new0 (IndexOrder, 1);
  order->dossier = ent_dossier_ref (ent_session_dossier (self->session));
  order->library = library != NULL ? ent_library_ref (library) : NULL;
  order->before = self->index;
  self->index = NULL;
  self->stale = FALSE;
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "index",
                   make_index,
                   order,
                   (GDestroyNotify)free_order,
                   (GDestroyNotify)ent_search_index_unref,
                   take_index);
}

static void
text_changed (GtkEditable *entry, EntSearchPopover *self)
{
  self->activate_pending = self->outdated = FALSE;
  self->searching
      = *gtk_editable_get_text (entry) != '\0' && ent_session_dossier (self->session) != NULL;
  if (!self->searching)
    {
      show_findings (self, NULL);
      return;
    }
  renew_index (self);
  if (self->index != NULL)
    start_search (self);
}

static void
row_activated (GtkListBox *list, GtkListBoxRow *row, EntSearchPopover *self)
{
  activate_item (self, (guint)gtk_list_box_row_get_index (row));
}

static void
entry_activated (GtkSearchEntry *entry, EntSearchPopover *self)
{
  if (self->searching)
    self->activate_pending = TRUE;
  else
    activate_item (self, self->selected);
}

/* Over the headings. */
static void
move_selection (EntSearchPopover *self, int by)
{
  int i = (int)self->selected + by;
  const int n = (int)self->items->len, step = by < 0 ? -1 : 1;
  graphene_rect_t bounds;

  i = CLAMP (i, 1, n - 1);
  while (i > 0 && i < n && g_array_index (self->items, Item, i).kind == ITEM_HEADING)
    i += step;
  if (i < 1 || i >= n)
    return;
  select_item (self, (guint)i);
  GtkListBoxRow *row = ent_lazy_list_row (self->lazy, (guint)i);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds)
      && bounds.size.height > 0)
    gtk_adjustment_clamp_page (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
        i == 1 ? 0 : bounds.origin.y,
        bounds.origin.y + bounds.size.height);
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             EntSearchPopover *self)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      move_selection (self, PAGE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move_selection (self, -PAGE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
ent_search_popover_map (GtkWidget *widget)
{
  EntSearchPopover *self = ENT_SEARCH_POPOVER (widget);

  GTK_WIDGET_CLASS (ent_search_popover_parent_class)->map (widget);
  if (self->outdated)
    text_changed (self->entry, self);
  renew_index (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

static void
session_changed (EntSession *session, guint changes, EntSearchPopover *self)
{
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY))
    self->stale = TRUE;
  /* What is listed belongs to a dossier, its texts and a language. */
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_LANGUAGE))
    self->outdated = TRUE;
  if (self->outdated && gtk_widget_get_mapped (GTK_WIDGET (self)))
    text_changed (self->entry, self);
}

static void
ent_search_popover_dispose (GObject *object)
{
  EntSearchPopover *self = ENT_SEARCH_POPOVER (object);

  if (self->worker)
    ent_worker_cancel (self->worker, object);
  g_clear_pointer (&self->worker, ent_worker_unref);
  g_clear_pointer (&self->lazy, ent_lazy_list_free);
  g_clear_pointer (&self->findings, ent_findings_free);
  g_clear_pointer (&self->index, ent_search_index_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_SEARCH_POPOVER);
  G_OBJECT_CLASS (ent_search_popover_parent_class)->dispose (object);
}

static void
ent_search_popover_finalize (GObject *object)
{
  g_array_unref (ENT_SEARCH_POPOVER (object)->items);
  G_OBJECT_CLASS (ent_search_popover_parent_class)->finalize (object);
}

static void
ent_search_popover_class_init (EntSearchPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_search_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_search_popover_finalize;
  widget_class->map = ent_search_popover_map;
  signals[ACTIVATED] = g_signal_new ("activated",
                                     ENT_TYPE_SEARCH_POPOVER,
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/entente/Entente/search-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, EntSearchPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, EntSearchPopover, also);
  gtk_widget_class_bind_template_child (widget_class, EntSearchPopover, nothing);
  gtk_widget_class_bind_template_child (widget_class, EntSearchPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, EntSearchPopover, list);
}

static void
ent_search_popover_init (EntSearchPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->stale = TRUE;
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->lazy = ent_lazy_list_new (
      GTK_SCROLLED_WINDOW (self->scroller), self->list, make_row, rows_made, self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (text_changed), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activated), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * ent_search_popover_new:
 * @session: the session to search and to select in
 *
 * Returns: (transfer floating): the popover.  Signal "activated" (const char *mark_id): a hit was
 *   chosen, and is selected.
 */
GtkWidget *
ent_search_popover_new (EntSession *session)
{
  EntSearchPopover *self = g_object_new (ENT_TYPE_SEARCH_POPOVER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, 0);
  return GTK_WIDGET (self);
}
