/**
 * What happens in a service and is no change of an aggregate is told on {@code cc.audit.v1}: beside a change in its
 * transaction, or by way of a buffer on disk where there is none.
 */
@NullMarked
package io.centercontrol.kit.audit;

import org.jspecify.annotations.NullMarked;
