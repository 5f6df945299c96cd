#include "widgets/shared-layouts.h"

/**
 * ent_shared_layouts:
 *
 * May be called on any thread.
 *
 * Returns: (transfer none): the layouts that are kept until the program ends
 */
EntLayoutCache *
ent_shared_layouts (void)
{
  static gsize once;
  static EntLayoutCache *layouts;

  if (g_once_init_enter (&once))
    {
      layouts = ent_layout_cache_new ();
      g_once_init_leave (&once, 1);
    }
  return layouts;
}
