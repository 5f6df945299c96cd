/* A scene as the canvas shows it: built and painted on a worker, handed over whole. */
#pragma once

#include <gtk/gtk.h>

#include "render/render.h"
#include "render/transition.h"
#include "session/session.h"
#include "views/view.h"

G_BEGIN_DECLS

/* Accessible marks and keyboard stops of one picture. */
#define ENT_MAX_OUTLINE 300

/* Everything that a picture is made from; owns copies, so that a worker may read it. */
typedef struct
{
  EntDossier *dossier;
  EntViewRequest request; /* dossier, view, options, filter and emphasis point into this struct */
  EntFilter *filter;
  EntJson *options;    /* instead of the saved ones, or NULL */
  GPtrArray *labelled; /* ids whose labels must show, NULL-terminated; interned by the session */
  EntEmphasis emphasis;
  double scale;            /* device pixels per figure unit */
  cairo_surface_t *ground; /* as the picture before had it, or NULL: to be painted */
  guint serial;            /* of the selection, for the caller */
  gboolean reveals;        /* the camera moves until what is selected can be seen */
} EntPictureOrder;

typedef struct
{
  int refs;
  EntScene *scene;
  EntOutline *outline;
  cairo_surface_t *ground; /* alone, for the next picture */
  cairo_surface_t *image;  /* all of it, opaque */
  GskRenderNode *node;     /* of the image; made on the main thread when first drawn */
  EntEmphasis emphasis;    /* that it was painted with */
  double scale;
  guint serial;
  char *message; /* instead of all that: why there is no picture */
} EntPicture;

EntPictureOrder *ent_picture_order_new (EntSession *session, EntViewKind kind, const char *view_id);
void ent_picture_order_set_options (EntPictureOrder *order, EntJson *options);
void ent_picture_order_free (EntPictureOrder *order);
EntPicture *ent_picture_new (EntPictureOrder *order, GCancellable *cancellable, GError **error);
EntPicture *ent_picture_ref (EntPicture *picture);
void ent_picture_unref (EntPicture *picture);
EntTransitionEnd ent_picture_end (EntPicture *picture);
EntTransition *ent_picture_transition (EntPicture *from, EntPicture *to);
cairo_surface_t *
ent_picture_thumbnail (EntPictureOrder *order, GCancellable *cancellable, GError **error);
/* An EntWorkFunc: order in, GdkTexture out; NULL where there is no scene. */
gpointer ent_picture_make_texture (gpointer order, GCancellable *cancellable, GError **error);
GdkTexture *ent_picture_texture (const EntScene *scene, double scale);
void ent_picture_snapshot (EntPicture *picture, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPictureOrder, ent_picture_order_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPicture, ent_picture_unref)

G_END_DECLS
