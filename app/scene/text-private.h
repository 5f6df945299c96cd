/* What shaping and breaking text share. */
#pragma once

#include "scene/text.h"

G_BEGIN_DECLS

/* Everything is shaped at this em and scaled: without hinting that is the same, and choosing the
 * fonts, which takes milliseconds a size, happens once. */
#define ENT_TEXT_EM 64.0

PangoLayout *ent_text_shape (const char *text, const EntTextStyle *style);
gboolean ent_text_is_cjk (gunichar c);
gboolean ent_text_is_shared_punctuation (gunichar c);

G_END_DECLS
