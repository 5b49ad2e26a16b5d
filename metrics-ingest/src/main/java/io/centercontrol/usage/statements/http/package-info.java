/** The REST door. */
@NullMarked
package io.centercontrol.usage.statements.http;

import org.jspecify.annotations.NullMarked;
