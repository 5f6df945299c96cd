/* The accessible marks of a canvas and the keyboard's way through them. */
#include <glib/gi18n-lib.h>

#include "widgets/canvas-private.h"

static const EntSceneItem *
find_item (EntCanvas *canvas, const char *id)
{
  const EntScene *scene = ent_canvas_scene (canvas);
  const int item = scene != NULL ? ent_scene_find_item (scene, id) : ENT_NO_ITEM;

  return item != ENT_NO_ITEM ? ent_scene_item (scene, (guint)item) : NULL;
}

/**
 * ent_canvas_select:
 * @canvas: a canvas
 * @id: of an item of the picture
 * @mode: instead of the selection, or toggled in it
 *
 * Selects what the item stands for: a thing, or several.  Emits "picked" also when it is selected
 * already.
 */
void
ent_canvas_select (EntCanvas *canvas, const char *id, EntSelectMode mode)
{
  const EntSceneItem *item = find_item (canvas, id);

  if (item != NULL && item->things != NULL)
    ent_session_select_all (canvas->session, item->things, mode);
  else
    ent_session_select (canvas->session, id, mode);
  g_signal_emit_by_name (canvas, "picked");
}

static gboolean
is_selected (EntCanvas *canvas, const char *id)
{
  const EntSceneItem *item = find_item (canvas, id);

  return item != NULL
         && ent_scene_item_is_in (item, ent_session_emphasis (canvas->session)->selected);
}

static void
on_select (EntMarkProxy *proxy, gboolean adds, EntCanvas *canvas)
{
  const char *id = ent_mark_proxy_id (proxy);
  const EntSceneItem *item = find_item (canvas, id);
  const guint n = item != NULL && item->things != NULL ? g_strv_length ((char **)item->things) : 1;

  if (adds)
    ent_canvas_select (canvas, id, ENT_SELECT_TOGGLE);
  else if (is_selected (canvas, id) && ent_session_selection (canvas->session)->len == n)
    {
      gtk_widget_activate_action (GTK_WIDGET (canvas), "win.focus-inspector", NULL);
      g_signal_emit_by_name (canvas, "picked");
    }
  else
    ent_canvas_select (canvas, id, ENT_SELECT_ONLY);
}

static void
on_focus (EntMarkProxy *proxy, GParamSpec *pspec, EntCanvas *canvas)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (proxy)))
    return;
  canvas->focus = ent_mark_proxy_id (proxy);
  if (gtk_window_get_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (canvas)))))
    ent_canvas_show_mark (canvas, canvas->focus);
}

static GtkWidget *
new_proxy (EntCanvas *canvas, const char *id)
{
  GtkWidget *proxy = ent_mark_proxy_new (id);

  g_signal_connect (proxy, "select", G_CALLBACK (on_select), canvas);
  g_signal_connect (proxy, "notify::has-focus", G_CALLBACK (on_focus), canvas);
  return proxy;
}

static void
describe (EntMarkProxy *proxy, const EntSceneItem *item)
{
  const guint n = item->evidence != NULL ? g_strv_length ((char **)item->evidence) : 0;
  g_autofree char *passages
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", n), n);
  g_autofree char *description = item->description != NULL && item->description[0] != '\0'
                                     ? g_strdup_printf ("%s · %s", item->description, passages)
                                     : g_strdup (passages);

  ent_mark_proxy_describe (proxy, item->title, description);
}

/**
 * ent_canvas_sync_marks:
 * @canvas: a canvas
 *
 * Makes the proxies those of the picture shown, in its reading order.  A mark that was there keeps
 * its proxy, and with it the focus.
 */
void
ent_canvas_sync_marks (EntCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas), *before = canvas->message;
  EntPicture *picture = canvas->picture;
  const guint n = picture->outline != NULL ? ent_outline_n (picture->outline) : 0;
  g_autoptr (GHashTable) spare = g_hash_table_new (g_direct_hash, g_direct_equal);
  GHashTableIter iter;
  gpointer gone;

  for (guint i = 0; i < canvas->proxies->len; i++)
    {
      EntMarkProxy *proxy = g_ptr_array_index (canvas->proxies, i);
      g_hash_table_insert (spare, (gpointer)ent_mark_proxy_id (proxy), proxy);
    }
  g_ptr_array_set_size (canvas->proxies, 0);
  for (guint i = 0; i < n; i++)
    {
      const EntSceneItem *item
          = ent_scene_item (picture->scene, (guint)ent_outline_item (picture->outline, i));
      const char *id = g_intern_string (item->id);
      GtkWidget *proxy = g_hash_table_lookup (spare, id);

      g_hash_table_remove (spare, id);
      if (proxy == NULL)
        proxy = new_proxy (canvas, id);
      if (gtk_widget_get_prev_sibling (proxy) != before || gtk_widget_get_parent (proxy) == NULL)
        gtk_widget_insert_after (proxy, widget, before);
      before = proxy;
      ent_mark_proxy_set_position (ENT_MARK_PROXY (proxy), i);
      describe (ENT_MARK_PROXY (proxy), item);
      g_ptr_array_add (canvas->proxies, proxy);
    }
  g_hash_table_iter_init (&iter, spare);
  while (g_hash_table_iter_next (&iter, NULL, &gone))
    gtk_widget_unparent (gone);
  ent_canvas_sync_selection (canvas);
}

/**
 * ent_canvas_sync_selection:
 * @canvas: a canvas
 *
 * Tells screen readers which marks are selected.
 */
