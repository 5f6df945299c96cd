/* Actors coloured by what is said of them: on maps, in networks, in legends. */
#include "support.h"
#include "views/colouring.h"

#include <string.h>

/* Five states with a word and a number each; one has neither, one a word that nobody cites. */
static EntDossier *
with_states (const char *kind, const char *options)
{
  g_autofree char *text = g_strdup_printf (
      "{\"format\":\"entente-dossier\",\"version\":1,\"id\":\"t\",\"title\":\"T\",\"language\":"
      "\"en\","
      "\"documents\":[{\"id\":\"d\",\"title\":\"D\"}],"
      "\"passages\":[{\"id\":\"p\",\"document\":\"d\",\"digest\":\"P\"}],"
      "\"actors\":["
      "{\"id\":\"fra\",\"kind\":\"state\",\"name\":\"France\",\"iso\":\"FRA\",\"attributes\":{"
      "\"answer\":{\"value\":\"yes\",\"evidence\":[\"p\"]},\"share\":{\"value\":1,\"evidence\":["
      "\"p\"]}},"
      "\"evidence\":[\"p\"]},"
      "{\"id\":\"deu\",\"kind\":\"state\",\"name\":\"Germany\",\"iso\":\"DEU\",\"attributes\":{"
      "\"answer\":{\"value\":\"no\",\"evidence\":[\"p\"]},\"share\":{\"value\":5,\"evidence\":["
      "\"p\"]}},"
      "\"evidence\":[\"p\"]},"
      "{\"id\":\"ita\",\"kind\":\"state\",\"name\":\"Italy\",\"iso\":\"ITA\",\"attributes\":{"
      "\"answer\":{\"value\":\"yes\",\"evidence\":[\"p\"]},\"share\":{\"value\":9,\"evidence\":["
      "\"p\"]}},"
      "\"evidence\":[\"p\"]},"
      "{\"id\":\"esp\",\"kind\":\"state\",\"name\":\"Spain\",\"iso\":\"ESP\",\"evidence\":[\"p\"]},"
      "{\"id\":\"pol\",\"kind\":\"state\",\"name\":\"Poland\",\"iso\":\"POL\",\"attributes\":{"
      "\"answer\":{\"value\":\"no\"}},\"evidence\":[\"p\"]}],"
      "\"relation_types\":[{\"id\":\"t\",\"name\":\"T\"}],"
      "\"relations\":[{\"id\":\"r\",\"type\":\"t\",\"from\":\"fra\",\"to\":\"deu\",\"evidence\":["
      "\"p\"]}],"
      "\"views\":[{\"id\":\"v\",\"kind\":\"%s\",\"title\":\"V\",\"options\":%s}]}",
      kind,
      options);
  return parse (text);
}

static EntViewRequest
request_of (const EntDossier *dossier)
{
  const EntView *view = ent_dossier_views (dossier)->pdata[0];
  EntViewRequest request = request_for (dossier, view->kind);
  request.view = view;
  return request;
}

static int
class_of (const EntColouring *colouring, const EntDossier *dossier, const char *id)
{
  return ent_colouring_class (colouring, (const EntActor *)ent_dossier_find (dossier, id));
}

static void
test_words (void)
{
  g_autoptr (EntDossier) dossier = with_states ("map", "{\"colour_by\":\"answer\"}");
  const EntViewRequest request = request_of (dossier);
  g_autoptr (EntColouring) colouring = ent_colouring_new (&request, NULL);
  g_assert_cmpint (class_of (colouring, dossier, "fra"), ==, 0);
  g_assert_cmpint (class_of (colouring, dossier, "ita"), ==, 0);
  g_assert_cmpint (class_of (colouring, dossier, "deu"), ==, 1);
  g_assert_cmpint (class_of (colouring, dossier, "esp"), ==, ENT_NO_CLASS);
  g_assert_cmpstr (colouring->classes->pdata[0], ==, "yes");
}

static void
test_numbers (void)
{
  g_autoptr (EntDossier) dossier = with_states ("map", "{\"colour_by\":\"share\"}");
  const EntViewRequest request = request_of (dossier);
  g_autoptr (EntColouring) colouring = ent_colouring_new (&request, NULL);
  g_assert_true (colouring->ordered);
  g_assert_cmpint (class_of (colouring, dossier, "fra"), ==, 0);
  g_assert_cmpint (class_of (colouring, dossier, "deu"), ==, 1);
  g_assert_cmpint (class_of (colouring, dossier, "ita"), ==, 2);
  /* more is darker on white */
  double last = 100;
  for (int i = 0; i < 3; i++)
    {
      const EntColour fill = ent_colouring_class_style (colouring, i, request.theme).fill;
      const double contrast = ent_colour_contrast (fill, request.theme->ink);
      g_assert_cmpfloat (contrast, <, last);
      last = contrast;
    }
}

/* Areas and discs stand in the colour of their class, the uncited hatched; the legend says which.
 */
static void
test_pictures (gconstpointer data)
{
  const char *kind = data;
  g_autoptr (EntDossier) dossier = with_states (kind, "{\"colour_by\":\"answer\"}");
  const EntViewRequest request = request_of (dossier);
  g_autoptr (EntScene) scene = build (&request);
  guint n_hatched = 0, n_first = 0;
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->item == ENT_NO_ITEM || mark->kind != ENT_MARK_DISC)
        continue;
      const char *id = ent_scene_item (scene, (guint)mark->item)->id;
      n_hatched += mark->style.hatched && g_str_equal (id, "actor:pol");
      g_assert_true (!mark->style.hatched || g_str_equal (id, "actor:pol"));
      n_first += memcmp (&mark->style.fill, &request.theme->category[0], sizeof (EntColour)) == 0;
    }
  g_assert_cmpuint (n_hatched, ==, 1);
  /* in a network the first is the hub, which is black */
  g_assert_cmpuint (n_first, >=, 1);
  g_autoptr (GPtrArray) legend = ent_legend_for_view (&request);
  guint n_yes = 0, n_no = 0;
  for (guint i = 0; i < legend->len; i++)
    {
      const EntLegendEntry *entry = legend->pdata[i];
      n_yes += g_str_equal (entry->label, "yes");
      n_no += g_str_equal (entry->label, "no");
      g_assert_cmpstr (entry->key, !=, "kind:state");
    }
  g_assert_cmpuint (n_yes, ==, 1);
  g_assert_cmpuint (n_no, ==, 1);
}

static void
test_bad (void)
{
  static const char *const bad[] = { "{\"colour_by\":\"nothing\"}", "{\"colour_by\":7}" };
  static const char *const kinds[] = { "map", "network" };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (EntDossier) dossier = with_states (kinds[k], bad[i]);
        const EntViewRequest request = request_of (dossier);
        g_autoptr (EntScene) scene = ent_view_build (&request, NULL, &error);
        g_assert_null (scene);
        g_assert_error (error, ENT_VIEWS_ERROR, ENT_VIEWS_ERROR_OPTION);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/colouring/words", test_words);
  g_test_add_func ("/colouring/numbers", test_numbers);
  g_test_add_data_func ("/colouring/map", "map", test_pictures);
  g_test_add_data_func ("/colouring/network", "network", test_pictures);
  g_test_add_func ("/colouring/bad", test_bad);
  return g_test_run ();
}
