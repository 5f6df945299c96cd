/* Themes: the colours of LOOK by role, with line shades that stand out from the paper. */
#pragma once

#include "base/colour.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_THEME_LIGHT,
  ENT_THEME_DARK,
  ENT_THEME_PRINT,
  ENT_THEME_GREY,
  ENT_THEME_CONTRAST,      /* high contrast on white */
  ENT_THEME_CONTRAST_DARK, /* high contrast on black */
  ENT_N_THEMES,
} EntThemeKind;

#define ENT_N_CATEGORIES 8

typedef struct
{
  EntThemeKind kind;
  const char *name; /* key: "light" */
  gboolean dark;
  EntColour paper, ink, muted, hairline, sea, land, border, coast, accent, highlight;
  EntColour category[ENT_N_CATEGORIES];      /* fills */
  EntColour category_rim[ENT_N_CATEGORIES];  /* round a fill of that slot */
  EntColour category_line[ENT_N_CATEGORIES]; /* lines and text-like marks: ≥ 3 : 1 on the paper */
  EntColour category_ink[ENT_N_CATEGORIES];  /* text on a fill of that slot: ≥ 4.5 : 1 */
  EntColour category_text[ENT_N_CATEGORIES]; /* text in that colour on the paper: ≥ 4.5 : 1 */
  double stroke_scale;                       /* 1; doubled in high contrast */
} EntTheme;

const EntTheme *ent_theme_get (EntThemeKind kind);
gboolean ent_theme_parse (const char *name, EntThemeKind *kind);

G_END_DECLS
