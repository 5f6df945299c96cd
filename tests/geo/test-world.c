/* The world file: what is in it, and that no damage to it can hurt. */
#include "base/data-dir.h"
#include "geo/geo-error.h"
#include "geo/world.h"

#include <math.h>
#include <string.h>

static char *world_file;

static EntWorld *
open_world (void)
{
  g_autoptr (GError) error = NULL;
  EntWorld *world = ent_world_open (world_file, &error);
  g_assert_no_error (error);
  return world;
}

static void
names (void)
{
  static const struct
  {
    const char *iso, *id, *en, *hans, *hant, *capital_en, *capital_hant;
    double lon_deg, lat_deg;
  } rows[] = {
    { "USA",
      "united-states",
      "United States",
      "美国",
      "美國",
      "Washington, D.C.",
      "華盛頓",
      -77.04,
      38.9 },
    { "CHN", "china", "China", "中国", "中國", "Beijing", "北京", 116.4, 39.91 },
    { "TWN", "taiwan", "Taiwan", "台湾", "台灣", "Taipei", "台北", 121.53, 25.05 },
    { "PRK", "north-korea", "North Korea", "朝鲜", "北韓", "Pyongyang", "平壤", 125.75, 39.03 },
    { "VNM", "vietnam", "Vietnam", "越南", "越南", "Hanoi", "河內", 105.84, 21.02 },
    { "XKX", "kosovo", "Kosovo", "科索沃", "科索沃", "Pristina", "普里斯提納", 21.17, 42.67 },
    { "CIV",
      "cote-divoire",
      "Côte d’Ivoire",
      "科特迪瓦",
      "象牙海岸",
      "Yamoussoukro",
      "雅穆索戈",
      -5.28,
      6.82 },
  };
  g_autoptr (EntWorld) world = open_world ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint by_iso, by_id;
      g_assert_true (ent_world_find_iso (world, rows[i].iso, &by_iso));
      g_assert_true (ent_world_find_id (world, rows[i].id, &by_id));
      g_assert_cmpuint (by_iso, ==, by_id);
      const EntWorldUnit *unit = ent_world_unit (world, by_iso);
      g_assert_cmpstr (unit->id, ==, rows[i].id);
      g_assert_cmpstr (ent_world_unit_name (unit, "en"), ==, rows[i].en);
      g_assert_cmpstr (ent_world_unit_name (unit, "zh-Hans"), ==, rows[i].hans);
      g_assert_cmpstr (ent_world_unit_name (unit, "zh-Hant"), ==, rows[i].hant);
      g_assert_cmpuint (unit->n_capitals, >, 0);
      g_assert_cmpstr (ent_world_capital_name (unit->capitals, "de"), ==, rows[i].capital_en);
      g_assert_cmpstr (ent_world_capital_name (unit->capitals, "zh_TW"), ==, rows[i].capital_hant);
      const EntLonLat at = { rows[i].lon_deg, rows[i].lat_deg };
      g_assert_cmpfloat (ent_geo_distance (unit->capitals[0].at, at), <, 0.05);
    }
  guint none;
  g_assert_false (ent_world_find_iso (world, "XXX", &none));
  g_assert_false (ent_world_find_id (world, "atlantis", &none));
}