void
ent_canvas_sync_selection (EntCanvas *canvas)
{
  for (guint i = 0; i < canvas->proxies->len; i++)
    {
      EntMarkProxy *proxy = g_ptr_array_index (canvas->proxies, i);
      ent_mark_proxy_set_selected (proxy, is_selected (canvas, ent_mark_proxy_id (proxy)));
    }
}

/* The part of a mark that can be seen; all of it when none can. */
static EntRect
visible_part (const EntRect *bounds, const EntRect *frame)
{
  if (!ent_rect_intersects (bounds, frame))
    return *bounds;
  const double x = MAX (bounds->x, frame->x), y = MAX (bounds->y, frame->y);
  return ENT_RECT (x,
                   y,
                   MIN (bounds->x + bounds->width, frame->x + frame->width) - x,
                   MIN (bounds->y + bounds->height, frame->y + frame->height) - y);
}

/**
 * ent_canvas_allocate_marks:
 * @canvas: a canvas
 *
 * Puts the proxies where their marks are shown.
 */
void
ent_canvas_allocate_marks (EntCanvas *canvas)
{
  if (canvas->proxies->len == 0)
    return;

  const EntCanvasMap map = ent_canvas_map (canvas);
  const EntRect frame = ENT_RECT (0,
                                  0,
                                  gtk_widget_get_width (GTK_WIDGET (canvas)),
                                  gtk_widget_get_height (GTK_WIDGET (canvas)));
  for (guint i = 0; i < canvas->proxies->len; i++)
    {
      const EntRect bounds = ent_outline_bounds (canvas->picture->outline, i);
      const EntRect shown = ent_canvas_map_rect (&map, &bounds);
      const EntRect part = visible_part (&shown, &frame);
      ent_mark_proxy_allocate (g_ptr_array_index (canvas->proxies, i), &part);
    }
}

/**
 * ent_canvas_drop_marks:
 * @canvas: a canvas
 *
 * Removes all proxies.
 */
void
ent_canvas_drop_marks (EntCanvas *canvas)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (canvas)) != NULL
      && !gtk_widget_in_destruction (GTK_WIDGET (canvas)))
    gtk_widget_grab_focus (GTK_WIDGET (canvas));
  for (guint i = 0; i < canvas->proxies->len; i++)
    gtk_widget_unparent (g_ptr_array_index (canvas->proxies, i));
  g_ptr_array_set_size (canvas->proxies, 0);
}

/**
 * ent_canvas_proxy:
 * @canvas: a canvas
 * @mark_id: (nullable): a mark
 *
 * Returns: (transfer none) (nullable): its proxy
 */
EntMarkProxy *
ent_canvas_proxy (EntCanvas *canvas, const char *mark_id)
{
  const char *id = g_intern_string (mark_id);

  for (guint i = 0; id != NULL && i < canvas->proxies->len; i++)
    if (ent_mark_proxy_id (g_ptr_array_index (canvas->proxies, i)) == id)
      return g_ptr_array_index (canvas->proxies, i);
  return NULL;
}

/* Where the keyboard enters: what was focused last, what is selected, the first mark. */
static GtkWidget *
entrance (EntCanvas *canvas)
{
  const GPtrArray *selection = ent_session_selection (canvas->session);
  EntMarkProxy *proxy = ent_canvas_proxy (canvas, canvas->focus);

  for (guint i = 0; proxy == NULL && i < selection->len; i++)
    proxy = ent_canvas_proxy (canvas, g_ptr_array_index (selection, i));
  if (proxy == NULL && canvas->proxies->len > 0)
    proxy = g_ptr_array_index (canvas->proxies, 0);
  return proxy != NULL ? GTK_WIDGET (proxy) : NULL;
}

static gboolean
to_outline (GtkDirectionType direction, EntDirection *walk)
{
  switch (direction)
    {
    case GTK_DIR_LEFT:
      *walk = ENT_LEFT;
      return TRUE;
    case GTK_DIR_RIGHT:
      *walk = ENT_RIGHT;
      return TRUE;
    case GTK_DIR_UP:
      *walk = ENT_UP;
      return TRUE;
    case GTK_DIR_DOWN:
      *walk = ENT_DOWN;
      return TRUE;
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
    default:
      return FALSE;
    }
}

/**
 * ent_canvas_move_focus:
 * @canvas: a canvas
 * @direction: where the focus is to go
 *
 * Tab enters on a mark and leaves from any; arrow keys walk from mark to neighbour and never leave.
 *
 * Returns: whether the focus is on the canvas now
 */
gboolean
ent_canvas_move_focus (EntCanvas *canvas, GtkDirectionType direction)
{
  GtkWidget *widget = GTK_WIDGET (canvas), *focus = gtk_widget_get_focus_child (widget);
  EntDirection walk;
  const gboolean walks = to_outline (direction, &walk);

  if (focus != NULL && ENT_IS_MARK_PROXY (focus) && walks)
    {
      const int next = ent_outline_neighbour (
          canvas->picture->outline, ent_mark_proxy_position (ENT_MARK_PROXY (focus)), walk);
      return next < 0 || gtk_widget_grab_focus (g_ptr_array_index (canvas->proxies, (guint)next));
    }
  if (focus != NULL || (gtk_widget_has_focus (widget) && !walks))
    return FALSE;

  GtkWidget *first = entrance (canvas);
  return gtk_widget_grab_focus (first != NULL ? first : widget);
}
