/* What a network's options do: outlines, organisations, sizes, layouts, bundles, dates. */
#include <math.h>
#include <string.h>

#include "support.h"

/* Seven states; the pact of a, b and c has no other tie, the club of c and d has one to e. */
#define ACTORS                                                                                     \
  "{\"id\": \"a\", \"kind\": \"state\", \"name\": \"Aland\", \"location\": [10, 60],"              \
  " \"attributes\": {\"bloc\": {\"value\": \"West\"}, \"gdp\": {\"value\": 100}}},"                \
  "{\"id\": \"b\", \"kind\": \"state\", \"name\": \"Borland\", \"location\": [0, 50],"             \
  " \"attributes\": {\"bloc\": {\"value\": \"West\"}, \"gdp\": {\"value\": 25}}},"                 \
  "{\"id\": \"c\", \"kind\": \"state\", \"name\": \"Corland\", \"location\": [20, 45],"            \
  " \"attributes\": {\"bloc\": {\"value\": \"West\"}}},"                                           \
  "{\"id\": \"d\", \"kind\": \"state\", \"name\": \"Dorland\", \"location\": [40, 55],"            \
  " \"attributes\": {\"bloc\": {\"value\": \"East\"}, \"gdp\": {\"value\": 4}}},"                  \
  "{\"id\": \"e\", \"kind\": \"state\", \"name\": \"Erland\", \"location\": [50, 50],"             \
  " \"attributes\": {\"bloc\": {\"value\": \"East\"}}},"                                           \
  "{\"id\": \"f\", \"kind\": \"state\", \"name\": \"Forland\", \"location\": [45, 35],"            \
  " \"attributes\": {\"bloc\": {\"value\": \"East\"}}},"                                           \
  "{\"id\": \"g\", \"kind\": \"state\", \"name\": \"Gorland\"},"                                   \
  "{\"id\": \"pact\", \"kind\": \"organisation\", \"name\": \"Pact\"},"                            \
  "{\"id\": \"club\", \"kind\": \"bloc\", \"name\": \"Club\"}"

#define TYPES                                                                                      \
  "{\"id\": \"member\", \"name\": \"Member\", \"directed\": true},"                                \
  "{\"id\": \"visit\", \"name\": \"Visit\", \"directed\": true}"

static const struct
{
  const char *type, *from, *to, *start, *end;
} relations[] = {
  { "member", "a", "pact", NULL, NULL }, { "member", "b", "pact", NULL, NULL },
  { "member", "c", "pact", NULL, NULL }, { "member", "c", "club", NULL, NULL },
  { "member", "d", "club", NULL, NULL }, { "visit", "club", "e", NULL, NULL },
  { "visit", "a", "b", NULL, NULL },     { "visit", "b", "a", NULL, NULL },
  { "visit", "a", "d", NULL, NULL },     { "visit", "d", "e", NULL, NULL },
  { "visit", "e", "f", NULL, NULL },     { "visit", "f", "d", NULL, NULL },
  { "visit", "b", "e", NULL, NULL },     { "visit", "c", "f", NULL, NULL },
  { "visit", "g", "a", NULL, NULL },
};

static char *
write_relations (void)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      g_string_append_printf (
          text,
          "%s{\"id\": \"%s-%s\", \"type\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"",
          i > 0 ? "," : "",
          relations[i].from,
          relations[i].to,
          relations[i].type,
          relations[i].from,
          relations[i].to);
      if (relations[i].start != NULL)
        g_string_append_printf (text, ", \"start\": \"%s\"", relations[i].start);
      if (relations[i].end != NULL)
        g_string_append_printf (text, ", \"end\": \"%s\"", relations[i].end);
      g_string_append_c (text, '}');
    }
  return g_string_free (text, FALSE);
}

static EntDossier *
dossier_with (const char *options)
{
  g_autofree char *list = write_relations ();
  g_autofree char *text = g_strdup_printf (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"n\", \"title\": \"N\","
      "\"relation_types\": [%s], \"actors\": [%s], \"relations\": [%s],"
      "\"views\": [{\"id\": \"v\", \"kind\": \"network\", \"title\": \"V\", \"options\": %s}]}",
      TYPES,
      ACTORS,
      list,
      options);
  return parse (text);
}

static EntViewRequest
request_of (const EntDossier *dossier)
{
  EntViewRequest request = request_for (dossier, ENT_VIEW_NETWORK);
  request.view = ent_dossier_views (dossier)->pdata[0];
  return request;
}

