/** flagd's sync protocol: any flagd in-process provider, in any language, follows us by it. */
@NullMarked
package io.centercontrol.flags.serving.sync;

import org.jspecify.annotations.NullMarked;
