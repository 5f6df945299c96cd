#include "base/errors.h"

/**
 * ent_base_error_quark:
 *
 * The error domain of app/base; codes are #EntBaseError.
 *
 * Returns: the quark
 */
G_DEFINE_QUARK (ent_base_error, ent_base_error)
