#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "dossier/share.h"

static void
print_plan (const GArray *plan)
{
  for (guint i = 0; i < plan->len; i++)
    {
      const EntShared *shared = &g_array_index (plan, EntShared, i);
      g_autofree char *what = ent_share_describe (shared);

      g_print ("  %s: %s\n", shared->document->thing.id, what);
    }
}

static gboolean
has_quotes (const EntDossier *dossier)
{
  const GPtrArray *passages = ent_dossier_passages (dossier);

  for (guint i = 0; i < passages->len; i++)
    if (((const EntPassage *)g_ptr_array_index (passages, i))->quote != NULL)
      return TRUE;
  return FALSE;
}

/* With the texts, or without when library is NULL. */
static int
write_copy (const EntDossier *dossier, const EntLibrary *library, GFile *target, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) copy = ent_dossier_share (dossier, library, &error);

  if (copy == NULL || !ent_dossier_save (copy, target, NULL, &error))
    {
      g_printerr ("entente: %s\n", error->message);
      return ENT_CLI_PROBLEMS;
    }
  g_print (_ ("%s is written.\n"), output);
  if (library != NULL)
    {
      g_autoptr (GArray) plan = ent_dossier_plan_sharing (dossier, library);

      print_plan (plan);
    }
  if (has_quotes (dossier) && !has_quotes (copy))
    g_print ("  %s\n", _ ("The quotes of its passages are left out."));
  return ENT_CLI_OK;
}

static int
share (const char *path, const char *output, const char *const *folders, gboolean with_texts)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFile) target = g_file_new_for_commandline_arg (output);
  g_autoptr (GPtrArray) problems = NULL, messages = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier = NULL;
  g_autoptr (EntLibrary) library = NULL;

  if (g_file_equal (file, target))
    {
      g_printerr (_ ("entente: %s is the dossier itself; a copy needs another name\n"), output);
      return ENT_CLI_PROBLEMS;
    }
  dossier = ent_dossier_load (file, &problems, NULL, NULL, &error);
  if (dossier == NULL)
    {
      ent_cli_print_problems (path, problems, error);
      return ENT_CLI_PROBLEMS;
    }
  if (with_texts)
    library = ent_library_new (dossier, file, folders, NULL, &messages);
  for (guint i = 0; messages != NULL && i < messages->len; i++)
    g_printerr ("%s\n", (const char *)g_ptr_array_index (messages, i));
  return write_copy (dossier, library, target, output);
}

/**
 * ent_cli_share:
 * @argc: number of arguments
 * @argv: the arguments; the first is "share"
 *
 * `entente share FILE -o OUT --without-texts | --with-texts [--sources DIR]…`: a copy for others.
 *
 * Returns: 0 if the copy was written, 1 if not, 2 for wrong usage
 */
int
ent_cli_share (int argc, char **argv)
{
  g_auto (GStrv) sources = NULL;
  g_autofree char *output = NULL;
  gboolean with = FALSE, without = FALSE;
  int status = ENT_CLI_OK;
  const GOptionEntry entries[] = {
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &output,
      N_ ("Where to write the copy"),
      N_ ("OUT") },
    { "without-texts",
      0,
      0,
      G_OPTION_ARG_NONE,
      &without,
      N_ ("Leave out every text and every quote"),
      NULL },
    { "with-texts",
      0,
      0,
      G_OPTION_ARG_NONE,
      &with,
      N_ ("Embed the texts that may be passed on"),
      NULL },
    { "sources",
      's',
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &sources,
      N_ ("Folder of source texts, or one text; may be repeated"),
      N_ ("DIR") },
    { NULL },
  };

  if (!ent_cli_parse (
          &argc,
          &argv,
          entries,
          _ ("FILE"),
          _ ("Writes a copy of a dossier for other people.  Without texts it has offsets, hashes "
             "and "
             "digests only, and finds its passages in the readers’ own copies.  With texts it "
             "embeds those whose “rights” are CC0, a CC BY licence, the public domain or “own”, "
             "and names those it leaves out and why."),
          &status))
    return status;
  if (argc != 2)
    return ent_cli_usage_error ("share", _ ("%d files are given; expected one"), argc - 1);
  if (output == NULL)
    return ent_cli_usage_error (
        "share", "%s", _ ("it is not said where to write the copy: -o OUT"));
  if (with == without)
    return ent_cli_usage_error (
        "share", "%s", _ ("expected either --without-texts or --with-texts"));
  return share (argv[1], output, (const char *const *)sources, with);
}
