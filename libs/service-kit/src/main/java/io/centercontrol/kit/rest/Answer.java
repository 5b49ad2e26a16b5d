package io.centercontrol.kit.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * An answer before it is written: it can be kept for a repeated request.
 *
 * @param <V> what its body is, when what was asked for is done now; a dry run and a repeat answer with such a one as JSON
 */
public final class Answer<V> {
    private final int status;
    private final Object body;
    private final boolean first;
    private final Map<String, String> headers;

    private Answer(int status, Object body, boolean first, Map<String, String> headers) {
        this.status = status;
        this.body = body;
        this.first = first;
        this.headers = Map.copyOf(headers);
    }

    /** A plain success. */
    public static <V> Answer<V> ok(V body) {
        return new Answer<>(200, body, true, Map.of());
    }

    /** Something is there that was not. */
    public static <V> Answer<V> created(V body) {
        return new Answer<>(201, body, true, Map.of());
    }

    /** Something goes on in the background. */
    public static <V> Answer<V> accepted(V body) {
        return new Answer<>(202, body, true, Map.of());
    }

    /** What is told in place of a real answer: of a dry run, or of what was done before. */
    static <V> Answer<V> told(int status, JsonNode body, Map<String, String> headers) {
        return new Answer<>(status, body, false, headers);
    }

    /** The same answer with the version of what it tells of, as its {@code ETag}. */
    public Answer<V> tagged(long version) {
        return with("ETag", Versions.tag(version));
    }

    /** The same answer with the address of what it tells of. */
    public Answer<V> at(String location) {
        return with("Location", location);
    }

    /** The same answer with one more header. */
    public Answer<V> with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Answer<>(status, body, first, all);
    }

    /** Whether what was asked for is done now: it was not only tried, and not done before. */
    public boolean isFirst() {
        return first;
    }

    /** The same answer with what nobody is shown again, for who really did it: it is kept nowhere, and by no cache. */
    public Answer<V> showing(UnaryOperator<V> more) {
        return first
                ? new Answer<V>(status, more.apply(body()), true, headers).with("Cache-Control", "no-store")
                : this;
    }

    /** The answer as JAX-RS writes it. */
    public RestResponse<V> toResponse() {
        var response =
                RestResponse.ResponseBuilder.<V>create(status).entity(body()).type(MediaType.APPLICATION_JSON);
        headers.forEach(response::header);
        return response.build();
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** JSON in place of it is written by the same writer; nobody else looks at it. */
    @SuppressWarnings("unchecked")
    V body() {
        return (V) body;
    }
}
