/* Layouts that took long, by what they were made from.  One cache serves the requests of all
 * threads; what a request finds there is what it would have computed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EntLayoutCache EntLayoutCache;

EntLayoutCache *ent_layout_cache_new (void);
EntLayoutCache *ent_layout_cache_ref (EntLayoutCache *cache);
void ent_layout_cache_unref (EntLayoutCache *cache);
GBytes *ent_layout_cache_find (EntLayoutCache *cache, const char *key);
void ent_layout_cache_keep (EntLayoutCache *cache, const char *key, GBytes *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntLayoutCache, ent_layout_cache_unref)

G_END_DECLS
