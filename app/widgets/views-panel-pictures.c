#include "widgets/views-panel-pictures.h"

#include "base/worker.h"
#include "widgets/picture.h"
#include "widgets/story-steps.h"

/* What a scene is made for, figure units, and what is left of it: letters are a hint there. */
#define SCENE_WIDTH 440
#define SCENE_HEIGHT 275
#define SCALE 0.5
#define TEXT_SCALE 1.1

/* Pictures that are kept; some 120 KB each, four times that on a screen of high density. */
#define MAX_KEPT 96

/* The parts of a dossier that say what there is, not how it is shown. */
static const char *const content_keys[]
    = { "documents", "passages", "actors",      "relation_types", "tags",
        "relations", "events",   "comparisons", "diagrams" };

/* A picture that was made, and what its key names, so that no other node gets its address. */
typedef struct
{
  GdkPaintable *image;
  EntJson *view, *step;
} Kept;

typedef struct
{
  GWeakRef picture;
  char *key;
  EntViewKind kind;
  char *view_id, *time;
  char **select;
  EntJson *view, *step;
} Wanted;

/* An image drawn as a cairo node that stays the same: GTK 4.8 converts a texture through floats
 * whenever it is drawn without GL. */
#define ENT_TYPE_THUMBNAIL (ent_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (EntThumbnail, ent_thumbnail, ENT, THUMBNAIL, GObject)

struct _EntThumbnail
{
  GObject parent;
  cairo_surface_t *image; /* NULL: as large as others, but empty */
  GskRenderNode *node;
};

static int
image_width (GdkPaintable *paintable)
{
  return (int)(SCENE_WIDTH * SCALE);
}

static int
image_height (GdkPaintable *paintable)
{
  return (int)(SCENE_HEIGHT * SCALE);
}

static void
draw_image (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  EntThumbnail *self = ENT_THUMBNAIL (paintable);

  if (self->image == NULL)
    return;
  if (self->node == NULL)
    {
      self->node = gsk_cairo_node_new (
          &GRAPHENE_RECT_INIT (0, 0, (float)SCENE_WIDTH, (float)SCENE_HEIGHT));
      cairo_t *cr = gsk_cairo_node_get_draw_context (self->node);
      cairo_set_source_surface (cr, self->image, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float)(width / SCENE_WIDTH), (float)(height / SCENE_HEIGHT));
  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_restore (snapshot);
}

static GdkPaintableFlags
image_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_CONTENTS | GDK_PAINTABLE_STATIC_SIZE;
}

static void
init_paintable (GdkPaintableInterface *iface)
{
  iface->get_intrinsic_width = image_width;
  iface->get_intrinsic_height = image_height;
  iface->get_flags = image_flags;
  iface->snapshot = draw_image;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EntThumbnail,
                               ent_thumbnail,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, init_paintable))

static void
finalize_thumbnail (GObject *object)
{
  EntThumbnail *self = ENT_THUMBNAIL (object);

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->image, cairo_surface_destroy);
  G_OBJECT_CLASS (ent_thumbnail_parent_class)->finalize (object);
}

static void
ent_thumbnail_class_init (EntThumbnailClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize_thumbnail;
}

static void
ent_thumbnail_init (EntThumbnail *self)
{
}

struct _EntThumbnails
{
  GObject parent;
  EntSession *session;
  EntSession *stage; /* of its own: shows each view as it is saved */
  EntWorker *worker;
  EntDossier *dossier; /* whose content the pictures that are kept show */
  GHashTable *kept;    /* key → Kept */
  GQueue order;        /* of their keys, oldest first */
  GQueue wanted;       /* of Wanted; the first is being made */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (EntThumbnails, ent_thumbnails, G_TYPE_OBJECT)

static GQuark
key_quark (void)
{
  return g_quark_from_static_string ("ent-thumbnail");
}

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->image);
  g_clear_pointer (&kept->view, ent_json_unref);
  g_clear_pointer (&kept->step, ent_json_unref);
  g_free (kept);
}

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_weak_ref_clear (&wanted->picture);
  g_free (wanted->key);
  g_free (wanted->view_id);
  g_free (wanted->time);
  g_strfreev (wanted->select);
  g_clear_pointer (&wanted->view, ent_json_unref);
  g_clear_pointer (&wanted->step, ent_json_unref);
  g_free (wanted);
}

