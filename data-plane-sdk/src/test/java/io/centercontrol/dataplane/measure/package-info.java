/** Tests of what is counted. */
@NullMarked
package io.centercontrol.dataplane.measure;

import org.jspecify.annotations.NullMarked;