/* The disc of an actor; its item's only one. */
static const EntMark *
disc_of (const EntScene *scene, const char *id)
{
  g_autofree char *mark_id = g_strconcat ("actor:", id, NULL);
  int item = ent_scene_find_item (scene, mark_id);
  for (guint i = 0; item != ENT_NO_ITEM && i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item == item && mark->kind == ENT_MARK_DISC)
        return mark;
    }
  return NULL;
}

/* The n-th outline of the scene, whatever its item. */
static const EntMark *
hull_of (const EntScene *scene, const char *mark_id, guint n)
{
  int item = mark_id != NULL ? ent_scene_find_item (scene, mark_id) : ENT_NO_ITEM;
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->kind == ENT_MARK_PATH && mark->layer == ENT_LAYER_HULL && mark->style.fill.a > 0
          && mark->item == item && n-- == 0)
        return mark;
    }
  return NULL;
}

static void
check_hull (const EntScene *scene, const EntMark *hull, const char *members)
{
  g_assert_nonnull (hull);
  for (const char *id = "a\0b\0c\0d\0e\0f\0g\0club\0"; *id != '\0'; id += strlen (id) + 1)
    {
      const EntMark *disc = disc_of (scene, id);
      if (disc == NULL)
        continue;
      gboolean inside = ent_path_contains (hull->path, disc->disc.cx, disc->disc.cy);
      g_autofree char *word = g_strdup_printf (" %s ", id);
      g_test_message ("%s is %s", id, inside ? "inside" : "outside");
      g_assert_cmpint (inside, ==, strstr (members, word) != NULL);
    }
}

static gboolean
has_item (const EntScene *scene, const char *mark_id)
{
  return ent_scene_find_item (scene, mark_id) != ENT_NO_ITEM;
}

/* Of a thing without passages: each line is hollow, of three paths. */
static guint
count_lines (const EntScene *scene, const char *mark_id)
{
  guint n = 0;
  int item = ent_scene_find_item (scene, mark_id);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      n += mark->item == item && mark->kind == ENT_MARK_PATH && mark->layer == ENT_LAYER_LINE;
    }
  return n / 3;
}

/* Who belongs is inside, and nobody else. */
static void
test_hulls (void)
{
  g_autoptr (EntDossier) dossier = dossier_with ("{\"hull_by\": \"bloc\"}");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  check_hull (scene, hull_of (scene, NULL, 0), " a b c ");
  check_hull (scene, hull_of (scene, NULL, 1), " d e f ");
  g_assert_null (hull_of (scene, NULL, 2));
  check_labels (scene, "hulls");
}

static void
test_organisations (void)
{
  /* each: the option, and whether the pact is an outline, lines, or a node */
  static const struct
  {
    const char *options;
    gboolean pact_hull, pact_node, club_hull;
    guint pact_lines, club_lines;
  } cases[] = {
    { "{\"organisations\": \"nodes\"}", FALSE, TRUE, FALSE, 0, 0 },
    { "{\"organisations\": \"hulls\"}", TRUE, FALSE, TRUE, 0, 0 },
    { "{\"organisations\": {\"pact\": \"ties\"}}", FALSE, FALSE, FALSE, 3, 0 },
    { "{\"organisations\": {\"pact\": \"hulls\", \"club\": \"ties\"}}", TRUE, FALSE, FALSE, 0, 1 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].options);
      g_autoptr (EntDossier) dossier = dossier_with (cases[i].options);
      EntViewRequest request = request_of (dossier);
      g_autoptr (EntScene) scene = build (&request);
      const EntMark *hull = hull_of (scene, "actor:pact", 0);
      g_assert_cmpint (hull != NULL, ==, cases[i].pact_hull);
      g_assert_cmpint (disc_of (scene, "pact") != NULL, ==, cases[i].pact_node);
      g_assert_cmpint (has_item (scene, "relation:a-pact"), ==, cases[i].pact_node);
      g_assert_cmpuint (count_lines (scene, "actor:pact"), ==, cases[i].pact_lines);
      g_assert_cmpuint (count_lines (scene, "actor:club"), ==, cases[i].club_lines);
      g_assert_cmpint (hull_of (scene, "actor:club", 0) != NULL, ==, cases[i].club_hull);
      /* it has another tie, whose end must be somewhere */
      g_assert_nonnull (disc_of (scene, "club"));
      g_assert_true (has_item (scene, "relation:club-e"));
      if (hull != NULL)
        check_hull (scene, hull, " a b c ");
      if (cases[i].club_hull)
        check_hull (scene, hull_of (scene, "actor:club", 0), " c d club ");
      check_labels (scene, cases[i].options);
    }
}

