#include <string.h>

#include "dossier/library-private.h"

static void
free_attachment (EntAttachment *attachment)
{
  ent_source_unref (attachment->source);
  g_clear_object (&attachment->file);
  g_free (attachment);
}

/**
 * ent_library_alloc:
 *
 * Returns: (transfer full): a library without texts
 */
EntLibrary *
ent_library_alloc (void)
{
  EntLibrary *library = g_new0 (EntLibrary, 1);

  g_atomic_ref_count_init (&library->refs);
  library->texts
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)free_attachment);
  return library;
}

/**
 * ent_attachment_copy:
 * @attachment: how a document has its text
 *
 * Returns: (transfer full): a copy
 */
EntAttachment *
ent_attachment_copy (const EntAttachment *attachment)
{
  EntAttachment *copy = g_memdup2 (attachment, sizeof *attachment);

  if (copy->source != NULL)
    ent_source_ref (copy->source);
  if (copy->file != NULL)
    g_object_ref (copy->file);
  return copy;
}

/**
 * ent_text_encoding:
 * @encodings: (nullable): URI → encoding
 * @uri: of a file
 *
 * Returns: (nullable): what the file is to be read as (interned); %NULL to detect it
 */
const char *
ent_text_encoding (GHashTable *encodings, const char *uri)
{
  return encodings != NULL ? g_intern_string (g_hash_table_lookup (encodings, uri)) : NULL;
}

static EntResolution
resolve (const EntLibrary *library, const EntPassage *passage)
{
  EntSource *source
      = passage->document != NULL ? ent_library_source (library, passage->document) : NULL;

  return source != NULL ? ent_anchor_resolve (passage, source)
                        : (EntResolution){ ENT_ANCHOR_UNATTACHED, 0, 0, 0 };
}

/**
 * ent_library_resolve:
 * @library: texts of @dossier
 * @dossier: a dossier
 * @before: (nullable): what is known already of passages whose text is the same
 * @cancellable: (nullable): to stop it
 *
 * Looks for every passage in its text.
 *
 * Returns: %FALSE when cancelled
 */
gboolean
ent_library_resolve (EntLibrary *library,
                     const EntDossier *dossier,
                     const EntLibrary *before,
                     GCancellable *cancellable)
{
  const GPtrArray *passages = ent_dossier_passages (dossier);

  library->n_resolutions = passages->len;
  library->resolutions = g_new0 (EntResolution, passages->len + 1);
  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      const gboolean known = before != NULL && passage->document != NULL
                             && ent_library_source (before, passage->document)
                                    == ent_library_source (library, passage->document);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      library->resolutions[i]
          = known ? *ent_library_resolution (before, passage) : resolve (library, passage);
    }
  return TRUE;
}

/**
 * ent_library_new:
 * @dossier: a dossier
 * @dossier_file: (nullable): where it lies; texts are looked for beside it
 * @folders: (nullable) (array zero-terminated=1): paths of folders, or files, the user attached
 * @cancellable: (nullable): to stop it
 * @messages: (out) (optional) (element-type utf8): what the user should know
 *
 * As ent_library_find(), where nothing but folders is given and nothing remembered.
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
  const EntLibraryOptions options = { .dossier_file = dossier_file, .folders = folders };

  return ent_library_find (dossier, &options, cancellable, messages);
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
  next->texts = g_hash_table_ref (library->texts);
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
  g_hash_table_unref (library->texts);
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
  return ent_library_attachment (library, document)->source;
}

/**
 * ent_library_attachment:
 * @library: a library
 * @document: a document of its dossier
 *
 * Returns: (transfer none): how it has its text
 */
const EntAttachment *
ent_library_attachment (const EntLibrary *library, const EntDocument *document)
{
  static const EntAttachment none = { .state = ENT_TEXT_NONE };
  const EntAttachment *attachment = g_hash_table_lookup (library->texts, document->thing.id);

  return attachment != NULL ? attachment : &none;
}

/**
 * ent_library_count:
 * @library: a library
 * @dossier: its dossier
 * @document: a document of it
 * @counts: (out) (array fixed-size=5): passages of the document by #EntAnchorState
 */
void
ent_library_count (const EntLibrary *library,
                   const EntDossier *dossier,
                   const EntDocument *document,
                   guint counts[])
{
  const GPtrArray *passages = ent_dossier_passages (dossier);

  memset (counts, 0, ENT_N_ANCHOR_STATES * sizeof *counts);
  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);

      if (passage->document == document)
        counts[ent_library_resolution (library, passage)->state]++;
    }
}

/**
 * ent_document_is_text:
 * @document: a document
 * @source: a text
 *
 * Returns: whether the text is the document's, by its hash
 */
gboolean
ent_document_is_text (const EntDocument *document, const EntSource *source)
{
  return document->sha256 != NULL
         && g_ascii_strcasecmp (document->sha256, ent_source_sha256 (source)) == 0;
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
