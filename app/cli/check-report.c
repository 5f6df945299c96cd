#include "cli/check-report.h"

static const char *const count_names[ENT_N_COUNTS] = {
  "documents",   "passages", "actors",     "relation_types", "relations", "events",
  "comparisons", "subjects", "dimensions", "cells",          "verdicts",  "diagrams",
  "nodes",       "links",    "views",      "steps",
};

/**
 * ent_count_name:
 * @count: what is counted
 *
 * Returns: (transfer none): its key, as the file format names the list
 */
const char *
ent_count_name (EntCount count)
{
  g_return_val_if_fail (count < ENT_N_COUNTS, NULL);
  return count_names[count];
}

/* Notes which marks of a list rest on nothing. */
static void
add_bare (EntReport *report, const GPtrArray *things)
{
  for (guint i = 0; i < things->len; i++)
    {
      const EntThing *thing = g_ptr_array_index (things, i);
      g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);

      if (evidence->len == 0)
        g_ptr_array_add (report->bare, (gpointer)thing);
    }
}

static void
count_lists (EntReport *report)
{
  const EntDossier *dossier = report->dossier;
  const GPtrArray *comparisons = ent_dossier_comparisons (dossier);
  const GPtrArray *diagrams = ent_dossier_diagrams (dossier);
  guint *counts = report->counts;

  counts[ENT_COUNT_DOCUMENTS] = ent_dossier_documents (dossier)->len;
  counts[ENT_COUNT_PASSAGES] = ent_dossier_passages (dossier)->len;
  counts[ENT_COUNT_ACTORS] = ent_dossier_actors (dossier)->len;
  counts[ENT_COUNT_RELATION_TYPES] = ent_dossier_relation_types (dossier)->len;
  counts[ENT_COUNT_RELATIONS] = ent_dossier_relations (dossier)->len;
  counts[ENT_COUNT_EVENTS] = ent_dossier_events (dossier)->len;
  counts[ENT_COUNT_COMPARISONS] = comparisons->len;
  counts[ENT_COUNT_DIAGRAMS] = diagrams->len;
  counts[ENT_COUNT_VIEWS] = ent_dossier_views (dossier)->len;
  counts[ENT_COUNT_STEPS] = ent_dossier_story (dossier)->len;

  add_bare (report, ent_dossier_actors (dossier));
  add_bare (report, ent_dossier_relations (dossier));
  add_bare (report, ent_dossier_events (dossier));
  for (guint i = 0; i < comparisons->len; i++)
    {
      const EntComparison *comparison = g_ptr_array_index (comparisons, i);

      counts[ENT_COUNT_SUBJECTS] += comparison->subjects->len;
      counts[ENT_COUNT_DIMENSIONS] += comparison->dimensions->len;
      counts[ENT_COUNT_CELLS] += comparison->cells->len;
      counts[ENT_COUNT_VERDICTS] += comparison->verdicts->len;
      add_bare (report, comparison->cells);
      add_bare (report, comparison->verdicts);
    }
  for (guint i = 0; i < diagrams->len; i++)
    {
      const EntDiagram *diagram = g_ptr_array_index (diagrams, i);

      counts[ENT_COUNT_NODES] += diagram->nodes->len;
      counts[ENT_COUNT_LINKS] += diagram->links->len;
      add_bare (report, diagram->nodes);
      add_bare (report, diagram->links);
    }
}

static void
find_unused (EntReport *report)
{
  const GPtrArray *passages = ent_dossier_passages (report->dossier);

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);

      if (ent_dossier_things_on (report->dossier, passage)->len == 0)
        g_ptr_array_add (report->unused, (gpointer)passage);
    }
}

static void
find_split (EntReport *report)
{
  const GPtrArray *passages = ent_dossier_passages (report->dossier);

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      EntSource *source = passage->document != NULL
                              ? ent_library_source (report->library, passage->document)
                              : NULL;

      if (source != NULL && ent_anchor_splits (passage, source, NULL))
        g_ptr_array_add (report->split, (gpointer)passage);
    }
}

/**
 * ent_report_new:
 * @path: a dossier's file; borrowed
 * @folders: (nullable) (array zero-terminated=1): where source texts are
 *
 * Reads a dossier and looks everything up that `entente check` tells.
 *
 * Returns: (transfer full): the findings
 */
EntReport *
ent_report_new (const char *path, const char *const *folders)
{
  EntReport *report = g_new0 (EntReport, 1);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  EntDossier *partial = NULL;

  report->path = path;
  report->bare = g_ptr_array_new ();
  report->unused = g_ptr_array_new ();
  report->split = g_ptr_array_new ();
  report->dossier = ent_dossier_load (file, &report->problems, &partial, NULL, &report->error);
  if (report->dossier == NULL)
    report->dossier = partial;
  if (report->dossier == NULL)
    return report;
  report->library = ent_library_new (report->dossier, file, folders, NULL, &report->messages);
  count_lists (report);
  find_unused (report);
  find_split (report);
  return report;
}

/**
 * ent_report_free:
 * @report: (transfer full) (nullable): findings
 *
 * Frees them.
 */
void
ent_report_free (EntReport *report)
{
  if (report == NULL)
    return;
  g_clear_error (&report->error);
  g_clear_pointer (&report->problems, g_ptr_array_unref);
  g_clear_pointer (&report->messages, g_ptr_array_unref);
  g_ptr_array_unref (report->bare);
  g_ptr_array_unref (report->unused);
  g_ptr_array_unref (report->split);
  ent_library_unref (report->library);
  g_clear_pointer (&report->dossier, ent_dossier_unref);
  g_free (report);
}

/**
 * ent_report_count_anchors:
 * @report: findings about a file that could be read
 * @document: (nullable): a document of it; %NULL counts all
 * @state: a state
 *
 * Returns: how many passages are in the state
 */
guint
ent_report_count_anchors (const EntReport *report,
                          const EntDocument *document,
                          EntAnchorState state)
{
  const GPtrArray *passages = ent_dossier_passages (report->dossier);
  guint n = 0;

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);

      if (document == NULL || passage->document == document)
        n += ent_library_resolution (report->library, passage)->state == state ? 1 : 0;
    }
  return n;
}

/**
 * ent_report_is_clean:
 * @report: findings
 *
 * Whether there is nothing to mend: no problem in the file, and no passage that is not exactly
 * where its anchor says in the texts at hand, or begins or ends inside a character.  Gaps in the
 * evidence are told, but are no errors.
 *
 * Returns: whether the exit status is 0
 */
gboolean
ent_report_is_clean (const EntReport *report)
{
  return report->error == NULL && report->dossier != NULL && report->split->len == 0
         && ent_report_count_anchors (report, NULL, ENT_ANCHOR_MOVED) == 0
         && ent_report_count_anchors (report, NULL, ENT_ANCHOR_AMBIGUOUS) == 0
         && ent_report_count_anchors (report, NULL, ENT_ANCHOR_LOST) == 0;
}
