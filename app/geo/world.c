#include "geo/world-private.h"

#include "geo/geo-error.h"

#include <math.h>
#include <string.h>

#define VERSION 1
#define HEADER_SIZE 32
#define LEVEL_HEADER_SIZE 16

/* Far above any world there is, and small enough that a corrupted count cannot ask for the
 * machine's memory. */
#define MAX_UNITS 10000
#define MAX_LEVELS 16
#define MAX_CAPITALS 16
#define MAX_QUANTA 1000000

/* Labels and capitals are in thousandths of a degree: 111 m. */
#define PLACE_QUANTA 1000

/* 1:110m is drawn to about 20 km; up to this many pixels for a radian (6371 km) that is half a
 * pixel or less, and finer levels in proportion. */
#define PIXELS_PER_RADIAN_AT_110M 160.0

typedef struct
{
  guint scale, offset, size, quanta;
  EntWorldLevel *decoded;
} Level;

struct _EntWorld
{
  gatomicrefcount refs;
  GBytes *bytes;
  GArray *units;      /* EntWorldUnit */
  GPtrArray *texts;   /* char, and the capitals' arrays */
  GHashTable *by_iso; /* char → index + 1 */
  GHashTable *by_id;
  Level levels[MAX_LEVELS];
  guint n_levels;
  GMutex lock; /* guards Level.decoded */
};

static const char *
keep_text (EntWorld *world, EntWorldReader *reader, const char *what)
{
  char *text = ent_world_read_text (reader, what);
  g_ptr_array_add (world->texts, text);
  return text;
}

static EntLonLat
read_place (EntWorldReader *reader, const char *what)
{
  const int lon = ent_world_read_zigzag (reader, what), lat = ent_world_read_zigzag (reader, what);
  if (ABS (lon) > 180 * PLACE_QUANTA || ABS (lat) > 90 * PLACE_QUANTA)
    ent_world_fail (
        reader, "%s is off the globe at %d, %d thousandths of a degree", what, lon, lat);
  return (EntLonLat){ (double)lon / PLACE_QUANTA, (double)lat / PLACE_QUANTA };
}

static void
read_names (EntWorld *world, EntWorldReader *reader, const char **names, const char *what)
{
  for (guint i = 0; i < ENT_WORLD_N_LANGS; i++)
    names[i] = keep_text (world, reader, what);
}

static void
read_unit (EntWorld *world, EntWorldReader *reader)
{
  EntWorldUnit unit = { 0 };
  unit.id = keep_text (world, reader, "a unit's id");
  unit.iso = keep_text (world, reader, "a unit's ISO code");
  read_names (world, reader, unit.names, "a unit's name");
  unit.label = read_place (reader, "a label");
  unit.area_km2 = ent_world_read_varint (reader, 600000000, "an area");
  unit.n_capitals = ent_world_read_varint (reader, MAX_CAPITALS, "the number of capitals");
  EntWorldCapital *capitals = g_new0 (EntWorldCapital, unit.n_capitals + 1);
  g_ptr_array_add (world->texts, capitals);
  for (guint i = 0; i < unit.n_capitals; i++)
    {
      read_names (world, reader, capitals[i].names, "a capital's name");
      capitals[i].at = read_place (reader, "a capital");
    }
  unit.capitals = capitals;
  if (*unit.id == '\0' || g_hash_table_contains (world->by_id, unit.id))
    ent_world_fail (reader, "a unit's id is \"%s\", expected one of its own", unit.id);
  if (*unit.iso != '\0' && strlen (unit.iso) != 3)
    ent_world_fail (
        reader, "the ISO code of %s is \"%s\", expected three letters", unit.id, unit.iso);
  g_array_append_val (world->units, unit);
  g_hash_table_insert (world->by_id, (char *)unit.id, GUINT_TO_POINTER (world->units->len));
  if (*unit.iso != '\0')
    g_hash_table_insert (world->by_iso, (char *)unit.iso, GUINT_TO_POINTER (world->units->len));
}

static gboolean
holds (gsize size, guint offset, guint length)
{
  return offset <= size && length <= size - offset;
}

static void
read_level_headers (EntWorld *world, EntWorldReader *reader)
{
  for (guint i = 0; i < world->n_levels; i++)
    {
      Level *level = &world->levels[i];
      level->scale = ent_world_read_fixed (reader);
      level->offset = ent_world_read_fixed (reader);
      level->size = ent_world_read_fixed (reader);
      level->quanta = ent_world_read_fixed (reader);
      if (!holds (reader->end, level->offset, level->size))
        ent_world_fail (
            reader, "level %u is %u bytes at %u, beyond the end", i, level->size, level->offset);
      if (level->scale == 0 || (i > 0 && level->scale >= world->levels[i - 1].scale))
        ent_world_fail (
            reader, "level %u is 1:%um, expected finer and finer levels", i, level->scale);
      if (level->quanta == 0 || level->quanta > MAX_QUANTA)
        ent_world_fail (reader, "level %u has %u steps in a degree", i, level->quanta);
    }
}

