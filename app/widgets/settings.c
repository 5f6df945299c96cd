#include "widgets/settings.h"

#include <stdlib.h>

/* Folders with a compiled schema, tried after those of the system: the build tree's, seen from the
 * program, and the one that belongs to where the program was installed. */
static GSettingsSchema *
look_up (const char *dir)
{
  g_autoptr (GSettingsSchemaSource) source = g_settings_schema_source_new_from_directory (
      dir, g_settings_schema_source_get_default (), TRUE, NULL);

  return source != NULL ? g_settings_schema_source_lookup (source, ENT_APP_ID, FALSE) : NULL;
}

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *system = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = system != NULL ? g_settings_schema_source_lookup (system, ENT_APP_ID, TRUE) : NULL;
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *dir = exe != NULL ? g_path_get_dirname (exe) : NULL;
  const char *const relative[] = { "../../data", "../../../data" };

  for (guint i = 0; i < G_N_ELEMENTS (relative) && schema == NULL && dir != NULL; i++)
    {
      g_autofree char *beside = g_build_filename (dir, relative[i], NULL);
      schema = look_up (beside);
    }
  if (schema == NULL)
    schema = look_up (ENT_PKGDATADIR "/../glib-2.0/schemas");
  return g_steal_pointer (&schema);
}

/**
 * ent_settings:
 *
 * The program's settings.  Without their schema the program cannot run, and says so.
 *
 * Returns: (transfer none): the settings
 */
GSettings *
ent_settings (void)
{
  static GSettings *settings;

  if (settings == NULL)
    {
      g_autoptr (GSettingsSchema) schema = find_schema ();
      if (schema == NULL)
        {
          g_printerr ("entente: the settings schema %s was found neither in the system's folders "
                      "nor beside the program; install the program, or set GSETTINGS_SCHEMA_DIR\n",
                      ENT_APP_ID);
          exit (1);
        }
      settings = g_settings_new_full (schema, NULL, NULL);
    }
  return settings;
}

/**
 * ent_settings_recent:
 *
 * Returns: (transfer full): URIs of the dossiers opened last, the latest first
 */
char **
ent_settings_recent (void)
{
  return g_settings_get_strv (ent_settings (), "recent-dossiers");
}

/* The list with uri at its head, or without it. */
static void
write_recent (const char *uri, gboolean keep)
{
  g_auto (GStrv) before = ent_settings_recent ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  if (keep)
    {
      g_strv_builder_add (builder, uri);
      n++;
    }
  for (guint i = 0; before[i] != NULL && n < ENT_MAX_RECENT; i++)
    if (!g_str_equal (before[i], uri))
      {
        g_strv_builder_add (builder, before[i]);
        n++;
      }
  g_auto (GStrv) after = g_strv_builder_end (builder);
  g_settings_set_strv (ent_settings (), "recent-dossiers", (const char *const *)after);
}

/**
 * ent_settings_add_recent:
 * @file: a dossier that was opened or saved
 */
void
ent_settings_add_recent (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  write_recent (uri, TRUE);
}

/**
 * ent_settings_remove_recent:
 * @uri: of a dossier that is to be forgotten
 */
void
ent_settings_remove_recent (const char *uri)
{
  write_recent (uri, FALSE);
}
