/** The DNS door: looks for records that prove who controls a domain. */
@NullMarked
package io.centercontrol.tenants.dns;

import org.jspecify.annotations.NullMarked;
