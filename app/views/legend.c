#include "views/matrix-private.h"
#include "views/quadrant-private.h"

#include <math.h>
#include <string.h>

/* Lengths in points at text scale 1. */
#define TEXT_PT 7.0
#define SWATCH_PT 16.0
#define GAP_PT 5.0
#define COLUMN_GAP_PT 14.0
#define ROW_PT 12.0
/* More in a row are not found again. */
#define MAX_COLUMNS 6

/**
 * ent_legend_entry_free:
 * @entry: (transfer full): an entry
 */
void
ent_legend_entry_free (EntLegendEntry *entry)
{
  g_free (entry->key);
  g_free (entry->label);
  g_free (entry);
}

static EntLegendEntry *
add (GPtrArray *entries, const char *group, const char *key, const char *label, guint count)
{
  EntLegendEntry *entry = g_new0 (EntLegendEntry, 1);
  entry->group = group;
  entry->key = key != NULL ? g_strdup_printf ("%s:%s", group, key) : NULL;
  entry->label = g_strdup (label);
  entry->count = count;
  g_ptr_array_add (entries, entry);
  return entry;
}

static EntStyle
kind_style (EntActorKind kind, const EntTheme *theme)
{
  EntActor sample = { .kind = kind };
  guint slot = ent_view_actor_slot (&sample);
  return (EntStyle){ .fill = theme->category[slot],
                     .stroke = theme->category_rim[slot],
                     .stroke_width = ENT_UNITS_PER_PT * 0.75,
                     .keeps_colour = TRUE };
}

static EntStyle
type_style (const EntRelationType *type, const EntTheme *theme)
{
  EntStyle style = { .stroke = theme->category_line[type->colour % ENT_N_CATEGORIES],
                     .stroke_width = 1.2 * ENT_UNITS_PER_PT,
                     .hatched = type->line == ENT_LINE_DOUBLE,
                     .keeps_colour = TRUE };
  if (type->line == ENT_LINE_DASHED)
    ent_style_set_modality (&style, ENT_MODALITY_PLANNED, theme);
  else if (type->line == ENT_LINE_DOTTED)
    ent_style_set_modality (&style, ENT_MODALITY_THREATENED, theme);
  return style;
}

static int
by_count (gconstpointer a, gconstpointer b)
{
  const EntLegendEntry *left = *(const EntLegendEntry *const *)a;
  const EntLegendEntry *right = *(const EntLegendEntry *const *)b;
  if (left->count != right->count)
    return left->count < right->count ? 1 : -1;
  return g_strcmp0 (left->key, right->key);
}

/* Appends what is in part, the most frequent first, and empties it. */
static void
take (GPtrArray *entries, GPtrArray *part)
{
  g_ptr_array_sort (part, by_count);
  for (guint i = 0; i < part->len; i++)
    g_ptr_array_add (entries, part->pdata[i]);
  g_ptr_array_set_free_func (part, NULL);
  g_ptr_array_set_size (part, 0);
}

static void
add_kinds (GPtrArray *entries, const guint *counts, const EntTheme *theme, const char *lang)
{
  g_autoptr (GPtrArray) part = g_ptr_array_new ();
  for (int kind = 0; kind < ENT_N_ACTOR_KINDS; kind++)
    if (counts[kind] > 0)
      {
        const char *name = ent_actor_kind_name (kind);
        g_autofree char *word = g_strconcat ("kind:", name, NULL);
        EntLegendEntry *entry = add (part, "kind", name, ent_word (word, lang), counts[kind]);
        entry->swatch = ENT_SWATCH_DISC;
        entry->style = kind_style (kind, theme);
      }
  take (entries, part);
}

static void
add_types (GPtrArray *entries,
           const EntDossier *dossier,
           GHashTable *counts,
           const EntTheme *theme,
           const char *lang)
{
  const GPtrArray *types = ent_dossier_relation_types (dossier);
  g_autoptr (GPtrArray) part = g_ptr_array_new ();
  for (guint i = 0; i < types->len; i++)
    {
      const EntRelationType *type = types->pdata[i];
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, type));
      if (count == 0)
        continue;
      g_autofree char *name = ent_thing_title (&type->thing, lang);
      EntLegendEntry *entry = add (part, "type", type->thing.id, name, count);
      entry->swatch = ENT_SWATCH_LINE;
      entry->style = type_style (type, theme);
    }
  take (entries, part);
}

