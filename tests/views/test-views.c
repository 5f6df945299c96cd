#include <string.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "golden.h"
#include "support.h"

static const EntViewKind kinds[]
    = { ENT_VIEW_COMPARISON, ENT_VIEW_MAP,    ENT_VIEW_NETWORK, ENT_VIEW_TIMELINE,
        ENT_VIEW_QUADRANT,   ENT_VIEW_MATRIX, ENT_VIEW_DIAGRAM };
static const char *const langs[] = { "en", "zh-Hans", "zh-Hant" };
static const double sizes[][2] = { { 1100, 700 }, { 1600, 900 }, { 700, 500 } };

static EntDossier *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  EntDossier *dossier = ent_dossier_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

static EntDossier *
load_small (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "views", "small.dossier", NULL);
  return load (path);
}

static EntDossier *
load_shipped (void)
{
  g_autofree char *path = ent_data_path ("dossiers/hanoi-anchorage.dossier");
  return load (path);
}

static void
test_golden (gconstpointer data)
{
  EntViewKind kind = GPOINTER_TO_INT (data);
  g_autoptr (EntDossier) dossier = load_small ();
  EntViewRequest request = request_for (dossier, kind);
  g_autoptr (EntScene) scene = build (&request);
  g_autofree char *dump = ent_scene_dump (scene);
  g_autofree char *name = g_strconcat (ent_view_kind_name (kind), ".txt", NULL);
  golden_check (dump, "views", name);
  g_autoptr (EntScene) again = build (&request);
  g_autofree char *same = ent_scene_dump (again);
  g_assert_cmpstr (dump, ==, same);
}

static gboolean
same_colour (EntColour a, EntColour b)
{
  return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

/* Hatched, or a line with a core of paper. */
static gboolean
looks_hollow (const EntScene *scene, const EntMark *mark)
{
  gboolean core = mark->kind == ENT_MARK_PATH && mark->style.keeps_colour
                  && same_colour (mark->style.stroke, ent_scene_theme (scene)->paper);
  return mark->style.hatched || core;
}

/* Two colours along a line or rim; or a disc or a bar with another half on it. */
static gboolean
looks_split (const EntMark *mark, const EntMark *last)
{
  gboolean half = mark->kind == ENT_MARK_PATH && mark->style.fill.a > 0
                  && mark->layer == ENT_LAYER_NODE && last->kind == ENT_MARK_DISC
                  && last->item == mark->item;
  gboolean stripe = mark->kind == ENT_MARK_BOX && last->kind == ENT_MARK_BOX
                    && last->item == mark->item && mark->layer == ENT_LAYER_NODE;
  return mark->style.stroke2.a > 0 || half || stripe;
}

static gboolean
is_doubted (const EntThing *thing)
{
  for (guint i = 0; thing->modality == ENT_MODALITY_REPORTED && i < thing->n_evidence; i++)
    if (thing->evidence[i].disputes)
      return TRUE;
  return thing->modality == ENT_MODALITY_DISPUTED;
}

/* Whatever rests on no passage is hollow, whatever is disputed is split, nothing else is either,
 * and the legend says so. */
static void
test_honest (gconstpointer data)
{
  EntViewKind kind = GPOINTER_TO_INT (data);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "views", "honest.dossier", NULL);
  g_autoptr (EntDossier) dossier = load (path);
  EntViewRequest request = request_for (dossier, kind);
  const GPtrArray *views = ent_dossier_views (dossier);
  for (guint i = 0; i < views->len; i++)
    if (((const EntView *)views->pdata[i])->kind == kind)
      request.view = views->pdata[i];
  g_autoptr (EntScene) scene = build (&request);
  guint hollow = 0, split = 0;
  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    {
      const EntSceneItem *item = ent_scene_item (scene, i);
      const EntThing *thing = ent_dossier_find (dossier, item->id);
      gboolean is_hollow = FALSE, is_split = FALSE;
      for (guint m = 1; m < ent_scene_n_marks (scene); m++)
        {
          const EntMark *mark = ent_scene_mark (scene, m);
          if (mark->item != (int)i || mark->kind == ENT_MARK_TEXT)
            continue;
          is_hollow |= looks_hollow (scene, mark);
          is_split |= looks_split (mark, ent_scene_mark (scene, m - 1));
        }
      hollow += is_hollow;
      split += is_split;
      /* Columns and rows are no claims; a pact is a double line; quadrant and matrix have tests of
       * their own. */
      if (thing == NULL || thing->kind == ENT_THING_SUBJECT || thing->kind == ENT_THING_DIMENSION
          || thing->kind == ENT_THING_RELATION_TYPE || g_str_equal (item->id, "relation:pact-cited")
          || kind == ENT_VIEW_QUADRANT || kind == ENT_VIEW_MATRIX)
        continue;
      if (is_hollow != (item->evidence == NULL))
        g_test_fail_printf ("%s is %shollow", item->id, is_hollow ? "" : "not ");
      if (item->evidence != NULL && is_split != is_doubted (thing))
        g_test_fail_printf ("%s is %ssplit", item->id, is_split ? "" : "not ");
    }
  g_autoptr (GPtrArray) legend = ent_legend_for_view (&request);
  guint told = 0;
  for (guint i = 0; i < legend->len; i++)
    {
      const EntLegendEntry *entry = legend->pdata[i];
      told += g_str_equal (entry->label, "no passage") || g_str_equal (entry->label, "disputed");
    }
  g_assert_cmpuint (hollow, >, 0);
  g_assert_cmpuint (split, >, 0);
  g_assert_cmpuint (told, ==, 2);
  g_autofree char *dump = ent_scene_dump (scene);
  g_autofree char *name = g_strdup_printf ("honest-%s.txt", ent_view_kind_name (kind));
  golden_check (dump, "views", name);
}

