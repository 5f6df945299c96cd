/* Maps: what is said of a venue, and names beside arrowheads. */
#include <math.h>
#include <string.h>

#include "support.h"

static EntDossier *
load (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  return parse (json);
}

/* A venue tells when all that happened there was, each date once, and counts what is too much. */
static void
test_dates (void)
{
  static const struct
  {
    const char *dates[6], *lang, *told;
  } cases[] = {
    { { "2019-02", NULL }, "en", "Feb 2019" },
    { { "2019-02", "2025", NULL }, "en", "Feb 2019, 2025" },
    { { "2019-02", "2025", NULL }, "zh-Hans", "2019年2月、2025年" },
    { { "2019-02", "2019-02", NULL }, "en", "Feb 2019" },
    { { "2019-02", "2019-02-27", NULL }, "en", "27 Feb 2019" },
    { { "2019", "2020", "2021", "2022", "2023", NULL }, "en", "2019, 2020, 2021 +2" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) events = g_string_new (NULL);
      for (guint k = 0; cases[i].dates[k] != NULL; k++)
        g_string_append_printf (events,
                                "%s{'id':'e%u','name':'Talks','place':'p','date':'%s',"
                                "'participants':[{'actor':'a'}]}",
                                k > 0 ? "," : "",
                                k,
                                cases[i].dates[k]);
      g_autofree char *text = g_strdup_printf (
          "{'format':'entente-dossier','version':1,'id':'t','title':'T','actors':[{'id':'p',"
          "'kind':'place','name':'Hanoi','location':[105.8,21]},{'id':'a','kind':'place',"
          "'name':'Seoul','location':[127,37.5]}],'events':[%s]}",
          events->str);
      g_autoptr (EntDossier) dossier = load (text);
      EntViewRequest request = request_for (dossier, ENT_VIEW_MAP);
      request.lang = cases[i].lang;
      g_autoptr (EntScene) scene = build (&request);
      gboolean found = FALSE;
      for (guint k = 0; k < ent_scene_n_marks (scene); k++)
        {
          const EntMark *mark = ent_scene_mark (scene, k);
          found |= mark->kind == ENT_MARK_TEXT && g_str_equal (mark->text.string, cases[i].told);
        }
      g_test_message ("%s", cases[i].told);
      g_assert_true (found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/map/dates", test_dates);
  return g_test_run ();
}
