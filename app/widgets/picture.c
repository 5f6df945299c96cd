#include "widgets/picture.h"

#include <math.h>
#include <string.h>

#include "widgets/canvas-camera.h"
#include "widgets/shared-layouts.h"
#include "widgets/shared-world.h"

/* What hangs over an edge by less is not cut; figure units. */
#define CUT 1.0

static const EntView *
find_view (const EntDossier *dossier, EntViewKind kind, const char *view_id)
{
  const EntThing *thing = view_id != NULL ? ent_dossier_find (dossier, view_id) : NULL;

  if (thing == NULL || thing->kind != ENT_THING_VIEW)
    return NULL;
  const EntView *view = (const EntView *)thing;
  return view->kind == kind ? view : NULL;
}

static GHashTable *
copy_set (GHashTable *set)
{
  GHashTable *copy = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;

  if (set != NULL)
    {
      g_hash_table_iter_init (&iter, set);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (copy, (gpointer)g_intern_string (key));
    }
  return copy;
}

/**
 * ent_picture_order_new:
 * @session: with a dossier open
 * @kind: of the view
 * @view_id: (nullable): the saved view; the defaults of @kind without one
 *
 * Takes down what the session shows at this moment, as the saved view is looked at.  The caller
 * fills in size, scale and text scale, and the camera if it is another.
 *
 * Returns: (transfer full): the order
 */
EntPictureOrder *
ent_picture_order_new (EntSession *session, EntViewKind kind, const char *view_id)
{
  EntPictureOrder *order = g_new0 (EntPictureOrder, 1);
  const GPtrArray *selection = ent_session_selection (session);
  const EntEmphasis *emphasis = ent_session_emphasis (session);

  order->dossier = ent_dossier_ref (ent_session_dossier (session));
  order->filter = ent_filter_copy (ent_session_filter (session));
  order->labelled = g_ptr_array_new ();
  for (guint i = 0; i < selection->len; i++)
    g_ptr_array_add (order->labelled, (gpointer)g_intern_string (g_ptr_array_index (selection, i)));
  g_ptr_array_add (order->labelled, NULL);
  order->emphasis.selected = copy_set (emphasis->selected);
  order->emphasis.related = emphasis->related != NULL ? copy_set (emphasis->related) : NULL;
  order->scale = 1;
  order->request = (EntViewRequest){
    .dossier = order->dossier,
    .layouts = ent_shared_layouts (),
    .kind = kind,
    .view = find_view (order->dossier, kind, view_id),
    .filter = order->filter,
    .lang = ent_session_language (session),
    .theme = ent_theme_get (ent_session_theme (session)),
    .text_scale = 1,
    .emphasis = (const char *const *)order->labelled->pdata,
  };
  order->request.camera = ent_view_camera (order->request.view);
  return order;
}

/**
 * ent_picture_order_set_options:
 * @order: an order
 * @options: (nullable): an object: options instead of those that are saved; %NULL: the saved ones
 */
void
ent_picture_order_set_options (EntPictureOrder *order, EntJson *options)
{
  g_clear_pointer (&order->options, ent_json_unref);
  order->options = options != NULL ? ent_json_ref (options) : NULL;
  order->request.options = order->options;
}

/**
 * ent_picture_order_free:
 * @order: (nullable) (transfer full): an order
 */
void
ent_picture_order_free (EntPictureOrder *order)
{
  if (order == NULL)
    return;
  ent_filter_free (order->filter);
  g_clear_pointer (&order->options, ent_json_unref);
  g_ptr_array_unref (order->labelled);
  g_clear_pointer (&order->ground, cairo_surface_destroy);
  g_hash_table_unref (order->emphasis.selected);
  g_clear_pointer (&order->emphasis.related, g_hash_table_unref);
  ent_dossier_unref (order->dossier);
  g_free (order);
}

/* An image as large as the scene, whose units are figure units. */
static cairo_surface_t *
new_image (const EntScene *scene, double scale, cairo_format_t format)
{
  cairo_surface_t *image
      = cairo_image_surface_create (format,
                                    MAX (1, (int)ceil (ent_scene_width (scene) * scale)),
                                    MAX (1, (int)ceil (ent_scene_height (scene) * scale)));

  cairo_surface_set_device_scale (image, scale, scale);
  return image;
}

