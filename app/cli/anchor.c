#include "dossier/anchor.h"

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "cli/quotes.h"

/* Computing anchors for the passages of one dossier. */
typedef struct
{
  EntDossier *dossier;
  EntLibrary *library;
  GHashTable *quotes;
  guint n_anchored, n_errors;
} Work;

static void G_GNUC_PRINTF (2, 3) complain (Work *work, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("entente: %s\n", message);
  work->n_errors++;
}

/* The place of a passage in its text: where its quote is, else where its old anchor says. */
static gboolean
find_span (Work *work, const EntPassage *passage, EntSource *source, guint *start, guint *end)
{
  const char *id = passage->thing.id, *quote = g_hash_table_lookup (work->quotes, id);
  const char *sha256 = passage->sha256 != NULL ? passage->sha256 : passage->document->sha256;

  if (quote != NULL)
    {
      guint n = ent_quotes_find (source, quote, start, end);

      if (n == 0)
        complain (work, _ ("the quote of passage “%s” is not in %s"), id, ent_source_name (source));
      else if (n > 1)
        complain (work,
                  _ ("the quote of passage “%s” is in %s %u times; expected once"),
                  id,
                  ent_source_name (source),
                  n);
      return n == 1;
    }
  *start = passage->start;
  *end = passage->end;
  if (*end == 0)
    complain (work, _ ("passage “%s” has neither an anchor nor a quote"), id);
  else if (sha256 != NULL && g_ascii_strcasecmp (sha256, ent_source_sha256 (source)) != 0)
    complain (work,
              _ ("passage “%s” has offsets into another text than %s and no quote"),
              id,
              ent_source_name (source));
  else
    return TRUE;
  return FALSE;
}

/* Sets a member in the place the file format gives it: behind the last of the keys before it. */
static EntJson *
place_member (EntJson *object, const char *const *before, const char *key, EntJson *value)
{
  guint position = 0;

  for (guint i = 0; i < ent_json_length (object); i++)
    if (g_strv_contains (before, ent_json_key (object, i)))
      position = i + 1;
  return ent_json_with_member_at (object, position, key, value);
}

static EntJson *
anchor_passage (Work *work, const EntPassage *passage)
{
  static const char *const before[] = { "id", "document", NULL };
  EntSource *source = ent_library_source (work->library, passage->document);
  g_autoptr (GError) error = NULL;
  EntJson *anchor;
  guint start, end;

  if (source == NULL || !find_span (work, passage, source, &start, &end))
    return NULL;
  anchor = ent_anchor_new (source, start, end, &error);
  if (anchor == NULL)
    {
      complain (work, _ ("passage “%s”: %s"), passage->thing.id, error->message);
      return NULL;
    }
  work->n_anchored++;
  return place_member (ent_json_ref (passage->thing.json), before, "anchor", anchor);
}

/* The document with its text's hash and length. */
static EntJson *
fill_document (const EntDocument *document, const EntSource *source)
{
  static const char *const before_text[]
      = { "id", "title", "authors", "container", "issued", "language", "url", "rights", NULL };
  static const char *const first[] = { NULL }, *const second[] = { "sha256", NULL };
  EntJson *text = ent_json_member (document->thing.json, "text");

  text = text != NULL ? ent_json_ref (text) : ent_json_new_object ();
  text = place_member (text, first, "sha256", ent_json_new_string (ent_source_sha256 (source)));
  text = place_member (text, second, "length", ent_json_new_int (ent_source_length (source)));
  return place_member (ent_json_ref (document->thing.json), before_text, "text", text);
}

/* Every quote must be some passage's. */
static void
check_quotes (Work *work)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, work->quotes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const EntThing *thing = ent_dossier_find (work->dossier, id);

      if (thing == NULL || thing->kind != ENT_THING_PASSAGE)
        complain (work, _ ("there is a quote for “%s”, which is no passage"), (const char *)id);
    }
}

