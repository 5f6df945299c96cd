/* The dossier: an immutable, refcounted snapshot of one file.
 *
 * The snapshot holds the file's JSON tree (the truth: what is written back, unknown keys included)
 * and a typed index over it (what everything else reads).  An edit makes a new tree that shares
 * what it did not touch, and from it a new snapshot; threads may read a snapshot freely. */
#pragma once

#include "base/edtf.h"
#include "base/json.h"

G_BEGIN_DECLS

typedef struct _EntDossier EntDossier;

typedef enum
{
  ENT_THING_NONE,
  ENT_THING_DOCUMENT,
  ENT_THING_PASSAGE,
  ENT_THING_ACTOR,
  ENT_THING_RELATION_TYPE,
  ENT_THING_RELATION,
  ENT_THING_EVENT,
  ENT_THING_COMPARISON,
  ENT_THING_SUBJECT,
  ENT_THING_DIMENSION,
  ENT_THING_CELL,
  ENT_THING_VERDICT,
  ENT_THING_DIAGRAM,
  ENT_THING_NODE,
  ENT_THING_LINK,
  ENT_THING_VIEW,
} EntThingKind;

typedef enum
{
  ENT_ACTOR_STATE,
  ENT_ACTOR_ORGANISATION,
  ENT_ACTOR_BLOC,
  ENT_ACTOR_PERSON,
  ENT_ACTOR_PLACE,
  ENT_ACTOR_FIRM,
  ENT_ACTOR_CONCEPT,
  ENT_N_ACTOR_KINDS,
} EntActorKind;

typedef enum
{
  ENT_MODALITY_REPORTED,
  ENT_MODALITY_PLANNED,
  ENT_MODALITY_THREATENED,
  ENT_MODALITY_HEDGED,
  ENT_MODALITY_DISPUTED,
  ENT_MODALITY_PROPOSED,
  ENT_N_MODALITIES,
} EntModality;

typedef enum
{
  ENT_LINE_SOLID,
  ENT_LINE_DASHED,
  ENT_LINE_DOTTED,
  ENT_LINE_DOUBLE,
} EntLineStyle;

typedef enum
{
  ENT_VERDICT_SAME,
  ENT_VERDICT_DIFFERENT,
  ENT_VERDICT_ESCALATES,
  ENT_VERDICT_DE_ESCALATES,
  ENT_VERDICT_ONLY_FROM,
  ENT_VERDICT_ONLY_TO,
  ENT_VERDICT_CONTRADICTED,
  ENT_VERDICT_UNKNOWN,
  ENT_N_VERDICTS,
} EntVerdictKind;

typedef enum
{
  ENT_VIEW_MAP,
  ENT_VIEW_NETWORK,
  ENT_VIEW_TIMELINE,
  ENT_VIEW_COMPARISON,
  ENT_VIEW_QUADRANT,
  ENT_VIEW_MATRIX,
  ENT_VIEW_DIAGRAM,
  ENT_N_VIEW_KINDS,
} EntViewKind;

/* A text in several languages; never NULL in the index, but may be empty. */
typedef struct
{
  guint n;
  const char **tags; /* BCP 47, borrowed from the tree; "" where the file has a bare string */
  const char **values;
} EntText;

/* A date that may be absent (edtf == NULL). */
typedef struct
{
  const char *edtf; /* as written */
  EntDate date;
} EntWhen;

typedef struct
{
  const struct _EntPassage *passage;
  gboolean disputes; /* stance: supports by default */
  const char *grade; /* "A1" … "F6" or NULL */
  EntText note;
} EntEvidence;

/* What every thing that can be selected has in common.  First member of the structs below. */
typedef struct
{
  EntThingKind kind;
  const char *id;      /* bare id; cells, verdicts and links: made of their parts, "hanoi-form" */
  const char *mark_id; /* "relation:jpn-phl-raa": as in scenes, SVG and the selection */
  EntText name;        /* name, label, title or text, whichever the kind has; may be empty */
  EntText note;
  EntModality modality;
  const EntEvidence *evidence;
  guint n_evidence;
  EntJson *json; /* its node in the tree (borrowed) */
} EntThing;

typedef struct
{
  EntThing thing;
  const EntText *authors;
  guint n_authors;
  EntText container;
  EntWhen issued;
  const char *language, *url, *rights; /* NULL when absent */
  const char *sha256, *file;           /* of the normalised text */
  guint length;                        /* code points */
  const char *content;                 /* embedded text or NULL */
} EntDocument;

