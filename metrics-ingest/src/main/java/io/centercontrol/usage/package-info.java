/** What tenants use of the platform: what of it is measured (hall {@code meters}), and what was (hall {@code accept}). */
@NullMarked
package io.centercontrol.usage;

import org.jspecify.annotations.NullMarked;
