#include "widgets/window-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/frame-steps.h"
#include "dossier/coverage.h"
#include "widgets/pages.h"
#include "widgets/panels.h"
#include "widgets/settings.h"
#include "widgets/welcome-page.h"
#include "widgets/yield-layout.h"

/* A dossier that takes longer than this to read gets a spinner; milliseconds. */
#define SPINNER_DELAY 300

/* In a window narrower than this the panels have their least widths; pixels. */
#define SMALL_WIDTH 1100
#define LEAST_FILTERS 180
#define LEAST_INSPECTOR 270

/* Before the title while there are unsaved changes. */
#define UNSAVED_MARK "• "

G_DEFINE_FINAL_TYPE (EntWindow, ent_window, ADW_TYPE_APPLICATION_WINDOW)

static GtkWidget *
new_pill (const EntPage *page)
{
  GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON,
                                    "label",
                                    ent_page_title (page),
                                    "action-name",
                                    "win.view",
                                    "action-target",
                                    g_variant_new_string (page->key),
                                    "focus-on-click",
                                    FALSE,
                                    NULL);

  gtk_widget_add_css_class (button, "flat");
  return button;
}

/* Pills while there is room for them, else a menu. */
static void
fill_switcher (EntWindow *window)
{
  const EntDossier *dossier = ent_session_dossier (window->session);
  GtkWidget *child;
  guint n;
  const EntPage *pages = ent_pages (&n);

  while ((child = gtk_widget_get_first_child (window->switcher)) != NULL)
    gtk_box_remove (GTK_BOX (window->switcher), child);
  g_menu_remove_all (window->switcher_menu);
  for (guint i = 0; i < n && dossier != NULL; i++)
    if (ent_page_is_supported (&pages[i], dossier))
      {
        g_autoptr (GMenuItem) item = g_menu_item_new (ent_page_title (&pages[i]), NULL);

        g_menu_item_set_action_and_target (item, "win.view", "s", pages[i].key);
        g_menu_append_item (window->switcher_menu, item);
        gtk_box_append (GTK_BOX (window->switcher), new_pill (&pages[i]));
      }
}

static void
update_gaps (EntWindow *window, const EntDossier *dossier)
{
  const guint n = ent_dossier_count_bare (dossier);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u mark without evidence", "%u marks without evidence", n), n);

  gtk_button_set_label (window->gaps_button, text);
  gtk_widget_set_visible (GTK_WIDGET (window->gaps_button), n > 0);
}

static void
update_title (EntWindow *window)
{
  const EntDossier *dossier = ent_session_dossier (window->session);

  if (dossier == NULL)
    {
      gtk_window_set_title (GTK_WINDOW (window), _ ("Entente"));
      gtk_label_set_text (window->title_label, "");
      gtk_label_set_text (window->subtitle_label, "");
      return;
    }
  const guint documents = ent_dossier_documents (dossier)->len;
  const guint passages = ent_dossier_passages (dossier)->len;
  const char *title
      = ent_text_get (ent_dossier_title (dossier), ent_session_language (window->session));
  g_autofree char *n_documents = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u source", "%u sources", documents), documents);
  g_autofree char *n_passages = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", passages), passages);
  g_autofree char *counts = g_strdup_printf (
      window->read_only ? _ ("%s · %s · read-only") : "%s · %s", n_documents, n_passages);
  g_autofree char *marked
      = g_strconcat (ent_session_is_dirty (window->session) ? UNSAVED_MARK : "", title, NULL);
  g_autofree char *whole = g_strdup_printf (_ ("%s – Entente"), marked);

  gtk_window_set_title (GTK_WINDOW (window), whole);
  gtk_label_set_text (window->title_label, marked);
  gtk_label_set_text (window->subtitle_label, counts);
  update_gaps (window, dossier);
  gtk_widget_set_tooltip_text (window->title_box, title);
}

static void
show_page (EntWindow *window, const char *name)
{
  const gboolean dossier = g_str_equal (name, "dossier");

  g_clear_handle_id (&window->spinner_delay, g_source_remove);
  gtk_spinner_stop (window->spinner);
  gtk_stack_set_visible_child_name (window->stack, name);
  gtk_widget_set_visible (window->switcher_squeezer, dossier);
  gtk_widget_set_visible (window->filters_button, dossier);
  gtk_widget_set_visible (window->dossier_buttons, dossier);
  gtk_widget_set_visible (window->title_box, dossier);
  ent_window_update_actions (window);
}

