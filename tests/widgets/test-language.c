#include <glib/gi18n-lib.h>

#include "widgets/language.h"

/* The program starts in the C locale, looks something up, and the user chooses languages. */
static void
test_switch (void)
{
  static const struct
  {
    const char *setting, *word, *context, *content;
  } rows[] = {
    { "en", "Actors", "Map", "en" },          { "zh_CN", "行为体", "地图", "zh-Hans" },
    { "zh_TW", "行為者", "地圖", "zh-Hant" }, { "system", "Actors", "Map", "en" },
    { "zh_CN", "行为体", "地图", "zh-Hans" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ent_language_set (rows[i].setting);
      g_assert_cmpstr (_ ("Actors"), ==, rows[i].word);
      g_assert_cmpstr (C_ ("page", "Map"), ==, rows[i].context);
      g_assert_cmpstr (ent_language_content ("interface"), ==, rows[i].content);
      g_assert_cmpstr (ent_language_content ("zh-Hant"), ==, "zh-Hant");
    }
}

int
main (int argc, char **argv)
{
  static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i]);
  g_test_init (&argc, &argv, NULL);
  ent_language_init ();
  g_test_add_func ("/language/switch", test_switch);
  return g_test_run ();
}