static void
languages (void)
{
  static const struct
  {
    const char *tag;
    EntWorldLang lang;
  } rows[] = {
    { "en", ENT_WORLD_EN },           { "", ENT_WORLD_EN },
    { "de_DE", ENT_WORLD_EN },        { "zh", ENT_WORLD_ZH_HANS },
    { "zh_CN", ENT_WORLD_ZH_HANS },   { "zh-Hans-SG", ENT_WORLD_ZH_HANS },
    { "zh-Hant", ENT_WORLD_ZH_HANT }, { "zh_TW.UTF-8", ENT_WORLD_ZH_HANT },
    { "zh_HK", ENT_WORLD_ZH_HANT },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (ent_world_lang (rows[i].tag), ==, rows[i].lang);
}

/* Every unit is complete, and its own. */
static void
units (void)
{
  g_autoptr (EntWorld) world = open_world ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint states = 0;
  g_assert_cmpuint (ent_world_n_units (world), ==, 242);
  for (guint i = 0; i < ent_world_n_units (world); i++)
    {
      const EntWorldUnit *unit = ent_world_unit (world, i);
      g_assert_true (g_hash_table_add (seen, (char *)unit->id));
      if (*unit->iso != '\0')
        g_assert_true (g_hash_table_add (seen, (char *)unit->iso));
      for (guint lang = 0; lang < ENT_WORLD_N_LANGS; lang++)
        g_assert_cmpstr (unit->names[lang], !=, "");
      g_assert_true (ent_lon_lat_check (&unit->label, 1, NULL));
      states += unit->n_capitals > 0;
    }
  /* The UN's 193 members, two observers, Taiwan, Kosovo, and territories. */
  g_assert_cmpuint (states, >=, 197);
}

static void
areas (void)
{
  static const struct
  {
    const char *iso;
    double km2;
  } rows[] = {
    { "RUS", 16.9e6 }, { "ATA", 12.3e6 }, { "CHN", 9.4e6 }, { "VNM", 327e3 }, { "FJI", 18.9e3 }
  };
  g_autoptr (EntWorld) world = open_world ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint unit;
      g_assert_true (ent_world_find_iso (world, rows[i].iso, &unit));
      const double area = ent_world_unit (world, unit)->area_km2;
      g_assert_cmpfloat_with_epsilon (area / rows[i].km2, 1, 0.06);
    }
}

static void
levels (void)
{
  g_autoptr (EntWorld) world = open_world ();
  g_autoptr (GError) error = NULL;
  g_assert_cmpuint (ent_world_n_levels (world), ==, 2);
  const EntWorldLevel *coarse = ent_world_level (world, 0, &error);
  g_assert_no_error (error);
  const EntWorldLevel *fine = ent_world_level (world, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (coarse->scale, ==, 110);
  g_assert_cmpuint (fine->scale, ==, 50);
  g_assert_true (ent_world_level (world, 1, NULL) == fine);
  g_assert_cmpuint (fine->n_points, >, 5 * coarse->n_points);
  guint singapore, japan;
  g_assert_true (ent_world_find_iso (world, "SGP", &singapore));
  g_assert_true (ent_world_find_iso (world, "JPN", &japan));
  g_assert_false (ent_world_level_has (coarse, singapore));
  g_assert_true (ent_world_level_has (fine, singapore));
  g_assert_true (ent_world_level_has (coarse, japan));
  g_assert_cmpuint (ent_world_level_for (world, 100), ==, 0);
  g_assert_cmpuint (ent_world_level_for (world, 300), ==, 1);
}

/* Korea's land border is walked by both Koreas, once each way. */
static void
shared_borders (void)
{
  g_autoptr (EntWorld) world = open_world ();
  const EntWorldLevel *level = ent_world_level (world, 1, NULL);
  guint walks[2][2] = { { 0 } }, border = G_MAXUINT, unit;
  static const char *const isos[] = { "KOR", "PRK" };
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < 2; i++)
      {
        g_assert_true (ent_world_find_iso (world, isos[i], &unit));
        const guint first = level->ring_refs[level->polygon_rings[level->unit_polygons[unit]]];
        const guint end = level->ring_refs[level->polygon_rings[level->unit_polygons[unit + 1]]];
        for (guint k = first; k < end; k++)
          {
            const guint arc = level->refs[k] >> 1;
            if (pass == 0 && i == 0 && level->arc_units[arc] == 2)
              border = arc;
            if (pass == 1 && arc == border)
              walks[i][level->refs[k] & 1]++;
          }
      }
  g_assert_cmpuint (border, !=, G_MAXUINT);
  g_assert_cmpuint (walks[0][0] + walks[0][1], ==, 1);
  g_assert_cmpuint (walks[1][0] + walks[1][1], ==, 1);
  g_assert_cmpuint (walks[0][0], ==, walks[1][1]);
}