static gpointer
make_image (gpointer data, GCancellable *cancellable, GError **error)
{
  cairo_surface_t *image = ent_picture_thumbnail (data, cancellable, error);

  if (image == NULL)
    return NULL;
  EntThumbnail *thumbnail = g_object_new (ENT_TYPE_THUMBNAIL, NULL);
  thumbnail->image = image;
  return thumbnail;
}

/* Whoever asked may be gone, or show something else by now. */
static GtkPicture *
still_wanted (Wanted *wanted)
{
  GtkPicture *picture = g_weak_ref_get (&wanted->picture);

  if (picture != NULL
      && g_strcmp0 (g_object_get_qdata (G_OBJECT (picture), key_quark ()), wanted->key) == 0)
    return picture;
  g_clear_object (&picture);
  return NULL;
}

static void
keep (EntThumbnails *self, Wanted *wanted, GdkPaintable *image)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->image = g_object_ref (image);
  kept->view = g_steal_pointer (&wanted->view);
  kept->step = g_steal_pointer (&wanted->step);
  g_hash_table_replace (self->kept, g_strdup (wanted->key), kept);
  g_queue_push_tail (&self->order, g_strdup (wanted->key));
  while (g_queue_get_length (&self->order) > MAX_KEPT)
    {
      g_autofree char *oldest = g_queue_pop_head (&self->order);
      g_hash_table_remove (self->kept, oldest);
    }
}

/* What is not there, or cannot be drawn, has its room all the same. */
static void
show_image (GtkPicture *picture, GdkPaintable *image)
{
  g_autoptr (GdkPaintable) empty
      = image == NULL ? GDK_PAINTABLE (g_object_new (ENT_TYPE_THUMBNAIL, NULL)) : NULL;

  gtk_picture_set_paintable (picture, image != NULL ? image : empty);
}

static void make_next (EntThumbnails *self);

static void
take_image (gpointer owner, gpointer result, const GError *error)
{
  EntThumbnails *self = owner;
  Wanted *wanted = g_queue_pop_head (&self->wanted);
  g_autoptr (GdkPaintable) image = result;
  g_autoptr (GtkPicture) picture = still_wanted (wanted);

  self->busy = FALSE;
  if (image != NULL)
    keep (self, wanted, image);
  if (picture != NULL)
    show_image (picture, image);
  free_wanted (wanted);
  make_next (self);
}

/* As a talk shows the step, or the window the view when nothing is filtered or selected. */
static EntPictureOrder *
new_order (EntThumbnails *self, const Wanted *wanted, int density)
{
  EntSession *stage = self->stage;
  EntDossier *dossier = ent_session_dossier (self->session);

  if (ent_session_dossier (stage) != dossier)
    ent_session_set_dossier (stage, dossier, NULL);
  ent_session_set_language (stage, ent_session_language (self->session));
  ent_session_set_theme (stage, ent_session_theme (self->session));
  ent_story_point_apply (
      &(EntStoryPoint){ .time = wanted->time, .select = (const char *const *)wanted->select },
      stage);
  EntPictureOrder *order = ent_picture_order_new (stage, wanted->kind, wanted->view_id);
  order->request.width = SCENE_WIDTH;
  order->request.height = SCENE_HEIGHT;
  order->request.text_scale = TEXT_SCALE;
  order->scale = SCALE * density;
  return order;
}

static void
make_next (EntThumbnails *self)
{
  g_autoptr (GtkPicture) picture = NULL;

  if (self->busy)
    return;
  while (picture == NULL && !g_queue_is_empty (&self->wanted))
    {
      picture = still_wanted (g_queue_peek_head (&self->wanted));
      if (picture == NULL)
        free_wanted (g_queue_pop_head (&self->wanted));
    }
  if (picture == NULL || ent_session_dossier (self->session) == NULL)
    return;
  self->busy = TRUE;
  ent_worker_push (self->worker,
                   G_OBJECT (self),
                   "thumbnail",
                   make_image,
                   new_order (self,
                              g_queue_peek_head (&self->wanted),
                              gtk_widget_get_scale_factor (GTK_WIDGET (picture))),
                   (GDestroyNotify)ent_picture_order_free,
                   g_object_unref,
                   take_image);
}

static gboolean
has_same_content (EntDossier *one, EntDossier *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (content_keys); i++)
    if (ent_json_member (ent_dossier_json (one), content_keys[i])
        != ent_json_member (ent_dossier_json (other), content_keys[i]))
      return FALSE;
  return TRUE;
}

