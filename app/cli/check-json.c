#include "cli/check-report.h"

static EntJson *
set_text (EntJson *object, const char *key, const char *value)
{
  return ent_json_with_member (
      object, key, value != NULL ? ent_json_new_string (value) : ent_json_new_null ());
}

static EntJson *
set_int (EntJson *object, const char *key, gint64 value)
{
  return ent_json_with_member (object, key, ent_json_new_int (value));
}

static EntJson *
list_problems (const EntReport *report)
{
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; report->problems != NULL && i < report->problems->len; i++)
    {
      const EntProblem *problem = g_ptr_array_index (report->problems, i);
      EntJson *item = set_text (ent_json_new_object (), "pointer", problem->pointer);

      item = set_int (item, "line", problem->line);
      item = set_int (item, "column", problem->column);
      list = ent_json_with_element (list, set_text (item, "message", problem->message));
    }
  return list;
}

/* The passages of a document that are not exactly where they should be. */
static EntJson *
list_not_exact (const EntReport *report, const EntDocument *document)
{
  const GPtrArray *passages = ent_dossier_passages (report->dossier);
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      const EntResolution *place = ent_library_resolution (report->library, passage);
      EntJson *item;

      if (passage->document != document || place->state == ENT_ANCHOR_EXACT
          || place->state == ENT_ANCHOR_UNATTACHED)
        continue;
      item = set_text (ent_json_new_object (), "passage", passage->thing.id);
      item = set_text (item, "state", ent_anchor_state_name (place->state));
      item = set_int (item, "start", place->start);
      item = set_int (item, "end", place->end);
      item = ent_json_with_member (item, "similarity", ent_json_new_double (place->similarity));
      list = ent_json_with_element (list, item);
    }
  return list;
}

static EntJson *
list_documents (const EntReport *report)
{
  const GPtrArray *documents = ent_dossier_documents (report->dossier);
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);
      EntSource *source = ent_library_source (report->library, document);
      EntJson *item = set_text (ent_json_new_object (), "id", document->thing.id);
      EntJson *anchors = ent_json_new_object ();

      item = set_text (item, "text", source != NULL ? ent_source_name (source) : NULL);
      item = set_text (item, "encoding", source != NULL ? ent_source_encoding (source) : NULL);
      for (EntAnchorState s = 0; s < ENT_N_ANCHOR_STATES; s++)
        anchors = set_int (
            anchors, ent_anchor_state_name (s), ent_report_count_anchors (report, document, s));
      item = ent_json_with_member (item, "anchors", anchors);
      item = ent_json_with_member (item, "not_exact", list_not_exact (report, document));
      list = ent_json_with_element (list, item);
    }
  return list;
}

static EntJson *
list_ids (const GPtrArray *things)
{
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; i < things->len; i++)
    list = ent_json_with_element (
        list, ent_json_new_string (((const EntThing *)g_ptr_array_index (things, i))->mark_id));
  return list;
}

/* The passages whose anchors cut a character in two, and where. */
static EntJson *
list_split (const EntReport *report)
{
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; i < report->split->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (report->split, i);
      EntJson *item = set_text (ent_json_new_object (), "passage", passage->thing.id);
      guint offset = 0;

      ent_anchor_splits (passage, ent_library_source (report->library, passage->document), &offset);
      list = ent_json_with_element (list, set_int (item, "offset", offset));
    }
  return list;
}

static EntJson *
list_messages (const EntReport *report)
{
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; report->messages != NULL && i < report->messages->len; i++)
    list = ent_json_with_element (list,
                                  ent_json_new_string (g_ptr_array_index (report->messages, i)));
  return list;
}

/**
 * ent_report_to_json:
 * @report: findings
 *
 * Returns: (transfer full): all of them as an object; what needs a dossier is missing when the file
 *   could not be read at all
 */
EntJson *
ent_report_to_json (const EntReport *report)
{
  EntJson *object = set_text (ent_json_new_object (), "file", report->path);
  EntJson *counts = ent_json_new_object ();

  object
      = ent_json_with_member (object, "clean", ent_json_new_boolean (ent_report_is_clean (report)));
  object = set_text (object, "error", report->error != NULL ? report->error->message : NULL);
  object = ent_json_with_member (object, "problems", list_problems (report));
  if (report->dossier == NULL)
    {
      ent_json_unref (counts);
      return object;
    }
  object = set_text (object, "id", ent_dossier_id (report->dossier));
  for (EntCount i = 0; i < ENT_N_COUNTS; i++)
    counts = set_int (counts, ent_count_name (i), report->counts[i]);
  object = ent_json_with_member (object, "counts", counts);
  object = ent_json_with_member (object, "documents", list_documents (report));
  object = ent_json_with_member (object, "inside_characters", list_split (report));
  object = ent_json_with_member (object, "marks_without_evidence", list_ids (report->bare));
  object = ent_json_with_member (object, "passages_without_marks", list_ids (report->unused));
  return ent_json_with_member (object, "messages", list_messages (report));
}
