#include "widgets/shared-world.h"

#include "base/data-dir.h"

/**
 * ent_shared_world:
 * @error: return location
 *
 * The world's geometry, read from the program's data when first asked for and kept until the
 * program ends.  May be called on any thread; the first call takes some milliseconds.
 *
 * Errors: those of ent_world_open(); the next call tries again.
 *
 * Returns: (transfer none): the world, or %NULL
 */
const EntWorld *
ent_shared_world (GError **error)
{
  static GMutex lock;
  static EntWorld *world;

  g_mutex_lock (&lock);
  if (world == NULL)
    {
      g_autofree char *path = ent_data_path ("world/world.bin");
      world = ent_world_open (path, error);
    }
  const EntWorld *shared = world;
  g_mutex_unlock (&lock);
  return shared;
}
