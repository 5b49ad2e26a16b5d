/**
 * OpenFeature's remote evaluation protocol: OpenAPI 0.3.0, with ADR 0006 (a flag without a value) and ADR 0008 (event
 * streams). No database is asked, and nothing leaves the event loop.
 */
@NullMarked
package io.centercontrol.flags.serving.ofrep;

import org.jspecify.annotations.NullMarked;
