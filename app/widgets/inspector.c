/* Right of the views: what is selected, what is known of it, and what that rests on. */
#include <glib/gi18n-lib.h>

#include "figure/figure.h"
#include "widgets/inspector-private.h"
#include "widgets/panel-parts.h"
#include "widgets/panels.h"
#include "widgets/passage-card.h"

/* Cards and links made unasked; nobody reads a hundred without asking for them. */
#define FIRST_CARDS 12
#define FIRST_LINKS 10

#define ENT_TYPE_INSPECTOR (ent_inspector_get_type ())
G_DECLARE_FINAL_TYPE (EntInspector, ent_inspector, ENT, INSPECTOR, GtkBox)

struct _EntInspector
{
  GtkBox parent;
  EntSession *session;
  GtkScrolledWindow *scroller;
  GtkBox *content;
  guint rebuild_id;
  GQueue waiting; /* of GtkWidget: made, not yet added; one at a time, as laying out takes long */
  guint add_id;
  GPtrArray *cards; /* of EntEvidence: their cards are still to be made, or NULL */
  guint next_card;
  const EntThing *tail; /* of which "Also in" and "Related" are still to be made, or NULL */
  gboolean to_top;      /* another thing is selected: the next build starts at the top */
  gboolean all_cards, all_links;
};

G_DEFINE_FINAL_TYPE (EntInspector, ent_inspector, GTK_TYPE_BOX)

static void queue_rebuild (EntInspector *self);
static gboolean make_next (EntInspector *self);

/* The first thing that waits is added, and measured at once: not with all others in one frame. When
 * none waits, the next is made. */
static gboolean
add_one (gpointer data)
{
  EntInspector *self = ENT_INSPECTOR (data);

  if (g_queue_is_empty (&self->waiting))
    {
      if (make_next (self))
        return G_SOURCE_CONTINUE;
      self->add_id = 0;
      return G_SOURCE_REMOVE;
    }
  g_autoptr (GtkWidget) widget = g_queue_pop_head (&self->waiting);
  const int width = gtk_widget_get_width (GTK_WIDGET (self->content));

  gtk_box_append (self->content, widget);
  if (width > 0)
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static void
add (EntInspector *self, GtkWidget *widget)
{
  g_queue_push_tail (&self->waiting, g_object_ref_sink (widget));
  if (self->add_id == 0)
    self->add_id = g_idle_add_full (G_PRIORITY_LOW, add_one, self, NULL);
}

static void
drop_waiting (EntInspector *self)
{
  g_clear_handle_id (&self->add_id, g_source_remove);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  self->tail = NULL;
}

static gboolean
link_activated (GtkLabel *label, const char *uri, EntSession *session)
{
  if (!ent_session_dossier (session) || !ent_dossier_find (ent_session_dossier (session), uri))
    return FALSE; /* a web address: GTK opens it */
  ent_session_select (session, uri, ent_select_mode_now (GTK_WIDGET (label)));
  return TRUE;
}

static void
add_facts (EntInspector *self, const EntThing *thing)
{
  g_autoptr (GPtrArray) facts = ent_inspector_facts (
      ent_session_dossier (self->session), thing, ent_session_language (self->session));
  GtkWidget *grid = gtk_grid_new ();

  if (facts->len == 0)
    {
      g_object_unref (g_object_ref_sink (grid));
      return;
    }
  gtk_widget_add_css_class (grid, "facts");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i < facts->len; i++)
    {
      const EntFact *fact = g_ptr_array_index (facts, i);
      GtkWidget *key = gtk_label_new (fact->label), *value = ent_text_label_new (NULL, NULL);

      gtk_label_set_xalign (GTK_LABEL (key), 0);
      gtk_label_set_yalign (GTK_LABEL (key), 0);
      gtk_label_set_wrap (GTK_LABEL (key), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (key), 14);
      gtk_widget_set_valign (key, GTK_ALIGN_START);
      gtk_widget_add_css_class (key, "fact-label");
      gtk_label_set_markup (GTK_LABEL (value), fact->markup);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_accessible_update_relation (
          GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, key, NULL, -1);
      g_signal_connect_object (
          value, "activate-link", G_CALLBACK (link_activated), self->session, 0);
      gtk_grid_attach (GTK_GRID (grid), key, 0, (int)i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, (int)i, 1, 1);
    }
  add (self, grid);
}

static GtkWidget *
colour_bar (EntColour colour)
{
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (5, 44, ent_theme_get (ENT_THEME_LIGHT));
  EntRect rect = ENT_RECT (0, 1, 5, 42);

  ent_scene_builder_box (
      builder, ENT_LAYER_NODE, ENT_NO_ITEM, &rect, 2.5, &(EntStyle){ .fill = colour });
  return ent_scene_icon_new (ent_scene_builder_finish (builder));
}