static void
count_up (GHashTable *counts, gconstpointer key)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
  g_hash_table_insert (counts, (gpointer)key, GUINT_TO_POINTER (count + 1));
}

static void
add_tags (GPtrArray *entries, const EntDossier *dossier, const char *lang)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) part = g_ptr_array_new ();
  const GPtrArray *passages = ent_dossier_passages (dossier);
  for (guint i = 0; i < passages->len; i++)
    for (const char **tag = ((const EntPassage *)passages->pdata[i])->tags;
         tag != NULL && *tag != NULL;
         tag++)
      count_up (counts, *tag);
  GHashTableIter iter;
  gpointer tag, count;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &tag, &count))
    add (part, "tag", tag, ent_dossier_tag_name (dossier, tag, lang), GPOINTER_TO_UINT (count))
        ->swatch
        = ENT_SWATCH_NONE;
  take (entries, part);
}

static void
add_documents (GPtrArray *entries, const EntDossier *dossier, const char *lang)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  const GPtrArray *passages = ent_dossier_passages (dossier);
  for (guint i = 0; i < passages->len; i++)
    count_up (counts, ((const EntPassage *)passages->pdata[i])->document);
  const GPtrArray *documents = ent_dossier_documents (dossier);
  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = documents->pdata[i];
      g_autofree char *title = ent_thing_title (&document->thing, lang);
      add (entries,
           "document",
           document->thing.id,
           title,
           GPOINTER_TO_UINT (g_hash_table_lookup (counts, document)))
          ->swatch
          = ENT_SWATCH_NONE;
    }
}

/**
 * ent_legend_for_dossier:
 * @dossier: a dossier
 * @theme: for the swatches
 * @lang: content language
 *
 * Everything that the filter can hide, with how much there is of it: kinds of actor, types of
 * relation, tags, documents; in each group the most frequent first, documents in their order.
 *
 * Returns: (transfer full) (element-type EntLegendEntry): the entries
 */
GPtrArray *
ent_legend_for_dossier (const EntDossier *dossier, const EntTheme *theme, const char *lang)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_legend_entry_free);
  guint kinds[ENT_N_ACTOR_KINDS] = { 0 };
  const GPtrArray *actors = ent_dossier_actors (dossier);
  for (guint i = 0; i < actors->len; i++)
    kinds[((const EntActor *)actors->pdata[i])->kind]++;
  add_kinds (entries, kinds, theme, lang);

  g_autoptr (GHashTable) types = g_hash_table_new (NULL, NULL);
  const GPtrArray *relations = ent_dossier_relations (dossier);
  for (guint i = 0; i < relations->len; i++)
    count_up (types, ((const EntRelation *)relations->pdata[i])->type);
  add_types (entries, dossier, types, theme, lang);
  add_tags (entries, dossier, lang);
  add_documents (entries, dossier, lang);
  return entries;
}

typedef struct
{
  const EntViewRequest *request;
  EntScene *scene; /* what is drawn; a legend explains nothing else */
  GPtrArray *entries;
  gboolean modalities[ENT_N_MODALITIES];
  gboolean uncited;
} Explanation;

static gboolean
is_drawn (const Explanation *explanation, gconstpointer thing)
{
  return ent_scene_find_item (explanation->scene, ((const EntThing *)thing)->mark_id)
         != ENT_NO_ITEM;
}

static void
note_thing (Explanation *explanation, const EntThing *thing)
{
  explanation->modalities[thing->modality] = TRUE;
  if (!ent_thing_is_cited (thing))
    explanation->uncited = TRUE;
}

/* How uncertain things look, on a sample of the kind of mark that the view has; with none of a
 * view that says it in words, only what rests on no passage. */
