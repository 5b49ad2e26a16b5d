package io.centercontrol.audit.stream;

import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.stream.model.StreamKind;
import io.centercontrol.audit.stream.model.StreamRefusals;
import io.centercontrol.audit.stream.model.StreamRules;
import io.centercontrol.audit.stream.model.Terms;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.outgoing.Addresses;
import io.centercontrol.outgoing.SigningSecret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A SIEM is to be told of entries from now on, or from an index on. */
@ApplicationScoped
public class CreateStream {
    private final Transactions transactions;
    private final TransparencyLog log;
    private final StreamStore streams;
    private final StreamSecrets secrets;
    private final Addresses addresses;
    private final StreamConfig config;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    CreateStream(
            Transactions transactions,
            TransparencyLog log,
            StreamStore streams,
            StreamSecrets secrets,
            Addresses addresses,
            StreamConfig config,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.streams = streams;
        this.secrets = secrets;
        this.addresses = addresses;
        this.config = config;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The stream as it shall be.
     *
     * @param query the filter as it was given, by name
     * @param fromIndex of the first entry that is sent; null for what is recorded from now on
     */
    public record Command(
            Terms terms,
            Map<String, String> query,
            EntryFilter filter,
            @Nullable Long fromIndex,
            Cause cause) {
        public Command {
            query = Map.copyOf(query);
        }
    }

    /**
     * A new stream.
     *
     * @param secret what its receiver verifies signatures with; nobody can tell it a second time; null for syslog
     */
    public record Created(SiemStream stream, @Nullable SigningSecret secret) {}

    /** Creates; refuses an address that is not to be called. */
    public Uni<Created> run(Command command) {
        var terms = command.terms();
        StreamRules.check(terms, addresses.reach());
        return StreamAddress.check(addresses, terms)
                .chain(() -> transactions.run(session -> log.newest().chain(newest -> {
                    var now = clock.instant();
                    var from = command.fromIndex() == null ? newest.size() : command.fromIndex();
                    if (from < 0 || from > newest.size()) {
                        throw StreamRefusals.beyondLog(newest.size());
                    }
                    var stream = SiemStream.create(
                            ids.next(),
                            terms,
                            command.query(),
                            command.filter(),
                            from - 1,
                            command.cause().actor().id(),
                            now);
                    var secret = terms.kind() == StreamKind.WEBHOOK ? SigningSecret.next() : null;
                    return streams.add(stream, config.most())
                            .chain(() -> secret == null
                                    ? Uni.createFrom().voidItem()
                                    : secrets.add(stream.id(), secret, null, now))
                            .chain(() -> audit.record(
                                    session,
                                    StreamAddress.told("audit-stream.created", AuditEntry.Category.EXPORT, stream)
                                            .with("fromIndex", from)
                                            .because(command.cause())))
                            .replaceWith(new Created(stream, secret));
                })));
    }
}
