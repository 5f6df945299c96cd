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
  g_test_add_func ("/network/bad-options", test_bad_options);
  return g_test_run ();
}
