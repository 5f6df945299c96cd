/* Finds the texts of a dossier's documents among files. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "dossier/folder-scan-private.h"
#include "dossier/library-private.h"
#include "dossier/text-memory-private.h"

/* Levels of folders looked into: of one the user chose, and of the one the dossier happens to lie
 * in. */
#define DEPTH_CHOSEN 6
#define DEPTH_OWN 1
/* No more is looked at of one folder: a whole disk must not be read. */
#define LIMIT_CHOSEN 500000
#define LIMIT_OWN 20000
/* A text of n code points has at least n bytes in any encoding, and at most so many a code point:
 * CRLF in UTF-32. */
#define MAX_BYTES_PER_CODE_POINT 8
/* Files looked at between two tellings of progress. */
#define STEP 64

/* While a library is built. */
typedef struct
{
  EntLibrary *library;
  const EntLibraryOptions *options;
  EntTextMemory *memory;
  GPtrArray *wanted; /* of const EntDocument: no text found yet */
  GPtrArray *files;  /* of EntTextFile */
  GHashTable *names; /* base names that documents give */
  GHashTable *read;  /* EntTextFile → EntSource, or NULL when it cannot be read */
  GPtrArray *messages;
  GCancellable *cancellable;
  guint n_seen; /* entries of the folders that were scanned */
} Search;

static void
unref_source (gpointer source)
{
  ent_source_unref (source);
}

static char *
base_name_of (const EntDocument *document)
{
  return document->file != NULL ? g_path_get_basename (document->file) : NULL;
}

static EntAttachment *
add (Search *search, const EntDocument *document, EntTextState state, EntSource *source)
{
  EntAttachment *attachment = g_new0 (EntAttachment, 1);

  attachment->state = state;
  attachment->source = source != NULL ? ent_source_ref (source) : NULL;
  g_hash_table_replace (search->library->texts, g_strdup (document->thing.id), attachment);
  return attachment;
}

static EntAttachment *
add_file (Search *search, const EntDocument *document, EntTextFile *file, EntSource *source)
{
  const gboolean same = ent_document_is_text (document, source);
  EntAttachment *attachment = add (search, document, same ? ENT_TEXT_SAME : ENT_TEXT_OTHER, source);

  attachment->file = g_object_ref (file->file);
  attachment->encoding = ent_text_encoding (search->options->encodings, file->uri);
  attachment->size = file->size;
  attachment->modified = file->modified;
  if (same)
    ent_text_memory_set_was (search->memory, file, ent_source_sha256 (source));
  return attachment;
}

/* Reads a file once; one that was named (by a document or the user) and cannot be read is told
 * about. */
static EntSource *
read_file (Search *search, EntTextFile *file, gboolean named)
{
  const char *encoding = ent_text_encoding (search->options->encodings, file->uri);
  g_autoptr (GError) error = NULL;
  EntSource *source;

  if (g_hash_table_contains (search->read, file))
    return g_hash_table_lookup (search->read, file);
  source = ent_source_load_as (file->file, encoding, search->cancellable, &error);
  if (source == NULL && (named || file->chosen))
    g_ptr_array_add (search->messages, g_strdup (error->message));
  if (!g_cancellable_is_cancelled (search->cancellable))
    ent_text_memory_set (
        search->memory, file, encoding, source != NULL ? ent_source_sha256 (source) : ENT_NO_TEXT);
  g_hash_table_insert (search->read, file, source);
  return source;
}

static gboolean
can_be (const EntTextFile *file, const EntDocument *document)
{
  return document->sha256 != NULL
         && (document->length == 0
             || (file->size >= document->length
                 && file->size <= (goffset)document->length * MAX_BYTES_PER_CODE_POINT + 4));
}

/* Gives documents the text that has their hash; all of them, as two may share one. */
static gboolean
match_hash (Search *search, EntTextFile *file, EntSource *source)
{
  gboolean matched = FALSE;

  for (guint i = 0; i < search->wanted->len;)
    {
      const EntDocument *document = g_ptr_array_index (search->wanted, i);

      if (!ent_document_is_text (document, source))
        {
          i++;
          continue;
        }
      add_file (search, document, file, source);
      g_ptr_array_remove_index (search->wanted, i);
      matched = TRUE;
    }
  return matched;
}

/* Whether a file has the name that a document gives. */
static gboolean
is_named (const EntTextFile *file, const EntDocument *document)
{
  g_autofree char *name = base_name_of (document);

  return name != NULL && g_str_equal (name, file->name);
}

