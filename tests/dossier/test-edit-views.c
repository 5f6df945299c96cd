/* Edits of views, story and presets: what is written differs where it should and nowhere else. */
#include "sample.h"

#include "dossier/dossier-edit-views.h"

static EntJson *
parse_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  EntJson *json = ent_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return json;
}

#define SAMPLE_PRESETS                                                                             \
  "\"presets\": [\n    {\n      \"name\": \"Column\",\n      \"options\": { \"width\": 89 }\n    " \
  "}\n  ]"

static void
test_presets (void)
{
  static const struct
  {
    const char *list, *before, *after; /* parts of the file */
  } cases[] = {
    { "[{\"name\":{\"en\":\"Wide\"},\"options\":{\"x-a\":1}},{\"name\":\"B\",\"options\":{}}]",
      SAMPLE_PRESETS,
      "\"presets\": [\n    {\n      \"name\": { \"en\": \"Wide\" },\n      \"options\": { \"x-a\": "
      "1 }\n    },\n    {\n      \"name\": \"B\",\n      \"options\": {}\n    }\n  ]" },
    { "[]", ",\n  " SAMPLE_PRESETS, "" },
    { NULL, ",\n  " SAMPLE_PRESETS, "" },
  };
  g_autoptr (EntDossier) before = load_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntJson) list = cases[i].list != NULL ? parse_json (cases[i].list) : NULL;
      g_autoptr (EntDossier) after = ent_dossier_with_presets (before, list, &error);
      g_assert_no_error (error);
      g_autofree char *expected = sample_with (cases[i].before, cases[i].after);
      g_autofree char *written = ent_dossier_write (after, NULL);
      g_assert_cmpstr (written, ==, expected);
      g_assert_cmpuint (ent_json_length (ent_dossier_presets (after)), ==, ent_json_length (list));
      /* and back again, to the place where the list stood */
      g_autoptr (EntDossier) back
          = ent_dossier_with_presets (after, ent_dossier_presets (before), &error);
      g_assert_no_error (error);
      g_autofree char *again = ent_dossier_write (back, NULL);
      g_autofree char *sample = sample_text ();
      g_assert_cmpstr (again, ==, sample);
    }
}

static void
test_bad_presets (void)
{
  static const struct
  {
    const char *list, *says;
  } cases[] = {
    { "{\"name\":\"A\"}", "/presets" },
    { "[1]", "/presets/0" },
    { "[{\"options\":{}}]", "/presets/0/name" },
    { "[{\"name\":\"A\",\"options\":{}},{\"name\":\"B\"}]", "/presets/1/options" },
    { "[{\"name\":\"A\",\"options\":[]}]", "/presets/0/options" },
    { "[{\"name\":7,\"options\":{}}]", "/presets/0/name" },
  };
  g_autoptr (EntDossier) dossier = load_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntJson) list = parse_json (cases[i].list);
      g_autoptr (EntDossier) edited = ent_dossier_with_presets (dossier, list, &error);
      g_assert_null (edited);
      g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_PROBLEMS);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static const EntView *
view_of (EntDossier *dossier, const char *id)
{
  const EntThing *thing = ent_dossier_find (dossier, id);

  g_assert_nonnull (thing);
  g_assert_cmpint (thing->kind, ==, ENT_THING_VIEW);
  return (const EntView *)thing;
}

static void
assert_views (EntDossier *dossier, const char *expected)
{
  const GPtrArray *views = ent_dossier_views (dossier);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < views->len; i++)
    g_string_append_printf (
        ids, "%s%s", i > 0 ? " " : "", ((const EntView *)g_ptr_array_index (views, i))->thing.id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
assert_json (EntJson *json, const char *expected)
{
  g_autofree char *found = json != NULL ? ent_json_write_compact (json) : g_strdup ("none");

  g_assert_cmpstr (found, ==, expected);
}

/* Adding, replacing and removing change the lists and nothing else. */
static void
test_views (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) before = load_sample ();
  g_autoptr (EntJson) view = parse_json ("{\"id\":\"new\",\"kind\":\"network\",\"title\":\"N\"}");
  g_autoptr (EntDossier) last = ent_dossier_with_view (before, view, NULL, &error);
  g_assert_no_error (error);
  assert_views (last, "map table why new");
  g_autoptr (EntDossier) second = ent_dossier_with_view (before, view, "map", &error);
  g_assert_no_error (error);
  assert_views (second, "map new table why");
  g_assert_true (view_of (second, "table")->thing.json == view_of (before, "table")->thing.json);
  g_autoptr (EntJson) other = parse_json ("{\"id\":\"new\",\"kind\":\"map\"}");
  g_autoptr (EntDossier) changed = ent_dossier_with_view (second, other, NULL, &error);
  g_assert_no_error (error);
  assert_views (changed, "map new table why");
  g_assert_cmpint (view_of (changed, "new")->kind, ==, ENT_VIEW_MAP);

  g_autoptr (EntDossier) without = ent_dossier_without_view (changed, "new", FALSE, &error);
  g_assert_no_error (error);
  g_autofree char *written = ent_dossier_write (without, NULL);
  g_autofree char *sample = sample_text ();
  g_assert_cmpstr (written, ==, sample);

  const char *const order[] = { "why", "map", "table", NULL };
  g_autoptr (EntDossier) ordered = ent_dossier_with_views_order (before, order, &error);
  g_assert_no_error (error);
  assert_views (ordered, "why map table");
}

