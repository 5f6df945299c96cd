#include "widgets/story-strip.h"

#include <glib/gi18n-lib.h>

#include "base/edtf.h"
#include "dossier/dossier-edit-views.h"
#include "widgets/pages.h"
#include "widgets/story-steps.h"
#include "widgets/views-panel-words.h"

struct _EntStoryStrip
{
  GtkBox parent;
  EntViewEdits *edits;
  EntSession *session;
  EntCards *cards;
  guint shown; /* the step that was shown last; G_MAXUINT: none */
  gboolean read_only, dirty;

  /* template */
  GtkScrolledWindow *scroll;
  GtkWidget *hint, *add_button;
  GMenuModel *card_menu;
};

G_DEFINE_FINAL_TYPE (EntStoryStrip, ent_story_strip, GTK_TYPE_BOX)

static const char *
page_title (EntViewKind kind)
{
  const EntPage *page = ent_page_find (ent_view_kind_name (kind));

  return page != NULL ? ent_page_title (page) : "";
}

/* "Map · 2019 · notes": which kind of picture, at what time, and whether there is anything to say.
 */
static char *
detail_of (const EntStoryStep *step, const char *lang)
{
  GString *detail = g_string_new (page_title (step->view->kind));

  if (step->time.edtf != NULL)
    {
      g_autofree char *time = ent_date_format (step->time.edtf, ENT_DATE_SHORT, lang);
      g_string_append_printf (detail, " · %s", time);
    }
  if (*ent_text_get (&step->notes, lang) != '\0')
    g_string_append_printf (detail, " · %s", _ ("notes"));
  return g_string_free (detail, FALSE);
}

static void
update (EntStoryStrip *strip)
{
  EntDossier *dossier = ent_session_dossier (strip->session);
  const char *lang = ent_session_language (strip->session);

  strip->dirty = dossier == NULL || !gtk_widget_get_mapped (GTK_WIDGET (strip));
  if (strip->dirty)
    return;
  const GPtrArray *story = ent_dossier_story (dossier);
  EntJson *nodes = ent_json_member (ent_dossier_json (dossier), "story");
  g_autoptr (GArray) points = ent_story_points (dossier);
  GPtrArray *list = ent_card_list_new ();
  /* a step that could not be read has a node and no place in the story */
  const gboolean sound = ent_json_length (nodes) == story->len;

  for (guint i = 0; i < story->len; i++)
    {
      const EntStoryStep *step = g_ptr_array_index (story, i);
      const EntThumbnailOf of = { .kind = step->view->kind,
                                  .view = step->view,
                                  .step = sound ? ent_json_element (nodes, i) : NULL,
                                  .time = step->time.edtf,
                                  .select = (const char *const *)step->select };
      g_autofree char *title
          = ent_story_point_title (&g_array_index (points, EntStoryPoint, i), lang);
      g_autofree char *numbered = g_strdup_printf ("%u  %s", i + 1, title);
      EntCard *card = ent_card_list_add (list, numbered, &of);
      card->detail = detail_of (step, lang);
      card->shown = i == strip->shown;
    }
  gtk_widget_set_visible (strip->hint, story->len == 0);
  ent_cards_fill (strip->cards, dossier, list);
}

static void
on_session_changed (EntSession *session, guint change, EntStoryStrip *strip)
{
  if ((change & ENT_CHANGED_DOSSIER) && !(change & ENT_CHANGED_HISTORY))
    strip->shown = G_MAXUINT;
  if (change & (ENT_CHANGED_DOSSIER | ENT_CHANGED_LANGUAGE | ENT_CHANGED_THEME))
    update (strip);
}

static void
on_mapped (EntStoryStrip *strip)
{
  if (strip->dirty)
    update (strip);
}

static void
show_step (EntStoryStrip *strip, guint i)
{
  gtk_widget_activate_action (GTK_WIDGET (strip), "win.show-step", "u", i);
}

static void
on_activated (EntCards *cards, guint i, EntStoryStrip *strip)
{
  show_step (strip, i);
}

static EntJson *
node_at (EntStoryStrip *strip, guint i)
{
  return i < ent_cards_n (strip->cards) && !strip->read_only
             ? ent_cards_get (strip->cards, i)->of.step
             : NULL;
}

