/* A folder with a dossier of three documents, whose texts the tests lay beside it, and what was
 * found.
 */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "dossier/anchor.h"
#include "dossier/dossier-file.h"
#include "dossier/library.h"

static const char first_text[]
    = "The delegations met at the lake.\nThey agreed on nothing but a second meeting.\n";
static const char second_text[] = "第二份文件：代表们在湖边见面，什么也没有签。\n";
static const char embedded_text[] = "A short text that the dossier carries with it.\n";

/* A folder for one test, with the dossier in it. */
typedef struct
{
  char *folder;
  GFile *file;
  EntDossier *dossier;
} Fixture;

static inline void
put (const Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static inline char *
passage_json (const char *id, const char *document, const char *text, guint start, guint end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSource) source = ent_source_new (text, strlen (text), "x", &error);
  g_autoptr (EntJson) anchor = ent_anchor_new (source, start, end, &error);
  g_autofree char *written = ent_json_write_compact (anchor);

  return g_strdup_printf (
      "{\"id\":\"%s\",\"document\":\"%s\",\"anchor\":%s,\"digest\":\"x\"}", id, document, written);
}

static inline char *
sha256 (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static inline void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *p1 = passage_json ("p-one", "one", first_text, 0, 32);
  g_autofree char *p2 = passage_json ("p-two", "two", second_text, 6, 15);
  g_autofree char *p3 = passage_json ("p-three", "three", embedded_text, 2, 12);
  g_autofree char *sha1 = sha256 (first_text);
  g_autofree char *sha2 = sha256 (second_text);
  g_autofree char *json = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  f->folder = g_dir_make_tmp ("entente-XXXXXX", &error);
  g_assert_no_error (error);
  json = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\",\"documents\":["
      "{\"id\":\"one\",\"title\":\"1\",\"text\":{\"sha256\":\"%s\",\"length\":%u,"
      "\"file\":\"one.txt\"}},"
      "{\"id\":\"two\",\"title\":\"2\",\"text\":{\"sha256\":\"%s\",\"length\":%u}},"
      "{\"id\":\"three\",\"title\":\"3\",\"text\":{\"content\":\"%.*s\\n\"}}],"
      "\"passages\":[%s,%s,%s]}",
      sha1,
      (guint)g_utf8_strlen (first_text, -1),
      sha2,
      (guint)g_utf8_strlen (second_text, -1),
      (int)strlen (embedded_text) - 1,
      embedded_text,
      p1,
      p2,
      p3);
  put (f, "d.dossier", json);
  path = g_build_filename (f->folder, "d.dossier", NULL);
  f->file = g_file_new_for_path (path);
  f->dossier = ent_dossier_load (f->file, &problems, NULL, NULL, &error);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_test_message ("%s", ((EntProblem *)g_ptr_array_index (problems, i))->message);
  g_assert_no_error (error);
}

static inline void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);
          remove_tree (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  ent_dossier_unref (f->dossier);
  g_object_unref (f->file);
  remove_tree (f->folder);
  g_free (f->folder);
}

static inline EntAnchorState
state_of (const Fixture *f, const EntLibrary *library, const char *id)
{
  const EntThing *thing = ent_dossier_find (f->dossier, id);

  g_assert_nonnull (thing);
  return ent_library_resolution (library, (const EntPassage *)thing)->state;
}

static inline const char *
name_of_text (const Fixture *f, const EntLibrary *library, const char *id)
{
  EntSource *source
      = ent_library_source (library, (const EntDocument *)ent_dossier_find (f->dossier, id));

  return source != NULL ? ent_source_name (source) : NULL;
}
