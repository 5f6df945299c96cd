#include "render/render.h"

#include <math.h>
#include <string.h>

#include "render/paint-private.h"

typedef struct
{
  const EntScene *scene;
  const EntSvgOptions *options;
  const EntEmphasis *emphasis;
  GString *defs, *body;
  guint n_defs;
  GHashTable *hatches;    /* colour as hex → number of its pattern */
  gboolean *written;      /* an item whose first group is written */
  const EntRect *clip;    /* of the open layer group */
  const EntRect *defined; /* the last clip that has a number */
  guint clip_number;
  int layer, item; /* of the open groups; -1, ENT_NO_ITEM: none */
} Writer;

static void
put_number (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  value = round (value * 1000) / 1000;
  if (value == 0)
    value = 0; /* never "-0" */
  g_ascii_formatd (buffer, sizeof buffer, "%.3f", value);
  gsize length = strlen (buffer);
  while (buffer[length - 1] == '0')
    length--;
  if (buffer[length - 1] == '.')
    length--;
  g_string_append_len (out, buffer, (gssize)length);
}

/* XML 1.0 allows tab, newline and carriage return of the control characters, and no others. */
static void
put_escaped (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  for (char *p = valid; *p != '\0'; p++)
    if ((guchar)*p < 0x20 && *p != '\t' && *p != '\n' && *p != '\r')
      *p = ' ';
  g_autofree char *escaped = g_markup_escape_text (valid, -1);
  g_string_append (out, escaped);
}

static void
put_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  put_escaped (out, value);
  g_string_append_c (out, '"');
}

static void
put_length (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  put_number (out, value);
  g_string_append_c (out, '"');
}

static void
put_element (GString *out, const char *name, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, "<%s>", name);
  put_escaped (out, text);
  g_string_append_printf (out, "</%s>\n", name);
}

/* Names of classes and ids have no white space. */
static char *
make_name (const Writer *writer, const char *id)
{
  const char *prefix = writer->options->id_prefix;
  char *name = g_strconcat (prefix != NULL ? prefix : "", id, NULL);
  return g_strdelimit (name, " \t\n\r", '_');
}

static const char *
prefix_of (const Writer *writer)
{
  return writer->options->id_prefix != NULL ? writer->options->id_prefix : "";
}

static void
put_def_id (const Writer *writer, GString *out, guint number)
{
  g_string_append_printf (out, " id=\"%sdef-%u\"", prefix_of (writer), number);
}

static void
put_reference (const Writer *writer, GString *out, const char *name, guint number)
{
  g_string_append_printf (out, " %s=\"url(#%sdef-%u)\"", name, prefix_of (writer), number);
}

static void
put_rect (GString *out, const EntRect *rect)
{
  put_length (out, "x", rect->x);
  put_length (out, "y", rect->y);
  put_length (out, "width", rect->width);
  put_length (out, "height", rect->height);
}

/* fill="#rrggbb" fill-opacity="…" */
static void
put_colour (GString *out, const char *name, EntColour colour)
{
  if (colour.a <= 0)
    {
      g_string_append_printf (out, " %s=\"none\"", name);
      return;
    }
  g_autofree char *hex = ent_colour_to_hex (ent_colour_with_alpha (colour, 1));
  g_autofree char *opacity = g_strconcat (name, "-opacity", NULL);
  g_string_append_printf (out, " %s=\"%s\"", name, hex);
  if (colour.a < 1)
    put_length (out, opacity, colour.a);
}

static guint
define_clip (Writer *writer, const EntRect *rect)
{
  guint number = writer->n_defs++;
  g_string_append (writer->defs, "<clipPath");
  put_def_id (writer, writer->defs, number);
  g_string_append (writer->defs, "><rect");
  put_rect (writer->defs, rect);
  g_string_append (writer->defs, "/></clipPath>\n");
  return number;
}

/* The lines x + y = c that the cairo renderer draws: upright ones on the edge of the tile, turned.
 */
