package io.centercontrol.kit.audit;

import io.centercontrol.events.ActorKind;
import io.centercontrol.events.audit.AuditActor;
import io.centercontrol.kernel.Actor;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who did it, as a request, its token, or a cause tells. */
final class Actors {
    /** No chain of delegation is longer; what a token says is read only so far. */
    private static final int DEEPEST = 8;

    private Actors() {}

    /** One that nobody knows yet. Every enum is said, for the reason that {@link Copies} tells. */
    static AuditActor.Builder builder() {
        return AuditActor.newBuilder().setKind(ActorKind.UNKNOWN);
    }

    /** Nobody that could be named. */
    static AuditActor nobody() {
        return Actors.builder().build();
    }

    /** Who acts by a cause, on an event or on time. */
    static AuditActor of(Actor actor) {
        return Actors.builder()
                .setSubject(Bounds.text(actor.id(), Bounds.SHORT))
                .setKind(ActorKind.valueOf(actor.kind().name()))
                .setName(Bounds.textOrNull(actor.name(), Bounds.SHORT))
                .build();
    }

    /**
     * Who sends a request.
     *
     * @param identity null when nobody proved to be anybody
     * @param address where it came from
     */
    static AuditActor of(RoutingContext request, @Nullable SecurityIdentity identity, String address) {
        var actor = Actors.builder().setAddress(Bounds.text(address, Bounds.SHORT));
        var client = request.request().getHeader(HttpHeaders.USER_AGENT);
        var known = KnownActor.of(request);
        if (known != null) {
            actor.setSubject(Bounds.text(known.subject(), Bounds.SHORT))
                    .setKind(ActorKind.USER)
                    .setName(Bounds.textOrNull(known.name(), Bounds.SHORT));
        } else if (identity != null && !identity.isAnonymous()) {
            actor.setKind(ActorKind.USER)
                    .setRoles(Bounds.items(identity.getRoles().stream().sorted().toList()).stream()
                            .map(role -> Bounds.text(role, Bounds.SHORT))
                            .toList());
            if (identity.getPrincipal() instanceof JsonWebToken token) {
                var subject = token.getSubject();
                actor.setSubject(Bounds.text(subject == null ? token.getName() : subject, Bounds.SHORT))
                        .setName(Bounds.textOrNull(text(token.getClaim("preferred_username")), Bounds.SHORT))
                        .setIssuer(Bounds.textOrNull(token.getIssuer(), Bounds.SHORT))
                        .setOnBehalfOf(Bounds.textOrNull(innermost(token.getClaim("act")), Bounds.SHORT));
                var azp = text(token.getClaim("azp"));
                var clientId = azp == null ? text(token.getClaim("client_id")) : azp;
                client = clientId == null ? client : clientId;
            } else {
                actor.setSubject(Bounds.text(identity.getPrincipal().getName(), Bounds.SHORT));
            }
        }
        return actor.setClient(Bounds.textOrNull(client, Bounds.SHORT)).build();
    }

    /** The subject of the inner end of an {@code act} claim (RFC 8693, 4.1). */
    static @Nullable String innermost(@Nullable Object act) {
        var found = act;
        for (var depth = 0; depth < DEEPEST; depth++) {
            var inner = member(found, "act");
            if (inner == null) {
                break;
            }
            found = inner;
        }
        return text(member(found, "sub"));
    }

    private static @Nullable Object member(@Nullable Object object, String name) {
        return switch (object) {
            case JsonObject json -> json.get(name);
            case Map<?, ?> map -> map.get(name);
            case null, default -> null;
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case JsonString json -> json.getString();
            case String text -> text;
            case null, default -> null;
        };
    }
}
