#include <glib/gi18n-lib.h>
#include <string.h>

#include "dossier/anchor.h"
#include "dossier/folder-scan-private.h"
#include "dossier/source.h"

/* Levels of folders looked into: of one the user chose, and of the one the dossier happens to lie
 * in. */
#define DEPTH_CHOSEN 6
#define DEPTH_OWN 1
/* A text of n code points has at least n bytes in any encoding known and, with CRLF, at most so
 * many a code point. */
#define MAX_BYTES_PER_CODE_POINT 6

struct _EntLibrary
{
  gatomicrefcount refs;
  GHashTable *sources; /* document id → EntSource */
  EntResolution *resolutions;
  guint n_resolutions;
};

/* While a library is built. */
typedef struct
{
  EntLibrary *library;
  GPtrArray *wanted; /* of const EntDocument: no text found yet */
  GPtrArray *files;  /* of EntTextFile */
  GHashTable *names; /* base names that documents give */
  GHashTable *read;  /* EntTextFile → EntSource, or NULL when it cannot be read */
  GPtrArray *messages;
  GCancellable *cancellable;
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

static gboolean
has_hash (const EntDocument *document, const EntSource *source)
{
  return document->sha256 != NULL
         && g_ascii_strcasecmp (document->sha256, ent_source_sha256 (source)) == 0;
}

static void
take (Search *search, const EntDocument *document, EntSource *source)
{
  g_hash_table_replace (
      search->library->sources, g_strdup (document->thing.id), ent_source_ref (source));
}

/* Reads a file once; one that was named (by a document or the user) and cannot be read is told
 * about. */
static EntSource *
read_file (Search *search, EntTextFile *file, gboolean named)
{
  g_autoptr (GError) error = NULL;
  EntSource *source;

  if (g_hash_table_contains (search->read, file))
    return g_hash_table_lookup (search->read, file);
  source = ent_source_load (file->file, search->cancellable, &error);
  if (source == NULL && (named || file->chosen))
    g_ptr_array_add (search->messages, g_strdup (error->message));
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
match_hash (Search *search, EntSource *source)
{
  gboolean matched = FALSE;

  for (guint i = 0; i < search->wanted->len;)
    {
      const EntDocument *document = g_ptr_array_index (search->wanted, i);

      if (!has_hash (document, source))
        {
          i++;
          continue;
        }
      take (search, document, source);
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

/* First the files that have a document's name, as they are likely it; then any that has the size.
 */
static void
find_by_hash (Search *search, gboolean by_name)
{
  for (guint f = 0; f < search->files->len && search->wanted->len > 0; f++)
    {
      EntTextFile *file = g_ptr_array_index (search->files, f);
      gboolean fits = FALSE;
      EntSource *source;

      if (g_cancellable_is_cancelled (search->cancellable))
        return;
      for (guint i = 0; i < search->wanted->len && !fits; i++)
        {
          const EntDocument *document = g_ptr_array_index (search->wanted, i);

          fits = by_name ? is_named (file, document) : file->chosen || can_be (file, document);
        }
      if (!fits || (!by_name && g_hash_table_contains (search->read, file)))
        continue;
      source = read_file (search, file, by_name);
      if (source == NULL)
        continue;
      if (!match_hash (search, source) && !by_name)
        {
          if (file->chosen)
            g_ptr_array_add (
                search->messages,
                g_strdup_printf (_ ("%s: this is the text of no document of the dossier"),
                                 file->name));
          g_hash_table_replace (search->read, file, NULL);
        }
    }
}

/* What is left: files of the right name whose text is another by now. */
static void
find_by_name (Search *search)
{
  for (guint i = 0; i < search->wanted->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (search->wanted, i);

      for (guint f = 0; f < search->files->len; f++)
        {
          EntTextFile *file = g_ptr_array_index (search->files, f);
          EntSource *source = is_named (file, document) ? read_file (search, file, TRUE) : NULL;

          if (source == NULL)
            continue;
          take (search, document, source);
          g_ptr_array_add (
              search->messages,
              g_strdup_printf (_ ("%s: this is not the very text the passages of “%s” were marked "
                                  "in; they are looked for in it"),
                               file->name,
                               document->thing.id));
          break;
        }
    }
}

static void
take_embedded (Search *search, const EntDossier *dossier)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);

  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (EntSource) source = NULL;

      if (document->content == NULL)
        {
          g_ptr_array_add (search->wanted, (gpointer)document);
          if (document->file != NULL)
            g_hash_table_add (search->names, base_name_of (document));
          continue;
        }
      source = ent_source_new (
          document->content, strlen (document->content), document->thing.id, &error);
      if (source != NULL)
        take (search, document, source);
      else
        g_ptr_array_add (search->messages, g_strdup (error->message));
    }
}

static gboolean
list_files (Search *search, GFile *dossier_file, const char *const *folders)
{
  gboolean going = TRUE;

  for (guint i = 0; folders != NULL && folders[i] != NULL && going; i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_commandline_arg (folders[i]);

      going = ent_scan_folder (folder,
                               DEPTH_CHOSEN,
                               search->names,
                               search->files,
                               search->cancellable,
                               search->messages);
    }
  if (dossier_file != NULL && going)
    {
      g_autoptr (GFile) parent = g_file_get_parent (dossier_file);
      /* What the own folder says is not of interest: nobody chose it. */
      g_autoptr (GPtrArray) unheard = g_ptr_array_new_with_free_func (g_free);

      if (parent != NULL)
        going = ent_scan_folder (
            parent, DEPTH_OWN, search->names, search->files, search->cancellable, unheard);
    }
  return going;
}

static EntResolution
resolve (const EntLibrary *library, const EntPassage *passage)
{
  EntSource *source
      = passage->document != NULL ? ent_library_source (library, passage->document) : NULL;

  return source != NULL ? ent_anchor_resolve (passage, source)
                        : (EntResolution){ ENT_ANCHOR_UNATTACHED, 0, 0, 0 };
}

static gboolean
resolve_all (EntLibrary *library, const EntDossier *dossier, GCancellable *cancellable)
{
  const GPtrArray *passages = ent_dossier_passages (dossier);

  library->n_resolutions = passages->len;
  library->resolutions = g_new0 (EntResolution, passages->len + 1);
  for (guint i = 0; i < passages->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      library->resolutions[i] = resolve (library, g_ptr_array_index (passages, i));
    }
  return TRUE;
}

/**
 * ent_library_new:
 * @dossier: a dossier
 * @dossier_file: (nullable): where it lies; texts are looked for beside it
 * @folders: (nullable) (array zero-terminated=1): paths of folders, or files, the user attached
 * @cancellable: (nullable): to stop it
 * @messages: (out) (optional) (element-type utf8): what the user should know: files that cannot be
 *   read, texts that changed
 *
 * Finds the texts of the dossier's documents and every passage in them.  A text is the embedded
 * one; else the file with the document's hash, whatever it is called; else a file of the document's
 * name, in which no passage is ever exact.  Reads files: call it on a worker thread.
 *
 * Returns: (transfer full): the library; %NULL only when cancelled
 */
EntLibrary *
ent_library_new (const EntDossier *dossier,
                 GFile *dossier_file,
                 const char *const *folders,
                 GCancellable *cancellable,
                 GPtrArray **messages)
{
  g_autoptr (EntLibrary) library = g_new0 (EntLibrary, 1);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_text_file_free);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) read = g_hash_table_new_full (NULL, NULL, NULL, unref_source);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  Search search = { library, wanted, files, names, read, told, cancellable };

  g_atomic_ref_count_init (&library->refs);
  library->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_source);
  take_embedded (&search, dossier);
  if (wanted->len > 0 && !list_files (&search, dossier_file, folders))
    return NULL;
  find_by_hash (&search, TRUE);
  find_by_hash (&search, FALSE);
  find_by_name (&search);
  if (!resolve_all (library, dossier, cancellable))
    return NULL;
  if (messages != NULL)
    *messages = g_steal_pointer (&told);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&library);
}