static void
add_explanation (Explanation *explanation, EntSwatch sample)
{
  const EntTheme *theme = explanation->request->theme;
  const char *lang = explanation->request->lang;
  double width = 1.2 * ENT_UNITS_PER_PT;
  gboolean *modalities = explanation->modalities;
  gboolean both = modalities[ENT_MODALITY_PLANNED] && modalities[ENT_MODALITY_PROPOSED];
  /* The two look the same: one line tells both. */
  if (both)
    modalities[ENT_MODALITY_PROPOSED] = FALSE;
  for (int i = ENT_MODALITY_REPORTED + 1; sample != ENT_SWATCH_NONE && i < ENT_N_MODALITIES; i++)
    if (modalities[i])
      {
        g_autofree char *key = i == ENT_MODALITY_PLANNED && both
                                   ? g_strdup ("planned or proposed")
                                   : g_strconcat ("modality:", ent_modality_name (i), NULL);
        EntLegendEntry *entry
            = add (explanation->entries, "modality", NULL, ent_word (key, lang), 0);
        entry->swatch = sample;
        entry->style
            = (EntStyle){ .stroke = theme->ink, .stroke_width = width, .keeps_colour = TRUE };
        if (sample == ENT_SWATCH_DISC)
          entry->style.fill = theme->muted;
        ent_style_set_modality (&entry->style, i, theme);
      }
  if (explanation->uncited)
    {
      EntLegendEntry *entry
          = add (explanation->entries, "modality", NULL, ent_word ("no passage", lang), 0);
      entry->swatch = sample == ENT_SWATCH_DISC ? sample : ENT_SWATCH_BOX;
      entry->style
          = (EntStyle){ .stroke = theme->muted, .stroke_width = 0.75, .keeps_colour = TRUE };
      if (explanation->request->kind == ENT_VIEW_DIAGRAM)
        entry->style.dash[0] = entry->style.dash[1] = entry->style.n_dash = 2;
      else
        entry->style.hatched = TRUE;
    }
}

static void
explain_actors (Explanation *explanation)
{
  const EntViewRequest *request = explanation->request;
  guint kinds[ENT_N_ACTOR_KINDS] = { 0 };
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  for (guint i = 0; i < actors->len; i++)
    if (is_drawn (explanation, actors->pdata[i]))
      {
        kinds[((const EntActor *)actors->pdata[i])->kind]++;
        note_thing (explanation, actors->pdata[i]);
      }
  add_kinds (explanation->entries, kinds, request->theme, request->lang);
}

static void
explain_relations (Explanation *explanation)
{
  const EntViewRequest *request = explanation->request;
  g_autoptr (GHashTable) types = g_hash_table_new (NULL, NULL);
  const GPtrArray *relations = ent_dossier_relations (request->dossier);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = relations->pdata[i];
      if (!is_drawn (explanation, relation))
        continue;
      count_up (types, relation->type);
      note_thing (explanation, &relation->thing);
    }
  add_types (explanation->entries, request->dossier, types, request->theme, request->lang);
}

static void
explain_comparison (Explanation *explanation)
{
  static const char *const glyphs[ENT_N_VERDICTS] = {
    "verdict:same",      "verdict:different", "verdict:escalates",    "verdict:de-escalates",
    "verdict:only-from", "verdict:only-to",   "verdict:contradicted", "verdict:unknown",
  };
  const EntViewRequest *request = explanation->request;
  const EntThing *of = request->view != NULL ? request->view->of : NULL;
  const GPtrArray *all = ent_dossier_comparisons (request->dossier);
  const EntComparison *comparison = of != NULL && of->kind == ENT_THING_COMPARISON
                                        ? (const EntComparison *)of
                                    : all->len > 0 ? all->pdata[0]
                                                   : NULL;
  if (comparison == NULL)
    return;
  guint counts[ENT_N_VERDICTS] = { 0 };
  for (guint i = 0; i < comparison->verdicts->len; i++)
    if (is_drawn (explanation, comparison->verdicts->pdata[i]))
      counts[((const EntVerdict *)comparison->verdicts->pdata[i])->kind]++;
  g_autoptr (GPtrArray) part = g_ptr_array_new ();
  for (int kind = 0; kind < ENT_N_VERDICTS; kind++)
    if (counts[kind] > 0)
      {
        EntLegendEntry *entry
            = add (part, "verdict", NULL, ent_word (glyphs[kind], request->lang), counts[kind]);
        entry->swatch = ENT_SWATCH_GLYPH;
        entry->glyph = glyphs[kind];
      }
  take (explanation->entries, part);
  EntLegendEntry *dots = add (
      explanation->entries, "verdict", NULL, ent_word ("one passage a dot", request->lang), 0);
  dots->swatch = ENT_SWATCH_GLYPH;
  dots->glyph = "dots";
  for (guint i = 0; i < comparison->cells->len; i++)
    if (is_drawn (explanation, comparison->cells->pdata[i]))
      note_thing (explanation, comparison->cells->pdata[i]);
}

