#include "views/layout-cache.h"

/* Enough for a window's views and their exports; the ones not asked for longest go first. */
#define MAX_LAYOUTS 48

typedef struct
{
  char *key;
  GBytes *layout;
} Entry;

struct _EntLayoutCache
{
  gatomicrefcount refs;
  GMutex lock;
  GQueue entries; /* Entry, the one asked for last first */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;
  g_free (entry->key);
  g_bytes_unref (entry->layout);
  g_free (entry);
}

/**
 * ent_layout_cache_new:
 *
 * Returns: (transfer full): an empty cache
 */
EntLayoutCache *
ent_layout_cache_new (void)
{
  EntLayoutCache *cache = g_new0 (EntLayoutCache, 1);
  g_atomic_ref_count_init (&cache->refs);
  g_mutex_init (&cache->lock);
  g_queue_init (&cache->entries);
  return cache;
}

/**
 * ent_layout_cache_ref:
 * @cache: a cache
 *
 * Returns: (transfer full): @cache
 */
EntLayoutCache *
ent_layout_cache_ref (EntLayoutCache *cache)
{
  g_atomic_ref_count_inc (&cache->refs);
  return cache;
}

/**
 * ent_layout_cache_unref:
 * @cache: (transfer full): a cache
 */
void
ent_layout_cache_unref (EntLayoutCache *cache)
{
  if (!g_atomic_ref_count_dec (&cache->refs))
    return;
  g_queue_clear_full (&cache->entries, free_entry);
  g_mutex_clear (&cache->lock);
  g_free (cache);
}

/* With the lock held.  The entry comes first. */
static Entry *
find (EntLayoutCache *cache, const char *key)
{
  for (GList *link = cache->entries.head; link != NULL; link = link->next)
    {
      Entry *entry = link->data;
      if (!g_str_equal (entry->key, key))
        continue;
      g_queue_unlink (&cache->entries, link);
      g_queue_push_head_link (&cache->entries, link);
      return entry;
    }
  return NULL;
}

/**
 * ent_layout_cache_find:
 * @cache: (nullable): a cache
 * @key: a digest of all that the layout depends on
 *
 * May be called on any thread.
 *
 * Returns: (transfer full) (nullable): the layout, or %NULL when it is not kept
 */
GBytes *
ent_layout_cache_find (EntLayoutCache *cache, const char *key)
{
  if (cache == NULL)
    return NULL;
  g_mutex_lock (&cache->lock);
  Entry *entry = find (cache, key);
  GBytes *layout = entry != NULL ? g_bytes_ref (entry->layout) : NULL;
  g_mutex_unlock (&cache->lock);
  return layout;
}

/**
 * ent_layout_cache_keep:
 * @cache: (nullable): a cache
 * @key: a digest of all that the layout depends on
 * @layout: the layout
 *
 * May be called on any thread.  Of two layouts of one key, which are the same, the first stays.
 */
void
ent_layout_cache_keep (EntLayoutCache *cache, const char *key, GBytes *layout)
{
  if (cache == NULL)
    return;
  g_mutex_lock (&cache->lock);
  if (find (cache, key) == NULL)
    {
      Entry *entry = g_new0 (Entry, 1);
      entry->key = g_strdup (key);
      entry->layout = g_bytes_ref (layout);
      g_queue_push_head (&cache->entries, entry);
    }
  if (g_queue_get_length (&cache->entries) > MAX_LAYOUTS)
    free_entry (g_queue_pop_tail (&cache->entries));
  g_mutex_unlock (&cache->lock);
}
