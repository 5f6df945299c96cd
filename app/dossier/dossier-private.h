/* The snapshot from inside: filled by the reader, then never changed. */
#pragma once

#include "dossier/dossier.h"

G_BEGIN_DECLS

struct _EntDossier
{
  gint refs;
  EntJson *root;
  const char *id, *licence, *language;
  const char **authors; /* NULL-terminated */
  EntText title, description;
  GPtrArray *documents, *passages, *actors, *relation_types, *relations, *events;
  GPtrArray *comparisons, *diagrams, *views, *story;
  GHashTable *tag_names;  /* tag → EntText */
  GHashTable *by_id;      /* bare id → EntThing */
  GHashTable *by_mark_id; /* mark id → EntThing */
  GHashTable *referrers; /* EntThing → GPtrArray of the EntThing that refer to it, in file order */
  GPtrArray *filters;    /* of the views, owned */
  GSList *blocks;        /* memory of all structs */
  char *block_at, *block_end;
};

EntDossier *ent_dossier_new (EntJson *root);
gpointer ent_dossier_alloc (EntDossier *dossier, gsize size);
const char *ent_dossier_printf (EntDossier *dossier, const char *format, ...) G_GNUC_PRINTF (2, 3);
void ent_dossier_index (EntDossier *dossier);
EntDossier *ent_dossier_read (
    EntJson *root, const char *name, GPtrArray **problems, EntDossier **partial, GError **error);

const char *const *ent_actor_kind_words (void);
const char *const *ent_modality_words (void);
const char *const *ent_line_words (void);
const char *const *ent_verdict_words (void);
const char *const *ent_view_kind_words (void);
const char *const *ent_node_kind_words (void);
const char *const *ent_link_kind_words (void);

G_END_DECLS
