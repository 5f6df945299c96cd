#include "views/matrix-private.h"
#include "views/network-private.h"
#include "views/quadrant-private.h"

#include <math.h>
#include <string.h>

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
type_style (const EntRelationType *type, const EntTheme *theme)
{
  EntStyle style = { .stroke = theme->category_line[type->colour % ENT_N_CATEGORIES],
                     .stroke_width = 1.2 * ENT_UNITS_PER_PT,
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
        entry->style = ent_view_kind_style (kind, theme);
      }
  take (entries, part);
}

static void
note_class (const EntColouring *colouring, const EntActor *actor, guint *counts)
{
  const int class = ent_colouring_class (colouring, actor);
  if (class != ENT_NO_CLASS)
    counts[class]++;
}

/* The values of the attribute that colours the actors; nothing where their kind does. */
static void
add_classes (GPtrArray *entries,
             const EntColouring *colouring,
             const guint *counts,
             const EntTheme *theme)
{
  for (guint i = 0; i < colouring->classes->len; i++)
    if (counts[i] > 0)
      {
        EntLegendEntry *entry
            = add (entries, "kind", NULL, colouring->classes->pdata[i], counts[i]);
        entry->swatch = ENT_SWATCH_DISC;
        entry->style = ent_colouring_class_style (colouring, (int)i, theme);
        entry->style.keeps_colour = TRUE;
      }
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
      entry->two_lines = type->line == ENT_LINE_DOUBLE;
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
  guint modalities[ENT_N_MODALITIES]; /* shapes of mark that have it */
  guint uncited;
} Explanation;

/* Shapes of mark, as flags. */
enum
{
  DISC = 1 << 0,
  LINE = 1 << 1,
  BOX = 1 << 2,
};

static gboolean
is_drawn (const Explanation *explanation, gconstpointer thing)
{
  return ent_scene_find_item (explanation->scene, ((const EntThing *)thing)->mark_id)
         != ENT_NO_ITEM;
}

static void
note (Explanation *explanation, EntModality modality, gboolean cited, guint shape)
{
  explanation->modalities[modality] |= shape;
  if (!cited)
    explanation->uncited |= shape;
}

static void
note_thing (Explanation *explanation, const EntThing *thing, guint shape)
{
  note (explanation, ent_thing_modality (thing), ent_thing_is_cited (thing), shape);
}

/* A sample of the shapes of mark that look that way. */
static EntLegendEntry *
add_sample (Explanation *explanation, const char *key, EntModality modality, guint shapes)
{
  const EntTheme *theme = explanation->request->theme;
  const char *label = ent_word (key, explanation->request->lang);
  EntLegendEntry *entry = add (explanation->entries, "modality", NULL, label, 0);
  entry->swatch = shapes == DISC        ? ENT_SWATCH_DISC
                  : shapes == LINE      ? ENT_SWATCH_LINE
                  : (shapes & BOX) != 0 ? ENT_SWATCH_BOX
                                        : ENT_SWATCH_DISC_LINE;
  entry->style
      = (EntStyle){ .fill = modality == ENT_MODALITY_DISPUTED ? theme->muted : theme->paper,
                    .stroke = theme->ink,
                    .stroke_width = 1.2 * ENT_UNITS_PER_PT,
                    .keeps_colour = TRUE };
  if (shapes != LINE)
    entry->style.stroke_width = ENT_UNITS_PER_PT;
  if ((shapes & BOX) != 0 || shapes == LINE)
    entry->style.fill = ENT_COLOUR_NONE;
  ent_style_set_modality (&entry->style, modality, theme);
  return entry;
}

/* How uncertain things look. */
static void
add_explanation (Explanation *explanation)
{
  guint *modalities = explanation->modalities;
  gboolean both = modalities[ENT_MODALITY_PLANNED] != 0 && modalities[ENT_MODALITY_PROPOSED] != 0;
  /* The two look the same: one line tells both. */
  if (both)
    {
      modalities[ENT_MODALITY_PLANNED] |= modalities[ENT_MODALITY_PROPOSED];
      modalities[ENT_MODALITY_PROPOSED] = 0;
    }
  for (int i = ENT_MODALITY_REPORTED + 1; i < ENT_N_MODALITIES; i++)
    if (modalities[i] != 0)
      {
        g_autofree char *key = i == ENT_MODALITY_PLANNED && both
                                   ? g_strdup ("planned or proposed")
                                   : g_strconcat ("modality:", ent_modality_name (i), NULL);
        add_sample (explanation, key, i, modalities[i]);
      }
  if (explanation->uncited == 0)
    return;
  EntLegendEntry *entry
      = add_sample (explanation, "no passage", ENT_MODALITY_REPORTED, explanation->uncited);
  entry->style.fill = explanation->request->theme->paper;
  entry->style.stroke = explanation->request->theme->muted;
  entry->style.stroke_width = 0.75;
  entry->style.hatched = TRUE;
}

