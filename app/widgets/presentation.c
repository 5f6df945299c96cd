#include "widgets/presentation-private.h"

#include <glib/gi18n-lib.h>

#include "figure/figure.h"
#include "widgets/talk-overview.h"

/* Labels that can be read in the last row, times those of a window. */
#define TEXT_SCALE 1.6
#define KEY_SCALE 1.9

G_DEFINE_FINAL_TYPE (EntPresentation, ent_presentation, GTK_TYPE_WINDOW)

/**
 * ent_presentation_session:
 * @presentation: a presentation
 *
 * Returns: (transfer none): the session of the figure that is shown
 */
EntSession *
ent_presentation_session (EntPresentation *presentation)
{
  return presentation->session;
}

/**
 * ent_presentation_update_count:
 * @presentation: a presentation
 *
 * Says where the talk is, or the number that is being typed.
 */
void
ent_presentation_update_count (EntPresentation *presentation)
{
  g_autofree char *count
      = presentation->typed > 0
            ? g_strdup_printf (_ ("Go to %u"), presentation->typed)
            : g_strdup_printf ("%u / %u", presentation->step + 1, presentation->points->len);

  gtk_label_set_text (presentation->count, count);
}

/* What the figure rests on: all documents its marks cite. */
static void
update_source (EntPresentation *presentation)
{
  EntCanvas *canvas = presentation->canvas;
  const EntScene *scene = ent_canvas_scene (canvas);
  g_autofree char *sources = NULL;

  if (scene != NULL)
    {
      g_autoptr (EntPictureOrder) order = ent_canvas_order (canvas);
      sources = ent_figure_sources (scene, &order->request);
    }
  gtk_label_set_text (presentation->source, sources != NULL ? sources : "");
}

/**
 * ent_presentation_show_passages:
 * @presentation: a presentation
 *
 * Shows the passages of what is selected, on the side where the mark is not.
 */
void
ent_presentation_show_passages (EntPresentation *presentation)
{
  EntSession *session = ent_presentation_session (presentation);
  EntCanvas *canvas = presentation->canvas;
  const GPtrArray *selection = ent_session_selection (session);
  EntRect bounds;
  gboolean on_right = FALSE;

  if (selection->len > 0
      && ent_canvas_mark_bounds (canvas, g_ptr_array_index (selection, 0), &bounds))
    on_right = bounds.x + bounds.width / 2 > gtk_widget_get_width (GTK_WIDGET (canvas)) / 2;
  gtk_widget_set_halign (GTK_WIDGET (presentation->passages),
                         on_right ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_size_request (GTK_WIDGET (presentation->passages),
                               gtk_widget_get_width (GTK_WIDGET (presentation)) * 2 / 5,
                               -1);
  ent_talk_passages_show (presentation->passages, session);
}

static void
on_session_changed (EntSession *session, guint change, EntPresentation *presentation)
{
  if (!(change & ENT_CHANGED_SELECTION) || presentation->stepping)
    return;
  ent_presentation_show_passages (presentation);
  if (presentation->presenter != NULL)
    ent_presenter_window_show_passages (presentation->presenter, session);
}

/* What the step has selected is shown without its passages until someone asks for them. */
static void
on_picked (EntCanvas *canvas, EntPresentation *presentation)
{
  ent_presentation_show_passages (presentation);
}

static void
on_picture (EntCanvas *canvas, EntPresentation *presentation)
{
  update_source (presentation);
}

static void
on_settled (EntCanvas *canvas, EntPresentation *presentation)
{
  ent_presentation_look_ahead (presentation);
}

/* A session of its own: that of the window is left as it is. */
static EntSession *
copy_session (EntPresentation *presentation, EntSession *from)
{
  EntSession *session = ent_session_new ();

  ent_session_set_language (session, ent_session_language (from));
  ent_session_set_theme (session, ent_session_theme (from));
  ent_session_set_dossier (session, presentation->dossier, ent_session_file (from));
  if (ent_session_library (from) != NULL)
    ent_session_set_library (session, ent_session_library (from));
  return session;
}

static void
make_stage (EntPresentation *presentation, EntSession *from)
{
  presentation->session = copy_session (presentation, from);
  presentation->scout = copy_session (presentation, from);
  presentation->worker = ent_worker_new ("stage");
  presentation->worker_ahead = ent_worker_new ("stage-ahead");
  presentation->ahead = g_new0 (EntAhead, presentation->points->len);
  presentation->canvas = ENT_CANVAS (ent_canvas_new (presentation->session, presentation->worker));
  ent_canvas_set_text_scale (presentation->canvas, TEXT_SCALE);
  gtk_overlay_set_child (presentation->overlay, GTK_WIDGET (presentation->canvas));
  presentation->key
      = ENT_TALK_KEY (ent_talk_key_new (ent_theme_get (ent_session_theme (presentation->session)),
                                        ent_session_language (presentation->session),
                                        KEY_SCALE));
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (presentation->overlay))),
                              GTK_WIDGET (presentation->key),
                              GTK_WIDGET (presentation->overlay));
  ent_presentation_make_keys (presentation);
  g_signal_connect (presentation->canvas, "picture-changed", G_CALLBACK (on_picture), presentation);
  g_signal_connect (presentation->canvas, "settled", G_CALLBACK (on_settled), presentation);
  g_signal_connect (presentation->canvas, "picked", G_CALLBACK (on_picked), presentation);
  g_signal_connect (
      presentation->session, "changed", G_CALLBACK (on_session_changed), presentation);
}

