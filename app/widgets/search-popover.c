/* Ctrl+F: one entry over everything the dossier and its texts say. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/worker.h"
#include "dossier/search.h"
#include "widgets/panel-parts.h"
#include "widgets/panels.h"

/* Hits asked for; more are not scrolled through but narrowed down by typing. */
#define MAX_HITS 60

#define ENT_TYPE_SEARCH_POPOVER (ent_search_popover_get_type ())
G_DECLARE_FINAL_TYPE (EntSearchPopover, ent_search_popover, ENT, SEARCH_POPOVER, GtkPopover)

struct _EntSearchPopover
{
  GtkPopover parent;
  EntSession *session;
  EntWorker *worker;
  GtkEditable *entry;
  GtkWidget *nothing, *scroller;
  GtkListBox *list;
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

/* What the worker takes and gives back: the hits point into the dossier. */
typedef struct
{
  EntDossier *dossier;
  EntLibrary *library;
  char *query;
  const char *lang; /* interned */
} Query;

typedef struct
{
  EntDossier *dossier;
  GPtrArray *hits;
} Hits;

static void
query_free (Query *query)
{
  ent_dossier_unref (query->dossier);
  g_clear_pointer (&query->library, ent_library_unref);
  g_free (query->query);
  g_free (query);
}

static void
hits_free (Hits *hits)
{
  g_ptr_array_unref (hits->hits);
  ent_dossier_unref (hits->dossier);
  g_free (hits);
}

static gpointer
run_search (gpointer data, GCancellable *cancellable, GError **error)
{
  const Query *query = data;
  Hits *hits = g_new (Hits, 1);

  hits->dossier = ent_dossier_ref (query->dossier);
  hits->hits = ent_search (query->dossier, query->library, query->query, query->lang, MAX_HITS);
  return hits;
}

static const char *
kind_heading (EntThingKind kind)
{
  switch (kind)
    {
    case ENT_THING_ACTOR:
      return _ ("Actors");
    case ENT_THING_RELATION:
    case ENT_THING_RELATION_TYPE:
      return _ ("Relations");
    case ENT_THING_EVENT:
      return _ ("Events");
    case ENT_THING_COMPARISON:
    case ENT_THING_SUBJECT:
    case ENT_THING_DIMENSION:
    case ENT_THING_CELL:
    case ENT_THING_VERDICT:
      return _ ("Comparisons");
    case ENT_THING_DIAGRAM:
    case ENT_THING_NODE:
    case ENT_THING_LINK:
      return _ ("Diagrams");
    case ENT_THING_PASSAGE:
      return _ ("Passages");
    case ENT_THING_DOCUMENT:
      return _ ("Texts");
    case ENT_THING_VIEW:
      return _ ("Views");
    case ENT_THING_NONE:
    default:
      return "";
    }
}

/* A text with a part of it in bold. */
static char *
embolden (const char *text, gsize start, gsize end)
{
  g_autofree char *before = g_markup_escape_text (text, (gssize)start);
  g_autofree char *match = g_markup_escape_text (text + start, (gssize)(end - start));
  g_autofree char *after = g_markup_escape_text (text + end, -1);

  return g_strconcat (before, "<b>", match, "</b>", after, NULL);
}

static char *
context_markup (const EntHit *hit)
{
  gsize length = strlen (hit->context), start = MIN (hit->match_start, length);

  return embolden (hit->context, start, CLAMP (hit->match_end, start, length));
}

/* The name in bold where it matches; NULL when the hit is not in the name. */
static char *
title_markup (const EntHit *hit, const char *title)
{
  const char *context = hit->context ? hit->context : "";
  gsize skip = g_str_has_prefix (context, "…") ? strlen ("…") : 0;
  gsize length = strlen (context) - (g_str_has_suffix (context, "…") ? strlen ("…") : 0);

  if (length <= skip || hit->match_start < skip || hit->match_end > length)
    return NULL;
  g_autofree char *core = g_strndup (context + skip, length - skip);
  const char *place = strstr (title, core);
  if (!place)
    return NULL;
  gsize base = (gsize)(place - title);
  return embolden (title, base + hit->match_start - skip, base + hit->match_end - skip);
}

static GtkWidget *
new_line (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
set_target (GtkWidget *row, const EntHit *hit)
{
  /* A hit in a text outside any passage is a place: a fragment as in RFC 5147. */
  char *target = hit->thing->kind == ENT_THING_DOCUMENT && hit->document && hit->end > hit->start
                     ? g_strdup_printf ("%s#char=%u,%u", hit->thing->mark_id, hit->start, hit->end)
                     : NULL;

  g_object_set_data_full (G_OBJECT (row), "ent-place", target, g_free);
  g_object_set_data_full (G_OBJECT (row), "ent-mark", g_strdup (hit->thing->mark_id), g_free);
  g_object_set_data (G_OBJECT (row), "ent-heading", (gpointer)kind_heading (hit->thing->kind));
}

static GtkWidget *
new_row (EntSearchPopover *self, const EntHit *hit)
{
  const char *lang = ent_session_language (self->session);
  g_autofree char *title = ent_thing_title (hit->thing, lang);
  g_autofree char *in_title = title_markup (hit, title);
  g_autofree char *markup = hit->context && !in_title ? context_markup (hit) : NULL;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *name = new_line (NULL);

  gtk_label_set_text (GTK_LABEL (name), title);
  gtk_box_append (GTK_BOX (box),
                  ent_thing_icon_new (hit->thing, ent_session_theme (self->session)));
  /* A name that holds the match itself needs no second line. */
  if (in_title)
    gtk_label_set_markup (GTK_LABEL (name), in_title);
  gtk_box_append (GTK_BOX (column), name);
  if (markup)
    {
      GtkWidget *context = new_line ("search-context");
      gtk_label_set_markup (GTK_LABEL (context), markup);
      gtk_box_append (GTK_BOX (column), context);
    }
  if (hit->document && ent_dossier_documents (ent_session_dossier (self->session))->len > 1)
    {
      GtkWidget *document = new_line ("citation");
      gtk_label_set_text (GTK_LABEL (document), ent_text_get (&hit->document->thing.name, lang));
      gtk_box_append (GTK_BOX (column), document);
    }
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (box), column);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  set_target (row, hit);
  return row;
}

static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *heading = g_object_get_data (G_OBJECT (row), "ent-heading");
  const char *last = before ? g_object_get_data (G_OBJECT (before), "ent-heading") : NULL;

