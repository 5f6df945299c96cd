#include "base/errors.h"
#include "session/session.h"

#include <string.h>

/* Two states, a relation between them and an event of one; p1 under the relation, p2 under the
 * event and the first state. */
static const char *const dossier_text
    = "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"t\",\"title\":\"T\",\"documents\":[{"
      "\"id\":\"d1\",\"title\":\"D\"}],\"passages\":[{\"id\":\"p1\",\"document\":\"d1\",\"digest\":"
      "\"one\"},"
      "{\"id\":\"p2\",\"document\":\"d1\",\"digest\":\"two\"}],\"actors\":[{\"id\":\"usa\","
      "\"kind\":\"state\","
      "\"name\":\"US\",\"evidence\":[\"p2\"]},{\"id\":\"prk\",\"kind\":\"state\",\"name\":\"DPRK\","
      "\"evidence\":[\"p1\"]},{\"id\":\"vnm\",\"kind\":\"state\",\"name\":\"Viet "
      "Nam\"}],\"relation_types\":[{"
      "\"id\":\"talks\",\"name\":\"Talks\"}],\"relations\":[{\"id\":\"r1\",\"type\":\"talks\","
      "\"from\":\"usa\","
      "\"to\":\"prk\",\"evidence\":[\"p1\"]}],\"events\":[{\"id\":\"e1\",\"name\":\"E\",\"date\":"
      "\"2019-02\","
      "\"participants\":[{\"actor\":\"usa\"}],\"evidence\":[\"p2\"]}]}";

typedef struct
{
  EntSession *session;
  guint n_changes;
  guint last;
} Fixture;

static void
count (EntSession *session, guint flags, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_changes++;
  fixture->last = flags;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier
      = ent_dossier_parse (dossier_text, strlen (dossier_text), "t", NULL, NULL, &error);

  g_assert_no_error (error);
  fixture->session = ent_session_new ();
  ent_session_set_dossier (fixture->session, dossier, NULL);
  fixture->n_changes = 0;
  g_signal_connect (fixture->session, "changed", G_CALLBACK (count), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->session);
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  EntSession *session = fixture->session;

  ent_session_select (session, "relation:r1", ENT_SELECT_ONLY);
  g_assert_true (ent_session_is_selected (session, "relation:r1"));
  g_assert_cmpuint (fixture->last, ==, ENT_CHANGED_SELECTION);
  g_assert_true (g_hash_table_contains (ent_session_selected_passages (session), "p1"));
  g_assert_false (g_hash_table_contains (ent_session_selected_passages (session), "p2"));
  const EntEmphasis *emphasis = ent_session_emphasis (session);
  g_assert_true (g_hash_table_contains (emphasis->related, "actor:usa"));
  g_assert_true (g_hash_table_contains (emphasis->related, "actor:prk"));
  g_assert_false (g_hash_table_contains (emphasis->related, "actor:vnm"));

  /* the same again, or what does not exist, changes nothing and tells nobody */
  ent_session_select (session, "relation:r1", ENT_SELECT_ONLY);
  ent_session_select (session, "relation:none", ENT_SELECT_ONLY);
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  ent_session_select (session, "event:e1", ENT_SELECT_TOGGLE);
  g_assert_cmpuint (ent_session_selection (session)->len, ==, 2);
  g_assert_true (g_hash_table_contains (ent_session_selected_passages (session), "p2"));
  ent_session_select (session, "relation:r1", ENT_SELECT_TOGGLE);
  g_assert_cmpuint (ent_session_selection (session)->len, ==, 1);
  g_assert_false (g_hash_table_contains (ent_session_selected_passages (session), "p1"));
  ent_session_clear_selection (session);
  g_assert_cmpuint (ent_session_selection (session)->len, ==, 0);
  g_assert_cmpuint (g_hash_table_size (ent_session_selected_passages (session)), ==, 0);
}

