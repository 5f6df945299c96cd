/* Small pictures of views and steps, made one after another on a worker from the scenes that the
 * window and a talk show.  A picture that was made once is kept as long as what it shows. */
#pragma once

#include <gtk/gtk.h>

#include "session/session.h"

G_BEGIN_DECLS

/* Of what; borrowed from the open dossier. */
typedef struct
{
  EntViewKind kind;
  const EntView *view;       /* NULL: the defaults of the kind */
  EntJson *step;             /* the node of the step that shows it, or NULL */
  const char *time;          /* of the step; EDTF, or NULL */
  const char *const *select; /* of the step; ids, NULL-terminated, or NULL */
} EntThumbnailOf;

#define ENT_TYPE_THUMBNAILS (ent_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (EntThumbnails, ent_thumbnails, ENT, THUMBNAILS, GObject)

EntThumbnails *ent_thumbnails_new (EntSession *session);
void ent_thumbnails_show (EntThumbnails *thumbnails, GtkPicture *picture, const EntThumbnailOf *of);
guint ent_thumbnails_n_waiting (EntThumbnails *thumbnails);

G_END_DECLS
