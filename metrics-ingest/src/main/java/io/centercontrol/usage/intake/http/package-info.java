/** The HTTP door for CloudEvents, before JAX-RS: a usage key alone opens it. */
@NullMarked
package io.centercontrol.usage.intake.http;

import org.jspecify.annotations.NullMarked;