static void
show_step (EntPresentation *presentation, const EntStoryPoint *point)
{
  EntCanvas *canvas = presentation->canvas;
  EntPicture *shown = ent_canvas_picture (canvas);
  EntAhead *ahead = ent_presentation_ahead (presentation, presentation->step);
  const EntViewKind kind = point->view->kind;
  const char *id = point->view->thing.id;

  ent_story_point_apply (point, presentation->session);
  if (ahead != NULL)
    {
      const gboolean fits = ahead->from == shown;
      ent_canvas_show (canvas,
                       kind,
                       id,
                       g_steal_pointer (&ahead->picture),
                       fits ? g_steal_pointer (&ahead->transition) : NULL);
      return;
    }
  ent_canvas_set_view (canvas, kind, id);
  ent_canvas_restore_camera (canvas);
  ent_canvas_reveal (canvas);
}

/* What the room sees; and what is behind it, which the speaker may want to say. */
static void
tell_presenter (EntPresentation *presentation)
{
  ent_presenter_window_set_step (presentation->presenter, presentation->step);
  ent_presenter_window_show_passages (presentation->presenter, presentation->session);
}

/**
 * ent_presentation_go:
 * @presentation: a presentation
 * @step: from 0; a step beyond the last is the last
 */
void
ent_presentation_go (EntPresentation *presentation, guint step)
{
  step = MIN (step, presentation->points->len - 1);
  const EntStoryPoint *point = &g_array_index (presentation->points, EntStoryPoint, step);
  g_autofree char *title = ent_story_point_title (
      point, ent_session_language (ent_presentation_session (presentation)));

  presentation->typed = 0;
  presentation->step = step;
  presentation->stepping = TRUE;
  ent_talk_passages_hide (presentation->passages);
  ent_talk_ink_clear (presentation->ink);
  show_step (presentation, point);
  presentation->stepping = FALSE;
  ent_talk_key_set_step (presentation->key, step);
  gtk_label_set_text (presentation->title, title);
  ent_presentation_update_count (presentation);
  gtk_window_set_title (GTK_WINDOW (presentation), title);
  if (presentation->presenter != NULL)
    tell_presenter (presentation);
}

static void
on_chosen (EntTalkOverview *overview, guint step, EntPresentation *presentation)
{
  ent_presentation_set_overview (presentation, FALSE);
  ent_presentation_go (presentation, step);
}

/**
 * ent_presentation_set_overview:
 * @presentation: a presentation
 * @shown: whether all steps are shown in a grid
 */
void
ent_presentation_set_overview (EntPresentation *presentation, gboolean shown)
{
  if (shown && presentation->overview == NULL)
    {
      presentation->overview = ent_talk_overview_new (presentation->scout, presentation->points);
      g_signal_connect (presentation->overview, "chosen", G_CALLBACK (on_chosen), presentation);
      gtk_overlay_add_overlay (presentation->screen, presentation->overview);
    }
  if (presentation->overview == NULL)
    return;
  gtk_widget_set_visible (presentation->overview, shown);
  if (shown)
    ent_talk_overview_set_step (ENT_TALK_OVERVIEW (presentation->overview), presentation->step);
  else
    gtk_widget_grab_focus (GTK_WIDGET (presentation->canvas));
}

static void
on_presenter_step (EntPresenterWindow *presenter, int by, EntPresentation *presentation)
{
  const int step = (int)presentation->step + by;

  if (step >= 0 && step < (int)presentation->points->len)
    ent_presentation_go (presentation, (guint)step);
}

static gboolean
on_presenter_key (EntPresenterWindow *presenter,
                  guint keyval,
                  guint state,
                  EntPresentation *presentation)
{
  return ent_presentation_press (presentation, keyval, state);
}