static void
test_labels (gconstpointer data)
{
  EntViewKind kind = GPOINTER_TO_INT (data);
  g_autoptr (EntDossier) dossier = load_shipped ();
  const GPtrArray *views = ent_dossier_views (dossier);
  for (guint i = 0; i < views->len; i++)
    for (guint lang = 0; lang < G_N_ELEMENTS (langs); lang++)
      for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
        {
          const EntView *view = views->pdata[i];
          if (view->kind != kind)
            continue;
          EntViewRequest request = request_for (dossier, kind);
          request.view = view;
          request.lang = langs[lang];
          request.width = sizes[size][0];
          request.height = sizes[size][1];
          g_autoptr (EntScene) scene = build (&request);
          g_autofree char *what = g_strdup_printf (
              "%s %s %.0f×%.0f", view->thing.id, langs[lang], request.width, request.height);
          check_labels (scene, what);
        }
}

/* 89 mm and 183 mm wide, as tall as the content wants: everything inside, nothing under 6 pt. */
static void
test_figure (gconstpointer data)
{
  static const double widths_mm[] = { 89, 183 };
  EntViewKind kind = GPOINTER_TO_INT (data);
  g_autoptr (EntDossier) dossier = load_shipped ();
  const GPtrArray *views = ent_dossier_views (dossier);
  for (guint i = 0; i < views->len; i++)
    for (guint width = 0; width < G_N_ELEMENTS (widths_mm); width++)
      for (guint lang = 0; lang < G_N_ELEMENTS (langs); lang++)
        {
          const EntView *view = views->pdata[i];
          if (view->kind != kind)
            continue;
          EntViewRequest request = request_for (dossier, kind);
          request.view = view;
          request.fit = TRUE;
          request.lang = langs[lang];
          request.width = widths_mm[width] * ENT_UNITS_PER_MM;
          request.height = ent_view_natural_height (&request);
          if (request.height <= 0)
            request.height = request.width * 0.75;
          g_autoptr (GError) error = NULL;
          g_autoptr (EntScene) scene = ent_view_build (&request, NULL, &error);
          if (kind == ENT_VIEW_DIAGRAM && width == 0
              && g_error_matches (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_SIZE))
            continue; /* a dozen boxes in a column of a journal: said, not crammed in */
          g_assert_no_error (error);
          g_autofree char *what
              = g_strdup_printf ("%s %s %.0f mm", view->thing.id, langs[lang], widths_mm[width]);
          check_labels (scene, what);
          for (guint m = 0; m < ent_scene_n_marks (scene); m++)
            {
              const EntMark *mark = ent_scene_mark (scene, m);
              if (mark->kind != ENT_MARK_TEXT)
                continue;
              g_assert_cmpfloat (mark->text.style.size, >=, 6 * ENT_UNITS_PER_PT - 0.01);
              g_assert_cmpfloat (mark->bounds.y, >=, -0.5);
              g_assert_cmpfloat (mark->bounds.y + mark->bounds.height, <=, request.height + 0.5);
            }
        }
}

