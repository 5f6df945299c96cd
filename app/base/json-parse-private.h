/* The parser from inside: its state, and the parts of it that read strings and numbers. */
#pragma once

#include "base/errors.h"
#include "base/json-private.h"

G_BEGIN_DECLS

/* A value whose container is still open. */
typedef struct
{
  const char *key; /* NULL in an array */
  const char *at;  /* where the key is in the text */
  EntJson *value;
} EntJsonPending;

/* An open container. */
typedef struct
{
  EntJson *node;
  guint first; /* of its members among the pending */
} EntJsonFrame;

typedef struct
{
  const char *text;
  guint32 hash;
} EntJsonKey;

typedef struct
{
  const char *start, *at, *end;
  const char *mark; /* line and column are those of this place */
  guint line, column;
  EntJsonArena *arena;
  GArray *pending; /* of EntJsonPending */
  EntJsonFrame frames[ENT_JSON_MAX_DEPTH];
  guint depth;
  GByteArray *packed; /* of the run that is being read */
  EntJsonKey *keys;   /* hash table: the same key is stored once, and so are equal pointers */
  guint n_keys, keys_size;
  GHashTable *shapes;    /* of EntJsonShape: of the objects so far */
  GPtrArray *shape_keys; /* of the object that is being closed */
  GError **error;
} EntJsonParser;

gboolean
ent_json_fail (EntJsonParser *parser, const char *at, EntBaseError code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
gboolean ent_json_unexpected (EntJsonParser *parser, const char *expected);
char *ent_json_describe (const EntJsonParser *parser, const char *at);

gboolean ent_json_scan_string (EntJsonParser *parser, const char **close, gboolean *escapes);
char *
ent_json_copy_string (EntJsonParser *parser, const char *at, const char *close, gboolean escapes);
const char *ent_json_scan_run (const char *at, const char *end, GByteArray *packed, guint *length);
gboolean ent_json_scan_number (EntJsonParser *parser, const char **end, const char **text);

G_END_DECLS