static guint
define_hatch (Writer *writer, EntColour colour)
{
  g_autofree char *hex = ent_colour_to_hex (colour);
  gpointer known;
  if (g_hash_table_lookup_extended (writer->hatches, hex, NULL, &known))
    return GPOINTER_TO_UINT (known);
  guint number = writer->n_defs++;
  GString *out = writer->defs;
  g_string_append (out, "<pattern");
  put_def_id (writer, out, number);
  put_length (out, "width", ENT_HATCH_SPACING);
  put_length (out, "height", ENT_HATCH_SPACING);
  g_string_append_printf (out,
                          " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                          "<path d=\"M0 0V%d M%d 0V%d\"",
                          (int)ENT_HATCH_SPACING,
                          (int)ENT_HATCH_SPACING,
                          (int)ENT_HATCH_SPACING);
  put_colour (out, "stroke", colour);
  put_length (out, "stroke-width", ENT_HATCH_WIDTH);
  g_string_append (out, "/></pattern>\n");
  g_hash_table_insert (writer->hatches, g_steal_pointer (&hex), GUINT_TO_POINTER (number));
  return number;
}

static void
put_stop (GString *out, double offset, EntColour colour, double alpha)
{
  g_string_append (out, "<stop");
  put_length (out, "offset", offset);
  put_colour (out, "stop-color", ent_colour_with_alpha (colour, 1));
  put_length (out, "stop-opacity", alpha);
  g_string_append (out, "/>");
}

static guint
define_gradient (Writer *writer, const EntMark *mark, const EntPaint *paint, EntColour colour)
{
  guint number = writer->n_defs++;
  GString *out = writer->defs;
  EntRect r = mark->box.rect;
  double from = paint->fade_start, to = MAX (1 - paint->fade_end, from);
  g_string_append (out, "<linearGradient");
  put_def_id (writer, out, number);
  g_string_append (out, " gradientUnits=\"userSpaceOnUse\"");
  put_length (out, "x1", r.x);
  put_length (out, "x2", r.x + r.width);
  g_string_append (out, " y1=\"0\" y2=\"0\">");
  put_stop (out, 0, colour, from > 0 ? 0 : colour.a);
  put_stop (out, from, colour, colour.a);
  put_stop (out, to, colour, colour.a);
  put_stop (out, 1, colour, to < 1 ? 0 : colour.a);
  g_string_append (out, "</linearGradient>\n");
  return number;
}

static gboolean
is_fading (const EntPaint *paint)
{
  return paint->fade_start > 0 || paint->fade_end > 0;
}

static void
put_paint (
    Writer *writer, const EntMark *mark, const EntPaint *paint, const char *name, EntColour colour)
{
  if (colour.a > 0 && is_fading (paint))
    put_reference (writer, writer->body, name, define_gradient (writer, mark, paint, colour));
  else
    put_colour (writer->body, name, colour);
}

static void
put_point (GString *out, const EntPoint *point)
{
  put_number (out, point->x);
  g_string_append_c (out, ' ');
  put_number (out, point->y);
}

static void
put_path_data (GString *out, const EntPath *path)
{
  const EntPoint *p = path->points;
  g_string_append (out, " d=\"");
  for (gsize i = 0; i < path->n_verbs; i++)
    switch ((EntPathVerb)path->verbs[i])
      {
      case ENT_PATH_MOVE:
        g_string_append_c (out, 'M');
        put_point (out, p++);
        break;
      case ENT_PATH_LINE:
        g_string_append_c (out, 'L');
        put_point (out, p++);
        break;
      case ENT_PATH_CURVE:
        g_string_append_c (out, 'C');
        for (guint k = 0; k < 3; k++)
          {
            if (k > 0)
              g_string_append_c (out, ' ');
            put_point (out, p++);
          }
        break;
      case ENT_PATH_CLOSE:
        g_string_append_c (out, 'Z');
        break;
      }
  g_string_append_c (out, '"');
}

/* The element and its geometry, without the end of the tag. */
static void
put_geometry (GString *out, const EntMark *mark)
{
  switch (mark->kind)
    {
    case ENT_MARK_PATH:
      g_string_append (out, "<path");
      put_path_data (out, mark->path);
      break;
    case ENT_MARK_DISC:
      g_string_append (out, "<circle");
      put_length (out, "cx", mark->disc.cx);
      put_length (out, "cy", mark->disc.cy);
      put_length (out, "r", mark->disc.radius);
      break;
    case ENT_MARK_BOX:
      g_string_append (out, "<rect");
      put_rect (out, &mark->box.rect);
      if (mark->box.radius > 0)
        {
          EntRect r = mark->box.rect;
          put_length (out, "rx", MIN (mark->box.radius, MIN (r.width, r.height) / 2));
        }
      break;
    case ENT_MARK_TEXT:
      break;
    }
}

