/* What filters let through. */
#include "sample.h"

static EntFilter *
new_filter (const char *hidden, const char *actors, const char *time)
{
  EntFilter *filter = ent_filter_new ();
  g_auto (GStrv) words = g_strsplit (hidden, " ", -1);
  g_auto (GStrv) ids = g_strsplit (actors, " ", -1);

  for (guint i = 0; words[i] != NULL && hidden[0] != '\0'; i++)
    g_hash_table_add (filter->hidden, g_strdup (words[i]));
  for (guint i = 0; ids[i] != NULL && actors[0] != '\0'; i++)
    g_hash_table_add (filter->actors, g_strdup (ids[i]));
  g_assert_true (ent_filter_set_time (filter, time, NULL));
  return filter;
}

static const char *const things[] = { "usa",   "jpn",
                                      "prk",   "un",
                                      "envoy", "hall",
                                      "r1",    "r2",
                                      "r3",    "e1",
                                      "e2",    "p1",
                                      "p2",    "p3",
                                      "doc",   "letter",
                                      "talks", "cell:cmp.s1.d1",
                                      "n2",    "link:dia.n1.n2" };

static void
test_admits (void)
{
  g_autoptr (EntDossier) dossier = load_sample ();
  static const struct
  {
    const char *hidden, *actors, *time, *shut; /* the things that are not admitted */
  } cases[] = {
    { "", "", NULL, "" },
    { "kind:state", "", NULL, "usa jpn prk r1 r2 r3 e1" },
    { "kind:organisation", "", NULL, "un r3" },
    { "kind:person", "", NULL, "envoy" }, /* a go-between is no end */
    { "type:talks", "", NULL, "r1 r3 talks" },
    { "type:presses", "", NULL, "r2" },
    { "", "usa jpn", NULL, "prk un envoy hall r1 r3" },
    { "", "un", NULL, "usa jpn prk envoy hall r1 r2 r3 e1" },
    /* p1 has two tags, p2 none; actors stay for the other evidence they have */
    { "tag:form", "", NULL, "r2 p3 cell:cmp.s1.d1" },
    { "tag:form tag:money", "", NULL, "usa r1 r2 p1 p3 cell:cmp.s1.d1 n2 link:dia.n1.n2" },
    { "tag:", "", NULL, "e1 p2" },
    { "document:doc", "", NULL, "usa r1 r2 p1 p3 doc cell:cmp.s1.d1 n2 link:dia.n1.n2" },
    { "document:letter", "", NULL, "e1 p2 letter" },
    { "", "", "2019-02", "r2 r3" },
    { "", "", "2019-03", "r1 r2 r3 e1" }, /* what has no date stays */
    { "", "", "2011", "r1 r2 e1" },
    { "", "", "2013", "r1 r2 r3 e1" },
    { "", "", "2030", "r1 r3 e1" }, /* r2 has a start and no end */
    { "", "", "2019/..", "r3" },
    { "", "", "../2017", "r1 r2 e1" },
    { "kind:state", "un", "2011", "usa jpn prk envoy hall r1 r2 r3 e1" },
  };
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (EntFilter) filter = new_filter (cases[c].hidden, cases[c].actors, cases[c].time);
      g_autoptr (EntFilter) copy = ent_filter_copy (filter);
      g_autoptr (GString) shut = g_string_new (NULL);
      for (guint i = 0; i < G_N_ELEMENTS (things); i++)
        {
          const EntThing *thing = ent_dossier_find (dossier, things[i]);
          const gboolean admitted = ent_filter_admits (filter, dossier, thing);
          g_assert_nonnull (thing);
          g_assert_cmpint (ent_filter_admits (copy, dossier, thing), ==, admitted);
          if (!admitted)
            g_string_append_printf (shut, "%s%s", shut->len > 0 ? " " : "", things[i]);
        }
      g_assert_cmpstr (shut->str, ==, cases[c].shut);
      g_assert_cmpint (ent_filter_is_empty (filter), ==, c == 0);
    }
}

static void
test_copy (void)
{
  g_autoptr (EntFilter) filter = new_filter ("kind:state", "usa", "2019");
  g_autoptr (EntFilter) copy = ent_filter_copy (filter);

  g_hash_table_remove_all (filter->hidden);
  g_hash_table_remove_all (filter->actors);
  g_assert_true (ent_filter_set_time (filter, NULL, NULL));
  g_assert_true (ent_filter_is_empty (filter));
  g_assert_true (g_hash_table_contains (copy->hidden, "kind:state"));
  g_assert_true (g_hash_table_contains (copy->actors, "usa"));
  g_assert_cmpstr (copy->time, ==, "2019");
}

static void
test_bad_time (void)
{
  g_autoptr (EntFilter) filter = new_filter ("", "", "2019");
  g_autoptr (GError) error = NULL;

  g_assert_false (ent_filter_set_time (filter, "soon", &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (filter->time, ==, "2019");
  g_assert_cmpint (filter->time_range.first, ==, ent_day_from_ymd (2019, 1, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dossier/filter/admits", test_admits);
  g_test_add_func ("/dossier/filter/copy", test_copy);
  g_test_add_func ("/dossier/filter/bad-time", test_bad_time);
  return g_test_run ();
}
