/* Pictures for a page: scenes in several languages and themes as fragments of SVG that write once
 * what they have in common, and the colours, styles and patterns that all of them share. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

typedef struct _EntSvgSheet EntSvgSheet;

/* The name that an item's group links to, "m12", or NULL for none; borrowed. */
typedef const char *(*EntSvgLinkFunc) (const EntSceneItem *item, gpointer data);

/* What is drawn only in one language has its class. */
EntSvgSheet *
ent_svg_sheet_new (const char *const *language_classes, guint n_languages, guint n_themes);
void ent_svg_sheet_free (EntSvgSheet *sheet);
/* Scenes: that of language l in theme t is at l × n_themes + t; the same marks in every theme. */
void ent_svg_sheet_draw (
    EntSvgSheet *sheet, EntScene *const *scenes, EntSvgLinkFunc link, gpointer data, GString *out);
/* What follows belongs to the page, once all is drawn. */
void ent_svg_sheet_write_colours (const EntSvgSheet *sheet, guint theme, GString *out);
void ent_svg_sheet_write_rules (const EntSvgSheet *sheet, GString *out);
void ent_svg_sheet_write_defs (const EntSvgSheet *sheet, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSvgSheet, ent_svg_sheet_free)

G_END_DECLS
