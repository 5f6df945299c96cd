#include "geo/world-private.h"

#include <math.h>

/* Bounds of the counts in a level, see world.c; 1:10m has half a million points. */
#define MAX_ARCS 1000000
#define MAX_POINTS 20000000

typedef struct
{
  EntWorldLevel level; /* first: the public part */
  GArray *arc_points, *unit_polygons, *polygon_rings, *ring_refs, *refs; /* guint */
  guint8 *arc_units;
  float *arc_bends;
  double *lambda_phi, *vectors;
} Data;

static void
free_data (Data *data)
{
  g_array_unref (data->arc_points);
  g_array_unref (data->unit_polygons);
  g_array_unref (data->polygon_rings);
  g_array_unref (data->ring_refs);
  g_array_unref (data->refs);
  g_free (data->arc_units);
  g_free (data->arc_bends);
  g_free (data->lambda_phi);
  g_free (data->vectors);
  g_free (data);
}

/**
 * ent_world_level_free:
 * @level: (nullable) (transfer full): a level from ent_world_level_decode()
 */
void
ent_world_level_free (EntWorldLevel *level)
{
  if (level != NULL)
    free_data ((Data *)level);
}

/* The same measure as in resample.c; turning the globe about its axis does not change it. */
static float
arc_bend (const double *lambda_phi, guint n_points)
{
  double worst = 0;
  for (guint i = 1; i < n_points; i++)
    {
      const double *a = lambda_phi + 2 * (i - 1), *b = a + 2;
      const double dl = remainder (b[0] - a[0], 2 * G_PI), dp = b[1] - a[1];
      const double steep = 1 / MAX (1e-6, cos (MAX (fabs (a[1]), fabs (b[1]))));
      worst = MAX (worst, (dl * dl + dp * dp) * steep);
    }
  return (float)worst;
}

static void
read_arcs (Data *data, EntWorldReader *reader, guint quanta)
{
  EntWorldLevel *level = &data->level;
  level->n_arcs = ent_world_read_varint (reader, MAX_ARCS, "the number of arcs");
  level->n_points = ent_world_read_varint (reader, MAX_POINTS, "the number of points");
  /* Each point takes two bytes at least. */
  if (level->n_points > (reader->end - reader->at) / 2 || level->n_arcs > level->n_points / 2)
    {
      ent_world_fail (reader,
                      "%u arcs of %u points, more than the level has room for",
                      level->n_arcs,
                      level->n_points);
      return;
    }
  data->lambda_phi = g_new (double, 2 * (gsize)level->n_points + 2);
  data->vectors = g_new (double, 3 * (gsize)level->n_points + 3);
  data->arc_bends = g_new0 (float, level->n_arcs + 1);
  data->arc_units = g_new0 (guint8, level->n_arcs + 1);
  const int half_turn = 180 * (int)quanta;
  const double to_radians = G_PI / half_turn;
  int x = 0, y = 0;
  guint point = 0;
  for (guint arc = 0; arc < level->n_arcs && reader->error == NULL; arc++)
    {
      const guint first = point;
      const guint n = ent_world_read_varint (
          reader, level->n_points - point, "the number of an arc's points");
      g_array_append_val (data->arc_points, first);
      for (; point < first + n && reader->error == NULL; point++)
        {
          x += ent_world_read_zigzag (reader, "a step in longitude");
          y += ent_world_read_zigzag (reader, "a step in latitude");
          if (ABS (x) > half_turn || ABS (y) > half_turn / 2)
            {
              ent_world_fail (reader, "arc %u is off the globe at %d, %d steps", arc, x, y);
              return;
            }
          double *lp = data->lambda_phi + 2 * (gsize)point;
          lp[0] = x * to_radians;
          lp[1] = y * to_radians;
          ent_geo_to_vector (lp[0], lp[1], data->vectors + 3 * (gsize)point);
        }
      if (n < 2)
        ent_world_fail (reader, "arc %u has %u points, expected two or more", arc, n);
      else
        data->arc_bends[arc] = arc_bend (data->lambda_phi + 2 * (gsize)first, n);
    }
  g_array_append_val (data->arc_points, point);
  if (point != level->n_points)
    ent_world_fail (reader, "%u points, expected %u", point, level->n_points);
}

/* The point where the walk along an arc begins or ends. */
static const double *
ref_end (const Data *data, guint ref, gboolean begin)
{
  const guint *first = &g_array_index (data->arc_points, guint, ref >> 1);
  const gboolean at_first = begin == !(ref & 1);
  return data->lambda_phi + 2 * (gsize)(at_first ? first[0] : first[1] - 1);
}

