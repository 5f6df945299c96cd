#pragma once

#include "session/session.h"

G_BEGIN_DECLS

/* One row of the inspector's facts.  The value is Pango markup in which <a href="MARK ID"> selects;
 * a web address is opened. */
typedef struct
{
  char *label;
  char *markup;
} EntFact;

void ent_fact_free (EntFact *fact);
GPtrArray *ent_inspector_facts (const EntDossier *dossier, const EntThing *thing, const char *lang);

/* fact-words.c: the words of the file format in the user's language. */
const char *ent_fact_role (const char *role);
const char *ent_fact_actor_kind (EntActorKind kind);
const char *ent_fact_modality (EntModality modality);
const char *ent_fact_verdict (EntVerdictKind kind);
const char *ent_fact_view_kind (EntViewKind kind);
const char *ent_fact_node_kind (EntNodeKind kind);
const char *ent_fact_link_kind (EntLinkKind kind);

/* A view in which a thing is drawn, or the sources that it rests on. */
typedef struct
{
  const char *target; /* of win.view */
  char *label;
} EntAlsoIn;

void ent_also_in_free (EntAlsoIn *also);
GPtrArray *
ent_inspector_also_in (const EntDossier *dossier, const EntThing *thing, const char *lang);

/* A passage and how many of the selected things rest on it. */
typedef struct
{
  EntEvidence evidence;
  guint n_things;
} EntJointPassage;

GPtrArray *ent_inspector_joint_passages (const EntDossier *dossier, const GPtrArray *mark_ids);

G_END_DECLS
