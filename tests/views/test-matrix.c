#include <string.h>

#include "support.h"

/* Two states with relations of two types, a concept, and a comparison of the three. */
static const char body[]
    = "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"m\", \"title\": \"\","
      "\"documents\": [{\"id\": \"doc\", \"title\": \"\"}],"
      "\"passages\": [{\"id\": \"p1\", \"document\": \"doc\", \"digest\": \"\", \"tags\": "
      "[\"red\"]},"
      "{\"id\": \"p2\", \"document\": \"doc\", \"digest\": \"\", \"tags\": [\"red\", \"blue\"]},"
      "{\"id\": \"p3\", \"document\": \"doc\", \"digest\": \"\", \"tags\": [\"green\"]}],"
      "\"actors\": [{\"id\": \"a\", \"kind\": \"state\", \"name\": \"Beta\", \"evidence\": "
      "[\"p1\"],"
      "\"attributes\": {\"n\": {\"value\": 4, \"evidence\": [\"p2\"]}, \"w\": {\"value\": "
      "\"High\"}}},"
      "{\"id\": \"b\", \"kind\": \"state\", \"name\": \"Alpha\","
      "\"attributes\": {\"n\": {\"value\": 2, \"evidence\": "
      "[{\"passage\": \"p1\", \"stance\": \"disputes\"}]}}},"
      "{\"id\": \"alone\", \"kind\": \"state\", \"name\": \"Alone\"},"
      "{\"id\": \"trust\", \"kind\": \"concept\", \"name\": \"Trust\", \"evidence\": [\"p1\", "
      "\"p3\"]}],"
      "\"relation_types\": [{\"id\": \"visit\", \"name\": \"Visit\"}, {\"id\": \"pact\", \"name\": "
      "\"Pact\"},"
      "{\"id\": \"unused\", \"name\": \"Unused\"}],"
      "\"relations\": [{\"id\": \"v1\", \"type\": \"visit\", \"from\": \"a\", \"to\": \"b\", "
      "\"evidence\": [\"p1\"]},"
      "{\"id\": \"v2\", \"type\": \"visit\", \"from\": \"b\", \"to\": \"a\", \"modality\": "
      "\"planned\", \"evidence\": [\"p2\"]},"
      "{\"id\": \"k1\", \"type\": \"pact\", \"from\": \"b\", \"to\": \"b\", \"modality\": "
      "\"planned\"}],"
      "\"comparisons\": [{\"id\": \"c\", \"title\": \"\", \"subjects\": [{\"id\": \"s\", \"name\": "
      "\"Subject\"}],"
      "\"dimensions\": [{\"id\": \"d\", \"name\": \"Dimension\"}, {\"id\": \"e\", \"name\": "
      "\"Other\"}],"
      "\"cells\": [{\"subject\": \"s\", \"dimension\": \"d\", \"text\": \"Text\", \"code\": 3,"
      "\"evidence\": [\"p1\"]}, {\"subject\": \"s\", \"dimension\": \"e\", \"text\": \"Text\","
      "\"evidence\": [\"p1\", \"p2\"]}]}],"
      "\"views\": [{\"id\": \"v\", \"kind\": \"matrix\", \"options\": {%s}}]}";

static EntDossier *
with_matrix (const char *options)
{
  g_autoptr (GString) text = g_string_new (body);
  g_string_replace (text, "%s", options, 1);
  return parse (text->str);
}

static EntViewRequest
request_of (const EntDossier *dossier)
{
  EntViewRequest request = request_for (dossier, ENT_VIEW_MATRIX);
  request.view = ent_dossier_views (dossier)->pdata[0];
  return request;
}

static const EntMark *
mark_of (const EntScene *scene, const char *id, EntMarkKind kind)
{
  int item = ent_scene_find_item (scene, id);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    if (ent_scene_mark (scene, i)->item == item && ent_scene_mark (scene, i)->kind == kind)
      return ent_scene_mark (scene, i);
  return NULL;
}

