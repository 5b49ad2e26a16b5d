package io.centercontrol.kit.rest;

import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * An answer before it is written: it can be kept for a repeated request.
 *
 * @param headers further headers, such as {@code Location} and {@code ETag}
 */
public record Answer(int status, Object body, Map<String, String> headers) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A plain success. */
    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    /** The same answer with one more header. */
    public Answer with(String header, String value) {
        var all = new java.util.HashMap<>(headers);
        all.put(header, value);
        return new Answer(status, body, all);
    }

    /** The answer as JAX-RS writes it. */
    public Response toResponse() {
        var response = Response.status(status).entity(body).type("application/json");
        headers.forEach(response::header);
        return response.build();
    }
}
