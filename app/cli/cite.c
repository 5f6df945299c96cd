#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "dossier/citation.h"
#include "dossier/web-annotation.h"

typedef enum
{
  FORMAT_TEXT,
  FORMAT_HTML,
  FORMAT_ANNOTATIONS,
  N_FORMATS,
} Format;

static const char *const format_names[] = { "text", "html", "annotations" };

typedef struct
{
  char **sources;
  char *style, *format, *lang, *accessed, *output;
} Options;

static void
options_clear (Options *o)
{
  g_strfreev (o->sources);
  g_free (o->style);
  g_free (o->format);
  g_free (o->lang);
  g_free (o->accessed);
  g_free (o->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Passages in the order named, each once in either stance. */
typedef struct
{
  GPtrArray *list;     /* of EntEvidence */
  GHashTable *seen[2]; /* sets of EntPassage: supporting, disputing */
} Collected;

static void
add_passage (Collected *c, const EntEvidence *evidence)
{
  if (g_hash_table_add (c->seen[evidence->disputes ? 1 : 0], (gpointer)evidence->passage))
    g_ptr_array_add (c->list, g_memdup2 (evidence, sizeof *evidence));
}

/* A passage itself, those of a document, or those that a thing rests on; all for no thing. */
static void
add_thing (Collected *c, const EntDossier *dossier, const EntThing *thing)
{
  const GPtrArray *passages = ent_dossier_passages (dossier);

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      if (thing == NULL || thing == &passage->thing || thing == &passage->document->thing)
        add_passage (c, &(EntEvidence){ .passage = passage });
    }
  if (thing == NULL)
    return;
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  for (guint i = 0; i < evidence->len; i++)
    add_passage (c, g_ptr_array_index (evidence, i));
}

/* What the ids name, or everything; NULL when one names nothing. */
static GPtrArray *
collect (const char *path, const EntDossier *dossier, char *const *ids)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) supporting = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) disputing = g_hash_table_new (NULL, NULL);
  Collected collected = { list, { supporting, disputing } };

  if (*ids == NULL)
    add_thing (&collected, dossier, NULL);
  for (; *ids != NULL; ids++)
    {
      const EntThing *thing = ent_dossier_find (dossier, *ids);

      if (thing == NULL)
        {
          g_printerr (_ ("entente: %s has nothing with the id “%s”\n"), path, *ids);
          return NULL;
        }
      add_thing (&collected, dossier, thing);
    }
  return g_steal_pointer (&list);
}

static char *
write_annotations (const EntDossier *dossier, const GPtrArray *evidence, const EntLibrary *library)
{
  g_autoptr (GPtrArray) passages = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < evidence->len; i++)
    {
      const EntEvidence *item = g_ptr_array_index (evidence, i);
      if (g_hash_table_add (seen, (gpointer)item->passage))
        g_ptr_array_add (passages, (gpointer)item->passage);
    }
  g_autoptr (EntJson) json = ent_web_annotation_collection (dossier, passages, library);
  return ent_json_write (json, NULL);
}

static int
cite (const char *path, char *const *ids, const Options *o, Format format, EntCitationStyle style)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, &problems, NULL, NULL, &error);

  if (dossier == NULL)
    {
      ent_cli_print_problems (path, problems, error);
      return ENT_CLI_PROBLEMS;
    }
  g_autoptr (GPtrArray) evidence = collect (path, dossier, ids);
  if (evidence == NULL)
    return ENT_CLI_PROBLEMS;
  g_autoptr (EntLibrary) library
      = ent_library_new (dossier, file, (const char *const *)o->sources, NULL, &messages);
  const char *of_dossier = ent_dossier_language (dossier);
  const EntCitationOptions options = {
    .style = style,
    .html = format == FORMAT_HTML,
    .lang = o->lang != NULL      ? o->lang
            : of_dossier != NULL ? of_dossier
                                 : "en",
    .accessed = o->accessed,
  };
  g_autofree char *text = format == FORMAT_ANNOTATIONS
                              ? write_annotations (dossier, evidence, library)
                              : ent_citation_passages (evidence, library, &options);

  for (guint i = 0; i < messages->len; i++)
    g_printerr ("%s\n", (const char *)g_ptr_array_index (messages, i));
  if (o->output == NULL)
    return fputs (text, stdout) >= 0 && fflush (stdout) == 0 ? ENT_CLI_OK : ENT_CLI_PROBLEMS;
  if (g_file_set_contents (o->output, text, -1, &error))
    return ENT_CLI_OK;
  g_printerr ("entente: %s\n", error->message);
  return ENT_CLI_PROBLEMS;
}

