#include "measure/measure.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

typedef enum
{
  FORMAT_TEXT,
  FORMAT_CSV,
  FORMAT_JSON,
  N_FORMATS,
} Format;

static const char *const format_names[N_FORMATS] = { "text", "csv", "json" };
static const char *const undated_names[] = { "all", "hub", "none" };

typedef struct
{
  char *at, *from, *to, *hub, *branch, *types, *undated, *table, *format, *lang;
  gboolean plans;
  /* what they come to */
  int first, last;
  Format kind;
  EntUndated which;
  gboolean actors, networks;
} Options;

static void
options_clear (Options *o)
{
  char *strings[] = { o->at,    o->from,    o->to,    o->hub,    o->branch,
                      o->types, o->undated, o->table, o->format, o->lang };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* ---- text ---- */

/* Columns a terminal shows: Chinese letters are two wide. */
static int
width_of (const char *text)
{
  int width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += g_unichar_iszerowidth (g_utf8_get_char (text)) ? 0
             : g_unichar_iswide (g_utf8_get_char (text))    ? 2
                                                            : 1;
  return width;
}

/* Rows of n cells; the first n_left columns begin at the left, the others end at the right. */
static void
print_rows (const GPtrArray *cells, guint n, guint n_left)
{
  g_autofree int *widths = g_new0 (int, n);

  for (guint i = 0; i < cells->len; i++)
    widths[i % n] = MAX (widths[i % n], width_of (g_ptr_array_index (cells, i)));
  for (guint i = 0; i < cells->len; i++)
    {
      const char *cell = g_ptr_array_index (cells, i);
      const guint column = i % n;
      const int pad = widths[column] - width_of (cell);

      g_print ("%s", column > 0 ? "  " : "");
      if (column >= n_left)
        g_print ("%*s%s", pad, "", cell);
      else
        g_print ("%s%*s", cell, pad, "");
      if (column == n - 1)
        g_print ("\n");
    }
}

static void
print_actors (const EntMeasureStudy *study, const EntMeasurePoint *point, const char *lang)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const GPtrArray *actors = ent_measure_study_actors (study);
  const gboolean groups = ent_measure_study_has_groups (study);
  const guint n_left = groups ? 2 : 1;

  g_ptr_array_add (cells, g_strdup (_ ("Actor")));
  if (groups)
    g_ptr_array_add (cells, g_strdup (_ ("Branch")));
  for (guint k = 0; k < ENT_N_ACTOR_MEASURES; k++)
    g_ptr_array_add (cells, g_strdup (_ (ent_actor_measure_info (k)->name)));
  for (guint i = 0; i < actors->len; i++)
    {
      const EntThing *thing = g_ptr_array_index (actors, i);

      g_ptr_array_add (cells, g_strdup (ent_text_get (&thing->name, lang)));
      if (groups)
        g_ptr_array_add (cells, g_strdup (ent_measure_study_group (study, i, lang)));
      for (guint k = 0; k < ENT_N_ACTOR_MEASURES; k++)
        g_ptr_array_add (cells,
                         ent_measure_format (ent_measures_actor (point->least, i, k),
                                             ent_measures_actor (point->most, i, k),
                                             ent_actor_measure_info (k)->decimals));
    }
  print_rows (cells, n_left + ENT_N_ACTOR_MEASURES, n_left);
}

static char *
hub_of (const EntMeasureStudy *study, const EntMeasurePoint *point, const char *lang)
{
  const GPtrArray *actors = ent_measure_study_actors (study);
  const int hubs[2] = { point->least->hub, point->most->hub };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < (hubs[0] == hubs[1] ? 1 : 2); i++)
    {
      const EntThing *hub = hubs[i] >= 0 ? g_ptr_array_index (actors, hubs[i]) : NULL;
      g_string_append_printf (
          words, "%s%s", i > 0 ? " / " : "", hub != NULL ? ent_text_get (&hub->name, lang) : "–");
    }
  return g_strdup (words->str);
}

static char *
net_value (const EntMeasurePoint *point, EntNetMeasure measure)
{
  return ent_measure_format (point->least->net[measure],
                             point->most->net[measure],
                             ent_net_measure_info (measure)->decimals);
}

