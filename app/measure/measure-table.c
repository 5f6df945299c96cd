/* Values as text: for people, and as CSV (RFC 4180) for other programs. */
#include <math.h>
#include <string.h>

#include "measure/measure-private.h"

/* A minus that is as wide as a figure, as the window's other numbers have. */
static void
append_number (GString *text, double value, guint decimals)
{
  g_autofree char *number = g_strdup_printf ("%.*f", (int)decimals, fabs (value));

  if (value < 0 && strspn (number, "0.") < strlen (number))
    g_string_append (text, "−");
  g_string_append (text, number);
}

/**
 * ent_measure_format:
 * @least: a value
 * @most: the value in the other reading of the dates
 * @decimals: of the measure
 *
 * Returns: (transfer full): "0.250", "2–4" where the readings differ, "–" where there is no value
 */
char *
ent_measure_format (double least, double most, guint decimals)
{
  g_autoptr (GString) low = g_string_new (NULL), high = g_string_new (NULL);

  if (!isfinite (least) || !isfinite (most))
    {
      const double known = isfinite (least) ? least : most;
      if (!isfinite (known))
        return g_strdup ("–");
      append_number (low, known, decimals);
      g_string_append_printf (high, "(%s)", low->str);
      return g_strdup (high->str);
    }
  append_number (low, MIN (least, most), decimals);
  append_number (high, MAX (least, most), decimals);
  if (g_str_equal (low->str, high->str))
    return g_strdup (low->str);
  return g_strdup_printf ("%s–%s", low->str, high->str);
}

static void
append_field (GString *csv, const char *text)
{
  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

static void
append_value (GString *csv, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    append_field (csv, g_ascii_formatd (number, sizeof number, "%.6g", value));
  else
    g_string_append_c (csv, ',');
}

/* The readings of a point: one when no date is in doubt, else both. */
static guint
readings (const EntMeasurePoint *point, const EntMeasures *of[2], const char *names[2])
{
  of[0] = point->least;
  of[1] = point->most;
  names[0] = point->least == point->most ? "only" : "least";
  names[1] = "most";
  return point->least == point->most ? 1 : 2;
}

static void
append_actor (GString *csv,
              const EntMeasureStudy *study,
              const EntMeasures *measures,
              guint actor,
              const char *lang)
{
  const EntActor *who = g_ptr_array_index (ent_measure_study_actors (study), actor);

  append_field (csv, who->thing.id);
  append_field (csv, ent_text_get (&who->thing.name, lang));
  append_field (csv, ent_measure_study_group (study, actor, lang));
  for (guint i = 0; i < ENT_N_ACTOR_MEASURES; i++)
    append_value (csv, ent_measures_actor (measures, actor, i));
  for (guint i = 0; i < measures->n_types; i++)
    append_value (csv, measures->by_type[(gsize)actor * measures->n_types + i]);
  g_string_append (csv, "\r\n");
}

/**
 * ent_measure_actors_csv:
 * @study: a study
 * @points: (element-type EntMeasurePoint): its values
 * @lang: BCP 47, of the names
 *
 * A row for each actor and date, two where the readings of the dates differ; after the measures the
 * degree by type of tie.  No value: an empty field.
 *
 * Returns: (transfer full): the table
 */
char *
ent_measure_actors_csv (const EntMeasureStudy *study, const GPtrArray *points, const char *lang)
{
  const GPtrArray *types = ent_measure_study_types (study);
  GString *csv = g_string_new ("date,reading,id,name,branch");

  for (guint i = 0; i < ENT_N_ACTOR_MEASURES; i++)
    append_field (csv, ent_actor_measure_info (i)->key);
  for (guint i = 0; i < types->len; i++)
    append_field (csv, ((const EntThing *)g_ptr_array_index (types, i))->mark_id);
  g_string_append (csv, "\r\n");
  for (guint p = 0; p < points->len; p++)
    {
      const EntMeasurePoint *point = g_ptr_array_index (points, p);
      const EntMeasures *of[2];
      const char *names[2];
      const guint n = readings (point, of, names);

      for (guint r = 0; r < n; r++)
        for (guint i = 0; i < of[r]->n_actors; i++)
          {
            g_string_append_printf (csv, "%s,", point->date != NULL ? point->date : "");
            g_string_append (csv, names[r]);
            append_actor (csv, study, of[r], i, lang);
          }
    }
  return g_string_free (csv, FALSE);
}

/**
 * ent_measure_networks_csv:
 * @study: a study
 * @points: (element-type EntMeasurePoint): its values
 *
 * A row for each date, two where the readings of the dates differ.  No value: an empty field.
 *
 * Returns: (transfer full): the table
 */
char *
ent_measure_networks_csv (const EntMeasureStudy *study, const GPtrArray *points)
{
  const GPtrArray *actors = ent_measure_study_actors (study);
  GString *csv = g_string_new ("date,reading,hub");

  for (guint i = 0; i < ENT_N_NET_MEASURES; i++)
    append_field (csv, ent_net_measure_info (i)->key);
  g_string_append (csv, "\r\n");
  for (guint p = 0; p < points->len; p++)
    {
      const EntMeasurePoint *point = g_ptr_array_index (points, p);
      const EntMeasures *of[2];
      const char *names[2];
      const guint n = readings (point, of, names);

      for (guint r = 0; r < n; r++)
        {
          const EntThing *hub = of[r]->hub >= 0 ? g_ptr_array_index (actors, of[r]->hub) : NULL;

          g_string_append_printf (csv, "%s,", point->date != NULL ? point->date : "");
          g_string_append (csv, names[r]);
          append_field (csv, hub != NULL ? hub->id : "");
          for (guint i = 0; i < ENT_N_NET_MEASURES; i++)
            append_value (csv, of[r]->net[i]);
          g_string_append (csv, "\r\n");
        }
    }
  return g_string_free (csv, FALSE);
}