static void
check_item (const EntScene *scene, const EntThing *thing)
{
  int item = ent_scene_find_item (scene, thing->mark_id);
  g_assert_cmpint (item, !=, ENT_NO_ITEM);
  const EntSceneItem *found = ent_scene_item (scene, item);
  g_assert_cmpstr (found->title, !=, "");
  g_autoptr (GPtrArray) evidence = ent_thing_evidence (thing);
  guint n = found->evidence != NULL ? g_strv_length ((char **)found->evidence) : 0;
  g_assert_cmpuint (n, ==, evidence->len);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (
        found->evidence[i], ==, ((const EntEvidence *)evidence->pdata[i])->passage->thing.id);
}

static void
check_items (const EntScene *scene, const GPtrArray *things)
{
  for (guint i = 0; i < things->len; i++)
    check_item (scene, things->pdata[i]);
}

static void
test_items (void)
{
  g_autoptr (EntDossier) dossier = load_shipped ();
  EntViewRequest request = request_for (dossier, ENT_VIEW_COMPARISON);
  const EntComparison *comparison = ent_dossier_comparisons (dossier)->pdata[0];
  g_autoptr (EntScene) table = build (&request);
  check_items (table, comparison->cells);
  check_items (table, comparison->verdicts);
  check_items (table, comparison->dimensions);
  check_items (table, comparison->subjects);

  request.kind = ENT_VIEW_NETWORK;
  g_autoptr (EntScene) network = build (&request);
  check_items (network, ent_dossier_relations (dossier));

  request.kind = ENT_VIEW_TIMELINE;
  g_autoptr (EntScene) timeline = build (&request);
  check_items (timeline, ent_dossier_events (dossier));

  request.kind = ENT_VIEW_MAP;
  g_autoptr (EntScene) map = build (&request);
  const GPtrArray *actors = ent_dossier_actors (dossier);
  for (guint i = 0; i < actors->len; i++)
    if (((const EntActor *)actors->pdata[i])->iso != NULL)
      check_item (map, actors->pdata[i]);

  request.kind = ENT_VIEW_DIAGRAM;
  g_autoptr (EntScene) diagram = build (&request);
  check_items (diagram, ((const EntDiagram *)ent_dossier_diagrams (dossier)->pdata[0])->nodes);
  check_items (diagram, ((const EntDiagram *)ent_dossier_diagrams (dossier)->pdata[0])->links);
}

static EntRect
disc_of (const EntScene *scene, const char *id)
{
  int item = ent_scene_find_item (scene, id);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item == item && mark->kind == ENT_MARK_DISC)
        return mark->bounds;
    }
  g_assert_not_reached ();
}

/* What the filter hides is gone, and the rest has not moved. */
static void
test_filter (void)
{
  static const struct
  {
    EntViewKind kind;
    const char *hidden, *gone, *stays;
  } cases[] = {
    { ENT_VIEW_NETWORK, "kind:person", "actor:envoy", "actor:usa" },
    { ENT_VIEW_NETWORK, "type:visit", "relation:visit-1", "relation:pact-1" },
    { ENT_VIEW_MAP, "kind:person", "actor:envoy", "actor:usa" },
    { ENT_VIEW_MAP, "type:visit", "relation:visit-1", "actor:usa" },
    { ENT_VIEW_TIMELINE, "type:visit", "relation:visit-1", "event:signing" },
  };
  g_autoptr (EntDossier) dossier = load_small ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntFilter) filter = ent_filter_new ();
      EntViewRequest request = request_for (dossier, cases[i].kind);
      g_autoptr (EntScene) all = build (&request);
      g_hash_table_add (filter->hidden, g_strdup (cases[i].hidden));
      request.filter = filter;
      g_autoptr (EntScene) some = build (&request);
      g_assert_cmpint (ent_scene_find_item (all, cases[i].gone), !=, ENT_NO_ITEM);
      g_assert_cmpint (ent_scene_find_item (some, cases[i].gone), ==, ENT_NO_ITEM);
      g_assert_cmpint (ent_scene_find_item (some, cases[i].stays), !=, ENT_NO_ITEM);
      if (cases[i].kind == ENT_VIEW_TIMELINE)
        continue;
      EntRect before = disc_of (all, "actor:usa"), after = disc_of (some, "actor:usa");
      g_assert_cmpfloat_with_epsilon (before.x, after.x, 0.01);
      g_assert_cmpfloat_with_epsilon (before.y, after.y, 0.01);
    }
}