/* One date: a line a measure.  A span: a line a year, under the measures' keys. */
static void
print_networks (const EntMeasureStudy *study, const GPtrArray *points, const char *lang)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  if (points->len == 1)
    {
      const EntMeasurePoint *point = g_ptr_array_index (points, 0);

      g_ptr_array_add (cells, g_strdup (_ ("Hub")));
      g_ptr_array_add (cells, hub_of (study, point, lang));
      for (guint k = 0; k < ENT_N_NET_MEASURES; k++)
        {
          g_ptr_array_add (cells, g_strdup (_ (ent_net_measure_info (k)->name)));
          g_ptr_array_add (cells, net_value (point, k));
        }
      print_rows (cells, 2, 1);
      return;
    }
  g_ptr_array_add (cells, g_strdup ("date"));
  g_ptr_array_add (cells, g_strdup ("hub"));
  for (guint k = 0; k < ENT_N_NET_MEASURES; k++)
    g_ptr_array_add (cells, g_strdup (ent_net_measure_info (k)->key));
  for (guint p = 0; p < points->len; p++)
    {
      const EntMeasurePoint *point = g_ptr_array_index (points, p);

      g_ptr_array_add (cells, g_strdup (point->date));
      g_ptr_array_add (cells, hub_of (study, point, lang));
      for (guint k = 0; k < ENT_N_NET_MEASURES; k++)
        g_ptr_array_add (cells, net_value (point, k));
    }
  print_rows (cells, 2 + ENT_N_NET_MEASURES, 2);
}

static void
print_text (const EntMeasureStudy *study, const GPtrArray *points, const Options *o)
{
  for (guint p = 0; o->actors && p < points->len; p++)
    {
      const EntMeasurePoint *point = g_ptr_array_index (points, p);

      if (points->len > 1)
        g_print ("%s\n", point->date);
      print_actors (study, point, o->lang);
      if (o->networks || p + 1 < points->len)
        g_print ("\n");
    }
  if (o->networks)
    print_networks (study, points, o->lang);
}

/* ---- JSON ---- */

static EntJson *
number (double value)
{
  if (!isfinite (value))
    return ent_json_new_null ();
  return value == trunc (value) && fabs (value) < 1e15 ? ent_json_new_int ((gint64)value)
                                                       : ent_json_new_double (value);
}

static EntJson *
actor_to_json (const EntMeasureStudy *study, const EntMeasures *of, guint i, const char *lang)
{
  const EntThing *thing = g_ptr_array_index (ent_measure_study_actors (study), i);
  const GPtrArray *types = ent_measure_study_types (study);
  const char *group = ent_measure_study_group (study, i, lang);
  EntJson *object
      = ent_json_with_member (ent_json_new_object (), "id", ent_json_new_string (thing->id));
  EntJson *by_type = ent_json_new_object ();

  object = ent_json_with_member (
      object, "branch", *group != '\0' ? ent_json_new_string (group) : ent_json_new_null ());
  for (guint k = 0; k < ENT_N_ACTOR_MEASURES; k++)
    object = ent_json_with_member (
        object, ent_actor_measure_info (k)->key, number (ent_measures_actor (of, i, k)));
  for (guint k = 0; k < types->len; k++)
    by_type = ent_json_with_member (by_type,
                                    ((const EntThing *)g_ptr_array_index (types, k))->id,
                                    number (of->by_type[(gsize)i * of->n_types + k]));
  return ent_json_with_member (object, "by_type", by_type);
}

static EntJson *
reading_to_json (const EntMeasureStudy *study, const EntMeasures *of, const Options *o)
{
  const EntThing *hub
      = of->hub >= 0 ? g_ptr_array_index (ent_measure_study_actors (study), of->hub) : NULL;
  EntJson *object
      = ent_json_with_member (ent_json_new_object (),
                              "hub",
                              hub != NULL ? ent_json_new_string (hub->id) : ent_json_new_null ());
  EntJson *network = ent_json_new_object (), *actors = ent_json_new_array ();

  for (guint k = 0; o->networks && k < ENT_N_NET_MEASURES; k++)
    network = ent_json_with_member (network, ent_net_measure_info (k)->key, number (of->net[k]));
  for (guint i = 0; o->actors && i < of->n_actors; i++)
    actors = ent_json_with_element (actors, actor_to_json (study, of, i, o->lang));
  object = ent_json_with_member (object, "network", network);
  return ent_json_with_member (object, "actors", actors);
}

static void
print_json (const EntMeasureStudy *study, const GPtrArray *points, const Options *o)
{
  g_autoptr (EntJson) list = ent_json_new_array ();

  for (guint p = 0; p < points->len; p++)
    {
      const EntMeasurePoint *point = g_ptr_array_index (points, p);
      EntJson *object = ent_json_with_member (
          ent_json_new_object (),
          "date",
          point->date != NULL ? ent_json_new_string (point->date) : ent_json_new_null ());

      object = ent_json_with_member (object, "least", reading_to_json (study, point->least, o));
      object = ent_json_with_member (object, "most", reading_to_json (study, point->most, o));
      list = ent_json_with_element (list, object);
    }
  g_autofree char *text = ent_json_write (list, NULL);
  g_print ("%s", text);
}

