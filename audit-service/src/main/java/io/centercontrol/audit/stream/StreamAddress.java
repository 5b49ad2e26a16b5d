package io.centercontrol.audit.stream;

import io.centercontrol.audit.stream.model.Terms;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.outgoing.Addresses;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Objects;

/** Where a stream goes: whether that may be called, and how the trail tells of it. */
final class StreamAddress {
    private StreamAddress() {}

    /** Fails with a refusal when its host has no address, or one that is not to be called. */
    static Uni<Void> check(Addresses addresses, Terms terms) {
        return (switch (terms.kind()) {
                    case WEBHOOK -> addresses.of(URI.create(Objects.requireNonNull(terms.url())));
                    case SYSLOG -> addresses.of(Objects.requireNonNull(terms.host()), "/host");
                })
                .replaceWithVoid();
    }

    /** What is told of a change. */
    static AuditEntry told(String action, AuditEntry.Category category, SiemStream stream) {
        return AuditEntry.of(action, category)
                .to("audit-stream", stream.id().toString())
                .with("name", stream.name())
                .with("kind", stream.kind())
                .with("url", stream.url())
                .with("host", stream.host())
                .with("port", stream.port())
                .with("format", stream.format())
                .with("filter", stream.query())
                .with("version", stream.version());
    }
}
