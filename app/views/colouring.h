/* What colours actors stand in: that of their kind, or by an attribute, whose texts are categories
 * and whose numbers are classes of one hue. */
#pragma once

#include "views/view.h"

G_BEGIN_DECLS

/* Shades of one hue that can be told apart. */
#define ENT_N_SHADES 5

typedef struct
{
  const char *key;            /* of the attribute; NULL: the kind */
  gboolean ordered;           /* numbers */
  GPtrArray *classes;         /* what each is called (char *); empty where the kind colours */
  double upper[ENT_N_SHADES]; /* of numbers: the greatest of each class */
  const char *lang;
} EntColouring;

/* Of an actor without the attribute, and of all where the kind colours. */
#define ENT_NO_CLASS (-1)

EntColouring *ent_colouring_new (const EntViewRequest *request, GError **error);
void ent_colouring_free (EntColouring *colouring);
int ent_colouring_class (const EntColouring *colouring, const EntActor *actor);
gboolean ent_colouring_is_cited (const EntColouring *colouring, const EntActor *actor);
EntStyle
ent_colouring_class_style (const EntColouring *colouring, int class, const EntTheme *theme);
EntStyle
ent_colouring_style (const EntColouring *colouring, const EntActor *actor, const EntTheme *theme);

EntColour
ent_colouring_ink (const EntColouring *colouring, const EntActor *actor, const EntTheme *theme);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntColouring, ent_colouring_free)

G_END_DECLS
