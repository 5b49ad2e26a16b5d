/** What is broken, when, and for how long: drawn from a seed before the run begins, and done by signals and proxies. */
@NullMarked
package io.centercontrol.chaos.faults;

import org.jspecify.annotations.NullMarked;
