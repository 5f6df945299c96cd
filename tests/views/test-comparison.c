/* Comparisons: side by side, stacked where a page is narrow, and nothing over the verdicts. */
#include <math.h>
#include <string.h>

#include "support.h"

static const char *const table
    = "{'format':'entente-dossier','version':1,'id':'t','title':'T','comparisons':[{'id':'c',"
      "'name':'C','subjects':[{'id':'a','name':'First','note':'2019'},{'id':'b',"
      "'name':'Second'},{'id':'d','name':'Third'}],'dimensions':[{'id':'x',"
      "'name':'Troops'},{'id':'y','name':'Terms'}],'cells':[{'subject':'a','dimension':'x',"
      "'text':'','code':0},{'subject':'b','dimension':'x','text':'Interdependence "
      "reconsidered','code':2},{'subject':'a','dimension':'y','text':'Unconditionality',"
      "'modality':'proposed'},{'subject':'b','dimension':'y','text':'Denuclearisation'},"
      "{'subject':'d','dimension':'y','text':'Counterproductive'}],'verdicts':[{'dimension':'x',"
      "'from':'a','to':'b','kind':'escalates'},{'dimension':'y','from':'a','to':'b',"
      "'kind':'different'},{'dimension':'y','from':'b','to':'d','kind':'same'}]}]}";

static EntDossier *
load (void)
{
  g_autofree char *json = g_strdelimit (g_strdup (table), "'", '"');
  return parse (json);
}

static EntScene *
build_at (const EntDossier *dossier, double width)
{
  EntViewRequest request = request_for (dossier, ENT_VIEW_COMPARISON);
  request.width = width;
  request.height = ent_view_natural_height (&request);
  request.fit = TRUE;
  return build (&request);
}

static const EntMark *
find_text (const EntScene *scene, const char *string)
{
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    {
      const EntMark *mark = ent_scene_mark (scene, i);
      if (mark->kind == ENT_MARK_TEXT && g_str_equal (mark->text.string, string))
        return mark;
    }
  return NULL;
}

/* A number that was counted is told, zero as well. */
static void
test_zero (void)
{
  g_autoptr (EntDossier) dossier = load ();
  g_autoptr (EntScene) scene = build_at (dossier, 700);
  const EntMark *zero = find_text (scene, "0");
  g_assert_nonnull (zero);
  g_assert_cmpstr (ent_scene_item (scene, zero->item)->id, ==, "cell:c.a.x");
  g_assert_null (find_text (scene, "2")); /* said in words */
}

/* Where columns would break words, the subjects of a dimension stand under each other. */
static void
test_stack (void)
{
  g_autoptr (EntDossier) dossier = load ();
  for (double width = 220; width < 800; width += 20)
    {
      g_autofree char *what = g_strdup_printf ("%g units", width);
      g_autoptr (EntScene) scene = build_at (dossier, width);
      const EntMark *long_word = find_text (scene, "Denuclearisation");
      const EntMark *beside = find_text (scene, "Counterproductive");
      g_assert_nonnull (long_word);
      g_assert_nonnull (beside);
      gboolean stacked = long_word->text.x == beside->text.x;
      g_assert_true (stacked == (beside->text.y > long_word->text.y + 5));
      if (width < 300 || width > 600)
        g_assert_true (stacked == (width < 300));
      g_assert_nonnull (find_text (scene, "proposed"));
      g_assert_nonnull (find_text (scene, "2019"));
      check_labels (scene, what);
    }
}

/* The frame of a selected cell does not cover a verdict beside it. */
static void
test_frames (void)
{
  g_autoptr (EntDossier) dossier = load ();
  for (double width = 220; width < 800; width += 20)
    {
      g_autoptr (EntScene) scene = build_at (dossier, width);
      guint n = 0;
      for (guint i = 0; i < ent_scene_n_marks (scene); i++)
        for (guint j = 0; j < ent_scene_n_marks (scene); j++)
          {
            const EntMark *box = ent_scene_mark (scene, i), *disc = ent_scene_mark (scene, j);
            if (box->kind != ENT_MARK_BOX || box->layer != ENT_LAYER_HULL
                || disc->kind != ENT_MARK_DISC
                || !g_str_has_prefix (ent_scene_item (scene, disc->item)->id, "verdict:"))
              continue;
            n++;
            if (ent_rect_intersects (&box->bounds, &disc->bounds))
              g_error ("the frame of %s covers %s at %g",
                       ent_scene_item (scene, box->item)->id,
                       ent_scene_item (scene, disc->item)->id,
                       width);
          }
      g_assert_cmpuint (n, >=, 15);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/comparison/zero", test_zero);
  g_test_add_func ("/comparison/stack", test_stack);
  g_test_add_func ("/comparison/frames", test_frames);
  return g_test_run ();
}
