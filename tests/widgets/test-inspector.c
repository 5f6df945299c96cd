/* The inspector: facts, cards, links. */
#include "panel-test.h"

#include <string.h>

#include "widgets/citation-copy.h"
#include "widgets/inspector-private.h"
#include "widgets/panels.h"
#include "widgets/passage-card.h"

typedef struct
{
  EntSession *session;
  GtkWidget *window, *inspector;
} Fixture;

static gboolean
is_filled (gpointer inspector)
{
  return ent_inspector_is_filled (inspector);
}

static void
settle (Fixture *fixture)
{
  pump_until (is_filled, fixture->inspector);
  pump_idle ();
  frames (fixture->inspector, 1);
}

static void
set_up (Fixture *fixture, gconstpointer with_text)
{
  fixture->session = small_session (with_text != NULL);
  fixture->inspector = ent_inspector_new (fixture->session);
  fixture->window = open_in_window (fixture->inspector, 340, 800);
  settle (fixture);
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
  settle (fixture);
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

/* "kind:text" of each part, links and facts left out. */
static char *
describe_plan (EntSession *session, const char *const *ids, gboolean all)
{
  static const char *const kinds[] = { [ENT_PART_EVIDENCE] = "evidence",
                                       [ENT_PART_GROUP] = "group",
                                       [ENT_PART_CARD] = "card",
                                       [ENT_PART_ALL_CARDS] = "all",
                                       [ENT_PART_ALL_LINKS] = NULL };
  g_autoptr (GPtrArray) selection = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (; *ids; ids++)
    g_ptr_array_add (selection, (gpointer)*ids);
  const EntInspectorTopic topic = { .dossier = ent_session_dossier (session),
                                    .selection = selection,
                                    .lang = "en",
                                    .all_cards = all,
                                    .all_links = TRUE };
  g_autoptr (GPtrArray) plan = ent_inspector_plan (&topic);
  for (guint i = 0; i < plan->len; i++)
    {
      const EntInspectorPart *part = g_ptr_array_index (plan, i);
      if (!kinds[part->kind])
        continue;
      g_string_append_printf (text, "%s%s", text->len ? " " : "", kinds[part->kind]);
      if (part->kind == ENT_PART_GROUP)
        g_string_append_printf (text,
                                ":%s:%s:%u",
                                part->thing->id,
                                !part->stance             ? "none"
                                : part->evidence.disputes ? "disputes"
                                                          : "supports",
                                part->count);
      else if (part->kind == ENT_PART_CARD)
        g_string_append_printf (text, ":%s", part->evidence.passage->thing.id);
    }
  return g_string_free (text, FALSE);
}

/* By stance, then by document. */
static void
test_plan_groups (void)
{
  static const struct
  {
    const char *ids[4], *plan;
  } cases[] = {
    { { "actor:beta" },
      "evidence group:note:supports:1 card:p-met group:note:disputes:1 card:p-left" },
    { { "relation:talk" }, "evidence group:note:supports:2 card:p-met card:p-pier" },
    { { "passage:p-met" }, "card:p-met" },
    { { "passage:p-pier", "passage:p-met" }, "evidence group:note:none:2 card:p-met card:p-pier" },
    { { "event:leave", "actor:beta" },
      "evidence group:note:supports:2 card:p-met card:p-left group:note:disputes:1 card:p-left" },
    { { "actor:beta", "passage:p-left", "passage:p-pier" },
      "evidence group:note:supports:1 card:p-met group:note:disputes:1 card:p-left" },
    { { "relation:talk", "actor:alpha", "passage:p-left" },
      "evidence group:note:none:1 card:p-left group:note:supports:2 card:p-met card:p-pier" },
    { { NULL }, "" },
  };
  g_autoptr (EntSession) session = small_session (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plan = describe_plan (session, cases[i].ids, FALSE);
      g_assert_cmpstr (plan, ==, cases[i].plan);
    }
}

/* Disputing passages are not hidden behind many supporting ones. */
static void
test_plan_many (void)
{
  g_autoptr (EntSession) session = shipped_session ();
  const GPtrArray *actors = ent_dossier_actors (ent_session_dossier (session));
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < actors->len; i++)
    g_ptr_array_add (ids, (gpointer)((const EntThing *)g_ptr_array_index (actors, i))->mark_id);
  g_ptr_array_add (ids, NULL);
  g_autofree char *some = describe_plan (session, (const char *const *)ids->pdata, FALSE);
  g_autofree char *all = describe_plan (session, (const char *const *)ids->pdata, TRUE);
  g_assert_nonnull (strstr (some, " all group:wang-2025:disputes:"));
  g_assert_null (strstr (all, " all"));
  g_assert_cmpuint (strlen (all), >, strlen (some));
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  select_mark (fixture, "actor:beta", ENT_SELECT_ONLY);
  g_assert_nonnull (find_by_text (fixture->inspector, "Supports · 1 passage"));
  g_assert_nonnull (find_by_text (fixture->inspector, "Disputes · 1 passage"));
  g_autoptr (GPtrArray) groups = find_by_class (fixture->inspector, "evidence-group");
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_true (gtk_widget_has_css_class (g_ptr_array_index (groups, 1), "disputes"));
  g_autoptr (GPtrArray) cards = find_by_class (fixture->inspector, "passage-card");
  g_assert_false (gtk_widget_has_css_class (g_ptr_array_index (cards, 0), "disputes"));
  g_assert_true (gtk_widget_has_css_class (g_ptr_array_index (cards, 1), "disputes"));
}