/* The dossier's tree with all anchors and hashes computed. */
static EntJson *
rewrite (Work *work)
{
  EntJson *root = ent_json_ref (ent_dossier_json (work->dossier));
  const GPtrArray *lists[]
      = { ent_dossier_documents (work->dossier), ent_dossier_passages (work->dossier) };
  const char *keys[] = { "documents", "passages" };

  check_quotes (work);
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      EntJson *list = ent_json_new_array ();

      for (guint i = 0; i < lists[l]->len; i++)
        {
          const EntThing *thing = g_ptr_array_index (lists[l], i);
          EntJson *changed = NULL;

          if (l == 1)
            changed = anchor_passage (work, (const EntPassage *)thing);
          else
            {
              const EntDocument *document = (const EntDocument *)thing;
              EntSource *source = ent_library_source (work->library, document);

              if (source != NULL && document->content == NULL)
                changed = fill_document (document, source);
              else if (source == NULL)
                g_printerr (_ ("entente: no text of document “%s” is at hand; its passages stay as "
                               "they are\n"),
                            thing->id);
            }
          list = ent_json_with_element (list,
                                        changed != NULL ? changed : ent_json_ref (thing->json));
        }
      if (lists[l]->len > 0)
        root = ent_json_with_member (root, keys[l], list);
      else
        ent_json_unref (list);
    }
  return root;
}

static int
anchor_file (const char *path, const char *const *folders, GHashTable *quotes, const char *output)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFile) target = g_file_new_for_commandline_arg (output != NULL ? output : path);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, &problems, NULL, NULL, &error);
  g_autoptr (EntLibrary) library = NULL;
  g_autoptr (EntJson) root = NULL;
  g_autoptr (EntDossier) anchored = NULL;
  Work work = { 0 };

  if (dossier == NULL)
    {
      ent_cli_print_problems (path, problems, error);
      return ENT_CLI_PROBLEMS;
    }
  library = ent_library_new (dossier, file, folders, NULL, NULL);
  work = (Work){ dossier, library, quotes, 0, 0 };
  root = rewrite (&work);
  if (work.n_errors > 0)
    {
      g_printerr (_ ("entente: %s was not written\n"), output != NULL ? output : path);
      return ENT_CLI_PROBLEMS;
    }
  g_clear_pointer (&problems, g_ptr_array_unref);
  anchored = ent_dossier_from_json (root, path, &problems, &error);
  if (anchored == NULL || !ent_dossier_save (anchored, target, NULL, &error))
    {
      ent_cli_print_problems (path, problems, error);
      return ENT_CLI_PROBLEMS;
    }
  g_print (ngettext ("%u passage anchored\n", "%u passages anchored\n", work.n_anchored),
           work.n_anchored);
  return ENT_CLI_OK;
}

/**
 * ent_cli_anchor:
 * @argc: number of arguments
 * @argv: the arguments; the first is "anchor"
 *
 * `entente anchor FILE --sources DIR [--quotes TSV] [-o OUT]`: computes the anchors of the passages
 * from the real texts.  Nothing is written when any quote is not found exactly once.
 *
 * Returns: 0 if the file was written, 1 if not, 2 for wrong usage
 */
int
ent_cli_anchor (int argc, char **argv)
{
  g_auto (GStrv) sources = NULL;
  g_autofree char *quotes_path = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GHashTable) quotes = NULL;
  g_autoptr (GError) error = NULL;
  int status = ENT_CLI_OK;
  const GOptionEntry entries[] = {
    { "sources",
      's',
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &sources,
      N_ ("Folder of source texts, or one text; may be repeated"),
      N_ ("DIR") },
    { "quotes",
      'q',
      0,
      G_OPTION_ARG_FILENAME,
      &quotes_path,
      N_ ("Table of passages and their exact words, a tab between them"),
      N_ ("TSV") },
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &output,
      N_ ("Write here instead of changing the file"),
      N_ ("OUT") },
    { NULL },
  };

  if (!ent_cli_parse (&argc,
                      &argv,
                      entries,
                      _ ("FILE"),
                      _ ("Computes the anchors of passages from the source texts: of those with a "
                         "quote in the table from where the quote is, of the others from their "
                         "offsets.  Sets the hashes and lengths of the texts too."),
                      &status))
    return status;
  if (argc != 2)
    return ent_cli_usage_error ("anchor", _ ("%d files are given; expected one"), argc - 1);
  quotes = quotes_path != NULL ? ent_quotes_load (quotes_path, &error)
                               : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (quotes == NULL)
    {
      g_printerr ("entente: %s\n", error->message);
      return ENT_CLI_PROBLEMS;
    }
  return anchor_file (argv[1], (const char *const *)sources, quotes, output);
}