static gboolean
read_world (EntWorld *world, GError **error)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (world->bytes, &size);
  EntWorldReader reader = { bytes, 8, size, NULL };
  if (size < HEADER_SIZE || memcmp (bytes, "ENTWORLD", 8) != 0)
    ent_world_fail (&reader, "no world file: expected it to begin with ENTWORLD");
  const guint version = ent_world_read_fixed (&reader), length = ent_world_read_fixed (&reader);
  const guint n_units = ent_world_read_fixed (&reader);
  world->n_levels = ent_world_read_fixed (&reader);
  const guint offset = ent_world_read_fixed (&reader), table_size = ent_world_read_fixed (&reader);
  if (version != VERSION)
    ent_world_fail (&reader, "version %u, expected %u", version, VERSION);
  if (length != size)
    ent_world_fail (&reader, "%" G_GSIZE_FORMAT " bytes long, expected %u", size, length);
  if (n_units > MAX_UNITS || world->n_levels == 0 || world->n_levels > MAX_LEVELS)
    ent_world_fail (&reader, "%u units and %u levels", n_units, world->n_levels);
  if (!holds (size, offset, table_size))
    ent_world_fail (&reader, "the units are %u bytes at %u, beyond the end", table_size, offset);
  if (reader.error == NULL)
    read_level_headers (world, &reader);
  if (reader.error == NULL)
    {
      reader.at = offset;
      reader.end = offset + table_size;
    }
  for (guint i = 0; i < n_units && reader.error == NULL; i++)
    read_unit (world, &reader);
  if (reader.error == NULL)
    return TRUE;
  g_propagate_error (error, reader.error);
  return FALSE;
}

/**
 * ent_world_new:
 * @bytes: what is in a world file; kept, not copied
 * @error: return location
 *
 * Reads and checks the units; the levels are read when first asked for.  A fraction of a
 * millisecond.
 *
 * Returns: (transfer full) (nullable): the world, or NULL with %ENT_GEO_ERROR_FORMAT
 */
EntWorld *
ent_world_new (GBytes *bytes, GError **error)
{
  g_autoptr (EntWorld) world = g_new0 (EntWorld, 1);
  g_atomic_ref_count_init (&world->refs);
  g_mutex_init (&world->lock);
  world->bytes = g_bytes_ref (bytes);
  world->units = g_array_new (FALSE, FALSE, sizeof (EntWorldUnit));
  world->texts = g_ptr_array_new_with_free_func (g_free);
  world->by_iso = g_hash_table_new (g_str_hash, g_str_equal);
  world->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  if (!read_world (world, error))
    {
      world->n_levels = 0;
      return NULL;
    }
  return g_steal_pointer (&world);
}

/**
 * ent_world_open:
 * @file: path of a world file, usually ent_data_path ("world/world.bin")
 * @error: return location
 *
 * Maps the file into memory and calls ent_world_new().
 *
 * Returns: (transfer full) (nullable): the world, or NULL with a %G_FILE_ERROR or
 * %ENT_GEO_ERROR_FORMAT
 */
EntWorld *
ent_world_open (const char *file, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (file, FALSE, error);
  if (mapped == NULL)
    return NULL;
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (mapped);
  EntWorld *world = ent_world_new (bytes, error);
  if (world == NULL)
    g_prefix_error (error, "%s: ", file);
  return world;
}

/**
 * ent_world_ref:
 * @world: a world
 *
 * Returns: (transfer full): @world
 */
EntWorld *
ent_world_ref (EntWorld *world)
{
  g_atomic_ref_count_inc (&world->refs);
  return world;
}

/**
 * ent_world_unref:
 * @world: (transfer full): a world
 *
 * Gives one reference back; with the last one go the units and levels.
 */
void
ent_world_unref (EntWorld *world)
{
  if (!g_atomic_ref_count_dec (&world->refs))
    return;
  for (guint i = 0; i < world->n_levels; i++)
    ent_world_level_free (world->levels[i].decoded);
  g_hash_table_unref (world->by_iso);
  g_hash_table_unref (world->by_id);
  g_ptr_array_unref (world->texts);
  g_array_unref (world->units);
  g_bytes_unref (world->bytes);
  g_mutex_clear (&world->lock);
  g_free (world);
}

/**
 * ent_world_n_units:
 * @world: a world
 *
 * Returns: how many states and territories it has
 */
guint
ent_world_n_units (const EntWorld *world)
{
  return world->units->len;
}

/**
 * ent_world_unit:
 * @world: a world
 * @index: below ent_world_n_units()
 *
 * Returns: (transfer none): the unit; units are in the order of their ids
 */
