/* Tables as text: comparisons, matrices and the values of quadrants, with a numbered note for every
 * passage that they rest on. */
#pragma once

#include "dossier/citation.h"
#include "figure/figure.h"
#include "views/grid.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_TABLE_CSV,
  ENT_TABLE_HTML,
  ENT_TABLE_MARKDOWN,
  ENT_TABLE_LATEX,
  ENT_N_TABLE_FORMATS, /* of files; those below are for the clipboard */
  ENT_TABLE_TSV = ENT_N_TABLE_FORMATS,
  ENT_TABLE_TEXT,
} EntTableFormat;

typedef struct
{
  EntCitationStyle style;
  const EntLibrary *library; /* the texts at hand, or NULL */
  gboolean show_title, show_caption, show_notes;
} EntTableOptions;

#define ENT_TABLE_OPTIONS_DEFAULT                                                                  \
  ((EntTableOptions){ .style = ENT_CITATION_GBT7714,                                               \
                      .show_title = TRUE,                                                          \
                      .show_caption = TRUE,                                                        \
                      .show_notes = TRUE })

const char *ent_table_format_name (EntTableFormat format); /* "csv" */
gboolean ent_table_format_parse (const char *name, EntTableFormat *format);

/* The text of the table, UTF-8: identical input, identical bytes. */
char *ent_table_write (const EntViewRequest *request,
                       const EntTableOptions *options,
                       EntTableFormat format,
                       GError **error);
gboolean ent_table_export (const EntViewRequest *request,
                           const EntTableOptions *options,
                           EntTableFormat format,
                           GFile *file,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
