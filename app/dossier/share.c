#include "dossier/share.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dossier/dossier-file.h"

/* Bytes of text that are embedded at most; escaped and with the rest they stay below
 * ENT_JSON_MAX_BYTES. */
#define MAX_EMBEDDED (ENT_JSON_MAX_BYTES / 2)

/* The rights that allow a text to be passed on, whole strings, once blanks are hyphens.  A sentence
 * about rights never matches: what it means is for people to tell. */
#define OPEN_RIGHTS                                                                                \
  "^(cc0(-1\\.0)?"                                                                                 \
  "|cc-by(-nc)?(-sa|-nd)?(-[1-4]\\.[05])?(-(igo|[a-z]{2,3}))?"                                     \
  "|public-domain|pdm(-1\\.0)?|cc-pdm-1\\.0"                                                       \
  "|own(-work)?"                                                                                   \
  "|https?://creativecommons\\.org/(licenses/by|publicdomain/(zero|mark))[-/a-z0-9.]*)$"

/**
 * ent_rights_are_open:
 * @rights: (nullable): what a document says of its rights
 *
 * Whether they allow the text to be passed on: CC0, any of the CC BY licences, the public domain
 * (SPDX identifiers, their names with blanks, or the addresses of the licences), or "own" for what
 * the dossier's authors wrote themselves.  Nothing else does.
 *
 * Returns: whether a copy may hold the text
 */
gboolean
ent_rights_are_open (const char *rights)
{
  g_autofree char *key = rights != NULL ? g_strstrip (g_ascii_strdown (rights, -1)) : NULL;

  if (key == NULL)
    return FALSE;
  g_strdelimit (key, " _", '-');
  return g_regex_match_simple (OPEN_RIGHTS, key, 0, 0);
}

static EntShareFate
decide (const EntDocument *document, const EntAttachment *text)
{
  if (document->rights == NULL || *document->rights == '\0')
    return ENT_SHARE_NO_RIGHTS;
  if (!ent_rights_are_open (document->rights))
    return ENT_SHARE_CLOSED;
  if (text->state == ENT_TEXT_NONE)
    return ENT_SHARE_NO_TEXT;
  return text->state == ENT_TEXT_OTHER ? ENT_SHARE_CHANGED : ENT_SHARE_EMBEDDED;
}

/**
 * ent_dossier_plan_sharing:
 * @dossier: a dossier
 * @library: its texts
 *
 * What ent_dossier_share() will embed, and what it leaves out and why.
 *
 * Returns: (transfer full) (element-type EntShared): every document, in order
 */
GArray *
ent_dossier_plan_sharing (const EntDossier *dossier, const EntLibrary *library)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);
  GArray *plan = g_array_new (FALSE, FALSE, sizeof (EntShared));
  gsize n_bytes = 0;

  for (guint i = 0; i < documents->len; i++)
    {
      EntShared shared = { g_ptr_array_index (documents, i), ENT_SHARE_EMBEDDED };
      const EntAttachment *text = ent_library_attachment (library, shared.document);

      shared.fate = decide (shared.document, text);
      if (shared.fate == ENT_SHARE_EMBEDDED)
        {
          if (ent_source_n_bytes (text->source) > MAX_EMBEDDED - n_bytes)
            shared.fate = ENT_SHARE_TOO_LARGE;
          else
            n_bytes += ent_source_n_bytes (text->source);
        }
      g_array_append_val (plan, shared);
    }
  return plan;
}

/**
 * ent_share_describe:
 * @shared: what becomes of one text
 *
 * Returns: (transfer full): why it is left out, or that it is embedded; a phrase
 */
char *
ent_share_describe (const EntShared *shared)
{
  switch (shared->fate)
    {
    case ENT_SHARE_EMBEDDED:
      return g_strdup_printf (_ ("embedded (%s)"), shared->document->rights);
    case ENT_SHARE_NO_RIGHTS:
      return g_strdup (_ ("left out: its rights are not given"));
    case ENT_SHARE_CLOSED:
      return g_strdup_printf (_ ("left out: its rights do not allow it (%s)"),
                              shared->document->rights);
    case ENT_SHARE_NO_TEXT:
      return g_strdup (_ ("left out: its text is not at hand"));
    case ENT_SHARE_CHANGED:
      return g_strdup (_ ("left out: the text at hand is a changed copy"));
    case ENT_SHARE_TOO_LARGE:
      return g_strdup (_ ("left out: the copy would be too large to be opened"));
    default:
      g_assert_not_reached ();
    }
}