/* An edit of views or story leaves the pictures of all others as they are. */
static void
follow_dossier (EntThumbnails *self)
{
  EntDossier *dossier = ent_session_dossier (self->session);

  if (self->dossier == dossier)
    return;
  if (self->dossier == NULL || dossier == NULL || !has_same_content (self->dossier, dossier))
    {
      g_hash_table_remove_all (self->kept);
      g_queue_clear_full (&self->order, g_free);
      ent_worker_cancel (self->worker, G_OBJECT (self));
      self->busy = FALSE;
    }
  g_clear_pointer (&self->dossier, ent_dossier_unref);
  self->dossier = dossier != NULL ? ent_dossier_ref (dossier) : NULL;
}

static void
dispose (GObject *object)
{
  EntThumbnails *self = ENT_THUMBNAILS (object);

  g_clear_pointer (&self->worker, ent_worker_unref);
  g_queue_clear_full (&self->wanted, free_wanted);
  g_queue_clear_full (&self->order, g_free);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->dossier, ent_dossier_unref);
  g_clear_object (&self->stage);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ent_thumbnails_parent_class)->dispose (object);
}

static void
ent_thumbnails_class_init (EntThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
ent_thumbnails_init (EntThumbnails *self)
{
  self->stage = ent_session_new ();
  self->worker = ent_worker_new ("thumbnails");
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_kept);
  g_queue_init (&self->order);
  g_queue_init (&self->wanted);
}

/**
 * ent_thumbnails_new:
 * @session: whose dossier, language and theme they show
 *
 * Returns: (transfer full): a maker of small pictures
 */
EntThumbnails *
ent_thumbnails_new (EntSession *session)
{
  EntThumbnails *self = g_object_new (ENT_TYPE_THUMBNAILS, NULL);

  self->session = g_object_ref (session);
  return self;
}

static Wanted *
new_wanted (GtkPicture *picture, const char *key, const EntThumbnailOf *of)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  g_weak_ref_init (&wanted->picture, picture);
  wanted->key = g_strdup (key);
  wanted->kind = of->kind;
  wanted->view_id = of->view != NULL ? g_strdup (of->view->thing.id) : NULL;
  wanted->time = g_strdup (of->time);
  wanted->select = g_strdupv ((char **)of->select);
  wanted->view = of->view != NULL ? ent_json_ref (of->view->thing.json) : NULL;
  wanted->step = of->step != NULL ? ent_json_ref (of->step) : NULL;
  return wanted;
}

/**
 * ent_thumbnails_show:
 * @thumbnails: a maker
 * @picture: where to
 * @of: what
 *
 * Shows a small picture at once if it was made before, else when it is made; until then @picture
 * shows what it did.  To be called again when dossier, language or theme change: it costs nothing
 * where the picture is still right.
 */
void
ent_thumbnails_show (EntThumbnails *self, GtkPicture *picture, const EntThumbnailOf *of)
{
  g_autofree char *key = g_strdup_printf ("%p %p %d %s %d %d",
                                          of->view != NULL ? (gpointer)of->view->thing.json : NULL,
                                          (gpointer)of->step,
                                          (int)of->kind,
                                          ent_session_language (self->session),
                                          (int)ent_session_theme (self->session),
                                          gtk_widget_get_scale_factor (GTK_WIDGET (picture)));

  follow_dossier (self);
  const Kept *kept = g_hash_table_lookup (self->kept, key);
  const gboolean asked
      = g_strcmp0 (g_object_get_qdata (G_OBJECT (picture), key_quark ()), key) == 0;
  g_object_set_qdata_full (G_OBJECT (picture), key_quark (), g_strdup (key), g_free);
  if (kept != NULL)
    {
      show_image (picture, kept->image);
      return;
    }
  if (gtk_picture_get_paintable (picture) == NULL)
    show_image (picture, NULL);
  for (GList *l = self->wanted.head; l != NULL && asked; l = l->next)
    {
      g_autoptr (GtkPicture) other = g_weak_ref_get (&((Wanted *)l->data)->picture);
      if (other == picture && g_str_equal (((Wanted *)l->data)->key, key))
        return;
    }
  g_queue_push_tail (&self->wanted, new_wanted (picture, key, of));
  make_next (self);
}

/**
 * ent_thumbnails_n_waiting:
 * @thumbnails: a maker
 *
 * Returns: how many pictures are still to be made
 */
guint
ent_thumbnails_n_waiting (EntThumbnails *self)
{
  return g_queue_get_length (&self->wanted);
}