static const EntLegendEntry *
find_entry (GPtrArray *entries, const char *label)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (((const EntLegendEntry *)entries->pdata[i])->label, label))
      return entries->pdata[i];
  return NULL;
}

static void
test_legend (void)
{
  g_autoptr (EntDossier) dossier = dossier_with (
      "{\"organisations\": {\"pact\": \"hulls\", \"club\": \"ties\"}, \"size_by\": \"gdp\"}");
  EntViewRequest request = request_of (dossier);
  g_autoptr (GPtrArray) entries = ent_legend_for_view (&request);
  g_assert_nonnull (find_entry (entries, "Club: ties among members"));
  g_assert_nonnull (find_entry (entries, "members of an organisation or a bloc"));
  g_assert_null (find_entry (entries, "Member"));
  const EntLegendEntry *least = find_entry (entries, "gdp: 4");
  const EntLegendEntry *greatest = find_entry (entries, "gdp: 100");
  g_assert_nonnull (least);
  g_assert_nonnull (greatest);
  g_assert_cmpfloat (least->size, <, 0.5);
  g_assert_cmpfloat (greatest->size, ==, 1);
}

/* Areas are in proportion to the numbers. */
static void
test_sizes (void)
{
  g_autoptr (EntDossier) dossier = dossier_with ("{\"size_by\": \"gdp\"}");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  double a = disc_of (scene, "a")->disc.radius, b = disc_of (scene, "b")->disc.radius;
  g_assert_cmpfloat_with_epsilon (a * a, 4 * b * b, 1);
  /* one that is tiny and one that has none */
  g_assert_cmpfloat (disc_of (scene, "d")->disc.radius, <, b);
  g_assert_cmpfloat (disc_of (scene, "e")->disc.radius, <=, disc_of (scene, "d")->disc.radius);
}

static EntPoint
middle_of (const EntScene *scene, const char *id)
{
  const EntMark *disc = disc_of (scene, id);
  g_assert_nonnull (disc);
  return (EntPoint){ disc->disc.cx, disc->disc.cy };
}

/* Every tie begins and ends at the rims of its nodes, and an arrow's tip is at the rim. */
static void
check_ends (const EntScene *scene)
{
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      g_autofree char *id = g_strdup_printf ("relation:%s-%s", relations[i].from, relations[i].to);
      int item = ent_scene_find_item (scene, id);
      double nearest[2] = { INFINITY, INFINITY };
      for (guint j = 0; j < ent_scene_n_marks (scene); j++)
        {
          const EntMark *mark = ent_scene_mark (scene, j);
          if (mark->item != item || mark->kind != ENT_MARK_PATH)
            continue;
          for (int end = 0; end < 2; end++)
            {
              const EntMark *disc = disc_of (scene, end == 0 ? relations[i].from : relations[i].to);
              double away = ent_path_distance (mark->path, disc->disc.cx, disc->disc.cy)
                            - disc->disc.radius;
              nearest[end] = MIN (nearest[end], away);
            }
        }
      g_test_message ("%s: %g, %g", id, nearest[0], nearest[1]);
      for (int end = 0; end < 2; end++)
        g_assert_true (nearest[end] > 0.5 && nearest[end] < 6);
    }
}

/* Names are free of each other, pins hold, and ties end at the rims in every layout. */
static void
test_layouts (void)
{
  static const struct
  {
    const char *options, *note;
  } cases[] = {
    { "{\"layout\": \"stress\"}", "stress layout" },
    { "{\"layout\": \"circle\", \"group_by\": \"bloc\"}", "on a circle" },
    { "{\"layout\": \"columns\", \"group_by\": \"bloc\"}", "in columns" },
    { "{\"layout\": \"ring\", \"hub\": \"a\"}", "Rings" },
    { "{\"layout\": \"map\"}", "projection" },
    { "{\"layout\": \"map\", \"bundle\": 1}", "projection" },
    { "{\"layout\": \"columns\", \"bundle\": 1}", "in columns" },
    { "{\"layout\": \"circle\", \"bundle\": 0}", "on a circle" },
    { "{\"layout\": \"circle\", \"pinned\": {\"g\": [0.5, 0.5]}}", "on a circle" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].options);
      g_autoptr (EntDossier) dossier = dossier_with (cases[i].options);
      EntViewRequest request = request_of (dossier);
      g_autoptr (EntScene) scene = build (&request), again = build (&request);
      g_autofree char *dump = ent_scene_dump (scene), *second = ent_scene_dump (again);
      g_assert_cmpstr (dump, ==, second);
      g_assert_nonnull (strstr (dump, cases[i].note));
      check_labels (scene, cases[i].options);
      check_ends (scene);
      if (strstr (cases[i].options, "pinned") != NULL)
        {
          EntPoint g = middle_of (scene, "g");
          g_assert_cmpfloat_with_epsilon (g.x, request.width / 2, 0.5);
          g_assert_cmpfloat_with_epsilon (g.y, request.height / 2, 0.5);
        }
    }
}

