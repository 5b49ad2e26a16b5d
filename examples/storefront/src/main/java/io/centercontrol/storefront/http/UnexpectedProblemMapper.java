package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** A defect, or a database that is away: the log has the details, the customer a problem without them. */
@Provider
public final class UnexpectedProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(UnexpectedProblemMapper.class);

    @Override
    public Response toResponse(Throwable unexpected) {
        LOG.error("A request failed.", unexpected);
        return Response.status(500)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(
                        500,
                        "INTERNAL_ERROR",
                        "Internal error",
                        "The request failed for a reason that is not its own. It can be sent again."))
                .build();
    }
}