/* Reads all there is; a damaged world may be fine or an error, never more. */
static gboolean
survives (const guint8 *data, gsize size, gboolean *whole)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntWorld) world = ent_world_new (bytes, &error);
  *whole = world != NULL;
  g_assert_true ((world == NULL) == (error != NULL));
  for (guint i = 0; world != NULL && i < ent_world_n_levels (world); i++)
    {
      g_autoptr (GError) level_error = NULL;
      const EntWorldLevel *level = ent_world_level (world, i, &level_error);
      g_assert_true ((level == NULL) == (level_error != NULL));
      *whole &= level != NULL;
      if (level_error != NULL)
        g_assert_error (level_error, ENT_GEO_ERROR, ENT_GEO_ERROR_FORMAT);
    }
  if (error != NULL)
    g_assert_error (error, ENT_GEO_ERROR, ENT_GEO_ERROR_FORMAT);
  return TRUE;
}

static void
truncated (void)
{
  g_autofree char *data = NULL;
  gsize size;
  gboolean whole;
  g_assert_true (g_file_get_contents (world_file, &data, &size, NULL));
  g_assert_true (survives ((guint8 *)data, size, &whole));
  g_assert_true (whole);
  for (gsize n = 0; n < size; n += n < 100 ? 1 : size / 50)
    {
      /* A copy of its own size, so that a read past the end is seen. */
      g_autofree guint8 *part = g_memdup2 (data, MAX (n, 1));
      g_assert_true (survives (part, n, &whole));
      g_assert_false (whole);
      if (n < 16)
        continue;
      /* With the length set right, later checks have to find it. */
      for (guint k = 0; k < 4; k++)
        part[12 + k] = (guint8)(n >> 8 * k);
      g_assert_true (survives (part, n, &whole));
      g_assert_false (whole);
    }
}

static void
flipped (void)
{
  g_autofree guint8 *data = NULL;
  gsize size;
  gboolean whole;
  guint errors = 0;
  g_assert_true (g_file_get_contents (world_file, (char **)&data, &size, NULL));
  GRand *random = g_rand_new_with_seed (20190228);
  for (guint round = 0; round < 300; round++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      /* The header, the units and the lists of rings are where damage matters most. */
      const gsize reach = round % 3 == 0 ? 64 : round % 3 == 1 ? 40000 : size;
      for (guint k = 0; k <= round % 4; k++)
        copy[g_rand_int_range (random, 8, (gint32)reach)]
            ^= (guint8)(1 << g_rand_int_range (random, 0, 8));
      g_assert_true (survives (copy, size, &whole));
      errors += !whole;
    }
  g_rand_free (random);
  g_assert_cmpuint (errors, >, 100);
}

/* A world of one unit, a square of 10° made of two arcs; one step is one degree. */
static const guint8 square_unit[] = { 1, 'u', 0, 1, 'n', 1, 'n', 1, 'n', 0, 0, 0, 0 };
static const guint8 square_level[] = {
  2, 6,                  /* arcs, points */
  3, 0, 0, 20, 0, 0, 20, /* (0, 0) (10, 0) (10, 10) */
  3, 0, 0, 19, 0, 0, 19, /* (10, 10) (0, 10) (0, 0) */
  1, 0, 1, 1,  2, 0, 2,  /* units: unit 0, polygons, rings, arcs: 0 and 1, forwards */
};

static void
put (guint8 *at, guint value)
{
  for (guint i = 0; i < 4; i++)
    at[i] = (guint8)(value >> 8 * i);
}