static void
test_columns (void)
{
  g_autoptr (EntDossier) dossier
      = dossier_with ("{\"layout\": \"columns\", \"group_by\": \"bloc\"}");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  double west = middle_of (scene, "a").x, east = middle_of (scene, "d").x;
  g_assert_cmpfloat (fabs (west - east), >, 100);
  g_assert_cmpfloat_with_epsilon (middle_of (scene, "b").x, west, 0.5);
  g_assert_cmpfloat_with_epsilon (middle_of (scene, "c").x, west, 0.5);
  g_assert_cmpfloat_with_epsilon (middle_of (scene, "e").x, east, 0.5);
  g_assert_cmpfloat_with_epsilon (middle_of (scene, "f").x, east, 0.5);
}

/* The hub is in the middle of the frame that the names leave; the rest is round it. */
static void
test_ring (void)
{
  g_autoptr (EntDossier) dossier = dossier_with ("{\"layout\": \"ring\", \"hub\": \"f\"}");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  g_assert_cmpfloat_with_epsilon (middle_of (scene, "f").x, request.width / 2, 40);
  g_assert_cmpfloat_with_epsilon (middle_of (scene, "f").y, request.height / 2, 40);
}

/* West is left of east and north above south; who is nowhere is between its neighbours. */
static void
test_map (void)
{
  g_autoptr (EntDossier) dossier = dossier_with ("{\"layout\": \"map\"}");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  g_assert_cmpfloat (middle_of (scene, "b").x, <, middle_of (scene, "d").x);
  g_assert_cmpfloat (middle_of (scene, "a").y, <, middle_of (scene, "c").y);
  g_assert_cmpfloat (middle_of (scene, "e").y, <, middle_of (scene, "f").y);
  EntPoint a = middle_of (scene, "a"), g = middle_of (scene, "g");
  g_assert_cmpfloat (hypot (a.x - g.x, a.y - g.y), <, 120);
  g_assert_true (ent_view_needs_world (&request));
  request.world = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_null (ent_view_build (&request, NULL, &error));
  g_assert_error (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_UNSUPPORTED);
}

static EntPoint
point_on (const EntScene *scene, const char *mark_id, double t)
{
  EntPoint at = { 0, 0 }, along;
  int item = ent_scene_find_item (scene, mark_id);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item == item && mark->kind == ENT_MARK_PATH && mark->layer == ENT_LAYER_LINE)
        {
          g_assert_true (ent_path_point_at (mark->path, t, &at, &along));
          return at;
        }
    }
  g_assert_not_reached ();
}

/* Of a bundle each tie is still by itself: there and back run beside each other. */
static void
test_bundle (void)
{
  g_autoptr (EntDossier) dossier
      = dossier_with ("{\"layout\": \"circle\", \"group_by\": \"bloc\", \"bundle\": 1}");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  for (double t = 0.25; t < 0.8; t += 0.25)
    {
      EntPoint there = point_on (scene, "relation:a-b", t);
      EntPoint back = point_on (scene, "relation:b-a", 1 - t);
      g_assert_cmpfloat (hypot (there.x - back.x, there.y - back.y), >, 3);
    }
  /* between groups ties run nearer to each other than straight ones do */
  g_autoptr (EntDossier) plain
      = dossier_with ("{\"layout\": \"circle\", \"group_by\": \"bloc\", \"bundle\": 0}");
  EntViewRequest other = request_of (plain);
  g_autoptr (EntScene) straight = build (&other);
  double apart[2];
  for (int i = 0; i < 2; i++)
    {
      const EntScene *of = i == 0 ? scene : straight;
      EntPoint p = point_on (of, "relation:b-e", 0.5), q = point_on (of, "relation:c-f", 0.5);
      apart[i] = hypot (p.x - q.x, p.y - q.y);
    }
  g_assert_cmpfloat (apart[0], <, 0.7 * apart[1]);
}

