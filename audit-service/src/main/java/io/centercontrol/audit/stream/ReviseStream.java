package io.centercontrol.audit.stream;

import io.centercontrol.audit.stream.model.StreamKind;
import io.centercontrol.audit.stream.model.StreamRules;
import io.centercontrol.audit.stream.model.Terms;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.outgoing.Addresses;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stream gets other terms, and goes on where it is. */
@ApplicationScoped
public class ReviseStream {
    private final Transactions transactions;
    private final StreamStore streams;
    private final Addresses addresses;
    private final Audit audit;
    private final Clock clock;

    ReviseStream(Transactions transactions, StreamStore streams, Addresses addresses, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.streams = streams;
        this.addresses = addresses;
        this.audit = audit;
        this.clock = clock;
    }

    /** All of it as it shall be. Its kind stays: a webhook has a secret, and syslog has none. */
    public record Command(
            UUID id,
            Terms terms,
            Map<String, String> query,
            EntryFilter filter,
            @Nullable KnownVersions expected,
            Cause cause) {
        public Command {
            query = Map.copyOf(query);
        }
    }

    /** Revises; refuses an address that is not to be called, and another kind. */
    public Uni<SiemStream> run(Command command) {
        StreamRules.check(command.terms(), addresses.reach());
        return StreamAddress.check(addresses, command.terms())
                .chain(() -> transactions.run(session -> streams.change(
                                command.id(), command.expected(), stream -> revised(stream, command))
                        .call(stream -> audit.record(
                                session,
                                StreamAddress.told("audit-stream.revised", AuditEntry.Category.EXPORT, stream)
                                        .because(command.cause())))));
    }

    private SiemStream revised(SiemStream stream, Command command) {
        StreamKind kind = stream.kind();
        if (kind != command.terms().kind()) {
            throw Refusal.Invalid.of(
                            "/kind", "KIND_STAYS", "A stream of the kind %s stays one: create another.".formatted(kind))
                    .asException();
        }
        return stream.revised(command.terms(), command.query(), command.filter(), clock.instant());
    }
}