/**
 * ent_window_show_welcome:
 * @window: a window
 *
 * Shows the welcome page; an open dossier stays open behind it.
 */
void
ent_window_show_welcome (EntWindow *window)
{
  if (window->welcome == NULL)
    {
      window->welcome = ent_welcome_page_new ();
      gtk_stack_add_named (window->stack, window->welcome, "welcome");
    }
  ent_welcome_page_refresh (ENT_WELCOME_PAGE (window->welcome),
                            window->files,
                            ent_session_language (window->session),
                            ent_session_theme (window->session));
  show_page (window, "welcome");
  gtk_window_set_title (GTK_WINDOW (window), _ ("Entente"));
}

static gboolean
start_spinner (gpointer data)
{
  EntWindow *window = data;

  window->spinner_delay = 0;
  gtk_spinner_start (window->spinner);
  return G_SOURCE_REMOVE;
}

/**
 * ent_window_show_loading:
 * @window: a window
 *
 * Shows that a dossier is being read, if it takes long.
 */
void
ent_window_show_loading (EntWindow *window)
{
  show_page (window, "loading");
  window->spinner_delay = g_timeout_add (SPINNER_DELAY, start_spinner, window);
}

static gboolean
make_panel (gpointer data)
{
  EntWindow *window = data;

  if (window->inspector == NULL)
    adw_bin_set_child (window->inspector_bin,
                       window->inspector = ent_inspector_new (window->session));
  else if (window->filter_panel == NULL)
    ent_window_make_sidebar (window);
  else
    {
      window->time_strip = ent_time_strip_new (window->session);
      adw_bin_set_child (window->time_bin, window->time_strip);
      window->panel_maker = 0;
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

/* The welcome page needs no panels, and the view of a dossier comes before them. */
static void
make_parts (EntWindow *window)
{
  if (window->sides[0] != NULL)
    return;

  window->sides[0] = ent_window_new_side (window, 0);
  gtk_paned_set_start_child (window->panes, GTK_WIDGET (window->sides[0]));
  /* the room of the strip, so that the picture need not be made again when it comes */
  GtkWidget *room = adw_bin_new ();
  gtk_widget_set_size_request (room, -1, ENT_TIME_STRIP_HEIGHT);
  adw_bin_set_child (window->time_bin, room);
  window->panel_maker = ent_frame_steps_add (GTK_WIDGET (window), make_panel, window);
}

/**
 * ent_window_show_dossier:
 * @window: a window whose session has a dossier open
 */
void
ent_window_show_dossier (EntWindow *window)
{
  make_parts (window);
  fill_switcher (window);
  update_title (window);
  show_page (window, "dossier");
  ent_window_follow_active (window);
  ent_window_focus_view (window);
}

static void
on_session_changed (EntSession *session, guint change, EntWindow *window)
{
  const gboolean edited = (change & ENT_CHANGED_HISTORY) != 0;

  if ((change & ENT_CHANGED_DOSSIER) && ent_session_dossier (session) != NULL && !edited)
    {
      ent_window_set_review (window, FALSE);
      ent_window_show_dossier (window);
    }
  if (edited)
    {
      fill_switcher (window);
      ent_window_update_actions (window);
    }
  if (change & (ENT_CHANGED_LANGUAGE | ENT_CHANGED_HISTORY))
    update_title (window);
  /* an undone edit from before other texts were attached */
  if (edited && (change & ENT_CHANGED_LIBRARY) && ent_session_library (session) == NULL)
    ent_window_load_texts (window, FALSE);
  if (change & ENT_CHANGED_LIBRARY)
    ent_window_follow_review (window, (change & ENT_CHANGED_DOSSIER) == 0);
}

static void
on_search_activated (GtkWidget *search, const char *mark_id, EntWindow *window)
{
  for (guint i = 0; i < G_N_ELEMENTS (window->sides); i++)
    {
      EntCanvas *canvas = window->sides[i] != NULL ? ent_view_pane_canvas (window->sides[i]) : NULL;
      if (canvas != NULL)
        ent_canvas_show_mark (canvas, mark_id);
    }
}

static void
make_search (GtkMenuButton *button, gpointer data)
{
  EntWindow *window = data;

  if (window->search != NULL)
    return;
  window->search = ent_search_popover_new (window->session);
  g_signal_connect (window->search, "activated", G_CALLBACK (on_search_activated), window);
  gtk_menu_button_set_popover (button, window->search);
}

static void
restore_state (EntWindow *window)
{
  GSettings *settings = ent_settings ();

  gtk_window_set_default_size (GTK_WINDOW (window),
                               g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (window));
  g_settings_bind (settings, "show-filters", window->filters_bin, "visible", G_SETTINGS_BIND_GET);
  g_settings_bind (
      settings, "show-inspector", window->inspector_bin, "visible", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "show-time", window->time_bin, "visible", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "show-story", window->story_bin, "visible", G_SETTINGS_BIND_GET);
}

static void
remember_state (EntWindow *window)
{
  GSettings *settings = ent_settings ();
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_settings_set_boolean (
      settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (window)));
  if (width >= 640 && height >= 480)
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
  if (gtk_widget_get_width (GTK_WIDGET (window)) < SMALL_WIDTH)
    return; /* its panels had to give way */
  const int filters = gtk_widget_get_width (GTK_WIDGET (window->filters_bin));
  const int inspector = gtk_widget_get_width (GTK_WIDGET (window->inspector_bin));
  if (filters > 0)
    g_settings_set_int (settings, "filters-width", CLAMP (filters, 180, 600));
  if (inspector > 0)
    g_settings_set_int (settings, "inspector-width", CLAMP (inspector, 260, 900));
}

/* GtkPaned counts from the start; the inspector's width is remembered, so its place follows from
 * the width of the window when that is first known. */
static void
place_panels (EntWindow *window, int width)
{
  GSettings *settings = ent_settings ();
  const gboolean small = width < SMALL_WIDTH;
  const int filters = small ? LEAST_FILTERS : g_settings_get_int (settings, "filters-width");
  const int inspector = small ? LEAST_INSPECTOR : g_settings_get_int (settings, "inspector-width");
  const int left = gtk_widget_get_visible (GTK_WIDGET (window->filters_bin)) ? filters : 0;
  const int right = gtk_widget_get_visible (GTK_WIDGET (window->inspector_bin)) ? inspector : 0;

  gtk_paned_set_position (window->filters_paned, filters);
  gtk_paned_set_position (window->inspector_paned, MAX (200, width - left - inspector));
  gtk_paned_set_position (window->panes, (width - left - right) / 2);
  window->placed = TRUE;
}

static void
allocate_window (GtkWidget *widget, int width, int height, int baseline)
{
  EntWindow *window = ENT_WINDOW (widget);

  if (!window->placed)
    place_panels (window, width);
  GTK_WIDGET_CLASS (ent_window_parent_class)->size_allocate (widget, width, height, baseline);
}

/* What follows the closing. */
typedef struct
{
  void (*then) (gpointer data);
  gpointer data;
} Closing;

static void
close_settled (EntWindow *window, gpointer data)
{
  const Closing *closing = data;

  remember_state (window);
  gtk_window_destroy (GTK_WINDOW (window));
  if (closing->then != NULL)
    closing->then (closing->data);
}

/**
 * ent_window_close:
 * @window: a window
 * @then: (nullable): runs when the window is closed
 * @data: for @then
 *
 * Asks about unsaved changes, and closes the window unless the user changes their mind.
 */
void
ent_window_close (EntWindow *window, void (*then) (gpointer data), gpointer data)
{
  Closing *closing = g_new0 (Closing, 1);

  *closing = (Closing){ then, data };
  ent_window_settle (window, close_settled, closing, g_free);
}

static gboolean
on_close_request (GtkWindow *gtk_window)
{
  EntWindow *window = ENT_WINDOW (gtk_window);

  if (window->saving || ent_session_is_dirty (window->session))
    {
      ent_window_close (window, NULL, NULL);
      return GDK_EVENT_STOP;
    }
  remember_state (window);
  return GTK_WINDOW_CLASS (ent_window_parent_class)->close_request (gtk_window);
}

static void
dispose (GObject *object)
{
  EntWindow *window = ENT_WINDOW (object);

  g_clear_handle_id (&window->spinner_delay, g_source_remove);
  if (window->panel_maker != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (window), window->panel_maker);
  window->panel_maker = 0;
  ent_window_unwatch_file (window);
  ent_window_settle (window, NULL, NULL, NULL);
  g_clear_object (&window->journal);
  if (window->files != NULL)
    ent_worker_cancel (window->files, object);
  if (window->disk != NULL)
    ent_worker_cancel (window->disk, object);
  ent_window_forget_texts (window);
  ent_window_forget_views (window);
  if (window->session != NULL)
    g_signal_handlers_disconnect_by_data (window->session, window);
  memset (window->sides, 0, sizeof window->sides);
  window->review = NULL;
  g_clear_weak_pointer (&window->review_toast);
  window->disk_banner = NULL;
  ent_window_forget_actions (window);
  gtk_widget_dispose_template (GTK_WIDGET (object), ENT_TYPE_WINDOW);
  G_OBJECT_CLASS (ent_window_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  EntWindow *window = ENT_WINDOW (object);

  g_clear_object (&window->view_action);
  g_free (window->stamp);
  g_free (window->told_review);
  for (guint i = 0; i < G_N_ELEMENTS (window->views); i++)
    ent_worker_unref (window->views[i]);
  ent_worker_unref (window->files);
  ent_worker_unref (window->disk);
  g_clear_object (&window->session);
  G_OBJECT_CLASS (ent_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (ENT_TYPE_YIELD_LAYOUT);
  gtk_widget_class_set_template_from_resource (klass, "/org/entente/Entente/window.ui");
  gtk_widget_class_bind_template_child (klass, EntWindow, switcher);
  gtk_widget_class_bind_template_child (klass, EntWindow, switcher_squeezer);
  gtk_widget_class_bind_template_child (klass, EntWindow, switcher_button);
  gtk_widget_class_bind_template_child (klass, EntWindow, switcher_menu);
  gtk_widget_class_bind_template_child (klass, EntWindow, filters_button);
  gtk_widget_class_bind_template_child (klass, EntWindow, title_box);
  gtk_widget_class_bind_template_child (klass, EntWindow, dossier_buttons);
  gtk_widget_class_bind_template_child (klass, EntWindow, title_label);
  gtk_widget_class_bind_template_child (klass, EntWindow, subtitle_label);
  gtk_widget_class_bind_template_child (klass, EntWindow, gaps_button);
  gtk_widget_class_bind_template_child (klass, EntWindow, menu_button);
  gtk_widget_class_bind_template_child (klass, EntWindow, search_button);
  gtk_widget_class_bind_template_child (klass, EntWindow, toasts);
  gtk_widget_class_bind_template_child (klass, EntWindow, stack);
  gtk_widget_class_bind_template_child (klass, EntWindow, spinner);
  gtk_widget_class_bind_template_child (klass, EntWindow, filters_paned);
  gtk_widget_class_bind_template_child (klass, EntWindow, inspector_paned);
  gtk_widget_class_bind_template_child (klass, EntWindow, panes);
  gtk_widget_class_bind_template_child (klass, EntWindow, filters_bin);
  gtk_widget_class_bind_template_child (klass, EntWindow, inspector_bin);
  gtk_widget_class_bind_template_child (klass, EntWindow, time_bin);
  gtk_widget_class_bind_template_child (klass, EntWindow, story_bin);
  gtk_widget_class_bind_template_child (klass, EntWindow, edit_section);
  gtk_widget_class_bind_template_child (klass, EntWindow, disk_banner);
  gtk_widget_class_bind_template_child (klass, EntWindow, disk_label);
  gtk_widget_class_bind_template_child (klass, EntWindow, review_button);
}

static void
ent_window_class_init (EntWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  widget_class->size_allocate = allocate_window;
  GTK_WINDOW_CLASS (klass)->close_request = on_close_request;
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_Escape, 0, "win.clear-selection", NULL);
  /* not accelerators of the application, which would come before a text's own */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo", NULL);
  bind_template (widget_class);
}

static gboolean
bring_focus_back (gpointer data)
{
  EntWindow *window = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (focus != NULL && gtk_widget_get_mapped (focus))
    return G_SOURCE_REMOVE;
  gtk_widget_grab_focus (GTK_WIDGET (window->menu_button));
  ent_window_focus_view (window);
  return G_SOURCE_REMOVE;
}

/* GTK 4.8 leaves the focus on the row that was chosen in a submenu, hidden as it is, and no key
 * does anything any more. */
static void
on_menu_closed (EntWindow *window)
{
  g_idle_add_full (
      G_PRIORITY_DEFAULT_IDLE, bring_focus_back, g_object_ref (window), g_object_unref);
}

static void
ent_window_init (EntWindow *window)
{
  window->files = ent_worker_new ("files");
  window->disk = ent_worker_new ("disk");
  window->step = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (window));
  gtk_menu_button_set_create_popup_func (window->search_button, make_search, window, NULL);
  g_signal_connect_object (gtk_menu_button_get_popover (window->menu_button),
                           "closed",
                           G_CALLBACK (on_menu_closed),
                           window,
                           G_CONNECT_SWAPPED);
  ent_window_add_actions (window);
  ent_window_add_drop_target (window);
}

/**
 * ent_window_new:
 * @app: the application
 * @session: (nullable): what to show; a new session without one
 *
 * Returns: (transfer floating): a window; empty until ent_window_open() or a dossier in @session
 */
GtkWidget *
ent_window_new (GtkApplication *app, EntSession *session)
{
  EntWindow *window = g_object_new (ENT_TYPE_WINDOW, "application", app, NULL);

  /* not before: "maximized" is a construct property, whose default undoes what init does */
  restore_state (window);
  window->session = session != NULL ? g_object_ref (session) : ent_session_new ();
  ent_window_keep_journal (window, NULL);
  g_signal_connect (window->session, "changed", G_CALLBACK (on_session_changed), window);
  g_signal_connect (window->session, "reveal", G_CALLBACK (ent_window_reveal), window);
  ent_window_follow_texts (window);
  if (ent_session_dossier (window->session) != NULL)
    ent_window_show_dossier (window);
  else
    show_page (window, "loading");
  return GTK_WIDGET (window);
}

/**
 * ent_window_session:
 * @window: a window
 *
 * Returns: (transfer none): its session
 */
EntSession *
ent_window_session (EntWindow *window)
{
  return window->session;
}

/**
 * ent_window_show_page:
 * @window: a window with a dossier open
 * @page: key of the page for the active side: "map"
 */
void
ent_window_show_page (EntWindow *window, const char *page)
{
  if (ent_window_active_side (window) != NULL)
    ent_view_pane_show (ent_window_active_side (window), page, NULL);
}

/**
 * ent_window_copy_layout:
 * @window: a window
 * @from: another with the same session
 *
 * Shows the same pages and panes, for a window that takes the place of another.
 */
void
ent_window_copy_layout (EntWindow *window, EntWindow *from)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (from), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (gtk_window_is_maximized (GTK_WINDOW (from)))
    gtk_window_maximize (GTK_WINDOW (window));
  else
    gtk_window_unmaximize (GTK_WINDOW (window));
  if (gtk_window_is_fullscreen (GTK_WINDOW (from)))
    gtk_window_fullscreen (GTK_WINDOW (window));
  window->read_only = from->read_only;
  ent_window_keep_journal (window, from->journal);
  ent_window_watch_file (window, from->stamp);
  window->told_review = g_strdup (from->told_review);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (from->stack), "welcome") == 0)
    ent_window_show_welcome (window);
  if (window->sides[0] == NULL || from->sides[0] == NULL)
    return;
  if (from->sides[1] != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (window), "split", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (window->sides); i++)
    if (window->sides[i] != NULL && from->sides[i] != NULL)
      ent_view_pane_copy (window->sides[i], from->sides[i]);
  window->active = from->active;
  ent_window_set_review (window, from->review != NULL);
  update_title (window);
  ent_window_follow_active (window);
}

/**
 * ent_window_toast:
 * @window: a window
 * @text: one short sentence
 */
void
ent_window_toast (EntWindow *window, const char *text)
{
  adw_toast_overlay_add_toast (window->toasts, adw_toast_new (text));
}