/* Venues and who is kept out of them, where the map has any. */
static void
explain_venues (Explanation *explanation)
{
  const EntViewRequest *request = explanation->request;
  gboolean venue = FALSE, excluded = FALSE;
  const GPtrArray *events = ent_dossier_events (request->dossier);
  for (guint i = 0; i < events->len; i++)
    {
      const EntEvent *event = events->pdata[i];
      if ((event->place == NULL && !event->has_location) || !is_drawn (explanation, event))
        continue;
      venue = TRUE;
      for (guint j = 0; j < event->n_participants; j++)
        excluded |= g_strcmp0 (event->participants[j].role, "excluded") == 0
                    && is_drawn (explanation, event->participants[j].actor);
    }
  static const char *const keys[] = { "venue", "party to an event", "excluded party" };
  for (int i = 0; i < (venue ? 2 + excluded : 0); i++)
    {
      EntLegendEntry *entry
          = add (explanation->entries, "modality", NULL, ent_word (keys[i], request->lang), 0);
      entry->swatch = i == 1 ? ENT_SWATCH_LINE : ENT_SWATCH_GLYPH;
      entry->glyph = keys[i];
      entry->style = (EntStyle){ .stroke = request->theme->ink,
                                 .stroke_width = 1.1 * ENT_UNITS_PER_PT,
                                 .keeps_colour = TRUE };
    }
}

