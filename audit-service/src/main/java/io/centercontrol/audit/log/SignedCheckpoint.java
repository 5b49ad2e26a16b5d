package io.centercontrol.audit.log;

import io.centercontrol.tlog.Hash;
import java.time.Instant;

/**
 * A checkpoint that was signed.
 *
 * @param size how many entries the log had
 * @param root the tree's root over them
 * @param note the signed note, whole
 * @param signedAt when
 */
public record SignedCheckpoint(long size, Hash root, String note, Instant signedAt) {}
