/* What `entente check` finds out about a file. */
#pragma once

#include "dossier/anchor.h"
#include "dossier/dossier-file.h"

G_BEGIN_DECLS

/* What is counted, in the order of the file format. */
typedef enum
{
  ENT_COUNT_DOCUMENTS,
  ENT_COUNT_PASSAGES,
  ENT_COUNT_ACTORS,
  ENT_COUNT_RELATION_TYPES,
  ENT_COUNT_RELATIONS,
  ENT_COUNT_EVENTS,
  ENT_COUNT_COMPARISONS,
  ENT_COUNT_SUBJECTS,
  ENT_COUNT_DIMENSIONS,
  ENT_COUNT_CELLS,
  ENT_COUNT_VERDICTS,
  ENT_COUNT_DIAGRAMS,
  ENT_COUNT_NODES,
  ENT_COUNT_LINKS,
  ENT_COUNT_VIEWS,
  ENT_COUNT_STEPS,
  ENT_N_COUNTS,
} EntCount;

typedef struct
{
  const char *path;
  GError *error;       /* why the file is no sound dossier, or NULL */
  GPtrArray *problems; /* of EntProblem, or NULL */
  EntDossier *dossier; /* or what could be read of it, or NULL */
  EntLibrary *library;
  GPtrArray *messages; /* of char: what happened while texts were looked for */
  guint counts[ENT_N_COUNTS];
  GPtrArray *bare;   /* of const EntThing: marks without evidence */
  GPtrArray *unused; /* of const EntPassage: nothing rests on them */
  GPtrArray *split;  /* of const EntPassage: they begin or end inside a character */
} EntReport;

EntReport *ent_report_new (const char *path, const char *const *folders);
void ent_report_free (EntReport *report);
/* Passages of the document (or of all, NULL) in the state. */
guint ent_report_count_anchors (const EntReport *report,
                                const EntDocument *document,
                                EntAnchorState state);
gboolean ent_report_is_clean (const EntReport *report);
const char *ent_count_name (EntCount count); /* key: "relation_types" */
/* A JSON object (transfer full). */
EntJson *ent_report_to_json (const EntReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntReport, ent_report_free)

G_END_DECLS
