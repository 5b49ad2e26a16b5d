/** Clients made of the OpenAPI documents, as users make them, and what they get of a running suite. */
@NullMarked
package io.centercontrol.clients;

import org.jspecify.annotations.NullMarked;
