package io.centercontrol.flags.serving.sync;

import io.centercontrol.flags.keys.GoodKey;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Strangers;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who sends a good key: {@code authorization: Bearer <key>}, {@code x-api-key: <key>}, or, since not every client can
 * be told to send a header, the key as the authority that it calls.
 */
@ApplicationScoped
class KeyInterceptor implements ServerInterceptor {
    /** The key of the current call. */
    static final Context.Key<GoodKey> KEY = Context.key("sdk-key");

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> API_KEY = Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    private static final Metadata.Key<String> USER_AGENT =
            Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);

    private final KeyRing ring;
    private final Strangers strangers;

    KeyInterceptor(KeyRing ring, Strangers strangers) {
        this.ring = ring;
        this.strangers = strangers;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var token = token(headers);
        var key = token == null ? null : ring.find(token, Scope.SYNC);
        if (key == null) {
            strangers.refused(
                    address(call),
                    headers.get(USER_AGENT),
                    new AuditEntry.Traits(
                            "POST", "/" + call.getMethodDescriptor().getFullMethodName(), null),
                    token == null ? "KEY_REQUIRED" : "KEY_INVALID");
            call.close(
                    Status.UNAUTHENTICATED.withDescription(
                            "Send an SDK key with the scope SYNC: as authorization: Bearer <key>, as x-api-key, or as the"
                                    + " authority."),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(KEY, key), call, headers, next);
    }

    private static String address(ServerCall<?, ?> call) {
        var from = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return from instanceof InetSocketAddress known ? known.getHostString() : "unknown";
    }

    private static @Nullable String token(Metadata headers) {
        var bearer = headers.get(AUTHORIZATION);
        if (bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return bearer.substring(BEARER.length());
        }
        var own = headers.get(API_KEY);
        return own != null ? own : firstLabel(HiddenAuthority.AUTHORITY.get());
    }

    /** A proxy may want to tell by the rest of it where a call goes. */
    private static @Nullable String firstLabel(@Nullable String authority) {
        return authority == null ? null : authority.split("[.:]", 2)[0];
    }
}