static void
on_moved (EntCards *cards, guint i, int by, EntStoryStrip *strip)
{
  EntJson *node = node_at (strip, i);

  if (node != NULL)
    ent_view_edits_move_step (strip->edits, node, by);
}

/* A view was dragged here. */
static void
on_received (EntCards *cards, EntCards *from, guint i, guint at, EntStoryStrip *strip)
{
  const EntView *view = ent_cards_get (from, i)->of.view;

  if (view == NULL || strip->read_only)
    return;
  g_autoptr (EntJson) step
      = ent_step_json_with (ent_json_new_object (), "view", ent_json_new_string (view->thing.id));
  ent_view_edits_add_step (strip->edits, step, NULL, at);
}

/* The step that an action of the prefix "card" means. */
static EntJson *
target_node (GtkWidget *widget)
{
  EntStoryStrip *strip = ENT_STORY_STRIP (widget);

  return node_at (strip, ent_cards_target (strip->cards));
}

static void
act_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntStoryStrip *strip = ENT_STORY_STRIP (widget);
  const guint target = ent_cards_target (strip->cards);

  if (target < ent_cards_n (strip->cards))
    show_step (strip, target);
}

static void
act_present (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntStoryStrip *strip = ENT_STORY_STRIP (widget);
  const guint target = ent_cards_target (strip->cards);

  if (target < ent_cards_n (strip->cards))
    gtk_widget_activate_action (widget, "win.present-step", "u", target);
}

static void
words_done (gpointer owner, const char *title, const char *text)
{
  EntStoryStrip *strip = owner;

  ent_view_edits_set_step_words (
      strip->edits, g_object_get_data (G_OBJECT (strip), "ent-edited"), title, text);
}

static void
act_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntStoryStrip *strip = ENT_STORY_STRIP (widget);
  EntJson *node = target_node (widget);
  const char *lang = ent_session_language (strip->session);

  if (node == NULL)
    return;
  const guint target = ent_cards_target (strip->cards);
  const EntStoryStep *step
      = g_ptr_array_index (ent_dossier_story (ent_session_dossier (strip->session)), target);
  const EntWords words = { .title = ent_text_get (&step->title, lang),
                           .text = ent_text_get (&step->notes, lang),
                           .text_label = _ ("Notes"),
                           .lang = lang,
                           .done = words_done,
                           .owner = G_OBJECT (strip) };
  g_object_set_data_full (
      G_OBJECT (strip), "ent-edited", ent_json_ref (node), (GDestroyNotify)ent_json_unref);
  GdkRectangle rect;
  GtkWidget *parent = ent_cards_anchor (strip->cards, target, &rect);
  ent_words_popup (parent, &rect, GTK_POS_TOP, &words);
}

/* What the window shows now: the time of its strip, and what is selected. */
static void
act_take (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntStoryStrip *strip = ENT_STORY_STRIP (widget);
  EntDossier *dossier = ent_session_dossier (strip->session);
  const GPtrArray *selection = ent_session_selection (strip->session);
  const char *time = ent_session_filter (strip->session)->time;
  EntJson *node = target_node (widget);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (node == NULL)
    return;
  for (guint i = 0; i < selection->len; i++)
    g_ptr_array_add (ids, g_ptr_array_index (selection, i));
  g_ptr_array_add (ids, NULL);
  g_autoptr (EntJson) step = ent_step_json_with (
      ent_json_ref (node), "time", time != NULL ? ent_json_new_string (time) : NULL);
  step = ent_step_json_with (g_steal_pointer (&step),
                             "select",
                             ent_mark_ids_json (dossier, (const char *const *)ids->pdata));
  ent_view_edits_set_step (strip->edits, node, step, _ ("Take Time and Selection"));
}

static void
act_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntJson *node = target_node (widget);

  if (node != NULL)
    ent_view_edits_duplicate_step (ENT_STORY_STRIP (widget)->edits, node);
}

static void
act_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntJson *node = target_node (widget);

  if (node != NULL)
    ent_view_edits_delete_step (ENT_STORY_STRIP (widget)->edits, node);
}

static void
act_move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EntStoryStrip *strip = ENT_STORY_STRIP (widget);

  if (target_node (widget) != NULL)
    ent_cards_move (strip->cards,
                    ent_cards_target (strip->cards),
                    g_str_equal (name, "card.move-back") ? -1 : 1);
}

