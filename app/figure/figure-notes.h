/* The notes of a figure: which passage has which number, what is said of it, and which marks rest
 * on it.  One numbering for the figure itself, and for the links of SVG, PDF and HTML. */
#pragma once

#include "dossier/anchor.h"
#include "figure/figure.h"

G_BEGIN_DECLS

/* A passage that some marks of a figure rest on, in one stance. */
typedef struct
{
  guint number; /* from 1, in the order of reading */
  const EntPassage *passage;
  gboolean disputes;
  const char *grade;    /* "A1" … "F6" or NULL */
  const EntText *said;  /* what the dossier notes of the use of the passage, or NULL */
  EntAnchorState state; /* UNATTACHED without a text at hand */
  guint same_as;        /* the note that cites the document in full; 0: this one does */
  char *citation;       /* one line in the figure's language */
  char *facts;          /* "para. 3; grade B2; moved: …", or "" */
  char *quote;          /* the words on one line where rights and texts allow it, or NULL */
  GArray *items;        /* guint: the scene's items that rest on it, in the order of reading */
} EntFigureNote;

typedef struct
{
  const EntScene *scene; /* borrowed, as is the dossier */
  const char *lang;
  GPtrArray *notes;                   /* EntFigureNote, by number */
  GPtrArray *numbers;                 /* of each item of the scene: GArray of guint, or NULL */
  GArray *order, *uncited, *disputed; /* guint: items that are on the page, in order of reading */
} EntFigureNotes;

/* Both must outlive the notes; library may be NULL. */
EntFigureNotes *ent_figure_notes_new (const EntScene *scene,
                                      const EntViewRequest *request,
                                      const EntLibrary *library);
void ent_figure_notes_free (EntFigureNotes *notes);
/* By its number, from 1. */
const EntFigureNote *ent_figure_notes_get (const EntFigureNotes *notes, guint number);
/* The digest, in the figure's language if there is one in it (transfer none). */
const char *ent_figure_note_digest (const EntFigureNotes *notes, const EntFigureNote *note);
/* The numbers of an item's notes, NULL and 0 for none. */
const guint *ent_figure_notes_of (const EntFigureNotes *notes, guint item, guint *n);
/* "1–3, 7" (transfer full). */
char *ent_figure_notes_range (const EntFigureNotes *notes, const guint *numbers, guint n);
/* What is to be known of the whole figure: uncited and disputed marks and moved passages, at most
 * max of each named, 0: all; passages by their numbers where the reader sees the notes (transfer
 * full, element-type utf8). */
GPtrArray *ent_figure_notes_remarks (const EntFigureNotes *notes, gboolean numbered, guint max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFigureNotes, ent_figure_notes_free)

G_END_DECLS
