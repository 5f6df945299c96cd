#include "dossier/coverage.h"

#include <glib/gi18n-lib.h>

#include "cli/cli.h"

static void
print_ids (const char *title, const GPtrArray *things)
{
  g_print ("  %s: %u\n", title, things->len);
  for (guint i = 0; i < things->len; i++)
    g_print ("    %s\n", ((const EntThing *)g_ptr_array_index (things, i))->mark_id);
}

/* "1–3, 7": paragraphs as ranges. */
static char *
ranges (const GArray *uncoded)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < uncoded->len;)
    {
      const guint first = g_array_index (uncoded, EntUncoded, i).number;
      guint last = first;

      for (i++; i < uncoded->len && g_array_index (uncoded, EntUncoded, i).number == last + 1; i++)
        last++;
      g_string_append_printf (line, "%s%u", line->len > 0 ? ", " : "", first);
      if (last > first)
        g_string_append_printf (line, "–%u", last);
    }
  return g_string_free (line, FALSE);
}

static void
print_document (const EntDocumentCoverage *one)
{
  if (one->source == NULL)
    {
      g_print (_ ("  %s: no text at hand\n"), one->document->thing.id);
      return;
    }
  g_print (_ ("  %s: %u of %u paragraphs coded, %.0f %% of the characters\n"),
           one->document->thing.id,
           one->n_paragraphs - one->uncoded->len,
           one->n_paragraphs,
           one->n_chars > 0 ? 100.0 * one->n_coded_chars / one->n_chars : 0.0);
  if (one->uncoded->len > 0)
    {
      g_autofree char *list = ranges (one->uncoded);
      g_print (_ ("    not coded: %s\n"), list);
    }
}

static EntJson *
list_ids (const GPtrArray *things)
{
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; i < things->len; i++)
    list = ent_json_with_element (
        list, ent_json_new_string (((const EntThing *)g_ptr_array_index (things, i))->mark_id));
  return list;
}

static EntJson *
document_to_json (const EntDocumentCoverage *one)
{
  EntJson *object = ent_json_with_member (
      ent_json_new_object (), "document", ent_json_new_string (one->document->thing.id));
  EntJson *list;

  object = ent_json_with_member (object, "attached", ent_json_new_boolean (one->source != NULL));
  if (one->source == NULL)
    return object;
  object = ent_json_with_member (object, "paragraphs", ent_json_new_int (one->n_paragraphs));
  object = ent_json_with_member (object, "characters", ent_json_new_int (one->n_chars));
  object = ent_json_with_member (object, "coded_characters", ent_json_new_int (one->n_coded_chars));
  list = ent_json_new_array ();
  for (guint i = 0; i < one->uncoded->len; i++)
    list = ent_json_with_element (
        list, ent_json_new_int (g_array_index (one->uncoded, EntUncoded, i).number));
  return ent_json_with_member (object, "uncoded_paragraphs", list);
}

static void
print_json (const char *path, const EntCoverage *coverage)
{
  g_autoptr (EntJson) object = NULL;
  g_autofree char *text = NULL;
  EntJson *documents = ent_json_new_array ();

  for (guint i = 0; i < coverage->documents->len; i++)
    documents = ent_json_with_element (
        documents, document_to_json (&g_array_index (coverage->documents, EntDocumentCoverage, i)));
  object = ent_json_with_member (ent_json_new_object (), "file", ent_json_new_string (path));
  object = ent_json_with_member (object, "marks_without_evidence", list_ids (coverage->bare));
  object = ent_json_with_member (object, "disputed_marks", list_ids (coverage->disputed));
  object = ent_json_with_member (object, "unused_passages", list_ids (coverage->unused));
  object = ent_json_with_member (object, "documents", documents);
  text = ent_json_write (object, NULL);
  g_print ("%s", text);
}

static int
show (const char *path, const char *const *folders, gboolean json)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, &problems, NULL, NULL, &error);
  g_autoptr (EntLibrary) library = NULL;
  g_autoptr (EntCoverage) coverage = NULL;

  if (dossier == NULL)
    {
      ent_cli_print_problems (path, problems, error);
      return ENT_CLI_PROBLEMS;
    }
  library = ent_library_new (dossier, file, folders, NULL, &messages);
  for (guint i = 0; i < messages->len; i++)
    g_printerr ("%s\n", (const char *)g_ptr_array_index (messages, i));
  coverage = ent_coverage_new (dossier, library, NULL);
  if (json)
    {
      print_json (path, coverage);
      return ENT_CLI_OK;
    }
  g_print ("%s\n", path);
  print_ids (_ ("marks without evidence"), coverage->bare);
  print_ids (_ ("disputed marks"), coverage->disputed);
  print_ids (_ ("passages nothing rests on"), coverage->unused);
  for (guint i = 0; i < coverage->documents->len; i++)
    print_document (&g_array_index (coverage->documents, EntDocumentCoverage, i));
  return ENT_CLI_OK;
}

/**
 * ent_cli_coverage:
 * @argc: number of arguments
 * @argv: the arguments; the first is "coverage"
 *
 * `entente coverage FILE [--sources DIR]… [--json]`: what the dossier leaves open.  Gaps are told,
 * but are no errors.
 *
 * Returns: 0 if the dossier could be read, 1 if not, 2 for wrong usage
 */
int
ent_cli_coverage (int argc, char **argv)
{
  g_auto (GStrv) sources = NULL;
  gboolean json = FALSE;
  int status = ENT_CLI_OK;
  const GOptionEntry entries[] = {
    { "sources",
      's',
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &sources,
      N_ ("Folder of source texts, or one text; may be repeated"),
      N_ ("DIR") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  if (!ent_cli_parse (&argc,
                      &argv,
                      entries,
                      _ ("FILE"),
                      _ ("Lists marks without evidence, disputed marks, passages nothing rests on, "
                         "and paragraphs nobody coded."),
                      &status))
    return status;
  if (argc != 2)
    return ent_cli_usage_error ("coverage", _ ("%d files are given; expected one"), argc - 1);
  return show (argv[1], (const char *const *)sources, json);
}
