/* What can be chosen about each kind of view: one row of a table for each option of the format. */
#pragma once

#include "dossier/dossier.h"

G_BEGIN_DECLS

typedef struct _EntChoices EntChoices;

typedef struct
{
  const char *key;   /* of the format */
  const char *label; /* not yet translated */
  const char *unset; /* what it is called when the option is not set; NULL: the option is true or
                        false, and true when it is not set */
  const char *same;  /* the value that says what no value says, or NULL */
  const char *const *words;           /* values and what they are called, in turn, or NULL */
  void (*list) (EntChoices *choices); /* adds what the dossier has, or NULL */
} EntViewOption;

/* One of the values of an option. */
typedef struct
{
  EntJson *value; /* NULL: not set */
  char *label;
} EntChoice;

const EntViewOption *ent_view_options_of (EntViewKind kind, guint *n);
gboolean ent_view_option_is_unset (const EntViewOption *option, EntJson *value);
GPtrArray *ent_view_option_choices (const EntViewOption *option,
                                    const EntDossier *dossier,
                                    EntJson *now,
                                    const char *lang,
                                    guint *chosen);

G_END_DECLS
