/**
 * Evidence bundles: entries of the log with all that somebody needs who believes nobody, in one zip file: proofs, checkpoint, what was
 * committed to, and two programs that verify it without a network.
 *
 * <p>Leaves are canonical JSON (RFC 8785). What is personal is not in a leaf, but a commitment to it, so that it can be erased and the
 * log stays whole.
 */
@NullMarked
package io.centercontrol.tlog.evidence;

import org.jspecify.annotations.NullMarked;