static void
add_title (EntInspector *self, const EntThing *thing)
{
  const char *lang = ent_session_language (self->session);
  const EntTheme *theme = ent_theme_get (ent_session_theme (self->session));
  g_autofree char *title = ent_thing_title (thing, lang);
  g_autofree char *facts = ent_thing_describe (thing, lang);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (row), colour_bar (ent_thing_colour (thing, theme)));
  gtk_box_append (GTK_BOX (column), ent_text_label_new (title, "inspector-title"));
  if (*facts)
    gtk_box_append (GTK_BOX (column), ent_text_label_new (facts, "inspector-subtitle"));
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), column);
  add (self, row);
}

static void
show_all_cards (GtkButton *button, EntInspector *self)
{
  self->all_cards = TRUE;
  queue_rebuild (self);
}

static void
show_all_links (GtkButton *button, EntInspector *self)
{
  self->all_links = TRUE;
  queue_rebuild (self);
}

static void
add_more_button (EntInspector *self, guint n, GCallback clicked)
{
  g_autofree char *text = g_strdup_printf (_ ("Show All %u"), n);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  add (self, button);
}

static void
add_evidence_heading (EntInspector *self, guint n)
{
  g_autofree char *heading
      = n ? g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "Evidence · %u passage", "Evidence · %u passages", n), n)
          : g_strdup (_ ("No evidence"));

  add (self, ent_heading_new (heading));
  if (n == 0)
    add (self,
         ent_text_label_new (
             _ ("No passage supports this. It is drawn hollow or hatched, and exports say so."),
             "note"));
}

/* One card a time: a dozen take longer than a frame. */
static void
make_card (EntInspector *self)
{
  guint n = self->all_cards ? self->cards->len : MIN (self->cards->len, FIRST_CARDS);

  if (self->next_card < n)
    {
      const EntEvidence *item = g_ptr_array_index (self->cards, self->next_card++);
      add (self, ent_passage_card_new (self->session, item->passage, item, ENT_CARD_OPEN));
      return;
    }
  if (n < self->cards->len)
    add_more_button (self, self->cards->len, G_CALLBACK (show_all_cards));
  g_clear_pointer (&self->cards, g_ptr_array_unref);
}

static void
add_links (EntInspector *self, const char *heading, GPtrArray *things)
{
  guint n = self->all_links ? things->len : MIN (things->len, FIRST_LINKS);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (things->len == 0)
    {
      g_object_unref (g_object_ref_sink (box));
      return;
    }
  add (self, ent_heading_new (heading));
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box),
                    ent_mark_link_new (self->session, g_ptr_array_index (things, i)));
  add (self, box);
  if (n < things->len)
    add_more_button (self, things->len, G_CALLBACK (show_all_links));
}

static void
add_also_in (EntInspector *self, const EntThing *thing)
{
  g_autoptr (GPtrArray) list = ent_inspector_also_in (
      ent_session_dossier (self->session), thing, ent_session_language (self->session));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (list->len > 0)
    add (self, ent_heading_new (_ ("Also in")));
  for (guint i = 0; i < list->len; i++)
    {
      const EntAlsoIn *also = g_ptr_array_index (list, i);
      GtkWidget *button = gtk_button_new_with_label (also->label);
      GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "view-link");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.view");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", also->target);
      gtk_box_append (GTK_BOX (box), button);
    }
  add (self, box);
}

static int
compare_things (gconstpointer a, gconstpointer b)
{
  const EntThing *x = *(const EntThing *const *)a, *y = *(const EntThing *const *)b;

  return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : g_strcmp0 (x->id, y->id);
}

static void
add_related (EntInspector *self, const EntThing *thing)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) things = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  ent_dossier_add_related (dossier, thing, ids);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const EntThing *other = ent_dossier_find (dossier, id);
      if (other && other != thing && other->kind != ENT_THING_PASSAGE)
        g_ptr_array_add (things, (gpointer)other);
    }
  g_ptr_array_sort (things, compare_things);
  add_links (self, _ ("Related"), things);
}

static void
add_resting (EntInspector *self, const EntPassage *passage)
{
  const GPtrArray *resting = ent_dossier_things_on (ent_session_dossier (self->session), passage);
  g_autoptr (GPtrArray) things = g_ptr_array_new ();

  for (guint i = 0; resting && i < resting->len; i++)
    g_ptr_array_add (things, g_ptr_array_index (resting, i));
  add_links (self, _ ("Rests on this passage"), things);
}

/* Makes what comes after all that was made; FALSE when there is nothing more. */
static gboolean
make_next (EntInspector *self)
{
  const EntThing *thing = self->tail;

  if (self->cards != NULL)
    make_card (self);
  else if (thing != NULL)
    {
      self->tail = NULL;
      add_also_in (self, thing);
      if (thing->kind != ENT_THING_PASSAGE)
        add_related (self, thing);
    }
  else
    return FALSE;
  return TRUE;
}