static void
explain_diagram (Explanation *explanation)
{
  static const char *const nodes[] = { "node:cause", "node:mechanism", "node:effect",
                                       "node:actor", "node:condition", "node:outcome" };
  static const char *const links[]
      = { "link:leads-to", "link:raises", "link:lowers", "link:requires", "link:excludes" };
  const EntViewRequest *request = explanation->request;
  const EntThing *of = request->view != NULL ? request->view->of : NULL;
  const GPtrArray *all = ent_dossier_diagrams (request->dossier);
  const EntDiagram *diagram = of != NULL && of->kind == ENT_THING_DIAGRAM ? (const EntDiagram *)of
                              : all->len > 0                              ? all->pdata[0]
                                                                          : NULL;
  if (diagram == NULL)
    return;
  gboolean has_node[G_N_ELEMENTS (nodes)] = { FALSE }, has_link[G_N_ELEMENTS (links)] = { FALSE };
  for (guint i = 0; i < diagram->nodes->len; i++)
    {
      const EntDiagramNode *node = diagram->nodes->pdata[i];
      if (!is_drawn (explanation, node))
        continue;
      has_node[node->kind] = TRUE;
      note_thing (explanation, &node->thing);
    }
  for (guint i = 0; i < diagram->links->len; i++)
    {
      const EntDiagramLink *link = diagram->links->pdata[i];
      if (!is_drawn (explanation, link))
        continue;
      has_link[link->kind] = TRUE;
      note_thing (explanation, &link->thing);
    }
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    if (has_node[i])
      {
        EntLegendEntry *entry
            = add (explanation->entries, "kind", NULL, ent_word (nodes[i], request->lang), 0);
        entry->swatch = ENT_SWATCH_BOX;
        entry->style = ent_node_kind_style (i, request->theme);
        entry->style.keeps_colour = TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (has_link[i])
      {
        EntLegendEntry *entry
            = add (explanation->entries, "type", NULL, ent_word (links[i], request->lang), 0);
        entry->swatch = ENT_SWATCH_LINE;
        entry->style = ent_link_kind_style (i, request->theme);
        entry->style.keeps_colour = TRUE;
      }
}

/* The kinds of the actors, or the values of the attribute that colours them. */
static void
explain_points (Explanation *explanation)
{
  const EntViewRequest *request = explanation->request;
  const EntTheme *theme = request->theme;
  g_autoptr (EntQuadrant) quadrant = ent_quadrant_new (request, NULL);
  guint kinds[ENT_N_ACTOR_KINDS] = { 0 }, groups[ENT_N_CATEGORIES + 1] = { 0 };
  for (guint i = 0; i < quadrant->points->len; i++)
    {
      const EntQuadrantPoint *point = ent_quadrant_point (quadrant, i);
      if (!is_drawn (explanation, point->actor))
        continue;
      kinds[point->actor->kind]++;
      groups[point->slot]++;
      explanation->uncited |= ent_quadrant_is_uncited (point);
      explanation->modalities[ent_quadrant_modality (point)] = TRUE;
    }
  if (quadrant->colour_by == NULL)
    add_kinds (explanation->entries, kinds, theme, request->lang);
  for (guint i = 0; i < quadrant->groups->len; i++)
    if (groups[i] > 0)
      {
        EntLegendEntry *entry
            = add (explanation->entries, "kind", NULL, quadrant->groups->pdata[i], groups[i]);
        entry->swatch = ENT_SWATCH_DISC;
        entry->style = ent_quadrant_slot_style (i, theme);
        entry->style.keeps_colour = TRUE;
      }
}

/* What the least and the most tinted cells count; attributes have each a measure of their own. */
static void
explain_cells (Explanation *explanation)
{
  const EntViewRequest *request = explanation->request;
  g_autoptr (EntMatrix) matrix = ent_matrix_new (request, NULL);
  for (guint i = 0; i < matrix->rows->len * matrix->columns->len; i++)
    {
      const EntMatrixCell *cell = &matrix->cells[i];
      if (cell->things == NULL)
        continue;
      explanation->modalities[cell->modality] = TRUE;
      explanation->uncited |= cell->passages->len == 0;
    }
  const char *counted = ent_matrix_counts (matrix);
  g_autoptr (GPtrArray) passages = g_ptr_array_new ();
  g_ptr_array_add (passages, NULL); /* a sample is not hollow */
  for (int end = 0; counted != NULL && end < (matrix->most > matrix->least ? 2 : 1); end++)
    {
      EntMatrixCell sample = { .passages = passages, .shade = end };
      g_autofree char *label = ent_word_count (
          counted, (guint)(end == 0 ? matrix->least : matrix->most), request->lang);
      EntLegendEntry *entry = add (explanation->entries, "kind", NULL, label, 0);
      entry->swatch = ENT_SWATCH_BOX;
      entry->style = ent_matrix_cell_style (&sample, request->theme);
      entry->style.keeps_colour = TRUE;
    }
}

/**
 * ent_legend_for_view:
 * @request: what is drawn
 *
 * What the view draws and a reader must be told, in the order of importance: the kinds, types and
 * verdicts that occur, then how uncertain things look.  Generated from the scene, which is built
 * for it; empty when that cannot be.
 *
 * Returns: (transfer full) (element-type EntLegendEntry): the entries
 */
GPtrArray *
ent_legend_for_view (const EntViewRequest *request)
{
  Explanation explanation
      = { .request = request,
          .entries = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_legend_entry_free) };
  g_autoptr (EntScene) scene = ent_view_build (request, NULL, NULL);
  explanation.scene = scene;
  if (scene == NULL)
    return explanation.entries;
  switch (request->kind)
    {
    case ENT_VIEW_MAP:
    case ENT_VIEW_NETWORK:
      explain_actors (&explanation);
      explain_relations (&explanation);
      if (request->kind == ENT_VIEW_MAP)
        explain_venues (&explanation);
      add_explanation (&explanation, ENT_SWATCH_LINE);
      break;
    case ENT_VIEW_TIMELINE:
      explain_relations (&explanation);
      add_explanation (&explanation, ENT_SWATCH_LINE);
      break;
    case ENT_VIEW_COMPARISON:
      explain_comparison (&explanation);
      add_explanation (&explanation, ENT_SWATCH_NONE);
      break;
    case ENT_VIEW_DIAGRAM:
      explain_diagram (&explanation);
      add_explanation (&explanation, ENT_SWATCH_LINE);
      break;
    case ENT_VIEW_QUADRANT:
      explain_points (&explanation);
      add_explanation (&explanation, ENT_SWATCH_DISC);
      break;
    case ENT_VIEW_MATRIX:
      explain_cells (&explanation);
      add_explanation (&explanation, ENT_SWATCH_BOX);
      break;
    case ENT_N_VIEW_KINDS:
      break;
    }
  return explanation.entries;
}