static void
on_presenter_gone (gpointer data, GObject *presenter)
{
  ((EntPresentation *)data)->presenter = NULL;
}

/**
 * ent_presentation_set_presenter:
 * @presentation: a presentation
 * @shown: whether the speaker's window is open
 */
void
ent_presentation_set_presenter (EntPresentation *presentation, gboolean shown)
{
  if (shown == (presentation->presenter != NULL))
    return;
  if (!shown)
    {
      gtk_window_destroy (GTK_WINDOW (presentation->presenter));
      return;
    }
  presentation->presenter
      = ENT_PRESENTER_WINDOW (ent_presenter_window_new (presentation->scout, presentation->points));
  g_object_weak_ref (G_OBJECT (presentation->presenter), on_presenter_gone, presentation);
  g_signal_connect_object (
      presentation->presenter, "step", G_CALLBACK (on_presenter_step), presentation, 0);
  g_signal_connect_object (
      presentation->presenter, "key", G_CALLBACK (on_presenter_key), presentation, 0);
  gtk_window_set_application (GTK_WINDOW (presentation->presenter),
                              gtk_window_get_application (GTK_WINDOW (presentation)));
  gtk_window_set_hide_on_close (GTK_WINDOW (presentation->presenter), FALSE);
  tell_presenter (presentation);
  gtk_window_present (GTK_WINDOW (presentation->presenter));
}

static void
dispose (GObject *object)
{
  EntPresentation *presentation = ENT_PRESENTATION (object);

  if (presentation->presenter != NULL)
    {
      g_object_weak_unref (G_OBJECT (presentation->presenter), on_presenter_gone, presentation);
      gtk_window_destroy (GTK_WINDOW (presentation->presenter));
      presentation->presenter = NULL;
    }
  /* the window has left its application by now */
  if (presentation->inhibitor != 0)
    gtk_application_uninhibit (presentation->app, presentation->inhibitor);
  presentation->inhibitor = 0;
  g_clear_object (&presentation->app);
  g_clear_handle_id (&presentation->idle_pointer, g_source_remove);
  ent_presentation_forget_ahead (presentation);
  if (presentation->session != NULL)
    g_signal_handlers_disconnect_by_data (presentation->session, presentation);
  if (presentation->canvas != NULL)
    g_signal_handlers_disconnect_by_data (presentation->canvas, presentation);
  presentation->canvas = NULL;
  g_clear_object (&presentation->session);
  g_clear_object (&presentation->scout);
  g_clear_pointer (&presentation->worker, ent_worker_unref);
  G_OBJECT_CLASS (ent_presentation_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  EntPresentation *presentation = ENT_PRESENTATION (object);

  g_clear_pointer (&presentation->points, g_array_unref);
  g_clear_pointer (&presentation->dossier, ent_dossier_unref);
  G_OBJECT_CLASS (ent_presentation_parent_class)->finalize (object);
}

static void
ent_presentation_class_init (EntPresentationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static GtkLabel *
add_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
ent_presentation_init (EntPresentation *presentation)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkBox *head = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24));

  presentation->overlay = GTK_OVERLAY (gtk_overlay_new ());
  presentation->title = add_label (head, "talk-heading");
  gtk_widget_set_hexpand (GTK_WIDGET (presentation->title), TRUE);
  presentation->count = add_label (head, "talk-count");
  gtk_label_set_width_chars (presentation->count, 5);
  gtk_label_set_wrap (presentation->count, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (head), "talk-head");
  gtk_box_append (box, GTK_WIDGET (head));
  gtk_widget_set_vexpand (GTK_WIDGET (presentation->overlay), TRUE);
  gtk_box_append (box, GTK_WIDGET (presentation->overlay));
  presentation->source = add_label (box, "talk-source");
  gtk_label_set_lines (presentation->source, 2);
  gtk_label_set_ellipsize (presentation->source, PANGO_ELLIPSIZE_END);
  presentation->screen = GTK_OVERLAY (gtk_overlay_new ());
  gtk_overlay_set_child (presentation->screen, GTK_WIDGET (box));
  gtk_window_set_child (GTK_WINDOW (presentation), GTK_WIDGET (presentation->screen));
  gtk_widget_add_css_class (GTK_WIDGET (presentation), "talk");
}

