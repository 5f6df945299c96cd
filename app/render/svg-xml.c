/* How the writer of SVG spells numbers, text and attributes. */
#include <math.h>

#include "render/svg-private.h"

/**
 * ent_svg_put_number:
 * @out: where to
 * @value: a number
 *
 * Writes thousandths at most.  A map has a hundred thousand numbers, for which printf takes half of
 * the time of the whole file.
 */
void
ent_svg_put_number (GString *out, double value)
{
  char buffer[32], *end = buffer + sizeof buffer, *p = end;
  gint64 thousandths = (gint64)llround (CLAMP (value, -1e12, 1e12) * 1000);
  guint64 rest = (guint64)ABS (thousandths);

  for (int digit = 0; digit < 3; digit++, rest /= 10)
    if (rest % 10 != 0 || p < end)
      *--p = (char)('0' + rest % 10);
  if (p < end)
    *--p = '.';
  do
    *--p = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (thousandths < 0)
    *--p = '-';
  g_string_append_len (out, p, end - p);
}

/**
 * ent_svg_put_escaped:
 * @out: where to
 * @text: any bytes
 *
 * Writes text as XML.  XML 1.0 allows tab, newline and carriage return of the control characters,
 * and no others.
 */
void
ent_svg_put_escaped (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  for (char *p = valid; *p != '\0'; p++)
    if ((guchar)*p < 0x20 && *p != '\t' && *p != '\n' && *p != '\r')
      *p = ' ';
  g_autofree char *escaped = g_markup_escape_text (valid, -1);
  g_string_append (out, escaped);
}

/**
 * ent_svg_put_attribute:
 * @out: where to
 * @name: of the attribute
 * @value: any bytes
 */
void
ent_svg_put_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  ent_svg_put_escaped (out, value);
  g_string_append_c (out, '"');
}

/**
 * ent_svg_put_length:
 * @out: where to
 * @name: of the attribute
 * @value: user units
 */
void
ent_svg_put_length (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  ent_svg_put_number (out, value);
  g_string_append_c (out, '"');
}

/**
 * ent_svg_put_element:
 * @out: where to
 * @name: of the element
 * @text: (nullable): what is in it; without it nothing is written
 */
void
ent_svg_put_element (GString *out, const char *name, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, "<%s>", name);
  ent_svg_put_escaped (out, text);
  g_string_append_printf (out, "</%s>\n", name);
}

/**
 * ent_svg_prefix_of:
 * @writer: a document being written
 *
 * Returns: (transfer none): what all its ids begin with
 */
const char *
ent_svg_prefix_of (const EntSvgWriter *writer)
{
  return writer->options->id_prefix != NULL ? writer->options->id_prefix : "";
}

/**
 * ent_svg_put_def_id:
 * @writer: a document being written
 * @out: where to
 * @number: of a definition
 */
void
ent_svg_put_def_id (const EntSvgWriter *writer, GString *out, guint number)
{
  g_string_append_printf (out, " id=\"%sdef-%u\"", ent_svg_prefix_of (writer), number);
}

/**
 * ent_svg_put_reference:
 * @writer: a document being written
 * @out: where to
 * @name: an attribute that refers to a definition
 * @number: of the definition
 */
void
ent_svg_put_reference (const EntSvgWriter *writer, GString *out, const char *name, guint number)
{
  g_string_append_printf (out, " %s=\"url(#%sdef-%u)\"", name, ent_svg_prefix_of (writer), number);
}

/**
 * ent_svg_put_rect:
 * @out: where to
 * @rect: user units
 */
void
ent_svg_put_rect (GString *out, const EntRect *rect)
{
  ent_svg_put_length (out, "x", rect->x);
  ent_svg_put_length (out, "y", rect->y);
  ent_svg_put_length (out, "width", rect->width);
  ent_svg_put_length (out, "height", rect->height);
}

/**
 * ent_svg_put_colour:
 * @out: where to
 * @name: "fill", "stroke" or "stop-color"
 * @colour: a colour; a clear one is "none"
 *
 * Writes fill="#rrggbb" fill-opacity="…".
 */
void
ent_svg_put_colour (GString *out, const char *name, EntColour colour)
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
    ent_svg_put_length (out, opacity, colour.a);
}
