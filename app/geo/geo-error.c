#include "geo/geo-error.h"

/**
 * ent_geo_error_quark:
 *
 * Returns: the domain of the errors of app/geo
 */
G_DEFINE_QUARK (ent_geo_error, ent_geo_error)
