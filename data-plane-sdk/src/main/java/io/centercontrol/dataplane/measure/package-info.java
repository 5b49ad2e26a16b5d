/** What this instance was asked for: its flags, and the calls that it answered. Counts, and knows nobody to tell. */
@NullMarked
package io.centercontrol.dataplane.measure;

import org.jspecify.annotations.NullMarked;
