/** What tenants use of the platform: what of it is measured (hall {@code meters}). */
@NullMarked
package io.centercontrol.usage;

import org.jspecify.annotations.NullMarked;