static void
dispose (GObject *object)
{
  EntStoryStrip *strip = ENT_STORY_STRIP (object);

  if (strip->session != NULL)
    g_signal_handlers_disconnect_by_data (strip->session, strip);
  g_clear_object (&strip->edits);
  g_clear_object (&strip->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_STORY_STRIP);
  G_OBJECT_CLASS (ent_story_strip_parent_class)->dispose (object);
}

static void
ent_story_strip_class_init (EntStoryStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/entente/Entente/story-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, EntStoryStrip, scroll);
  gtk_widget_class_bind_template_child (widget_class, EntStoryStrip, hint);
  gtk_widget_class_bind_template_child (widget_class, EntStoryStrip, add_button);
  gtk_widget_class_bind_template_child (widget_class, EntStoryStrip, card_menu);
  gtk_widget_class_install_action (widget_class, "card.show", NULL, act_show);
  gtk_widget_class_install_action (widget_class, "card.present", NULL, act_present);
  gtk_widget_class_install_action (widget_class, "card.edit", NULL, act_edit);
  gtk_widget_class_install_action (widget_class, "card.take", NULL, act_take);
  gtk_widget_class_install_action (widget_class, "card.duplicate", NULL, act_duplicate);
  gtk_widget_class_install_action (widget_class, "card.delete", NULL, act_delete);
  gtk_widget_class_install_action (widget_class, "card.move-back", NULL, act_move);
  gtk_widget_class_install_action (widget_class, "card.move-on", NULL, act_move);
}

static void
ent_story_strip_init (EntStoryStrip *strip)
{
  strip->shown = G_MAXUINT;
  strip->dirty = TRUE;
  gtk_widget_init_template (GTK_WIDGET (strip));
  g_signal_connect (strip, "map", G_CALLBACK (on_mapped), NULL);
}

/**
 * ent_story_strip_new:
 * @edits: makes the edits
 * @thumbnails: makes the pictures
 *
 * Returns: (transfer floating): a strip of the steps of the dossier that is open
 */
GtkWidget *
ent_story_strip_new (EntViewEdits *edits, EntThumbnails *thumbnails)
{
  EntStoryStrip *strip = g_object_new (ENT_TYPE_STORY_STRIP, NULL);

  strip->edits = g_object_ref (edits);
  strip->session = g_object_ref (ent_view_edits_session (edits));
  strip->cards = ENT_CARDS (
      ent_cards_new (thumbnails, GTK_ORIENTATION_HORIZONTAL, _ ("Steps of the Story")));
  ent_cards_set_menu (strip->cards, strip->card_menu);
  /* room to drop a view into, even while there is no step */
  gtk_widget_set_hexpand (GTK_WIDGET (strip->cards), TRUE);
  GtkWidget *overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (strip->cards));
  gtk_scrolled_window_set_child (strip->scroll, overlay);
  g_signal_connect (strip->cards, "activated", G_CALLBACK (on_activated), strip);
  g_signal_connect (strip->cards, "moved", G_CALLBACK (on_moved), strip);
  g_signal_connect (strip->cards, "received", G_CALLBACK (on_received), strip);
  g_signal_connect (strip->session, "changed", G_CALLBACK (on_session_changed), strip);
  return GTK_WIDGET (strip);
}

/**
 * ent_story_strip_set_shown:
 * @strip: a strip
 * @step: the step that the window shows; %G_MAXUINT: none
 */
void
ent_story_strip_set_shown (EntStoryStrip *strip, guint step)
{
  if (strip->shown == step)
    return;
  strip->shown = step;
  update (strip);
}

/**
 * ent_story_strip_set_read_only:
 * @strip: a strip
 * @read_only: whether the dossier cannot be edited
 */
void
ent_story_strip_set_read_only (EntStoryStrip *strip, gboolean read_only)
{
  strip->read_only = read_only;
  ent_cards_set_menu (strip->cards, read_only ? NULL : strip->card_menu);
  ent_cards_set_fixed (strip->cards, read_only);
  gtk_widget_set_visible (strip->add_button, !read_only);
}

/**
 * ent_story_strip_cards:
 * @strip: a strip
 *
 * Returns: (transfer none): the cards of the steps
 */
EntCards *
ent_story_strip_cards (EntStoryStrip *strip)
{
  return strip->cards;
}
