package io.centercontrol.audit.stream;

import io.centercontrol.audit.stream.model.StreamKind;
import io.centercontrol.audit.stream.model.StreamRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.outgoing.Overlap;
import io.centercontrol.outgoing.SigningSecret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stream gets a new secret. Until the old one ends, each request is signed with both. */
@ApplicationScoped
public class RotateSecret {
    private final Transactions transactions;
    private final StreamStore streams;
    private final StreamSecrets secrets;
    private final Audit audit;
    private final Clock clock;

    RotateSecret(Transactions transactions, StreamStore streams, StreamSecrets secrets, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.streams = streams;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Of which one.
     *
     * @param overlap how long the old secret stays good; zero when it has leaked
     */
    public record Command(
            UUID id, Duration overlap, @Nullable KnownVersions expected, Cause cause) {}

    /** The stream, and its new secret: nobody can tell it a second time. */
    public record Rotated(SiemStream stream, SigningSecret secret) {}

    /** Rotates; refuses a stream that is not signed. */
    public Uni<Rotated> run(Command command) {
        Overlap.check(command.overlap());
        var now = clock.instant();
        var secret = SigningSecret.next();
        return transactions.run(session -> streams.change(command.id(), command.expected(), stream -> {
                    if (stream.kind() != StreamKind.WEBHOOK) {
                        throw StreamRefusals.noSecret();
                    }
                    return stream.touched(now);
                })
                .call(() -> secrets.add(command.id(), secret, now.plus(command.overlap()), now))
                .call(stream -> audit.record(
                        session,
                        StreamAddress.told("audit-stream.secret-rotated", AuditEntry.Category.CREDENTIAL, stream)
                                .with("overlap", command.overlap().toString())
                                .because(command.cause())))
                .map(stream -> new Rotated(stream, secret)));
    }
}
