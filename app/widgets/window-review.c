/* How a window comes to the review of passages: told of when texts differ from
 * those that were read, and shown in the place of the inspector. */
#include <glib/gi18n-lib.h>

#include "widgets/review-model.h"
#include "widgets/review-panel.h"
#include "widgets/settings.h"
#include "widgets/window-private.h"

static void
add_count (GString *text, const char *format, guint n)
{
  if (n == 0)
    return;
  /* Translators: between the parts of "3 passages moved, 1 lost" */
  g_string_append (text, text->len > 0 ? _ (", ") : "");
  g_string_append_printf (text, format, n);
}

/* "3 passages moved, 1 ambiguous, 2 lost", or %NULL if there is nothing to review. */
static char *
count_words (const guint counts[])
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint moved = counts[ENT_ANCHOR_MOVED];

  add_count (
      text, g_dngettext (GETTEXT_PACKAGE, "%u passage moved", "%u passages moved", moved), moved);
  add_count (text, _ ("%u ambiguous"), counts[ENT_ANCHOR_AMBIGUOUS]);
  add_count (text, _ ("%u lost"), counts[ENT_ANCHOR_LOST]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
toast_review (EntWindow *window, const char *what)
{
  g_autofree char *text = g_strdup_printf (_ ("In the texts at hand: %s"), what);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Review"));
  adw_toast_set_action_name (toast, "win.review");
  adw_toast_set_timeout (toast, 10);
  g_set_weak_pointer (&window->review_toast, toast);
  adw_toast_overlay_add_toast (window->toasts, toast);
}

/* The inspector's button and key mean the panel on that side. */
static void
on_inspector_toggled (EntWindow *window)
{
  ent_window_set_review (window, FALSE);
}

/**
 * ent_window_set_review:
 * @window: a window with a dossier open
 * @shown: whether the passages to review are shown
 *
 * Puts the review in the place of the inspector, or the inspector back.
 */
void
ent_window_set_review (EntWindow *window, gboolean shown)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), "review");

  if (shown == (window->review != NULL))
    return;
  if (shown)
    {
      if (g_strcmp0 (gtk_stack_get_visible_child_name (window->stack), "dossier") != 0)
        ent_window_show_dossier (window);
      if (window->review_toast != NULL)
        adw_toast_dismiss (window->review_toast);
      window->review = ent_review_panel_new (window->session);
      gtk_widget_add_css_class (window->review, "side-panel");
      gtk_paned_set_end_child (window->inspector_paned, window->review);
      gtk_widget_grab_focus (window->review);
      g_signal_connect_object (ent_settings (),
                               "changed::show-inspector",
                               G_CALLBACK (on_inspector_toggled),
                               window,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      g_signal_handlers_disconnect_by_func (ent_settings (), on_inspector_toggled, window);
      window->review = NULL;
      gtk_paned_set_end_child (window->inspector_paned, GTK_WIDGET (window->inspector_bin));
    }
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
}

/**
 * ent_window_follow_review:
 * @window: a window
 * @tell: whether the texts changed, and the user is told what does not agree
 * with them
 *
 * Shows in the header how many passages there are to review.
 */
void
ent_window_follow_review (EntWindow *window, gboolean tell)
{
  guint counts[ENT_N_ANCHOR_STATES];

  ent_review_count (window->session, counts);
  const guint n = counts[ENT_ANCHOR_MOVED] + counts[ENT_ANCHOR_AMBIGUOUS] + counts[ENT_ANCHOR_LOST];
  g_autofree char *label = g_strdup_printf (_ ("%u to review"), n);
  g_autofree char *words = count_words (counts);

  gtk_button_set_label (GTK_BUTTON (window->review_button), label);
  gtk_widget_set_visible (window->review_button, n > 0 && !window->read_only);
  if (tell && words != NULL && window->review == NULL && !window->read_only
      && g_strcmp0 (words, window->told_review) != 0)
    toast_review (window, words);
  g_free (window->told_review);
  window->told_review = g_steal_pointer (&words);
}
