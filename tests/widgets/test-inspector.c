/* The inspector: facts, cards, links. */
#include "panel-test.h"

#include <string.h>

#include "widgets/inspector-private.h"
#include "widgets/panels.h"
#include "widgets/passage-card.h"

typedef struct
{
  EntSession *session;
  GtkWidget *window, *inspector;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer with_text)
{
  fixture->session = small_session (with_text != NULL);
  fixture->inspector = ent_inspector_new (fixture->session);
  fixture->window = open_in_window (fixture->inspector, 340, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer inspector = fixture->inspector;

  g_object_add_weak_pointer (G_OBJECT (inspector), &inspector);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pump_idle ();
  g_assert_null (inspector);
  g_assert_finalize_object (fixture->session);
}

static void
select_mark (Fixture *fixture, const char *mark_id, EntSelectMode mode)
{
  ent_session_select (fixture->session, mark_id, mode);
  pump_idle ();
  frames (fixture->inspector, 1);
}

static const char *
fact_of (GPtrArray *facts, const char *label)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const EntFact *fact = g_ptr_array_index (facts, i);
      if (g_str_equal (fact->label, label))
        return fact->markup;
    }
  return NULL;
}

static void
test_facts (void)
{
  static const struct
  {
    const char *id, *label, *markup;
  } cases[] = {
    { "relation:talk", "Type", "meets" },
    { "relation:talk", "From", "<a href=\"actor:alpha\">Alpha</a>" },
    { "relation:talk", "To", "<a href=\"actor:beta\">Beta</a>" },
    { "relation:talk", "Date", "March 2020 – April 2020" },
    { "relation:talk", "Standing", "planned" },
    { "relation:talk", "Weight", "2" },
    { "relation:talk", "Via", NULL },
    { "event:leave", "Date", "2 April 2020" },
    { "event:leave", "Participants", "<a href=\"actor:beta\">Beta</a> · party" },
    { "actor:beta", "Kind", "person" },
    { "actor:beta", "Standing", NULL },
    { "document:note", "Authors", "A. Writer" },
    { "document:note", "Passages", "3" },
    { "passage:p-met", "Document", "<a href=\"document:note\">Note</a>" },
    { "passage:p-met", "Tags", "pier" },
  };
  g_autoptr (EntSession) session = small_session (FALSE);
  const EntDossier *dossier = ent_session_dossier (session);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, cases[i].id);
      g_assert_nonnull (thing);
      g_autoptr (GPtrArray) facts = ent_inspector_facts (dossier, thing, "en");
      g_assert_cmpstr (fact_of (facts, cases[i].label), ==, cases[i].markup);
    }
}

static void
test_cell_facts (void)
{
  g_autoptr (EntSession) session = shipped_session ();
  const EntDossier *dossier = ent_session_dossier (session);
  const EntComparison *comparison = g_ptr_array_index (ent_dossier_comparisons (dossier), 0);
  const EntCell *cell = g_ptr_array_index (comparison->cells, 0);
  g_autoptr (GPtrArray) facts = ent_inspector_facts (dossier, &cell->thing, "en");

  g_assert_nonnull (strstr (fact_of (facts, "Subject"), cell->subject->thing.mark_id));
  g_assert_nonnull (strstr (fact_of (facts, "Dimension"), cell->dimension->thing.mark_id));
  g_assert_nonnull (strstr (fact_of (facts, "Verdict"), "<a href=\"verdict:"));
}