/* The document with its text in it, instead of what it is known by. */
static EntJson *
embed (const EntDocument *document, EntSource *source)
{
  static const char *const known_by[] = { "sha256", "length", "file" };
  EntJson *node = ent_json_ref (document->thing.json);
  EntJson *old = ent_json_member (node, "text");
  EntJson *text = old != NULL ? ent_json_ref (old) : ent_json_new_object ();

  for (guint i = 0; i < G_N_ELEMENTS (known_by); i++)
    text = ent_json_without_member (text, known_by[i]);
  text = ent_json_with_member (text, "content", ent_json_new_string (ent_source_text (source)));
  return ent_json_with_member (node, "text", text);
}

/* The document with only what its text is known by, which for an embedded one is made now, so that
 * readers can attach their own copies. */
static EntJson *
strip (const EntDocument *document)
{
  EntJson *node = ent_json_ref (document->thing.json);
  g_autoptr (EntSource) source = NULL;
  EntJson *text;

  if (document->content == NULL)
    return node;
  text = ent_json_without_member (ent_json_ref (ent_json_member (node, "text")), "content");
  source = ent_source_new (document->content, strlen (document->content), document->thing.id, NULL);
  if (source != NULL)
    {
      text = ent_json_without_member (ent_json_without_member (text, "sha256"), "length");
      text = ent_json_with_member_at (
          text, 0, "sha256", ent_json_new_string (ent_source_sha256 (source)));
      text = ent_json_with_member_at (
          text, 1, "length", ent_json_new_int (ent_source_length (source)));
    }
  return ent_json_with_member (node, "text", text);
}

static EntJson *
share_documents (const EntDossier *dossier, const EntLibrary *library, GHashTable *embedded)
{
  const GPtrArray *documents = ent_dossier_documents (dossier);
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; i < documents->len; i++)
    {
      const EntDocument *document = g_ptr_array_index (documents, i);

      list = ent_json_with_element (list,
                                    g_hash_table_contains (embedded, document)
                                        ? embed (document, ent_library_source (library, document))
                                        : strip (document));
    }
  return list;
}

/* Quotes are parts of texts: they go where the texts go. */
static EntJson *
share_passages (const EntDossier *dossier, GHashTable *embedded)
{
  const GPtrArray *passages = ent_dossier_passages (dossier);
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; i < passages->len; i++)
    {
      const EntPassage *passage = g_ptr_array_index (passages, i);
      EntJson *node = ent_json_ref (passage->thing.json);

      if (passage->quote != NULL && !g_hash_table_contains (embedded, passage->document))
        node = ent_json_without_member (node, "quote");
      list = ent_json_with_element (list, node);
    }
  return list;
}

/**
 * ent_dossier_share:
 * @dossier: a sound dossier
 * @library: (nullable): its texts, to embed those that ent_dossier_plan_sharing() says; %NULL for a
 *   copy without any
 * @error: return location, of ent_dossier_from_json()
 *
 * Makes a copy for others.  Without texts it has no content and no quote, but the hash and length
 * of every text, so that readers find their own copies.  With texts, those whose rights allow it
 * are embedded, and quotes stay only from these.
 *
 * Returns: (transfer full): the copy, or %NULL
 */
EntDossier *
ent_dossier_share (const EntDossier *dossier, const EntLibrary *library, GError **error)
{
  g_autoptr (GArray) plan = library != NULL ? ent_dossier_plan_sharing (dossier, library) : NULL;
  g_autoptr (GHashTable) embedded = g_hash_table_new (NULL, NULL);
  EntJson *root = ent_json_ref (ent_dossier_json (dossier));
  EntDossier *copy;

  for (guint i = 0; plan != NULL && i < plan->len; i++)
    if (g_array_index (plan, EntShared, i).fate == ENT_SHARE_EMBEDDED)
      g_hash_table_add (embedded, (gpointer)g_array_index (plan, EntShared, i).document);
  if (ent_dossier_documents (dossier)->len > 0)
    root = ent_json_with_member (root, "documents", share_documents (dossier, library, embedded));
  if (ent_dossier_passages (dossier)->len > 0)
    root = ent_json_with_member (root, "passages", share_passages (dossier, embedded));
  copy = ent_dossier_from_json (root, ent_dossier_id (dossier), NULL, error);
  ent_json_unref (root);
  return copy;
}
