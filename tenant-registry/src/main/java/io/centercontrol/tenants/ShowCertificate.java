package io.centercontrol.tenants;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone wants the proof that a tenant was deleted. */
@ApplicationScoped
public class ShowCertificate {
    private final Certificates certificates;

    ShowCertificate(Certificates certificates) {
        this.certificates = certificates;
    }

    /** Whose. */
    public record Command(TenantId id) {}

    /** The certificate; refuses when there is none. */
    public Uni<Certificates.Certificate> run(Command command) {
        return certificates.of(command.id());
    }

    /** What anybody needs to verify certificates: a JSON Web Key Set. */
    public Uni<String> keys() {
        return certificates.keys();
    }
}