/* ---- what is asked for ---- */

static int
find_name (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return (int)i;
  return -1;
}

static gboolean
read_year (const char *text, int *year)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, 9999, &value, NULL))
    return FALSE;
  *year = (int)value;
  return TRUE;
}

static int
check_dates (Options *o)
{
  EntDate date;

  if (o->at != NULL && (o->from != NULL || o->to != NULL))
    return ent_cli_usage_error (
        "measures", "%s", _ ("--at is given with --from or --to; expected a date or a span"));
  if ((o->from == NULL) != (o->to == NULL))
    return ent_cli_usage_error (
        "measures", "%s", _ ("a span needs both --from and --to, each a year"));
  if (o->at != NULL && !ent_date_parse (o->at, &date, NULL))
    return ent_cli_usage_error (
        "measures", _ ("the date is “%s”; expected one such as 2017, 2017-06 or 2010/2017"), o->at);
  if (o->from == NULL)
    return ENT_CLI_OK;
  if (!read_year (o->from, &o->first) || !read_year (o->to, &o->last))
    return ent_cli_usage_error (
        "measures", _ ("the span is “%s” to “%s”; expected years from 0 to 9999"), o->from, o->to);
  if (o->last < o->first)
    return ent_cli_usage_error (
        "measures", _ ("the span ends in %d, before it begins in %d"), o->last, o->first);
  return ENT_CLI_OK;
}

static int
check_names (Options *o)
{
  const int format
      = o->format != NULL ? find_name (format_names, N_FORMATS, o->format) : FORMAT_TEXT;
  const int undated = o->undated != NULL
                          ? find_name (undated_names, G_N_ELEMENTS (undated_names), o->undated)
                          : ENT_UNDATED_ALL;

  if (format < 0)
    return ent_cli_usage_error (
        "measures", _ ("the format is “%s”; expected text, csv or json"), o->format);
  if (undated < 0)
    return ent_cli_usage_error (
        "measures", _ ("--undated is “%s”; expected all, hub or none"), o->undated);
  if (o->table != NULL && !g_str_equal (o->table, "actors") && !g_str_equal (o->table, "network"))
    return ent_cli_usage_error (
        "measures", _ ("the table is “%s”; expected actors or network"), o->table);
  o->kind = (Format)format;
  o->which = (EntUndated)undated;
  /* CSV holds one table; a span of text would be as many tables of actors as years */
  o->actors = o->table != NULL ? g_str_equal (o->table, "actors")
                               : o->from == NULL || o->kind == FORMAT_JSON;
  o->networks = o->table != NULL ? g_str_equal (o->table, "network")
                                 : o->from != NULL || o->kind != FORMAT_CSV;
  return ENT_CLI_OK;
}

/* Hides the types that are not named; FALSE, having said so, when one of them does not exist. */
static gboolean
keep_types (const EntDossier *dossier, const char *path, const char *list, EntFilter *filter)
{
  const GPtrArray *types = ent_dossier_relation_types (dossier);
  g_auto (GStrv) names = g_strsplit (list, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const EntThing *thing = ent_dossier_find (dossier, g_strstrip (names[i]));

      if (thing == NULL || thing->kind != ENT_THING_RELATION_TYPE)
        {
          g_printerr (_ ("entente: %s has no type of relations “%s”\n"), path, names[i]);
          return FALSE;
        }
    }
  for (guint i = 0; i < types->len; i++)
    {
      const EntThing *type = g_ptr_array_index (types, i);

      if (!g_strv_contains ((const char *const *)names, type->id)
          && !g_strv_contains ((const char *const *)names, type->mark_id))
        g_hash_table_add (filter->hidden, g_strdup (type->mark_id));
    }
  return TRUE;
}

static GPtrArray *
take_measures (const EntMeasureStudy *study, const Options *o, GError **error)
{
  g_autoptr (GPtrArray) points
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ent_measure_point_free);
  EntMeasurePoint *point;

  if (o->from != NULL)
    return ent_measure_study_years (study, o->first, o->last, NULL, error);
  point = ent_measure_study_at (study, o->at, NULL, error);
  if (point == NULL)
    return NULL;
  g_ptr_array_add (points, point);
  return g_steal_pointer (&points);
}

