#include "widgets/language.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "base/data-dir.h"

/* glibc's count of changes to what gettext depends on: its caches are good for one value. */
extern int _nl_msg_cat_cntr;

/* LANGUAGE as the program was started with. */
static char *started_with;

/**
 * ent_language_init:
 *
 * Sets the locale and finds the message catalogues.  To be called before anything else.
 */
void
ent_language_init (void)
{
  const char *locale = setlocale (LC_ALL, "");

  /* Nothing is ever translated in the C locale, whatever LANGUAGE says. */
  if (locale == NULL || g_str_equal (setlocale (LC_MESSAGES, NULL), "C")
      || g_str_equal (setlocale (LC_MESSAGES, NULL), "POSIX"))
    setlocale (LC_ALL, "C.UTF-8");
  started_with = g_strdup (g_getenv ("LANGUAGE"));

  g_autofree char *dir = ent_locale_dir ();
  bindtextdomain (GETTEXT_PACKAGE, dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  /* GLib decides at the first look-up, for good, whether the program speaks the language that is
   * set, and must not say no: the language may change.  Before textdomain() it always says yes. */
  g_dgettext (GETTEXT_PACKAGE, "");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * ent_language_set:
 * @setting: "en", "zh_CN", "zh_TW", or "system" for what the program was started with
 *
 * Messages looked up from now on are in this language; what is on screen stays as it is.
 */
void
ent_language_set (const char *setting)
{
  const char *language = g_str_equal (setting, "system") ? started_with : setting;

  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  ++_nl_msg_cat_cntr;
}

/**
 * ent_language_content:
 * @setting: "en", "zh-Hans", "zh-Hant", or "interface" for that of the interface
 *
 * Returns: the language of the content: "en", "zh-Hans" or "zh-Hant"
 */
const char *
ent_language_content (const char *setting)
{
  static const char *const traditional[] = { "zh_TW", "zh_HK", "zh_MO", "zh_Hant" };

  if (g_str_equal (setting, "zh-Hans") || g_str_equal (setting, "zh-Hant")
      || g_str_equal (setting, "en"))
    return g_intern_string (setting);

  const char *name = g_get_language_names ()[0];
  for (guint i = 0; i < G_N_ELEMENTS (traditional); i++)
    if (g_str_has_prefix (name, traditional[i]))
      return "zh-Hant";
  return g_str_has_prefix (name, "zh") ? "zh-Hans" : "en";
}
