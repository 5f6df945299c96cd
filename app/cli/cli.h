/* The verbs of the command line.  Each gets its own arguments, the verb being argv[0], and returns
 * the exit status. */
#pragma once

#include "dossier/dossier-file.h"

G_BEGIN_DECLS

#define ENT_CLI_OK 0
#define ENT_CLI_PROBLEMS 1
#define ENT_CLI_USAGE 2

int ent_cli_check (int argc, char **argv);
int ent_cli_coverage (int argc, char **argv);
int ent_cli_measures (int argc, char **argv);
int ent_cli_text (int argc, char **argv);
int ent_cli_cite (int argc, char **argv);
int ent_cli_anchor (int argc, char **argv);
int ent_cli_export (int argc, char **argv);
int ent_cli_share (int argc, char **argv);

/* What a verb's options say; the description of its arguments is translated already. */
gboolean ent_cli_parse (int *argc,
                        char ***argv,
                        const GOptionEntry *entries,
                        const char *arguments,
                        const char *summary,
                        int *status);
int ent_cli_usage_error (const char *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Prints what is wrong with a file to standard error: the problems, or else the error. */
void ent_cli_print_problems (const char *path, const GPtrArray *problems, const GError *error);

G_END_DECLS
