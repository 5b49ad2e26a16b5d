/** Tests of the adapter with the SDK's double. */
@NullMarked
package io.centercontrol.dataplane.quarkus;

import org.jspecify.annotations.NullMarked;
