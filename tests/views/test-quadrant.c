#include <string.h>

#include "support.h"

/* A dossier with a quadrant of "x" and "y"; actors and options as JSON. */
static EntDossier *
with_quadrant (const char *actors, const char *options)
{
  g_autofree char *text = g_strdup_printf (
      "{\"format\": \"entente-dossier\", \"version\": 1, \"id\": \"q\", \"title\": \"\","
      "\"documents\": [{\"id\": \"doc\", \"title\": \"\"}],"
      "\"passages\": [{\"id\": \"p1\", \"document\": \"doc\", \"digest\": \"\"},"
      "{\"id\": \"p2\", \"document\": \"doc\", \"digest\": \"\"}],"
      "\"actors\": [%s],"
      "\"views\": [{\"id\": \"v\", \"kind\": \"quadrant\", \"options\": "
      "{\"x\": \"x\", \"y\": \"y\"%s%s}}]}",
      actors,
      *options != '\0' ? ", " : "",
      options);
  return parse (text);
}

static EntViewRequest
request_of (const EntDossier *dossier)
{
  EntViewRequest request = request_for (dossier, ENT_VIEW_QUADRANT);
  request.view = ent_dossier_views (dossier)->pdata[0];
  return request;
}

static char *
actor (const char *id, const char *x, const char *y)
{
  return g_strdup_printf ("{\"id\": \"%s\", \"kind\": \"state\", \"name\": \"Name of %s\","
                          "\"attributes\": {\"x\": {\"value\": %s, \"evidence\": [\"p1\"]},"
                          "\"y\": {\"value\": %s, \"evidence\": [\"p1\", \"p2\"]}}}",
                          id,
                          id,
                          x,
                          y);
}

static const EntMark *
disc_of (const EntScene *scene, const char *id)
{
  int item = ent_scene_find_item (scene, id);
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    if (ent_scene_mark (scene, i)->item == item && ent_scene_mark (scene, i)->kind == ENT_MARK_DISC)
      return ent_scene_mark (scene, i);
  g_assert_not_reached ();
}

static gboolean
has_text (const EntScene *scene, const char *text)
{
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    if (ent_scene_mark (scene, i)->kind == ENT_MARK_TEXT
        && g_str_equal (ent_scene_mark (scene, i)->text.string, text))
      return TRUE;
  return FALSE;
}

static gboolean
has_note (const EntScene *scene, const char *note)
{
  return g_strv_contains (ent_scene_notes (scene), note);
}

/* More of an attribute is further right or further up, and codes have equal steps. */
static void
test_places (void)
{
  g_autofree char *a = actor ("a", "0", "0"), *b = actor ("b", "1", "3");
  g_autofree char *actors = g_strjoin (",", a, b, NULL);
  g_autoptr (EntDossier) dossier
      = with_quadrant (actors, "\"x_range\": [0, 4], \"y_range\": [0, 3]");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  const EntMark *low = disc_of (scene, "actor:a"), *high = disc_of (scene, "actor:b");
  EntRect frame = ent_scene_frame (scene);
  g_assert_cmpfloat_with_epsilon (high->disc.cx - low->disc.cx, frame.width / 5, 0.01);
  g_assert_cmpfloat_with_epsilon (low->disc.cy - high->disc.cy, frame.height * 3 / 4, 0.01);
  g_assert_true (has_text (scene, "4"));
  g_assert_false (has_text (scene, "0.5"));
  g_assert_false (has_text (scene, "5"));
}

/* Who lacks a value, has a word for one or is outside of the axes is not drawn, and counted. */
static void
test_left_out (void)
{
  g_autofree char *a = actor ("a", "1", "1"), *word = actor ("word", "1", "\"high\"");
  g_autofree char *far = actor ("far", "9", "1");
  g_autofree char *actors = g_strjoin (
      ",", a, word, far, "{\"id\": \"none\", \"kind\": \"state\", \"name\": \"None\"}", NULL);
  g_autoptr (EntDossier) dossier = with_quadrant (actors, "\"x_range\": [0, 3]");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  g_assert_cmpuint (ent_scene_n_items (scene), ==, 1);
  g_assert_cmpint (ent_scene_find_item (scene, "actor:a"), !=, ENT_NO_ITEM);
  g_assert_true (has_note (scene, "3 without both values are not drawn"));
}

