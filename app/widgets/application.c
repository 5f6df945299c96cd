#include "widgets/application.h"

#include <glib/gi18n-lib.h>

#include "base/data-dir.h"
#include "widgets/language.h"
#include "widgets/settings.h"
#include "widgets/window.h"

struct _EntApplication
{
  AdwApplication parent;
  GtkCssProvider *contrast; /* installed while high contrast is forced */
  guint rebuild;            /* about to make the windows anew, in another language */
};

G_DEFINE_FINAL_TYPE (EntApplication, ent_application, ADW_TYPE_APPLICATION)

static EntThemeKind
theme_now (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autofree char *setting = g_settings_get_string (ent_settings (), "theme");
  const gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager) || g_str_has_prefix (setting, "contrast"))
    return dark ? ENT_THEME_CONTRAST_DARK : ENT_THEME_CONTRAST;
  return dark ? ENT_THEME_DARK : ENT_THEME_LIGHT;
}

static const char *
language_now (void)
{
  g_autofree char *setting = g_settings_get_string (ent_settings (), "content-language");

  return ent_language_content (setting);
}

static void
update_sessions (EntApplication *app)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (app)); l != NULL; l = l->next)
    if (ENT_IS_WINDOW (l->data))
      {
        EntSession *session = ent_window_session (l->data);
        ent_session_set_theme (session, theme_now ());
        ent_session_set_language (session, language_now ());
      }
}

static void
set_contrast (EntApplication *app, gboolean on)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (on == (app->contrast != NULL))
    return;
  if (on)
    {
      app->contrast = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (app->contrast, "/org/entente/Entente/contrast.css");
      gtk_style_context_add_provider_for_display (
          display, GTK_STYLE_PROVIDER (app->contrast), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
    }
  else
    {
      gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (app->contrast));
      g_clear_object (&app->contrast);
    }
}

static void
apply_theme (EntApplication *app)
{
  static const struct
  {
    const char *setting;
    AdwColorScheme scheme;
  } schemes[] = {
    { "system", ADW_COLOR_SCHEME_DEFAULT },           { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
    { "dark", ADW_COLOR_SCHEME_FORCE_DARK },          { "contrast", ADW_COLOR_SCHEME_FORCE_LIGHT },
    { "contrast-dark", ADW_COLOR_SCHEME_FORCE_DARK },
  };
  g_autofree char *setting = g_settings_get_string (ent_settings (), "theme");

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i].setting, setting))
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[i].scheme);
  set_contrast (app, g_str_has_prefix (setting, "contrast"));
  update_sessions (app);
}

/* A window keeps the language it was made in: another takes over its session. */
static gboolean
make_windows_anew (gpointer data)
{
  EntApplication *app = data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (app)));

  app->rebuild = 0;
  for (GList *l = windows; l != NULL; l = l->next)
    if (ENT_IS_WINDOW (l->data))
      {
        EntWindow *before = l->data;
        GtkWidget *after = ent_window_new (GTK_APPLICATION (app), ent_window_session (before));
        ent_window_copy_layout (ENT_WINDOW (after), before);
        gtk_window_present (GTK_WINDOW (after));
        gtk_window_destroy (GTK_WINDOW (before));
      }
  update_sessions (app);
  return G_SOURCE_REMOVE;
}

static void
apply_language (EntApplication *app)
{
  g_autofree char *setting = g_settings_get_string (ent_settings (), "interface-language");

  ent_language_set (setting);
  if (gtk_application_get_windows (GTK_APPLICATION (app)) != NULL && app->rebuild == 0)
    app->rebuild = g_idle_add (make_windows_anew, app);
}

/**
 * ent_application_add_window:
 * @app: the program
 *
 * Returns: (transfer none): a new window, empty and not yet shown
 */
EntWindow *
ent_application_add_window (EntApplication *app)
{
  EntWindow *window = ENT_WINDOW (ent_window_new (GTK_APPLICATION (app), NULL));
  EntSession *session = ent_window_session (window);

  ent_session_set_theme (session, theme_now ());
  ent_session_set_language (session, language_now ());
  return window;
}

static void
activate (GApplication *application)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (active == NULL)
    {
      EntWindow *window = ent_application_add_window (ENT_APPLICATION (application));
      ent_window_show_welcome (window);
      ent_window_offer_unsaved (window, NULL);
      active = GTK_WINDOW (window);
    }
  gtk_window_present (active);
}

/* A window that shows no dossier yet, else a new one. */
static EntWindow *
window_for_file (EntApplication *app)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (app)); l != NULL; l = l->next)
    if (ENT_IS_WINDOW (l->data) && ent_session_dossier (ent_window_session (l->data)) == NULL)
      return l->data;
  return ent_application_add_window (app);
}

static void
open_files (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      EntWindow *window = window_for_file (ENT_APPLICATION (application));
      ent_window_open (window, files[i]);
      gtk_window_present (GTK_WINDOW (window));
    }
}

/* Closes the windows one after the other, those first that have a question; a question that is
 * cancelled ends it. */