/* The paragraphs around a passage come and go; without a text there is no button for them. */
static void
test_context (Fixture *fixture, gconstpointer with_text)
{
  select_mark (fixture, "event:leave", ENT_SELECT_ONLY);
  g_autoptr (GPtrArray) buttons = find_by_class (fixture->inspector, "more-context");
  g_assert_cmpuint (buttons->len, ==, with_text ? 1 : 0);
  if (!with_text)
    return;
  GtkToggleButton *more = g_ptr_array_index (buttons, 0);
  g_assert_cmpuint (count_by_class (fixture->inspector, "passage-context"), ==, 0);
  gtk_toggle_button_set_active (more, TRUE);
  g_assert_nonnull (
      find_by_text (fixture->inspector, "Alpha met Beta at the pier. They signed nothing."));
  g_assert_cmpuint (count_by_class (fixture->inspector, "passage-context"), ==, 1);
  gtk_toggle_button_set_active (more, FALSE);
  g_assert_cmpuint (count_by_class (fixture->inspector, "passage-context"), ==, 0);
  g_assert_nonnull (find_by_text (fixture->inspector, "甲方在码头会见乙方。Beta left first."));
}

static void
test_excerpt_paragraph (void)
{
  static const struct
  {
    guint number, length;
    gboolean last;
    const char *text;
  } cases[] = {
    { 1, 99, FALSE, "One two three." },
    { 2, 99, TRUE, "Four five." },
    { 0, 99, TRUE, NULL },
    { 3, 99, TRUE, NULL },
    { 1, 9, FALSE, "One two …" },
    { 1, 9, TRUE, "… three." },
  };
  static const char text[] = "One two three.\n\nFour five.";
  g_autoptr (EntSource) source = ent_source_new (text, strlen (text), "text", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found
          = ent_excerpt_paragraph (source, cases[i].number, cases[i].length, cases[i].last);
      g_assert_cmpstr (found, ==, cases[i].text);
    }
}

