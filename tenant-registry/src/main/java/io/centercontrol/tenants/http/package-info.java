/** The REST door. */
@NullMarked
package io.centercontrol.tenants.http;

import org.jspecify.annotations.NullMarked;