  if (g_strcmp0 (heading, last) == 0)
    gtk_list_box_row_set_header (row, NULL);
  else if (!gtk_list_box_row_get_header (row))
    gtk_list_box_row_set_header (row, ent_heading_new (heading));
}

static void
clear_list (EntSearchPopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
  static const EntThingKind order[]
      = { ENT_THING_ACTOR, ENT_THING_RELATION, ENT_THING_EVENT,   ENT_THING_CELL,
          ENT_THING_NODE,  ENT_THING_VIEW,     ENT_THING_PASSAGE, ENT_THING_DOCUMENT };
  const EntHit *x = *(const EntHit *const *)a, *y = *(const EntHit *const *)b;
  const GPtrArray *hits = data;
  guint group_x = 0, group_y = 0, at_x = 0, at_y = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const char *heading = kind_heading (order[i]);
      if (g_str_equal (heading, kind_heading (x->thing->kind)))
        group_x = i;
      if (g_str_equal (heading, kind_heading (y->thing->kind)))
        group_y = i;
    }
  if (group_x != group_y)
    return group_x < group_y ? -1 : 1;
  g_ptr_array_find ((GPtrArray *)hits, x, &at_x);
  g_ptr_array_find ((GPtrArray *)hits, y, &at_y);
  return at_x < at_y ? -1 : at_x > at_y;
}

static void activate_row (EntSearchPopover *self, GtkListBoxRow *row);

