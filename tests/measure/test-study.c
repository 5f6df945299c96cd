/* From a dossier to the measures of its network at a date. */
#include <math.h>
#include <string.h>

#include "dossier/dossier-file.h"
#include "measure/measure.h"

/* Single quotes stand for double ones, ^ for those within a text. */
static const char text[]
    = "{'format':'entente-dossier','version':1,'id':'d','title':'T',"
      "'documents':[],'passages':[],"
      "'actors':["
      "{'id':'hub','kind':'state','name':'Hub'},"
      "{'id':'a','kind':'state','name':'Land, ^A^','attributes':{'branch':{'value':'East'},"
      "'bloc':{'value':1}}},"
      "{'id':'b','kind':'state','name':'B','attributes':{'branch':{'value':'West'},"
      "'bloc':{'value':1}}},"
      "{'id':'c','kind':'state','name':'C','part_of':'hub'},"
      "{'id':'idle','kind':'state','name':'Idle'}],"
      "'relation_types':[{'id':'ally','name':'Ally','sign':1},{'id':'link','name':'Link','sign':1},"
      "{'id':'foe','name':'Foe','sign':-1}],"
      "'relations':["
      "{'id':'r1','type':'ally','from':'hub','to':'a'},"
      "{'id':'r2','type':'ally','from':'hub','to':'b','start':'1990','end':'2010'},"
      "{'id':'r3','type':'link','from':'a','to':'b','start':'200X'},"
      "{'id':'r4','type':'foe','from':'c','to':'a','start':'2005-06','end':'2005-06'},"
      "{'id':'r5','type':'link','from':'b','to':'c','modality':'planned'}]}";