static void
close_next (gpointer app)
{
  EntWindow *next = NULL;

  for (GList *l = gtk_application_get_windows (app); l != NULL; l = l->next)
    if (ENT_IS_WINDOW (l->data)
        && (next == NULL || ent_session_is_dirty (ent_window_session (l->data))))
      next = l->data;
  if (next == NULL)
    {
      g_application_quit (app);
      return;
    }
  gtk_window_present (GTK_WINDOW (next));
  ent_window_close (next, close_next, app);
}

static void
act_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  close_next (data);
}

static void
set_accels (GtkApplication *app)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "win.open", { "<Control>o" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Control><Shift>s" } },
    { "win.search", { "<Control>f" } },
    { "win.export", { "<Control>e" } },
    { "win.export-all", { "<Control><Shift>e" } },
    { "win.print", { "<Control>p" } },
    { "win.close", { "<Control>w" } },
    { "win.split", { "<Control>d" } },
    { "win.view-options", { "<Control><Alt>o" } },
    { "win.present", { "F5" } },
    { "win.present-here", { "<Shift>F5" } },
    { "win.fullscreen", { "F11" } },
    { "win.show-filters", { "F9" } },
    { "win.show-inspector", { "<Control>i" } },
    { "win.show-time", { "<Control>t" } },
    { "win.show-story", { "<Control><Shift>t" } },
    { "win.sidebar::views", { "<Shift>F9" } },
    { "win.save-view", { "<Control><Shift>b" } },
    { "win.update-view", { "<Control>b" } },
    { "win.add-step", { "<Control>m" } },
    { "win.shortcuts", { "<Control>question", "<Control><Shift>question" } },
    { "win.view::map", { "<Alt>1" } },
    { "win.view::network", { "<Alt>2" } },
    { "win.view::timeline", { "<Alt>3" } },
    { "win.view::comparison", { "<Alt>4" } },
    { "win.view::diagram", { "<Alt>5" } },
    { "win.view::sources", { "<Alt>6" } },
    { "win.view::quadrant", { "<Alt>7" } },
    { "win.view::matrix", { "<Alt>8" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (app, keys[i].action, keys[i].accels);
}

/* Run from the build tree, the icon is not installed. */
static void
add_icons (void)
{
  g_autofree char *icons = ent_data_path ("icons");

  gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                  icons);
  gtk_window_set_default_icon_name (ENT_APP_ID);
}

/* Chinese characters differ between simplified and traditional fonts.  Pango takes those of the
 * first of these languages that has such characters; it asks once. */
static void
prefer_glyphs (void)
{
  const char *language = g_getenv ("LANGUAGE");
  g_autofree char *preferred
      = g_strconcat (language != NULL ? language : "", ":", language_now (), NULL);

  g_setenv ("PANGO_LANGUAGE", preferred, FALSE);
}

static void
startup (GApplication *application)
{
  static const GActionEntry entries[] = { { .name = "quit", .activate = act_quit } };
  static const char *const remembered[] = { "theme", "interface-language", "content-language" };
  EntApplication *app = ENT_APPLICATION (application);
  AdwStyleManager *manager;

  apply_language (app);
  prefer_glyphs ();
  G_APPLICATION_CLASS (ent_application_parent_class)->startup (application);
  add_icons ();
  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, G_N_ELEMENTS (entries), app);
  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (ent_settings (), remembered[i]);
      g_action_map_add_action (G_ACTION_MAP (app), action);
    }
  set_accels (GTK_APPLICATION (app));

  manager = adw_style_manager_get_default ();
  apply_theme (app);
  g_signal_connect_swapped (manager, "notify::dark", G_CALLBACK (update_sessions), app);
  g_signal_connect_swapped (manager, "notify::high-contrast", G_CALLBACK (update_sessions), app);
  g_signal_connect_swapped (ent_settings (), "changed::theme", G_CALLBACK (apply_theme), app);
  g_signal_connect_swapped (
      ent_settings (), "changed::content-language", G_CALLBACK (update_sessions), app);
  g_signal_connect_swapped (
      ent_settings (), "changed::interface-language", G_CALLBACK (apply_language), app);
}

static void
dispose (GObject *object)
{
  EntApplication *app = ENT_APPLICATION (object);

  g_clear_handle_id (&app->rebuild, g_source_remove);
  g_clear_object (&app->contrast);
  G_OBJECT_CLASS (ent_application_parent_class)->dispose (object);
}

static void
ent_application_class_init (EntApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_APPLICATION_CLASS (klass)->startup = startup;
  G_APPLICATION_CLASS (klass)->activate = activate;
  G_APPLICATION_CLASS (klass)->open = open_files;
}

static void
ent_application_init (EntApplication *app)
{
}

/**
 * ent_application_new:
 *
 * Returns: (transfer full): the program; one instance a session, which opens files as they come
 */
EntApplication *
ent_application_new (void)
{
  return g_object_new (ENT_TYPE_APPLICATION,
                       "application-id",
                       ENT_APP_ID,
                       "flags",
                       G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
