#include "widgets/shipped.h"

#include <glib/gi18n-lib.h>

#include "base/data-dir.h"
#include "dossier/dossier-file.h"
#include "widgets/picture.h"
#include "widgets/shared-world.h"

/* Labels of a picture that small. */
#define TEXT_SCALE 0.9

/* The first view that needs no reading: the words of a table do not fit a card. */
static const EntView *
find_picturesque (const EntDossier *dossier)
{
  const GPtrArray *views = ent_dossier_views (dossier);

  for (guint i = 0; i < views->len; i++)
    {
      const EntView *view = g_ptr_array_index (views, i);
      if (view->kind == ENT_VIEW_MAP || view->kind == ENT_VIEW_NETWORK)
        return view;
    }
  return views->len > 0 ? g_ptr_array_index (views, 0) : NULL;
}

static GdkTexture *
paint (const EntDossier *dossier, const EntShippedOrder *order, GCancellable *cancellable)
{
  const EntView *view = find_picturesque (dossier);
  const EntViewRequest request = {
    .dossier = dossier,
    .world = ent_shared_world (NULL),
    .kind = view != NULL ? view->kind : ENT_VIEW_NETWORK,
    .view = view,
    .lang = order->lang,
    .theme = ent_theme_get (order->theme),
    .width = ENT_SHIPPED_WIDTH,
    .height = ENT_SHIPPED_HEIGHT,
    .text_scale = TEXT_SCALE,
    .camera = ENT_CAMERA_FIT,
  };

  if (ent_view_needs_world (&request) && request.world == NULL)
    return NULL;
  g_autoptr (EntScene) scene = ent_view_build (&request, cancellable, NULL);
  return scene != NULL ? ent_picture_texture (scene, order->scale) : NULL;
}

static EntShipped *
describe (GFile *file, const EntShippedOrder *order, GCancellable *cancellable)
{
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, NULL, NULL, cancellable, NULL);

  if (dossier == NULL)
    return NULL;
  EntShipped *shipped = g_new0 (EntShipped, 1);
  const guint n = ent_dossier_passages (dossier)->len;
  shipped->uri = g_file_get_uri (file);
  shipped->title = g_strdup (ent_text_get (ent_dossier_title (dossier), order->lang));
  shipped->counts
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u passage", "%u passages", n), n);
  shipped->picture = paint (dossier, order, cancellable);
  return shipped;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/**
 * ent_shipped_free:
 * @shipped: (transfer full): a dossier of the list
 */
void
ent_shipped_free (EntShipped *shipped)
{
  g_free (shipped->uri);
  g_free (shipped->title);
  g_free (shipped->counts);
  g_clear_object (&shipped->picture);
  g_free (shipped);
}

/**
 * ent_shipped_list:
 * @order: language and style
 * @cancellable: (nullable): cancels
 *
 * Reads the shipped dossiers and paints a view of each; to be called on a worker.
 *
 * Returns: (transfer full) (element-type EntShipped): those that could be read, by file name
 */
GPtrArray *
ent_shipped_list (const EntShippedOrder *order, GCancellable *cancellable)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_shipped_free);
  g_autofree char *folder = ent_data_path ("dossiers");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".dossier"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GFile) file
          = g_file_new_build_filename (folder, g_ptr_array_index (names, i), NULL);
      EntShipped *shipped = describe (file, order, cancellable);
      if (shipped != NULL)
        g_ptr_array_add (list, shipped);
    }
  return list;
}