static gboolean
read_format (const char *name, Format *format)
{
  for (guint i = 0; i < N_FORMATS; i++)
    if (g_str_equal (format_names[i], name))
      {
        *format = (Format)i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ent_cli_cite:
 * @argc: number of arguments
 * @argv: the arguments; the first is "cite"
 *
 * `entente cite FILE [ID…] [--style S] [--format F] [--sources DIR]… [-o OUT]`: passages with the
 * citations of their documents, or as annotations of the W3C's data model.
 *
 * Returns: 0 if all is well, 1 if the file has problems or not the ids, 2 for wrong usage
 */
int
ent_cli_cite (int argc, char **argv)
{
  g_auto (Options) o = { 0 };
  Format format = FORMAT_TEXT;
  EntCitationStyle style = ENT_CITATION_GBT7714;
  EntDate date;
  int status = ENT_CLI_OK;
  const GOptionEntry entries[] = {
    { "sources",
      's',
      0,
      G_OPTION_ARG_FILENAME_ARRAY,
      &o.sources,
      N_ ("Folder of source texts, or one text; may be repeated"),
      N_ ("DIR") },
    { "style",
      't',
      0,
      G_OPTION_ARG_STRING,
      &o.style,
      N_ ("How documents are cited: gbt7714, chicago or plain"),
      N_ ("STYLE") },
    { "format",
      'f',
      0,
      G_OPTION_ARG_STRING,
      &o.format,
      N_ ("What is written: text, html or annotations"),
      N_ ("FORMAT") },
    { "lang",
      'l',
      0,
      G_OPTION_ARG_STRING,
      &o.lang,
      N_ ("Language of digests: en, zh-Hans or zh-Hant"),
      N_ ("LANG") },
    { "accessed",
      'a',
      0,
      G_OPTION_ARG_STRING,
      &o.accessed,
      N_ ("When texts that have an address were read there"),
      N_ ("DATE") },
    { "output",
      'o',
      0,
      G_OPTION_ARG_FILENAME,
      &o.output,
      N_ ("File to write instead of standard output"),
      N_ ("FILE") },
    { NULL },
  };

  if (!ent_cli_parse (&argc,
                      &argv,
                      entries,
                      _ ("FILE [ID…]"),
                      _ ("Writes passages with citations, or as Web Annotations: all of them, or "
                         "those of the things named."),
                      &status))
    return status;
  if (argc < 2)
    return ent_cli_usage_error ("cite", "%s", _ ("no file is given"));
  if (o.style != NULL && !ent_citation_style_parse (o.style, &style))
    return ent_cli_usage_error (
        "cite", _ ("the style is “%s”; expected gbt7714, chicago or plain"), o.style);
  if (o.format != NULL && !read_format (o.format, &format))
    return ent_cli_usage_error (
        "cite", _ ("the format is “%s”; expected text, html or annotations"), o.format);
  if (o.accessed != NULL && !ent_date_parse (o.accessed, &date, NULL))
    return ent_cli_usage_error (
        "cite", _ ("the date is “%s”; expected one such as 2026-01-05"), o.accessed);
  return cite (argv[1], argv + 2, &o, format, style);
}
