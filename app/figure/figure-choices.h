/* All that somebody chooses of a figure or a table, as presets of a dossier and the program's
 * settings keep it. */
#pragma once

#include "figure/table.h"

G_BEGIN_DECLS

typedef struct
{
  EntFigureOptions
      options; /* strings interned; title and caption are of one figure, and not kept */
  EntThemeKind theme;
  const char *lang, *lang2; /* interned; lang NULL: that in which the views are looked at */
  gboolean as_table;        /* text rather than a figure */
  EntTableFormat table_format;
  EntCitationStyle style; /* of a table's notes */
} EntFigureChoices;

/* A figure as wide as two columns and as high as the view needs. */
#define ENT_FIGURE_CHOICES_DEFAULT                                                                 \
  ((EntFigureChoices){ .options = { .format = ENT_FIGURE_PNG,                                      \
                                    .width_mm = 183,                                               \
                                    .dpi = 300,                                                    \
                                    .text_scale = 1,                                               \
                                    .show_title = TRUE,                                            \
                                    .show_caption = TRUE,                                          \
                                    .show_source = TRUE,                                           \
                                    .show_date = TRUE,                                             \
                                    .show_projection = TRUE,                                       \
                                    .show_worldview = TRUE,                                        \
                                    .legend = ENT_LEGEND_BELOW },                                  \
                       .theme = ENT_THEME_LIGHT,                                                   \
                       .style = ENT_CITATION_GBT7714 })

EntJson *ent_figure_choices_to_json (const EntFigureChoices *choices);
gboolean ent_figure_choices_read (EntFigureChoices *choices, const EntJson *json, GError **error);
/* The preset of that name in a dossier. */
gboolean ent_figure_choices_read_preset (EntFigureChoices *choices,
                                         EntDossier *dossier,
                                         const char *name,
                                         GError **error);
/* Sets theme and languages of a request whose lang is that in which the views are looked at. */
void ent_figure_choices_apply (const EntFigureChoices *choices, EntViewRequest *request);

G_END_DECLS
