/**
 * Keeps the calls of a tenant within its rate, over all instances of a tenant service, without asking anybody at the moment
 * of deciding: each instance keeps a part of the limit, and the parts follow the demand.
 */
@NullMarked
package io.centercontrol.dataplane.limit;

import org.jspecify.annotations.NullMarked;
