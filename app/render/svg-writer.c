#include <string.h>

#include "render/svg-private.h"

/* Names of classes and ids have no white space. */
static char *
make_name (const EntSvgWriter *writer, const char *id)
{
  const char *prefix = writer->options->id_prefix;
  char *name = g_strconcat (prefix != NULL ? prefix : "", id, NULL);
  return g_strdelimit (name, " \t\n\r", '_');
}

static void
close_item (EntSvgWriter *writer)
{
  if (writer->linked)
    g_string_append (writer->body, "</a>\n");
  if (writer->item != ENT_NO_ITEM)
    g_string_append (writer->body, "</g>\n");
  writer->item = ENT_NO_ITEM;
  writer->linked = FALSE;
}

static void
close_layer (EntSvgWriter *writer)
{
  close_item (writer);
  if (writer->layer >= 0)
    g_string_append (writer->body, "</g>\n");
  writer->layer = -1;
}

static void
open_layer (EntSvgWriter *writer, const EntMark *mark)
{
  static const char *const names[] = { "ground", "hull", "line", "node", "label", "frame" };
  close_layer (writer);
  g_string_append_printf (writer->body, "<g class=\"layer-%s\"", names[mark->layer]);
  writer->clip = mark->clip;
  if (mark->clip != NULL)
    {
      if (mark->clip != writer->defined)
        writer->clip_number = ent_svg_define_clip (writer, mark->clip);
      writer->defined = mark->clip;
      ent_svg_put_reference (writer, writer->body, "clip-path", writer->clip_number);
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

/* Twice, as readers of SVG 1.1 know the one and those of SVG 2 prefer the other. */
static void
open_link (EntSvgWriter *writer, int index)
{
  const char *target = writer->options->links != NULL ? writer->options->links[index] : NULL;

  if (target == NULL)
    return;
  g_autofree char *link = target[0] == '#'
                              ? g_strconcat ("#", ent_svg_prefix_of (writer), target + 1, NULL)
                              : g_strdup (target);
  g_string_append (writer->body, "<a");
  ent_svg_put_attribute (writer->body, "href", link);
  ent_svg_put_attribute (writer->body, "xlink:href", link);
  if (target[0] != '#')
    g_string_append (writer->body, " target=\"_blank\"");
  g_string_append (writer->body, ">\n");
  writer->linked = TRUE;
}

/* The first group of an item is the item; what it has in other layers points to it. */
static void
open_item (EntSvgWriter *writer, int index)
{
  GString *out = writer->body;
  close_item (writer);
  writer->item = index;
  if (index == ENT_NO_ITEM)
    return;
  const EntSceneItem *item = ent_scene_item (writer->scene, (guint)index);
  g_autofree char *id = make_name (writer, item->id), *kind = kind_of (item->id);
  g_string_append (out, "<g");
  ent_svg_put_attribute (out, writer->written[index] ? "data-item" : "id", id);
  ent_svg_put_attribute (out, "class", kind);
  if (writer->written[index])
    {
      g_string_append (out, ">\n");
      open_link (writer, index);
      return;
    }
  writer->written[index] = TRUE;
  if (item->evidence != NULL)
    {
      g_autofree char *evidence = g_strjoinv (" ", (char **)item->evidence);
      ent_svg_put_attribute (out, "data-evidence", evidence);
    }
  g_string_append (out, " role=\"graphics-symbol img\">\n");
  ent_svg_put_element (out, "title", item->title);
  ent_svg_put_element (out, "desc", item->description);
  open_link (writer, index);
}

static void
put_mark (EntSvgWriter *writer, const EntMark *mark)
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
    ent_svg_put_text (writer, mark, &paint);
  else
    ent_svg_put_shape (writer, mark, &paint);
}

static void
put_metadata (GString *out, const EntSvgOptions *options)
{
  if (options->source == NULL && options->licence == NULL)
    return;
  g_string_append (out,
                   "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                   " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><rdf:Description>\n");
  ent_svg_put_element (out, "dc:title", options->title);
  ent_svg_put_element (out, "dc:source", options->source);
  ent_svg_put_element (out, "dc:rights", options->licence);
  g_string_append (out, "</rdf:Description></rdf:RDF></metadata>\n");
}

static void
put_head (GString *out, const EntScene *scene, const EntSvgOptions *options)
{
  double width = ent_scene_width (scene), height = ent_scene_height (scene);
  gboolean in_mm = options->width_mm > 0 && options->height_mm > 0;
  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_string_append (out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  if (options->links != NULL)
    g_string_append (out, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
  g_string_append (out, " version=\"1.1\" width=\"");
  ent_svg_put_number (out, in_mm ? options->width_mm : width);
  g_string_append (out, in_mm ? "mm\" height=\"" : "\" height=\"");
  ent_svg_put_number (out, in_mm ? options->height_mm : height);
  g_string_append (out, in_mm ? "mm\" viewBox=\"0 0 " : "\" viewBox=\"0 0 ");
  ent_svg_put_number (out, width);
  g_string_append_c (out, ' ');
  ent_svg_put_number (out, height);
  g_string_append_c (out, '"');
  if (options->lang != NULL)
    ent_svg_put_attribute (out, "xml:lang", options->lang);
  /* Browsers would draw adjoining marks of Chinese punctuation together, away from where Pango has
   * put them, and spread the rest of the line over the same length. */
  g_string_append (out,
                   " style=\"text-spacing-trim:space-all;text-autospace:no-autospace\""
                   " role=\"graphics-document document\">\n");
  ent_svg_put_element (out, "title", options->title);
  ent_svg_put_element (out, "desc", options->description);
  put_metadata (out, options);
}

static void
put_paper (GString *out, const EntScene *scene)
{
  const EntRect page = ENT_RECT (0, 0, ent_scene_width (scene), ent_scene_height (scene));
  g_string_append (out, "<rect class=\"paper\"");
  ent_svg_put_rect (out, &page);
  ent_svg_put_colour (out, "fill", ent_scene_theme (scene)->paper);
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
 * data-item.  Text is text, a <text> a run, set at its baseline with its length, unless its
 * outlines are asked for.
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
  EntSvgWriter writer = { .scene = scene,
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
  if (!writer.options->transparent)
    put_paper (out, scene);
  g_string_append_len (out, writer.body->str, (gssize)writer.body->len);
  g_string_append (out, "</svg>\n");
  g_string_free (writer.defs, TRUE);
  g_string_free (writer.body, TRUE);
  g_clear_pointer (&writer.letters, cairo_destroy);
  if (length != NULL)
    *length = out->len;
  return g_string_free (out, FALSE);
}
