/**
 * The SDK as a provider of <a href="https://openfeature.dev/specification/">OpenFeature</a>, for applications that ask for
 * flags in the open standard. It needs {@code dev.openfeature:sdk}, which the application brings.
 */
@NullMarked
package io.centercontrol.dataplane.openfeature;

import org.jspecify.annotations.NullMarked;