static char *
join (const char *const *ids)
{
  return ids != NULL ? g_strjoinv (",", (char **)ids) : g_strdup ("");
}

/* What each kind of column puts into a cell: what is written there, what it stands for, and the
 * passages under it. */
static void
test_cells (void)
{
  static const struct
  {
    const char *options, *id, *words, *things, *evidence, *description;
  } cases[] = {
    { "", "matrix:a.visit", "2", "relation:v1,relation:v2", "p1,p2", "2 relations · 2 passages" },
    { "", "matrix:b.visit", "2", "relation:v1,relation:v2", "p1,p2", "2 relations · 2 passages" },
    { "", "matrix:b.pact", "1", "relation:k1", "", "1 relation · no passage" },
    { "\"columns\": \"tags\"",
      "matrix:a.red",
      "2",
      "passage:p1,passage:p2",
      "p1,p2",
      "2 passages" },
    { "\"columns\": \"tags\"", "matrix:b.blue", "1", "passage:p2", "p2", "1 passage" },
    { "\"columns\": \"concepts\"", "matrix:a.trust", "1", "passage:p1", "p1", "1 passage" },
    { "\"columns\": \"comparison\"", "cell:c.s.d", "3", "", "p1", "Text · 1 passage" },
    { "\"columns\": \"comparison\"", "cell:c.s.e", "2", "", "p1,p2", "Text · 2 passages" },
    { "\"columns\": [\"n\", \"w\"]",
      "matrix:a.n",
      "4",
      "actor:a,passage:p2",
      "p2",
      "4 · 1 passage" },
    { "\"columns\": [\"n\", \"w\"]", "matrix:a.w", "High", "actor:a", "", "High · no passage" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntDossier) dossier = with_matrix (cases[i].options);
      EntViewRequest request = request_of (dossier);
      g_autoptr (EntScene) scene = build (&request);
      int index = ent_scene_find_item (scene, cases[i].id);
      g_assert_cmpint (index, !=, ENT_NO_ITEM);
      const EntSceneItem *item = ent_scene_item (scene, index);
      g_autofree char *things = join (item->things), *evidence = join (item->evidence);
      g_assert_cmpstr (
          mark_of (scene, cases[i].id, ENT_MARK_TEXT)->text.string, ==, cases[i].words);
      g_assert_cmpstr (things, ==, cases[i].things);
      g_assert_cmpstr (evidence, ==, cases[i].evidence);
      g_assert_cmpstr (item->description, ==, cases[i].description);
      for (const char *const *id = item->things; id != NULL && *id != NULL; id++)
        g_assert_nonnull (ent_dossier_find (dossier, *id));
    }
}

/* Who has nothing is left out and counted, and so is a column with nothing in it. */
static void
test_left_out (void)
{
  g_autoptr (EntDossier) dossier = with_matrix ("");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  g_assert_cmpint (ent_scene_find_item (scene, "actor:alone"), ==, ENT_NO_ITEM);
  g_assert_cmpint (ent_scene_find_item (scene, "actor:trust"), ==, ENT_NO_ITEM);
  g_assert_cmpint (ent_scene_find_item (scene, "type:unused"), ==, ENT_NO_ITEM);
  g_assert_cmpint (ent_scene_find_item (scene, "actor:a"), !=, ENT_NO_ITEM);
  g_assert_cmpint (ent_scene_find_item (scene, "type:visit"), !=, ENT_NO_ITEM);
  g_assert_true (g_strv_contains (ent_scene_notes (scene), "1 without any is not drawn"));

  g_autoptr (EntFilter) filter = ent_filter_new ();
  g_hash_table_add (filter->hidden, g_strdup ("type:visit"));
  request.filter = filter;
  g_autoptr (EntScene) some = build (&request);
  g_assert_cmpint (ent_scene_find_item (some, "type:visit"), ==, ENT_NO_ITEM);
  g_assert_cmpint (ent_scene_find_item (some, "matrix:b.pact"), !=, ENT_NO_ITEM);
}

