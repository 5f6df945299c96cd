#include "base/data-dir.h"

/* A file that only the root of a source tree has at this place. */
#define LANDMARK "data/dossier.schema.json"

/* Catalogue every build makes; its place says where the build tree keeps them. */
#define CATALOGUE "po/zh_CN/LC_MESSAGES/entente.mo"

/* From _build/app/cli/entente or _build/tests/x/y/test to the source tree, with one to spare. */
#define MAX_LEVELS 6

static char *
exe_dir (void)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  return exe != NULL ? g_path_get_dirname (exe) : NULL;
}

/* The nearest folder at or above that of the program in which name is a file. */
static char *
find_above (const char *name)
{
  g_autofree char *dir = exe_dir ();

  for (guint level = 0; dir != NULL && level < MAX_LEVELS; level++)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&dir);

      char *parent = g_path_get_dirname (dir);
      g_free (dir);
      dir = parent;
    }
  return NULL;
}

/**
 * ent_data_path:
 * @name: relative path of a file or folder of the program's data, "world/world.bin"; "" for the
 *   folder of the data itself
 *
 * Where the read-only data is: in the folder that the environment variable ENTENTE_DATA_DIR names,
 * else in the source tree the program was built in, else where it is installed.  The file need not
 * exist.
 *
 * Returns: (transfer full): an absolute path
 */
char *
ent_data_path (const char *name)
{
  const char *env = g_getenv ("ENTENTE_DATA_DIR");
  if (env != NULL && env[0] != '\0')
    {
      g_autofree char *data = g_canonicalize_filename (env, NULL);
      return g_canonicalize_filename (name, data);
    }

  g_autofree char *root = find_above (LANDMARK);
  if (root != NULL)
    {
      g_autofree char *data = g_build_filename (root, "data", NULL);
      return g_canonicalize_filename (name, data);
    }
  return g_canonicalize_filename (name, ENT_PKGDATADIR);
}

/**
 * ent_state_path:
 * @name: relative path of a file or folder, "journal"; "" for the folder itself
 *
 * Where the program keeps what it must not lose and nobody need see: in the user's folder of
 * states, as the XDG base directories have it.  The file need not exist.
 *
 * Returns: (transfer full): an absolute path
 */
char *
ent_state_path (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "entente", NULL);

  return g_canonicalize_filename (name, folder);
}

/**
 * ent_locale_dir:
 *
 * Where the message catalogues are, for bindtextdomain(): in the build tree the program runs from,
 * else where it is installed.
 *
 * Returns: (transfer full): an absolute path
 */
char *
ent_locale_dir (void)
{
  g_autofree char *root = find_above (CATALOGUE);
  return root != NULL ? g_build_filename (root, "po", NULL) : g_strdup (ENT_LOCALEDIR);
}

/**
 * ent_libexec_path:
 * @program: file name of a helper program
 *
 * Where a helper program is: beside the running program, else in the build tree that it runs from,
 * else where it is installed.
 *
 * Returns: (transfer full): an absolute path
 */
char *
ent_libexec_path (const char *program)
{
  g_autofree char *built = g_build_filename ("app", "widgets", program, NULL);
  g_autofree char *root = find_above (built);
  g_autofree char *dir = exe_dir ();

  if (dir != NULL)
    {
      g_autofree char *path = g_build_filename (dir, program, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  if (root != NULL)
    return g_build_filename (root, built, NULL);
  return g_build_filename (ENT_LIBEXECDIR, program, NULL);
}
