/** What a tenant is and which moves its life allows. Pure: clock and ids come in as arguments. */
@NullMarked
package io.centercontrol.tenants.model;

import org.jspecify.annotations.NullMarked;
