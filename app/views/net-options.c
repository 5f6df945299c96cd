#include "views/network-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Radii where an attribute sizes the nodes, points at text scale 1. */
#define MIN_PT 4.5
#define MAX_PT 22.0
/* How firmly the ties in a circle are bundled when the view does not say. */
#define CIRCLE_BUNDLE 0.75
/* How firmly nodes hold to their places from date to date when it does not say. */
#define STABILITY 0.5

static const char *const known_options[]
    = { "layout",  "hub",    "group_by",      "hull_by",   "bundle", "colour_by",
        "size_by", "pinned", "organisations", "stability", NULL };
/* In the order of EntNetLayout. */
static const char *const layouts[] = { "stress", "circle", "columns", "ring", "map", NULL };
/* In the order of EntNetForm. */
static const char *const forms[] = { "nodes", "hulls", "ties", NULL };

/**
 * ent_net_attribute:
 * @actor: an actor
 * @key: the key of an attribute
 *
 * Returns: (transfer none) (nullable): the actor's attribute of that key
 */
const EntAttribute *
ent_net_attribute (const EntActor *actor, const char *key)
{
  for (guint i = 0; i < actor->n_attributes; i++)
    if (g_str_equal (actor->attributes[i].key, key))
      return &actor->attributes[i];
  return NULL;
}

/**
 * ent_net_size:
 * @attribute: (nullable): what sizes the node
 * @greatest: the greatest of its values in the picture
 *
 * Returns: the node's radius in points at text scale 1: its area is in proportion to the value, but
 *          for those too small to be seen, and those without a number
 */
double
ent_net_size (const EntAttribute *attribute, double greatest)
{
  gboolean has_size
      = attribute != NULL && attribute->is_number && isfinite (attribute->number) && greatest > 0;
  return has_size ? MAX (MAX_PT * sqrt (MAX (attribute->number, 0) / greatest), MIN_PT) : MIN_PT;
}

/**
 * ent_net_is_membership:
 * @relation: a relation
 *
 * Returns: whether it is that of a member to its organisation or bloc
 */
gboolean
ent_net_is_membership (const EntRelation *relation)
{
  return g_strcmp0 (relation->type->thing.id, "member") == 0
         && (relation->to->kind == ENT_ACTOR_ORGANISATION || relation->to->kind == ENT_ACTOR_BLOC);
}

/**
 * ent_net_replaces:
 * @options: what the view asks for
 * @relation: a relation
 *
 * Returns: whether something else is drawn for it: an outline round the members, or their ties
 */
gboolean
ent_net_replaces (const EntNetOptions *options, const EntRelation *relation)
{
  return ent_net_form (options, relation->to) != ENT_NET_NODE && ent_net_is_membership (relation);
}

/**
 * ent_net_organisation_slot:
 * @dossier: a dossier
 * @organisation: an organisation or a bloc of it
 *
 * Returns: the palette slot of its outline and of the ties of its members, whatever is filtered
 */
guint
ent_net_organisation_slot (const EntDossier *dossier, const EntActor *organisation)
{
  const GPtrArray *actors = ent_dossier_actors (dossier);
  guint slot = 0;
  for (guint i = 0; i < organisation->index; i++)
    {
      EntActorKind kind = ((const EntActor *)actors->pdata[i])->kind;
      slot += kind == ENT_ACTOR_ORGANISATION || kind == ENT_ACTOR_BLOC;
    }
  return slot % ENT_N_CATEGORIES;
}

/**
 * ent_net_expanded_style:
 * @dossier: a dossier
 * @organisation: an organisation or a bloc of it
 * @theme: the theme
 *
 * Returns: how the ties among its members look
 */
EntStyle
ent_net_expanded_style (const EntDossier *dossier,
                        const EntActor *organisation,
                        const EntTheme *theme)
{
  EntStyle style
      = { .stroke = theme->category_line[ent_net_organisation_slot (dossier, organisation)],
          .stroke_width = 1.2 * ENT_UNITS_PER_PT,
          .keeps_colour = TRUE,
          .hatched = !ent_thing_is_cited (&organisation->thing) };
  return style;
}

static gboolean
read_key (const EntViewRequest *request, const char *key, const char **value, GError **error)
{
  EntJson *node = ent_request_option (request, key);
  *value = NULL;
  return node == NULL || ent_json_get_string (node, value)
         || ent_option_error (error, key, node, _ ("kind, part_of or the key of an attribute"));
}

