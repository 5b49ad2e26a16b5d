/**
 * The page of the APIs on the local stack: Swagger UI over the documents of all services, with calls to them by the same origin.
 * It is the launcher's alone: no service carries it.
 */
@NullMarked
package io.centercontrol.local.page;

import org.jspecify.annotations.NullMarked;
