/* What the files that read world.bin share. */
#pragma once

#include "geo/world.h"

G_BEGIN_DECLS

/* Reads numbers and text out of bytes that may be anything: a read past the end or a number out of
 * its range sets the error once and gives 0 from then on, so callers check at the end of a record.
 */
typedef struct
{
  const guint8 *bytes;
  gsize at, end;
  GError *error;
} EntWorldReader;

guint ent_world_read_fixed (EntWorldReader *reader);
guint ent_world_read_varint (EntWorldReader *reader, guint max, const char *what);
int ent_world_read_zigzag (EntWorldReader *reader, const char *what);
char *ent_world_read_text (EntWorldReader *reader, const char *what);
void ent_world_fail (EntWorldReader *reader, const char *format, ...) G_GNUC_PRINTF (2, 3);

EntWorldLevel *
ent_world_level_decode (EntWorldReader *reader, guint scale, guint quanta, guint n_units);
void ent_world_level_free (EntWorldLevel *level);

G_END_DECLS