/* A view that the story shows goes with the steps or not at all. */
static void
test_used_view (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) before = load_sample ();

  g_assert_cmpuint (ent_dossier_count_steps (before, "map"), ==, 1);
  g_assert_cmpuint (ent_dossier_count_steps (before, "table"), ==, 0);
  g_assert_null (ent_dossier_without_view (before, "map", FALSE, &error));
  g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_PROBLEMS);
  g_assert_nonnull (strstr (error->message, "1 step of the story"));
  g_clear_error (&error);
  g_autoptr (EntDossier) after = ent_dossier_without_view (before, "map", TRUE, &error);
  g_assert_no_error (error);
  assert_views (after, "table why");
  g_assert_cmpuint (ent_dossier_story (after)->len, ==, 1);
  /* the last step takes the list with it */
  g_autoptr (EntDossier) none = ent_dossier_without_view (after, "why", TRUE, &error);
  g_assert_no_error (error);
  g_assert_null (ent_json_member (ent_dossier_json (none), "story"));
}

static void
test_bad_views (void)
{
  static const char *const orders[][4] = { { "map", "table", NULL },
                                           { "map", "map", "why", NULL },
                                           { "map", "table", "usa", NULL } };
  g_autoptr (EntDossier) dossier = load_sample ();
  g_autoptr (EntJson) view = parse_json ("{\"id\":\"new\",\"kind\":\"globe\"}");
  g_autoptr (EntJson) taken = parse_json ("{\"id\":\"usa\",\"kind\":\"map\"}");
  g_autoptr (EntJson) good = parse_json ("{\"id\":\"new\",\"kind\":\"map\"}");
  g_autoptr (EntJson) story = parse_json ("[{\"view\":\"nowhere\"}]");

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (ent_dossier_with_views_order (dossier, orders[i], &error));
      g_assert_error (error, ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_PROBLEMS);
    }
  GError *errors[5] = { NULL };
  g_assert_null (ent_dossier_with_view (dossier, view, NULL, &errors[0]));
  g_assert_null (ent_dossier_with_view (dossier, taken, NULL, &errors[1]));
  g_assert_null (ent_dossier_with_view (dossier, good, "nobody", &errors[2]));
  g_assert_null (ent_dossier_without_view (dossier, "usa", TRUE, &errors[3]));
  g_assert_null (ent_dossier_with_story (dossier, story, &errors[4]));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], ENT_DOSSIER_ERROR, ENT_DOSSIER_ERROR_PROBLEMS);
      g_test_message ("%s", errors[i]->message);
      g_error_free (errors[i]);
    }
}

static void
test_story (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) before = load_sample ();
  EntJson *old = ent_json_member (ent_dossier_json (before), "story");
  g_autoptr (EntJson) step = parse_json ("{\"view\":\"table\"}");
  g_autoptr (EntJson) story = ent_json_list_insert (ent_json_ref (old), 1, ent_json_ref (step));
  g_autoptr (EntDossier) after = ent_dossier_with_story (before, story, &error);
  g_assert_no_error (error);
  const GPtrArray *steps = ent_dossier_story (after);
  g_assert_cmpuint (steps->len, ==, 3);
  g_assert_cmpstr (
      ((const EntStoryStep *)g_ptr_array_index (steps, 1))->view->thing.id, ==, "table");

  g_autoptr (EntJson) moved = ent_json_list_move (ent_json_ref (story), 0, 2);
  assert_json (ent_json_element (moved, 0), "{\"view\":\"table\"}");
  g_assert_true (ent_json_element (moved, 2) == ent_json_element (old, 0));
  g_autoptr (EntJson) back = ent_json_list_move (ent_json_ref (moved), 2, 0);
  g_assert_true (ent_json_element (back, 0) == ent_json_element (old, 0));
  g_autoptr (EntDossier) none = ent_dossier_with_story (after, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ent_dossier_story (none)->len, ==, 0);
}

