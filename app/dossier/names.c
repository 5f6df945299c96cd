/* The words the file format has for the values of the model. */
#include "dossier/dossier-private.h"

static const char *const thing_kinds[] = {
  [ENT_THING_NONE] = "none",          [ENT_THING_DOCUMENT] = "document",
  [ENT_THING_PASSAGE] = "passage",    [ENT_THING_ACTOR] = "actor",
  [ENT_THING_RELATION_TYPE] = "type", [ENT_THING_RELATION] = "relation",
  [ENT_THING_EVENT] = "event",        [ENT_THING_COMPARISON] = "comparison",
  [ENT_THING_SUBJECT] = "subject",    [ENT_THING_DIMENSION] = "dimension",
  [ENT_THING_CELL] = "cell",          [ENT_THING_VERDICT] = "verdict",
  [ENT_THING_DIAGRAM] = "diagram",    [ENT_THING_NODE] = "node",
  [ENT_THING_LINK] = "link",          [ENT_THING_VIEW] = "view",
};

static const char *const actor_kinds[] = {
  [ENT_ACTOR_STATE] = "state",     [ENT_ACTOR_ORGANISATION] = "organisation",
  [ENT_ACTOR_BLOC] = "bloc",       [ENT_ACTOR_PERSON] = "person",
  [ENT_ACTOR_PLACE] = "place",     [ENT_ACTOR_FIRM] = "firm",
  [ENT_ACTOR_CONCEPT] = "concept", [ENT_N_ACTOR_KINDS] = NULL,
};

static const char *const modalities[] = {
  [ENT_MODALITY_REPORTED] = "reported",
  [ENT_MODALITY_PLANNED] = "planned",
  [ENT_MODALITY_THREATENED] = "threatened",
  [ENT_MODALITY_HEDGED] = "hedged",
  [ENT_MODALITY_DISPUTED] = "disputed",
  [ENT_MODALITY_PROPOSED] = "proposed",
  [ENT_N_MODALITIES] = NULL,
};

static const char *const lines[] = {
  [ENT_LINE_SOLID] = "solid",   [ENT_LINE_DASHED] = "dashed", [ENT_LINE_DOTTED] = "dotted",
  [ENT_LINE_DOUBLE] = "double", [ENT_LINE_DOUBLE + 1] = NULL,
};

static const char *const verdicts[] = {
  [ENT_VERDICT_SAME] = "same",
  [ENT_VERDICT_DIFFERENT] = "different",
  [ENT_VERDICT_ESCALATES] = "escalates",
  [ENT_VERDICT_DE_ESCALATES] = "de-escalates",
  [ENT_VERDICT_ONLY_FROM] = "only-from",
  [ENT_VERDICT_ONLY_TO] = "only-to",
  [ENT_VERDICT_CONTRADICTED] = "contradicted",
  [ENT_VERDICT_UNKNOWN] = "unknown",
  [ENT_N_VERDICTS] = NULL,
};

static const char *const view_kinds[] = {
  [ENT_VIEW_MAP] = "map",           [ENT_VIEW_NETWORK] = "network",
  [ENT_VIEW_TIMELINE] = "timeline", [ENT_VIEW_COMPARISON] = "comparison",
  [ENT_VIEW_QUADRANT] = "quadrant", [ENT_VIEW_MATRIX] = "matrix",
  [ENT_VIEW_DIAGRAM] = "diagram",   [ENT_N_VIEW_KINDS] = NULL,
};

static const char *const node_kinds[] = {
  [ENT_NODE_CAUSE] = "cause",    [ENT_NODE_MECHANISM] = "mechanism", [ENT_NODE_EFFECT] = "effect",
  [ENT_NODE_ACTOR] = "actor",    [ENT_NODE_CONDITION] = "condition", [ENT_NODE_OUTCOME] = "outcome",
  [ENT_NODE_OUTCOME + 1] = NULL,
};

static const char *const link_kinds[] = {
  [ENT_LINK_LEADS_TO] = "leads-to", [ENT_LINK_RAISES] = "raises",
  [ENT_LINK_LOWERS] = "lowers",     [ENT_LINK_REQUIRES] = "requires",
  [ENT_LINK_EXCLUDES] = "excludes", [ENT_LINK_EXCLUDES + 1] = NULL,
};

/**
 * ent_thing_kind_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its key, as mark ids begin with it: "relation"; "type" of a relation
 *   type
 */
const char *
ent_thing_kind_name (EntThingKind kind)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (thing_kinds), "none");
  return thing_kinds[kind];
}

/**
 * ent_actor_kind_name:
 * @kind: a kind of actor
 *
 * Returns: (transfer none): its key in the file: "state"
 */
const char *
ent_actor_kind_name (EntActorKind kind)
{
  g_return_val_if_fail ((guint)kind < ENT_N_ACTOR_KINDS, NULL);
  return actor_kinds[kind];
}

/**
 * ent_modality_name:
 * @modality: a modality
 *
 * Returns: (transfer none): its key in the file: "planned"
 */
const char *
ent_modality_name (EntModality modality)
{
  g_return_val_if_fail ((guint)modality < ENT_N_MODALITIES, NULL);
  return modalities[modality];
}

/**
 * ent_verdict_name:
 * @kind: a kind of verdict
 *
 * Returns: (transfer none): its key in the file: "de-escalates"
 */
const char *
ent_verdict_name (EntVerdictKind kind)
{
  g_return_val_if_fail ((guint)kind < ENT_N_VERDICTS, NULL);
  return verdicts[kind];
}

/**
 * ent_view_kind_name:
 * @kind: a kind of view
 *
 * Returns: (transfer none): its key in the file: "map"
 */
const char *
ent_view_kind_name (EntViewKind kind)
{
  g_return_val_if_fail ((guint)kind < ENT_N_VIEW_KINDS, NULL);
  return view_kinds[kind];
}

/**
 * ent_actor_kind_words:
 *
 * Returns: (transfer none) (array zero-terminated=1): the keys in the order of #EntActorKind
 */
const char *const *
ent_actor_kind_words (void)
{
  return actor_kinds;
}

/**
 * ent_modality_words:
 *
 * Returns: (transfer none) (array zero-terminated=1): the keys in the order of #EntModality
 */
const char *const *
ent_modality_words (void)
{
  return modalities;
}

/**
 * ent_line_words:
 *
 * Returns: (transfer none) (array zero-terminated=1): the keys in the order of #EntLineStyle
 */
const char *const *
ent_line_words (void)
{
  return lines;
}

/**
 * ent_verdict_words:
 *
 * Returns: (transfer none) (array zero-terminated=1): the keys in the order of #EntVerdictKind
 */
const char *const *
ent_verdict_words (void)
{
  return verdicts;
}

/**
 * ent_view_kind_words:
 *
 * Returns: (transfer none) (array zero-terminated=1): the keys in the order of #EntViewKind
 */
const char *const *
ent_view_kind_words (void)
{
  return view_kinds;
}

/**
 * ent_node_kind_words:
 *
 * Returns: (transfer none) (array zero-terminated=1): the keys in the order of #EntNodeKind
 */
const char *const *
ent_node_kind_words (void)
{
  return node_kinds;
}

/**
 * ent_link_kind_words:
 *
 * Returns: (transfer none) (array zero-terminated=1): the keys in the order of #EntLinkKind
 */
const char *const *
ent_link_kind_words (void)
{
  return link_kinds;
}