static void
test_excerpt (void)
{
  static const struct
  {
    const char *text;
    guint start, end, around;
    const char *excerpt, *span;
    guint paragraph;
  } cases[] = {
    { "One two three.\nFour five.", 4, 7, 20, "One two three.", "two", 1 },
    { "One two three.\nFour five.", 15, 19, 20, "Four five.", "Four", 2 },
    { "One two three four five six", 14, 18, 5, "… four five …", "four", 1 },
    { "One two three four five six", 14, 18, 6, "… three four five …", "four", 1 },
    { "一二三四五六七八九十", 4, 6, 2, "… 三四五六七八 …", "五六", 1 },
    { "One.\nTwo.", 2, 7, 9, "One.\nTwo.", "e.\nTw", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntSource) source
          = ent_source_new (cases[i].text, strlen (cases[i].text), "text", &error);
      g_assert_no_error (error);
      g_autoptr (EntExcerpt) excerpt
          = ent_excerpt_new (source, cases[i].start, cases[i].end, cases[i].around);
      g_assert_cmpstr (excerpt->text, ==, cases[i].excerpt);
      g_autofree char *span
          = g_strndup (excerpt->text + excerpt->start, excerpt->end - excerpt->start);
      g_assert_cmpstr (span, ==, cases[i].span);
      g_assert_cmpuint (excerpt->paragraph, ==, cases[i].paragraph);
    }
}

static void
test_joint (void)
{
  g_autoptr (EntSession) session = small_session (FALSE);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) "relation:talk");
  g_ptr_array_add (ids, (gpointer) "actor:beta");
  g_ptr_array_add (ids, (gpointer) "passage:p-met");
  g_autoptr (GPtrArray) joint = ent_inspector_joint_passages (ent_session_dossier (session), ids);
  g_assert_cmpuint (joint->len, ==, 3);
  const EntJointPassage *first = g_ptr_array_index (joint, 0);
  g_assert_cmpstr (first->evidence.passage->thing.id, ==, "p-met");
  g_assert_cmpuint (first->n_things, ==, 2);
  g_assert_cmpuint (((EntJointPassage *)g_ptr_array_index (joint, 2))->n_things, ==, 1);
}

static void
test_also_in (void)
{
  static const struct
  {
    const char *id, *targets;
  } cases[] = { { "relation:talk", "network timeline" },
                { "actor:beta", "network" },
                { "event:leave", "timeline" },
                { "passage:p-met", "sources" } };
  g_autoptr (EntSession) session = small_session (FALSE);
  const EntDossier *dossier = ent_session_dossier (session);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) also
          = ent_inspector_also_in (dossier, ent_dossier_find (dossier, cases[i].id), "en");
      g_autoptr (GString) targets = g_string_new (NULL);
      for (guint j = 0; j < also->len; j++)
        g_string_append_printf (
            targets, "%s%s", j ? " " : "", ((EntAlsoIn *)g_ptr_array_index (also, j))->target);
      g_assert_cmpstr (targets->str, ==, cases[i].targets);
    }
}

static void
test_overview (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (find_by_text (fixture->inspector, "Small"));
  g_assert_nonnull (find_by_text (fixture->inspector, "Note"));
  g_assert_cmpuint (count_by_class (fixture->inspector, "passage-card"), ==, 0);
}

static void
test_digest (Fixture *fixture, gconstpointer data)
{
  select_mark (fixture, "relation:talk", ENT_SELECT_ONLY);
  g_assert_nonnull (find_by_text (fixture->inspector, "Talk at the pier"));
  g_assert_nonnull (find_by_text (fixture->inspector, "Evidence · 2 passages"));
  g_assert_cmpuint (count_by_class (fixture->inspector, "passage-card"), ==, 2);
  g_assert_nonnull (find_by_text (fixture->inspector, "They met."));
  g_assert_nonnull (find_by_text (fixture->inspector, "digest"));
}

/* The span has the theme's highlight behind it, and nothing else has. */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  select_mark (fixture, "event:leave", ENT_SELECT_ONLY);
  GtkWidget *label = find_by_text (fixture->inspector, "甲方在码头会见乙方。Beta left first.");
  g_assert_nonnull (label);
  g_assert_nonnull (find_by_text (fixture->inspector, "¶ 2"));
  g_assert_nonnull (find_by_text (fixture->inspector, "exact"));
  PangoAttrIterator *iter
      = pango_attr_list_get_iterator (gtk_label_get_attributes (GTK_LABEL (label)));
  int start, end;
  guint highlights = 0;
  do
    {
      if (pango_attr_iterator_get (iter, PANGO_ATTR_BACKGROUND) == NULL)
        continue;
      highlights++;
      pango_attr_iterator_range (iter, &start, &end);
      g_assert_cmpint (start, ==, (int)strlen ("甲方在码头会见乙方。"));
      g_assert_cmpint (end - start, ==, (int)strlen ("Beta left first."));
    }
  while (pango_attr_iterator_next (iter));
  pango_attr_iterator_destroy (iter);
  g_assert_cmpuint (highlights, ==, 1);
}

