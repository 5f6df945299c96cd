#include "dossier/text-memory-private.h"

#include <string.h>

/* Files that are remembered; beyond, those not seen this time are forgotten. */
#define MAX_ROWS 20000
/* Columns of a line: URI, encoding, size, time, hash, hash it had as the text of a document. */
#define N_COLUMNS 6

typedef struct
{
  char *encoding; /* as asked for; "" detected */
  gint64 size, modified;
  char *sha256; /* ENT_NO_TEXT when it cannot be read as a text */
  char *was;    /* "" never */
  gboolean seen;
} Row;

struct _EntTextMemory
{
  GFile *file;
  GHashTable *rows; /* URI → Row */
  gboolean changed;
};

static void
free_row (Row *row)
{
  g_free (row->encoding);
  g_free (row->sha256);
  g_free (row->was);
  g_free (row);
}

static void
read_line (EntTextMemory *memory, const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", N_COLUMNS);
  Row *row;

  if (g_strv_length (columns) != N_COLUMNS)
    return;
  row = g_new0 (Row, 1);
  row->encoding = g_strdup (columns[1]);
  row->size = g_ascii_strtoll (columns[2], NULL, 10);
  row->modified = g_ascii_strtoll (columns[3], NULL, 10);
  row->sha256 = g_strdup (columns[4]);
  row->was = g_strdup (columns[5]);
  g_hash_table_replace (memory->rows, g_strdup (columns[0]), row);
}

/**
 * ent_text_memory_load:
 * @file: (nullable): where it is kept; lines that make no sense are passed over
 *
 * Reads what is known of files.  Without a file the memory is empty and will not be saved.
 *
 * Returns: (transfer full): the memory
 */
EntTextMemory *
ent_text_memory_load (GFile *file)
{
  EntTextMemory *memory = g_new0 (EntTextMemory, 1);
  g_autofree char *text = NULL;

  memory->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)free_row);
  if (file == NULL)
    return memory;
  memory->file = g_object_ref (file);
  if (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL))
    {
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        read_line (memory, lines[i]);
    }
  return memory;
}

/**
 * ent_text_memory_save:
 * @memory: a memory
 *
 * Writes it where it was read, if it changed.  It only saves time, so that a failure is not told.
 */
void
ent_text_memory_save (EntTextMemory *memory)
{
  const gboolean all = g_hash_table_size (memory->rows) <= MAX_ROWS;
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer uri, value;

  if (!memory->changed || memory->file == NULL)
    return;
  g_hash_table_iter_init (&iter, memory->rows);
  while (g_hash_table_iter_next (&iter, &uri, &value))
    {
      const Row *row = value;

      if (all || row->seen)
        g_string_append_printf (text,
                                "%s\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t%s\n",
                                (const char *)uri,
                                row->encoding,
                                row->size,
                                row->modified,
                                row->sha256,
                                row->was);
    }
  g_autoptr (GFile) folder = g_file_get_parent (memory->file);
  g_file_make_directory_with_parents (folder, NULL, NULL);
  memory->changed = !g_file_replace_contents (
      memory->file, text->str, text->len, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, NULL);
}

/**
 * ent_text_memory_free:
 * @memory: (transfer full): a memory
 *
 * Frees it, unsaved.
 */
void
ent_text_memory_free (EntTextMemory *memory)
{
  g_clear_object (&memory->file);
  g_hash_table_unref (memory->rows);
  g_free (memory);
}

/**
 * ent_text_memory_sha256:
 * @memory: a memory
 * @file: a file as it is now
 * @encoding: (nullable): it is to be read as
 *
 * Returns: (transfer none) (nullable): the hash of its text, %ENT_NO_TEXT for no text; %NULL when
 *   it is not known or the file has changed since
 */
const char *
ent_text_memory_sha256 (const EntTextMemory *memory, const EntTextFile *file, const char *encoding)
{
  Row *row = g_hash_table_lookup (memory->rows, file->uri);

  if (row == NULL || row->size != file->size || row->modified != file->modified
      || !g_str_equal (row->encoding, encoding != NULL ? encoding : ""))
    return NULL;
  row->seen = TRUE;
  return row->sha256;
}

/**
 * ent_text_memory_set:
 * @memory: a memory
 * @file: a file as it is now
 * @encoding: (nullable): it was read as
 * @sha256: of its text, or %ENT_NO_TEXT
 */
void
ent_text_memory_set (EntTextMemory *memory,
                     const EntTextFile *file,
                     const char *encoding,
                     const char *sha256)
{
  const char *was = ent_text_memory_was (memory, file);
  Row *row = g_new0 (Row, 1);

  row->encoding = g_strdup (encoding != NULL ? encoding : "");
  row->size = file->size;
  row->modified = file->modified;
  row->sha256 = g_strdup (sha256);
  row->was = g_strdup (was != NULL ? was : "");
  row->seen = TRUE;
  g_hash_table_replace (memory->rows, g_strdup (file->uri), row);
  memory->changed = TRUE;
}

/**
 * ent_text_memory_was:
 * @memory: a memory
 * @file: a file
 *
 * Returns: (transfer none) (nullable): the hash the file had when it was last the text of a
 *   document, however it has changed since
 */
const char *
ent_text_memory_was (const EntTextMemory *memory, const EntTextFile *file)
{
  const Row *row = g_hash_table_lookup (memory->rows, file->uri);

  return row != NULL && *row->was != '\0' ? row->was : NULL;
}

/**
 * ent_text_memory_set_was:
 * @memory: a memory
 * @file: a file whose hash is set
 * @sha256: it is the text of a document with
 */
void
ent_text_memory_set_was (EntTextMemory *memory, const EntTextFile *file, const char *sha256)
{
  Row *row = g_hash_table_lookup (memory->rows, file->uri);

  if (row == NULL || g_str_equal (row->was, sha256))
    return;
  g_free (row->was);
  row->was = g_strdup (sha256);
  memory->changed = TRUE;
}
