package io.centercontrol.provisioning.progress.model;

import java.time.Instant;

/**
 * The export that a tenant service handed over, and that is stored here.
 *
 * @param at when its report was taken
 * @param sha256 SHA-256 in lower-case hex
 */
public record ExportedCopy(Instant at, String sha256, long bytes) {}
