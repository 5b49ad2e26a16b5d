package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Gives a body and a code to what JAX-RS refuses by itself: unknown paths, methods, media types. */
@Provider
public final class WebProblemMapper implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException exception) {
        var refused = exception.getResponse();
        var status = Response.Status.fromStatusCode(refused.getStatus());
        var title = status == null ? "Refused" : status.getReasonPhrase();
        var code = status == null ? "REFUSED" : status.name();
        var response = Response.status(refused.getStatus())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(refused.getStatus(), code, title, "The request was refused: " + title + "."));
        var allow = refused.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
    }
}
