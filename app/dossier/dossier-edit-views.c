#include "dossier/dossier-edit-views.h"

/* The keys of the file in their order. */
static const char *const root_keys[]
    = { "format",   "version",     "id",       "title",  "description",    "authors", "licence",
        "language", "documents",   "passages", "actors", "relation_types", "tags",    "relations",
        "events",   "comparisons", "diagrams", "views",  "story",          "presets" };

static guint
rank_of (const char *key)
{
  guint rank = 0;

  while (rank < G_N_ELEMENTS (root_keys) && !g_str_equal (root_keys[rank], key))
    rank++;
  return rank;
}

/* Where a list that is new stands: behind all that comes before it in the format. */
static guint
position_of_list (const EntJson *root, const char *key)
{
  guint position = 0;

  for (guint i = 0; i < ent_json_length (root); i++)
    if (rank_of (ent_json_key (root, i)) < rank_of (key))
      position = i + 1;
  return position;
}

/* Takes the root and the list, which is left out when it is empty. */
static EntJson *
set_list (EntJson *root, const char *key, EntJson *list)
{
  if (ent_json_length (list) > 0)
    return ent_json_with_member_at (root, position_of_list (root, key), key, list);
  ent_json_unref (list);
  return ent_json_without_member (root, key);
}

/**
 * ent_dossier_presets:
 * @dossier: a dossier
 *
 * Returns: (transfer none) (nullable): its named options of figures, a list of objects with "name"
 *   and "options"; %NULL when it has none
 */
EntJson *
ent_dossier_presets (EntDossier *dossier)
{
  return ent_json_member (ent_dossier_json (dossier), "presets");
}

/**
 * ent_dossier_with_presets:
 * @dossier: a dossier
 * @presets: (nullable): the list that takes the place of the one it has; %NULL for none
 * @error: %ENT_DOSSIER_ERROR_PROBLEMS when it is no list of objects with "name" and "options"
 *
 * Replaces the named options of figures.
 *
 * Returns: (transfer full): the new snapshot; %NULL with @error set
 */
EntDossier *
ent_dossier_with_presets (EntDossier *dossier, EntJson *presets, GError **error)
{
  EntJson *list = presets != NULL ? ent_json_ref (presets) : ent_json_new_array ();
  g_autoptr (EntJson) root = set_list (ent_json_ref (ent_dossier_json (dossier)), "presets", list);

  return ent_dossier_from_json (root, ent_dossier_id (dossier), NULL, error);
}