/* An item lists what its two values rest on, and not what else is said of the actor. */
static void
test_evidence (void)
{
  g_autofree char *a = actor ("a", "1", "1");
  const char *others
      = "{\"id\": \"half\", \"kind\": \"state\", \"name\": \"Half\", \"evidence\": [\"p1\"],"
        "\"attributes\": {\"x\": {\"value\": 2, \"evidence\": [\"p2\"]}, \"y\": {\"value\": 2}}},"
        "{\"id\": \"doubt\", \"kind\": \"state\", \"name\": \"Doubt\","
        "\"attributes\": {\"x\": {\"value\": 3, \"evidence\": [\"p1\"]}, \"y\": {\"value\": 3,"
        "\"evidence\": [{\"passage\": \"p1\", \"stance\": \"disputes\"}]}}}";
  g_autofree char *actors = g_strjoin (",", a, others, NULL);
  g_autoptr (EntDossier) dossier = with_quadrant (actors, "\"x_title\": \"Push\"");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  static const struct
  {
    const char *id, *evidence, *description;
    gboolean hatched;
    guint marks; /* disc, half, name */
  } cases[] = {
    { "actor:a", "p1,p2", "Push: 1 · y: 1 · 2 passages", FALSE, 2 },
    { "actor:half", "p2", "Push: 2 · y: 2 · 1 passage", TRUE, 2 },
    { "actor:doubt", "p1", "Push: 3 · y: 3 · 1 passage", FALSE, 3 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int index = ent_scene_find_item (scene, cases[i].id);
      const EntSceneItem *item = ent_scene_item (scene, index);
      g_autofree char *evidence = g_strjoinv (",", (char **)item->evidence);
      guint marks = 0;
      for (guint m = 0; m < ent_scene_n_marks (scene); m++)
        marks += ent_scene_mark (scene, m)->item == index;
      g_assert_cmpstr (evidence, ==, cases[i].evidence);
      g_assert_cmpstr (item->description, ==, cases[i].description);
      g_assert_cmpint (disc_of (scene, cases[i].id)->style.hatched, ==, cases[i].hatched);
      g_assert_cmpuint (marks, ==, cases[i].marks);
    }
  g_autoptr (GPtrArray) legend = ent_legend_for_view (&request);
  static const char *const labels[] = { "State", "disputed", "no passage" };
  g_assert_cmpuint (legend->len, ==, G_N_ELEMENTS (labels));
  for (guint i = 0; i < legend->len; i++)
    {
      const EntLegendEntry *entry = legend->pdata[i];
      g_assert_cmpstr (entry->label, ==, labels[i]);
      g_assert_cmpint (entry->swatch, ==, ENT_SWATCH_DISC);
    }
}

static void
test_colours (void)
{
  const char *actors = "{\"id\": \"a\", \"kind\": \"state\", \"name\": \"A\", \"attributes\":"
                       "{\"x\": {\"value\": 1}, \"y\": {\"value\": 1}, \"g\": {\"value\": \"N\"}}},"
                       "{\"id\": \"b\", \"kind\": \"state\", \"name\": \"B\", \"attributes\":"
                       "{\"x\": {\"value\": 2}, \"y\": {\"value\": 1}, \"g\": {\"value\": \"S\"}}}";
  g_autoptr (EntDossier) dossier = with_quadrant (actors, "\"colour_by\": \"g\"");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  EntColour a = disc_of (scene, "actor:a")->style.stroke;
  EntColour b = disc_of (scene, "actor:b")->style.stroke;
  g_assert_cmpfloat (ent_colour_difference (a, b), >, 0.05);
  g_autoptr (GPtrArray) legend = ent_legend_for_view (&request);
  g_assert_cmpstr (((const EntLegendEntry *)legend->pdata[0])->label, ==, "N");
  g_assert_cmpstr (((const EntLegendEntry *)legend->pdata[1])->label, ==, "S");
}

/* The titles, the captions and their languages. */
static void
test_words (void)
{
  g_autofree char *a = actor ("a", "1", "1");
  g_autoptr (EntDossier) dossier = with_quadrant (
      a,
      "\"x_title\": {\"en\": \"Push\", \"zh-Hans\": \"推\"},"
      "\"quadrants\": [\"one\", \"two\", \"three\", {\"en\": \"four\", \"zh-Hans\": \"四\"}]");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) english = build (&request);
  g_assert_true (has_text (english, "Push →"));
  g_assert_true (has_text (english, "↑ y"));
  g_assert_true (has_text (english, "four"));
  request.lang = "zh-Hant";
  g_autoptr (EntScene) chinese = build (&request);
  g_assert_true (has_text (chinese, "推 →"));
  g_assert_true (has_text (chinese, "四"));
}