static void
test_passages (Fixture *fixture, gconstpointer data)
{
  const char *const p2[] = { "p2", NULL };

  ent_session_select_passages (fixture->session, p2, ENT_SELECT_ONLY);
  for (guint i = 0; i < 3; i++)
    g_assert_true (ent_session_is_selected (
        fixture->session, ((const char *[]){ "passage:p2", "event:e1", "actor:usa" })[i]));
  g_assert_false (ent_session_is_selected (fixture->session, "relation:r1"));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ent_session_set_hidden (fixture->session, "type:talks", TRUE);
  ent_session_set_hidden (fixture->session, "type:talks", TRUE);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (ent_session_is_hidden (fixture->session, "type:talks"));
  g_assert_false (ent_session_set_time (fixture->session, "next week", &error));
  g_assert_error (error, ENT_BASE_ERROR, ENT_BASE_ERROR_DATE);
  g_assert_null (ent_session_filter (fixture->session)->time);
  g_clear_error (&error);
  g_assert_true (ent_session_set_time (fixture->session, "2019/2020", &error));
  ent_session_clear_filter (fixture->session);
  g_assert_true (ent_filter_is_empty (ent_session_filter (fixture->session)));
  g_assert_cmpuint (fixture->last, ==, ENT_CHANGED_FILTER);
}

/* Hints leave the selection alone and end with the dossier. */
static void
test_hint (Fixture *fixture, gconstpointer data)
{
  EntSession *session = fixture->session;
  const char *const ids[] = { "actor:usa", "event:e1", NULL };

  ent_session_hint (session, NULL);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_null (ent_session_emphasis (session)->hinted);
  ent_session_hint (session, ids);
  g_assert_cmpuint (fixture->last, ==, ENT_CHANGED_HOVER);
  g_assert_cmpuint (g_hash_table_size (ent_session_emphasis (session)->hinted), ==, 2);
  g_assert_cmpuint (ent_session_selection (session)->len, ==, 0);
  ent_session_hint (session, ids + 1);
  g_assert_false (g_hash_table_contains (ent_session_emphasis (session)->hinted, "actor:usa"));
  ent_session_clear_selection (session);
  g_assert_null (ent_session_emphasis (session)->hinted);
  ent_session_hint (session, ids);
  ent_session_set_dossier (session, NULL, NULL);
  g_assert_null (ent_session_emphasis (session)->hinted);
}

static void
test_another_dossier (Fixture *fixture, gconstpointer data)
{
  ent_session_select (fixture->session, "actor:usa", ENT_SELECT_ONLY);
  ent_session_set_hidden (fixture->session, "kind:state", TRUE);
  ent_session_set_dossier (fixture->session, NULL, NULL);
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, ==, 0);
  g_assert_true (ent_filter_is_empty (ent_session_filter (fixture->session)));
  g_assert_true (fixture->last & ENT_CHANGED_DOSSIER);
  /* nothing to select in, and no harm in asking */
  ent_session_select (fixture->session, "actor:usa", ENT_SELECT_ONLY);
  g_assert_cmpuint (ent_session_selection (fixture->session)->len, ==, 0);
}

