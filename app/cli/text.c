#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "dossier/anchor.h"

/* Characters [start, end) of a text. */
static char *
slice (const EntSource *source, guint start, guint end)
{
  gsize from = ent_source_byte_offset (source, start);

  return g_strndup (ent_source_text (source) + from, ent_source_byte_offset (source, end) - from);
}

/* The passage alone, or marked within its context. */
static void
print_passage (const EntSource *source, const EntResolution *place, guint context)
{
  guint length = ent_source_length (source);
  guint room = MIN (context, length - place->end);
  g_autofree char *before
      = slice (source, place->start - MIN (context, place->start), place->start);
  g_autofree char *passage = slice (source, place->start, place->end);
  g_autofree char *after = slice (source, place->end, place->end + room);

  if (context > 0)
    g_print ("%s⟦%s⟧%s\n", before, passage, after);
  else
    g_print ("%s\n", passage);
}

static int
show (const char *path, const char *const *folders, const char *id, guint context)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, &problems, NULL, NULL, &error);
  g_autoptr (EntLibrary) library = NULL;
  const EntThing *thing;
  const EntPassage *passage;
  const EntResolution *place;

  if (dossier == NULL)
    {
      ent_cli_print_problems (path, problems, error);
      return ENT_CLI_PROBLEMS;
    }
  thing = ent_dossier_find (dossier, id);
  if (thing == NULL || thing->kind != ENT_THING_PASSAGE)
    {
      g_printerr (_ ("entente: %s has no passage “%s”\n"), path, id);
      return ENT_CLI_PROBLEMS;
    }
  passage = (const EntPassage *)thing;
  library = ent_library_new (dossier, file, folders, NULL, &messages);
  for (guint i = 0; i < messages->len; i++)
    g_printerr ("%s\n", (const char *)g_ptr_array_index (messages, i));
  place = ent_library_resolution (library, passage);
  if (place->state == ENT_ANCHOR_UNATTACHED || place->state == ENT_ANCHOR_LOST)
    {
      g_printerr (place->state == ENT_ANCHOR_LOST
                      ? _ ("entente: the passage “%s” is not in the text of “%s”\n")
                      : _ ("entente: there is no text for the passage “%s” of “%s”; name its "
                           "folder with --sources\n"),
                  passage->thing.id,
                  passage->document->thing.id);
      return ENT_CLI_PROBLEMS;
    }
  print_passage (ent_library_source (library, passage->document), place, context);
  if (place->state == ENT_ANCHOR_EXACT)
    return ENT_CLI_OK;
  g_printerr (place->state == ENT_ANCHOR_MOVED
                  ? _ ("entente: the passage “%s” moved: this is where its words are now\n")
                  : _ ("entente: the words of the passage “%s” are in several places; this is the "
                       "nearest\n"),
              passage->thing.id);
  return ENT_CLI_PROBLEMS;
}

/**
 * ent_cli_text:
 * @argc: number of arguments
 * @argv: the arguments; the first is "text"
 *
 * `entente text FILE --sources DIR --passage ID [--context N]`: a passage in the words of its
 * source, for scripts.
 *
 * Returns: 0 if the passage is exactly where its anchor says, 1 if not, 2 for wrong usage
 */
int
ent_cli_text (int argc, char **argv)
{
  g_auto (GStrv) sources = NULL;
  g_autofree char *passage = NULL;
  int context = 0, status = ENT_CLI_OK;
  const GOptionEntry entries[] = {
    { "sources",
      's',
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &sources,
      N_ ("Folder of source texts, or one text; may be repeated"),
      N_ ("DIR") },
    { "passage", 'p', 0, G_OPTION_ARG_STRING, &passage, N_ ("The passage"), N_ ("ID") },
    { "context",
      'c',
      0,
      G_OPTION_ARG_INT,
      &context,
      N_ ("Print so many characters before and after it too, and the passage between ⟦ and ⟧"),
      N_ ("N") },
    { NULL },
  };

  if (!ent_cli_parse (&argc,
                      &argv,
                      entries,
                      _ ("FILE"),
                      _ ("Prints a passage in the words of its source."),
                      &status))
    return status;
  if (argc != 2)
    return ent_cli_usage_error ("text", _ ("%d files are given; expected one"), argc - 1);
  if (passage == NULL)
    return ent_cli_usage_error ("text", "%s", _ ("no passage is given; expected --passage ID"));
  if (context < 0)
    return ent_cli_usage_error ("text", _ ("the context is %d; expected 0 or more"), context);
  return show (argv[1], (const char *const *)sources, passage, (guint)context);
}
