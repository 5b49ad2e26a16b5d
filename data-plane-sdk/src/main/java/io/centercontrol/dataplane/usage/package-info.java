/**
 * Usage on its way to the platform: numbered without gaps, kept on disk or in the application's own database until the brokers have it,
 * and told again with the numbers that it had.
 */
@NullMarked
package io.centercontrol.dataplane.usage;

import org.jspecify.annotations.NullMarked;
