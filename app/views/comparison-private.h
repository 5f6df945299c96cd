/* A comparison in parts: where everything goes (comparison-layout.c), as marks (comparison-draw.c),
 * and at which size (comparison-view.c). */
#pragma once

#include "views/view-private.h"

G_BEGIN_DECLS

/* Lengths in points at text scale 1; sizes of text as LOOK has them. */
#define ENT_COMPARISON_ROW_PAD_PT 6.0
#define ENT_COMPARISON_TEXT_PT 8.0
#define ENT_COMPARISON_DIMENSION_PT 7.5
#define ENT_COMPARISON_NOTE_PT 7.0
#define ENT_COMPARISON_SMALL_PT 6.5
#define ENT_COMPARISON_GLYPH_PT 7.0 /* radius */
#define ENT_COMPARISON_DOT_PT 1.7   /* radius */

/* What is the case of one subject in one dimension. */
typedef struct
{
  const EntCell *cell; /* NULL: nothing is said */
  char **lines;
  char **name;      /* of the subject: in a stack */
  double y, height; /* from the top of its row: in a stack */
} EntComparisonSlot;

typedef struct
{
  const EntDimension *dimension;
  char *group; /* subhead above the row, or NULL */
  char **name;
  EntComparisonSlot *slots; /* one a subject */
  guint n_slots;
  double y, height, group_height;
} EntComparisonRow;

typedef struct
{
  const EntViewRequest *request;
  EntViewRequest scaled; /* with the zoom in its text scale */
  const EntComparison *comparison;
  GPtrArray *subjects; /* shown ones */
  GArray *rows;        /* EntComparisonRow */
  /* Too narrow for columns side by side: the subjects of a dimension stand under each other. */
  gboolean stacked;
  double x0, width; /* of the table */
  double name_width, gutter;
  double head_pt;                  /* size of the headings */
  double *column_x, *column_width; /* one a subject; in a stack all the same */
  double head_height, height;
  char ***notes; /* lines under the heading, one a subject */
  char ***heads;
} EntComparisonTable;

EntComparisonTable *ent_comparison_new (const EntViewRequest *request, double text_scale);
void ent_comparison_free (EntComparisonTable *table);
double ent_comparison_pt (const EntComparisonTable *table, double points);
EntTextStyle ent_comparison_text (const EntComparisonTable *table, double points, int weight);
double ent_comparison_gap_before (const EntComparisonTable *table, guint column);
guint ent_comparison_dots (const EntThing *thing, guint *n_more);
char *ent_comparison_evidence_words (const EntComparisonTable *table, const EntThing *thing);
void ent_comparison_draw (const EntComparisonTable *table, EntSceneBuilder *builder, double offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntComparisonTable, ent_comparison_free)

G_END_DECLS
