/* Copies of a dossier for other people: without the source texts, or with those that may be passed
 * on. */
#pragma once

#include "dossier/library.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_SHARE_EMBEDDED,  /* in the copy */
  ENT_SHARE_NO_RIGHTS, /* its rights are not given */
  ENT_SHARE_CLOSED,    /* its rights do not allow it */
  ENT_SHARE_NO_TEXT,   /* its text is not at hand */
  ENT_SHARE_CHANGED,   /* what is at hand is not the very text */
  ENT_SHARE_TOO_LARGE, /* the copy would be too large to be opened */
} EntShareFate;

/* What becomes of one document's text. */
typedef struct
{
  const EntDocument *document;
  EntShareFate fate;
} EntShared;

gboolean ent_rights_are_open (const char *rights);
GArray *ent_dossier_plan_sharing (const EntDossier *dossier, const EntLibrary *library);
EntDossier *
ent_dossier_share (const EntDossier *dossier, const EntLibrary *library, GError **error);
char *ent_share_describe (const EntShared *shared);

G_END_DECLS
