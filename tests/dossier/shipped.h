/* The dossiers that come with the program, with the texts they were made in. */
#pragma once

#include "dossier/dossier.h"
#include "dossier/source.h"

/* A passage and the text it was marked in. */
typedef struct
{
  const EntPassage *passage;
  EntSource *source;
} ShippedPassage;

typedef struct
{
  GPtrArray *dossiers, *libraries; /* of EntDossier, EntLibrary */
  GArray *cases;                   /* of ShippedPassage: those whose text is at hand */
  GPtrArray *sources;              /* of EntSource: each text once */
} Shipped;

/* With the texts in $ENT_SOURCES, else beside the project; no passages without them. */
Shipped *shipped_load (void);
void shipped_free (Shipped *shipped);