/* A text keeps the languages that are not changed. */
static void
test_texts (void)
{
  static const struct
  {
    const char *text, *own, *lang, *words, *expected;
  } cases[] = {
    { NULL, "en", "en", "A", "{\"en\":\"A\"}" },
    { NULL, NULL, "zh-Hant", "A", "{\"zh-Hant\":\"A\"}" },
    { "\"old\"", "en", "en", "A", "\"A\"" },
    { "\"old\"", NULL, "zh-Hans", "A", "\"A\"" },
    { "\"old\"", "en", "zh-Hans", "A", "{\"en\":\"old\",\"zh-Hans\":\"A\"}" },
    { "\"old\"", "en", "en", "", "none" },
    { "{\"en\":\"old\",\"zh-Hans\":\"B\"}", "en", "en", "A", "{\"en\":\"A\",\"zh-Hans\":\"B\"}" },
    { "{\"EN\":\"old\"}", "en", "en", "A", "{\"EN\":\"A\"}" },
    { "{\"en\":\"old\"}", "en", "zh-Hant", "A", "{\"en\":\"old\",\"zh-Hant\":\"A\"}" },
    { "{\"en\":\"old\",\"zh-Hans\":\"B\"}", "en", "en", "", "{\"zh-Hans\":\"B\"}" },
    { "{\"en\":\"old\"}", "en", "en", "", "none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntJson) text = cases[i].text != NULL ? parse_json (cases[i].text) : NULL;
      g_autoptr (EntJson) changed
          = ent_text_json_with (text, cases[i].own, cases[i].lang, cases[i].words);
      assert_json (changed, cases[i].expected);
    }
}

static void
test_ids (void)
{
  static const struct
  {
    const char *title, *fallback, *expected;
  } cases[] = {
    { "Visits to Beijing, 2025–26", "map", "visits-to-beijing-2025-26" },
    { "Map", "map", "map-2" }, /* a view has it */
    { "USA", "map", "usa-2" }, /* an actor has it */
    { "n1", "map", "n1-2" },   /* a node of a diagram */
    { "访问北京", "network", "network" },
    { "地图", "map", "map-2" },
    { "  --  ", "map", "map-2" },
    { "Élysée’s view", "map", "elysees-view" },
    { "", "timeline", "timeline" },
    { "A title that is so very long that no id could hold all of it, ever",
      "map",
      "a-title-that-is-so-very-long-that-no-id-could-ho" },
  };
  g_autoptr (EntDossier) dossier = load_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = ent_dossier_new_id (dossier, cases[i].title, cases[i].fallback);
      g_assert_cmpstr (id, ==, cases[i].expected);
      g_assert_true (g_regex_match_simple ("^[a-z0-9][a-z0-9-]{0,63}$", id, 0, 0));
    }
}