/* The middle is at zero where an axis crosses it, else half-way, unless it is said. */
static void
test_middle (void)
{
  static const struct
  {
    const char *low, *high, *options;
    double share; /* of the way from a to b */
  } cases[] = {
    { "0", "3", "", 0.5 },
    { "-1", "3", "", 0.25 },
    { "0", "3", "\"x_mid\": 1", 1 / 3.0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *a = actor ("a", cases[i].low, "0");
      g_autofree char *b = actor ("b", cases[i].high, "3");
      g_autofree char *actors = g_strjoin (",", a, b, NULL);
      g_autoptr (EntDossier) dossier = with_quadrant (actors, cases[i].options);
      EntViewRequest request = request_of (dossier);
      g_autoptr (EntScene) scene = build (&request);
      double from = disc_of (scene, "actor:a")->disc.cx, to = disc_of (scene, "actor:b")->disc.cx;
      gboolean found = FALSE;
      for (guint m = 0; m < ent_scene_n_marks (scene); m++)
        {
          const EntMark *mark = ent_scene_mark (scene, m);
          double x = mark->bounds.x + mark->bounds.width / 2;
          /* The middle lines are the wide ones. */
          found |= mark->kind == ENT_MARK_PATH && mark->layer == ENT_LAYER_GROUND
                   && mark->style.stroke_width == 1
                   && ABS (x - (from + cases[i].share * (to - from))) < 0.1;
        }
      g_assert_true (found);
    }
}

/* Many with the same codes: side by side, none covering another, within the frame, again the same
 * next time. */
static void
test_pack (void)
{
  static const struct
  {
    guint n;
    double width, height;
  } cases[] = { { 2, 700, 500 }, { 3, 340, 260 }, { 7, 700, 500 }, { 60, 1100, 700 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
      for (guint k = 0; k < cases[i].n; k++)
        {
          g_autofree char *id = g_strdup_printf ("a%u", k);
          g_ptr_array_add (parts, actor (id, k % 5 == 4 ? "0" : "3", "2"));
        }
      g_ptr_array_add (parts, NULL);
      g_autofree char *actors = g_strjoinv (",", (char **)parts->pdata);
      g_autoptr (EntDossier) dossier = with_quadrant (actors, "");
      EntViewRequest request = request_of (dossier);
      request.width = cases[i].width;
      request.height = cases[i].height;
      g_autoptr (EntScene) scene = build (&request);
      EntRect frame = ent_scene_frame (scene);
      check_labels (scene, "pack");
      g_assert_true (has_note (scene, "Points that would cover each other stand side by side"));
      for (guint a = 0; a < cases[i].n; a++)
        {
          g_autofree char *id = g_strdup_printf ("actor:a%u", a);
          const EntMark *one = disc_of (scene, id);
          g_assert_true (ent_rect_contains (&frame, one->bounds.x, one->bounds.y));
          g_assert_true (ent_rect_contains (
              &frame, one->bounds.x + one->bounds.width, one->bounds.y + one->bounds.height));
          for (guint b = 0; b < a; b++)
            {
              g_autofree char *other_id = g_strdup_printf ("actor:a%u", b);
              const EntMark *other = disc_of (scene, other_id);
              g_assert_false (ent_rect_intersects (&one->bounds, &other->bounds)
                              && ABS (one->disc.cx - other->disc.cx) < 1
                              && ABS (one->disc.cy - other->disc.cy) < 1);
              double dx = one->disc.cx - other->disc.cx, dy = one->disc.cy - other->disc.cy;
              g_assert_cmpfloat (dx * dx + dy * dy, >=, 4 * one->disc.radius * one->disc.radius);
            }
        }
      g_autofree char *dump = ent_scene_dump (scene);
      g_autoptr (EntScene) again = build (&request);
      g_autofree char *same = ent_scene_dump (again);
      g_assert_cmpstr (dump, ==, same);
    }
}

/* Sixty measures, at both widths of a figure and near by. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  for (guint k = 0; k < 60; k++)
    {
      char id[16], x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
      g_snprintf (id, sizeof id, "a%u", k);
      g_ascii_dtostr (x, sizeof x, g_rand_double_range (random, -1e6, 2e6));
      g_ascii_dtostr (y, sizeof y, g_rand_double_range (random, 0, 1e-3));
      g_ptr_array_add (parts, actor (id, x, y));
    }
  g_ptr_array_add (parts, NULL);
  g_autofree char *actors = g_strjoinv (",", (char **)parts->pdata);
  g_autoptr (EntDossier) dossier = with_quadrant (actors, "");
  static const double widths_mm[] = { 89, 183, 300 };
  for (guint i = 0; i < G_N_ELEMENTS (widths_mm); i++)
    for (double zoom = 1; zoom < 100; zoom *= 8)
      {
        EntViewRequest request = request_of (dossier);
        request.width = widths_mm[i] * ENT_UNITS_PER_MM;
        request.height = ent_view_natural_height (&request);
        request.camera.zoom = zoom;
        g_autoptr (EntScene) scene = build (&request);
        check_labels (scene, "many");
        g_assert_cmpuint (ent_scene_n_items (scene), ==, 60);
      }
}

/* Nobody, one, and one whose values are as large as numbers get. */
static void
test_few (void)
{
  static const char *const values[] = { "0", "-3", "1e300", "1e-300", "0.1" };
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *a = actor ("a", values[i], "1");
      g_autoptr (EntDossier) dossier = with_quadrant (a, "");
      EntViewRequest request = request_of (dossier);
      g_autoptr (EntScene) scene = build (&request);
      const EntMark *disc = disc_of (scene, "actor:a");
      g_assert_cmpfloat_with_epsilon (
          disc->disc.cx, ent_scene_frame (scene).x + ent_scene_frame (scene).width / 2, 0.01);
      check_labels (scene, values[i]);
    }
  g_autofree char *x = actor ("a", "1", "\"word\""), *y = actor ("b", "\"word\"", "1");
  g_autofree char *actors = g_strjoin (",", x, y, NULL);
  g_autoptr (EntDossier) dossier = with_quadrant (actors, "");
  EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  g_assert_true (has_text (scene, "Nothing to show here"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/quadrant/places", test_places);
  g_test_add_func ("/quadrant/left-out", test_left_out);
  g_test_add_func ("/quadrant/evidence", test_evidence);
  g_test_add_func ("/quadrant/colours", test_colours);
  g_test_add_func ("/quadrant/words", test_words);
  g_test_add_func ("/quadrant/middle", test_middle);
  g_test_add_func ("/quadrant/pack", test_pack);
  g_test_add_func ("/quadrant/many", test_many);
  g_test_add_func ("/quadrant/few", test_few);
  return g_test_run ();
}