static void
show_hits (gpointer owner, gpointer result, const GError *error)
{
  EntSearchPopover *self = owner;
  Hits *hits = result;
  guint n = hits ? hits->hits->len : 0;

  if (!hits)
    return;
  self->searching = FALSE;
  clear_list (self);
  /* The best hit's group need not come first, but the order within a group is that of the search.
   */
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (order, g_ptr_array_index (hits->hits, i));
  g_ptr_array_sort_with_data (order, compare_groups, hits->hits);
  for (guint i = 0; i < n && hits->dossier == ent_session_dossier (self->session); i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (order, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  gtk_widget_set_visible (self->scroller, n > 0);
  gtk_widget_set_visible (self->nothing, n == 0);
  hits_free (hits);
  if (self->activate_pending)
    activate_row (self, gtk_list_box_get_selected_row (self->list));
}

static void
text_changed (GtkEditable *entry, EntSearchPopover *self)
{
  const char *text = gtk_editable_get_text (entry);
  EntDossier *dossier = ent_session_dossier (self->session);
  EntLibrary *library = ent_session_library (self->session);

  self->activate_pending = FALSE;
  if (!*text || !dossier)
    {
      if (self->worker)
        ent_worker_cancel (self->worker, G_OBJECT (self));
      self->searching = FALSE;
      clear_list (self);
      gtk_widget_set_visible (self->scroller, FALSE);
      gtk_widget_set_visible (self->nothing, FALSE);
      return;
    }
  if (!self->worker)
    self->worker = ent_worker_new ("search");
  Query *query = g_new0 (Query, 1);
  query->dossier = ent_dossier_ref (dossier);
  query->library = library ? ent_library_ref (library) : NULL;
  query->query = g_strdup (text);
  query->lang = ent_session_language (self->session);
  self->searching = TRUE;
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "search",
                   run_search,
                   query,
                   (GDestroyNotify)query_free,
                   (GDestroyNotify)hits_free,
                   show_hits);
}

/* Selects what was found, and shows the place of a hit in a text. */
static void
activate_row (EntSearchPopover *self, GtkListBoxRow *row)
{
  self->activate_pending = FALSE;
  if (!row)
    return;
  g_autofree char *mark = g_strdup (g_object_get_data (G_OBJECT (row), "ent-mark"));
  g_autofree char *place = g_strdup (g_object_get_data (G_OBJECT (row), "ent-place"));
  const EntThing *thing = ent_dossier_find (ent_session_dossier (self->session), mark);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (!thing)
    return;
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

static void
row_activated (GtkListBox *list, GtkListBoxRow *row, EntSearchPopover *self)
{
  activate_row (self, row);
}

static void
entry_activated (GtkSearchEntry *entry, EntSearchPopover *self)
{
  if (self->searching)
    self->activate_pending = TRUE;
  else
    activate_row (self, gtk_list_box_get_selected_row (self->list));
}

static void
move_selection (EntSearchPopover *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row ? gtk_list_box_row_get_index (row) + by : 0;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->list, MAX (index, 0));
  graphene_rect_t bounds;

  if (!next)
    return;
  gtk_list_box_select_row (self->list, next);
  if (gtk_widget_compute_bounds (GTK_WIDGET (next), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
        by < 0 && index <= 0 ? 0 : bounds.origin.y,
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
      move_selection (self, 8);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move_selection (self, -8);
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
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

static void
session_changed (EntSession *session, guint changes, EntSearchPopover *self)
{
  /* What is listed belongs to a dossier, its texts and a language. */
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_LANGUAGE))
    text_changed (self->entry, self);
}

static void
ent_search_popover_dispose (GObject *object)
{
  EntSearchPopover *self = ENT_SEARCH_POPOVER (object);

  if (self->worker)
    ent_worker_cancel (self->worker, object);
  g_clear_pointer (&self->worker, ent_worker_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_SEARCH_POPOVER);
  G_OBJECT_CLASS (ent_search_popover_parent_class)->dispose (object);
}

static void
ent_search_popover_class_init (EntSearchPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_search_popover_dispose;
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
  gtk_widget_class_bind_template_child (widget_class, EntSearchPopover, nothing);
  gtk_widget_class_bind_template_child (widget_class, EntSearchPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, EntSearchPopover, list);
}

static void
ent_search_popover_init (EntSearchPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, set_header, NULL, NULL);
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