static void
put_dash (GString *out, const double *dash, guint n, double offset)
{
  if (n == 0)
    return;
  g_string_append (out, " stroke-dasharray=\"");
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      put_number (out, dash[i]);
    }
  g_string_append_c (out, '"');
  if (offset > 0)
    put_length (out, "stroke-dashoffset", offset);
}

static void
put_stroke (Writer *writer, const EntMark *mark, const EntPaint *paint, EntColour colour)
{
  GString *out = writer->body;
  if (colour.a <= 0)
    return;
  put_paint (writer, mark, paint, "stroke", colour);
  put_length (out, "stroke-width", paint->stroke_width);
  if (mark->style.round && paint->two_colour_dash <= 0)
    g_string_append (out, " stroke-linecap=\"round\"");
  if (mark->style.round)
    g_string_append (out, " stroke-linejoin=\"round\"");
}

/* Hatching has a colour of its own; where the box fades, a mask fades it. */
static void
put_hatch (Writer *writer, const EntMark *mark, const EntPaint *paint)
{
  GString *out = writer->body;
  guint pattern = define_hatch (writer, paint->hatch);
  put_geometry (out, mark);
  put_reference (writer, out, "fill", pattern);
  if (is_fading (paint))
    {
      guint gradient = define_gradient (writer, mark, paint, ent_colour_hex (0xffffff));
      guint mask = writer->n_defs++;
      g_string_append (writer->defs, "<mask");
      put_def_id (writer, writer->defs, mask);
      g_string_append (writer->defs, " maskUnits=\"userSpaceOnUse\"");
      put_rect (writer->defs, &mark->bounds);
      g_string_append (writer->defs, "><rect");
      put_rect (writer->defs, &mark->bounds);
      put_reference (writer, writer->defs, "fill", gradient);
      g_string_append (writer->defs, "/></mask>\n");
      put_reference (writer, out, "mask", mask);
    }
  g_string_append (out, "/>\n");
}

static void
put_shape (Writer *writer, const EntMark *mark, const EntPaint *paint)
{
  GString *out = writer->body;
  gboolean two_colours = paint->two_colour_dash > 0, hatched = paint->hatch.a > 0;
  double piece[] = { paint->two_colour_dash };
  if (hatched)
    {
      if (paint->fill.a > 0)
        {
          put_geometry (out, mark);
          put_paint (writer, mark, paint, "fill", paint->fill);
          g_string_append (out, "/>\n");
        }
      put_hatch (writer, mark, paint);
    }
  put_geometry (out, mark);
  put_paint (writer, mark, paint, "fill", hatched ? ENT_COLOUR_NONE : paint->fill);
  put_stroke (writer, mark, paint, paint->stroke);
  if (two_colours)
    put_dash (out, piece, 1, 0);
  else if (paint->stroke.a > 0)
    put_dash (out, paint->dash, paint->n_dash, 0);
  g_string_append (out, "/>\n");
  if (!two_colours)
    return;
  put_geometry (out, mark);
  g_string_append (out, " fill=\"none\"");
  put_stroke (writer, mark, paint, paint->stroke2);
  put_dash (out, piece, 1, piece[0]);
  g_string_append (out, "/>\n");
}

/* The font that Pango chose first, for the same glyphs, then what the style asks for. */
static void
put_families (GString *out, const char *chosen, const char *lang)
{
  g_auto (GStrv) families = g_strsplit (ent_text_families (lang), ",", -1);
  g_string_append_printf (out, " font-family=\"'%s'", chosen);
  for (guint i = 0; families[i] != NULL; i++)
    if (g_str_equal (families[i], "sans-serif"))
      g_string_append (out, ", sans-serif");
    else if (!g_str_equal (families[i], chosen))
      g_string_append_printf (out, ", '%s'", families[i]);
  g_string_append_c (out, '"');
}

static void
put_halo (GString *out, const EntPaint *paint)
{
  g_string_append (out, " aria-hidden=\"true\" fill=\"none\"");
  put_colour (out, "stroke", paint->halo);
  put_length (out, "stroke-width", 2 * paint->halo_width);
  g_string_append (out, " stroke-linejoin=\"round\"");
}

typedef struct
{
  const char *text; /* of the layout; length bytes of it from offset on */
  int offset, length;
  double start, width; /* figure units, from the start of the line */
  PangoFont *font;
} Run;

