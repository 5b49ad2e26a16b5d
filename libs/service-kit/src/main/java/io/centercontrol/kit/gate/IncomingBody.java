package io.centercontrol.kit.gate;

import io.centercontrol.kit.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A request's body on its way in: bytes are counted, whatever its headers say. */
public final class IncomingBody {
    /** Largest usual body in bytes; {@code quarkus.http.limits.max-body-size} stands above it. */
    public static final int MOST_BYTES = 1_000_000;

    /** HTTP/2's NO_ERROR: the answer is whole, and the rest of the body is not wanted (RFC 9113, 8.1). */
    private static final long NO_ERROR = 0;

    private IncomingBody() {}

    /**
     * Reads a body.
     *
     * @throws WebApplicationException 413, when it is larger than usual
     */
    public static byte[] read(InputStream body) throws IOException {
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length <= MOST_BYTES) {
            return bytes;
        }
        // Who is still sending sees the answer when that is done; not all would look before.
        body.skip(2L * MOST_BYTES);
        throw new WebApplicationException(Problem.tooLarge(MOST_BYTES).toResponse());
    }

    /**
     * Collects a body.
     *
     * @param whole gets it once it has come
     * @param tooLarge answers as soon as there are more bytes than that; the rest is passed over
     */
    public static void collect(RoutingContext context, long mostBytes, Consumer<Buffer> whole, Runnable tooLarge) {
        var request = context.request();
        var body = Buffer.buffer();
        request.handler(piece -> {
            if (context.response().ended()) {
                return;
            }
            body.appendBuffer(piece);
            if (body.length() > mostBytes) {
                passOver(request);
                tooLarge.run();
            }
        });
        request.endHandler(end -> {
            if (!context.response().ended()) {
                whole.accept(body);
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.headers().remove(HttpHeaders.EXPECT);
            context.response().writeContinue();
        }
        // Held until somebody reads it.
        request.resume();
    }

    /**
     * Before an answer that does not need the rest of a body: one of usual size is read and thrown away, so that the
     * connection can be used on. Another one is not waited for: in HTTP/1.1 the connection ends, which HTTP/2 has no header
     * for (RFC 9113, 8.2.2); there its stream does.
     */
    public static void passOver(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        if (request.version() != HttpVersion.HTTP_2 && FrontGate.isUnbounded(request)) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            return;
        }
        var read = new AtomicLong();
        request.handler(piece -> {
            if (read.addAndGet(piece.length()) > MOST_BYTES && request.version() == HttpVersion.HTTP_2) {
                request.response().reset(NO_ERROR);
            }
        });
        request.resume();
    }
}
