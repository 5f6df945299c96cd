/* How a journal lies on the disk: journal.c follows a session, journal-write.c writes, recovery.c
 * reads.
 *
 * A journal is a row of records "KIND LENGTH SHA256\nBODY\n", the sum being that of "KIND LENGTH\n"
 * and the body; what follows the first record that is not whole counts for nothing.  Kinds:
 *
 *   H  {"format":"entente-journal","version":1,"file":URI or null,"title":"…"}, the first
 *   S  {"keep":N,"label":"…","time":T} and, on the next lines, a state of the dossier as it is
 * saved E  the same and a patch (json-patch.h) that makes the state of the one before A
 * {"at":I,"saved":J}: which state is open, and which one the file holds (-1: none)
 *
 * States are numbered from 0; of those there were, the first N stay when a record adds another. */
#pragma once

#include "session/session-private.h"

G_BEGIN_DECLS

#define ENT_JOURNAL_FORMAT "entente-journal"
#define ENT_JOURNAL_VERSION 1
#define ENT_JOURNAL_ENDING ".journal"
#define ENT_JOURNAL_NEW ".new-" /* a journal that is not yet complete */

/* What is to be on the disk. */
typedef struct
{
  GPtrArray *states; /* of EntState, without libraries */
  guint at;
  int saved; /* -1: none of them */
  gboolean dirty;
  EntDossier *in_file; /* NULL: not known */
  char *uri;           /* NULL: no file */
  char *title;
} EntJournalHistory;

void ent_journal_history_free (EntJournalHistory *history);

/* The journal of one session; for one thread at a time. */
typedef struct
{
  char *folder;
  char *path;      /* NULL: there is none */
  int fd;          /* open and locked while there is one */
  goffset end;     /* of the last record that is on the disk */
  char *uri;       /* as in its head */
  GArray *serials; /* of guint64: the states it tells of */
  guint at;
  int saved;
  EntDossier *in_file; /* whose sum is at hand */
  char *sum;
} EntJournalWriter;

EntJournalWriter *ent_journal_writer_new (const char *folder);
void ent_journal_writer_free (EntJournalWriter *writer);
gboolean ent_journal_writer_write (EntJournalWriter *writer,
                                   const EntJournalHistory *history,
                                   GError **error);
void ent_journal_writer_drop (EntJournalWriter *writer);

char *ent_journal_folder (const char *folder);
char *ent_journal_sum_root (const EntJson *root);
char *ent_journal_sum (char kind, const char *body, gsize length);

G_END_DECLS
