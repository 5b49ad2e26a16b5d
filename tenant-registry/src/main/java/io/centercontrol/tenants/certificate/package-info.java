/** Deletion certificates: what they say, and who signs them. */
@NullMarked
package io.centercontrol.tenants.certificate;

import org.jspecify.annotations.NullMarked;
