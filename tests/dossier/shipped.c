#include "shipped.h"

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "dossier/library.h"

static void
add_source (Shipped *shipped, EntSource *source)
{
  for (guint i = 0; i < shipped->sources->len; i++)
    if (g_str_equal (ent_source_sha256 (g_ptr_array_index (shipped->sources, i)),
                     ent_source_sha256 (source)))
      return;
  g_ptr_array_add (shipped->sources, source);
}

static void
load_dossier (Shipped *shipped, const char *path, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  EntDossier *dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  const char *folders[] = { folder, NULL };
  EntLibrary *library;
  const GPtrArray *passages;

  g_assert_no_error (error);
  library = ent_library_new (dossier, file, folders, NULL, NULL);
  passages = ent_dossier_passages (dossier);
  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      ShippedPassage item = { passage, ent_library_source (library, passage->document) };

      if (item.source == NULL || passage->end == 0)
        continue;
      g_array_append_val (shipped->cases, item);
      add_source (shipped, item.source);
    }
  g_ptr_array_add (shipped->dossiers, dossier);
  g_ptr_array_add (shipped->libraries, library);
}

Shipped *
shipped_load (void)
{
  g_autofree char *beside
      = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "sources", NULL);
  const char *folder = g_getenv ("ENT_SOURCES") != NULL ? g_getenv ("ENT_SOURCES") : beside;
  g_autofree char *data = ent_data_path ("dossiers");
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  Shipped *shipped = g_new0 (Shipped, 1);
  const char *name;

  shipped->dossiers = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_dossier_unref);
  shipped->libraries = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_library_unref);
  shipped->sources = g_ptr_array_new ();
  shipped->cases = g_array_new (FALSE, FALSE, sizeof (ShippedPassage));
  g_assert_nonnull (dir);
  while (g_file_test (folder, G_FILE_TEST_IS_DIR) && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (data, name, NULL);

      if (g_str_has_suffix (name, ".dossier"))
        load_dossier (shipped, path, folder);
    }
  return shipped;
}

void
shipped_free (Shipped *shipped)
{
  g_ptr_array_unref (shipped->libraries);
  g_ptr_array_unref (shipped->dossiers);
  g_ptr_array_unref (shipped->sources);
  g_array_unref (shipped->cases);
  g_free (shipped);
}
