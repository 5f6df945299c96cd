/* Text measured, wrapped and shortened as it will be drawn: Pango, no hinting, in figure units.
 * Safe on any thread; each thread has its own font map. */
#pragma once

#include <pango/pango.h>

#include "base/rect.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_ALIGN_START,
  ENT_ALIGN_MIDDLE,
  ENT_ALIGN_END,
} EntAlign;

typedef struct
{
  double size; /* em, figure units */
  int weight;  /* 400, 600, 700 */
  gboolean italic;
  EntAlign align;     /* what x is of the line: its start, middle or end */
  const char *lang;   /* BCP 47: picks the glyphs of Chinese; interned or static */
  const char *family; /* before those of the language, or NULL; interned or static */
} EntTextStyle;

typedef struct
{
  double width, ascent, descent;
} EntTextSize;

/* The font families of figures, most wanted first, as Pango and CSS take them. */
const char *ent_text_families (const char *lang);
/* The family that takes the place of the style's where it lacks a glyph of the text, or NULL. */
char *ent_text_fallback (const char *text, const EntTextStyle *style);
EntTextSize ent_text_measure (const char *text, const EntTextStyle *style);
/* Lines (NULL-terminated) no wider than width; the last of max_lines ends in "…" if there was more.
 */
char **ent_text_wrap (const char *text, const EntTextStyle *style, double width, guint max_lines);
/* As few lines, but of about the same length: labels, headings, boxes. */
char **
ent_text_wrap_even (const char *text, const EntTextStyle *style, double width, guint max_lines);
double ent_text_widest_word (const char *text, const EntTextStyle *style);
char *ent_text_shorten (const char *text, const EntTextStyle *style, double width);
double ent_text_line_height (const EntTextStyle *style);
/* The baseline's distance below a point on which a line is to be centred. */
double ent_text_middle (const EntTextStyle *style);
/* A layout of one line for the renderers (transfer full); scale: figure units per unit of it. */
PangoLayout *ent_text_layout (const char *text, const EntTextStyle *style, double *scale);

G_END_DECLS