static void
draw_glyph (EntSceneBuilder *builder, EntLayer layer, const char *glyph, const EntRect *rect)
{
  const EntTheme *theme = ent_scene_builder_theme (builder);
  double cx = rect->x + rect->width / 2, cy = rect->y + rect->height / 2;
  double radius = MIN (rect->width, rect->height) / 2;
  if (g_str_equal (glyph, "venue"))
    {
      EntStyle ring = kind_style (ENT_ACTOR_PLACE, theme), full = ring;
      ring.fill = ENT_COLOUR_NONE;
      ent_scene_builder_disc (builder, layer, ENT_NO_ITEM, cx, cy, radius, &ring);
      ent_scene_builder_disc (builder, layer, ENT_NO_ITEM, cx, cy, radius * 0.58, &full);
      return;
    }
  if (g_str_equal (glyph, "excluded party"))
    {
      EntStyle ring = kind_style (ENT_ACTOR_STATE, theme);
      ring.fill = theme->paper;
      ent_scene_builder_disc (builder, layer, ENT_NO_ITEM, cx, cy, radius * 0.84, &ring);
      EntPath *slash = ent_path_new ();
      ent_path_move_to (slash, cx - radius * 0.59, cy + radius * 0.59);
      ent_path_line_to (slash, cx + radius * 0.59, cy - radius * 0.59);
      ring.fill = ENT_COLOUR_NONE;
      ent_scene_builder_path (builder, layer, ENT_NO_ITEM, slash, &ring);
      return;
    }
  if (g_str_equal (glyph, "dots"))
    {
      EntStyle dot = { .fill = ent_colour_mix (theme->category_line[0], theme->paper, 0.35),
                       .keeps_colour = TRUE };
      for (int i = -1; i <= 1; i++)
        ent_scene_builder_disc (
            builder, layer, ENT_NO_ITEM, cx + i * radius * 0.8, cy, radius * 0.28, &dot);
      return;
    }
  for (int kind = 0; kind < ENT_N_VERDICTS; kind++)
    if (g_str_has_prefix (glyph, "verdict:")
        && g_str_equal (glyph + strlen ("verdict:"), ent_verdict_name (kind)))
      ent_draw_verdict (builder, layer, ENT_NO_ITEM, kind, TRUE, cx, cy, radius, theme);
}

/**
 * ent_legend_draw_swatch:
 * @builder: a scene
 * @layer: where
 * @entry: whose sample to draw
 * @rect: the room for it
 */
void
ent_legend_draw_swatch (EntSceneBuilder *builder,
                        EntLayer layer,
                        const EntLegendEntry *entry,
                        const EntRect *rect)
{
  double cx = rect->x + rect->width / 2, cy = rect->y + rect->height / 2;
  double size = MIN (rect->width, rect->height);
  switch (entry->swatch)
    {
    case ENT_SWATCH_DISC:
      ent_draw_disc (builder, layer, ENT_NO_ITEM, cx, cy, size * 0.42, &entry->style);
      break;
    case ENT_SWATCH_LINE:
      {
        EntPath *path = ent_path_new ();
        ent_path_move_to (path, rect->x, cy);
        ent_path_line_to (path, rect->x + rect->width, cy);
        ent_draw_line (builder, layer, ENT_NO_ITEM, path, &entry->style, entry->style.hatched);
        break;
      }
    case ENT_SWATCH_BOX:
      {
        EntRect box = ENT_RECT (rect->x, cy - size * 0.35, rect->width, size * 0.7);
        ent_scene_builder_box (builder, layer, ENT_NO_ITEM, &box, size * 0.15, &entry->style);
        break;
      }
    case ENT_SWATCH_GLYPH:
      draw_glyph (builder, layer, entry->glyph, rect);
      break;
    case ENT_SWATCH_NONE:
      break;
    }
}

