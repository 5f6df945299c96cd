#include "dossier/dossier-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/errors.h"
#include "dossier/dossier-private.h"
#include "dossier/file-replace-private.h"

/**
 * ent_dossier_parse:
 * @text: @length bytes of a file
 * @length: at most %ENT_JSON_MAX_BYTES
 * @name: of the file, for messages
 * @problems: (out) (optional) (nullable) (element-type EntProblem): on
 *   %ENT_DOSSIER_ERROR_PROBLEMS what is wrong, in file order, else %NULL
 * @partial: (out) (optional) (nullable): on %ENT_DOSSIER_ERROR_PROBLEMS what could be read, broken
 *   references left out, else %NULL
 * @error: #EntDossierError but for those of writing
 *
 * Reads a dossier.
 *
 * Returns: (transfer full): the snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_parse (const char *text,
                   gsize length,
                   const char *name,
                   GPtrArray **problems,
                   EntDossier **partial,
                   GError **error)
{
  g_autoptr (GError) syntax = NULL;

  if (problems != NULL)
    *problems = NULL;
  if (partial != NULL)
    *partial = NULL;

  g_autoptr (EntJson) root = ent_json_parse (text, length, &syntax);
  if (root != NULL)
    return ent_dossier_read (root, name, problems, partial, error);

  const gboolean unreadable = length > ENT_JSON_MAX_BYTES
                              || g_error_matches (syntax, ENT_BASE_ERROR, ENT_BASE_ERROR_ENCODING);
  g_set_error (error,
               ENT_DOSSIER_ERROR,
               unreadable ? ENT_DOSSIER_ERROR_READ : ENT_DOSSIER_ERROR_SYNTAX,
               "%s: %s",
               name,
               syntax->message);
  return NULL;
}

/* So that a file too large is not loaded first. */
static gboolean
check_size (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  const goffset size = info != NULL ? g_file_info_get_size (info) : 0;

  if (size <= ENT_JSON_MAX_BYTES)
    return TRUE;
  g_set_error (error,
               ENT_DOSSIER_ERROR,
               ENT_DOSSIER_ERROR_READ,
               _ ("%s: found %" PRId64 " bytes, expected at most %u"),
               name,
               size,
               ENT_JSON_MAX_BYTES);
  return FALSE;
}

/**
 * ent_dossier_load:
 * @file: a file
 * @problems: (out) (optional) (nullable) (element-type EntProblem): as of ent_dossier_parse()
 * @partial: (out) (optional) (nullable): as of ent_dossier_parse()
 * @cancellable: (nullable): stops loading
 * @error: as of ent_dossier_parse(), or %G_IO_ERROR_CANCELLED
 *
 * Reads a dossier from a file.
 *
 * Returns: (transfer full): the snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_load (GFile *file,
                  GPtrArray **problems,
                  EntDossier **partial,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;
  gsize length;

  if (problems != NULL)
    *problems = NULL;
  if (partial != NULL)
    *partial = NULL;

  if (!check_size (file, name, cancellable, error))
    return NULL;
  if (!g_file_load_contents (file, cancellable, &text, &length, NULL, &failure))
    {
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error,
                     ENT_DOSSIER_ERROR,
                     ENT_DOSSIER_ERROR_READ,
                     _ ("%s: cannot be read: %s"),
                     name,
                     failure->message);
      return NULL;
    }
  return ent_dossier_parse (text, length, name, problems, partial, error);
}

/**
 * ent_dossier_from_json:
 * @root: an edited tree
 * @name: of the file, for messages
 * @problems: (out) (optional) (nullable) (element-type EntProblem): what is wrong; the line of what
 *   was built and not read is that of the nearest container that was read, or 0
 * @error: %ENT_DOSSIER_ERROR_VERSION or %ENT_DOSSIER_ERROR_PROBLEMS
 *
 * Makes the snapshot of a tree, which it holds a reference to.
 *
 * Returns: (transfer full): the snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_from_json (EntJson *root, const char *name, GPtrArray **problems, GError **error)
{
  if (problems != NULL)
    *problems = NULL;
  return ent_dossier_read (root, name, problems, NULL, error);
}

/**
 * ent_dossier_write:
 * @dossier: a dossier
 * @length: (out) (optional): bytes
 *
 * Writes a dossier in the canonical form: what was read in that form comes out byte for byte.
 *
 * Returns: (transfer full): UTF-8
 */
char *
ent_dossier_write (const EntDossier *dossier, gsize *length)
{
  return ent_json_write (dossier->root, length);
}

/**
 * ent_dossier_save:
 * @dossier: a dossier
 * @file: a local file; a link to one stays a link
 * @cancellable: (nullable): stops before the file is replaced
 * @error: %ENT_DOSSIER_ERROR_WRITE or %G_IO_ERROR_CANCELLED
 *
 * Writes a dossier to a file, or leaves the file as it was; see ent_file_replace().
 *
 * Returns: %FALSE with @error set if it could not be written
 */
gboolean
ent_dossier_save (const EntDossier *dossier, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *local = g_file_get_path (file);
  gsize length;

  if (local == NULL)
    {
      g_autofree char *name = g_file_get_parse_name (file);
      errno = ENOTSUP;
      return ent_file_fail (error, name, _ ("is no file on this computer"));
    }
  g_autofree char *text = ent_dossier_write (dossier, &length);
  return ent_file_replace (local, text, length, cancellable, error);
}
