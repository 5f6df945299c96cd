#include "base/colour.h"

#include <math.h>

/* Halvings of a search over lightness or chroma: 2⁻²⁰ is far below one step of 8 bits. */
#define HALVINGS 20

/**
 * ent_colour_hex:
 * @rrggbb: 0xRRGGBB
 *
 * Returns: the opaque colour
 */
EntColour
ent_colour_hex (guint32 rrggbb)
{
  return (EntColour){
    ((rrggbb >> 16) & 0xff) / 255.0f, ((rrggbb >> 8) & 0xff) / 255.0f, (rrggbb & 0xff) / 255.0f, 1
  };
}

/**
 * ent_colour_parse:
 * @text: `#rrggbb` or `#rrggbbaa`, either case
 * @colour: (out): the colour
 *
 * Returns: %FALSE if @text is anything else; @colour is then left alone
 */
gboolean
ent_colour_parse (const char *text, EntColour *colour)
{
  guint32 value = 0;
  guint digits = 0;

  if (text == NULL || text[0] != '#')
    return FALSE;
  for (const char *c = text + 1; *c != '\0'; c++)
    {
      if (!g_ascii_isxdigit (*c) || ++digits > 8)
        return FALSE;
      value = value << 4 | (guint32)g_ascii_xdigit_value (*c);
    }
  if (digits != 6 && digits != 8)
    return FALSE;

  *colour = ent_colour_hex (digits == 8 ? value >> 8 : value);
  if (digits == 8)
    colour->a = (value & 0xff) / 255.0f;
  return TRUE;
}

static guint
to_byte (float part)
{
  return (guint)lroundf (CLAMP (part, 0.0f, 1.0f) * 255);
}

/**
 * ent_colour_to_hex:
 * @colour: a colour
 *
 * Returns: (transfer full): `#rrggbb`, or `#rrggbbaa` when it is not opaque, lower case
 */
char *
ent_colour_to_hex (EntColour colour)
{
  const guint r = to_byte (colour.r), g = to_byte (colour.g), b = to_byte (colour.b);
  const guint a = to_byte (colour.a);
  if (a == 255)
    return g_strdup_printf ("#%02x%02x%02x", r, g, b);
  return g_strdup_printf ("#%02x%02x%02x%02x", r, g, b, a);
}

/**
 * ent_colour_with_alpha:
 * @colour: a colour
 * @alpha: 0–1
 *
 * Returns: @colour with its alpha replaced
 */
EntColour
ent_colour_with_alpha (EntColour colour, double alpha)
{
  colour.a = (float)alpha;
  return colour;
}

