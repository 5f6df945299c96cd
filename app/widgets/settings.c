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

static char *
folders_key (const char *dossier_id, GFile *file)
{
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : g_strdup ("");

  return g_strdup_printf ("%s %s", dossier_id != NULL ? dossier_id : "", uri);
}

/**
 * ent_settings_source_folders:
 * @dossier_id: of a dossier
 * @file: (nullable): it was read from
 *
 * Returns: (transfer full): URIs of the folders attached to it, in the order of attaching
 */
char **
ent_settings_source_folders (const char *dossier_id, GFile *file)
{
  g_autoptr (GVariant) all = g_settings_get_value (ent_settings (), "source-folders");
  g_autofree char *key = folders_key (dossier_id, file);
  g_autoptr (GVariant) folders = g_variant_lookup_value (all, key, G_VARIANT_TYPE_STRING_ARRAY);

  return folders != NULL ? g_variant_dup_strv (folders, NULL) : g_new0 (char *, 1);
}

/**
 * ent_settings_add_source_folder:
 * @dossier_id: of a dossier
 * @file: (nullable): it was read from
 * @folder: to look for its texts in
 *
 * Returns: whether the folder was not yet attached
 */
gboolean
ent_settings_add_source_folder (const char *dossier_id, GFile *file, GFile *folder)
{
  g_auto (GStrv) before = ent_settings_source_folders (dossier_id, file);
  g_autofree char *uri = g_file_get_uri (folder);
  g_autofree char *key = folders_key (dossier_id, file);

  if (g_strv_contains ((const char *const *)before, uri))
    return FALSE;

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_addv (builder, (const char **)before);
  g_strv_builder_add (builder, uri);
  g_auto (GStrv) after = g_strv_builder_end (builder);
  g_autoptr (GVariant) all = g_settings_get_value (ent_settings (), "source-folders");
  GVariantBuilder entries;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_builder_init (&entries, G_VARIANT_TYPE ("a{sas}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s@as}", &name, &value))
    {
      if (!g_str_equal (name, key))
        g_variant_builder_add (&entries, "{s@as}", name, value);
      g_variant_unref (value);
    }
  g_variant_builder_add (&entries, "{s^as}", key, after);
  g_settings_set_value (ent_settings (), "source-folders", g_variant_builder_end (&entries));
  return TRUE;
}
