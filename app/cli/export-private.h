/* What the files of `entente export` share. */
#pragma once

#include "cli/cli.h"
#include "figure/batch.h"

G_BEGIN_DECLS

/* What the command line asks for. */
typedef struct
{
  char *view, *output, *formats, *size, *theme, *langs, *at, *style, *legend, *appendix, *font,
      *preset;
  char **sources;
  double dpi; /* 0: not said */
  gboolean all, story, no_title, no_caption, no_legend, no_source, notes, outlines, transparent;
} EntExportArguments;

/* What a figure is written in, interned; lang2 for labels in two languages, or NULL. */
typedef struct
{
  const char *lang, *lang2;
} EntExportLanguage;

/* One run: the dossier and what all its files have in common. */
typedef struct
{
  EntDossier *dossier;
  EntWorld *world;
  EntFilter *filter;
  EntLibrary *library;
  EntViewRequest request;
  EntFigureOptions options;
  EntTableOptions table;
  GArray *formats; /* EntExportFormat */
  GArray *langs;   /* EntExportLanguage */
  char *date;      /* of SOURCE_DATE_EPOCH */
} EntExportRun;

typedef struct
{
  gboolean as_table;
  EntFigureFormat figure;
  EntTableFormat table;
} EntExportFormat;

int ent_export_read_options (const EntExportArguments *arguments, EntExportRun *run);
int ent_export_read_preset (const EntExportArguments *arguments, EntExportRun *run);
int ent_export_read_languages (const EntExportArguments *arguments, EntExportRun *run);
const char *ent_export_format_name (const EntExportFormat *format);
gboolean ent_export_has_figures (const EntExportRun *run);
gboolean ent_export_has_tables (const EntExportRun *run);

int ent_export_run (const EntExportArguments *arguments, EntExportRun *run);

/* A cancellable that the keys of a terminal and the end of a session trigger. */
GCancellable *ent_export_watch_signals (void);

static inline const EntExportFormat *
ent_export_format (const EntExportRun *run, guint index)
{
  return &g_array_index (run->formats, EntExportFormat, index);
}

static inline const EntExportLanguage *
ent_export_language (const EntExportRun *run, guint index)
{
  return &g_array_index (run->langs, EntExportLanguage, index);
}

G_END_DECLS
