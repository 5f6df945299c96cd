/* Unsaved edits that a crash left in a journal: found, told, and opened again. */
#pragma once

#include "session/session.h"

G_BEGIN_DECLS

/* The dossier's file as it is now. */
typedef enum
{
  ENT_RECOVERY_SAME,    /* it holds what the program last wrote or read */
  ENT_RECOVERY_CHANGED, /* another program wrote something else */
  ENT_RECOVERY_GONE,
  ENT_RECOVERY_NONE, /* the dossier was never saved */
} EntRecoveryBase;

typedef struct
{
  GFile *file; /* NULL: the dossier was never saved */
  char *title;
  EntRecoveryBase base;
  GPtrArray *edits; /* of EntRecoveryEdit: what is unsaved, oldest first */
  gint64 time;      /* of the last change; seconds since 1970 */

  /*< private >*/
  char *path;
  int lock;           /* the journal, open and locked */
  GPtrArray *roots;   /* of EntJson: the states */
  GPtrArray *dropped; /* of EntJson: states that there no longer were, which the file may hold */
  GPtrArray *steps;   /* of EntRecoveryEdit: what led to them */
  GPtrArray *built;   /* of EntDossier: those from first on */
  guint first, at;
  int saved;          /* which state the file holds; -1: none */
  guint since;        /* the last that it held, or was made from */
  char *sum;          /* of what the file held */
  EntJson *base_root; /* what it holds, when it is the same */
  EntDossier *in_file;
} EntRecovery;

typedef struct
{
  char *label; /* NULL when not known */
  gint64 time;
  gboolean undone; /* after saving */
} EntRecoveryEdit;

GPtrArray *ent_recovery_find (const char *folder, GFile *file, GCancellable *cancellable);
gboolean ent_recovery_build (EntRecovery *recovery, GError **error);
void ent_recovery_apply (EntRecovery *recovery, EntSession *session);
void ent_recovery_discard (EntRecovery *recovery);
void ent_recovery_free (EntRecovery *recovery);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntRecovery, ent_recovery_free)

G_END_DECLS
