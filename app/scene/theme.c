#include "scene/theme.h"

#include <string.h>

/* Contrast with the paper that lines and text have at least: WCAG 2.1, 1.4.11 and 1.4.3. */
#define LINE_CONTRAST 3.0
#define TEXT_CONTRAST 4.5

/* The eight slots on white; every pair keeps ΔE(OK) ≥ 0.10 under simulated protan-, deuter- and
 * tritanopia, also from the accent. */
static const guint32 light_slots[ENT_N_CATEGORIES]
    = { 0x2f6690, 0xcd8733, 0x7dc2ba, 0x512f75, 0xddb767, 0x5d8f80, 0xa287cb, 0x7a1f20 };

/* Greys in even steps of lightness, ordered so that slots used first lie far apart. */
static const double grey_lightness[ENT_N_CATEGORIES]
    = { 0.406, 0.715, 0.200, 0.818, 0.509, 0.921, 0.303, 0.612 };

typedef struct
{
  const char *name;
  gboolean dark;
  double stroke_scale;
  guint32 paper, ink, muted, hairline, sea, land, border, coast, accent, highlight;
} Roles;

static const Roles roles[ENT_N_THEMES] = {
  [ENT_THEME_LIGHT] = { "light",
                        FALSE,
                        1,
                        0xffffff,
                        0x1d2428,
                        0x5c6870,
                        0xdfe4e7,
                        0xeef3f6,
                        0xe3e2dc,
                        0xffffff,
                        0xc3c8cb,
                        0xb5402f,
                        0xf7dcc9 },
  [ENT_THEME_DARK] = { "dark",
                       TRUE,
                       1,
                       0x1b1f22,
                       0xe9edef,
                       0x9aa7af,
                       0x353c41,
                       0x20272c,
                       0x31383b,
                       0x20272c,
                       0x4a5358,
                       0xf0826c,
                       0x5a3a2b },
  [ENT_THEME_PRINT] = { "print",
                        FALSE,
                        1,
                        0xffffff,
                        0x000000,
                        0x3f484e,
                        0xcdd3d7,
                        0xffffff,
                        0xe8e7e2,
                        0xffffff,
                        0xa9b0b4,
                        0xb5402f,
                        0xf7dcc9 },
  [ENT_THEME_GREY] = { "grey",
                       FALSE,
                       1,
                       0xffffff,
                       0x111111,
                       0x555555,
                       0xdddddd,
                       0xffffff,
                       0xececec,
                       0xffffff,
                       0xb4b4b4,
                       0x000000,
                       0xd8d8d8 },
  [ENT_THEME_CONTRAST] = { "contrast",
                           FALSE,
                           2,
                           0xffffff,
                           0x000000,
                           0x333a3f,
                           0x7f878c,
                           0xffffff,
                           0xe6e6e6,
                           0x7f878c,
                           0x4f565a,
                           0xb5402f,
                           0xf7dcc9 },
  [ENT_THEME_CONTRAST_DARK] = { "contrast-dark",
                                TRUE,
                                2,
                                0x000000,
                                0xffffff,
                                0xd0d7db,
                                0x7f878c,
                                0x000000,
                                0x22282b,
                                0x7f878c,
                                0xaab2b7,
                                0xf0826c,
                                0x6b4530 },
};

/* Dark slots keep their distance of lightness from the paper, on its other side. */
static EntColour
mirror_slot (guint32 rrggbb)
{
  double paper = ent_colour_to_oklab (ent_colour_hex (roles[ENT_THEME_DARK].paper)).L;
  EntOklab lab = ent_colour_to_oklab (ent_colour_hex (rrggbb));
  lab.L = paper + 1 - lab.L;
  return ent_colour_from_oklab (lab, 1);
}

static EntColour
choose_slot (EntThemeKind kind, guint slot)
{
  if (kind == ENT_THEME_GREY)
    return ent_colour_from_oklab ((EntOklab){ grey_lightness[slot], 0, 0 }, 1);
  return roles[kind].dark ? mirror_slot (light_slots[slot]) : ent_colour_hex (light_slots[slot]);
}

/* A shade further from the paper, so that a pale fill has an edge. */
static EntColour
choose_rim (EntColour fill, gboolean dark)
{
  EntOklab lab = ent_colour_to_oklab (fill);
  lab.L = dark ? lab.L + 0.35 * (1 - lab.L) : 0.75 * lab.L;
  return ent_colour_from_oklab (lab, 1);
}

static EntColour
choose_ink (EntColour fill)
{
  static const guint32 wanted[] = { 0xffffff, 0x1d2428, 0x000000 };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (ent_colour_contrast (ent_colour_hex (wanted[i]), fill) >= TEXT_CONTRAST)
      return ent_colour_hex (wanted[i]);
  return ent_colour_against (fill, fill, TEXT_CONTRAST);
}

static void
fill_theme (EntTheme *theme, EntThemeKind kind)
{
  const Roles *r = &roles[kind];
  *theme = (EntTheme){
    .kind = kind,
    .name = r->name,
    .dark = r->dark,
    .stroke_scale = r->stroke_scale,
    .paper = ent_colour_hex (r->paper),
    .ink = ent_colour_hex (r->ink),
    .muted = ent_colour_hex (r->muted),
    .hairline = ent_colour_hex (r->hairline),
    .sea = ent_colour_hex (r->sea),
    .land = ent_colour_hex (r->land),
    .border = ent_colour_hex (r->border),
    .coast = ent_colour_hex (r->coast),
    .accent = ent_colour_hex (r->accent),
    .highlight = ent_colour_hex (r->highlight),
  };
  double line_contrast = r->stroke_scale > 1 ? TEXT_CONTRAST : LINE_CONTRAST;
  for (guint i = 0; i < ENT_N_CATEGORIES; i++)
    {
      EntColour fill = choose_slot (kind, i);
      EntColour rim = choose_rim (fill, r->dark);
      theme->category[i] = fill;
      theme->category_rim[i] = ent_colour_against (rim, theme->paper, LINE_CONTRAST);
      theme->category_line[i] = ent_colour_against (fill, theme->paper, line_contrast);
      theme->category_text[i] = ent_colour_against (fill, theme->paper, TEXT_CONTRAST);
      theme->category_ink[i] = choose_ink (fill);
    }
}

/**
 * ent_theme_get:
 * @kind: a theme
 *
 * Returns: (transfer none): its colours; the same pointer at every call
 */
const EntTheme *
ent_theme_get (EntThemeKind kind)
{
  static EntTheme themes[ENT_N_THEMES];
  static gsize ready = 0;
  g_return_val_if_fail (kind < ENT_N_THEMES, NULL);
  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < ENT_N_THEMES; i++)
        fill_theme (&themes[i], i);
      g_once_init_leave (&ready, 1);
    }
  return &themes[kind];
}

/**
 * ent_theme_parse:
 * @name: (nullable): "light", "dark", "print", "grey", "contrast" or "contrast-dark"
 * @kind: (out): the theme of that name
 *
 * Returns: %FALSE if there is none; @kind is then left alone
 */
gboolean
ent_theme_parse (const char *name, EntThemeKind *kind)
{
  for (guint i = 0; i < ENT_N_THEMES; i++)
    if (g_strcmp0 (name, roles[i].name) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
