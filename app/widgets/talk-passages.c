#include "widgets/talk-passages.h"

#include <glib/gi18n-lib.h>

#include "dossier/citation.h"
#include "views/view.h"
#include "widgets/panel-parts.h"

struct _EntTalkPassages
{
  GtkWidget parent;
  GtkRevealer *revealer;
  GtkScrolledWindow *scroll;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (EntTalkPassages, ent_talk_passages, GTK_TYPE_WIDGET)

static void
add_label (EntTalkPassages *panel, const char *text, const char *css_class)
{
  gtk_box_append (panel->box, ent_text_label_new (text, css_class));
}

/* The words of the text where they are at hand, what they say in ours below. */
static void
add_passage (EntTalkPassages *panel, EntSession *session, const EntEvidence *evidence)
{
  const EntPassage *passage = evidence->passage;
  const char *lang = ent_session_language (session);
  guint paragraph;
  EntLibrary *library = ent_session_library (session);
  g_autofree char *quote
      = library != NULL ? ent_citation_quote (passage, library, &paragraph) : NULL;
  g_autofree char *cited = ent_citation_line (passage->document, lang);

  gtk_box_append (panel->box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  if (evidence->disputes)
    add_label (panel, _ ("Disputes this"), "talk-disputes");
  if (quote != NULL)
    add_label (panel, quote, "talk-quote");
  add_label (
      panel, ent_text_get (&passage->thing.name, lang), quote ? "talk-digest" : "talk-quote");
  add_label (panel, cited, "talk-citation");
}

static void
add_thing (EntTalkPassages *panel, EntSession *session, const EntThing *thing)
{
  const char *lang = ent_session_language (session);
  g_autofree char *title = ent_thing_title (thing, lang);
  g_autoptr (GPtrArray) passages = ent_thing_evidence (thing);

  add_label (panel, title, "talk-title");
  for (guint i = 0; i < passages->len; i++)
    add_passage (panel, session, g_ptr_array_index (passages, i));
  if (passages->len == 0)
    add_label (panel, _ ("No passage says this."), "talk-digest");
}

static void
dispose (GObject *object)
{
  EntTalkPassages *panel = ENT_TALK_PASSAGES (object);

  if (panel->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (panel->revealer));
  panel->revealer = NULL;
  G_OBJECT_CLASS (ent_talk_passages_parent_class)->dispose (object);
}

static void
ent_talk_passages_class_init (EntTalkPassagesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
ent_talk_passages_init (EntTalkPassages *panel)
{
  panel->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  panel->scroll = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  panel->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_scrolled_window_set_policy (panel->scroll, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (panel->scroll, GTK_WIDGET (panel->box));
  gtk_widget_add_css_class (GTK_WIDGET (panel->box), "talk-passages-box");
  gtk_widget_add_css_class (GTK_WIDGET (panel->scroll), "talk-passages");
  gtk_revealer_set_child (panel->revealer, GTK_WIDGET (panel->scroll));
  gtk_revealer_set_transition_type (panel->revealer, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_widget_set_parent (GTK_WIDGET (panel->revealer), GTK_WIDGET (panel));
  gtk_widget_set_can_target (GTK_WIDGET (panel), FALSE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (panel), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Passages"), -1);
}

/**
 * ent_talk_passages_new:
 *
 * Returns: (transfer floating): a panel that is hidden at first
 */
GtkWidget *
ent_talk_passages_new (void)
{
  return g_object_new (ENT_TYPE_TALK_PASSAGES, NULL);
}

/**
 * ent_talk_passages_show:
 * @panel: a panel
 * @session: what is selected there is shown
 *
 * Returns: whether anything is selected; else the panel is hidden
 */
gboolean
ent_talk_passages_show (EntTalkPassages *panel, EntSession *session)
{
  const GPtrArray *selection = ent_session_selection (session);
  const EntDossier *dossier = ent_session_dossier (session);
  gboolean any = FALSE;

  ent_widget_remove_children (GTK_WIDGET (panel->box));
  for (guint i = 0; i < selection->len; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, g_ptr_array_index (selection, i));
      if (thing == NULL || thing->kind == ENT_THING_PASSAGE)
        continue;
      add_thing (panel, session, thing);
      any = TRUE;
    }
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (panel->scroll), 0);
  gtk_revealer_set_reveal_child (panel->revealer, any);
  gtk_widget_set_can_target (GTK_WIDGET (panel), any);
  return any;
}

/**
 * ent_talk_passages_hide:
 * @panel: a panel
 */
void
ent_talk_passages_hide (EntTalkPassages *panel)
{
  gtk_revealer_set_reveal_child (panel->revealer, FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (panel), FALSE);
}

/**
 * ent_talk_passages_is_shown:
 * @panel: a panel
 *
 * Returns: whether it can be seen
 */
gboolean
ent_talk_passages_is_shown (EntTalkPassages *panel)
{
  return gtk_revealer_get_reveal_child (panel->revealer);
}