/* Layers of the scene over what is underneath, if anything. */
static cairo_surface_t *
paint (cairo_surface_t *image,
       cairo_surface_t *underneath,
       const EntScene *scene,
       EntRenderFlags flags,
       const EntEmphasis *emphasis)
{
  cairo_t *cr = cairo_create (image);

  if (underneath != NULL)
    {
      cairo_set_source_surface (cr, underneath, 0, 0);
      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
      cairo_paint (cr);
      cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
    }
  ent_render_cairo (scene, cr, flags | ENT_RENDER_FAST, emphasis);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

/**
 * ent_picture_texture:
 * @scene: a scene
 * @scale: device pixels per figure unit
 *
 * Paints a scene with nothing selected.  May be called on any thread.
 *
 * Returns: (transfer full): the texture
 */
GdkTexture *
ent_picture_texture (const EntScene *scene, double scale)
{
  cairo_surface_t *image
      = paint (new_image (scene, scale, CAIRO_FORMAT_ARGB32), NULL, scene, ENT_RENDER_ALL, NULL);
  const int height = cairo_image_surface_get_height (image);
  const gsize stride = (gsize)cairo_image_surface_get_stride (image);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (image),
                                                         stride * (gsize)height,
                                                         (GDestroyNotify)cairo_surface_destroy,
                                                         image);

  return gdk_memory_texture_new (
      cairo_image_surface_get_width (image), height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/**
 * ent_picture_snapshot:
 * @picture: a picture with a scene
 * @snapshot: where to; in figure units of the scene
 *
 * Appends a cairo node, the same each time: GTK 4.8 converts a texture through floats whenever it
 * is drawn without GL.
 */
void
ent_picture_snapshot (EntPicture *picture, GtkSnapshot *snapshot)
{
  if (picture->node == NULL)
    {
      picture->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (
          0, 0, (float)ent_scene_width (picture->scene), (float)ent_scene_height (picture->scene)));
      cairo_t *cr = gsk_cairo_node_get_draw_context (picture->node);
      cairo_set_source_surface (cr, picture->image, 0, 0);
      /* stretched for the few frames until the next one is painted: smoothing would make them late
       */
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_FAST);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  gtk_snapshot_append_node (snapshot, picture->node);
}

/* What is selected may be nothing that this view shows; then it is no reason to fade all of it. */
static gboolean
concerns (const EntEmphasis *emphasis, const EntScene *scene)
{
  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    {
      const char *id = ent_scene_item (scene, i)->id;
      if (g_hash_table_contains (emphasis->selected, id)
          || (emphasis->related != NULL && g_hash_table_contains (emphasis->related, id)))
        return TRUE;
    }
  return FALSE;
}

/* A row that the upper edge would cut goes out of sight: half a line is read by nobody. */
static EntCamera
clear_edge (const EntLens *lens, EntCamera camera, const EntScene *scene)
{
  const EntCanvasMap map = ent_lens_map (lens, camera);
  const double edge = lens->frame.y;
  double over = 0;

  for (guint i = 0; i < ent_scene_n_items (scene); i++)
    {
      const EntRect rect = ent_scene_item_bounds (scene, i);
      const EntRect shown = ent_canvas_map_rect (&map, &rect);
      if (shown.y < edge - CUT && shown.y + shown.height > edge + CUT
          && shown.height < lens->frame.height / 4)
        over = MAX (over, shown.y + shown.height - edge);
    }
  return ent_lens_pan (lens, camera, 0, -over);
}

/* Where to look so that what is selected can be seen; where there is not room for all of it, what
 * was selected first. */
static EntCamera
reveal (const EntPictureOrder *order, const EntScene *scene)
{
  const EntLens lens = ent_lens_of (scene);
  EntCamera camera = lens.camera;
  const double x = camera.x;

  for (guint i = order->labelled->len - 1; i-- > 0;)
    {
      const int item = ent_scene_find_item (scene, g_ptr_array_index (order->labelled, i));
      if (item == ENT_NO_ITEM)
        continue;
      const EntRect rect = ent_scene_item_bounds (scene, (guint)item);
      if (i == 0)
        camera.x = x;
      camera = ent_lens_show (&lens, camera, &rect);
    }
  return ent_lens_scrolls (&lens) && camera.y < lens.camera.y ? clear_edge (&lens, camera, scene)
                                                              : camera;
}

static EntScene *
build_scene (EntPictureOrder *order, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntScene) scene = ent_view_build (&order->request, cancellable, error);

  if (scene == NULL || !order->reveals)
    return g_steal_pointer (&scene);
  const EntCamera camera = reveal (order, scene);
  if (memcmp (&camera, &order->request.camera, sizeof camera) == 0)
    return g_steal_pointer (&scene);
  order->request.camera = camera;
  return ent_view_build (&order->request, cancellable, error);
}

static void
keep_emphasis (EntPicture *picture, const EntEmphasis *emphasis)
{
  if (!concerns (emphasis, picture->scene))
    return;
  picture->emphasis.selected = g_hash_table_ref (emphasis->selected);
  picture->emphasis.related
      = emphasis->related != NULL ? g_hash_table_ref (emphasis->related) : NULL;
}

/**
 * ent_picture_new:
 * @order: what to show
 * @cancellable: (nullable): cancels
 * @error: return location
 *
 * Builds the scene and paints it.  To be called on a worker: up to 100 ms.  A view that cannot be
 * built gives a picture with a message and no scene.
 *
 * Errors: G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the picture
 */
