package io.centercontrol.flags.serving.sync;

import io.centercontrol.flags.keys.GoodKey;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Lets in who sends a good key: {@code authorization: Bearer <key>}, or {@code x-api-key: <key>}. */
@ApplicationScoped
class KeyInterceptor implements ServerInterceptor {
    /** The key of the current call. */
    static final Context.Key<GoodKey> KEY = Context.key("sdk-key");

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> API_KEY = Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    private final KeyRing ring;

    KeyInterceptor(KeyRing ring) {
        this.ring = ring;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var token = token(headers);
        var key = token == null ? null : ring.find(token, Scope.SYNC);
        if (key == null) {
            call.close(
                    Status.UNAUTHENTICATED.withDescription(
                            "Send an SDK key with the scope SYNC, as authorization: Bearer <key> or as x-api-key."),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(KEY, key), call, headers, next);
    }

    private static @Nullable String token(Metadata headers) {
        var bearer = headers.get(AUTHORIZATION);
        return bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? bearer.substring(BEARER.length())
                : headers.get(API_KEY);
    }
}