static void
explain_actors (Explanation *explanation)
{
  const EntViewRequest *request = explanation->request;
  guint kinds[ENT_N_ACTOR_KINDS] = { 0 }, classes[ENT_N_CATEGORIES] = { 0 };
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  g_autoptr (EntColouring) colouring = ent_colouring_new (request, NULL);
  if (colouring == NULL)
    return;
  for (guint i = 0; i < actors->len; i++)
    if (is_drawn (explanation, actors->pdata[i]))
      {
        kinds[((const EntActor *)actors->pdata[i])->kind]++;
        note_class (colouring, actors->pdata[i], classes);
        note_thing (explanation, actors->pdata[i], DISC);
      }
  if (colouring->key == NULL)
    add_kinds (explanation->entries, kinds, request->theme, request->lang);
  add_classes (explanation->entries, colouring, classes, request->theme);
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
      note_thing (explanation, &relation->thing, LINE);
    }
  add_types (explanation->entries, request->dossier, types, request->theme, request->lang);
}

/* The organisations whose members' ties are drawn, and what an outline is round. */
static void
explain_organisations (Explanation *explanation, const EntNetOptions *options)
{
  const EntViewRequest *request = explanation->request;
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  guint hulls = 0;
  for (guint i = 0; i < actors->len; i++)
    {
      const EntActor *actor = actors->pdata[i];
      EntNetForm form = ent_net_form (options, actor);
      if (form == ENT_NET_NODE || !is_drawn (explanation, actor))
        continue;
      hulls += form == ENT_NET_HULL;
      if (form == ENT_NET_HULL)
        continue;
      g_autofree char *name = ent_thing_title (&actor->thing, request->lang);
      g_autofree char *label = ent_word_format ("ties among members", request->lang, name, NULL);
      EntLegendEntry *entry = add (explanation->entries, "type", NULL, label, 0);
      entry->swatch = ENT_SWATCH_LINE;
      entry->style = ent_net_expanded_style (request->dossier, actor, request->theme);
    }
  if (hulls == 0)
    return;
  EntLegendEntry *entry
      = add (explanation->entries, "type", NULL, ent_word ("outline of members", request->lang), 0);
  entry->swatch = ENT_SWATCH_BOX;
  entry->style = (EntStyle){ .fill = ent_colour_with_alpha (request->theme->muted, 0.15),
                             .stroke = request->theme->muted,
                             .stroke_width = 0.75,
                             .keeps_colour = TRUE };
}

/* The least and the greatest of what sizes the discs. */
static void
explain_sizes (Explanation *explanation, const char *key)
{
  const EntViewRequest *request = explanation->request;
  const GPtrArray *actors = ent_dossier_actors (request->dossier);
  const EntAttribute *ends[2] = { NULL, NULL };
  for (guint i = 0; i < actors->len; i++)
    {
      const EntAttribute *attribute = ent_net_attribute (actors->pdata[i], key);
      if (attribute == NULL || !attribute->is_number || !isfinite (attribute->number)
          || !is_drawn (explanation, actors->pdata[i]))
        continue;
      if (ends[0] == NULL || attribute->number < ends[0]->number)
        ends[0] = attribute;
      if (ends[1] == NULL || attribute->number > ends[1]->number)
        ends[1] = attribute;
    }
  gboolean differ = ends[0] != NULL && ends[0]->number < ends[1]->number;
  for (guint i = differ ? 0 : 1; i < 2 && ends[1] != NULL; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s: %g", key, ends[i]->number);
      EntLegendEntry *entry = add (explanation->entries, "kind", NULL, label, 0);
      entry->swatch = ENT_SWATCH_DISC;
      entry->style = (EntStyle){ .fill = request->theme->hairline,
                                 .stroke = request->theme->muted,
                                 .stroke_width = 0.75 * ENT_UNITS_PER_PT,
                                 .keeps_colour = TRUE };
      entry->size
          = ent_net_size (ends[i], ends[1]->number) / ent_net_size (ends[1], ends[1]->number);
    }
}

static void
explain_network (Explanation *explanation)
{
  EntNetOptions options;
  if (ent_net_options_read (explanation->request, &options, NULL))
    {
      explain_organisations (explanation, &options);
      if (options.size_by != NULL)
        explain_sizes (explanation, options.size_by);
    }
  ent_net_options_clear (&options);
}

/* The cells of a table say in words how sure they are: only a split one and a hollow one are
 * drawn. */
