/* Outlines round sets of nodes: those alike in something, and the members of organisations. */
#include "views/network-private.h"

#include <math.h>

#include "graph/hull.h"

/* Between a rim and the outline, and between the outline and its name; points at text scale 1. */
#define HULL_PT 10.0
#define NAME_GAP_PT 6.0
#define NAME_PT 7.0

/**
 * ent_net_group_of:
 * @request: what is to be drawn
 * @actor: an actor
 * @key: “kind”, “part_of” or the key of an attribute
 *
 * Returns: (transfer full) (nullable): what the actor has there, in words; %NULL for nothing
 */
char *
ent_net_group_of (const EntViewRequest *request, const EntActor *actor, const char *key)
{
  const char *lang = request->lang;
  if (g_str_equal (key, "kind"))
    {
      g_autofree char *word = g_strconcat ("kind:", ent_actor_kind_name (actor->kind), NULL);
      return g_strdup (ent_word (word, lang));
    }
  if (g_str_equal (key, "part_of"))
    return actor->part_of != NULL ? ent_thing_title (&actor->part_of->thing, lang) : NULL;
  const EntAttribute *attribute = ent_net_attribute (actor, key);
  if (attribute == NULL)
    return NULL;
  if (attribute->is_number)
    return g_strdup_printf ("%g", attribute->number);
  const char *text = ent_text_get (&attribute->text, lang);
  return *text != '\0' ? g_strdup (text) : NULL;
}

/* The nodes with their room, camera applied; hidden ones take none. */
static EntDisc *
collect_discs (const EntNet *net)
{
  EntDisc *discs = g_new0 (EntDisc, net->nodes->len + 1);
  for (guint i = 0; i < net->nodes->len; i++)
    {
      const EntNetNode *node = ent_net_node (net, i);
      discs[i] = (EntDisc){ node->at.x, node->at.y, node->shown ? node->radius : 0 };
    }
  return discs;
}

static void
draw_hull (const EntNet *net,
           EntSceneBuilder *builder,
           EntLabelPlacer *placer,
           const EntDisc *discs,
           const gboolean *is_member,
           int item,
           const char *name,
           guint slot)
{
  const EntViewRequest *request = net->request;
  const EntTheme *theme = request->theme;
  double gap = ent_request_pt (request, HULL_PT);
  EntPath *path = ent_hull_trace (discs, is_member, net->nodes->len, gap);
  EntPoint top = { 0, INFINITY };
  for (guint i = 0; i < net->nodes->len; i++)
    if (is_member[i] && discs[i].y - discs[i].radius < top.y)
      top = (EntPoint){ discs[i].x, discs[i].y - discs[i].radius };
  EntStyle style = { .fill = ent_colour_with_alpha (theme->category[slot], 0.12),
                     .stroke = ent_colour_with_alpha (theme->category_rim[slot], 0.6),
                     .stroke_width = 0.75 };
  ent_scene_builder_path (builder, ENT_LAYER_HULL, item, path, &style);
  if (name == NULL)
    return;
  EntLabel label = { .item = item,
                     .forms = { name },
                     .style = ent_request_text (request, NAME_PT, 600),
                     .colour = ent_colour_against (theme->category_rim[slot], theme->paper, 4.5),
                     .x = top.x,
                     .y = top.y - gap - ent_request_pt (request, NAME_GAP_PT),
                     .mode = ENT_PLACE_CENTRE,
                     .priority = 0.5 };
  ent_label_placer_add (placer, &label);
}

/* One outline round the shown nodes of each group of two or more. */
static void
draw_groups (const EntNet *net,
             EntSceneBuilder *builder,
             EntLabelPlacer *placer,
             const EntDisc *discs,
             const char *key)
{
  guint n = net->nodes->len;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *group = g_new0 (guint, n + 1); /* 0: none */
  g_autofree guint *sizes = g_new0 (guint, n + 1);
  g_autofree gboolean *is_member = g_new (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const EntNetNode *node = ent_net_node (net, i);
      g_autofree char *name
          = node->shown ? ent_net_group_of (net->request, node->actor, key) : NULL;
      guint at = names->len;
      if (name == NULL)
        continue;
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, &at))
        g_ptr_array_add (names, g_steal_pointer (&name));
      group[i] = at + 1;
      sizes[at]++;
    }
  for (guint i = 0; i < names->len; i++)
    {
      for (guint j = 0; j < n; j++)
        is_member[j] = group[j] == i + 1;
      if (sizes[i] > 1)
        draw_hull (net,
                   builder,
                   placer,
                   discs,
                   is_member,
                   ENT_NO_ITEM,
                   names->pdata[i],
                   i % ENT_N_CATEGORIES);
    }
}

static void
draw_organisation (const EntNet *net,
                   EntSceneBuilder *builder,
                   EntLabelPlacer *placer,
                   const EntDisc *discs,
                   const EntActor *organisation)
{
  const EntViewRequest *request = net->request;
  g_autoptr (GArray) members = ent_net_members (net, organisation, TRUE);
  g_autofree gboolean *is_member = g_new0 (gboolean, net->nodes->len + 1);
  int own = ent_net_find (net, organisation);
  gboolean has_node = own >= 0 && ent_net_node (net, own)->shown;
  if (members->len == 0 || !ent_request_admits (request, organisation))
    return;
  for (guint i = 0; i < members->len; i++)
    is_member[g_array_index (members, guint, i)] = TRUE;
  if (has_node)
    is_member[own] = TRUE;
  g_autofree char *name = ent_request_names (request, &organisation->thing.name, " · ");
  draw_hull (net,
             builder,
             placer,
             discs,
             is_member,
             ent_view_add_item (builder, request, &organisation->thing, 0.5),
             has_node ? NULL : name,
             ent_net_organisation_slot (request->dossier, organisation));
}

/**
 * ent_net_draw_hulls:
 * @net: a network with its camera applied
 * @builder: the scene
 * @placer: for the names
 *
 * Draws an outline round each group that the view asks for, and round the members of each
 * organisation that is shown that way.
 */
void
ent_net_draw_hulls (const EntNet *net, EntSceneBuilder *builder, EntLabelPlacer *placer)
{
  const EntNetOptions *options = &net->options;
  const GPtrArray *actors = ent_dossier_actors (net->request->dossier);
  g_autofree EntDisc *discs = collect_discs (net);
  const char *key = options->hull_by != NULL ? options->hull_by : options->group_by;
  if (key != NULL)
    draw_groups (net, builder, placer, discs, key);
  for (guint i = 0; i < actors->len; i++)
    if (ent_net_form (options, actors->pdata[i]) == ENT_NET_HULL)
      draw_organisation (net, builder, placer, discs, actors->pdata[i]);
}