static void
build_one (EntInspector *self, const EntThing *thing)
{
  const char *lang = ent_session_language (self->session);

  add_title (self, thing);
  add_facts (self, thing);
  if (!ent_text_is_empty (&thing->note))
    add (self, ent_text_label_new (ent_text_get (&thing->note, lang), "note"));
  if (thing->kind == ENT_THING_PASSAGE)
    {
      add (self,
           ent_passage_card_new (self->session, (const EntPassage *)thing, NULL, ENT_CARD_OPEN));
      add_resting (self, (const EntPassage *)thing);
    }
  else if (thing->kind != ENT_THING_DOCUMENT)
    {
      g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
      gboolean rests = thing->kind != ENT_THING_SUBJECT && thing->kind != ENT_THING_DIMENSION
                       && thing->kind != ENT_THING_COMPARISON && thing->kind != ENT_THING_DIAGRAM
                       && thing->kind != ENT_THING_VIEW;
      if (rests || evidence->len > 0)
        add_evidence_heading (self, evidence->len);
      self->cards = g_steal_pointer (&evidence);
      self->next_card = 0;
    }
  self->tail = thing;
}

static void
remove_clicked (GtkButton *button, EntSession *session)
{
  ent_session_select (
      session, g_object_get_data (G_OBJECT (button), "ent-mark"), ENT_SELECT_TOGGLE);
}

static GtkWidget *
selected_row (EntInspector *self, const EntThing *thing)
{
  g_autofree char *title = ent_thing_title (thing, ent_session_language (self->session));
  g_autofree char *what = g_strdup_printf (_ ("Remove %s from the Selection"), title);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *link = ent_mark_link_new (self->session, thing);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_hexpand (link, TRUE);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_set_tooltip_text (remove, _ ("Remove from the Selection"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  g_object_set_data_full (G_OBJECT (remove), "ent-mark", g_strdup (thing->mark_id), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked), self->session, 0);
  gtk_box_append (GTK_BOX (row), link);
  gtk_box_append (GTK_BOX (row), remove);
  return row;
}

static void
add_joint_cards (EntInspector *self, const GPtrArray *selection)
{
  g_autoptr (GPtrArray) joint
      = ent_inspector_joint_passages (ent_session_dossier (self->session), selection);
  guint n = self->all_cards ? joint->len : MIN (joint->len, FIRST_CARDS);

  add_evidence_heading (self, joint->len);
  for (guint i = 0; i < n; i++)
    {
      const EntJointPassage *item = g_ptr_array_index (joint, i);
      if (item->n_things > 1)
        {
          g_autofree char *shared
              = g_strdup_printf (_ ("%u of the selected rest on this:"), item->n_things);
          add (self, ent_text_label_new (shared, "shared-passage"));
        }
      add (self,
           ent_passage_card_new (self->session,
                                 item->evidence.passage,
                                 item->evidence.note.n || item->evidence.grade
                                         || item->evidence.disputes
                                     ? &item->evidence
                                     : NULL,
                                 ENT_CARD_OPEN));
    }
  if (n < joint->len)
    add_more_button (self, joint->len, G_CALLBACK (show_all_cards));
}

static void
build_many (EntInspector *self, const GPtrArray *selection, guint n_things)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u selected", "%u selected", n_things), n_things);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint shown = 0;

  add (self, ent_text_label_new (title, "inspector-title"));
  for (guint i = 0; i < selection->len; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, g_ptr_array_index (selection, i));
      if (!thing || thing->kind == ENT_THING_PASSAGE
          || (!self->all_links && shown >= 2 * FIRST_LINKS))
        continue;
      gtk_box_append (GTK_BOX (list), selected_row (self, thing));
      shown++;
    }
  add (self, list);
  if (shown < n_things)
    add_more_button (self, n_things, G_CALLBACK (show_all_links));
  add_joint_cards (self, selection);
}