/* Zooming in moves things apart; names and discs keep their size. */
static void
test_camera (void)
{
  g_autoptr (EntDossier) dossier = load_small ();
  for (guint i = 0; i < 2; i++)
    {
      EntViewRequest request = request_for (dossier, i == 0 ? ENT_VIEW_NETWORK : ENT_VIEW_MAP);
      g_autoptr (EntScene) near = build (&request);
      request.camera.zoom = 2;
      request.camera.x = 0.1;
      g_autoptr (EntScene) far = build (&request);
      EntRect a = disc_of (near, "actor:usa"), b = disc_of (far, "actor:usa");
      double x = 350 + 2 * (a.x + a.width / 2 - 350) + 70;
      g_assert_cmpfloat_with_epsilon (b.x + b.width / 2, x, 4);
      g_assert_cmpfloat_with_epsilon (a.width, b.width, 0.01);
    }
  EntViewRequest request = request_for (dossier, ENT_VIEW_COMPARISON);
  request.camera.y = -0.5;
  g_autoptr (EntScene) scrolled = build (&request);
  EntRect frame = ent_scene_frame (scrolled), content = ent_scene_content (scrolled);
  g_assert_cmpfloat_with_epsilon (content.y, frame.y - 0.5 * frame.height, 0.01);
}

static void
test_empty (void)
{
  g_autoptr (EntDossier) dossier = parse (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"none\", \"title\": \"\"}");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_false (ent_view_is_supported (dossier, kinds[i]));
      EntViewRequest request = request_for (dossier, kinds[i]);
      g_autoptr (EntScene) scene = build (&request);
      g_assert_cmpuint (ent_scene_n_items (scene), ==, 0);
      g_assert_cmpuint (ent_scene_n_marks (scene), ==, 1);
      g_assert_cmpstr (ent_scene_mark (scene, 0)->text.string, ==, "Nothing to show here");
    }
  g_autoptr (EntDossier) small = load_small ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_true (ent_view_is_supported (small, kinds[i]));
}

/* A view whose own filter leaves nothing says so, as one that is filtered in the window does. */
static void
test_all_filtered (void)
{
  g_autoptr (EntDossier) dossier
      = parse ("{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"d\", \"title\": \"\","
               "\"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"name\": \"A\"}],"
               "\"views\": [{\"id\": \"v\", \"kind\": \"network\","
               "             \"filter\": {\"hidden\": [\"kind:state\"]}}]}");
  EntViewRequest request = request_for (dossier, ENT_VIEW_NETWORK);
  request.view = g_ptr_array_index (ent_dossier_views (dossier), 0);
  g_autoptr (EntScene) scene = build (&request);

  g_assert_cmpuint (ent_scene_n_items (scene), ==, 0);
  g_assert_cmpstr (ent_scene_mark (scene, 0)->text.string, ==, "The filter hides everything here");
}

