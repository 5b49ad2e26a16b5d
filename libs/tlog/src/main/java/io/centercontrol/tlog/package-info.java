/**
 * A transparency log: entries that are only ever added to, a Merkle tree over them, and the proofs by which somebody who believes
 * nobody sees that an entry is in it and that nothing before it was changed.
 *
 * <p>Hashes are those of RFC 6962 (and 9162) with SHA-256. What is kept and told is as the C2SP says it: tlog-tiles, tlog-checkpoint,
 * signed-note, tlog-cosignature, tlog-witness and tlog-proof. The JDK and nothing else; nothing here reads a clock, a file or the
 * network, so that a service, a witness and an auditor can all stand on it.
 */
@NullMarked
package io.centercontrol.tlog;

import org.jspecify.annotations.NullMarked;
