/** Rules over a service's OpenAPI document, as the build wrote it. */
@NullMarked
package io.centercontrol.testkit.document;

import org.jspecify.annotations.NullMarked;