/* What the footer says of the projection, in three languages, and the world from one actor. */
static void
test_map_projections (void)
{
  static const struct
  {
    const char *options, *lang, *note;
  } cases[] = {
    { "{}",
      "en",
      "Albers equal-area conic projection, true at 36° N and 40° N, centred on 85° E "
      "(chosen for marks from east to west)" },
    { "{}",
      "zh-Hans",
      "阿尔伯斯等积圆锥投影、标准纬线 36° N 和 40° N、中心 85° E（适合东西向分布的标记）" },
    { "{}",
      "zh-Hant",
      "亞爾勃斯等積圓錐投影、標準緯線 36° N 和 40° N、中心 85° E（適合東西向分布的標記）" },
    { "{\"centre\": \"b\"}", "en", "Azimuthal equidistant projection, centred on Seoul" },
    { "{\"projection\": \"orthographic\", \"centre\": \"b\"}",
      "en",
      "Orthographic projection, centred on Seoul" },
    { "{\"projection\": \"winkel-tripel\", \"centre\": [-150, 0]}",
      "en",
      "Winkel Tripel projection, centred on 150° W" },
    { "{\"projection\": \"lambert-conformal\", \"parallels\": [50, 20]}",
      "en",
      "Lambert conformal conic projection, true at 20° N and 50° N, centred on 85° E" },
    { "{\"projection\": \"polar-stereographic\", \"centre\": [30, -5]}",
      "en",
      "Polar stereographic projection, centred on 90° S, 30° E" },
    { "{\"projection\": \"+proj=eck4 +lon_0=90\"}",
      "en",
      "Projection +proj=eck4 +lon_0=90 +R=6371008.8" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"o\", \"title\": \"\","
          "\"actors\": [{\"id\": \"a\", \"kind\": \"place\", \"name\": \"Ankara\","
          "\"location\": [43, 39]}, {\"id\": \"b\", \"kind\": \"place\", \"name\": \"Seoul\","
          "\"location\": [127, 37.5]}],"
          "\"views\": [{\"id\": \"v\", \"kind\": \"map\", \"title\": \"\", \"options\": %s}]}",
          cases[i].options);
      g_autoptr (EntDossier) dossier = parse (text);
      const EntView *view = ent_dossier_views (dossier)->pdata[0];
      EntViewRequest request = request_for (dossier, view->kind);
      request.view = view;
      request.lang = cases[i].lang;
      g_autoptr (EntScene) scene = build (&request);
      g_autofree char *dump = ent_scene_dump (scene);
      g_autofree char *line = g_strdup_printf ("note \"%s\"\n", cases[i].note);
      g_test_message ("%s", line);
      g_assert_nonnull (strstr (dump, line));
    }
}