/* A ring of ten states, and two ties across it, each for some years. */
static EntDossier *
changing_dossier (const char *options, const char *filter)
{
  g_autoptr (GString) actors = g_string_new (NULL);
  g_autoptr (GString) ties = g_string_new (NULL);
  for (int i = 0; i < 10; i++)
    {
      g_string_append_printf (actors,
                              "{\"id\": \"s%d\", \"kind\": \"state\", \"name\": \"State %d\"}%s",
                              i,
                              i,
                              i < 9 ? "," : "");
      g_string_append_printf (
          ties,
          "{\"id\": \"ring-%d\", \"type\": \"member\", \"from\": \"s%d\", \"to\": \"s%d\"},",
          i,
          i,
          (i + 1) % 10);
    }
  g_autofree char *text = g_strdup_printf (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"n\", \"title\": \"N\","
      "\"relation_types\": [%s], \"actors\": [%s], \"relations\": [%s"
      "{\"id\": \"early\", \"type\": \"visit\", \"from\": \"s0\", \"to\": \"s5\","
      " \"start\": \"2005\", \"end\": \"2008\"},"
      "{\"id\": \"late\", \"type\": \"visit\", \"from\": \"s2\", \"to\": \"s7\","
      " \"start\": \"2010\", \"end\": \"2012\"}],"
      "\"views\": [{\"id\": \"v\", \"kind\": \"network\", \"title\": \"V\", \"options\": %s,"
      " \"filter\": %s}]}",
      TYPES,
      actors->str,
      ties->str,
      options,
      filter);
  return parse (text);
}

static EntScene *
build_at (const EntDossier *dossier, const char *time, const char *hidden, EntLayoutCache *layouts)
{
  g_autoptr (EntFilter) filter = ent_filter_new ();
  g_assert_true (ent_filter_set_time (filter, time, NULL));
  if (hidden != NULL)
    g_hash_table_add (filter->hidden, g_strdup (hidden));
  EntViewRequest request = request_of (dossier);
  request.filter = filter;
  request.layouts = layouts;
  return build (&request);
}

static double
moved_between (const EntScene *a, const EntScene *b)
{
  double most = 0;
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%d", i);
      EntPoint p = middle_of (a, id), q = middle_of (b, id);
      most = MAX (most, hypot (p.x - q.x, p.y - q.y));
    }
  return most;
}

/* What is found in the cache is what would be computed; a saved date and one of the session are the
 * same; what the session hides moves nobody. */
static void
test_time (void)
{
  g_autoptr (EntLayoutCache) layouts = ent_layout_cache_new ();
  g_autoptr (EntDossier) dossier = changing_dossier ("{}", "{}");
  g_autoptr (EntDossier) saved = changing_dossier ("{}", "{\"time\": \"2006-06\"}");
  EntViewRequest request = request_of (saved);
  g_autoptr (EntScene) of_view = build (&request);
  g_autoptr (EntScene) first = build_at (dossier, "2006-06", NULL, layouts);
  g_autoptr (EntScene) kept = build_at (dossier, "2006-06", NULL, layouts);
  g_autofree char *dump = ent_scene_dump (first), *second = ent_scene_dump (kept);
  g_autofree char *third = ent_scene_dump (of_view);
  g_assert_cmpstr (dump, ==, second);
  g_assert_cmpstr (dump, ==, third);
  g_assert_nonnull (strstr (dump, "time shown"));
  g_assert_nonnull (strstr (dump, "relation:early"));
  g_assert_null (strstr (dump, "relation:late"));
  check_labels (first, "2006");
  /* nothing begins or ends in between */
  g_autoptr (EntScene) later = build_at (dossier, "2006-11", NULL, layouts);
  g_assert_cmpfloat (moved_between (first, later), ==, 0);
  g_autoptr (EntScene) part = build_at (dossier, "2006-06", "type:visit", layouts);
  g_assert_false (has_item (part, "relation:early"));
  g_assert_cmpfloat (moved_between (first, part), ==, 0);
  /* the ring is another then */
  g_autoptr (EntScene) before = build_at (dossier, "1995", NULL, layouts);
  g_assert_cmpfloat (moved_between (first, before), >, 5);
}

