/* What the two parts of the sheets share: svg-sheet.c (pictures, and what belongs to the page) and
 * svg-sheet-marks.c (marks, their colours and styles). */
#pragma once

#include "render/svg-sheet.h"

G_BEGIN_DECLS

#define ENT_SVG_MAX_THEMES 4

/* Strings and their numbers, in the order of their first use. */
typedef struct
{
  GHashTable *numbers; /* string → number + 1 */
  GPtrArray *strings;
} EntSvgPool;

struct _EntSvgSheet
{
  char **classes; /* of the languages */
  guint n_languages, n_themes;
  EntSvgPool colours; /* "#123456 #abcdef": one a theme */
  EntSvgPool rules;   /* of classes */
  EntSvgPool defs;    /* without their ids */
};

/* Takes the string. */
guint ent_svg_pool_add (EntSvgPool *pool, char *string);
/* " x="…" y="…" width="…" height="…"" */
void ent_svg_sheet_put_rect (GString *out, const EntRect *rect);
/* A mark of the scenes of a language: one a theme. */
void
ent_svg_sheet_put_mark (EntSvgSheet *sheet, EntScene *const *scenes, guint index, GString *out);

G_END_DECLS