static void
test_bad_options (void)
{
  static const struct
  {
    const char *kind, *options, *word1, *word2;
  } cases[] = {
    { "map", "{\"projection\": \"flat\"}", "projection", "flat" },
    { "map", "{\"centre\": [200, 0]}", "centre", "[200,0]" },
    { "map", "{\"centre\": \"nobody\"}", "centre", "nobody" },
    { "map", "{\"parallels\": [20, -20]}", "parallels", "[20,-20]" },
    { "map", "{\"parallels\": [20]}", "parallels", "[20]" },
    { "map", "{\"projection\": \"+proj=gnom +lon_0=-60\"}", "projection", "gnom" },
    { "map", "{\"flows\": 1}", "flows", "1" },
    { "map", "{\"colour\": \"red\"}", "colour", "red" },
    { "network", "{\"layout\": \"spring\"}", "layout", "spring" },
    { "network", "{\"hub\": \"nobody\"}", "hub", "nobody" },
    { "network", "{\"pinned\": {\"a\": 1}}", "pinned", "1" },
    { "timeline", "{\"lanes\": 3}", "lanes", "3" },
    { "matrix", "{\"columns\": \"kinds\"}", "columns", "kinds" },
    { "matrix", "{\"columns\": []}", "columns", "[]" },
    { "matrix", "{\"columns\": [\"n\", \"none\"]}", "columns", "none" },
    { "matrix", "{\"columns\": \"comparison\"}", "comparison", "nothing" },
    { "matrix", "{\"columns\": \"comparison\", \"comparison\": \"a\"}", "comparison", "a" },
    { "matrix", "{\"comparison\": \"a\"}", "comparison", "a" },
    { "matrix", "{\"order\": \"size\"}", "order", "size" },
    { "matrix", "{\"rows\": \"types\"}", "rows", "types" },
    { "quadrant", "{\"x\": \"n\"}", "y", "nothing" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"none\"}", "y", "none" },
    { "quadrant", "{\"x\": \"word\", \"y\": \"n\"}", "x", "word" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"x_title\": 4}", "x_title", "4" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"x_title\": {\"en\": 1}}", "x_title", "1" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"y_range\": [3, 0]}", "y_range", "[3,0]" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"y_range\": [3]}", "y_range", "[3]" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"x_mid\": 9}", "x_mid", "9" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"x_mid\": \"a\"}", "x_mid", "a" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"quadrants\": [\"a\"]}", "quadrants", "a" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"colour_by\": 1}", "colour_by", "1" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"colour_by\": \"none\"}", "colour_by", "none" },
    { "quadrant", "{\"x\": \"n\", \"y\": \"n\", \"size_by\": \"n\"}", "size_by", "n" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf (
          "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"o\", \"title\": \"\","
          "\"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"name\": \"A\", \"iso\": \"JPN\","
          "\"attributes\": {\"n\": {\"value\": 1}, \"word\": {\"value\": \"x\"}}}],"
          "\"views\": [{\"id\": \"v\", \"kind\": \"%s\", \"title\": \"\", \"options\": %s}]}",
          cases[i].kind,
          cases[i].options);
      g_autoptr (EntDossier) dossier = parse (text);
      const EntView *view = ent_dossier_views (dossier)->pdata[0];
      EntViewRequest request = request_for (dossier, view->kind);
      request.view = view;
      g_assert_null (ent_view_build (&request, NULL, &error));
      g_assert_error (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_OPTION);
      g_assert_nonnull (strstr (error->message, cases[i].word1));
      g_assert_nonnull (strstr (error->message, cases[i].word2));
    }
}

static void
test_unsupported (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier = load_small ();
  EntViewRequest request = request_for (dossier, ENT_N_VIEW_KINDS);
  g_assert_null (ent_view_build (&request, NULL, &error));
  g_assert_error (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_UNSUPPORTED);
  g_clear_error (&error);

  request = request_for (dossier, ENT_VIEW_COMPARISON);
  request.fit = TRUE;
  request.height = 40;
  g_assert_null (ent_view_build (&request, NULL, &error));
  g_assert_error (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_SIZE);
  g_clear_error (&error);

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  g_assert_null (ent_view_build (&request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static const EntLegendEntry *
entry_of (GPtrArray *entries, const char *key)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (((const EntLegendEntry *)entries->pdata[i])->key, key) == 0)
      return entries->pdata[i];
  return NULL;
}

static void
test_legend (void)
{
  g_autoptr (EntDossier) dossier = load_small ();
  const EntTheme *theme = ent_theme_get (ENT_THEME_LIGHT);
  g_autoptr (GPtrArray) all = ent_legend_for_dossier (dossier, theme, "en");
  g_assert_cmpuint (entry_of (all, "kind:state")->count, ==, 4);
  g_assert_cmpuint (entry_of (all, "type:visit")->count, ==, 3);
  g_assert_cmpuint (entry_of (all, "tag:form")->count, ==, 2);
  g_assert_cmpuint (entry_of (all, "document:doc")->count, ==, 3);
  g_assert_cmpstr (entry_of (all, "kind:state")->label, ==, "State");
  g_assert_null (entry_of (all, "kind:firm"));

  EntViewRequest request = request_for (dossier, ENT_VIEW_COMPARISON);
  request.lang = "zh-Hant";
  g_autoptr (GPtrArray) own = ent_legend_for_view (&request);
  gboolean escalates = FALSE;
  for (guint i = 0; i < own->len; i++)
    escalates |= g_strcmp0 (((const EntLegendEntry *)own->pdata[i])->label, "升級") == 0;
  g_assert_true (escalates);

  EntSceneBuilder *builder = ent_scene_builder_new (400, 200, theme);
  request.lang = "en";
  request.text_scale = 1;
  request.theme = theme;
  double measured = ent_legend_draw (NULL, all, 0, 0, 400, &request);
  double drawn = ent_legend_draw (builder, all, 0, 0, 400, &request);
  g_autoptr (EntScene) scene = ent_scene_builder_finish (builder);
  ent_scene_builder_free (builder);
  g_assert_cmpfloat (measured, ==, drawn);
  check_labels (scene, "legend");
}

static void
test_words (void)
{
  static const struct
  {
    const char *id, *lang, *title, *description;
  } cases[] = {
    { "visit-1",
      "en",
      "Japan → Philippines",
      "Japan → Philippines · Visit · 7 July 2024 – 8 July 2024 · 1 passage" },
    { "visit-3", "en", "Chile → United States", "Chile → United States · Visit · no passage" },
    { "pact-1", "zh-Hans", "准入协定", "日本 – 菲律宾 · 协定 · 2024年7月8日 · 2 个段落" },
    { "envoy", "en", "The envoy", "Person · in Japan · 1 passage" },
    { "cell:pacts.new.term", "en", "Term · The new one", "Open · proposed · no passage" },
    { "verdict:pacts.scope.old.new",
      "en",
      "Scope: escalates from The old one to The new one",
      "escalates from The old one to The new one · 1 passage" },
    { "signing",
      "en",
      "Signing",
      "8 July 2024 · Manila · Japan, Philippines, United States (left out) · 2 passages" },
  };
  g_autoptr (EntDossier) dossier = load_small ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, cases[i].id);
      g_assert_nonnull (thing);
      g_autofree char *title = ent_thing_title (thing, cases[i].lang);
      g_autofree char *description = ent_thing_describe (thing, cases[i].lang);
      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (description, ==, cases[i].description);
    }
}

