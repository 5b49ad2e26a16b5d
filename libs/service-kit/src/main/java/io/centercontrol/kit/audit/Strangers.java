package io.centercontrol.kit.audit;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Who comes without a good token or key. They come in floods: so they are counted, and are one entry for each address and
 * template of a path in a time.
 */
@Singleton
public class Strangers {
    private static final String ACTION = "access.unauthenticated";

    private final AuditRecords records;
    private final AuditConfig config;
    private final Coalescing coalescing;
    private final Passages passages;

    Strangers(AuditRecords records, AuditConfig config, Coalescing coalescing, Passages passages) {
        this.records = records;
        this.config = config;
        this.coalescing = coalescing;
        this.passages = passages;
    }

    /** What those of one entry have in common. */
    private record Stranger(String address, String path) {}

    /**
     * Counts a call that came by another way than HTTP.
     *
     * @param address where it came from
     * @param client the program, as it says itself
     * @param call what was called: no name that a stranger made up
     */
    public void refused(String address, @Nullable String client, AuditEntry.Traits call, String code) {
        coalescing.count(
                new Stranger(address, call.path()),
                ACTION,
                config.refusals(),
                () -> Copies.of(records.of(entry(call, code), null, null))
                        .setActor(Actors.builder()
                                .setAddress(Bounds.text(address, Bounds.SHORT))
                                .setClient(Bounds.textOrNull(client, Bounds.SHORT))
                                .build())
                        .build());
    }

    /** Counts a request. Nobody is asked who sends it: a refused token is nobody's. */
    void refused(RoutingContext request, String code) {
        var path = Templates.of(request);
        coalescing.count(
                new Stranger(passages.address(request), path),
                ACTION,
                config.refusals(),
                () -> records.of(
                        entry(new AuditEntry.Traits(request.request().method().name(), path, 401), code),
                        request,
                        null));
    }

    private static AuditEntry entry(AuditEntry.Traits call, String code) {
        return AuditEntry.of(ACTION, AuditEntry.Category.ACCESS)
                .ended(AuditEntry.Outcome.REFUSED)
                .why(code)
                .by(call);
    }
}