/* Snapshots share the nodes of what was not edited. */
static gboolean
is_untouched (const EntPassage *passage, const EntPassage *old)
{
  return old != NULL && old->thing.json == passage->thing.json && old->document != NULL
         && passage->document != NULL && old->document->thing.json == passage->document->thing.json;
}

/**
 * ent_library_follow:
 * @library: the texts at hand for @before
 * @before: a dossier
 * @after: the same dossier edited
 * @cancellable: (nullable): to stop it
 *
 * The same texts for the edited dossier.  No file is read, and only passages that the edit touched
 * are looked for: that is quick where they are exact, and linear in the text for each that is not.
 *
 * Returns: (transfer full): the library of @after; %NULL only when cancelled
 */
EntLibrary *
ent_library_follow (const EntLibrary *library,
                    const EntDossier *before,
                    const EntDossier *after,
                    GCancellable *cancellable)
{
  const GPtrArray *passages = ent_dossier_passages (after);
  g_autoptr (EntLibrary) next = g_new0 (EntLibrary, 1);

  g_atomic_ref_count_init (&next->refs);
  next->sources = g_hash_table_ref (library->sources);
  next->n_resolutions = passages->len;
  next->resolutions = g_new0 (EntResolution, passages->len + 1);
  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      const EntThing *old = ent_dossier_find (before, passage->thing.mark_id);

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      next->resolutions[i] = is_untouched (passage, (const EntPassage *)old)
                                 ? *ent_library_resolution (library, (const EntPassage *)old)
                                 : resolve (next, passage);
    }
  return g_steal_pointer (&next);
}

/**
 * ent_library_ref:
 * @library: a library
 *
 * Returns: (transfer full): @library
 */
EntLibrary *
ent_library_ref (EntLibrary *library)
{
  g_atomic_ref_count_inc (&library->refs);
  return library;
}

/**
 * ent_library_unref:
 * @library: (transfer full) (nullable): a library
 *
 * Drops a reference.
 */
void
ent_library_unref (EntLibrary *library)
{
  if (library == NULL || !g_atomic_ref_count_dec (&library->refs))
    return;
  g_hash_table_unref (library->sources);
  g_free (library->resolutions);
  g_free (library);
}

/**
 * ent_library_source:
 * @library: a library
 * @document: a document of its dossier
 *
 * Returns: (transfer none) (nullable): the text at hand for it
 */
EntSource *
ent_library_source (const EntLibrary *library, const EntDocument *document)
{
  return g_hash_table_lookup (library->sources, document->thing.id);
}

/**
 * ent_library_resolution:
 * @library: a library
 * @passage: a passage of its dossier
 *
 * Returns: (transfer none): where the passage is
 */
const EntResolution *
ent_library_resolution (const EntLibrary *library, const EntPassage *passage)
{
  static const EntResolution unattached = { ENT_ANCHOR_UNATTACHED, 0, 0, 0 };

  return passage->index < library->n_resolutions ? &library->resolutions[passage->index]
                                                 : &unattached;
}
