/* What becomes of the texts at hand when files change, and what text a file may be. */
#include <glib/gi18n-lib.h>

#include "dossier/folder-scan-private.h"
#include "dossier/library-private.h"

/* Passages of a document that are looked for to tell whether a text is its. */
#define GUESS_PASSAGES 12

typedef struct
{
  GHashTable *encodings;
  GHashTable *folders; /* URIs of folders that were told to be gone */
  GPtrArray *messages;
  GCancellable *cancellable;
} Refresh;

/* Tells once of a folder, or else of the file, that it is gone. */
static void
tell_gone (Refresh *refresh, GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *path = folder != NULL ? g_file_get_parse_name (folder) : NULL;

  if (folder == NULL || g_file_query_exists (folder, refresh->cancellable))
    g_ptr_array_add (
        refresh->messages,
        g_strdup_printf (_ ("%s: the file is gone; its text stays here until the window is closed"),
                         name));
  else if (g_hash_table_add (refresh->folders, g_file_get_uri (folder)))
    g_ptr_array_add (
        refresh->messages,
        g_strdup_printf (
            _ ("%s: the folder is gone; its texts stay here until the window is closed"), path));
}

static void
tell_changed (Refresh *refresh, const char *name, EntTextState state)
{
  g_ptr_array_add (
      refresh->messages,
      g_strdup_printf (state == ENT_TEXT_SAME
                           ? _ ("%s: this is the very text of the dossier again")
                           : _ ("%s: the file has changed; the passages were looked for anew"),
                       name));
}

/* The file could not be read now: its text stays as it was. */
static void
keep (Refresh *refresh, EntAttachment *now, const GError *error)
{
  if (now->is_gone)
    return;
  now->is_gone = TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    tell_gone (refresh, now->file);
  else
    g_ptr_array_add (refresh->messages,
                     g_strdup_printf (_ ("%s; the text stays as it was"), error->message));
}

static EntAttachment *
look_again (Refresh *refresh, const EntDocument *document, const EntAttachment *before)
{
  EntAttachment *now = ent_attachment_copy (before);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntTextFile) file = ent_text_file_query (now->file, refresh->cancellable, &error);
  const char *encoding = file != NULL ? ent_text_encoding (refresh->encodings, file->uri) : NULL;
  EntSource *source;

  if (file != NULL && file->size == now->size && file->modified == now->modified
      && encoding == now->encoding)
    {
      now->is_gone = FALSE;
      return now;
    }
  source = file != NULL ? ent_source_load_as (now->file, encoding, refresh->cancellable, &error)
                        : NULL;
  if (source == NULL)
    {
      keep (refresh, now, error);
      return now;
    }
  now->is_gone = FALSE;
  now->encoding = encoding;
  now->size = file->size;
  now->modified = file->modified;
  /* the old text, if it is the same: what was found in it still holds */
  if (g_str_equal (ent_source_sha256 (source), ent_source_sha256 (now->source))
      && g_str_equal (ent_source_encoding (source), ent_source_encoding (now->source)))
    {
      ent_source_unref (source);
      return now;
    }
  ent_source_unref (now->source);
  now->source = source;
  now->state = ent_document_is_text (document, source) ? ENT_TEXT_SAME : ENT_TEXT_OTHER;
  if (encoding == before->encoding)
    tell_changed (refresh, file->name, now->state);
  return now;
}

/**
 * ent_library_refresh:
 * @library: the texts of @dossier
 * @dossier: a dossier
 * @encodings: (nullable): URI → what a file is to be read as
 * @cancellable: (nullable): to stop it
 * @messages: (out) (optional) (element-type utf8): what the user should know: files that changed,
 *   are gone, or cannot be read now
 *
 * Looks again at the files of the texts at hand, and at no others.  A text whose file is gone or
 * cannot be read now stays as it was.  Reads files: call it on a worker thread.
 *
 * Returns: (transfer full): the texts as they are now; %NULL only when cancelled
 */
EntLibrary *
ent_library_refresh (const EntLibrary *library,
                     const EntDossier *dossier,
                     GHashTable *encodings,
                     GCancellable *cancellable,
                     GPtrArray **messages)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);
  g_autoptr (EntLibrary) next = ent_library_alloc ();
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  Refresh refresh = { encodings, folders, told, cancellable };

  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      const EntAttachment *before = ent_library_attachment (library, document);

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (before->state != ENT_TEXT_NONE)
        g_hash_table_replace (next->texts,
                              g_strdup (document->thing.id),
                              before->file != NULL ? look_again (&refresh, document, before)
                                                   : ent_attachment_copy (before));
    }
  if (!ent_library_resolve (next, dossier, library, cancellable))
    return NULL;
  if (messages != NULL)
    *messages = g_steal_pointer (&told);
  return g_steal_pointer (&next);
}

/* Passages of the document, evenly spread over it. */
static double
share_found (const EntDossier *dossier, const EntDocument *document, EntSource *source)
{
  const GPtrArray *all = ent_dossier_passages (dossier);
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  guint n_found = 0, n;

  for (guint i = 0; i < all->len; i++)
    if (((const EntPassage *)g_ptr_array_index (all, i))->document == document)
      g_ptr_array_add (own, g_ptr_array_index (all, i));
  n = MIN (own->len, GUESS_PASSAGES);
  for (guint i = 0; i < n; i++)
    {
      const EntPassage *passage = g_ptr_array_index (own, i * own->len / n);
      const EntAnchorState state = ent_anchor_resolve (passage, source).state;

      n_found += state != ENT_ANCHOR_LOST && state != ENT_ANCHOR_UNATTACHED;
    }
  return n > 0 ? (double)n_found / n : 0;
}

static int
compare_guesses (gconstpointer a, gconstpointer b)
{
  const double x = ((const EntGuess *)a)->share, y = ((const EntGuess *)b)->share;

  return (x < y) - (x > y);
}

/**
 * ent_library_guess:
 * @dossier: a dossier
 * @source: a text
 * @cancellable: (nullable): to stop it
 *
 * Which document a text may be that of: the more of the document's passages are in it, the
 * likelier.  Some passages of each are looked for.  Call it on a worker thread.
 *
 * Returns: (transfer full) (element-type EntGuess): the documents whose text is not embedded,
 *   likeliest first; %NULL only when cancelled
 */
GArray *
ent_library_guess (const EntDossier *dossier, EntSource *source, GCancellable *cancellable)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);
  g_autoptr (GArray) guesses = g_array_new (FALSE, FALSE, sizeof (EntGuess));

  for (guint i = 0; i < documents->len; i++)
    {
      EntGuess guess = { g_ptr_array_index (documents, i), 0 };

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (guess.document->content != NULL)
        continue;
      guess.share = share_found (dossier, guess.document, source);
      g_array_append_val (guesses, guess);
    }
  g_array_sort (guesses, compare_guesses);
  return g_steal_pointer (&guesses);
}
