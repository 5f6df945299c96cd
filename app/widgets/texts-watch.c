#include "widgets/texts-watch.h"

/* Editors write in several steps: what happens within this time is one change; milliseconds. */
#define SETTLE 400

struct _EntTextsWatch
{
  GHashTable *monitors; /* URI → GFileMonitor */
  GFunc changed;
  gpointer data;
  guint settle;
};

static void
free_monitor (gpointer monitor)
{
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

static gboolean
tell (gpointer data)
{
  EntTextsWatch *watch = data;

  watch->settle = 0;
  watch->changed (watch->data, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_changed (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, EntTextsWatch *watch)
{
  g_clear_handle_id (&watch->settle, g_source_remove);
  watch->settle = g_timeout_add (SETTLE, tell, watch);
}

/**
 * ent_texts_watch_new:
 * @changed: is run with @data, on the main thread
 * @data: for @changed
 *
 * Returns: (transfer full): a watch over no files
 */
EntTextsWatch *
ent_texts_watch_new (GFunc changed, gpointer data)
{
  EntTextsWatch *watch = g_new0 (EntTextsWatch, 1);

  watch->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_monitor);
  watch->changed = changed;
  watch->data = data;
  return watch;
}

/* Takes over the monitor there was, or makes one. */
static void
add (EntTextsWatch *watch, GHashTable *monitors, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *old_uri = NULL;
  gpointer monitor = NULL;

  if (g_hash_table_contains (monitors, uri))
    return;
  if (!g_hash_table_steal_extended (watch->monitors, uri, (gpointer *)&old_uri, &monitor))
    {
      monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (monitor != NULL)
        g_signal_connect (monitor, "changed", G_CALLBACK (on_changed), watch);
    }
  /* where the system watches nothing, the files are looked at when the window is */
  if (monitor != NULL)
    g_hash_table_insert (monitors, g_steal_pointer (&uri), monitor);
}

/**
 * ent_texts_watch_set:
 * @watch: a watch
 * @files: (element-type GFile): the files to watch from now on
 */
void
ent_texts_watch_set (EntTextsWatch *watch, GPtrArray *files)
{
  GHashTable *monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_monitor);

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GFile) at = g_object_ref (g_ptr_array_index (files, i));

      /* a folder that is renamed says so only beside itself, so all the way up is watched */
      while (at != NULL)
        {
          GFile *folder = g_file_get_parent (at);

          if (folder != NULL)
            add (watch, monitors, at);
          g_object_unref (at);
          at = folder;
        }
    }
  g_hash_table_unref (watch->monitors);
  watch->monitors = monitors;
}

/**
 * ent_texts_watch_free:
 * @watch: (transfer full): a watch
 *
 * Watches no longer.
 */
void
ent_texts_watch_free (EntTextsWatch *watch)
{
  g_clear_handle_id (&watch->settle, g_source_remove);
  g_hash_table_unref (watch->monitors);
  g_free (watch);
}
