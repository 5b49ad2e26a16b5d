package io.centercontrol.flags.serving.sync;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import org.jspecify.annotations.Nullable;

/**
 * Takes the authority of a call away from whoever comes after, but for {@link KeyInterceptor}: it may be a key, and a trace
 * would name it as the server's address. Nobody here needs to know by which name this server was called.
 */
@GlobalInterceptor
@ApplicationScoped
class HiddenAuthority implements ServerInterceptor, Prioritized {
    /** What was sent as the authority of the current call. */
    static final Context.Key<String> AUTHORITY = Context.key("authority");

    private static final int BEFORE_TRACING = 1_000;

    @Override
    public int getPriority() {
        return BEFORE_TRACING;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var context = Context.current().withValue(AUTHORITY, call.getAuthority());
        return Contexts.interceptCall(context, new Unnamed<>(call), headers, next);
    }

    private static final class Unnamed<Q, A> extends SimpleForwardingServerCall<Q, A> {
        Unnamed(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public @Nullable String getAuthority() {
            return null;
        }
    }
}