static gboolean
read_size (const EntViewRequest *request, const char **key, GError **error)
{
  EntJson *node = ent_request_option (request, "size_by");
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  *key = NULL;
  if (node == NULL)
    return TRUE;
  if (ent_json_get_string (node, key))
    {
      if (g_str_equal (*key, "degree"))
        {
          *key = NULL;
          return TRUE;
        }
      for (guint i = 0; i < actors->len; i++)
        {
          const EntAttribute *attribute = ent_net_attribute (actors->pdata[i], *key);
          if (attribute != NULL && attribute->is_number && isfinite (attribute->number))
            return TRUE;
        }
    }
  return ent_option_error (
      error, "size_by", node, _ ("degree or the key of an attribute that is a number"));
}

static int
form_of (EntJson *node)
{
  const char *word = NULL;
  if (node != NULL && ent_json_get_string (node, &word))
    for (int i = 0; forms[i] != NULL; i++)
      if (g_str_equal (forms[i], word))
        return i;
  return -1;
}

/* An organisation with fewer than two members in the picture stays a node. */
static guint *
count_members (const EntViewRequest *request)
{
  const GPtrArray *relations = ent_dossier_relations (request->dossier);
  guint *counts = g_new0 (guint, ent_dossier_actors (request->dossier)->len + 1);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      counts[relation->to->index] += ent_net_is_membership (relation)
                                     && ent_net_is_chosen (request, relation->from)
                                     && ent_net_is_chosen (request, relation->to);
    }
  return counts;
}

static gboolean
read_forms (const EntViewRequest *request, guint8 *into, GError **error)
{
  EntJson *node = ent_request_option (request, "organisations");
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  const char *expected = _ ("one of nodes, hulls, ties, or one of them for the id of each "
                            "organisation or bloc");
  gboolean each = node != NULL && ent_json_type (node) == ENT_JSON_OBJECT;
  if (node == NULL)
    return TRUE;
  if (!each && form_of (node) < 0)
    return ent_option_error (error, "organisations", node, expected);
  g_autofree guint *members = count_members (request);
  for (guint i = 0; i < actors->len && !each; i++)
    into[i] = members[i] > 1 ? (guint8)form_of (node) : ENT_NET_NODE;
  for (guint i = 0; each && i < ent_json_length (node); i++)
    {
      const char *id = ent_json_key (node, i);
      const EntThing *thing = ent_dossier_find (request->dossier, id);
      const EntActor *actor
          = thing != NULL && thing->kind == ENT_THING_ACTOR ? (const EntActor *)thing : NULL;
      int form = form_of (ent_json_member (node, id));
      if (form < 0 || actor == NULL
          || (actor->kind != ENT_ACTOR_ORGANISATION && actor->kind != ENT_ACTOR_BLOC))
        return ent_option_error (error, "organisations", node, expected);
      into[actor->index] = members[actor->index] > 1 ? (guint8)form : ENT_NET_NODE;
    }
  return TRUE;
}

static gboolean
read_share (const EntViewRequest *request, const char *key, double *value, GError **error)
{
  EntJson *node = ent_request_option (request, key);
  return node == NULL || (ent_json_get_double (node, value) && *value >= 0 && *value <= 1)
         || ent_option_error (error, key, node, _ ("a number from 0 to 1"));
}

static gboolean
read_layout (const EntViewRequest *request, EntNetOptions *options, GError **error)
{
  const char *name;
  if (!ent_request_choice (request, "layout", layouts, &name, error)
      || !read_key (request, "group_by", &options->group_by, error))
    return FALSE;
  while (!g_str_equal (layouts[options->layout], name))
    options->layout++;
  gboolean grouped = options->layout == ENT_NET_CIRCLE || options->layout == ENT_NET_COLUMNS;
  if (grouped && options->group_by == NULL)
    options->group_by = "kind";
  options->bundle = options->layout == ENT_NET_CIRCLE ? CIRCLE_BUNDLE : 0;
  options->stability = STABILITY;
  return read_share (request, "bundle", &options->bundle, error)
         && read_share (request, "stability", &options->stability, error);
}

/**
 * ent_net_options_read:
 * @request: what is to be drawn
 * @options: (out caller-allocates): what its view asks for; to be cleared in either case
 * @error: where to put an error
 *
 * Errors: %ENT_VIEWS_ERROR_OPTION
 *
 * Returns: whether all options make sense
 */
gboolean
ent_net_options_read (const EntViewRequest *request, EntNetOptions *options, GError **error)
{
  *options
      = (EntNetOptions){ .forms = g_new0 (guint8, ent_dossier_actors (request->dossier)->len + 1) };
  return ent_request_check_options (request, known_options, error)
         && read_layout (request, options, error) && read_size (request, &options->size_by, error)
         && read_key (request, "hull_by", &options->hull_by, error)
         && read_forms (request, options->forms, error);
}

/**
 * ent_net_options_clear:
 * @options: options that were read
 */
void
ent_net_options_clear (EntNetOptions *options)
{
  g_clear_pointer (&options->forms, g_free);
}
