/* Citations of documents, alone or under the passages that are quoted from them, in the styles
 * scholars are asked for.  A citation speaks the language of the document it cites. */
#pragma once

#include "dossier/dossier.h"
#include "dossier/source.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_CITATION_GBT7714, /* GB/T 7714-2015 */
  ENT_CITATION_CHICAGO, /* Chicago Manual of Style, 17th edition, author-date */
  ENT_CITATION_PLAIN,
  ENT_N_CITATION_STYLES,
} EntCitationStyle;

typedef struct
{
  EntCitationStyle style;
  gboolean html;    /* a fragment of HTML instead of plain text */
  const char *lang; /* of digests, which stand for words that are not at hand; "en" by default */
  const char *accessed; /* EDTF: when texts that have an address were read there; NULL: not said */
} EntCitationOptions;

const char *ent_citation_style_name (EntCitationStyle style); /* key: "gbt7714" */
gboolean ent_citation_style_parse (const char *name, EntCitationStyle *style);

/* One line: authors, title, container, date; in the language of a figure, not of the document. */
char *ent_citation_line (const EntDocument *document, const char *lang);
/* Authors, container and date: what stands below the title. */
char *ent_citation_origin (const EntDocument *document, const char *lang);
/* The language that a document is cited in. */
const char *ent_citation_language (const EntDocument *document);
char *ent_citation_document (const EntDocument *document, const EntCitationOptions *options);
/* The words of passages, each document's followed by its citation; elements are EntEvidence. */
char *ent_citation_passages (const GPtrArray *evidence,
                             const EntLibrary *library,
                             const EntCitationOptions *options);
/* The words of a passage on one line, if they are surely at hand. */
char *ent_citation_quote (const EntPassage *passage, const EntLibrary *library, guint *paragraph);

G_END_DECLS