static void
add_counts (EntInspector *self, const EntDossier *dossier)
{
  const struct
  {
    const char *label;
    const GPtrArray *list;
  } counts[] = { { _ ("Passages"), ent_dossier_passages (dossier) },
                 { _ ("Actors"), ent_dossier_actors (dossier) },
                 { _ ("Relations"), ent_dossier_relations (dossier) },
                 { _ ("Events"), ent_dossier_events (dossier) },
                 { _ ("Comparisons"), ent_dossier_comparisons (dossier) },
                 { _ ("Diagrams"), ent_dossier_diagrams (dossier) } };
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", counts[i].list ? counts[i].list->len : 0);
      GtkWidget *key = gtk_label_new (counts[i].label), *value = gtk_label_new (number);
      if (!counts[i].list || counts[i].list->len == 0)
        {
          g_object_unref (g_object_ref_sink (key));
          g_object_unref (g_object_ref_sink (value));
          continue;
        }
      gtk_label_set_xalign (GTK_LABEL (key), 0);
      gtk_label_set_xalign (GTK_LABEL (value), 1);
      gtk_widget_add_css_class (key, "fact-label");
      gtk_widget_add_css_class (value, "numeric");
      gtk_widget_set_size_request (key, 96, -1);
      gtk_grid_attach (GTK_GRID (grid), key, 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, row++, 1, 1);
    }
  add (self, grid);
}

static void
build_overview (EntInspector *self, const EntDossier *dossier)
{
  const char *lang = ent_session_language (self->session);
  const char **authors = ent_dossier_authors (dossier);
  const GPtrArray *documents = ent_dossier_documents (dossier);

  add (self,
       ent_text_label_new (ent_text_get (ent_dossier_title (dossier), lang), "inspector-title"));
  if (authors && authors[0])
    {
      g_autofree char *by = g_strjoinv (C_ ("list", ", "), (char **)authors);
      add (self, ent_text_label_new (by, "inspector-subtitle"));
    }
  if (!ent_text_is_empty (ent_dossier_description (dossier)))
    add (
        self,
        ent_text_label_new (ent_text_get (ent_dossier_description (dossier), lang), "description"));
  add (self,
       ent_text_label_new (_ ("Click anything in a view to see what it rests on. Shift adds "
                              "to the selection, Escape clears it."),
                           "hint"));
  add_counts (self, dossier);
  add (self, ent_heading_new (_ ("Documents")));
  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      g_autofree char *cite = ent_figure_cite (document, lang);
      add (self, ent_mark_link_new (self->session, &document->thing));
      add (self, ent_text_label_new (cite, "citation"));
    }
}

static void
build (EntInspector *self)
{
  const EntDossier *dossier = ent_session_dossier (self->session);
  const GPtrArray *selection = ent_session_selection (self->session);
  const EntThing *only = NULL, *passage = NULL;
  guint n_things = 0;

  if (!dossier)
    return;
  for (guint i = 0; i < selection->len; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, g_ptr_array_index (selection, i));
      if (thing && thing->kind == ENT_THING_PASSAGE)
        passage = thing;
      else if (thing)
        {
          only = thing;
          n_things++;
        }
    }
  if (n_things == 1)
    build_one (self, only);
  else if (n_things > 1)
    build_many (self, selection, n_things);
  else if (passage && selection->len == 1)
    build_one (self, passage);
  else if (passage)
    build_many (self, selection, 0);
  else
    build_overview (self, dossier);
}

static gboolean
rebuild (gpointer data)
{
  EntInspector *self = ENT_INSPECTOR (data);

  self->rebuild_id = 0;
  drop_waiting (self);
  ent_widget_remove_children (GTK_WIDGET (self->content));
  build (self);
  if (self->to_top)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  self->to_top = FALSE;
  return G_SOURCE_REMOVE;
}

/* After the frame: the views show the selection first, the cards come with the frame after. */
static void
queue_rebuild (EntInspector *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, rebuild, self, NULL);
}

static void
session_changed (EntSession *session, guint changes, EntInspector *self)
{
  if (!(changes
        & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LIBRARY | ENT_CHANGED_SELECTION | ENT_CHANGED_LANGUAGE
           | ENT_CHANGED_THEME)))
    return;
  if (changes & ENT_CHANGED_DOSSIER)
    drop_waiting (self); /* it points into the dossier that was */
  if (changes & (ENT_CHANGED_DOSSIER | ENT_CHANGED_SELECTION))
    {
      self->to_top = TRUE;
      self->all_cards = self->all_links = FALSE;
    }
  queue_rebuild (self);
}

static void
ent_inspector_dispose (GObject *object)
{
  EntInspector *self = ENT_INSPECTOR (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  drop_waiting (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ENT_TYPE_INSPECTOR);
  G_OBJECT_CLASS (ent_inspector_parent_class)->dispose (object);
}

static void
ent_inspector_class_init (EntInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_inspector_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/entente/Entente/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, EntInspector, scroller);
  gtk_widget_class_bind_template_child (widget_class, EntInspector, content);
}

static void
ent_inspector_init (EntInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ent_inspector_new:
 * @session: the session to follow
 *
 * Returns: (transfer floating): the inspector.
 */
GtkWidget *
ent_inspector_new (EntSession *session)
{
  EntInspector *self = g_object_new (ENT_TYPE_INSPECTOR, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, 0);
  queue_rebuild (self);
  return GTK_WIDGET (self);
}