EntPicture *
ent_picture_new (EntPictureOrder *order, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (EntPicture) picture = g_new0 (EntPicture, 1);

  picture->refs = 1;
  picture->scale = order->scale;
  picture->serial = order->serial;
  if (ent_view_needs_world (&order->request))
    order->request.world = ent_shared_world (&reason);
  if (reason == NULL)
    picture->scene = build_scene (order, cancellable, &reason);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (picture->scene == NULL)
    {
      picture->message = g_strdup (reason->message);
      return g_steal_pointer (&picture);
    }

  const EntScene *scene = picture->scene;
  keep_emphasis (picture, &order->emphasis);
  picture->outline = ent_outline_new (scene, ENT_MAX_OUTLINE);
  picture->ground = order->ground != NULL
                        ? cairo_surface_reference (order->ground)
                        : paint (new_image (scene, order->scale, CAIRO_FORMAT_RGB24),
                                 NULL,
                                 scene,
                                 ENT_RENDER_GROUND,
                                 NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  picture->image = paint (new_image (scene, order->scale, CAIRO_FORMAT_RGB24),
                          picture->ground,
                          scene,
                          ENT_RENDER_MARKS,
                          picture->emphasis.selected != NULL ? &picture->emphasis : NULL);
  return g_steal_pointer (&picture);
}

/**
 * ent_picture_thumbnail:
 * @order: what to show
 * @cancellable: (nullable): cancels
 * @error: of ent_view_build()
 *
 * Builds the scene and paints it, for a picture that is only looked at.  To be called on a worker.
 *
 * Returns: (transfer full): the image; %NULL with @error set
 */
cairo_surface_t *
ent_picture_thumbnail (EntPictureOrder *order, GCancellable *cancellable, GError **error)
{
  if (ent_view_needs_world (&order->request))
    order->request.world = ent_shared_world (error);
  if (ent_view_needs_world (&order->request) && order->request.world == NULL)
    return NULL;
  g_autoptr (EntScene) scene = ent_view_build (&order->request, cancellable, error);
  if (scene == NULL)
    return NULL;
  return paint (new_image (scene, order->scale, CAIRO_FORMAT_RGB24),
                NULL,
                scene,
                ENT_RENDER_ALL,
                concerns (&order->emphasis, scene) ? &order->emphasis : NULL);
}

/**
 * ent_picture_ref:
 * @picture: a picture
 *
 * To be called on one thread at a time.
 *
 * Returns: (transfer full): @picture
 */
EntPicture *
ent_picture_ref (EntPicture *picture)
{
  picture->refs++;
  return picture;
}

/**
 * ent_picture_unref:
 * @picture: (nullable) (transfer full): a picture
 */
void
ent_picture_unref (EntPicture *picture)
{
  if (picture == NULL || --picture->refs > 0)
    return;
  g_clear_pointer (&picture->emphasis.selected, g_hash_table_unref);
  g_clear_pointer (&picture->emphasis.related, g_hash_table_unref);
  g_clear_pointer (&picture->outline, ent_outline_free);
  g_clear_pointer (&picture->scene, ent_scene_unref);
  g_clear_pointer (&picture->node, gsk_render_node_unref);
  g_clear_pointer (&picture->ground, cairo_surface_destroy);
  g_clear_pointer (&picture->image, cairo_surface_destroy);
  g_free (picture->message);
  g_free (picture);
}

/**
 * ent_picture_end:
 * @picture: a picture with a scene
 *
 * Returns: what a transition from it or to it needs; valid as long as the picture
 */
EntTransitionEnd
ent_picture_end (EntPicture *picture)
{
  return (EntTransitionEnd){ .scene = picture->scene,
                             .emphasis
                             = picture->emphasis.selected != NULL ? &picture->emphasis : NULL,
                             .ground = picture->ground };
}

/**
 * ent_picture_transition:
 * @from: a picture with a scene
 * @to: another of the same scale
 *
 * To be called on a worker.
 *
 * Returns: (transfer full): the way from the one to the other
 */
EntTransition *
ent_picture_transition (EntPicture *from, EntPicture *to)
{
  const EntTransitionEnd ends[] = { ent_picture_end (from), ent_picture_end (to) };

  return ent_transition_new (&ends[0], &ends[1], to->scale);
}

/**
 * ent_picture_make_texture:
 * @order: (type EntPictureOrder): what to show
 * @cancellable: (nullable): cancels
 * @error: return location
 *
 * A small picture, with nothing selected, for a worker to make.
 *
 * Errors: G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable) (type GdkTexture): it; %NULL when the view cannot be built
 */
gpointer
ent_picture_make_texture (gpointer order, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntPicture) picture = ent_picture_new (order, cancellable, error);

  return picture != NULL && picture->scene != NULL
             ? ent_picture_texture (picture->scene, ((EntPictureOrder *)order)->scale)
             : NULL;
}
