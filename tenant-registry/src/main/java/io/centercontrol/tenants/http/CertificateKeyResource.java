package io.centercontrol.tenants.http;

import io.centercontrol.tenants.ShowCertificate;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What anybody needs to verify a certificate. */
@Path("/api/v1/deletion-certificate-keys")
@Tag(name = "Deletion of a tenant")
public class CertificateKeyResource {
    private final ShowCertificate showCertificate;

    CertificateKeyResource(ShowCertificate showCertificate) {
        this.showCertificate = showCertificate;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(
            operationId = "listDeletionCertificateKeys",
            summary = "The public keys of deletion certificates",
            description = "A JSON Web Key Set (RFC 7517) with every key that ever signed one. Open to anybody.")
    public Uni<String> keys() {
        return showCertificate.keys();
    }
}