/* The dossier with another text for p1's digest, or without the event. */
static EntDossier *
edited (const char *part, const char *by)
{
  g_autoptr (GString) text = g_string_new (dossier_text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (text, part, by, 0), ==, 1);
  EntDossier *dossier = ent_dossier_parse (text->str, text->len, "t", NULL, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

static EntDossier *
with_digest (const char *digest)
{
  g_autofree char *by = g_strdup_printf ("\"digest\":\"%s\"", digest);

  return edited ("\"digest\":\"one\"", by);
}

static void
assert_history (EntSession *session, const char *undo, const char *redo, gboolean dirty)
{
  g_assert_cmpstr (ent_session_undo_label (session), ==, undo);
  g_assert_cmpstr (ent_session_redo_label (session), ==, redo);
  g_assert_cmpint (ent_session_is_dirty (session), ==, dirty);
}

static const char *
digest (EntSession *session)
{
  return ent_text_get (&ent_dossier_find (ent_session_dossier (session), "p1")->name, "en");
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  EntSession *session = fixture->session;
  g_autoptr (EntDossier) a = with_digest ("a");
  g_autoptr (EntDossier) b = with_digest ("b");
  g_autoptr (EntDossier) c = with_digest ("c");

  assert_history (session, NULL, NULL, FALSE);
  g_assert_false (ent_session_undo (session));
  g_assert_false (ent_session_redo (session));
  g_assert_cmpuint (fixture->n_changes, ==, 0);

  ent_session_edit (session, a, "A");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_true (fixture->last & ENT_CHANGED_DOSSIER);
  g_assert_true (fixture->last & ENT_CHANGED_HISTORY);
  assert_history (session, "A", NULL, TRUE);
  ent_session_edit (session, b, "B");
  assert_history (session, "B", NULL, TRUE);
  g_assert_true (ent_session_undo (session));
  g_assert_cmpstr (digest (session), ==, "a");
  assert_history (session, "A", "B", TRUE);
  g_assert_true (ent_session_undo (session));
  g_assert_cmpstr (digest (session), ==, "one");
  assert_history (session, NULL, "A", FALSE);
  g_assert_true (ent_session_redo (session));
  g_assert_cmpstr (digest (session), ==, "a");
  /* a new edit ends what could be redone */
  ent_session_edit (session, c, "C");
  g_assert_cmpstr (digest (session), ==, "c");
  assert_history (session, "C", NULL, TRUE);
  g_assert_true (ent_session_undo (session));
  assert_history (session, "A", "C", TRUE);
}

static void
test_saved (Fixture *fixture, gconstpointer data)
{
  EntSession *session = fixture->session;
  g_autoptr (EntDossier) a = with_digest ("a");
  g_autoptr (EntDossier) b = with_digest ("b");
  g_autoptr (GFile) file = g_file_new_for_path ("/t/b.dossier");

  /* saved while another edit was made */
  ent_session_edit (session, a, "A");
  ent_session_edit (session, b, "B");
  ent_session_mark_saved (session, a, file);
  g_assert_cmpuint (fixture->last, ==, ENT_CHANGED_HISTORY);
  g_assert_true (g_file_equal (ent_session_file (session), file));
  assert_history (session, "B", NULL, TRUE);
  ent_session_undo (session);
  assert_history (session, "A", "B", FALSE);
  ent_session_undo (session);
  assert_history (session, NULL, "A", TRUE);
  /* the saved state is gone: nothing is clean any more */
  ent_session_edit (session, b, "B");
  ent_session_undo (session);
  assert_history (session, NULL, "B", TRUE);
  ent_session_mark_saved (session, ent_session_dossier (session), file);
  assert_history (session, NULL, "B", FALSE);
  ent_session_mark_unsaved (session);
  assert_history (session, NULL, "B", TRUE);
  ent_session_set_dossier (session, a, file);
  assert_history (session, NULL, NULL, FALSE);
  ent_session_set_dossier (session, NULL, NULL);
  assert_history (session, NULL, NULL, FALSE);
  g_assert_false (ent_session_undo (session));
}

/* Selection and filter stay where the ids do, and what follows from them is of the new snapshot. */
static void
test_edit_keeps (Fixture *fixture, gconstpointer data)
{
  EntSession *session = fixture->session;
  g_autoptr (EntDossier) without = edited (
      "\"events\":[{\"id\":\"e1\",\"name\":\"E\",\"date\":\"2019-02\",\"participants\":[{\"actor\":"
      "\"usa\"}],\"evidence\":[\"p2\"]}]",
      "\"events\":[]");

  ent_session_set_hidden (session, "type:talks", TRUE);
  ent_session_select (session, "event:e1", ENT_SELECT_ONLY);
  ent_session_select (session, "relation:r1", ENT_SELECT_TOGGLE);
  ent_session_hover (session, "event:e1");
  ent_session_edit (session, without, "Remove");
  g_assert_cmpuint (ent_session_selection (session)->len, ==, 1);
  g_assert_true (ent_session_is_selected (session, "relation:r1"));
  g_assert_true (ent_session_is_hidden (session, "type:talks"));
  g_assert_null (ent_session_emphasis (session)->hovered);
  g_assert_true (g_hash_table_contains (ent_session_selected_passages (session), "p1"));
  g_assert_false (g_hash_table_contains (ent_session_selected_passages (session), "p2"));
  g_assert_false (g_hash_table_contains (ent_session_emphasis (session)->related, "event:e1"));
}

/* Old states go at last, and the edit that led to the oldest can no longer be undone. */
static void
test_many_edits (Fixture *fixture, gconstpointer data)
{
  guint undone = 0;

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i);
      g_autoptr (EntDossier) next = with_digest (label);
      ent_session_edit (fixture->session, next, label);
      g_assert_cmpstr (ent_session_undo_label (fixture->session), ==, label);
    }
  while (ent_session_undo (fixture->session))
    undone++;
  g_assert_cmpuint (undone, >=, 50);
  g_assert_cmpuint (undone, <, 150);
  g_assert_cmpstr (digest (fixture->session), !=, "one");
  g_assert_true (ent_session_is_dirty (fixture->session));
}