static void
test_stance (Fixture *fixture, gconstpointer data)
{
  select_mark (fixture, "actor:beta", ENT_SELECT_ONLY);
  g_assert_nonnull (find_by_text (fixture->inspector, "disputes"));
  GtkWidget *grade = find_by_text (fixture->inspector, "B2");
  g_assert_nonnull (grade);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (grade),
                   ==,
                   "Source: usually reliable. Information: probably true.");
}

static void
test_fact_link (Fixture *fixture, gconstpointer data)
{
  gboolean handled = FALSE;

  select_mark (fixture, "relation:talk", ENT_SELECT_ONLY);
  GtkWidget *from = find_by_text (fixture->inspector, "Alpha");
  g_assert_nonnull (from);
  g_signal_emit_by_name (from, "activate-link", "actor:alpha", &handled);
  g_assert_true (handled);
  g_assert_true (ent_session_is_selected (fixture->session, "actor:alpha"));
  g_assert_false (ent_session_is_selected (fixture->session, "relation:talk"));
}

static void
keep_id (EntSession *session, const char *id, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (id);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *revealed = NULL;

  select_mark (fixture, "relation:talk", ENT_SELECT_ONLY);
  g_autoptr (GPtrArray) buttons = find_by_class (fixture->inspector, "open-source");
  g_assert_cmpuint (buttons->len, ==, 2);
  g_signal_connect (fixture->session, "reveal", G_CALLBACK (keep_id), &revealed);
  g_signal_emit_by_name (g_ptr_array_index (buttons, 1), "clicked");
  g_assert_cmpstr (revealed, ==, "p-pier");
  g_signal_handlers_disconnect_by_data (fixture->session, &revealed);
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  select_mark (fixture, "relation:talk", ENT_SELECT_ONLY);
  select_mark (fixture, "actor:beta", ENT_SELECT_TOGGLE);
  g_assert_nonnull (find_by_text (fixture->inspector, "2 selected"));
  g_assert_nonnull (find_by_text (fixture->inspector, "Evidence · 3 passages"));
  g_assert_nonnull (find_by_text (fixture->inspector, "2 of the selected rest on this:"));
  g_autoptr (GPtrArray) remove = find_by_class (fixture->inspector, "circular");
  g_assert_cmpuint (remove->len, ==, 2);
  g_signal_emit_by_name (g_ptr_array_index (remove, 0), "clicked");
  g_assert_false (ent_session_is_selected (fixture->session, "relation:talk"));
  g_assert_true (ent_session_is_selected (fixture->session, "actor:beta"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/inspector/facts", test_facts);
  g_test_add_func ("/inspector/cell-facts", test_cell_facts);
  g_test_add_func ("/inspector/excerpt", test_excerpt);
  g_test_add_func ("/inspector/joint-passages", test_joint);
  g_test_add_func ("/inspector/also-in", test_also_in);
#define ADD(name, text, function)                                                                  \
  g_test_add ("/inspector/" name, Fixture, text, set_up, function, tear_down)
  ADD ("overview", NULL, test_overview);
  ADD ("digest", NULL, test_digest);
  ADD ("text", "with text", test_text);
  ADD ("stance", NULL, test_stance);
  ADD ("fact-link", NULL, test_fact_link);
  ADD ("open-in-source", NULL, test_open);
  ADD ("several", NULL, test_several);
  return g_test_run ();
}