typedef struct
{
  guint row, column;
} Slot;

/* Row by row; each group begins a row of its own.  Returns the number of rows. */
static guint
fill_rows (const GPtrArray *entries, guint columns, Slot *slots)
{
  guint row = 0, column = 0;
  for (guint i = 0; i < entries->len; i++)
    {
      const EntLegendEntry *entry = entries->pdata[i];
      const EntLegendEntry *last = i > 0 ? entries->pdata[i - 1] : entry;
      if (column == columns || !g_str_equal (entry->group, last->group))
        {
          column = 0;
          row++;
        }
      slots[i] = (Slot){ row, column++ };
    }
  return row + 1;
}

/* As many columns as fit, each as wide as its widest label wants.  Returns the number of rows;
 * lefts are the columns' places. */
static guint
set_columns (const GPtrArray *entries,
             const double *label_widths,
             double before,
             double gap,
             double width,
             Slot *slots,
             double *lefts)
{
  for (guint columns = MIN (entries->len, MAX_COLUMNS);; columns--)
    {
      double widest[MAX_COLUMNS] = { 0 }, end = -gap;
      guint rows = fill_rows (entries, columns, slots);
      for (guint i = 0; i < entries->len; i++)
        widest[slots[i].column] = MAX (widest[slots[i].column], before + label_widths[i]);
      for (guint i = 0; i < columns; i++)
        {
          lefts[i] = end + gap;
          end = widest[i] > 0 ? lefts[i] + widest[i] : end;
        }
      if (end <= width || columns == 1)
        return rows;
    }
}

/**
 * ent_legend_draw:
 * @builder: (nullable): a scene, or %NULL to measure only
 * @entries: (element-type EntLegendEntry): what to explain
 * @x: left
 * @y: top
 * @width: room
 * @text_scale: as in the request
 * @lang: content language
 * @theme: the theme
 *
 * Lays the entries out in as many columns as fit, row by row; each group begins a row of its own.
 * Columns are as wide as what they hold.
 *
 * Returns: the height used, figure units
 */
double
ent_legend_draw (EntSceneBuilder *builder,
                 GPtrArray *entries,
                 double x,
                 double y,
                 double width,
                 double text_scale,
                 const char *lang,
                 const EntTheme *theme)
{
  if (entries->len == 0)
    return 0;
  double unit = ENT_UNITS_PER_PT * text_scale, before = (SWATCH_PT + GAP_PT) * unit;
  double row_height = ROW_PT * unit, lefts[MAX_COLUMNS];
  EntTextStyle text = { .size = TEXT_PT * unit,
                        .weight = 400,
                        .lang = g_intern_string (lang != NULL ? lang : "en") };
  g_autofree double *label_widths = g_new (double, entries->len);
  g_autofree Slot *slots = g_new (Slot, entries->len);
  EntStyle none = { 0 };
  for (guint i = 0; i < entries->len; i++)
    label_widths[i]
        = ent_text_measure (((const EntLegendEntry *)entries->pdata[i])->label, &text).width;
  guint rows
      = set_columns (entries, label_widths, before, COLUMN_GAP_PT * unit, width, slots, lefts);
  for (guint i = 0; builder != NULL && i < entries->len; i++)
    {
      const EntLegendEntry *entry = entries->pdata[i];
      double left = x + lefts[slots[i].column], top = y + slots[i].row * row_height;
      EntRect swatch = ENT_RECT (left, top + 1.5 * unit, SWATCH_PT * unit, row_height - 3 * unit);
      g_autofree char *label = ent_text_shorten (entry->label, &text, width - before);
      ent_legend_draw_swatch (builder, ENT_LAYER_FRAME, entry, &swatch);
      EntTextSize size = ent_text_measure (label, &text);
      ent_scene_builder_text (builder,
                              ENT_LAYER_FRAME,
                              ENT_NO_ITEM,
                              left + before,
                              top + (row_height - size.ascent - size.descent) / 2 + size.ascent,
                              label,
                              &text,
                              theme->ink,
                              &none);
    }
  return rows * row_height;
}
