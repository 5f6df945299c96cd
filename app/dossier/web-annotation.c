#include "dossier/web-annotation.h"

#include <string.h>

#include "dossier/anchor.h"

#define CONTEXT "http://www.w3.org/ns/anno.jsonld"
/* Code points kept on each side of a quote, as many as the standard's examples have. */
#define AFFIX 32

static EntJson *
set (EntJson *object, const char *key, const char *value)
{
  return value != NULL && *value != '\0'
             ? ent_json_with_member (object, key, ent_json_new_string (value))
             : object;
}

static EntJson *
new_typed (const char *type)
{
  return set (ent_json_new_object (), "type", type);
}

/* The dossier's name among all: a UUID made of its id, so the same each time.
 * Source: RFC 9562, 5.5 (version 5, in the name space of addresses). */
static char *
dossier_iri (const EntDossier *dossier)
{
  static const guint8 space[] = { 0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                  0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *name = g_strconcat ("urn:entente:dossier:", ent_dossier_id (dossier), NULL);
  guint8 b[20];
  gsize length = sizeof b;
  GString *iri = g_string_new ("urn:uuid:");

  g_checksum_update (sum, space, sizeof space);
  g_checksum_update (sum, (const guchar *)name, (gssize)strlen (name));
  g_checksum_get_digest (sum, b, &length);
  b[6] = (b[6] & 0x0f) | 0x50;
  b[8] = (b[8] & 0x3f) | 0x80;
  for (guint i = 0; i < 16; i++)
    g_string_append_printf (iri, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", b[i]);
  return g_string_free (iri, FALSE);
}

/* A thing of the dossier: its mark id is the fragment. */
static char *
thing_iri (const char *dossier, const char *mark_id)
{
  return g_strconcat (dossier, "#", mark_id, NULL);
}

/* ---- bodies ---- */

static EntJson *
text_body (const char *value, const char *lang, const char *purpose)
{
  EntJson *body = set (new_typed ("TextualBody"), "value", value);

  body = set (body, "format", "text/plain");
  body = set (body, "language", lang);
  return set (body, "purpose", purpose);
}

static EntJson *
add_texts (EntJson *bodies, const EntText *text, const char *purpose)
{
  for (guint i = 0; i < text->n; i++)
    if (text->values[i][0] != '\0')
      bodies = ent_json_with_element (bodies, text_body (text->values[i], text->tags[i], purpose));
  return bodies;
}

static EntJson *
add_tags (EntJson *bodies, const EntDossier *dossier, const EntPassage *passage)
{
  for (guint i = 0; passage->tags != NULL && passage->tags[i] != NULL; i++)
    {
      const char *name = ent_dossier_tag_name (dossier, passage->tags[i], "en");
      bodies = ent_json_with_element (bodies, text_body (name, NULL, "tagging"));
    }
  return bodies;
}

/* What rests on the passage. */
static EntJson *
add_links (EntJson *bodies, const EntDossier *dossier, const char *iri, const EntPassage *passage)
{
  const GPtrArray *things = ent_dossier_things_on (dossier, passage);

  for (guint i = 0; things != NULL && i < things->len; i++)
    {
      const EntThing *thing = g_ptr_array_index (things, i);
      g_autofree char *mark = thing_iri (iri, thing->mark_id);
      EntJson *source = set (ent_json_new_object (), "id", mark);
      EntJson *body = new_typed ("SpecificResource");

      source = set (source, "label", ent_text_get (&thing->name, "en"));
      body = ent_json_with_member (body, "source", source);
      bodies = ent_json_with_element (bodies, set (body, "purpose", "linking"));
    }
  return bodies;
}

static gboolean
has_purpose (EntJson *bodies, const char *purpose)
{
  for (guint i = 0; i < ent_json_length (bodies); i++)
    {
      const char *value;
      if (ent_json_get_string (ent_json_member (ent_json_element (bodies, i), "purpose"), &value)
          && g_str_equal (value, purpose))
        return TRUE;
    }
  return FALSE;
}

/* Why the annotation was made: all its bodies' purposes. */
static EntJson *
motivations (EntJson *bodies)
{
  static const char *const purposes[] = { "describing", "commenting", "tagging", "linking" };
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (has_purpose (bodies, purposes[i]))
      list = ent_json_with_element (list, ent_json_new_string (purposes[i]));
  if (ent_json_length (list) == 0)
    list = ent_json_with_element (list, ent_json_new_string ("highlighting"));
  return list;
}

/* ---- target ---- */

static EntJson *
position (guint start, guint end)
{
  EntJson *selector = ent_json_with_member (
      new_typed ("TextPositionSelector"), "start", ent_json_new_int (start));

  return ent_json_with_member (selector, "end", ent_json_new_int (end));
}

static char *
slice (const EntSource *source, guint start, guint end)
{
  const gsize from = ent_source_byte_offset (source, start);

  return g_strndup (ent_source_text (source) + from, ent_source_byte_offset (source, end) - from);
}

static EntJson *
quotation (const EntSource *source, guint start, guint end)
{
  const guint length = ent_source_length (source);
  g_autofree char *exact = slice (source, start, end);
  g_autofree char *prefix = slice (source, start - MIN (start, AFFIX), start);
  g_autofree char *suffix = slice (source, end, end + MIN (AFFIX, length - end));
  EntJson *selector = set (new_typed ("TextQuoteSelector"), "exact", exact);

  return set (set (selector, "prefix", prefix), "suffix", suffix);
}

/* The text: at its address if it has one; the offsets count in the copy with the hash. */
static EntJson *
text_resource (const char *dossier, const EntDocument *document, const char *sha256)
{
  g_autofree char *hash = sha256 != NULL ? g_strconcat ("urn:sha256:", sha256, NULL) : NULL;
  g_autofree char *mark = thing_iri (dossier, document->thing.mark_id);
  EntJson *text = set (ent_json_new_object (),
                       "id",
                       document->url != NULL ? document->url
                       : hash != NULL        ? hash
                                             : mark);

  text = set (text, "type", "Text");
  text = set (text,
              "label",
              ent_text_get (&document->thing.name, document->language ? document->language : "en"));
  text = set (text, "language", document->language);
  return document->url != NULL ? set (text, "canonical", hash) : text;
}

static EntJson *
new_target (const char *dossier, const EntPassage *passage, const EntLibrary *library)
{
  EntSource *source = library != NULL ? ent_library_source (library, passage->document) : NULL;
  const EntResolution *place = source != NULL ? ent_library_resolution (library, passage) : NULL;
  const gboolean found = place != NULL && place->end > place->start
                         && (place->state == ENT_ANCHOR_EXACT || place->state == ENT_ANCHOR_MOVED);
  EntJson *target = new_typed ("SpecificResource");
  EntJson *selectors = ent_json_new_array ();

  target = ent_json_with_member (
      target,
      "source",
      text_resource (dossier,
                     passage->document,
                     found ? ent_source_sha256 (source) : passage->document->sha256));
  if (found)
    {
      selectors = ent_json_with_element (selectors, position (place->start, place->end));
      selectors = ent_json_with_element (selectors, quotation (source, place->start, place->end));
    }
  else if (passage->end > passage->start)
    selectors = ent_json_with_element (selectors, position (passage->start, passage->end));
  if (ent_json_length (selectors) > 0)
    return ent_json_with_member (target, "selector", selectors);
  ent_json_unref (selectors);
  return target;
}

/* ---- annotations ---- */

static EntJson *
creators (const EntDossier *dossier)
{
  const char **authors = ent_dossier_authors (dossier);
  EntJson *list = ent_json_new_array ();

  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    list = ent_json_with_element (list, set (ent_json_new_object (), "name", authors[i]));
  return list;
}

/* Who made it and under what terms. */
static EntJson *
sign (EntJson *object, const EntDossier *dossier)
{
  const char *licence = ent_dossier_licence (dossier);
  EntJson *by = creators (dossier);

  if (ent_json_length (by) > 0)
    object = ent_json_with_member (object, "creator", by);
  else
    ent_json_unref (by);
  if (licence == NULL || *licence == '\0' || strpbrk (licence, " \t<>\"") != NULL)
    return object;
  g_autofree char *iri = strstr (licence, "://") != NULL
                             ? g_strdup (licence)
                             : g_strconcat ("https://spdx.org/licenses/", licence, NULL);
  return set (object, "rights", iri);
}

static EntJson *
fill (EntJson *annotation,
      const EntDossier *dossier,
      const char *iri,
      const EntPassage *passage,
      const EntLibrary *library)
{
  g_autofree char *id = thing_iri (iri, passage->thing.mark_id);
  EntJson *bodies = add_texts (ent_json_new_array (), &passage->thing.name, "describing");

  bodies = add_texts (bodies, &passage->thing.note, "commenting");
  bodies = add_links (add_tags (bodies, dossier, passage), dossier, iri, passage);
  annotation = set (set (annotation, "id", id), "type", "Annotation");
  annotation = ent_json_with_member (annotation, "motivation", motivations (bodies));
  if (ent_json_length (bodies) > 0)
    annotation = ent_json_with_member (annotation, "body", bodies);
  else
    ent_json_unref (bodies);
  return ent_json_with_member (annotation, "target", new_target (iri, passage, library));
}

/**
 * ent_web_annotation_new:
 * @dossier: a dossier
 * @passage: one of its passages
 * @library: (nullable): the texts at hand
 *
 * A passage as an annotation of its text: the digest in each language, the notes, the tags and the
 * marks that rest on it are its bodies.  The words are in it only if the text is at hand and has
 * them; the position is that in the attached text, or else in the one that was read.
 *
 * Source: W3C, Web Annotation Data Model, 2017.
 *
 * Returns: (transfer full): a JSON-LD object
 */
EntJson *
ent_web_annotation_new (const EntDossier *dossier,
                        const EntPassage *passage,
                        const EntLibrary *library)
{
  g_autofree char *iri = dossier_iri (dossier);
  EntJson *annotation = set (ent_json_new_object (), "@context", CONTEXT);

  return sign (fill (annotation, dossier, iri, passage, library), dossier);
}

/**
 * ent_web_annotation_collection:
 * @dossier: a dossier
 * @passages: (element-type EntPassage): some of its passages
 * @library: (nullable): the texts at hand
 *
 * Returns: (transfer full): an AnnotationCollection of one page, as ent_web_annotation_new() makes
 * them
 */
EntJson *
ent_web_annotation_collection (const EntDossier *dossier,
                               const GPtrArray *passages,
                               const EntLibrary *library)
{
  g_autofree char *iri = dossier_iri (dossier);
  g_autofree char *id = thing_iri (iri, "annotations");
  g_autofree char *page_id = thing_iri (iri, "annotations.1");
  EntJson *collection = set (ent_json_new_object (), "@context", CONTEXT);
  EntJson *page = set (set (ent_json_new_object (), "id", page_id), "type", "AnnotationPage");
  EntJson *items = ent_json_new_array ();

  for (guint i = 0; i < passages->len; i++)
    items = ent_json_with_element (
        items,
        fill (ent_json_new_object (), dossier, iri, g_ptr_array_index (passages, i), library));
  page = ent_json_with_member (page, "startIndex", ent_json_new_int (0));
  page = ent_json_with_member (page, "items", items);
  collection = set (set (collection, "id", id), "type", "AnnotationCollection");
  collection
      = set (collection,
             "label",
             ent_text_get (ent_dossier_title (dossier),
                           ent_dossier_language (dossier) ? ent_dossier_language (dossier) : "en"));
  collection = sign (collection, dossier);
  collection = ent_json_with_member (collection, "total", ent_json_new_int (passages->len));
  return ent_json_with_member (collection, "first", page);
}