const EntWorldUnit *
ent_world_unit (const EntWorld *world, guint index)
{
  g_return_val_if_fail (index < world->units->len, NULL);
  return &g_array_index (world->units, EntWorldUnit, index);
}

static gboolean
find (GHashTable *table, const char *key, guint *index)
{
  const guint found = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));
  if (found == 0)
    return FALSE;
  *index = found - 1;
  return TRUE;
}

/**
 * ent_world_find_iso:
 * @world: a world
 * @iso: ISO 3166-1 alpha-3 code in capitals
 * @index: (out): the unit's index
 *
 * Returns: whether there is such a unit
 */
gboolean
ent_world_find_iso (const EntWorld *world, const char *iso, guint *index)
{
  return find (world->by_iso, iso, index);
}

/**
 * ent_world_find_id:
 * @world: a world
 * @id: the unit's own id
 * @index: (out): the unit's index
 *
 * Returns: whether there is such a unit
 */
gboolean
ent_world_find_id (const EntWorld *world, const char *id, guint *index)
{
  return find (world->by_id, id, index);
}

/**
 * ent_world_lang:
 * @tag: a language tag or locale name: "zh-Hant", "zh_TW.UTF-8", "en"
 *
 * Returns: the one of the three languages that serves it; English for all that are not Chinese
 */
EntWorldLang
ent_world_lang (const char *tag)
{
  if (g_ascii_strncasecmp (tag, "zh", 2) != 0)
    return ENT_WORLD_EN;
  static const char *const traditional[] = { "hant", "tw", "hk", "mo" };
  g_auto (GStrv) parts = g_strsplit_set (tag, "-_.@", -1);
  for (guint i = 1; parts[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (traditional); k++)
      if (g_ascii_strcasecmp (parts[i], traditional[k]) == 0)
        return ENT_WORLD_ZH_HANT;
  return ENT_WORLD_ZH_HANS;
}

/**
 * ent_world_unit_name:
 * @unit: a unit
 * @lang: a language tag, see ent_world_lang()
 *
 * Returns: (transfer none): its short name, from our reviewed table
 */
const char *
ent_world_unit_name (const EntWorldUnit *unit, const char *lang)
{
  return unit->names[ent_world_lang (lang)];
}

/**
 * ent_world_capital_name:
 * @capital: a capital
 * @lang: a language tag, see ent_world_lang()
 *
 * Returns: (transfer none): its name
 */
const char *
ent_world_capital_name (const EntWorldCapital *capital, const char *lang)
{
  return capital->names[ent_world_lang (lang)];
}

/**
 * ent_world_n_levels:
 * @world: a world
 *
 * Returns: how many levels of detail it has, the coarsest first
 */
guint
ent_world_n_levels (const EntWorld *world)
{
  return world->n_levels;
}

/**
 * ent_world_level:
 * @world: a world
 * @index: below ent_world_n_levels(), 0 the coarsest
 * @error: return location
 *
 * The first call for a level reads it, 1:50m in about 6 ms; later ones return the same.  Any thread
 * may call.
 *
 * Returns: (transfer none) (nullable): the level, as long as @world lives, or NULL with
 * %ENT_GEO_ERROR_FORMAT
 */
const EntWorldLevel *
ent_world_level (const EntWorld *world, guint index, GError **error)
{
  g_return_val_if_fail (index < world->n_levels, NULL);
  /* That a level is read late shows to nobody: the world is const all the same. */
  EntWorld *keeper = (EntWorld *)world;
  Level *level = &keeper->levels[index];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keeper->lock);
  if (level->decoded != NULL)
    return level->decoded;
  EntWorldReader reader
      = { g_bytes_get_data (world->bytes, NULL), level->offset, level->offset + level->size, NULL };
  level->decoded = ent_world_level_decode (&reader, level->scale, level->quanta, world->units->len);
  if (level->decoded == NULL)
    g_propagate_error (error, reader.error);
  return level->decoded;
}

/**
 * ent_world_level_for:
 * @world: a world
 * @pixels_per_radian: ent_projection_scale() times the pixels of a unit
 *
 * Returns: the index of the coarsest level that still looks exact at that scale
 */
guint
ent_world_level_for (const EntWorld *world, double pixels_per_radian)
{
  guint index = 0;
  while (index + 1 < world->n_levels
         && pixels_per_radian > PIXELS_PER_RADIAN_AT_110M * 110 / world->levels[index].scale)
    index++;
  return index;
}

/**
 * ent_world_level_has:
 * @level: a level
 * @unit: a unit's index
 *
 * Small islands have no area in the coarse levels, and want a symbol at their label point instead.
 *
 * Returns: whether the level has polygons of the unit
 */
gboolean
ent_world_level_has (const EntWorldLevel *level, guint unit)
{
  return unit < level->n_units && level->unit_polygons[unit + 1] > level->unit_polygons[unit];
}
