/**
 * Compares the copy with what the owner says it holds, bucket by bucket, and decides when a difference is one. Pure: it
 * reads no topic and writes none.
 */
@NullMarked
package io.centercontrol.dataplane.digest;

import org.jspecify.annotations.NullMarked;