static guint
count_names_of_relations (const EntViewRequest *request)
{
  g_autoptr (EntScene) scene = build (request);
  guint n = 0;
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      n += mark->kind == ENT_MARK_TEXT && mark->item >= 0
           && g_str_has_prefix (ent_scene_item (scene, mark->item)->id, "relation:");
    }
  return n;
}

/* A busy network names its ties only when they are selected or the camera is near. */
static void
test_busy_network (void)
{
  g_autoptr (EntDossier) dossier = load_shipped ();
  EntViewRequest request = request_for (dossier, ENT_VIEW_NETWORK);
  const EntThing *tie = NULL;
  const GPtrArray *relations = ent_dossier_relations (dossier);
  for (guint i = 0; i < relations->len && tie == NULL; i++)
    if (*ent_text_get (&((const EntThing *)relations->pdata[i])->name, "en") != '\0')
      tie = relations->pdata[i];
  const char *const selected[] = { tie->mark_id, NULL };

  g_assert_cmpuint (relations->len, >, 24);
  g_assert_cmpuint (count_names_of_relations (&request), ==, 0);
  request.emphasis = selected;
  g_assert_cmpuint (count_names_of_relations (&request), ==, 1);
  request.emphasis = NULL;
  request.camera.zoom = 1.5;
  g_assert_cmpuint (count_names_of_relations (&request), >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *name = ent_view_kind_name (kinds[i]);
      gconstpointer kind = GINT_TO_POINTER (kinds[i]);
      g_autofree char *golden = g_strdup_printf ("/views/%s/golden", name);
      g_autofree char *labels = g_strdup_printf ("/views/%s/labels", name);
      g_autofree char *figure = g_strdup_printf ("/views/%s/figure", name);
      g_autofree char *honest = g_strdup_printf ("/views/%s/honest", name);
      g_test_add_data_func (golden, kind, test_golden);
      g_test_add_data_func (labels, kind, test_labels);
      g_test_add_data_func (figure, kind, test_figure);
      g_test_add_data_func (honest, kind, test_honest);
    }
  g_test_add_func ("/views/items", test_items);
  g_test_add_func ("/views/filter", test_filter);
  g_test_add_func ("/views/camera", test_camera);
  g_test_add_func ("/views/busy-network", test_busy_network);
  g_test_add_func ("/views/empty", test_empty);
  g_test_add_func ("/views/all-filtered", test_all_filtered);
  g_test_add_func ("/views/map/projections", test_map_projections);
  g_test_add_func ("/views/bad-options", test_bad_options);
  g_test_add_func ("/views/unsupported", test_unsupported);
  g_test_add_func ("/views/legend", test_legend);
  g_test_add_func ("/views/words", test_words);
  return g_test_run ();
}
