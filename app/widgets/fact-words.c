/* The words of the file format in the language of the interface, as the inspector says them. */
#include <glib/gi18n-lib.h>

#include "widgets/inspector-private.h"

/* The roles that the file format names; a dossier may have others. */
static const char *const roles[] G_GNUC_UNUSED
    = { NC_ ("role", "party"),    NC_ ("role", "host"),     NC_ ("role", "excluded"),
        NC_ ("role", "observer"), NC_ ("role", "mediator"), NC_ ("role", "guest") };

static const char *const actor_kinds[] = {
  [ENT_ACTOR_STATE] = NC_ ("actor", "state"),
  [ENT_ACTOR_ORGANISATION] = NC_ ("actor", "organisation"),
  [ENT_ACTOR_BLOC] = NC_ ("actor", "bloc"),
  [ENT_ACTOR_PERSON] = NC_ ("actor", "person"),
  [ENT_ACTOR_PLACE] = NC_ ("actor", "place"),
  [ENT_ACTOR_FIRM] = NC_ ("actor", "firm"),
  [ENT_ACTOR_CONCEPT] = NC_ ("actor", "concept"),
};

static const char *const modalities[] = {
  [ENT_MODALITY_REPORTED] = NC_ ("standing", "reported"),
  [ENT_MODALITY_PLANNED] = NC_ ("standing", "planned"),
  [ENT_MODALITY_THREATENED] = NC_ ("standing", "threatened"),
  [ENT_MODALITY_HEDGED] = NC_ ("standing", "hedged"),
  [ENT_MODALITY_DISPUTED] = NC_ ("standing", "disputed"),
  [ENT_MODALITY_PROPOSED] = NC_ ("standing", "proposed"),
};

static const char *const verdicts[] = {
  [ENT_VERDICT_SAME] = NC_ ("verdict", "the same"),
  [ENT_VERDICT_DIFFERENT] = NC_ ("verdict", "different"),
  [ENT_VERDICT_ESCALATES] = NC_ ("verdict", "escalates"),
  [ENT_VERDICT_DE_ESCALATES] = NC_ ("verdict", "de-escalates"),
  [ENT_VERDICT_ONLY_FROM] = NC_ ("verdict", "only in the first"),
  [ENT_VERDICT_ONLY_TO] = NC_ ("verdict", "only in the second"),
  [ENT_VERDICT_CONTRADICTED] = NC_ ("verdict", "contradicted"),
  [ENT_VERDICT_UNKNOWN] = NC_ ("verdict", "unknown"),
};

static const char *const view_kinds[] = {
  [ENT_VIEW_MAP] = NC_ ("view", "map"),
  [ENT_VIEW_NETWORK] = NC_ ("view", "network"),
  [ENT_VIEW_TIMELINE] = NC_ ("view", "timeline"),
  [ENT_VIEW_COMPARISON] = NC_ ("view", "comparison table"),
  [ENT_VIEW_QUADRANT] = NC_ ("view", "quadrant"),
  [ENT_VIEW_MATRIX] = NC_ ("view", "matrix"),
  [ENT_VIEW_DIAGRAM] = NC_ ("view", "diagram"),
};

static const char *const node_kinds[] = {
  [ENT_NODE_CAUSE] = NC_ ("node", "cause"),
  [ENT_NODE_MECHANISM] = NC_ ("node", "mechanism"),
  [ENT_NODE_EFFECT] = NC_ ("node", "effect"),
  [ENT_NODE_ACTOR] = NC_ ("node", "actor"),
  [ENT_NODE_CONDITION] = NC_ ("node", "condition"),
  [ENT_NODE_OUTCOME] = NC_ ("node", "outcome"),
};

static const char *const link_kinds[] = {
  [ENT_LINK_LEADS_TO] = NC_ ("link", "leads to"), [ENT_LINK_RAISES] = NC_ ("link", "raises"),
  [ENT_LINK_LOWERS] = NC_ ("link", "lowers"),     [ENT_LINK_REQUIRES] = NC_ ("link", "requires"),
  [ENT_LINK_EXCLUDES] = NC_ ("link", "excludes"),
};

/**
 * ent_fact_role:
 * @role: of a participant, as the dossier writes it
 *
 * Returns: (transfer none): the role in the user's language; one the dossier made up, as it is
 */
const char *
ent_fact_role (const char *role)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "role", role);
}

/**
 * ent_fact_actor_kind:
 * @kind: a kind of actor
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
ent_fact_actor_kind (EntActorKind kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "actor", actor_kinds[kind]);
}

/**
 * ent_fact_modality:
 * @modality: how sure something is
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
ent_fact_modality (EntModality modality)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "standing", modalities[modality]);
}

/**
 * ent_fact_verdict:
 * @kind: how two cells compare
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
ent_fact_verdict (EntVerdictKind kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "verdict", verdicts[kind]);
}

/**
 * ent_fact_view_kind:
 * @kind: a kind of view
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
ent_fact_view_kind (EntViewKind kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "view", view_kinds[kind]);
}

/**
 * ent_fact_node_kind:
 * @kind: a kind of box in a diagram
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
ent_fact_node_kind (EntNodeKind kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "node", node_kinds[kind]);
}

/**
 * ent_fact_link_kind:
 * @kind: a kind of arrow in a diagram
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
ent_fact_link_kind (EntLinkKind kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "link", link_kinds[kind]);
}

/**
 * ent_fact_grade:
 * @grade: a grade of the Admiralty code, "B2"
 *
 * Says what a grade means: the letter judges the source, the digit the information.
 *
 * Returns: (transfer full) (nullable): the meaning in the user's language; %NULL for what is none
 */
char *
ent_fact_grade (const char *grade)
{
  static const char *const reliability[]
      = { N_ ("completely reliable"),  N_ ("usually reliable"), N_ ("fairly reliable"),
          N_ ("not usually reliable"), N_ ("unreliable"),       N_ ("cannot be judged") };
  static const char *const credibility[]
      = { N_ ("confirmed"), N_ ("probably true"), N_ ("possibly true"),
          N_ ("doubtful"),  N_ ("improbable"),    N_ ("cannot be judged") };

  if (grade[0] < 'A' || grade[0] > 'F' || grade[1] < '1' || grade[1] > '6' || grade[2] != '\0')
    return NULL;
  return g_strdup_printf (_ ("Source: %s. Information: %s."),
                          _ (reliability[grade[0] - 'A']),
                          _ (credibility[grade[1] - '1']));
}
