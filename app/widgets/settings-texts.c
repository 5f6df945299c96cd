/* What is remembered of the texts of dossiers: where they are looked for, which were chosen, and
 * how they are read. */
#include "widgets/settings.h"

/* Dossiers are told apart by id and place: two copies may have texts in different places. */
static char *
dossier_key (const char *dossier_id, GFile *file)
{
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : g_strdup ("");

  return g_strdup_printf ("%s %s", dossier_id != NULL ? dossier_id : "", uri);
}

/* Replaces one entry of a dictionary; a value of NULL takes it out. */
static void
write_entry (const char *setting, const char *key, GVariant *value)
{
  g_autoptr (GVariant) all = g_settings_get_value (ent_settings (), setting);
  g_autoptr (GVariant) taken = value != NULL ? g_variant_ref_sink (value) : NULL;
  GVariantBuilder entries;

  g_variant_builder_init (&entries, g_variant_get_type (all));
  for (gsize i = 0; i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (all, i);
      g_autoptr (GVariant) name = g_variant_get_child_value (entry, 0);

      if (!g_str_equal (g_variant_get_string (name, NULL), key))
        g_variant_builder_add_value (&entries, entry);
    }
  if (taken != NULL)
    g_variant_builder_add_value (&entries,
                                 g_variant_new_dict_entry (g_variant_new_string (key), taken));
  g_settings_set_value (ent_settings (), setting, g_variant_builder_end (&entries));
}

static GHashTable *
read_strings (GVariant *dictionary)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariantIter iter;
  char *key, *value;

  if (dictionary == NULL)
    return table;
  g_variant_iter_init (&iter, dictionary);
  while (g_variant_iter_next (&iter, "{ss}", &key, &value))
    g_hash_table_insert (table, key, value);
  return table;
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
  g_autofree char *key = dossier_key (dossier_id, file);
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
  g_autofree char *key = dossier_key (dossier_id, file);

  if (g_strv_contains ((const char *const *)before, uri))
    return FALSE;

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_addv (builder, (const char **)before);
  g_strv_builder_add (builder, uri);
  g_auto (GStrv) after = g_strv_builder_end (builder);
  write_entry ("source-folders", key, g_variant_new_strv ((const char *const *)after, -1));
  return TRUE;
}

/**
 * ent_settings_remove_source_folder:
 * @dossier_id: of a dossier
 * @file: (nullable): it was read from
 * @uri: of a folder that its texts are no longer looked for in
 */
void
ent_settings_remove_source_folder (const char *dossier_id, GFile *file, const char *uri)
{
  g_auto (GStrv) before = ent_settings_source_folders (dossier_id, file);
  g_autofree char *key = dossier_key (dossier_id, file);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], uri))
      g_strv_builder_add (builder, before[i]);
  g_auto (GStrv) after = g_strv_builder_end (builder);
  write_entry ("source-folders",
               key,
               *after != NULL ? g_variant_new_strv ((const char *const *)after, -1) : NULL);
}

/**
 * ent_settings_source_texts:
 * @dossier_id: of a dossier
 * @file: (nullable): it was read from
 *
 * Returns: (transfer full) (element-type utf8 utf8): ids of its documents → URI of the file chosen
 *   for it, "" if it is to have none
 */
GHashTable *
ent_settings_source_texts (const char *dossier_id, GFile *file)
{
  g_autoptr (GVariant) all = g_settings_get_value (ent_settings (), "source-texts");
  g_autofree char *key = dossier_key (dossier_id, file);
  g_autoptr (GVariant) texts = g_variant_lookup_value (all, key, G_VARIANT_TYPE ("a{ss}"));

  return read_strings (texts);
}

/**
 * ent_settings_set_source_text:
 * @dossier_id: of a dossier
 * @file: (nullable): it was read from
 * @document_id: of a document of it
 * @uri: (nullable): of the text chosen for it; "" for none; %NULL to choose no more
 */
void
ent_settings_set_source_text (const char *dossier_id,
                              GFile *file,
                              const char *document_id,
                              const char *uri)
{
  g_autoptr (GHashTable) texts = ent_settings_source_texts (dossier_id, file);
  g_autofree char *key = dossier_key (dossier_id, file);
  GVariantBuilder entries;
  GHashTableIter iter;
  gpointer id, value;

  if (uri != NULL)
    g_hash_table_replace (texts, g_strdup (document_id), g_strdup (uri));
  else
    g_hash_table_remove (texts, document_id);
  g_variant_builder_init (&entries, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &id, &value))
    g_variant_builder_add (&entries, "{ss}", id, value);
  g_autoptr (GVariant) built = g_variant_ref_sink (g_variant_builder_end (&entries));
  write_entry ("source-texts", key, g_hash_table_size (texts) > 0 ? built : NULL);
}

/**
 * ent_settings_text_encodings:
 *
 * Returns: (transfer full) (element-type utf8 utf8): URIs of texts → what they are to be read as
 */
GHashTable *
ent_settings_text_encodings (void)
{
  g_autoptr (GVariant) all = g_settings_get_value (ent_settings (), "text-encodings");

  return read_strings (all);
}

/**
 * ent_settings_set_text_encoding:
 * @uri: of a text
 * @encoding: (nullable): what it is to be read as; %NULL to detect it
 */
void
ent_settings_set_text_encoding (const char *uri, const char *encoding)
{
  write_entry ("text-encodings", uri, encoding != NULL ? g_variant_new_string (encoding) : NULL);
}

/**
 * ent_settings_copy_sources:
 * @dossier_id: of a dossier
 * @from: (nullable): it was read from
 * @to: it is at now
 *
 * Gives a dossier that was saved under another name the same texts.
 */
void
ent_settings_copy_sources (const char *dossier_id, GFile *from, GFile *to)
{
  static const char *const settings[] = { "source-folders", "source-texts" };
  g_autofree char *before = dossier_key (dossier_id, from);
  g_autofree char *after = dossier_key (dossier_id, to);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GVariant) all = g_settings_get_value (ent_settings (), settings[i]);
      g_autoptr (GVariant) value = g_variant_lookup_value (all, before, NULL);

      if (value != NULL)
        write_entry (settings[i], after, value);
    }
}