static double
to_linear (double v)
{
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

static double
from_linear (double v)
{
  if (v <= 0)
    return 0;
  if (v >= 1)
    return 1;
  return v <= 0.0031308 ? v * 12.92 : 1.055 * pow (v, 1 / 2.4) - 0.055;
}

/**
 * ent_colour_to_oklab:
 * @colour: a colour; alpha is ignored
 *
 * Source: B. Ottosson, “A perceptual color space for image processing”, 2020.
 *
 * Returns: lightness 0–1 and the two opponent axes, about ±0.4
 */
EntOklab
ent_colour_to_oklab (EntColour colour)
{
  const double r = to_linear (colour.r), g = to_linear (colour.g), b = to_linear (colour.b);
  const double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);

  return (EntOklab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                     1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                     0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

static void
oklab_to_linear (EntOklab lab, double rgb[3])
{
  const double l = lab.L + 0.3963377774 * lab.a + 0.2158037573 * lab.b;
  const double m = lab.L - 0.1055613458 * lab.a - 0.0638541728 * lab.b;
  const double s = lab.L - 0.0894841775 * lab.a - 1.2914855480 * lab.b;
  const double l3 = l * l * l, m3 = m * m * m, s3 = s * s * s;

  rgb[0] = 4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3;
  rgb[1] = -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3;
  rgb[2] = -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3;
}

static gboolean
in_gamut (EntOklab lab)
{
  /* Half a step of 8 bits, so that every sRGB colour survives the way there and back. */
  const double slack = 0.5 / 255;
  double rgb[3];
  oklab_to_linear (lab, rgb);
  for (guint i = 0; i < 3; i++)
    if (rgb[i] < -slack || rgb[i] > 1 + slack)
      return FALSE;
  return TRUE;
}

/**
 * ent_colour_from_oklab:
 * @lab: OKLab; a colour that sRGB does not have loses chroma until it does, at the same lightness
 *   and hue
 * @alpha: 0–1
 *
 * Source: B. Ottosson, “A perceptual color space for image processing”, 2020.
 *
 * Returns: the colour
 */
EntColour
ent_colour_from_oklab (EntOklab lab, double alpha)
{
  double rgb[3];

  lab.L = CLAMP (lab.L, 0, 1);
  if (!in_gamut (lab))
    {
      double low = 0, high = 1;
      for (guint i = 0; i < HALVINGS; i++)
        {
          const double middle = (low + high) / 2;
          if (in_gamut ((EntOklab){ lab.L, lab.a * middle, lab.b * middle }))
            low = middle;
          else
            high = middle;
        }
      lab.a *= low;
      lab.b *= low;
    }
  oklab_to_linear (lab, rgb);
  return (EntColour){ (float)from_linear (rgb[0]),
                      (float)from_linear (rgb[1]),
                      (float)from_linear (rgb[2]),
                      (float)alpha };
}

/**
 * ent_colour_mix:
 * @a: a colour
 * @b: another
 * @t: 0 gives @a, 1 gives @b
 *
 * Mixes in OKLab, so that the steps look even and no mixture turns grey on the way.
 *
 * Returns: the mixture
 */
EntColour
ent_colour_mix (EntColour a, EntColour b, double t)
{
  if (t <= 0)
    return a;
  if (t >= 1)
    return b;

  const EntOklab from = ent_colour_to_oklab (a), to = ent_colour_to_oklab (b);
  const EntOklab lab = { from.L + t * (to.L - from.L),
                         from.a + t * (to.a - from.a),
                         from.b + t * (to.b - from.b) };
  return ent_colour_from_oklab (lab, a.a + t * (b.a - a.a));
}

/**
 * ent_colour_difference:
 * @a: a colour; alpha is ignored
 * @b: another
 *
 * Returns: their distance in OKLab; 0.02 is about just noticeable, black to white is 1
 */
double
ent_colour_difference (EntColour a, EntColour b)
{
  const EntOklab p = ent_colour_to_oklab (a), q = ent_colour_to_oklab (b);
  return sqrt ((p.L - q.L) * (p.L - q.L) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

static double
luminance (EntColour colour)
{
  return 0.2126 * to_linear (colour.r) + 0.7152 * to_linear (colour.g)
         + 0.0722 * to_linear (colour.b);
}

static EntColour
composite (EntColour over, EntColour ground)
{
  const float a = over.a;
  return (EntColour){ over.r * a + ground.r * (1 - a),
                      over.g * a + ground.g * (1 - a),
                      over.b * a + ground.b * (1 - a),
                      1 };
}

/**
 * ent_colour_contrast:
 * @a: the colour in front; where it is not opaque, @b shows through
 * @b: the ground, taken as opaque
 *
 * Source: WCAG 2.1, “contrast ratio”.
 *
 * Returns: 1 (the same) – 21 (black on white)
 */
double
ent_colour_contrast (EntColour a, EntColour b)
{
  const double front = luminance (composite (a, b)), back = luminance (b);
  return (MAX (front, back) + 0.05) / (MIN (front, back) + 0.05);
}

/**
 * ent_colour_simulate:
 * @colour: a colour; alpha is kept
 * @matrix: 3 × 3, row by row, applied to linear RGB
 *
 * Shows a colour as a reader with a colour vision deficiency sees it.
 *
 * Source: G. Machado, M. Oliveira, L. Fernandes, “A Physiologically-based Model for Simulation of
 * Color Vision Deficiency”, 2009, whose matrices this takes.
 *
 * Returns: the colour as seen
 */
EntColour
ent_colour_simulate (EntColour colour, const double matrix[9])
{
  const double rgb[] = { to_linear (colour.r), to_linear (colour.g), to_linear (colour.b) };
  float seen[3];
  for (guint i = 0; i < 3; i++)
    seen[i] = (float)from_linear (matrix[3 * i] * rgb[0] + matrix[3 * i + 1] * rgb[1]
                                  + matrix[3 * i + 2] * rgb[2]);
  return (EntColour){ seen[0], seen[1], seen[2], colour.a };
}

/* The lightness nearest to that of lab, on the way to limit, that gives the contrast. */
static gboolean
search_lightness (EntOklab lab, double limit, EntColour ground, double ratio, EntOklab *found)
{
  double poor = lab.L, good = limit;
  EntOklab at = lab;

  at.L = limit;
  if (ent_colour_contrast (ent_colour_from_oklab (at, 1), ground) < ratio)
    return FALSE;
  for (guint i = 0; i < HALVINGS; i++)
    {
      at.L = (poor + good) / 2;
      if (ent_colour_contrast (ent_colour_from_oklab (at, 1), ground) >= ratio)
        good = at.L;
      else
        poor = at.L;
    }
  *found = at;
  found->L = good;
  return TRUE;
}

/**
 * ent_colour_against:
 * @colour: a colour; its alpha is kept but taken as opaque for the contrast
 * @ground: what it is drawn on, opaque
 * @ratio: the WCAG contrast wanted: 4.5 for text, 3 for marks
 *
 * Makes @colour lighter or darker, whichever changes it less, until it stands out from @ground;
 * the hue stays.
 *
 * Returns: the colour; black or white, the better of them, if no colour reaches @ratio
 */
EntColour
ent_colour_against (EntColour colour, EntColour ground, double ratio)
{
  if (ent_colour_contrast (ent_colour_with_alpha (colour, 1), ground) >= ratio)
    return colour;

  const EntOklab lab = ent_colour_to_oklab (colour);
  EntOklab darker, lighter;
  const gboolean down = search_lightness (lab, 0, ground, ratio, &darker);
  const gboolean up = search_lightness (lab, 1, ground, ratio, &lighter);

  if (down && (!up || lab.L - darker.L <= lighter.L - lab.L))
    return ent_colour_from_oklab (darker, colour.a);
  if (up)
    return ent_colour_from_oklab (lighter, colour.a);

  const EntColour black = ent_colour_hex (0x000000), white = ent_colour_hex (0xffffff);
  const gboolean dark = ent_colour_contrast (black, ground) > ent_colour_contrast (white, ground);
  return ent_colour_with_alpha (dark ? black : white, colour.a);
}
