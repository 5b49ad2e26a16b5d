/** What every room does with files. */
@NullMarked
package io.centercontrol.dataplane.disk;

import org.jspecify.annotations.NullMarked;