static void
put_run (Writer *writer, const EntMark *mark, const EntPaint *paint, const Run *run, gboolean halo)
{
  GString *out = writer->body;
  const EntTextStyle *style = &mark->text.style;
  PangoFontDescription *font = pango_font_describe (run->font);
  g_autofree char *raw = g_strndup (run->text + run->offset, (gsize)run->length);
  g_string_append (out, "<text xml:space=\"preserve\"");
  put_length (out, "x", mark->bounds.x + run->start);
  put_length (out, "y", mark->text.y);
  put_families (out, pango_font_description_get_family (font), style->lang);
  put_length (out, "font-size", style->size);
  if (style->weight != 0 && style->weight != 400)
    g_string_append_printf (out, " font-weight=\"%d\"", style->weight);
  if (style->italic)
    g_string_append (out, " font-style=\"italic\"");
  put_length (out, "textLength", run->width);
  if (style->lang != NULL)
    put_attribute (out, "xml:lang", style->lang);
  if (halo)
    put_halo (out, paint);
  else
    put_colour (out, "fill", paint->text);
  g_string_append_c (out, '>');
  put_escaped (out, raw);
  g_string_append (out, "</text>\n");
  pango_font_description_free (font);
}

static void
put_runs (Writer *writer, const EntMark *mark, const EntPaint *paint, gboolean halo)
{
  double scale;
  g_autoptr (PangoLayout) layout = ent_text_layout (mark->text.string, &mark->text.style, &scale);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutRun *glyphs = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle extents;
      if (glyphs == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &extents);
      const Run run = { .text = pango_layout_get_text (layout),
                        .offset = glyphs->item->offset,
                        .length = glyphs->item->length,
                        .start = scale * extents.x / PANGO_SCALE,
                        .width = scale * extents.width / PANGO_SCALE,
                        .font = glyphs->item->analysis.font };
      put_run (writer, mark, paint, &run, halo);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
}

/* The halo comes first and as a whole: readers draw letter by letter, and with paint-order each
 * halo would cut into the letter before it. */
static void
put_text (Writer *writer, const EntMark *mark, const EntPaint *paint)
{
  if (paint->halo.a > 0)
    put_runs (writer, mark, paint, TRUE);
  put_runs (writer, mark, paint, FALSE);
}

static void
close_item (Writer *writer)
{
  if (writer->item != ENT_NO_ITEM)
    g_string_append (writer->body, "</g>\n");
  writer->item = ENT_NO_ITEM;
}

static void
close_layer (Writer *writer)
{
  close_item (writer);
  if (writer->layer >= 0)
    g_string_append (writer->body, "</g>\n");
  writer->layer = -1;
}

static void
open_layer (Writer *writer, const EntMark *mark)
{
  static const char *const names[] = { "ground", "hull", "line", "node", "label", "frame" };
  close_layer (writer);
  g_string_append_printf (writer->body, "<g class=\"layer-%s\"", names[mark->layer]);
  writer->clip = mark->clip;
  if (mark->clip != NULL)
    {
      if (mark->clip != writer->defined)
        writer->clip_number = define_clip (writer, mark->clip);
      writer->defined = mark->clip;
      put_reference (writer, writer->body, "clip-path", writer->clip_number);
    }
  g_string_append (writer->body, ">\n");
  writer->layer = (int)mark->layer;
}

/* "relation:jpn-phl-raa" → "relation" */
static char *
kind_of (const char *id)
{
  const char *colon = strchr (id, ':');
  return colon != NULL ? g_strndup (id, (gsize)(colon - id)) : g_strdup ("item");
}

/* The first group of an item is the item; what it has in other layers points to it. */
static void
open_item (Writer *writer, int index)
{
  GString *out = writer->body;
  close_item (writer);
  writer->item = index;
  if (index == ENT_NO_ITEM)
    return;
  const EntSceneItem *item = ent_scene_item (writer->scene, (guint)index);
  g_autofree char *id = make_name (writer, item->id), *kind = kind_of (item->id);
  g_string_append (out, "<g");
  put_attribute (out, writer->written[index] ? "data-item" : "id", id);
  put_attribute (out, "class", kind);
  if (writer->written[index])
    {
      g_string_append (out, ">\n");
      return;
    }
  writer->written[index] = TRUE;
  if (item->evidence != NULL)
    {
      g_autofree char *evidence = g_strjoinv (" ", (char **)item->evidence);
      put_attribute (out, "data-evidence", evidence);
    }
  g_string_append (out, " role=\"graphics-symbol img\">\n");
  put_element (out, "title", item->title);
  put_element (out, "desc", item->description);
}

