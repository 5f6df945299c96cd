#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/cli.h"

/**
 * ent_cli_usage_error:
 * @verb: the verb, "check"
 * @format: what is wrong, translated
 *
 * Says to standard error what is wrong with a command and where its help is.
 *
 * Returns: the exit status
 */
int
ent_cli_usage_error (const char *verb, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("entente %s: %s\n", verb, message);
  g_printerr (_ ("“entente %s --help” shows how it is used.\n"), verb);
  return ENT_CLI_USAGE;
}

/**
 * ent_cli_parse:
 * @argc: (inout): number of arguments, the verb first
 * @argv: (inout): the arguments; options are taken out
 * @entries: the verb's options
 * @arguments: what follows them, "FILE…"
 * @summary: what the verb does, one or a few lines, translated
 * @status: (out): the exit status when the verb is done with that
 *
 * Reads a verb's options.  `--help` prints the help.
 *
 * Returns: %TRUE if the verb is to go on
 */
gboolean
ent_cli_parse (int *argc,
               char ***argv,
               const GOptionEntry *entries,
               const char *arguments,
               const char *summary,
               int *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strconcat ("entente ", (*argv)[0], NULL);
  gboolean help = FALSE;
  const GOptionEntry help_entry[]
      = { { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this help"), NULL }, { NULL } };

  g_set_prgname (name);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  /* GLib's own --help exits the process and speaks of groups that do not exist. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entry, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *status = ent_cli_usage_error (strchr (name, ' ') + 1, "%s", error->message);
      return FALSE;
    }
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      g_print ("%s", text);
      *status = ENT_CLI_OK;
    }
  return !help;
}

/**
 * ent_cli_print_problems:
 * @path: the file, as the user named it
 * @problems: (nullable) (element-type EntProblem): what is wrong in it
 * @error: (nullable): why it was not read, told when there is no list of problems
 *
 * Prints one line a problem, as compilers do: file, line, column, place, message.
 */
void
ent_cli_print_problems (const char *path, const GPtrArray *problems, const GError *error)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const EntProblem *problem = g_ptr_array_index (problems, i);

      g_printerr ("%s:%u:%u: %s: %s\n",
                  path,
                  problem->line,
                  problem->column,
                  *problem->pointer != '\0' ? problem->pointer : "/",
                  problem->message);
    }
  if ((problems == NULL || problems->len == 0) && error != NULL)
    g_printerr ("entente: %s\n", error->message);
}
