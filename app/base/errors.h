/* The error domain of app/base. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_BASE_ERROR_SYNTAX,   /* text that is not what it should be; the message says where */
  ENT_BASE_ERROR_LIMIT,    /* too large or too deep */
  ENT_BASE_ERROR_DATE,     /* not a date */
  ENT_BASE_ERROR_ENCODING, /* text that is no UTF-8 */
} EntBaseError;

#define ENT_BASE_ERROR (ent_base_error_quark ())
GQuark ent_base_error_quark (void);

G_END_DECLS
