#include "scene/scene-private.h"

#include <math.h>

/* Longer paths (coasts, hulls) are written as counts and a checksum: a page of numbers that nobody
 * reads is no review. */
#define MAX_DUMPED_POINTS 40

static void
put_number (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  value = round (value * 100) / 100;
  if (value == 0)
    value = 0; /* never "-0.00" */
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.2f", value));
}

static void
put_numbers (GString *out, const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      put_number (out, values[i]);
    }
}

static void
put_rect (GString *out, const EntRect *rect)
{
  put_numbers (out, (const double[]){ rect->x, rect->y, rect->width, rect->height }, 4);
}

static void
put_field (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=", name);
  put_number (out, value);
}

static void
put_string (GString *out, const char *string)
{
  g_string_append_c (out, '"');
  for (const char *p = string; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if (*p == '\n')
      g_string_append (out, "\\n");
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

static void
put_colour (GString *out, const char *name, EntColour colour)
{
  if (colour.a <= 0)
    return;
  g_autofree char *hex = ent_colour_to_hex (colour);
  g_string_append_printf (out, " %s=%s", name, hex);
}

static void
put_style (GString *out, const EntStyle *style)
{
  put_colour (out, "fill", style->fill);
  put_colour (out, "stroke", style->stroke);
  put_colour (out, "stroke2", style->stroke2);
  if (style->stroke.a > 0)
    put_field (out, "width", style->stroke_width);
  if (style->n_dash > 0)
    {
      g_string_append (out, " dash=");
      put_numbers (out, style->dash, style->n_dash);
    }
  if (style->fade_start > 0)
    put_field (out, "fade-start", style->fade_start);
  if (style->fade_end > 0)
    put_field (out, "fade-end", style->fade_end);
  put_colour (out, "halo", style->halo);
  if (style->halo.a > 0)
    put_field (out, "halo-width", style->halo_width);
  if (style->round)
    g_string_append (out, " round");
  if (style->hatched)
    g_string_append (out, " hatched");
  if (style->keeps_colour)
    g_string_append (out, " keeps-colour");
}

/* FNV-1a over the coordinates in hundredths: the same picture has the same sum. */
static guint32
sum_path (const EntPath *path)
{
  guint32 sum = 2166136261u;
  for (gsize i = 0; i < path->n_verbs; i++)
    sum = (sum ^ path->verbs[i]) * 16777619u;
  for (gsize i = 0; i < path->n_points; i++)
    {
      sum = (sum ^ (guint32)llround (path->points[i].x * 100)) * 16777619u;
      sum = (sum ^ (guint32)llround (path->points[i].y * 100)) * 16777619u;
    }
  return sum;
}

static void
put_path (GString *out, const EntPath *path)
{
  static const struct
  {
    char letter;
    guint points;
  } verbs[] = {
    [ENT_PATH_MOVE] = { 'M', 1 },
    [ENT_PATH_LINE] = { 'L', 1 },
    [ENT_PATH_CURVE] = { 'C', 3 },
    [ENT_PATH_CLOSE] = { 'Z', 0 },
  };
  if (path->n_points > MAX_DUMPED_POINTS)
    {
      EntRect bounds = ent_path_bounds (path);
      g_string_append_printf (out, " points=%" G_GSIZE_FORMAT " bounds=", path->n_points);
      put_rect (out, &bounds);
      g_string_append_printf (out, " sum=%08x", sum_path (path));
      return;
    }
  const EntPoint *p = path->points;
  for (gsize i = 0; i < path->n_verbs; i++)
    {
      g_string_append_printf (out, " %c", verbs[path->verbs[i]].letter);
      for (guint k = 0; k < verbs[path->verbs[i]].points; k++, p++)
        {
          g_string_append_c (out, ' ');
          put_numbers (out, (const double[]){ p->x, p->y }, 2);
        }
    }
}

static void
put_text (GString *out, const EntMark *mark)
{
  static const char *const aligns[] = { "start", "middle", "end" };
  const EntTextStyle *style = &mark->text.style;
  g_string_append_c (out, ' ');
  put_numbers (out, (const double[]){ mark->text.x, mark->text.y }, 2);
  g_string_append_c (out, ' ');
  put_string (out, mark->text.string);
  put_field (out, "size", style->size);
  if (style->weight != 0 && style->weight != 400)
    g_string_append_printf (out, " weight=%d", style->weight);
  g_string_append_printf (out, " %s", aligns[style->align]);
  if (style->italic)
    g_string_append (out, " italic");
  if (style->lang != NULL)
    g_string_append_printf (out, " %s", style->lang);
  put_colour (out, "colour", mark->text.colour);
}

static void
put_mark (GString *out, const EntScene *scene, const EntMark *mark)
{
  static const char *const layers[] = { "ground", "hull", "line", "node", "label", "frame" };
  static const char *const kinds[] = { "path", "disc", "box", "text" };
  const char *item = mark->item == ENT_NO_ITEM ? "-" : ent_scene_item (scene, mark->item)->id;
  g_string_append_printf (out, "%s %s %s", layers[mark->layer], kinds[mark->kind], item);
  switch (mark->kind)
    {
    case ENT_MARK_PATH:
      put_path (out, mark->path);
      break;
    case ENT_MARK_DISC:
      g_string_append_c (out, ' ');
      put_numbers (out, (const double[]){ mark->disc.cx, mark->disc.cy, mark->disc.radius }, 3);
      break;
    case ENT_MARK_BOX:
      g_string_append_c (out, ' ');
      put_rect (out, &mark->box.rect);
      if (mark->box.radius > 0)
        put_field (out, "radius", mark->box.radius);
      break;
    case ENT_MARK_TEXT:
      put_text (out, mark);
      break;
    }
  put_style (out, &mark->style);
  if (mark->clip != NULL && mark->clip != &scene->frame)
    {
      g_string_append (out, " clip=");
      put_rect (out, mark->clip);
    }
  g_string_append_c (out, '\n');
}

static void
put_item (GString *out, const EntSceneItem *item)
{
  g_string_append_printf (out, "item %s ", item->id);
  put_string (out, item->title);
  put_field (out, "importance", item->importance);
  if (item->description != NULL)
    {
      g_string_append_c (out, ' ');
      put_string (out, item->description);
    }
  if (item->evidence != NULL)
    {
      g_autofree char *evidence = g_strjoinv (",", (char **)item->evidence);
      g_string_append_printf (out, " evidence=%s", evidence);
    }
  if (item->things != NULL)
    {
      g_autofree char *things = g_strjoinv (",", (char **)item->things);
      g_string_append_printf (out, " things=%s", things);
    }
  g_string_append_c (out, '\n');
}

static void
put_header (GString *out, const EntScene *scene)
{
  static const char *const flags[] = { "moves-x", "moves-y", "zooms-x", "zooms-y", "fades" };
  EntCamera camera = scene->camera;
  g_string_append (out, "scene ");
  put_numbers (out, (const double[]){ scene->width, scene->height }, 2);
  g_string_append_printf (out, " %s", scene->theme->name);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (scene->flags & (1u << i))
      g_string_append_printf (out, " %s", flags[i]);
  g_string_append (out, " camera=");
  put_numbers (out, (const double[]){ camera.zoom, camera.x, camera.y }, 3);
  g_string_append (out, " frame=");
  put_rect (out, &scene->frame);
  g_string_append_c (out, '\n');
}

/**
 * ent_scene_dump:
 * @scene: a scene
 *
 * Writes a scene for reading and for comparison: a header, the notes, the items in the order they
 * were added, the marks in drawing order; numbers with two decimals, and whatever is at its default
 * left out.  A path of more than 40 points is written as its count, bounds and checksum.
 *
 * Returns: (transfer full): UTF-8 text, one thing a line
 */
char *
ent_scene_dump (const EntScene *scene)
{
  GString *out = g_string_new (NULL);
  put_header (out, scene);
  for (guint i = 0; ent_scene_notes (scene)[i] != NULL; i++)
    {
      g_string_append (out, "note ");
      put_string (out, ent_scene_notes (scene)[i]);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < scene->items->len; i++)
    put_item (out, ent_scene_item (scene, i));
  for (guint i = 0; i < scene->marks->len; i++)
    put_mark (out, scene, ent_scene_mark (scene, i));
  return g_string_free (out, FALSE);
}
