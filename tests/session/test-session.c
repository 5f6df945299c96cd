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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/session/select", test_select);
  ADD ("/session/passages", test_passages);
  ADD ("/session/filter", test_filter);
  ADD ("/session/another-dossier", test_another_dossier);
  return g_test_run ();
}
