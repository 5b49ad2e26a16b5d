/** The log under the trail, by C2SP tlog-tiles: a Merkle tree that only grows, and signed checkpoints of it. Owns: leaves, tiles, checkpoints. Says: audit-checkpoints. Hears: nothing. */
@NullMarked
package io.centercontrol.audit.log;

import org.jspecify.annotations.NullMarked;
