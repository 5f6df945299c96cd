/* The reader from inside: a place in the tree, and typed getters that name every problem. */
#pragma once

#include "dossier/dossier-file.h"
#include "dossier/dossier-private.h"

G_BEGIN_DECLS

typedef struct
{
  EntDossier *dossier;
  GPtrArray *problems; /* of EntProblem, at most ENT_MAX_PROBLEMS */
  guint n_problems;    /* all, listed or not */
  GHashTable *broken;  /* ids of things that are there but could not be read (strings borrowed) */
} EntReader;

/* A value and the way to it from the root, for the JSON pointer of a problem.  Lives on the stack,
 * below its parent. */
typedef struct _EntNode
{
  const struct _EntNode *parent; /* NULL at the root */
  const char *key;               /* NULL for an element of a list */
  guint index;                   /* of such an element */
  EntJson *json;                 /* NULL when there is none */
} EntNode;

/* Sets of EntThingKind, for references. */
#define ENT_KIND(kind) (1u << (kind))
#define ENT_ANY_SUBJECT_MATTER                                                                     \
  (~(ENT_KIND (ENT_THING_PASSAGE) | ENT_KIND (ENT_THING_VIEW) | ENT_KIND (ENT_THING_NONE)))

EntNode ent_node_member (const EntNode *object, const char *key);
EntNode ent_node_element (const EntNode *array, guint index);

void ent_reader_expect (EntReader *reader, const EntNode *at, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
gboolean
ent_reader_check (EntReader *reader, const EntNode *at, EntJsonType type, gboolean required);

const char *
ent_read_string (EntReader *reader, const EntNode *object, const char *key, gboolean required);
EntText
ent_read_text (EntReader *reader, const EntNode *object, const char *key, gboolean required);
const EntText *ent_read_texts (EntReader *reader, const EntNode *object, const char *key, guint *n);
const char **ent_read_strings (EntReader *reader, const EntNode *object, const char *key);
gboolean ent_read_number (EntReader *reader,
                          const EntNode *object,
                          const char *key,
                          double min,
                          double max,
                          double *value);
gboolean ent_read_integer (EntReader *reader,
                           const EntNode *object,
                           const char *key,
                           gint64 min,
                           gint64 max,
                           gint64 *value);
gboolean ent_read_boolean (EntReader *reader, const EntNode *object, const char *key);
guint ent_read_word (EntReader *reader,
                     const EntNode *object,
                     const char *key,
                     const char *const *words,
                     guint absent);
EntWhen ent_read_when (EntReader *reader, const EntNode *object, const char *key);
const char *ent_read_hex (EntReader *reader, const EntNode *object, const char *key, guint digits);
gboolean ent_read_location (EntReader *reader, const EntNode *at, double *lon_deg, double *lat_deg);
const char *ent_read_id (EntReader *reader, const EntNode *object);
const EntThing *ent_read_reference_at (EntReader *reader, const EntNode *at, guint kinds);
const EntThing *ent_read_reference (
    EntReader *reader, const EntNode *object, const char *key, guint kinds, gboolean required);
const char **
ent_read_references (EntReader *reader, const EntNode *object, const char *key, guint kinds);
const EntEvidence *ent_read_evidence (EntReader *reader, const EntNode *object, guint *n);
void ent_read_common (EntReader *reader,
                      const EntNode *object,
                      EntThing *thing,
                      const char *name_key,
                      gboolean required);

/* Fills a struct whose kind, id and mark id are set; FALSE if it is too broken to be used. */
typedef gboolean (*EntReadFunc) (EntReader *reader, const EntNode *at, gpointer thing);

void ent_declare_list (EntReader *reader,
                       const EntNode *object,
                       const char *key,
                       EntThingKind kind,
                       gsize size,
                       GPtrArray *list);
void ent_fill_list (
    EntReader *reader, const EntNode *object, const char *key, GPtrArray *list, EntReadFunc read);

gboolean ent_read_document (EntReader *reader, const EntNode *at, gpointer thing);
gboolean ent_read_passage (EntReader *reader, const EntNode *at, gpointer thing);
gboolean ent_read_actor (EntReader *reader, const EntNode *at, gpointer thing);
gboolean ent_read_relation_type (EntReader *reader, const EntNode *at, gpointer thing);
gboolean ent_read_relation (EntReader *reader, const EntNode *at, gpointer thing);
gboolean ent_read_event (EntReader *reader, const EntNode *at, gpointer thing);
gboolean ent_read_comparison (EntReader *reader, const EntNode *at, gpointer thing);
gboolean ent_read_diagram (EntReader *reader, const EntNode *at, gpointer thing);
gboolean ent_read_view (EntReader *reader, const EntNode *at, gpointer thing);
gboolean ent_read_story_step (EntReader *reader, const EntNode *at, gpointer step);

G_END_DECLS
