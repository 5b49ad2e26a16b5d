package io.centercontrol.tenants;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Signed statements that a tenant was deleted: who confirmed what and when, and what is kept, where and until when. */
public interface Certificates {
    /**
     * Signs and keeps the certificate of a tenant that is deleted now. A tenant has one at most: once there, it stays.
     *
     * @param deleted the tenant as it was deleted
     */
    Uni<Void> issue(Kept<Tenant> deleted, List<Confirmation> confirmations);

    /** The certificate of a tenant; refuses when there is none. */
    Uni<Certificate> of(TenantId id);

    /** The public keys of all certificates there are, as a JSON Web Key Set (RFC 7517). */
    Uni<String> keys();

    /**
     * A certificate.
     *
     * @param jws JWS in compact form (RFC 7515) with the algorithm ES256
     * @param keyId names its key in {@link #keys()}
     */
    record Certificate(String jws, String keyId, Instant issuedAt) {}
}