static EntDossier *
parse (void)
{
  g_autoptr (GString) json = g_string_new (text);
  g_autoptr (GError) error = NULL;
  EntDossier *dossier;

  g_string_replace (json, "'", "\"", 0);
  g_string_replace (json, "^", "\\\"", 0);
  dossier = ent_dossier_parse (json->str, json->len, "d.dossier", NULL, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

static EntMeasureStudy *
study_of (EntDossier *dossier, EntMeasureRequest request)
{
  g_autoptr (GError) error = NULL;
  EntMeasureStudy *study = ent_measure_study_new (dossier, &request, &error);

  g_assert_no_error (error);
  return study;
}

static EntMeasurePoint *
point_at (const EntMeasureStudy *study, const char *date)
{
  g_autoptr (GError) error = NULL;
  EntMeasurePoint *point = ent_measure_study_at (study, date, NULL, &error);

  g_assert_no_error (error);
  return point;
}

static void
test_dates (void)
{
  g_autoptr (EntDossier) dossier = parse ();
  g_autoptr (EntMeasureStudy) study = study_of (dossier, (EntMeasureRequest){ .hub = "hub" });
  const struct
  {
    const char *date;
    double least, most, degree_a; /* tied pairs; ties of a */
  } rows[] = {
    { "1980", 1, 1, 1 },                                                 /* r1 has no date */
    { "1995", 2, 2, 1 },       { "1999", 2, 2, 1 }, { "2000", 2, 3, 1 }, /* 200X may be 2000 */
    { "2009", 3, 3, 2 },                            /* and is 2009 at the latest */
    { "2005-05", 2, 3, 1 },    { "2005", 2, 3, 2 }, /* r4 is surely in 2005 */
    { "2005-06-15", 2, 3, 1 },                      /* but on that day? */
    { "2010-06", 2, 3, 2 },                         /* does 2010 end before June? */
    { "2011", 2, 2, 2 },       { NULL, 3, 3, 3 },
  };

  g_assert_cmpuint (ent_measure_study_actors (study)->len, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntMeasurePoint) point = point_at (study, rows[i].date);

      g_test_message ("%s", rows[i].date != NULL ? rows[i].date : "all");
      g_assert_cmpfloat (point->least->net[ENT_NET_PAIRS], ==, rows[i].least);
      g_assert_cmpfloat (point->most->net[ENT_NET_PAIRS], ==, rows[i].most);
      g_assert_cmpfloat (
          ent_measures_actor (point->least, 1, ENT_ACTOR_DEGREE), ==, rows[i].degree_a);
      g_assert_cmpint (point->least->hub, ==, 0);
    }
}

static void
test_years (void)
{
  g_autoptr (EntDossier) dossier = parse ();
  g_autoptr (EntMeasureStudy) study = study_of (dossier, (EntMeasureRequest){ .hub = "hub" });
  g_autoptr (GPtrArray) points = ent_measure_study_years (study, 1980, 2015, NULL, NULL);

  g_assert_cmpuint (points->len, ==, 36);
  for (guint i = 0; i < points->len; i++)
    {
      const EntMeasurePoint *point = g_ptr_array_index (points, i);
      g_autoptr (EntMeasurePoint) alone = point_at (study, point->date);

      g_assert_cmpmem (
          point->least->net, sizeof point->least->net, alone->least->net, sizeof alone->least->net);
      g_assert_cmpmem (
          point->most->net, sizeof point->most->net, alone->most->net, sizeof alone->most->net);
    }
  g_assert_true (((EntMeasurePoint *)g_ptr_array_index (points, 1))->least
                 == ((EntMeasurePoint *)g_ptr_array_index (points, 0))->least);
}

static double
linking (EntMeasureRequest request, const char *date)
{
  g_autoptr (EntDossier) dossier = parse ();
  g_autoptr (EntMeasureStudy) study = study_of (dossier, request);
  g_autoptr (EntMeasurePoint) point = point_at (study, date);

  return point->least->net[ENT_NET_LINKING];
}

static void
test_branches (void)
{
  /* East and West: one pair, tied from 2009 at the latest */
  g_assert_cmpfloat (linking ((EntMeasureRequest){ .hub = "hub" }, "2009"), ==, 1);
  g_assert_cmpfloat (linking ((EntMeasureRequest){ .hub = "hub" }, "1995"), ==, 0);
  /* one bloc of two, one type of tie with the hub, one part: nothing to link */
  g_assert_true (isnan (linking ((EntMeasureRequest){ .hub = "hub", .branch = "bloc" }, "2009")));
  g_assert_true (isnan (linking ((EntMeasureRequest){ .hub = "hub", .branch = "type" }, "2009")));
  g_assert_true (isnan (linking ((EntMeasureRequest){ .branch = "part-of" }, "2009")));
}

static void
test_counted (void)
{
  const struct
  {
    EntMeasureRequest request;
    double pairs;
  } rows[] = {
    { { .plans = TRUE }, 4 },
    { { .undated = ENT_UNDATED_NONE }, 2 },
    { { .undated = ENT_UNDATED_HUB, .hub = "hub", .plans = TRUE }, 3 },
  };
  g_autoptr (EntDossier) dossier = parse ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntMeasureStudy) study = study_of (dossier, rows[i].request);
      g_autoptr (EntMeasurePoint) point = point_at (study, NULL);

      g_assert_cmpfloat (point->least->net[ENT_NET_PAIRS], ==, rows[i].pairs);
    }
}

static void
test_errors (void)
{
  const struct
  {
    EntMeasureRequest request;
    const char *says;
  } rows[] = {
    { { .hub = "nobody" }, "nobody" },         { { .hub = "r1" }, "r1" },
    { { .branch = "colour" }, "colour" },      { { .branch = "type" }, "hub" },
    { { .undated = ENT_UNDATED_HUB }, "hub" },
  };
  g_autoptr (EntDossier) dossier = parse ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_measure_study_new (dossier, &rows[i].request, &error));
      g_assert_error (error, ENT_MEASURE_ERROR, ENT_MEASURE_ERROR_REQUEST);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }

  g_autoptr (EntMeasureStudy) study = study_of (dossier, (EntMeasureRequest){ 0 });
  g_autoptr (GError) error = NULL;
  g_assert_null (ent_measure_study_at (study, "soon", NULL, &error));
  g_assert_nonnull (error);
}

