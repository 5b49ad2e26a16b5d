/** Evidence bundles on demand. */
@NullMarked
package io.centercontrol.audit.evidence.http;

import org.jspecify.annotations.NullMarked;