/* What one looks at, hides and selects is in the view that is saved. */
static void
test_state (void)
{
  static const char *const selected[]
      = { "actor:jpn", "passage:p1", "cell:cmp.s1.d1", "relation:r1", "actor:nobody", NULL };
  g_autoptr (EntDossier) dossier = load_sample ();
  g_autoptr (EntFilter) filter = ent_filter_new ();
  EntViewState state = { .kind = ENT_VIEW_NETWORK, .filter = filter, .zoom = 1 };
  g_autoptr (EntJson) plain = ent_view_json_new (dossier, &state);

  assert_json (plain, "{\"kind\":\"network\"}");
  g_hash_table_add (filter->hidden, g_strdup ("tag:"));
  g_hash_table_add (filter->hidden, g_strdup ("kind:person"));
  g_hash_table_add (filter->actors, g_strdup ("usa"));
  g_assert_true (ent_filter_set_time (filter, "2019/..", NULL));
  state.zoom = 1.5;
  state.x = -0.123456;
  state.stress = selected;
  g_autoptr (EntJson) full = ent_view_json_new (dossier, &state);
  assert_json (full,
               "{\"kind\":\"network\",\"filter\":{\"actors\":[\"usa\"],\"hidden\":[\"kind:person\","
               "\"tag:\"],\"time\":\"2019/..\"},\"camera\":{\"zoom\":1.5,\"x\":-0.1235,\"y\":0},"
               "\"emphasis\":[\"jpn\",\"cell:cmp.s1.d1\",\"r1\"]}");
  /* what is read of it is what it was made of */
  full = ent_view_json_with (g_steal_pointer (&full), "id", ent_json_new_string ("new"));
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) after = ent_dossier_with_view (dossier, full, NULL, &error);
  g_assert_no_error (error);
  const EntFilter *read = view_of (after, "new")->filter;
  g_assert_cmpuint (g_hash_table_size (read->hidden), ==, 2);
  g_assert_true (g_hash_table_contains (read->hidden, "tag:"));
  g_assert_true (g_hash_table_contains (read->actors, "usa"));
  g_assert_cmpstr (read->time, ==, "2019/..");
  /* a comparison is one of something */
  state = (EntViewState){ .kind = ENT_VIEW_COMPARISON, .filter = read, .zoom = 1 };
  g_autoptr (EntFilter) empty = ent_filter_new ();
  state.filter = empty;
  g_autoptr (EntJson) table = ent_view_json_new (dossier, &state);
  assert_json (table, "{\"kind\":\"comparison\",\"of\":\"cmp\"}");
}

/* A saved view that is saved again keeps what it says, as far as it still holds. */
static void
test_state_of_saved (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  const EntView *map = view_of (dossier, "map");
  g_autoptr (EntFilter) filter = ent_filter_copy (map->filter);
  EntViewState state = { .kind = ENT_VIEW_MAP, .base = map, .filter = filter, .zoom = 2 };
  g_autofree char *old = ent_json_write_compact (ent_json_member (map->thing.json, "filter"));
  g_autoptr (EntJson) same = ent_view_json_new (dossier, &state);

  assert_json (ent_json_member (same, "filter"), old);
  assert_json (ent_json_member (same, "caption"), "\"Source: D\"");
  assert_json (ent_json_member (same, "options"), "{\"projection\":\"auto\"}");
  assert_json (ent_json_member (same, "emphasis"), "[\"usa\",\"cell:cmp.s1.d1\"]");
  /* one kind more is hidden */
  g_hash_table_add (filter->hidden, g_strdup ("kind:person"));
  ent_filter_set_time (filter, NULL, NULL);
  g_autoptr (EntJson) more = ent_view_json_new (dossier, &state);
  assert_json (
      ent_json_member (more, "filter"),
      "{\"actors\":[\"usa\",\"jpn\"],\"kinds\":[\"state\",\"person\"],\"types\":[\"talks\"],"
      "\"tags\":[\"form\"],\"documents\":[\"doc\"],\"hidden\":[\"kind:person\",\"kind:firm\","
      "\"tag:old\",\"type:presses\"]}");
  /* one that its lists hide is not any more */
  g_assert_true (g_hash_table_remove (filter->hidden, "kind:place"));
  g_hash_table_remove_all (filter->actors);
  g_autoptr (EntJson) fewer = ent_view_json_new (dossier, &state);
  g_autoptr (EntJson) options = parse_json ("{}");
  assert_json (ent_json_member (fewer, "filter"),
               "{\"hidden\":[\"document:letter\",\"kind:bloc\",\"kind:concept\",\"kind:firm\","
               "\"kind:organisation\",\"kind:person\",\"tag:\",\"tag:money\",\"tag:old\","
               "\"type:presses\"]}");
  state.options = options;
  g_autoptr (EntJson) bare = ent_view_json_new (dossier, &state);
  g_assert_null (ent_json_member (bare, "options"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-views/presets", test_presets);
  g_test_add_func ("/edit-views/bad-presets", test_bad_presets);
  g_test_add_func ("/edit-views/views", test_views);
  g_test_add_func ("/edit-views/used-view", test_used_view);
  g_test_add_func ("/edit-views/bad-views", test_bad_views);
  g_test_add_func ("/edit-views/story", test_story);
  g_test_add_func ("/edit-views/texts", test_texts);
  g_test_add_func ("/edit-views/ids", test_ids);
  g_test_add_func ("/edit-views/state", test_state);
  g_test_add_func ("/edit-views/state-of-saved", test_state_of_saved);
  return g_test_run ();
}
