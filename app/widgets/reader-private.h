/* The reader from inside: reader.c (the widget), reader-document.c (which document, what is said of
 * it), reader-steps.c (going to passages), reader-foot.c (what is selected). */
#pragma once

#include "widgets/panels.h"
#include "widgets/reader-cards.h"
#include "widgets/reader-outline.h"
#include "widgets/reader-text.h"

G_BEGIN_DECLS

#define ENT_TYPE_READER (ent_reader_get_type ())
G_DECLARE_FINAL_TYPE (EntReader, ent_reader, ENT, READER, GtkBox)

struct _EntReader
{
  GtkBox parent;
  EntSession *session;
  GtkDropDown *documents;
  GtkLabel *title, *citation, *position, *banner_label, *notice_label;
  GtkRevealer *banner, *lost_revealer, *notice, *foot;
  GtkWidget *attach, *review, *lost_button;
  GtkBox *lost_list, *selection_bar, *text_bar;
  GtkLabel *selection_label, *step_label;
  GtkMenuButton *outline_button;
  GtkStack *stack;
  EntReaderOutline *outline;
  EntReaderCards *cards;
  EntReaderText *text;
  GtkWidget *found_button; /* of the foot: passages and marks of the text that is selected */
  char *document_id;       /* of the document shown */
  GPtrArray *passages;     /* bare ids of its passages, in the order of the text */
  char *current;           /* the passage gone to last */
  guint notice_id, zoom;
  gboolean has_text, own_click, filling_list;
};

const EntDocument *ent_reader_document (EntReader *self);
const EntPassage *ent_reader_find_passage (EntReader *self, const char *id);
void ent_reader_list_documents (EntReader *self);
void ent_reader_list_lost (EntReader *self);
void ent_reader_choose_document (EntReader *self, const EntDocument *document);
void ent_reader_document_chosen (GtkDropDown *drop_down, GParamSpec *pspec, EntReader *self);

void ent_reader_set_current (EntReader *self, const char *passage_id);
void ent_reader_update_position (EntReader *self);
void ent_reader_reveal (EntReader *self, const char *id);
void ent_reader_step (EntReader *self, int by);
void ent_reader_step_selected (EntReader *self, int by);
guint ent_reader_selected (EntReader *self, guint *at, GPtrArray *passages);

void ent_reader_update_foot (EntReader *self);
void ent_reader_copy (EntReader *self);

G_END_DECLS
