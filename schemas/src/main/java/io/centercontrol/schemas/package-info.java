/**
 * The event contract: which topics exist, which schema each one carries, and the published versions of those schemas.
 *
 * <p>Owns the {@code .avsc} files and what is generated from them. Knows nothing of Kafka clients or of any service.
 */
@NullMarked
package io.centercontrol.schemas;

import org.jspecify.annotations.NullMarked;