static void
put_mark (Writer *writer, const EntMark *mark)
{
  const EntRect reach = ent_rect_inset (&mark->bounds, -4, -4);
  if (mark->clip != NULL && !ent_rect_intersects (&reach, mark->clip))
    return;
  if ((int)mark->layer != writer->layer || mark->clip != writer->clip)
    open_layer (writer, mark);
  if (mark->item != writer->item)
    open_item (writer, mark->item);
  EntPaint paint = ent_paint_mark (writer->scene, mark, writer->emphasis);
  if (mark->kind == ENT_MARK_TEXT)
    put_text (writer, mark, &paint);
  else
    put_shape (writer, mark, &paint);
}

static void
put_metadata (GString *out, const EntSvgOptions *options)
{
  if (options->source == NULL && options->licence == NULL)
    return;
  g_string_append (out,
                   "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                   " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><rdf:Description>\n");
  put_element (out, "dc:title", options->title);
  put_element (out, "dc:source", options->source);
  put_element (out, "dc:rights", options->licence);
  g_string_append (out, "</rdf:Description></rdf:RDF></metadata>\n");
}

static void
put_head (GString *out, const EntScene *scene, const EntSvgOptions *options)
{
  double width = ent_scene_width (scene), height = ent_scene_height (scene);
  gboolean in_mm = options->width_mm > 0 && options->height_mm > 0;
  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_string_append (out, "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"");
  put_number (out, in_mm ? options->width_mm : width);
  g_string_append (out, in_mm ? "mm\" height=\"" : "\" height=\"");
  put_number (out, in_mm ? options->height_mm : height);
  g_string_append (out, in_mm ? "mm\" viewBox=\"0 0 " : "\" viewBox=\"0 0 ");
  put_number (out, width);
  g_string_append_c (out, ' ');
  put_number (out, height);
  g_string_append_c (out, '"');
  if (options->lang != NULL)
    put_attribute (out, "xml:lang", options->lang);
  g_string_append (out, " role=\"graphics-document document\">\n");
  put_element (out, "title", options->title);
  put_element (out, "desc", options->description);
  put_metadata (out, options);
}

static void
put_paper (GString *out, const EntScene *scene)
{
  const EntRect page = ENT_RECT (0, 0, ent_scene_width (scene), ent_scene_height (scene));
  g_string_append (out, "<rect class=\"paper\"");
  put_rect (out, &page);
  put_colour (out, "fill", ent_scene_theme (scene)->paper);
  g_string_append (out, "/>\n");
}

/**
 * ent_render_svg:
 * @scene: a scene
 * @options: (nullable): size, language, title, source and licence
 * @emphasis: (nullable): what stands out
 * @length: (out) (optional): bytes of the result
 *
 * Writes a scene as an SVG document: a group a layer, in it a group an item with its id, kind as
 * class, title, description and the ids of its evidence; what an item has in further layers says
 * data-item.  Text is text, a <text> a run, set at its baseline with its length.
 *
 * Source: SVG 1.1 second edition, SVG Accessibility API Mappings (roles)
 *
 * Returns: (transfer full): UTF-8, NUL-terminated
 */
char *
ent_render_svg (const EntScene *scene,
                const EntSvgOptions *options,
                const EntEmphasis *emphasis,
                gsize *length)
{
  static const EntSvgOptions none = { 0 };
  g_autoptr (GHashTable) hatches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree gboolean *written = g_new0 (gboolean, ent_scene_n_items (scene) + 1);
  Writer writer = { .scene = scene,
                    .options = options != NULL ? options : &none,
                    .emphasis = emphasis,
                    .defs = g_string_new (NULL),
                    .body = g_string_new (NULL),
                    .hatches = hatches,
                    .written = written,
                    .layer = -1,
                    .item = ENT_NO_ITEM };
  for (guint i = 0; i < ent_scene_n_marks (scene); i++)
    put_mark (&writer, ent_scene_mark (scene, i));
  close_layer (&writer);

  GString *out = g_string_new (NULL);
  put_head (out, scene, writer.options);
  if (writer.defs->len > 0)
    g_string_append_printf (out, "<defs>\n%s</defs>\n", writer.defs->str);
  put_paper (out, scene);
  g_string_append_len (out, writer.body->str, (gssize)writer.body->len);
  g_string_append (out, "</svg>\n");
  g_string_free (writer.defs, TRUE);
  g_string_free (writer.body, TRUE);
  if (length != NULL)
    *length = out->len;
  return g_string_free (out, FALSE);
}