static void
test_marks (void)
{
  g_autoptr (EntDossier) dossier = with_matrix ("");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) types = build (&request);
  const EntStyle *mixed = &mark_of (types, "matrix:a.visit", ENT_MARK_BOX)->style;
  const EntStyle *hollow = &mark_of (types, "matrix:b.pact", ENT_MARK_BOX)->style;
  g_assert_false (mixed->hatched);
  g_assert_cmpuint (mixed->n_dash, ==, 0);
  g_assert_true (hollow->hatched);
  g_assert_cmpuint (hollow->n_dash, ==, 2);
  g_autoptr (GPtrArray) legend = ent_legend_for_view (&request);
  static const char *const labels[] = { "1 relation", "2 relations", "planned", "no passage" };
  g_assert_cmpuint (legend->len, ==, G_N_ELEMENTS (labels));
  for (guint i = 0; i < legend->len; i++)
    g_assert_cmpstr (((const EntLegendEntry *)legend->pdata[i])->label, ==, labels[i]);

  g_autoptr (EntDossier) valued = with_matrix ("\"columns\": [\"n\"]");
  request = request_of (valued);
  g_autoptr (EntScene) values = build (&request);
  g_assert_cmpfloat (mark_of (values, "matrix:b.n", ENT_MARK_BOX)->style.stroke2.a, >, 0);
  g_assert_cmpfloat (mark_of (values, "matrix:a.n", ENT_MARK_BOX)->style.stroke2.a, ==, 0);
}

/* A number can be read on its tint in every theme. */
static void
test_contrast (void)
{
  g_autoptr (EntDossier) dossier = with_matrix ("\"columns\": [\"n\", \"w\"]");
  for (int theme = 0; theme < ENT_N_THEMES; theme++)
    {
      EntViewRequest request = request_of (dossier);
      request.theme = ent_theme_get (theme);
      g_autoptr (EntScene) scene = build (&request);
      static const char *const ids[] = { "matrix:a.n", "matrix:b.n", "matrix:a.w" };
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        g_assert_cmpfloat (ent_colour_contrast (mark_of (scene, ids[i], ENT_MARK_TEXT)->text.colour,
                                                mark_of (scene, ids[i], ENT_MARK_BOX)->style.fill),
                           >=,
                           4.49);
    }
}

/* The ids of the rows from the top. */
static char *
rows_of (const EntScene *scene)
{
  GString *ids = g_string_new (NULL);
  for (double y = 0;;)
    {
      const EntMark *next = NULL;
      for (guint i = 0; i < ent_scene_n_marks (scene); i++)
        {
          const EntMark *mark = ent_scene_mark (scene, i);
          if (mark->kind == ENT_MARK_TEXT && mark->item != ENT_NO_ITEM && mark->text.y > y
              && g_str_has_prefix (ent_scene_item (scene, mark->item)->id, "actor:")
              && (next == NULL || mark->text.y < next->text.y))
            next = mark;
        }
      if (next == NULL)
        return g_string_free (ids, FALSE);
      y = next->text.y;
      g_string_append_printf (ids,
                              "%s%s",
                              ids->len > 0 ? " " : "",
                              ent_scene_item (scene, next->item)->id + strlen ("actor:"));
    }
}

static EntDossier *
with_attributes (const char *const *rows, const char *order)
{
  g_autoptr (GString) actors = g_string_new (NULL);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_autoptr (GString) keys = g_string_new (NULL);
      for (const char *key = strchr (rows[i], ':') + 1; *key != '\0'; key++)
        g_string_append_printf (keys, "%s\"%c\": {\"value\": 1}", keys->len > 0 ? ", " : "", *key);
      g_string_append_printf (
          actors,
          "%s{\"id\": \"%c\", \"kind\": \"state\", \"name\": \"%c\", \"attributes\": {%s}}",
          i > 0 ? "," : "",
          rows[i][0],
          'z' - (rows[i][0] - 'a'),
          keys->str);
    }
  g_autofree char *text = g_strdup_printf (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"m\", \"title\": \"\","
      "\"actors\": [%s], \"views\": [{\"id\": \"v\", \"kind\": \"matrix\", \"options\": "
      "{\"columns\": [\"p\", \"q\", \"r\", \"s\", \"t\"], \"order\": \"%s\"}}]}",
      actors->str,
      order);
  return parse (text);
}

