/* The search from inside: hays, which are folded texts as bytes, the index made of them, and what a
 * query looks for in it. */
#pragma once

#include "dossier/search.h"

G_BEGIN_DECLS

/* Folded texts one after another, with the places where words begin. */
typedef struct
{
  char *bytes; /* followed by zeros that may be read */
  gsize n, size;
  guint8 *starts; /* bit i: a word begins at byte i, or the text ends there */
} EntHay;

EntHay *ent_hay_new (void);
void ent_hay_free (EntHay *hay);
void ent_hay_reserve (EntHay *hay, gsize n);
void ent_hay_add (EntHay *hay, const EntFolded *folded);
void ent_hay_end_word (EntHay *hay);
void ent_hay_add_separator (EntHay *hay);
gboolean ent_hay_is_start (const EntHay *hay, gsize at);

/* What is looked for, folded. */
typedef struct
{
  char *bytes;
  gsize n, n_chars;
  gsize probes[2];                      /* the bytes of it that are the rarest */
  gboolean is_latin;                    /* of letters that make words */
  gboolean only_beginnings, only_words; /* of words count */
} EntNeedle;

void ent_needle_init (EntNeedle *needle, const char *folded, gboolean only_words);
void ent_needle_clear (EntNeedle *needle);

/* How well a match fits, best first. */
typedef enum
{
  ENT_FIT_WORD,
  ENT_FIT_BEGINNING,
  ENT_FIT_WITHIN,
  ENT_FIT_NONE,
} EntFit;

/* The first place of needle in hay[from, end); end if there is none. */
gsize ent_hay_find (const EntHay *hay, const EntNeedle *needle, gsize from, gsize end);
EntFit ent_hay_fit (const EntHay *hay, const EntNeedle *needle, gsize at);

/* The attached text of a document; shared by the indices of the snapshots of a dossier. */
typedef struct
{
  EntSource *source;
  EntHay *hay;
  guint32 *paragraphs; /* where they begin in hay, and its end */
  guint n_paragraphs;
} EntSearchText;

/* What a thing says. */
typedef struct
{
  guint32 start;    /* in the hay of fields; ends before the separator */
  guint32 thing;    /* its number */
  guint8 lang;      /* number of its language */
  gboolean is_name; /* or a digest or the text of a cell, which are to these what a name is */
  const char *value;
} EntField;

typedef struct
{
  EntHay *hay; /* the name alone */
  const char *spelling;
  const EntActor *actor;
} EntNameForm;

struct _EntSearchIndex
{
  gatomicrefcount refs;
  EntDossier *dossier;
  EntLibrary *library; /* or NULL */
  GPtrArray *things;   /* of const EntThing, in the order of the file */
  GPtrArray *langs;    /* of const char *, interned */
  GArray *fields;      /* of EntField */
  EntHay *hay;         /* of the fields */
  GArray *names;       /* of EntNameForm */
  GPtrArray *texts;    /* of EntSearchText, or NULL, for each document */
};

/* Where something matches a field. */
typedef struct
{
  guint32 field, at; /* byte in the hay of fields */
  guint16 n;         /* bytes of the match */
  guint8 key;        /* the smaller, the better; see search.c */
} EntFieldMatch;

/* Where something matches a text; the best of its paragraph. */
typedef struct
{
  guint32 text, paragraph, at; /* byte in the hay of the text */
  guint16 n;
} EntTextMatch;

struct _EntFindings
{
  EntSearchIndex *index;
  GArray *fields[ENT_FOUND_TEXTS]; /* of EntFieldMatch, best first */
  GArray *texts;                   /* of EntTextMatch, best first */
  GPtrArray *also;                 /* of const char: what was looked for beside the query */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntHay, ent_hay_free)

G_END_DECLS