/* The library goes with its state, until other texts are attached. */
static void
test_library (Fixture *fixture, gconstpointer data)
{
  EntSession *session = fixture->session;
  EntDossier *first = ent_session_dossier (session);
  g_autoptr (EntDossier) a = with_digest ("a");
  g_autoptr (EntLibrary) library = ent_library_new (first, NULL, NULL, NULL, NULL);
  g_autoptr (EntLibrary) other = ent_library_new (a, NULL, NULL, NULL, NULL);

  ent_session_set_library (session, library);
  ent_session_edit (session, a, "A");
  g_assert_nonnull (ent_session_library (session));
  g_assert_true (ent_session_library (session) != library);
  ent_session_undo (session);
  g_assert_true (ent_session_library (session) == library);
  ent_session_redo (session);
  ent_session_set_library (session, other);
  ent_session_undo (session);
  g_assert_null (ent_session_library (session));
  ent_session_redo (session);
  g_assert_true (ent_session_library (session) == other);
}

static void
test_text_selection (Fixture *fixture, gconstpointer data)
{
  EntSession *session = fixture->session;
  const char *document = NULL;
  guint start = 0, end = 0;

  g_assert_false (ent_session_text_selection (session, &document, &start, &end));
  ent_session_set_text_selection (session, "d1", 3, 9);
  ent_session_set_text_selection (session, "d1", 3, 9);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->last, ==, ENT_CHANGED_TEXT_SELECTION);
  g_assert_true (ent_session_text_selection (session, &document, &start, &end));
  g_assert_cmpstr (document, ==, "d1");
  g_assert_cmpuint (start, ==, 3);
  g_assert_cmpuint (end, ==, 9);
  ent_session_set_text_selection (session, "d1", 9, 9);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_false (ent_session_text_selection (session, NULL, NULL, NULL));
  ent_session_set_text_selection (session, NULL, 0, 0);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  ent_session_set_text_selection (session, "d1", 3, 9);
  ent_session_set_dossier (session, NULL, NULL);
  g_assert_false (ent_session_text_selection (session, NULL, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/session/select", test_select);
  ADD ("/session/passages", test_passages);
  ADD ("/session/filter", test_filter);
  ADD ("/session/hint", test_hint);
  ADD ("/session/another-dossier", test_another_dossier);
  ADD ("/session/undo", test_undo);
  ADD ("/session/saved", test_saved);
  ADD ("/session/edit-keeps", test_edit_keeps);
  ADD ("/session/many-edits", test_many_edits);
  ADD ("/session/library", test_library);
  ADD ("/session/text-selection", test_text_selection);
  return g_test_run ();
}
