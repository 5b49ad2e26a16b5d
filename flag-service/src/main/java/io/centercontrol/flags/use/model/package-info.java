/** Flag use and calls as numbers; pure. */
@NullMarked
package io.centercontrol.flags.use.model;

import org.jspecify.annotations.NullMarked;
