/* A page while it is laid out: what stands round the view, and where the legend goes. */
#pragma once

#include "figure/figure-private.h"

G_BEGIN_DECLS

/* Distances at text scale 1, points. */
#define ENT_PAGE_MARGIN_PT 9.0
#define ENT_PAGE_GAP_PT 7.0

/* A paragraph over the whole width of the page. */
typedef struct
{
  char **lines;
  EntTextStyle style;
  EntColour colour;
  double gap;                  /* above it */
  const EntDocument *notes_on; /* these are the notes on it, to which marks lead; or NULL */
} EntPageBlock;

typedef struct
{
  EntViewRequest request; /* with the page's text scale and font */
  const EntFigureOptions *options;
  double width, height;   /* asked for, figure units; height 0: as much as it takes */
  double margin;          /* round the page */
  GPtrArray *head, *foot; /* of EntPageBlock */
  GPtrArray *legend;      /* of EntLegendEntry */
  EntLegendPlace place;   /* of the legend; NONE when there is nothing to explain */
  EntRect inside;         /* of a legend inside the view, in the view */
  double needed;          /* height without which the view cannot be shown whole, or 0 */
} EntPage;

double ent_page_pt (const EntPage *page, double points);
double ent_page_column (const EntPage *page);
void ent_page_write_head (EntPage *page);
void ent_page_write_foot (EntPage *page, const EntScene *view);
double ent_page_blocks_height (GPtrArray *blocks);
double
ent_page_draw_blocks (const EntPage *page, EntSceneBuilder *builder, GPtrArray *blocks, double y);
void ent_page_block_free (EntPageBlock *block);

/* figure-legend.c */
void ent_page_choose_legend (EntPage *page, EntLegendPlace wanted);
double ent_page_legend_height (const EntPage *page);
double ent_page_legend_side (const EntPage *page);
gboolean ent_page_find_legend (EntPage *page, const EntScene *view);
void ent_page_draw_legend (const EntPage *page,
                           EntSceneBuilder *builder,
                           const EntRect *view,
                           double below);

/* figure-numbers.c */
void ent_page_draw_numbers (
    const EntPage *page, EntSceneBuilder *builder, const EntScene *view, double dx, double dy);

G_END_DECLS
