/* What the formats of tables share: the grid with its notes numbered, and the words round it. */
#pragma once

#include "dossier/anchor.h"
#include "figure/table.h"

G_BEGIN_DECLS

/* A passage that some entries rest on. */
typedef struct
{
  const EntEvidence *evidence; /* owned by the grid */
  guint number;                /* from 1 */
  guint same_as; /* number of the note that cites the document in full; 0: this one does */
  guint n_marks; /* how often the table refers to it */
  char *citation, *citation_html; /* or "As in note 3" */
  const char *citation_lang;      /* NULL: as the table */
  char *facts;                    /* " (para. 3; grade B2)" and the like, or "" */
  EntGridText digest, said; /* said: what the dossier notes of the use of the passage; may be "" */
  EntAnchorState state;
} EntTableNote;

typedef struct
{
  const EntViewRequest *request;
  const EntTableOptions *options;
  const char *lang;
  EntGrid *grid;
  char *title, *subtitle, *caption; /* NULL: not shown */
  GPtrArray *notes;                 /* EntTableNote */
  GHashTable *numbers;              /* EntEvidence → number */
  GPtrArray *remarks;               /* char *: what is to be known of the whole table */
} EntTable;

EntTable *
ent_table_new (const EntViewRequest *request, const EntTableOptions *options, GError **error);
void ent_table_free (EntTable *table);
guint ent_table_number (const EntTable *table, const EntEvidence *evidence);
/* "hedged; no passage", or NULL (transfer full). */
char *ent_table_status (const EntTable *table, const EntGridEntry *entry);
/* "Hanoi (February 2019)" (transfer full). */
char *ent_table_heading (const EntTable *table, guint column);
/* Where a bare address begins in plain text, and how long it is; NULL for none. */
const char *ent_table_find_url (const char *text, gsize *length);
gboolean ent_table_begins_group (const EntTable *table, guint row);

void ent_table_write_csv (const EntTable *table, GString *out);
void ent_table_write_tsv (const EntTable *table, GString *out);
void ent_table_write_text (const EntTable *table, GString *out);
void ent_table_write_html (const EntTable *table, GString *out);
void ent_table_write_markdown (const EntTable *table, GString *out);
void ent_table_write_latex (const EntTable *table, GString *out);

static inline const EntTableNote *
ent_table_note (const EntTable *table, guint index)
{
  return g_ptr_array_index (table->notes, index);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTable, ent_table_free)

G_END_DECLS
