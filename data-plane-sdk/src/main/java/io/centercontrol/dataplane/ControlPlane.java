package io.centercontrol.dataplane;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where a tenant's export is handed over, and as whom. Nothing else is ever sent there, and no decision waits for it.
 *
 * @param url base address of provisioning-service
 * @param tokenFile file with the bearer token of the role {@code tenant-service}; read anew each time, so that a token can
 *     be rotated while the instance runs
 */
public record ControlPlane(URI url, Path tokenFile) {}
