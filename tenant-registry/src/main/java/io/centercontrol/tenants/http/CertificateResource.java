package io.centercontrol.tenants.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.Certificates;
import io.centercontrol.tenants.ShowCertificate;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The proof that a tenant was deleted. */
@Path("/api/v1/tenants/{id}/deletion-certificate")
@Tag(name = "Deletion of a tenant")
public class CertificateResource {
    private final ShowCertificate showCertificate;
    private final ObjectMapper json;

    CertificateResource(ShowCertificate showCertificate, ObjectMapper json) {
        this.showCertificate = showCertificate;
        this.json = json;
    }

    /**
     * A certificate as clients see it.
     *
     * @param certificate JWS in compact form; this is what proves
     * @param statement what it says, decoded for readers
     */
    record CertificateView(
            String keyId,
            Instant issuedAt,
            @Schema(type = SchemaType.OBJECT) JsonNode statement,
            String certificate) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Audited(action = "certificate.downloaded", category = AuditEntry.Category.EXPORT, targets = "tenant=id")
    @Operation(
            operationId = "showDeletionCertificate",
            summary = "The certificate of a tenant's deletion",
            description =
                    "Who confirmed what and when, and what is kept, where and until when. As application/jose: the"
                            + " JWS alone.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CertificateView.class)),
                @Content(mediaType = "application/jose", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<CertificateView> certificate(@RestPath String id) {
        return find(id).map(this::view);
    }

    @GET
    @Produces("application/jose")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Audited(action = "certificate.downloaded", category = AuditEntry.Category.EXPORT, targets = "tenant=id")
    @Operation(hidden = true)
    public Uni<String> jws(@RestPath String id) {
        return find(id).map(Certificates.Certificate::jws);
    }

    private Uni<Certificates.Certificate> find(String id) {
        return showCertificate.run(new ShowCertificate.Command(TenantResource.tenantId(id)));
    }

    private CertificateView view(Certificates.Certificate certificate) {
        try {
            var payload = Base64.getUrlDecoder().decode(certificate.jws().split("\\.")[1]);
            return new CertificateView(
                    certificate.keyId(), certificate.issuedAt(), json.readTree(payload), certificate.jws());
        } catch (IOException e) {
            throw new UncheckedIOException("a kept certificate cannot be read", e);
        }
    }
}