typedef struct _EntPassage
{
  EntThing thing; /* name = the digest */
  const EntDocument *document;
  guint start, end; /* code points in the normalised text, end exclusive; 0, 0 without an anchor */
  const char *hash; /* 16 hex digits or NULL */
  const EntJson *grams; /* hashes, or NULL; n_grams of them */
  const EntJson *at;    /* where in the folded span each begins; NULL when not told */
  guint n_grams;
  guint length;       /* folded code points of the span; 0 when not told */
  guint context;      /* folded code points of context on each side that grams cover, else 0 */
  const char *sha256; /* of the text that start and end count in; NULL: the document's own */
  const char *quote;
  const char **tags; /* NULL-terminated */
  guint index;       /* in the passages of the dossier */
} EntPassage;

typedef struct _EntActor EntActor;

typedef struct
{
  const char *key;
  EntText text;
  double number;
  gboolean is_number;
  const EntEvidence *evidence;
  guint n_evidence;
} EntAttribute;

struct _EntActor
{
  EntThing thing;
  EntActorKind kind;
  EntText short_name;
  const char **aliases; /* NULL-terminated */
  const char *iso;      /* ISO 3166-1 alpha-3 or NULL */
  gboolean has_location;
  double lon_deg, lat_deg;
  const EntActor *part_of;
  const EntAttribute *attributes;
  guint n_attributes;
  guint index; /* in the actors of the dossier */
};

typedef struct
{
  EntThing thing;
  gboolean directed;
  int sign;     /* -1, 0, 1 */
  guint colour; /* palette slot 0–7 */
  EntLineStyle line;
  guint index; /* in the relation types of the dossier */
} EntRelationType;

typedef struct
{
  EntThing thing; /* name = label */
  const EntRelationType *type;
  const EntActor *from, *to, *via;
  EntWhen start, end;
  double weight;               /* 1 by default */
  const EntThing *asserted_by; /* actor or document, or NULL */
} EntRelation;

typedef struct
{
  const EntActor *actor;
  const char *role;
} EntParticipant;

typedef struct
{
  EntThing thing;
  EntWhen when;
  const EntActor *place; /* or NULL */
  gboolean has_location;
  double lon_deg, lat_deg; /* the place's, unless given as coordinates */
  const EntParticipant *participants;
  guint n_participants;
  const EntRelation *relation;
} EntEvent;

typedef struct _EntComparison EntComparison;

typedef struct
{
  EntThing thing; /* name = name; thing.note = the line under it */
  const EntComparison *comparison;
  const EntThing *ref;
  guint index;
} EntSubject;

typedef struct
{
  EntThing thing;
  const EntComparison *comparison;
  EntText group;
  guint index;
} EntDimension;

typedef struct
{
  EntThing thing; /* name = text; mark_id "cell:<comparison>.<subject>.<dimension>" */
  const EntSubject *subject;
  const EntDimension *dimension;
  double code;
  gboolean has_code;
} EntCell;

typedef struct
{
  EntThing thing; /* mark_id "verdict:<comparison>.<dimension>.<from>.<to>" */
  const EntDimension *dimension;
  const EntSubject *from, *to;
  EntVerdictKind kind;
} EntVerdict;

struct _EntComparison
{
  EntThing thing;
  GPtrArray *subjects, *dimensions, *cells, *verdicts; /* of const EntSubject * … */
};

typedef enum
{
  ENT_NODE_CAUSE,
  ENT_NODE_MECHANISM,
  ENT_NODE_EFFECT,
  ENT_NODE_ACTOR,
  ENT_NODE_CONDITION,
  ENT_NODE_OUTCOME,
} EntNodeKind;

typedef enum
{
  ENT_LINK_LEADS_TO,
  ENT_LINK_RAISES,
  ENT_LINK_LOWERS,
  ENT_LINK_REQUIRES,
  ENT_LINK_EXCLUDES,
} EntLinkKind;

typedef struct
{
  EntThing thing; /* name = text */
  EntNodeKind kind;
  const EntThing *ref;
} EntDiagramNode;

typedef struct
{
  EntThing thing; /* name = label; mark_id "link:<diagram>.<from>.<to>" */
  const EntDiagramNode *from, *to;
  EntLinkKind kind;
} EntDiagramLink;

typedef struct
{
  EntThing thing;
  GPtrArray *nodes, *links;
} EntDiagram;