/* Whether a file was the text of a document before it changed. */
static gboolean
was_text (Search *search, const EntTextFile *file, const EntDocument *document)
{
  const char *was = ent_text_memory_was (search->memory, file);

  return was != NULL && document->sha256 != NULL && g_ascii_strcasecmp (was, document->sha256) == 0;
}

/* Whether a file need not be read to know that it is none of the texts wanted. */
static gboolean
is_known_other (Search *search, const EntTextFile *file)
{
  const char *sha256 = ent_text_memory_sha256 (
      search->memory, file, ent_text_encoding (search->options->encodings, file->uri));

  for (guint i = 0; i < search->wanted->len && sha256 != NULL; i++)
    {
      const EntDocument *document = g_ptr_array_index (search->wanted, i);

      if (document->sha256 != NULL && g_ascii_strcasecmp (document->sha256, sha256) == 0)
        return FALSE;
    }
  return sha256 != NULL && !file->chosen;
}

static gboolean
is_candidate (Search *search, EntTextFile *file, gboolean by_name)
{
  gboolean fits = FALSE;

  for (guint i = 0; i < search->wanted->len && !fits; i++)
    {
      const EntDocument *document = g_ptr_array_index (search->wanted, i);

      fits = by_name ? is_named (file, document) : file->chosen || can_be (file, document);
    }
  return fits && (by_name || !g_hash_table_contains (search->read, file))
         && !is_known_other (search, file);
}

static void
tell_progress (Search *search, guint n_done)
{
  if (search->options->progress != NULL)
    search->options->progress (n_done, search->files->len, search->options->data);
}

/* First the files that have a document's name, as they are likely it; then any that has the size.
 */
static void
find_by_hash (Search *search, gboolean by_name)
{
  for (guint f = 0; f < search->files->len && search->wanted->len > 0; f++)
    {
      EntTextFile *file = g_ptr_array_index (search->files, f);
      EntSource *source;

      if (g_cancellable_is_cancelled (search->cancellable))
        return;
      if (!by_name && f % STEP == 0)
        tell_progress (search, f);
      if (!is_candidate (search, file, by_name))
        continue;
      source = read_file (search, file, by_name);
      if (source == NULL || match_hash (search, file, source) || by_name)
        continue;
      if (file->chosen)
        g_ptr_array_add (
            search->messages,
            g_strdup_printf (_ ("%s: this is the text of no document of the dossier"), file->name));
      g_hash_table_remove (search->read, file);
    }
}

/* What is left: files of the right name, or that were the text once, whose text is another by now.
 */
static void
find_changed (Search *search)
{
  for (guint i = 0; i < search->wanted->len;)
    {
      const EntDocument *document = g_ptr_array_index (search->wanted, i);
      EntSource *source = NULL;

      for (guint f = 0; f < search->files->len && source == NULL; f++)
        {
          EntTextFile *file = g_ptr_array_index (search->files, f);

          if (!is_named (file, document) && !was_text (search, file, document))
            continue;
          source = read_file (search, file, TRUE);
          if (source == NULL)
            continue;
          add_file (search, document, file, source);
          g_ptr_array_add (
              search->messages,
              g_strdup_printf (_ ("%s: this is not the very text the passages of “%s” were marked "
                                  "in; they are looked for in it"),
                               file->name,
                               document->thing.id));
        }
      if (source != NULL)
        g_ptr_array_remove_index (search->wanted, i);
      else
        i++;
    }
}

/* The file a person chose for the document; FALSE when it cannot be read. */
static gboolean
take_chosen (Search *search, const EntDocument *document, const char *uri)
{
  g_autoptr (GFile) chosen = g_file_new_for_uri (uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntTextFile) file = ent_text_file_query (chosen, search->cancellable, &error);
  g_autoptr (EntSource) source = NULL;

  if (file != NULL)
    source = ent_source_load_as (
        chosen, ent_text_encoding (search->options->encodings, uri), search->cancellable, &error);
  if (source == NULL)
    {
      g_ptr_array_add (search->messages, g_strdup (error->message));
      return FALSE;
    }
  add_file (search, document, file, source)->is_chosen = TRUE;
  return TRUE;
}

static void
keep (Search *search, const EntDocument *document, const EntAttachment *before, gboolean is_gone)
{
  EntAttachment *kept = ent_attachment_copy (before);

  kept->is_gone |= is_gone;
  g_hash_table_replace (search->library->texts, g_strdup (document->thing.id), kept);
}

/* How the document had its text before; state NONE when that is not known. */
static const EntAttachment *
before_of (Search *search, const EntDocument *document)
{
  static const EntAttachment none = { .state = ENT_TEXT_NONE };

  return search->options->before != NULL
             ? ent_library_attachment (search->options->before, document)
             : &none;
}

