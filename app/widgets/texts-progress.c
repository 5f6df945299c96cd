#include "widgets/texts-progress.h"

#include <glib/gi18n-lib.h>

/* How often what is shown follows; milliseconds. */
#define PERIOD 100

struct _EntTextsProgress
{
  gatomicrefcount refs;
  gint n_seen, n_files; /* atomic: set by the search's thread */
  AdwToastOverlay *overlay;
  AdwToast *toast;
  GtkLabel *label;
  GtkProgressBar *bar;
  guint delay, follow;
  GFunc stop;
  gpointer data;
};

static gboolean
follow (gpointer data)
{
  EntTextsProgress *progress = data;
  const guint n_seen = (guint)g_atomic_int_get (&progress->n_seen);
  const guint n_files = (guint)g_atomic_int_get (&progress->n_files);
  g_autofree char *text = NULL;

  if (n_seen == 0 && n_files == 0)
    text = g_strdup (_ ("Looking for the texts…"));
  else if (n_files == 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Looking for the texts: %u file seen",
                                         "Looking for the texts: %u files seen",
                                         n_seen),
                            n_seen);
  else
    text = g_strdup_printf (_ ("Looking for the texts: %u of %u files"), n_seen, n_files);
  gtk_label_set_text (progress->label, text);
  if (n_files > 0)
    gtk_progress_bar_set_fraction (progress->bar, (double)n_seen / n_files);
  else
    gtk_progress_bar_pulse (progress->bar);
  return G_SOURCE_CONTINUE;
}

static void
on_cancel (AdwToast *toast, EntTextsProgress *progress)
{
  if (progress->stop != NULL)
    progress->stop (progress->data, NULL);
}

static gboolean
show (gpointer data)
{
  EntTextsProgress *progress = data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  progress->delay = 0;
  progress->label = GTK_LABEL (gtk_label_new (NULL));
  progress->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_label_set_ellipsize (progress->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (progress->label, 36);
  gtk_label_set_xalign (progress->label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (progress->label), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (progress->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (progress->bar));
  progress->toast = adw_toast_new ("");
  adw_toast_set_custom_title (progress->toast, box);
  adw_toast_set_button_label (progress->toast, _ ("_Cancel"));
  adw_toast_set_timeout (progress->toast, 0);
  adw_toast_set_priority (progress->toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect (progress->toast, "button-clicked", G_CALLBACK (on_cancel), progress);
  adw_toast_overlay_add_toast (progress->overlay, g_object_ref (progress->toast));
  follow (progress);
  progress->follow = g_timeout_add (PERIOD, follow, progress);
  return G_SOURCE_REMOVE;
}

/**
 * ent_texts_progress_new:
 * @overlay: where it is shown; outlives it
 * @delay: milliseconds; what is done sooner is not shown
 *
 * Returns: (transfer full): progress of a search that begins; main thread
 */
EntTextsProgress *
ent_texts_progress_new (AdwToastOverlay *overlay, guint delay)
{
  EntTextsProgress *progress = g_new0 (EntTextsProgress, 1);

  g_atomic_ref_count_init (&progress->refs);
  progress->overlay = overlay;
  if (delay == 0)
    show (progress);
  else
    progress->delay = g_timeout_add (delay, show, progress);
  return progress;
}

/**
 * ent_texts_progress_ref:
 * @progress: the progress of a search
 *
 * Returns: (transfer full): @progress, for the search itself
 */
EntTextsProgress *
ent_texts_progress_ref (EntTextsProgress *progress)
{
  g_atomic_ref_count_inc (&progress->refs);
  return progress;
}

/**
 * ent_texts_progress_unref:
 * @progress: (transfer full): the progress of a search
 *
 * Drops a reference; the last is dropped after ent_texts_progress_finish().
 */
void
ent_texts_progress_unref (EntTextsProgress *progress)
{
  if (g_atomic_ref_count_dec (&progress->refs))
    g_free (progress);
}

/**
 * ent_texts_progress_report:
 * @n_seen: files seen
 * @n_files: of how many; 0 while that is not known
 * @progress: the progress of a search; any thread
 */
void
ent_texts_progress_report (guint n_seen, guint n_files, gpointer progress)
{
  EntTextsProgress *self = progress;

  g_atomic_int_set (&self->n_seen, (gint)n_seen);
  g_atomic_int_set (&self->n_files, (gint)n_files);
}

/**
 * ent_texts_progress_on_cancel:
 * @progress: the progress of a search
 * @stop: is run with @data when the user cancels
 * @data: for @stop
 */
void
ent_texts_progress_on_cancel (EntTextsProgress *progress, GFunc stop, gpointer data)
{
  progress->stop = stop;
  progress->data = data;
}

/**
 * ent_texts_progress_finish:
 * @progress: (transfer full): of a search that ended
 *
 * Shows it no longer.
 */
void
ent_texts_progress_finish (EntTextsProgress *progress)
{
  g_clear_handle_id (&progress->delay, g_source_remove);
  g_clear_handle_id (&progress->follow, g_source_remove);
  if (progress->toast != NULL)
    {
      g_signal_handlers_disconnect_by_data (progress->toast, progress);
      adw_toast_dismiss (progress->toast);
      g_clear_object (&progress->toast);
    }
  ent_texts_progress_unref (progress);
}