/* How far those go whose own ties stay, when others' come. */
static double
move_of_others (const char *options)
{
  g_autoptr (EntDossier) dossier = changing_dossier (options, "{}");
  g_autoptr (EntScene) before = build_at (dossier, "2004", NULL, NULL);
  g_autoptr (EntScene) after = build_at (dossier, "2006", NULL, NULL);
  double sum = 0;
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%d", i);
      EntPoint p = middle_of (before, id), q = middle_of (after, id);
      sum += i == 0 || i == 5 ? 0 : hypot (p.x - q.x, p.y - q.y) / 8;
    }
  g_test_message ("%s: %g", options, sum);
  return sum;
}

static void
test_stability (void)
{
  double free = move_of_others ("{\"stability\": 0}");
  double usual = move_of_others ("{}");
  double firm = move_of_others ("{\"stability\": 1}");
  g_assert_cmpfloat (free, >, usual);
  g_assert_cmpfloat (usual, >, firm);
  g_assert_cmpfloat (usual, ==, move_of_others ("{\"stability\": 0.5}"));
  g_assert_cmpfloat (firm, <, 5);
}

static void
test_cache (void)
{
  g_autoptr (EntLayoutCache) cache = ent_layout_cache_new ();
  g_autoptr (GBytes) one = g_bytes_new_static ("1", 1);
  g_autoptr (GBytes) two = g_bytes_new_static ("2", 1);
  g_assert_null (ent_layout_cache_find (cache, "k"));
  ent_layout_cache_keep (cache, "k", one);
  ent_layout_cache_keep (cache, "k", two);
  g_autoptr (GBytes) found = ent_layout_cache_find (cache, "k");
  g_assert_true (found == one);
  /* what is asked for stays while others go */
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *key = g_strdup_printf ("%d", i);
      ent_layout_cache_keep (cache, key, two);
      g_autoptr (GBytes) again = ent_layout_cache_find (cache, "k");
      g_assert_nonnull (again);
    }
  g_assert_null (ent_layout_cache_find (cache, "0"));
  ent_layout_cache_keep (NULL, "k", one);
  g_assert_null (ent_layout_cache_find (NULL, "k"));
}

static void
test_bad_options (void)
{
  static const struct
  {
    const char *options, *word1, *word2;
  } cases[] = {
    { "{\"organisations\": \"rings\"}", "organisations", "rings" },
    { "{\"organisations\": {\"a\": \"hulls\"}}", "organisations", "organisation" },
    { "{\"organisations\": {\"nobody\": \"hulls\"}}", "organisations", "nobody" },
    { "{\"organisations\": {\"pact\": 1}}", "organisations", "hulls" },
    { "{\"layout\": \"spring\"}", "layout", "columns" },
    { "{\"layout\": 1}", "layout", "1" },
    { "{\"stability\": -0.1}", "stability", "-0.1" },
    { "{\"bundle\": 1.5}", "bundle", "1.5" },
    { "{\"bundle\": \"much\"}", "bundle", "much" },
    { "{\"group_by\": 2}", "group_by", "2" },
    { "{\"size_by\": \"bloc\"}", "size_by", "number" },
    { "{\"size_by\": 3}", "size_by", "3" },
    { "{\"hull_by\": 3}", "hull_by", "3" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EntDossier) dossier = dossier_with (cases[i].options);
      EntViewRequest request = request_of (dossier);
      g_assert_null (ent_view_build (&request, NULL, &error));
      g_assert_error (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_OPTION);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].word1));
      g_assert_nonnull (strstr (error->message, cases[i].word2));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/hulls", test_hulls);
  g_test_add_func ("/network/organisations", test_organisations);
  g_test_add_func ("/network/legend", test_legend);
  g_test_add_func ("/network/sizes", test_sizes);
  g_test_add_func ("/network/layouts", test_layouts);
  g_test_add_func ("/network/columns", test_columns);
  g_test_add_func ("/network/ring", test_ring);
  g_test_add_func ("/network/map", test_map);
  g_test_add_func ("/network/bundle", test_bundle);
  g_test_add_func ("/network/time", test_time);
  g_test_add_func ("/network/stability", test_stability);
  g_test_add_func ("/network/cache", test_cache);
  g_test_add_func ("/network/bad-options", test_bad_options);
  return g_test_run ();
}