static int
show (const char *path, Options *o)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntDossier) dossier = ent_dossier_load (file, &problems, NULL, NULL, &error);
  g_autoptr (EntFilter) filter = ent_filter_new ();
  g_autoptr (EntMeasureStudy) study = NULL;
  g_autoptr (GPtrArray) points = NULL;
  const EntMeasureRequest request = {
    .filter = filter,
    .hub = o->hub,
    .branch = o->branch,
    .undated = o->which,
    .plans = o->plans,
  };

  if (dossier == NULL)
    {
      ent_cli_print_problems (path, problems, error);
      return ENT_CLI_PROBLEMS;
    }
  if (o->lang == NULL)
    o->lang
        = g_strdup (ent_dossier_language (dossier) != NULL ? ent_dossier_language (dossier) : "en");
  if (o->types != NULL && !keep_types (dossier, path, o->types, filter))
    return ENT_CLI_PROBLEMS;
  study = ent_measure_study_new (dossier, &request, &error);
  if (study != NULL)
    points = take_measures (study, o, &error);
  if (points == NULL)
    {
      g_printerr ("entente: %s: %s\n", path, error->message);
      return ENT_CLI_PROBLEMS;
    }
  if (o->kind == FORMAT_JSON)
    print_json (study, points, o);
  else if (o->kind == FORMAT_TEXT)
    print_text (study, points, o);
  else
    {
      g_autofree char *csv = o->actors ? ent_measure_actors_csv (study, points, o->lang)
                                       : ent_measure_networks_csv (study, points);
      g_print ("%s", csv);
    }
  return ENT_CLI_OK;
}

/**
 * ent_cli_measures:
 * @argc: number of arguments
 * @argv: the arguments; the first is "measures"
 *
 * `entente measures FILE [--at DATE | --from YEAR --to YEAR] [--hub ID] [--branch KEY] …`: measures
 * of the actors and of the network.
 *
 * Returns: 0 if all is well, 1 if the file or an id in the arguments has problems, 2 for wrong
 * usage
 */
int
ent_cli_measures (int argc, char **argv)
{
  g_auto (Options) o = { 0 };
  int status = ENT_CLI_OK;
#define TEXT_OPTION(name, letter, field, help, argument)                                           \
  {                                                                                                \
    name, letter, 0, G_OPTION_ARG_STRING, &o.field, help, argument                                 \
  }
  const GOptionEntry entries[] = {
    TEXT_OPTION ("at", 'a', at, N_ ("Date or interval; else all times"), N_ ("DATE")),
    TEXT_OPTION ("from", 0, from, N_ ("First year of a span, measured year by year"), N_ ("YEAR")),
    TEXT_OPTION ("to", 0, to, N_ ("Last year of the span"), N_ ("YEAR")),
    TEXT_OPTION (
        "hub", 0, hub, N_ ("Actor at the hub; else the one with most partners"), N_ ("ID")),
    TEXT_OPTION ("branch",
                 'b',
                 branch,
                 N_ ("Branch or bloc of an actor: key of an attribute, part-of, or type (of its "
                     "tie with the hub)"),
                 N_ ("KEY")),
    TEXT_OPTION (
        "types", 't', types, N_ ("Types of relations that count, with commas"), N_ ("IDS")),
    TEXT_OPTION ("undated",
                 'u',
                 undated,
                 N_ ("Ties without a date that count: all, hub (those with it) or none"),
                 N_ ("WHICH")),
    { "plans",
      'p',
      0,
      G_OPTION_ARG_NONE,
      &o.plans,
      N_ ("Count what is planned, threatened or proposed, too"),
      NULL },
    TEXT_OPTION ("table", 0, table, N_ ("Only this table: actors or network"), N_ ("TABLE")),
    TEXT_OPTION ("format", 'f', format, N_ ("text, csv or json"), N_ ("FORMAT")),
    TEXT_OPTION ("lang", 'l', lang, N_ ("Language of names: en, zh-Hans or zh-Hant"), N_ ("LANG")),
    { NULL },
  };
#undef TEXT_OPTION

  if (!ent_cli_parse (&argc,
                      &argv,
                      entries,
                      _ ("FILE"),
                      _ ("Measures the network of the actors, at a date or year by year. Where "
                         "dates are in doubt: both readings."),
                      &status))
    return status;
  if (argc != 2)
    return ent_cli_usage_error ("measures", _ ("%d files are given; expected one"), argc - 1);
  status = check_dates (&o);
  if (status == ENT_CLI_OK)
    status = check_names (&o);
  return status == ENT_CLI_OK ? show (argv[1], &o) : status;
}