static void
note_in_words (Explanation *explanation, const EntThing *thing)
{
  EntModality modality = ent_thing_modality (thing);
  if (modality != ENT_MODALITY_DISPUTED)
    modality = ENT_MODALITY_REPORTED;
  note (explanation, modality, TRUE, DISC);
  note (explanation, ENT_MODALITY_REPORTED, ent_thing_is_cited (thing), BOX);
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
      note_in_words (explanation, comparison->cells->pdata[i]);
  for (guint i = 0; i < comparison->verdicts->len; i++)
    if (is_drawn (explanation, comparison->verdicts->pdata[i]))
      note_thing (explanation, comparison->verdicts->pdata[i], DISC);
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
note_events (Explanation *explanation)
{
  const GPtrArray *events = ent_dossier_events (explanation->request->dossier);
  for (guint i = 0; i < events->len; i++)
    if (is_drawn (explanation, events->pdata[i]))
      note_thing (explanation, events->pdata[i], DISC);
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
      note_thing (explanation, &node->thing, BOX);
    }
  for (guint i = 0; i < diagram->links->len; i++)
    {
      const EntDiagramLink *link = diagram->links->pdata[i];
      if (!is_drawn (explanation, link))
        continue;
      has_link[link->kind] = TRUE;
      note_thing (explanation, &link->thing, LINE);
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
  guint kinds[ENT_N_ACTOR_KINDS] = { 0 }, classes[ENT_N_CATEGORIES] = { 0 };
  for (guint i = 0; i < quadrant->points->len; i++)
    {
      const EntQuadrantPoint *point = ent_quadrant_point (quadrant, i);
      if (!is_drawn (explanation, point->actor))
        continue;
      kinds[point->actor->kind]++;
      note_class (quadrant->colouring, point->actor, classes);
      note (explanation, ent_quadrant_modality (point), !ent_quadrant_is_uncited (point), DISC);
    }
  if (quadrant->colouring->key == NULL)
    add_kinds (explanation->entries, kinds, theme, request->lang);
  add_classes (explanation->entries, quadrant->colouring, classes, theme);
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
      note (explanation, cell->modality, cell->passages->len > 0, BOX);
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

static GPtrArray *
explain (const EntViewRequest *request, EntScene *scene)
{
  Explanation explanation
      = { .request = request,
          .scene = scene,
          .entries = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_legend_entry_free) };
  switch (request->kind)
    {
    case ENT_VIEW_MAP:
    case ENT_VIEW_NETWORK:
      explain_actors (&explanation);
      explain_relations (&explanation);
      if (request->kind == ENT_VIEW_MAP)
        {
          explain_venues (&explanation);
          note_events (&explanation);
        }
      else
        explain_network (&explanation);
      add_explanation (&explanation);
      break;
    case ENT_VIEW_TIMELINE:
      explain_relations (&explanation);
      note_events (&explanation);
      add_explanation (&explanation);
      break;
    case ENT_VIEW_COMPARISON:
      explain_comparison (&explanation);
      add_explanation (&explanation);
      break;
    case ENT_VIEW_DIAGRAM:
      explain_diagram (&explanation);
      add_explanation (&explanation);
      break;
    case ENT_VIEW_QUADRANT:
      explain_points (&explanation);
      add_explanation (&explanation);
      break;
    case ENT_VIEW_MATRIX:
      explain_cells (&explanation);
      add_explanation (&explanation);
      break;
    case ENT_N_VIEW_KINDS:
      break;
    }
  return explanation.entries;
}

/* The same entries in another language, in the same order: what is said differently in it is added.
 * A language in which two values of an attribute are one word has fewer entries: it adds none. */
static void
add_second (GPtrArray *entries, const GPtrArray *others)
{
  for (guint i = 0; entries->len == others->len && i < entries->len; i++)
    {
      EntLegendEntry *entry = entries->pdata[i];
      const EntLegendEntry *other = others->pdata[i];
      g_autofree char *label = entry->label;
      entry->label = g_str_equal (label, other->label)
                         ? g_steal_pointer (&label)
                         : g_strconcat (label, " · ", other->label, NULL);
    }
}

/**
 * ent_legend_for_view:
 * @request: what is drawn
 *
 * What the view draws and a reader must be told, in the order of importance: the kinds, types and
 * verdicts that occur, then how uncertain things look.  Generated from the scene, which is built
 * for it; empty when that cannot be.  Bilingual when the labels are.
 *
 * Returns: (transfer full) (element-type EntLegendEntry): the entries
 */
GPtrArray *
ent_legend_for_view (const EntViewRequest *request)
{
  g_autoptr (EntScene) scene = ent_view_build (request, NULL, NULL);
  if (scene == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify)ent_legend_entry_free);
  GPtrArray *entries = explain (request, scene);
  if (request->lang2 != NULL)
    {
      EntViewRequest second = *request;
      second.lang = request->lang2;
      g_autoptr (GPtrArray) others = explain (&second, scene);
      add_second (entries, others);
    }
  return entries;
}
