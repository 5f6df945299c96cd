#include "views/view-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (ent - views - error - quark, ent_views_error)

typedef struct
{
  gboolean (*build) (const EntViewRequest *request,
                     EntSceneBuilder *builder,
                     GCancellable *cancellable,
                     GError **error);
  double (*height) (const EntViewRequest *request); /* NULL: fills what it gets */
} Builder;

static const Builder builders[ENT_N_VIEW_KINDS] = {
  [ENT_VIEW_MAP] = { ent_map_view_build, NULL },
  [ENT_VIEW_NETWORK] = { ent_network_view_build, NULL },
  [ENT_VIEW_TIMELINE] = { ent_timeline_view_build, ent_timeline_view_height },
  [ENT_VIEW_COMPARISON] = { ent_comparison_view_build, ent_comparison_view_height },
  [ENT_VIEW_QUADRANT] = { ent_quadrant_view_build, ent_quadrant_view_height },
  [ENT_VIEW_MATRIX] = { ent_matrix_view_build, ent_matrix_view_height },
  [ENT_VIEW_DIAGRAM] = { ent_diagram_view_build, ent_diagram_view_height },
};

static gboolean
is_dated (const EntDossier *dossier)
{
  const GPtrArray *events = ent_dossier_events (dossier);
  const GPtrArray *relations = ent_dossier_relations (dossier);
  for (guint i = 0; i < events->len; i++)
    if (((const EntEvent *)events->pdata[i])->when.edtf != NULL)
      return TRUE;
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      if (relation->start.edtf != NULL || relation->end.edtf != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_located (const EntDossier *dossier)
{
  const GPtrArray *actors = ent_dossier_actors (dossier);
  const GPtrArray *events = ent_dossier_events (dossier);
  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = actors->pdata[i];
      if (actor->has_location || actor->iso != NULL)
        return TRUE;
    }
  for (guint i = 0; i < events->len; i++)
    if (((const EntEvent *)events->pdata[i])->has_location)
      return TRUE;
  return FALSE;
}

static gboolean
has_relations (const EntDossier *dossier)
{
  return ent_dossier_relations (dossier)->len > 0;
}

/* These views depend on what they are made of: an author's dossier shows those that the author
 * saved, a dossier without any saved view whatever there is. */
static gboolean
is_saved (const EntDossier *dossier,
          EntViewKind kind,
          gboolean (*is_possible) (const EntDossier *dossier))
{
  const GPtrArray *views = ent_dossier_views (dossier);
  for (guint i = 0; i < views->len; i++)
    if (((const EntView *)views->pdata[i])->kind == kind)
      return TRUE;
  return views->len == 0 && is_possible (dossier);
}

/**
 * ent_view_is_supported:
 * @dossier: a dossier
 * @kind: a kind of view
 *
 * Returns: whether the kind has a builder and the dossier has anything to show in it
 */
gboolean
ent_view_is_supported (const EntDossier *dossier, EntViewKind kind)
{
  switch (kind)
    {
    case ENT_VIEW_MAP:
      return is_located (dossier);
    case ENT_VIEW_NETWORK:
      return has_relations (dossier);
    case ENT_VIEW_TIMELINE:
      return is_dated (dossier);
    case ENT_VIEW_COMPARISON:
      return ent_dossier_comparisons (dossier)->len > 0;
    case ENT_VIEW_DIAGRAM:
      return ent_dossier_diagrams (dossier)->len > 0;
    case ENT_VIEW_QUADRANT:
      return is_saved (dossier, kind, ent_quadrant_view_is_possible);
    case ENT_VIEW_MATRIX:
      return is_saved (dossier, kind, has_relations);
    case ENT_N_VIEW_KINDS:
      break;
    }
  return FALSE;
}

/**
 * ent_view_has_default:
 * @dossier: a dossier
 * @kind: a kind of view
 *
 * Returns: whether the dossier has anything to show in a view of this kind that nobody saved
 */
gboolean
ent_view_has_default (const EntDossier *dossier, EntViewKind kind)
{
  if (kind == ENT_VIEW_QUADRANT)
    return ent_quadrant_view_is_possible (dossier);
  return kind == ENT_VIEW_MATRIX ? has_relations (dossier) : ent_view_is_supported (dossier, kind);
}

/**
 * ent_view_needs_world:
 * @request: what is to be drawn
 *
 * Returns: whether it is drawn by means of the world: as a map, or as a network laid out by it
 */
gboolean
ent_view_needs_world (const EntViewRequest *request)
{
  EntJson *layout = ent_request_option (request, "layout");
  const char *name = NULL;
  return request->kind == ENT_VIEW_MAP
         || (request->kind == ENT_VIEW_NETWORK && layout != NULL
             && ent_json_get_string (layout, &name) && g_str_equal (name, "map"));
}

/**
 * ent_view_build:
 * @request: what is to be drawn, how large, and how it is looked at
 * @cancellable: (nullable): checked between the steps that take long
 * @error: where to put an error
 *
 * Builds the scene of a view.  A pure function of the request; ≤ 10 ms for a shipped dossier.
 * Errors: #EntViewsError, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the scene, or %NULL
 */
EntScene *
ent_view_build (const EntViewRequest *request, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (request->dossier != NULL && request->theme != NULL, NULL);
  if (request->kind >= ENT_N_VIEW_KINDS || builders[request->kind].build == NULL)
    {
      g_set_error (error,
                   ENT_VIEWS_ERROR,
                   ENT_VIEWS_ERROR_UNSUPPORTED,
                   _ ("Views of kind “%s” cannot be drawn"),
                   request->kind < ENT_N_VIEW_KINDS ? ent_view_kind_name (request->kind) : "?");
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_autoptr (EntSceneBuilder) builder
      = ent_scene_builder_new (request->width, request->height, request->theme);
  if (!builders[request->kind].build (request, builder, cancellable, error))
    return NULL;
  return ent_scene_builder_finish (builder);
}

/**
 * ent_view_natural_height:
 * @request: what is to be drawn; its height is not read
 *
 * Returns: the height that everything takes at the request's width and text scale, figure units; 0
 *          for views that fill whatever they get
 */
double
ent_view_natural_height (const EntViewRequest *request)
{
  if (request->kind >= ENT_N_VIEW_KINDS || builders[request->kind].height == NULL)
    return 0;
  return builders[request->kind].height (request);
}