static void
test_csv (void)
{
  g_autoptr (EntDossier) dossier = parse ();
  g_autoptr (EntMeasureStudy) study = study_of (dossier, (EntMeasureRequest){ .hub = "hub" });
  g_autoptr (GPtrArray) points = ent_measure_study_years (study, 1999, 2000, NULL, NULL);
  g_autofree char *actors = ent_measure_actors_csv (study, points, "en");
  g_autofree char *nets = ent_measure_networks_csv (study, points);
  g_auto (GStrv) rows = g_strsplit (actors, "\r\n", -1), lines = g_strsplit (nets, "\r\n", -1);

  /* a head, four actors of 1999 and twice as many of 2000, where 200X is in doubt */
  g_assert_cmpuint (g_strv_length (rows), ==, 1 + 4 + 8 + 1);
  g_assert_true (g_str_has_prefix (rows[0], "date,reading,id,name,branch,degree,"));
  g_assert_true (g_str_has_suffix (rows[0], ",type:ally,type:link,type:foe"));
  g_assert_true (g_str_has_prefix (rows[2], "1999,only,a,\"Land, \"\"A\"\"\",East,1,0,0,1,1,1,"));
  g_assert_true (g_str_has_suffix (rows[2], ",1,0,0"));
  g_assert_true (g_str_has_prefix (rows[10], "2000,most,a,"));
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 1 + 2 + 1);
  g_assert_true (g_str_has_prefix (lines[1], "1999,only,hub,4,2,0.333333,"));
}

static void
test_format (void)
{
  const struct
  {
    double least, most;
    guint decimals;
    const char *expected;
  } rows[] = {
    { 3, 3, 0, "3" },
    { 2, 4, 0, "2–4" },
    { 4, 2, 0, "2–4" },
    { NAN, NAN, 3, "–" },
    { NAN, 0.5, 3, "(0.500)" },
    { -2, -1, 0, "−2–−1" },
    { 0.1231, 0.1232, 3, "0.123" },
    { -0.0001, 0, 3, "0.000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text_of = ent_measure_format (rows[i].least, rows[i].most, rows[i].decimals);
      g_assert_cmpstr (text_of, ==, rows[i].expected);
    }
}

/* The table in the shipped dossier, coded by hand, is the share of links. */
static void
test_shipped (void)
{
  static const struct
  {
    const char *year;
    double index;
  } rows[]
      = { { "1999", 1.0 / 7 },   { "2005", 2.0 / 8 },   { "2007", 2.0 / 9 },  { "2015", 2.0 / 8 },
          { "2016", 2.0 / 9 },   { "2017", 2.0 / 11 },  { "2020", 5.0 / 14 }, { "2021", 5.0 / 14 },
          { "2022", 11.0 / 20 }, { "2023", 10.0 / 19 }, { "2024", 7.0 / 17 } };
  g_autofree char *path = g_build_filename (
      g_getenv ("ENTENTE_DATA_DIR"), "dossiers", "alliance-dilemma.dossier", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, NULL, NULL);
  g_autoptr (EntFilter) filter = ent_filter_new ();
  const char *hidden[]
      = { "type:member", "type:aid", "type:urges", "type:rivalry", "type:engages" };

  g_assert_nonnull (dossier);
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_hash_table_add (filter->hidden, g_strdup (hidden[i]));
  g_autoptr (EntMeasureStudy) study = study_of (
      dossier, (EntMeasureRequest){ .filter = filter, .hub = "usa", .undated = ENT_UNDATED_HUB });
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EntMeasurePoint) point = point_at (study, rows[i].year);

      g_test_message ("%s: %g to %g",
                      rows[i].year,
                      point->least->net[ENT_NET_LINK_SHARE],
                      point->most->net[ENT_NET_LINK_SHARE]);
      g_assert_cmpfloat_with_epsilon (point->most->net[ENT_NET_LINK_SHARE], rows[i].index, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/dates", test_dates);
  g_test_add_func ("/study/years", test_years);
  g_test_add_func ("/study/branches", test_branches);
  g_test_add_func ("/study/counted", test_counted);
  g_test_add_func ("/study/errors", test_errors);
  g_test_add_func ("/study/csv", test_csv);
  g_test_add_func ("/study/format", test_format);
  g_test_add_func ("/study/shipped", test_shipped);
  return g_test_run ();
}
