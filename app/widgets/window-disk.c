/* The open dossier's file as another program may change it: noticed, told, and never overwritten
 * unasked. */
#include <glib/gi18n-lib.h>

#include "dossier/dossier-file.h"
#include "widgets/window-private.h"

/* A program that replaces a file does so in several steps; milliseconds until they are over. */
#define SETTLING 300

/**
 * ent_file_stamp:
 * @file: a file
 * @cancellable: (nullable): to stop it
 *
 * What tells one writing of a file from the next: its time, size and inode.  Looks at the disk:
 * call it on a worker.
 *
 * Returns: (transfer full) (nullable): the stamp; %NULL when there is no such file
 */
char *
ent_file_stamp (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file,
                           G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                       "," G_FILE_ATTRIBUTE_UNIX_INODE,
                           G_FILE_QUERY_INFO_NONE,
                           cancellable,
                           NULL);

  if (info == NULL)
    return NULL;
  return g_strdup_printf ("%s %" G_GOFFSET_FORMAT " %" G_GUINT64_FORMAT,
                          g_file_info_get_etag (info),
                          g_file_info_get_size (info),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE));
}

/**
 * ent_file_is_other:
 * @file: a file
 * @stamp: (nullable): of the file as it was
 * @now: (nullable): of the file as it is
 * @saved: (nullable): the dossier that was in it
 * @cancellable: (nullable): to stop it
 *
 * Reads the file if its stamp changed, as it may have been written anew with the same content.
 *
 * Returns: whether the file is there and no longer holds @saved
 */
gboolean
ent_file_is_other (GFile *file,
                   const char *stamp,
                   const char *now,
                   const EntDossier *saved,
                   GCancellable *cancellable)
{
  g_autofree char *text = NULL;
  gsize length, n;

  if (now == NULL || g_strcmp0 (stamp, now) == 0)
    return FALSE;
  if (saved == NULL || !g_file_load_contents (file, cancellable, &text, &length, NULL, NULL))
    return TRUE;
  g_autofree char *written = ent_dossier_write (saved, &n);
  return n != length || memcmp (text, written, n) != 0;
}

/* What is asked about a file, and what is found. */
typedef struct
{
  GFile *file;
  char *stamp;
  EntDossier *saved;
  gboolean is_other;
} Look;

static void
free_look (Look *look)
{
  g_object_unref (look->file);
  g_free (look->stamp);
  g_clear_pointer (&look->saved, ent_dossier_unref);
  g_free (look);
}

static gpointer
look_at_file (gpointer data, GCancellable *cancellable, GError **error)
{
  const Look *order = data;
  Look *found = g_new0 (Look, 1);

  found->file = g_object_ref (order->file);
  found->stamp = ent_file_stamp (order->file, cancellable);
  found->is_other
      = ent_file_is_other (order->file, order->stamp, found->stamp, order->saved, cancellable);
  return found;
}

static void
show_banner (EntWindow *window)
{
  g_autofree char *name = g_file_get_basename (ent_session_file (window->session));
  g_autofree char *text = g_strdup_printf (
      ent_session_is_dirty (window->session)
          ? _ ("“%s” was changed by another program. Reloading loses your unsaved changes.")
          : _ ("“%s” was changed by another program."),
      name);

  gtk_label_set_text (window->disk_label, text);
  gtk_revealer_set_reveal_child (window->disk_banner, TRUE);
}

/* The file has no content: what is open is nowhere else. */
static void
tell_gone (EntWindow *window)
{
  g_autofree char *name = g_file_get_basename (ent_session_file (window->session));
  g_autofree char *text
      = g_strdup_printf (_ ("“%s” was removed by another program; save to write it again"), name);

  g_clear_pointer (&window->stamp, g_free);
  ent_session_mark_unsaved (window->session);
  ent_window_toast (window, text);
}

static void
looked_at_file (gpointer owner, gpointer result, const GError *error)
{
  EntWindow *window = owner;
  Look *found = result;
  GFile *file = ent_session_file (window->session);

  /* meanwhile saved, or another is open */
  const gboolean stale = file == NULL || !g_file_equal (file, found->file)
                         || g_strcmp0 (found->stamp, window->stamp) == 0;
  if (!stale && found->stamp == NULL)
    tell_gone (window);
  else if (!stale)
    {
      g_free (window->disk_stamp);
      window->disk_stamp = g_strdup (found->stamp);
      if (found->is_other)
        show_banner (window);
      else
        ent_window_keep_mine (window, FALSE);
    }
  free_look (found);
}

static gboolean
look_now (gpointer data)
{
  EntWindow *window = data;
  EntDossier *saved = ent_session_saved (window->session);
  Look *order = g_new0 (Look, 1);

  window->disk_delay = 0;
  order->file = g_object_ref (ent_session_file (window->session));
  order->stamp = g_strdup (window->stamp);
  order->saved = saved != NULL ? ent_dossier_ref (saved) : NULL;
  ent_worker_push (window->disk,
                   G_OBJECT (window),
                   "disk",
                   look_at_file,
                   order,
                   (GDestroyNotify)free_look,
                   (GDestroyNotify)free_look,
                   looked_at_file);
  return G_SOURCE_REMOVE;
}

/**
 * ent_window_check_file:
 * @window: a window
 *
 * Looks soon whether another program changed the file, and tells.
 */
void
ent_window_check_file (EntWindow *window)
{
  g_clear_handle_id (&window->disk_delay, g_source_remove);
  if (ent_session_file (window->session) != NULL)
    window->disk_delay = g_timeout_add (SETTLING, look_now, window);
}

/**
 * ent_window_watch_file:
 * @window: a window whose session has a dossier with a file
 * @stamp: (nullable): of the file with what is saved
 *
 * Notices from now on when another program changes the file.
 */
void
ent_window_watch_file (EntWindow *window, const char *stamp)
{
  GFile *file = ent_session_file (window->session);

  ent_window_unwatch_file (window);
  if (stamp != window->stamp)
    {
      g_free (window->stamp);
      window->stamp = g_strdup (stamp);
    }
  if (file == NULL)
    return;
  window->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (window->monitor != NULL)
    g_signal_connect_swapped (
        window->monitor, "changed", G_CALLBACK (ent_window_check_file), window);
}

/**
 * ent_window_unwatch_file:
 * @window: a window
 *
 * No longer follows the file on the disk.
 */
void
ent_window_unwatch_file (EntWindow *window)
{
  g_clear_handle_id (&window->disk_delay, g_source_remove);
  g_clear_object (&window->monitor);
  g_clear_pointer (&window->disk_stamp, g_free);
  if (window->disk_banner != NULL)
    gtk_revealer_set_reveal_child (window->disk_banner, FALSE);
}

/**
 * ent_window_keep_mine:
 * @window: a window that told of a changed file
 * @differs: whether the file holds something else than the dossier
 *
 * Takes the file as it is for known: the next saving replaces it.
 */
void
ent_window_keep_mine (EntWindow *window, gboolean differs)
{
  g_free (window->stamp);
  window->stamp = g_steal_pointer (&window->disk_stamp);
  gtk_revealer_set_reveal_child (window->disk_banner, FALSE);
  if (differs)
    ent_session_mark_unsaved (window->session);
}
