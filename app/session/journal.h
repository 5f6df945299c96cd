/* The journal of a session: while there are unsaved edits, they are on the disk within a second, so
 * that a crash does not lose them.  recovery.h finds them again. */
#pragma once

#include "session/recovery.h"

G_BEGIN_DECLS

/* Milliseconds from an edit to the writing of the journal; edits in between go with it. */
#define ENT_JOURNAL_DELAY 250

#define ENT_TYPE_JOURNAL (ent_journal_get_type ())
G_DECLARE_FINAL_TYPE (EntJournal, ent_journal, ENT, JOURNAL, GObject)

/* Signal: "written" (EntDossier *dossier, const char *failure): the snapshot that was open is on
 * the disk (or in its file), or why it is not. */
EntJournal *ent_journal_new (EntSession *session, const char *folder, guint delay);
void ent_journal_set_paused (EntJournal *journal, gboolean paused);
void ent_journal_replaces (EntJournal *journal, EntRecovery *recovery);

G_END_DECLS