static char *
read_content (GdkContentProvider *content, const char *mime_type)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  gdk_content_provider_write_mime_type_async (
      content, mime_type, stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  pump_idle ();
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
read_text (GdkContentProvider *content)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (content, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_string (&value);
}

/* Chooses from a copy menu, as its items do, and reads the clipboard. */
static char *
copy_as (GtkWidget *button, const char *format)
{
  g_assert_true (gtk_widget_activate_action (button, "copy.as", "s", format));
  return read_text (gdk_clipboard_get_content (gtk_widget_get_clipboard (button)));
}

static void
test_copy (Fixture *fixture, gconstpointer with_text)
{
  select_mark (fixture, "actor:beta", ENT_SELECT_ONLY);
  g_autoptr (GPtrArray) buttons = find_by_class (fixture->inspector, "copy-button");
  g_assert_cmpuint (buttons->len, ==, 3);

  g_autofree char *all = copy_as (g_ptr_array_index (buttons, 0), "gbt7714");
  g_assert_cmpstr (all,
                   ==,
                   with_text ? "“Alpha met Beta at the pier.” (para. 1)\n"
                               "[Disputes] “Beta left first.” (para. 2)\n"
                               "A. Writer. Note[Z]. 2020-05.\n"
                             : "[Digest] They met.\n[Disputes] [Digest] Beta went.\n"
                               "A. Writer. Note[Z]. 2020-05.\n");
  g_autofree char *one = copy_as (g_ptr_array_index (buttons, 2), "chicago");
  g_assert_cmpstr (one,
                   ==,
                   with_text ? "“Beta left first.” (para. 2)\nA. Writer. 2020. “Note.” May 2020.\n"
                             : "[Digest] Beta went.\nA. Writer. 2020. “Note.” May 2020.\n");
  g_autofree char *json = copy_as (g_ptr_array_index (buttons, 1), "annotation");
  g_autoptr (EntJson) annotation = ent_json_parse (json, strlen (json), NULL);
  const char *type = NULL;
  g_assert_true (ent_json_get_string (ent_json_member (annotation, "type"), &type));
  g_assert_cmpstr (type, ==, "Annotation");
}

static void
test_drag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GdkContentProvider) content = NULL;

  select_mark (fixture, "event:leave", ENT_SELECT_ONLY);
  g_autoptr (GPtrArray) cards = find_by_class (fixture->inspector, "passage-card");
  g_assert_cmpuint (cards->len, ==, 1);
  GtkEventController *drag = find_controller (g_ptr_array_index (cards, 0), GTK_TYPE_DRAG_SOURCE);
  g_signal_emit_by_name (drag, "prepare", 1.0, 1.0, &content);
  g_autofree char *text = read_text (content);
  g_assert_cmpstr (text, ==, "[Digest] Beta went.\nA. Writer, “Note”, May 2020\n");
}

/* Rich text for word processors besides the plain one. */
static void
test_copy_html (void)
{
  g_autoptr (EntSession) session = small_session (FALSE);
  g_autoptr (GPtrArray) evidence
      = ent_thing_evidence (ent_dossier_find (ent_session_dossier (session), "relation:talk"));
  g_autoptr (GdkContentProvider) content = ent_copy_content (session, evidence, "plain");
  g_autofree char *html = read_content (content, "text/html");

  g_assert_nonnull (strstr (html, "<blockquote>\n<p lang=\"en\">[Digest] They met.</p>"));
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
  g_test_add_func ("/inspector/plan/groups", test_plan_groups);
  g_test_add_func ("/inspector/plan/many", test_plan_many);
  g_test_add_func ("/inspector/excerpt/paragraph", test_excerpt_paragraph);
  g_test_add_func ("/inspector/copy/html", test_copy_html);
#define ADD(name, text, function)                                                                  \
  g_test_add ("/inspector/" name, Fixture, text, set_up, function, tear_down)
  ADD ("overview", NULL, test_overview);
  ADD ("digest", NULL, test_digest);
  ADD ("text", "with text", test_text);
  ADD ("stance", NULL, test_stance);
  ADD ("fact-link", NULL, test_fact_link);
  ADD ("open-in-source", NULL, test_open);
  ADD ("several", NULL, test_several);
  ADD ("groups", NULL, test_groups);
  ADD ("context", NULL, test_context);
  ADD ("context/with-text", "with text", test_context);
  ADD ("drag", NULL, test_drag);
  ADD ("copy", NULL, test_copy);
  ADD ("copy/with-text", "with text", test_copy);
  return g_test_run ();
}
