#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "cli/check-report.h"
#include "cli/cli.h"

static const char *const count_labels[ENT_N_COUNTS] = {
  N_ ("documents"),  N_ ("passages"), N_ ("actors"),      N_ ("relation types"),
  N_ ("relations"),  N_ ("events"),   N_ ("comparisons"), N_ ("subjects"),
  N_ ("dimensions"), N_ ("cells"),    N_ ("verdicts"),    N_ ("diagrams"),
  N_ ("nodes"),      N_ ("links"),    N_ ("views"),       N_ ("story steps"),
};

static const char *const state_labels[ENT_N_ANCHOR_STATES] = {
  [ENT_ANCHOR_UNATTACHED] = N_ ("not attached"),
  [ENT_ANCHOR_EXACT] = N_ ("exact"),
  [ENT_ANCHOR_MOVED] = N_ ("moved"),
  [ENT_ANCHOR_AMBIGUOUS] = N_ ("ambiguous"),
  [ENT_ANCHOR_LOST] = N_ ("lost"),
};

/* Language of the content that suits the language of the messages. */
static const char *
content_language (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_has_prefix (names[i], "zh_TW") || g_str_has_prefix (names[i], "zh_HK"))
        return "zh-Hant";
      if (g_str_has_prefix (names[i], "zh"))
        return "zh-Hans";
      if (g_str_has_prefix (names[i], "en"))
        return "en";
    }
  return "en";
}

static void
print_counts (const EntReport *report)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (EntCount i = 0; i < ENT_N_COUNTS; i++)
    if (report->counts[i] > 0)
      g_string_append_printf (
          line, "%s%s %u", line->len > 0 ? " · " : "  ", _ (count_labels[i]), report->counts[i]);
  g_print ("%s\n", line->len > 0 ? line->str : _ ("  nothing in it"));
}

static void
print_document (const EntReport *report, const EntDocument *document)
{
  EntSource *source = ent_library_source (report->library, document);
  const GPtrArray *passages = ent_dossier_passages (report->dossier);
  g_autoptr (GString) line = g_string_new (NULL);

  for (EntAnchorState s = 0; s < ENT_N_ANCHOR_STATES; s++)
    {
      guint n = ent_report_count_anchors (report, document, s);

      if (n > 0)
        g_string_append_printf (line, "%s%u %s", line->len > 0 ? ", " : "", n, _ (state_labels[s]));
    }
  g_print ("  %s: %s", document->thing.id, line->len > 0 ? line->str : _ ("no passages"));
  if (source != NULL)
    g_print (" (%s, %s)", ent_source_name (source), ent_source_encoding (source));
  g_print ("\n");
  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      const EntResolution *place = ent_library_resolution (report->library, passage);

      if (passage->document != document || place->state == ENT_ANCHOR_EXACT
          || place->state == ENT_ANCHOR_UNATTACHED)
        continue;
      g_print ("    passage:%s %s", passage->thing.id, _ (state_labels[place->state]));
      if (place->state != ENT_ANCHOR_LOST)
        g_print (" %u–%u → %u–%u, ", passage->start, passage->end, place->start, place->end);
      /* Only the very words are all alike. */
      if (place->state != ENT_ANCHOR_LOST)
        g_print (_ ("%d %% alike"), (int)(place->similarity * 100));
      g_print ("\n");
    }
}

static void
print_split (const EntReport *report)
{
  for (guint i = 0; i < report->split->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (report->split, i);
      guint offset = 0;

      ent_anchor_splits (passage, ent_library_source (report->library, passage->document), &offset);
      g_print (
          _ ("  passage:%s: offset %u is inside a character; expected a boundary between two\n"),
          passage->thing.id,
          offset);
    }
}

static void
print_ids (const char *title, const GPtrArray *things)
{
  if (things->len == 0)
    return;
  g_print ("  %s: %u\n", title, things->len);
  for (guint i = 0; i < things->len; i++)
    g_print ("    %s\n", ((const EntThing *)g_ptr_array_index (things, i))->mark_id);
}

static void
print_report (const EntReport *report)
{
  const GPtrArray *documents;

  ent_cli_print_problems (report->path, report->problems, report->error);
  if (report->dossier == NULL)
    return;
  g_print ("%s: %s\n",
           report->path,
           ent_text_get (ent_dossier_title (report->dossier), content_language ()));
  print_counts (report);
  documents = ent_dossier_documents (report->dossier);
  for (guint i = 0; i < documents->len; i++)
    print_document (report, g_ptr_array_index (documents, i));
  print_split (report);
  print_ids (_ ("marks without evidence"), report->bare);
  print_ids (_ ("passages nothing rests on"), report->unused);
  for (guint i = 0; report->messages != NULL && i < report->messages->len; i++)
    g_printerr ("%s\n", (const char *)g_ptr_array_index (report->messages, i));
  if (ent_report_is_clean (report))
    g_print ("  %s\n", _ ("no problems"));
}

/**
 * ent_cli_check:
 * @argc: number of arguments
 * @argv: the arguments; the first is "check"
 *
 * `entente check FILE… [--sources DIR]… [--json]`: problems, counts and anchor states of dossiers.
 *
 * Returns: 0 if every file is clean, 1 if not, 2 for wrong usage
 */
int
ent_cli_check (int argc, char **argv)
{
  g_auto (GStrv) sources = NULL;
  gboolean json = FALSE;
  EntJson *list = ent_json_new_array ();
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
                      _ ("FILE…"),
                      _ ("Checks dossiers: problems, counts and the state of every anchor."),
                      &status))
    argc = 0;
  else if (argc < 2)
    status = ent_cli_usage_error ("check", "%s", _ ("no file is given"));
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (EntReport) report = ent_report_new (argv[i], (const char *const *)sources);

      if (!ent_report_is_clean (report))
        status = ENT_CLI_PROBLEMS;
      if (json)
        list = ent_json_with_element (list, ent_report_to_json (report));
      else
        print_report (report);
    }
  if (json && argc > 1)
    {
      gsize length;
      g_autofree char *text = ent_json_write (list, &length);

      fwrite (text, 1, length, stdout);
    }
  ent_json_unref (list);
  return status;
}
