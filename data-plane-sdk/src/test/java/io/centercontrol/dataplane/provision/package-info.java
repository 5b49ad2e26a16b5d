@NullMarked
package io.centercontrol.dataplane.provision;

import org.jspecify.annotations.NullMarked;