static void
want (Search *search, const EntDocument *document)
{
  const char *uri = search->options->chosen != NULL
                        ? g_hash_table_lookup (search->options->chosen, document->thing.id)
                        : NULL;
  const EntAttachment *before = before_of (search, document);

  if (uri != NULL && (*uri == '\0' || take_chosen (search, document, uri)))
    return;
  if (search->options->adds && before->state == ENT_TEXT_SAME)
    {
      keep (search, document, before, FALSE);
      return;
    }
  g_ptr_array_add (search->wanted, (gpointer)document);
  if (document->file != NULL)
    g_hash_table_add (search->names, base_name_of (document));
}

static void
take_embedded (Search *search, const EntDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSource) source
      = ent_source_new (document->content, strlen (document->content), document->thing.id, &error);

  if (source != NULL)
    add (search, document, ENT_TEXT_EMBEDDED, source);
  else
    g_ptr_array_add (search->messages, g_strdup (error->message));
}

static void
on_scanned (guint n_seen, gpointer data)
{
  Search *search = data;

  search->options->progress (search->n_seen + n_seen, 0, search->options->data);
}

static gboolean
list_files (Search *search)
{
  const EntLibraryOptions *options = search->options;
  EntScanOptions scan
      = { DEPTH_CHOSEN, LIMIT_CHOSEN, search->names, search->cancellable, NULL, search };
  gboolean going = TRUE;

  if (options->progress != NULL)
    scan.progress = on_scanned;
  for (guint i = 0; options->folders != NULL && options->folders[i] != NULL && going; i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_commandline_arg (options->folders[i]);

      going = ent_scan_folder (folder, &scan, search->files, search->messages);
      search->n_seen = search->files->len;
    }
  if (options->dossier_file != NULL && going)
    {
      g_autoptr (GFile) parent = g_file_get_parent (options->dossier_file);
      /* What the own folder says is not of interest: nobody chose it. */
      g_autoptr (GPtrArray) unheard = g_ptr_array_new_with_free_func (g_free);

      scan.depth = DEPTH_OWN;
      scan.limit = LIMIT_OWN;
      if (parent != NULL)
        going = ent_scan_folder (parent, &scan, search->files, unheard);
    }
  return going;
}

/* What was not found but was at hand stays at hand, if its file is gone or nothing else was asked
 * for. */
static void
keep_rest (Search *search)
{
  for (guint i = 0; i < search->wanted->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (search->wanted, i);
      const EntAttachment *before = before_of (search, document);

      if (before->file == NULL)
        continue;
      if (!g_file_query_exists (before->file, search->cancellable))
        keep (search, document, before, TRUE);
      else if (search->options->adds)
        keep (search, document, before, FALSE);
    }
}

static gboolean
find_all (Search *search, const EntDossier *dossier)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);

  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);

      if (document->content != NULL)
        take_embedded (search, document);
      else
        want (search, document);
    }
  if (search->wanted->len > 0 && !list_files (search))
    return FALSE;
  find_by_hash (search, TRUE);
  find_by_hash (search, FALSE);
  find_changed (search);
  keep_rest (search);
  ent_text_memory_save (search->memory);
  return ent_library_resolve (search->library, dossier, NULL, search->cancellable);
}

/**
 * ent_library_find:
 * @dossier: a dossier
 * @options: where to look
 * @cancellable: (nullable): to stop it
 * @messages: (out) (optional) (element-type utf8): what the user should know: files and folders
 *   that cannot be read, texts that changed
 *
 * Finds the texts of the dossier's documents and every passage in them.  A text is the embedded
 * one; else the file chosen for the document; else the file with the document's hash, whatever it
 * is called; else a file of the document's name, or one that was its text before it changed, in
 * which no passage is ever exact.  Files whose size cannot be that of a text are not read, nor
 * those known to be something else.  Reads files: call it on a worker thread.
 *
 * Returns: (transfer full): the library; %NULL only when cancelled
 */
EntLibrary *
ent_library_find (const EntDossier *dossier,
                  const EntLibraryOptions *options,
                  GCancellable *cancellable,
                  GPtrArray **messages)
{
  g_autoptr (EntLibrary) library = ent_library_alloc ();
  g_autoptr (EntTextMemory) memory = ent_text_memory_load (options->memory);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_text_file_free);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) read = g_hash_table_new_full (NULL, NULL, NULL, unref_source);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  Search search = { library, options, memory, wanted, files, names, read, told, cancellable, 0 };

  if (!find_all (&search, dossier) || g_cancellable_is_cancelled (cancellable))
    return NULL;
  if (messages != NULL)
    *messages = g_steal_pointer (&told);
  return g_steal_pointer (&library);
}