static void
add_layers (EntPresentation *presentation)
{
  presentation->passages = ENT_TALK_PASSAGES (ent_talk_passages_new ());
  presentation->ink = ENT_TALK_INK (ent_talk_ink_new ());
  presentation->black = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (presentation->black, "talk-black");
  gtk_widget_set_visible (presentation->black, FALSE);
  gtk_overlay_add_overlay (presentation->overlay, GTK_WIDGET (presentation->passages));
  gtk_overlay_add_overlay (presentation->overlay, GTK_WIDGET (presentation->ink));
  gtk_overlay_add_overlay (presentation->screen, presentation->black);
}

static void
fill_when_mapped (GtkWindow *window, GdkMonitor *monitor)
{
  g_signal_handlers_disconnect_by_func (window, fill_when_mapped, monitor);
  gtk_window_fullscreen_on_monitor (window, monitor);
}

/* As large as the monitor, also where no window manager makes a window full screen; and full screen
 * on that one only when it is there, as window managers place a new window where they like. */
static void
fill_monitor (GtkWindow *window, GdkMonitor *monitor)
{
  GdkRectangle area;

  gdk_monitor_get_geometry (monitor, &area);
  gtk_window_set_default_size (window, area.width, area.height);
  if (gtk_widget_get_mapped (GTK_WIDGET (window)))
    gtk_window_fullscreen_on_monitor (window, monitor);
  else
    g_signal_connect_data (window,
                           "map",
                           G_CALLBACK (fill_when_mapped),
                           g_object_ref (monitor),
                           (GClosureNotify)(void (*) (void))g_object_unref,
                           G_CONNECT_AFTER);
}

/* On the second monitor where there is one, with the speaker's window on the first. */
static void
fill_screen (EntPresentation *presentation, GtkWindow *parent)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (parent));
  GListModel *monitors = gdk_display_get_monitors (display);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (parent));
  GdkMonitor *here = surface ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  g_autoptr (GdkMonitor) other = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (monitors) && other == NULL; i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      if (here != NULL && monitor != here)
        other = g_object_ref (monitor);
    }
  if (other != NULL)
    fill_monitor (GTK_WINDOW (presentation), other);
  else if (here != NULL)
    fill_monitor (GTK_WINDOW (presentation), here);
  else
    gtk_window_fullscreen (GTK_WINDOW (presentation));
  gtk_window_present (GTK_WINDOW (presentation));
  if (other == NULL)
    return;
  ent_presentation_set_presenter (presentation, TRUE);
  fill_monitor (GTK_WINDOW (presentation->presenter), here);
}

/**
 * ent_presentation_start:
 * @parent: the window whose dossier is presented
 * @session: its session, which is left as it is
 * @step: where to begin
 *
 * Presents the story of a dossier, or its saved views when it tells none.
 *
 * Returns: (transfer none): the presentation, which lives until it is closed; %NULL when the
 *   dossier has neither story nor views
 */
EntPresentation *
ent_presentation_start (GtkWindow *parent, EntSession *session, guint step)
{
  g_autoptr (GArray) points = ent_story_points (ent_session_dossier (session));

  if (points->len == 0)
    return NULL;
  EntPresentation *presentation = g_object_new (ENT_TYPE_PRESENTATION, NULL);
  presentation->app = g_object_ref (gtk_window_get_application (parent));
  presentation->dossier = ent_dossier_ref (ent_session_dossier (session));
  presentation->points = g_steal_pointer (&points);
  make_stage (presentation, session);
  add_layers (presentation);
  ent_presentation_add_input (presentation);
  gtk_window_set_application (GTK_WINDOW (presentation), presentation->app);
  presentation->inhibitor
      = gtk_application_inhibit (presentation->app,
                                 GTK_WINDOW (presentation),
                                 GTK_APPLICATION_INHIBIT_IDLE | GTK_APPLICATION_INHIBIT_SUSPEND,
                                 _ ("A talk is being given"));
  ent_presentation_go (presentation, step);
  fill_screen (presentation, parent);
  return presentation;
}

/**
 * ent_presentation_take_options:
 * @presentation: a presentation that was just started
 * @canvas: of the window whose dossier is presented
 *
 * Draws views with the options that were chosen for them there and are not saved.
 */
void
ent_presentation_take_options (EntPresentation *presentation, EntCanvas *canvas)
{
  ent_canvas_take_options (presentation->canvas, canvas);
  ent_presentation_make_keys (presentation);
}

/**
 * ent_presentation_step:
 * @presentation: a presentation
 *
 * Returns: the step that is shown, from 0
 */
guint
ent_presentation_step (EntPresentation *presentation)
{
  return presentation->step;
}

/**
 * ent_presentation_n_steps:
 * @presentation: a presentation
 *
 * Returns: how many steps there are
 */
guint
ent_presentation_n_steps (EntPresentation *presentation)
{
  return presentation->points->len;
}
