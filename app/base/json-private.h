/* How nodes lie in memory: shared by the parser, the tree and the writer. */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

/* Memory of all nodes of one parsed text, freed at once. */
typedef struct _EntJsonArena EntJsonArena;

typedef struct
{
  const char *key;
  EntJson *value;
} EntJsonMember;

/* The keys of objects; those that were read share them with all that have the same in the same
 * order. */
typedef struct
{
  guint length;
  guint32 slot_mask; /* slots - 1; a power of two less one */
  const char **keys;
  guint32 *slots; /* hash table of member number + 1, NULL when there are few */
} EntJsonShape;

typedef struct
{
  const EntJsonShape *shape;
  EntJson *values[];
} EntJsonTable;

typedef struct
{
  gsize length;
  EntJson *elements[];
} EntJsonList;

/* A list of whole numbers that was read. */
typedef struct
{
  const guint8 *packed; /* spaces after a comma, then the numbers */
  EntJson **elements;   /* made when first asked for; atomic */
  guint length;
} EntJsonRun;

/* There may be half a million: 24 bytes. */
struct _EntJson
{
  union
  {
    EntJsonArena *arena; /* of a parsed node: holds the count of references */
    gint refs;           /* of a built node */
  };
  guint line;          /* 0 for a built node */
  guint type : 3;      /* EntJsonType */
  guint is_parsed : 1; /* it has an arena */
  guint is_run : 1;    /* of an array: it has a run, and no list */
  guint column : 27;   /* code points, saturated */
  union
  {
    const char *text;    /* number as spelled, string */
    EntJsonList *list;   /* array; NULL: empty */
    EntJsonRun *run;     /* array that is a run */
    EntJsonTable *table; /* object; NULL: empty */
  };
};

/* Objects with more members than this have a hash table. */
#define ENT_JSON_FEW 8
#define ENT_JSON_MAX_COLUMN ((1u << 27) - 1)

EntJsonArena *ent_json_arena_new (void);
void ent_json_arena_unref (EntJsonArena *arena);
gpointer ent_json_arena_alloc (EntJsonArena *arena, gsize size);
char *ent_json_arena_text (EntJsonArena *arena, gsize size);
void ent_json_arena_keep (EntJsonArena *arena, gpointer block);

EntJson **ent_json_elements (const EntJson *array);
void ent_json_append_run (GString *out, const EntJson *array, const char *separator);

guint32 ent_json_hash (const char *key, gsize length);
guint ent_json_n_slots (guint length);
guint ent_json_find (const EntJson *object, const char *key);
gboolean ent_json_fill_slots (EntJsonShape *shape, guint *duplicate);

G_END_DECLS