static GBytes *
square_world (int change_at, guint8 change_to)
{
  enum
  {
    UNITS = 48,
    LEVEL = UNITS + sizeof square_unit,
    SIZE = LEVEL + sizeof square_level
  };
  const guint header[]
      = { 1, SIZE, 1, 1, UNITS, sizeof square_unit, 110, LEVEL, sizeof square_level, 1 };
  guint8 data[SIZE] = "ENTWORLD";
  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    put (data + 8 + 4 * i, header[i]);
  memcpy (data + UNITS, square_unit, sizeof square_unit);
  memcpy (data + LEVEL, square_level, sizeof square_level);
  if (change_at >= 0)
    data[LEVEL + change_at] = change_to;
  return g_bytes_new (data, SIZE);
}

static void
crafted (void)
{
  static const struct
  {
    int at;
    guint8 to;
    const char *message; /* NULL: all is well */
  } rows[] = {
    { -1, 0, NULL },
    { 22, 3, "arc 1 does not begin where arc 0 ends" }, /* the second arc walked backwards */
    { 22, 0, "arc 0 does not begin where arc 0 ends" },
    { 22, 9, "an arc's number is 9, expected at most 3" },
    { 20, 0, "a ring without arcs" },
    { 20, 1, "arc 0 does not begin where arc 0 ends" },
    { 17, 1, "a unit's number is 1, expected at most 0" },
    { 16, 2, "the number of units with land is 2, expected at most 1" },
    { 2, 1, "arc 0 has 1 points" },
    { 2, 9, "the number of an arc's points is 9, expected at most 6" },
    { 0, 13, "13 arcs of 6 points" },
    { 1, 99, "2 arcs of 99 points" },
    { 1, 7, "6 points, expected 7" },
    { 6, 127, "arc 0 does not begin where arc 1 ends" }, /* a step of 64° west */
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = square_world (rows[i].at, rows[i].to);
      g_autoptr (EntWorld) small = ent_world_new (bytes, &error);
      g_assert_no_error (error);
      const EntWorldLevel *level = ent_world_level (small, 0, &error);
      g_assert_true ((level != NULL) == (error == NULL));
      if (rows[i].message == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, ENT_GEO_ERROR, ENT_GEO_ERROR_FORMAT);
      if (strstr (error->message, rows[i].message) == NULL)
        g_error ("row %u: \"%s\" is not in \"%s\"", i, rows[i].message, error->message);
    }
}

static void
wrong_files (void)
{
  static const struct
  {
    const char *start, *message;
  } rows[] = {
    { "", "ENTWORLD" },
    { "PNG and more bytes than a header has", "ENTWORLD" },
    { "ENTWORLD\2\0\0\0 a version to come          ", "version 2, expected 1" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char data[48] = { 0 };
      memcpy (data, rows[i].start, MIN (sizeof data, i == 2 ? 40 : strlen (rows[i].start)));
      g_autoptr (GBytes) bytes = g_bytes_new (data, sizeof data);
      g_autoptr (GError) error = NULL;
      g_assert_null (ent_world_new (bytes, &error));
      g_assert_error (error, ENT_GEO_ERROR, ENT_GEO_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, rows[i].message));
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (ent_world_open ("/nowhere/world.bin", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  world_file = ent_data_path ("world/world.bin");
  g_test_add_func ("/geo/world/names", names);
  g_test_add_func ("/geo/world/languages", languages);
  g_test_add_func ("/geo/world/units", units);
  g_test_add_func ("/geo/world/areas", areas);
  g_test_add_func ("/geo/world/levels", levels);
  g_test_add_func ("/geo/world/shared-borders", shared_borders);
  g_test_add_func ("/geo/world/truncated", truncated);
  g_test_add_func ("/geo/world/flipped", flipped);
  g_test_add_func ("/geo/world/crafted", crafted);
  g_test_add_func ("/geo/world/wrong-files", wrong_files);
  const int result = g_test_run ();
  g_free (world_file);
  return result;
}
