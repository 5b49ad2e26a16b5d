package io.centercontrol.kit.audit;

import io.centercontrol.events.audit.AuditEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that this instance sends to itself in somebody's name, as it does for whole lists. What such a request is refused
 * with is told with the address of whom it is for, once; and who asks for the list is known to the one that passed the gates.
 */
@Singleton
public class Passages {
    /** Opened by a secret of this run, so that nobody else can pass for somebody at another address. */
    public static final String HEADER = "X-Own-Passage";

    private static final String PASSED_ON = Passages.class.getName();

    private final String secret;
    private final Map<String, Optional<AuditEvent>> under = new ConcurrentHashMap<>();

    Passages() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        secret = HexFormat.of().formatHex(bytes) + " ";
    }

    /**
     * Begins a passage: refusals of this request are told by those that are sent for it. It must be {@link #end ended}.
     *
     * @return the value of {@link #HEADER} for them
     */
    public String begin(RoutingContext request) {
        request.put(PASSED_ON, true);
        var header = secret + UUID.randomUUID() + " "
                + request.request().remoteAddress().hostAddress();
        under.put(header, Optional.empty());
        return header;
    }

    /** Ends a passage, whatever became of it. */
    public void end(String header) {
        under.remove(header);
    }

    /** Whether what a request is refused with is told by another one. */
    static boolean isPassedOn(RoutingContext request) {
        return request.get(PASSED_ON) != null;
    }

    /** Where a request came from. */
    String address(RoutingContext request) {
        var header = own(request);
        return header == null
                ? request.request().remoteAddress().hostAddress()
                : header.substring(header.indexOf(' ', secret.length()) + 1);
    }

    /** The header of one that this instance sent to itself; null for all others. */
    @Nullable
    String own(RoutingContext request) {
        var header = request.request().getHeader(HEADER);
        return header != null && header.startsWith(secret) ? header : null;
    }

    /** Keeps who was let through, the first time. */
    void note(String header, Supplier<AuditEvent> event) {
        under.computeIfPresent(header, (key, known) -> known.isPresent() ? known : Optional.of(event.get()));
    }

    /** Who was let through, as an entry. */
    Optional<AuditEvent> seen(String header) {
        return under.getOrDefault(header, Optional.empty());
    }
}
