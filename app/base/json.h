/* Strict JSON (RFC 8259) as an immutable tree that keeps what json-glib loses: the order of keys,
 * the spelling of numbers, and the line and column of every value.  Nodes are refcounted and
 * shared, so an edited tree costs the path from the root to the edit; old trees serve undo. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_JSON_NULL,
  ENT_JSON_FALSE,
  ENT_JSON_TRUE,
  ENT_JSON_NUMBER,
  ENT_JSON_STRING,
  ENT_JSON_ARRAY,
  ENT_JSON_OBJECT,
} EntJsonType;

typedef struct _EntJson EntJson;

/* Deepest nesting and largest file that are read; deeper or larger is an error, never a crash. */
#define ENT_JSON_MAX_DEPTH 64
#define ENT_JSON_MAX_BYTES (512u * 1024 * 1024)

EntJson *ent_json_parse (const char *text, gsize length, GError **error);
EntJson *ent_json_ref (EntJson *node);
void ent_json_unref (EntJson *node);

EntJsonType ent_json_type (const EntJson *node);
const char *ent_json_type_name (EntJsonType type);
void ent_json_position (const EntJson *node, guint *line, guint *column);

/* Scalars: each returns FALSE when the node is of another type (or NULL, or does not fit). */
gboolean ent_json_get_string (const EntJson *node, const char **value);
gboolean ent_json_get_double (const EntJson *node, double *value);
gboolean ent_json_get_int (const EntJson *node, gint64 *value);
gboolean ent_json_get_boolean (const EntJson *node, gboolean *value);
const char *ent_json_number_text (const EntJson *node);

/* Arrays and objects; length is 0 and members NULL on any other type. */
guint ent_json_length (const EntJson *node);
EntJson *ent_json_element (const EntJson *node, guint index);
const char *ent_json_key (const EntJson *object, guint index);
EntJson *ent_json_member (const EntJson *object, const char *key);

/* The elements of an array that are whole numbers, one after another. */
typedef struct
{
  const EntJson *array;
  const guint8 *at;
  guint index;
} EntJsonWalk;

void ent_json_walk_init (EntJsonWalk *walk, const EntJson *array);
gboolean ent_json_walk_int (EntJsonWalk *walk, gint64 *value);

/* Building new trees: functions take their children (transfer full) and return a new reference. */
EntJson *ent_json_new_null (void);
EntJson *ent_json_new_boolean (gboolean value);
EntJson *ent_json_new_string (const char *value);
EntJson *ent_json_new_int (gint64 value);
EntJson *ent_json_new_double (double value);
EntJson *ent_json_new_array (void);
EntJson *ent_json_new_object (void);
EntJson *ent_json_with_element (EntJson *array, EntJson *element);
EntJson *ent_json_with_member (EntJson *object, const char *key, EntJson *value);
EntJson *ent_json_with_member_at (EntJson *object, guint position, const char *key, EntJson *value);
EntJson *ent_json_replace_element (EntJson *array, guint index, EntJson *element);
EntJson *ent_json_without_member (EntJson *object, const char *key);

char *ent_json_write (const EntJson *node, gsize *length);
char *ent_json_write_compact (const EntJson *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntJson, ent_json_unref)

G_END_DECLS
