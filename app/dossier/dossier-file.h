/* Dossiers and files: reading with every problem named, writing that loses nothing. */
#pragma once

#include <gio/gio.h>

#include "dossier/dossier.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_DOSSIER_ERROR_READ,     /* the file cannot be read (missing, too large, not UTF-8) */
  ENT_DOSSIER_ERROR_SYNTAX,   /* not strict JSON */
  ENT_DOSSIER_ERROR_VERSION,  /* another format, or a later version than this program knows */
  ENT_DOSSIER_ERROR_PROBLEMS, /* JSON, but no sound dossier: see the list of problems */
  ENT_DOSSIER_ERROR_WRITE,
  ENT_DOSSIER_ERROR_SOURCE, /* a source text that cannot be read or decoded */
} EntDossierError;

#define ENT_DOSSIER_ERROR (ent_dossier_error_quark ())
GQuark ent_dossier_error_quark (void);

/* At most this many problems are listed of one file. */
#define ENT_MAX_PROBLEMS 100

typedef struct
{
  char *pointer;      /* JSON pointer, RFC 6901: "/relations/3/from" */
  guint line, column; /* from 1 */
  char *message;      /* what was found and what was expected */
} EntProblem;

void ent_problem_free (EntProblem *problem);

/* Reads a dossier.  On ENT_DOSSIER_ERROR_PROBLEMS, @problems gets what is wrong (EntProblem, in
 * file order), and @partial a snapshot of what could be read, broken references left out. Either
 * may be NULL. */
EntDossier *ent_dossier_parse (const char *text,
                               gsize length,
                               const char *name,
                               GPtrArray **problems,
                               EntDossier **partial,
                               GError **error);
EntDossier *ent_dossier_load (GFile *file,
                              GPtrArray **problems,
                              EntDossier **partial,
                              GCancellable *cancellable,
                              GError **error);
/* The snapshot of an edited tree (transfer none). */
EntDossier *
ent_dossier_from_json (EntJson *root, const char *name, GPtrArray **problems, GError **error);

char *ent_dossier_write (const EntDossier *dossier, gsize *length);
/* Atomic: temporary file beside it, fsync, read back and compared, rename, fsync of the folder. */
gboolean ent_dossier_save (const EntDossier *dossier,
                           GFile *file,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