static gboolean
same_place (const double *a, const double *b)
{
  /* The points come from whole numbers of quanta: closer than any two of those. */
  return fabs (a[1] - b[1]) < 1e-10 && fabs (remainder (a[0] - b[0], 2 * G_PI)) < 1e-10;
}

static void
read_ring (Data *data, EntWorldReader *reader)
{
  const guint n = ent_world_read_varint (reader, data->level.n_arcs, "the number of a ring's arcs");
  const guint first = data->refs->len;
  for (guint i = 0; i < n && reader->error == NULL; i++)
    {
      const guint ref
          = ent_world_read_varint (reader, 2 * data->level.n_arcs - 1, "an arc's number");
      if (reader->error != NULL)
        return;
      g_array_append_val (data->refs, ref);
      if (++data->arc_units[ref >> 1] > 2)
        ent_world_fail (reader, "arc %u is walked more than twice", ref >> 1);
    }
  if (n == 0)
    ent_world_fail (reader, "a ring without arcs");
  for (guint i = 0; i < n && reader->error == NULL; i++)
    {
      const guint a = g_array_index (data->refs, guint, first + i);
      const guint b = g_array_index (data->refs, guint, first + (i + 1) % n);
      if (!same_place (ref_end (data, a, FALSE), ref_end (data, b, TRUE)))
        ent_world_fail (reader, "arc %u does not begin where arc %u ends", b >> 1, a >> 1);
    }
  g_array_append_val (data->ring_refs, data->refs->len);
}

static void
read_polygons (Data *data, EntWorldReader *reader)
{
  const guint n = ent_world_read_varint (reader, MAX_ARCS, "the number of a unit's polygons");
  for (guint i = 0; i < n && reader->error == NULL; i++)
    {
      const guint n_rings
          = ent_world_read_varint (reader, MAX_ARCS, "the number of a polygon's rings");
      for (guint k = 0; k < n_rings && reader->error == NULL; k++)
        read_ring (data, reader);
      const guint end = data->ring_refs->len - 1;
      g_array_append_val (data->polygon_rings, end);
    }
}

static void
read_units (Data *data, EntWorldReader *reader, guint n_units)
{
  const guint with_land = ent_world_read_varint (reader, n_units, "the number of units with land");
  guint unit = 0;
  for (guint i = 0; i < with_land && reader->error == NULL; i++)
    {
      const guint index = ent_world_read_varint (reader, n_units - 1, "a unit's number");
      const guint end = data->polygon_rings->len - 1;
      if (i > 0 && index < unit)
        ent_world_fail (reader, "unit %u out of order", index);
      for (; unit <= index; unit++)
        g_array_append_val (data->unit_polygons, end);
      read_polygons (data, reader);
    }
  const guint end = data->polygon_rings->len - 1;
  for (; unit <= n_units; unit++)
    g_array_append_val (data->unit_polygons, end);
}

static GArray *
offsets_from_zero (void)
{
  const guint zero = 0;
  GArray *array = g_array_new (FALSE, FALSE, sizeof (guint));
  return g_array_append_val (array, zero);
}

/**
 * ent_world_level_decode:
 * @reader: at the level's first byte
 * @scale: 110 for 1:110m
 * @quanta: steps in a degree
 * @n_units: the world's number of units
 *
 * Linear in the points; 40 bytes of memory for each.
 *
 * Returns: (transfer full) (nullable): the level, or NULL with the reader's error set
 */
EntWorldLevel *
ent_world_level_decode (EntWorldReader *reader, guint scale, guint quanta, guint n_units)
{
  Data *data = g_new0 (Data, 1);
  data->arc_points = g_array_new (FALSE, FALSE, sizeof (guint));
  data->unit_polygons = g_array_new (FALSE, FALSE, sizeof (guint));
  data->polygon_rings = offsets_from_zero ();
  data->ring_refs = offsets_from_zero ();
  data->refs = g_array_new (FALSE, FALSE, sizeof (guint));
  data->level.scale = scale;
  data->level.n_units = n_units;
  read_arcs (data, reader, quanta);
  if (reader->error == NULL)
    read_units (data, reader, n_units);
  if (reader->error != NULL)
    {
      free_data (data);
      return NULL;
    }
  EntWorldLevel *level = &data->level;
  level->arc_points = (const guint *)data->arc_points->data;
  level->arc_units = data->arc_units;
  level->arc_bends = data->arc_bends;
  level->lambda_phi = data->lambda_phi;
  level->vectors = data->vectors;
  level->unit_polygons = (const guint *)data->unit_polygons->data;
  level->polygon_rings = (const guint *)data->polygon_rings->data;
  level->ring_refs = (const guint *)data->ring_refs->data;
  level->refs = (const guint *)data->refs->data;
  return level;
}
