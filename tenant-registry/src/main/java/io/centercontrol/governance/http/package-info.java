/** The REST door. */
@NullMarked
package io.centercontrol.governance.http;

import org.jspecify.annotations.NullMarked;
