#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "base/data-dir.h"
#include "cli/cli.h"

typedef struct
{
  const char *name, *summary;
  int (*run) (int argc, char **argv);
} Verb;

static const Verb verbs[] = {
  { "check", N_ ("problems, counts and the state of every anchor"), ent_cli_check },
  { "coverage", N_ ("what is without evidence, disputed, unused or not coded"), ent_cli_coverage },
  { "export", N_ ("a view as PNG, SVG or PDF, or a table as text"), ent_cli_export },
  { "measures", N_ ("measures of the network, at a date or year by year"), ent_cli_measures },
  { "text", N_ ("a passage from its source text"), ent_cli_text },
  { "cite", N_ ("passages with citations, or as Web Annotations"), ent_cli_cite },
  { "share",
    N_ ("a copy without the source texts, or with those that may be passed on"),
    ent_cli_share },
  { "anchor", N_ ("compute the anchors of passages from the source texts"), ent_cli_anchor },
};

/* Messages in the user's language.  In the C locale gettext ignores LANGUAGE and texts would come
 * out as question marks; its UTF-8 sibling mends both. */
static void
set_locale (void)
{
  g_autofree char *folder = ent_locale_dir ();
  const char *locale = setlocale (LC_ALL, "");

  if (locale == NULL || g_str_equal (setlocale (LC_MESSAGES, NULL), "C")
      || g_str_equal (setlocale (LC_CTYPE, NULL), "C"))
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
print_help (void)
{
  g_print (_ ("Usage:\n"
              "  entente [FILE]          open the window\n"
              "  entente COMMAND …       do one thing without a window\n"
              "\n"
              "Commands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-8s %s\n", verbs[i].name, _ (verbs[i].summary));
  g_print (_ ("\n“entente COMMAND --help” shows the options of a command.\n"
              "Exit status: 0 all well, 1 problems, 2 wrong usage.\n"));
}

/* Becomes the window program, which alone links GTK. */
static int
open_window (char **argv)
{
  g_autofree char *program = ent_libexec_path ("entente-window");

  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL
      && g_getenv ("GDK_BACKEND") == NULL)
    {
      g_printerr (_ ("entente: there is no display to open a window on; the commands that "
                     "“entente --help” lists need none\n"));
      return ENT_CLI_PROBLEMS;
    }
  execv (program, argv);
  g_printerr (_ ("entente: the window cannot be opened: %s: %s\n"), program, g_strerror (errno));
  return ENT_CLI_PROBLEMS;
}

int
main (int argc, char **argv)
{
  const char *first = argc > 1 ? argv[1] : NULL;

  set_locale ();
  for (guint i = 0; first != NULL && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (first, verbs[i].name))
      return verbs[i].run (argc - 1, argv + 1);
  if (first != NULL && (g_str_equal (first, "--help") || g_str_equal (first, "-h")))
    {
      print_help ();
      return ENT_CLI_OK;
    }
  if (first != NULL && g_str_equal (first, "--version"))
    {
      g_print ("Entente %s\n", ENT_VERSION);
      return ENT_CLI_OK;
    }
  /* A slip of the pen in a verb must not open a window on a file of that name. */
  if (first != NULL && strstr (first, "://") == NULL && !g_file_test (first, G_FILE_TEST_EXISTS))
    {
      g_printerr (_ ("entente: “%s” is neither a command nor a file\n"
                     "“entente --help” lists the commands.\n"),
                  first);
      return ENT_CLI_USAGE;
    }
  return open_window (argv);
}