/* A band that was shuffled is found again; what nothing ties together stays apart. */
static void
test_order (void)
{
  static const char *const band[] = { "c:rs", "a:pq", "e:t", "b:qr", "d:st", NULL };
  static const char *const blocks[] = { "a:pq", "c:rst", "b:pq", "d:rst", "e:rst", NULL };
  static const struct
  {
    const char *const *rows;
    const char *order, *expected;
  } cases[] = {
    { band, "file", "c a e b d" },
    { band, "name", "e d c b a" },
    { band, "seriation", "e d c b a" },
    { blocks, "seriation", "c d e a b" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntDossier) dossier = with_attributes (cases[i].rows, cases[i].order);
      EntViewRequest request = request_of (dossier);
      g_autoptr (EntScene) scene = build (&request);
      g_autofree char *found = rows_of (scene);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* Sixty actors and a dozen types with long names: whole at both widths of a figure or refused, and
 * no name cut. */
static void
test_many (void)
{
  g_autoptr (GString) actors = g_string_new (NULL);
  g_autoptr (GString) relations = g_string_new (NULL);
  g_autoptr (GString) types = g_string_new (NULL);
  for (guint i = 0; i < 12; i++)
    g_string_append_printf (types,
                            "%s{\"id\": \"t%u\", \"name\": \"Consultation of the kind number %u\"}",
                            i > 0 ? "," : "",
                            i,
                            i);
  for (guint i = 0; i < 60; i++)
    {
      g_string_append_printf (actors,
                              "%s{\"id\": \"a%u\", \"kind\": \"state\","
                              "\"name\": \"The State with the Rather Long Name %u\"}",
                              i > 0 ? "," : "",
                              i,
                              i);
      for (guint k = 0; k < 4; k++)
        g_string_append_printf (
            relations,
            "%s{\"id\": \"r%u-%u\", \"type\": \"t%u\", \"from\": \"a%u\", \"to\": \"a%u\"}",
            i + k > 0 ? "," : "",
            i,
            k,
            (i * 7 + k * k) % 12,
            i,
            (i + k * 13 + 1) % 60);
    }
  g_autofree char *text = g_strdup_printf (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"m\", \"title\": \"\","
      "\"actors\": [%s], \"relation_types\": [%s], \"relations\": [%s]}",
      actors->str,
      types->str,
      relations->str);
  g_autoptr (EntDossier) dossier = parse (text);
  static const double widths_mm[] = { 40, 89, 183, 290 };
  for (guint i = 0; i < G_N_ELEMENTS (widths_mm); i++)
    {
      g_autoptr (GError) error = NULL;
      EntViewRequest request = request_for (dossier, ENT_VIEW_MATRIX);
      request.fit = TRUE;
      request.width = widths_mm[i] * ENT_UNITS_PER_MM;
      request.height = ent_view_natural_height (&request);
      g_autoptr (EntScene) scene = ent_view_build (&request, NULL, &error);
      if (widths_mm[i] < 50)
        {
          g_assert_error (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_SIZE);
          continue;
        }
      g_assert_no_error (error);
      check_labels (scene, "many");
      for (guint m = 0; m < ent_scene_n_marks (scene); m++)
        {
          const EntMark *mark = ent_scene_mark (scene, m);
          g_assert_cmpfloat (mark->bounds.y + mark->bounds.height, <=, request.height + 1);
          if (mark->kind == ENT_MARK_TEXT)
            {
              g_assert_null (strstr (mark->text.string, "…"));
              g_assert_cmpfloat (mark->text.style.size, >=, 6 * ENT_UNITS_PER_PT - 0.01);
            }
        }
    }
}

/* Only a matrix that is wider than its frame moves to the sides. */
/* Three states by thirty types: on a narrow page the types are the rows, and a cell is called the
 * same. */
static void
test_turned (void)
{
  g_autoptr (GString) types = g_string_new (NULL), relations = g_string_new (NULL);
  for (guint i = 0; i < 30; i++)
    {
      const char *comma = i > 0 ? "," : "";
      g_string_append_printf (types, "%s{\"id\": \"t%u\", \"name\": \"Kind %u\"}", comma, i, i);
      g_string_append_printf (
          relations,
          "%s{\"id\": \"r%u\", \"type\": \"t%u\", \"from\": \"a%u\", \"to\": \"a%u\"}",
          comma,
          i,
          i,
          i % 3,
          (i + 1) % 3);
    }
  g_autofree char *text = g_strdup_printf (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"m\", \"title\": \"\","
      "\"actors\": [{\"id\": \"a0\", \"kind\": \"state\", \"name\": \"A\"},"
      "{\"id\": \"a1\", \"kind\": \"state\", \"name\": \"B\"},"
      "{\"id\": \"a2\", \"kind\": \"state\", \"name\": \"C\"}],"
      "\"relation_types\": [%s], \"relations\": [%s]}",
      types->str,
      relations->str);
  g_autoptr (EntDossier) dossier = parse (text);
  for (guint narrow = 0; narrow < 2; narrow++)
    {
      g_autoptr (GError) error = NULL;
      EntViewRequest request = request_for (dossier, ENT_VIEW_MATRIX);
      request.fit = TRUE;
      request.width = (narrow ? 60 : 290) * ENT_UNITS_PER_MM;
      request.height = ent_view_natural_height (&request);
      g_autoptr (EntScene) scene = ent_view_build (&request, NULL, &error);
      g_assert_no_error (error);
      const EntMark *first = mark_of (scene, "matrix:a0.t0", ENT_MARK_BOX);
      const EntMark *same_state = mark_of (scene, "matrix:a0.t3", ENT_MARK_BOX);
      g_assert_nonnull (first);
      g_assert_nonnull (same_state);
      g_assert_cmpint (first->box.rect.y == same_state->box.rect.y, ==, !narrow);
      g_assert_cmpint (first->box.rect.x == same_state->box.rect.x, ==, narrow);
    }
}

static void
test_aside (void)
{
  g_autoptr (EntDossier) dossier = with_matrix ("\"columns\": [\"n\", \"w\"]");
  EntViewRequest request = request_of (dossier);
  request.camera.x = -0.5;
  g_autoptr (EntScene) wide = build (&request);
  g_assert_cmpint (ent_scene_flags (wide) & ENT_MOVES_X, ==, 0);
  request.camera.x = 0;
  g_autoptr (EntScene) same = build (&request);
  g_assert_cmpfloat (mark_of (wide, "matrix:a.n", ENT_MARK_BOX)->bounds.x,
                     ==,
                     mark_of (same, "matrix:a.n", ENT_MARK_BOX)->bounds.x);

  request.width = 90;
  g_autoptr (EntScene) narrow = build (&request);
  request.camera.x = -0.5;
  g_autoptr (EntScene) moved = build (&request);
  g_assert_cmpint (ent_scene_flags (narrow) & ENT_MOVES_X, !=, 0);
  g_assert_cmpfloat (ent_scene_content (narrow).width, >, 90);
  g_assert_cmpfloat_with_epsilon (mark_of (moved, "matrix:a.n", ENT_MARK_BOX)->bounds.x,
                                  mark_of (narrow, "matrix:a.n", ENT_MARK_BOX)->bounds.x - 45,
                                  0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/matrix/cells", test_cells);
  g_test_add_func ("/matrix/left-out", test_left_out);
  g_test_add_func ("/matrix/marks", test_marks);
  g_test_add_func ("/matrix/contrast", test_contrast);
  g_test_add_func ("/matrix/order", test_order);
  g_test_add_func ("/matrix/many", test_many);
  g_test_add_func ("/matrix/turned", test_turned);
  g_test_add_func ("/matrix/aside", test_aside);
  return g_test_run ();
}
