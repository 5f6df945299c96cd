#pragma once

#include <gtk/gtk.h>

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
char *ent_fact_grade (const char *grade);

/* A view in which a thing is drawn, or the sources that it rests on. */
typedef struct
{
  const char *target; /* of win.view */
  char *label;
} EntAlsoIn;

void ent_also_in_free (EntAlsoIn *also);
GPtrArray *
ent_inspector_also_in (const EntDossier *dossier, const EntThing *thing, const char *lang);

/* A passage under the selection and how many of the selected things rest on it in the same way. */
typedef struct
{
  EntEvidence evidence;
  guint n_things;
  guint document, place; /* by which the passages are sorted */
} EntJointPassage;

GPtrArray *ent_inspector_joint_passages (const EntDossier *dossier, const GPtrArray *mark_ids);

/* inspector-plan.c: what the inspector shows, part by part, before any widget is made. */
typedef enum
{
  ENT_PART_TITLE, /* a thing: its name and what it is */
  ENT_PART_TEXT,  /* words in a style */
  ENT_PART_HEADING,
  ENT_PART_FACT,      /* a label, and a value in markup */
  ENT_PART_COUNT,     /* a label, and a number as text */
  ENT_PART_EVIDENCE,  /* the heading of the passages, with a copy of all */
  ENT_PART_GROUP,     /* passages of a document in one stance */
  ENT_PART_CARD,      /* a passage */
  ENT_PART_LINK,      /* a thing */
  ENT_PART_SELECTED,  /* a thing that can be taken out of the selection */
  ENT_PART_VIEW,      /* a view in which the thing is drawn too */
  ENT_PART_ALL_CARDS, /* shows all passages */
  ENT_PART_ALL_LINKS, /* shows all things */
} EntPartKind;

typedef struct
{
  EntPartKind kind;
  char *text, *detail;
  const char *name;      /* style class, or target of win.view */
  const EntThing *thing; /* into the dossier */
  EntEvidence evidence;
  guint count;
  gboolean stance; /* whether the passages of a group bear on something */
  gboolean whole;  /* the group says where the passage is from */
} EntInspectorPart;

typedef struct
{
  const EntDossier *dossier;
  const GPtrArray *selection; /* of mark ids */
  const char *lang;
  gboolean all_cards, all_links; /* however many there are */
} EntInspectorTopic;

GPtrArray *ent_inspector_plan (const EntInspectorTopic *topic);
/* inspector-parts.c: the widget of a part; rows of facts and of links go into one that is there. */
gboolean ent_inspector_extend (GtkBox *content, EntSession *session, const EntInspectorPart *part);
GtkWidget *ent_inspector_part_new (EntSession *session, const EntInspectorPart *part);
/* inspector.c: whether all is shown, for tests. */
gboolean ent_inspector_is_filled (GtkWidget *inspector);

G_END_DECLS
