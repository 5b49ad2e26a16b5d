/** What an endpoint is, how it changes, and which addresses may be reached. Pure. */
@NullMarked
package io.centercontrol.integrations.endpoints.model;

import org.jspecify.annotations.NullMarked;
