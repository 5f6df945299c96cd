/* What becomes of the texts at hand when files change, and what text a file may be. */
#include <glib/gi18n-lib.h>

#include "dossier/folder-scan-private.h"
#include "dossier/library-private.h"

/* Passages of a document that are looked for to tell whether a text is its. */
#define GUESS_PASSAGES 12

typedef struct
{
  const EntLibraryOptions *options;
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
  const char *encoding
      = file != NULL ? ent_text_encoding (refresh->options->encodings, file->uri) : NULL;
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
      if (file == NULL || encoding == now->encoding)
        keep (refresh, now, error);
      else
        g_ptr_array_add (refresh->messages, g_strdup (error->message));
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

/* A file that was chosen since; what was there before stays when it cannot be read. */
static EntAttachment *
take_chosen (Refresh *refresh, const EntDocument *document, const char *uri)
{
  g_autoptr (GFile) chosen = g_file_new_for_uri (uri);
  const char *encoding = ent_text_encoding (refresh->options->encodings, uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntTextFile) file = ent_text_file_query (chosen, refresh->cancellable, &error);
  EntSource *source
      = file != NULL ? ent_source_load_as (chosen, encoding, refresh->cancellable, &error) : NULL;
  EntAttachment *now;

  if (source == NULL)
    {
      g_ptr_array_add (refresh->messages, g_strdup (error->message));
      return NULL;
    }
  now = g_new0 (EntAttachment, 1);
  *now = (EntAttachment){
    .state = ent_document_is_text (document, source) ? ENT_TEXT_SAME : ENT_TEXT_OTHER,
    .source = source,
    .file = g_object_ref (chosen),
    .encoding = encoding,
    .is_chosen = TRUE,
    .size = file->size,
    .modified = file->modified,
  };
  return now;
}

/* How the document has its text now; NULL for none. */
static EntAttachment *
attach (Refresh *refresh, const EntDocument *document, const EntAttachment *before)
{
  const char *uri = refresh->options->chosen != NULL && document->content == NULL
                        ? g_hash_table_lookup (refresh->options->chosen, document->thing.id)
                        : NULL;
  g_autoptr (GFile) chosen = uri != NULL && *uri != '\0' ? g_file_new_for_uri (uri) : NULL;
  EntAttachment *now = NULL;

  if (uri != NULL && *uri == '\0')
    return NULL;
  if (chosen != NULL && (before->file == NULL || !g_file_equal (chosen, before->file)))
    now = take_chosen (refresh, document, uri);
  if (now == NULL && before->state != ENT_TEXT_NONE)
    now = before->file != NULL ? look_again (refresh, document, before)
                               : ent_attachment_copy (before);
  if (now != NULL && chosen != NULL)
    now->is_chosen = g_file_equal (chosen, now->file);
  return now;
}

static gboolean
is_same (const EntAttachment *a, const EntAttachment *b)
{
  return a->state == b->state && a->source == b->source && a->encoding == b->encoding
         && a->is_chosen == b->is_chosen && a->is_gone == b->is_gone && a->size == b->size
         && a->modified == b->modified;
}

/**
 * ent_library_refresh:
 * @library: the texts of @dossier
 * @dossier: a dossier
 * @options: what is chosen for documents and how files are to be read; nothing else is used
 * @cancellable: (nullable): to stop it
 * @messages: (out) (optional) (element-type utf8): what the user should know: files that changed,
 *   are gone, or cannot be read now
 *
 * Looks again at the files of the texts at hand and at what was chosen since, and at no others.  A
 * text whose file is gone or cannot be read now stays as it was.  Reads files: call it on a worker
 * thread.
 *
 * Returns: (transfer full): the texts as they are now, @library itself when nothing is different;
 *   %NULL only when cancelled
 */
EntLibrary *
ent_library_refresh (EntLibrary *library,
                     const EntDossier *dossier,
                     const EntLibraryOptions *options,
                     GCancellable *cancellable,
                     GPtrArray **messages)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);
  g_autoptr (EntLibrary) next = ent_library_alloc ();
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  Refresh refresh = { options, folders, told, cancellable };
  gboolean differs = FALSE;

  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      const EntAttachment *before = ent_library_attachment (library, document);
      EntAttachment *now = attach (&refresh, document, before);

      if (now != NULL)
        g_hash_table_replace (next->texts, g_strdup (document->thing.id), now);
      differs |= now != NULL ? !is_same (before, now) : before->state != ENT_TEXT_NONE;
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
    }
  if (differs && !ent_library_resolve (next, dossier, library, cancellable))
    return NULL;
  if (messages != NULL)
    *messages = g_steal_pointer (&told);
  return differs ? g_steal_pointer (&next) : ent_library_ref (library);
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
