/* The error domain of app/geo. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_GEO_ERROR_FORMAT,     /* a world file that is not what it should be; the message says where */
  ENT_GEO_ERROR_COORDINATE, /* a longitude or latitude that is off the globe or no number */
  ENT_GEO_ERROR_PROJECTION, /* a projection nobody knows, or that PROJ refuses */
} EntGeoError;

#define ENT_GEO_ERROR (ent_geo_error_quark ())
GQuark ent_geo_error_quark (void);

G_END_DECLS
