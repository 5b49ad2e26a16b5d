/** What flagd's own test kit expects of whoever evaluates its flags. */
@NullMarked
package io.centercontrol.testkit.flagd;

import org.jspecify.annotations.NullMarked;
