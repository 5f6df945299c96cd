/* Formats and sizes as people write them. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "figure/figure.h"

G_DEFINE_QUARK (ent_figure_error_quark, ent_figure_error)

/* Smallest and largest side of a figure.  Below, not even a title fits; above, it is a poster that
 * no printer takes, and a slip of the keyboard more likely. */
#define MIN_MM 20
#define MAX_MM 5000
#define MIN_PX 100
#define MAX_PX 20000

static const char *const format_names[ENT_N_FIGURE_FORMATS] = { "png", "svg", "pdf", "html" };

/**
 * ent_figure_format_name:
 * @format: a format
 *
 * Returns: (transfer none): its name, which is also the ending of its files
 */
const char *
ent_figure_format_name (EntFigureFormat format)
{
  g_return_val_if_fail (format < ENT_N_FIGURE_FORMATS, NULL);
  return format_names[format];
}

/**
 * ent_figure_format_parse:
 * @name: "png", "svg", "pdf" or "html", in any case
 * @format: (out): the format
 *
 * Returns: whether @name is one of them
 */
gboolean
ent_figure_format_parse (const char *name, EntFigureFormat *format)
{
  for (int i = 0; i < ENT_N_FIGURE_FORMATS; i++)
    if (g_ascii_strcasecmp (name, format_names[i]) == 0)
      {
        *format = (EntFigureFormat)i;
        return TRUE;
      }
  return FALSE;
}

/* A number at *p, which is moved behind it and its unit. */
static gboolean
read_length (const char **p, double *value, gboolean *mm)
{
  char *end;

  if (!g_ascii_isdigit (**p))
    return FALSE;
  *value = g_ascii_strtod (*p, &end);
  *mm = g_str_has_prefix (end, "mm");
  *p = end + (*mm || g_str_has_prefix (end, "px") ? 2 : 0);
  return isfinite (*value);
}

static gboolean
read_size (const char *text, double *width, double *height, gboolean *mm)
{
  const char *p = text;
  gboolean width_mm, height_mm;

  *height = 0;
  if (!read_length (&p, width, &width_mm))
    return FALSE;
  *mm = width_mm;
  if (*p == '\0')
    return TRUE;
  if (*p == 'x' || *p == 'X')
    p++;
  else if (g_str_has_prefix (p, "×"))
    p += strlen ("×");
  else
    return FALSE;
  if (!read_length (&p, height, &height_mm) || *p != '\0')
    return FALSE;
  /* 183x120mm: the one unit is of both. */
  *mm = width_mm || height_mm;
  return !(width_mm && !height_mm);
}

/**
 * ent_figure_parse_size:
 * @text: "183mmx120mm", "183x120mm", "183mm", "1600x900" or "1600"; × is as good as x
 * @options: its size is set
 * @error: return location
 *
 * A size without height takes the height that the view needs.
 *
 * Errors: %ENT_FIGURE_ERROR_SIZE for anything else, for fractions of a pixel and for sides out of
 * 20–5000 mm or 100–20000 px.
 *
 * Returns: whether @text is a size
 */
gboolean
ent_figure_parse_size (const char *text, EntFigureOptions *options, GError **error)
{
  double width, height;
  gboolean mm;

  if (!read_size (text, &width, &height, &mm)
      || (!mm && (width != floor (width) || height != floor (height))))
    {
      g_set_error (error,
                   ENT_FIGURE_ERROR,
                   ENT_FIGURE_ERROR_SIZE,
                   _ ("“%s” is no size; expected for instance 183mmx120mm, 183mm or 1600x900"),
                   text);
      return FALSE;
    }
  double least = mm ? MIN_MM : MIN_PX, most = mm ? MAX_MM : MAX_PX;
  if (width < least || width > most || (height != 0 && (height < least || height > most)))
    {
      g_set_error (error,
                   ENT_FIGURE_ERROR,
                   ENT_FIGURE_ERROR_SIZE,
                   _ ("Size “%s” is out of range; expected sides of %g to %g %s"),
                   text,
                   least,
                   most,
                   mm ? "mm" : "px");
      return FALSE;
    }
  options->width_mm = mm ? width : 0;
  options->height_mm = mm ? height : 0;
  options->width_px = mm ? 0 : (int)width;
  options->height_px = mm ? 0 : (int)height;
  return TRUE;
}

static char *
write_length (double length, const char *unit)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strconcat (g_ascii_formatd (digits, sizeof digits, "%.10g", length), unit, NULL);
}

/**
 * ent_figure_size_text:
 * @options: options
 *
 * Returns: (transfer full): their size as ent_figure_parse_size() takes it: "183mmx120mm", "1600"
 */
char *
ent_figure_size_text (const EntFigureOptions *options)
{
  const gboolean mm = options->width_mm > 0;
  const double height = mm ? options->height_mm : options->height_px;
  const char *unit = mm ? "mm" : "";
  g_autofree char *width_text = write_length (mm ? options->width_mm : options->width_px, unit);
  g_autofree char *height_text = write_length (height, unit);

  return height > 0 ? g_strconcat (width_text, "x", height_text, NULL)
                    : g_steal_pointer (&width_text);
}