/* What is shown: lists that are empty admit everything.  Strings are owned. */
typedef struct
{
  GHashTable *hidden; /* set of strings "kind:state", "type:visit", "tag:form", "document:id" */
  GHashTable *actors; /* set of actor ids to keep, empty = all */
  char *time;         /* EDTF, NULL = all times */
  EntDate time_range; /* parsed, when time is set */
} EntFilter;

typedef struct
{
  EntThing thing; /* name = title */
  EntViewKind kind;
  EntText caption;
  const EntThing *of; /* comparison or diagram, or NULL */
  EntFilter *filter;
  const EntJson *options; /* an object, or NULL */
  const EntJson *camera;
  const char **emphasis; /* ids, NULL-terminated */
} EntView;

typedef struct
{
  const EntView *view;
  EntText title, notes;
  EntWhen time;
  const char **select; /* ids, NULL-terminated */
} EntStoryStep;

/* The snapshot. */
EntDossier *ent_dossier_ref (EntDossier *dossier);
void ent_dossier_unref (EntDossier *dossier);
const char *ent_dossier_id (const EntDossier *dossier);
const EntText *ent_dossier_title (const EntDossier *dossier);
const EntText *ent_dossier_description (const EntDossier *dossier);
const char **ent_dossier_authors (const EntDossier *dossier);
const char *ent_dossier_licence (const EntDossier *dossier);
const char *ent_dossier_language (const EntDossier *dossier);
EntJson *ent_dossier_json (const EntDossier *dossier);

/* Lists in file order: elements are const pointers, owned by the dossier. */
const GPtrArray *ent_dossier_documents (const EntDossier *dossier);
const GPtrArray *ent_dossier_passages (const EntDossier *dossier);
const GPtrArray *ent_dossier_actors (const EntDossier *dossier);
const GPtrArray *ent_dossier_relation_types (const EntDossier *dossier);
const GPtrArray *ent_dossier_relations (const EntDossier *dossier);
const GPtrArray *ent_dossier_events (const EntDossier *dossier);
const GPtrArray *ent_dossier_comparisons (const EntDossier *dossier);
const GPtrArray *ent_dossier_diagrams (const EntDossier *dossier);
const GPtrArray *ent_dossier_views (const EntDossier *dossier);
const GPtrArray *ent_dossier_story (const EntDossier *dossier);

const char *ent_dossier_tag_name (const EntDossier *dossier, const char *tag, const char *lang);
char *ent_passage_tag_names (const EntDossier *dossier,
                             const EntPassage *passage,
                             const char *separator,
                             const char *lang);

/* Look-up by bare id ("usa") or by mark id ("actor:usa", "cell:…"); NULL when there is none. */
const EntThing *ent_dossier_find (const EntDossier *dossier, const char *id);
/* Every thing that rests on the passage (actors by attribute too), in file order. */
const GPtrArray *ent_dossier_things_on (const EntDossier *dossier, const EntPassage *passage);
/* What is drawn together with the thing and stays unfaded when it is selected: a relation's actors,
 * an actor's relations and events, a cell's row …  Set of mark ids (borrowed strings). */
void
ent_dossier_add_related (const EntDossier *dossier, const EntThing *thing, GHashTable *mark_ids);
/* Distinct passages of the thing's evidence, attributes' included, in order. (element-type
 * EntEvidence) */
GPtrArray *ent_thing_evidence (const EntThing *thing);

/* Words of the field, for the interface: translated at run time by the caller's gettext domain. */
const char *ent_actor_kind_name (EntActorKind kind);  /* key: "state" */
const char *ent_modality_name (EntModality modality); /* key: "planned" */
const char *ent_verdict_name (EntVerdictKind kind);   /* key: "de-escalates" */
const char *ent_view_kind_name (EntViewKind kind);    /* key: "map" */
const char *ent_thing_kind_name (EntThingKind kind);  /* key: "relation" */

/* Texts: zh-Hant → zh-Hans → en → first; "" when empty. */
const char *ent_text_get (const EntText *text, const char *lang);
gboolean ent_text_is_empty (const EntText *text);

/* Filters. */
EntFilter *ent_filter_new (void);
EntFilter *ent_filter_copy (const EntFilter *filter);
void ent_filter_free (EntFilter *filter);
gboolean ent_filter_set_time (EntFilter *filter, const char *edtf, GError **error);
gboolean ent_filter_is_empty (const EntFilter *filter);
/* Whether an actor, relation, event, cell … is shown. Relations need both ends shown. */
gboolean
ent_filter_admits (const EntFilter *filter, const EntDossier *dossier, const EntThing *thing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntDossier, ent_dossier_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFilter, ent_filter_free)

G_END_DECLS
